"""Full postcodes in running text, with or without their space and in any case."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilacs_desktop.domain.identity.folding import Folded

_DIGIT = re.compile(r"[0-9]")
_GAP = 4
"""So many signs may split a postcode at one place."""
_LOOKS = str.maketrans("oil", "011")
_LENGTHS = (7, 6, 5)
_SIGN = re.compile(r"[^\W_]")


def postcode_key(text: str) -> str:
    """Return a postcode as it is compared: letters and digits in lower case."""
    return "".join(_SIGN.findall(text.casefold()))


def is_full(key: str) -> bool:
    """Say whether a postcode is a whole one, not a district."""
    return re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}", key) is not None


@lru_cache(maxsize=8)
def _looks(known: frozenset[str]) -> frozenset[str]:
    return frozenset(one.translate(_LOOKS) for one in known)


def postcodes_in(folded: Folded, known: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return where known full postcodes stand in the original of a text.

    Args:
        folded: the text.
        known: postcodes as ``postcode_key`` has them.
    """
    if not known:
        return ()
    text = folded.text
    looks = _looks(known)
    signs = list(_SIGN.finditer(text))
    plain = "".join(one.group() for one in signs).translate(_LOOKS)
    found: list[tuple[int, int]] = []
    done = 0
    for at, sign in enumerate(signs):
        # A postcode's first digit is its second or third sign; a letter typed for it is read too.
        if not _DIGIT.match(sign.group()):
            continue
        for start, length in ((one, more) for one in range(at - 5, at) for more in _LENGTHS):
            end = start + length
            if start < done or end > len(signs) or plain[start:end] not in looks:
                continue
            parts = signs[start:end]
            if all(two.start() - one.end() <= _GAP for one, two in pairwise(parts)):
                found.append(folded.span(parts[0].start(), parts[-1].end()))
                done = end
                break
    return tuple(found)
