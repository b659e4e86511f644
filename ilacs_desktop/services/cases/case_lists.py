"""The lists of the Cases page: children, progress by inspector and cohort, the dip-sample table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence, ReferralBack
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.cases.cases import DEPTHS, NOT_IN_SAMPLE, STATES, child_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One child in the list.

    Attributes:
        child: what the child is known by.
        about: age, plan and depth in one line.
        state: ``to_do``, ``in_progress``, ``done`` or ``signed_off``.
        inspector: member id; empty for nobody.
        inspector_name: as shown.
        looked: names of those who have written about the child.
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
    age: str = ""
    plan: str = ""
    team: str = ""
    looked: str = ""
    immediate: bool = False
    referred: bool = False
    differs: bool = False
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far cards have come, of one inspector, one cohort or one team.

    Attributes:
        key: member id, cohort or team; ``-`` for the cards given to nobody.
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
    """Return a card's state for the list: its own, begun where it is answered, or signed off."""
    if case.signed_off:
        return "signed_off"
    is_begun = case.state == "to_do" and case.depth == "dip" and bool(case.dip_answer.strip())
    return "in_progress" if is_begun else case.state


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
    looked = _looked(work)
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
            age=_age(case),
            plan=case.plan,
            team=case.la_team,
            looked=", ".join(looked[case.id]),
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


def _looked(work: Work) -> dict[str, list[str]]:
    """Return by card the names of those who have written notes or answers about the child."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    written: tuple[Record[CaseAnswer] | Record[Evidence], ...] = (
        *work.snapshot.records(CaseAnswer).values(),
        *work.snapshot.records(Evidence).values(),
    )
    for one in written:
        if not one.meta.deleted and one.value.case and one.value.text.strip():
            found[one.value.case][work.person_name(one.meta.made_by)] = None
    for card in work.snapshot.records(Case).values():
        if card.value.dip_answer.strip() and not card.meta.deleted:
            found[card.value.id][_writer(work, card)] = None
    return defaultdict(list, {case: sorted(names) for case, names in found.items()})


def _writer(work: Work, record: Record[Case]) -> str:
    """Return who most likely answered a dip sample: its values carry no names of their own."""
    value = record.value
    member = next((one.name for one in work.members if one.id == value.inspector), "")
    if value.signed_by:
        return work.person_name(value.signed_by)
    return member or work.person_name(record.meta.changed_by)


def about(case: Case) -> str:
    """Return who a child is in one line: age, plan, depth."""
    parts = (_age(case), case.plan, DEPTHS.get(case.depth, ""))
    return " · ".join(part for part in parts if part)


def _age(case: Case) -> str:
    return "unborn" if case.age == "-1" else case.age


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


def progress_by_team(work: Work) -> tuple[Progress, ...]:
    """Return how far the cards of each of the LA's teams have come; unknown teams come last."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in work.snapshot.all(Case):
        groups[case.la_team].append(case)
    return tuple(
        _progress(key, key or "team not known", groups[key])
        for key in sorted(groups, key=lambda key: (not key, key))
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
