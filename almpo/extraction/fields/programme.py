"""Programme type (LMP class) and name."""

from almpo.evidence.vocabulary import Origin
from almpo.evidence.vocabulary import ProgrammeType as Lmp
from almpo.extraction.context import DocumentContext
from almpo.extraction.fields.votes import Ballot
from almpo.extraction.folding import words
from almpo.extraction.models.heads import NO_CODE
from almpo.extraction.sources import Hit, Scope, Source, title_abstract_body

# How much a mention counts in title, abstract, and ten thousand characters of text.
_TITLE, _ABSTRACT, _TEXT = 10.0, 3.0, 1.0
_SURE = 0.6  # probability from which on a head is heard
TYPES = (
    (Lmp.MONITORING_SANCTIONS, words(r"""
        sanction\w*|monitoring|job[- ]search (?:requirements?|monitoring|obligations?)|benefit cuts?
        activity reports?|threat effects?|sanktion\w*|eingliederungsvereinbarung\w*|meldepflicht
        controle des chomeurs|sancion\w*|sanzion\w*|sankcj\w*|condicionalidad
    """)),
    (Lmp.START_UP, words(r"""
        start-?up (?:subsid\w+|incentive\w*|grants?|assistance)
        self-employment (?:assistance|program\w*|subsid\w+)|bridging allowance|grundungszuschu\w*
        existenzgrundung\w*|uberbruckungsgeld|aide a la creation d.entreprise|capitalizacion del paro
        self-employment|selbstandig\w*|grunder\w*|creation d.entreprises?|samozatrudni\w+
        dzialalnosc\w* gospodarcz\w*|autoempleo|incentivi all.autoimpiego
        dotacj\w+ na (?:rozpoczecie|podjecie) dzialalnosci
    """)),
    (Lmp.DIRECT_JOB_CREATION, words(r"""
        public works?|job (?:guarantee|creation)|guaranteed jobs?|workfare
        public (?:sector )?(?:employment|jobs?) (?:program\w*|scheme\w*|creation)|community work
        one-euro[- ]jobs?|direct job creation|work experience program\w*|supported work
        arbeitsbeschaffung\w*|abm|arbeitsgelegenheit\w*|ein-euro-job\w*|jobgarantie
        (?:arbeitsplatz|beschaftigungs|job-?)garantie|gemeinnutzig\w*
        utilite (?:locale|publique|sociale)|teilhabe am arbeitsmarkt|travaux d.utilite
        emplois? publics? aides?|empleo publico temporal|obras (?:y servicios )?public[ao]s
        verejne prospesn\w+|kozfoglalkoztat\w+|javn\w+ (?:rad|del)\w+|sociale werkvoorziening|обществено полезн\w+
        lavori (?:socialmente utili|di pubblica utilita)|robot\w+ publiczn\w+
    """)),
    (Lmp.SUPPORTED_EMPLOYMENT, words(r"""
        supported employment|sheltered (?:employment|work\w*)|vocational rehabilitation
        individual placement and support|ips|unterstutzte beschaftigung|berufliche rehabilitation
        inserimento lavorativo(?: assistito)?|begeleid werken|beschutte werkplek\w*|stodd anstallning
        emploi (?:accompagne|protege)|empleo (?:con apoyo|protegido)|inserimento mirato
        zatrudnieni\w+ wspierane|rehabilitacj\w+ zawodow\w+
    """)),
    (Lmp.EMPLOYMENT_INCENTIVES, words(r"""
        (?:wage|hiring|employment|recruitment|payroll tax|private sector) (?:subsid\w+|incentive\w*|credits?)
        subsidi[sz]ed (?:employment|jobs?)|short-time work|in-work benefit\w*
        (?:return[- ]to[- ]work|work|(?:re-?)?employment) bonus\w*|bonus for taking up|reemployment bonus\w*
        job rotation|lohnkostenzuschu\w*|eingliederungszuschu\w*|lohnsubvention\w*
        einstellungszuschu\w*|kurzarbeit\w*|emplois? aides?|contrats? aides?|aides? a l.embauche
        activite partielle|subsidios? (?:salarial\w*|al salario|a la contratacion)
        subvencion\w* (?:a la contratacion|salarial\w*)
        incentivi all.(?:assunzione|occupazione)|sgravi contributivi|prac\w+ interwencyjn\w+
        subsydiowan\w+ zatrudnien\w+|bon\w* (?:zatrudnieniow\w+|na zatrudnienie)|doplat\w*|refundacj\w+
        nystartsjobb\w*|lonesubvention\w*|lontilskud\w*|palkkatu\w+|bertamogatas\w*
        koszt\w* (?:zatrudnienia|wynagrodze\w+)|loonkostensubsidie\w*|subsidio a contratacao|lonebidrag|loentilskud
        bonifica\w+|abarata\w*|aide\w* a l.embauche|prime\w* a l.embauche|dofinansowani\w+ wynagrodze\w+
    """)),
    (Lmp.TRAINING, words(r"""
        (?:job|vocational|classroom|occupational|skills?|computer|language|further)? ?(?:re)?-?training
        apprenticeships?|traineeships?|internships?|language courses?|vocational
        computer(?: courses?)?|language|training vouchers?|vouchers?|weiterbildung\w*|umschulung\w*
        bildungsgutschein\w*|trainingsmas+nahme\w*|ausbildung\w*|\w*qualifizierung\w*|sprachkurs\w*
        formations?|virksomhedspraktik|praktik\w*|estagios?
        formation(?:s)? (?:professionnelles?|qualifiantes?|continue)?|apprentissage|alternance
        capacitacion|formacion(?: profesional)?|cursos?|omscholing|opleiding\w*|formacao|utbildning\w*|uddannelse\w*
        tyovoimakoulutus|rekvalifikac\w+|kepzes\w*|formazione(?: professionale)?|corsi
        estagios?(?: profissiona\w+)?|tirocini\w*|apprendistato|szkoleni\w*|staz\w*|kurs\w*
    """)),
    (Lmp.SERVICES, words(r"""
        job[- ]search(?: (?:assistance|program\w*|support|training|counsel\w*|basic program\w*))?|counsell?ing
        garantie jeunes|missions? locales?|case-?loads?|coach(?:ing|es)?|job coach\w*|\w*begleitung
        (?:hyppige )?samtaler(?:ne)?
        (?:frequent|intensive) \w*gesprekken
        (?:intensi\w+|individual\w*|frequent) (?:case-?work\w*|meetings)|(?:job|private) placement\w*|profiling
        job clubs?|mentoring|guidance
        information (?:treatment|intervention|letter)s?|job fairs?|vermittlung\w*
        beratung\w*|betreuung\w*|aktivierung\w*|fallmanagement|accompagnement|orientation|orientacion
        intermediacion|asesoramiento|orientamento|servizi per l.impiego|posrednictwo|poradnictwo
        doradztwo
    """)),
    (Lmp.OTHER, words(r"""
        integration contracts?|civic integration|contrats? d.(?:accueil|integration)\w*|integrationsvereinbarung\w*
        basic income|cash transfers?|(?:earned income )?tax credits?|minimum wages?|parental leave
        grundeinkommen|mindestlohn\w*|revenu universel|renta basica|salario minimo|reddito di base
    """)),
)  # fmt: skip

