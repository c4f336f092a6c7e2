"""The words by which segments are told apart, French and English, as patterns over plain text.

Plain means small letters, no accents, straight apostrophes (`segment.plain`); the patterns for cutting read
the text as it was written. Every repetition is bounded, so that no text makes them slow.
"""

import re

# Where to cut, in the text as written.
SENTENCE_END = re.compile(r"(?:[.!?…]{1,8}[\"'»”)]{0,2}|[;])[ \t\u00a0\u202f]{1,20}(?=\S)(?![!?:;»)])")
ABBREVIATION = re.compile(
    r"(?:\b(?:ex|p|m|mr|mme|cf|etc|vs|env|tel|tél|art|réf|ref|no|mrs|dr|st|e\.g|i\.e|b|v|build|vers)\.|"
    r"(?:^|\s)\w\.)$",
    re.IGNORECASE,
)
INLINE_ITEM = re.compile(
    r"(?<=\S)[ \t]{1,4}(?=(?:\d{1,2}|[a-hA-H])[)/][ \t]{1,3}[^\W\d_])|[ \t](?=[1-9]\.[ \t][^\W\d_])|"
    r"(?<=[:,;.])[ \t](?=[1-9]{1,2}[ ]?[-–][ ]{0,2}[^\W\d_])|"
    r"(?<=\S)[ \t](?=(?:question|point|demande|probl[èe]me|souci|issue|problem|request|q)[ ]?(?:n[°o]?[ ]?)?[1-9]"
    r"[ \u00a0\u202f]?:)",
    re.IGNORECASE,
)
INLINE_LINK = re.compile(
    r"(?:,|\bet|\band|[ ]-)[ ]{1,3}(?=(?:par ailleurs|d['’]autre part|autre (?:question|souci|probl[èe]me|"
    r"point|chose)|"
    r"une autre question|rien [àa] voir|sans rapport|au passage|j['’]en profite|tant que j['’]y suis|"
    r"pendant que j['’]y suis|"
    r"derni[èe]re (?:chose|question)|deuxi[èe]mement|another (?:question|issue|problem|thing)|"
    r"on a separate note|"
    r"while i['’]m at it|by the way|secondly|one more (?:thing|question)|unrelated)\b)",
    re.IGNORECASE,
)
# An “and” with something asked behind it: “…, et je voudrais savoir comment …” may be a second request.
INLINE_ASK = re.compile(
    r"(?<=\S) (?=(?:et|and|ainsi que|mais aussi|as well as|plus) (?:"
    r"(?:(?:aussi|[ée]galement|en plus|par ailleurs|de plus|also|on top of that|moreover),? )"
    r"(?:(?:le|la|les|mon|ma|mes|notre|nos|je|on|nous|un|une|il|the|my|our|we|i|a)\b|[ldj]['’])|"
    r"(?:(?:aussi|[ée]galement|en plus|enfin|surtout|au passage|tant qu['’]on y est|par ailleurs|also|"
    r"then|finally|on top of that),? )?(?:"
    r"(?:de )?(?:me |m['’]|nous )(?:dire|indiquer|expliquer|donner|envoyer|faire|pr[ée]ciser|communiquer|"
    r"transmettre|confirmer|fournir|montrer)\b|"
    r"(?:de )?(?:savoir|conna[iî]tre|comprendre) |(?:la|une) (?:marche|proc[ée]dure|m[ée]thode) |"
    r"comment|pourquoi|combien|quand|o[uù] |est[- ]ce qu|est[- ]il |peut[- ]on|puis[- ]je|faut[- ]il|"
    r"y a[- ]t|quel(?:le)?s? |"
    r"(?:je|nous|on) (?:voudr|souhait|aimer|voul|veux|cherch|d[ée]sir)|j['’](?:aimer|ai besoin)|"
    r"pou(?:vez|rriez)[- ]vous|serait[- ]il|il faudrait|merci de |"
    r"how |why |where |what |when (?:will|can|do|is)|can (?:i|we|you) |could |is (?:there|it) |"
    r"do (?:i|we|you) |(?:i|we)(?:['’]d| would)? (?:like|want|need|wish)|"
    r"(?:to )?(?:know|explain) |(?:to )?(?:tell|send|show|give|let) (?:me|us) |please )))",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"\s{0,20}(?:bonjour|bonsoir|salut|coucou|bjr|hello|hi there|hi|hey|dear (?:all|team|support|sir|"
    r"madam)|good (?:morning|afternoon|evening))\b"
    r"(?:[ ](?:à tous|a tous|à toutes et tous|le support|l['’]équipe|l['’]equipe|madame,? monsieur|madame|"
    r"monsieur|tout le monde|team|all|everyone|support|there))?"
    r"[ ]?[,.!:\n]{0,3}\s{0,4}",
    re.IGNORECASE,
)

