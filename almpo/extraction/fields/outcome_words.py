"""Words for outcomes by group, in en, de, fr, es, it, pl and others (folded text)."""

from almpo.evidence.vocabulary import OutcomeGroup as Group
from almpo.extraction.folding import words

# First match wins: "subsidised employment" is participation, "unemployment duration" no employment.
GROUPS = (
    (Group.PROGRAMME_PARTICIPATION, words(r"""
        subsidi[sz]ed (?:employment|jobs?|work)|(?:wage|hiring|employment) (?:subsid\w+|incentives?|bonus(?:es)?)
        (?:lohnkosten|eingliederungs)zuschus+\w*|(?:subvencion\w*|subsidios?) salarial\w*
        (?:labou?r market|employment|training) (?:program(?:me)?s?|measures?)
        (?:program(?:me)?|training|course)s? (?:take-?up|participation|attendance|completion|enrol\w*|starts?)
        (?:participation|enrol\w*) in (?:training|program\w*|courses?)|take-?up(?: of)?
        start(?:ed|s|ing)? (?:a )?(?:training )?(?:course|program\w*)|(?:application|external) courses
        (?:long|examined|any|short|vocational) training|geforderte beschaftigung|mas+nahmeteilnahme
        participation (?:a une formation|aux formations)|entree en formation
        participacion en (?:programas|cursos)|partecipazione a(?:i|lle) \w+
        udzial w (?:szkoleni\w+|program\w+)|contact with (?:the )?caseworkers?
    """)),
    (Group.SANCTION, words(r"""
        sanctioned|sanction rates?|(?:probability|risk|number) of (?:a |being )?sanction\w*
        benefit cuts?|sanktionsquote|sanktionswahrscheinlichkeit|sanktioniert|taux de sanction
        tasa de sancion\w*
    """)),
    (Group.UNEMPLOYMENT_EXIT, words(r"""
        (?:job|unemployment)?[- ]?exits?(?: rates?| hazards?)?(?: (?:to|into|from|out of) \w+)?
        job[- ]?finding(?: rates?)?|overgang\w* till? (?:arbete|jobb|arbejde|beskaf\w+)|utflode\w*|jobbchans\w*
        uitstroom\w*|baanvindkans\w*|transicao para o emprego|saidas? do desemprego|tyollistyminen
        (?:re-?employment|transition|job[- ]entry|hazard) (?:rates?|hazards?|probabilit\w+)
        finding (?:a job|jobs|work)|(?:leav(?:e|es|ing)|left|exited) (?:registered )?unemployment
        transitions? (?:in)?to (?:employment|jobs?|work)|outflow\w*|survival (?:in|rate)|abgang\w*
        ubergang\w* in (?:beschaftigung|arbeit)\w*|arbeitsaufnahme\w*|wiederbeschaftigung\w*
        sorties? du chomage|retour a l.emploi|taux de sortie|salida del (?:desempleo|paro)
        insercion laboral|uscita dalla disoccupazione|wyjsci\w+ z bezroboci\w+
        odplyw\w* z bezroboci\w+|podjeci\w+ pracy
    """)),
    (Group.BENEFIT_RECEIPT, words(r"""
        benefits? (?:receipt|recipiency|dependen\w+|payments?|claims?|spells?|duration|amount|days)
        on (?:benefits|welfare)|(?:days|weeks|months) (?:of|on) (?:unemployment )?benefits?
        indemnis\w+|notstandshilfe
        (?:welfare|ui|unemployment insurance|social assistance) (?:receipt|payments?|benefits?|claims?)
        unemployment benefits?(?: receipt| payments?| claims?)?
        (?:receives?|receiving|receipt of) (?:\w+ )?(?:benefits?|welfare|social assistance)|transfers?
        leistungsbezug\w*|transferleistung\w*|arbeitslosengeld\w*|(?:alg|sgb)[- ]?ii?(?:-bezug)?
        sozialhilfe\w*|prestations?|allocations?|rsa|minima sociaux|prestacion(?:es)?|subsidios?
        sussidi[o]?|indennita|zasil\w+
    """)),
    (Group.UNEMPLOYMENT_DURATION, words(r"""
        unemployment (?:duration|spells?|days|months|length|rate)
        (?:duration|length|days|weeks|months|time) (?:of|in) unemployment
        time to (?:employment|re-?employment|job)|unemployed|unemployment|joblessness
        registered unemploy\w+|regist(?:ered|er|ration) (?:as )?(?:an? )?(?:unemployed|job-?seekers?)
        inscri\w+ (?:a|au|comme|en) (?:pole emploi|france travail|demandeu\w+|chomage)
        inscrit[oa]s? (?:como|en el|en) (?:desemplead\w+|demandantes?|paro|sepe)|zarejestrowan\w+
        rejestracj\w+ w urzed\w+|arbeitslosigkeit\w*|arbeitslos(?:e|engemeldet)?
        (?<!.)(?:duration|dauer|duree|duracion|durata)(?: \(?(?:days|tagen?|jours|dias|giorni|dni)\)?)?(?! \w)
        dauer der arbeitslosigkeit|werkloo\w+|werkloz\w*|arbetslos\w*|arbejdslos\w*|ledighe\w*|tyottom\w+
        nezamestnan\w*
        munkanelkul\w*|desemprego\w*|desempregad\w+|chomage|duree du chomage|desempleo|desempleado\w*|paro
        duracion del desempleo|disoccupazione|disoccupat\w+|bezroboci\w+|bezrobotn\w+
    """)),
    (Group.JOB_QUALITY, words(r"""
        job[- ]?(?:quality|satisfaction|stability|tenure|security)
        (?:permanent|open-ended|fixed-term|temporary|regular) (?:contracts?|jobs?|employment)
        (?:stable|good|quality|full-?time|part-?time) (?:jobs?|employment|work)|un?befristet\w*
        contratto (?:stabile|a tempo)|vast\w* contract|contrato sem termo|contrato ?indefinido|tillsvidare\w*
        arbeitszufriedenheit|beschaftigungsstabilitat|cdi|cdd|emploi (?:stable|durable)
        contrato (?:indefinido|temporal)|empleo (?:estable|de calidad)|tempo (?:in)?determinato
        umow\w+ na czas|same (?:job|employer|firm)|(?:contrat )?a duree (?:in)?determinee
    """)),
    (Group.HOURS, words(r"""
        (?:weekly |working |worked |annual )?hours(?: worked| of work| per week)?|working time
        arbeitsstunden|arbeitszeit|heures(?: travaillees)?|horas(?: trabajadas)?|ore(?: lavorate)?
        godzin\w*|gewerkte uren|arbeidsuren|arbetstid|arbetade timmar|horas de trabalho|tyotun\w+
    """)),
    (Group.WAGE, words(r"""
        (?:hourly |daily |monthly |log |real |starting |re-?employment |average |avg\.? )*wages?(?: rates?)?
        pay|(?:stunden|tages|monats|brutto|einstiegs)?(?:lohn|lohne|lohns)|(?:stunden|tages)entgelt\w*
        salaires?(?: horaires?)?|salarios?(?: por hora)?|salari[o]?
        uurloon|timelon\w*|manedslon\w*|loon|timlon|lon|manadslon|salario hora|palkka\w*|mzd\w*|berek
        retribuzione (?:oraria|giornaliera)|plac[aey]|wynagrodzeni\w+
    """)),
    (Group.OTHER, words(r"""
        (?:household|disposable|equivali[sz]ed|total|family|non-?labou?r) income|consumption
        expenditure|poverty
    """)),
    (Group.EARNINGS, words(r"""
        (?:annual |monthly |quarterly |labou?r |cumulat\w+ |total |log |real |gross )*earnings?
        (?:labou?r|earned|work) income|(?:brutto|arbeits)?entgelt\w*|income from (?:work|employment)
        salary|salaries|(?:arbeits|erwerbs)einkommen|verdienst\w*|einkunfte
        revenus? (?:du travail|d.activite|salariaux|d.emploi)|gains|ingresos(?: laborales| reales)?
        ingreso (?:mensual|anual|trimestral|laboral|total|medio|promedio)
        ganancias|remuneracion\w*|reddit[oi]|retribuzion[ei]|guadagni|zarob\w+|dochod\w*|income
        (?:jahres|monats|brutto|netto)?einkommen|revenus?|(?:jaar|maand|arbeids)?inkomens?|\w{0,5}inkomst\w*
        \w{0,5}indkomst\w*|\w{0,5}inntekt\w*|rendimentos?|ansiotulo\w*|kereset\w*|prijm\w*|jovedel\w+|venitur\w*
        доход\w*|εισοδημα\w*|dohod(?:ak|ek|ka|ki)|pajam\w+|ienakum\w+|sissetulek\w*
    """)),
    (Group.EMPLOYMENT, words(r"""
        (?:any |regular |unsubsidi[sz]ed |currently |days |months |weeks )*(?:in )?(?:self-)?employ(?:ed|ment)
        in (?:paid )?work|working(?! (?:papers?|age|time|hours|conditions))
        labou?r force participation|(?:has|have|having|in|found|finding|getting) (?:a |any )?jobs?
        (?:sozialversicherungspflichtige? |ungefordert\w* )?(?:beschaftig(?:t|ung)|erwerbstatig)\w*
        in arbeit|(?:en |taux d.)?emplois?|occupe\w*|(?:tasa de )?(?:empleo|ocupacion)|ocupad[oa]s?
        emplead[oa]s?|(?:tasso di )?occupazione|occupat[oie]|lavoro|(?:samo)?zatrudni\w+|prac[aey]
        w pracy|aan het werk|werkzaam|baankans\w*|werkgelegenheid|werk|sysselsat\w*|i arbete|beskaftig\w*
        beskaeftig\w*
        i arbeid|tyollis\w+|tyossa\w*|emprego|empregad[oa]s?|zamestnan\w*|foglalkozta\w*|ocupare\w*|angajat\w*
    """)),
    # From here on, words that may also name benefits, programmes or anything else: for labels only.
    (Group.BENEFIT_RECEIPT, words(r"""
        universal credit|jobseeker.?s.? (?:allowance|benefit)|jsa|public assistance|food stamps|income support
        (?:unemployment|disability|social|housing|cash|sickness) (?:benefits?|allowances?|assistance|insurance)
        (?:total |annual |any )?benefits? received|on welfare|welfare|off (?:benefits?|welfare)|transfer income
        grundsicherung|burgergeld|chomage indemnise|ayudas|renta minima|uitkering\w*|a-kass\w*|forsorjningsstod
        \w*ydelser?|overfors(?:el|els)\w*|overforingsindk\w*
        dagpenge\w*|kontanthjelp|kontanthjalp|subsidio de desemprego|podpor\w+|segely\w*|ajutor\w*
    """)),
    (Group.JOB_QUALITY, words(r"""
        (?:in)?formal (?:employment|jobs?|work|contracts?)|(?:public|private)[- ]sector (?:employment|jobs?)
        (?:in)?definite[- ]term|fixed[- ](?:term )?contracts?|full-?time|part-?time|temp agency
        temporary (?:agency|work)
        vollzeit\w*|teilzeit\w*|leiharbeit\w*|temps (?:plein|partiel)|interim\w*|tiempo (?:completo|parcial)
        tempo (?:pieno|parziale)|pelny etat|voltijd\w*|deeltijd\w*|heltid\w*|deltid\w*|tempo (?:inteiro|parcial)
    """)),
    (Group.EMPLOYMENT, words(r"""
        (?:weeks|days|months|quarters|time|hours?|years) (?:spent )?(?:worked|employed|in (?:work|employment|a job))
        paid (?:jobs?|work|employment)
        (?:entered|entering|entry into) (?:work|employment|a job)
        (?:ever |currently |any )?worked|in work|job (?:placement|entry|start)s?
        (?:gearbeitete|beschaftigungs)\w*|arbeitet|hat (?:eine )?(?:stelle|arbeit)|jours travailles|travaille
        dias trabajados|trabaja(?:ndo)?|giorni lavorati|lavora|przepracowan\w+|pracuje|dagen gewerkt|gewerkte dagen
        arbetade dagar|har (?:ett )?(?:arbete|jobb)|dias trabalhados|trabalha
    """)),
    (Group.PROGRAMME_PARTICIPATION, words(r"""
        (?<!.)(?:(?!post|pre)\w+[ -])?(?:trainings?|courses?|formations?)(?: \w+ion| take-?up)?(?!.)
        (?<!.)(?:\w+ )?(?:formacion|cursos?|corsi|formazione)(?!.)
        (?<!.)(?:\w+ )?(?:participation|enrol\w*|completion|attendance|referrals?|meetings?)(?!.)
        (?<!.)(?:\w+)?(?:teilnahme|weiterbildung|szkoleni\w+)(?!.)
    """)),
    (Group.OTHER, words(r"""
        health|gesundheit|sante|salud|salute|zdrowi\w+|well-?being|happiness|satisfaction|stress
        wohlbefinden|zufriedenheit|education|degree|school\w*|crime|arrest\w*|marriage|fertility
        births?|trust|beliefs?|(?:other|secondary|non-?economic|social) outcomes?|perceptions?
        attitudes?|migration|citizen\w*|naturali[sz]\w+|motivation|self-esteem|skills?|test scores?
        applications?|search effort|interviews?
    """)),
)  # fmt: skip
# Pay that counts those without work as zero is what people earn, not what an hour costs.
ZEROS = words(r"""
    (?:with |including |incl\. )?zeros? (?:included|if not working|for the (?:non-?employed|unemployed))
    including zeros?
    (?:mit|inklusive|einschlie\w+) null(?:en|werten)?|zeros (?:compris|inclus)|ceros incluidos
    incluid\w+ (?:los )?ceros
    zeri (?:compresi|inclusi)|zera (?:wlaczone|uwzglednione)|nullen (?:inbegrepen|meegerekend)|unconditional earnings
""")
