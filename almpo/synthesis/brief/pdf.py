"""A brief as a PDF page (A4), set by PyMuPDF."""

import io
from html import escape

import pymupdf

from almpo.synthesis.brief.content import Brief, Line

PAPER = pymupdf.paper_rect("a4")
MARGIN = 48  # points
SMALLEST = 0.62  # of the text size; what does not fit on a page then goes on to a second one
FIGURE = "figure.png"
FIGURE_SIZE = (480, 220)  # points at most

CSS = """
body { font-family: sans-serif; font-size: 10.5pt; line-height: 1.35; color: #1f2933; }
h1 { font-size: 17pt; margin: 2pt 0 8pt 0; color: #004494; }
h2 { font-size: 11pt; margin: 10pt 0 3pt 0; color: #004494; }
p { margin: 0 0 5pt 0; }
.head { font-size: 9pt; color: #52606d; }
.warn { background-color: #fff4d6; color: #5c3200; font-weight: bold; padding: 4pt; }
.mark { font-size: 8pt; color: #0a5cad; }
.small { font-size: 8.5pt; color: #37424e; }
"""


def brief_to_pdf(brief: Brief) -> bytes:
    """One page, the text made smaller where that is needed and still legible."""
    archive = pymupdf.Archive()
    if brief.figure:
        archive.add(brief.figure, FIGURE)
    story = pymupdf.Story(html=_html(brief), user_css=CSS, archive=archive)
    room = pymupdf.Rect(MARGIN, MARGIN, PAPER.width - MARGIN, PAPER.height - MARGIN)
    fit = story.fit_scale(room, scale_min=1, scale_max=1 / SMALLEST)
    scale = fit.parameter if fit.big_enough else 1 / SMALLEST
    return _written(story, room, scale, brief)


def _written(story: pymupdf.Story, room: pymupdf.Rect, scale: float, brief: Brief) -> bytes:
    """Set at full size on a page larger by `scale`, which is then shown on the paper."""
    story.reset()
    large, buffer = PAPER * scale, io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    more = True
    while more:
        device = writer.begin_page(large)
        more, _ = story.place(room * scale)
        story.draw(device)
        writer.end_page()
    writer.close()
    with pymupdf.open("pdf", buffer.getvalue()) as drawn, pymupdf.open() as paper:
        for page in drawn:
            paper.new_page(width=PAPER.width, height=PAPER.height).show_pdf_page(PAPER, drawn, page.number)
        paper.set_metadata({"title": brief.question, "subject": brief.words.title, "producer": "almpo"})
        return bytes(paper.tobytes(garbage=3, deflate=True, no_new_id=True))


def _html(brief: Brief) -> str:
    words = brief.words
    parts = [f'<p class="head">almpo · {escape(words.title)}</p>', f"<h1>{escape(brief.question)}</h1>"]
    if brief.synthetic:
        parts.append(f'<p class="warn">{escape(words.synthetic)}</p>')
    if brief.refusal:
        parts.append(f"<p><b>{escape(brief.refusal)}</b></p>")
    parts += [_line(line, words.computed) for line in brief.lines]
    parts += [f"<p><i>{escape(note)}</i></p>" for note in brief.notes]
    if brief.figure:
        width, height = _figure_size(brief.figure)
        parts.append(f'<p><img src="{FIGURE}" width="{width:.0f}" height="{height:.0f}"></p>')
    if brief.sources:
        parts.append(f"<h2>{escape(words.nearest if brief.refusal else words.sources)}</h2>")
    for source in brief.sources:
        mark = f" ({words.synthetic_mark})" if source.synthetic else ""
        text = f"[{source.number}] {source.text} {words.page} {source.page}{mark}"
        parts.append(f'<p class="small">{escape(text)}</p>')
    address = f"{words.permalink}: {brief.permalink} · {words.asked} {brief.date}"
    parts.append(f"<h2>{escape(words.method_head)}</h2>")
    parts.append(f'<p class="small">{escape(brief.method)}</p><p class="small">{escape(address)}</p>')
    return f'<html lang="{brief.language}"><body>{"".join(parts)}</body></html>'


def _line(line: Line, computed: str) -> str:
    marks = "".join(f"[{number}]" for number in line.sources)
    marks += f"({computed})" if line.computed else ""
    return f'<p>{escape(line.text)} <span class="mark">{escape(marks)}</span></p>'


def _figure_size(png: bytes) -> tuple[float, float]:
    picture = pymupdf.Pixmap(png)
    scale = min(FIGURE_SIZE[0] / picture.width, FIGURE_SIZE[1] / picture.height)
    return picture.width * scale, picture.height * scale
