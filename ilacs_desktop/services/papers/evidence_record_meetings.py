"""KIT meetings, requests and referrals back in an evidence record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import (
    Case,
    KitItem,
    KitMeeting,
    LineOfEnquiry,
    ReferralBack,
    Request,
)
from ilacs_desktop.publish.model import Heading, Paragraph, Run, Table, plain, row
from ilacs_desktop.services.cases.referrals import MEANS, STATE_WORDS
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.kit.point_words import unmarked
from ilacs_desktop.services.papers import meeting_parts, sheet
from ilacs_desktop.services.papers.evidence_record_told import line, listing, moment
from ilacs_desktop.services.record.numbering import number_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.papers.evidence_record_told import Told

_KINDS = dict(kit.KINDS)


def the_meetings(told: Told) -> Iterator[PlainBlock]:
    """Yield every meeting with the LA in order of its day, its points and what was answered."""
    held = [one for one in told.work.snapshot.all(KitMeeting) if one.id in told.held.meetings]
    if not held:
        yield sheet.note("No meeting is in this record.")
    for one in sorted(held, key=lambda one: (one.day, one.start or "99:99", one.id)):
        yield from _meeting(told, one)


def _meeting(told: Told, one: KitMeeting) -> Iterator[PlainBlock]:
    title = sheet.listed((kit.name_of(told.work, one.id), moment(one.day)), ", ")
    yield Heading(plain(title), 3, id=one.id)
    if told.asked.is_whole:
        facts = meeting_parts.when_and_who(one)
        yield from line(*facts[1:], ("Given to the LA", moment(one.given_at)))
        for label, words in (
            ("Said first", one.opening),
            ("Note", one.minutes),
            ("The LA’s correction", one.la_correction),
            ("Said last", one.closing),
            ("Private note", one.private_note if told.asked.private_why.strip() else ""),
        ):
            if words.strip():
                yield Paragraph((Run(f"{label}: ", bold=True), *plain(words.strip())))
    points = [
        item
        for item in kit.items_of(told.work, one.id)
        if item.id in told.held.points and item.text.strip()
    ]
    if points:
        yield Table(
            ("Kind", "Point", "About", "The LA’s response", "Owner, due"),
            tuple(
                row(
                    _KINDS.get(item.kind, item.kind),
                    unmarked(item.text),
                    _about(told, item),
                    meeting_parts.answered(told.work, item),
                    sheet.listed((item.owner, moment(item.due)), ", "),
                )
                for item in points
            ),
            widths=(13, 37, 14, 23, 13),
        )
    elif told.asked.is_whole:
        yield sheet.note("No point was noted.")


def _about(told: Told, item: KitItem) -> str:
    """Return the number of what a point speaks of, where it is held."""
    snapshot = told.work.snapshot
    if item.about in told.held.notes:
        return f"note {told.number(item.about)}"
    if item.about in told.held.findings:
        return told.finding_numbers[item.about]
    request = snapshot.get(Request, item.about) if item.about else None
    if request is not None:
        return f"request {request.number}"
    referral = meeting_parts.referral_of(told.work, item)
    return f"referral back {referral.number}" if referral is not None else ""


def the_requests(told: Told) -> Iterator[PlainBlock]:
    """Yield the numbered log of what the LA was asked for beyond Annex A."""
    held = [one for one in told.work.snapshot.all(Request) if one.id in told.held.requests]
    if not held:
        yield sheet.note("No request is in this record.")
        return
    lines = {one.id: one.question for one in told.work.snapshot.all(LineOfEnquiry)}
    members = {one.id: one.name for one in told.work.members}
    answers = dict(requests.IN_ANNEX_A)
    yield Table(
        ("No.", "What, and why", "In Annex A?", "Asked, due, received", "Read by", "Outcome"),
        tuple(
            row(
                one.number,
                sheet.listed(
                    (one.what.strip(), one.why.strip(), lines.get(one.line_of_enquiry, "")), "\n"
                ),
                answers.get(one.in_annex_a, "Not said"),
                sheet.listed((moment(one.asked_at), moment(one.due), moment(one.received)), "\n"),
                ", ".join(members.get(key, told.work.person_name(key)) for key in one.read_by),
                sheet.listed((one.state, one.outcome.strip()), ": "),
            )
            for one in sorted(held, key=lambda one: number_order(one.number))
        ),
        widths=(6, 36, 10, 15, 13, 20),
    )


def the_referrals(told: Told) -> Iterator[PlainBlock]:
    """Yield every referral back: what was put to whom, and what came of it."""
    held = [one for one in told.work.snapshot.all(ReferralBack) if one.id in told.held.referrals]
    if not held:
        yield sheet.note("No referral back is in this record.")
    edition = told.work.edition
    levels = {one.key: one.label for one in edition.referral_levels}
    places = {one.key: one.label for one in edition.referral_destinations}
    kinds = {one.key: one.label for one in edition.referral_kinds}
    for one in sorted(held, key=lambda one: number_order(one.number)):
        case = told.work.snapshot.get(Case, one.case) if one.case else None
        about = told.child(one.case) if case else kinds.get(one.about, one.about)
        title = f"Referral back {one.number}: {about}, {levels.get(one.level, one.level)}"
        yield Heading(plain(title), 3, id=one.id)
        yield from sheet.text(one.concern)
        raised = sheet.listed((told.person(one.raised_by), moment(one.raised_at)), ", ")
        ended = sheet.listed(
            (told.person(one.closed_by) if one.closed_by else "", moment(one.closed_at)), ", "
        )
        yield from line(
            ("Raised by", raised),
            ("From note", told.number(one.evidence) if one.evidence in told.held.notes else ""),
            ("Put to", places.get(one.destination, one.destination)),
            (
                "Told",
                sheet.listed(
                    (one.told_whom, moment(one.told_at), dict(MEANS).get(one.means, one.means)),
                    ", ",
                ),
            ),
            ("Said", one.told_what),
            ("Answer due", moment(one.answer_due)),
            ("Answer", sheet.listed((one.answer, moment(one.answered_at)), ", ")),
            ("Enough", one.satisfied),
            ("Escalated to", one.escalated_to),
            ("State", STATE_WORDS.get(one.state, one.state)),
            ("Ended", sheet.listed((ended, one.close_reason), ": ")),
        )
        yield from listing("Changed afterwards", told.corrections(one.id))
