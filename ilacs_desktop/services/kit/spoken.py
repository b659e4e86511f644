"""What the lead says aloud: the mid-point summary, and the script of the final feedback.

Either is composed from the findings as they stand until the lead begins it; from then on its words
are the lead's own, kept as a meeting of its purpose with a point for each finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.order import between
from ilacs_desktop.domain.records import Finding, KitItem, KitMeeting, Setting
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings.finding_rows import FindingRow, figure_words
from ilacs_desktop.services.findings.finding_rows import rows as finding_rows
from ilacs_desktop.services.findings.findings import RESPONSES
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.draft import Draft
    from ilacs_desktop.services.record.work import Work

Purpose = Literal["mid_point", "feedback"]

TITLES: Mapping[str, str] = {"mid_point": "Mid-point summary", "feedback": "Final feedback"}
"""What each is called on the screen and in print."""

OPENINGS: Mapping[str, str] = {
    "mid_point": (
        "Thank you for the welcome, and for the time that children, families and staff have given "
        "us. This is what we have seen so far. It is not a judgement: the picture can still change "
        "with what we see next and with what you show us. Please tell us where you see it "
        "differently, and where we should look."
    ),
    "feedback": (
        "Thank you for the way you and your staff have worked with us. We will now tell you what "
        "we found and why. Nothing here should surprise you: you have heard it as it emerged, and "
        "your answers were weighed. What you hear is provisional and confidential until it is "
        "published."
    ),
}
"""How each begins until the lead writes otherwise; a default, to be checked."""

CLOSINGS: Mapping[str, str] = {
    "mid_point": (
        "These are the lines we will follow next. What further evidence would you like us to see "
        "before we go on?"
    ),
    "feedback": (
        "The draft will come to you for comments on its accuracy before it is published. Please "
        "share what you heard only with those who need it to act. Is there anything that you would "
        "like us to explain?"
    ),
}
"""How each ends until the lead writes otherwise; a default, to be checked."""

_SAID = ("emerging", "put_to_la", "agreed", "in_document")
_NO_AREA = "Across all areas"
_GRADES = "feedback.grades"


@dataclass(frozen=True, slots=True)
class SpokenPoint:
    """One strength or concern as it is said.

    Attributes:
        record: the point, once the script was begun; empty before.
        finding: the finding it speaks of; empty for a point of the lead's own.
        figures: what it rests on, in words; for the lead, not for reading aloud.
        extent: the word for how typical it is; empty where nobody chose one.
        response: what the LA answered; empty where nothing is recorded.
        moved: the finding was changed, or withdrawn, after its words were taken.
    """

    text: str
    record: str = ""
    finding: str = ""
    figures: str = ""
    extent: str = ""
    response: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True)
class SpokenArea:
    """One judgement area.

    Attributes:
        grade: the provisional grade in words; empty at the mid-point and wherever it is not said.
    """

    key: str
    label: str
    strengths: tuple[SpokenPoint, ...]
    concerns: tuple[SpokenPoint, ...]
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A mid-point summary, or the script of the final feedback.

    Attributes:
        areas: in the order of the body, only those with something to say.
        is_begun: whether the lead has begun it, so that its words are kept.
        record: the meeting it is kept as; empty until then.
        overall: the overall grade in words, where there is one and it is said.
        is_default: whether opening or closing still stand as they came.
        spoken_at: ISO moment at which it was given to the LA; empty until then.
    """

    purpose: str
    title: str
    opening: str
    areas: tuple[SpokenArea, ...]
    closing: str
    is_begun: bool = False
    record: str = ""
    overall: str = ""
    is_default: bool = True
    spoken_at: str = ""

    @property
    def points(self) -> tuple[SpokenPoint, ...]:
        """Return every point in the order in which it is said."""
        return tuple(one for area in self.areas for one in (*area.strengths, *area.concerns))


