"""Grades: closed until the lead opens the grading meeting; decided by people, never computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.limits import limiting_warnings
from ilacs_desktop.domain.records import GradingMeeting, Inspection, Judgement
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.publish.inputs import TO_BE_DECIDED
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import GRADING, INSPECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.event_type import EventType
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

OVERALL = "overall"
"""Stands for the area of a judgement of overall effectiveness."""

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class JudgedArea:
    """One row of the table of judgements.

    Attributes:
        label: as the table prints it.
        short: for lists and tabs.
    """

    key: str
    label: str
    short: str


# -- what holds ----------------------------------------------------------------------------------


def judgement_id(area: str) -> str:
    """Return the id of an area's judgement."""
    return ids.derived("judgement", area)


def event_of(snapshot: Snapshot, edition: Edition) -> EventType:
    """Return the event type that this inspection is."""
    return edition.event(snapshot.one(Inspection, INSPECTION).event)


def judged_areas(edition: Edition, event: EventType) -> tuple[JudgedArea, ...]:
    """Return what this event grades, in table order; nothing for an event without grades."""
    if not event.graded:
        return ()
    rows = [JudgedArea(one.key, one.label, one.short) for one in edition.areas_in_table_order()]
    if edition.has_overall:
        rows.append(JudgedArea(OVERALL, edition.overall_label, edition.overall_label))
    return tuple(rows)


def meeting(snapshot: Snapshot) -> GradingMeeting:
    """Return the grading meeting; a blank one while it is not open."""
    return snapshot.one(GradingMeeting, GRADING)


def is_open(snapshot: Snapshot) -> bool:
    """Return whether the lead has opened the grading meeting."""
    return bool(meeting(snapshot).opened_at)


def grades(snapshot: Snapshot, edition: Edition) -> dict[str, str]:
    """Return the grade key of each area decided so far: the final one, else the provisional.

    Nothing is decided before the grading meeting, whatever the records say.
    """
    if not is_open(snapshot):
        return {}
    found = {}
    known = {grade.key for grade in edition.scale}
    for area in judged_areas(edition, event_of(snapshot, edition)):
        judgement = snapshot.one(Judgement, judgement_id(area.key))
        grade = judgement.final or judgement.provisional
        if grade in known:
            found[area.key] = grade
    return found


def grade_text(snapshot: Snapshot, edition: Edition, area: str) -> str:
    """Return an area's grade as the table prints it, or "to be decided"."""
    grade = grades(snapshot, edition).get(area)
    return edition.grade(grade).label if grade else TO_BE_DECIDED


