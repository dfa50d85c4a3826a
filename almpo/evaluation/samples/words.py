"""The few fixed words of a report, by language."""

from typing import NamedTuple


class Words(NamedTuple):
    label: str  # the line that says on every page that the report is synthetic
    table: str
    figure: str
    mark: str  # between "Table 1" and the caption
    abstract: str
    page: str


WORDS = {
    "en": Words(
        "SYNTHETIC REPORT – invented for testing almpo, not real evidence",
        "Table",
        "Figure",
        ": ",
        "Abstract",
        "Page",
    ),
    "de": Words(
        "SYNTHETISCHER BERICHT – frei erfunden zum Testen von almpo, keine echte Evidenz",
        "Tabelle",
        "Abbildung",
        ": ",
        "Zusammenfassung",
        "Seite",
    ),
    "fr": Words(
        "RAPPORT SYNTHÉTIQUE – inventé pour tester almpo, aucun résultat réel",
        "Tableau",
        "Graphique",
        " – ",
        "Résumé",
        "Page",
    ),
    "es": Words(
        "INFORME SINTÉTICO – inventado para probar almpo, no contiene evidencia real",
        "Cuadro",
        "Gráfico",
        ". ",
        "Resumen",
        "Página",
    ),
    "pl": Words(
        "RAPORT SYNTETYCZNY – zmyślony na potrzeby testów almpo, nie zawiera prawdziwych wyników",
        "Tabela",
        "Wykres",
        ". ",
        "Streszczenie",
        "Strona",
    ),
    "it": Words(
        "RAPPORTO SINTETICO – inventato per provare almpo, non contiene risultati reali",
        "Tabella",
        "Figura",
        ". ",
        "Sintesi",
        "Pagina",
    ),
}