def spoken(work: Work, purpose: str) -> Spoken:
    """Return the summary or script as it stands.

    Args:
        work: the open inspection.
        purpose: ``mid_point`` or ``feedback``.

    Raises:
        BadInputError: the purpose is neither.
    """
    _known(purpose)
    meeting = record_of(work, purpose)
    if meeting is None:
        opening, closing = OPENINGS[purpose], CLOSINGS[purpose]
        placed = [(row.area, row.sign == "+", _fresh(work, row)) for row in _said(work)]
    else:
        opening, closing = meeting.opening, meeting.closing
        found = {row.id: row for row in finding_rows(work)}
        placed = [
            (item.area, item.kind == "strength", _kept(work, item, found.get(item.about)))
            for item in points_of(work, meeting.id)
        ]
    return Spoken(
        purpose=purpose,
        title=TITLES[purpose],
        opening=opening,
        areas=tuple(_areas(work, purpose, placed)),
        closing=closing,
        is_begun=meeting is not None,
        record=meeting.id if meeting else "",
        overall=_grade(work, purpose, judgements.OVERALL),
        is_default=opening == OPENINGS[purpose] or closing == CLOSINGS[purpose],
        spoken_at=meeting.given_at if meeting else "",
    )


def record_of(work: Work, purpose: str) -> KitMeeting | None:
    """Return the meeting that a summary or script is kept as; None where it was not begun.

    Where two laptops began one each, the older is shown, so that all see the same.
    """
    held = (one for one in work.snapshot.all(KitMeeting) if one.purpose == purpose)
    return min(held, key=lambda one: one.id, default=None)


def points_of(work: Work, record: str) -> tuple[KitItem, ...]:
    """Return the strengths and concerns of a script in the order in which they are said."""
    order = {area.key: at for at, area in enumerate(work.edition.areas_in_body_order())}
    held = [one for one in kit.items_of(work, record) if one.kind in ("strength", "concern")]
    return tuple(
        sorted(held, key=lambda one: (order.get(one.area, 99), one.kind != "strength", one.rank))
    )


def left_out(work: Work, record: str) -> tuple[FindingRow, ...]:
    """Return the findings of which a script says nothing."""
    said = {one.about for one in points_of(work, record)}
    return tuple(row for row in _said(work) if row.id not in said)


# -- commands --------------------------------------------------------------------------------------


def begin(work: Work, purpose: str) -> Changes:
    """Begin a summary or script: from here on its words are the lead's own.

    Where it was begun already, nothing changes; ``made`` is its record either way.

    Raises:
        BadInputError: the purpose is neither.
    """
    _known(purpose)
    held = record_of(work, purpose)
    if held is not None:
        return work.run(StepDraft(f"Begin {TITLES[purpose].lower()}", ()), held.id)
    record, now = editing.new_id(), work.now()
    making = editing.making(
        KitMeeting,
        record,
        {
            "purpose": purpose,
            "day": now.date().isoformat(),
            "opening": OPENINGS[purpose],
            "closing": CLOSINGS[purpose],
            "state": "planned",
        },
    )
    drafts = [making, *_points(work, record, _said(work))]
    return work.run(StepDraft(f"Begin {TITLES[purpose].lower()}", tuple(drafts)), record)


def bring_in(work: Work, record: str, findings: Iterable[str]) -> Changes:
    """Add findings to a script that was begun, each in its area."""
    _refuse_given(work, record)
    wanted = set(findings)
    rows = [row for row in left_out(work, record) if row.id in wanted]
    drafts = tuple(_points(work, record, rows))
    return work.run(
        StepDraft("Add findings to what is said", drafts), drafts[0].record if drafts else ""
    )


def move(work: Work, point: str, by: int) -> Changes:
    """Move a point up or down among its neighbours of the same area and kind.

    Args:
        work: the open inspection.
        point: the point.
        by: -1 for up, 1 for down; at the end it stays where it is.
    """
    item = kit.item_of(work, point)
    same = [
        one
        for one in points_of(work, item.meeting)
        if (one.area, one.kind) == (item.area, item.kind)
    ]
    ids_ = [one.id for one in same]
    at = ids_.index(point)
    to = at + by
    if not 0 <= to < len(same) or by == 0:
        return work.run(StepDraft("Move point", ()), point)
    ranks = [one.rank for one in same if one.id != point]
    before = ranks[to - 1] if to else ""
    after = ranks[to] if to < len(ranks) else ""
    return editing.move(work, KitItem, point, "Move point", before=before, after=after)


def says_grades(work: Work) -> bool:
    """Return whether the lead has said that the feedback gives provisional grades."""
    return judgements.is_open(work.snapshot) and bool(
        work.snapshot.one(Setting, ids.derived("setting", _GRADES)).value
    )


