"""What has been looked at and what nobody has: topics by source, children heard. No score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import Case, Evidence, Finding, TopicNote
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.evidence.evidence import METHODS, TOPIC
from ilacs_desktop.services.evidence.evidence_rows import child_key
from ilacs_desktop.services.findings.counting import Counting
from ilacs_desktop.services.findings.findings import TOPIC as FINDING_TOPIC
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Area, Topic
    from ilacs_desktop.domain.support import Piece
    from ilacs_desktop.services.record.work import Work

Counted = tuple[str, "Piece"]
"""What a note calls itself, and how it is counted."""

UNSAID = ""
"""The column of notes whose source nobody has named."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The notes on one topic from one origin.

    Attributes:
        notes: their ids, in the order made.
        children: different children among them; two cards of one child ID are one child.
        inspectors: different people who wrote them.
        sources: different sources, counted as for a finding.
    """

    strengths: int = 0
    concerns: int = 0
    neither: int = 0
    notes: tuple[str, ...] = ()
    children: int = 0
    inspectors: int = 0
    sources: int = 0

    @property
    def count(self) -> int:
        """How many notes there are."""
        return len(self.notes)

    @property
    def is_divided(self) -> bool:
        """Whether strengths and concerns stand beside each other."""
        return self.strengths > 0 and self.concerns > 0


_NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One coverage topic; a prompt, not a requirement.

    Attributes:
        cells: one for each column.
        whole: all notes on the topic, counted once each.
        findings: findings on it that are not withdrawn.
        is_disputed: whether a person called one of these disputed.
        reason: why it is set aside, or else what the team said of notes that disagree.
    """

    key: str
    label: str
    area: str
    cells: tuple[Cell, ...]
    whole: Cell
    findings: tuple[str, ...] = ()
    is_disputed: bool = False
    set_aside: bool = False
    reason: str = ""

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return self.whole.count

    @property
    def children(self) -> int:
        """How many different children."""
        return self.whole.children

    @property
    def inspectors(self) -> int:
        """How many different inspectors."""
        return self.whole.inspectors

    @property
    def sources(self) -> int:
        """How many different sources, counted as for a finding."""
        return self.whole.sources

    @property
    def strengths(self) -> int:
        """How many notes call it a strength."""
        return self.whole.strengths

    @property
    def concerns(self) -> int:
        """How many notes call it a concern."""
        return self.whole.concerns

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has looked at it, and nobody has set it aside."""
        return self.notes == 0 and not self.set_aside

    @property
    def is_one_source(self) -> bool:
        """Whether everything on it comes from one place."""
        return self.sources == 1

    @property
    def is_source_unsaid(self) -> bool:
        """Whether there are notes on it, and none of them names a source."""
        return self.notes > 0 and self.sources == 0


@dataclass(frozen=True, slots=True)
class AreaCoverage:
    """One judgement area's topics, with plain counts."""

    key: str
    label: str
    rows: tuple[TopicRow, ...]

    @property
    def untouched(self) -> int:
        """How many topics nobody has looked at."""
        return sum(row.is_untouched for row in self.rows)

    @property
    def one_source(self) -> int:
        """How many topics rest on one source."""
        return sum(row.is_one_source for row in self.rows)

    @property
    def disputed(self) -> int:
        """How many topics have a finding that a person called disputed."""
        return sum(row.is_disputed for row in self.rows)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Coverage topics by origin of evidence.

    Attributes:
        columns: key and label of each origin that occurs or is usual.
        areas: in body order; a focused visit shows only its scope.
        scope: the scope in words; empty where everything is in it.
    """

    columns: tuple[tuple[str, str], ...]
    areas: tuple[AreaCoverage, ...]
    scope: str = ""

    def row(self, topic: str) -> TopicRow | None:
        """Return one topic's row."""
        return next((row for area in self.areas for row in area.rows if row.key == topic), None)


@dataclass(frozen=True, slots=True)
class Heard:
    """Children heard in one area, by one method.

    Attributes:
        children: different children whose card is named.
        notes: notes with a child's own view, groups and surveys among them.
    """

    area: str
    method: str
    children: int
    notes: int


def set_aside(work: Work, topic: str, reason: str) -> Changes:
    """Set a coverage topic aside, with the reason.

    Raises:
        BadInputError: there is no reason, or no such topic.
    """
    label = _label(work, topic)
    if not reason.strip():
        raise BadInputError(
            "A topic is set aside with a reason.",
            todo="Say in a sentence why it is not looked at.",
        )
    return editing.put(
        work,
        TopicNote,
        note_id(topic),
        f"Set aside: {label}",
        topic=topic,
        set_aside=True,
        reason=reason.strip(),
    )


def take_back(work: Work, topic: str) -> Changes:
    """Take a topic up again that was set aside; the reason stays in its history."""
    label = _label(work, topic)
    return editing.put(
        work,
        TopicNote,
        note_id(topic),
        f"Take up again: {label}",
        topic=topic,
        set_aside=False,
        reason="",
    )


def note_id(topic: str) -> str:
    """Return the id of what the team decided about a topic."""
    return ids.derived("topic_note", topic)


def _label(work: Work, topic: str) -> str:
    try:
        return work.edition.topic(topic).label
    except KeyError as error:
        raise BadInputError(
            f"{work.edition.title} has no coverage topic {topic!r}.", kept="Nothing was changed."
        ) from error


