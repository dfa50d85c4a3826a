"""Words for what horizons are counted from, and for spans of time that are none (folded text)."""

import re

from almpo.evidence.vocabulary import HorizonAnchor
from almpo.extraction.folding import words

# Labels with time spans that are no horizon.
NO_HORIZON = words(r"""
    bandwidth|window|age[ds]?|duration|older|younger|seniority|tenure|unemployed (?:for|since)|old|of age
    fenster|bandbreite|fenetre|bande|ventana|finestra|okno|venster|alter|ans et|ou plus|anciennete|edad
    (?:less|more|fewer) than|weniger als|mehr als|langer als|(?:plus|moins) de|(?:mas|menos) de|(?:meno|piu) di
    (?:da )?oltre|ponizej|powyzej|disoccupati da|(?:minder|meer) dan
    dauer|duree|duracion|durata|per (?:month|week|year)|a month|a week
""")
# What follows a span of time that is no horizon: an age, a duration before.
NO_REST = re.compile(
    r"^ ?(?:of age|old|or older|unemployed|in unemployment|of unemployment|before|earlier|prior)\b"
)
OUTCOME = words(r"""
    outcomes?(?: of interest| variables?)?|dependent variable|ergebnisvariable\w*|zielgros+e\w*|zielvariable\w*
    variable de resultado|variable d.interet|variable de resultat|resultat principal|variabile di esito
    esito principale|zmienn\w+ (?:wynikow|objasnian)\w+|uitkomst\w*|utfall\w*
""")
ANCHORS = (
    (HorizonAnchor.PROGRAMME_END, words(r"""
        (?:program(?:me)?|training|course|treatment|subsidy)?'?s? ?(?:end|completion|exit|termination)\w*
        (?:vocational )?graduation
        (?:leaving|completing|finishing|the end of) (?:the )?(?:program\w*|training|course)|end of \w+
        (?:programm|mas+nahmen?|kurs|teilnahme)-?ende|ende der (?:mas+nahme|teilnahme|forderung)
        abschluss|austritt|forderende|maßnahmenende|fin (?:du|de la|de l.) ?\w+|sortie (?:du|de la) \w+
        fin del? \w+|fine del? \w+
        conclusione|zakonczeni\w+|finaliza\w+|terminad[oa]|concluid[oa]
    """)),
    (HorizonAnchor.REFORM, words(r"""
        (?:the )?reforms?|policy change|introduction of the (?:reform|policy|law)|reforme?a?
        einfuhrung|reformy
    """)),
    (HorizonAnchor.ASSIGNMENT, words(r"""
        (?:random )?assignment|randomi[sz]ation|random draw|lottery|referral|invitation|intervention
        (?:the )?(?:e-?mail|letter)|arrival|zuweisung|zuteilung|randomisierung|assignation
        tirage au sort|asignacion|sorteo|intervencion|assegnazione|przydzia\w+|losowani\w+|offer
        application|registration for|encouragement|eligib\w+|crossing the threshold|expiry of the offer
        losverfahren|auslosung|einladung|anspruch\w*|seuil|eligibilite|convocation|candidature|umbral|solicitud
        soglia|domanda|sorteggio|prog(?:u|iem|owi)?|wniosk\w+|zlozeni\w+ wniosku|przyznani\w+|loting|toewijzing
    """)),
    (HorizonAnchor.UNEMPLOYMENT_START, words(r"""
        (?:unemployment|ui|benefit|job loss|layoff)(?: entry| start| inflow| registration| onset)?
        registration|becoming unemployed|inflow
        (?:beginn der |eintritt in (?:die )?)?arbeitslosigkeit|arbeitslosmeldung|l.inscription|inscription
        la inscripcion|inscribirse|inscripcion|iscrizione|entering unemployment
        start of (?:the )?(?:unemployment|spell)
        werkloosheid|begin of (?:the )?unemployment|arbeitslos (?:wurde\w*|gemeldet)
        debut du chomage|entree au chomage|inicio del desempleo|inizio della disoccupazione
        rejestracj\w+
    """)),
    (HorizonAnchor.PROGRAMME_START, words(r"""
        (?:program(?:me)?|training|course|treatment|subsidy)?'?s? ?(?:start|beginning|entry|onset|enrol\w*)\w*
        (?:entering|starting|beginning|entry into|start of) (?:the )?\w+
        (?:programm|mas+nahmen?|kurs|teilnahme)-?(?:beginn|start|eintritt)
        (?:beginn|eintritt|start) (?:der|des|in)\b.*|debut|entree en|inicio|comienzo|inizio
        rozpoczeci\w+|program|training|treatment|participation|eintritt\w*|beginn|start
        (?:aufnahme|grundung|forderbeginn|teilnahme)\w*|l.entree|entree dans|entrer (?:en|dans)|demarrage
        signature|signer|entrada en|ingresar|l.ingresso|ingresso|avvio|avviamento|wejsci\w+ do|przystapieni\w+
        podjeci\w+|start van|aanvang|instroom|course|subsid\w+|job start
    """)),
)  # fmt: skip
