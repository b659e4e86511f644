"""What each paragraph rests on, and how well: findings, and the notes under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain.records import Evidence, Finding, Paragraph
from ilacs_desktop.domain.sentences import anchored, sentences
from ilacs_desktop.domain.support import Figures, counted, figures
from ilacs_desktop.services.evidence.evidence import FINDING as NOTE_OF_FINDING
from ilacs_desktop.services.evidence.evidence_rows import piece
from ilacs_desktop.services.findings.findings import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.support import Piece
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Outline, Section

RELATION = "finding_paragraph"
"""Ties a finding (source) to a paragraph (target)."""

State = Literal[
    "exempt", "nothing", "withdrawn", "disputed", "contradicted", "no_notes", "one_source", "sound"
]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as the documents' pages list it.

    Attributes:
        sign: ``+``, ``△`` or ``!``.
        kind_label: such as "Strength".
        area: short name of its judgement area.
        state_words: such as "agreed" or "withdrawn".
        support: ``supported``, ``disputed`` or empty: a named person's word.
    """

    id: str
    sign: str
    kind: str
    kind_label: str
    area_key: str
    area: str
    text: str
    state: str
    state_words: str
    support: str
    figures: Figures

    @property
    def is_withdrawn(self) -> bool:
        """Whether the team took it back."""
        return self.state == "withdrawn"

    @property
    def figures_words(self) -> str:
        """How well it is supported, counted."""
        return figures_words(self.figures)


@dataclass(frozen=True, slots=True)
class Rest:
    """What one paragraph rests on.

    Attributes:
        state: the gravest thing to say of it, as a key.
        words: the same in words, for a chip.
        figures: counts over the notes under all its findings, each note once.
        bare: how many sentences rest on nothing, where others are tied to findings.
        lost: how many findings were tied to a sentence that is gone.
    """

    paragraph: str
    findings: tuple[FindingLine, ...]
    figures: Figures
    state: State
    words: str
    bare: int = 0
    lost: int = 0


def figures_words(counts: Figures) -> str:
    """Return counts as a line: "5 sources, 3 children, 2 inspectors · 1 against"."""
    if not counts.pieces_for and not counts.pieces_against:
        return "no notes yet"
    parts = []
    if counts.pieces_for:
        said = [counted(counts.sources, "source"), counted(counts.children, "child", "children")]
        said.append(counted(counts.inspectors, "inspector"))
        parts.append(", ".join(one for one in said if not one.startswith("0 ")))
    if counts.pieces_against:
        parts.append(f"{counts.pieces_against} against")
    return " · ".join(part for part in parts if part)


def line_of(work: Work, finding: Finding) -> FindingLine:
    """Return a finding as a line, with what is under it counted now."""
    edition = work.edition
    kind = next((one for one in edition.kinds if one.key == finding.kind), None)
    return FindingLine(
        id=finding.id,
        sign=kind.sign if kind else "",
        kind=finding.kind,
        kind_label=kind.label if kind else finding.kind,
        area_key=finding.area,
        area=_area_words(edition, finding.area),
        text=finding.text,
        state=finding.state,
        state_words=STATES.get(finding.state, finding.state),
        support=finding.support,
        figures=figures(pieces(work, finding.id)),
    )


def _area_words(edition: Edition, key: str) -> str:
    return next((one.short for one in edition.areas if one.key == key), "")


def pieces(work: Work, finding: str) -> Iterable[Piece]:
    """Return the notes under a finding as they are counted."""
    for link in work.snapshot.links_to(NOTE_OF_FINDING, finding):
        record = work.snapshot.record(Evidence, link.source)
        if record is not None and not record.meta.deleted:
            yield piece(work, record, link.stance or "neutral")


def finding_ids(work: Work, paragraph: str) -> tuple[str, ...]:
    """Return the findings that a paragraph rests on, in the order of their ids."""
    links = work.snapshot.links_to(RELATION, paragraph)
    held = (link.source for link in links if work.snapshot.get(Finding, link.source))
    return tuple(sorted(held))


