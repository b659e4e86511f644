"""What a record's own state forbids: signed off, given to the LA, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import (
    Case,
    CaseAnswer,
    Evidence,
    GradingMeeting,
    KitItem,
    KitMeeting,
    Member,
    ReferralBack,
    Setting,
)
from ilacs_desktop.errors import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

_NOTHING = "Nothing was changed."
_EVIDENCE = (Evidence, Case, CaseAnswer, ReferralBack)

_KIT_AFTER_GIVING = frozenset({"la_correction", "private_note", "state"})
_ITEM_AFTER_GIVING = frozenset({"response", "response_kind", "owner", "due", "state", "about"})


def lock_reason(work: Work, value: Any) -> str:
    """Return why a record takes no ordinary edit or undo; empty where it does."""
    snapshot = work.snapshot
    if isinstance(value, Case) and value.signed_off:
        return "This child's card is signed off."
    if isinstance(value, CaseAnswer) and not value.addendum:
        case = snapshot.get(Case, value.case)
        if case is not None and case.signed_off:
            return "This child's card is signed off."
        for other in value.shared_with:
            reader = snapshot.get(Case, other)
            if reader is not None and reader.signed_off:
                child = reader.child_id or reader.code
                return f"It is read on the card of child {child}, which is signed off."
    if isinstance(value, KitMeeting) and value.given_at:
        return _given_words(value)
    if isinstance(value, KitItem):
        meeting = snapshot.get(KitMeeting, value.meeting)
        if meeting is not None and meeting.given_at:
            return _given_words(meeting)
    if isinstance(value, ReferralBack) and value.state in ("closed", "withdrawn"):
        return f"This referral back is {value.state}."
    return ""


def _given_words(meeting: KitMeeting) -> str:
    if meeting.purpose != "kit":
        return "This was given to the LA."
    return "The note of this KIT meeting was given to the LA."


def _allowed_when_locked(value: Any, fields: Mapping[str, JsonValue]) -> bool:
    if isinstance(value, KitMeeting):
        return fields.keys() <= _KIT_AFTER_GIVING
    if isinstance(value, KitItem):
        return fields.keys() <= _ITEM_AFTER_GIVING
    return False


def _todo(value: Any) -> str:
    if isinstance(value, Case | CaseAnswer):
        return "Add a dated addendum below it."
    if isinstance(value, KitMeeting | KitItem):
        return "Record the LA's correction beside it, or withdraw the note and give it anew."
    return "Raise a new referral back where there is a new concern."


def _refuse_reader(work: Work, value: Any) -> None:
    """Keep the QA reader, who comments on the draft, from rewriting evidence."""
    member = work.my_member
    if member is not None and member.role == "qa" and isinstance(value, _EVIDENCE):
        raise NotAllowedError(
            "The QA reader does not change evidence.",
            kept=_NOTHING,
            todo="Tell whoever wrote it what you would change.",
        )


def refuse_edit(work: Work, record: Record[Any], fields: Mapping[str, JsonValue]) -> None:
    """Refuse an ordinary edit that the record's state or the person's role forbids.

    Raises:
        NotAllowedError: with what to do instead.
    """
    value = record.value
    if record.meta.deleted:
        raise NotAllowedError(
            "This record has been deleted.",
            kept="It is kept in the history.",
            todo="Restore it first, then change it.",
        )
    reason = lock_reason(work, value)
    if reason and not _allowed_when_locked(value, fields):
        raise NotAllowedError(reason, kept=_NOTHING, todo=_todo(value))
    _refuse_reader(work, value)
    if isinstance(value, Member):
        work.require_lead("Changing the team list")
    if isinstance(value, GradingMeeting):
        work.require_lead("Opening the grading meeting")
    if isinstance(value, Setting):
        work.require_lead("Changing the inspection's settings")


def refuse_delete(work: Work, record: Record[Any]) -> None:
    """Refuse to delete what must stay on the record.

    Raises:
        NotAllowedError: with what to do instead.
    """
    value = record.value
    reason = lock_reason(work, value)
    if reason:
        raise NotAllowedError(reason, kept=_NOTHING, todo=_todo(value))
    _refuse_reader(work, value)
    if isinstance(value, ReferralBack):
        raise NotAllowedError(
            "A referral back is never deleted.",
            kept=_NOTHING,
            todo="Withdraw it with a reason, or close it.",
        )
    if isinstance(value, Member):
        work.require_lead("Changing the team list")
