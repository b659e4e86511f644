"""What a record's own state forbids."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence, KitItem, KitMeeting
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.record import editing, guards, undoing


@pytest.fixture
def signed(work):
    case = cases.add_by_hand(work, child_id="C-4471", depth="track", reason="Asked for").made
    prompt = cases.prompts_of(work, work.snapshot.one(Case, case))[0]
    cases.answer(work, case, prompt.key, text="Seen")
    cases.sign_off(work, case)
    return case


def test_a_card_that_is_signed_off_takes_no_edit_no_deletion_and_no_undo(work, signed):
    with pytest.raises(NotAllowedError):
        editing.edit(work, Case, signed, "Change", reason="Another")
    with pytest.raises(NotAllowedError):
        editing.delete(work, Case, signed, "Delete")
    [answer] = work.snapshot.all(CaseAnswer)
    with pytest.raises(NotAllowedError):
        editing.type_text(work, CaseAnswer, answer.id, "text", "Changed")
    assert "signed off" in guards.lock_reason(work, answer)
    assert undoing.offer(work).undo == ""


def test_an_addendum_can_still_be_written(work, signed):
    prompt = cases.prompts_of(work, work.snapshot.one(Case, signed))[0]
    made = cases.add_addendum(work, signed, prompt.key, "Later").made
    assert guards.lock_reason(work, work.snapshot.one(CaseAnswer, made)) == ""


def test_a_kit_note_that_was_given_takes_only_what_comes_after_giving(work):
    meeting = editing.create(work, KitMeeting, "Add meeting", day="2026-07-07").made
    item = editing.create(work, KitItem, "Add point", meeting=meeting, text="The rota").made
    editing.edit(work, KitMeeting, meeting, "Give the note", given_at="2026-07-07T16:00:00")
    with pytest.raises(NotAllowedError):
        editing.edit(work, KitItem, item, "Change point", text="Another")
    editing.edit(work, KitItem, item, "Note the response", response="It has been put right.")
    editing.edit(work, KitMeeting, meeting, "Note a correction", la_correction="The date")
    assert work.snapshot.one(KitItem, item).text == "The rota"


def test_other_records_are_free(work):
    made = editing.create(work, Evidence, "Add note", text="Seen").made
    assert guards.lock_reason(work, work.snapshot.one(Evidence, made)) == ""
    editing.delete(work, Evidence, made, "Delete")
    with pytest.raises(NotAllowedError):
        editing.edit(work, Evidence, made, "Change", text="Heard")
