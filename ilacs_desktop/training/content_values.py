"""The words of the training inspections as frozen values, tied to one another by short keys.

Dates and times are those of the fictitious place, in England's time. A child stands as a
placeholder such as ``{t1}``; which child of the made-up Annex A that is, ``drawn`` says. Values
of ``state``, ``method``, ``source``, ``topics`` and the like are the keys that the framework
edition and the records of the app use.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Setting:
    """What is inspected, when, under which rules, and how far the work has come.

    Attributes:
        worked_to: the moment at which the training inspection stands.
        called_at: when the lead inspector telephoned.
        scope: keys of the scope topics of a focused visit.
        data_size: size of the made-up Annex A that children are drawn from.
    """

    key: str
    title: str
    edition: str
    event: str
    la_name: str
    fieldwork_start: date
    fieldwork_end: date
    worked_to: datetime
    called_at: datetime
    stage: str
    data_size: str
    data_seed: int
    data_as_at: date
    scope: tuple[str, ...] = ()
    scope_text: str = ""


@dataclass(frozen=True, slots=True)
class LaWords:
    """The local authority as it names itself."""

    dcs_name: str
    dcs_title: str
    chief_executive_name: str
    chief_executive_title: str
    address: tuple[str, ...]
    delivered_by: str
    term_care_leavers: str
    term_unaccompanied: str
    front_door_name: str
    service_names: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """The made-up body that letters and reports are issued under."""

    body: str
    address: tuple[str, ...]
    contact: str


@dataclass(frozen=True, slots=True)
class Before:
    """The last graded inspection."""

    edition: str
    event: str
    start: date
    end: date
    published: date
    overall: str
    grades: Mapping[str, str]
    bullets: tuple[str, ...]
    visits_since: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One of the team."""

    letter: str
    name: str
    role: str
    title: str


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A line of enquiry."""

    key: str
    question: str
    area: str
    origin: str
    owner: str
    state: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the local authority that was read; ``request`` is the key of a request."""

    key: str
    title: str
    dated: date
    received: date
    read_by: tuple[str, ...]
    request: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the local authority says of itself; ``document`` is the key of a paper.

    Attributes:
        finding: the key of a finding that it is set beside.
        side: whether it speaks ``for`` or ``against`` that finding.
    """

    key: str
    area: str
    text: str
    document: str
    page: str
    finding: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the team does; ``who`` are letters."""

    key: str
    day: date
    start: time
    end: time
    kind: str
    title: str
    place: str
    who: tuple[str, ...]
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """Which children of the made-up Annex A fit a story.

    Attributes:
        list: number of the list to draw from.
        ages: lowest and highest age in years.
        open: leave out those whose plan, care or need has ended.
        where: the start of what stands under a heading.
        since: the first day on which need, plan or care may have begun (Lists 6 to 8).
        before: the last day on which they may.
    """

    list: int
    ages: tuple[int, ...]
    open: bool = False
    where: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A draw from a cohort of the made-up Annex A, so that anyone can draw it again."""

    key: str
    cohort: str
    size: int
    seed: int
    reason: str
    stratify: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseWords:
    """One child's record as looked at; ``answers`` are by the edition's case prompts.

    Attributes:
        sample: the key of the draw that the child came from; empty for one chosen by hand.
    """

    key: str
    depth: str
    cohort: str
    draw: Draw
    plan: str
    area: str
    inspector: str
    reason: str
    sources: tuple[str, ...]
    state: str
    signed_off: bool
    sample: str = ""
    enquiry: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    strengths: str = ""
    weaknesses: str = ""
    difference: str = ""
    la_audit: str = ""
    audit_view: str = ""
    audit_why: str = ""
    question: str = ""
    dip_answer: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One piece of evidence.

    Attributes:
        inspector: letter of the member who wrote it.
        source: key of the edition's source kind.
        role: the source's role in words.
        document: key of a paper it cites, with the page.
    """

    key: str
    seen_at: datetime
    inspector: str
    method: str
    source: str
    role: str
    area: str
    topics: tuple[str, ...]
    stance: str
    text: str
    effect: str = ""
    place: str = ""
    case: str = ""
    enquiry: str = ""
    activity: str = ""
    document: str = ""
    page: str = ""
    voice: str = ""
    to_write_up: bool = False
    ask_at_kit: bool = False
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class KitPoint:
    """One point of a KIT meeting; ``about`` is the key of a finding, request or referral back."""

    kind: str
    text: str
    key: str = ""
    area: str = ""
    about: str = ""
    response: str = ""
    response_kind: str = ""
    owner: str = ""
    due: date | None = None
    state: str = "closed"


