"""Words for groups of people, in en, de, fr, es, it, pl and others (folded text)."""

from almpo.evidence.vocabulary import TargetGroup as Target
from almpo.extraction.folding import words

GROUPS = (
    (Target.LONG_TERM_UNEMPLOYED, words(r"""
        long[- ]?term unemploy\w+|ltu
        (?:unemployed|jobless|out of work|without (?:a )?job|registered) for (?:more than|over|at least) .{1,12}
        seit (?:mindestens|mehr als|uber) (?:einem jahr|(?:12|zwolf|24) monaten)
        (?<=\()ltu(?=\))|long[- ]?term (?:jobless|claimants?|benefit recipients?)
        langzeit(?:arbeits|erwerbs|beschaftigungs)los\w*|demandeurs d.emploi de (?:tres )?longue duree
        chomeurs? de longue duree|chomage de longue duree
        (?:parados|desempleados) de larga duracion|disoccupat\w+ di lung[oa] (?:periodo|durata)
        dlugotrwale bezrobotn\w+
        langdurig werklo\w+|desempregad\w+ de longa duracao|langtids(?:arbetslos|ledig)\w*|pitkaaikaistyott\w+
        (?:inscrit|inscrit[ea])s? depuis (?:plus d.un an|\d+ mois)|mas de un ano en (?:paro|desempleo)
    """)),
    (Target.YOUTH, words(r"""
        youths?|young(?:er)? (?:people|persons?|adults?|workers|job ?seekers|unemployed|men|women)?
        school leavers|neets?|adolescents|(?:under|below|less than) (?:25|26|27|29|30)
        (?:15|16|18)[- ](?:to |-)?(?:24|25|29|30)|jugendlich\w*|junge (?:menschen|erwachsene)|jeunes?
        jovenes|giovani|mlodzie[zy]|mlod\w+|jongeren|jovens|ungdom\w*|unge|nuor\w+|mlad\w+
        unter (?:25|30)(?:-?jahrige\w*)?|(?:moins|menos|meno) d[ei] (?:25|26|30)\b.{0,6}
        do (?:25|30)\.? r\w*|ni-?ni
    """)),
    (Target.OLDER, words(r"""
        older (?:workers|people|persons|unemployed|job ?seekers|individuals)?|elderly
        (?:over|above|aged) (?:45|50|55)\+?|(?:45|50|55) and (?:over|above|older)|50\+|55\+|alteren?
        ab (?:45|50|55)(?: jahren)?
        uber (?:45|50|55)(?: jahre\w*)?|seniors?
        mayores(?: de (?:45|50|55))?
        (?:45|50|55) (?:anos|ans|anni|years|jahre|lat) (?:o mas|et plus|ou plus|e oltre|or older|und alter\w*|i wiecej)
        (?:plus|mas) de (?:45|50|55) an[os]+|anziani|ouderen?|aldre|ikaantyneet|idosos|(?:45|50|55)-plus\w*
        over 50|osob\w* starsz\w*
    """)),
    (Target.WOMEN, words(r"""
        women|woman|females?|girls|frauen|weiblich\w*|femmes?|mujer(?:es)?|donn[ae]|femmin\w+|vrouwen|mulheres
        kvinn\w+|naiset|zeny
        kobiet\w*|mothers
    """)),
    (Target.MEN, words(r"""
        men|males?|boys|manner|mannlich\w*|hommes?|hombres?|uomini|maschi|mezczy\w+|mannen|homens|manlig\w*
        miehet|muzi|man|mand|menn|man med\w*
    """)),
    (Target.PARENTS, words(r"""
        parents?|single (?:mothers?|parents?)|mothers|fathers|alleinerziehend\w*|eltern|mutter|meres
        madres|madri|rodzic\w+|lone parents?
    """)),
    (Target.MIGRANTS_REFUGEES, words(r"""
        (?:im)?migrants?|refugees?|foreigners?|foreign[- ]born|asylum seekers?|ethnic minorit\w+
        non-?natives?|migrant\w*|gefluchtete\w*|fluchtling\w*|auslander\w*|zugewandert\w*
        immigr\w+|refugies?|etrangers?|inmigrantes?|refugiados?|extranjeros?|stranier[ie]|rifugiati
        imigran\w+|uchodzc\w+|cudzoziem\w+
    """)),
    (Target.LOW_SKILLED, words(r"""
        low[- ]?(?:skilled|educated|qualified|education)|unskilled|disadvantaged
        (?:no|without) (?:a |any )?(?:formal |vocational )?(?:qualification|degree|training|diploma|education)\w*
        (?:primary|compulsory|basic) (?:school|education)(?: or less| only)?|primary or less
        less than (?:high|secondary) school
        hard[- ]to[- ]employ|(?:lacking|low) (?:basic )?(?:job )?skills|dropouts?
        geringqualifizier\w*|ohne (?:\w*abschlus\w*|\w*ausbildung)|niedrig qualifiziert\w*|niveau bac ou moins
        peu diplome\w*
        sin (?:estudios|cualificacion|titulo)|desfavorecid\w+|senza (?:titolo|diploma|qualifica)
        bez (?:kwalifikacji|wyksztalcenia)
        laagopgeleid\w*|lagutbildad\w*|baixa qualificacao|desventaj\w+|benachteiligt\w*|defavoris\w+
        svantaggiat\w+
        ungelernt\w*|peu qualifies?|sans diplome|baja cualificacion
        poco cualificados?|bassa qualifica|nisko wykwalifikowan\w+|bajos ingresos
    """)),
    (Target.HIGH_SKILLED, words(r"""
        high[- ]?(?:skilled|educated|qualified)|graduates|hochqualifizier\w*|akademiker\w*|diplomes
        universitarios|laureati
    """)),
    (Target.DISABLED, words(r"""
        disab\w+|handicap\w*|impair\w+|rehabilitand\w*|behindert\w*|schwerbehindert\w*|discapacidad
        disabil\w+|niepelnosprawn\w+|mental illness
    """)),
    (Target.BENEFIT_RECIPIENTS, words(r"""
        (?:benefit|welfare|social assistance|ui|unemployment (?:insurance|benefit)) recipients?
        claimants?|(?:ui|as|ub|sa) recipients|on benefits?|insured unemployed|benefit claimants
        leistungs(?:bezieher|empfanger)\w*|allocataires|beneficiaires du rsa|uitkeringsgerechtigd\w*
        bidragstagar\w*|dagpenge\w*|sozialhilfe\w*|hartz\w*
        beneficiaires (?:du|de la|de l.) \w+|perceptores|percettori|zasilkobiorc\w+
    """)),
    (Target.EMPLOYED, words(r"""
        employed workers|incumbent workers|employees|beschaftigte|salaries en poste
        trabajadores ocupados|at[- ]risk workers
    """)),
    (Target.OTHER, words(r"""
        ex-?(?:offenders?|addicts?|convicts?|prisoners?|criminal\w*)|homeless|drug addicts?|prisoners?|veterans?
        haftentlassen\w*|obdachlos\w*|sans[- ]abri|detenus?|drogadict\w*|ex-?presos?|senza dimora|bezdomn\w*
        (?:roma|romani) (?:people|minorit\w+)|farmers?|public sector workers
    """)),
    (Target.ALL_UNEMPLOYED, words(r"""
        (?:the )?unemployed(?: (?:people|persons|individuals|workers))?|job-? ?seekers?|arbeitslosen?
        arbeitsuchende\w*|chomeurs|demandeurs d.emploi|desempleados|parados|demandantes de empleo
        desempregad\w+|werkloz\w*|werkzoekend\w*|arbetslos\w*|arbejdslos\w*|ledige?|tyottom\w+|nezamestnan\w*
        munkanelkuli\w*|someri\w*
        disoccupati|bezrobotn\w+
    """)),
)  # fmt: skip
# Parts of a population that no code stands for: halves by income, place, origin, and ages in the middle.
OTHER_PARTS = words(r"""
    (?:below|above|under|over|at least|low|high|higher|lower|bottom|top) (?:the )?(?:median|tercile|quartile)\b.*
    (?:below|above)[- ](?:median|average)\b.*
    (?:low|medium|high|no)[- ](?:employability|income|earn\w*|risk|wage|motivation)\b.*
    urban|rural|cities|small towns|villages?|natives?|nationals?|citizens?|native[- ]born
    (?:east|west|north|south)ern?\b.*
    (?:26|27|28|29|30|31|35|36|40|45)(?: ?(?:-|to|bis|a) ?\d\d| (?:and|years) .*|\+)
    (?:under|over|below|above) (?:30|35|40)
    inlander|deutsche|stadt\w*|landlich\w*|(?:ost|west)deutsch\w*|unter dem median|uber dem median
    urbain\w*|rura[lu]\w*|nationaux|francais|sous la mediane|au-dessus de la mediane|ruraux
    urban[oa]s?|rurales|nativos|nacionales|urbane?|rurali|nativi|italiani|miast\w*|miejsk\w+|wies|wsi|wiejsk\w+
    experienced|inexperienced|short[- ]term unemployed|married|single|recent\w*|previously .*
""")
# What comes before the people that a programme or a sample is made of.
DEFINING = words(r"""
    eligib\w+|target(?:s|ed|ing|ted)?(?: group| population)?s?|aim(?:s|ed) at|intended for|designed (?:for|to help)
    open to|offered to|restricted to|limited to|participants|sample (?:of|consists|includes|comprises|is)
    population of
    consists? of|addressed to|serves?|served|provided? (?:to|for)|(?:program\w*|training|subsid\w+|courses?) for
    zielgruppe|richte\w* sich an|forderfahig|anspruch|berechtigt|gefordert werden|teilnehm\w+|stichprobe|fur
    s.adresse\w*|destine\w*|eligibles?|public cible|reserve\w*|offre\w*|proposee?s?|echantillon
    dirigid\w+|destinad\w+|elegibles?|poblacion objetivo|muestra|abarata\w*|ofrec\w+|para
    rivolt\w+|destinat\w+|ammissibil\w+|riservat\w+|campione|skierowan\w+|przeznaczon\w+|uprawnien\w+|dla
    grupa docelowa
    gericht op|voor|bestemd voor|doelgroep|destinad[oa]s? a|riktar sig till|malgrupp
""")
# Programmes that are known to be for someone, by name: what the documents on them often take for granted.
KNOWN = (
    (Target.LOW_SKILLED, words(r"""
        national supported work|supported work demonstration|nsw|job corps|jtpa|youthbuild|yearup
    """)),
    (Target.OTHER, words(r"""
        national supported work|supported work demonstration|nsw
    """)),
    (Target.YOUTH, words(r"""
        youth guarantee|new deal for young people|garantie jeunes|garantia juvenil|garanzia giovani
        job corps
        summer (?:youth )?(?:jobs?|employment)|emplois? d.avenir|gwarancj\w+ dla mlodziezy|youthbuild
    """)),
    (Target.BENEFIT_RECIPIENTS, words(r"""
        ein-euro-jobs?|one-euro[- ]jobs?|arbeitsgelegenheit\w*|tanf|afdc|welfare[- ]to[- ]work
        reddito di cittadinanza|revenu de solidarite active|burgergeld|arbeitslosengeld ii
    """)),
    (Target.LONG_TERM_UNEMPLOYED, words(r"""
        teilhabe am arbeitsmarkt|teilhabechancengesetz|territoires? zero chomeurs?|aktion 8000
    """)),
    (Target.DISABLED, words(r"""
        individual placement and support|supported employment|sheltered (?:employment|workshops?)
        vocational rehabilitation|berufliche rehabilitation|inserimento mirato|empleo (?:con apoyo|protegido)
        esat|zatrudnieni\w+ wspierane
    """)),
    (Target.MIGRANTS_REFUGEES, words(r"""
        integration (?:contracts?|courses?)|integrationskurs\w*|introduction program\w*|civic integration
    """)),
    (Target.EMPLOYED, words(r"""
        short-time work\w*|kurzarbeit\w*|activite partielle|chomage partiel|cassa integrazione
    """)),
)  # fmt: skip
