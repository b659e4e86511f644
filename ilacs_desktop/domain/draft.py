"""What a command asks the journal to write: a step of drafts, one per record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.entry import JsonValue, Origin, Ref


@dataclass(frozen=True, slots=True)
class Draft:
    """One record's part of a step.

    Attributes:
        kind: record kind.
        record: record id.
        values: new value by field name.
        replaces: per field, the entries whose value was on the author's screen; a field left
            out replaces what is shown when the step is written.
        covers: for a delete, every unreplaced entry its author had.
        struck: for a strike-out, the entries of the field that lose their value.
        origin: original author and time of a loaded record.
    """

    kind: str
    record: str
    values: Mapping[str, JsonValue]
    replaces: Mapping[str, tuple[Ref, ...]] = field(default_factory=dict)
    covers: tuple[Ref, ...] = ()
    struck: tuple[Ref, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One command: its name in the person's words, and its drafts.

    Attributes:
        name: shown by undo and history, such as "Add note".
        drafts: one per record.
        action: one of ``entry.ACTIONS``.
        undoes: step that this one undoes, or empty.
    """

    name: str
    drafts: tuple[Draft, ...]
    action: str = "edit"
    undoes: str = ""
