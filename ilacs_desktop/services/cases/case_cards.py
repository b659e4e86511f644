"""One child's card: what is known, what was found under each prompt, what it rests on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence, LineOfEnquiry
from ilacs_desktop.services.cases import case_sources, referral_rows
from ilacs_desktop.services.cases.cases import (
    NOT_IN_SAMPLE,
    answer_id,
    child_name,
    prompts_of,
)
from ilacs_desktop.services.record import guards
from ilacs_desktop.services.record.time_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class Addendum:
    """A dated remark on a card that is signed off."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One prompt with what is written under it.

    Attributes:
        answer: id of its answer, made or not.
        record: the answer as a record; None while nothing was written.
        default: whether the prompt is a default that a subject expert should check.
        shared: answers of brothers' and sisters' cards that are read here too: (child, text).
        read_on: children on whose cards this answer is read too.
        locked: why the answer takes no change although the card is open; else empty.
        addenda: later remarks, oldest first.
    """

    key: str
    label: str
    hint: str
    default: bool
    answer: str
    record: Record[CaseAnswer] | None
    shared: tuple[tuple[str, str], ...] = ()
    read_on: tuple[str, ...] = ()
    locked: str = ""
    addenda: tuple[Addendum, ...] = ()

    @property
    def text(self) -> str:
        """Return what is written."""
        return "" if self.record is None else self.record.value.text


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence about the child."""

    id: str
    text: str
    stance: str
    source: str
    by: str
    at: str
    immediate: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One child's card.

    Attributes:
        facts: what Annex A says, as (label, value).
        seen: who and what has been seen for the child.
        lines: (id, question) of the lines of enquiry that the card can be opened for.
        line: the question of the line of enquiry that it was opened for; may be empty.
        inspector: name of whoever it is given to; empty for nobody.
        siblings: (id, child) of other cards of the family.
        open_siblings: those of them that are not signed off.
        strangers: (id, child) of the open cards that could be joined to the family.
        twins: (id, child) of other cards with the same child ID.
        unanswered: labels of prompts without an answer.
        unsaid: labels of what signing off would lock empty.
        signed: who signed it off and when, in words; empty while it is open.
        addenda: remarks on the card as a whole.
    """

    record: Record[Case]
    child: str
    facts: tuple[tuple[str, str], ...]
    prompts: tuple[PromptLine, ...]
    seen: case_sources.Seen
    lines: tuple[tuple[str, str], ...]
    line: str
    inspector: str
    evidence: tuple[EvidenceLine, ...]
    referrals: tuple[referral_rows.ReferralLine, ...]
    siblings: tuple[tuple[str, str], ...]
    open_siblings: tuple[tuple[str, str], ...]
    strangers: tuple[tuple[str, str], ...]
    twins: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]
    unsaid: tuple[str, ...]
    signed: str
    addenda: tuple[Addendum, ...]

    @property
    def value(self) -> Case:
        """Return the card's own record."""
        return self.record.value

    @property
    def answered(self) -> int:
        """Count the prompts that are answered, here or on the card of a brother or sister."""
        return sum(bool(one.text.strip() or one.shared) for one in self.prompts)

    @property
    def open_words(self) -> str:
        """Say what signing off would lock empty; empty where all of it is said."""
        told = (("Not said", self.unsaid), ("Without an answer", self.unanswered))
        return "".join(f" {words}: {'; '.join(labels)}." for words, labels in told if labels)

    @property
    def is_locked(self) -> bool:
        """Say whether it is signed off."""
        return self.record.value.signed_off

    @property
    def is_immediate(self) -> bool:
        """Say whether an open referral back tells of immediate risk."""
        return any(one.immediate and one.is_open for one in self.referrals)


def card(work: Work, case: str) -> Card | None:
    """Return one child's card; None where there is none of that id."""
    record = work.snapshot.record(Case, case)
    if record is None or record.meta.deleted:
        return None
    value = record.value
    others = [one for one in work.snapshot.all(Case) if one.id != case]
    siblings = tuple(one for one in others if value.family and one.family == value.family)
    twins = tuple(one for one in others if value.child_id and one.child_id == value.child_id)
    answers = work.snapshot.all(CaseAnswer)
    addenda = _addenda(work, answers, case)
    prompts = tuple(_prompt_lines(work, value, siblings, answers, addenda))
    evidence = tuple(_evidence(work, case))
    lines = _lines(work, value)
    return Card(
        record=record,
        child=child_name(value),
        facts=_facts(work, value),
        prompts=prompts,
        seen=case_sources.seen(work, value),
        lines=lines,
        line=dict(lines).get(value.line_of_enquiry, ""),
        inspector=next((one.name for one in work.members if one.id == value.inspector), ""),
        evidence=evidence,
        referrals=tuple(one for one in referral_rows.lines(work) if one.case == case),
        siblings=_named(siblings),
        open_siblings=_named([one for one in siblings if not one.signed_off]),
        strangers=_named([one for one in others if one not in siblings and not one.signed_off]),
        twins=_named(twins),
        unanswered=_unanswered(value, prompts),
        unsaid=_unsaid(value),
        signed=_signed(work, value),
        addenda=addenda.get("", ()),
    )


