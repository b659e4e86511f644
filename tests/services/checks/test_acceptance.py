"""Remarks let stand: by name, with a reason, by whom it is for; until the words change."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Case, CheckAcceptance, Member
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.checks import acceptance
from ilacs_desktop.services.checks import document as checking
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.services.report import outline, writing

AREA = "help-and-protection"


@pytest.fixture
def paragraph(work):
    editing.create(work, Case, "Add child", child_id="9000412")
    text = "The plan of 9000412 is clear. About 12% are late."
    return writing.add_paragraph(work, AREA, text=text).made


def checked(work):
    document = outline.outline(work.snapshot, work.edition, date(2026, 7, 20))
    return checking.of_document(work, document)


def one_of(work, check):
    (found,) = [one for one in checked(work).open if one.check == check]
    return found


def test_only_the_lead_accepts_a_hard_stop_and_anyone_a_warning(work, paragraph):
    stop, warning = one_of(work, "child-id"), one_of(work, "percentage")
    draft = editing.changing(work, Member, work.members[0].id, {"role": "inspector"})
    work.run(StepDraft("Change role", (draft,)))
    assert not acceptance.may_accept(work, stop)
    with pytest.raises(NotAllowedError, match="lead"):
        acceptance.accept(work, stop, "A bus.")
    with pytest.raises(NotAllowedError, match="lead"):
        acceptance.turn(work, "child-id", on=False)
    acceptance.accept(work, warning, "From the census.")
    (held,) = checked(work).accepted
    assert (held.check, held.accepted.by) == ("percentage", "Ann Example")


def test_it_ends_when_its_sentence_changes_and_not_with_another(work, paragraph):
    acceptance.accept(work, one_of(work, "percentage"), "From the census.")
    writing.write_text(work, paragraph, "The plan is clear. About 12% are late.")
    assert [one.check for one in checked(work).accepted] == ["percentage"]
    writing.write_text(work, paragraph, "The plan is clear. About 12% are early.")
    assert checked(work).accepted == ()
    assert one_of(work, "percentage").found == "12%"


def test_a_reason_neither_lacks_nor_repeats_what_is_not_to_be_published(work, paragraph):
    stop = one_of(work, "child-id")
    for reason in ("  ", "It is 9000412 on a bus."):
        with pytest.raises(BadInputError):
            acceptance.accept(work, stop, reason)
    acceptance.accept(work, stop, "The number of a bus.")
    (held,) = work.snapshot.all(CheckAcceptance)
    assert "9000412" not in "".join((held.id, held.place, held.words, held.reason))


def test_it_is_taken_back_accepted_again_and_undone(work, paragraph):
    stop = one_of(work, "child-id")
    acceptance.accept(work, stop, "A bus.")
    acceptance.take_back(work, stop)
    assert checked(work).count("stop") == 1
    acceptance.accept(work, stop, "A bus after all.")
    assert checked(work).count("stop") == 0
    undoing.undo(work)
    assert checked(work).count("stop") == 1