@dataclass(frozen=True, slots=True)
class Kit:
    """One keep-in-touch (KIT) meeting."""

    key: str
    day: date
    start: time
    end: time
    activity: str
    place: str
    in_person: bool
    attended: tuple[str, ...]
    minutes: str
    private_note: str
    state: str
    items: tuple[KitPoint, ...]
    handed_over: str = ""
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for information; ``issuer`` is the letter whose number it carries."""

    key: str
    issuer: str
    what: str
    why: str
    in_annex_a: str
    owner_role: str
    asked_at: datetime
    due: date
    state: str
    enquiry: str = ""
    received: date | None = None
    read_by: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """One referral back; ``case`` is the key of a child's record."""

    key: str
    case: str
    about: str
    level: str
    destination: str
    concern: str
    raised_at: datetime
    raised_by: str
    told_whom: str
    told_what: str
    told_at: datetime
    means: str
    answer_due: datetime
    state: str
    answer: str = ""
    answered_at: datetime | None = None
    satisfied: str = ""
    close_reason: str = ""
    closed_by: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FindingWords:
    """One finding, with the keys of the evidence for and against it."""

    key: str
    kind: str
    area: str
    state: str
    scale_word: str
    topics: tuple[str, ...]
    text: str
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...] = ()
    support: str = ""
    support_by: str = ""
    support_reason: str = ""
    put_at: datetime | None = None
    la_response: str = ""
    la_response_kind: str = ""
    framework_ref: str = ""
    state_reason: str = ""


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What the team said of one area at the end of a day."""

    key: str
    day: date
    area: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionNote:
    """What a section of the document is to say, before it is written."""

    section: str
    note: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParagraphWords:
    """One paragraph or bullet of the document, with the keys of the findings it rests on.

    Attributes:
        rewrites: it stands instead of the default words of its section, not after them.
    """

    key: str
    section: str
    text: str
    findings: tuple[str, ...]
    reference: str = ""
    rewrites: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """One finding on the board of a judgement: for a grade or against it."""

    finding: str
    grade: str
    stance: str


@dataclass(frozen=True, slots=True)
class MergedFinding:
    """A finding that somebody made on the last morning, and that became part of another."""

    key: str
    into: str
    author: str
    text: str
    topics: tuple[str, ...]
    evidence_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaPoint:
    """One comment of the LA on the draft, with what became of it."""

    key: str
    sort: str
    point: str
    answer: str
    paragraph: str = ""
    evidence: str = ""
    decision: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class JudgementWords:
    """The grade of one area with its reasons."""

    area: str
    grade: str
    decided_by: str
    decided_at: datetime
    reasons: str
    dissent: str = ""
    dissent_by: tuple[str, ...] = ()
    board: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Grading:
    """The meeting that opened the grades."""

    opened_at: datetime
    opened_by: str
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageDone:
    """The day on which a stage after fieldwork was done, by the edition's stage key."""

    key: str
    done: date


@dataclass(frozen=True, slots=True)
class Content:
    """One training inspection whole."""

    inspection: Setting
    issuer: Issuer
    la: LaWords
    previous: Before
    members: tuple[Person, ...]
    enquiries: tuple[Enquiry, ...] = ()
    documents: tuple[Paper, ...] = ()
    claims: tuple[Claim, ...] = ()
    activities: tuple[Activity, ...] = ()
    samples: tuple[Sample, ...] = ()
    cases: tuple[CaseWords, ...] = ()
    evidence: tuple[Note, ...] = ()
    kits: tuple[Kit, ...] = ()
    requests: tuple[Asked, ...] = ()
    referrals: tuple[Back, ...] = ()
    findings: tuple[FindingWords, ...] = ()
    summaries: tuple[DaySummary, ...] = ()
    outline: tuple[SectionNote, ...] = ()
    paragraphs: tuple[ParagraphWords, ...] = ()
    judgements: tuple[JudgementWords, ...] = ()
    stages: tuple[StageDone, ...] = ()
    merged: tuple[MergedFinding, ...] = ()
    la_points: tuple[LaPoint, ...] = ()
    grading_meeting: Grading | None = None
