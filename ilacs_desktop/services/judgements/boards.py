"""A board for each judgement: which findings speak for a grade and which against it.

People put findings on the board; nothing is counted towards a grade, and no grade follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import Draft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import Finding, Link
from ilacs_desktop.domain.support import AGAINST, FOR
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings import finding_rows
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.judgements.judgements import OVERALL
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.work import Work

RELATION = "finding_grade"
"""From a finding to a grade of an area, ``for`` or ``against``; its detail names both."""

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One finding on the board.

    Attributes:
        sign: ``+``, ``△`` or ``!``, as its kind has it.
        figures: what it rests on, in words.
        stances: ``for`` or ``against`` by grade; a grade it says nothing of is left out.
    """

    id: str
    text: str
    sign: str
    kind_label: str
    state_words: str
    figures: str
    stances: Mapping[str, str] = field(default_factory=dict)


def grade_id(area: str, grade: str) -> str:
    """Return what stands for a grade of an area at the end of a link."""
    return ids.derived("grade", area, grade)


def rows(work: Work, area: str) -> tuple[BoardRow, ...]:
    """Return the findings that can speak for or against a grade of an area.

    They are those of the area, and any other that somebody put on its board; for the overall
    judgement they are all. Those on the board come first. A closed board is empty.
    """
    if not judgements.is_open(work.snapshot):
        return ()
    scale = [grade.key for grade in work.edition.scale]
    placed: dict[str, dict[str, str]] = {}
    for grade in scale:
        for link in work.snapshot.links_to(RELATION, grade_id(area, grade)):
            placed.setdefault(link.source, {})[grade] = link.stance
    found = [
        BoardRow(
            row.id,
            " ".join(row.text.split()) or "Nothing written yet",
            row.sign,
            row.kind_label,
            row.state_words,
            finding_rows.figure_words(row.figures),
            placed.get(row.id, {}),
        )
        for row in finding_rows.rows(work)
        if row.state != "withdrawn" and (area in (OVERALL, row.area) or row.id in placed)
    ]
    return tuple(sorted(found, key=lambda row: not row.stances))


def place(work: Work, finding: str, area: str, grade: str, stance: str) -> Changes:
    """Say that a finding speaks for a grade, or against it; an empty stance takes it off.

    Raises:
        NotAllowedError: the meeting is not open, nothing is graded, or the finding is withdrawn.
        BadInputError: there is no such area, grade or stance.
    """
    judgements.refuse_closed(work)
    held = work.snapshot.get(Finding, finding)
    if held is None or held.state == "withdrawn":
        raise NotAllowedError("This finding is withdrawn or no longer there.", kept=_NOTHING)
    areas = {one.key for one in judgements.judged_areas(work.edition, work.event)}
    if area not in areas or grade not in {one.key for one in work.edition.scale}:
        raise BadInputError(f"There is no grade {grade!r} of {area!r}.", kept=_NOTHING)
    if stance not in (FOR, AGAINST, ""):
        raise BadInputError(f"{stance!r} is no stance.", kept=_NOTHING)
    target = grade_id(area, grade)
    label = work.edition.grade(grade).label
    if stance:
        draft = editing.linking(
            work, RELATION, finding, target, stance=stance, detail=f"{area}:{grade}"
        )
        return editing.run(work, f"Put finding on the board: {stance} {label}", (draft,), finding)
    found = work.snapshot.get(Link, ids.link_id(RELATION, finding, target))
    drafts = () if found is None else (Draft("link", found.id, {DELETED: True}),)
    return editing.run(work, f"Take finding off the board: {label}", drafts, finding)


def counts(board: tuple[BoardRow, ...], grade: str) -> tuple[int, int]:
    """Return how many findings on a board speak for a grade, and how many against it."""
    stances = [row.stances.get(grade) for row in board]
    return stances.count(FOR), stances.count(AGAINST)
