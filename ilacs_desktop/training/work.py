"""The training inspections, worked through by the same services that the window uses."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from ilacs_desktop.services.inspection.beginning import editions
from ilacs_desktop.services.laptop.laptop import TRAINING_NOW, Laptop
from ilacs_desktop.training import (
    afterwards,
    children_seen,
    concluding,
    drafting,
    meetings,
    noted,
    opening,
    reading,
    weeks,
)
from ilacs_desktop.training.acting import LEAD, Story, StoryClock, local
from ilacs_desktop.training.content import load_content
from ilacs_desktop.training.drawn import la_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.training.acting import Tell
    from ilacs_desktop.training.content import Name
    from ilacs_desktop.training.content_values import Content

_A_MOMENT: Final = timedelta(minutes=1)


def make_day_four(laptop: Laptop, inspection: str = "", tell: Tell | None = None) -> Work:
    """Make the short inspection as it stands on the evening of its fourth day, and open it.

    Args:
        laptop: its person becomes the lead inspector; colleagues' work is in their own names.
        inspection: the inspection id to give it; a random one where left out.
        tell: told how far it has come; what it raises ends the making.

    Raises:
        StorageError: the disk refused; nothing is left behind.
    """
    with _begun(laptop, load_content("short"), inspection) as story:
        story.tell = tell
        _to_day_four(story)
    return _opened(laptop, story)


def make_finished(laptop: Laptop, inspection: str = "") -> Work:
    """Make the same inspection finished: graded, written and published."""
    with _begun(laptop, load_content("short"), inspection) as story:
        _to_day_four(story)
        story.before, story.content = story.content, load_content("report")
        _finish(story)
    return _opened(laptop, story)


def make_focused(laptop: Laptop, inspection: str = "") -> Work:
    """Make the focused visit to the front door, with its letter drafted."""
    with _begun(laptop, load_content("focused"), inspection) as story:
        _work_through(story)
        drafting.write_after(story)
        story.play()
    return _opened(laptop, story)


MAKERS: Final[Mapping[Name, Callable[[Laptop, str], Work]]] = {
    "short": make_day_four,
    "report": make_finished,
    "focused": make_focused,
}
"""What makes each training inspection, by the name of its content."""


@contextmanager
def _begun(laptop: Laptop, content: Content, inspection: str) -> Iterator[Story]:
    """Make an inspection and put it down at the moment it stands at; or leave nothing behind."""
    clock = StoryClock(content.inspection.called_at)
    # The same vault by the story's clock, so that the file's first entries are of that day too.
    then = Laptop(laptop.vault, clock)
    new = replace(opening.beginning(content), inspection_id=inspection)
    work = then.new_inspection(new, editions(laptop.folder))
    try:
        story = Story(work, clock, content)
        story.cast(work.me)
        story.act_as(LEAD)
        yield story
        now = max(story.end, story.clock.now()) + _A_MOMENT
        work.file.mark(TRAINING_NOW, now.isoformat(timespec="seconds"))
    except BaseException:
        work.close()
        laptop.delete_inspection(work.file_id)
        raise
    laptop.close_inspection(work)


def _opened(laptop: Laptop, story: Story) -> Work:
    """Open it anew as anyone would: this laptop's person leads, and its clock goes on."""
    return laptop.open_inspection(story.work.file_id).work


def _work_through(story: Story) -> None:
    opening.open_story(story)
    children_seen.receive(story, la_data(story.content))
    meetings.ask(story)
    noted.take_notes(story)
    children_seen.look(story)
    meetings.refer_back(story)
    meetings.hold_kits(story)
    concluding.conclude(story)
    weeks.sum_up(story)


def _to_day_four(story: Story) -> None:
    _work_through(story)
    weeks.plan_document(story)
    drafting.begin_on_site(story)
    story.play()


def _finish(story: Story) -> None:
    last_day = story.content.inspection.fieldwork_end
    noted.take_notes(story)
    children_seen.look(story)
    meetings.ask(story)
    meetings.refer_back(story)
    meetings.hold_kits(story)
    afterwards.merge(story)
    concluding.conclude(story)
    concluding.grade(story)
    afterwards.fill_boards(story)
    weeks.sum_up(story)
    opening.go_on(story, local(datetime.combine(last_day, time(8))))
    drafting.write_after(story)
    reading.read_draft(story)
    afterwards.follow(story)
    story.play()
