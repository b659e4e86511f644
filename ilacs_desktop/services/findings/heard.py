"""Children heard: how many different children, how, in each area. Nobody is counted twice.

A child has told us where a note names the child's card and comes from a child or care leaver. What
groups and surveys say names no child, so it is counted by note. A child's view may also be known
through family or carers or an observation of practice (notes that name the card) or through the
record (the card's prompt on the child's voice is answered). A note counts in the area it is filed
under; where it names none, in the area of the child's card.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence
from ilacs_desktop.services.findings.counting import Counting
from ilacs_desktop.services.findings.coverage import topics_in_scope

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work

TOLD, GROUP, FAMILY, OBSERVED, RECORD = "told", "group", "family", "observed", "record"
WAYS: tuple[tuple[str, str], ...] = (
    (TOLD, "Told us themselves"),
    (FAMILY, "Through family or carers"),
    (OBSERVED, "In an observation"),
    (RECORD, "Through the record"),
)
"""How a child's view is known, the most direct first."""
VOICE_PROMPT = "voice"
"""Key of the prompt on the child's voice and lived experience."""

_ORIGINS = {"family": FAMILY, "observation": OBSERVED}


@dataclass(frozen=True, slots=True)
class HeardRow:
    """One area.

    Attributes:
        key: of the area; empty where no area was said.
        ways: how many different children by each way, in the order of ``WAYS``.
        groups: notes from groups and surveys, or from children without a card.
        children: different children by any way.
        cards: different children with a card in the area.
    """

    key: str
    label: str
    ways: tuple[int, ...]
    groups: int
    children: int
    cards: int


@dataclass(frozen=True, slots=True)
class HeardTable:
    """All areas and the whole.

    Attributes:
        rows: areas in scope in body order, then where no area was said.
        whole: over all areas; a child seen in two areas is one child.
        without_note: references of children whose card lists the child among the sources seen,
            with no note of what the child said.
    """

    rows: tuple[HeardRow, ...]
    whole: HeardRow
    without_note: tuple[str, ...]


@dataclass(slots=True)
class _Held:
    """Keys of children by area and way."""

    children: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    cards: dict[str, set[str]] = field(default_factory=dict)

    def add(self, area: str, way: str, child: str) -> None:
        self.children.setdefault((area, way), set()).add(child)


def heard(work: Work) -> HeardTable:
    """Return how many children were heard, and how, in each area."""
    held = _held(work)
    scope = [area for area, _ in topics_in_scope(work)]
    labels = {area.key: area.short for area in work.edition.areas_in_body_order()}
    touched = {area for area, _ in held.children} | held.groups.keys() | held.cards.keys()
    shown = [area.key for area in scope]
    shown += [key for key in labels if key in touched and key not in shown]
    shown += sorted(touched - set(shown))
    return HeardTable(
        tuple(_row(held, (key,), key, labels.get(key, "Area not said")) for key in shown),
        _row(held, tuple(touched), "", "All areas"),
        _without_note(work, held),
    )


def _held(work: Work) -> _Held:
    snapshot, counting, held = work.snapshot, Counting(work), _Held()
    voices = {one.key for one in work.edition.origins if one.child_voice}
    cases = {case.id: case for case in snapshot.all(Case)}
    for case in cases.values():
        held.cards.setdefault(case.area, set()).add(counting.children[case.id])
    for note in snapshot.all(Evidence):
        origin, child = counting.origin(note), counting.child(note)
        area = note.area or (cases[note.case].area if child else "")
        if origin in voices and child:
            held.add(area, TOLD, child)
        elif origin in voices:
            held.groups[area] = held.groups.get(area, 0) + 1
        elif child and origin in _ORIGINS:
            held.add(area, _ORIGINS[origin], child)
    for answer in snapshot.all(CaseAnswer):
        if answer.prompt == VOICE_PROMPT and answer.text.strip():
            for one in {answer.case, *answer.shared_with} & cases.keys():
                held.add(cases[one].area, RECORD, counting.children[one])
    return held


def _row(held: _Held, areas: tuple[str, ...], key: str, label: str) -> HeardRow:
    ways = [
        set().union(*(held.children.get((area, way), set()) for area in areas)) for way, _ in WAYS
    ]
    return HeardRow(
        key,
        label,
        tuple(len(one) for one in ways),
        sum(held.groups.get(area, 0) for area in areas),
        len(set().union(*ways)),
        len(set().union(*(held.cards.get(area, set()) for area in areas))),
    )


def _without_note(work: Work, held: _Held) -> tuple[str, ...]:
    voices = {one.key for one in work.edition.origins if one.child_voice}
    kinds = {one.key for one in work.edition.source_kinds if one.origin in voices}
    told = {child for (_, way), some in held.children.items() if way == TOLD for child in some}
    found: dict[str, str] = {}
    for case in work.snapshot.all(Case):
        child = case.child_id or case.id
        if child not in told and kinds & set(case.sources):
            found.setdefault(child, case.child_id or case.code)
    return tuple(found.values())