def table_rows(snapshot: Snapshot, edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the rows of the table of judgements: area and grade, in table order."""
    decided = grades(snapshot, edition)
    return tuple(
        (
            area.label,
            edition.grade(decided[area.key]).label if area.key in decided else TO_BE_DECIDED,
        )
        for area in judged_areas(edition, event_of(snapshot, edition))
    )


def not_final(snapshot: Snapshot, edition: Edition) -> tuple[JudgedArea, ...]:
    """Return the areas that have no final grade yet."""
    areas = judged_areas(edition, event_of(snapshot, edition))
    if not is_open(snapshot):
        return areas
    return tuple(
        area for area in areas if not snapshot.one(Judgement, judgement_id(area.key)).final
    )


def warnings(snapshot: Snapshot, edition: Edition) -> tuple[str, ...]:
    """Return what speaks against the overall grade, given the areas'; it never proposes one."""
    decided = grades(snapshot, edition)
    overall = decided.pop(OVERALL, None)
    return limiting_warnings(edition, decided, overall)


# -- commands ------------------------------------------------------------------------------------


def open_meeting(work: Work, at: str, present: Sequence[str]) -> Changes:
    """Open the grading meeting, or correct when it was and who was there; for the lead.

    Args:
        work: the open inspection.
        at: ISO date, or date-time, of the meeting.
        present: ids of the members present.

    Raises:
        NotAllowedError: this person is not the lead, or the event is not graded.
        BadInputError: the date cannot be read, or nobody is present.
    """
    work.require_lead("Opening the grading meeting")
    _refuse_ungraded(work)
    try:
        datetime.fromisoformat(at)
    except ValueError as error:
        raise BadInputError(
            "The date of the grading meeting cannot be read.",
            kept=_NOTHING,
            todo="Give it as day, month and year.",
        ) from error
    if not present:
        raise BadInputError(
            "Nobody is present at the grading meeting.",
            kept=_NOTHING,
            todo="Tick everyone who takes part.",
        )
    was_open = is_open(work.snapshot)
    held = editing.changing(
        work,
        GradingMeeting,
        GRADING,
        {"opened_at": at, "opened_by": work.me.person, "present": list(present)},
        make=True,
    )
    # Judgements exist from now on, so that reasons can be typed into them at once.
    blank = [
        editing.changing(work, Judgement, judgement_id(area.key), {"area": area.key}, make=True)
        for area in judged_areas(work.edition, work.event)
    ]
    drafts = tuple(draft for draft in (held, *blank) if draft.values)
    name = "Correct the grading meeting" if was_open else "Open the grading meeting"
    # Once the opening was undone its records are there, deleted: they are brought back.
    back = any(DELETED in one.values and work.snapshot.find(one.record) for one in drafts)
    action = "restore" if back else "edit"
    return work.run(StepDraft(name, drafts, action=action), GRADING)


def choose_grade(work: Work, area: str, grade: str, *, final: bool = False) -> Changes:
    """Decide an area's grade, or take it back with an empty one; for the lead.

    Args:
        work: the open inspection.
        area: key of the judgement area, or ``OVERALL``.
        grade: key of the grade; empty takes it back.
        final: decide the final grade instead of the provisional one.

    Raises:
        NotAllowedError: the meeting is not open, this person is not the lead, or the event is
            not graded.
        BadInputError: there is no such area or grade.
    """
    refuse_closed(work)
    work.require_lead("Deciding a grade")
    label = _area(work, area).short
    known = [one.key for one in work.edition.scale]
    if grade and grade not in known:
        raise BadInputError(
            f"There is no grade {grade!r} in {work.edition.title}.",
            kept=_NOTHING,
            todo=f"Choose one of: {', '.join(known)}.",
        )
    field = "final" if final else "provisional"
    values = {field: grade}
    if getattr(work.snapshot.one(Judgement, judgement_id(area)), field) != grade:
        values |= {"area": area, "decided_by": work.me.person, "decided_at": work.now_text()}
    return editing.put(
        work, Judgement, judgement_id(area), f"Decide the {field} grade: {label}", **values
    )


def write(
    work: Work, area: str, *, reasons: str | None = None, dissent: str | None = None
) -> Changes:
    """Write an area's reasons or a dissent, whole; the window types into them instead.

    Raises:
        NotAllowedError: the meeting is not open, or the event is not graded.
        BadInputError: there is no such area.
    """
    refuse_closed(work)
    label = _area(work, area).short
    values = {"reasons": reasons, "dissent": dissent}
    given = {name: text for name, text in values.items() if text is not None}
    return editing.put(
        work, Judgement, judgement_id(area), f"Write reasons: {label}", area=area, **given
    )


def refuse_closed(work: Work) -> None:
    """Refuse any command on grades before the grading meeting.

    Raises:
        NotAllowedError: the meeting is not open, or the event is not graded.
    """
    _refuse_ungraded(work)
    if not is_open(work.snapshot):
        raise NotAllowedError(
            "Grades are closed until the grading meeting.",
            kept=_NOTHING,
            todo="The lead inspector opens the meeting on the Judgements page.",
        )


def _refuse_ungraded(work: Work) -> None:
    if not work.event.graded:
        raise NotAllowedError(
            f"{work.event.title}: nothing is graded in it.",
            kept=_NOTHING,
            todo="Say in the letter what was found, in words.",
        )


def _area(work: Work, key: str) -> JudgedArea:
    areas = judged_areas(work.edition, work.event)
    for area in areas:
        if area.key == key:
            return area
    raise BadInputError(
        f"There is no judgement area {key!r} in {work.edition.title}.",
        kept=_NOTHING,
        todo=f"Choose one of: {', '.join(area.key for area in areas)}.",
    )
