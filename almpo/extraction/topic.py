"""Is a document about labour market programmes? Off-topic papers have treatments and effects too.

Words for measures are counted (programmes, training, subsidies, participants), and words for work and people
without it. Neither alone says anything: most economics papers have wages, and many have treatments.
"""

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
    job clubs?|jobcent(?:re|er)\w*
    (?:ui|benefit|unemployment insurance|unemployment benefit) sanctions?|monitoring and sanction\w*
    sanction (?:regime|effect|polic|rate)\w*
    (?:integration|insertion) (?:contract|course|measure|plan)s?|workfare
    (?:traineeship|internship|work experience|wage|employment|training|apprentice\w*) (?:scheme|program)\w*
    activation (?:polic|measure|requirement)\w*|apprenticeships?|internship program\w*|youth guarantee
    individual placement and support|vocational rehabilitation
    employment and skills (?:program|intervention)\w*
    (?:job|career|employment|intensi\w+|individual|placement|vocational) (?:counsel|coach|mentor|placement)\w*
    (?:re-?)?employment (?:services?|bonus\w*|assistance|support)|placement (?:services?|officers?)
    (?:self-employment|entrepreneurship|start-?up) (?:program|assistance|training|grant|support|scheme)\w*
    summer (?:youth )?(?:jobs?|employment) program\w*
    youth (?:employment|training) (?:program|scheme)\w*|short-time work\w*|kurzarbeit\w*
    activite partielle|chomage partiel|cassa integrazione|benefit sanctions?
    sanctions? on (?:benefit|job)\w*|job[- ]search requirements?
    mandatory (?:activation|participation)
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
    aktywn\w+ polity\w+ rynku pracy|aktywizacj\w+ (?:zawodow\w+|bezrobotn\w+)
    instrument\w+ rynku pracy|szkole\w+ (?:zawodow\w+|dla bezrobotnych|bezrobotnych)
    prac\w+ interwencyjn\w+|robot\w+ publiczn\w+|staz(?:e|y|u|ach)? (?:dla )?bezrobotn\w+
    dotacj\w+ na (?:rozpoczecie|podjecie)\w*|urzed\w+ pracy|gwarancj\w+ dla mlodziezy
    # Dutch, Portuguese, Swedish, Danish, Finnish
    actie(?:f|ve) arbeidsmarkt\w*|re-?integratie\w*|loonkosten-?subsidie\w*|sociale werkvoorziening
    participatieba\w+
    scholings-?vouchers?|(?:politicas|medidas) ativas|formacao profissional|apoios? a contratacao
    estagios? profissiona\w+
    centros? de emprego|arbetsmarknads(?:politi|program|atgard|utbildning)\w*
    (?:lonesubvention|nystartsjobb|lonebidrag)\w*
    arbetsformedling\w*|jobbgaranti\w*|arbejdsmarkedspoliti\w+|aktivering\w*|lontilskud\w*|virksomhedspraktik\w*
    beskaftigelses(?:indsats|politik)\w*|tyovoima(?:politi|koulutu)\w+|palkkatu\w+|starttira\w+|tyokokeilu\w*
    # Czech, Slovak, Hungarian, Romanian, Bulgarian, Greek
    aktivn\w+ politik\w+ (?:zamestnanosti|trhu prace|zaposljavanja|trzista rada|zaposlovanja)|rekvalifikac\w+
    verejne prospesn\w+ prac\w+|urad\w* prace|absolventsk\w+ prax\w*|aktiv munkaeropiac\w+|kozfoglalkoztat\w+
    bertamogatas\w*|munkaugyi\w*|(?:politici|masuri) active|formare(?:a)? profesionala|bursa locurilor de munca
    активн\w+ (?:политик|мерк)\w+|субсидиран\w+ заетост|професионалн\w+ обучени\w+|бюро\w* по труда
    ενεργητικ\w+ πολιτικ\w+|επιδοτ\w+ (?:εργασιας|απασχολησης)|επαγγελματικ\w+ καταρτισ\w+|κοινωφελ\w+ εργασι\w+
    # Croatian, Slovene, Lithuanian, Latvian, Estonian
    javn\w+ rad(?:ovi|ova|ovima)|potpor\w+ za (?:samo)?zaposljavanje|javn\w+ del\w+|subvencij\w+ za zaposl\w+
    aktyvi\w+ darbo rinkos|profesini\w+ mokym\w+|viesi\w+ darb\w+|subsidijuojam\w+
    aktiv\w+ nodarbinatibas pasakum\w*
    profesional\w+ apmacib\w+|algot\w+ pagaidu darb\w+|tooturu(?:koolitus|teenus|meede|meetme)\w*|palgatoetus\w*
