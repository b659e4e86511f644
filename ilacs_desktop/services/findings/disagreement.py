"""Evidence that disagrees: with itself, and with what the LA claims of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import (
    Finding,
    KitItem,
    KitMeeting,
    LaClaim,
    LineOfEnquiry,
    Link,
    TopicNote,
)
from ilacs_desktop.domain.support import AGAINST, FOR, NEUTRAL, counted
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.findings import claims, coverage, finding_rows
from ilacs_desktop.services.findings.claims import CLAIM_FINDING
from ilacs_desktop.services.findings.counting import Counting
from ilacs_desktop.services.findings.finding_rows import Rest
from ilacs_desktop.services.findings.finding_states import say_support
from ilacs_desktop.services.findings.opened_cell import opened
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.findings.claims import ClaimRow
    from ilacs_desktop.services.findings.coverage import TopicRow
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.services.record.work import Work

Kind = Literal["claim", "finding", "topic"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("claim", "What the LA says of itself"),
    ("finding", "Findings"),
    ("topic", "Topics"),
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One matter on which the evidence does not agree.

    Attributes:
        record: id of the claim or finding, or key of the topic.
        text: the claim, the statement, or the topic's name.
        second: where a claim stands; otherwise figures.
        findings: the findings concerned.
        pro, con: what speaks for it and against it; of a topic, strengths and concerns.
        word: ``supported`` or ``disputed`` where a person said so of a finding.
        reason: what the team said about it, and the name of who said it.
        asked: the KIT meeting at which it stands, in words; empty where nowhere.
        line: id of the line of enquiry made of it.
        is_open: a claim of the LA that is set beside no finding.
    """

    kind: Kind
    record: str
    text: str
    second: str
    area: str
    area_label: str
    findings: tuple[str, ...] = ()
    pro: tuple[Rest, ...] = ()
    con: tuple[Rest, ...] = ()
    word: str = ""
    reason: str = ""
    reason_by: str = ""
    asked: str = ""
    line: str = ""
    is_open: bool = False

    @property
    def key(self) -> str:
        """What it is known by in a list."""
        return f"{self.kind}:{self.record}"


def disagreements(work: Work) -> tuple[Disagreement, ...]:
    """Return what disagrees: the LA's claims, then findings, then topics, by area in body order.

    A claim is listed where it speaks against a finding, where evidence speaks against it, or where
    it is set beside no finding yet; a finding where notes stand on both sides or a person called
    it disputed; a topic where notes call it a strength and a concern.
    """
    findings = {row.id: row for row in finding_rows.rows(work) if row.state != "withdrawn"}
    followed = _Followed(work)
    return (
        *_claims(work, findings, followed),
        *_findings(work, findings.values(), followed),
        *_topics(work, followed),
    )


