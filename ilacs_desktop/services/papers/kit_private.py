"""Our own note of a KIT meeting: never given to the LA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish.model import Table, plain
from ilacs_desktop.services.kit import grade_words, kit
from ilacs_desktop.services.papers import meeting_parts, sheet
from ilacs_desktop.services.record.time_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.records import KitMeeting
    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work


def make(work: Work, item: str) -> Iterator[Paper]:
    """Yield our own note of a KIT meeting.

    Args:
        work: the open inspection.
        item: the meeting's number or id; empty for the last one held.

    Raises:
        NotAllowedError: there is no KIT meeting yet.
        BadInputError: there is none of that number.
    """
    meeting = meeting_parts.which(work, item)
    number = kit.number_of(work, meeting.id)
    yield sheet.Paper(
        title=f"Private note of KIT meeting {number}",
        subtitle="The team’s own note, not for the local authority",
        blocks=tuple(_blocks(work, meeting)),
        written=(meeting.private_note, *meeting_parts.written(work, meeting)),
    )


def _blocks(work: Work, meeting: KitMeeting) -> Iterator[PlainBlock]:
    given = moment_words(meeting.given_at)
    told = f"Given to the local authority {given}" if given else "Not given yet"
    yield sheet.whose(work, *meeting_parts.when_and_who(meeting), ("The note for the DCS", told))
    yield sheet.heading("Our own note")
    if meeting.private_note.strip():
        yield from sheet.text(meeting.private_note)
    else:
        yield sheet.note("No private note was written.")
    if meeting.la_correction.strip():
        yield sheet.heading("What we noted, and the local authority’s correction")
        ours = plain(meeting.minutes.strip() or "No minutes were written.")
        yield Table(
            ("Our note", "The local authority’s correction"),
            ((ours, plain(meeting.la_correction.strip())),),
        )
    yield sheet.heading("Flagged")
    flagged = tuple(_flagged(work, meeting))
    if flagged:
        yield from sheet.bullets(sheet.strong(f"{label}: ", words) for label, words in flagged)
    else:
        yield sheet.note("Nothing is flagged.")


def _flagged(work: Work, meeting: KitMeeting) -> Iterator[tuple[str, str]]:
    """Yield what a person should look at again, and what it is about."""
    for where, words in (
        ("Grade word in the note for the DCS", meeting.minutes),
        ("Grade word in our own note", meeting.private_note),
        ("Grade word in the LA’s correction", meeting.la_correction),
    ):
        for hit in grade_words.in_note(words):
            yield where, f"“{hit.text}”"
    for item in meeting_parts.points(work, meeting, "strength", "concern", "question"):
        for hit in grade_words.in_note(item.text):
            yield "Grade word in a point", f"“{hit.text}” in “{sheet.line(item.text, 120)}”"
        answer = meeting_parts.response(work, item)
        if answer == meeting_parts.NOT_RECORDED and meeting.state == "held":
            yield answer, sheet.line(item.text)
        if item.response_kind in ("disputed", "evidence_offered"):
            label, _, words = answer.partition(": ")
            yield label, sheet.listed((sheet.line(item.text), words), " – ")
    for item in meeting_parts.points(work, meeting, "action"):
        missing = sheet.listed(
            ("no owner" if not item.owner else "", "no date" if not item.due else ""), ", "
        )
        if missing and item.state == "open":
            yield f"Action with {missing}", sheet.line(item.text)
