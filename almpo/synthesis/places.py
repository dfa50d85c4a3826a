"""The NUTS regions that a text names."""

from functools import lru_cache

from almpo.extraction.fields import gazetteer
from almpo.extraction.folding import fold


@lru_cache(maxsize=2**12)
def regions(text: str) -> frozenset[str]:
    """Their codes: AT12 for Niederösterreich or Lower Austria."""
    return frozenset(named.code for named in gazetteer.regions().find(fold(text)))
