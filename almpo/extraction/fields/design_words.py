"""Words for evaluation designs and estimands, in en, de, fr, es, it, pl and others (folded text)."""

from almpo.evidence.vocabulary import Design, Estimand
from almpo.extraction.folding import words

DESIGNS = (
    (Design.TIMING_OF_EVENTS, words(r"""
        timing[- ]of[- ]events?|toe (?:model|approach|estimates?)|bivariate duration
        mixed proportional hazard\w*|no[- ]anticipation|ereigniszeit\w*|timing-of-events-\w+
        modele de duree bivarie|modelo de duracion bivariad\w*|modello di durata bivariat\w*
    """)),
    (Design.SYNTHETIC_CONTROL, words(r"""
        synthetic controls?|synthetische kontroll\w*|controle synthetique|control sintetico
    """)),
    (Design.RDD, words(r"""
        regression[- ]discontinuit\w+|rdd?|discontinuity design|running variable|forcing variable
        local (?:linear|polynomial|randomi[sz]ation) (?:regression|estimat\w+)|(?:eligibility|age) cut-?offs?
        regressions-?diskontinuitat\w*|regression (?:sur|par|de) (?:la )?discontinuite|discontinuites?
        regresion(?:es)? discontinua|(?:diseno|disenos) de (?:regresion )?discontinu\w+|discontinuidad
        regressione discontinua|discontinuita|nieciaglosc\w*(?: regresji)?|regresj\w+ nieciagl\w+
        regressiediscontinuiteit|drempelwaarde|progu dochodu|regressionsdis[ck]ontinuit\w+
        regressao descontinua|descontinuidade|regresn\w+ diskontinuit\w+|regresszios szakada\w+
    """)),
    (Design.IV, words(r"""
        instrumental variables?|2sls|tsls|iv(?: reg\w*| estimates?)?|instrument(?:ed|ing)
        two-stage least squares|instrumentvariable\w*|variables? instrumentales?|variabili strumentali
        zmienn\w+ instrumentaln\w+
    """)),
    (Design.DID, words(r"""
        difference[s]?[- ]in[- ]?differences?|diff-?in-?diffs?|diffs?-in-diffs?|verschil-in-verschillen
        parallel trends?|common trends?|parallele[nr]? trends?|tendances? (?:paralleles?|communes?)
        tendencias? paralelas?|tendenze parallele|trend\w* rownolegl\w*|estimacion de dobles diferencias
        did(?:-cox| (?:estimat|regress|model|design|approach|method|strateg|specification|coefficient|effect)\w+|$)
        dd (?:estimat|regress|model)\w+|double differences?
        triple differences?|differenz(?:en)?-von-differenzen\w*|differenz-in-differenz\w*
        doubles? differences?|diferencias? en diferencias?|differenze nelle differenze
        roznic\w* w roznicach
    """)),
    (Design.RCT, words(r"""
        (?<!non-)(?<!quasi-)randomi[sz]\w+|rcts?
        (?<!non)(?<!non-)(?<!quasi-)(?<!natural )experiment(?:al|ally|s)?(?: (?:estimates?|benchmark|design))?
        field experiments?|lotter(?:y|ies)|(?:assigned|allocated|selected|drawn) (?:\w+ )?(?:at random|by lot)
        random(?:ly)? (?:assign\w+|allocat\w+|draw\w*|select\w+|encourag\w+)
        (?<!nicht-)randomisier\w*|zufallig\w* zu(?:weisung|teilung|geteilt|gewiesen)|per los|ausgelost|losverfahren
        zufallsauswahl|losentscheid|gerandomiseerd\w*|lodtrakning\w*|lodtrukk\w+|loddtrekning\w*|arvonta\w*|loting|veldexperiment|slumpmassig\w*|aleatorizad\w+
        feldexperiment\w*|experimentell\w*|experience aleatoire|experimentation|essai controle
        tirage au sort|aleatori\w+|experimento|ensayo|esperimento|sperimental\w+|randomizowan\w+
        eksperyment\w*|losow\w+
    """)),
    (Design.EVENT_STUDY, words(r"""
        event[- ]stud(?:y|ies)|ereignisstudie\w*|etude d.evenement\w*|estudio de eventos
    """)),
    (Design.MATCHING, words(r"""
        (?<!exact )matching|psm|nearest[- ]neighbou?r|emparejamiento|appariement|abbinamento|dopasowani\w+
        matching-?verfahren|propensity score matching|statistische zwillinge|najblizsz\w+ sasiad\w*|emparelhamento
        matchning\w*|parovan\w+|parosita\w+
        dob(?:or|ran|ier)\w* (?:grup|par|osob|statystyczn)\w*|po doborze|kaliper\w*
    """)),
    (Design.SELECTION_ON_OBSERVABLES, words(r"""
        unconfounded\w*|selection on observables|conditional independence|ignorability
        (?:double|debiased)(?:/debiased)? machine learning|dml\S*|(?:a?ipw|ipwra)\S*
        inverse[- ]probability\w*|doubly robust|entropy balanc\w*|causal forests?|grf|cbps|oaxaca\S*
        regression[- ]adjust\w+|entropie-?balanc\w*|gewichtungs(?:verfahren|schatz)\w*|so gewichtet
        ponderation par (?:l.inverse|le score)\w*|ponderacion (?:por|inversa)\w*|ponderazione
        wazeni\w+ odwrotn\w+|auswahl (?:auf|nach) beobacht\w+|independance conditionnelle
        independencia condicional|indipendenza condizionale
    """)),
)  # fmt: skip
# Adjustments of any kind: a design only where nothing better is known.
ADJUSTED = words(r"""
    regression|adjusted|linear controls|ols|controlling for|covariate\w*|controles? linea\w+
    (?:with|mit|avec|con|z) (?:linear )?(?:controls|kontrollvariablen|controles|controlli|zmiennymi kontrolnymi)
    kleinste quadrate|moindres carres|minimos cuadrados|minimi quadrati|mnk
""")
# Designs told in plain words: they speak for a document, not for a table.
PLAIN = (
    (Design.RDD, words(r"""
        just (?:above|below)|cut-?offs?|bandwidth|seuil d.eligibilite
        juste (?:au-dessus|au-dessous|en dessous|avant|apres)
        knapp (?:uber|unter|ober|vor|nach)\w*|(?:por encima|por debajo) del umbral
        poco antes y poco despues|(?:tuz|nieco) (?:powyzej|ponizej)|appena (?:sopra|sotto)|net (?:boven|onder)
    """)),
    (Design.DID, words(r"""
        before and after the (?:reform|introduction|change|programme?)|vor und nach der (?:reform|einfuhrung)
        avant et apres (?:la reforme|l.introduction)|antes y despues de la reforma
        prima e dopo la riforma|przed reforma i po niej
    """)),
    (Design.MATCHING, words(r"""
        statistical twins?|twin|zwilling\w*|jumeaux|gemelos|gemelli|blizniak\w*|tweeling\w*
        propensity scores?
    """)),
    (Design.SELECTION_ON_OBSERVABLES, words(r"""
        (?:so )?(?:um)?gewichtet|reweigh\w+|repondere\w*|reponderad\w*|ripesat\w*
    """)),
    (Design.BEFORE_AFTER, words(r"""
        before[- ](?:and[- ])?after|pre-?post|vorher-nachher|avant-apres|antes y despues
    """)),
)  # fmt: skip
# The row of an experiment among other estimates of the same effect.
BENCHMARK = words(r"""
    (?:experimental|experiment|rct|randomi[sz]ed) ?benchmark|benchmark(?: rct| experimental)?
    experimental(?: estimates?| effects?| impacts?)?|experimentelle\w*|experimental(?:es)?|sperimentale
""")
COMPARISON_GROUPS = words(r"""
    (?:names? of )?(?:the )?(?:comparison|control) group[a-z]?|vergleichsgruppen?|groupes? de comparaison
    grupos? de comparacion|gruppi? di confronto
""")
NAIVE = words(r"""
    differences?[- ]in[- ]means?|diff[- ]in[- ]means?|naive|unadjusted|raw (?:difference|gap|comparison)s?
    mittelwertdifferenz\w*|unbereinigt\w*|difference brute|sin ajustar|non aggiustat\w+|diferencia de medias
    diferencia (?:simple|bruta|cruda)|surow\w+ roznic\w+
""")
ESTIMANDS = (
    (Estimand.LATE, words(r"""
        late|local average treatment effects?|cace|compliers? average|effects? (?:on|for) (?:the )?compliers?
        tot|treatment[- ]on[- ]the[- ]treated|lokale\w* durchschnitt\w* \w*effekte?|effets? locaux? moyens?
        effet moyen local|efecto (?:medio )?local|effetto (?:medio )?locale
    """)),
    (Estimand.ITT, words(r"""
        itt|intention[- ]to[- ]treat|intent[- ]to[- ]treat|reduced form|intention de traiter
        intencion de tratar
    """)),
    (Estimand.ATT, words(r"""
        att|atet|(?:treatment )?effects? on the treated|on the treated
        auf die (?:teilnehm|behandelt)\w*|sur les traites|sobre los tratados|sui trattati
    """)),
    (Estimand.ATE, words(r"""
        ate|gates?|group average treatment effects?|population average
    """)),
)  # fmt: skip
# Rows named after being offered, invited or drawn, not after taking part: effects of assignment.
OFFER = words(r"""
    offer(?:ed)?|invit\w+|encourag\w+|assign\w+|eligib\w+|e-?mails?|letters?|reminders?|vouchers? offer\w*
    lottery|w(?:on|ins?|inning)|winners?|angebot\w*|einladung\w*|zuweisung|zugewiesen\w*|zugeteilt\w*|brief
    anspruchsberechtigt\w*|berechtigt\w*|ausgelost|losgewinn\w*|propos\w+|offre|invit\w+|eligib\w+|affect\w+
    assignation|tirage|oferta|ofrecid\w+|sorteo|asignad\w+|asignacion|carta|elegib\w+|derecho
    offert\w*|invitat\w*|assegnat\w*|assegnazione|sorteggi\w*|idone\w+
    ofert\w*|zaproszen\w*|przydzi\w+|wylosowan\w*|uprawnion\w*|uprawnienie|aanbod|uitgenodigd\w*
""")
FUZZY = words(r"""
    fuzzy|compliers?|imperfect compliance|unscharf\w*|flou|floue|difus[oa]|borros[oa]|rozmyt\w+|fuzzy-\w+
    (?:divid|divis)\w+ (?:le saut|el salto|il salto)|wald estimat\w+|scaled by the first stage
""")
