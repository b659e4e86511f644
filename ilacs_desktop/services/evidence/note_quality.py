"""What a note does not say yet: told in its margin, never asked in a dialog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.records import Evidence

Field = Literal["text", "source", "role", "seen_at", "effect"]

_NO_ROLE = frozenset({"record", "la-audit", "annex-a", "performance-data", "self-evaluation"})
_PAPER_METHODS = frozenset({"record", "document", "data", "survey"})
_GROUPS = ("group", "survey", "document")


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing a note does not say.

    Attributes:
        field: the field that would say it.
        words: as the margin puts it.
    """

    field: Field
    words: str


def lacks(edition: Edition, note: Evidence) -> tuple[Lack, ...]:
    """Return what a note does not say yet, in the order its fields stand.

    A record or a document needs no role; what is about leaders alone has an effect all the same,
    because inspectors evaluate what difference leadership makes to children.

    Args:
        edition: the inspection's edition, which knows the kinds of source.
        note: the note.
    """
    found: list[Lack] = []
    if not note.text.strip():
        found.append(Lack("text", "no words yet"))
    if not note.effect.strip():
        found.append(Lack("effect", "no effect on the child"))
    if not note.source:
        found.append(Lack("source", "no source"))
    if not note.role.strip() and _needs_role(edition, note):
        found.append(Lack("role", "no role"))
    if len(note.seen_at) <= len("2026-07-06"):
        found.append(Lack("seen_at", "no time" if note.seen_at else "no day and time"))
    return tuple(found)


def _needs_role(edition: Edition, note: Evidence) -> bool:
    """Say whether the source is a person whose role says how much they can know."""
    if not note.source:
        return note.method not in _PAPER_METHODS
    if note.source in _NO_ROLE or any(part in note.source for part in _GROUPS):
        return False
    kind = next((one for one in edition.source_kinds if one.key == note.source), None)
    return kind is not None and kind.origin not in ("data", "child")


def words(found: tuple[Lack, ...]) -> str:
    """Return what a note does not say as one line; empty where it says all."""
    return ", ".join(lack.words for lack in found)
