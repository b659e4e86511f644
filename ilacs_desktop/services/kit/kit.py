"""KIT meetings: planned, held, written up and given to the LA; their points and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.calendar import add_working_days
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.order import between
from ilacs_desktop.domain.records import Activity, Finding, KitItem, KitMeeting
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.findings import finding_states
from ilacs_desktop.services.findings.findings import RESPONSES
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work

KINDS: tuple[tuple[str, str], ...] = (
    ("practical", "Practical matters"),
    ("referral", "Child raised, or referral back"),
    ("strength", "Emerging strength"),
    ("concern", "Emerging concern"),
    ("question", "Question to the LA"),
    ("request", "Request for information"),
    ("action", "Action"),
)
"""Kinds of point in the order a meeting takes them."""

_ACTIVITY_KIND = "kit"

LA_ROLES: tuple[str, ...] = (
    "DCS",
    "Assistant director",
    "Head of service",
    "Principal social worker",
    "Link officer",
)
"""Roles at the LA that are usually there; any other can be typed."""


_NO_HOUR = "99:99"
"""Sorts after every hour."""


PURPOSE = "kit"
"""What tells a KIT meeting from the mid-point summary and the feedback, which are kept as one."""

NAMES: dict[str, str] = {"mid_point": "The mid-point summary", "feedback": "The final feedback"}
"""What the meetings that have no number are called."""


def meetings(work: Work) -> tuple[KitMeeting, ...]:
    """Return the KIT meetings in the order of day and hour; a meeting's number is its place here.

    One without an hour stands last on its day, so that planning it renumbers no meeting held. The
    mid-point summary and the final feedback are kept as meetings too, but they are none of these.
    """
    held = [one for one in work.snapshot.all(KitMeeting) if one.purpose == PURPOSE]
    return tuple(sorted(held, key=lambda one: (one.day, one.start or _NO_HOUR, one.id)))


def number_of(work: Work, record: str) -> int:
    """Return a meeting's number, from 1; 0 where it is not there, or no KIT meeting."""
    return next((at for at, one in enumerate(meetings(work), 1) if one.id == record), 0)


def name_of(work: Work, record: str) -> str:
    """Return what a meeting is called: by its number, or by what it is for."""
    meeting = meeting_of(work, record)
    return NAMES.get(meeting.purpose) or f"KIT meeting {number_of(work, record)}"


def plan(
    work: Work, day: str, *, start: str = "", place: str = "", in_person: bool = True
) -> Changes:
    """Plan a meeting.

    Args:
        work: the open inspection.
        day: ISO date.
        start: ``HH:MM``.
        place: where, or how.
        in_person: whether the parties meet in one room.

    Raises:
        BadInputError: no day is given.
    """
    if not day:
        raise BadInputError("The KIT meeting has no day.", todo="Give the day it is planned for.")
    return editing.create(
        work,
        KitMeeting,
        "Plan KIT meeting",
        day=day,
        start=start,
        place=place,
        in_person=in_person,
        state="planned",
    )


def planned_days(work: Work) -> tuple[Activity, ...]:
    """Return the KIT meetings of the timetable for which there is no record yet."""
    days = {one.day for one in meetings(work)}
    missing = [
        one
        for one in work.snapshot.all(Activity)
        if one.kind == _ACTIVITY_KIND and one.state != "cancelled" and one.day not in days
    ]
    return tuple(sorted(missing, key=lambda one: (one.day, one.start)))


def plan_timetable(work: Work) -> Changes:
    """Make a record for every KIT meeting of the timetable that has none, in one step."""
    drafts = tuple(
        editing.making(
            KitMeeting,
            editing.new_id(),
            {"day": one.day, "start": one.start, "place": one.place, "state": "planned"},
        )
        for one in planned_days(work)
    )
    made = drafts[0].record if drafts else ""
    return work.run(StepDraft("Plan the KIT meetings of the timetable", drafts), made)


def hold(work: Work, record: str) -> Changes:
    """Note that a meeting takes place now; its hour is kept where it was set."""
    meeting = meeting_of(work, record)
    values: dict[str, JsonValue] = {"state": "held"}
    if not meeting.start:
        values["start"] = _clock(work)
    if not meeting.day:
        values["day"] = work.now().date().isoformat()
    return editing.edit(work, KitMeeting, record, "Hold KIT meeting", **values)


def begin_now(work: Work, record: str) -> Changes:
    """Stamp the beginning of a meeting: whatever was planned, it begins today and now."""
    meeting_of(work, record)
    return editing.edit(
        work,
        KitMeeting,
        record,
        "Begin KIT meeting",
        state="held",
        day=work.now().date().isoformat(),
        start=_clock(work),
        end="",
    )


def end_now(work: Work, record: str) -> Changes:
    """Stamp the end of a meeting.

    Raises:
        NotAllowedError: it has not begun.
    """
    if meeting_of(work, record).state != "held":
        raise NotAllowedError(
            "This KIT meeting has not begun.", kept="Nothing was changed.", todo="Begin it first."
        )
    return editing.edit(work, KitMeeting, record, "End KIT meeting", end=_clock(work))