# What segments are, in plain text.
ITEM = re.compile(
    r"^(?:[-*•–—+·]|\(?(?:\d{1,2}|[a-h])[.)/\]]|\d{1,2} ?[-–:°](?=[ a-z])|"
    r"(?:question|point|demande|probleme|souci|sujet|issue|problem|request|item|q|"
    r"pb) ?(?:n ?[°o] ?)?\d{1,2} ?[:.)\-–])"
    r"\s{0,3}(?=\S)"
)
LOG = re.compile(
    r"stack trace|traceback|fatal error|uncaught |exception:|exception in| at [\w.]{3,80}\(|^#\d |"
    r"\.php[:(]\d|\.cs:|\.java:|\.py\"|"
    r"^\W{0,3}(?:error|warn|info|debug|notice)\b[ :\[]{1,3}\d|^\d{2,4}[-/:]\d{2}[-/:]\d{2}|\{\"|"
    r"^a [\w.]{5,120}\(|\w{2,40}::\w{2,40}\(|->\w{1,40}\("
)
COURTESY = re.compile(
    r"(?:et )?(?:comment (?:allez|vas)[- ](?:vous|tu)|comment ca va|how are you|"
    r"bonjour|bonsoir|salut|coucou|bjr|hello|hi\b|hey\b|merci|d'avance|cordialement|"
    r"bien cordialement|cdt|bien a vous|"
    r"bonne (?:journee|soiree|fin|continuation|reception)|salutations|sincerement|respectueusement|"
    r"a bientot|dans l'attente|"
    r"en vous remerciant|je vous remercie|nous vous remercions|je reste a|restant a|voila[ ,]|voila$|"
    r"tout d'abord merci|bravo|super logiciel|encore merci|"
    r"thank|thanks|regards|best|kind|cheers|sincerely|yours|many thanks|looking forward|have a (?:nice|"
    r"good|great)|great (?:tool|product)|love your)"
)
FACTS = re.compile(
    r"(?:version|vers\.|v ?\d|build|windows|win ?\d|mac|macos|linux|ubuntu|debian|android|ios|iphone|php|"
    r"mysql|os\b|url\b|navigateur|browser|chrome|firefox|"
    r"imprimante|serveur|client \d|hebergement|configuration|environnement|environment|we (?:are|run|"
    r"use) (?:on |version )?v?\d|"
    r"nous (?:utilisons|sommes) (?:en |sur )?(?:la )?(?:version|v)|je suis en (?:version|v)|\d+\.\d+)"
)
# What lets somebody in, told beside the matter: a label, then something with a digit or in quotes.
ACCESS = re.compile(
    r"(?:(?:mon|mes|le|les|nos|notre|voici (?:mon|mes|le|les|nos)|ci-joint|my|the|our|here (?:is|are) (?:my|the)) )?"
    r"(?:mots? de passe|mdp|identifiants?|login|acces|code d'acces|passwords?|credentials?|passphrase|user(?:name)?)\b"
    r"[^?.!]{0,60}?(?:\best|\bsont|\bis|\bare|:|=) ?(?:bien )?(?:[\"“”«'(]|[^ ?]{0,40}\d)"
)
TRY = re.compile(
    r"\bj'ai (?:aussi |egalement |meme |deja |bien |donc |quand meme |tout )?(?:essay|test|tent|vid|"
    r"redemarr|reinstall|desinstall|relanc|supprim|regard|verifi|chang|mis a jour|republi|cherch|contact|"
    r"bouge|reset|reinit|suivi|recommenc|fait)|"
    r"\bon a (?:aussi |egalement |deja )?(?:essay|test|redemarr|verifi|relanc|supprim)|"
    r"nous avons (?:aussi |egalement |deja )?(?:essay|test|redemarr|verifi|relanc|vid)|"
    r"\bi(?:'ve| have)? (?:also |already |even |then )?(?:tried|cleared|restarted|reinstalled|rebooted|"
    r"checked|tested|updated|reset|removed|cleaned|looked|deleted|searched)|"
    r"\bwe(?:'ve| have)? (?:also |already )?(?:tried|restarted|reinstalled|rebooted|checked|cleared)|"
    r"also tried|meme resultat|toujours pareil|rien n'y fait|no luck|same result"
)
QUESTION = re.compile(
    r"(?:et |ou |bonjour |mais |alors |sinon |and |so |but |or )?(?:comment|ou (?:est|se|puis|trouv|sont|"
    r"peut|dois)|combien|quel(?:le)?s? |quand |est[- ]ce|peut[- ]on|puis[- ]je|y a[- ]t[- ]il|pourquoi|"
    r"faut[- ]il|doit[- ]on|dois[- ]je|savez[- ]vous|avez[- ]vous|qui (?:peut|doit)|que (?:faut|faire|dois)|"
    r"how |what |where |when |why |which |who |is there|is it|can i|can we|could i|do i|do you|does |"
    r"should i|are there|may i|is the|will )"
)
REQUEST = re.compile(
    r"pou[rv]{1,2}(?:i?ez|riez)[- ]vous|vous pou(?:vez|rriez)|serait[- ]il possible|est[- ]il possible|"
    r"je (?:voudrai|souhait|desir|aimerai|cherche a)|j'aimerai|nous (?:voudri|souhait|aimeri|desir)|"
    r"(?:besoin|envie) d|il faudrait|merci de (?!votre|vos|l'|m'avoir|ton|votre)|me faire parvenir|"
    r"veuillez|pri(?:er|ere) de|(?:savoir|demander) (?:si|comment|ou|combien|quand|quel)|serait (?:bien|"
    r"utile|pratique|interessant|top)|"
    r"proposition d|suggestion|manque(?:rait)? (?:un|une) |prevoir|ajouter (?:un|une|la|le)|mettre plutot|"
    r"vaudrait mieux|augmenter|"
    r"please |could you|can you|would (?:like|love|be (?:nice|great|good|possible|useful))|i(?:'d|"
    r" would) like|we(?:'d| would) like|we need|i need|i want|we want|wish |it would|feature request|"
    r"should (?:be|have|show|not)|let me know|looking (?:for|to)"
)
PROBLEM = re.compile(
    r"\bn(?:e |')[^.?!]{1,80}?\b(?:pas|plus|rien|jamais|aucun|aucune|personne|que)\b|\b(?:marche|"
    r"fonctionne|arrive|trouve|peux|peut|veut|vois|voit|ouvre|affiche|apparait|recoit|recois) (?:pas|"
    r"plus)\b|\bplus (?:de|d'|rien|aucun)|\bpas (?:de|d'|moyen|le droit|clair)\b|"
    r"erreur|\bbugs?\b|bugg|plant|bloqu|impossible|dispar|\bvides?\b|faux|fausse|echou|echec|refus|souci|"
    r"probleme|panne|manqu|doublon|casse|lente?s?\b|tronqu|flou|coupe|retard|\bblanche?\b|"
    r"anomalie|incorrect|errone|perdu|perd\b|corromp|inaccessible|inoperant|injoignable|deconnect|"
    r"inattendu|illisible|decal|mauvais|mal |invalide|fige|rame|ferme (?:tout|d'un|seul)|(?:sort|partent|"
    r"arrivent|affich\w{1,6}) (?:tous |toutes |encore )?en |"
    r"alors qu|au lieu d|inutil|n'a plus|deux fois|toujours (?:dans|pas|le|la|l'|en|un|une)|encore (?:l'|"
    r"le|la)|je n'y|incomplet|obsolete|duplique|caracteres? interdit|page blanche|masque|invers|negati|"
    r"repart|s'arrete|en double|\b404\b|\b500\b|\b403\b|"
    r"\berrors?\b|fail|crash|broke|blurry|missing|\bgone\b|stuck|empty|wrong|\blost\b|blank|hang|freez|"
    r"unable|cannot|can't|couldn't|don't|doesn't|does not|do not|did not|didn't|isn't|is not|aren't|"
    r"are not|won't|wasn't|not (?:work|show|found|all|complet|match|load|clear)|no longer|"
    r"never|problem|issue|\bbugs?\b|slow|timeout|timed out|refused|rejects?|rejected|denied|incorrect|"
    r"invalid|unexpected|instead of|duplicate|twice|misalign|flipped|outdated|disappear|closes|still (?:in|"
    r"use|show|list|the)|burn|loses|\bcuts?\b|truncat|overlap|resets?\b|\bonly the|ignores?\b|\bstops?\b|"
    r"delayed|unreadable|hidden|hides?\b|too (?:short|long|small|late|many|much|crowded|big|wide|\w{3,8})\b|"
    r"\breste(?:nt)? (?:a |vide|bloqu|fige|gris|blanc|sur |sans|en )|\bgris[ee]{1,2}s?\b|\bsans (?:aucun|la |"
    r"le |les |l')|"
    r"\btrop (?:de |\w{3,12})|\bstays? (?:at|on|blank|grey|open|white)|\bgreyed\b|\bshows? (?:no|nothing|the wrong)|"
    r"tourne (?:sans|en|dans)|saute|\bsauts?\b|ne repond|ne s'ouvre|\bno (?:file|result|answer|picture|response|"
    r"trace)|"
    r"only (?:the )?(?:first|half)|one hour off|\boff by\b|\bjump(?:s|ed)\b|deformee?|arrive en|tombe en panne|"
    r"vanish|\blogs? (?:me|us) out|\ba zero\b|expire[ds]?\b|negative|frozen|\bkeeps? (?:asking|showing|coming)|"
    r"covers the|over and over"
)
STEP = re.compile(
    r"(?:puis |ensuite |then |and |et |je |j'|on |nous |i |we )?(?:ouvr|cliqu|clic|all[eo]|va[is]?\b|saisi|"
    r"choisi|selectionn|valid|enregistr|coch|ajout|cre[eo]|import|export|suppr|modif|connect|lanc|appuy|"
    r"regard|deplac|glis|joind|envo|"
    r"open|click|go to|select|choose|enter|type|save|add|create|delete|press|log in|pick|scan|right-click|"
    r"drag)"
)

