"""What a day brought, by judgement area: read in the evening so that nobody has to tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import (
    Activity,
    Case,
    Evidence,
    KitItem,
    KitMeeting,
    LineOfEnquiry,
    ReferralBack,
    Request,
)
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.cases import referral_rows
from ilacs_desktop.services.cases.cases import DEPTHS, child_name
from ilacs_desktop.services.cases.referrals import STATE_WORDS
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.plan import enquiries, timetable
from ilacs_desktop.services.record.time_words import day_words, moment_words, read_day
from ilacs_desktop.services.today import digest_findings
from ilacs_desktop.services.today.digest_findings import AreaNews, Line, on_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ilacs_desktop.services.plan.timetable import Card
    from ilacs_desktop.services.record.work import Work

MEETINGS = frozenset({"team_meeting", "team-meeting"})
"""Kinds of activity that are the team's own meetings."""

__all__ = ["Answered", "AreaNews", "Digest", "Line", "Noted", "day_after", "digest"]


@dataclass(frozen=True, slots=True)
class Answered:
    """A line of enquiry that was closed."""

    id: str
    question: str
    answer: str
    area_label: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What a member noted in a meeting of the team.

    Attributes:
        by: whose words they are; empty where that is not known.
        meeting: its title.
    """

    id: str
    by: str
    meeting: str
    text: str


@dataclass(frozen=True, slots=True)
class Digest:
    """One day of an inspection.

    Attributes:
        day: the day.
        words: ``Wednesday 8 July 2026``.
        place_in_week: ``day 3 of 5`` or the like.
        figures: how much was written and of how many children, in words.
        referrals: referrals back raised, answered or closed on the day, or still waiting; the
            gravest first.
        areas: areas with anything to say, in the order of the body; last what has no area.
        closed: lines of enquiry that were closed on the day.
        happened: meetings with the LA that were held on the day, cards signed off on it.
        noted: what members noted in the team's meetings of the day.
        next_day: the next day with anything on it; None where nothing is planned.
        next_words: that day in words; empty where there is none.
        plan: what is on then, cancelled activities left out.
        due: requests, answers and actions due by then.
    """

    day: date
    words: str
    place_in_week: str
    figures: str
    referrals: tuple[Line, ...]
    areas: tuple[AreaNews, ...]
    closed: tuple[Answered, ...]
    happened: tuple[Line, ...]
    noted: tuple[Noted, ...]
    next_day: date | None
    next_words: str
    plan: tuple[Card, ...]
    due: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the day brought nothing at all."""
        return not (self.referrals or self.areas or self.closed or self.happened or self.noted)


def digest(work: Work, day: date | None = None) -> Digest:
    """Return what a day brought; disputes and open referrals back are as they stand now.

    Args:
        work: the open inspection.
        day: the day; today by the inspection's clock where left out.
    """
    on = day if day is not None else work.now().date()
    following = day_after(work, on)
    return Digest(
        day=on,
        words=day_words(on, year=True),
        place_in_week=timetable.place_in_week(work, on),
        figures=_figures(work, on),
        referrals=tuple(_referrals(work, on)),
        areas=digest_findings.areas(work, on),
        closed=tuple(_closed(work, on)),
        happened=tuple(_happened(work, on)),
        noted=tuple(_noted(work, on)),
        next_day=following,
        next_words=day_words(following) if following is not None else "",
        plan=_plan(work, following),
        due=tuple(_due(work, following or on)),
    )


def day_after(work: Work, day: date) -> date | None:
    """Return the next day after a day with anything on it; the next day on site where nothing is.

    Args:
        work: the open inspection.
        day: the day before.
    """
    days = {
        found
        for one in work.snapshot.all(Activity)
        if one.state != "cancelled" and (found := read_day(one.day)) is not None
    }
    days.update(timetable.fieldwork_days(work))
    return min((one for one in days if one > day), default=None)


def _plan(work: Work, day: date | None) -> tuple[Card, ...]:
    if day is None:
        return ()
    return tuple(
        card for card in timetable.cards(work, day.isoformat()) if card.state != "cancelled"
    )


def _figures(work: Work, on: date) -> str:
    """Say how much the day brought: ``23 notes on 7 children, 2 requests asked for``."""
    notes = [
        record.value
        for record in work.snapshot.records(Evidence).values()
        if not record.meta.deleted and on_day(work, record.meta.made_at, on)
    ]
    children = {one.case for one in notes if one.case}
    told = counted(len(notes), "note")
    if children:
        told += f" on {counted(len(children), 'child', 'children')}"
    asked = sum(on_day(work, one.asked_at, on) for one in work.snapshot.all(Request))
    came = sum(one.received[:10] == on.isoformat() for one in work.snapshot.all(Request))
    parts = [told]
    if asked:
        parts.append(f"{counted(asked, 'request')} asked for")
    if came:
        parts.append(f"{came} received")
    return ", ".join(parts)