def _named(cases: Iterable[Case]) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, child_name(one)) for one in cases)


def _unanswered(case: Case, prompts: Sequence[PromptLine]) -> tuple[str, ...]:
    if case.depth == "dip":
        return () if case.dip_answer.strip() else ("Answer of the dip sample",)
    return tuple(one.label for one in prompts if not one.text.strip() and not one.shared)


def _unsaid(case: Case) -> tuple[str, ...]:
    pairs = (("Judgement area", case.area), ("Inspector", case.inspector))
    return tuple(label for label, said in pairs if not said)


def _signed(work: Work, case: Case) -> str:
    if not case.signed_off:
        return ""
    who = work.person_name(case.signed_by)
    return f"Signed off by {who}, {moment_words(case.signed_at)}"


def _facts(work: Work, case: Case) -> tuple[tuple[str, str], ...]:
    drawn = case.cohort or NOT_IN_SAMPLE
    area = next((one.short for one in work.edition.areas if one.key == case.area), "")
    age = "unborn" if case.age == "-1" else case.age
    found = (
        ("Age", age),
        ("Gender", case.gender),
        ("Ethnicity", case.ethnicity),
        ("Disability", case.disability),
        ("Plan", case.plan),
        ("Team", case.la_team),
        ("Cohort", drawn if case.draw or not case.cohort else f"{drawn}, {NOT_IN_SAMPLE}"),
        ("Area", area),
    )
    return tuple((label, value) for label, value in found if value)


def _addenda(
    work: Work, answers: Iterable[CaseAnswer], case: str
) -> dict[str, tuple[Addendum, ...]]:
    found: dict[str, list[Addendum]] = defaultdict(list)
    for one in answers:
        if one.case != case or not one.addendum:
            continue
        record = work.snapshot.record(CaseAnswer, one.id)
        if record is not None:
            by = work.person_name(record.meta.made_by)
            found[one.prompt].append(Addendum(one.text, by, record.meta.made_at))
    return {key: tuple(sorted(lines, key=lambda line: line.at)) for key, lines in found.items()}


def _prompt_lines(
    work: Work,
    case: Case,
    siblings: Sequence[Case],
    answers: Iterable[CaseAnswer],
    addenda: dict[str, tuple[Addendum, ...]],
) -> Iterable[PromptLine]:
    names = {one.id: child_name(one) for one in siblings}
    everyone = {one.id: child_name(one) for one in work.snapshot.all(Case)}
    shared: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in answers:
        if case.id in one.shared_with and one.case in names and one.text.strip():
            shared[one.prompt].append((names[one.case], one.text))
    asked = prompts_of(work, case)
    known = {prompt.key for prompt in asked}
    # What was written at another depth stays readable when the depth changes.
    kept = [
        prompt
        for prompt in work.edition.case_prompts
        if prompt.key not in known and _written(work, case.id, prompt.key)
    ]
    for prompt in (*asked, *kept):
        record = work.snapshot.record(CaseAnswer, answer_id(case.id, prompt.key))
        if record is not None and record.meta.deleted:
            record = None
        answer = None if record is None else record.value
        read_on = () if answer is None else answer.shared_with
        yield PromptLine(
            key=prompt.key,
            label=prompt.label,
            hint=prompt.hint,
            default=prompt.tag == "M",
            answer=answer_id(case.id, prompt.key),
            record=record,
            shared=tuple(shared.get(prompt.key, ())),
            read_on=tuple(everyone[one] for one in read_on if one in everyone),
            locked="" if answer is None else guards.lock_reason(work, answer),
            addenda=addenda.get(prompt.key, ()),
        )


def _written(work: Work, case: str, prompt: str) -> bool:
    found = work.snapshot.get(CaseAnswer, answer_id(case, prompt))
    return found is not None and bool(found.text.strip())


def _evidence(work: Work, case: str) -> Iterable[EvidenceLine]:
    labels = {kind.key: kind.label for kind in work.edition.source_kinds}
    for one in work.snapshot.all(Evidence):
        if one.case != case:
            continue
        record = work.snapshot.record(Evidence, one.id)
        by = work.person_name(record.meta.made_by) if record is not None else ""
        yield EvidenceLine(
            id=one.id,
            text=one.text,
            stance=one.stance,
            source=labels.get(one.source, one.role or one.source),
            by=by,
            at=one.seen_at or one.written_at,
            immediate=one.immediate,
        )


def _lines(work: Work, case: Case) -> tuple[tuple[str, str], ...]:
    """Return the open lines of enquiry, and the card's own where it is closed by now."""
    return tuple(
        (one.id, one.question if one.state == "open" else f"{one.question} (closed)")
        for one in sorted(work.snapshot.all(LineOfEnquiry), key=lambda one: (one.rank, one.id))
        if one.state == "open" or one.id == case.line_of_enquiry
    )
