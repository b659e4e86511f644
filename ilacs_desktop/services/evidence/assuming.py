"""What a new note is taken to be until someone says otherwise, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Activity, Case, Evidence
from ilacs_desktop.services.record.time_words import read_moment

if TYPE_CHECKING:
    from datetime import datetime

    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

ASSUMABLE = ("method", "source", "role", "place", "case", "area", "activity")
"""Fields that are suggested from the plan, from the note before and from where it was begun."""

FORGOTTEN = timedelta(minutes=30)
"""What a person said of one note is suggested for the next only so long."""

_CARRIED = ("method", "source", "role", "place")
"""Said once, these hold for the next note too; a child never does: it may be another one."""

_SUGGESTED: dict[str, tuple[str, str]] = {
    "case-tracking": ("record", "record"),
    "case-sampling": ("interview", "practitioner"),
    "dip-sampling": ("record", "record"),
    "observation": ("observation", "observation"),
    "panel": ("observation", "meeting-observed"),
    "interview": ("interview", ""),
    "focus-group": ("focus_group", "focus-group"),
    "children": ("focus_group", "childrens-group"),
    "carers": ("interview", "parent"),
    "partners": ("interview", "partner"),
    "leaders": ("interview", "leader"),
    "team-visit": ("interview", "practitioner"),
    "reading": ("document", "la-document"),
}


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a new note is taken to be until someone says otherwise."""

    method: str = ""
    source: str = ""
    role: str = ""
    place: str = ""
    case: str = ""
    area: str = ""
    activity: str = ""

    def values(self) -> dict[str, JsonValue]:
        """Return what is suggested, by field."""
        return {name: value for name in ASSUMABLE if (value := getattr(self, name))}


def assume(work: Work, case: str = "", at: datetime | None = None) -> Assumed:
    """Suggest what a note is about: the activity that is on, what was last said, the child shown.

    What was said of the note before is suggested for 30 minutes, and only within the activity in
    which it was said; a suggestion that nobody confirmed is never handed on.

    Args:
        work: the open inspection.
        case: the child's card that is on the screen, or empty.
        at: when it was seen; now, where it is not given.
    """
    about = work.snapshot.get(Case, case) if case else None
    when = at or work.now()
    activity = _activity_at(work, when)
    key = activity.id if activity else ""
    method, source = _SUGGESTED.get(activity.kind, ("", "")) if activity else ("", "")
    if activity is None and about:
        method, source = "record", "record"
    said = _said_lately(work, key, when)
    if "source" in said:
        # How it was learnt goes with whom it was learnt from.
        method, source = said.get("method", ""), said["source"]
    return Assumed(
        method=method,
        source=_known_source(work, source),
        role=said.get("role", ""),
        place=said.get("place", "") or (activity.place if activity else ""),
        case=case if about else "",
        area=about.area if about else "",
        activity=key,
    )


def _known_source(work: Work, key: str) -> str:
    return key if any(one.key == key for one in work.edition.source_kinds) else ""


def _activity_at(work: Work, when: datetime) -> Activity | None:
    member = work.my_member
    day, clock = when.date().isoformat(), when.strftime("%H:%M")
    on = [
        one
        for one in work.snapshot.all(Activity)
        if one.day == day
        and one.start
        and one.start[:5] <= clock
        and (not one.end or clock <= one.end[:5])
        and member is not None
        and member.id in one.who
    ]
    return max(on, key=lambda one: one.start, default=None)


def _said_lately(work: Work, activity: str, when: datetime) -> dict[str, str]:
    """Return what I last said of a note in this activity, by field, while it still holds."""
    newest: dict[str, tuple[int, str]] = {}
    until, since = _ms(when), _ms(when - FORGOTTEN)
    for record in work.snapshot.records(Evidence).values():
        note, touched = record.value, record.state.changed
        # Logical time is never behind the wall clock, and costs no reading of a date.
        if touched is None or touched.time.ms < since or not _is_mine(work, record, activity):
            continue
        changed = read_moment(record.meta.changed_at)
        latest = _ms(changed) if changed is not None else 0
        for name in _CARRIED:
            value = getattr(note, name)
            said_at = min(_said_at(record, name), latest) if value else 0
            if since <= said_at <= until and said_at >= newest.get(name, (0, ""))[0]:
                newest[name] = (said_at, value)
    return {name: value for name, (_, value) in newest.items()}


def _is_mine(work: Work, record: Record[Evidence], activity: str) -> bool:
    """Say whether a note is mine, of this activity, and written as it was seen."""
    note = record.value
    return (
        record.meta.made_by == work.me.person
        and not record.meta.deleted
        and note.activity == activity
        and note.seen_at == note.written_at
    )


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _said_at(record: Record[Evidence], name: str) -> int:
    """Return when a field was said or confirmed, in ms since 1970; 0 where it is only assumed.

    Logical time runs ahead of the wall clock after that was put back; whoever asks bounds it.
    """
    if name in record.value.assumed:
        return 0
    heads = (record.state.field(name).shown, record.state.field("assumed").shown)
    return max((head.time.ms for head in heads if head is not None), default=0)
