"""What a record's state and a person's role forbid."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import (
    Case,
    CaseAnswer,
    Evidence,
    KitMeeting,
    Member,
    ReferralBack,
)
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services import editing


@pytest.fixture
def as_reader(work):
    """Make this person the QA reader of the inspection."""

    def change():
        editing.edit(work, Member, work.my_member.id, "Change role", role="qa")

    return change


def test_the_qa_reader_never_rewrites_evidence(work, as_reader):
    made = editing.create(work, Evidence, "Add note", text="Seen").made
    as_reader()
    with pytest.raises(NotAllowedError, match="QA reader"):
        editing.edit(work, Evidence, made, "Change", text="Other")
    with pytest.raises(NotAllowedError, match="QA reader"):
        editing.type_text(work, Evidence, made, "text", "Other")
    with pytest.raises(NotAllowedError, match="QA reader"):
        editing.delete(work, Evidence, made, "Delete")
    assert work.snapshot.get(Evidence, made).text == "Seen"


def test_a_signed_off_card_and_its_answers_take_no_edit(work):
    card = editing.create(work, Case, "Add child", child_id="1", depth="track").made
    answer = editing.create(work, CaseAnswer, "Answer", case=card, prompt="risk", text="x").made
    editing.edit(work, Case, card, "Sign off", signed_off=True)
    for kind, record, values in (
        (Case, card, {"strengths": "y"}),
        (CaseAnswer, answer, {"text": "y"}),
    ):
        with pytest.raises(NotAllowedError, match="signed off"):
            editing.edit(work, kind, record, "Change", **values)
    with pytest.raises(NotAllowedError, match="signed off"):
        editing.delete(work, Case, card, "Delete")


def test_a_given_kit_note_takes_the_correction_beside_it_and_nothing_else(work):
    made = editing.create(work, KitMeeting, "Plan", minutes="Said").made
    editing.edit(work, KitMeeting, made, "Give", given_at="2026-07-07T08:30:00+01:00")
    editing.edit(work, KitMeeting, made, "Correct", la_correction="We said otherwise")
    with pytest.raises(NotAllowedError, match="given to the LA"):
        editing.edit(work, KitMeeting, made, "Change", minutes="Other")


def test_a_referral_back_is_never_deleted_and_a_closed_one_not_changed(work):
    made = editing.create(work, ReferralBack, "Refer back", concern="Not seen").made
    with pytest.raises(NotAllowedError, match="never deleted"):
        editing.delete(work, ReferralBack, made, "Delete")
    editing.edit(work, ReferralBack, made, "Close", state="closed")
    with pytest.raises(NotAllowedError, match="closed"):
        editing.edit(work, ReferralBack, made, "Change", concern="Other")


def test_the_team_list_is_the_leads(work, as_reader):
    other = editing.create(work, Member, "Add member", name="Bo", role="inspector").made
    as_reader()
    with pytest.raises(NotAllowedError, match="lead"):
        editing.edit(work, Member, other, "Change", name="Other")
