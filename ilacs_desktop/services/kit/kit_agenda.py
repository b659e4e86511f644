"""The agenda of a KIT meeting, which builds itself from what happened since the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ilacs_desktop.domain.calendar import is_working_day
from ilacs_desktop.domain.records import (
    Activity,
    Case,
    Evidence,
    Finding,
    KitItem,
    KitMeeting,
    ReferralBack,
)
from ilacs_desktop.domain.support import counted
from ilacs_desktop.frameworks.bank_holidays import bank_holidays_near
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.cases.referrals import is_immediate
from ilacs_desktop.services.findings.finding_rows import FindingRow, figure_words
from ilacs_desktop.services.findings.finding_rows import rows as finding_rows
from ilacs_desktop.services.findings.findings import RESPONSES
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.kit.point_words import on_child, unmarked
from ilacs_desktop.services.record.numbering import number_order
from ilacs_desktop.services.record.time_words import due_words, read_day, read_moment, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to bring up.

    Attributes:
        kind: kind of point it becomes when it is taken.
        text: what to say.
        second: figures, dates, where it stands.
        about: the record it speaks of.
        is_taken: a point of this meeting speaks of it already.
        can_take: whether it can become a point; the rest is for information.
        shape: kind of chip that marks it; empty for none.
    """

    kind: str
    text: str
    second: str = ""
    about: str = ""
    area: str = ""
    is_taken: bool = False
    can_take: bool = True
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the usual agenda with what there is to say under it."""

    key: str
    label: str
    hint: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of one meeting.

    Attributes:
        since: the last meeting in words; empty before the first.
        sections: in the edition's order.
    """

    since: str
    sections: tuple[Section, ...]

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """What can still become a point of the meeting."""
        return tuple(
            line
            for section in self.sections
            for line in section.lines
            if line.can_take and not line.is_taken
        )


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every section needs to know."""

    meeting: KitMeeting
    since: str
    """ISO moment of the last meeting; empty before the first."""
    taken: frozenset[str]
    """What points of this meeting speak of."""
    asked: frozenset[str]
    """What points of earlier meetings spoke of."""


def agenda(work: Work, record: str) -> Agenda:
    """Return the agenda of a meeting as it stands now.

    Raises:
        NotAllowedError: the meeting is no longer there.
    """
    meeting = kit.meeting_of(work, record)
    scene = _scene(work, meeting)
    sections = tuple(
        Section(one.key, one.label, one.hint, tuple(_MAKERS.get(one.key, _nothing)(work, scene)))
        for one in work.edition.kit_agenda
    )
    number = kit.number_of(work, record) - 1
    return Agenda(f"Since KIT meeting {number}" if scene.since else "", sections)


def _scene(work: Work, meeting: KitMeeting) -> _Scene:
    order = [one.id for one in kit.meetings(work)]
    before = order[: order.index(meeting.id)]
    earlier = [one for one in kit.meetings(work) if one.id in before and one.state == "held"]
    last = earlier[-1] if earlier else None
    items = work.snapshot.all(KitItem)
    since = ""
    if last is not None:
        zone = work.now().strftime("%z")
        offset = f"{zone[:3]}:{zone[3:]}" if zone else ""
        since = f"{last.day}T{(last.end or last.start or '00:00')[:5]}:00{offset}"
    return _Scene(
        meeting,
        since,
        frozenset(one.about for one in items if one.about and one.meeting == meeting.id),
        frozenset(one.about for one in items if one.about and one.meeting in before),
    )


def _after(moment: str, since: str) -> bool:
    """Tell whether an ISO moment lies after another, whatever their offsets."""
    if not since:
        return True
    then, mark = read_moment(moment), read_moment(since)
    return then is not None and mark is not None and then > mark


def _children(work: Work, scene: _Scene) -> Iterable[Line]:
    for one in sorted(work.snapshot.all(ReferralBack), key=lambda one: number_order(one.number)):
        ended = one.state in ("closed", "withdrawn")
        moved = [one.raised_at, one.answered_at, one.closed_at]
        if ended and not any(moment and _after(moment, scene.since) for moment in moved):
            continue
        case = work.snapshot.get(Case, one.case)
        number = (
            f"Referral {one.number}" if case else f"Referral {one.number}, {one.about.capitalize()}"
        )
        state = {"open": "no answer yet"}.get(one.state, one.state)
        yield Line(
            "referral",
            on_child(child_name(case) if case else "", unmarked(one.concern), number),
            " · ".join(part for part in (state, _due(work, one.answer_due, ended)) if part),
            one.id,
            case.area if case else "",
            one.id in scene.taken,
            shape="risk" if is_immediate(work, one.level) and not ended else "",
        )


def _due(work: Work, text: str, ended: bool) -> str:  # noqa: FBT001 - one reader
    return "" if ended else due_words(read_day(text), work.now().date())


def _activity(work: Work, scene: _Scene) -> Iterable[Line]:
    notes = [one for one in work.snapshot.all(Evidence) if _after(one.seen_at, scene.since)]
    children = {one.case for one in notes if one.case}
    if notes:
        text = f"{counted(len(notes), 'note')} on {counted(len(children), 'child', 'children')}"
        yield Line("practical", text, "written since the last meeting", can_take=False)
    for one in sorted(work.snapshot.all(Activity), key=lambda one: (one.day, one.start)):
        ended = f"{one.day}T{(one.end or one.start or '00:00')[:5]}"
        if one.state != "done" or one.kind in ("kit", "team_meeting", "travel"):
            continue
        if scene.since and ended <= scene.since[:16]:
            continue
        if one.day <= (scene.meeting.day or one.day):
            yield Line("practical", one.title, one.place, one.id, can_take=False)


def _nothing(_work: Work, _scene: _Scene) -> Iterable[Line]:
    return ()


def _strengths(work: Work, scene: _Scene) -> Iterable[Line]:
    return _findings(work, scene, strengths=True)


def _concerns(work: Work, scene: _Scene) -> Iterable[Line]:
    return (*_findings(work, scene, strengths=False), *_questions(work, scene))


def _findings(work: Work, scene: _Scene, *, strengths: bool) -> Iterable[Line]:
    for row in finding_rows(work):
        if (row.sign == "+") != strengths or row.state not in ("emerging", "put_to_la"):
            continue
        if row.state == "put_to_la" and row.id not in scene.taken:
            # It was said already; what the LA answered stands under its response.
            continue
        yield _finding_line(row, scene)


def _finding_line(row: FindingRow, scene: _Scene) -> Line:
    new = "new" if _after(row.made_at, scene.since) and scene.since else ""
    words = [row.area_label, figure_words(row.figures), new]
    if row.is_one_source:
        words.append("one source")
    return Line(
        "strength" if row.sign == "+" else "concern",
        row.text,
        " · ".join(part for part in words if part),
        row.id,
        row.area,
        row.id in scene.taken,
        shape="strength" if row.sign == "+" else "concern",
    )


def _questions(work: Work, scene: _Scene) -> Iterable[Line]:
    for note in work.snapshot.all(Evidence):
        if not note.ask_at_kit or note.id in scene.asked:
            continue
        case = work.snapshot.get(Case, note.case)
        yield Line(
            "question",
            " ".join(unmarked(note.text).split()),
            f"Child {child_name(case)}" if case else note.place,
            note.id,
            note.area,
            note.id in scene.taken,
            shape="ask",
        )


def _responses(work: Work, scene: _Scene) -> Iterable[Line]:
    words = dict(RESPONSES)
    for finding in work.snapshot.all(Finding):
        if finding.state != "put_to_la":
            continue
        if not finding.la_response_kind:
            yield Line(
                "question",
                f"Still to answer: {finding.text}",
                "put to the LA, no response recorded",
                finding.id,
                finding.area,
                finding.id in scene.taken,
            )
        elif finding.la_response_kind == "evidence_offered":
            yield Line(
                "question",
                finding.text,
                f"{words['evidence_offered']}: {finding.la_response}".rstrip(": "),
                finding.id,
                finding.area,
                finding.id in scene.taken,
            )


def _requests(work: Work, scene: _Scene) -> Iterable[Line]:
    for row in requests.rows(work):
        if row.state != "open" and not _is_recent(row, scene.since):
            continue
        state = {
            "open": row.due_words,
            "received": "received, nobody has read it" if row.is_unread else "received",
        }.get(row.state, row.state)
        new = (
            "new" if row.state == "open" and scene.since and _after(row.asked, scene.since) else ""
        )
        yield Line(
            "request",
            f"Request {row.number}: {row.what}",
            " · ".join(part for part in (new, state, row.owner) if part),
            row.id,
            "",
            row.id in scene.taken,
            can_take=row.state == "open",
        )


def _is_recent(row: requests.RequestRow, since: str) -> bool:
    """Tell whether a request came, or was withdrawn, since the last meeting."""
    if not since:
        # What ended before the first meeting is old by then.
        return False
    if row.state == "received" and row.received != since[:10]:
        return row.received > since[:10]
    return _after(row.changed_at, since)


def _tomorrow(work: Work, scene: _Scene) -> Iterable[Line]:
    day = read_day(scene.meeting.day)
    if day is None:
        return
    following = _next_working_day(day)
    for one in sorted(work.snapshot.all(Activity), key=lambda one: one.start):
        if one.day == following.isoformat() and one.state != "cancelled":
            when = f"{short_day(following)} {one.start[:5]}".strip()
            words = " · ".join(part for part in (when, one.place) if part)
            yield Line("practical", one.title, words, one.id, can_take=False)


def _next_working_day(day: date) -> date:
    holidays = bank_holidays_near(day)
    following = day + timedelta(days=1)
    while not is_working_day(following, holidays):
        following += timedelta(days=1)
    return following


def _actions(work: Work, scene: _Scene) -> Iterable[Line]:
    for item in kit.carried(work, scene.meeting.id):
        number = kit.number_of(work, item.meeting)
        due = due_words(read_day(item.due), work.now().date())
        words = [f"from KIT {number}", item.owner, due]
        yield Line(
            "action",
            item.text,
            " · ".join(part for part in words if part),
            item.id,
            item.area,
            can_take=False,
        )


_MAKERS: Mapping[str, Callable[[Work, _Scene], Iterable[Line]]] = {
    "children": _children,
    "activity": _activity,
    "strengths": _strengths,
    "concerns": _concerns,
    "response": _responses,
    "requests": _requests,
    "tomorrow": _tomorrow,
    "actions": _actions,
}
"""What stands under each item of the usual agenda, by its key."""
