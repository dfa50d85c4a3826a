"""Words by which effects are told in prose (folded text): en, de, fr, es, it, pl, and the usual ones of others."""

from almpo.extraction.folding import words

UP = words(r"""
    increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|r[io]se[ns]?|boost(?:s|ed|ing)?
    improv(?:e|es|ed|ing|ement\w*)|gain(?:s|ed)?|grew|grow(?:s|n|th)?|higher|more|greater|longer
    additional|extra|added|adds?|faster|erhoh(?:t|te|ten|en|ung\w*)|gestieg\w*
    steig(?:t|en|ert\w*|erung\w*)|stieg\w*|hoher\w*|mehr|zusatzlich\w*|langer|zunahme|anstieg\w*
    augment\w*|hausse|accroi\w+|accru\w*|plus|supplementaires?|superieur\w*|eleve\w*|gagn\w+|aument\w*
    incremen\w+|elev[oa]\w*|mayor(?:es)?|mas|adicional\w*|subi\w+|superior\w*|cresc\w+|increment\w+
    maggior\w*|piu|ulterior\w*|superiore|guadagn\w+|wzr(?:os|ast)\w*|rosn\w+|czesciej|haufiger
    zwieksz\w+|podni\w+|wyzsz\w+|wiecej|dodatkow\w+|popraw\w+
    verho(?:ogt|ogde|gen|ging)|st(?:ijgt|eeg|ijging)|toename|hoger|meer|groter|vaker|extra|aument\w*|subi\w*
    mais|maior(?:es)?
    oka(?:r|de|t|ning\w*)|hoj(?:er|de|ning\w*)|hogre|fler|mer|oftare|storre|oger|ogede|stig(?:er|ning\w*)|steg
    hojere|flere|oftere
    lisa(?:si|a|ys)\w*|kasv(?:oi|aa|u)\w*|nous(?:i|ee|u)\w*|enemman|useammin|korkeampi|zvys\w+|zvyseni\w*
    vzrost\w*|narost\w*|vyssi\w*
    castej\w*|viac|novelt\w*|nott|magasabb\w*|tobb\w*|gyakrabban|crest\w+|mai (?:mult|mare|des)
    ridica\w*|увелич\w+|повиш\w+
    по-?(?:висок|чест|голям)\w*|αυξ\w+|υψηλοτερ\w+|περισσοτερ\w+|συχνοτερα|povec\w+|vise
    vec[aei]?|cesce|pogosteje
    padid\w+|didesn\w+|dazniau|daugiau|palielin\w+|augstak\w+|biezak|vairak|suuren\w+|tous(?:is|eb)|korgem\w*
    rohkem|sagedamini
""")
DOWN = words(r"""
    decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion\w*)|lower(?:s|ed|ing)?|declin(?:e|es|ed|ing)
    f[ae]ll(?:s|en|ing)?|drop(?:s|ped)?|less|fewer|smaller|short(?:er|ens?|ened|ening)|cut(?:s|ting)?
    loss(?:es)?|slower|shrink\w*|shrank|(?:ver)?ringer\w*|reduzier\w+|senk(?:t|te|en|ung\w*)|gesenkt
    sink(?:t|en)|sank\w*|gesunken|niedriger\w*|weniger|geringer\w*|ruckgang\w*|abnahme|verkurz\w+
    kurzer\w*|verlust\w*|diminu\w+|reduit\w*|redui\w+|baiss\w+|recul\w*|moins|inferieur\w*|moindre
    disminuy\w+|reduj\w+|cay\w*|caida|menor(?:es)?|menos|inferior\w*|baj[oa]\w*|pert[ea]s?|perdita
    rzadziej|seltener|ridu\w+|ridotto|cala\w*|calo|minor[ei]?|meno|spad\w+|zmniejsz\w+|obniz\w+
    nizsz\w+|mniej|skroc\w+
    verla(?:agt|agde|gen|ging)|da(?:alt|alde|ling)|afname|lager|minder|kleiner|korter|reduz\w+|redu[cz]\w+
    diminui\w*|menos|menor(?:es)?
    minsk\w+|sank(?:er|te|t)?|lagre|farre|mindre|kortare|sanker|fald(?:er|t)?|reducer\w+|lavere|farre|kortere
    vahen\w+|laski\w*|pienen\w+
    alhaisempi|matalampi|vahemman|snizi\w*|sniz\w+|zniz\w+|pokles\w*|klesl\w*|nizsi\w*|mene|menej|csokken\w+
    alacsonyabb\w*|kevesebb\w*
    scad\w+|redus\w*|mai (?:mic|putin|scazut)\w*|намал\w+|пониж\w+|по-?(?:нис|мал)\w*|μειω\w+|χαμηλοτερ\w+
    λιγοτερ\w+|smanj\w+|nizi|nize
    manj[ae]?|zmanj\w+|sumaz\w+|mazesn\w+|maziau|samazin\w+|zemak\w+|mazak|vahen\w+|madalam\w*|vahem
""")
CHANGE = words(f"{UP.pattern}|{DOWN.pattern}")
# Verbs of change that take the number itself as their object.
VERB = words(r"""
    increas(?:es?|ed)|r[io]ses?|grew|improved|gain(?:s|ed)|decreas(?:es?|ed)|declin(?:es?|ed)|fell|falls|dropped
    reduc(?:es?|ed)|aument(?:a|an|o|aron|ou|aram|ano|arono)|increment(?:a|an|o|aron)|subi(?:o|eron)|crec(?:e|io|ieron)
    redu(?:ce|cen|jo|jeron|z|ziu|cono|sse)|disminuy(?:e|en|o|eron)|ca(?:e|en|yo|yeron)|baj(?:a|an|o|aron)
    diminui(?:u|ram)?|cresc(?:e|eu|eram|ono)
""")
# "by" before a number, and words that blur it.
BY = words(r"""
    by|um|de|d'|en|di|del|o|of
    met|com|em|med|cu|o|за|с|κατα|za|par|vorra
""")
ABOUT = words(r"""
    about|around|roughly|approximately|some|nearly|almost|up to|even|on average|only|just|rund|etwa
    circa|ca\.|fast|environ|pres de|unos|casi|alrededor de|quasi|okolo|prawie|average
    ongeveer|bijna|cerca de|aproximadamente|ungefar|cirka|omkring|noin|asi|priblizne|korulbelul|circa|около
    περιπου|oko|priblizno|apie|aptuveni|umbes
""")
# Nouns that announce an effect's size: "the effect was ...", "ATT = ...".
SIZE = words(r"""
    (?:treatment |average |estimated |total |experimental )*(?:effects?|impacts?)|estimates?
    differences?|ate|att|itt|late|cate|coefficients?|gap|\w*effekte?|wirkung\w*|unterschied\w*
    schatz\w+|effets?|ecarts?|efectos?|impactos?|diferencias?|effett[oi]|impatt[oi]|differenz[ae]
    efekt\w*|wplyw|roznic\w+|oszacowani\w+|gains?|advantage|abstand|vorteil|avantage|pertes?|ventaja
    brecha|divario|scarto|vantaggio|przewaga|luka
    \w*effect(?:en)?|efeitos?|vaikutus\w*|ucin(?:ek|ky|ak|ci)\w*|dopad\w*|hatas\w*|efectul|ефект\w*|επιδραση
    verschil|diferenca|skillnad\w*
    forskel\w*|rozdil\w*
""")
IS = words(r"""
    (?:was|is|are|were|est|etait|es|fue|e|wynosi\w*|wyniosl?\w*)(?: de| di| von)?|of|equals?
    (?:down|amounts?|shrunk|grown) to|betragt|betrug|liegt bei
""")
# The units after a number.
POINTS = words(r"""
    points? de pourcentage|puntos? porcentuales|punt[oi] percentual[ei]|procentpunt(?:en)?|procenttipunkt\w*
    prosenttiyksik\w+
    procentenhet\w*|procentpoint|procentn\w+ bod\w*|percentualn\w+ bod\w*|szazalekpont\w*
    pontos? percentua(?:l|is)|puncte? procentuale?
    процентн\w+ пункт\w*|ποσοστιαι\w+ μοναδ\w+|postotn\w+ bod\w*|odstotn\w+ tock\w*|procentin\w+ punkt\w*
    procentpunkt\w*|protsendipunkt\w*
    p\.? ?b\.|p\.? ?p\.?
    percentage[- ]points?|points?|puntos?|punti|pps?|ppts?|p\.p\.?|prozentpunkte?n?
    points? de pourcentage|puntos? porcentuales|punt[oi] percentual[ei]|pkt\.? ?proc\.?
    punkt\w* procentow\w*
""")
LOG_POINTS = words(r"""
    log(?:arithmic)? points?|log-?punkte?n?|points? log\w*|puntos? logaritmicos|punti logaritmici
    punkt\w* logarytmiczn\w*
""")
PERCENT = words(r"""
    percent|per cent|prozent|pour ?cent|por ciento|per cento|proc(?:ent)?\.?
    procent(?:a|ow|y)?|por cento|prosenttia|szazalek\w*|la suta|процент\w*|τοις εκατο|posto|odstotk\w+
    procent(?:ais|ai|iem)|protsenti
""")
DEVIATIONS = words(r"""
    (?:of a )?standard deviations?|standardabweichung\w*|ecarts?-types?|desviacion\w* estandar
    deviazion\w* standard
""")
CURRENCY = words(r"""
    euros?|eur|dollars?|usd|pounds?|gbp|francs?|chf|franken|sek|kron\w+|dkk|nok|zlot\w+|pln|zl|czk|huf
""")
MONTHS = words(r"""
    months?|monate?n?|mois|mes(?:es)?|mesi|miesiac\w*|miesiec\w*
    maanden?|meses|manad(?:er)?|maned(?:er)?|kuukau\w+|mesic\w*|mesiac\w*|honap\w*|lun[ai]|месец\w*
    μην(?:ες|ων|α)|mjesec\w*|mesec\w*|menes\w+|meness?\w*
""")
WEEKS = words(r"""
    weeks?|wochen?|semaines?|semanas?|settiman[ae]|tygodni\w*
    we(?:ek|ken)|semanas|veck(?:or|a)|uger?|viikko\w*|tyd(?:en|ny|nu)|tyzdn\w+|het(?:ek|et)|saptaman\w+
    седмиц\w+|εβδομαδ\w+|tjed\w+|teden|tedn\w+|savait\w+|nedel\w+|nadal\w*
""")
DAYS = words(r"""
    days?|tagen?|jours?|dias?|giorni|dni
    dag(?:en|ar|e)?|dias?|paiva\w*|dn[iu]|dny|nap(?:pal|ot)|zile|дни|ημερ\w+|dni|dien\w+|paeva\w*
""")
# A number after LEVEL is a level unless a word of change follows; one after MEASURE or beside NO_EFFECT is no
# effect at all.
LEVEL = words(r"""
    from|between|compared (?:to|with)|relative to|against|versus|baseline(?: of)?|to|out of|total
    mean of|average of|up from|down from|within|von|auf|gegenuber|verglichen mit|statt|contre
    par rapport a|desde|frente a|rispetto a|wobec|do
""")
MEASURE = words(r"""
    (?:more|less|fewer|longer|older|younger|higher|lower|larger) than|at least|at most|mehr als
    weniger als|plus de|moins de|mas de|menos de|piu di|meno di|ponad|mniej niz|wiecej niz
    (?:standard errors?|s\.? ?e\.?|std\.? err\.?|erreur[- ]type|standardfehler\w*|error estandar)(?: of| de)?
""")
NO_EFFECT = words(r"""
    confidence|c\.?i\.?|significan\w+ (?:at|level)|level of significance|konfidenz\w*|confiance
    confianza|confidenza|ufnosci|response rate|rucklauf\w*|share of
    of the (?:sample|participants|population|respondents)|simulat\w+|monte carlo|bias\w*
    standard errors?|bandwidth|power|minimum detectable|threshold|aged?|baseline|cut-?off|eligib\w+
    fine|penalt\w+
""")
OTHERS = words(r"""
    et al\.?|(?:19|20)\d\d[a-z]?\)|literature|previous (?:studies|research|work)|meta-analys\w+
    literatur|studien|they (?:find|show|report|estimate)|the authors
    (?:other|both|these|several|two|most|earlier|recent|many) (?:studies|authors|papers)|etudes
    estudios|studi|badani\w+
""")
OWN = words(r"""
    (?:we|i) (?:find|estimate|show|document|observe)
    (?:our|the|these) (?:results?|estimates?|findings|evidence)|(?:this|the) (?:paper|study|report)
    wir (?:finden|zeigen|schatzen)|(?:unsere|die) (?:ergebnisse|schatzungen)
    (?:nous|on) (?:trouvons|montrons|estimons)|(?:nos|les) resultats
    (?:encontramos|estimamos|mostramos)|(?:nuestros|los) resultados|troviamo|stimiamo|i risultati
    (?:nasze |te )?wyniki
""")
