"""Captions ("Tabelle A.1: ...") and notes, in the languages of the reports."""

import re

_PREFIX = r"(?:(?:online |supplementary |supplemental )?(?:appendix|annex|supplementary) )?"
_WORD = (
    r"(?:anhangtabelle|table|tabelle|tableau|tabla|cuadro|quadro|tabela|tabella|tavola|tabell?|tablica|tabulka"
    r"|taulukko|übersicht|exhibit|tab\.|tabl\.)"
)
_NUMBER = r"(?:[A-Z]{0,2}[.\-]?\d{1,3}(?:[.\-]\d{1,2})*[a-z]?|[IVX]{1,5})"
_CAPTION = re.compile(
    rf"(?P<word>{_PREFIX}{_WORD})\s*(?:n[r°ºo]\.?\s*)?(?P<number>{_NUMBER})(?![\w,])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIGURE = re.compile(
    rf"(?:Figures?|Fig\.|Abbildung|Abb\.|Graphique|Gráfico|Figura|Rysunek|Rys\.|Wykres|Schaubild)\s*{_NUMBER}\b",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\b(?:continued|cont\.|cont'd|fortsetzung|forts\.|suite|continuaci[óo]n|cont[íi]nua|cd\.|ciąg dalszy"
    r"|segue)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:\W{0,3}(?:notes?|sources?|anmerkung(?:en)?|quellen?|hinweise?|notas?|notiz|fuentes?|lecture|remarques?|uwag[ai]|"
    r"źródło|opmerking|bron|legend[ea]?|erläuterung(?:en)?|lesehilfe|lesebeispiel|nota bene|n\.b\.)\s*[:.\-—]"
    r"|(?:robust |clustered |bootstrapped |heteroske\w+[- ]\w+ )?standard errors? (?:are |in |clustered )"
    r"|robust(?:e)? standard|standardfehler|erreurs?[- ]types?|errores est[áa]ndar|błędy standardowe"
    r"|t[- ]statistics? in|significan(?:ce|t) (?:levels?|at)|signifikan\w+ (?:niveau|auf)"
    r"|[*+†]{1,3} ?(?:p|indicates?|denotes?|significan\w*|signifikan\w*|statistically|at the)\b"
    r"|[*+†]{1,3} ?:|two-tailed significance)",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"[*+†]{1,3} ?(?:p|P) ?(?:<|≤|=|-)|p ?< ?0?[.,]\d+")
_LEADERS = re.compile(r"(?:\. ?){5,}|…{2,}")


def caption_label(text: str) -> str | None:
    """The label of a line that begins a caption, None for other lines.

    "Table 3 shows that..." is prose: after the number comes punctuation, the end, or a capital.
    """
    match = _CAPTION.match(text.strip())
    if match is None:
        return None
    rest = match["rest"].lstrip(" .:;–—-|)]")
    punctuated = rest != match["rest"].lstrip()
    if rest and not punctuated and not rest[:1].isupper() and not rest[:1].isdigit():
        return None
    words = " ".join(word.capitalize() for word in match["word"].split())
    return f"{words} {match['number']}"


def is_figure_caption(text: str) -> bool:
    return _FIGURE.match(text.strip()) is not None


def is_continued(caption: str) -> bool:
    return _CONTINUED.search(caption) is not None


def is_continuation_mark(text: str) -> bool:
    """ "Continued", alone on a line."""
    return len(text) < 30 and _CONTINUED.match(text.strip(" ()")) is not None


def is_note_start(text: str) -> bool:
    """A line that begins the text under a table."""
    return _NOTE.match(text.strip()) is not None or _LEGEND.match(text.strip()) is not None


def has_leaders(text: str) -> bool:
    """Dots that lead to a page number, as in a list of contents."""
    return _LEADERS.search(text) is not None
