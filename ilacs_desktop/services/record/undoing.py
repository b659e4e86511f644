"""Undo and redo of this person's own steps, by name, across restarts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.undo import NEVER_UNDONE, Step, restored, stacks
from ilacs_desktop.services.record import guards
from ilacs_desktop.store import journal

if TYPE_CHECKING:
    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.services.record.work import Work

_INSTEAD = {
    "Refer back": "withdraw the referral back with a reason.",
    "Sign off": "add a dated addendum.",
    "Set a legal hold": "lift it with a reason.",
    "Lift the legal hold": "set it again with a reason.",
}
_ANYWAY = "it stays in the record."

_LOOKED_AT = 50
"""How many steps back undo looks for one that may still be undone."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What undo and redo would do now; empty names where there is nothing.

    Attributes:
        undo: name of the step that undo would take back.
        redo: name of the step that redo would bring back.
        why_not: why the newest step cannot be undone, where an older one is offered or none.
        barred: id of that newest step.
    """

    undo: str = ""
    redo: str = ""
    why_not: str = ""
    barred: str = ""


def offer(work: Work) -> Offer:
    """Return what undo and redo would do now."""
    step, why_not, barred = _next_undo(work)
    redo = stacks(work.file.steps()).redo
    undo = step.name if step else ""
    return Offer(undo, redo[-1].name if redo else "", why_not, barred)


def undo(work: Work) -> Changes:
    """Take back this person's newest step that may be taken back."""
    work.file.seal()
    step, _, _ = _next_undo(work)
    return Changes() if step is None else _reverse(work, step, f"Undo {_lower(step.name)}")


def redo(work: Work) -> Changes:
    """Bring back what was last undone."""
    work.file.seal()
    waiting = stacks(work.file.steps()).redo
    if not waiting:
        return Changes()
    step = waiting[-1]
    return _reverse(work, step, f"Redo {_lower(step.name)}")


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _next_undo(work: Work) -> tuple[Step | None, str, str]:
    """Return the step to undo, why none of the newer ones can be, and the newest of those."""
    steps = work.file.steps()
    why_not = barred = ""
    if steps and steps[-1].action in NEVER_UNDONE:
        name, barred = steps[-1].name, steps[-1].id
        why_not = f"“{name}” is never undone: {_INSTEAD.get(name, _ANYWAY)}"
    for step in reversed(stacks(steps).undo[-_LOOKED_AT:]):
        reason = _barred(work, step)
        if not reason:
            return step, why_not, barred
        if not barred:
            why_not, barred = f"“{step.name}” cannot be undone: {reason}", step.id
    return None, why_not, barred


def _barred(work: Work, step: Step) -> str:
    """Return why a step is not undone: signed off, sent, given to the LA, settled."""
    sent = int(work.file.marked("sent") or 0)
    for entry in journal.of_step(work.file.connection, step.id):
        if entry.ref.replica == work.file.replica and entry.ref.seq <= sent:
            return "it was sent to the team."
        record = work.snapshot.find(entry.record)
        if record is not None:
            reason = guards.lock_reason(work, record.value)
            if reason:
                return reason
        if _settled_since(work, entry):
            return "its versions were settled since, or its text was struck out."
    return ""


def _settled_since(work: Work, entry: Entry) -> bool:
    state = work.file.state(entry.kind, entry.record)
    replaced = [name for name in entry.changes if entry.ref not in _heads(state, name)]
    if not replaced:
        return False
    return any(
        later.action in ("settle", "strike") and not set(replaced).isdisjoint(later.changes)
        for later in journal.of_record(work.file.connection, entry.record)
        if later.order > entry.order
    )


def _heads(state: object, name: str) -> frozenset[object]:
    return frozenset(head.ref for head in state.field(name).heads)  # type: ignore[attr-defined]


def _reverse(work: Work, step: Step, name: str) -> Changes:
    entries = journal.of_step(work.file.connection, step.id)

    def value_of(ref: object, field: str) -> tuple[bool, object]:
        return journal.value_of(work.file.connection, ref, field)  # type: ignore[arg-type]

    drafts: dict[str, Draft] = {}
    for one in restored(entries, value_of):
        before = drafts.get(one.record) or Draft(one.kind, one.record, {})
        covers = before.covers
        if one.field == DELETED and one.value is True:
            covers = tuple(sorted(work.file.state(one.kind, one.record).head_refs))
        drafts[one.record] = Draft(
            one.kind,
            one.record,
            {**before.values, one.field: one.value},
            {**before.replaces, one.field: (one.replaces,)},
            covers=covers,
        )
    step_draft = StepDraft(name, tuple(drafts.values()), action="undo", undoes=step.id)
    return work.run(step_draft, entries[0].record if entries else "")
