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
    r"(?<=\S)[ \t]{1,4}(?=(?:\d{1,2}|[a-hA-H])[)/][ \t]{1,3}[^\W\d_])|[ \t](?=[1-9]\.[ \t][^\W\d_])"
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
GREETING = re.compile(
    r"\s{0,20}(?:bonjour|bonsoir|salut|coucou|bjr|hello|hi there|hi|hey|dear (?:all|team|support|sir|"
    r"madam)|good (?:morning|afternoon|evening))\b"
    r"(?:[ ](?:à tous|a tous|à toutes et tous|le support|l['’]équipe|l['’]equipe|madame,? monsieur|madame|"
    r"monsieur|tout le monde|team|all|everyone|support|there))?"
    r"[ ]?[,.!:\n]{0,3}\s{0,4}",
    re.IGNORECASE,
)

# What segments are, in plain text.
ITEM = re.compile(r"^(?:[-*•–+]|\(?(?:\d{1,2}|[a-h])[.)/\]])\s{0,3}(?=\S)")
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
    r"delayed|unreadable|hidden|hides?\b|too (?:short|long|small|late)"
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
    r"apart from (?:that|this)|other than that)"
)
ADDED = re.compile(
    r"(?:et |mais |sinon,? |, |- |puis )?(?:j'a(?:i|urais) (?:aussi|egalement)|par contre|il reste (?:que|"
    r"a|un|une|le|la)|et puis|nous avons (?:aussi|egalement)|"
    r"je (?:voulais|voudrais|souhaite|souhaiterais) (?:aussi|egalement)|j'aimerais (?:aussi|egalement|"
    r"bien aussi)|nous souhait\w{1,6} (?:aussi|egalement)|pou\w{2,5}[- ]vous (?:aussi|egalement)|"
    r"il y a (?:aussi|egalement)|pour info|pour finir|enfin|egalement|de plus|en outre|de meme|aussi|"
    r"ensuite|sinon|"
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
    r"une solution|la cause|bonne methode|quel(?:le)? delai|quel(?:le)? cout|quand |pourquoi ?\?|"
    r"pourquoi cela|rate |oublie|eclairer|correction|correctif|prochaine version|me dire|qu'en|que puis|"
    r"ou (?:bien|faut|dois|est-ce)|laquelle|lequel|"
    r"what (?:should|can|do|could|is wrong|am i|'s wrong|happened|went)|any (?:idea|help|suggestion|advice|"
    r"clue|way|news)|(?:is|was|are) (?:this|it|that|they) |can (?:you|it|this|someone)|could you (?:help|"
    r"tell|check|look|explain|please)|help|am i|how (?:can|do|should) (?:i|we) (?:fix|solve|proceed|"
    r"do this|do that|do it|resolve|get (?:it|this)|stop|go about)|did (?:you|i)|what do i|do you|why|"
    r"how (?:long|come|much|soon)|when |has |have |tell me|what('s)?"
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
