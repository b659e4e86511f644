from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Finding, LaClaim, SeenDocument
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.findings import claims
from ilacs_desktop.services.record import editing


def test_claims_stand_in_body_order_of_their_areas(work):
    claims.add_claim(work, "Leaders know.", area="leaders")
    claims.add_claim(work, "Front door is prompt.", area="help-and-protection")
    claims.add_claim(work, "No area yet.")
    assert [row.text for row in claims.rows(work)] == [
        "Front door is prompt.",
        "Leaders know.",
        "No area yet.",
    ]
    assert [row.area_label for row in claims.rows(work, "leaders")] == ["Leaders"]


def test_a_document_is_named_by_its_title_once(work):
    one = claims.add_claim(work, "First", page="6").made
    two = claims.add_claim(work, "Second").made
    claims.name_document(work, one, " Self-evaluation  2026 ")
    claims.name_document(work, two, "self-evaluation 2026")
    assert [row.document_title for row in claims.rows(work)] == ["Self-evaluation 2026"] * 2
    assert len(work.snapshot.all(SeenDocument)) == 1
    with pytest.raises(BadInputError, match="title is missing"):
        claims.name_document(work, one, " ")


def test_a_claim_speaks_for_or_against_a_finding(work):
    claim = claims.add_claim(work, "Supervision is reflective.", area="leaders").made
    finding = editing.create(work, Finding, "Add", text="Supervision is task-led.").made
    claims.use_for_finding(work, claim, finding, "against")
    (row,) = claims.rows(work)
    assert [(use.text, use.stance) for use in row.uses] == [("Supervision is task-led.", "against")]
    claims.use_for_finding(work, claim, finding, "for")
    assert claims.rows(work)[0].uses[0].stance == "for"
    claims.stop_using(work, claim, finding)
    assert claims.rows(work)[0].uses == ()


def test_moving_and_deleting(work):
    first = claims.add_claim(work, "first", area="leaders").made
    claims.add_claim(work, "elsewhere", area="in-care")
    second = claims.add_claim(work, "second", area="leaders").made
    claims.shift_claim(work, second, -1)
    assert [row.text for row in claims.rows(work, "leaders")] == ["second", "first"]
    claims.remove_claim(work, first)
    assert work.snapshot.get(LaClaim, first) is None
    with pytest.raises(BadInputError):
        claims.add_claim(work, area="nowhere")
