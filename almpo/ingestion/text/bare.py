"""Text without all that differs between two prints of the same words."""

import unicodedata


def bare(text: str) -> str:
    """Letters and digits only, in one case, without accents: to find a title or caption again."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))