# People for whom programmes are mostly of one type: they speak for it, but less than its own names do.
PEOPLE = (
    (Lmp.SUPPORTED_EMPLOYMENT, words(r"""
        (?:people|persons) with disabilities|menschen mit behinderung\w*|person[ae] con disabilita
        (?:personnes|travailleurs) handicapees?|niepelnosprawn\w+|personas con discapacidad
    """)),
)  # fmt: skip
_OF_PEOPLE = 0.3


def read(scope: Scope) -> dict[str, Hit]:
    """`lmp` from labels, caption, title, abstract; `programme` from the label that names it."""
    for source in (scope.row, *scope.columns, scope.panel):
        hit = _only(source)
        if hit is not None and _names_treatment(scope, source):
            return {"lmp": hit, "programme": Hit(source.text, source.reading(0, len(source.text)))}
    hit = scope.shared.context.once(usual_type) or _only(scope.shared.caption)
    return {"lmp": hit} if hit else {}


def usual_type(context: DocumentContext) -> Hit | None:
    """The type that title, abstract and text name most, and what a head makes of a title whose words
    are on no list. Words of several types count for each."""
    ballot = Ballot()
    title, abstract, body = title_abstract_body(context)
    for source, weight in ((title, _TITLE), (abstract, _ABSTRACT), (body, _rate(body))):
        for patterns, part in ((TYPES, 1.0), (PEOPLE, _OF_PEOPLE)):
            for lmp, pattern in patterns:
                matches = list(pattern.finditer(source.folded))
                if matches:
                    reading = source.reading(matches[0].start(), matches[0].end())
                    ballot.add(lmp, part * weight * len(matches), reading)
    if not any(pattern.search(title.folded) for _, pattern in TYPES):
        ballot.add_hit(_suggested(title), _TITLE)
    return ballot.decide()


def _suggested(title: Source) -> Hit | None:
    """What a head makes of a title, where it is sure."""
    suggest = title.context.suggest
    likely = suggest("lmp", title.text) if suggest is not None else {}
    code = max(likely, key=lambda code: likely[code], default=NO_CODE)
    if code == NO_CODE or likely[code] < _SURE:
        return None
    reading = title.reading(0, len(title.text), likely[code])
    return Hit(Lmp(code), reading.model_copy(update={"origin": Origin.MODEL}))


def _rate(body: Source) -> float:
    """The weight of one mention in the text: that of a title's words is shared by all of a long text's."""
    return _TEXT / max(1.0, len(body.text) / 10_000)


def _names_treatment(scope: Scope, source: Source) -> bool:
    """Whether a label names the programme, not the outcome."""
    reading = scope.finding.readings.get("outcome_group")
    return reading is None or not (reading.raw in source.text or source.text in reading.raw)


def _only(source: Source) -> Hit | None:
    """The first type named, by order of `TYPES`: what is specific comes first."""
    for lmp, pattern in TYPES:
        match = pattern.search(source.folded)
        if match is not None:
            return Hit(lmp, source.reading(match.start(), match.end()))
    return None