class _Followed:
    """What was done about something: KIT points and lines of enquiry."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._points: dict[str, str] = {}
        for item in work.snapshot.all(KitItem):
            if item.kind == "question":
                self._points[item.about or item.text] = item.meeting
        self._lines = {one.question: one.id for one in work.snapshot.all(LineOfEnquiry)}

    def asked(self, record: str, text: str) -> str:
        meeting = self._points.get(record) or self._points.get(text, "")
        found = self._work.snapshot.get(KitMeeting, meeting) if meeting else None
        return kit.name_of(self._work, meeting) if found is not None else ""

    def line(self, text: str) -> str:
        return self._lines.get(text, "")


def _claims(
    work: Work, findings: dict[str, FindingRow], followed: _Followed
) -> Iterator[Disagreement]:
    for row in claims.rows(work):
        uses = [one for one in row.uses if one.finding in findings]
        pro: list[Rest] = []
        con: list[Rest] = []
        for one in uses:
            sides = (FOR, AGAINST) if one.stance != "against" else (AGAINST, FOR)
            held = [rest for rest in finding_rows.rests_of(work, one.finding) if not rest.is_claim]
            pro += [rest for rest in held if rest.side == sides[0]]
            con += [rest for rest in held if rest.side == sides[1]]
        if uses and not con and all(one.stance != "against" for one in uses):
            continue
        reason, by = _reason_of_claim(work, row)
        question = _question("claim", row.text)
        yield Disagreement(
            "claim",
            row.id,
            row.text,
            _where(row),
            row.area,
            row.area_label,
            findings=tuple(one.finding for one in uses),
            pro=_once(pro),
            con=_once(con),
            reason=reason,
            reason_by=by,
            asked=followed.asked(row.id, question),
            line=followed.line(question),
            is_open=not uses,
        )


def _where(row: ClaimRow) -> str:
    page = f"page {row.page}" if row.page else ""
    return ", ".join(part for part in (row.document_title, page) if part)


def _once(rests: Iterable[Rest]) -> tuple[Rest, ...]:
    return tuple({rest.id: rest for rest in rests}.values())


def _reason_of_claim(work: Work, row: ClaimRow) -> tuple[str, str]:
    for use in row.uses:
        record = work.snapshot.record(Link, ids.link_id(CLAIM_FINDING, row.id, use.finding))
        if record is not None and record.value.detail:
            return record.value.detail, work.person_name(record.meta.changed_by)
    return "", ""


def _findings(
    work: Work, rows: Iterable[FindingRow], followed: _Followed
) -> Iterator[Disagreement]:
    for row in rows:
        figures = row.figures
        divided = figures.pieces_for > 0 and figures.pieces_against > 0
        if not divided and row.support != "disputed":
            continue
        finding, rests = work.snapshot.one(Finding, row.id), finding_rows.rests_of(work, row.id)
        question = _question("finding", row.text)
        yield Disagreement(
            "finding",
            row.id,
            row.text,
            f"{row.state_words} · {finding_rows.figure_words(figures)}",
            row.area,
            row.area_label,
            findings=(row.id,),
            pro=tuple(one for one in rests if one.side == FOR),
            con=tuple(one for one in rests if one.side == AGAINST),
            word=row.support,
            reason=finding.support_reason,
            reason_by=work.person_name(finding.support_by) if finding.support_by else "",
            asked=followed.asked(row.id, question),
            line=followed.line(question),
        )


def _topics(work: Work, followed: _Followed) -> Iterator[Disagreement]:
    counting = Counting(work)
    for area in coverage.matrix(work).areas:
        for row in area.rows:
            if row.whole.is_divided and not row.set_aside:
                yield _topic(work, row, area.label, followed, counting)


def _topic(
    work: Work, row: TopicRow, area: str, followed: _Followed, counting: Counting
) -> Disagreement:
    rests = [
        Rest(
            line.id,
            line.text,
            line.source or "Source not said",
            line.child,
            {"strength": FOR, "concern": AGAINST}.get(line.stance, NEUTRAL),
            line.stance,
        )
        for line in opened(work, row.whole.notes, counting).notes
    ]
    strengths = counted(row.strengths, "strength")
    question = _question("topic", row.label)
    record = work.snapshot.record(TopicNote, coverage.note_id(row.key))
    by = work.person_name(record.meta.changed_by) if record is not None and row.reason else ""
    return Disagreement(
        "topic",
        row.key,
        row.label,
        f"{strengths}, {counted(row.concerns, 'concern')}",
        row.area,
        area,
        findings=row.findings,
        pro=tuple(one for one in rests if one.side == FOR),
        con=tuple(one for one in rests if one.side == AGAINST),
        reason=row.reason,
        reason_by=by,
        asked=followed.asked("", question),
        line=followed.line(question),
    )


# -- what a person does about it -------------------------------------------------------------------


def record_reason(work: Work, row: Disagreement, reason: str, word: str = "disputed") -> Changes:
    """Record why it stands as it stands, in this person's name.

    Args:
        work: the open inspection.
        row: the matter.
        reason: in a sentence.
        word: of a finding alone, ``supported`` or ``disputed``.

    Raises:
        BadInputError: there is no reason, or the claim is set beside no finding.
    """
    said = " ".join(reason.split())
    if not said:
        raise BadInputError("The reason is missing.", todo="Say in a sentence why.")
    if row.kind == "finding":
        return say_support(work, row.record, word, said)
    if row.kind == "topic":
        note = coverage.note_id(row.record)
        step = "Say why the evidence disagrees"
        return editing.put(work, TopicNote, note, step, topic=row.record, reason=said)
    links = [
        link
        for link in work.snapshot.links_from(CLAIM_FINDING, row.record)
        if link.target in row.findings
    ]
    if not links:
        raise BadInputError(
            "This claim is set beside no finding yet.",
            kept="Nothing was changed.",
            todo="Choose the finding that it agrees or disagrees with first.",
        )
    step = "Say why the LA's claim and the evidence disagree"
    return editing.edit(work, Link, links[0].id, step, detail=said)


def next_meeting(work: Work) -> KitMeeting | None:
    """Return the KIT meeting at which something can next be asked."""
    open_ones = [one for one in kit.meetings(work) if not one.given_at]
    planned = [one for one in open_ones if one.state == "planned"]
    today = work.now().date().isoformat()
    ahead = [one for one in planned if one.day >= today]
    return next(iter(ahead or planned or open_ones[::-1]), None)


def ask_at_kit(work: Work, row: Disagreement) -> Changes:
    """Put it on the agenda of the next KIT meeting as a question.

    Raises:
        BadInputError: no meeting is planned, or it is asked there already.
    """
    meeting = next_meeting(work)
    if meeting is None:
        raise BadInputError(
            "No KIT meeting is planned.",
            kept="Nothing was changed.",
            todo="Plan one on the KIT page first.",
        )
    if row.asked:
        raise BadInputError(f"This is asked already: {row.asked}.", kept="Nothing was changed.")
    about = "" if row.kind == "topic" else row.record
    question = _question(row.kind, row.text)
    return kit.add_item(work, meeting.id, "question", question, about=about, area=row.area)


def make_line(work: Work, row: Disagreement) -> Changes:
    """Make a line of enquiry of it.

    Raises:
        BadInputError: there is one already.
    """
    if row.line:
        raise BadInputError(
            "There is a line of enquiry on this already.", kept="Nothing was changed."
        )
    origin = "self_evaluation" if row.kind == "claim" else "team"
    question = _question(row.kind, row.text)
    return enquiries.add_line(work, question, area=row.area, origin=origin)


def set_beside(work: Work, row: Disagreement, finding: str, stance: str) -> Changes:
    """Set a claim of the LA beside a finding, as speaking for it or against it."""
    if (
        work.snapshot.get(Finding, finding) is None
        or work.snapshot.get(LaClaim, row.record) is None
    ):
        raise BadInputError("One of the two is no longer there.", kept="Nothing was changed.")
    return claims.use_for_finding(
        work, row.record, finding, "for" if stance == "for" else "against"
    )


def _question(kind: Kind, text: str) -> str:
    said = text.strip().rstrip(".")
    if kind == "claim":
        return f"The LA says: {said}. What shows it, and what do we see?"
    if kind == "finding":
        return f"What would settle this: {said}?"
    return f"{said}: why do some notes show a strength and others a concern?"
