from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ilacs_desktop.services.plan import plan, timetable
from ilacs_desktop.services.today import briefing

SUMMER = timezone(timedelta(hours=1))


class Clock:
    def __init__(self, now):
        self.at = now

    def now(self):
        return self.at


@pytest.fixture
def clock(work):
    clock = Clock(datetime(2026, 7, 8, 14, 2, tzinfo=SUMMER))
    work.file.writer = replace(work.file.writer, clock=clock)
    return clock


def _plan(work, day, title, start, end="", *, mine=True):
    who = [work.members[0].id] if mine else []
    return plan.add_activity(work, day, title=title, start=start, end=end, who=who).made


def _clear(work):
    for card in timetable.cards(work):
        plan.remove_activity(work, card.id)


def test_my_day_says_where_i_am_and_where_i_go_next(work, clock):
    _clear(work)
    early = _plan(work, "2026-07-08", "Front door", "09:00")
    plan.set_state(work, early, "done")
    _plan(work, "2026-07-08", "Sampling", "14:00", "15:30")
    _plan(work, "2026-07-08", "KIT meeting", "16:00")
    _plan(work, "2026-07-08", "Panel of another", "15:00", mine=False)
    day = briefing.agenda(work)
    assert briefing.headline(work) == "Wednesday 8 July"
    assert (day.title, day.place) == ("Your day", "day 3 of 5")
    assert [(slot.card.title, slot.when) for slot in day.slots] == [
        ("Front door", "done"),
        ("Sampling", "now"),
        ("KIT meeting", "next"),
    ]
    assert briefing.my_next(work).title == "Sampling"
    clock.at = clock.at.replace(hour=15, minute=30)
    following = briefing.my_next(work)
    assert briefing.when_words(following, clock.at) == "at 16:00, in 30 min"


def test_in_the_evening_the_next_day_of_mine_is_named(work, clock):
    _clear(work)
    _plan(work, "2026-07-09", "Of another", "08:00", mine=False)
    _plan(work, "2026-07-10", "Last records", "08:45")
    clock.at = clock.at.replace(hour=20)
    assert briefing.when_words(briefing.my_next(work), clock.at) == "Fri 10 Jul at 08:45"
    assert briefing.agenda(work).title == "Your next day: Friday 10 July"


def test_who_is_not_on_the_team_sees_everyones_day(work, clock):
    _clear(work)
    _plan(work, "2026-07-08", "Of another", "15:00", mine=False)
    assert briefing.agenda(work).slots == ()
    work.me = replace(work.me, person="a reader")
    assert [slot.card.title for slot in briefing.agenda(work).slots] == ["Of another"]


def test_after_it_all_nothing_is_next(work, clock):
    clock.at = datetime(2026, 9, 1, 10, 0, tzinfo=SUMMER)
    assert briefing.agenda(work).slots == ()
    assert briefing.my_next(work) is None