# What ties a segment to the one before.
NAMED = re.compile(
    r"(?:et |mais |sinon,? |, |- |puis )?(?:(?:une |d'|un |l'|mon )?autres? (?:question|probleme|souci|"
    r"point|chose|sujet|demande|remarque|bug|anomalie|truc|interrogation|besoin|detail)|par ailleurs|"
    r"d'autre part|rien a voir|sans (?:rapport|lien|aucun rapport)|"
    r"au passage|j'en profite|je profite|nous (?:en )?profitons|on en profite|(?:et )?tant que (?:j'y|"
    r"nous y|vous y|je)|tant qu'on y|pendant que (?:j'y|je)|(?:et )?(?:ma |une |"
    r"la )?derni(?:ere?) (?:chose|question|point|demande|souci)|"
    r"(?:la |le |ma |mon )?(?:deuxieme|seconde?|troisieme|quatrieme)(?=ment\b| ?[:,.]| (?:question|probleme|souci|"
    r"point|chose|sujet|demande|remarque|bug|anomalie|truc|interrogation|besoin)s?\b)|secundo|tertio|(?:dans|"
    r"sur) un (?:autre|tout autre) (?:registre|sujet|domaine|theme)|changement de sujet|"
    r"question (?:subsidiaire|annexe|bonus)|(?:petite|seconde|derniere) question|concernant|(?:en ce|"
    r"pour ce) qui (?:concerne|est|touche)|"
    r"quant a|au sujet d|s'agissant|a propos d|"
    r"(?:et )?au fait|incidentally|tout autre chose|dans la foulee|j'a(?:i|urais) (?:une autre|un autre|"
    r"une question)|nous avons (?:une autre|un autre)|il y a (?:un|une) autre|"
    r"(?:an)?other (?:question|issue|problem|thing|point|request|bug)|on (?:a separate|another|"
    r"a different) (?:note|subject|topic)|separately|unrelated|not related|while (?:i'm|we're|you're|i am|"
    r"i have you) (?:at it|here)?|as for|as regards|with regards? to|by the way|btw|"
    r"one (?:more|last|other) (?:thing|question|issue)|(?:my |the |a )?(?:second|third|last|"
    r"next) (?:question|issue|problem|point|thing)|secondly|thirdly|lastly|regarding|concerning|"
    r"apart from (?:that|this)|other than that|"
    r"cote (?!a cote)|au niveau d|niveau \w|(?:et )?pour (?:le|la|les|ce qui est du|l')(?: |')?\w{3,20},|"
    r"d'un autre cote|de l'autre cote|(?:premier|deuxieme|second|troisieme|dernier) point|(?:et )?pendant ce temps|"
    r"(?:dans|sur) (?:un|une) (?:tout )?autres? |en passant|hors sujet|rien a voir|une? autres? |j'en ai aussi|"
    r"changing (?:the )?subject|different (?:topic|subject|matter)|on top of (?:that|this)|in the meantime|"
    r"meanwhile|on the \w{3,15} side|(?:and )?for the \w{3,15},|speaking of|moving on)"
)
ADDED = re.compile(
    r"(?:et |mais |sinon,? |, |- |puis )?(?:j'a(?:i|urais) (?:aussi|egalement)|par contre|il reste (?:que|"
    r"a|un|une|le|la)|et puis|nous avons (?:aussi|egalement)|"
    r"je (?:voulais|voudrais|souhaite|souhaiterais) (?:aussi|egalement)|j'aimerais (?:aussi|egalement|"
    r"bien aussi)|nous souhait\w{1,6} (?:aussi|egalement)|pou\w{2,5}[- ]vous (?:aussi|egalement)|"
    r"il y a (?:aussi|egalement)|pour info|pour finir|enfin|egalement|de plus|en outre|de meme|aussi|"
    r"ensuite|sinon|en plus|(?:et )?j'en ai profite|"
    r"in addition|additionally|furthermore|moreover|besides|finally|also|i (?:also|would also|'d also)|"
    r"we (?:also|would also)|(?:could|can) you also|there (?:is|are) also)"
)
WEAK = re.compile(r"(?:puis|plus\b|encore|next|and\b|et\b|en parallele|autrement|sans compter|a part (?:ca|cela))")
LINK = re.compile(f"^(?:{NAMED.pattern}|{ADDED.pattern}|{WEAK.pattern})[ ,:]{{0,3}}")
POSTSCRIPT = re.compile(r"^(?:p\.?\s?s\.?\s?\d?\s?[:.\-,]|ps\d?\b|post[- ]scriptum|n\.?b\.? ?:|edit ?:|\+ )")
INSIDE = re.compile(r"\b(?:aussi|egalement|also|as well|par ailleurs|d'ailleurs)\b")
ANNOUNCE = re.compile(
    r"\b(?:deux|trois|quatre|cinq|plusieurs|quelques|diverses?|differents?|differentes|[2-9]|mes|nos|"
    r"les) (?:petites? |autres? )?(?:questions?|problemes?|soucis?|points?|choses?|anomalies?|bugs?|"
    r"remarques?|demandes?|sujets?|retours?|erreurs?|suggestions?)\b|"
    r"^(?:remarques?|retours?|anomalies?|observations?|questions|points?|problemes|bugs)\b|"
    r"premieres impressions|"
    r"\b(?:two|three|four|five|several|some|a few|a couple of|various|multiple|many|"
    r"[2-9]) (?:\w{2,12} )?(?:questions?|problems?|issues?|points?|things|bugs?|remarks?|requests?|"
    r"suggestions?|comments?)\b|first impressions|feedback|here are"
)
HAVING = re.compile(
    r"(?:j'ai|j'aurais|nous avons|nous aurions|on a|voici|il y a|i have|i've got|we have|there are|"
    r"here are|got) (?:\w{2,12} ){0,3}\w{3,14} ?(?:pour vous|a vous poser|for you)?[.!]?"
)
STEPS_AHEAD = re.compile(
    r"reproduire|scenario|etapes|marche a suivre|manipulation|procedure|to reproduce|steps|step by step|"
    r"pas a pas"
)
LEANS_BACK = re.compile(
    r"(?:et |mais |or |and |but )?(?:donc|du coup|car|puisque|pourtant|cependant|alors|ainsi|resultat|"
    r"il (?!faudrait|y a |reste|manque|serait|faut )|"
    r"elle |ils |elles |ca |cela |c'est|c'etait|ce |cette |ces |celui|celle|les autres|le reste|la meme|"
    r"le meme|meme |tout (?:etait|fonctionn|march|va)|"
    r"on dirait|je pense|je suppose|il semble|quand meme|en effet|d'apres|sur ordinateur|depuis|attendu|"
    r"resultat|message|"
    r"it |it's|its |this |that |these |they |so |because|then |however|same |the others|i think|i guess|"
    r"when i |if i |otherwise|expected|actual|result)"
)
SYMPTOM_FIRST = re.compile(
    r"(?:puis |et )?(?:le|la|les|l'|un|une|the|a|an) ?(?:page|ecran|barre|fenetre|message|serveur|logiciel|"
    r"application|"
    r"appli|programme|systeme|resultat|voyant|led|curseur|roue|sablier|screen|window|progress bar|bar|"
    r"server|app|"
    r"program|software|system|spinner|wheel|cursor|log|console)\b|(?:\w{1,14} ){0,3}(?:semble|parait|seems|"
    r"looks)\b"
)
PEOPLE_FIRST = re.compile(
    r"(?:nos|les|mes|des|our|the|my|some|tous les|all) (?:clients?|vendeu\w{1,4}|utilisat\w{1,6}|collegues|"
    r"equipes?|"
    r"magasins|salaries|adherents|donateurs|customers?|users?|teams?|staff|colleagues|people|clerks)\b|"
    r"(?:nous|on|je|we|i) (?:sommes|est|suis|avons besoin d'une|are|am|need (?:this|it|a fix)) ?(?:bloque|"
    r"stuck|blocked|presse)?"
)
IT_FIRST = re.compile(r"(?:il|elle|ils|elles|ca|cela|celui-ci|celle-ci|it|they|this|that)\b|c'")
# What sends the reader back to the matter told before: a pronoun before a verb, “this order”, “the problem”.
CLITIC_BACK = re.compile(
    r"\b(?:comment|faut-il|peut-on|puis-je|peux|peut|peuvent|dois|doit|pouvez-vous|pourriez-vous|de|d'|a|sans|pour) "
    r"?(?:(?:le|la|les|lui|leur|y|en|nous l'|me l'|me la|me le|nous la|nous le) ?\w{2,16}(?:er|ir|ettre|endre|aire|"
    r"oire|ondre)\b|l'\w{2,16}(?:er|ir|ettre|endre|aire)\b|l'\w{1,2} |y \w)|\b(?:les|l'|le|la) (?:ai|avons|a) \w"
)
MATTER_BACK = re.compile(
    r"\b(?:ce|cet|cette|ces) (?!mois|matin|soir|jour|week|semaine|annee|midi|nuit)\w|\b(?:le|mon|notre|"
    r"ce) (?:probleme|"
    r"souci|bug|cas)\b|\b(?:les|tous les|toutes les) (?:deux|trois|autres)\b|\b(?:l'un|l'autre|les autres|la meme|"
    r"le meme|les memes|pareil|idem|meme chose|lui-meme|eux|dessus|dedans|ailleurs (?:ca|tout))\b|\bd'y\b|"
    r"\b(?:this|these|those|that) (?!morning|week|month|year|afternoon)\w|\bthe (?:problem|issue|bug|same|others|"
    r"other|latter|former)\b|\bboth\b|\b(?:them|its|their|there)\b|\b(?:leur|leurs|sa|son|ses)\b"
)
# Asking for care, a call or a look: it belongs to whatever was asked.
CLOSES = re.compile(
    r"verifi|regard|jeter un|rappel(?:er|ez) |rappeler|tenir au courant|tenir informe|repondre|revenir vers|"
    r"recalcul|retabl|debloqu|etudi|intervenir|faire le necessaire|nous dire quand|vous pourrez|"
    r"have a look|look (?:at|into)|call (?:me|us)|keep (?:me|us)|get back|let me know (?:when|if)|check|investigat"
)
# What works, told to place the fault: “on the phone it is fine”.
ALL_WELL = re.compile(
    r"\b(?:fonctionnent?|marchent?|passent?|s'ouvrent?|s'affichent?) (?:bien|tres bien|encore|parfait\w{0,6}|"
    r"toujours|sans|aussi|partout)\b|\b(?:est|sont|etait|etaient|va|allait) (?:pourtant |encore |toujours |"
    r"tout )?(?:bons?|bonnes?|justes?|"
    r"bien|ok|normal\w{0,2}|complet|completes?|corrects?|correctes?|cochee?|a jour)\b|\bpourtant\b|"
    r"\b(?:is|are|was|were|looks?) (?:still |all )?(?:fine|ok|right|correct|good|complete|ticked|up to date)\b|"
    r"\b(?:works?|worked) (?!no)|\bused to\b"
)
# What the writer did, told in the past: a story or an attempt, rarely a new matter.
TOLD = re.compile(
    r"(?:et |hier |puis |ensuite |je crois que )?(?:j'ai(?! (?:un|une|des|le|la|les|besoin|aussi un|aussi une|"
    r"deux|encore)\b)|je l'ai|je les ai|nous avons|nous l'avons|on a|on l'a|"
    r"(?:mon|ma|notre|votre|un|une) \w{3,14} (?:a|m'a|nous a|avait) )|(?:then |and |yesterday )?(?:i|we|he|she|my "
    r"\w{3,12})(?:'ve| have| had)? (?:already |also |just )?(?:\w{2,12}ed|ran|put|went|set|got|made|wrote|told|sent|"
    r"bought|found|did) "
)
# Not finding where to do what was asked, or seeing it elsewhere only.
NOT_FOUND = re.compile(
    r"\b(?:je|nous|on) (?:ne |n')?(?:l'|le |la |les )?(?:ai pas |avons pas )?(?:trouv|voi[st]|voyons)|\b(?:i|"
    r"we) (?:can(?:not|'t) |could not |"
    r"couldn't |do not |don't |only |can only )(?:find|see)"
)
# Questions about what was just told: which, how long, is there, must I.
ASKS_DETAIL = re.compile(
    r"(?:et |mais |and |but |si oui,? |if (?:so|yes),? )*(?:quel(?:le)?s? (?!est le (?:prix|tarif))|"
    r"combien de temps|faut-il|dois-je|doit-on|devons-nous|y a-t-il|"
    r"y aura|est-ce (?!que (?:vous|l'on|je|nous))|est-elle|est-il (?!possible|prevu)|sont-ils|si oui|a-t-on|"
    r"which|how long|how often|"
    r"is (?:it|that|this|the)\b|are (?:they|the)|do i|does it|did i|do we|should|must|will|if so|was it)"
)
# What one asks to get out of a fault: it belongs to the fault.
REPAIRS = re.compile(
    r"\b(?:corrig\w{1,4}|repar\w{1,4}|retablir|forcer|debloqu\w{1,4}|annul\w{1,4}|revenir en arriere|"
    r"rembours\w{1,4}|recreer|"
    r"recuper\w{1,4}|retrouv\w{1,4}|remettre|eviter|contourn\w{1,4}|restaur\w{1,4}|recalcul\w{1,4}|relancer|resoudre|"
    r"fix|undo|restore|recover|recreate|revert|bring back|get back|go back|force|prevent|avoid|refund|"
    r"correct it|retrieve)\b"
)
BUYING = re.compile(
    r"\b(?:prix|tarif|cout) (?:de|du|d'|pour|est|serait|des)|combien (?:ca |cela )?cout|(?:un|le|"
    r"votre) devis (?:pour|d')|"
    r"what (?:is the price|does it cost|would it cost|do you charge)|how much (?:is|does|would|for)|"
    r"\ba quote (?:for|to)\b"
)
# “Il” and “it” that stand for nothing: “est-il possible”, “il faudrait”.
IMPERSONAL = re.compile(
    r"\b(?:est|serait|faut|faudrait|y a-t)-il\b|\bil (?:faut|faudrait|y a|est possible|serait|manque|reste)\b|\by a\b|"
    r"\b(?:is|would) it (?:be )?(?:possible|planned)\b|\bit (?:is possible|would be)\b"
)
POINTS_BACK = re.compile(
    r"\b(?:il|elle|ils|elles|ca|cela|celui-ci|celle-ci|ceci|cette option|ce message|ce champ|y|it|this|"
    r"that|these|those|them|they)\b"
)
CONSEQUENCE = re.compile(
    r"\b(?:donc|du coup|resultat|en consequence|ce qui|urgent|bloqu(?:es?|ant)|se plaign|attend(?:ent|s|"
    r"ons)?\b|relanc(?:ent|e)|debord|rembours|perdons|penible|so (?:i|we|the|that)|as a result|therefore|"
    r"complain|urgent|blocked|hurts|waiting)\b"
)
FOLLOW_UP = re.compile(
    r"normal|est[- ]ce (?:un bug|voulu|prevu|possible|connu|grave|un probleme|une erreur|seulement)|"
    r"c'est voulu|connu|une idee|des idees|aider|votre aide|que (?:faut|dois|puis|peut|faire|pouvons)|"
    r"comment (?:faire|proceder|la |le |les |l'|debloquer|resoudre|corriger|regler|y |en )|"
    r"une solution|la cause|bonne methode|quel(?:le)? delai|quel(?:le)? cout|quand (?:sera|est-ce|aurez)|pourquoi ?\?|"
    r"pourquoi cela|rate |oublie|eclairer|correction|correctif|prochaine version|me dire (?:quoi|si c|ce que|"
    r"quand)|qu'en|que puis|"
    r"ou (?:bien|faut|dois|est-ce)|laquelle|lequel|"
    r"what (?:should|can (?:i|we) do|do (?:i|we) do|could|is wrong|am i|'s wrong|happened|went)|any (?:idea|"
    r"help|suggestion|advice|"
    r"clue|way|news)|(?:is|was|are) (?:this|it|that|they) |can (?:it|this|someone|they|that)|(?:can|"
    r"could) you (?:help|"
    r"tell me (?:what|if|when)|check|look|explain (?:this|why)|fix|advise|confirm)|help|am i|how (?:can|do|"
    r"should) (?:i|we) (?:fix|solve|proceed|"
    r"do this|do that|do it|resolve|get (?:it|this)|stop|go about)|did (?:you|i)|what do i|do you|why|"
    r"how (?:long|come|soon)|when will|has (?:this|it)|have (?:i|you)|what about"
)
THING_FIRST = re.compile(
    r"(?:(?:le|la|les|un|une|des|mon|ma|mes|notre|nos|sur|dans|plus d|pas d|aucun|aucune|the|my|our|a|an|"
    r"no|on the|in the)\b|l'|d'|\w{3,20}s (?:\w{2,20} ){0,3}(?:are|do|don't|stop|disappear|fail|cannot|"
    r"can't|is|of))"
)
FRESH_SUBJECT = re.compile(
    r"(?:(?:le|la|les|un|une|des|mon|ma|mes|notre|nos|the|my|our|a|an|some|sur|dans|pas d|plus d|aucun|"
    r"chaque|quand|lorsqu|traduction|erreur|impossible|pouvez|comment|peut|je|nous|on|we|i|unable|please|"
    r"how|when|no|ou|where|what|which|combien|quel|quelle|quels|quelles|serait|est|could|can|would|is|are|"
    r"i'd|y)\b|l'|quelqu'|d')"
)
