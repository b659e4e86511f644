"""Findings as lists and cards show them, with their figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, Evidence, Finding, KitItem, LaClaim, Request
from ilacs_desktop.domain.support import AGAINST, FOR, NEUTRAL, Figures, counted, figures
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence import evidence as notes
from ilacs_desktop.services.evidence.evidence_rows import child_key
from ilacs_desktop.services.findings import merging
from ilacs_desktop.services.findings.counting import Counting
from ilacs_desktop.services.findings.findings import CLAIM, STATES, SUPPORT, TOPIC
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record.time_words import read_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.records import Link
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in a list."""

    id: str
    text: str
    kind: str
    kind_label: str
    sign: str
    area: str
    area_label: str
    state: str
    state_words: str
    support: str
    figures: Figures
    topics: tuple[str, ...]
    made_at: str
    changed_at: str
    put_at: str
    awaits_response: bool
    rank: str

    @property
    def is_one_source(self) -> bool:
        """Whether everything for it comes from one place."""
        return self.figures.is_one_source


@dataclass(frozen=True, slots=True)
class Rest:
    """One note or claim that a finding rests on.

    Attributes:
        source: where it comes from, in words.
        side: ``for``, ``against`` or ``neutral``.
        is_claim: what the LA says of itself.
    """

    id: str
    text: str
    source: str
    child: str
    side: str
    stance: str = ""
    is_claim: bool = False


@dataclass(frozen=True, slots=True)
class FindingCard:
    """Everything about one finding.

    Attributes:
        rests: what speaks for it, then against, then neither.
        is_frozen: whether it is agreed, so that what it rests on is not changed.
        figures_stand: whether the figures are those of when it was agreed.
        figures_now: the figures as they would be counted now.
        state_present: names of those at the team meeting that decided its state.
        ancestry: findings it was made of, came from or went into.
        text_changed: whether the statement was changed after it was put to the LA.
        next: requests and KIT points that speak of it: label and words.
    """

    row: FindingRow
    rests: tuple[Rest, ...] = ()
    is_frozen: bool = False
    figures_stand: bool = False
    figures_now: Figures = Figures()  # noqa: RUF009 - frozen
    text_changed: bool = False
    state_by: str = ""
    state_at: str = ""
    state_reason: str = ""
    state_present: tuple[str, ...] = ()
    support_by: str = ""
    support_reason: str = ""
    la_response: str = ""
    scale_word: str = ""
    topics: tuple[tuple[str, str], ...] = ()
    next: tuple[tuple[str, str], ...] = ()
    ancestry: tuple[merging.Ancestor, ...] = ()

    @property
    def figures_differ(self) -> bool:
        """Whether what it rests on has grown or shrunk since it was agreed."""
        return self.figures_stand and self.figures_now.as_json() != self.row.figures.as_json()

    def side(self, side: str) -> tuple[Rest, ...]:
        """Return what stands on one side."""
        return tuple(one for one in self.rests if one.side == side)


def figures_now(work: Work, record: str) -> Figures:
    """Count what a finding rests on now."""
    return _figures(Counting(work), work, record, children_by_topic(work))


def children_by_topic(work: Work) -> dict[str, set[str]]:
    """Return the children looked at on each coverage topic, whatever was found."""
    snapshot = work.snapshot
    keys = {case.id: child_key(case) for case in snapshot.all(Case)}
    seen: dict[str, set[str]] = {}
    for note in snapshot.all(Evidence):
        child = keys.get(note.case)
        if child:
            for link in snapshot.links_from(notes.TOPIC, note.id):
                seen.setdefault(link.detail, set()).add(child)
    return seen


def _side(link: Link) -> str:
    return link.stance or NEUTRAL


def _figures(
    counting: Counting, work: Work, record: str, looked_at: Mapping[str, set[str]]
) -> Figures:
    snapshot = work.snapshot
    pieces = []
    for link in snapshot.links_to(notes.FINDING, record):
        found = snapshot.record(Evidence, link.source)
        if found is not None and not found.meta.deleted:
            pieces.append(counting.piece(found, _side(link)))
    children = {
        child
        for link in snapshot.links_from(TOPIC, record)
        for child in looked_at.get(link.detail, ())
    }
    return figures(pieces, children)


def rows(work: Work) -> tuple[FindingRow, ...]:
    """Return every finding, by area in body order, then as ranked."""
    order = {area.key: at for at, area in enumerate(work.edition.areas_in_body_order())}
    looked_at, counting = children_by_topic(work), Counting(work)
    made = [
        _row(work, record, looked_at, counting)
        for record in work.snapshot.records(Finding).values()
        if not record.meta.deleted
    ]
    return tuple(sorted(made, key=lambda row: (order.get(row.area, 99), row.rank, row.id)))


def _row(
    work: Work,
    record: Record[Finding],
    looked_at: Mapping[str, set[str]],
    counting: Counting,
) -> FindingRow:
    finding, meta = record.value, record.meta
    kind = next((one for one in work.edition.kinds if one.key == finding.kind), None)
    area = next((one for one in work.edition.areas if one.key == finding.area), None)
    frozen = finding.state in ("agreed", "in_document") and finding.figures
    return FindingRow(
        id=finding.id,
        text=finding.text,
        kind=finding.kind,
        kind_label=kind.label if kind else finding.kind,
        sign=kind.sign if kind else "",
        area=finding.area,
        area_label=area.short if area else "",
        state=finding.state,
        state_words=STATES.get(finding.state, finding.state),
        support=finding.support,
        figures=Figures.from_json(finding.figures)
        if frozen
        else _figures(counting, work, finding.id, looked_at),
        topics=tuple(link.detail for link in work.snapshot.links_from(TOPIC, finding.id)),
        made_at=meta.made_at,
        changed_at=meta.changed_at,
        put_at=finding.put_at,
        awaits_response=bool(finding.put_at) and not finding.la_response_kind,
        rank=finding.rank,
    )


