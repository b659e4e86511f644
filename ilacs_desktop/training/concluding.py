"""What the team concludes: findings on their evidence, put, answered, agreed, and the grades."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from ilacs_desktop.domain.records import Finding, Judgement
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record import editing
from ilacs_desktop.training.acting import LEAD, Story, at, local
from ilacs_desktop.training.noted import noted_at

if TYPE_CHECKING:
    from ilacs_desktop.training.content_values import FindingWords, JudgementWords

_BEFORE_PUT: Final = timedelta(minutes=45)
_EACH: Final = timedelta(seconds=45)
_AGREED: Final = ("agreed", "in_document")


def conclude(story: Story) -> None:
    """Let the team make findings in the evenings, put them to the LA and agree or withdraw."""
    written = {
        note.key: noted_at(note, number) for number, note in enumerate(story.content.evidence)
    }
    for number, finding in enumerate(story.content.findings):
        held = cast("FindingWords | None", story.earlier("findings", finding.key))
        if held is None:
            _make(story, finding, written, number)
        elif held != finding:
            _change(story, held, finding, number)


def _make(story: Story, finding: FindingWords, written: dict[str, datetime], number: int) -> None:
    who = _author(story, finding)
    moment = _evening_of(story, finding, written) + number * _EACH
    for spoken in _spoken_of(story, finding):
        moment = min(moment, spoken - _BEFORE_PUT + number * _EACH / 4)
    moment = story.add(moment, who, partial(_write, story, finding, written, moment))
    later = _later_evenings(story, finding, written, moment)
    for when, side, keys in later:
        moment = max(moment, when + number * _EACH)
        story.add(when + number * _EACH, who, partial(_attach, story, finding.key, side, keys))
    if finding.put_at is not None:
        story.add(finding.put_at, LEAD, partial(_put, story, finding.key))
        moment = max(moment, local(finding.put_at))
        if finding.la_response_kind:
            moment = max(moment, _hears(story, finding, local(finding.put_at)))
    _end(story, finding, moment, number)


def _spoken_of(story: Story, finding: FindingWords) -> list[datetime]:
    """Return when a finding was put to the LA or spoken of at a KIT meeting."""
    put = [] if finding.put_at is None else [local(finding.put_at)]
    return put + [
        at(one.day, one.start)
        for one in story.content.kits
        if any(point.about == finding.key for point in one.items)
    ]


def _hears(story: Story, finding: FindingWords, put: datetime) -> datetime:
    """Record the LA's answer in the finding once the meeting is over, and return when."""
    ends = [
        at(one.day, one.end)
        for one in story.content.kits
        if one.day == put.date() and one.start <= put.time()
    ]
    when = max(ends, default=put) + timedelta(minutes=2)
    return story.add(when, LEAD, partial(_respond, story, finding))


def _end(story: Story, finding: FindingWords, moment: datetime, number: int) -> None:
    """Let a finding be called supported, then agreed or withdrawn, once all is known of it."""
    if finding.support:
        moment += timedelta(minutes=3)
        story.add(moment, finding.support_by, partial(_say_support, story, finding))
    if finding.state not in (*_AGREED, "withdrawn"):
        return
    meeting = _last_meeting(story) + number * _EACH
    moment = max(moment + timedelta(minutes=2), meeting)
    act = _withdraw if finding.state == "withdrawn" else _agree
    story.add(moment, LEAD, partial(act, story, finding))


def _last_meeting(story: Story) -> datetime:
    """Return when the team sits together for the last time before this part ends."""
    about = story.content.inspection
    day = min(story.end.date(), about.fieldwork_end)
    meetings = [
        one.start
        for one in story.content.activities
        if one.day == day and one.kind == "team-meeting"
    ]
    return at(day, min(meetings, default=time(16))) + timedelta(minutes=10)


def _author(story: Story, finding: FindingWords) -> str:
    wrote = {note.key: note.inspector for note in story.content.evidence}
    letters = [wrote[key] for key in (*finding.evidence_for, *finding.evidence_against)]
    if not letters:
        return LEAD
    return max(sorted(set(letters)), key=letters.count)


def _evening_of(story: Story, finding: FindingWords, written: dict[str, datetime]) -> datetime:
    """Return the first evening at which there was something to make a finding of."""
    keys = (*finding.evidence_for, *finding.evidence_against)
    first = min((written[key] for key in keys), default=None)
    if story.before is not None:
        return _last_meeting(story)
    if first is None:
        return story.evening(story.content.inspection.fieldwork_start)
    return max(first, story.evening(first.date())) + timedelta(minutes=5)


def _write(
    story: Story, finding: FindingWords, written: dict[str, datetime], moment: datetime
) -> None:
    sides = {
        story.ids[key]: side
        for side, keys in _by_side(finding).items()
        for key in keys
        if written[key] < moment
    }
    made = findings.make(
        story.work,
        list(sides),
        finding.kind,
        text=story.told(finding.text),
        area=finding.area,
        topics=finding.topics,
        sides=sides,
        scale_word=finding.scale_word,
    ).made
    story.ids[finding.key] = made
    if finding.framework_ref:
        findings.change(story.work, made, framework_ref=finding.framework_ref)
    for claim in story.content.claims:
        if claim.finding == finding.key:
            findings.attach_claim(story.work, made, story.ids[claim.key], claim.side)