def topics_in_scope(work: Work) -> tuple[tuple[Area, tuple[Topic, ...]], ...]:
    """Return the topics this event prompts for, by area in body order.

    The scope may name the event's own scope topics or single coverage topics.
    """
    edition, event, scope = work.edition, work.event, work.inspection.scope
    if not scope:
        return edition.coverage(event)
    wanted = {key for one in event.scope_topics if one.key in scope for key in one.topics}
    wanted |= set(scope)
    shown = [
        (area, tuple(topic for topic in area.topics if topic.key in wanted))
        for area in edition.areas_in_body_order()
    ]
    shown = [(area, topics) for area, topics in shown if topics]
    # A scope in words alone leaves every topic to choose from.
    return tuple(shown) or edition.coverage(event)


def matrix(work: Work) -> Matrix:
    """Return coverage topics by origin, each with what was found and by how many."""
    held, unsaid = _held(work)
    findings = _findings(work)
    columns = tuple((one.key, one.label) for one in work.edition.origins)
    if unsaid:
        columns = (*columns, (UNSAID, "Source not said"))
    event, scope = work.event, work.inspection.scope
    words = work.inspection.scope_text or ", ".join(
        one.label for one in event.scope_topics if one.key in scope
    )
    return Matrix(
        columns=columns,
        areas=tuple(
            AreaCoverage(
                area.key,
                area.short,
                tuple(
                    _row(work, area, topic, held.get(topic.key, ()), columns, findings)
                    for topic in topics
                ),
            )
            for area, topics in topics_in_scope(work)
        ),
        scope=words if scope else "",
    )


def _held(work: Work) -> tuple[dict[str, list[Counted]], bool]:
    """Return the notes on each topic in the order made, and whether one names no source."""
    snapshot, counting = work.snapshot, Counting(work)
    by_topic: dict[str, list[Counted]] = {}
    unsaid = False
    for note in snapshot.all(Evidence):
        links = snapshot.links_from(TOPIC, note.id)
        record = snapshot.record(Evidence, note.id) if links else None
        if record is None:
            continue
        counted = (note.stance, counting.piece(record))
        unsaid = unsaid or not counted[1].origin
        for link in links:
            by_topic.setdefault(link.detail, []).append(counted)
    return by_topic, unsaid


def _findings(work: Work) -> dict[str, list[Finding]]:
    held: dict[str, list[Finding]] = {}
    for finding in work.snapshot.all(Finding):
        if finding.state != "withdrawn":
            for link in work.snapshot.links_from(FINDING_TOPIC, finding.id):
                held.setdefault(link.detail, []).append(finding)
    return held


def _row(
    work: Work,
    area: Area,
    topic: Topic,
    held: Sequence[Counted],
    columns: tuple[tuple[str, str], ...],
    findings: dict[str, list[Finding]],
) -> TopicRow:
    note = work.snapshot.get(TopicNote, note_id(topic.key))
    on_topic = findings.get(topic.key, [])
    by_origin: dict[str, list[Counted]] = {}
    for one in held:
        by_origin.setdefault(one[1].origin, []).append(one)
    return TopicRow(
        key=topic.key,
        label=topic.label,
        area=area.key,
        cells=tuple(_cell(by_origin.get(origin, ())) for origin, _ in columns),
        whole=_cell(held),
        findings=tuple(one.id for one in on_topic),
        is_disputed=any(one.support == "disputed" for one in on_topic),
        set_aside=bool(note and note.set_aside),
        reason=note.reason if note else "",
    )


def _cell(held: Sequence[Counted]) -> Cell:
    if not held:
        return _NOTHING
    strengths = concerns = 0
    children, inspectors, sources = set(), set(), set()
    # One pass: two thousand notes are counted at every change.
    for stance, one in held:
        strengths += stance == "strength"
        concerns += stance == "concern"
        children.add(one.child)
        inspectors.add(one.inspector)
        if one.origin:
            sources.add(one.source)
    return Cell(
        strengths,
        concerns,
        len(held) - strengths - concerns,
        tuple([one.record for _, one in held]),
        children=len(children - {""}),
        inspectors=len(inspectors - {""}),
        sources=len(sources),
    )


def children_heard(work: Work) -> tuple[Heard, ...]:
    """Return how many children were heard, by area in body order and method."""
    snapshot, edition = work.snapshot, work.edition
    voices = {one.key for one in edition.origins if one.child_voice}
    sources = {one.key for one in edition.source_kinds if one.origin in voices}
    keys = {case.id: child_key(case) for case in snapshot.all(Case)}
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for note in snapshot.all(Evidence):
        if note.source in sources:
            groups.setdefault((note.area, note.method), []).append(note)
    order = {area.key: at for at, area in enumerate(edition.areas_in_body_order())}
    methods = {key: at for at, (key, _) in enumerate(METHODS)}
    return tuple(
        Heard(
            area,
            method,
            children=len({keys[one.case] for one in held if one.case in keys}),
            notes=len(held),
        )
        for (area, method), held in sorted(
            groups.items(),
            key=lambda pair: (order.get(pair[0][0], 99), methods.get(pair[0][1], 99)),
        )
    )