def _referrals(work: Work, on: date) -> Iterator[Line]:
    for one in referral_rows.lines(work):
        value = one.record.value
        moved = (value.raised_at, value.answered_at, value.closed_at)
        waits = one.is_open and value.raised_at[:10] <= on.isoformat()
        if not waits and not any(on_day(work, moment, on) for moment in moved if moment):
            continue
        sign = "risk" if one.immediate and one.is_open else "concern"
        detail = " · ".join(part for part in (one.level, one.destination, one.due) if part)
        raised = "raised on the day, " if on_day(work, value.raised_at, on) else ""
        state = f"{raised}{_stands(value)}"
        words = f"{one.number} {one.about}: {digest_findings.one_line(one.concern)}".strip()
        yield Line(ReferralBack.KIND, one.id, sign, words, f"{state} · {detail}")


def _stands(value: ReferralBack) -> str:
    """Say where a referral back is now: what was done last, and what is still awaited."""
    if value.state == "open":
        return "told, waiting for an answer" if value.told_whom else "nobody told yet"
    if value.state == "answered" and value.satisfied:
        return "answered, enough" if value.satisfied == "yes" else "answered, not enough yet"
    return STATE_WORDS.get(value.state, value.state)


def _happened(work: Work, on: date) -> Iterator[Line]:
    """Yield the meetings with the LA held on the day, then the cards signed off on it."""
    for meeting in sorted(work.snapshot.all(KitMeeting), key=lambda one: (one.start, one.id)):
        if meeting.state == "held" and meeting.day == on.isoformat():
            given = f"note given to the LA {moment_words(meeting.given_at)}"
            detail = given if meeting.given_at else "note not given to the LA yet"
            words = f"{kit.name_of(work, meeting.id)} held"
            yield Line(KitMeeting.KIND, meeting.id, "", words, detail)
    signed = [one for one in work.snapshot.all(Case) if one.signed_off]
    for case in sorted(signed, key=lambda one: (one.signed_at, one.id)):
        if on_day(work, case.signed_at, on):
            detail = f"by {work.person_name(case.signed_by)}, {DEPTHS.get(case.depth, case.depth)}"
            yield Line(
                Case.KIND, case.id, "", f"Card of child {child_name(case)} signed off", detail
            )


def _closed(work: Work, on: date) -> Iterator[Answered]:
    for line in enquiries.listed(work.snapshot):
        record = work.snapshot.records(LineOfEnquiry)[line.id]
        changed = record.state.field("state").shown
        if line.state != "closed" or changed is None:
            continue
        if digest_findings.day_of(work, changed.time.ms) == on:
            label = enquiries.area_short(work.edition, line.area)
            yield Answered(line.id, line.question, line.answer, label)


def _noted(work: Work, on: date) -> Iterator[Noted]:
    """Yield the note of each meeting, then what members wrote in it as evidence."""
    held = [
        one
        for one in timetable.in_order(work.snapshot.all(Activity))
        if one.kind in MEETINGS and one.day == on.isoformat() and one.state != "cancelled"
    ]
    for one in held:
        if one.note.strip():
            head = work.snapshot.records(Activity)[one.id]
            by = work.person_name(head.meta.changed_by)
            yield Noted(one.id, by, one.title, one.note.strip())
    titles = {one.id: one.title for one in held}
    for record in work.snapshot.records(Evidence).values():
        note = record.value
        if note.activity in titles and not record.meta.deleted and note.text.strip():
            by = work.person_name(record.meta.made_by)
            yield Noted(note.id, by, titles[note.activity], note.text.strip())


def _due(work: Work, until: date) -> Iterator[Line]:
    last = until.isoformat()
    for request in sorted(work.snapshot.all(Request), key=lambda one: one.due):
        if request.state == "open" and request.due and request.due[:10] <= last:
            words = f"Request {request.number}: {' '.join(request.what.split())}"
            yield Line(Request.KIND, request.id, "", words, request.owner_role)
    for referral in work.snapshot.all(ReferralBack):
        waits = referral.state in ("open", "escalated")
        if waits and referral.answer_due and referral.answer_due[:10] <= last:
            case = work.snapshot.get(Case, referral.case)
            about = f", child {child_name(case)}" if case is not None else ""
            words = f"Answer to referral back {referral.number}{about}"
            yield Line(ReferralBack.KIND, referral.id, "", words, "")
    for item in work.snapshot.all(KitItem):
        if item.kind == "action" and item.state == "open" and item.due and item.due[:10] <= last:
            words = f"Action: {' '.join(item.text.split())}"
            yield Line(KitItem.KIND, item.id, "", words, item.owner)
