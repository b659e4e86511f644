"""What the Cases page shows: the list, one child's card, progress, and the dip-sample table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence, ReferralBack
from ilacs_desktop.services import referrals
from ilacs_desktop.services.cases import (
    DEPTHS,
    NOT_IN_SAMPLE,
    STATES,
    answer_id,
    child_name,
    prompts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.work import Work


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One child in the list.

    Attributes:
        child: what the child is known by.
        about: age, plan and depth in one line.
        state: ``to_do``, ``in_progress``, ``done`` or ``signed_off``.
        inspector: member id; empty for nobody.
        inspector_name: as shown.
        immediate: an open referral back of immediate risk.
        referred: an open referral back of any level.
        twice: another card has the same child ID.
    """

    id: str
    child: str
    about: str
    depth: str
    state: str
    inspector: str
    inspector_name: str
    cohort: str
    area: str
    immediate: bool = False
    referred: bool = False
    differs: bool = False
    twice: bool = False


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
        addenda: later remarks, oldest first.
    """

    key: str
    label: str
    hint: str
    default: bool
    answer: str
    record: Record[CaseAnswer] | None
    shared: tuple[tuple[str, str], ...] = ()
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
        origins_seen: labels of the origins that evidence or ticks cover.
        origins_missing: labels of those that none covers yet; a prompt, not a requirement.
        source_options: (key, label) of the sources that a card can tick.
        siblings: (id, child) of other cards of the family.
        twins: (id, child) of other cards with the same child ID.
        unanswered: labels of prompts without an answer.
        signed: who signed it off and when, in words; empty while it is open.
        addenda: remarks on the card as a whole.
    """

    record: Record[Case]
    child: str
    facts: tuple[tuple[str, str], ...]
    prompts: tuple[PromptLine, ...]
    origins_seen: tuple[str, ...]
    origins_missing: tuple[str, ...]
    source_options: tuple[tuple[str, str], ...]
    evidence: tuple[EvidenceLine, ...]
    referrals: tuple[referrals.ReferralLine, ...]
    siblings: tuple[tuple[str, str], ...]
    twins: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]
    signed: str
    addenda: tuple[Addendum, ...]

    @property
    def value(self) -> Case:
        """Return the card's own record."""
        return self.record.value

    @property
    def is_locked(self) -> bool:
        """Say whether it is signed off."""
        return self.record.value.signed_off

    @property
    def is_immediate(self) -> bool:
        """Say whether an open referral back tells of immediate risk."""
        return any(one.immediate and one.is_open for one in self.referrals)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far cards have come, of one inspector or one cohort.

    Attributes:
        key: member id or cohort.
        label: as shown.
    """

    key: str
    label: str
    cards: int
    begun: int
    done: int
    signed: int


@dataclass(frozen=True, slots=True)
class DipRow:
    """One child's row in a dip sample."""

    id: str
    child: str
    about: str
    question: str
    answer: str
    inspector_name: str
    state: str


def shown_state(case: Case) -> str:
    """Return a card's state for the list: its own, or signed off."""
    return "signed_off" if case.signed_off else case.state


def case_rows(
    work: Work, *, depth: str = "", inspector: str = "", state: str = "", cohort: str = ""
) -> tuple[CaseRow, ...]:
    """Return the children of the list: immediate risk first, then by number.

    Args:
        work: the open inspection.
        depth: only this depth.
        inspector: only this member's; ``-`` for nobody's.
        state: only this state, as ``shown_state`` names it.
        cohort: only this cohort.
    """
    cases = work.snapshot.all(Case)
    names = {member.id: member.name for member in work.members}
    immediate, referred = _referred(work)
    seen: dict[str, int] = defaultdict(int)
    for case in cases:
        seen[case.child_id] += 1
    rows = [
        CaseRow(
            id=case.id,
            child=child_name(case),
            about=about(case),
            depth=case.depth,
            state=shown_state(case),
            inspector=case.inspector,
            inspector_name=names.get(case.inspector, ""),
            cohort=case.cohort,
            area=case.area,
            immediate=case.id in immediate,
            referred=case.id in referred,
            differs=case.audit_view == "differ",
            twice=bool(case.child_id) and seen[case.child_id] > 1,
        )
        for case in cases
        if depth in ("", case.depth)
        and inspector in ("", case.inspector or "-")
        and state in ("", shown_state(case))
        and cohort in ("", case.cohort)
    ]
    return tuple(sorted(rows, key=_row_order))


def _row_order(row: CaseRow) -> tuple[bool, int, str]:
    return (not row.immediate, len(row.child), row.child)


def _referred(work: Work) -> tuple[set[str], set[str]]:
    opened = [
        one
        for one in work.snapshot.all(ReferralBack)
        if one.case and one.state not in referrals.ENDED
    ]
    immediate = {one.case for one in opened if referrals.is_immediate(work, one.level)}
    return immediate, {one.case for one in opened}


