"""Referrals back: a concern put to someone who must act, followed until it is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.calendar import add_working_days
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Case, ReferralBack
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services import editing
from ilacs_desktop.services.cases import child_name
from ilacs_desktop.services.numbering import next_number, number_order
from ilacs_desktop.services.time_words import month_day

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.work import Work

ENDED = frozenset({"closed", "withdrawn"})

MEANS: tuple[tuple[str, str], ...] = (
    ("in_person", "in person"),
    ("telephone", "by telephone"),
    ("secure_email", "by secure e-mail"),
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


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral back as lists and panels show it.

    Attributes:
        about: the child, home or professional, as shown.
        due: by when an answer is due, in words, neutral when it is late.
        is_late: no answer came by then.
        next_step: what a person should do next; empty where it is ended.
    """

    id: str
    number: str
    case: str
    about: str
    level: str
    immediate: bool
    destination: str
    concern: str
    told: str
    due: str
    is_late: bool
    state: str
    raised: str
    next_step: str
    record: Record[ReferralBack] = field(repr=False, compare=False)

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for someone."""
        return self.state not in ENDED


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
        BadInputError: it is empty.
    """
    if not answer.strip():
        raise BadInputError("The answer is empty.", todo="Write what was answered, by role.")
    return editing.edit(
        work,
        ReferralBack,
        referral,
        "Record the answer",
        answer=answer.strip(),
        answered_at=answered_at or work.now_text(),
        state="answered",
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


def lines(work: Work, *, open_only: bool = False) -> tuple[ReferralLine, ...]:
    """Return referrals back: immediate risk first, then open ones by when an answer is due."""
    found = [
        _line(work, record)
        for record in work.snapshot.records(ReferralBack).values()
        if not record.meta.deleted and not (open_only and record.value.state in ENDED)
    ]
    return tuple(sorted(found, key=_line_order))


def line(work: Work, referral: str) -> ReferralLine | None:
    """Return one referral back."""
    record = work.snapshot.record(ReferralBack, referral)
    return None if record is None or record.meta.deleted else _line(work, record)


def ended_words(work: Work, one: ReferralLine) -> str:
    """Return who closed or withdrew it, when and why; empty while it is open."""
    value = one.record.value
    if value.state not in ENDED:
        return ""
    who = work.person_name(value.closed_by)
    when = moment_words(value.closed_at)
    return f"{value.state.capitalize()} by {who}, {when}: {value.close_reason}"


def _line_order(one: ReferralLine) -> tuple[bool, bool, str, tuple[str, int, str]]:
    due = one.record.value.answer_due or "9999"
    return (not one.is_open, not one.immediate, due, number_order(one.number))


def _line(work: Work, record: Record[ReferralBack]) -> ReferralLine:
    value = record.value
    edition = work.edition
    levels = {one.key: one.label for one in edition.referral_levels}
    places = {one.key: one.label for one in edition.referral_destinations}
    kinds = {one.key: one.label for one in edition.referral_kinds}
    case = work.snapshot.get(Case, value.case)
    about = f"Child {child_name(case)}" if case is not None else kinds.get(value.about, value.about)
    due, is_late = due_words(value.answer_due, work.now()) if _waits(value) else ("", False)
    return ReferralLine(
        id=value.id,
        number=value.number,
        case=value.case,
        about=about,
        level=levels.get(value.level, value.level),
        immediate=is_immediate(work, value.level),
        destination=places.get(value.destination, value.destination),
        concern=value.concern,
        told=_told(value),
        due=due,
        is_late=is_late,
        state=value.state,
        raised=f"{work.person_name(value.raised_by)}, {moment_words(value.raised_at)}".strip(", "),
        next_step=_next_step(value),
        record=record,
    )


def _waits(value: ReferralBack) -> bool:
    return value.state in ("open", "escalated")


def _told(value: ReferralBack) -> str:
    if not value.told_whom:
        return ""
    means = dict(MEANS).get(value.means, value.means)
    told = f"Told to {value.told_whom}"
    return " ".join(part for part in (told, moment_words(value.told_at), means) if part)


def _next_step(value: ReferralBack) -> str:
    if value.state in ENDED:
        return ""
    if not value.told_whom:
        return "Say who was told"
    if value.state == "open":
        return "Record the answer"
    if not value.satisfied:
        return "Is the answer enough?"
    return "Close it" if value.satisfied == "yes" else "Escalate it"


def due_words(due: str, now: datetime) -> tuple[str, bool]:
    """Return by when something is due, in words, and whether that has passed.

    Args:
        due: ISO date or date-time; empty for no date.
        now: the wall clock.
    """
    if not due:
        return "", False
    try:
        moment = datetime.fromisoformat(due)
        day = moment.date()
    except ValueError:
        return due, False
    today = now.date()
    has_hour = len(due) > len("2026-07-06")
    late = day < today or (
        has_hour and day == today and moment.replace(tzinfo=None) < now.replace(tzinfo=None)
    )
    hour = f" {moment:%H:%M}" if has_hour else ""
    if day == today:
        return (f"was due{hour or ' today'}" if late else f"due today{hour}"), late
    gap = abs((day - today).days)
    if late:
        return f"{gap} {'day' if gap == 1 else 'days'} late", True
    return (f"due tomorrow{hour}" if gap == 1 else f"due {month_day(day)}{hour}"), False


def moment_words(moment: str) -> str:
    """Return an ISO date or date-time as people write it; empty stays empty."""
    if not moment:
        return ""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    words = month_day(read.date())
    return f"{words} {read:%H:%M}" if len(moment) > len("2026-07-06") else words
