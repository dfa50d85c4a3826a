"""The forms in which a brief is given out. What sets them is imported when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from almpo.synthesis.brief.content import Brief


class Form(NamedTuple):
    media_type: str
    maker: str  # module and function below almpo.synthesis.brief

    def render(self, brief: Brief) -> bytes:
        module, _, function = self.maker.partition(":")
        make: Callable[[Brief], bytes] = getattr(import_module(f"almpo.synthesis.brief.{module}"), function)
        return make(brief)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {
    "pdf": Form("application/pdf", "pdf:brief_to_pdf"),
    "docx": Form(_WORD, "docx:brief_to_docx"),
    "md": Form("text/markdown; charset=utf-8", "markdown:brief_to_markdown"),
    "json": Form("application/json", "forms:brief_to_json"),
}


def brief_to_json(brief: Brief) -> bytes:
    """All but the figure, which is a file of its own."""
    return brief.model_dump_json(exclude={"figure", "words"}, indent=2).encode()
