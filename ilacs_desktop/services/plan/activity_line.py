"""Read an activity that was typed in one line: ``Tue 10:30 visit Oak House @ East office A,B``.

What cannot be read stays in the title, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.services.plan import plan, timetable
from ilacs_desktop.services.record.time_words import read_day, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.services.record.work import Work

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?", re.IGNORECASE)
_EVERYONE = frozenset({"all", "everyone", "team"})
_ME = "me"

_KINDS: tuple[tuple[str, str], ...] = (
    ("focus group", "focus-group"),
    ("team meeting", "team-meeting"),
    ("case tracking", "case-tracking"),
    ("dip sample", "dip-sampling"),
    ("dip sampling", "dip-sampling"),
    ("kit", "kit"),
    ("visit", "team-visit"),
    ("panel", "panel"),
    ("observation", "observation"),
    ("observe", "observation"),
    ("interview", "interview"),
    ("feedback", "feedback"),
    ("tracking", "case-tracking"),
    ("sampling", "case-sampling"),
    ("reading", "reading"),
    ("read", "reading"),
    ("travel", "travel"),
)
"""What people type for a kind of activity, the longer words first."""


@dataclass(frozen=True, slots=True)
class TypedActivity:
    """What was read from one line.

    Attributes:
        day: ISO date.
        start: ``HH:MM``; empty for any time.
        end: ``HH:MM``; empty for the kind's usual length.
        kind: key of a kind of activity; empty where none was named.
        title: what is done; everything that was not read as something else.
        place: what stood behind ``@``.
        who: ids of the members named at the end by their letters.
    """

    day: str
    start: str = ""
    end: str = ""
    kind: str = ""
    title: str = ""
    place: str = ""
    who: tuple[str, ...] = ()


def read(work: Work, text: str, day: str) -> TypedActivity:
    """Read one line: day, time, what, ``@`` place, letters of who goes.

    Args:
        work: the open inspection.
        text: what was typed.
        day: the day where none is typed, ISO.
    """
    words = text.split()
    found, start, end, at = day, "", "", 0
    while at < len(words):
        read_on = _day_at(work, words, at)
        if read_on is not None:
            found, at = read_on[0].isoformat(), at + read_on[1]
            continue
        hours = _hours_at(words, at) if not start else None
        if hours is None:
            break
        start, end, at = hours[0], hours[1], at + hours[2]
    rest, who = _who(work, words[at:])
    what, place = _place(rest)
    title = what[:1].upper() + what[1:]
    return TypedActivity(found, start, end, kind_of(work.edition, what), title, place, who)


def add(work: Work, typed: TypedActivity) -> Changes:
    """Add the activity that was read from a line."""
    return plan.add_activity(
        work,
        typed.day,
        title=typed.title,
        kind=typed.kind,
        start=typed.start,
        end=typed.end,
        place=typed.place,
        who=typed.who,
    )


def words(work: Work, typed: TypedActivity) -> str:
    """Say what was read: ``Tue 7 Jul, 10:30 · Visit to a team or office · Ann Example``."""
    day = read_day(typed.day)
    said = (short_day(day) if day else "No day yet", _said(typed))
    when = ", ".join(part for part in said if part)
    names = {one.id: one.name for one in work.members}
    kind = timetable.kind_words(work.edition, typed.kind) if typed.kind else ""
    who = ", ".join(names[one] for one in typed.who if one in names)
    place = f"at {typed.place}" if typed.place else ""
    return " · ".join(part for part in (when, kind, place, who) if part)


def _said(typed: TypedActivity) -> str:
    return f"{typed.start} to {typed.end}" if typed.end else typed.start


def kind_of(edition: Edition, what: str) -> str:
    """Return the kind of activity that words begin with or name; empty where they name none."""
    said = " ".join(what.casefold().split())
    known = {one.key for one in edition.activity_kinds}
    for label, key in ((one.label.casefold(), one.key) for one in edition.activity_kinds):
        if said.startswith(label):
            return key
    for begin in (True, False):
        for word, key in _KINDS:
            there = re.match(rf"{word}\b", said) if begin else re.search(rf"\b{word}\b", said)
            if key in known and there:
                return key
    return ""


# -- day ---------------------------------------------------------------------------------------


def _day_at(work: Work, words: Sequence[str], at: int) -> tuple[date, int] | None:
    """Return the day that is named here and how many words name it."""
    word = words[at].casefold().rstrip(",")
    today = work.now().date()
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow"), 1
    weekday = _weekday(word)
    if weekday is not None:
        dated = _date_at(work, words, at + 1)
        return (dated[0], dated[1] + 1) if dated else (_on(work, weekday), 1)
    return _date_at(work, words, at)


def _weekday(word: str) -> int | None:
    if len(word) < 3:
        return None
    return next((at for at, name in enumerate(_WEEKDAYS) if name.startswith(word)), None)


def _on(work: Work, weekday: int) -> date:
    """Return the day on site of that name: the next one from today on, else the last one."""
    today = work.now().date()
    on_site = [day for day in timetable.fieldwork_days(work) if day.weekday() == weekday]
    ahead = [day for day in on_site if day >= today]
    if ahead or on_site:
        return ahead[0] if ahead else on_site[-1]
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _date_at(work: Work, words: Sequence[str], at: int) -> tuple[date, int] | None:
    """Return the date written here, such as ``7 Jul`` or ``7/7``, and how many words it takes."""
    pair = " ".join(words[at : at + 2])
    for text, count in ((pair, 2), (words[at] if at < len(words) else "", 1)):
        found = re.fullmatch(r"(\d{1,2})(?:\s+|/)([a-z]{3,9}|\d{1,2}),?", text.casefold())
        month = _month(found[2]) if found else 0
        if found and month:
            day = _nearest(work, int(found[1]), month)
            if day is not None:
                return day, count
    return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else 0
    return _MONTHS.index(text[:3]) + 1 if text[:3] in _MONTHS else 0


def _nearest(work: Work, day: int, month: int) -> date | None:
    """Return that date in the year nearest to the fieldwork."""
    near = read_day(work.inspection.fieldwork_start) or work.now().date()
    found = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - near), default=None)


# -- hours -------------------------------------------------------------------------------------


def _hours_at(words: Sequence[str], at: int) -> tuple[str, str, int] | None:
    """Return start, end and the words they take: ``10:30``, ``10-12``, ``10:30 to 12``, ``2pm``."""
    word = words[at].casefold().replace("–", "-").rstrip(",")
    first, dash, second = word.partition("-")
    if dash:
        ends = _clock(second, bare=True)
        begins = _clock(first, bare=True)
        return (begins, ends, 1) if begins and ends and begins < ends else None
    begins = _clock(word)
    if at + 2 < len(words) and words[at + 1].casefold() in ("to", "until", "-", "–"):
        begins, ends = _clock(word, bare=True), _clock(words[at + 2].casefold(), bare=True)
        if begins and ends and begins < ends:
            return begins, ends, 3
        begins = _clock(word)
    return (begins, "", 1) if begins else None


def _clock(text: str, *, bare: bool = False) -> str:
    """Return ``HH:MM``; empty where it is no time. A bare number is one only in a range."""
    found = _CLOCK.fullmatch(text)
    if found is None or not (found[2] or found[3] or bare):
        return ""
    hours, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and not 1 <= hours <= 12:
        return ""
    hours = hours % 12 + (12 if half == "pm" else 0) if half else hours
    return f"{hours:02d}:{minutes:02d}" if hours < 24 and minutes < 60 else ""


# -- who and where -----------------------------------------------------------------------------


def _who(work: Work, words: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Take the letters of who goes off the end of the words."""
    letters = {one.letter: one.id for one in work.members if one.letter}
    going: list[str] = []
    rest = list(words)
    while len(rest) > 1:
        named = _named(work, rest[-1], letters)
        if not named:
            break
        going = [*named, *going]
        rest.pop()
    return rest, tuple(dict.fromkeys(going))


def _named(work: Work, word: str, letters: dict[str, str]) -> list[str]:
    if word.casefold() in _EVERYONE:
        return [one.id for one in work.members if one.role != "qa"]
    if word.casefold() == _ME:
        return [work.my_member.id] if work.my_member is not None else []
    parts = [part for part in re.split(r"[,+&]", word) if part]
    # One small letter is a word of the title; several with commas between are people.
    parts = [part.upper() for part in parts] if len(parts) > 1 else parts
    return [letters[part] for part in parts] if all(part in letters for part in parts) else []


def _place(words: Sequence[str]) -> tuple[str, str]:
    what, _, place = " ".join(words).partition("@")
    return what.strip(), place.strip()
