"""Abbreviations: those that are known, those nobody has explained, and how one is explained."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import Setting
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.paths import resource
from ilacs_desktop.services import editing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.work import Work

_KEY = "abbreviation:"
_LONGEST = 8
_SHORT = re.compile(r"(?<![\w&/-])(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Z][A-Za-z]{1,8}?s?(?![\w])")
_CODE = re.compile(r"[A-Z]+[a-z]{0,2}[A-Z]*")
_NUMERAL = re.compile(r"[IVX]+")
_EVERYDAY = frozenset({"OK", "TV", "AM", "PM", "ID", "PIN", "USB", "DVD", "PC", "GCSE", "BTEC"})
_SHOUTED = 3
"""Words in capitals one after the other from which on somebody merely types in capitals."""


@cache
def _shipped() -> Mapping[str, str]:
    return tomllib.loads(resource("language", "abbreviations.toml").read_text(encoding="utf-8"))


def known(work: Work) -> Mapping[str, str]:
    """Return every abbreviation that is explained, with its meaning: the usual and our own."""
    return {**_shipped(), **own(work)}


def own(work: Work) -> Mapping[str, str]:
    """Return the abbreviations that this inspection has explained for itself."""
    return {
        one.key.removeprefix(_KEY): one.value
        for one in work.snapshot.all(Setting)
        if one.key.startswith(_KEY) and one.value
    }


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


def unexplained(work: Work, text: str) -> tuple[str, ...]:
    """Return the abbreviations of a text that nobody has explained, each once, as they come.

    One that the text itself explains, as in "multi-agency safeguarding hub (MASH)", counts as
    explained.
    """
    meanings = known(work)
    lost: dict[str, None] = {}
    for start, end, short in found_in(text):
        if meaning_of(meanings, short) or _explained_here(text, start, end):
            continue
        lost.setdefault(short[:-1] if short.endswith("s") else short, None)
    explained = {short for start, end, short in found_in(text) if _explained_here(text, start, end)}
    return tuple(short for short in lost if short not in explained)


def _explained_here(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith("(") and after.startswith(")"):
        return bool(before[:-1].strip())
    return after.startswith("(") and len(after.partition(")")[0]) > end - start + 1


def explain(work: Work, short: str, meaning: str) -> Changes:
    """Say what an abbreviation stands for in this inspection; an empty meaning takes it back.

    Raises:
        BadInputError: it is no abbreviation, or the meaning only repeats it.
    """
    short, meaning = short.strip(), " ".join(meaning.split())
    if not short or " " in short:
        raise BadInputError("An abbreviation is one word.", kept="Nothing was changed.")
    if meaning.casefold() == short.casefold():
        raise BadInputError(
            f"“{meaning}” does not explain {short}.",
            kept="Nothing was changed.",
            todo="Write the words it stands for.",
        )
    key = f"{_KEY}{short}"
    step = f"Explain {short}" if meaning else f"Take explanation of {short} back"
    return editing.put(work, Setting, ids.derived("setting", key), step, key=key, value=meaning)
