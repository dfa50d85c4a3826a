"""Words that tell programme effects from what else tables hold, in en, de, fr, es, it, pl (folded text)."""

from almpo.extraction.folding import words

TREATMENT = words(r"""
    (?:won|win|winning) (?:the |a )?lotter(?:y|ies)|lottery (?:offer|win(?:ner)?s?)
    treat(?:ed|ment|ments|ees?)?\d?|(?:t|arm|group)[ -]?[1-4]|intervention\w*|program(?:me|ma|m)?s?
    participa\w+|encourag\w+|offer(?:ed)?|assign(?:ed|ment)|enrol\w+|reforms?|polic(?:y|ies)|eligib\w+
    exposed|post[- ]?reform|at[te]t?|itt|late|cace|tot|did|dd|gate|treatment effect
    (?:average|total|overall|net|main) effect\w*|\w* ?effects?|training|course\w*|retraining
    apprenticeship\w*|internship\w*|counsel\w+|coaching|mentoring|job[- ]search (?:assist|support)\w*
    voucher\w*|subsid\w+|bonus(?:es)?|incentive\w*|grants?|workfare|public works?|sanction\w*
    monitor\w+|caseworker\w*|meetings?
    (?:e-?mail|letter|sms|text message|newsletter|phone call|reminder|information)s?|job guarantee
    guaranteed job|supported (?:work|employment)|activation|behand(?:lung|elt\w*)|teilnahme\w*
    teilnehm\w*|mas+nahme\w*|programm\w*|forderung\w*|weiterbildung\w*|kurs\w*|umschulung\w*
    lohnkostenzuschu\w*|eingliederungszuschu\w*|grundungszuschu\w*|sanktion\w*|vermittlung\w*
    beratung\w*|coaching|gutschein\w*|\w*effekte?|wirkung\w*|traite(?:s|e|es)?|traitement
    beneficiaires?|formation\w*|accompagnement|contrats?|aides?|stages?|effets? (?:moyen|du|de)\b.*
    tratad[oa]s?|tratamiento|programas?|capacitacion|formacion|curso\w*|subvencion\w*|bonificacion\w*
    efectos?|beneficiari[oa]s?|trattat[oaie]|trattamento|programm[ai]|formazione|cors[oi]|tirocini?o?
    incentiv[oi]|effett[oi]|uczestnictwo|udzial|program\w*|szkoleni\w*|staz\w*|dotacj\w*|efekt\w*
    interwencj\w*
""")
ESTIMATORS = words(r"""
    ols|2sls|tsls|iv|liml|regression|difference[- ]in[- ]means?|diff[- ]in[- ]means?|naive|benchmark
    experimental
    (?:nearest[- ]neighbou?r|propensity score|kernel|radius|caliper|exact|mahalanobis|genetic)? ?matching
    psm|nnm|i?pw|aipw|ipwra?|ebal|entropy balancing|cbps|dml\S*|double(?:/debiased)? machine learning
    grf|causal forests?|oaxaca(?:[- ]blinder)?|doubly robust|dr|tmle|lasso|heckman
    fixed[- ]effects? estimator|synthetic control
    (?:difference[- ]in[- ]differences?|diff-in-diff|did|ddd)|rdd?|local linear|probit|logit
    cox(?: model)?|timing[- ]of[- ]events
""")
COVARIATES = words(r"""
    age(?:d|s)?|age ?(?:squared|\^?2|sq)|years old|female|male|gender|sex|women|men|woman|man|girls?
    boys?|married|single|divorced|widowed|cohabit\w+|children|kids|household size
    number of (?:children|kids|dependents)|spouse|partner|education|schooling|degree|high school
    college|university|graduate|secondary|primary|tertiary|bachelor|master|diploma|isced\S*
    low[- ]skilled|high[- ]skilled|medium[- ]skilled|skill level|qualification\w*|no degree|dropout
    foreign\w*|immigrants?|migrant\w*|native\w*|citizen\w*|nationality|ethnic\w*|black|white|hispanic
    race|born (?:abroad|in)|experience|tenure|seniority|occupation\w*|industry|sector|manufacturing
    construction|services|agriculture|firm size|public sector|region\w*|urban|rural|city|east|west
    north|south|canton|county|province|municipality|state|district
    (?:local|regional|national|lagged|initial|past|previous|prior)? ?unemployment rate|gdp\S*
    population|inflation|exports?|imports?
    (?:lagged|lag|log|ln|previous|prior|past|initial|pre-?\w*) ?(?:wages?|earnings|income|salary)\w*
    (?:lagged|lag|previous|prior|past|initial|pre-?\w*) ?(?:employment|unemployment|outcome|duration)\w*
    (?:year|month|quarter|time|calendar|season\w*|cohort) (?:dummy|dummies|effects?|fe|trend)
    (?:\w*lohn|\w*entgelt|einkommen) .{0,15}(?:vorjahr|vorher|vor)\w*
    (?:salaires?|salario|ingresos|reddito) .{0,15}(?:precedent\w*|anterior|previ[oi])
    (?:wynagrodzenie|zarobki) .{0,8}poprzedni\w*|(?:year|cohort) \d{2,4}|trend|q[1-4]|winter|spring
    summer|autumn|disab\w+|health|sick\w*|handicap\w*|disability|employability|motivation|alter\w*
    weiblich\w*|mannlich\w*|frau(?:en)?|mann|manner|geschlecht|verheiratet|kinder|bildung\w*|abitur
    hauptschul\w*|realschul\w*|hochschul\w*|auslander\w*|staatsangeh\w*|deutsch|berufserfahrung
    branche|region|ostdeutschland|westdeutschland|arbeitslosenquote|konstante|ages?|femmes?|hommes?
    sexe|marie\w*|enfants?|diplome\w*|bac|nationalite|etranger\w*|anciennete|secteur|region
    taux de chomage|pib\b.*|edad|mujer(?:es)?|hombre\w*|sexo|casad[oa]|hijos|educacion|estudios
    universitari[oa]s?|extranjer[oa]s?|experiencia|sector|tasa de (?:paro|desempleo)|eta|donn[ae]|uomo
    uomini|sesso|coniugat[oa]|figli|istruzione|laurea\w*|diploma|stranier[oi]|esperienza|settore
    tasso di disoccupazione|wiek|kobiet[ay]|mezczyzn\w*|plec|dzieci|wyksztalcenie|cudzoziem\w*
    doswiadczenie|sektor|stopa bezrobocia
""")
# Rows that name everybody, or both halves of a whole, are subgroups: a regression leaves one of them out.
EVERYBODY = words(r"""
    all(?: participants| individuals| jobseekers| persons)?|total|full sample|overall|whole sample
    everyone|pooled|alle|gesamt|insgesamt|tous|ensemble|todos|total|tutti|ogolem|razem
""")
_HALVES = (
    (r"women|females?|girls|frauen|femmes|mujeres|donne|kobiety",
     r"men|males?|boys|manner|hommes|hombres|uomini|mezczyzni"),
    (r"young(?:er)?|youth|under|below|jungere?|jeunes|jovenes|giovani|mlodzi",
     r"old(?:er)?|over|above|altere?|ages?|mayores|anziani|starsi"),
    (r"low(?:er)?|unskilled|short|niedrig\w*|faible|bajo|basso|nisk\w+",
     r"high(?:er)?|skilled|long|hoch|hohe?r?|eleve|alto|alta|wysok\w+"),
    (r"natives?|citizens?|nationals?|inlander|deutsche|nationaux|nativos",
     r"immigrants?|migrants?|foreigners?|foreign|auslander|etrangers|extranjeros|stranieri"),
    (r"east|ost\w*", r"west\w*"),
    (r"urban|cities|towns?|villes?|miast", r"rural|villages?|wsi"),
)  # fmt: skip
COMPLEMENTS = tuple((words(one), words(other)) for one, other in _HALVES)
PLACEBO = words(r"""
    (?:false|fake|fictitious|artificial) (?:cut-?off|threshold|date)s?|falsche\w* schwelle\w*
    fiktiv\w* \w+|faux seuils?|falsos? umbral\w*|soglia fittizia|falszyw\w+ prog\w*|placebos?
    falsification|pseudo[- ](?:treatment|reform)|fake (?:reform|treatment)|scheinreform\w*
    placebo-?\w+|falsificacion|falsificazione
""")
BEFORE = words(r"""
    pre-?(?:training|program(?:me)?|treatment|reform|intervention|period|random\w*|unemployment|trend)s?\b
    leads?
    before (?:the )?(?:training|program\w*|treatment|reform|intervention|randomi[sz]ation|assignment)
    at baseline|baseline (?:values?|means?|characteristics|covariates|survey|outcomes?|levels?|period|year)
    vor (?:der |dem )?(?:teilnahme|mas+nahme|programm|reform|behandlung)\w*|vorperiode
    avant (?:le |la )?(?:programme|traitement|reforme|formation)|pre-?tratamiento
    antes del? (?:programa|tratamiento|la reforma)|pre-?trattamento
    prima del (?:programma|trattamento)|przed (?:programem|reforma|interwencja)
""")
# Periods before the programme in an event study.
LEAD = words(r"""
    (?:t|k|q|lead|lag|event time|years?|months?|quarters?|jahre?|monate?|quartale?|annees?|mois|trimestres?) ?=? ?- ?\d+
    (?:anos?|mes(?:es)?|ann[oi]|mes[ei]|rok|kwartal|miesiac) ?=? ?- ?\d+|(?:pre|lead)[- ]?\d+
    (?<!.)-\d+(?: (?:to|bis|a|do|tot|till|ate) -\d+)?(?!.)
    \d+ (?:months?|years?|quarters?|weeks?) (?:before|prior)|\d+ (?:monate?|jahre?|quartale?) (?:vor|davor|vorher)
    \d+ (?:mois|ans|trimestres?) avant|\d+ (?:meses|anos|trimestres) antes|\d+ (?:mesi|anni|trimestri) prima
    \d+ (?:miesi\w+|lat|kwartal\w*) przed
""")
FIRST_STAGE = words(r"""
    (?:first|1st)[- ]stages?|compliance|erste stufe|premiere etape|primera etapa|primo stadio
    pierwszy etap|stage 1
""")
DESCRIPTIVE = words(r"""
    descriptive(?:s| statistics?)?|summary statistics?
    sample (?:means|characteristics|composition|statistics|selection|sizes?)|means? (?:and|of)
    characteristics of|distribution of|definitions?|overview of|timeline|data sources?|list of
    variables used|deskriptive? \w*|mittelwerte|merkmale|zusammensetzung|definition\w*|ubersicht
    statistiques? (?:descriptives?|sommaires?)|caracteristiques
    estadistic[oa]s (?:descriptiv[oa]s|resumen)|caracteristicas|descriptiv[oa]s
    statistiche descrittive|caratteristiche|statystyki opisowe|charakterystyk\w+|transition rates?
    correlations?(?: matrix)?|korrelation\w*|correlation|matriz de correlacion\w*|macierz korelacji
    costs?(?: and benefits?|[- ]benefit)?|kosten|couts?|costes|response rates?|attrition|rucklauf\w*
    previous (?:studies|literature)|literature|studies|meta-?analys[ie]s|search terms
    number of (?:observations|participants|studies)|participation in|share of participants
    types? of (?:programme?s|training)
""")
BALANCE = words(r"""
    comparison of (?:the )?groups|(?:before|after|nach dem) matching|vergleich der gruppen
    comparaison des groupes|comparacion de (?:los )?grupos|confronto (?:tra|dei) (?:i )?gruppi
    porownanie grup|po doborze
    (?:covariate |pre-?treatment |baseline |sample )?balance(?: tests?| checks?| table| of \w+)?
    balancing (?:test|propert)\w*|randomi[sz]ation (?:check|test)s?
    baseline (?:characteristics|covariates|differences)|(?:pre-?treatment|observable) characteristics
    (?:standardi[sz]ed|normali[sz]ed) (?:mean )?(?:differences?|bias)|covariate means|smds?
    dynamic selection|ausgeglichenheit|balance-?test|ausgangsmerkmale|equilibr\w+
    balance de covariables|bilanciamento|zbilansowani\w+|rownowag\w+
""")
# "... estimates of participation", but not "... estimates of the effect of participation on employment".
_PARTICIPATION = (
    r"(?:(?! e[fm]|wirkung|impact|wplyw|beschaft|occupa|zatrudn).){0,50} "
    r"(?:participa|teilnahme|partecipa|udzial|deelname|deltagande|deltagelse)\w*"
)
SELECTION = words(
    r"""
    determinants? of|propensity scores? (?:estimat|model|regression)\w*
    (?:probit|logit)(?: model)? (?:of|for) (?:participation|program\w*)
    selection (?:equation|into|model)|determinanten|determinants? de|determinantes|determinanti
    (?:probit|logit|logistic|propensity)_PARTICIPATION|(?:probit|logit|logistyczn)[a-z-]+_PARTICIPATION
    (?:probability|likelihood|odds) of (?:participat\w+|enrol\w+|(?:being )?treated)
    (?:probability|likelihood|odds) of (?:programme?|treatment) participation
    (?:prawdopodobienstw\w+ udzial\w+|teilnahmewahrscheinlichkeit\w*)
    (?:probabilite|probabilidad(?:e)?|probabilita) d[ei] (?:la )?partic\w+
    best linear prediction\w*|assignment model|response model|classification analysis
    most and least affected|predictors? of
""".replace("_PARTICIPATION", _PARTICIPATION)
)
CONTRAST = words(r"""
    differences? (?:between|in|of|across) (?:the )?(?:programmes?|programs?|effects?|impacts?|treatments|arms)
    unterschiede? (?:zwischen|der|in den) (?:den )?(?:programmen|mas+nahmen|effekte?n?|wirkungen)
    (?:differences?|ecarts?) entre (?:les )?(?:programmes|dispositifs|effets)
    differenze tra (?:i |gli )?(?:programmi|effetti)
    diferencias? entre (?:los )?(?:programas|efectos|tratamientos)|roznice miedzy (?:programami|efektami)
""")
SIMULATION = words(r"""
    simulat\w+|monte[- ]carlo|emc|bias(?:es)?|mse|root mean squared? error
    power (?:calculation|analysis)|minimum detectable|mde
    optimal (?:polic|rule|assign|treatment|allocation)\w*|policy tree\w*|assignment rules?
    e-?valu?e?s?|e-?valor\w*|rosenbaum\w*|sensitivity (?:analysis|to)|simulation\w*|simulacion\w*
    simulazion\w*|symulacj\w*|sensibilidad|sensitivitat\w*
""")
EFFECT_TABLE = words(r"""
    (?:\w+ )*effects?|impacts?|treatment effects?|estimates?|(?:main )?results?|att?s?|atet?|itt|late
    influence|\w*effekte?|\w*wirkung(?:en)?|ergebnisse?|schatz\w+|einfluss|effets?|impacts?|resultats?
    estimations?|efectos?|impactos?|resultados?|estimacion\w*|effett[oi]|impatt[oi]|risultati|stime
    efekty?|wplyw|wyniki|oszacowania
""")
GROUP_EFFECTS = words(r"""
    group average treatment effects?|gates?|conditional average treatment effects?|cates?
    group[- ]specific effects?|gruppenspezifische effekte|effets moyens par groupe
    efectos medios por grupo
""")
DESCRIPTIVE_COLUMN = words(r"""
    (?:proportion|share|percent(?:age)?|fraction|number|mean|average) .*|share|proportion|means?|rr
    relative risk|odds|(?:spell|time) (?:part|share)|weight|anteil\w*|mittelwert|part|porcentaje|quota
    odsetek|coverage|e-?val\w*( .*)?|standardi[sz]ed difference|smd|bias|rmse|mse
""")
LATER = words(r"""
    post\w*|after|during|reform|period|year|month|quarter|t ?[+]? ?\d+|wave|\d{4}|nach\w*|danach
    apres|despues|durante|dopo|po|thereafter
""")
