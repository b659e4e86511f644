"""Stages after fieldwork: working days, own days with a reason, holds, what is late on Today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ilacs_desktop.domain.records import Inspection
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.record.work import INSPECTION
from ilacs_desktop.services.stages import stages
from ilacs_desktop.services.today import today


@pytest.fixture
def at(work, monkeypatch):
    """Set the day; the short inspection's last day on site is Friday 10 July 2026."""

    def go(year, month, day):
        moment = datetime(year, month, day, 12, tzinfo=UTC)
        monkeypatch.setattr(type(work), "now", lambda _self: moment)

    go(2026, 7, 10)
    return go


def line(work, key):
    return next(one for one in stages.lines(work) if one.key == key)


def test_days_are_working_days_of_england(new_work):
    work = new_work(start=date(2026, 8, 17))
    due = {one.key: one.due for one in stages.lines(work)}
    # Fieldwork ends on Friday 21 August; Monday the 31st is a bank holiday.
    assert due["draft"] == date(2026, 9, 7)
    assert due["published"] == date(2026, 9, 30)
    assert due["complaint-window"] is None
    assert line(work, "draft").check, "its days are a default"


def test_what_is_now_and_what_is_late(work, at):
    assert stages.running(work) == ""
    at(2026, 7, 13)
    assert stages.running(work) == "Drafting"
    assert line(work, "draft").state == "now"
    assert line(work, "draft").due_words.endswith("in 9 working days")
    assert stages.late(work) == ()
    at(2026, 7, 27)
    assert [one.key for one in stages.late(work)] == ["draft"]
    assert line(work, "draft").due_words.endswith("1 working day late")
    assert [one.title for one in today.needs(work) if one.tag == "Stage"] == ["Draft written"]


def test_done_by_whom_and_taken_back(work, at):
    at(2026, 7, 22)
    stages.mark_done(work, "draft", date(2026, 7, 21))
    held = line(work, "draft")
    assert (held.state, held.done, held.by) == ("done", date(2026, 7, 21), "Ann Example")
    assert stages.running(work) == "Quality assurance"
    assert work.snapshot.one(Inspection, INSPECTION).stage == "draft"
    undoing.undo(work)
    assert line(work, "draft").done is None
    stages.mark_done(work, "draft")
    stages.take_back(work, "draft")
    assert line(work, "draft").state == "now"
    for day in (date(2026, 7, 23), date(2026, 7, 9)):
        with pytest.raises(BadInputError, match=r"still to come|before fieldwork"):
            stages.mark_done(work, "draft", day)
    with pytest.raises(BadInputError, match="no stage"):
        stages.mark_done(work, "party")


def test_an_own_day_has_a_reason(work, at):
    at(2026, 7, 13)
    with pytest.raises(BadInputError, match="reason"):
        stages.set_day(work, "draft", date(2026, 7, 30), " ")
    stages.set_day(work, "draft", date(2026, 7, 30), "The QA reader is away")
    held = line(work, "draft")
    assert (held.due, held.is_own, held.due_reason) == (
        date(2026, 7, 30),
        True,
        "The QA reader is away",
    )
    assert held.usual == date(2026, 7, 24)
    stages.set_day(work, "draft", None)
    assert line(work, "draft").due == date(2026, 7, 24)


def test_later_stages_count_from_what_really_happened(new_work, monkeypatch):
    work = new_work()
    moment = datetime(2026, 9, 30, 12, tzinfo=UTC)
    monkeypatch.setattr(type(work), "now", lambda _self: moment)
    before = line(work, "la-plan").due
    stages.mark_done(work, "final-to-la", date(2026, 8, 28))
    assert line(work, "la-plan").due > before
    assert line(work, "la-plan").state == "unneeded", "nothing was inadequate"


def test_on_hold_nothing_is_late(work, at):
    at(2026, 7, 27)
    with pytest.raises(BadInputError, match="reason"):
        stages.put_on_hold(work, "complaint", "")
    stages.put_on_hold(work, "complaint", "A complaint about the visit")
    assert stages.running(work) == "On hold"
    at(2026, 8, 3)
    assert stages.late(work) == ()
    assert stages.hold(work).days == 5
    stages.lift_hold(work, move=True)
    assert not stages.hold(work).is_on
    draft = line(work, "draft")
    assert (draft.due, draft.due_reason) == (
        date(2026, 7, 31),
        "On hold for 5 working days: A complaint about the visit",
    )
    with pytest.raises(NotAllowedError, match="not on hold"):
        stages.lift_hold(work, move=False)
    undoing.undo(work)
    assert line(work, "draft").due == date(2026, 7, 24)
    assert stages.hold(work).is_on


def test_published_is_the_end(work, at):
    at(2026, 8, 19)
    stages.mark_done(work, "published")
    assert stages.running(work) == "Published"
