"""What the note for the DCS and our private note both say of a KIT meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Finding, ReferralBack
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.publish.model import Table, plain
from ilacs_desktop.services.findings.findings import RESPONSES
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.kit.point_words import unmarked
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.record.time_words import day_words, moment_words, read_day, read_moment

if TYPE_CHECKING:
    from ilacs_desktop.domain.records import KitItem, KitMeeting
    from ilacs_desktop.services.record.work import Work

NONE_OFFERED = "None offered"
NOT_RECORDED = "No response recorded"


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a meeting speaks of: from the end of the last one to its own.

    Attributes:
        since: None before the first meeting.
        until: the end of the meeting; now where it was not held yet.
    """

    since: datetime | None
    until: datetime

    def holds(self, moment: str) -> bool:
        """Say whether an ISO moment lies in it; a day without an hour counts as a whole."""
        then = read_moment(moment)
        if then is None:
            return False
        if len(moment) <= len("2026-07-06"):
            day = then.date()
            return (self.since is None or day >= self.since.date()) and day <= self.until.date()
        return (self.since is None or then > self.since) and then <= self.until


def which(work: Work, item: str) -> KitMeeting:
    """Return the meeting that is meant: by number or id; the last held where nothing is said.

    Raises:
        NotAllowedError: there is no KIT meeting yet.
        BadInputError: there is none of that number.
    """
    known = kit.meetings(work)
    if not known:
        raise NotAllowedError(
            "There is no KIT meeting yet.",
            kept="Nothing was written.",
            todo="Hold one on the KIT page first.",
        )
    if not item:
        return next((one for one in reversed(known) if one.state == "held"), known[-1])
    found = next((one for one in known if one.id == item), None)
    if found is None and item.isdecimal() and 1 <= int(item) <= len(known):
        found = known[int(item) - 1]
    if found is None:
        there = "There is one, number 1." if len(known) == 1 else f"They run from 1 to {len(known)}"
        raise BadInputError(
            f"There is no KIT meeting {item!r}.", kept="Nothing was written.", todo=there
        )
    return found


def span(work: Work, meeting: KitMeeting) -> Span:
    """Return the time that a meeting speaks of."""
    known = kit.meetings(work)
    at = next((at for at, one in enumerate(known) if one.id == meeting.id), 0)
    last = next((one for one in reversed(known[:at]) if one.state == "held"), None)
    now = work.now()
    ended = _ended(meeting, now) if meeting.state == "held" else None
    return Span(_ended(last, now) if last is not None else None, ended or now)


def _ended(meeting: KitMeeting, now: datetime) -> datetime | None:
    day = read_day(meeting.day)
    if day is None:
        return None
    moment = read_moment(f"{meeting.day}T{(meeting.end or meeting.start or '23:59')[:5]}:00")
    if moment is None:
        return None
    moment = moment.replace(tzinfo=now.tzinfo)
    # What was asked or raised in the meeting belongs to it, also where no end was noted.
    return moment if meeting.end else moment + timedelta(hours=1)


def day_of(meeting: KitMeeting) -> str:
    """Return the day of a meeting in words."""
    day = read_day(meeting.day)
    return day_words(day, year=True) if day is not None else meeting.day


def when_and_who(meeting: KitMeeting) -> tuple[tuple[str, str], ...]:
    """Return the facts of a meeting: day, time, place, how, who attended, what was handed over."""
    hours = sheet.listed((meeting.start, meeting.end), " to ")
    held = day_of(meeting) or "No day yet"
    return (
        ("Day", held if meeting.state == "held" else f"{held} (planned, not held yet)"),
        ("Time", hours or "Not noted"),
        ("How", "In person" if meeting.in_person else "By call"),
        ("Place", meeting.place or "Not noted"),
        ("Present", "; ".join(meeting.attended) or "Not noted"),
        ("Handed over", sheet.line(meeting.handed_over) or "Nothing"),
    )


def points(work: Work, meeting: KitMeeting, *kinds: str) -> tuple[KitItem, ...]:
    """Return a meeting's points of some kinds that say something."""
    held = kit.items_of(work, meeting.id)
    return tuple(one for one in held if one.kind in kinds and one.text.strip())


def response(work: Work, item: KitItem) -> str:
    """Return what the LA answered to a point; that none was offered is said as such."""
    kind, said = item.response_kind, item.response
    if not kind and not said.strip() and item.about:
        finding = work.snapshot.get(Finding, item.about)
        if finding is not None:
            kind, said = finding.la_response_kind, finding.la_response
    label = NONE_OFFERED if kind == "none_offered" else dict(RESPONSES).get(kind, "")
    return sheet.said(label, said) or NOT_RECORDED


def answered(work: Work, item: KitItem) -> str:
    """Return what the LA answered to a point; empty where nothing is recorded."""
    said = response(work, item)
    return "" if said == NOT_RECORDED else said


def points_table(work: Work, items: tuple[KitItem, ...], label: str) -> Table:
    """Return points with what the LA answered to each."""
    return Table(
        (label, "The LA’s response"),
        tuple((plain(unmarked(one.text)), plain(response(work, one))) for one in items),
        widths=(56, 44),
    )


def actions(work: Work, meeting: KitMeeting) -> Table | None:
    """Return the actions of a meeting and those carried from earlier ones; None for none."""
    own = points(work, meeting, "action")
    rows = [(one, "") for one in own]
    rows += [
        (one, f"from KIT {kit.number_of(work, one.meeting)}")
        for one in kit.carried(work, meeting.id)
        if one.text.strip()
    ]
    if not rows:
        return None
    return Table(
        ("Action", "Owner", "By when", "State"),
        tuple(
            (
                plain(unmarked(one.text)),
                plain(one.owner or "Not said"),
                plain(moment_words(one.due) or "Not said"),
                plain(
                    sheet.listed(
                        (
                            "done" if one.state == "closed" else "open",
                            carried,
                            answered(work, one),
                        ),
                        ", ",
                    )
                ),
            )
            for one, carried in rows
        ),
        widths=(50, 22, 14, 14),
    )


def written(work: Work, meeting: KitMeeting) -> tuple[str, ...]:
    """Return the words of a meeting that people wrote and both notes may carry."""
    said = [meeting.la_correction]
    for one in kit.items_of(work, meeting.id):
        said += [one.text, response(work, one)]
    return tuple(said)


def referral_of(work: Work, item: KitItem) -> ReferralBack | None:
    """Return the referral back that a point speaks of."""
    return work.snapshot.get(ReferralBack, item.about) if item.about else None
