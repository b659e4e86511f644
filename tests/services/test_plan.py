from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services import editing, history, plan, team

WEDNESDAY = date(2026, 7, 8)


def _one(work, activity):
    return work.snapshot.one(Activity, activity)


def _day(work, day):
    return next(one for one in plan.board(work, WEDNESDAY) if one.day == day)


@pytest.fixture
def panel(work):
    return plan.add_activity(
        work, "2026-07-08", title="Permanence panel", kind="panel", start="10:00"
    ).made


def test_the_board_has_the_days_of_the_event_in_words(work):
    days = {one.day: one for one in plan.board(work, WEDNESDAY)}
    assert days["2026-06-29"].place_in_week == "5 working days before"
    wednesday = days["2026-07-08"]
    assert (wednesday.words, wednesday.place_in_week) == ("Wednesday 8 July", "day 3 of 5")
    assert wednesday.is_today
    assert wednesday.is_fieldwork
    assert sum(one.is_fieldwork for one in days.values()) == 5
    assert [card.hours for card in wednesday.cards][-1] == "17:00"


def test_an_activity_gets_its_kinds_usual_length(work, panel):
    assert _one(work, panel).end == "12:00"
    assert plan.cards(work, "2026-07-08")[0].kind_words == "Meeting or panel observed"


def test_every_kind_that_can_stand_on_the_board_has_words(work):
    words = dict(plan.kinds(work.edition))
    for activity in work.snapshot.all(Activity):
        assert plan.kind_words(work.edition, activity.kind) != activity.kind
    assert words["fieldwork"] == "Fieldwork"


@pytest.mark.parametrize(
    ("day", "start", "end", "said"),
    [
        ("soon", "", "", "not a day"),
        ("2026-07-08", "25:00", "", "not a time"),
        ("2026-07-08", "10.00", "", "not a time"),
        ("2026-07-08", "10:00", "09:00", "end before it begins"),
    ],
)
def test_days_and_hours_that_make_no_sense_are_refused(work, day, start, end, said):
    with pytest.raises(BadInputError, match=said):
        plan.add_activity(work, day, title="x", start=start, end=end)


def test_moving_between_days_skips_the_weekend(work, panel):
    for _ in range(3):
        plan.shift_day(work, panel, 1)
    assert _one(work, panel).day == "2026-07-13"
    plan.shift_day(work, panel, -1)
    assert _one(work, panel).day == "2026-07-10"
    assert (_one(work, panel).start, _one(work, panel).end) == ("10:00", "12:00")


def test_moving_in_the_day_keeps_the_length_and_stays_within_it(work, panel):
    plan.shift_time(work, panel, plan.STEP_MINUTES)
    assert (_one(work, panel).start, _one(work, panel).end) == ("10:15", "12:15")
    plan.shift_time(work, panel, 24 * 60)
    assert (_one(work, panel).start, _one(work, panel).end) == ("21:59", "23:59")
    plan.shift_time(work, panel, -24 * 60)
    assert (_one(work, panel).start, _one(work, panel).end) == ("00:00", "02:00")


def test_what_has_no_hour_changes_place_with_its_neighbour(work):
    first = plan.add_activity(work, "2026-07-08", title="first").made
    second = plan.add_activity(work, "2026-07-08", title="second").made
    assert [card.id for card in _day(work, "2026-07-08").cards][:2] == [first, second]
    plan.shift_time(work, second, -15)
    assert [card.id for card in _day(work, "2026-07-08").cards][:2] == [second, first]


def test_an_activity_without_a_day_waits_at_the_end_and_moves_into_the_week(work):
    idea = plan.add_activity(work, title="See the night team").made
    last = plan.board(work, WEDNESDAY)[-1]
    assert (last.words, [card.id for card in last.cards]) == ("No day yet", [idea])
    plan.shift_day(work, idea, 1)
    assert _one(work, idea).day == "2026-07-06"


def test_a_new_start_takes_the_end_along(work, panel):
    plan.change_activity(work, panel, start="14:00")
    assert _one(work, panel).end == "16:00"
    plan.change_activity(work, panel, start="")
    assert (_one(work, panel).start, _one(work, panel).end) == ("", "")


def test_who_goes_is_named_and_two_places_at_once_are_told(work, panel):
    lead = work.members[0].id
    bo = team.add_member(work, "Bo Brown").made
    plan.set_who(work, panel, [lead, bo, lead])
    assert _one(work, panel).who == (lead, bo)
    other = plan.add_activity(
        work, "2026-07-08", title="Front door", start="11:00", end="13:00", who=[bo]
    ).made
    card = next(one for one in plan.cards(work, "2026-07-08") if one.id == panel)
    assert card.people == ("you", "Bo Brown")
    assert card.is_mine
    assert card.clash == "Bo Brown planned in two places"
    plan.set_state(work, other, "cancelled")
    assert not any(one.clash for one in plan.cards(work))


def test_touching_hours_are_no_clash(work, panel):
    lead = work.members[0].id
    plan.set_who(work, panel, [lead])
    plan.add_activity(work, "2026-07-08", title="Next", start="12:00", end="13:00", who=[lead])
    assert not any(one.clash for one in plan.cards(work))


def test_a_stranger_cannot_go(work, panel):
    with pytest.raises(BadInputError, match="not on the team"):
        plan.set_who(work, panel, ["nobody"])


def test_states_and_who_goes_where_tomorrow(work, panel):
    lead = work.members[0].id
    plan.set_who(work, panel, [lead])
    assert plan.next_day(work, date(2026, 7, 7)) == WEDNESDAY
    (mine,) = plan.who_goes_where(work, WEDNESDAY)
    assert [card.id for card in mine.cards] == [panel]
    plan.set_state(work, panel, "cancelled")
    assert plan.who_goes_where(work, WEDNESDAY)[0].cards == ()
    with pytest.raises(BadInputError, match="never 'lost'"):
        plan.set_state(work, panel, "lost")


def test_an_activity_is_deleted_and_its_steps_are_named(work, panel):
    plan.shift_day(work, panel, 1)
    plan.remove_activity(work, panel)
    assert work.snapshot.get(Activity, panel) is None
    steps = [line.step for line in history.of_record(work, panel)]
    assert steps == ["Add activity", "Move activity to Thu 9 Jul", "Delete activity"]


def test_a_day_nobody_can_read_is_shown_as_no_day(work):
    made = editing.create(work, Activity, "Add", day="next week", title="x").made
    assert [card.id for card in plan.board(work, WEDNESDAY)[-1].cards] == [made]
