"""From a draft to a sealed entry: what it replaces, what it covers, and when it is refused."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain.entry import DELETED, Entry, Ref, chain_hash, change, plain
from ilacs_desktop.domain.undo import stand_ins
from ilacs_desktop.domain.values import SCHEMA
from ilacs_desktop.errors import NotAllowedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ilacs_desktop.domain.clock import LogicalTime
    from ilacs_desktop.domain.draft import Draft, StepDraft
    from ilacs_desktop.domain.projection import RecordState

_ON_DELETED = frozenset({"load", "restore", "undo", "settle", "delete", "strike"})
_REPLACES_ALL = frozenset({"settle", "strike"})
"""Actions that close every version of a field; others replace what was on the screen."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where an entry stands in its replica's chain, when it was made and by whom."""

    ref: Ref
    time: LogicalTime
    wall: str
    author: str
    step: str
    previous: str


def entry_of(
    step: StepDraft,
    draft: Draft,
    before: RecordState,
    stamp: Stamp,
    history: Callable[[str], Iterable[Entry]],
) -> Entry:
    """Return the sealed entry that writes a draft.

    Args:
        step: the step it belongs to.
        draft: one record's part of it.
        before: what the record says.
        stamp: its place in the chain.
        history: gives a record's entries, for an undo.
    """
    replaces = _replaces(step, draft, before, stamp.ref.replica, history)
    entry = Entry(
        ref=stamp.ref,
        time=stamp.time,
        wall=stamp.wall,
        author=stamp.author,
        schema=SCHEMA,
        step=stamp.step,
        step_name=step.name,
        action=step.action,
        kind=draft.kind,
        record=draft.record,
        changes={
            name: change(plain(value), secrets.token_hex(16), replaces[name])
            for name, value in draft.values.items()
        },
        undoes=step.undoes,
        covers=draft.covers or _covers(draft, before),
        struck=draft.struck,
        origin=draft.origin,
        previous=stamp.previous,
    )
    return replace(entry, hash=chain_hash(entry))


def _replaces(
    step: StepDraft,
    draft: Draft,
    before: RecordState,
    replica: str,
    history: Callable[[str], Iterable[Entry]],
) -> Mapping[str, tuple[Ref, ...]]:
    found: dict[str, tuple[Ref, ...]] = {}
    for name in draft.values:
        field = before.field(name)
        named = draft.replaces.get(name)
        if named is None:
            found[name] = field.refs if step.action in _REPLACES_ALL else field.seen
        elif step.action == "undo" and not set(named) <= set(field.refs):
            entries = list(history(draft.record))
            found[name] = tuple(
                sorted({ref for one in named for ref in stand_ins(entries, name, one, field.refs)})
            )
        elif step.action == "edit" and set(named) != set(field.refs):
            entries = list(history(draft.record))
            found[name] = followed(entries, name, tuple(named), field.refs, replica)
        else:
            found[name] = tuple(named)
    return found


def followed(
    entries: Iterable[Entry],
    name: str,
    seen: tuple[Ref, ...],
    heads: Iterable[Ref],
    replica: str,
) -> tuple[Ref, ...]:
    """Return what an edit replaces: what its author saw, and what was written right here since.

    A field goes on naming the entries it was shown with while its own earlier edits, or bursts of
    typing, already stand behind it.

    Args:
        entries: the record's entries.
        name: the field.
        seen: the entries whose value was on the screen; empty where nothing had been said.
        heads: the field's unreplaced entries.
        replica: this replica.
    """
    before = {one.ref: one.changes[name].replaces for one in entries if name in one.changes}
    replaced = set(seen)
    for head in heads:
        waiting = [head]
        while waiting and head not in replaced:
            ref = waiting.pop()
            if ref in seen or (ref.replica == replica and not seen and not before.get(ref)):
                replaced.add(head)
            elif ref.replica == replica:
                waiting += before.get(ref, ())
    return tuple(sorted(replaced))


def _covers(draft: Draft, before: RecordState) -> tuple[Ref, ...]:
    """Return what an entry says its author had: all, for a deletion; else the deletion itself."""
    if draft.values.get(DELETED) is True:
        return tuple(sorted(before.head_refs))
    if before.values.get(DELETED) and DELETED not in draft.values:
        return before.field(DELETED).refs
    return ()


def refuse(step: StepDraft, draft: Draft, state: RecordState) -> None:
    """Refuse a draft that the record's state does not allow; making a record is always allowed.

    Raises:
        NotAllowedError: the record is deleted or from a newer version.
    """
    makes = draft.values.get(DELETED) is False and not state.fields
    if not makes:
        refuse_record(state, step.action)


def refuse_record(state: RecordState, action: str) -> None:
    """Refuse an action on a deleted record, or on one from a newer version.

    Raises:
        NotAllowedError: with what to do instead.
    """
    if state.newest_schema > SCHEMA:
        raise NotAllowedError(
            "This record was written by a newer version of ILACS Desktop.",
            kept="It can be read here.",
            todo="Update the app to change it.",
        )
    if state.is_deleted and action not in _ON_DELETED:
        raise NotAllowedError(
            "This record has been deleted.",
            kept="It is kept in the history.",
            todo="Restore it first, then change it.",
        )