def is_going_on(meeting: KitMeeting) -> bool:
    """Return whether a meeting was begun and not ended, nor given to the LA."""
    return meeting.state == "held" and not meeting.end and not meeting.given_at


def _clock(work: Work) -> str:
    return work.now().strftime("%H:%M")


def set_attended(work: Work, record: str, roles: Iterable[str]) -> Changes:
    """Say who was there, by role."""
    return editing.edit(work, KitMeeting, record, "Say who attended", attended=[*roles])


def roles(work: Work) -> tuple[str, ...]:
    """Return the roles to offer for who attended: the LA's, the team's, those noted before."""
    team = [
        "Lead inspector" if one.role == "lead" else f"Inspector {one.letter}".strip()
        for one in work.members
        if one.role != "qa"
    ]
    noted = [role for one in meetings(work) for role in one.attended]
    return tuple(dict.fromkeys((*LA_ROLES, *sorted(team, key=_lead_first), *noted)))


def _lead_first(role: str) -> tuple[bool, str]:
    return (not role.startswith("Lead"), role)


def last_attended(work: Work, record: str) -> tuple[str, ...]:
    """Return the roles of those at the meeting before this one; empty where there was none."""
    roles: tuple[str, ...] = ()
    for one in meetings(work):
        if one.id == record:
            break
        roles = one.attended or roles
    return roles


def current(work: Work) -> KitMeeting | None:
    """Return the meeting that goes on now, else the last one held, else the next one planned.

    One whose note was given to the LA takes no more points, and is passed over.
    """
    free = [one for one in meetings(work) if not one.given_at]
    going = [one for one in free if is_going_on(one)]
    held = [one for one in free if one.state == "held"]
    return next(iter([*going[-1:], *held[-1:], *free[:1]]), None)


def delete(work: Work, record: str) -> Changes:
    """Delete a meeting that was not held; its points go with it."""
    meeting = meeting_of(work, record)
    if meeting.state == "held":
        raise NotAllowedError(
            "This KIT meeting was held.", kept="It stays on the record.", todo="Correct it instead."
        )
    changes = editing.delete(work, KitMeeting, record, "Delete KIT meeting")
    for item in items_of(work, record):
        changes |= editing.delete(work, KitItem, item.id, "Delete KIT point")
    return changes


def meeting_of(work: Work, record: str) -> KitMeeting:
    """Return a meeting.

    Raises:
        NotAllowedError: it is no longer there.
    """
    meeting = work.snapshot.get(KitMeeting, record)
    if meeting is None:
        raise NotAllowedError("This KIT meeting is no longer there.", kept="Nothing was changed.")
    return meeting


def item_of(work: Work, record: str) -> KitItem:
    """Return a point.

    Raises:
        NotAllowedError: it is no longer there.
    """
    item = work.snapshot.get(KitItem, record)
    if item is None:
        raise NotAllowedError("This point is no longer there.", kept="Nothing was changed.")
    return item


def items_of(work: Work, meeting: str) -> tuple[KitItem, ...]:
    """Return a meeting's own points: by kind in the order a meeting takes them, then by rank."""
    order = {key: at for at, (key, _) in enumerate(KINDS)}
    held = [one for one in work.snapshot.all(KitItem) if one.meeting == meeting]
    return tuple(sorted(held, key=lambda one: (order.get(one.kind, 99), one.rank, one.id)))


def carried(work: Work, meeting: str) -> tuple[KitItem, ...]:
    """Return the actions of earlier meetings that are still open at this one."""
    order = [one.id for one in meetings(work)]
    before = set(order[: order.index(meeting)]) if meeting in order else set(order)
    still = [
        one
        for one in work.snapshot.all(KitItem)
        if one.kind == "action" and one.state == "open" and one.meeting in before
    ]
    return tuple(sorted(still, key=lambda one: (one.due or "9999", one.rank, one.id)))


def _making(work: Work, meeting: str, rank: str, values: dict[str, JsonValue]) -> Draft:
    if values.get("kind") not in dict(KINDS):
        known = ", ".join(key for key, _ in KINDS)
        raise BadInputError(
            f"{values.get('kind')!r} is no kind of KIT point.", todo=f"Choose one of: {known}."
        )
    if meeting_of(work, meeting).given_at:
        raise NotAllowedError(
            "The note of this KIT meeting was given to the LA.",
            kept="Nothing was changed.",
            todo="Withdraw the note and give it anew, or add the point to the next meeting.",
        )
    whole = {"meeting": meeting, "state": "open", "rank": rank, **values}
    return editing.making(KitItem, editing.new_id(), whole)


def add_item(work: Work, meeting: str, kind: str, text: str = "", **values: JsonValue) -> Changes:
    """Add a point to a meeting.

    Args:
        work: the open inspection.
        meeting: the meeting.
        kind: one of ``KINDS``.
        text: what it says, so far.
        values: ``area``, ``about``, ``owner``, ``due`` where known. An action is due on the next
            working day where no day is given.
    """
    whole = {**values, "kind": kind, "text": text}
    if kind == "action" and "due" not in values:
        today = work.now().date()
        following = add_working_days(today, 1, bank_holidays_near(today))
        whole["due"] = following.isoformat()
    draft = _making(work, meeting, editing.last_rank(work, KitItem), whole)
    return work.run(StepDraft("Add KIT point", (draft,)), draft.record)


