"""Dates as people write them in running text, and whether they stand beside a birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.identity.folding import Folded

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join([*_MONTHS, "sept", *(one[:3] for one in _MONTHS)])
_UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_WORDS = {word: at for at, word in enumerate(_UNITS, 1)}
_WORDS |= {f"twenty-{word}": 20 + at for at, word in enumerate(_UNITS[:9], 1)}
_WORDS |= {"thirtieth": 30, "thirty-first": 31}
_SPOKEN = "|".join(sorted((one.replace("-", "[- ]") for one in _WORDS), key=len, reverse=True))
_WELSH = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi",
    "hydref", "tachwedd", "rhagfyr",
)  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NTHS = ("1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 13)))
_OTHER_MONTHS = {
    word: number for names in (_WELSH, _ROMAN, _NTHS) for number, word in enumerate(names, 1)
}
_OTHER_MONTH = "|".join(sorted(_OTHER_MONTHS, key=len, reverse=True))
_SEP = r"[\s\-./,*_\x1f]{0,3}"
_NTH = r"\s?(?:st|nd|rd|th)?"
_DAY = rf"(?:(?P<day>0?[1-9]|[12]\d|3[01]){_NTH}|(?P<spoken>{_SPOKEN}))"
_IN_YEAR = r"(?:of\s+|in\s+)?(?P<year>(?:19|20)\d\d(?!\d)|['’]?\d\d(?![\d:]))"

_DAY_FIRST = re.compile(
    rf"(?<!\d){_DAY}{_SEP}(?:day\s+)?(?:of\s+)?(?P<month>{_MONTH})(?![a-z])\.?(?:{_SEP}{_IN_YEAR})?"
)
_MONTH_FIRST = re.compile(
    rf"(?<![a-z])(?P<month>{_MONTH})(?![a-z])\.?{_SEP}(?:the\s+)?{_DAY}(?!\d)(?:{_SEP}{_IN_YEAR})?"
)
_OTHER = re.compile(
    rf"(?<!\d){_DAY}[\s\-./]{{1,2}}(?:of\s+(?:the\s+)?)?(?P<month>{_OTHER_MONTH})(?![a-z\d])"
    rf"[\s\-./,]{{1,2}}(?:of\s+|in\s+)?(?P<year>(?:19|20)\d\d(?!\d))"
)
_BETWEEN = r"\s?[-/.|_\\,:\x1f]\s?"
_NUMERIC = re.compile(
    rf"(?<![\d.])(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}'?"
    r"(?P<year>\d{4}|\d\d)(?!\d)"
    r"|(?<!\d)(?P<day2>\d{1,2})\s(?P<month2>\d{1,2})\s(?P<year2>(?:19|20)\d\d)(?!\d)"
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-/.\s]\s?(?P<month>\d{1,2})\s?[-/.\s]\s?(?P<day>\d{1,2})(?!\d)"
)
_SOLID = re.compile(r"(?<!\d)(?:\d{8}|\d{6})(?!\d)")

_BIRTH = re.compile(
    r"(?<![a-z])(?:(?:new)?born|d[\W_]{0,2}o[\W_]{0,2}b(?![a-z])|birth\s?-?dates?"
    r"|birth\s?-?days?|(?<!pre-)(?<!pre )(?<!at )birth"
    r"(?!\s+(?:parent|mother|father|famil|sibling|plan|rate|cert|child|assess|name))s?)(?![a-z])\.?"
)
_BORN = re.compile(r"(?<![\w.'&])b[.:]?\W{0,2}$")
_BEFORE, _AFTER = 60, 28
_STOP = re.compile(r"[!?;]|\.\s+(?=\S)")
_RANGE = re.compile(r"\s*(?:on or )?(?:before|after|since|between|during)\b")
_SHORT_DATE = 6


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.

    Attributes:
        start, end: where it stands in the folded text.
        days: what it can mean; of a day and month alone nothing.
        solid: digits alone, which say nothing away from a birth.
    """

    start: int
    end: int
    days: tuple[date, ...] = ()
    solid: bool = False


