"""A brief as Markdown."""

import re

from almpo.synthesis.brief.content import Brief

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def brief_to_markdown(brief: Brief) -> bytes:
    """UTF-8. What documents say is escaped: it is text, never markup."""
    words = brief.words
    parts = [f"# {_plain(brief.question)}"]
    if brief.synthetic:
        parts.append(f"> **{_plain(words.synthetic)}**")
    if brief.refusal:
        parts.append(f"**{_plain(brief.refusal)}**")
    for line in brief.lines:
        marks = "".join(f"\\[{number}\\]" for number in line.sources)
        parts.append(f"{_plain(line.text)} {marks}" + (f" *({words.computed})*" if line.computed else ""))
    parts += [f"*{_plain(note)}*" for note in brief.notes]
    if brief.sources:
        parts.append(f"## {words.nearest if brief.refusal else words.sources}")
    for source in brief.sources:
        mark = f" ({words.synthetic_mark})" if source.synthetic else ""
        parts.append(f"\\[{source.number}\\] {_plain(source.text)} {words.page} {source.page}{mark}")
    parts += [f"## {words.method_head}", brief.method]
    parts.append(f"{words.permalink}: <{brief.permalink}> · {words.asked} {brief.date}")
    return ("\n\n".join(part.strip() for part in parts) + "\n").encode()


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
