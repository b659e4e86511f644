"""Referrals back: a concern put to someone who must act, followed until it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.calendar import add_working_days
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import ReferralBack
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.numbering import next_number
from ilacs_desktop.services.record.time_words import moment_words, read_moment

if TYPE_CHECKING:
    from datetime import datetime

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work

ENDED = frozenset({"closed", "withdrawn"})

MEANS: tuple[tuple[str, str], ...] = (
    ("in_person", "in person"),
    ("telephone", "by telephone"),
    ("secure_email", "by secure e-mail"),
    ("email", "by e-mail"),
    ("in_writing", "in writing"),
)

SATISFIED: tuple[tuple[str, str], ...] = (
    ("yes", "Yes, the answer is enough"),
    ("no", "No, not yet"),
)

STATE_WORDS: dict[str, str] = {
    "open": "waiting for an answer",
    "answered": "answered",
    "escalated": "escalated",
    "closed": "closed",
    "withdrawn": "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Raise:
    """A referral back to raise.

    Attributes:
        case: the child's card; empty where it is about a home or a professional.
        about: key of the edition's referral kind.
        level: key of the edition's referral level.
        destination: key of the edition's referral destination.
        concern: the concern.
        told_whom: by role, never a name.
        told_what: what was said; empty where it was the concern itself.
        told_at: when, ISO date-time; empty where nobody was told yet.
        means: one of ``MEANS``.
        answer_due: by when; empty for the level's usual time.
        evidence: the note it is raised from; empty where there is none.
    """

    concern: str
    case: str = ""
    about: str = "child"
    level: str = "needs-review"
    destination: str = "la"
    told_whom: str = ""
    told_what: str = ""
    told_at: str = ""
    means: str = ""
    answer_due: str = ""
    evidence: str = ""


def is_immediate(work: Work, level: str) -> bool:
    """Say whether a level is the gravest, immediate risk."""
    return level == "immediate" or any(
        one.key == level and one.immediate for one in work.edition.referral_levels
    )


def usual_due(work: Work, level: str, told: datetime) -> str:
    """Return by when an answer is usually due, as an ISO date; empty where no time is usual."""
    days = next(
        (one.reply_working_days for one in work.edition.referral_levels if one.key == level), None
    )
    if days is None:
        return ""
    day = told.date()
    return add_working_days(day, days, bank_holidays_near(day)).isoformat()


def telling_wrong(work: Work, told_at: str, referral: str = "") -> str:
    """Say what is wrong with the moment of a telling; empty where nothing is.

    Args:
        work: the open inspection.
        told_at: ISO date-time; empty is right.
        referral: its id, where it is raised already.
    """
    told = _moment(work, told_at)
    if told is None:
        return ""
    held = work.snapshot.get(ReferralBack, referral) if referral else None
    answered = _moment(work, held.answered_at) if held is not None else None
    if answered is not None and held is not None and held.state != "escalated" and told > answered:
        return f"The answer came before that, {moment_words(answered.isoformat())}."
    return "That is later than now." if told > work.now() else ""


def _moment(work: Work, words: str) -> datetime | None:
    found = read_moment(words)
    if found is None or found.tzinfo is not None:
        return found
    return found.replace(tzinfo=work.now().tzinfo)


def _refuse_answer_before_telling(work: Work, told_at: str, answered_at: str) -> None:
    told, answered = _moment(work, told_at), _moment(work, answered_at)
    if told is not None and answered is not None and answered < told:
        raise BadInputError(
            f"The answer would come before the telling, {moment_words(told.isoformat())}.",
            kept="The words of the answer stay in their field.",
            todo="Put right “Told at” first, then record the answer.",
        )


def raise_concern(work: Work, new: Raise) -> Changes:
    """Raise a referral back; it is numbered, and never undone or deleted.

    Raises:
        BadInputError: the concern is missing.
    """
    if not new.concern.strip():
        raise BadInputError(
            "The concern is missing.",
            kept="Nothing was raised.",
            todo="Say what worries you about this child, home or professional.",
        )
    now = work.now()
    values: dict[str, JsonValue] = {
        "number": next_number(work, ReferralBack),
        "case": new.case,
        "about": new.about,
        "level": new.level,
        "destination": new.destination,
        "concern": new.concern.strip(),
        "evidence": new.evidence,
        "raised_at": work.now_text(),
        "raised_by": work.me.person,
        "told_whom": new.told_whom.strip(),
        "told_what": new.told_what.strip(),
        "told_at": new.told_at,
        "means": new.means,
        "answer_due": new.answer_due or usual_due(work, new.level, now),
        "state": "open",
    }
    record = editing.new_id()
    draft = editing.making(ReferralBack, record, values)
    return work.run(StepDraft("Refer back", (draft,), action="final"), record)


def change(work: Work, referral: str, **values: Any) -> Changes:
    """Change who was told, what, when, by which means, or when an answer is due."""
    return editing.edit(work, ReferralBack, referral, "Change referral back", **values)


def record_answer(work: Work, referral: str, answer: str, answered_at: str = "") -> Changes:
    """Record the answer that came.

    Raises:
        BadInputError: it is empty, or would come before anybody was told.
    """
    if not answer.strip():
        raise BadInputError("The answer is empty.", todo="Write what was answered, by role.")
    answered_at = answered_at or work.now_text()
    _refuse_answer_before_telling(work, _held(work, referral).told_at, answered_at)
    values: dict[str, JsonValue] = {
        "answer": answer.strip(),
        "answered_at": answered_at,
        "state": "answered",
    }
    if _held(work, referral).state == "escalated":
        # What was said of the first answer says nothing of the one after escalating.
        values["satisfied"] = ""
    return editing.edit(work, ReferralBack, referral, "Record the answer", **values)


def record_told(work: Work, referral: str, whom: str) -> Changes:
    """Say who was told; the moment is now where none is known yet.

    Raises:
        BadInputError: nobody is named.
    """
    if not whom.strip():
        raise BadInputError("Nobody is named.", todo="Say who was told.")
    told_at = _held(work, referral).told_at or work.now_text()
    return editing.edit(
        work,
        ReferralBack,
        referral,
        "Say who was told",
        told_whom=whom.strip(),
        told_at=told_at,
    )


def escalate(work: Work, referral: str, to: str, why: str = "") -> Changes:
    """Put it to someone above; the step is never undone.

    Args:
        work: the open inspection.
        referral: its id.
        to: role of whoever it is put to.
        why: why the answer did not do; added to what was told.

    Raises:
        BadInputError: nobody is named.
    """
    if not to.strip():
        raise BadInputError("Nobody is named.", todo="Say by role whom it was escalated to.")
    value = _held(work, referral)
    told = "\n".join(part for part in (value.told_what, why.strip()) if part)
    values: dict[str, JsonValue] = {
        "escalated_to": to.strip(),
        "satisfied": "no",
        "state": "escalated",
        "told_what": told,
    }
    return _final(work, referral, "Escalate", values)


def set_satisfied(work: Work, referral: str, satisfied: str) -> Changes:
    """Say whether the inspector is satisfied with the answer: ``yes``, ``no`` or empty."""
    return editing.edit(
        work, ReferralBack, referral, "Say whether the answer is enough", satisfied=satisfied
    )


def close(work: Work, referral: str, reason: str) -> Changes:
    """Close it with the reason; it is locked from then on.

    Raises:
        BadInputError: the reason is missing.
    """
    return _end(work, referral, "closed", reason, "Close referral back")


def withdraw(work: Work, referral: str, reason: str) -> Changes:
    """Withdraw what should not have been raised, with the reason; it stays in the log.

    Raises:
        BadInputError: the reason is missing.
    """
    return _end(work, referral, "withdrawn", reason, "Withdraw referral back")


def _end(work: Work, referral: str, state: str, reason: str, step: str) -> Changes:
    if not reason.strip():
        raise BadInputError(
            "The reason is missing.",
            kept="The referral back stays open.",
            todo="Say why, as it will stand in the record.",
        )
    values: dict[str, JsonValue] = {
        "state": state,
        "close_reason": reason.strip(),
        "closed_by": work.me.person,
        "closed_at": work.now_text(),
    }
    return _final(work, referral, step, values)


def _final(work: Work, referral: str, step: str, values: dict[str, JsonValue]) -> Changes:
    draft = editing.changing(work, ReferralBack, referral, values)
    return work.run(StepDraft(step, (draft,), action="final"), referral)


def _held(work: Work, referral: str) -> ReferralBack:
    value = work.snapshot.get(ReferralBack, referral)
    if value is None:
        raise NotAllowedError("This record is no longer there.", kept="Nothing was changed.")
    return value
