"""The words by which segments are told apart, French and English, as patterns over plain text.

Plain means small letters, no accents, straight apostrophes (`segment.plain`); the patterns for cutting read
the text as it was written. Every repetition is bounded, so that no text makes them slow.
"""

import re

# Where to cut, in the text as written.
SENTENCE_END = re.compile(r"(?:[.!?…]{1,8}[\"'»”)]{0,2}|[;])[ \t\u00a0\u202f]{1,20}(?=\S)(?![!?:;»)])")
ABBREVIATION = re.compile(
    r"(?:\b(?:ex|p|m|mr|mme|cf|etc|vs|env|tel|tél|art|réf|ref|no|mrs|dr|st|e\.g|i\.e|b|v|build|vers)\.|"
    r"(?:^|\s)(?:\w|i{2,3}|iv|p\.-?s)\.)$",
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
    r"(?:,|\bet|\band|\bah et|[ ]-)[ ]{1,3}(?=(?:par ailleurs|par la m[êe]me occasion|pendant que j['’]y pense|"
    r"mais aussi pour|ainsi que de|dernier point|en plus de (?:ça|cela)|tant qu['’]on y est|plus i |as well we|"
    r"while i['’]ve got|besides th(?:is|at)|d['’]autre part|autre (?:question|souci|probl[èe]me|"
    r"point|chose)|"
    r"une autre question|rien [àa] voir|sans rapport|au passage|j['’]en profite|tant que j['’]y suis|"
    r"pendant que j['’]y suis|"
    r"derni[èe]re (?:chose|question)|deuxi[èe]mement|another (?:question|issue|problem|thing)|"
    r"on a separate note|"
    r"while i['’]m at it|by the way|secondly|one more (?:thing|question)|unrelated)\b)",
    re.IGNORECASE,
)
# A comma with another subject behind it, in messages that know no full stop: “…, on voudrait aussi …”.
INLINE_SUBJECT = re.compile(
    r"(?<=[^\W_]),[ ](?=(?:(?:et |and )?(?:le|la|les|mon|ma|mes|notre|nos|on|nous|je|un|une|des|il (?:nous |"
    r"me )?fau\w{1,5}|"
    r"comment|est[- ]ce|peut[- ]on|pou(?:vez|rriez)[- ]vous|vous pou(?:vez|rriez)|quel(?:le)?s?|combien|"
    r"y a[- ]t|the|my|our|we|i|can|could|how|what|what['’]?s|is there|please|an?)\b|[lj]['’]))",
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
    r"^(?:[-*•–—+·→➜►▪●○‣✓]|(?:i{1,3}|iv|v|vi)[.)/](?= )|\(?(?:\d{1,2}|[a-h])[.)/\]]|\d{1,2} ?[-–:°](?=[ a-z])|"
    r"#\d{1,2}[:.)]? (?![/0])|"
    r"(?:question|point|demande|probleme|souci|sujet|issue|problem|request|item|q|"
    r"pb) ?(?:n ?[°o] ?)?\d{1,2} ?[:.)\-–])"
    r"\s{0,3}(?=\S)"
)
# What a point of a list begins with, in the text as written; “-5 %” is no point.
POINT = re.compile(r"\s{0,20}(?:[-*•–—+·]|\d{1,2}[.)])[ \t\u00a0]{1,8}(?=\S)")
LOG = re.compile(
    r"stack trace|traceback|\bphp (?:warning|notice|fatal|parse|deprecated)|"
    r"^\W{0,2}(?:mon|tue|wed|thu|fri|sat|sun) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) \d|fatal error|"
    r"uncaught |exception:|exception in| at [\w.]{3,80}\(|^#\d{1,2} (?:[/0]|[\w:.<>~]{2,80}\()|"
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
    r"thank|thanks|regards|best(?:$|,| regards| wishes)|kind(?:est)? regards|kindly,|friendly greetings|cheers|"
    r"sincerely|yours|many thanks|looking forward|have a (?:nice|"
    r"good|great)|great (?:tool|product)|love your)"
)
# Thanks that ask: “merci de supprimer …” is a request.
THANKS_AHEAD = re.compile(
    r"merci (?:de |d')(?!votre |vos |ton |avance|avoir|nous avoir|m'avoir|l'attention|l'aide|tout )"
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
# The same, said anywhere in a sentence that asks for nothing: “pour vous connecter : claire, mot de passe : …”.
ACCESS_TOLD = re.compile(
    r"\b(?:mots? de passe|mdp|identifiants?|login|code d'acces|passwords?|passphrase|credentials?|user(?:name)?)\b"
    r" ?(?:est|is|:|=) ?(?:\[secret-\d{1,3}\]|[^ ?]{0,40}\d)"
)
# Who has written: a name or two, on a line of its own behind the thanks.
SIGNATURE = re.compile(
    r"\s{0,20}[A-ZÀ-Þ][\w.'’\-]{0,30}(?:[ \t\u00a0]{1,3}(?:[A-ZÀ-Þ][\w.'’\-]{0,30}|d[eu]|la|le|van|von)){0,4}\s{0,20}"
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
    r"^deja (?:fait|essaye|teste|tente|verifie)|(?:already|what i|what we) (?:tried|did|done|checked)\b|"
    r"\bwe(?:'ve| have) (?:cleaned|replaced|changed|swapped|updated|tested|reset|removed|looked)|"
    r"\bnous avons (?:change|remplace|mis |demande|renvoye|reinstall|desinstall|supprime)|"
    r"also tried|meme resultat|toujours pareil|rien n'y fait|no luck|same result"
)
QUESTION = re.compile(
    r"(?:et |ou |bonjour |mais |alors |sinon |and |so |but |or )?(?:comment|ou (?:est|se|puis|trouv|sont|"
    r"peut|dois)|combien|quel(?:le)?s? (?!que )|existe[- ]t[- ]il|"
    r"quand (?:est|sera|seront|pourr|peut|pouvez|allez|aurez|va\b|doit|faut)|est[- ]ce|peut[- ]on|puis[- ]je|"
    r"y a[- ]t[- ]il|pourquoi|"
    r"faut[- ]il|doit[- ]on|dois[- ]je|savez[- ]vous|avez[- ]vous|qui (?:peut|doit)|que (?:faut|faire|dois)|"
    r"how |what(?:'s| (?:is|are|was|do|does|did|can|could|should|would|will|about|if|happens|kind|else)) |"
    r"where(?:'s| (?:is|are|do|does|did|can|could|should|must|to)) |when(?:'s| (?:is|are|will|do|does|did|can|could|"
    r"should|would)) |why |which (?:is|are|one|of|\w{3,12} (?:is|are|do|does|should|can|would)) |"
    r"who(?:'s| (?:is|are|can|do|should|must|has|will)) |is there|is it|can i|can we|could i|do i|do you|does |"
    r"should i|are there|may i|is the|will (?:it|you|the|there|we|i|this|that|they|my|our) )"
)
REQUEST = re.compile(
    r"\bs'il (?:vous|te) plait|\bsvp\b|\bstp\b|\bil (?:nous |me |vous )?fau(?:t|drait|dra)\b|"
    r"\b(?:on|je|nous) (?:voudr|aimer|souhait|veu[tx]|voulons|desir|voulais|voulait)|\bresili|"
    r"\ba (?:re)?(?:initialiser|desactiver|creer|supprimer|faire|changer|activer|ajouter|corriger|mettre|prevoir) |"
    r"demander (?:la|le|les|l'|un|une)\b|\bpour savoir|procedure (?:d|pour)|"
    r"pou[rv]{1,2}(?:i?ez|riez)[- ]vous|vous pou(?:vez|rriez)|serait[- ]il possible|est[- ]il possible|"
    r"je (?:voudrai|souhait|desir|aimerai|cherche a)|j'aimerai|nous (?:voudri|souhait|aimeri|desir)|"
    r"(?:besoin|envie) d|il faudrait|merci de (?!votre|vos|l'|m'avoir|ton|votre)|me faire parvenir|"
    r"veuillez|pri(?:er|ere) de|(?:savoir|demander) (?:si|comment|ou|combien|quand|quel)|serait (?:bien|"
    r"utile|pratique|interessant|top)|"
    r"proposition d|suggestion|manque(?:rait)? (?:un|une) |prevoir|ajouter (?:un|une|la|le)|mettre plutot|"
    r"vaudrait mieux|augmenter|"
    r"please |could you|can you|would (?:like|love|be (?:nice|great|good|possible|useful))|i(?:'d|"
    r" would) like|we(?:'d| would) like|we need|i need|i want|we want|wish |it would|feature request|"
    r"should (?:be|have|show|not|also|only|come|go|say)\b|let me know|looking (?:for|to)|"
    r"\bkindly (?:ask|request|let|send|add|remove|change|provide|confirm|advise)|\bi'd love|"
    r"\bneed(?:s|ed)? (?:to|a|an|the|my|our|help|guidance|your|some|more|two|three)\b|could do with|"
    r"request (?:that|for|a|you)|asked (?:me |us )?(?:how|whether|if)|interested in|in search of|"
    r"\b(?:tell|send|show|give|explain to) (?:me|us)\b|\b(?:i|we) (?:search|seek|wonder)\b|wants? to (?:know|have|be)"
)
PROBLEM = re.compile(
    r"\bn(?:e |')[^.?!]{1,80}?\b(?:pas|plus|rien|jamais|aucun|aucune|personne|que)\b|\b(?:marche|"
    r"fonctionne|arrive|trouve|peux|peut|veut|vois|voit|ouvre|affiche|apparait|recoit|recois) (?:pas|"
    r"plus)\b|\bplus (?:de|d'|rien|aucun)|\bpas (?:de|d'|moyen|le droit|clair)\b|"
    r"erreur|\bbugs?\b|bugg|plant|bloqu|impossible|dispar|\bvides?\b|faux|fausse|echou|echec|refus|souci|"
    r"probleme|panne|manqu|doublon|casse|\blente?s?\b|tronqu|flou|coupe|retard|\bblanche?\b|"
    r"arrete[es]?\b|\btombe\b|\bboucle\b|revient (?:au|a la|en)|rejete|a l'envers|plafonne|introuvable|"
    r"\balarme\b|a la place d|\bsans (?!doute|souci|probleme|frais|engagement|delai)\w{3}|\bhors \w|"
    r"\banci\w{2,5} (?:nom|logo|adresse|collegue|tarif|prix|version|mail|adherent|montant)|\bcomme (?:si|deux|trois)\b|"
    r"anomalie|incorrect|errone|perdu|perd\b|corromp|inaccessible|inoperant|injoignable|deconnect|"
    r"inattendu|illisible|decal|mauvais|\bmal |invalide|fige|\brame\b|ferme (?:tout|d'un|seul)|(?:sort|partent|"
    r"arrivent|affich\w{1,6}) (?:tous |toutes |encore )?en |"
    r"alors qu|au lieu d|inutil|n'a plus|deux fois|toujours (?:dans|pas|le|la|l'|en|un|une)|encore (?:l'|"
    r"le|la)|je n'y|incomplet|obsolete|duplique|caracteres? interdit|page blanche|masque|invers|negati|"
    r"repart|s'arrete|en double|\b404\b|\b500\b|\b403\b|"
    r"\berrors?\b|fail|crash|broke|blurry|missing|\bgone\b|stuck|empty|wrong|\blost\b|blank|\bhang|freez|"
    r"unable|cannot|can't|couldn't|don't|doesn't|does not|do not|did not|didn't|isn't|is not|aren't|"
    r"are not|won't|wasn't|\bnot (?!only|sure|just|urgent|yet sure|to )|no longer|"
    r"never|\bnobody\b|\bno one\b|\bnothing\b|\bnone of\b|rather than|two times|restart(?:s|ed) at|goes back to|"
    r"\b(?:billed|charged) (?:for|us|me|two|twice|\d)|still (?:visible|on|say|create|goes|appear)|bounced|"
    r"limit reached|\bhas no\b|\bhave no\b|without (?:the|any)\b|\bforg[eo]ts?\b|\blos(?:e|ing)\b|\bstopped\b|"
    r"\bkeeps? \w{3,14}ing\b|problem|issue|\bbugs?\b|slow|timeout|timed out|refused|rejects?|rejected|denied|incorrect|"
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
