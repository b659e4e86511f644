"""Fractional order: a key per item, so that moving one item changes one record."""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_SIGNS = frozenset(_DIGITS)


def between(before: str, after: str) -> str:
    """Return a key that sorts between two keys, compared as plain text.

    Two people who insert at one place make equal keys (the items' ids then decide), and no key
    stands between those: the new one then sorts just above both.

    Args:
        before: key of the item before, empty for none.
        after: key of the item after, empty for none.
    """
    if not _is_key(before):
        before = ""
    if before and before == after:
        return before + _DIGITS[_BASE // 2]
    upper: str | None = after if _is_key(after) and before < after else None
    key = ""
    position = 0
    while True:
        low = _DIGITS.index(before[position]) if position < len(before) else 0
        high = _DIGITS.index(upper[position]) if upper and position < len(upper) else _BASE
        if high - low > 1:
            return key + _DIGITS[(low + high) // 2]
        key += _DIGITS[low]
        if high > low:
            # Any longer key with this prefix already sorts below the upper one.
            upper = None
        position += 1


def _is_key(text: str) -> bool:
    """Return whether a text is a key of ours: a key that ends in "0" leaves no room below it."""
    return bool(text) and set(text) <= _SIGNS and not text.endswith("0")


def spread(count: int) -> tuple[str, ...]:
    """Return keys in ascending order for items that are made together.

    Args:
        count: how many keys.
    """
    width = 1
    while _BASE**width <= count + 1:
        width += 1
    step = _BASE**width // (count + 1)
    return tuple(_digits((index + 1) * step, width) for index in range(count))


def _digits(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, rest = divmod(number, _BASE)
        text = _DIGITS[rest] + text
    # A key that ends in the lowest digit leaves no room below it at its own length.
    return text.rstrip("0") or _DIGITS[1]
