from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.plan import plan, team, timetable
from ilacs_desktop.services.record import history

WEDNESDAY = date(2026, 7, 8)


def _one(work, activity):
    return work.snapshot.one(Activity, activity)


def _day(work, day):
    return next(one for one in timetable.board(work, WEDNESDAY) if one.day == day)


@pytest.fixture
def panel(work):
    return plan.add_activity(
        work, "2026-07-08", title="Permanence panel", kind="panel", start="10:00"
    ).made


def test_an_activity_gets_its_kinds_usual_length(work, panel):
    assert _one(work, panel).end == "12:00"
    assert timetable.cards(work, "2026-07-08")[0].kind_words == "Meeting or panel observed"


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
    last = timetable.board(work, WEDNESDAY)[-1]
    assert (last.words, [card.id for card in last.cards]) == ("No day yet", [idea])
    plan.shift_day(work, idea, 1)
    assert _one(work, idea).day == "2026-07-06"


def test_a_new_start_takes_the_end_along(work, panel):
    plan.change_activity(work, panel, start="14:00")
    assert _one(work, panel).end == "16:00"
    plan.change_activity(work, panel, start="")
    assert (_one(work, panel).start, _one(work, panel).end) == ("", "")


def test_states_and_who_goes_where_tomorrow(work, panel):
    lead = work.members[0].id
    plan.change_activity(work, panel, who=[lead])
    assert timetable.next_day(work, date(2026, 7, 7)) == WEDNESDAY
    (mine,) = timetable.who_goes_where(work, WEDNESDAY)
    assert [card.id for card in mine.cards] == [panel]
    plan.set_state(work, panel, "cancelled")
    assert timetable.who_goes_where(work, WEDNESDAY)[0].cards == ()
    with pytest.raises(BadInputError, match="never 'lost'"):
        plan.set_state(work, panel, "lost")


def test_an_activity_is_deleted_and_its_steps_are_named(work, panel):
    plan.shift_day(work, panel, 1)
    plan.remove_activity(work, panel)
    assert work.snapshot.get(Activity, panel) is None
    steps = [line.step for line in history.of_record(work, panel)]
    assert steps == ["Add activity", "Move activity to Thu 9 Jul", "Delete activity"]


# -- dragged, and sent by letters --------------------------------------------------------------


def _hours(work, activity):
    held = _one(work, activity)
    return held.day, held.start, held.end


@pytest.fixture
def tuesday(work):
    """10:00 to 11:00 and 13:00 to 14:00, on a day that has nothing else."""
    for one in timetable.cards(work, "2026-07-07"):
        plan.remove_activity(work, one.id)
    return tuple(
        plan.add_activity(work, "2026-07-07", title="x", start=start, end=end).made
        for start, end in (("10:00", "11:00"), ("13:00", "14:00"))
    )


def test_what_fits_where_it_is_put_keeps_its_hours(work, panel, tuesday):
    plan.put_behind(work, panel, "2026-07-07", tuesday[0])
    assert _hours(work, panel) == ("2026-07-07", "10:00", "12:00")


def test_what_is_put_behind_another_follows_it(work, panel, tuesday):
    plan.put_behind(work, panel, "2026-07-07", tuesday[1])
    assert _hours(work, panel) == ("2026-07-07", "14:00", "16:00")
    plan.put_behind(work, panel, "2026-07-07", tuesday[0])
    assert _hours(work, panel) == ("2026-07-07", "11:00", "13:00")
    plan.put_behind(work, tuesday[1], "2026-07-07")
    assert _hours(work, tuesday[1]) == ("2026-07-07", "09:00", "10:00")


def test_what_has_no_hour_gets_one_behind_another(work, tuesday):
    untimed = plan.add_activity(work, "2026-07-08", title="Visit", kind="team-visit").made
    plan.put_behind(work, untimed, "2026-07-07")
    assert _hours(work, untimed) == ("2026-07-07", "", "")
    plan.put_behind(work, untimed, "2026-07-07", tuesday[0])
    assert _hours(work, untimed) == ("2026-07-07", "11:00", "13:00")


def test_a_letter_sends_a_member_and_keeps_them_again(work, panel):
    lead = work.members[0]
    plan.send_or_keep(work, panel, "a")
    assert _one(work, panel).who == (lead.id,)
    second = team.add_member(work, "Tom Second").made
    plan.send_or_keep(work, panel, "B")
    assert _one(work, panel).who == (lead.id, second)
    plan.send_or_keep(work, panel, "A")
    assert _one(work, panel).who == (second,)
    with pytest.raises(BadInputError, match="letter Q"):
        plan.send_or_keep(work, panel, "Q")
