"""Ties: how a sentence says, in French and English, that it begins something else or goes on with what came before.

As in `submit.gate.question.cues`, patterns read plain text: small letters without accents.
"""

import re

# What ties a segment to the one before.
NAMED = re.compile(
    r"(?:et |mais |sinon,? |, |- |puis )?(?:(?:une |d'|un |l'|mon )?autres? (?:question|probleme|souci|"
    r"point|chose|sujet|demande|remarque|bug|anomalie|truc|interrogation|besoin|detail)|par ailleurs|"
    r"d'autre part|a cote de (?:ca|cela)|(?:par|a) la meme occasion|pendant que j'y pense|"
    r"mais aussi pour|ainsi que d|rien a voir|sans (?:rapport|lien|aucun rapport)|"
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
    r"one (?:more|last|other) (?:thing|question|issue|matter|request)|and another\b|"
    r"besides (?:this|that)|(?:that|this) aside|not to pile on|in passing|i mention in passing|"
    r"while (?:i've|i have|we've) got (?:you|your)|as well (?:we|i) |(?:my |the |a )?(?:second|third|last|"
    r"next) (?:question|issue|problem|point|thing)|secondly|thirdly|lastly|regarding|concerning|"
    r"apart from (?:that|this)|other than that|"
    r"cote (?!a cote)|au niveau d|niveau \w|(?:et )?pour (?:le|la|les|ce qui est du|l')(?: |')?\w{3,20},|"
    r"d'un autre cote|de l'autre cote|(?:premier|deuxieme|second|troisieme|dernier) point|(?:et )?pendant ce temps|"
    r"(?:dans|sur) (?:un|une) (?:tout )?autres? |en passant|hors sujet|rien a voir|une? autres? |j'en ai aussi|"
    r"changing (?:the )?subject|different (?:topic|subject|matter|issue|problem|question|thing)|on top of (?:that|"
    r"this)|in the meantime|"
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
POSTSCRIPT = re.compile(r"^(?:p\.?[\s-]?s\.?\s?\d?\s?[:.\-–,]|ps\d?\b|post[- ]scriptum|n\.?b\.? ?:|edit ?:|\+ )")
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
# Several ways to one and the same end.
ALTERNATIVES = re.compile(
    r"\bsoit\b[^?]{1,160}\bsoit\b|\bou (?:encore|bien|alors|a defaut|sinon|pouvez|faut|est-ce|dois)|\ba defaut\b|"
    r"\b(?:n'importe laquelle|peu importe|au choix|l'une ou l'autre)\b|"
    r"\beither\b|\bfailing (?:this|that)\b|\bor (?:else|whether|if|alternatively|at least|can|could|should|do|is)\b|"
    r"\balternatively\b|\bwhichever\b"
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
