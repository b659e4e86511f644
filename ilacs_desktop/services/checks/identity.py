"""What points at one person: IDs, postcodes, dates of birth, numbers, names, small counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.identity.dates import dates_in, is_beside_birth
from ilacs_desktop.domain.identity.folding import fold
from ilacs_desktop.domain.identity.numbers import numbers_in
from ilacs_desktop.domain.identity.people import people_in
from ilacs_desktop.domain.identity.postcodes import postcodes_in
from ilacs_desktop.domain.names import likely_names
from ilacs_desktop.services.checks.catalogue import BY_KEY
from ilacs_desktop.services.checks.persons import is_person
from ilacs_desktop.services.checks.remark import Remark, sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.identity.dates import WrittenDate
    from ilacs_desktop.domain.identity.folding import Folded
    from ilacs_desktop.services.checks.facts import Facts, Passage

_NAMED = r"(?:child(?:ren|’s|'s)?|case|id|ids)"
_NO = r"(?:no\.?|nos\.?|number|numbers|num|ref|reference|record|id|called|is|was|as)"
_BEFORE = re.compile(rf"\b{_NAMED}(?:[\s:;#=.,(\[\"'*_-]*{_NO})?[\s:;#=.,(\[\"'*_-]*$")
_AFTER = re.compile(r"^[\s)\]\"'*_,(-]{0,3}(?:child|case|id)\b(?!\s*(?:protection|conference|ren))")
_LISTED = re.compile(r"^[\s,;&/+-]*(?:and|or)?[\s,;&/+-]*$")
_UNKNOWN = re.compile(
    rf"\b(?:child|case|id)(?:['’]s)?(?:[\s:#=(\[-]*{_NO})?[\s:#=(\[-]*"
    r"(?P<id>(?=[^\W_]*\d)[^\W_]+(?:[-/_.][^\W_]+)*)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AWAY = r"(?:[^.;!?\d]|\.(?=\S)|no\.){0,24}?"
_NHS = r"\d{3}[\W_]{0,3}\d{3}[\W_]{0,3}\d{4}"
_UPN = r"[a-z][\W_]{0,2}\d{3}[\W_]{0,2}\d{4}[\W_]{0,2}\d{4}[\da-z]"
_SAID = (
    ("nhs-number", "an NHS number", re.compile(rf"\bnhs\b{_AWAY}(?<!\d)(?P<id>{_NHS})(?!\d)")),
    ("nhs-number", "an NHS number", re.compile(rf"(?<!\d)(?P<id>{_NHS})(?!\d)\W{{0,3}}nhs\b")),
    ("upn", "a pupil number", re.compile(rf"\b(?:upn|pupil number){_AWAY}\b(?P<id>{_UPN})\b")),
    ("upn", "a pupil number", re.compile(rf"\b(?P<id>{_UPN})\b\W{{0,3}}(?:upn|pupil number)\b")),
)
"""What is said to be such a number, whether its check digit is right or was mistyped."""
_BESIDE = 40
_DIGITS = 4
_RECENT_DAYS = 5 * 366
_EVENT = re.compile(
    r"\b(?:inspect\w*|visit\w*|publish\w*|letter|report|meeting|letters|launch\w*|implement\w*"
    r"|introduc\w*|opened|appoint\w*|came into force|since|until|from|between|by|week|plan)\b",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:child(?!\s+(?:safeguarding|protection|practice|death|in)\b)|children"
    r"|young person|young people|care leavers?|care-experienced young (?:person|people|adults?)"
    r"|bab(?:y|ies)|infants?|girls?|boys?|siblings?|teenagers?|adolescents?)"
)
_SMALL = re.compile(
    rf"(?<![\w-])(?:one|two|three|four|[1-4])\s+(?:(?!of\b|or\b|to\b|in\b|and\b|for\b|by\b|at\b)"
    rf"[a-z][a-z-]*\s+){{0,2}}?{_PEOPLE}\b(?!['’]|\s*(?:in|out of) (?:every|ten|five|four))",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:told|said|says|described|explained|commented|spoke|summed|put|shared|"
    r"reported|wrote)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    check: str
    start: int
    end: int
    words: str


def of_passage(passage: Passage, facts: Facts) -> Iterator[Remark]:
    """Return what in a passage points at one person, hard stops before likelihoods."""
    text = passage.text
    if not text.strip():
        return
    folded = fold(text)
    stops = [*_numbers(folded, facts), *_births(folded, facts), *_postcodes(folded, facts)]
    if not passage.names:
        stops += _practitioners(folded, facts)
    held = [one for one in stops if BY_KEY[one.check].level == "stop"]
    found = [*held, *(one for one in stops if one not in held and not _overlaps(one, held))]
    if passage.prose:
        found += [one for one in _names(text, facts) if not _overlaps(one, found)]
        found += _small_numbers(text)
    for one in sorted(found, key=lambda made: made.start):
        start, end = (one.start, one.end) if passage.typed else (0, 0)
        yield Remark(
            BY_KEY[one.check].level,
            one.check,
            one.words,
            passage.paragraph,
            passage.section.key,
            start,
            end,
            text[one.start : one.end],
            sentence_at(text, one.start, one.end),
        )


def _overlaps(one: _Found, others: list[_Found]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _numbers(folded: Folded, facts: Facts) -> list[_Found]:
    text = folded.text
    found: list[_Found] = []
    last_beside = -1
    for hit in numbers_in(folded, facts.identifiers.children):
        said = folded.original[hit.start : hit.end]
        if hit.kind == "nhs":
            found.append(_Found("nhs-number", hit.start, hit.end, f"“{said}” is an NHS number."))
            continue
        if hit.kind == "upn":
            words = f"“{said}” is a unique pupil number."
            found.append(_Found("upn", hit.start, hit.end, words))
            continue
        is_listed = last_beside >= 0 and _LISTED.match(text[last_beside : hit.beside]) is not None
        beside = is_listed or _is_beside(text, hit.beside, hit.until)
        if beside:
            last_beside = hit.until
        if hit.kind == "id" or beside:
            words = f"“{said}” is a child’s ID."
            found.append(_Found("child-id", hit.start, hit.end, words))
        elif not _YEAR.fullmatch(hit.key):
            words = f"“{said}” is also a child’s ID in this inspection."
            found.append(_Found("short-id", hit.start, hit.end, words))
    found += _unknown_ids(folded, found)
    found += _said_numbers(folded, found)
    return found


def _is_beside(text: str, start: int, end: int) -> bool:
    if _BEFORE.search(text[max(0, start - _BESIDE) : start]):
        return True
    return _AFTER.match(text[end : end + _BESIDE]) is not None


def _unknown_ids(folded: Folded, found: list[_Found]) -> list[_Found]:
    """Return what is written as a child's ID, whether Annex A has it or not."""
    made = []
    for hit in _UNKNOWN.finditer(folded.text):
        key = hit["id"]
        digits = sum(sign.isdigit() for sign in key)
        if digits < _DIGITS or _YEAR.match(key):
            continue
        start, end = folded.span(*hit.span("id"))
        words = f"“{folded.original[start:end]}” is written as a child’s ID."
        one = _Found("child-id", start, end, words)
        if not _overlaps(one, found):
            made.append(one)
    return made