def _by_side(finding: FindingWords) -> dict[str, tuple[str, ...]]:
    return {"for": finding.evidence_for, "against": finding.evidence_against}


def _later_evenings(
    story: Story, finding: FindingWords, written: dict[str, datetime], made: datetime
) -> list[tuple[datetime, str, tuple[str, ...]]]:
    """Return what was seen after a finding was made, by the evening at which it was added."""
    found: dict[tuple[datetime, str], list[str]] = {}
    for side, keys in _by_side(finding).items():
        for key in keys:
            if written[key] >= made:
                when = max(written[key], story.evening(written[key].date()))
                found.setdefault((when + timedelta(minutes=2), side), []).append(key)
    return [(when, side, tuple(keys)) for (when, side), keys in sorted(found.items())]


def _attach(story: Story, finding: str, side: str, keys: tuple[str, ...]) -> None:
    findings.attach(story.work, story.ids[finding], story.ids_of(keys), side)


def _put(story: Story, key: str) -> None:
    finding_states.put_to_la(story.work, story.ids[key])


def _respond(story: Story, finding: FindingWords) -> None:
    finding_states.respond(
        story.work, story.ids[finding.key], finding.la_response_kind, finding.la_response
    )


def _say_support(story: Story, finding: FindingWords) -> None:
    finding_states.say_support(
        story.work, story.ids[finding.key], finding.support, finding.support_reason
    )


def _agree(story: Story, finding: FindingWords) -> None:
    finding_states.agree(story.work, story.ids[finding.key])


def _withdraw(story: Story, finding: FindingWords) -> None:
    finding_states.withdraw(story.work, story.ids[finding.key], finding.state_reason)


# -- what became of findings ---------------------------------------------------------------------


def _change(story: Story, held: FindingWords, finding: FindingWords, number: int) -> None:
    """Let a finding of the part before be finished: words, evidence, answer, agreement."""
    moment = _last_meeting(story) + number * _EACH
    if held.state in _AGREED:
        # It is agreed already, and the document is all that it waited for.
        return
    who = _author(story, finding)
    story.add(moment, who, partial(_reword, story, finding))
    for side, keys in _by_side(finding).items():
        more = tuple(key for key in keys if key not in _by_side(held)[side])
        if more:
            story.add(moment, who, partial(_attach, story, finding.key, side, more))
    if finding.put_at is not None:
        if held.put_at is None:
            story.add(finding.put_at, LEAD, partial(_put, story, finding.key))
            moment = max(moment, local(finding.put_at))
        answer = (finding.la_response_kind, finding.la_response)
        if finding.la_response_kind and answer != (held.la_response_kind, held.la_response):
            moment = max(moment, _hears(story, finding, max(moment, _last_kit(story))))
    _end(story, finding, moment, number)


def _last_kit(story: Story) -> datetime:
    return max((at(one.day, one.start) for one in story.content.kits), default=story.floor)


def _reword(story: Story, finding: FindingWords) -> None:
    values: dict[str, Any] = {"text": story.told(finding.text), "scale_word": finding.scale_word}
    held = story.work.snapshot.one(Finding, story.ids[finding.key])
    if any(getattr(held, name) != value for name, value in values.items()):
        editing.edit(story.work, Finding, held.id, "Reword finding", **values)


# -- grades --------------------------------------------------------------------------------------


def grade(story: Story) -> None:
    """Let the lead open the grading meeting, and write down what was decided and why."""
    meeting = story.content.grading_meeting
    if meeting is None or (story.before and story.before.grading_meeting is not None):
        return
    present = [story.members[letter] for letter in meeting.present]
    opened = local(meeting.opened_at)
    story.add(
        opened,
        meeting.opened_by,
        lambda: judgements.open_meeting(story.work, opened.isoformat(), present),
    )
    checked = [one.done for one in story.content.stages if one.key == "quality-assurance"]
    for number, judgement in enumerate(story.content.judgements):
        decide = partial(_decide, story, judgement)
        story.add(judgement.decided_at, judgement.decided_by, decide)
        for day in checked:
            when = at(day, time(15)) + timedelta(minutes=number)
            story.add(when, judgement.decided_by, partial(_make_final, story, judgement))


def _decide(story: Story, judgement: JudgementWords) -> None:
    judgements.choose_grade(story.work, judgement.area, judgement.grade)
    judgements.write(
        story.work, judgement.area, reasons=judgement.reasons, dissent=judgement.dissent
    )
    if judgement.dissent_by:
        members = [story.members[letter] for letter in judgement.dissent_by]
        record = judgements.judgement_id(judgement.area)
        editing.edit(story.work, Judgement, record, "Say who dissents", dissent_by=members)


def _make_final(story: Story, judgement: JudgementWords) -> None:
    judgements.choose_grade(story.work, judgement.area, judgement.grade, final=True)
