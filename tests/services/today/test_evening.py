from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import plan, timetable
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.today import digest, evening

WEDNESDAY = date(2026, 7, 8)


class Clock:
    def __init__(self, hour):
        self.at = datetime(2026, 7, 8, hour, 0, tzinfo=timezone(timedelta(hours=1)))

    def now(self):
        return self.at


@pytest.mark.parametrize(("hour", "is_evening"), [(9, False), (15, False), (16, True), (22, True)])
def test_the_evening_begins_when_the_days_work_is_over(work, hour, is_evening):
    work.file.writer = replace(work.file.writer, clock=Clock(hour))
    assert evening.is_evening(work) == is_evening


def test_the_last_team_meeting_of_the_day_is_the_evenings(work):
    for card in timetable.cards(work, "2026-07-08"):
        plan.remove_activity(work, card.id)
    assert evening.meeting(work, WEDNESDAY) is None
    for start in ("17:00", "08:30"):
        plan.add_activity(work, "2026-07-08", kind="team-meeting", title=start, start=start)
    assert evening.meeting(work, WEDNESDAY).title == "17:00"
    plan.set_state(work, evening.meeting(work, WEDNESDAY).id, "cancelled")
    assert evening.meeting(work, WEDNESDAY).title == "08:30"


def test_a_day_without_one_gets_one_and_its_note_is_part_of_the_digest(work):
    sunday = date(2026, 7, 12)
    made = evening.begin(work, sunday).made
    assert work.snapshot.one(Activity, made).who == tuple(one.id for one in work.members)
    editing.edit(work, Activity, made, "Note", note="Look at return home interviews again")
    (noted,) = digest.digest(work, sunday).noted
    assert noted.text == "Look at return home interviews again"