def card(work: Work, record: str) -> FindingCard | None:
    """Return everything about one finding; None where it is no longer there."""
    found = work.snapshot.record(Finding, record)
    if found is None or found.meta.deleted:
        return None
    finding = found.value
    labels = {topic.key: topic.label for area in work.edition.areas for topic in area.topics}
    looked_at, counting = children_by_topic(work), Counting(work)
    row = _row(work, found, looked_at, counting)
    stand = finding.state in ("agreed", "in_document") and bool(finding.figures)
    return FindingCard(
        row=row,
        rests=rests_of(work, record),
        is_frozen=finding.state in ("agreed", "in_document"),
        figures_stand=stand,
        figures_now=_figures(counting, work, record, looked_at) if stand else row.figures,
        text_changed=_changed_since(found),
        state_by=work.person_name(finding.state_by) if finding.state_by else "",
        state_at=finding.state_at,
        state_reason=finding.state_reason,
        state_present=team.names(work.snapshot, finding.state_present),
        support_by=work.person_name(finding.support_by) if finding.support_by else "",
        support_reason=finding.support_reason,
        la_response=finding.la_response or _said_at_kit(work, record),
        scale_word=finding.scale_word,
        topics=tuple((key, labels.get(key, key)) for key in row.topics),
        next=tuple(_next(work, record)),
        ancestry=merging.ancestry(work, record),
    )


def _changed_since(record: Record[Finding]) -> bool:
    put = read_moment(record.value.put_at) if record.value.put_at else None
    head = record.state.field("text").shown
    # The stamp is to the second; a change within that second is the one that was put.
    return bool(put and head and head.time.ms >= int(put.timestamp() * 1000) + 1000)


_ORDER = (FOR, AGAINST, NEUTRAL)


def rests_of(work: Work, record: str) -> tuple[Rest, ...]:
    """Return what a finding rests on: what speaks for it, then against, then neither."""
    snapshot = work.snapshot
    sources = {kind.key: kind.label for kind in work.edition.source_kinds}
    methods = dict(notes.METHODS)
    held: list[Rest] = []
    for link in snapshot.links_to(notes.FINDING, record):
        note = snapshot.get(Evidence, link.source)
        if note is None:
            continue
        case = snapshot.get(Case, note.case) if note.case else None
        held.append(
            Rest(
                id=note.id,
                text=" ".join(note.text.split()),
                source=sources.get(note.source) or methods.get(note.method, "Source not said"),
                child=child_name(case) if case else "",
                side=_side(link),
                stance=note.stance,
            )
        )
    for link in snapshot.links_to(CLAIM, record):
        claim = snapshot.get(LaClaim, link.source)
        if claim is not None:
            rest = Rest(claim.id, claim.text, "LA’s own claim", "", _side(link), is_claim=True)
            held.append(rest)
    return tuple(sorted(held, key=lambda one: _ORDER.index(one.side) if one.side in _ORDER else 9))


def _said_at_kit(work: Work, record: str) -> str:
    """Return what the LA answered where a KIT point spoke of the finding."""
    parts = merging.whole(work, record)
    items = [one for one in work.snapshot.all(KitItem) if one.about in parts and one.response]
    return items[-1].response if items else ""


def _next(work: Work, record: str) -> Iterable[tuple[str, str]]:
    parts = merging.whole(work, record)
    for item in work.snapshot.all(KitItem):
        if item.about in parts and item.kind == "action" and item.state == "open":
            yield "Action", item.text
        if item.about in parts and item.kind == "request":
            yield "Request", item.text
    for request in work.snapshot.all(Request):
        if request.state == "open" and any(part in request.why for part in parts):
            yield f"Request {request.number}", request.what


def figure_words(shown: Figures) -> str:
    """Return what is for a finding, in words: "5 sources, 2 inspectors, 4 of 9 children"."""
    if not shown.pieces_for:
        return "nothing for it yet"
    parts = [counted(shown.sources, "source")] if shown.sources else ["no source named"]
    parts.append(counted(shown.inspectors, "inspector"))
    if shown.of:
        parts.append(f"{shown.children} of {counted(shown.of, 'child', 'children')}")
    return ", ".join(parts)


def seen_words(shown: Figures) -> str:
    """Return the figure a person chooses the word of scale beside.

    Such as "Seen in 4 of 9 children looked at on this topic, by 2 inspectors".
    """
    if not shown.pieces_for:
        return "Nothing for it yet"
    by = f"by {counted(shown.inspectors, 'inspector')}"
    if not shown.of:
        return f"Seen {by}; no child was looked at on this topic"
    looked = "child" if shown.of == 1 else "children"
    return f"Seen in {shown.children} of {shown.of} {looked} looked at on this topic, {by}"


def support_words(support: str) -> str:
    """Return a named person's word on support as it is shown."""
    return dict(SUPPORT).get(support, "")
