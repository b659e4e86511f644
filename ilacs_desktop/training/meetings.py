"""KIT meetings, requests and referrals back: asked, answered and followed to their end."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from ilacs_desktop.domain.records import KitItem, KitMeeting, ReferralBack, Request
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.record import editing
from ilacs_desktop.training.acting import LEAD, Story, at, local, text_of

if TYPE_CHECKING:
    from datetime import date

    from ilacs_desktop.training.content_values import Asked, Back, Kit, KitPoint

_ARRIVES: Final = time(8, 5)
_BEFORE_KIT: Final = time(15, 40)


# -- KIT meetings --------------------------------------------------------------------------------


def hold_kits(story: Story) -> None:
    """Let the lead plan, hold, write up and give away each KIT meeting."""
    for number, meeting in enumerate(story.content.kits):
        held = cast("Kit | None", story.earlier("kits", meeting.key))
        if held is None:
            _hold(story, meeting, number)
            if story.before is not None:
                after = at(meeting.day, meeting.end) + timedelta(minutes=6)
                story.add(after, LEAD, partial(_close_carried, story, meeting.key))
        elif held.given_at is None and meeting.given_at is not None:
            story.add(meeting.given_at, LEAD, partial(_give, story, meeting.key))


def _hold(story: Story, meeting: Kit, number: int) -> None:
    key, start, end = meeting.key, at(meeting.day, meeting.start), at(meeting.day, meeting.end)
    planned = local(story.content.inspection.called_at) + timedelta(days=2, hours=4 + number)
    story.add(planned, LEAD, partial(_plan, story, meeting))
    for place, point in enumerate(meeting.items):
        name = f"{key}/{place}"
        when = start - timedelta(minutes=30 - 2 * place)
        story.add(when, LEAD, partial(_add_point, story, key, name, point))
        story.add(end - timedelta(seconds=60 - place), LEAD, partial(_hear, story, name, point))
        if point.state == "closed":
            when = _closed_on(point, meeting.day, end) + timedelta(seconds=place)
            story.add(when, LEAD, partial(_close, story, name))
    story.add(start, LEAD, lambda: kit.hold(story.work, story.ids[key]))
    story.add(end, LEAD, partial(_write_up, story, meeting))
    if meeting.given_at is not None:
        story.add(meeting.given_at, LEAD, partial(_give, story, key))


def _closed_on(point: KitPoint, day: date, end: datetime) -> datetime:
    if point.due is not None and point.due > day:
        return at(point.due, _BEFORE_KIT)
    return end + timedelta(minutes=5)


def _plan(story: Story, meeting: Kit) -> None:
    story.ids[meeting.key] = kit.plan(
        story.work,
        meeting.day.isoformat(),
        start=meeting.start.strftime("%H:%M"),
        place=meeting.place,
        in_person=meeting.in_person,
    ).made


def _add_point(story: Story, meeting: str, name: str, point: KitPoint) -> None:
    story.ids[name] = kit.add_item(
        story.work,
        story.ids[meeting],
        point.kind,
        story.told(point.text),
        area=point.area,
        about=story.ids.get(point.about, ""),
        owner=point.owner,
        due=point.due.isoformat() if point.due else "",
    ).made


def _hear(story: Story, name: str, point: KitPoint) -> None:
    """Write down what the LA answered, and tie the point to what was logged meanwhile."""
    held = story.ids[name]
    if point.about:
        editing.edit(
            story.work, KitItem, held, "Say what the point is about", about=story.ids[point.about]
        )
    if point.response_kind:
        kit.respond(story.work, held, point.response_kind, point.response)
    elif point.response:
        editing.edit(story.work, KitItem, held, "Write the LA's response", response=point.response)


def _close(story: Story, name: str) -> None:
    kit.close_item(story.work, story.ids[name])


def _write_up(story: Story, meeting: Kit) -> None:
    editing.edit(
        story.work,
        KitMeeting,
        story.ids[meeting.key],
        "Write KIT note",
        end=meeting.end.strftime("%H:%M"),
        attended=list(meeting.attended),
        handed_over=meeting.handed_over,
        minutes=meeting.minutes,
        private_note=meeting.private_note,
    )


def _give(story: Story, key: str) -> None:
    kit.give(story.work, story.ids[key])


def _close_carried(story: Story, key: str) -> None:
    """Close what earlier meetings had left open: the last meeting of all has answered it."""
    for one in story.work.snapshot.all(KitItem):
        if one.state == "open" and one.meeting != story.ids[key]:
            kit.close_item(story.work, one.id)


# -- requests ------------------------------------------------------------------------------------


def ask(story: Story) -> None:
    """Let the team ask for what Annex A does not tell, and read what comes."""
    for wanted in story.content.requests:
        held = cast("Asked | None", story.earlier("requests", wanted.key))
        if held is None:
            story.add(wanted.asked_at, wanted.issuer, partial(_log, story, wanted))
        if held is None or held.state != wanted.state:
            _follow(story, wanted)


def _follow(story: Story, wanted: Asked) -> None:
    asked = local(wanted.asked_at)
    if wanted.state == "withdrawn":
        when = asked + timedelta(hours=3)
        story.add(when, wanted.issuer, partial(_withdraw, story, wanted))
        return
    when = asked + timedelta(minutes=20)
    if wanted.received is not None:
        when = max(asked + timedelta(minutes=25), at(wanted.received, _ARRIVES))
        story.add(when, wanted.issuer, partial(_receive, story, wanted))
    for place, reader in enumerate(wanted.read_by):
        when += timedelta(minutes=20 + place)
        story.add(when, reader, partial(_read, story, wanted.key))
    if wanted.outcome:
        when += timedelta(minutes=4)
        story.add(when, (*wanted.read_by, wanted.issuer)[0], partial(_outcome, story, wanted))


def _log(story: Story, wanted: Asked) -> None:
    story.ids[wanted.key] = requests.make(
        story.work,
        wanted.what,
        why=wanted.why,
        line_of_enquiry=story.ids[wanted.enquiry] if wanted.enquiry else "",
        in_annex_a=wanted.in_annex_a,
        owner_role=wanted.owner_role,
        due=wanted.due.isoformat(),
    ).made


def _receive(story: Story, wanted: Asked) -> None:
    on = wanted.received.isoformat() if wanted.received else ""
    requests.receive(story.work, story.ids[wanted.key], on)


def _read(story: Story, key: str) -> None:
    requests.mark_read(story.work, story.ids[key])


def _withdraw(story: Story, wanted: Asked) -> None:
    requests.withdraw(story.work, story.ids[wanted.key], wanted.outcome)


def _outcome(story: Story, wanted: Asked) -> None:
    editing.edit(
        story.work,
        Request,
        story.ids[wanted.key],
        "Write what came of the request",
        outcome=story.told(wanted.outcome),
    )


# -- referrals back ------------------------------------------------------------------------------


def refer_back(story: Story) -> None:
    """Let inspectors put concerns about children to those who must act, and see them answered."""
    for back in story.content.referrals:
        held = cast("Back | None", story.earlier("referrals", back.key))
        if held is None:
            story.add(back.raised_at, back.raised_by, partial(_raise, story, back))
            told = max(local(back.told_at), local(back.raised_at) + timedelta(seconds=30))
            story.add(told, back.raised_by, partial(_tell, story, back))
        if back.answered_at is not None and (held is None or held.answered_at is None):
            story.add(back.answered_at, back.raised_by, partial(_hear_back, story, back))
        if back.closed_at is not None and (held is None or held.closed_at is None):
            story.add(back.closed_at, back.closed_by, partial(_end, story, back))


def _raise(story: Story, back: Back) -> None:
    new = referrals.Raise(
        story.told(back.concern),
        case=story.ids[back.case] if back.case else "",
        about=back.about,
        level=back.level,
        destination=back.destination,
        answer_due=text_of(back.answer_due),
    )
    story.ids[back.key] = referrals.raise_concern(story.work, new).made


def _tell(story: Story, back: Back) -> None:
    referrals.change(
        story.work,
        story.ids[back.key],
        told_whom=back.told_whom,
        told_what=story.told(back.told_what),
        told_at=text_of(back.told_at),
        means=back.means,
    )


def _hear_back(story: Story, back: Back) -> None:
    moment = text_of(back.answered_at) if back.answered_at else ""
    referrals.record_answer(story.work, story.ids[back.key], story.told(back.answer), moment)


def _end(story: Story, back: Back) -> None:
    held = story.ids[back.key]
    if story.work.snapshot.one(ReferralBack, held).satisfied != back.satisfied:
        referrals.set_satisfied(story.work, held, back.satisfied)
    if back.state == "withdrawn":
        referrals.withdraw(story.work, held, back.close_reason)
    else:
        referrals.close(story.work, held, story.told(back.close_reason))
