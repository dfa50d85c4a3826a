"""Files of marked-up text, HTML and Markdown, from bytes to a `ParsedDocument`."""

from importlib.metadata import version
from pathlib import Path

from almpo.evidence.documents import ParsedDocument
from almpo.ingestion.gate import HTML, MARKDOWN, too_many_pages
from almpo.ingestion.parsers.base import OnPage, ParseOptions, no_progress
from almpo.ingestion.parsers.encoding import decode
from almpo.ingestion.parsers.flow import PAGE_CHARACTERS, flow_document
from almpo.ingestion.parsers.html import read_html
from almpo.ingestion.parsers.markdown import to_html
from almpo.ingestion.prescan.html import scan_html

HTML_PARSER = f"html/1 selectolax/{version('selectolax')}"
MARKDOWN_PARSER = f"markdown/1 markdown-it-py/{version('markdown-it-py')}"
_MARK_UP = 1.5  # characters of Markdown to one of text, at most


class HtmlParser:
    """Reads saved web pages."""

    media_types = (HTML,)

    def parse(
        self, path: Path, document_id: str, options: ParseOptions, on_page: OnPage = no_progress
    ) -> ParsedDocument:
        """Read a page. Raises IngestError: bomb, no_text, too_many_pages."""
        text, fault = decode(path.read_bytes())
        scan_html(text, path)
        title, blocks = read_html(text)
        return flow_document(path, document_id, HTML_PARSER, blocks, options, title, fault)


class MarkdownParser:
    """Reads Markdown, R Markdown and Quarto."""

    media_types = (MARKDOWN,)

    def parse(
        self, path: Path, document_id: str, options: ParseOptions, on_page: OnPage = no_progress
    ) -> ParsedDocument:
        """Read a text. Raises IngestError: bomb, no_text, too_many_pages."""
        text, fault = decode(path.read_bytes())
        if len(text) > options.max_pages * PAGE_CHARACTERS * _MARK_UP:  # before it is parsed, which is slow
            raise too_many_pages(path, options.max_pages)
        html = to_html(text)
        scan_html(html, path)
        title, blocks = read_html(html)
        return flow_document(path, document_id, MARKDOWN_PARSER, blocks, options, title, fault)
