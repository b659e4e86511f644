"""The day as Today tells it: what is on, what is new since the last KIT meeting, what is looked at.

Everything is a count or a plain fact; nothing here is a score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain.records import Evidence, KitMeeting
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services import coverage, finding_rows, kit, timetable
from ilacs_desktop.services.evidence import FINDING
from ilacs_desktop.services.time_words import (
    day_words,
    length,
    read_day,
    read_moment,
    short_day,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ilacs_desktop.services.finding_rows import FindingRow
    from ilacs_desktop.services.timetable import Card
    from ilacs_desktop.services.work import Work

When = Literal["done", "now", "next", "cancelled", ""]


@dataclass(frozen=True, slots=True)
class Slot:
    """One activity of a day, and where it stands in it."""

    card: Card
    when: When


@dataclass(frozen=True, slots=True)
class Agenda:
    """One day's activities.

    Attributes:
        title: ``Today``, or the day in words where today has nothing.
        place: ``day 3 of 5`` or the like.
        next_words: what comes next and when, in a sentence; empty where nothing does.
    """

    title: str
    place: str
    slots: tuple[Slot, ...]
    next_words: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """A finding that is new, changed or better founded since the last KIT meeting.

    Attributes:
        sign: ``strength`` or ``concern``.
        tag: the kind of finding, in a word.
        figures: by what it is held, in words.
        is_one_source: whether everything for it comes from one place.
    """

    finding: str
    sign: Literal["strength", "concern"]
    tag: str
    text: str
    figures: str
    is_one_source: bool


@dataclass(frozen=True, slots=True)
class SinceKit:
    """What is new since the last KIT meeting.

    Attributes:
        title: ``Since KIT meeting 2, Tue 7 Jul``; ``So far`` before the first.
        news: strengths first, then concerns.
        loose_strengths: notes since then that speak of a strength and rest under no finding.
        loose_concerns: the same for concerns.
    """

    title: str
    news: tuple[News, ...]
    loose_strengths: int
    loose_concerns: int

    @property
    def loose_words(self) -> str:
        """Say in a sentence which notes rest under no finding yet; empty for none."""
        parts = []
        if self.loose_strengths:
            parts.append(counted(self.loose_strengths, "strength"))
        if self.loose_concerns:
            parts.append(counted(self.loose_concerns, "concern"))
        return f"Noted and under no finding yet: {' and '.join(parts)}." if parts else ""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One judgement area in counts of coverage topics; prompts, not requirements."""

    key: str
    label: str
    topics: int
    looked_at: int
    one_source: int
    set_aside: int

    @property
    def words(self) -> str:
        """Say how many topics somebody has looked at: ``22 of 27 topics``."""
        return f"{self.looked_at} of {counted(self.topics, 'topic')}"

    @property
    def more(self) -> str:
        """Say what rests on one source and what was set aside; empty for neither."""
        parts = []
        if self.one_source:
            parts.append(f"{self.one_source} on one source")
        if self.set_aside:
            parts.append(f"{self.set_aside} set aside")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Looked:
    """What has been looked at, in counts."""

    areas: tuple[AreaLine, ...]
    heard: str


def headline(work: Work) -> str:
    """Return the day: ``Wednesday 8 July``."""
    return day_words(work.now().date())


def agenda(work: Work) -> Agenda:
    """Return today's activities, or those of the next day that has any."""
    now = work.now()
    today = now.date()
    day = today
    cards = timetable.cards(work, today.isoformat())
    later = timetable.next_day(work, today)
    if not cards and later is not None:
        day, cards = later, timetable.cards(work, later.isoformat())
    slots = _slots(cards, now if day == today else None)
    title = "Today" if day == today else f"Next: {day_words(day)}"
    following = next((slot.card for slot in slots if slot.when == "next"), None)
    if following is None and day == today and later is not None:
        following = next(iter(timetable.cards(work, later.isoformat())), None)
    words = _next_words(following, now)
    return Agenda(
        title,
        timetable.place_in_week(work, day),
        slots,
        words,
    )


