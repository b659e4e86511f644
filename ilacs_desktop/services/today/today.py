"""What needs this person now, and the figures beside the pages. Immediate risk comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain.records import (
    Activity,
    Case,
    Evidence,
    Finding,
    KitItem,
    KitMeeting,
    ReferralBack,
    Request,
    Stage,
)
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.cases import referral_rows, referrals
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.kit.point_words import on_child, unmarked
from ilacs_desktop.services.record import settling
from ilacs_desktop.services.record.time_words import age, ago, due_words, read_day, read_moment
from ilacs_desktop.services.stages import la_comments, stages
from ilacs_desktop.services.today import briefing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

Sign = Literal["risk", "concern", "neutral", "accent", "ask"]
"""What a line stands for, before any colour: only immediate risk is ``risk``."""

_NOTES_APART = 3
"""Up to so many notes to write up have a line each; more share one."""

_SOON_DAYS = 1


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for this person.

    Attributes:
        sign: what it stands for.
        tag: its kind in a word or two, such as "Request A14".
        title: what it is.
        detail: what was done so far, or what to do next.
        when: how old or when due, in neutral words.
        kind: record kind to jump to.
        id: record to jump to.
        field: the field in dispute; empty for everything else.
        is_next: nothing waits: it is where this person goes next.
    """

    sign: Sign
    tag: str
    title: str
    detail: str
    when: str
    kind: str
    id: str
    field: str = ""
    is_next: bool = False


def needs(work: Work) -> tuple[Need, ...]:
    """Return what needs this person now, the gravest first, and last where they go next.

    The lead sees everyone's referrals back and late requests, everyone else their own; immediate
    risk and two versions of one text concern the whole team.
    """
    now = work.now()
    raised = tuple(_referrals(work, now))
    return (
        *(one for one in raised if one.sign == "risk"),
        *_unreferred(work, now),
        *(one for one in raised if one.sign != "risk"),
        *_disputes(work),
        *_to_write_up(work, now),
        *(kit_today := tuple(_kit_today(work))),
        *_requests(work),
        *_actions(work, now),
        *_stages(work),
        *_next(work, now, with_kit=not kit_today),
    )


def waiting(needed: tuple[Need, ...]) -> int:
    """Return how many lines wait for this person; where they go next is none of them."""
    return sum(not one.is_next for one in needed)


def has_immediate_risk(needed: tuple[Need, ...]) -> bool:
    """Say whether anything that waits is an immediate risk."""
    return any(one.sign == "risk" for one in needed)


def _line(text: str) -> str:
    return " ".join(text.split())


def _since(verb: str, moment: str, now: datetime) -> str:
    words = ago(read_moment(moment), now)
    return f"{verb} {words}" if words else ""


def _referrals(work: Work, now: datetime) -> Iterator[Need]:
    for one in referral_rows.lines(work, open_only=True):
        value = one.record.value
        if not (one.immediate or work.is_lead or value.raised_by == work.me.person):
            continue
        detail = " · ".join(part for part in (one.told, one.due, one.next_step) if part)
        yield Need(
            "risk" if one.immediate else "concern",
            "Immediate risk" if one.immediate else f"Referral back {one.number}",
            _referral_words(work, one),
            detail,
            _since("raised", value.raised_at, now),
            ReferralBack.KIND,
            one.id,
        )


def _referral_words(work: Work, one: referral_rows.ReferralLine) -> str:
    case, said = work.snapshot.get(Case, one.case), _line(unmarked(one.concern))
    return on_child(child_name(case), said) if case is not None else f"{one.about}: {said}"


def _unreferred(work: Work, now: datetime) -> Iterator[Need]:
    """Return notes of immediate risk that nobody has referred back yet."""
    raised = work.snapshot.all(ReferralBack)
    raised_from = {one.evidence for one in raised if one.evidence}
    for note in work.snapshot.all(Evidence):
        if not note.immediate or note.id in raised_from:
            continue
        if any(_answers(work, one, note) for one in raised):
            continue
        case = work.snapshot.get(Case, note.case)
        said = _line(unmarked(note.text)) or "a note without words yet"
        yield Need(
            "risk",
            "Immediate risk",
            on_child(child_name(case) if case is not None else "", said),
            "No referral back yet: say who was told",
            _since("seen", note.seen_at, now),
            Evidence.KIND,
            note.id,
        )


def _answers(work: Work, one: ReferralBack, note: Evidence) -> bool:
    """Say whether a referral back without a note of its own is about what this note tells.

    An older one is about something else, and so is one that was withdrawn.
    """
    if one.evidence or not note.case or one.case != note.case or one.state == "withdrawn":
        return False
    seen, raised = read_moment(note.seen_at), read_moment(one.raised_at)
    is_since = seen is None or raised is None or _is_since(raised, seen)
    return referrals.is_immediate(work, one.level) and is_since


def _is_since(raised: datetime, seen: datetime) -> bool:
    return raised.replace(tzinfo=None, second=0, microsecond=0) >= seen.replace(
        tzinfo=None, second=0, microsecond=0
    )


def _disputes(work: Work) -> Iterator[Need]:
    for one in settling.disputes(work):
        yield Need(
            "accent",
            "Two versions",
            f"{one.kind_words}: {one.title}" if one.title else one.kind_words,
            one.field_words[:1].upper() + one.field_words[1:],
            "choose",
            one.kind,
            one.record,
            one.field,
        )


