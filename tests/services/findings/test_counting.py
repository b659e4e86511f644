"""Many notes counted at once are counted as each is by itself."""

from __future__ import annotations

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.evidence.evidence_rows import piece
from ilacs_desktop.services.findings.counting import Counting
from ilacs_desktop.services.record import editing


def test_each_piece_is_the_same(work):
    child = editing.create(work, Case, "Add", child_id="1").made
    for source, method in (("manager", ""), ("", "data"), ("", "interview"), ("annex-a", "data")):
        evidence.add(work, "x", source=source, method=method, case=child)
    counting = Counting(work)
    for record in work.snapshot.records(Evidence).values():
        assert counting.piece(record) == piece(work, record)
