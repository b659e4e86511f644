"""What an inspection begins with: rules, LA, last inspection, lead, week."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import (
    Activity,
    LaProfile,
    LineOfEnquiry,
    Member,
    Pinned,
    PreviousInspection,
)
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.inspection import setup
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.services.record.work import EDITION, INSPECTION, LA_PROFILE, PREVIOUS


def test_it_carries_its_own_copy_of_the_rules(work, editions):
    pinned = work.snapshot.one(Pinned, EDITION)
    assert pinned.digest
    assert work.edition == editions.edition("ilacs-2026")
    assert work.event.key == "short"


def test_who_makes_it_leads_it_under_the_letter_a(work):
    [member] = work.snapshot.all(Member)
    assert (member.name, member.role, member.letter) == ("Ann Example", "lead", "A")
    assert member.person == work.me.person
    assert work.is_lead


def test_the_timetable_is_laid_out_in_working_days(work):
    days = {one.day for one in work.snapshot.all(Activity)}
    assert "2026-07-06" in days
    assert all(date.fromisoformat(day).weekday() < 5 for day in days)
    assert work.inspection.fieldwork_end >= "2026-07-06"


def test_the_last_ones_bullets_become_lines_of_enquiry_in_their_order(new_work):
    bullets = ("The quality of supervision", "The timeliness of assessments", "The front door")
    work = new_work(previous=PreviousInspection(PREVIOUS, bullets=bullets))
    lines = sorted(work.snapshot.all(LineOfEnquiry), key=lambda one: one.rank)
    assert [one.question.rpartition(": ")[2] for one in lines] == list(bullets)
    assert {one.origin for one in lines} == {"previous"}


def test_bullets_told_later_are_added_and_none_comes_twice(new_work):
    work = new_work(previous=PreviousInspection(PREVIOUS, bullets=("One",)))
    setup.change_previous(work, bullets=["One", "Two"])
    setup.change_previous(work, bullets=["One", "Two", "Three"])
    lines = sorted(work.snapshot.all(LineOfEnquiry), key=lambda one: one.rank)
    assert [one.question[-3:] for one in lines] == ["One", "Two", "ree"]


def test_a_line_that_was_deleted_does_not_come_back_with_the_next_bullet(new_work):
    work = new_work(previous=PreviousInspection(PREVIOUS, bullets=("One",)))
    [line] = work.snapshot.all(LineOfEnquiry)
    editing.delete(work, LineOfEnquiry, line.id, "Delete line of enquiry")
    setup.change_previous(work, bullets=["One", "Two"])
    assert [one.question[-3:] for one in work.snapshot.all(LineOfEnquiry)] == ["Two"]


@pytest.mark.parametrize("change", [{"la_name": "  "}, {"event": "no-such"}])
def test_what_is_missing_or_wrong_makes_no_inspection(laptop, editions, change):
    before = laptop.files()
    wish = {"la_name": "Exampleshire", "event": "short", "fieldwork_start": date(2026, 7, 6)}
    with pytest.raises(BadInputError):
        laptop.new_inspection(NewInspection(**{**wish, **change}), editions)
    assert laptop.files() == before


def test_the_lead_changes_dates_that_make_sense(work):
    setup.change_inspection(work, fieldwork_end="2026-07-17", la_name="Northshire")
    assert work.inspection.fieldwork_end == "2026-07-17"
    assert work.inspection.la_name == "Northshire"
    for wrong in ({"fieldwork_end": "2026-07-01"}, {"fieldwork_start": "soon"}):
        with pytest.raises(BadInputError):
            setup.change_inspection(work, **wrong)
    assert work.inspection.id == INSPECTION


def test_only_the_lead_changes_them(work):
    editing.edit(work, Member, work.my_member.id, "Change role", role="inspector")
    with pytest.raises(NotAllowedError):
        setup.change_inspection(work, la_name="Northshire")


def test_the_beginning_itself_is_not_undone(work):
    assert undoing.offer(work).undo == ""


def test_the_profile_is_one_record(work):
    setup.change_profile(work, dcs_name="Morgan Example")
    setup.change_profile(work, dcs_title="Executive Director")
    [profile] = work.snapshot.all(LaProfile)
    assert profile.id == LA_PROFILE
    assert (profile.dcs_name, profile.dcs_title) == ("Morgan Example", "Executive Director")


def test_a_suggestion_without_a_last_inspection_is_still_an_event_of_the_edition(editions):
    found = setup.suggestion(PreviousInspection(PREVIOUS), date(2026, 7, 6), editions)
    assert found.event in {one.key for one in editions.edition("ilacs-2026").events}
