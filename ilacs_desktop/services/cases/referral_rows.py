"""Referrals back as lists and panels show them: who was told, what is due, what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, ReferralBack
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.cases.referrals import ENDED, MEANS, is_immediate
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.record.time_words import ago, moment_words, month_day, read_moment

if TYPE_CHECKING:
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral back as lists and panels show it.

    Attributes:
        about: the child, home or professional, as shown.
        due: by when an answer is due, in words, neutral when it is late.
        is_late: no answer came by then.
        age: how long ago it was raised.
        evidence: id of the note it was raised from; may be empty.
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
    age: str
    evidence: str
    next_step: str
    record: Record[ReferralBack] = field(repr=False, compare=False)

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for someone."""
        return self.state not in ENDED


def lines(work: Work, *, open_only: bool = False) -> tuple[ReferralLine, ...]:
    """Return referrals back: open ones first, of these immediate risk, then late ones."""
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


def _line_order(one: ReferralLine) -> tuple[bool, bool, bool, str, tuple[str, int, str]]:
    due = one.record.value.answer_due or "9999"
    return (not one.is_open, not one.immediate, not one.is_late, due, number_order(one.number))


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
        age=ago(read_moment(value.raised_at), work.now()),
        evidence=value.evidence,
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
    if value.state in ("open", "escalated"):
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