def about(case: Case) -> str:
    """Return who a child is in one line: age, plan, depth."""
    age = "unborn" if case.age == "-1" else case.age
    parts = (age, case.plan, DEPTHS.get(case.depth, ""))
    return " · ".join(part for part in parts if part)


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
    seen, missing, options = _origins(work, value)
    return Card(
        record=record,
        child=child_name(value),
        facts=_facts(work, value),
        prompts=prompts,
        origins_seen=seen,
        origins_missing=missing,
        source_options=options,
        evidence=evidence,
        referrals=tuple(one for one in referrals.lines(work) if one.case == case),
        siblings=_named(siblings),
        twins=_named(twins),
        unanswered=_unanswered(value, prompts),
        signed=_signed(work, value),
        addenda=addenda.get("", ()),
    )


def _named(cases: Iterable[Case]) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, child_name(one)) for one in cases)


def _unanswered(case: Case, prompts: Sequence[PromptLine]) -> tuple[str, ...]:
    if case.depth == "dip":
        return () if case.dip_answer.strip() else ("Answer of the dip sample",)
    return tuple(one.label for one in prompts if not one.text.strip() and not one.shared)


def _signed(work: Work, case: Case) -> str:
    if not case.signed_off:
        return ""
    who = work.person_name(case.signed_by)
    return f"Signed off by {who}, {referrals.moment_words(case.signed_at)}"


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
        yield PromptLine(
            key=prompt.key,
            label=prompt.label,
            hint=prompt.hint,
            default=prompt.tag == "M",
            answer=answer_id(case.id, prompt.key),
            record=None if record is None or record.meta.deleted else record,
            shared=tuple(shared.get(prompt.key, ())),
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


def _origins(
    work: Work, case: Case
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the origins covered, those not covered, and the sources a card can tick."""
    edition = work.edition
    per_child = {origin.key: origin.label for origin in edition.origins if origin.per_child}
    origin_of = {kind.key: kind.origin for kind in edition.source_kinds}
    written = {one.source for one in work.snapshot.all(Evidence) if one.case == case.id}
    covered = {origin_of.get(key, "") for key in (*case.sources, *written)}
    options = tuple(
        (kind.key, kind.label)
        for kind in edition.source_kinds
        if kind.origin in per_child or kind.key in case.sources
    )
    return (
        tuple(label for key, label in per_child.items() if key in covered),
        tuple(label for key, label in per_child.items() if key not in covered),
        options,
    )


def progress_by_inspector(work: Work) -> tuple[Progress, ...]:
    """Return how far each member's cards have come; cards given to nobody come last."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in work.snapshot.all(Case):
        groups[case.inspector].append(case)
    known = [(member.id, member.name) for member in work.members if groups.get(member.id)]
    lines = [_progress(key, label, groups[key]) for key, label in known]
    nobody = [case for key, cases in groups.items() if key not in dict(known) for case in cases]
    return (*lines, _progress("-", "given to nobody", nobody)) if nobody else tuple(lines)


def progress_by_cohort(work: Work) -> tuple[Progress, ...]:
    """Return how far the cards of each cohort have come."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in work.snapshot.all(Case):
        groups[case.cohort].append(case)
    return tuple(
        _progress(key, key or NOT_IN_SAMPLE, cases) for key, cases in sorted(groups.items())
    )


def _progress(key: str, label: str, cases: Sequence[Case]) -> Progress:
    states = [shown_state(case) for case in cases]
    return Progress(
        key,
        label,
        len(cases),
        states.count("in_progress"),
        states.count("done") + states.count("signed_off"),
        states.count("signed_off"),
    )


def dip_questions(work: Work) -> tuple[str, ...]:
    """Return the questions of dip samples, in the order first asked."""
    asked = [one.question.strip() for one in work.snapshot.all(Case) if one.depth == "dip"]
    return tuple(dict.fromkeys(asked))


def dip_rows(work: Work, question: str | None = None) -> tuple[DipRow, ...]:
    """Return one row for each dip-sampled child.

    Args:
        work: the open inspection.
        question: only those asked this question; None for all.
    """
    names = {member.id: member.name for member in work.members}
    rows = [
        DipRow(
            id=case.id,
            child=child_name(case),
            about=about(case).rpartition(" · ")[0],
            question=case.question,
            answer=case.dip_answer,
            inspector_name=names.get(case.inspector, ""),
            state=shown_state(case),
        )
        for case in work.snapshot.all(Case)
        if case.depth == "dip" and question in (None, case.question.strip())
    ]
    return tuple(sorted(rows, key=lambda row: (len(row.child), row.child)))


def state_words(state: str) -> str:
    """Return a card's state in words."""
    return "signed off" if state == "signed_off" else STATES.get(state, state)
