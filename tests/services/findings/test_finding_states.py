"""From emerging to agreed: who, when, with which figures, and what is never undone."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Case, Finding, Member
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.record import editing, undoing


@pytest.fixture
def drift(work):
    child = editing.create(work, Case, "Add", child_id="4471").made
    note = evidence.add(work, "x", stance="concern", case=child, source="record").made
    return findings.make(work, [note], "area-for-improvement", text="Plans drift").made


@pytest.fixture
def good(work):
    note = evidence.add(work, "x", stance="strength", source="record").made
    return findings.make(work, [note], "strength", text="Prompt").made


def finding(work, record):
    return work.snapshot.get(Finding, record)


def test_an_improvement_is_put_answered_and_then_agreed(work, drift):
    assert "put to the LA" in finding_states.why_not_agree(work, drift)
    with pytest.raises(NotAllowedError):
        finding_states.agree(work, drift)
    with pytest.raises(NotAllowedError):
        finding_states.respond(work, drift, "accepted")
    finding_states.put_to_la(work, drift)
    assert finding(work, drift).put_at
    with pytest.raises(NotAllowedError):
        finding_states.put_to_la(work, drift)
    assert "response" in finding_states.why_not_agree(work, drift)
    finding_states.respond(work, drift, "none_offered")
    finding_states.agree(work, drift)
    agreed = finding(work, drift)
    assert (agreed.state, agreed.state_by) == ("agreed", work.me.person)
    assert agreed.figures["sources"] == 1
    assert agreed.figures["children"] == 1


def test_putting_to_the_la_is_not_undone(work, drift):
    finding_states.put_to_la(work, drift)
    assert undoing.offer(work).undo != "Put finding to the LA"


def test_figures_stand_once_agreed_until_it_is_opened_again(work, good):
    finding_states.agree(work, good)
    before = finding(work, good).figures
    with pytest.raises(BadInputError):
        finding_states.reopen(work, good, "")
    finding_states.reopen(work, good, "A manager disagrees")
    assert finding(work, good).state == "emerging"
    assert finding(work, good).figures == {}
    assert before["for"] == 1


def test_only_the_lead_agrees(work, good):
    editing.edit(work, Member, work.my_member.id, "Change", role="inspector")
    with pytest.raises(NotAllowedError):
        finding_states.agree(work, good)
    finding_states.withdraw(work, good, "Not ours to say")
    assert finding(work, good).state_reason == "Not ours to say"


def test_withdrawn_with_a_reason_and_back(work, drift):
    with pytest.raises(BadInputError):
        finding_states.withdraw(work, drift, " ")
    finding_states.put_to_la(work, drift)
    finding_states.withdraw(work, drift, "Figures were wrong")
    assert finding_states.why_not_agree(work, drift) == "This finding is withdrawn."
    finding_states.reopen(work, drift, "They were right")
    assert finding(work, drift).state == "put_to_la"


def test_support_is_a_named_persons_word_with_a_reason(work, good):
    with pytest.raises(BadInputError):
        finding_states.say_support(work, good, "supported", "")
    with pytest.raises(BadInputError):
        finding_states.say_support(work, good, "proven", "because")
    finding_states.say_support(work, good, "disputed", "Staff say otherwise")
    said = finding(work, good)
    assert (said.support, said.support_by, said.support_reason) == (
        "disputed",
        work.me.person,
        "Staff say otherwise",
    )
    finding_states.say_support(work, good, "", "")
    assert (finding(work, good).support, finding(work, good).support_by) == ("", "")


def test_a_finding_without_words_is_neither_put_nor_agreed(work):
    made = findings.make(work, [], "strength").made
    with pytest.raises(BadInputError):
        finding_states.put_to_la(work, made)
    with pytest.raises(NotAllowedError):
        finding_states.agree(work, made)


def test_only_an_agreed_finding_takes_its_place_in_the_document(work, good, drift):
    assert finding_states.placing(work, drift, placed=True) is None
    finding_states.agree(work, good)
    draft = finding_states.placing(work, good, placed=True)
    assert draft.values["state"] == "in_document"


def test_an_unknown_response_is_refused(work, drift):
    finding_states.put_to_la(work, drift)
    with pytest.raises(BadInputError):
        finding_states.respond(work, drift, "shrugged")
