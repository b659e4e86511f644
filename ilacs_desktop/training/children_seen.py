"""The children: Annex A received, samples drawn, cards given out, answered and signed off."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ilacs_desktop.domain.records import SampleDraw
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import annex, sampling
from ilacs_desktop.training.acting import LEAD, Story, at, local
from ilacs_desktop.training.drawn import draw_children
from ilacs_desktop.training.workbook import write_workbook

if TYPE_CHECKING:
    from ilacs_desktop.training.annex_a import LaData
    from ilacs_desktop.training.content_values import CaseWords

_BEFORE_FIRST_ANSWER: Final = timedelta(minutes=12)
_EACH_ANSWER: Final = timedelta(minutes=3)
_EVENING: Final = time(16, 50)


def receive(story: Story, data: LaData) -> None:
    """Let Annex A arrive, and draw and choose the children that the team will look at.

    Args:
        story: the inspection.
        data: the made-up Annex A.
    """
    arrived = at(data.as_at, time(9, 20))
    chosen = arrived + timedelta(days=1, hours=1)
    story.add(arrived, LEAD, partial(_import, story, data))
    for number, sample in enumerate(story.content.samples):
        when = chosen + timedelta(minutes=9 * number)
        story.add(when, LEAD, partial(_draw, story, sample.key))
    chosen += timedelta(hours=1)
    story.add(chosen, LEAD, partial(_fit, story, data))
    for number, case in enumerate(story.content.cases):
        when = chosen + timedelta(minutes=2 * number + 1)
        story.add(when, LEAD, partial(_give_out, story, case))


def _import(story: Story, data: LaData) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{data.name} Annex A.xlsx"
        write_workbook(data, file)
        annex.import_annex_a(story.work, [file])


def _draw(story: Story, key: str) -> None:
    sample = next(one for one in story.content.samples if one.key == key)
    made = sampling.draw(
        story.work, sample.cohort, sample.size, sample.seed, sample.stratify, sample.reason
    )
    story.ids[key] = made.made


def _fit(story: Story, data: LaData) -> None:
    """Say which child each story is of, now that the samples are drawn."""
    drawn = {
        one.key: story.work.snapshot.one(SampleDraw, story.ids[one.key]).drawn
        for one in story.content.samples
    }
    found = draw_children(story.content, data, drawn)
    story.children.update({key: str(row["Child Unique ID"]) for key, row in found.items()})


def _give_out(story: Story, case: CaseWords) -> None:
    child, inspector = story.children[case.key], story.members[case.inspector]
    facts: dict[str, Any] = {"plan": case.plan, "area": case.area, "reason": case.reason}
    if case.sample:
        draw = story.ids[case.sample]
        made = sampling.add_cases(
            story.work, draw, [child], case.depth, inspector, question=case.question
        )
        cases.change(story.work, made.made, **facts)
    else:
        known = sampling.facts_of(story.work, child)
        made = cases.add_by_hand(
            story.work,
            child_id=child,
            depth=case.depth,
            inspector=inspector,
            question=case.question,
            cohort=case.cohort,
            **{**known, **facts},
        )
    story.ids[case.key] = made.made


# -- what is found in a record -------------------------------------------------------------------


def look(story: Story) -> None:
    """Let each inspector fill in the cards of their children, and sign off what is done."""
    begun = _beginnings(story)
    for number, case in enumerate(story.content.cases):
        held = story.earlier("cases", case.key)
        if held is None:
            _fill_in(story, case, begun[case.key], number)
        elif case.signed_off and held != case:
            when = story.floor + timedelta(hours=18, minutes=5 * number)
            story.add(when, case.inspector, partial(_end, story, case))


def _fill_in(story: Story, case: CaseWords, begun: datetime, number: int) -> None:
    moment = begun + _BEFORE_FIRST_ANSWER
    for prompt, answer in case.answers.items():
        story.add(moment, case.inspector, partial(_write, story, case.key, prompt, answer))
        moment += _EACH_ANSWER
    moment = max(moment, _last_seen(story, case.key, moment) + _EACH_ANSWER)
    story.add(moment, case.inspector, partial(_conclude, story, case))
    if case.state == "done":
        evening = local(datetime.combine(moment.date(), _EVENING)) + timedelta(seconds=40 * number)
        story.add(max(moment, evening), case.inspector, partial(_end, story, case))


def _beginnings(story: Story) -> dict[str, datetime]:
    """Return when each child's record was opened: with the first note about that child.

    One of a dip sample without a note of its own is read with the others of its question.
    """
    noted: dict[str, list[datetime]] = defaultdict(list)
    asked = {case.key: case.question for case in story.content.cases if case.question}
    for note in story.content.evidence:
        if note.case:
            noted[note.case].append(local(note.seen_at))
            noted[asked.get(note.case, "")].append(local(note.seen_at))
    start = at(story.content.inspection.fieldwork_start, time(10))
    found = {}
    for number, case in enumerate(story.content.cases):
        with_others = max(noted[case.question], default=start) + timedelta(minutes=4 * (number % 7))
        found[case.key] = min(noted[case.key], default=with_others)
    return found


def _last_seen(story: Story, key: str, otherwise: datetime) -> datetime:
    seen = [local(note.seen_at) for note in story.content.evidence if note.case == key]
    return max(seen, default=otherwise)


def _write(story: Story, key: str, prompt: str, answer: str) -> None:
    cases.answer(story.work, story.ids[key], prompt, story.told(answer))


def _conclude(story: Story, case: CaseWords) -> None:
    cases.change(
        story.work,
        story.ids[case.key],
        sources=list(case.sources),
        strengths=story.told(case.strengths),
        weaknesses=story.told(case.weaknesses),
        difference=story.told(case.difference),
        la_audit=case.la_audit,
        audit_view=case.audit_view,
        audit_why=case.audit_why,
        dip_answer=case.dip_answer,
        state="in_progress",
    )


def _end(story: Story, case: CaseWords) -> None:
    if case.signed_off:
        cases.sign_off(story.work, story.ids[case.key])
    else:
        cases.set_done(story.work, story.ids[case.key], done=True)