""")
# People that programmes are for.
PEOPLE = words(r"""
    job-? ?seekers?|(?:long-term |short-term |registered )?unemployed
    jobless (?:people|persons|individuals)|(?:benefit|welfare|assistance) recipients|claimants
    school leavers|neets?|trainees|(?:langzeit)?arbeitslosen?
    (?:langzeit)?(?:arbeit|beschaftigungs)los(?:e|en|er)?|arbeits?(?:uch|suchende)\w*
    leistungsbezieh\w*|erwerbslose\w*|chomeu(?:rs?|ses?)|demandeurs? d.emploi|sans[- ]emploi
    allocataires|desemplead[oa]s?|parad[oa]s?|en paro|demandantes de empleo|disoccupat[ieo]|inoccupati
    persone in cerca di lavoro|iscritti|bezrobotn\w+|poszukujac\w+ pracy
    werkloz\w+|werkzoekend\w+|(?:uitkerings|ww-?|bijstands)gerechtigd\w+|desempregad\w+|candidatos? a emprego
    arbetslosa?|arbetssokande\w*|arbejdslose?|ledige|jobsogende\w*|kontanthjalpsmodtager\w*|tyottom\w+|tyonhaki\w+
    nezamestnan[iey]\w{0,3}|uchaz\w+ o zamestnani|uchadzac\w* o zamestnanie|munkanelkuli\w*|allaskeres\w+
    somer(?:i\w*|ul\w*)?
    persoan\w+ in cautarea|безработн\w+|търсещ\w+ работа|ανεργ(?:οι|ους|ων|ος|ης)|nezaposlen[iaeo]\w{0,3}
    brezposeln[iaeo]\w{0,3}
    bedarbi\w+|bezdarbniek\w+|tootu(?:d|te|id|le|ks|na|tele)?
