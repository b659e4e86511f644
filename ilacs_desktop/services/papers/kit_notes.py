"""The note of a KIT meeting that is given to the director of children's services (DCS).

It never carries our private note, a grade that we hold, or what was put to anyone but the LA.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, ReferralBack, Request
from ilacs_desktop.publish.model import Table, plain, row
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.cases.referrals import ENDED, STATE_WORDS
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.kit.point_words import unmarked
from ilacs_desktop.services.papers import meeting_parts, sheet
from ilacs_desktop.services.plan import timetable
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.record.time_words import (
    day_words,
    moment_words,
    read_day,
    read_moment,
    short_day,
)
from ilacs_desktop.services.today import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.domain.records import KitItem, KitMeeting
    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.papers.meeting_parts import Span
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work

_OURS = frozenset({"team_meeting", "team-meeting", "travel", "enquiries", "after", "data"})
"""Kinds of activity that are the team's own affair."""


def make(work: Work, item: str) -> Iterator[Paper]:
    """Yield the note of a KIT meeting for the DCS.

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
        title=f"Note of KIT meeting {number}",
        subtitle="For the director of children’s services (DCS)",
        blocks=tuple(_blocks(work, meeting)),
        written=(meeting.minutes, meeting.handed_over, *meeting_parts.written(work, meeting)),
    )


def _blocks(work: Work, meeting: KitMeeting) -> Iterator[PlainBlock]:
    span = meeting_parts.span(work, meeting)
    yield sheet.whose(work, *meeting_parts.when_and_who(meeting))
    yield from _minutes(meeting)
    yield from _listed(work, meeting, "practical", "Practical matters")
    yield from _referrals(work, meeting, span)
    for kind, words, label in (
        ("strength", "Emerging strengths", "What we are seeing"),
        ("concern", "Emerging concerns", "What we are seeing"),
        ("question", "Questions to the local authority", "What we asked"),
    ):
        items = meeting_parts.points(work, meeting, kind)
        if items:
            yield sheet.heading(words)
            yield meeting_parts.points_table(work, items, label)
        elif kind != "question":
            yield sheet.heading(words)
            yield sheet.note("None were raised at this meeting.")
    yield from _requests(work, meeting, span)
    yield from _tomorrow(work, meeting)
    yield sheet.heading("Actions")
    table = meeting_parts.actions(work, meeting)
    yield table if table is not None else sheet.note("None are open.")


def _minutes(meeting: KitMeeting) -> Iterator[PlainBlock]:
    if meeting.la_correction.strip():
        yield sheet.heading("What was said, with the local authority’s correction")
        ours = plain(meeting.minutes.strip() or "No minutes were written.")
        yield Table(
            ("Our note", "The local authority’s correction"),
            ((ours, plain(meeting.la_correction.strip())),),
        )
    elif meeting.minutes.strip():
        yield sheet.heading("What was said")
        yield from sheet.text(meeting.minutes)


def _listed(work: Work, meeting: KitMeeting, kind: str, words: str) -> Iterator[PlainBlock]:
    items = meeting_parts.points(work, meeting, kind)
    if items:
        yield sheet.heading(words)
        yield from sheet.bullets(plain(_said(work, one)) for one in items)


def _said(work: Work, one: KitItem) -> str:
    answer = meeting_parts.answered(work, one)
    return sheet.listed((unmarked(one.text), answer and f"The LA’s response: {answer}"), " – ")


# -- referrals back ------------------------------------------------------------------------------


def _referrals(work: Work, meeting: KitMeeting, span: Span) -> Iterator[PlainBlock]:
    items = meeting_parts.points(work, meeting, "referral")
    spoken = {one.about: one for one in items if meeting_parts.referral_of(work, one)}
    known = sorted(work.snapshot.all(ReferralBack), key=lambda one: number_order(one.number))
    rows = [
        _referral_row(work, one, spoken.get(one.id))
        for one in known
        if one.id in spoken or _is_due(one, span)
    ]
    rows += [
        row("–", unmarked(one.text), "", meeting_parts.answered(work, one))
        for one in items
        if one.about not in spoken
    ]
    yield sheet.heading("Children raised and referrals back")
    if not rows:
        yield sheet.note("None are open with the local authority.")
        return
    yield Table(("Number and child", "Concern", "Level", "Answer"), tuple(rows), (18, 34, 14, 34))


def _is_due(one: ReferralBack, span: Span) -> bool:
    """Say whether a meeting takes a referral back; one put to someone else is not for the DCS."""
    if one.destination != "la" or one.state == "withdrawn":
        return False
    before = span.holds(one.raised_at) or (
        span.since is not None and one.raised_at[:10] <= span.until.date().isoformat()
    )
    return before and (one.state not in ENDED or span.holds(one.closed_at))


def _referral_row(work: Work, one: ReferralBack, point: KitItem | None) -> tuple[Text, ...]:
    levels = {level.key: level.label for level in work.edition.referral_levels}
    kinds = {kind.key: kind.label for kind in work.edition.referral_kinds}
    case = work.snapshot.get(Case, one.case)
    about = f"Child {child_name(case)}" if case else kinds.get(one.about, one.about)
    due = f"due {moment_words(one.answer_due)}" if one.answer_due else "no time set"
    if one.answer.strip():
        answer = sheet.listed((moment_words(one.answered_at), one.answer.strip()), ": ")
    else:
        answer = sheet.listed(
            (STATE_WORDS.get(one.state, one.state), "" if one.state in ENDED else due), ", "
        )
    said = meeting_parts.answered(work, point) if point is not None else ""
    return row(
        sheet.listed((one.number, about)),
        unmarked(one.concern),
        levels.get(one.level, one.level),
        sheet.listed((answer[:1].upper() + answer[1:], said)),
    )


# -- requests ------------------------------------------------------------------------------------


def _requests(work: Work, meeting: KitMeeting, span: Span) -> Iterator[PlainBlock]:
    found = sorted(work.snapshot.all(Request), key=lambda one: number_order(one.number))
    points = meeting_parts.points(work, meeting, "request")
    said = {one.about: meeting_parts.answered(work, one) for one in points}
    rows = [
        row(one.number, unmarked(one.what), one.owner_role or "Not said", state)
        for one in found
        if (state := sheet.listed((_request_state(work, one, span), said.get(one.id, ""))))
    ]
    # A point of the meeting that stands for no request of the log is said too.
    logged = {one.id for one in found}
    rows += [
        row(
            "–",
            unmarked(one.text),
            one.owner or "Not said",
            sheet.listed((one.due or "Raised", meeting_parts.answered(work, one))),
        )
        for one in points
        if one.about not in logged
    ]
    yield sheet.heading("Requests for information")
    if not rows:
        yield sheet.note("None are open, and none have come since the last meeting.")
        return
    yield Table(("No.", "What is asked for", "Owner", "State"), tuple(rows), (8, 46, 22, 24))


def _request_state(work: Work, one: Request, span: Span) -> str:
    """Return where a request stood at the meeting; empty where it was no matter of it."""
    asked = read_moment(one.asked_at)
    if asked is not None and asked > span.until:
        return ""
    if one.state == "received":
        return f"Received {moment_words(one.received)}" if span.holds(one.received) else ""
    if one.state == "withdrawn":
        head = work.snapshot.records(Request)[one.id].state.field("state").shown
        gone = head is not None and (
            span.since is None or head.time.ms > span.since.timestamp() * 1000
        )
        return sheet.said("Withdrawn", one.outcome) if gone else ""
    due = read_day(one.due)
    new = "New" if span.holds(one.asked_at) else ""
    by = f"due {short_day(due)}" if due is not None else "no day set"
    words = sheet.listed((new, by), ", ")
    return words[:1].upper() + words[1:]


# -- tomorrow ------------------------------------------------------------------------------------


def _tomorrow(work: Work, meeting: KitMeeting) -> Iterator[PlainBlock]:
    day = read_day(meeting.day)
    if day is None:
        return
    following = digest.day_after(work, day)
    yield sheet.heading(
        "Plan for tomorrow" if following is None else f"Plan for {day_words(following)}"
    )
    shown = [
        card
        for card in timetable.cards(work, following.isoformat() if following else "-")
        if card.state != "cancelled" and card.kind not in _OURS
    ]
    if not shown:
        yield sheet.note("Nothing is planned yet.")
        return
    yield Table(
        ("Time", "What", "Where"),
        tuple(row(card.hours, card.title or card.kind_words, card.place) for card in shown),
        widths=(20, 50, 30),
    )
