from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import plan, team, timetable
from ilacs_desktop.services.record import editing

WEDNESDAY = date(2026, 7, 8)


def _day(work, day):
    return next(one for one in timetable.board(work, WEDNESDAY) if one.day == day)


@pytest.fixture
def panel(work):
    return plan.add_activity(
        work, "2026-07-08", title="Permanence panel", kind="panel", start="10:00"
    ).made


def test_the_board_has_the_days_of_the_event_in_words(work):
    days = {one.day: one for one in timetable.board(work, WEDNESDAY)}
    assert days["2026-06-29"].place_in_week == "5 working days before fieldwork"
    wednesday = days["2026-07-08"]
    assert (wednesday.words, wednesday.place_in_week) == ("Wednesday 8 July", "day 3 of 5")
    assert wednesday.is_today
    assert wednesday.is_fieldwork
    assert sum(one.is_fieldwork for one in days.values()) == 5
    assert [card.hours for card in wednesday.cards][-1] == "17:00"


def test_every_kind_that_can_stand_on_the_board_has_words(work):
    words = dict(timetable.kinds(work.edition))
    for activity in work.snapshot.all(Activity):
        assert timetable.kind_words(work.edition, activity.kind) != activity.kind
    assert words["fieldwork"] == "Fieldwork"


def test_who_goes_is_named_and_two_places_at_once_are_told(work, panel):
    lead = work.members[0].id
    bo = team.add_member(work, "Bo Brown").made
    plan.change_activity(work, panel, who=[lead, bo])
    assert work.snapshot.one(Activity, panel).who == (lead, bo)
    other = plan.add_activity(
        work, "2026-07-08", title="Front door", start="11:00", end="13:00", who=[bo]
    ).made
    card = next(one for one in timetable.cards(work, "2026-07-08") if one.id == panel)
    assert card.people == ("you", "Bo Brown")
    assert card.is_mine
    assert card.clash == "Bo Brown planned in two places"
    plan.set_state(work, other, "cancelled")
    assert not any(one.clash for one in timetable.cards(work))


def test_touching_hours_are_no_clash(work, panel):
    lead = work.members[0].id
    plan.change_activity(work, panel, who=[lead])
    plan.add_activity(work, "2026-07-08", title="Next", start="12:00", end="13:00", who=[lead])
    assert not any(one.clash for one in timetable.cards(work))


def test_a_day_nobody_can_read_is_shown_as_no_day(work):
    made = editing.create(work, Activity, "Add", day="next week", title="x").made
    assert [card.id for card in timetable.board(work, WEDNESDAY)[-1].cards] == [made]
