"""Findings made into one and one made into two: nothing is lost, and one undo takes it back."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Finding, KitItem, KitMeeting
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import finding_rows, finding_states, findings, merging
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.services.report import writing
from ilacs_desktop.services.report.resting import RELATION

KIND = "area-for-improvement"


def note(work, text, **values):
    return evidence.add(work, text, **values).made


def sides(work, finding):
    return {link.source: link.stance for link in work.snapshot.links_to(evidence.FINDING, finding)}


def topics(work, finding):
    return {link.detail for link in work.snapshot.links_from(findings.TOPIC, finding)}


def answered(work, finding, words="From May"):
    finding_states.put_to_la(work, finding)
    finding_states.respond(work, finding, "accepted", words)


@pytest.fixture
def pair(work):
    """Two findings on reviews with one note in common, and a paragraph on the second."""
    one, both, two = (note(work, text, stance="concern") for text in ("one", "both", "two"))
    first = findings.make(work, [one, both], KIND, text="Reviews drift", topics=["cc-reviews"]).made
    second = findings.make(work, [both, two], KIND, text="IROs", topics=["cc-health"]).made
    paragraph = writing.add_paragraph(work, "in-care", text="Reviews are late.").made
    writing.link_finding(work, paragraph, second)
    return first, second, (one, both, two), paragraph


def test_two_become_one_in_one_step(work, pair):
    first, second, notes, paragraph = pair
    before = {one: work.snapshot.get(Finding, one) for one in (first, second)}
    merging.merge(work, [first, second], "Reviews are late and not challenged")
    assert sides(work, first) == dict.fromkeys(notes, "for")
    assert topics(work, first) == {"cc-reviews", "cc-health"}
    gone = work.snapshot.one(Finding, second)
    assert gone.state == "withdrawn"
    assert gone.state_reason.startswith("Merged into: Reviews are late")
    assert set(sides(work, second)) == set(notes[1:]), "it can still be read as it was"
    assert [one.source for one in work.snapshot.links_to(RELATION, paragraph)] == [first]
    assert [one.how for one in merging.ancestry(work, first)] == ["merged"]
    undoing.undo(work)
    assert {one: work.snapshot.get(Finding, one) for one in (first, second)} == before
    assert topics(work, first) == {"cc-reviews"}
    assert [one.source for one in work.snapshot.links_to(RELATION, paragraph)] == [second]
    assert merging.ancestry(work, first) == ()
    undoing.redo(work)
    assert sides(work, first) == dict.fromkeys(notes, "for")


def test_what_was_said_at_kit_stays_there_and_is_found(work, pair):
    first, second, _, _ = pair
    meeting = editing.create(work, KitMeeting, "Add", day="2026-07-08").made
    item = kit.add_item(work, meeting, "concern", "IROs", about=second).made
    editing.edit(work, KitItem, item, "Answer", response="From May")
    editing.edit(work, KitMeeting, meeting, "Give", given_at="2026-07-08T17:00", state="held")
    merging.merge(work, [first, second], "Reviews")
    assert work.snapshot.one(KitItem, item).about == second
    assert finding_rows.card(work, first).la_response == "From May"
    undoing.undo(work)
    assert work.snapshot.one(Finding, second).state == "emerging"


def test_a_note_on_two_sides_waits_for_a_person(work, pair):
    first, second, notes, _ = pair
    findings.set_side(work, second, notes[1], "against")
    assert merging.sides_of(work, [first, second])[notes[1]] == ""
    with pytest.raises(BadInputError, match="which side"):
        merging.merge(work, [first, second], "Reviews")
    merging.merge(work, [first, second], "Reviews", sides={notes[1]: "neutral"})
    assert sides(work, first)[notes[1]] == "neutral"


def test_what_speaks_for_a_strength_is_not_for_a_weakness(work, pair):
    first, _, _, _ = pair
    good = note(work, "good", stance="strength")
    strength = findings.make(work, [good], "strength", text="Reviews are kind").made
    assert merging.sides_of(work, [first, strength])[good] == ""
    merging.merge(work, [first, strength], "Reviews", sides={good: "against"})
    assert sides(work, first)[good] == "against"


def test_it_was_put_to_the_la_only_where_all_of_it_was(work, pair):
    first, second, _, _ = pair
    answered(work, first)
    finding_states.say_support(work, first, "supported", "Two sources")
    merging.merge(work, [first, second], "Reviews")
    held = work.snapshot.one(Finding, first)
    assert (held.state, held.put_at, held.la_response_kind) == ("emerging", "", "")
    assert held.la_response == "From May"
    assert held.support == "", "the word was said of a part"


def test_both_put_stays_put_and_keeps_the_answers(work, pair):
    first, second, _, _ = pair
    answered(work, first, "From May")
    answered(work, second, "From June")
    merging.merge(work, [first, second], "Reviews")
    held = work.snapshot.one(Finding, first)
    assert (held.state, held.la_response_kind) == ("put_to_la", "accepted")
    assert held.la_response == "From May\nFrom June"


def test_what_is_agreed_is_opened_again_first(work, pair):
    first, second, _, _ = pair
    answered(work, second)
    finding_states.agree(work, second)
    with pytest.raises(NotAllowedError, match="agreed"):
        merging.merge(work, [first, second], "Reviews")
    assert "agreed" in merging.why_not_split(work, second)
    with pytest.raises(NotAllowedError, match="two findings"):
        merging.merge(work, [first, first], "Reviews")


def test_opened_again_it_stands_alone(work, pair):
    first, second, notes, _ = pair
    merging.merge(work, [first, second], "Reviews")
    finding_states.reopen(work, second, "They differ after all")
    assert merging.ancestry(work, second) == ()
    assert set(sides(work, second)) == set(notes[1:])


def test_a_finding_is_split_by_its_evidence(work, pair):
    _, second, (_, both, two), paragraph = pair
    answered(work, second)
    extra = note(work, "extra", stance="strength")
    findings.attach(work, second, [extra])
    made = merging.split(
        work, second, "Health", {two: "goes", both: "both"}, left="IROs only", topics=[]
    ).made
    assert sides(work, second) == {both: "for", extra: "against"}
    assert sides(work, made) == {both: "for", two: "for"}
    assert topics(work, made) == set()
    new, old = work.snapshot.one(Finding, made), work.snapshot.one(Finding, second)
    assert (new.state, new.put_at, new.la_response) == ("put_to_la", old.put_at, "From May")
    assert old.text == "IROs only"
    assert {one.source for one in work.snapshot.links_to(RELATION, paragraph)} == {second, made}
    card = finding_rows.card(work, made)
    assert [(one.id, one.how) for one in card.ancestry] == [(second, "split from")]
    undoing.undo(work)
    assert work.snapshot.get(Finding, made) is None
    assert sides(work, second) == {both: "for", two: "for", extra: "against"}
    assert work.snapshot.one(Finding, second).text == "IROs"


def test_a_split_takes_something_with_it(work, pair):
    _, second, (_, both, _), _ = pair
    with pytest.raises(BadInputError, match="No evidence goes"):
        merging.split(work, second, "Health", {both: "stays"})
    with pytest.raises(BadInputError, match="no statement"):
        merging.split(work, second, " ", {both: "goes"})
    bare = findings.make(work, [], KIND, text="Bare").made
    assert "rests on nothing" in merging.why_not_split(work, bare)


def test_figures_of_then_and_now(work, pair):
    first, _, _, _ = pair
    answered(work, first)
    members = [one.id for one in work.members]
    finding_states.agree(work, first, members)
    card = finding_rows.card(work, first)
    assert card.figures_stand
    assert not card.figures_differ
    assert card.state_present == tuple(one.name for one in work.members)
    late = note(work, "late", topics=["cc-reviews"], case="")
    assert not finding_rows.card(work, first).figures_differ
    evidence.delete(work, late)


def test_words_beside_the_scale():
    assert finding_rows.seen_words(finding_rows.Figures()) == "Nothing for it yet"
    shown = finding_rows.Figures(children=4, of=9, inspectors=2, pieces_for=5)
    assert finding_rows.seen_words(shown) == (
        "Seen in 4 of 9 children looked at on this topic, by 2 inspectors"
    )
