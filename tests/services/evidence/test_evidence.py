"""Notes: made at once, typed on, said more of, tied to topics, lines and documents, deleted."""

from __future__ import annotations

from datetime import datetime

import pytest

from ilacs_desktop.domain.records import (
    Activity,
    Case,
    Evidence,
    LineOfEnquiry,
    Member,
    SeenDocument,
)
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.evidence.evidence import Assumed
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.record import editing, undoing


def note(work, record):
    return work.snapshot.get(Evidence, record)


def topics(work, record):
    return {link.detail for link in work.snapshot.links_from(evidence.TOPIC, record)}


def test_a_note_is_made_at_once_and_then_typed(work):
    record = editing.new_id()
    evidence.add(work, "S", record=record)
    evidence.type_text(work, record, "Seen")
    evidence.type_text(work, record, "Seen at home")
    made = note(work, record)
    assert made.text == "Seen at home"
    assert made.seen_at[:19] <= work.now_text()[:19]
    assert made.seen_at == made.written_at
    assert datetime.fromisoformat(made.seen_at).tzinfo is not None
    assert made.zone
    undoing.undo(work)
    assert note(work, record).text == "S"


def test_what_is_assumed_is_marked_until_it_is_said(work):
    record = evidence.add(
        work, "x", assumed=Assumed(method="record", source="record", place="Hill Street")
    ).made
    assert set(note(work, record).assumed) == {"method", "source", "place"}
    evidence.change(work, record, method="interview", source="practitioner")
    assert note(work, record).assumed == ("place",)
    evidence.confirm(work, record)
    assert note(work, record).assumed == ()
    assert note(work, record).place == "Hill Street"


def test_a_value_said_outright_is_not_assumed(work):
    record = evidence.add(work, "x", assumed=Assumed(method="record"), method="data").made
    assert (note(work, record).method, note(work, record).assumed) == ("data", ())


def test_the_activity_that_is_on_suggests_place_method_and_source(work):
    now = work.now()
    me = work.my_member.id
    editing.create(
        work,
        Activity,
        "Add",
        day=now.date().isoformat(),
        start="00:00",
        end="23:59",
        kind="case-sampling",
        place="Hill Street",
        who=[me],
    )
    editing.create(
        work,
        Activity,
        "Add",
        day=now.date().isoformat(),
        start="00:00",
        end="23:59",
        kind="leaders",
        place="Elsewhere",
        who=["someone else"],
    )
    found = evidence.assume(work)
    assert (found.place, found.method, found.source) == ("Hill Street", "interview", "practitioner")


def test_the_child_on_the_screen_is_suggested_and_no_other(work):
    case = editing.create(work, Case, "Add", child_id="4471", area="in-care").made
    assert evidence.assume(work).case == ""
    assert evidence.assume(work, case).case == case
    assert evidence.assume(work, case).area == "in-care"


@pytest.mark.parametrize(
    "values",
    [
        {"method": "guess"},
        {"source": "gossip"},
        {"stance": "bad"},
        {"voice": "loud"},
        {"area": "elsewhere"},
        {"case": "nobody"},
    ],
)
def test_what_the_edition_does_not_know_is_refused(work, values):
    record = evidence.add(work, "x").made
    before = note(work, record)
    with pytest.raises(BadInputError):
        evidence.change(work, record, **values)
    assert note(work, record) == before


def test_an_unknown_topic_is_refused(work):
    with pytest.raises(BadInputError):
        evidence.add(work, "x", topics=["nothing"])


def test_topics_are_set_taken_and_set_again(work):
    record = evidence.add(work, "x", topics=["hp-consent", "hp-plans"]).made
    evidence.set_topics(work, record, ["hp-plans", "hp-visits"])
    assert topics(work, record) == {"hp-plans", "hp-visits"}
    evidence.set_topics(work, record, ["hp-consent"])
    assert topics(work, record) == {"hp-consent"}
    undoing.undo(work)
    assert topics(work, record) == {"hp-plans", "hp-visits"}


def test_several_notes_are_said_the_same_of_in_one_step(work):
    made = [evidence.add(work, str(at)).made for at in range(3)]
    evidence.change_several(work, made, area="in-care", ask_at_kit=True)
    evidence.add_topic(work, made, "cc-health")
    assert all(note(work, one).ask_at_kit for one in made)
    undoing.undo(work)
    undoing.undo(work)
    assert not any(note(work, one).area for one in made)


def test_lines_and_documents_are_tied_with_the_page(work):
    line = editing.create(work, LineOfEnquiry, "Add", question="Why?").made
    document = editing.create(work, SeenDocument, "Add", title="Strategy").made
    record = evidence.add(work, "x", lines=[line], documents=[(document, "4")]).made
    assert work.snapshot.links_from(evidence.DOCUMENT, record)[0].detail == "4"
    evidence.cite(work, record, document, "12")
    assert work.snapshot.links_from(evidence.DOCUMENT, record)[0].detail == "12"
    evidence.set_lines(work, record, [])
    evidence.uncite(work, record, document)
    assert not work.snapshot.links_from(evidence.LINE, record)
    with pytest.raises(BadInputError):
        evidence.cite(work, record, "gone")


def test_a_deleted_note_leaves_its_finding_unless_that_is_agreed(work):
    record = evidence.add(work, "x", stance="strength").made
    finding = findings.make(work, [record], "strength", text="Good").made
    finding_states.agree(work, finding)
    with pytest.raises(NotAllowedError):
        evidence.delete(work, record)
    finding_states.reopen(work, finding, "New evidence")
    evidence.delete(work, record)
    assert note(work, record) is None
    assert not work.snapshot.links_to(evidence.FINDING, finding)


def test_the_qa_reader_writes_no_evidence(work):
    record = evidence.add(work, "x").made
    editing.edit(work, Member, work.my_member.id, "Change", role="qa")
    for command in (
        lambda: evidence.add(work, "y"),
        lambda: evidence.change(work, record, stance="concern"),
        lambda: evidence.set_topics(work, record, ["hp-plans"]),
        lambda: evidence.delete(work, record),
    ):
        with pytest.raises(NotAllowedError):
            command()
    assert note(work, record).stance == ""