def add_items(work: Work, meeting: str, points: Iterable[dict[str, JsonValue]]) -> Changes:
    """Add several points to a meeting in one step, in the order given."""
    drafts, rank = [], editing.last_rank(work, KitItem)
    for values in points:
        drafts.append(_making(work, meeting, rank, values))
        rank = between(rank, "")
    count = len(drafts)
    name = "Add KIT point" if count == 1 else f"Add {count} KIT points"
    return work.run(StepDraft(name, tuple(drafts)), drafts[0].record if drafts else "")


def remove_item(work: Work, record: str) -> Changes:
    """Take a point from a meeting."""
    return editing.delete(work, KitItem, record, "Delete KIT point")


def change_item(work: Work, record: str, **values: JsonValue) -> Changes:
    """Change a point: kind, area, owner, due day."""
    item_of(work, record)
    return editing.edit(work, KitItem, record, "Change KIT point", **values)


def respond(work: Work, record: str, kind: str, text: str = "") -> Changes:
    """Record what the LA answered to a point; that none was offered is an answer too.

    Where the point speaks of a finding, the finding was thereby put to the LA, and the answer
    is recorded there as well.

    Raises:
        BadInputError: the kind of response is not known.
    """
    item = item_of(work, record)
    if kind not in dict(RESPONSES):
        raise BadInputError(f"{kind!r} is no kind of response.", kept="Nothing was changed.")
    values: dict[str, JsonValue] = {"response_kind": kind}
    if text:
        values["response"] = text
    drafts = [editing.changing(work, KitItem, record, values)]
    action = "edit"
    finding = work.snapshot.get(Finding, item.about) if item.about else None
    if finding is not None and finding.state in ("emerging", "put_to_la"):
        drafts.append(
            finding_states.putting(
                work, finding.id, response_kind=kind, response=text or item.response
            )
        )
        action = "edit" if finding.put_at else "final"
    real = tuple(draft for draft in drafts if draft.values)
    return work.run(StepDraft("Record the LA's response", real, action=action), record)


def close_item(work: Work, record: str) -> Changes:
    """Close an action or point: it is carried forward no longer."""
    return editing.edit(work, KitItem, record, "Close KIT point", state="closed")


def open_item(work: Work, record: str) -> Changes:
    """Open a point again."""
    return editing.edit(work, KitItem, record, "Open KIT point again", state="open")


def give(work: Work, record: str) -> Changes:
    """Note that the note of a meeting was given to the LA: from here on it is not edited.

    Raises:
        NotAllowedError: this person is not the lead, or it was given already.
    """
    work.require_lead("Giving the note of a KIT meeting to the LA")
    meeting = meeting_of(work, record)
    if meeting.given_at:
        raise NotAllowedError("This note was given to the LA already.", kept="Nothing was changed.")
    if meeting.purpose == PURPOSE and meeting.state != "held":
        raise NotAllowedError(
            "This KIT meeting was not held yet.",
            kept="Nothing was changed.",
            todo="Note that it was held first.",
        )
    values: dict[str, JsonValue] = {"given_at": work.now_text(), "state": "held"}
    draft = editing.changing(work, KitMeeting, record, values)
    step = StepDraft(f"Give {_note_of(work, meeting)} to the LA", (draft,), action="final")
    return work.run(step, record)


def _note_of(work: Work, meeting: KitMeeting) -> str:
    if meeting.purpose != PURPOSE:
        name = name_of(work, meeting.id)
        return name[0].lower() + name[1:]
    return f"the note of KIT meeting {number_of(work, meeting.id)}"


def withdraw(work: Work, record: str, reason: str) -> Changes:
    """Withdraw a note that was given to the LA, so that it can be corrected and given anew.

    Raises:
        NotAllowedError: this person is not the lead, or it was not given.
        BadInputError: there is no reason.
    """
    work.require_lead("Withdrawing the note of a KIT meeting")
    meeting = meeting_of(work, record)
    if not meeting.given_at:
        raise NotAllowedError("This note was not given to the LA.", kept="Nothing was changed.")
    if not reason.strip():
        raise BadInputError("A note is withdrawn with a reason.", todo="Say why in a sentence.")
    told = (
        f"Given {_moment(meeting.given_at)}, withdrawn {_moment(work.now_text())}: {reason.strip()}"
    )
    private = "\n\n".join(part for part in (meeting.private_note, told) if part)
    # Not an ordinary edit, which the state forbids: this is the way back that the law names.
    draft = Draft("kit_meeting", record, {"given_at": "", "private_note": private})
    step = StepDraft(f"Withdraw {_note_of(work, meeting)}", (draft,), action="final")
    return work.run(step, record)


def _moment(text: str) -> str:
    return text[:16].replace("T", " ")
