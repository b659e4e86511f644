"""Findings in lists and on cards: figures, sides, what the LA said, what changed since."""

from __future__ import annotations

from datetime import timedelta

from ilacs_desktop.domain.records import Case, Finding, LaClaim
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import finding_rows, finding_states, findings
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record import editing


def test_figures_of_a_finding(work):
    one, two, three = (
        editing.create(work, Case, "Add", child_id=str(4471 + at)).made for at in range(3)
    )
    notes = [
        evidence.add(work, "a", stance="concern", case=one, source="record", topics=["hp-plans"]),
        evidence.add(work, "b", stance="concern", case=one, source="manager"),
        evidence.add(work, "c", stance="concern", case=one, source="child"),
        evidence.add(work, "d", stance="strength", case=two, source="record"),
    ]
    evidence.add(work, "e", case=three, topics=["hp-plans"])
    made = findings.make(
        work, [note.made for note in notes], "area-for-improvement", text="Drift"
    ).made
    shown = finding_rows.figures_now(work, made)
    assert (shown.sources, shown.children, shown.of) == (2, 1, 3)
    assert (shown.pieces_for, shown.pieces_against) == (3, 1)
    assert finding_rows.figure_words(shown) == "2 sources, 1 inspector, 1 of 3 children"


def test_figures_of_an_agreed_finding_stand(work):
    note = evidence.add(work, "a", stance="strength", source="record").made
    made = findings.make(work, [note], "strength", text="Good").made
    finding_states.agree(work, made)
    evidence.change(work, note, source="")
    card = finding_rows.card(work, made)
    assert card.is_frozen
    assert card.row.figures.sources == 1
    assert finding_rows.figures_now(work, made).sources == 0


def test_the_card_lists_both_sides_and_claims(work):
    plus = evidence.add(work, "prompt\nand kind", stance="strength", source="record").made
    minus = evidence.add(work, "late", stance="concern").made
    made = findings.make(work, [minus, plus], "strength", text="Good", scale_word="most").made
    claim = editing.create(work, LaClaim, "Add", text="All are prompt").made
    findings.attach_claim(work, made, claim, "for")
    card = finding_rows.card(work, made)
    assert [one.text for one in card.side("for")] == ["prompt and kind", "All are prompt"]
    assert [one.source for one in card.side("for")] == ["Child's record", "LA’s own claim"]
    assert [one.source for one in card.side("against")] == ["Source not said"]
    assert card.row.is_one_source
    assert card.scale_word == "most"
    assert finding_rows.card(work, "gone") is None


def test_rows_come_by_area_then_as_made(work):
    last = findings.make(work, [], "strength", text="c", area="leaders").made
    first = findings.make(work, [], "strength", text="a", area="help-and-protection").made
    second = findings.make(work, [], "strength", text="b", area="help-and-protection").made
    assert [row.id for row in finding_rows.rows(work)] == [first, second, last]


def test_a_statement_changed_after_it_was_put_is_marked(work, monkeypatch):
    made = findings.make(work, [], "strength", text="Good").made
    finding_states.put_to_la(work, made)
    assert not finding_rows.card(work, made).text_changed
    later = work.now() + timedelta(minutes=5)
    monkeypatch.setattr(type(work.file.writer.clock), "now", lambda _self: later)
    editing.edit(work, Finding, made, "Write", text="Very good")
    assert finding_rows.card(work, made).text_changed


def test_what_the_la_said_at_kit_is_on_the_card(work):
    made = findings.make(work, [], "area-for-improvement", text="Drift").made
    meeting = kit.plan(work, "2026-07-06").made
    item = kit.add_item(work, meeting, "concern", "Drift", about=made).made
    kit.respond(work, item, "evidence_offered", "A list will come")
    card = finding_rows.card(work, made)
    assert card.row.state == "put_to_la"
    assert card.la_response == "A list will come"
