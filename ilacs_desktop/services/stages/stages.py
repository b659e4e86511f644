"""The stages after fieldwork: when each is due in working days, when it was done, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain import calendar, ids
from ilacs_desktop.domain.edition import needs_check, tag_words
from ilacs_desktop.domain.records import Finding, Inspection, Stage
from ilacs_desktop.domain.support import counted
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.inspection import rules
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.services.record.work import INSPECTION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.domain.event_type import Anchor
    from ilacs_desktop.services.record.work import Work

HOLD = "on-hold"
"""Key of being on hold, which may come between any two stages."""
HELD_FOR: tuple[tuple[str, str], ...] = (
    ("complaint", "A complaint"),
    ("election", "An election"),
    ("other", "Something else"),
)
ANSWERED = "comments-answered"
_ANCHORS: Mapping[str, Anchor] = {"final-to-la": "sent", "published": "publication"}
_NOTHING = "Nothing was changed."

State = Literal["done", "now", "late", "ahead", "unneeded"]
STATES: dict[State, str] = {
    "done": "done",
    "now": "now",
    "late": "late",
    "ahead": "",
    "unneeded": "not needed",
}


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage as it is shown.

    Attributes:
        id: of its record, whether it was made yet or not.
        actor: who has the document, or owes the reply, in words.
        due: the day it is due; None where there is none.
        usual: the day that the working days give.
        due_words: the due day, and how many working days it is away.
        basis: what the day rests on, in words.
        check: whether it is a default that wants checking.
        done: the day it was done, or None.
    """

    id: str
    key: str
    label: str
    running: str
    actor: str
    due: date | None
    usual: date | None
    due_words: str
    due_reason: str
    is_own: bool
    basis: str
    check: bool
    done: date | None
    by: str
    note: str
    state: State


@dataclass(frozen=True, slots=True)
class Hold:
    """The document on hold.

    Attributes:
        since: first day; None where it never was.
        until: day it was lifted; None while it holds.
        days: working days on hold so far.
    """

    id: str
    since: date | None = None
    until: date | None = None
    why: str = ""
    note: str = ""
    days: int = 0

    @property
    def is_on(self) -> bool:
        """Say whether the document is on hold."""
        return self.since is not None and self.until is None


def stage_id(key: str) -> str:
    """Return the id of a stage's record."""
    return ids.derived("stage", key)


def lines(work: Work) -> tuple[StageLine, ...]:
    """Return every stage of this event in order; nothing before the last day on site is known."""
    held = {one.key: one for one in work.snapshot.all(Stage)}
    planned = rules.planned(work, _actual(held))
    known = {one.key: one for one in work.event.stages}
    today, on_hold = work.now().date(), hold(work).is_on
    over = _last_day(work) is not None and today > (_last_day(work) or today)
    found: list[StageLine] = []
    is_next = True
    # What was passed over, such as a complaint window nobody used, is neither now nor late.
    passed = max((at for at, one in enumerate(planned) if _is_done(held, one.key)), default=-1)
    for at, stage in enumerate(planned):
        record = held.get(stage.key, Stage(stage_id(stage.key), stage.key))
        done, own = read_day(record.done), read_day(record.due)
        due = own or stage.due
        state: State = "ahead"
        if done is not None:
            state = "done"
        elif not _applies(work, known[stage.key].only_if):
            state = "unneeded"
        elif at < passed:
            state = "ahead"
        elif due is not None and today > due and not on_hold:
            state = "late"
        elif is_next and over:
            state = "now"
        if state in ("now", "late"):
            is_next = False
        found.append(
            StageLine(
                stage_id(stage.key),
                stage.key,
                stage.label,
                known[stage.key].running or stage.label,
                rules.ACTORS.get(stage.actor, stage.actor),
                due,
                stage.due,
                _due_words(due, today, waits=state in ("now", "late", "ahead") and not on_hold),
                record.due_reason,
                own is not None,
                "own day" if own is not None else tag_words(stage.tag),
                needs_check(stage.tag) and own is None,
                done,
                work.person_name(record.by) if record.by else "",
                record.note,
                state,
            )
        )
    return tuple(found)


def _is_done(held: Mapping[str, Stage], key: str) -> bool:
    return key in held and bool(held[key].done)


def _last_day(work: Work) -> date | None:
    return read_day(work.inspection.fieldwork_end)


def _actual(held: Mapping[str, Stage]) -> dict[Anchor, date]:
    """Return the days that later stages count from: when it was done, else its own day."""
    found: dict[Anchor, date] = {}
    for key, anchor in _ANCHORS.items():
        record = held.get(key)
        day = (read_day(record.done) or read_day(record.due)) if record is not None else None
        if day is not None:
            found[anchor] = day
    return found


def _applies(work: Work, condition: str | None) -> bool:
    if condition == "inadequate":
        worst = work.edition.scale[-1].key
        return worst in judgements.grades(work.snapshot, work.edition).values()
    if condition == "priority-action":
        return any(
            one.kind == "area-for-priority-action" and one.state != "withdrawn"
            for one in work.snapshot.all(Finding)
        )
    return True


def _due_words(due: date | None, today: date, *, waits: bool) -> str:
    if due is None:
        return "no usual day"
    if not waits:
        return short_day(due)
    left = calendar.working_days_between(today, due, bank_holidays_near(today))
    if due == today:
        return f"{short_day(due)}, today"
    if due < today:
        late = calendar.working_days_between(due, today, bank_holidays_near(today))
        return f"{short_day(due)}, {counted(late, 'working day')} late" if late else short_day(due)
    return f"{short_day(due)}, in {counted(left, 'working day')}"


