"""Notes as rows: what they say, what narrows them, and that they follow every change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.evidence.evidence_rows import (
    Notes,
    Wanted,
    choices,
    chosen,
    context,
    origin_of,
    rows,
)
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.record import editing, undoing


@pytest.fixture
def child(work):
    return editing.create(work, Case, "Add child", child_id="4471").made


def add(work, text, **values):
    return evidence.add(work, text, **values).made


def test_newest_first_with_the_words_of_the_edition(work, child):
    old = add(work, "first", seen_at="2026-07-06T09:00:00+01:00")
    new = add(
        work,
        "second\nline",
        seen_at="2026-07-07T09:30:00+01:00",
        source="practitioner",
        area="help-and-protection",
        case=child,
        topics=["hp-plans"],
    )
    found = rows(work)
    assert [row.id for row in found] == [new, old]
    row = found[0]
    assert (row.first_line, row.time, row.day) == ("second line", "09:30", "2026-07-07")
    assert (row.source_label, row.area_label, row.child) == (
        "Practitioner",
        "Help and protection",
        "4471",
    )
    assert row.inspector_name == "Ann Example"
    assert found[1].source_label == ""


@pytest.mark.parametrize(
    ("wanted", "hits"),
    [
        (Wanted(), 3),
        (Wanted(words="PLAN clear"), 1),
        (Wanted(words="4471"), 1),
        (Wanted(area="in-care"), 1),
        (Wanted(stance="concern"), 1),
        (Wanted(only="to_write_up"), 1),
        (Wanted(only="ask_at_kit"), 0),
        (Wanted(only="no_topic"), 2),
        (Wanted(topic="hp-plans"), 1),
        (Wanted(only="no_source"), 2),
        (Wanted(day="2026-07-06"), 1),
        (Wanted(words="nowhere"), 0),
    ],
)
def test_narrowing(work, child, wanted, hits):
    add(
        work,
        "The plan is clear",
        topics=["hp-plans"],
        case=child,
        seen_at="2026-07-06T09:00:00+01:00",
        source="record",
    )
    add(work, "Drift", area="in-care", stance="concern")
    add(work, "Later", to_write_up=True)
    assert len(rows(work, wanted)) == hits


def test_what_can_be_chosen_is_what_occurs(work, child):
    add(work, "x", case=child, area="in-care", method="record", topics=["hp-plans"])
    found = choices(work, rows(work))
    assert found["case"] == ((child, "4471"),)
    assert [key for key, _ in found["area"]] == ["in-care"]
    assert [key for key, _ in found["topic"]] == ["hp-plans"]
    assert found["stance"] == ()


def test_rows_kept_up_to_date_equal_rows_read_anew(work, child):
    kept = Notes(work)
    one = add(work, "one")
    changes = [
        lambda: evidence.add(work, "two", case=child),
        lambda: evidence.set_topics(work, one, ["hp-plans"]),
        lambda: evidence.type_text(work, one, "one, longer"),
        lambda: findings.make(work, [one], "strength"),
        lambda: editing.edit(work, Case, child, "Change", child_id="9999"),
        lambda: evidence.set_topics(work, one, []),
        lambda: evidence.delete(work, one),
        lambda: undoing.undo(work),
    ]
    kept.refresh(None)
    for change in changes:
        kept.refresh(change())
        assert kept.rows == Notes(work).rows


def test_refresh_names_the_notes_it_touched(work, child):
    one, other = add(work, "one"), add(work, "two")
    kept = Notes(work)
    assert kept.refresh(evidence.set_topics(work, one, ["hp-plans"])) == {one}
    assert kept.refresh(evidence.change(work, other, stance="concern")) == {other}
    assert kept.refresh(editing.edit(work, Case, child, "Change", code="A")) is None


def test_context_says_what_a_note_is_tied_to(work, child):
    one = add(work, "one", case=child, topics=["hp-plans"], stance="concern")
    other = add(work, "two", case=child)
    finding = findings.make(work, [one], "area-for-improvement", text="Plans drift").made
    found = context(work, one, rows(work))
    assert [tie.label for tie in found.topics] == ["Child in need and child protection plans"]
    assert [(tie.id, tie.stance, tie.second) for tie in found.findings] == [(finding, "for", "△")]
    assert [row.id for row in found.about_child] == [other]
    assert found.child == "4471"
    assert context(work, "gone").topics == ()


def test_origin_follows_from_the_source_then_from_the_method(work):
    edition = work.edition
    assert origin_of(edition, Evidence("x", source="manager")) == "record"
    assert origin_of(edition, Evidence("x", method="data")) == "data"
    assert origin_of(edition, Evidence("x", method="interview")) == ""
    assert origin_of(edition, Evidence("x", source="unknown", method="data")) == ""


@given(st.text(max_size=20))
def test_any_words_narrow_without_fault(words):
    assert chosen((), Wanted(words=words)) == ()
