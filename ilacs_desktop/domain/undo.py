"""Undo and redo of named steps, as arithmetic over the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.entry import DELETED, Entry, JsonValue, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

NEVER_UNDONE = frozenset({"settle", "strike", "final", "load"})


@dataclass(frozen=True, slots=True)
class Step:
    """One command as it stands in the journal.

    Attributes:
        id: step id.
        name: the command in the person's words.
        action: its action.
        undoes: the step it undoes, or empty.
    """

    id: str
    name: str
    action: str
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and redone now, the next one last."""

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()


def stacks(steps: Iterable[Step]) -> Stacks:
    """Return what one person can undo and redo, from their steps in the order made.

    Redo is the undo of an undo step and is offered until this person's next step.
    """
    undo: dict[str, Step] = {}
    redo: dict[str, Step] = {}
    for step in steps:
        if step.undoes in undo:
            # The undo step is what a redo undoes; it keeps the first step's name.
            target = undo.pop(step.undoes)
            redo[step.id] = Step(step.id, target.name, step.action)
        elif step.undoes in redo:
            target = redo.pop(step.undoes)
            undo[step.id] = Step(step.id, target.name, step.action)
        else:
            redo.clear()
            if step.action not in NEVER_UNDONE:
                undo[step.id] = step
    return Stacks(tuple(undo.values()), tuple(redo.values()))


@dataclass(frozen=True, slots=True)
class Restored:
    """One field's value before a step, and the entry whose value it takes back."""

    kind: str
    record: str
    field: str
    value: JsonValue
    replaces: Ref


def restored(
    entries: Iterable[Entry], value_of: Callable[[Ref, str], tuple[bool, JsonValue]]
) -> tuple[Restored, ...]:
    """Return what undoes a step.

    Each old value replaces the step's entry alone: where that was the field's only unreplaced
    entry the field is restored, otherwise both values are shown and a person chooses.

    Args:
        entries: the step's entries.
        value_of: tells (is known, value) of a field in an entry; unknown where struck out.
    """
    found = []
    for entry in entries:
        made = DELETED in entry.changes and not entry.changes[DELETED].replaces
        names = [DELETED] if made else list(entry.changes)
        for name in names:
            replaces = entry.changes[name].replaces
            if not replaces:
                old: JsonValue = True if name == DELETED else None
                found.append(Restored(entry.kind, entry.record, name, old, entry.ref))
                continue
            # All that one edit replaced was equal, save what has been struck out since.
            known = [
                value for is_known, value in map(_asking(value_of, name), replaces) if is_known
            ]
            if known:
                found.append(Restored(entry.kind, entry.record, name, known[-1], entry.ref))
    return tuple(found)


def _asking(
    value_of: Callable[[Ref, str], tuple[bool, JsonValue]], name: str
) -> Callable[[Ref], tuple[bool, JsonValue]]:
    return lambda ref: value_of(ref, name)


def stand_ins(
    history: Iterable[Entry], field: str, target: Ref, heads: Collection[Ref]
) -> tuple[Ref, ...]:
    """Return the unreplaced entries that an undo of ``target`` takes back.

    Once a later step has been undone, its undo entry stands where ``target`` stood and says the
    same; taking ``target`` back must replace that one, or the field would show two versions.
    An undo entry that also stands for somebody else's entry is left: both are shown.

    Args:
        history: every entry of the record.
        field: the field.
        target: the entry to take back.
        heads: the field's unreplaced entries.
    """
    if target in heads:
        return (target,)
    by_ref = {entry.ref: entry for entry in history if field in entry.changes}
    wanted = _stood_for(by_ref, field, target)
    found = tuple(
        sorted(
            head
            for head in heads
            if head in by_ref
            and by_ref[head].action == "undo"
            and (stood := _stood_for(by_ref, field, head))
            and stood <= wanted
        )
    )
    return found or (target,)


def _stood_for(by_ref: Mapping[Ref, Entry], field: str, ref: Ref) -> frozenset[Ref]:
    """Return the ordinary entries whose value an undo entry brought back; else the entry itself."""
    found: set[Ref] = set()
    passed: set[Ref] = set()
    waiting = [ref]
    while waiting:
        one = waiting.pop()
        if one in passed:
            continue
        passed.add(one)
        undone = by_ref[one].undoes if one in by_ref else ""
        # It says what the undone step's entry had replaced, whichever entry it took back for it.
        brought_back = [
            before
            for taken in (by_ref.values() if undone else ())
            if taken.step == undone
            for before in taken.changes[field].replaces
        ]
        if brought_back:
            waiting += brought_back
        else:
            found.add(one)
    return frozenset(found)
