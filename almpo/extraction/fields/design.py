"""Evaluation design and estimand."""

from almpo.evidence.vocabulary import Design, Estimand
from almpo.extraction.context import DocumentContext
from almpo.extraction.folding import words
from almpo.extraction.sources import Hit, Scope, first_hit, most_named, title_abstract_body

DESIGNS = (
    (Design.TIMING_OF_EVENTS, words(r"""
        timing[- ]of[- ]events?|bivariate duration|mixed proportional hazard\w*|ereigniszeit\w*
    """)),
    (Design.SYNTHETIC_CONTROL, words(r"""
        synthetic controls?|synthetische kontroll\w*|controle synthetique|control sintetico
    """)),
    (Design.RDD, words(r"""
        regression[- ]discontinuit\w+|rdd?|discontinuity design|bandwidth
        regressions-?diskontinuitat\w*|regression sur discontinuite|regresion discontinua
        regressione discontinua|nieciaglosc\w* regresji|cut-?offs?|running variable
    """)),
    (Design.IV, words(r"""
        instrumental variables?|2sls|tsls|iv(?: reg\w*| estimates?)?|instrument(?:ed|ing)
        two-stage least squares|instrumentvariable\w*|variables? instrumentales?|variabili strumentali
        zmienn\w+ instrumentaln\w+
    """)),
    (Design.DID, words(r"""
        difference[s]?[- ]in[- ]differences?|diff-?in-?diffs?|did(?:-cox)?|double differences?
        triple differences?|differenz(?:en)?-von-differenzen\w*|differenz-in-differenz\w*
        doubles? differences?|diferencias? en diferencias?|differenze nelle differenze
        roznic\w* w roznicach
    """)),
    (Design.RCT, words(r"""
        randomi[sz]\w+|rct|experiment(?:al|ally|s)?(?: (?:estimates?|benchmark|design))?
        field experiment|lottery|random assignment|randomisier\w*|zufallig\w* zuweisung
        feldexperiment\w*|experimentell\w*|experience aleatoire|experimentation|essai controle
        tirage au sort|aleatori\w+|experimento|ensayo|esperimento|sperimental\w+|randomizowan\w+
        eksperyment\w*|losow\w+
    """)),
    (Design.EVENT_STUDY, words(r"""
        event[- ]stud(?:y|ies)|ereignisstudie
    """)),
    (Design.MATCHING, words(r"""
        matching|psm|nearest[- ]neighbou?r|emparejamiento|appariement|abbinamento|dopasowani\w+
        matching-?verfahren|propensity score matching
    """)),
    (Design.SELECTION_ON_OBSERVABLES, words(r"""
        unconfounded\w*|selection on observables|conditional independence|double machine learning
        dml\S*|(?:a?ipw|ipwra)\S*|inverse probability\w*|doubly robust|entropy balancing
        causal forests?|grf|cbps|oaxaca\S*|regression|adjusted|linear controls|ols|controlling for
        covariate\w*|controles? linea\w+|ponderacion|ponderation
    """)),
    (Design.BEFORE_AFTER, words(r"""
        before[- ](?:and[- ])?after|pre-?post|vorher-nachher|avant-apres|antes y despues
    """)),
)  # fmt: skip
_GENERAL = (
    Design.SELECTION_ON_OBSERVABLES,
    Design.BEFORE_AFTER,
)  # too common in prose to speak for a document
ESTIMANDS = (
    (Estimand.LATE, words(r"""
        late|local average treatment|iv(?: reg\w*)?|2sls|instrument(?:ed|al|ing)\w*|cace|complier\w*
        treatment[- ]on[- ]the[- ]treated|tot
    """)),
    (Estimand.ITT, words(r"""
        itt|intention[- ]to[- ]treat|intent[- ]to[- ]treat|reduced form|intention de traiter
        intencion de tratar
    """)),
    (Estimand.ATT, words(r"""
        att|atet|tt|(?:treatment )?effects? on the treated|on the treated
        auf die (?:teilnehm|behandelt)\w*|sur les traites|sobre los tratados|sui trattati
    """)),
    (Estimand.ATE, words(r"""
        ate|average treatment effects?|gates?|group average treatment effects?|efecto medio
        effet moyen|durchschnittlich\w+ (?:behandlungs)?effekt\w*
    """)),
)  # fmt: skip


def read(scope: Scope) -> dict[str, Hit]:
    """`design` and `estimand`, from the labels, caption and note, else from title and abstract."""
    hits: dict[str, Hit] = {}
    design = first_hit(scope.near, DESIGNS) or _of_document(scope)
    if design is not None:
        hits["design"] = design
    specific = [(estimand, pattern) for estimand, pattern in ESTIMANDS if estimand is not Estimand.ATE]
    estimand = first_hit(scope.near, specific) or _implied(design)
    estimand = estimand or first_hit([*scope.near, *scope.shared.document], ESTIMANDS, 0.8)
    if estimand is not None:
        hits["estimand"] = estimand
    return hits


def _of_document(scope: Scope) -> Hit | None:
    return scope.shared.context.once(usual_design) or first_hit(scope.shared.mentions, DESIGNS)


def usual_design(context: DocumentContext) -> Hit | None:
    """The design in the title, else the one that abstract or text name most."""
    specific = [(design, pattern) for design, pattern in DESIGNS if design not in _GENERAL]
    title, abstract, body = title_abstract_body(context)
    return first_hit([title], specific) or most_named(abstract, DESIGNS) or most_named(body, specific)


def _implied(design: Hit | None) -> Hit | None:
    """What a design estimates where nothing is said: the effect of assignment, or on the treated."""
    implied = {
        Design.RCT: Estimand.ITT,
        Design.RDD: Estimand.ITT,
        Design.DID: Estimand.ITT,
        Design.IV: Estimand.LATE,
        Design.MATCHING: Estimand.ATT,
    }
    if design is None or design.value not in implied:
        return None
    reading = design.reading.model_copy(update={"confidence": 0.4})
    return Hit(implied[Design(str(design.value))], reading)