""")
# Words for whatever is done for them.
MEASURES = words(r"""
    program(?:me|mes|s|ma|mas|mi|my|mow|mu|y)?|measures?|schemes?|traineeships?|participants?|participat(?:ion|ing|ed)
    training|courses?|subsid(?:y|ies)|subsidi[sz]ed|vouchers?|grants?|counsell?ing|coaching|sanctions?
    monitoring|programm(?:e|s|en)?|mas+nahmen?|teilnehm\w*|teilnahme\w*|geforderte\w*|forderung\w*
    zuschus+\w*|beratung\w*|\w*garantie|lehrgang\w*|kurse?n?|gutschein\w*|dispositifs?|beneficiaires?
    accompagn\w+|formations?|aides?|contrats?|participant[es]*|programas?|beneficiari[oa]s?
    participantes?|bonificacion\w*|formacion|curso\w*|subvencion\w*|capacitacion|ayudas?|programmi
    partecipant[ie]|inseriment[oi]|tirocini\w*|corsi|incentiv[oi]|tutor|uczestni\w+|dotacj\w+
    bon(?:u|y|em|ow)?|szkole\w+|staz\w*|doplat\w*|wsparci\w+|interwencj\w+
    programma(?:'s)?|maatregel\w*|deelnem\w*|deelname|scholing\w*|cursus\w*|subsidies?|begeleiding\w*|traject\w*
    medidas?|formacao|formandos?|apoios?|estagios?|subsidios?
    program(?:met|mets|men|mer|mene|u|y|em|ech|ov\w*|ok\w*|ot|ul\w*|uri\w*)
    atgard\w*|delta(?:g\w+)|utbildning\w*|subvention\w*|indsats\w*|uddannels\w+|tilskud\w*|ohjelma\w*
    toimenpi\w+|osallistu\w+
    koulutu\w+|opatren\w+|ucastni\w+|ucast[i]?|prispev\w+|podpor\w+|intezkedes\w*|resztvev\w+|kepzes\w*|tamogatas\w*
    masuri\w*|formar(?:e|ea|ii)|cursuri\w*|subventi\w+|програм\w+|мерк\w+|участ\w+|обучени\w+|субсиди\w+
    προγραμμα\w*|μετρ(?:ο|α|ων)
    συμμετ\w+|καταρτισ\w+|επιδοτ\w+|mjer[aeu]\w*|ukrep\w*|sudioni\w+|udelez\w+|osposoblj\w+|usposablj\w+
    potpor\w+|subvencij\w+
    priemon\w+|dalyv\w+|mokym\w+|subsidij\w+|pasakum\w*|dalibni\w+|apmacib\w+|meetme\w*|osale\w+|koolitus\w*
    toetus\w*
""")
# What the effects are on.
LABOUR = words(r"""
    unemploy\w*|employ(?:ed|ment)|jobs?|earnings|wages?|work(?:ing)?|hired|hiring|labou?r market
    (?:arbeits?|beschaftig|erwerbs)\w*|lohn\w*|\w*entgelt\w*|\w*einkommen|emplois?|chomage|salaires?
    embauch\w+|travail|empleo|desempleo|paro|trabajo|salarios?|ingresos|contratacion|occupazione
    lavoro|disoccupazione|retribuzion[ei]|zatrudni\w+|prac[aeyiu]|bezroboci\w+|wynagrodze\w+|zarobk\w+
    werk(?:t|en|gelegenheid)?|ba(?:an|nen)|baankans\w*|arbeid\w*|lo(?:on|nen)|inkomen\w*|werkloosheid\w*
    emprego|desemprego
    trabalho|rendimentos?|sysselsatt\w+|arbet\w+|jobb\w*|inkomst\w*|beskaftig\w+|arbejd\w*|ledighed\w*
    tyo(?:llis|ttom)\w+|palk(?:ka|an|at)\w*
    zamestna\w+|mzd[ayu]|foglalkozta\w+|munka\w*|kereset\w*|ocupar\w+|angaja\w+|munca|somaj\w*|castig\w+
    заетост\w*|работ\w+|труд\w*
    заплат\w+|απασχολησ\w+|εργασι\w+|μισθ\w+|ανεργια\w*|zaposl\w+|plac[aeui]|uzimtum\w+|darb\w+|atlygin\w+
    nodarbinat\w+|hoive\w*
""")


class Topic(NamedTuple):
    """`on` is None where there is too little text to say."""

    on: bool | None
    score: float  # 1 is the border


# Words in a thousand that a document on the topic has. Few measures do where people out of work are named.
_MEASURES_RATE, _LABOUR_RATE = 7.0, 5.0
_PEOPLE_RATE, _FEW_MEASURES_RATE = 0.8, 3.0
_ENOUGH = 200  # words; a shorter text is too short to say


def topic_of(text: str) -> Topic:
    """Topic of a document from its text without references.

    It is on the topic if it keeps speaking of measures, and of work or of people without it. Papers that name
    a programme here and there, or have treatments of another kind, are not.
    """
    folded = " ".join(fold(text).split())
    total = len(folded.split())
    if total < _ENOUGH:
        return Topic(True if PROGRAMMES.search(folded) else None, 1.0)
    named, people, measures, labour = (
        1000 * sum(1 for _ in pattern.finditer(folded)) / total
        for pattern in (PROGRAMMES, PEOPLE, MEASURES, LABOUR)
    )
    by_people = min(people / _PEOPLE_RATE, (measures + named) / _FEW_MEASURES_RATE)
    by_measures = min(measures / _MEASURES_RATE, labour / _LABOUR_RATE)
    score = max(by_people, by_measures)
    return Topic(score >= 1, score)