def rest(work: Work, paragraph: str, section: Section | None = None) -> Rest:
    """Return what a paragraph rests on.

    Args:
        work: the open inspection.
        paragraph: its id.
        section: where it stands; a section that says what was done rests on nothing by right.
    """
    found = [
        line_of(work, finding)
        for key in finding_ids(work, paragraph)
        if (finding := work.snapshot.get(Finding, key)) is not None
    ]
    standing = [one for one in found if not one.is_withdrawn]
    counts = figures(one for line in standing for one in pieces(work, line.id))
    needs = section is None or section.rests_on_findings
    state = state_of(found, counts, needs=needs)
    bare, lost = _of_sentences(work, paragraph)
    return Rest(
        paragraph, tuple(found), counts, state, state_words(state, counts), bare=bare, lost=lost
    )


def _of_sentences(work: Work, paragraph: str) -> tuple[int, int]:
    """Return how many sentences rest on nothing beside tied ones, and how many ties are lost."""
    links = [
        link
        for link in work.snapshot.links_to(RELATION, paragraph)
        if work.snapshot.get(Finding, link.source) is not None
    ]
    if not any(link.detail for link in links):
        return 0, 0
    held = work.snapshot.get(Paragraph, paragraph)
    text = held.text if held is not None else ""
    found = [anchored(link.detail.split("\n"), text) for link in links if link.detail]
    lost = sum(all(one.is_lost for one in ties) for ties in found)
    if len(found) < len(links):
        return 0, lost
    tied = {one.sentence for ties in found for one in ties if not one.is_lost}
    return len(sentences(text)) - len(tied), lost


def rests(work: Work, document: Outline) -> dict[str, Rest]:
    """Return what each paragraph of the document rests on, by its id."""
    return {
        item.id: rest(work, item.id, section)
        for section in document.sections
        for item in section.items
    }


def state_of(found: Sequence[FindingLine], counts: Figures, *, needs: bool = True) -> State:
    """Return the gravest thing to say of what rests on findings."""
    if not found:
        return "nothing" if needs else "exempt"
    if any(one.is_withdrawn for one in found):
        return "withdrawn"
    if any(one.support == "disputed" for one in found):
        return "disputed"
    if counts.pieces_against:
        return "contradicted"
    if not counts.pieces_for:
        return "no_notes"
    return "one_source" if counts.is_one_source else "sound"


def state_words(state: State, counts: Figures) -> str:
    """Return the same in words, for a chip."""
    if state == "sound":
        return counted(counts.sources, "source")
    if state == "contradicted":
        return f"{counts.pieces_against} against"
    return {
        "exempt": "",
        "nothing": "rests on nothing",
        "withdrawn": "withdrawn",
        "disputed": "disputed",
        "no_notes": "no notes yet",
        "one_source": "one source",
    }[state]


def unused(work: Work, document: Outline) -> tuple[FindingLine, ...]:
    """Return the findings that stand and that no paragraph of the document rests on."""
    printed = {item.id for item in document.items()}
    return tuple(
        line_of(work, finding)
        for finding in sorted(work.snapshot.all(Finding), key=_order)
        if finding.state != "withdrawn"
        and not any(
            link.target in printed for link in work.snapshot.links_from(RELATION, finding.id)
        )
    )


def fitting(lines: Iterable[FindingLine], section: Section) -> tuple[FindingLine, ...]:
    """Return the findings that belong in a section: by kind, and by area where it has one."""
    return tuple(
        line
        for line in lines
        if line.kind in section.kinds and (not section.area or line.area_key == section.area)
    )


def of_area(work: Work, area: str) -> tuple[FindingLine, ...]:
    """Return the findings of a judgement area that stand, strengths first."""
    order = {kind.key: at for at, kind in enumerate(work.edition.kinds)}
    found = [
        one for one in work.snapshot.all(Finding) if one.area == area and one.state != "withdrawn"
    ]
    found.sort(key=lambda one: (order.get(one.kind, len(order)), *_order(one)))
    return tuple(line_of(work, one) for one in found)


def choices(work: Work, paragraph: str, section: Section) -> tuple[FindingLine, ...]:
    """Return the findings that can be added to a paragraph, those that fit its section first."""
    held = set(finding_ids(work, paragraph))
    lines = [
        line_of(work, one)
        for one in sorted(work.snapshot.all(Finding), key=_order)
        if one.id not in held and one.state != "withdrawn"
    ]
    fit = fitting(lines, section)
    return (*fit, *(line for line in lines if line not in fit))


def _order(finding: Finding) -> tuple[str, str]:
    return (finding.rank, finding.id)