def _slots(cards: tuple[Card, ...], now: datetime | None) -> tuple[Slot, ...]:
    clock = now.strftime("%H:%M") if now is not None else ""
    found: list[Slot] = []
    has_next = False
    for card in cards:
        when: When = ""
        if card.state in ("done", "cancelled"):
            when = "done" if card.state == "done" else "cancelled"
        elif clock and card.start and card.start <= clock < (card.end or card.start):
            when = "now"
        elif not has_next and card.start and card.start > clock:
            when, has_next = "next", True
        found.append(Slot(card, when))
    return tuple(found)


def _next_words(card: Card | None, now: datetime) -> str:
    if card is None:
        return ""
    begins = read_moment(f"{card.day}T{card.start}:00") if card.start else None
    if begins is None:
        day = read_day(card.day)
        return f"Next: {card.title}, {short_day(day)}" if day is not None else ""
    begins = begins.replace(tzinfo=now.tzinfo)
    if begins.date() != now.date():
        return f"Next: {card.title}, {short_day(begins.date())} at {card.start}"
    return f"{card.title} at {card.start}, {length((begins - now).total_seconds())} from now"


# -- since the last KIT meeting ----------------------------------------------------------------


def since_kit(work: Work) -> SinceKit:
    """Return findings that are new, changed or better founded since the last KIT meeting held."""
    held = [one for one in kit.meetings(work) if one.state == "held"]
    last = held[-1] if held else None
    since = _ended(last, work.now()) if last is not None else None
    rows = [row for row in finding_rows.rows(work) if row.state != "withdrawn"]
    news = [_news(row) for row in rows if _is_new(work, row, since)]
    loose = list(_loose(work, since))
    return SinceKit(
        _since_title(work, last),
        tuple(sorted(news, key=lambda one: one.sign != "strength")),
        loose.count("strength"),
        loose.count("concern"),
    )


def _since_title(work: Work, last: KitMeeting | None) -> str:
    if last is None:
        return "So far"
    day = read_day(last.day)
    on = f", {short_day(day)}" if day is not None else ""
    return f"Since KIT meeting {kit.number_of(work, last.id)}{on}"


def _ended(meeting: KitMeeting, now: datetime) -> datetime | None:
    moment = read_moment(f"{meeting.day}T{(meeting.end or meeting.start or '00:00')[:5]}:00")
    return moment.replace(tzinfo=now.tzinfo) if moment is not None else None


def _after(moment: str, since: datetime | None) -> bool:
    then = read_moment(moment)
    return since is None or (then is not None and then > since)


def _is_new(work: Work, row: FindingRow, since: datetime | None) -> bool:
    if since is None or _after(row.changed_at or row.made_at, since):
        return True
    notes = (
        work.snapshot.record(Evidence, link.source)
        for link in work.snapshot.links_to(FINDING, row.id)
    )
    return any(note is not None and _after(note.meta.made_at, since) for note in notes)


def _news(row: FindingRow) -> News:
    return News(
        row.id,
        "strength" if row.sign == "+" else "concern",
        "Strength" if row.sign == "+" else "Concern",
        " ".join(row.text.split()),
        finding_rows.figure_words(row.figures),
        row.is_one_source,
    )


def _loose(work: Work, since: datetime | None) -> Iterator[str]:
    for record in work.snapshot.records(Evidence).values():
        note = record.value
        if record.meta.deleted or note.stance not in ("strength", "concern"):
            continue
        if _after(record.meta.made_at, since) and not work.snapshot.links_from(FINDING, note.id):
            yield note.stance


# -- what has been looked at -------------------------------------------------------------------


def looked(work: Work) -> Looked:
    """Return how much was looked at, by area, and whose voices were heard."""
    areas = tuple(
        AreaLine(
            area.key,
            area.label,
            topics=len(area.rows),
            looked_at=sum(row.notes > 0 for row in area.rows),
            one_source=area.one_source,
            set_aside=sum(row.set_aside for row in area.rows),
        )
        for area in coverage.matrix(work).areas
    )
    return Looked(areas, _heard(work))


def _heard(work: Work) -> str:
    heard = coverage.children_heard(work)
    notes = sum(one.notes for one in heard)
    if not notes:
        return "No child’s own view has been noted yet."
    methods = len({one.method for one in heard if one.method})
    said = f"Children’s own views: {counted(notes, 'note')}"
    return f"{said}, by {counted(methods, 'method')}." if methods > 1 else f"{said}."
