"""Words by which tables name what their rows and columns hold, in the languages of the EU.

Fullest in en, de, fr, es, it, pl; a line or two of each list has the usual words of the others.
All patterns are for folded text (`folding.fold`): lower case without diacritics.
"""

import re

from almpo.extraction.folding import words

STANDARD_ERROR = words(r"""
    (?:robust |clustered |bootstrap(?:ped)? )?s\.? ?e\.?s?
    (?:robust |clustered |cluster-robust |bootstrap(?:ped)? )?(?:std\.?|standard|stand\.?) ?-?err(?:ors?|\.)?
    std\. ?error|(?:robuste |geclusterte )?standard-?fehler|std\.?-?fehler|erreurs?[- ]?types?
    ecarts?[- ]types?|err(?:or(?:es)?|\.) (?:est(?:andar)?|tipico?s?)\.?|error(?:e|i) standard
    blad(?:y)? standardow[ye]|bled(?:y|ow) standardow(?:e|ych)|blad std\.?|erros? padrao
    standaard-?fout(?:en)?|standardfel|standard-?fejl|keskivirhe(?:et)?|smerodatn[ae] chyb[ay]
    standardn[aei] (?:chyb[ay]|gresk[ae]|napak[ae]|pogresk[ae])|standard ?hib[aá]\w*|ero(?:are|ri|rile) standard
    τυπικ\w+ σφαλμα\w*|стандартн\w+ грешк\w*|standartin\w+ paklaid\w*|standartklud\w*|standardv(?:iga|ead)
""")
STANDARD_DEVIATION = words(r"""
    s\.? ?d\.?|st(?:an)?d(?:ard|\.)? ?-?dev(?:iations?|\.)?|standard-?abweichung(?:en)?
    ecarts?[- ]types?|desv(?:iacion(?:es)?|\.) (?:est(?:andar)?|tipicas?)\.?|deviazion[ei] standard
    odchyleni[ae] standardow[ea]|desvios? padrao
""")
T_STATISTIC = words(r"""
    [tz]-? ?(?:waarden?|varde[nt]?|vaerdi(?:er)?|arvo[t]?|hodnot[ay]|ertek\w*|vrednost[i]?)
    (?:absolute |robust )?[tz]-? ?(?:stat(?:istic)?s?|val(?:ue)?s?|ratios?|scores?|wert(?:e|en)?)\.?
    (?:stat(?:istique|istiche|istica)?s?|estadisticos?|statystyk[ai]) (?:d[eu] )?[tz]
    (?:valeurs?|valor(?:es)?|valor[ei]) (?:d[eu] )?[tz]|t de student|student(?:'s|s)? t|[tz]\)?
""")
P_VALUE = words(r"""
    p-? ?(?:waarden?|varde[nt]?|vaerdi(?:er)?|arvo[t]?|hodnot[ay]|ertek\w*|vrednost[i]?)|valoarea p
    τιμη p|p-? ?стойност\w*
    (?:randomi[sz]ation[- ]inference |ri |permutation |exact |adjusted )?p-? ?val(?:ue|or|eur|\.)?s?
    p-? ?wert(?:e|en)?|valeurs?[- ]p|valor(?:es)? p|valore p|wartos(?:c|ci) p|p ?> ?\|?[tz]\|?
    pr ?\(?> ?\|?[tz]\|?\)?|prob\.?|p|sig\.?|signifikanz(?:niveau)?
""")
CONFIDENCE_INTERVAL = words(r"""
    (?:\d\d ?%? ?-?)?c\.?i\.?|conf(?:idence|\.)? ?(?:interval|int\.?|limit)s?|konfidenz-?intervalle?n?
    \d\d ?%? ?-?ki|intervalles? de confiance|i\.?c\.?|intervalos? de confianza
    intervall[oi] di confidenza|przedzial(?:y|ow)? ufnosci|credible intervals?
    betrouwbaarheids-?interval(?:len)?|konfidensintervall?(?:er)?|luottamusvalit?|interval\w* spolehlivosti
    konfidencia-?intervallum\w*|interval(?:os?|e|ul)? de (?:confianca|incredere)|διαστημα\w* εμπιστοσυνης
    доверител\w+ интервал\w*|interval\w* (?:pouzdanosti|zaupanja|spolahlivosti)|pasikliautin\w+ interval\w*
""")
LOWER_END = words(r"""
    low(?:er)?|lb|inf\.?|min\.?|unter(?:e|es|grenze)?|inferior(?:e)?|inferieure?|dolna
""")
UPPER_END = words(r"""
    up(?:per)?|high|ub|sup\.?|max\.?|ober(?:e|es|grenze)?|superior(?:e)?|superieure?|gorna
""")
CASES = words(r"""
    n|n\.? ?(?:obs|of obs)\.?|(?<!.)n_?[0-9a-z]{1,2}(?!.)|obs\.?|observations?|(?:sample|group) sizes?
    individuals?|persons?|(?:number|no\.?|nr\.?|num\.?|#) ?(?:of )?[a-z]+|cases|spells|beobachtungen
    beob\.?|fallzahl(?:en)?|falle|personen|anzahl(?: der)? [a-z]+|stichprobe(?:numfang|ngros+e)?
    individus|effectifs?|nombre d['e] ?[a-z]+|nb\.? d['e] ?[a-z]+|observaciones|individuos|personas
    casos|tamano (?:de (?:la )?)?muestra(?:l)?|(?:numero|num\.?|n\.?) (?:de|di|d') ?[a-z]+
    osservazioni|individui|obserwacj[ei]|liczba [a-z]+|liczebnosc
    n\.?o\.? d[eio] [a-z]+|waarnemingen|aantal [a-z]+|observacoes|observationer|antal [a-z]+
    havain(?:not|toja|tojen maara)|pozorovani|pozorovania
    poc[e]t [a-z]+|megfigyeles\w*(?: szama)?|elemszam|observatii|numar(?:ul)? de [a-z]+|παρατηρησεις|наблюдени[яе]
    брой \w+|opazanj[ae]|opazovanj[ae]|broj [a-z]+|stevilo [a-z]+|stebejim\w+|noverojum\w+|vaatlus\w*
""")
TREATED = words(r"""
    treat(?:ed|ment|ments|ees?|\.)?(?: group)?|participants?|programme? group|intervention(?: group)?
    geforderte[nr]?|behandelte?n?|teilnehm(?:er|ende|erinnen)\w*|teilnahme(?:gruppe)?|treatment-?gruppe
    massnahme(?:n?gruppe)?|traite(?:e|s|es)?|beneficiaires?|participants|tratad[oa]s?
    (?:grupo de )?tratamiento|participantes|trattat[ioe]|(?:gruppo di )?trattamento|partecipanti
    (?:grupa )?(?:eksperymentaln\w*|uczestni\w+|programow\w*)
    deelnemers?|(?:behandelings?|experiment)-?groep|deltagare|behandlingsgrupp(?:en)?|deltagere|indsatsgruppen?
    osallistujat|koeryhma|ucastnic[iy]|resztvevok|kezelt(?:ek| csoport)?|participantii?|grup(?:ul)? (?:de )?tratament
    (?:ομαδα )?παρεμβασης|συμμετεχοντες|участници|sudionici|udelezenci|dalyviai|dalibnieki|osalejad
""")
CONTROLS = words(r"""
    controls?(?: group)?|comparison(?:s| group| towns?)?|untreated|non-?participants?
    reference(?: group)?|kontroll-?(?:gruppe|personen|en)?\w*|vergleichs-?(?:gruppe|personen)?
    nicht-?teilnehm\w*|(?:groupe )?(?:de )?controle|temoins?|non[- ]participants|non[- ]traites?
    (?:grupo (?:de )?)?control(?:es)?|no participantes|(?:gruppo di )?controllo|non partecipanti
    (?:grup\w )?(?:kontroln|porownawcz)\w*|niebioracych|nieuczestnicz\w*
    (?:groupe )?(?:de )?comparaison|(?:grupo (?:de )?)?comparacion|(?:gruppo di )?confronto
    (?:groupe )?temoins?|controle-?groep|vergelijkings-?groep|niet-?deelnemers|kontrollgrupp(?:en)?
    jamforelse-?grupp\w*
    kontrolgruppe\w*|sammenlignings-?gruppe\w*|vertailuryhma|kontrolliryhma
    (?:kontroln|srovnavac)[iaey] (?:skupin|grup)\w*
    kontrollcsoport|grup(?:o|ul)? (?:de )?controlo?|ομαδα ελεγχου|контролн\w+ груп\w*
    kontrolin\w+ grup\w*|kontrolgrup\w*
""")
MEAN = words(r"""
    means?|averages?|avg\.?|mittelwerte?|durchschnitt(?:swerte?)?|gruppenmittel(?:werte?)?|moyennes?
    moy\.?|medias?|promedios?|medi[ae]|sredni[ae]|level|niveau
    gemiddelden?|medelvarde[nt]?|gennemsnit\w*|keskiarvo[t]?|prumer\w*|priemer\w*|atlag\w*|μεσ(?:ος|η) (?:ορος|τιμη)
    средн\w+|prosjek|povprecje|vidurkis|videj\w+|keskmine
""")
NEGATION = words(r"""
    not|no|non|without|un\w+|nicht|ohne|kein\w*|pas|sans|sin|senza|bez|nie|below|unter|sous|sotto
    ponizej
    niet|geen|zonder|nao|sem|inte|utan|ikke|uden|ei|ilman|nem|nelkul|nu|fara|δεν|χωρις|не|без
""")
DIFFERENCE = words(r"""
    diff(?:erences?|\.)?|differenz(?:en)?|unterschied|differences?|diferencias?|dif\.?|differenz[ae]
    roznic[aey]|t ?- ?c|\(?\d\)? ?- ?\(?\d\)?|[\w .]+ vs\.? [\w .]+
    verschil(?:len)?|diferenca|skillnad(?:er)?|forskel(?:le)?|erotus|rozdil|rozdiel|kulonbseg
    diferenta|διαφορα|разлика
    razlika|skirtumas|starpiba|erinevus
""")
EFFECT = words(r"""
    (?<!fixed )(?<!random )(?<!peer )effects?(?: size)?|impacts?|att|ate|atet|atu|itt|late|gates?
    cates?|tot|\w*effekte?|\w*wirkung(?:en)?|effets?|efectos?|impactos?|effett[oi]|impatt[oi]|efekty?
    wplyw|coef(?:f(?:icient)?s?|icients?|\.)?|koeff(?:izient(?:en)?|\.)?|coeficientes?|coefficient[ei]
    wspolczynnik\w*|estimat(?:es?|ed|ion|ions)|schatz(?:ung|wert|er|ungen|werte)|estimacion(?:es)?
    stim[ae]|oszacowani[ae]|beta|(?<!.)b(?!.)|hazard ratios?|odds ratios?|marginal effects?
    \w*effect(?:en)?|schatting(?:en)?|efeitos?|estimativas?|\w*effekt(?:er|en)|vaikut(?:us|ukset)|ucin(?:ek|ky|ak|ci)
    dopad[y]?|hatas(?:ok|a)?|efect(?:e|ul|ele)?|επι(?:δραση|πτωση)|ефект\w*|poveiki\w*|ietekme\w*|moju[d]?
""")
STATISTIC = re.compile(
    r"^(?:adj(?:usted|\.)? ?|pseudo[- ]?|within[- ]?|overall[- ]?|mc ?fadden\S* |korrigiertes |"
    r"angepasstes |ajuste )?r ?-? ?(?:2|²|sq\w*|quadrat)"
    r"|^r² ?|^(?:adj\w*\.? |pseudo )?r\b.{0,3}adj|^bestimmtheits"
    r"|\b(?:aic|bic|rmse|sigma|rho|log[- ]?lik\w*|log pseudo\w*|chi-? ?(?:2|sq\w*)|wald|hansen|sargan|"
    r"kleibergen\w*|cragg\w*|f[- ]?(?:stat\w*|test|value|wert)|j[- ]?stat\w*|durbin|hausman|arellano|"
    r"clusters?|bandwidth|bandbreite|ancho de banda|largeur de (?:la )?(?:bande|fenetre)|bande passante|"
    r"ampiezza di banda|szerokosc pasma|bandbredd|largura de banda|polynom\w*|"
    r"degrees of freedom|freiheitsgrade|iterations|"
    r"root mse|mse|mass points?|number of (?:clusters|groups|instruments|regions|municipalities|firms))\b"
    r"|\b(?:dof|df)$|^q[- ]?val"
)
TEST = re.compile(
    r"(?:\b(?:test|h0|equality|joint(?:ly)?|gleichheit|egalite|igualdad|uguaglianza)\b|"
    r"p-?(?:value|wert)?\b.{0,25}(?:=|\bvs\b|diff|equal))"
)
FLAG = words(r"""
    fixed[- ]?effects?|f\.?e\.?s?|(?:feste|fixe) effekte|effets fixes|efectos fijos|effetti fissi
    efekty stale|controls?|covariates?|kontrollvariablen|kovariaten|variables? de control\w*
    controles?|covariables|controlli|zmienne kontrolne|dummies|trends?|weights?|sample|method
    estimator|model|specification|bins
    vaste effecten|controlevariabelen|efeitos fixos|variaveis de controlo|fast[ae] effekter
    kontrollvariabler|fixni efekty
    fix hatas\w*|efecte fixe|variabile de control
""")
YES_NO = re.compile(
    r"^(?:yes|no|y|n|x|ja|nein|oui|non|si|no|tak|nie|sim|nao|nee|nej|jo|kylla|ei|ano|ne|igen|nem|"
    r"da|nu|ναι|οχι|да|не|taip|jah|✓|✔|✗|✘|×|√|•|-|on|off|ols|2sls|iv|probit|logit)$"
)
CONSTANT = words(r"""
    constant(?:e|es)?|const\.?|_?cons|intercept|\(intercept\)|konstante|costante|stala|a0
    konstant(?:en)?|vakio|konstant[ay]|konstans|constanta|σταθερα|константа
""")
