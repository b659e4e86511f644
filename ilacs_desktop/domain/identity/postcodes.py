"""Full postcodes in running text, with or without their space and in any case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilacs_desktop.domain.identity.folding import Folded

_SPLIT = r"[\s\-./_\x1f]{0,2}"
_POSTCODE = re.compile(
    rf"([a-z]{_SPLIT}[a-z]?{_SPLIT}\d{_SPLIT}[a-z\d]?{_SPLIT}\d{_SPLIT}[a-z]{_SPLIT}[a-z])"
)
_SIGN = re.compile(r"[^\W_]")


def postcode_key(text: str) -> str:
    """Return a postcode as it is compared: letters and digits in lower case."""
    return "".join(_SIGN.findall(text.casefold()))


def is_full(key: str) -> bool:
    """Say whether a postcode is a whole one, not a district."""
    return re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}", key) is not None


def postcodes_in(folded: Folded, known: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return where known full postcodes stand in the original of a text.

    Args:
        folded: the text.
        known: postcodes as ``postcode_key`` has them.
    """
    if not known:
        return ()
    found: list[tuple[int, int]] = []
    text = folded.text
    at = 0
    while (hit := _POSTCODE.search(text, at)) is not None:
        if postcode_key(hit.group(1)) in known:
            found.append(folded.span(*hit.span(1)))
            at = hit.end(1)
        else:
            at = hit.start(1) + 1
    return tuple(found)
