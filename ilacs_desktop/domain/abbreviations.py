"""Abbreviations in a text: where they stand, what they mean, and which nobody has explained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 8
_SHORT = re.compile(r"(?<![\w&/-])(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Z][A-Za-z]{1,8}?s?(?![\w])")
_CODE = re.compile(r"[A-Z]+[a-z]{0,2}[A-Z]*")
_NUMERAL = re.compile(r"[IVX]+")
_EVERYDAY = frozenset({"OK", "TV", "AM", "PM", "ID", "PIN", "USB", "DVD", "PC", "GCSE", "BTEC"})
_SHOUTED = 3
"""Words in capitals one after the other from which on somebody merely types in capitals."""


def meaning_of(meanings: Mapping[str, str], short: str) -> str:
    """Return what an abbreviation stands for, in the singular or plural; empty if unknown."""
    found = meanings.get(short) or meanings.get(short.upper(), "")
    if not found and short.endswith("s"):
        single = short[:-1]
        found = meanings.get(single) or meanings.get(single.upper(), "")
    return found


def found_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the abbreviations of a text: where each begins and ends, and itself."""
    found = [
        (one.start(), one.end(), one.group())
        for one in _SHORT.finditer(text)
        if _is_short(one.group())
    ]
    # Three or more in a row are a line typed in capitals.
    rows: list[list[tuple[int, int, str]]] = []
    for one in found:
        if rows and text[rows[-1][-1][1] : one[0]].strip() == "":
            rows[-1].append(one)
        else:
            rows.append([one])
    return tuple(one for row in rows if len(row) < _SHOUTED for one in row)


def _is_short(word: str) -> bool:
    single = word[:-1] if word.endswith("s") else word
    if single in _EVERYDAY or len(single) > _LONGEST or _NUMERAL.fullmatch(single):
        return False
    return len(single) > 1 and _CODE.fullmatch(single) is not None


def unexplained(text: str, meanings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the abbreviations of a text that are explained nowhere, each once, as they come.

    Args:
        text: what was written.
        meanings: the abbreviations that are explained elsewhere.
    """
    found = found_in(text)
    here = {_single(short) for start, end, short in found if _explained_here(text, start, end)}
    lost = {
        _single(short): None
        for _, _, short in found
        if _single(short) not in here and not meaning_of(meanings, short)
    }
    return tuple(lost)


def _single(short: str) -> str:
    return short[:-1] if short.endswith("s") else short


def _explained_here(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith("(") and after.startswith(")"):
        return bool(before[:-1].strip())
    return after.startswith("(") and len(after.partition(")")[0]) > end - start + 1
