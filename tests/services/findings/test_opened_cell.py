"""A cell opened: notes with source, child and inspector, each counted once."""

from __future__ import annotations

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import coverage
from ilacs_desktop.services.findings.opened_cell import opened
from ilacs_desktop.services.record import editing


def test_kinds_children_and_inspectors_behind_a_cell(work):
    child = editing.create(work, Case, "Add", child_id="1").made
    again = editing.create(work, Case, "Add", child_id="1").made
    for text, source, case in (("a", "manager", child), ("b\nc", "record", again), ("d", "", "")):
        evidence.add(work, text, topics=["hp-plans"], source=source, case=case, stance="concern")
    notes = coverage.matrix(work).row("hp-plans").whole.notes
    found = opened(work, (*notes, "gone"))
    assert [line.text for line in found.notes] == ["a", "b c", "d"]
    assert found.kinds == (("Child's record", 1), ("Practitioner's manager", 1), ("", 1))
    assert (found.children, found.inspectors) == (("1",), ("Ann Example",))
