"""Which child an ``@`` may mean: today's children first, told apart without showing their IDs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence
from ilacs_desktop.services.cases.cases import child_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.record.work import Work

_SHOWN_END = 2


@dataclass(frozen=True, slots=True)
class Child:
    """A child that may be meant.

    Attributes:
        case: id of the card.
        label: how the child is shown; by the whole ID only where no other fits what was typed.
        second: depth, where the label is the ID; else empty.
    """

    case: str
    label: str
    second: str = ""


def todays(work: Work) -> tuple[str, ...]:
    """Return the cards that I have to do with today: touched today, then begun, then to begin."""
    me, day = work.me.person, work.now().date().isoformat()
    snapshot = work.snapshot
    touched: dict[str, str] = {}
    for record in snapshot.records(Evidence).values():
        note = record.value
        if note.case and not record.meta.deleted and record.meta.made_by == me:
            moment = note.written_at
            if moment[:10] == day:
                touched[note.case] = max(moment, touched.get(note.case, ""))
    for answered in snapshot.records(CaseAnswer).values():
        meta = answered.meta
        if not meta.deleted and meta.changed_by == me and meta.changed_at[:10] == day:
            case = answered.value.case
            touched[case] = max(meta.changed_at, touched.get(case, ""))
    for card in snapshot.records(Case).values():
        meta = card.meta
        if not meta.deleted and meta.changed_by == me and meta.changed_at[:10] == day:
            touched[card.value.id] = max(meta.changed_at, touched.get(card.value.id, ""))
    member = work.my_member
    mine = [
        one
        for one in snapshot.all(Case)
        if member is not None and one.inspector == member.id and not one.signed_off
    ]
    mine.sort(key=lambda one: (one.state != "in_progress", len(one.child_id), one.child_id))
    first = sorted(touched, key=lambda case: touched[case], reverse=True)
    every = dict.fromkeys((*first, *(one.id for one in mine)))
    return tuple(case for case in every if snapshot.get(Case, case) is not None)


def fitting(work: Work, typed: str, first: Sequence[str], most: int) -> tuple[Child, ...]:
    """Return the children that what is typed after ``@`` may mean, today's first.

    Several are told apart by age, plan and the end of the ID: whoever looks over a shoulder must
    not read the IDs of other children.

    Args:
        work: the open inspection.
        typed: the beginning of an ID or code; for today's children an age, a word of the plan, or
            the end of the ID as it is shown.
        first: today's children, in order.
        most: how many to return at most.
    """
    wanted = typed.casefold()
    found = _named(work, wanted) if wanted else []
    held = [one for case in first if (one := work.snapshot.get(Case, case)) is not None]
    known = {one.id for one in found}
    names = {child_name(one) for one in found}
    if len(names) == 1 and not any(_ends_so(one, wanted) and one.id not in known for one in held):
        case = found[0]
        return (Child(case.id, f"Child {child_name(case)}", _about(case)),)
    today = [one for one in held if not wanted or one.id in known or _is_about(one, wanted)]
    rest = [one for one in found if one.id not in {each.id for each in today}]
    return tuple(Child(one.id, _masked(one)) for one in (*today, *rest)[:most])


def named(work: Work, typed: str) -> str:
    """Return the id of the card of exactly this child ID or code; empty where there is none."""
    wanted = typed.strip().casefold()
    exact = _exact(work, wanted) if wanted else []
    return exact[0].id if exact else ""


def can_be_an_id(typed: str) -> bool:
    """Say whether a word can be a child's ID: a name is never one, so it holds a figure."""
    return len(typed) > 1 and any(letter.isdigit() for letter in typed)


def _exact(work: Work, wanted: str) -> list[Case]:
    cases = work.snapshot.all(Case)
    return [one for one in cases if wanted in (one.child_id.casefold(), one.code.casefold())]


def _named(work: Work, wanted: str) -> list[Case]:
    return _exact(work, wanted) or [
        one
        for one in work.snapshot.all(Case)
        if one.child_id.casefold().startswith(wanted) or one.code.casefold().startswith(wanted)
    ]


def _is_about(case: Case, wanted: str) -> bool:
    words = case.plan.casefold().split()
    return (
        case.age == wanted
        or _ends_so(case, wanted)
        or any(word.startswith(wanted) for word in words)
    )


def _ends_so(case: Case, wanted: str) -> bool:
    """Say whether it is the end of the ID: what is read on the list can be typed, no more."""
    return len(wanted) == _SHOWN_END and child_name(case).casefold().endswith(wanted)


def _about(case: Case) -> str:
    age = "unborn" if case.age == "-1" else f"age {case.age}" if case.age else ""
    return " · ".join(part for part in (age, case.plan) if part)


def _masked(case: Case) -> str:
    name = child_name(case)
    end = name[-_SHOWN_END:] if len(name) > _SHOWN_END else name[-1:]
    return f"{_about(case) or 'Child'} · …{end}"
