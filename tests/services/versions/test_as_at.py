"""The inspection as it stood at a moment: evidence, findings and draft, replayed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.report import writing
from ilacs_desktop.services.versions import as_at

AREA = "help-and-protection"


class Clock:
    """A wall clock that a test moves."""

    def __init__(self, start):
        self._at = start

    def now(self):
        self._at += timedelta(seconds=1)
        return self._at

    def advance(self, by):
        self._at += by


@pytest.fixture
def clock(work):
    made = Clock(work.now())
    work.file.writer = replace(work.file.writer, clock=made)
    return made


def test_what_was_written_later_is_not_there_and_what_changed_reads_as_it_was(work, clock):
    made = findings.make(work, (), "strength", text="Children are seen.", area=AREA).made
    a = writing.add_paragraph(work, AREA, text="Most children are seen.").made
    then = work.now()
    clock.advance(timedelta(hours=2))
    writing.write_text(work, a, "Some children are seen.")
    writing.add_paragraph(work, AREA, text="Later words.")
    findings.make(work, (), "strength", text="Leaders know.", area=AREA)
    past = as_at.as_at(work, then + timedelta(minutes=1))
    assert [one.text for one in past.document.section(AREA).items] == ["Most children are seen."]
    assert [one.id for one in past.findings] == [made]
    assert past.newest.at <= then + timedelta(minutes=1)
    assert past.later >= 3
    now = as_at.as_at(work, work.now() + timedelta(minutes=1))
    assert now.later == 0
    assert [one.text for one in now.document.section(AREA).items] == [
        "Some children are seen.",
        "Later words.",
    ]


def test_before_anything_was_written_there_is_nothing(work):
    past = as_at.as_at(work, work.now() - timedelta(days=400))
    assert past.newest is None
    assert past.findings == past.notes == ()
    assert past.written == 0


def test_the_steps_are_offered_newest_first(work, clock):
    writing.add_paragraph(work, AREA, text="First.")
    clock.advance(timedelta(minutes=5))
    writing.add_paragraph(work, AREA, text="Second.")
    steps = as_at.moments(work)
    assert steps[0].step == "Add paragraph"
    assert steps[0].at > steps[1].at