def say_grades(work: Work, *, said: bool) -> Changes:
    """Say whether the final feedback gives the provisional grades; for the lead.

    Raises:
        NotAllowedError: this person is not the lead, or the grading meeting was not opened.
    """
    work.require_lead("Giving provisional grades at the feedback")
    if said and not judgements.is_open(work.snapshot):
        raise NotAllowedError(
            "Grades are closed until the grading meeting.",
            kept="Nothing was changed.",
            todo="Open the grading meeting on the Judgements page first.",
        )
    return editing.put(
        work,
        Setting,
        ids.derived("setting", _GRADES),
        "Give provisional grades at the feedback" if said else "Give no grades at the feedback",
        key=_GRADES,
        value="yes" if said else "",
    )


# -- how it is put together ------------------------------------------------------------------------


def _known(purpose: str) -> None:
    if purpose not in TITLES:
        raise BadInputError(
            f"{purpose!r} is nothing that is said aloud.",
            kept="Nothing was changed.",
            todo=f"Choose one of: {', '.join(TITLES)}.",
        )


def _refuse_given(work: Work, record: str) -> None:
    meeting = kit.meeting_of(work, record)
    if meeting.given_at:
        raise NotAllowedError(
            f"{kit.name_of(work, record)} was given to the LA.",
            kept="Nothing was changed.",
            todo="Withdraw it with a reason, and give it anew.",
        )


def _said(work: Work) -> tuple[FindingRow, ...]:
    return tuple(row for row in finding_rows(work) if row.state in _SAID and row.text.strip())


def _points(work: Work, record: str, rows: Iterable[FindingRow]) -> Iterable[Draft]:
    rank = editing.last_rank(work, KitItem)
    for row in rows:
        # The LA's answer is not copied: it is read from the finding, where a later one counts too.
        yield editing.making(
            KitItem,
            editing.new_id(),
            {
                "meeting": record,
                "kind": "strength" if row.sign == "+" else "concern",
                "text": row.text,
                "area": row.area,
                "about": row.id,
                "state": "open",
                "rank": rank,
            },
        )
        rank = between(rank, "")


def _fresh(work: Work, row: FindingRow) -> SpokenPoint:
    finding = work.snapshot.one(Finding, row.id)
    return SpokenPoint(
        text=row.text,
        finding=row.id,
        figures=figure_words(row.figures),
        extent=_extent(work, finding.scale_word),
        response=_response(finding.la_response_kind, finding.la_response),
    )


def _kept(work: Work, item: KitItem, row: FindingRow | None) -> SpokenPoint:
    finding = work.snapshot.get(Finding, item.about) if item.about else None
    response = _response(item.response_kind, item.response)
    if not response and finding is not None:
        response = _response(finding.la_response_kind, finding.la_response)
    moved = ""
    if item.about and (row is None or row.state == "withdrawn"):
        moved = "The finding was withdrawn since."
    elif row is not None and (row.sign == "+") != (item.kind == "strength"):
        moved = "The finding changed its kind since."
    return SpokenPoint(
        text=item.text,
        record=item.id,
        finding=item.about,
        figures=figure_words(row.figures) if row is not None else "",
        extent=_extent(work, finding.scale_word) if finding is not None else "",
        response=response,
        moved=moved,
    )


def _extent(work: Work, key: str) -> str:
    return next((one.label for one in work.edition.extents if one.key == key), "")


def _response(kind: str, text: str) -> str:
    label = dict(RESPONSES).get(kind, "")
    said = " ".join(text.split())
    return f"{label}: {said}" if label and said else label or said


def _areas(
    work: Work, purpose: str, placed: Iterable[tuple[str, bool, SpokenPoint]]
) -> Iterable[SpokenArea]:
    points = list(placed)
    known = {area.key: area.label for area in work.edition.areas_in_body_order()}
    for key, label in (*known.items(), ("", _NO_AREA)):
        held = [
            (good, point) for area, good, point in points if (area if area in known else "") == key
        ]
        if held:
            yield SpokenArea(
                key=key,
                label=label,
                strengths=tuple(point for good, point in held if good),
                concerns=tuple(point for good, point in held if not good),
                grade=_grade(work, purpose, key),
            )


def _grade(work: Work, purpose: str, area: str) -> str:
    if purpose != "feedback" or not says_grades(work):
        return ""
    decided = judgements.grades(work.snapshot, work.edition)
    return work.edition.grade(decided[area]).label if area in decided else ""
