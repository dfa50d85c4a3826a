"""HTML through a Jinja template."""

import jinja2

from almpo.evaluation.samples.manuscript import Manuscript

TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("almpo.evaluation.samples", "writers"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
)


def write_html(manuscript: Manuscript) -> bytes:
    """The report as one HTML page."""
    return TEMPLATES.get_template("page.html.jinja").render(m=manuscript).encode()