def dates_in(folded: Folded) -> tuple[WrittenDate, ...]:
    """Return the dates of a text by day and month, with or without a year, in order."""
    text = folded.text
    found: list[WrittenDate] = []
    for one in sorted(_found(text), key=lambda made: (made.start - made.end, made.start)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda made: made.start))


def _found(text: str) -> Iterator[WrittenDate]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for hit in pattern.finditer(text):
            day = int(hit["day"]) if hit["day"] else _WORDS[hit["spoken"].replace(" ", "-")]
            month = next(
                at for at, one in enumerate(_MONTHS, 1) if one.startswith(hit["month"][:3])
            )
            end = hit.end("year") if hit["year"] else hit.end("month")
            end = max(end, hit.end("day"), hit.end("spoken"))
            if not hit["year"]:
                if _is_day(2024, month, day):
                    yield WrittenDate(hit.start(), end)
                continue
            days = _days(hit["year"].lstrip("'’"), ((month, day),))
            if days:
                yield WrittenDate(hit.start(), end, days)
    for hit in _OTHER.finditer(text):
        day = int(hit["day"]) if hit["day"] else _WORDS[hit["spoken"].replace(" ", "-")]
        days = _days(hit["year"], ((_OTHER_MONTHS[hit["month"]], day),))
        if days:
            yield WrittenDate(*hit.span(), days)
    for hit in _NUMERIC.finditer(text):
        one, two = hit["day"] or hit["day2"], hit["month"] or hit["month2"]
        first, second = int(one), int(two)
        days = _days(hit["year"] or hit["year2"], ((second, first), (first, second)))
        if days:
            yield WrittenDate(*hit.span(), days)
    for hit in _ISO.finditer(text):
        days = _days(hit["year"], ((int(hit["month"]), int(hit["day"])),))
        if days:
            yield WrittenDate(*hit.span(), days)
    for hit in _SOLID.finditer(text):
        digits = hit.group()
        if len(digits) == _SHORT_DATE:
            pairs = ((int(digits[2:4]), int(digits[:2])),)
            days = _days(digits[4:], pairs) or _days(
                digits[:2], ((int(digits[2:4]), int(digits[4:])),)
            )
            if days:
                yield WrittenDate(*hit.span(), days, solid=True)
            continue
        parts = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
        days = tuple(
            day
            for year, month, date_ in parts
            if year[:2] in ("19", "20")
            for day in _days(year, ((int(month), int(date_)),))
        )
        if days:
            yield WrittenDate(*hit.span(), days, solid=True)


def _days(year: str, pairs: tuple[tuple[int, int], ...]) -> tuple[date, ...]:
    """Return the days that a year with pairs of month and day can mean."""
    years = [int(year)] if len(year) > 2 else [2000 + int(year), 1900 + int(year)]
    found = [
        date(one, month, day)
        for one in years
        for month, day in dict.fromkeys(pairs)
        if _is_day(one, month, day)
    ]
    return tuple(found)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_beside_birth(folded: Folded, found: WrittenDate) -> bool:
    """Say whether a date stands beside "born" or "birth" in its sentence.

    "Born since" or "before" a day speaks of many, and a birth family or pre-birth plan of none.
    """
    text = folded.text
    before = text[max(0, found.start - _BEFORE) : found.start]
    if _BORN.search(before) and found.days:
        return True
    for word in reversed(list(_BIRTH.finditer(before))):
        between = before[word.end() :]
        if not _STOP.search(between) and not _RANGE.match(between):
            return True
    after = text[found.end : found.end + _AFTER]
    for word in _BIRTH.finditer(after):
        between = after[: word.start()]
        if not _STOP.search(between) and not _RANGE.match(after[word.end() :]):
            return True
    return False