def hold(work: Work) -> Hold:
    """Return whether and since when the document is on hold."""
    record = work.snapshot.get(Stage, stage_id(HOLD))
    since = read_day(record.begun) if record is not None else None
    if record is None or since is None:
        return Hold(stage_id(HOLD))
    until = read_day(record.done)
    end = until or work.now().date()
    days = max(calendar.working_days_between(since, end, bank_holidays_near(since)), 0)
    return Hold(record.id, since, until, record.why, record.note, days)


def running(work: Work) -> str:
    """Return what the document is in now, such as "With the LA"; empty before it begins."""
    shown = lines(work)
    if hold(work).is_on:
        return "On hold"
    if any(one.key == "published" and one.done for one in shown):
        return "Published"
    now = next((one for one in shown if one.state in ("now", "late")), None)
    return now.running if now is not None else ""


def late(work: Work) -> tuple[StageLine, ...]:
    """Return the stages that are late, or due today."""
    today = work.now().date()
    if hold(work).is_on:
        return ()
    return tuple(
        one
        for one in lines(work)
        if one.state == "late" or (one.state == "now" and one.due == today)
    )


# -- commands ------------------------------------------------------------------------------------


def mark_done(work: Work, key: str, day: date | None = None, note: str = "") -> Changes:
    """Note that a stage was done; for the lead, and the QA reader for quality assurance.

    Args:
        work: the open inspection.
        key: the stage.
        day: when; today where left out.
        note: anything to say of it.

    Raises:
        NotAllowedError: it is not for this person, or fieldwork is not over.
        BadInputError: there is no such stage, or the day is still to come.
    """
    label = _label(work, key)
    _require(work, key)
    today = work.now().date()
    day = day or today
    last = _last_day(work)
    if day > today or (last is not None and day < last):
        raise BadInputError(
            f"{short_day(day)} is {'still to come' if day > today else 'before fieldwork ended'}.",
            kept=_NOTHING,
            todo="Give the day on which it was done.",
        )
    values: dict[str, JsonValue] = {
        "key": key,
        "done": day.isoformat(),
        "by": work.me.person,
    }
    if note.strip():
        values["note"] = note.strip()
    stage = editing.changing(work, Stage, stage_id(key), values, make=True)
    about = editing.changing(work, Inspection, INSPECTION, {"stage": key})
    return editing.run(work, f"Done: {label}", (stage, about), stage_id(key))


def take_back(work: Work, key: str) -> Changes:
    """Say that a stage is not done after all."""
    label = _label(work, key)
    _require(work, key)
    return editing.put(
        work, Stage, stage_id(key), f"Not done: {label}", key=key, done="", by=work.me.person
    )


def set_day(work: Work, key: str, day: date | None, reason: str = "") -> Changes:
    """Give a stage a day of its own, with the reason, or its usual one again; for the lead.

    Raises:
        NotAllowedError: this person is not the lead.
        BadInputError: there is no reason, or no such stage.
    """
    label = _label(work, key)
    work.require_lead("Setting the day of a stage")
    if day is not None and not reason.strip():
        raise BadInputError(
            "A stage has a day of its own with a reason.",
            kept=_NOTHING,
            todo="Say why, such as an election or an agreed extension.",
        )
    values: dict[str, JsonValue] = {
        "key": key,
        "due": "" if day is None else day.isoformat(),
        "due_reason": "" if day is None else reason.strip(),
    }
    return editing.put(work, Stage, stage_id(key), f"Set the day: {label}", **values)


def put_on_hold(work: Work, why: str, note: str, day: date | None = None) -> Changes:
    """Put the document on hold; nothing is late meanwhile. For the lead.

    Args:
        work: the open inspection.
        why: one of ``HELD_FOR``.
        note: the reason in words.
        day: since when; today where left out.
    """
    work.require_lead("Putting the document on hold")
    if why not in dict(HELD_FOR) or not note.strip():
        raise BadInputError(
            "A document is put on hold with a reason.", kept=_NOTHING, todo="Say why in a sentence."
        )
    since = (day or work.now().date()).isoformat()
    values: dict[str, JsonValue] = {
        "key": HOLD,
        "why": why,
        "note": note.strip(),
        "begun": since,
        "done": "",
        "by": work.me.person,
    }
    return editing.put(work, Stage, stage_id(HOLD), "Put the document on hold", **values)


def lift_hold(work: Work, *, move: bool) -> Changes:
    """Let the document go on; for the lead.

    Args:
        work: the open inspection.
        move: whether stages not done yet are given days later by the working days on hold.
    """
    work.require_lead("Lifting the hold")
    held = hold(work)
    if not held.is_on:
        raise NotAllowedError("The document is not on hold.", kept=_NOTHING)
    today = work.now().date()
    values: dict[str, JsonValue] = {"done": today.isoformat(), "by": work.me.person}
    drafts = [editing.changing(work, Stage, stage_id(HOLD), values)]
    if move and held.days:
        reason = f"On hold for {counted(held.days, 'working day')}: {held.note}"
        for one in lines(work):
            if one.due is None or one.done is not None or one.state == "unneeded":
                continue
            later = calendar.add_working_days(one.due, held.days, bank_holidays_near(one.due))
            moved: dict[str, JsonValue] = {
                "key": one.key,
                "due": later.isoformat(),
                "due_reason": reason,
            }
            drafts.append(editing.changing(work, Stage, one.id, moved, make=True))
    return editing.run(work, "Lift the hold", drafts, stage_id(HOLD))


def _label(work: Work, key: str) -> str:
    for stage in work.event.stages:
        if stage.key == key:
            return stage.label
    raise BadInputError(f"{work.event.title} has no stage {key!r}.", kept=_NOTHING)


def _require(work: Work, key: str) -> None:
    mine = work.my_member
    if key == "quality-assurance" and mine is not None and mine.role == "qa":
        return
    work.require_lead("Moving the document to another stage")
