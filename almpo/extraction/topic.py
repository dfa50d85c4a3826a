"""Is a document about labour market programmes? Off-topic papers have treatments and effects too.

Programme words are counted, in title and abstract and through the text; general labour market words (wages,
unemployment) do not count, for most economics papers have them.
"""

import re
from typing import NamedTuple

from almpo.extraction.folding import fold, words

PROGRAMMES = words(r"""
    active labou?r market (?:polic|program|measure)\w*|almps?
    labou?r market (?:program|training|polic(?:y|ies) (?:program|measure))\w*
    (?:job|work|skills?|vocational|occupational|employment|labou?r market|classroom) (?:re)?-?training
    (?:on|off)-the-job training|training (?:program|course|measure|voucher|scheme|subsid)\w*
    job[- ]search (?:assistance|program|monitoring|requirement|support|training|counsel)\w*
    (?:employment|work|activation|integration|workfare|job|(?:welfare|return)[- ]to[- ]work) program\w*
    (?:job|employment) guarantee\w*|guaranteed jobs?
    (?:wage|hiring|employment|recruitment|job creation|start-?up) (?:subsid|incentive|voucher)\w*
    subsidi[sz]ed (?:employment|jobs?|work|hiring)|(?:supported|sheltered) (?:employment|work)
    public (?:works|employment (?:program|service)s?)|case-?workers?|job-? ?centres?|job-? ?centers?
    job clubs?|jobcent(?:re|er)\w*|(?:ui|benefit|unemployment insurance|unemployment benefit) sanctions?
    monitoring and sanction\w*|sanction (?:regime|effect|polic|rate)\w*
    (?:integration|insertion) (?:contract|course|measure|plan)s?|workfare
    activation (?:polic|measure|requirement)\w*|apprenticeships?|internship program\w*|youth guarantee
    individual placement and support|vocational rehabilitation
    employment and skills (?:program|intervention)\w*
    (?:job|career|employment|intensi\w+|individual|placement|vocational) (?:counsel|coach|mentor|placement)\w*
    (?:re-?)?employment (?:services?|bonus\w*|assistance|support)|placement (?:services?|officers?)
    (?:self-employment|entrepreneurship|start-?up) (?:program|assistance|training|grant|support|scheme)\w*
    summer (?:youth )?(?:jobs?|employment) program\w*
    youth (?:employment|training) (?:program|scheme)\w*|short-time work\w*|kurzarbeit\w*
    activite partielle|chomage partiel|cassa integrazione|benefit sanctions?
    sanctions? on (?:benefit|job)\w*|job[- ]search requirements?|mandatory (?:activation|participation)
    # German
    (?:aktive[rn]? )?arbeitsmarktpolitik\w*
    arbeitsmarkt(?:programm|massnahme|mas+nahme|dienstleistung)\w*
    (?:berufliche[rn]? )?(?:weiterbildung|umschulung)\w*|bildungsgutschein\w*|trainingsmas+?nahme\w*
    (?:lohnkosten|eingliederungs|einstellungs|grundungs|existenzgrundungs)zuschu\w*|lohnsubvention\w*
    arbeitsgelegenheit\w*|ein-euro-job\w*|arbeitsbeschaffung\w*|job-?garantie|arbeitsplatzgarantie\w*
    \w*vermittlungsgutschein\w*|aktivierungs\w+|\w*forderprogramm\w*|teilhabechancen\w*|fallmanag\w*
    eingliederungsvereinbarung\w*|eingliederungsmas+?nahme\w*
    # French
    politiques? (?:actives? )?(?:de l.emploi|du marche du travail)|emplois? aides?|contrats? aides?
    contrats? (?:d.insertion|d.accompagnement|d.avenir|d.integration|unique d.insertion)
    formation(?:s)? (?:professionnelles?|des (?:chomeurs|demandeurs d.emploi)|qualifiantes?)
    accompagnement (?:renforce|intensif|des (?:chomeurs|demandeurs d.emploi))|garantie jeunes
    missions? locales?|aides? a l.embauche|insertion (?:professionnelle|par l.activite)
    # Spanish
    politicas activas|programas? de (?:empleo|capacitacion|formacion|insercion|entrenamiento)\w*
    capacitacion(?:es)?|formacion (?:profesional|ocupacional) para (?:el empleo|desempleados)
    (?:subvencion|bonificacion|incentivo)(?:es|s)? a la contratacion|orientacion laboral
    insercion laboral|garantia juvenil|intermediacion laboral|empleo (?:protegido|con apoyo)
    # Italian
    politiche attive(?: del lavoro)?|corsi di formazione|formazione professionale|tirocin\w+
    garanzia giovani|centr[oi] per l.impiego|incentivi all.(?:assunzione|occupazione)
    lavori socialmente utili|borse? lavoro
    # Polish
    aktywn\w+ polity\w+ rynku pracy|aktywizacj\w+ (?:zawodow\w+|bezrobotn\w+)|instrument\w+ rynku pracy
    szkole\w+ (?:zawodow\w+|dla bezrobotnych|bezrobotnych)|prac\w+ interwencyjn\w+|robot\w+ publiczn\w+
    staz(?:e|y|u|ach)? (?:dla )?bezrobotn\w+|dotacj\w+ na (?:rozpoczecie|podjecie)\w*|urzed\w+ pracy
    gwarancj\w+ dla mlodziezy
""")
PEOPLE = words(r"""
    job-? ?seekers?|unemployed (?:individuals|persons|people|workers|participants|youth|men|women)
    the unemployed|(?:long-term|short-term|registered) unemployed
    (?:program|programme|training) participants?|participants|trainees|benefit recipients
    welfare recipients|claimants|arbeitslosen?|arbeits(?:uch|suchende)\w*|langzeitarbeitslos\w*
    teilnehm\w*|leistungsbezieher\w*|chomeurs|demandeurs d.emploi|allocataires|beneficiaires du rsa
    desempleados?|parados|demandantes de empleo|participantes|disoccupati|persone in cerca di lavoro
    partecipanti|bezrobotn(?:i|ych|ym|ego|a)|uczestnik\w*
""")


class Topic(NamedTuple):
    """`on` is None where there is too little text to say."""

    on: bool | None
    score: float  # programme words, weighted; 1 is the border


# Programme words per 1,000 words of a document on the topic, and how short a text is too short to say.
_RATE, _ENOUGH = 1.2, 250
# What names programmes up front (in title and abstract) or speaks of their participants is on the topic; what
# only has programme words somewhere (as a control or in the outlook) is not.
_NAMED, _PEOPLE, _BORDER = 0.5, 0.6, 0.8


def topic_of(leading: str, text: str) -> Topic:
    """Topic from title and abstract (`leading`) and the whole text."""
    folded, front = (" ".join(fold(part).split()) for part in (text, leading))
    total = len(folded.split())
    if total < _ENOUGH:
        return Topic(True if PROGRAMMES.search(folded) else None, 1.0)
    rate, people = (1000 * _count(pattern, folded) / total for pattern in (PROGRAMMES, PEOPLE))
    about = _NAMED * _count(PROGRAMMES, front) + _PEOPLE * people
    score = min(rate / _RATE, about) / _BORDER
    return Topic(score >= 1, score)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
