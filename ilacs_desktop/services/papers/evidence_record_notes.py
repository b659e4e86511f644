"""Children and notes in an evidence record: each as it stands, then what stood there before."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Activity, Case, CaseAnswer, SampleDraw, SeenDocument
from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Heading, Paragraph, Run, plain
from ilacs_desktop.services.cases.cases import DEPTHS, NOT_IN_SAMPLE, STATES
from ilacs_desktop.services.data import cohorts
from ilacs_desktop.services.evidence.evidence import DOCUMENT, METHODS, STANCES, TOPIC, VOICES
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.papers.evidence_record_told import line, listing, moment, seen_key
from ilacs_desktop.services.record.time_words import day_words, read_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.records import Evidence
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.evidence_record_told import Told

_AUDIT = {"agree": "we agree with it", "differ": "we see it differently"}


def the_children(told: Told) -> Iterator[PlainBlock]:
    """Yield every child by what they are known by, with all that their card says."""
    held = [
        record for key, record in told.work.snapshot.records(Case).items() if key in told.held.cases
    ]
    if not held:
        yield sheet.note("No child is in this record.")
    answers: dict[str, list[CaseAnswer]] = defaultdict(list)
    if told.asked.is_whole:
        for one in told.work.snapshot.all(CaseAnswer):
            for case in dict.fromkeys((one.case, *one.shared_with)):
                answers[case].append(one)
    for record in sorted(held, key=lambda one: told.children[one.value.id]):
        yield from _child(told, record, answers[record.value.id])


def _child(told: Told, record: Record[Case], answers: list[CaseAnswer]) -> Iterator[PlainBlock]:
    one = record.value
    yield Heading(
        plain(f"Child {told.children[one.id]}: {DEPTHS.get(one.depth, one.depth)}"), 3, id=one.id
    )
    member = {each.id: each.name for each in told.work.members}
    signed = f"{told.person(one.signed_by)}, {moment(one.signed_at)}" if one.signed_off else ""
    yield from line(
        ("Age", "unborn" if one.age == "-1" else one.age),
        ("Gender", one.gender),
        ("Ethnicity", one.ethnicity),
        ("Disability", one.disability),
        ("Plan", one.plan),
        ("Team", one.la_team),
        ("Area", told.areas.get(one.area, "")),
    )
    yield from line(
        ("How chosen", _chosen(told, one)),
        ("Why", one.reason),
        ("Inspector", member.get(one.inspector, "")),
        ("State", STATES.get(one.state, one.state)),
        ("Signed off", signed),
        ("Sources seen", ", ".join(told.sources.get(key, key) for key in one.sources)),
        ("Notes", ", ".join(told.notes_of_case.get(one.id, ()))),
    )
    if not told.asked.is_whole:
        return
    for label, words in (
        ("Strengths", one.strengths),
        ("Weaknesses", one.weaknesses),
        ("Difference made", one.difference),
        ("The LA’s audit", one.la_audit),
        ("Our view of the LA’s audit", sheet.said(_AUDIT.get(one.audit_view, ""), one.audit_why)),
        (f"Question: {one.question.strip()}" if one.question.strip() else "", one.dip_answer),
    ):
        yield from _labelled(label, words)
    yield from _answers(told, one.id, answers)
    yield from listing("Changed afterwards", told.corrections(one.id))


def _chosen(told: Told, one: Case) -> str:
    draw = told.work.snapshot.get(SampleDraw, one.draw) if one.draw else None
    if draw is not None:
        return f"drawn from {cohorts.title_of(told.work, draw.cohort)}, seed {draw.seed}"
    return sheet.listed((one.cohort, NOT_IN_SAMPLE), ", ")


def _labelled(label: str, words: str) -> Iterator[PlainBlock]:
    if words.strip():
        lead = (Run(f"{label}: ", bold=True),) if label else ()
        yield Paragraph((*lead, *plain(words.strip())))


def _answers(told: Told, case: str, answers: list[CaseAnswer]) -> Iterator[PlainBlock]:
    labels = {one.key: one.label for one in told.work.edition.case_prompts}
    order = {key: at for at, key in enumerate(labels)}
    held = sorted(answers, key=lambda one: (order.get(one.prompt, 99), one.addendum, one.id))
    for one in held:
        if not one.text.strip():
            continue
        record = told.work.snapshot.record(CaseAnswer, one.id)
        by = ""
        if record is not None:
            by = f"{told.person(record.meta.made_by)}, {moment(record.meta.made_at)}"
        label = labels.get(one.prompt, "" if one.addendum else one.prompt)
        kind = f"Addendum{f' to “{label}”' if label else ''}" if one.addendum else label
        shared = f", from the card of {told.child(one.case)}" if one.case != case else ""
        yield Paragraph(
            (
                Run(f"{kind}: ", bold=True),
                *plain(one.text.strip()),
                Run(f" ({by}{shared})", italic=True),
            )
        )
        if one.case == case:
            yield from listing("Changed afterwards", told.corrections(one.id))


# -- notes ---------------------------------------------------------------------------------------


def the_notes(told: Told) -> Iterator[PlainBlock]:
    """Yield every note by judgement area, then in the order in which it was seen."""
    if not told.notes:
        yield sheet.note("No note is in this record.")
    order = {one.key: at for at, one in enumerate(told.work.edition.areas_in_body_order())}
    by_area: dict[str, list[Record[Evidence]]] = defaultdict(list)
    for record in told.notes:
        by_area[record.value.area].append(record)
    for area in sorted(by_area, key=lambda key: (order.get(key, 98 if key else 99), key)):
        held = by_area[area]
        yield sheet.heading(f"{told.area(area)}: {counted(len(held), 'note')}", 3)
        for day, notes in groupby(held, key=lambda one: seen_key(one)[:10]):
            read = read_day(day)
            words = day_words(read, year=True) if read else "No day said"
            yield Paragraph((Run(words, italic=True),), keep_with_next=True)
            for record in notes:
                yield from _note(told, record)


def _note(told: Told, record: Record[Evidence]) -> Iterator[PlainBlock]:
    one = record.value
    snapshot = told.work.snapshot
    written = one.written_at or record.meta.made_at
    late = moment(written) if moment(written) != moment(one.seen_at) else ""
    activity = snapshot.get(Activity, one.activity) if one.activity else None
    yield Heading(
        plain(
            sheet.listed(
                (told.number(one.id), moment(seen_key(record)), told.child(one.case)), " · "
            )
        ),
        4,
        id=one.id,
    )
    yield from sheet.text(one.text) or (sheet.note("Nothing was written."),)
    yield from line(
        ("Difference made", one.effect),
        ("By", told.person(record.meta.made_by)),
        ("Written", late),
        ("Source", sheet.listed((told.sources.get(one.source, one.source), one.role), ", ")),
        ("Method", dict(METHODS).get(one.method, one.method)),
        ("Voice", dict(VOICES).get(one.voice, one.voice)),
        ("Place", one.place),
        ("At", sheet.listed((activity.title, moment(activity.day)), ", ") if activity else ""),
        ("Says", dict(STANCES).get(one.stance, one.stance)),
        ("Topics", _topics(told, one.id)),
        ("Documents", _documents(told, one.id)),
        ("Flagged", _flags(one)),
        ("Paper notes", one.paper),
    )
    uses = told.uses(one.id)
    yield from line(("Evidence", uses or "under no finding of this record"))
    yield from listing("Changed afterwards", told.corrections(one.id))


def _topics(told: Told, note: str) -> str:
    links = told.work.snapshot.links_from(TOPIC, note)
    return ", ".join(sorted(told.topics.get(link.detail, link.detail) for link in links))


def _documents(told: Told, note: str) -> str:
    found = []
    for link in told.work.snapshot.links_from(DOCUMENT, note):
        one = told.work.snapshot.get(SeenDocument, link.target)
        if one is not None:
            found.append(sheet.listed((one.number, one.title, link.detail), ", "))
    return "; ".join(found)


def _flags(one: Evidence) -> str:
    flags = (
        ("immediate risk", one.immediate),
        ("to write up", one.to_write_up),
        ("ask at KIT", one.ask_at_kit),
        (f"suggested and not confirmed: {', '.join(one.assumed)}", bool(one.assumed)),
    )
    return ", ".join(words for words, is_so in flags if is_so)
