"""The timetable day by day: when, what, where and who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish.model import Table, row
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.plan import team, timetable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.plan.timetable import Card, Day
    from ilacs_desktop.services.record.work import Work

_STATES = {"done": "done", "cancelled": "cancelled"}


def make(work: Work) -> Iterator[Paper]:
    """Yield the timetable of the whole event."""
    yield sheet.Paper(
        title="Timetable", blocks=tuple(_blocks(work)), subtitle=work.inspection.la_name
    )


def _blocks(work: Work) -> Iterator[PlainBlock]:
    members = [f"{one.name} ({team.role_words(one.role).lower()})" for one in work.members]
    yield sheet.whose(work, ("Team", "; ".join(members)))
    days = timetable.board(work, work.now().date())
    if not any(day.cards for day in days):
        yield sheet.note("Nothing is planned yet.")
    for day in days:
        yield sheet.heading(sheet.listed((day.words, day.place_in_week), ", "))
        if not day.cards:
            yield sheet.note("Nothing is planned yet.")
            continue
        yield _table(work, day)


def _table(work: Work, day: Day) -> Table:
    return Table(
        ("Time", "What", "Kind", "Where", "Who"),
        tuple(
            row(
                card.hours[:1].upper() + card.hours[1:],
                sheet.listed((card.title.strip(), _STATES.get(card.state, "")), ", "),
                card.kind_words,
                card.place,
                _who(work, card),
            )
            for card in day.cards
        ),
        widths=(17, 29, 16, 17, 21),
    )


def _who(work: Work, card: Card) -> str:
    """Return who goes by name: the board's "you" says nothing on paper."""
    return sheet.people(work, card.who) or ("Nobody named" if card.state == "planned" else "")
