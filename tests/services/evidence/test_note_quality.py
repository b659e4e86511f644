"""What a note does not say yet, and which notes need not say it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.evidence import note_quality

WHOLE = Evidence(
    "1",
    text="The plan is clear",
    source="practitioner",
    role="Team manager",
    effect="They know what happens next",
    seen_at="2026-07-08T10:40:00+01:00",
)


def fields(work, note):
    return [lack.field for lack in note_quality.lacks(work.edition, note)]


def test_a_whole_note_lacks_nothing(work):
    assert fields(work, WHOLE) == []
    assert note_quality.words(()) == ""


@pytest.mark.parametrize("field", ["text", "effect", "source", "role", "seen_at"])
def test_each_missing_field_is_named(work, field):
    assert fields(work, replace(WHOLE, **{field: ""})) == [field]


def test_a_day_without_an_hour_is_no_time(work):
    found = note_quality.lacks(work.edition, replace(WHOLE, seen_at="2026-07-08"))
    assert note_quality.words(found) == "no time"


@pytest.mark.parametrize("source", ["record", "la-audit", "childrens-group", "annex-a", "child"])
def test_what_speaks_without_a_role_needs_none(work, source):
    assert fields(work, replace(WHOLE, source=source, role="")) == []


def test_an_empty_note_says_all_in_the_order_of_its_fields(work):
    found = note_quality.lacks(work.edition, Evidence("1"))
    assert note_quality.words(found) == (
        "no words yet, no effect on the child, no source, no role, no day and time"
    )
