"""Who has looked at what: areas, topics, children and documents by inspector, in plain counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence, SeenDocument
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence.evidence import DOCUMENT, TOPIC
from ilacs_desktop.services.evidence.evidence_rows import child_key
from ilacs_desktop.services.findings.coverage import topics_in_scope
from ilacs_desktop.services.record.numbering import number_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.work import Work

_Seen = Counter[tuple[str, str, str]]
"""How often: by kind of thing, its key, and the person."""


@dataclass(frozen=True, slots=True)
class Looker:
    """One inspector as the head of a column.

    Attributes:
        key: id of the member, or of a person who wrote notes and is on no team list.
    """

    key: str
    name: str
    letter: str


@dataclass(frozen=True, slots=True)
class LookedRow:
    """One thing, and how often each inspector has looked at it.

    Attributes:
        key: of the area, topic, child or document.
        area: key of the area a topic or a child stands in; empty for others.
        record: id of a record to open for it: the child's first card, the document; else empty.
        holder: key of the inspector to whom the child's card is given; empty where nobody.
        counts: one figure for each inspector, in the order of ``WhoLooked.people``.
    """

    key: str
    label: str
    counts: tuple[int, ...]
    area: str = ""
    record: str = ""
    holder: str = ""

    @property
    def inspectors(self) -> int:
        """How many different inspectors have looked."""
        return sum(count > 0 for count in self.counts)

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has looked."""
        return not any(self.counts)


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """Everything in scope, touched or not, by who has looked at it.

    Attributes:
        people: the team in the order of their letters, then others who wrote notes.
        areas: notes in each judgement area in scope.
        topics: notes on each coverage topic in scope.
        children: notes and answers about each child that has a card; two cards of one child ID
            are one child.
        documents: for each document in the register, having read it and notes that cite it.
    """

    people: tuple[Looker, ...]
    areas: tuple[LookedRow, ...]
    topics: tuple[LookedRow, ...]
    children: tuple[LookedRow, ...]
    documents: tuple[LookedRow, ...]


def looked_by(work: Work) -> WhoLooked:
    """Return who has looked at which areas, topics, children and documents."""
    snapshot = work.snapshot
    members = {member.id: member.id for member in work.members}
    members |= {member.person: member.id for member in work.members if member.person}
    seen = _seen(work, members)
    people = _people(work, (person for _, _, person in seen))
    keys = [one.key for one in people]

    def counts(kind: str, key: str) -> tuple[int, ...]:
        return tuple(seen[kind, key, person] for person in keys)

    scope = topics_in_scope(work)
    documents = sorted(snapshot.all(SeenDocument), key=lambda one: number_order(one.number))
    cards: dict[str, Case] = {}
    for case in snapshot.all(Case):
        cards.setdefault(child_key(case), case)
    return WhoLooked(
        people=people,
        areas=tuple(
            LookedRow(area.key, area.short, counts("area", area.key), area=area.key)
            for area, _ in scope
        ),
        topics=tuple(
            LookedRow(topic.key, topic.label, counts("topic", topic.key), area=area.key)
            for area, topics in scope
            for topic in topics
        ),
        children=tuple(
            LookedRow(
                key,
                child_name(case),
                counts("child", key),
                area=case.area,
                record=case.id,
                holder=members.get(case.inspector, case.inspector),
            )
            for key, case in cards.items()
        ),
        documents=tuple(
            LookedRow(
                one.id,
                f"{one.number} {one.title}".strip(),
                counts("document", one.id),
                record=one.id,
            )
            for one in documents
        ),
    )


def _seen(work: Work, members: dict[str, str]) -> _Seen:
    snapshot = work.snapshot
    keys = {case.id: child_key(case) for case in snapshot.all(Case)}
    seen: _Seen = Counter()
    for record in snapshot.records(Evidence).values():
        note, person = record.value, members.get(record.meta.made_by, record.meta.made_by)
        if record.meta.deleted or not person:
            continue
        if note.area:
            seen["area", note.area, person] += 1
        if note.case in keys:
            seen["child", keys[note.case], person] += 1
        for link in snapshot.links_from(TOPIC, note.id):
            seen["topic", link.detail, person] += 1
        for link in snapshot.links_from(DOCUMENT, note.id):
            seen["document", link.target, person] += 1
    for answer in snapshot.records(CaseAnswer).values():
        person = members.get(answer.meta.made_by, answer.meta.made_by)
        if not answer.meta.deleted and person and answer.value.text.strip():
            for case in {answer.value.case, *answer.value.shared_with} & keys.keys():
                seen["child", keys[case], person] += 1
    for document in snapshot.all(SeenDocument):
        for reader in document.read_by:
            seen["document", document.id, members.get(reader, reader)] += 1
    return seen


def _people(work: Work, seen: Iterable[str]) -> tuple[Looker, ...]:
    team = [Looker(one.id, one.name or one.letter, one.letter) for one in work.members]
    known = {one.key for one in team}
    others = sorted({person for person in seen if person not in known})
    return (*team, *(Looker(one, work.person_name(one), "") for one in others))
