from datetime import datetime, timedelta

import pytest

from ilacs_desktop.domain.records import Evidence, ReferralBack
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.cases import cases, referral_rows, referrals
from ilacs_desktop.services.record import editing, undoing


def raised(work, **more):
    return referrals.raise_concern(work, referrals.Raise("No visit since 12 June", **more)).made


def test_numbers_carry_the_letter_and_are_never_used_again(work):
    one, two = raised(work), raised(work)
    assert [work.snapshot.get(ReferralBack, each).number for each in (one, two)] == ["A1", "A2"]
    with pytest.raises(NotAllowedError, match="never deleted"):
        editing.delete(work, ReferralBack, two, "Delete")


def test_raising_is_never_undone(work):
    raised(work)
    undoing.undo(work)
    assert len(work.snapshot.all(ReferralBack)) == 1


def test_a_concern_is_needed(work):
    with pytest.raises(BadInputError, match="concern is missing"):
        referrals.raise_concern(work, referrals.Raise("  "))


def test_immediate_risk_is_due_the_same_day_and_comes_first(work):
    raised(work)
    grave = raised(work, level="immediate-risk")
    first, second = referral_rows.lines(work)
    assert first.id == grave
    assert first.immediate
    assert not second.immediate
    assert work.snapshot.get(ReferralBack, grave).answer_due == work.now().date().isoformat()


def test_it_is_followed_from_told_to_closed(work):
    child = cases.add_by_hand(work, child_id="4471", reason="r").made
    one = raised(work, case=child)
    assert referral_rows.line(work, one).next_step == "Say who was told"
    referrals.change(work, one, told_whom="head of service", means="telephone")
    line = referral_rows.line(work, one)
    assert line.about == "Child 4471"
    assert line.told == "Told to head of service by telephone"
    assert line.next_step == "Record the answer"
    referrals.record_answer(work, one, "Visited today, child seen alone.")
    assert referral_rows.line(work, one).next_step == "Is the answer enough?"
    referrals.set_satisfied(work, one, "yes")
    assert referral_rows.line(work, one).next_step == "Close it"
    with pytest.raises(BadInputError, match="reason"):
        referrals.close(work, one, " ")
    referrals.close(work, one, "Seen and safe")
    assert not referral_rows.line(work, one).is_open
    assert referral_rows.lines(work, open_only=True) == ()
    with pytest.raises(NotAllowedError, match="closed"):
        referrals.change(work, one, answer="other")


def test_an_answer_that_does_not_do_is_escalated(work):
    one = raised(work)
    with pytest.raises(BadInputError):
        referrals.escalate(work, one, "")
    referrals.escalate(work, one, "DCS", "No visit planned")
    value = work.snapshot.get(ReferralBack, one)
    assert (value.state, value.escalated_to, value.satisfied) == ("escalated", "DCS", "no")
    assert "No visit planned" in value.told_what


def test_withdrawing_needs_a_reason_and_keeps_it(work):
    one = raised(work)
    referrals.withdraw(work, one, "Another child's record")
    assert referral_rows.line(work, one).state == "withdrawn"


NOW = datetime.fromisoformat("2026-07-08T14:00:00+01:00")


def test_needs_review_is_due_the_next_working_day(work):
    friday = NOW + timedelta(days=2)
    assert referrals.usual_due(work, "needs-review", friday) == "2026-07-13"
    assert referrals.usual_due(work, "needs-answer", friday) == ""


def test_it_keeps_the_note_it_was_raised_from(work):
    note = editing.create(work, Evidence, "Note", text="Door locked", immediate=True).made
    one = raised(work, evidence=note)
    assert work.snapshot.get(ReferralBack, one).evidence == note


def test_after_escalating_the_next_answer_is_judged_anew(work):
    one = raised(work)
    referrals.record_told(work, one, "team manager")
    assert work.snapshot.get(ReferralBack, one).told_at
    referrals.record_answer(work, one, "Will look")
    referrals.set_satisfied(work, one, "no")
    assert referral_rows.line(work, one).next_step == "Escalate it"
    referrals.escalate(work, one, "director")
    assert referral_rows.line(work, one).next_step == "Record the answer"
    referrals.record_answer(work, one, "Seen today")
    assert referral_rows.line(work, one).next_step == "Is the answer enough?"


def test_an_answer_does_not_come_before_the_telling(work):
    ahead = (work.now() + timedelta(minutes=1)).isoformat()
    assert referrals.telling_wrong(work, ahead) == "That is later than now."
    one = raised(work, told_whom="head of service", told_at=ahead)
    with pytest.raises(BadInputError, match="before the telling"):
        referrals.record_answer(work, one, "Visited")
    assert work.snapshot.get(ReferralBack, one).state == "open"
    before = (work.now() - timedelta(hours=2)).isoformat()
    referrals.change(work, one, told_at=before)
    answered = (work.now() - timedelta(hours=1)).isoformat()
    referrals.record_answer(work, one, "Visited", answered)
    assert "answer came before" in referrals.telling_wrong(work, work.now_text(), one)
    assert referrals.telling_wrong(work, before, one) == ""
