"""Markdown, R Markdown and Quarto, through HTML: both allow HTML in the text, and tables mean the same."""

import html
import re

from markdown_it import MarkdownIt

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(?:\"(.+)\"|'(.+)'|(.+?))[ \t]*$", re.MULTILINE)
_CODE_CHUNK = re.compile(
    r"^[ \t]*(```+|~~~+)[ \t]*\{[^\n]*\n.*?(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_INLINE_CODE = re.compile(r"`(?:r|\{[a-z]{1,20}\}) [^`\n]{1,1000}`")
_COMPUTED = "[…]"  # stands where the report prints a number that code computes: it must not vanish unseen
_MOST_NESTED = 100  # lists in lists; what is deeper is left out by the library
_FENCED_DIV = re.compile(r"^[ \t]*:::+.*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[#.][^}\n]{0,200}\}[ \t]*$", re.MULTILINE)


def to_html(text: str) -> str:
    """The text as a web page. Code chunks are left out; inline code that prints a number leaves "[…]"."""
    stated, body = _front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    for pattern, instead in (
        (_CODE_CHUNK, ""),
        (_INLINE_CODE, _COMPUTED),
        (_FENCED_DIV, ""),
        (_ATTRIBUTES, ""),
    ):
        body = pattern.sub(instead, body)
    markdown = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED}).enable(["table", "strikethrough"])
    title = f"<title>{html.escape(stated)}</title>" if stated else ""
    return f"<html><head>{title}</head><body>{markdown.render(body)}</body></html>"


def _front_matter(text: str) -> tuple[str | None, str]:
    """The title in the YAML front matter, and the text after it. No YAML is parsed: it can hold bombs."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None, text
    title = _TITLE.search(match[1])
    stated = next((part for part in title.groups() if part), None) if title else None
    return stated, text[match.end() :]