def _requests(work: Work) -> Iterator[Need]:
    today = work.now().date()
    member = work.my_member
    letter = member.letter if member is not None else ""
    for one in requests.rows(work):
        mine = bool(letter) and one.number.rstrip("0123456789") == letter
        due = read_day(one.due)
        # What is late the lead takes up with the LA; to read what came is for whoever asked.
        days = (due - today).days if due is not None else None
        is_near = days is not None and days <= (_SOON_DAYS if mine else -1)
        if one.state == "open" and is_near and (mine or work.is_lead):
            when = one.due_words
        elif one.is_unread and mine:
            when = "received, not read"
        else:
            continue
        asked = f"For: {one.line}" if one.line else f"Asked of {one.owner}" if one.owner else ""
        yield Need(
            "neutral", f"Request {one.number}", _line(one.what), asked, when, Request.KIND, one.id
        )


def _actions(work: Work, now: datetime) -> Iterator[Need]:
    """Return actions from KIT meetings that are due: the lead's, and those that name this person.

    What the LA is to do, the lead asks after.
    """
    member = work.my_member
    me = member.name.casefold() if member is not None else ""
    for item in work.snapshot.all(KitItem):
        due = read_day(item.due)
        if item.kind != "action" or item.state != "open" or due is None:
            continue
        mine = work.is_lead or (bool(me) and me in item.owner.casefold())
        if mine and (due - now.date()).days <= 0:
            yield Need(
                "neutral",
                "KIT action",
                _line(item.text),
                f"For {item.owner}" if item.owner else "",
                due_words(due, now.date()),
                KitItem.KIND,
                item.id,
            )


def _stages(work: Work) -> Iterator[Need]:
    """Return the stages after fieldwork that are late or due today; for the lead."""
    if not work.is_lead:
        return
    for one in stages.late(work):
        detail = one.actor
        if one.key == stages.ANSWERED:
            done, all_of_them = la_comments.answered(work)
            detail = f"{done} of {counted(all_of_them, 'comment')} answered"
        yield Need("neutral", "Stage", one.label, detail, one.due_words, Stage.KIND, one.id)


def _kit_today(work: Work) -> Iterator[Need]:
    """Return today's KIT meetings that the lead has yet to hold, and what is to be asked there."""
    if not work.is_lead:
        return
    today = work.now().date().isoformat()
    raised = {item.about for item in work.snapshot.all(KitItem) if item.about}
    asked = [one for one in work.snapshot.all(Evidence) if one.ask_at_kit and one.id not in raised]
    ahead = [one for one in kit.meetings(work) if one.day == today and one.state == "planned"]
    for at, meeting in enumerate(ahead):
        to_ask = asked if not at else []
        words = f"{counted(len(to_ask), 'note')} to ask about" if to_ask else ""
        yield Need(
            "ask" if to_ask else "neutral",
            "KIT today",
            kit.name_of(work, meeting.id),
            f"{words}: {_line(to_ask[0].text)}" if to_ask else "",
            f"at {meeting.start}" if meeting.start else "today",
            KitMeeting.KIND,
            meeting.id,
        )


def _next(work: Work, now: datetime, *, with_kit: bool) -> Iterator[Need]:
    """Return where this person is or goes next, as the timetable has it."""
    slot = briefing.my_next(work)
    if slot is None or (slot.kind == "kit" and not with_kit):
        return
    clock = now.strftime("%H:%M")
    is_now = slot.day == now.date().isoformat() and slot.start <= clock
    where = " · ".join(part for part in (slot.place, slot.clash) if part)
    until = f"until {slot.end}" if slot.end else "now"
    yield Need(
        "neutral",
        "Now" if is_now else "Next",
        slot.title or slot.kind_words,
        where,
        until if is_now else briefing.when_words(slot, now),
        Activity.KIND,
        slot.id,
        is_next=True,
    )


def _to_write_up(work: Work, now: datetime) -> Iterator[Need]:
    waiting = sorted(
        (
            record
            for record in work.snapshot.records(Evidence).values()
            if record.value.to_write_up
            and not record.meta.deleted
            and record.meta.made_by == work.me.person
        ),
        key=lambda record: (record.value.seen_at, record.value.id),
    )
    if len(waiting) <= _NOTES_APART:
        for record in waiting:
            yield _write_up(record, _line(record.value.text) or "A note without words yet", now)
    else:
        first = _line(waiting[0].value.text)
        yield _write_up(waiting[0], f"{len(waiting)} notes, the oldest first: {first}", now)


def _write_up(record: Record[Evidence], title: str, now: datetime) -> Need:
    note = record.value
    old = age(read_moment(note.seen_at), now)
    return Need(
        "neutral",
        "To write up",
        title,
        note.place,
        f"{old} old" if old and old != "now" else "",
        Evidence.KIND,
        note.id,
    )


def counts(work: Work) -> Mapping[str, int]:
    """Return the figures beside the pages of the sidebar, by page key; 0 shows nothing.

    On Cases it is referrals back of immediate risk while there are any, else children's cards;
    on KIT what the LA or the team still owes.
    """
    snapshot = work.snapshot
    owed = sum(one.state == "open" for one in snapshot.all(Request))
    owed += sum(one.kind == "action" and one.state == "open" for one in snapshot.all(KitItem))
    return {
        "today": waiting(needs(work)),
        "cases": _immediate_referrals(work) or len(snapshot.all(Case)),
        "evidence": len(snapshot.all(Evidence)),
        "kit": owed,
        "findings": len(snapshot.all(Finding)),
        "team": len(settling.disputes(work)),
    }


def _immediate_referrals(work: Work) -> int:
    return sum(one.immediate for one in referral_rows.lines(work, open_only=True))


def in_red(work: Work) -> frozenset[str]:
    """Return the pages whose figure is red: only immediate risk that still waits is."""
    if _immediate_referrals(work):
        return frozenset({"today", "cases"})
    return frozenset({"today"}) if has_immediate_risk(needs(work)) else frozenset()
