"""The letter or report: planned and begun on site, written in the weeks after."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from ilacs_desktop.domain.calendar import add_working_days
from ilacs_desktop.domain.records import Paragraph
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.inspection import setup
from ilacs_desktop.services.report import writing
from ilacs_desktop.training.acting import LEAD, Story, at

if TYPE_CHECKING:
    from datetime import date

    from ilacs_desktop.training.content_values import ParagraphWords

_IMPROVEMENT: Final = "improvement"
_MORNING: Final = time(9, 20)
_PARAGRAPHS_A_DAY: Final = 12
_EACH: Final = timedelta(minutes=25)
_WRITERS: Final = {"help-and-protection": "B", "in-care": "D", "care-leavers": "C"}
"""Who drafts a section of a graded report; the lead drafts the others."""


def begin_on_site(story: Story) -> None:
    """Let the first points and paragraphs be drafted on the last evening of this part."""
    evening = story.end - timedelta(minutes=8)
    points = next(
        (one.findings for one in story.content.outline if one.section == _IMPROVEMENT), ()
    )
    if points:
        story.add(evening, LEAD, partial(_draft_points, story, points))
    for number, paragraph in enumerate(story.content.paragraphs):
        when = evening + timedelta(minutes=number + 1)
        story.add(when, _writer(story, paragraph), partial(_write, story, paragraph))


def write_after(story: Story) -> None:
    """Let the document be written in the working days after fieldwork."""
    about = story.content.inspection
    first = add_working_days(about.fieldwork_end, 1, bank_holidays_near(about.fieldwork_end))
    if story.before is not None:
        story.add(at(first, time(9)), LEAD, partial(_begin_anew, story))
    day, when = first, at(first, _MORNING)
    for number, paragraph in enumerate(story.content.paragraphs):
        if number and number % _PARAGRAPHS_A_DAY == 0:
            day, when = _next_day(day)
        story.add(when, _writer(story, paragraph), partial(_write, story, paragraph))
        when += _EACH
    if not story.content.stages:
        story.add(when, LEAD, lambda: setup.change_inspection(story.work, stage=about.stage))


def _next_day(day: date) -> tuple[date, datetime]:
    later = add_working_days(day, 1, bank_holidays_near(day))
    return later, at(later, _MORNING)


def _writer(story: Story, paragraph: ParagraphWords) -> str:
    letter = _WRITERS.get(paragraph.section, LEAD)
    return letter if letter in story.members else LEAD


def _draft_points(story: Story, points: tuple[str, ...]) -> None:
    writing.draft_from_findings(story.work, _IMPROVEMENT, story.ids_of(points))


def _begin_anew(story: Story) -> None:
    """Take away the drafts of the week; the document is written from its findings."""
    for one in story.work.snapshot.all(Paragraph):
        writing.delete_paragraph(story.work, one.id)


def _write(story: Story, paragraph: ParagraphWords) -> None:
    made = ""
    if paragraph.rewrites:
        made = writing.take_default(story.work, paragraph.section).made
    if made:
        writing.write_text(story.work, made, paragraph.text)
    else:
        made = writing.add_paragraph(
            story.work, paragraph.section, text=paragraph.text, reference=paragraph.reference
        ).made
    story.ids[paragraph.key] = made
    for finding in story.ids_of(paragraph.findings):
        writing.link_finding(story.work, made, finding)