def _said_numbers(folded: Folded, found: list[_Found]) -> list[_Found]:
    made: list[_Found] = []
    for check, name, pattern in _SAID:
        for hit in pattern.finditer(folded.text):
            start, end = folded.span(*hit.span("id"))
            words = f"“{folded.original[start:end]}” is said to be {name}."
            one = _Found(check, start, end, words)
            if not _overlaps(one, [*found, *made]):
                made.append(one)
    return made


def _births(folded: Folded, facts: Facts) -> list[_Found]:
    found = []
    for one in dates_in(folded):
        start, end = folded.span(one.start, one.end)
        said = folded.original[start:end]
        if is_beside_birth(folded, one):
            found.append(_Found("birth", start, end, f"“{said}” is a date of birth."))
        elif _may_be_birth(folded, one, facts):
            words = f"A child in Annex A was born on “{said}”."
            found.append(_Found("birth-elsewhere", start, end, words))
    return found


def _may_be_birth(folded: Folded, one: WrittenDate, facts: Facts) -> bool:
    days = [day for day in one.days if day in facts.identifiers.births]
    if one.solid or not days or any(day in facts.dates for day in one.days):
        return False
    recent = any(0 <= (facts.today - day).days <= _RECENT_DAYS for day in days)
    around = sentence_at(folded.text, one.start, one.end)
    return not (recent and _EVENT.search(around))


def _postcodes(folded: Folded, facts: Facts) -> list[_Found]:
    return [
        _Found("postcode", start, end, f"“{folded.original[start:end]}” is a postcode in Annex A.")
        for start, end in postcodes_in(folded, facts.identifiers.postcodes)
    ]


def _practitioners(folded: Folded, facts: Facts) -> list[_Found]:
    return [
        _Found(
            "practitioner",
            start,
            end,
            f"“{folded.original[start:end]}” is an allocated worker’s name.",
        )
        for start, end in people_in(folded, facts.identifiers.practitioners)
    ]


def _names(text: str, facts: Facts) -> list[_Found]:
    if facts.lexicon is None:
        return []
    return [
        _Found("name", one.start, one.end, f"“{one.text}” may be a person’s name.")
        for one in likely_names(text, facts.lexicon)
        if is_person(text, one, facts.lexicon)
    ]


def _small_numbers(text: str) -> list[_Found]:
    found = []
    for hit in _SMALL.finditer(text):
        if not _QUOTED.match(text[hit.end() : hit.end() + _BESIDE]):
            words = f"“{hit.group()}” may point at them."
            found.append(_Found("small-number", *hit.span(), words))
    return found
