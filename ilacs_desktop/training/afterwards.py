"""What follows the week: a merged finding, the boards, the stages, and the LA's comments."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from ilacs_desktop.domain.records import Finding, LaComment
from ilacs_desktop.services.findings import findings, merging
from ilacs_desktop.services.judgements import boards
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline
from ilacs_desktop.services.stages import la_comments, stages
from ilacs_desktop.training.acting import LEAD, Story, at, local

if TYPE_CHECKING:
    from ilacs_desktop.training.content_values import JudgementWords, LaPoint, MergedFinding

_BEFORE_DECIDED: Final = timedelta(minutes=12)


def merge(story: Story) -> None:
    """Let an inspector's own finding of the last morning become part of another."""
    day = story.content.inspection.fieldwork_end
    for number, one in enumerate(story.content.merged):
        story.add(at(day, time(8, 20 + number)), one.author, partial(_make, story, one))
        story.add(at(day, time(8, 40 + number)), LEAD, partial(_merge, story, one))


def _make(story: Story, one: MergedFinding) -> None:
    held = story.work.snapshot.one(Finding, story.ids[one.into])
    story.ids[one.key] = findings.make(
        story.work,
        story.ids_of(one.evidence_for),
        held.kind,
        text=one.text,
        area=held.area,
        topics=one.topics,
        scale_word=held.scale_word,
    ).made


def _merge(story: Story, one: MergedFinding) -> None:
    into = story.ids[one.into]
    text = story.work.snapshot.one(Finding, into).text
    merging.merge(story.work, [into, story.ids[one.key]], text)


def fill_boards(story: Story) -> None:
    """Let the team put findings on the boards before each grade is decided."""
    for judgement in story.content.judgements:
        moment = local(judgement.decided_at) - _BEFORE_DECIDED
        story.add(moment, judgement.decided_by, partial(_fill, story, judgement))


def _fill(story: Story, judgement: JudgementWords) -> None:
    for placed in judgement.board:
        boards.place(
            story.work, story.ids[placed.finding], judgement.area, placed.grade, placed.stance
        )


def follow(story: Story) -> None:
    """Let the stages be done on their days, and the LA's comments be taken in and answered."""
    days = {one.key: one.done for one in story.content.stages}
    for key, day in days.items():
        story.add(at(day, time(16, 30)), LEAD, partial(stages.mark_done, story.work, key))
    came, sent = days.get("la-comments"), days.get(stages.ANSWERED)
    if came is None or sent is None:
        return
    for number, point in enumerate(story.content.la_points):
        minutes = timedelta(minutes=number)
        story.add(at(came, time(10)) + minutes, LEAD, partial(_take, story, point))
        story.add(at(sent, time(10)) + 10 * minutes, LEAD, partial(_answer, story, point))


def _take(story: Story, point: LaPoint) -> None:
    work = story.work
    written = outline.outline(work.snapshot, work.edition, work.now().date())
    paragraph = story.ids.get(point.paragraph, "")
    numbers = {item.id: item.number for item in written.items()}
    place = str(numbers.get(paragraph, "") or "")
    story.ids[point.key] = la_comments.add(
        work, point.sort, point.point, place=place, evidence=point.evidence
    ).made


def _answer(story: Story, point: LaPoint) -> None:
    record = story.ids[point.key]
    if point.decision:
        la_comments.decide(story.work, record, point.decision)
    editing.edit(
        story.work,
        LaComment,
        record,
        "Answer a comment",
        change=point.change,
        answer=point.answer,
    )
