"""The sampling record: every draw as anyone can repeat it, and every child chosen without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, DataSet, SampleDraw
from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Table, row
from ilacs_desktop.services.cases.cases import DEPTHS, STATES, child_name
from ilacs_desktop.services.data import cohorts, data_sets
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record.time_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work

_HOW = (
    "Each child’s number is the SHA-256 of the seed, the cohort and the child ID; the children "
    "with the smallest numbers are drawn. The same seed over the same data set draws the same "
    "children on any laptop."
)
_REPLACED = (
    "A child who was drawn and has no card was not looked at. Whoever was looked at in their "
    "place, or for a reason of the team’s own, stands under “Children in no sample”, with the "
    "reason written at the time."
)


def make(work: Work) -> Iterator[Paper]:
    """Yield the sampling record in the order in which the samples were drawn."""
    yield sheet.Paper(
        title="Sampling record",
        subtitle="Which children were looked at, and how they were chosen",
        blocks=tuple(_blocks(work)),
        compact=True,
    )


def draws(work: Work) -> tuple[Record[SampleDraw], ...]:
    """Return every draw that stands, the first drawn first."""
    return tuple(
        found
        for one in work.snapshot.all(SampleDraw)
        if (found := work.snapshot.record(SampleDraw, one.id)) is not None
    )


def looked_at(work: Work) -> Mapping[str, Case]:
    """Return the card of each child by the LA's child ID."""
    return {one.child_id: one for one in reversed(work.snapshot.all(Case)) if one.child_id}


def by_hand(work: Work) -> tuple[Record[Case], ...]:
    """Return the cards of children who came from no draw."""
    standing = {one.id for one in work.snapshot.all(SampleDraw)}
    return tuple(
        found
        for one in work.snapshot.all(Case)
        if one.draw not in standing and (found := work.snapshot.record(Case, one.id)) is not None
    )


def _blocks(work: Work) -> Iterator[PlainBlock]:
    held, others = draws(work), by_hand(work)
    cards = len(work.snapshot.all(Case))
    yield sheet.whose(
        work,
        ("Samples drawn", str(len(held)) if held else "None yet"),
        ("Children looked at", f"{cards}, {len(others)} of them in no sample" if others else ""),
    )
    if held:
        yield from sheet.text(f"{_HOW}\n\n{_REPLACED}")
    else:
        yield sheet.note("No sample has been drawn yet.")
    cases = looked_at(work)
    for number, record in enumerate(held, 1):
        yield from _draw(work, number, record, cases)
    if others:
        yield sheet.heading("Children in no sample")
        yield Table(
            ("Child", "Depth", "Why this child", "Added by", "When"),
            tuple(
                row(
                    child_name(one.value),
                    DEPTHS.get(one.value.depth, one.value.depth),
                    one.value.reason or "No reason was written",
                    work.person_name(one.meta.made_by),
                    moment_words(one.meta.made_at),
                )
                for one in others
            ),
            widths=(16, 14, 40, 16, 14),
        )
    yield from _taken_back(work)


def _draw(
    work: Work, number: int, record: Record[SampleDraw], cases: Mapping[str, Case]
) -> Iterator[PlainBlock]:
    one, names = record.value, dict(cohorts.STRATA)
    data_set = work.snapshot.get(DataSet, one.data_set)
    by = ", ".join(names.get(key, key).lower() for key in one.stratify)
    who = f"{work.person_name(record.meta.made_by)}, {moment_words(record.meta.made_at)}"
    yield sheet.heading(f"Sample {number}: {cohorts.title_of(work, one.cohort)}")
    yield sheet.facts(
        (
            ("Drawn", f"{counted(len(one.drawn), 'child', 'children')} of {one.frame}"),
            ("Asked for", str(one.size) if one.size != len(one.drawn) else ""),
            ("Seed", str(one.seed)),
            ("Stratified by", by or "Nothing: drawn from the whole cohort"),
            ("Method", one.method),
            ("Why", one.reason),
            ("Drawn by", who),
            ("Data set", _set_words(data_set) if data_set else "No longer held"),
        )
    )
    if one.stratify and one.strata:
        yield Table(
            ("Group", "In the cohort", "Drawn"),
            tuple(
                row(label, str(counts.get("frame", "")), str(counts.get("drawn", "")))
                for label, counts in one.strata.items()
            ),
            widths=(60, 20, 20),
        )
    if one.drawn:
        yield Table(
            ("Place", "Child", "What became of it", "Inspector"),
            tuple(
                row(str(place), child, *_became(work, cases.get(child), one.id))
                for place, child in enumerate(one.drawn, 1)
            ),
            widths=(10, 24, 44, 22),
        )


def _set_words(data_set: DataSet) -> str:
    as_of = f", as of {data_sets.day_text(data_set.as_of)}" if data_set.as_of else ""
    state = data_sets.STATE_WORDS.get(data_set.state, data_set.state)
    return f"Annex A received {moment_words(data_set.received)}{as_of} ({state})"


def _became(work: Work, case: Case | None, draw: str) -> tuple[str, str]:
    if case is None:
        return ("Not looked at: no card was made", "")
    words = f"{DEPTHS.get(case.depth, case.depth)}, {STATES.get(case.state, case.state)}"
    if case.signed_off:
        words += ", signed off"
    if case.draw != draw:
        words += "; had a card already"
    who = ", ".join(team.names(work.snapshot, (case.inspector,))) if case.inspector else ""
    return (words[:1].upper() + words[1:], who)


def _taken_back(work: Work) -> Iterator[PlainBlock]:
    gone = [one for one in work.snapshot.records(SampleDraw).values() if one.meta.deleted]
    if not gone:
        return
    yield sheet.heading("Samples taken back")
    yield from sheet.bullets(
        sheet.strong(
            f"{cohorts.title_of(work, one.value.cohort)}, seed {one.value.seed}",
            f": {len(one.value.drawn)} of {one.value.frame}, taken back by "
            f"{work.person_name(one.meta.changed_by)}, {moment_words(one.meta.changed_at)}",
        )
        for one in gone
    )
