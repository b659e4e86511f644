"""Findings: made from notes, with sides, topics and claims; kinds as the event allows."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Finding, LaClaim
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.record import editing, undoing


def add(work, text="x", **values):
    return evidence.add(work, text, **values).made


def sides(work, finding):
    return {link.source: link.stance for link in work.snapshot.links_to(evidence.FINDING, finding)}


def test_one_action_makes_a_finding_from_several_notes(work):
    good = add(work, stance="strength", area="in-care", topics=["cc-health"])
    bad = add(work, stance="concern", area="in-care", topics=["cc-health", "cc-reviews"])
    plain = add(work, area="leaders")
    made = findings.make(work, [good, bad, plain], "area-for-improvement", text="Drift").made
    finding = work.snapshot.get(Finding, made)
    assert (finding.area, finding.state, finding.text) == ("in-care", "emerging", "Drift")
    assert sides(work, made) == {good: "against", bad: "for", plain: "neutral"}
    topics = {link.detail for link in work.snapshot.links_from(findings.TOPIC, made)}
    assert topics == {"cc-health", "cc-reviews"}
    undoing.undo(work)
    assert work.snapshot.get(Finding, made) is None
    assert sides(work, made) == {}


@pytest.mark.parametrize(
    ("sign", "stance", "side"),
    [
        ("+", "strength", "for"),
        ("+", "concern", "against"),
        ("△", "concern", "for"),
        ("!", "strength", "against"),
        ("+", "", "neutral"),
        ("△", "neutral", "neutral"),
    ],
)
def test_the_usual_side(sign, stance, side):
    assert findings.usual_side(sign, stance) == side


def test_only_kinds_of_this_event(new_work):
    short = new_work()
    keys = [kind.key for kind in findings.kinds_allowed(short)]
    assert "area-for-priority-action" not in keys
    with pytest.raises(BadInputError):
        findings.make(short, [], "area-for-priority-action")
    visit = new_work(event="focused-visit")
    assert "area-for-priority-action" in [kind.key for kind in findings.kinds_allowed(visit)]
    findings.make(visit, [], "area-for-priority-action")


def test_a_note_that_is_gone_makes_nothing(work):
    with pytest.raises(BadInputError):
        findings.make(work, ["gone"], "strength")
    assert work.snapshot.all(Finding) == ()


def test_notes_and_claims_come_and_go_and_change_side(work):
    note, other = add(work, stance="strength"), add(work)
    made = findings.make(work, [note], "strength", text="Good").made
    findings.attach(work, made, [other], "against")
    assert sides(work, made) == {note: "for", other: "against"}
    findings.set_side(work, made, other, "neutral")
    assert sides(work, made)[other] == "neutral"
    findings.detach(work, made, other)
    findings.attach(work, made, [other])
    assert sides(work, made) == {note: "for", other: "neutral"}
    with pytest.raises(BadInputError):
        findings.set_side(work, made, note, "maybe")
    claim = editing.create(work, LaClaim, "Add", text="We are good").made
    findings.attach_claim(work, made, claim, "for")
    assert work.snapshot.links_to(findings.CLAIM, made)[0].stance == "for"
    findings.detach_claim(work, made, claim)
    with pytest.raises(BadInputError):
        findings.attach_claim(work, made, "gone", "for")


def test_an_agreed_finding_keeps_what_it_rests_on(work):
    note, other = add(work, stance="strength"), add(work)
    made = findings.make(work, [note], "strength", text="Good").made
    finding_states.agree(work, made)
    for command in (
        lambda: findings.attach(work, made, [other]),
        lambda: findings.detach(work, made, note),
        lambda: findings.set_side(work, made, note, "against"),
        lambda: findings.change(work, made, area="leaders"),
    ):
        with pytest.raises(NotAllowedError):
            command()
    findings.change(work, made, scale_word="most")
    assert work.snapshot.get(Finding, made).scale_word == "most"


def test_topics_of_a_finding_are_set(work):
    made = findings.make(work, [], "strength", topics=["hp-plans"]).made
    findings.set_topics(work, made, ["hp-visits"])
    assert [link.detail for link in work.snapshot.links_from(findings.TOPIC, made)] == ["hp-visits"]
