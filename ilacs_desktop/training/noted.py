"""The notes: what each inspector saw and heard, written down as the day went."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.training.acting import Story, local, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from ilacs_desktop.training.content_values import Note


def take_notes(story: Story) -> None:
    """Let each inspector write down what they saw, a few minutes after they saw it."""
    for number, note in enumerate(story.content.evidence):
        held = story.earlier("evidence", note.key)
        if held is None:
            story.add(noted_at(note, number), note.inspector, partial(_add, story, note))
        elif held != note:
            # The half-written ones of the week are written up early on the last day.
            when = story.floor + timedelta(hours=14, minutes=20 + number % 20)
            story.add(when, note.inspector, partial(_write_up, story, note))


def noted_at(note: Note, number: int) -> datetime:
    """Return when a note was written."""
    return local(note.seen_at) + timedelta(minutes=2 + number % 4)


def _add(story: Story, note: Note) -> None:
    values: dict[str, Any] = {
        "method": note.method,
        "source": note.source,
        "role": note.role,
        "place": note.place or _place(story, note),
        "case": story.ids[note.case] if note.case else "",
        "activity": story.ids[note.activity] if note.activity else "",
        "area": note.area,
        "stance": note.stance,
        "effect": story.told(note.effect),
        "voice": note.voice,
        "seen_at": text_of(note.seen_at),
        "to_write_up": note.to_write_up,
        "ask_at_kit": note.ask_at_kit,
        "immediate": note.immediate,
    }
    story.ids[note.key] = evidence.add(
        story.work,
        story.told(note.text),
        topics=note.topics,
        lines=[story.ids[note.enquiry]] if note.enquiry else (),
        documents=[(story.ids[note.document], note.page)] if note.document else (),
        **values,
    ).made


def _place(story: Story, note: Note) -> str:
    found = (one.place for one in story.content.activities if one.key == note.activity)
    return next(found, "")


def _write_up(story: Story, note: Note) -> None:
    evidence.change(
        story.work,
        story.ids[note.key],
        "Write up note",
        text=story.told(note.text),
        effect=story.told(note.effect),
        to_write_up=note.to_write_up,
    )
