"""Whom the estimate is about: subgroup as printed, and target groups."""

import re

from almpo.evidence.findings import Reading
from almpo.evidence.vocabulary import TargetGroup as Target
from almpo.extraction.context import DocumentContext
from almpo.extraction.folding import words
from almpo.extraction.sources import Hit, Scope, Source, most_named, title_abstract_body

GROUPS = (
    (Target.LONG_TERM_UNEMPLOYED, words(r"""
        long[- ]?term unemploy\w+|ltu|unemployed for (?:more than|over|at least) .{1,15}
        langzeitarbeitslos\w*|chomeurs? de longue duree|chomage de longue duree
        (?:parados|desempleados) de larga duracion|disoccupat\w+ di lungo (?:periodo|durata)
        dlugotrwale bezrobotn\w+|hard[- ]to[- ]place
    """)),
    (Target.YOUTH, words(r"""
        youths?|young(?:er)? (?:people|persons?|adults?|workers|job ?seekers|unemployed|men|women)?
        school leavers|neets?|adolescents|(?:under|below|less than) (?:25|26|27|29|30)
        (?:15|16|18)[- ](?:to |-)?(?:24|25|29|30)|jugendlich\w*|junge (?:menschen|erwachsene)|jeunes?
        jovenes|giovani|mlodzie[zy]|mlod\w+
    """)),
    (Target.OLDER, words(r"""
        older (?:workers|people|persons|unemployed|job ?seekers|individuals)?|elderly
        (?:over|above|aged) (?:50|55)\+?|50\+|55\+|altere\w*|seniors?|mayores(?: de \d+)?|anziani
        over 50|osob\w* starsz\w*
    """)),
    (Target.WOMEN, words(r"""
        women|woman|females?|girls|frauen|weiblich\w*|femmes?|mujer(?:es)?|donn[ae]|femmin\w+
        kobiet\w*|mothers
    """)),
    (Target.MEN, words(r"""
        men|males?|boys|manner|mannlich\w*|hommes?|hombres?|uomini|maschi|mezczy\w+
    """)),
    (Target.PARENTS, words(r"""
        parents?|single (?:mothers?|parents?)|mothers|fathers|alleinerziehend\w*|eltern|mutter|meres
        madres|madri|rodzic\w+|lone parents?
    """)),
    (Target.MIGRANTS_REFUGEES, words(r"""
        (?:im)?migrants?|refugees?|foreigners?|foreign[- ]born|asylum seekers?|ethnic minorit\w+
        non-?natives?|newcomers?|migrant\w*|gefluchtete\w*|fluchtling\w*|auslander\w*|zugewandert\w*
        immigr\w+|refugies?|etrangers?|inmigrantes?|refugiados?|extranjeros?|stranier[ie]|rifugiati
        imigran\w+|uchodzc\w+|cudzoziem\w+
    """)),
    (Target.LOW_SKILLED, words(r"""
        low[- ]?(?:skilled|educated|qualified|education)|unskilled|disadvantaged
        (?:no|without) (?:formal )?(?:qualification|degree|vocational training)\w*|dropouts?
        geringqualifizier\w*|ungelernt\w*|peu qualifies?|sans diplome|baja cualificacion
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
        claimants?|leistungs(?:bezieher|empfanger)\w*|allocataires
        beneficiaires (?:du|de la|de l.) \w+|perceptores|percettori|zasilkobiorc\w+
    """)),
    (Target.EMPLOYED, words(r"""
        employed workers|incumbent workers|employees|beschaftigte|salaries en poste
        trabajadores ocupados|at[- ]risk workers
    """)),
    (Target.ALL_UNEMPLOYED, words(r"""
        (?:the )?unemployed(?: (?:people|persons|individuals|workers))?|job-? ?seekers?|arbeitslosen?
        arbeitsuchende\w*|chomeurs|demandeurs d.emploi|desempleados|parados|demandantes de empleo
        disoccupati|bezrobotn\w+
    """)),
)  # fmt: skip
_DETAIL = (Target.WOMEN, Target.MEN)  # in a title or abstract these describe a breakdown, not the target
_OFTEN = 0.5  # times per 1,000 words that make a group one that the document is about


def read(scope: Scope) -> dict[str, Hit]:
    """`target_groups` and `population`."""
    own = _of_labels(scope)
    general = _of_document(scope)
    groups = dict(general) | dict(own)
    if len(groups) > 1:
        groups.pop(Target.ALL_UNEMPLOYED, None)
    if not groups:
        return {}
    reading = next(iter((own or general).values()))
    hits: dict[str, Hit] = {"target_groups": Hit(tuple(sorted(groups, key=list(Target).index)), reading)}
    if own:
        hits["population"] = Hit(reading.raw, reading)
    return hits


def _of_labels(scope: Scope) -> dict[Target, Reading]:
    """Groups that the labels of this estimate single out."""
    found: dict[Target, Reading] = {}
    for source in (*scope.columns, scope.row, scope.panel):
        for group, match in _matches(source):
            found.setdefault(group, source.reading(match.start(), match.end()))
    return found


def _of_document(scope: Scope) -> dict[Target, Reading]:
    return scope.shared.context.once(usual_groups)


def usual_groups(context: DocumentContext) -> dict[Target, Reading]:
    """Groups in the title; else those in the abstract that the text keeps naming."""
    title, abstract, body = title_abstract_body(context)
    found = {group: title.reading(m.start(), m.end()) for group, m in _matches(title) if group not in _DETAIL}
    if found and set(found) != {Target.ALL_UNEMPLOYED}:
        return found
    total = len(body.text.split()) or 1
    for group, match in _matches(abstract):
        often = 1000 * len(_pattern(group).findall(body.folded)) / total >= _OFTEN
        if often and group not in _DETAIL:
            found.setdefault(group, abstract.reading(match.start(), match.end()))
    unemployed = most_named(body, [(Target.ALL_UNEMPLOYED, _pattern(Target.ALL_UNEMPLOYED))], 0.7)
    return found or ({Target.ALL_UNEMPLOYED: unemployed.reading} if unemployed else {})


def _pattern(group: Target) -> re.Pattern[str]:
    return dict(GROUPS)[group]


def _matches(source: Source) -> list[tuple[Target, re.Match[str]]]:
    """Groups named, without those that are part of a longer name (men in women)."""
    found = [(group, match) for group, pattern in GROUPS if (match := pattern.search(source.folded))]
    if any(group is Target.LONG_TERM_UNEMPLOYED for group, _ in found):
        found = [item for item in found if item[0] is not Target.ALL_UNEMPLOYED]
    return found
