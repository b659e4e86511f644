"""Find anything that was written, as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.services.history import KIND_WORDS, title_of

if TYPE_CHECKING:
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.work import Work

_MOST = 12
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that holds the words.

    Attributes:
        kind, record: what it is.
        text: what tells it from others.
        where: the words in their surroundings.
        words: its kind as people say it.
    """

    kind: str
    record: str
    text: str
    where: str
    words: str


def find(work: Work, text: str) -> tuple[Hit, ...]:
    """Return the records that hold every word typed, the best first; for the reader thread.

    Args:
        work: the open inspection.
        text: as typed; an LA child ID or a request number finds its record first.
    """
    wanted = text.split()
    if not wanted:
        return ()
    snapshot = work.snapshot
    hits = []
    for kind, record in work.reading.search(text, _MOST):
        found: Record[Any] | None = snapshot.record(KINDS[kind], record) if kind in KINDS else None
        if found is not None and not found.meta.deleted:
            hits.append(_hit(kind, found.value, wanted[0]))
    return tuple(hits)


def _hit(kind: str, value: Any, word: str) -> Hit:
    return Hit(kind, value.id, title_of(value), _around(value, word), KIND_WORDS.get(kind, kind))


def _around(value: Any, word: str) -> str:
    """Return the first place of a word with what surrounds it."""
    for name in type(value).SEARCHED:
        text = " ".join(str(getattr(value, name)).split())
        at = text.casefold().find(word.casefold())
        if at >= 0:
            start, end = max(0, at - _AROUND), at + len(word) + _AROUND
            before = "…" if start else ""
            after = "…" if end < len(text) else ""
            return f"{before}{text[start:end]}{after}"
    return ""
