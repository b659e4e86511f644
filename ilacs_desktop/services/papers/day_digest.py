"""The digest of a day on two pages, whatever the day brought."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ilacs_desktop.domain.support import counted
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.publish.model import KeyValueTable, Run, Table, plain, row
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.plan import timetable
from ilacs_desktop.services.today import digest as digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.plan.timetable import Card
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.today.digest import AreaNews, Digest, Line

_SIZES = (
    *((200, 900), (60, 400), (30, 300), (18, 220), (12, 180), (12, 120), (8, 150), (8, 105)),
    *((6, 125), (6, 95), (5, 95), (4, 110), (4, 90), (3, 95), (2, 95), (2, 80), (1, 90), (1, 60)),
)
"""Ever fewer lines of each list, and characters of each line, until two pages hold them."""
_LABELS = 0.13
_SHORTEST = 45
_MARKS = {"strength": "Strength", "concern": "Concern", "risk": "Immediate risk"}


def which(work: Work, item: str) -> date:
    """Return the day that is meant: day of fieldwork or ISO date; today where nothing is said.

    Raises:
        BadInputError: it is neither.
    """
    if not item:
        return work.now().date()
    days = timetable.fieldwork_days(work)
    if item.isdecimal() and 1 <= int(item) <= len(days):
        return days[int(item) - 1]
    try:
        return date.fromisoformat(item)
    except ValueError as error:
        span = f"a day of fieldwork from 1 to {len(days)}, or " if days else ""
        raise BadInputError(
            f"There is no day {item!r} to make a digest of.",
            kept="Nothing was written.",
            todo=f"Give {span}a date such as {work.now().date().isoformat()}.",
        ) from error


def make(work: Work, item: str) -> Iterator[Paper]:
    """Yield the digest of a day, ever shorter, to keep to two pages.

    Args:
        work: the open inspection.
        item: day of fieldwork or ISO date; empty for today.

    Raises:
        BadInputError: it is neither.
    """
    told = digests.digest(work, which(work, item))
    for lines, letters in _SIZES:
        yield sheet.Paper(
            title="Digest of the day",
            subtitle=sheet.listed((told.words, told.place_in_week), ", "),
            blocks=tuple(_Setter(work, lines, letters).blocks(told)),
            most_pages=2,
            compact=True,
        )


class _Setter:
    """Sets a digest with so many lines of each list and so many characters of each line."""

    def __init__(self, work: Work, lines: int, letters: int) -> None:
        self._work, self._lines, self._letters = work, lines, letters

    def blocks(self, told: Digest) -> Iterator[PlainBlock]:
        """Yield the whole digest."""
        yield sheet.whose(self._work, ("The day in figures", told.figures))
        if told.day < self._work.now().date():
            yield sheet.note(
                "Made on a later day: referrals back and disputes are as they stand now."
            )
        if told.is_empty:
            yield sheet.note("Nothing was written on this day.")
        if told.referrals:
            yield sheet.heading("Referrals back")
            yield from self._list(told.referrals)
        if told.happened:
            yield sheet.heading("Held and signed off")
            yield from self._list(told.happened)
        for area in told.areas:
            yield from self._area(area)
        yield sheet.heading("Lines of enquiry closed")
        if told.closed:
            yield from self._bullets(
                [(sheet.strong(self._cut(one.question)), one.answer) for one in told.closed],
                longer=2,
            )
        else:
            yield sheet.note("None on this day.")
        if told.noted:
            yield sheet.heading("Noted in the team meeting")
            yield from self._bullets(
                [(sheet.strong(f"{one.by}: " if one.by else ""), one.text) for one in told.noted],
                gap="",
                longer=4,
            )
        yield from self._plan(told)

    def _area(self, area: AreaNews) -> Iterator[PlainBlock]:
        yield sheet.heading(area.label)
        told = (("New", area.new), ("Changed", area.changed), ("Disputed", area.disputed))
        yield KeyValueTable(
            tuple((words, self._points(lines)) for words, lines in told if lines), share=_LABELS
        )

    def _points(self, lines: Sequence[Line]) -> Text:
        """Return lines below each other in one cell."""
        items = [*(self._text(one) for one in lines[: self._lines]), *self._rest(len(lines))]
        return tuple(
            part for at, item in enumerate(items) for part in (Run("\n• " if at else "• "), *item)
        )

    def _list(self, lines: Sequence[Line]) -> Iterator[PlainBlock]:
        shown = lines[: self._lines]
        items = [self._text(one) for one in shown]
        yield from sheet.bullets([*items, *self._rest(len(lines))])

    def _text(self, one: Line) -> Text:
        mark = _MARKS.get(one.sign, "")
        detail = sheet.line(one.detail, max(self._letters // 2, _SHORTEST))
        return (
            *((Run(f"{mark}: ", bold=True),) if mark else ()),
            *plain(self._cut(one.text)),
            *((Run(f" ({detail})", italic=True),) if detail else ()),
        )

    def _bullets(
        self, pairs: Sequence[tuple[Text, str]], gap: str = " ", longer: int = 1
    ) -> Iterator[PlainBlock]:
        items: list[Text] = [
            (*head, *plain(f"{gap}{sheet.line(words, self._letters * longer)}"))
            for head, words in pairs[: self._lines]
        ]
        yield from sheet.bullets([*items, *self._rest(len(pairs))])

    def _rest(self, count: int) -> tuple[Text, ...]:
        left = count - self._lines
        return ((Run(f"and {left} more in the app", italic=True),),) if left > 0 else ()

    def _cut(self, words: str) -> str:
        return sheet.line(words, self._letters)

    def _plan(self, told: Digest) -> Iterator[PlainBlock]:
        words = told.next_words
        yield sheet.heading(f"Plan for {words}" if words else "Plan for tomorrow")
        if told.plan:
            shown = told.plan[: max(self._lines, 4)]
            yield Table(
                ("Time", "What", "Where", "Who"),
                tuple(self._row(card) for card in shown),
                widths=(16, 42, 20, 22),
            )
            left = len(told.plan) - len(shown)
            if left > 0:
                yield sheet.note(
                    f"and {counted(left, 'more activity', 'more activities')} in the app"
                )
        else:
            yield sheet.note("Nothing is planned yet.")
        if told.due:
            yield sheet.heading("Due by then", 3)
            yield from self._list(told.due)

    def _row(self, card: Card) -> tuple[Text, ...]:
        who = sheet.people(self._work, card.who)
        title = sheet.listed((card.title.strip() or card.kind_words,), "")
        return row(
            card.hours[:1].upper() + card.hours[1:],
            self._cut(title),
            sheet.line(card.place, 60),
            sheet.line(who or "Nobody named", 80),
        )
