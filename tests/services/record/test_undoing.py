"""Undo and redo by named step, within their limits, across a restart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.domain.records import Case, Evidence, Finding
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.record import editing, history, undoing


def _texts(work):
    return sorted(one.text for one in work.snapshot.all(Evidence))


def test_undo_names_the_step_and_takes_it_back(work):
    made = editing.create(work, Evidence, "Add note", text="One").made
    editing.edit(work, Evidence, made, "Change the note", text="Two")
    assert undoing.offer(work).undo == "Change the note"
    undoing.undo(work)
    assert _texts(work) == ["One"]
    assert undoing.offer(work).redo == "Change the note"
    undoing.redo(work)
    assert _texts(work) == ["Two"]


def test_undoing_a_made_record_deletes_it_and_redo_brings_it_back_whole(work):
    editing.create(work, Evidence, "Add note", text="One", place="Office")
    undoing.undo(work)
    assert work.snapshot.all(Evidence) == ()
    undoing.redo(work)
    assert [(one.text, one.place) for one in work.snapshot.all(Evidence)] == [("One", "Office")]


def test_a_step_of_several_records_is_taken_back_whole(work):
    note = editing.create(work, Evidence, "Add note", text="One").made
    finding = editing.create(work, Finding, "Add finding", text="F").made
    editing.link(work, "evidence_finding", note, finding, "Link", stance="for")
    editing.delete(work, Evidence, note, "Delete note")
    undoing.undo(work)
    assert _texts(work) == ["One"]
    assert len(work.snapshot.links_to("evidence_finding", finding)) == 1


def test_a_new_step_ends_the_offer_to_redo(work):
    made = editing.create(work, Evidence, "Add note", text="One").made
    editing.edit(work, Evidence, made, "Change", text="Two")
    undoing.undo(work)
    editing.edit(work, Evidence, made, "Change again", text="Three")
    assert undoing.offer(work).redo == ""


def test_undo_survives_a_restart(laptop, new_work):
    work = new_work()
    made = editing.create(work, Evidence, "Add note", text="One").made
    editing.edit(work, Evidence, made, "Change", text="Two")
    file_id = work.file_id
    laptop.close_inspection(work)
    again = laptop.open_inspection(file_id).work
    try:
        undoing.undo(again)
        assert _texts(again) == ["One"]
        undoing.redo(again)
        assert _texts(again) == ["Two"]
    finally:
        laptop.close_inspection(again)


def test_what_was_signed_off_is_not_undone_and_says_why(work):
    card = editing.create(work, Case, "Add child", child_id="100200", depth="track").made
    editing.edit(work, Case, card, "Write strengths", strengths="Prompt help")
    editing.edit(work, Case, card, "Sign off", signed_off=True)
    offer = undoing.offer(work)
    assert offer.undo != "Sign off"
    assert "signed off" in offer.why_not
    undoing.undo(work)
    assert work.snapshot.get(Case, card).strengths == "Prompt help"
    assert work.snapshot.get(Case, card).signed_off


PLANS = st.lists(
    st.tuples(st.sampled_from(["make", "edit", "type", "delete"]), st.integers(0, 3)),
    min_size=1,
    max_size=12,
)


def test_undoing_everything_gives_the_start_and_the_journal_only_grows(work):
    @settings(max_examples=25)
    @given(PLANS)
    def holds(plan):
        start, first = _shown(work.snapshot), len(work.file.steps())
        made: list[str] = []
        for place, (what, which) in enumerate(plan):
            _act(work, what, which, place, made)
        done = len(work.file.steps()) - first
        seq = work.file.head[1]
        for _ in range(done):
            undoing.undo(work)
        assert _shown(work.snapshot) == start
        assert work.file.head[1] >= seq
        assert len(work.file.steps()) == first + 2 * done

    holds()
    assert history.verify(work).faults == ()


def _shown(snapshot):
    return {one.id: one for one in snapshot.all(Evidence)}


def _act(work, what, which, place, made):
    if what == "make" or not made:
        made.append(editing.create(work, Evidence, "Add note", text=f"note {place}").made)
        return
    record = made[which % len(made)]
    if work.snapshot.get(Evidence, record) is None:
        return
    if what == "edit":
        editing.edit(work, Evidence, record, "Change", text=f"text {place}")
    elif what == "type":
        editing.type_text(work, Evidence, record, "text", f"typed {place}")
        editing.seal(work)
    else:
        editing.delete(work, Evidence, record, "Delete")


def test_an_empty_inspection_offers_nothing_that_breaks_it(work):
    for _ in range(5):
        undoing.undo(work)
    assert work.inspection.la_name == "Exampleshire"
    assert work.edition.key == "ilacs-2026"


@pytest.mark.parametrize("phrase", ["Zebedee", "zebedee"])
def test_a_struck_text_is_not_brought_back_by_undo(work, phrase):
    from ilacs_desktop.services.record import striking

    made = editing.create(work, Evidence, "Add note", text="Seen").made
    editing.edit(work, Evidence, made, "Change", text="Seen with Zebedee")
    place = striking.places(work, phrase)[0]
    striking.strike_out(work, place, phrase, "the child", "a name")
    undoing.undo(work)
    assert work.snapshot.get(Evidence, made).text == "Seen with the child"


def test_raising_a_referral_is_refused_with_words_and_what_to_do(work):
    referrals.raise_concern(work, referrals.Raise("No visit since 12 June"))
    offer = undoing.offer(work)
    assert offer.barred
    assert "“Refer back” is never undone: withdraw" in offer.why_not
