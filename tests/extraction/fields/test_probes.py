"""Whole made-up tables in the words of reports of many countries: every field at once."""

import pytest
from finding_tables import make_document, make_table

from almpo.evidence.findings import Finding
from almpo.extraction.extract import extract_findings


def read(language: str, title: str, abstract: str, caption: str, note: str, table: str) -> list[Finding]:
    made = make_table(table, caption=caption, note=note)
    text = f"{title}\n\n{abstract}\n\n{caption}\n{note}"
    document = make_document(text, tables=[made], title=title, language=language)
    return [finding for finding in extract_findings(document) if finding.source == "table"]


PROBES = {
    "fi-subsidy": (
        ("en", "Hiring credits and the hard-to-place",
         "We study a wage subsidy paid to Finnish employers who hire long-term unemployed jobseekers, by a regression "
         "discontinuity in the duration of unemployment.",
         "Table 3. Impact of subsidy eligibility",
         "Robust standard errors in parentheses. Outcomes are measured 18 months after eligibility.",
         "| Months employed | Annual earnings (EUR)\nEligible | 0.42 | 810\n | (0.20) | (440)"),
        {"outcome_group": "employment", "unit": "months", "horizon_months": 18, "horizon_anchor": "assignment",
         "lmp": "4", "design": "RDD", "estimand": "ITT", "country": "FI"},
    ),
    "de-coaching": (
        ("de", "Wirkt Coaching? Ergebnisse eines Feldexperiments",
         "Das Jobcenter bot jungen Arbeitslosen unter 25 Jahren ein Coaching an. Die Teilnahme wurde zufällig "
         "zugewiesen.",
         "Tabelle 4: Effekte des Coachings nach 12 Monaten", "Robuste Standardfehler in Klammern.",
         "| LATE | ITT\nErwerbstätig | 0,062 | 0,031\n | (0,028) | (0,014)"),
        {"outcome_group": "employment", "unit": "probability", "horizon_months": 12, "lmp": "1", "design": "RCT",
         "estimand": "LATE", "country": "DE", "target_groups": ("youth",)},
    ),
    "fr-formation": (
        ("fr", "Évaluation du programme Tremplin",
         "Résumé. Un programme de formation destiné aux jeunes sans diplôme en Bretagne. Les bénéficiaires sont "
         "comparés à des jeunes similaires par appariement.",
         "Tableau 2. Effet de la formation sur le taux d'emploi", "Erreurs types entre parenthèses.",
         "| À 6 mois | À 12 mois\nEnsemble | -4,1 | 1,2\n | (1,1) | (1,2)"),
        {"outcome_group": "employment", "unit": "percentage_points", "horizon_months": 6, "lmp": "2",
         "design": "matching", "estimand": "ATT", "country": "FR", "region": "FRH",
         "target_groups": ("youth", "low_skilled")},
    ),
    "it-tirocini": (
        ("it", "Gli effetti dei tirocini sui disoccupati",
         "Sommario. Stimiamo gli effetti dei tirocini sui giovani disoccupati in Toscana, con abbinamento statistico.",
         "Tabella 3: ATT dei tirocini, mesi dalla fine del tirocinio", "Errori standard tra parentesi.",
         "| 6 mesi | 12 mesi\nProbabilità di essere occupato | 0,08 | 0,05\n | (0,02) | (0,02)"),
        {"outcome_group": "employment", "unit": "probability", "horizon_months": 6,
         "horizon_anchor": "programme_end", "lmp": "2", "design": "matching", "country": "IT"},
    ),
    "sv-utbildning": (
        ("sv", "Effekter av arbetsmarknadsutbildning",
         "Sammanfattning. Effekten av arbetsmarknadsutbildning för långtidsarbetslösa i Sverige. Arbetsförmedlingen "
         "anvisade deltagarna. Vi använder en timing-of-events-modell.",
         "Tabell 5. Effekt på övergång till arbete", "Standardfel inom parentes.",
         "| Kvinnor | Män\nUtbildning | 0,15 | 0,21\n | (0,06) | (0,05)"),
        {"outcome_group": "unemployment_exit", "unit": "log_hazard", "lmp": "2", "design": "timing_of_events",
         "estimand": "ATT", "country": "SE", "target_groups": ("long_term_unemployed", "women")},
    ),
    "nl-subsidie": (
        ("nl", "Effecten van loonkostensubsidie",
         "Samenvatting. Het UWV betaalt een loonkostensubsidie voor oudere werkzoekenden. We vergelijken deelnemers "
         "met niet-deelnemers door matching.",
         "Tabel 2: Effect op de kans op werk", "Standaardfouten tussen haakjes.",
         "| Na 12 maanden | Na 24 maanden\nLoonkostensubsidie | 0,07 | 0,04\n | (0,02) | (0,02)"),
        {"outcome_group": "employment", "unit": "probability", "horizon_months": 12, "lmp": "4",
         "design": "matching", "country": "NL", "target_groups": ("older",)},
    ),
    "da-praktik": (
        ("da", "Effekter af virksomhedspraktik",
         "Resumé. Effekten af virksomhedspraktik for ledige i Danmark. Deltagelse blev tildelt ved lodtrækning; "
         "arbejdsløse i jobcentre deltog i programmet.",
         "Tabel 3. Effekt på beskæftigelse efter 12 måneder", "Standardfejl i parentes.",
         "| Beskæftigelse | Timeløn\nTilbud om praktik | 0,03 | 1,2\n | (0,01) | (0,8)"),
        {"outcome_group": "employment", "unit": "probability", "horizon_months": 12, "lmp": "2", "design": "RCT",
         "estimand": "ITT", "country": "DK"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBES)
def test_probes(name: str) -> None:
    document, expected = PROBES[name]
    found = read(*document)
    assert found
    assert {field: getattr(found[0], field) for field in expected} == expected
    assert {finding.treatment_effect for finding in found} == {True}
