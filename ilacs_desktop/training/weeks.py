"""The week as the app proposed it, as the lead laid it out, and as the team summed it up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.services.plan import plan
from ilacs_desktop.training.acting import LEAD, Story, at

if TYPE_CHECKING:
    from ilacs_desktop.training.content_values import Activity as Planned

_TEAM_KINDS: Final = ("team_meeting", "team-meeting")


def lay_out_week(story: Story, moment: datetime) -> None:
    """Let the lead make the team's week of what the app laid out, and let it happen.

    Args:
        story: the inspection.
        moment: when the lead begins.
    """
    first = story.content.inspection.fieldwork_start
    laid_out = story.work.snapshot.all(Activity)
    for one in laid_out:
        day = date.fromisoformat(one.day)
        if day < first:
            ended = at(day, time.fromisoformat(one.start or "16:00")) + timedelta(hours=1)
            story.add(ended, LEAD, partial(plan.set_state, story.work, one.id, "done"))
    free = [one for one in laid_out if one.day >= first.isoformat()]
    for number, planned in enumerate(story.content.activities):
        found = _same_hour(free, planned)
        if found is not None:
            free.remove(found)
        when = moment + timedelta(minutes=2 * number)
        story.add(when, LEAD, partial(_plan, story, planned, found))
        if planned.state == "done":
            ended = at(planned.day, planned.end)
            story.add(ended, planned.who[0], partial(done, story, planned.key))
    for left in free:
        if left.kind in _TEAM_KINDS:
            ended = at(date.fromisoformat(left.day), time(18))
            story.add(ended, LEAD, partial(plan.set_state, story.work, left.id, "done"))
        else:
            story.add(moment, LEAD, partial(plan.remove_activity, story.work, left.id))


def _same_hour(free: list[Activity], planned: Planned) -> Activity | None:
    """Return what the app laid out for the same purpose: that hour, else that kind that day."""
    today = [one for one in free if one.day == planned.day.isoformat()]
    hour = planned.start.strftime("%H:%M")
    alike = [one for one in today if one.kind.replace("_", "-") == planned.kind]
    opening = [one for one in today if one.kind == "fieldwork" and one.start == hour]
    return next(iter([*alike, *opening]), None)


def _plan(story: Story, planned: Planned, found: Activity | None) -> None:
    values: dict[str, Any] = {
        "title": planned.title,
        "kind": planned.kind,
        "start": planned.start.strftime("%H:%M"),
        "end": planned.end.strftime("%H:%M"),
        "place": planned.place,
        "who": [story.members[letter] for letter in planned.who],
    }
    day = planned.day.isoformat()
    if found is None:
        story.ids[planned.key] = plan.add_activity(story.work, day, **values).made
    else:
        story.ids[planned.key] = found.id
        plan.change_activity(story.work, found.id, **values)
    if planned.note:
        plan.change_activity(story.work, story.ids[planned.key], note=planned.note)


def done(story: Story, key: str) -> None:
    """Note that an activity of the content is done."""
    plan.set_state(story.work, story.ids[key], "done")


# -- what the team says in the evening -----------------------------------------------------------


def sum_up(story: Story) -> None:
    """Let the team sum up each day in the note of its meeting, and plan the document there."""
    for number, summary in enumerate(story.content.summaries):
        if story.is_new("summaries", summary.key):
            meeting = _meeting(story, summary.day)
            when = story.evening(summary.day) + timedelta(minutes=15 + 3 * (number % 4))
            area = next(one for one in story.work.edition.areas if one.key == summary.area)
            text = f"{area.short}: {summary.text}"
            story.add(when, summary.author, partial(_note, story, meeting, text))


def _meeting(story: Story, day: date) -> str:
    """Return the team meeting of an evening: the content's key, or an id where it has none."""
    for one in story.content.activities:
        if one.day == day and one.kind == "team-meeting":
            return one.key
    return next(
        one.id
        for one in story.work.snapshot.all(Activity)
        if one.day == day.isoformat() and one.kind in _TEAM_KINDS
    )


def _note(story: Story, meeting: str, text: str) -> None:
    held = story.ids.get(meeting, meeting)
    before = story.work.snapshot.one(Activity, held).note
    plan.change_activity(story.work, held, note="\n\n".join(one for one in (before, text) if one))


def plan_document(story: Story) -> None:
    """Let the lead say what each section is to say, in the note of the final team meeting."""
    last = story.content.inspection.fieldwork_end
    titles = {one.key: one.short for one in story.work.edition.areas}
    for number, section in enumerate(story.content.outline):
        title = titles.get(section.section, section.section.capitalize())
        when = story.evening(story.end.date()) + timedelta(minutes=40 + number)
        text = f"For the report, {title}: {section.note}"
        story.add(when, LEAD, partial(_note, story, _meeting(story, last), text))
