"""Who has looked at what: counts by inspector, with what nobody has looked at beside it."""

from __future__ import annotations

from ilacs_desktop.domain.records import Case, Member
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import seen_documents
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import looked
from ilacs_desktop.services.record import editing


def one(rows, key):
    return next(row for row in rows if row.key == key)


def test_notes_answers_and_documents_are_counted_for_whoever_looked(work):
    me = work.my_member
    other = editing.create(work, Member, "Add", name="Bel Other", letter="B").made
    card = editing.create(work, Case, "Add", child_id="1", inspector=other).made
    again = editing.create(work, Case, "Add", child_id="1").made
    paper = seen_documents.add(work, "Threshold document").made
    seen_documents.mark_read(work, paper)
    note = evidence.add(work, "a", area="in-care", topics=["cc-health"], case=card).made
    evidence.add(work, "b", case=again)
    seen_documents.cite(work, note, paper, "4")
    cases.answer(work, card, "voice", "Listened to")
    found = looked.looked_by(work)
    at = [person.key for person in found.people].index(me.id)
    assert [person.name for person in found.people][-1] == "Bel Other"
    assert one(found.areas, "in-care").counts[at] == 1
    assert one(found.topics, "cc-health").counts[at] == 1
    assert one(found.topics, "cc-health").inspectors == 1
    assert one(found.topics, "cc-leisure").is_untouched
    (child,) = found.children
    assert (child.counts[at], child.record, child.holder) == (3, card, other)
    assert one(found.documents, paper).counts[at] == 2


def test_a_focused_visit_lists_only_its_scope(new_work):
    visit = new_work(event="focused-visit", scope=("front-door",))
    found = looked.looked_by(visit)
    assert {row.area for row in found.topics} == {row.key for row in found.areas}
    assert "cc-health" not in {row.key for row in found.topics}
