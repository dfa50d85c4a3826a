"""Words for units and currencies, in en, de, fr, es, it, pl and others (folded text)."""

from almpo.evidence.vocabulary import Unit
from almpo.extraction.folding import words

POINTS = words(r"""
    percentage[- ]points?|pps?|ppts?|p\.p\.|prozentpunkte?n?|points? de pourcentage
    puntos? porcentuales|pp\.|punt[oi] percentual[ei]|punkt\w* procentow\w*|procentpunten?|pontos percentuais
    procentenheter|procentpoint|prosentpoeng|prosenttiyksik\w+|procentn\w+ bod\w*
    percentualn\w+ bod\w*|postotn\w+ bod\w*|odstotn\w+ tock\w*|puncte procentuale|szazalekpont\w*|pkt\.? proc\.?
""")
PERCENT = words(r"""
    percent(?:age change)?|per cent|in %|%|prozent|pour ?cent|por ciento|per cento|procent\w*|relative effects?
    por cento|prosent\w*|szazalek\w*
""")
_PAY = (
    r"(?:wages?|earnings?|income|salary|salaries|hours|pay|\w*lohn\w*|\w*entgelt\w*|salaires?|salari\w*|remuner\w+|"
    r"ingresos|retribuz\w+|reddit\w|wynagrodz\w+|plac\w*|zarob\w+|\w*loon|lonen|\w*lon)"
)
_LOG = r"(?:logs?|ln|logged|logarithm\w*|logaritm\w+|logaryt\w+)"
LOGARITHM = words(rf"{_LOG}\.? ?\(?(?:\w+ ){{0,3}}{_PAY}|{_PAY} ?[(,]? ?\(?(?:in )?{_LOG}")
NAMED = (
    (Unit.PERCENTAGE_POINTS, POINTS),
    (Unit.HAZARD_RATIO, words(r"""
        hazard ratios?|odds ratios?|relative risks?|risk ratios?|rapports? de (?:risque|cotes?)
        razon(?:es)? de (?:riesgo|probabilidades)|chancenverhaltnis\w*|ilorazy? (?:szans|hazardow)
    """)),
    (Unit.LOG_HAZARD, words(r"""
        cox|log hazards?|hazard|duration model\w*|timing[- ]of[- ]events|job[- ]exit rates?
        ubergangsraten?|taux de hasard|tasa de riesgo|proportional\w* hazard\w*|hazardrat\w*
    """)),
    (Unit.STANDARD_DEVIATIONS, words(r"""
        (?:in )?standard deviations?(?: units)?|standardi[sz]ed (?:effect|mean|outcome)\w*
        effect sizes?|hedges.? g|cohen.?s d|z-scores?|standardabweichungen|ecarts-types
        desviaciones estandar|deviazioni standard|odchylenia? standardow\w+
    """)),
    (Unit.LOG_POINTS, LOGARITHM),
    (Unit.DAYS, words(r"""
        days|tage[n]?|\w*tagen?|jours|dias|giorni|giornate|dni|dagen|dagar|dage|paivia|\w+stage
    """)),
    (Unit.WEEKS, words(r"""
        weeks|wochen|semaines|semanas|settimane|tygodni\w*|weken|veckor|uger
    """)),
    (Unit.MONTHS, words(r"""
        (?:in|en|w) (?:months|monaten|mois|meses|mesi|miesiacach|maanden)
        months(?: in| of| employed| worked)|monaten? (?:in|der|mit)|mois (?:en|de|d.)|meses (?:en|de|con)
        mesi (?:di|in)
        miesiac\w+ (?:pracy|zatrudnienia|w)|number of months|anzahl (?:der )?monate|nombre de mois
        numero (?:de|di) mes\w+
        \w+smonate|liczb\w+ miesiecy|maanden (?:in|met)
    """)),
)  # fmt: skip
# What people have or have not: the mean of such an outcome is a share.
SHARE = words(r"""
    shares?|proportion\w*|fraction|dummy|dummies|binary|indicators?|0/1|0-1 variable|probabilit\w+|rates?
    anteile?|quoten?|binar\w*|indikator\w*|wahrscheinlichkeit\w*|part|proportions?|indicatrice|probabilite\w*|taux
    binari[oa]s?|indicador\w*|probabilidad\w*|proporcion\w*|porcentaje|tasa|quota|quote|binari[oae]|probabilita
    tasso|udzial\w*|odset\w+|zero-jedynkow\w+|prawdopodobienstw\w+|aandeel|kans|andel\w*|probabilidade\w*
""")
# An outcome measured in these is no share.
AMOUNTS = words(r"""
    number of|index|indices|scores?|scales?|anzahl|nombre|numero|liczba|quality|security
    indeks|indice|indik\w+index|punktwert\w*|puntuacion|punteggi\w*|aantal
""")
# Outcomes made comparable: their numbers are of no natural unit.
RESCALED = words(r"""
    (?:re)?scaled (?:to|from|between)|normali[sz]ed|standardi[sz]ed (?:index|indices)|index(?:es)? (?:of|from|range\w*)
    range from 0 to 1|scale (?:from|of|between)|likert|normiert\w*|skaliert\w*|auf einer skala|normalise\w*
    echelle de|escala de|normalizad\w*|scala (?:da|di)|normalizzat\w*|w skali|znormalizowan\w*
""")
CURRENCIES = tuple(
    (code, words(forms))
    for code, forms in {
        "EUR": r"euros?|eur|€|euroa",
        "USD": r"(?:us )?dollars?|usd|us\$|dolares|dollari",
        "GBP": r"pounds?(?: sterling)?|gbp|£",
        "CHF": r"swiss francs?|chf|franken|francs suisses",
        "SEK": r"sek|swedish kron\w+|schwedische kronen|kronor",
        "DKK": r"dkk|danish kron\w+|danische kronen",
        "NOK": r"nok|norwegian kron\w+",
        "PLN": r"pln|zloty\w*|zl|zlotych",
        "CZK": r"czk|czech korun\w+|kc|korun",
        "HUF": r"huf|forints?",
        "RON": r"ron|romanian lei|lei",
        "BGN": r"bgn|lev[as]?",
        "TRY": r"turkish lira",
    }.items()
)
SIGNS = (("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("zł", "PLN"))
