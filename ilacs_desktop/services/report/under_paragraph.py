"""Everything under one paragraph as one list: each finding in its own words, its notes below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.findings import finding_rows
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.services.report import resting, ties

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.ties import Ties

FINDING, NOTE = "finding", "note"
_SIDES = {"for": "for", "against": "against", "neutral": "neither for nor against"}


@dataclass(frozen=True, slots=True)
class UnderRow:
    """One finding or one note.

    Attributes:
        key: unlike any other of the list: a note may stand under two findings.
        sort: ``finding`` or ``note``.
        record: id of the finding, the note or the LA's own claim.
        finding: id of the finding it belongs to.
        sign: of the finding; ``for``, ``against`` or ``neutral`` of a note.
        text: its own words.
        about: how well it is supported, or where it comes from.
        is_claim: what the LA says of itself.
    """

    key: str
    sort: str
    record: str
    finding: str
    sign: str
    text: str
    about: str
    is_claim: bool = False


def rows(work: Work, paragraph: str, told: Ties | None = None) -> tuple[UnderRow, ...]:
    """Return what stands under a paragraph.

    Args:
        work: the open inspection.
        paragraph: its id.
        told: what its sentences rest on, where that is known already.
    """
    found: list[UnderRow] = []
    told = ties.of_paragraph(work, paragraph) if told is None else told
    for line in resting.rest(work, paragraph).findings:
        label = line.kind_label
        said = [label, line.state_words, line.support, line.figures_words]
        said.append(_sentences(told, line.id))
        about = " · ".join(part for part in said if part)
        key = f"{FINDING}:{line.id}"
        text = line.text or "(nothing written yet)"
        found.append(UnderRow(key, FINDING, line.id, line.id, line.sign, text, about))
        found += [_note(work, line.id, one) for one in finding_rows.rests_of(work, line.id)]
    return tuple(found)


def _sentences(told: Ties, finding: str) -> str:
    places = told.by_finding.get(finding, ())
    lost = [one.quote for one in told.lost if one.finding == finding]
    if places:
        word = "sentence" if len(places) == 1 else "sentences"
        named = f"{word} {', '.join(str(place) for place in places)}"
        return f"{named}; one it was tied to is gone" if lost else named
    return "the sentence it was tied to is gone" if lost else ""


def _note(work: Work, finding: str, one: finding_rows.Rest) -> UnderRow:
    note = work.snapshot.get(Evidence, one.id)
    record = work.snapshot.record(Evidence, one.id)
    day = read_day(note.seen_at[:10]) if note is not None else None
    who = work.person_name(record.meta.made_by) if record is not None else ""
    said = (
        _SIDES.get(one.side, one.side),
        one.child,
        one.source,
        who,
        short_day(day) if day else "",
    )
    about = " · ".join(part for part in said if part)
    key = f"{NOTE}:{finding}:{one.id}"
    return UnderRow(key, NOTE, one.id, finding, one.side, one.text, about, one.is_claim)
