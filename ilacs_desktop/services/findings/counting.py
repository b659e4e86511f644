"""Notes as they are counted, many at once: what follows from the edition is looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case
from ilacs_desktop.domain.support import NEUTRAL, Piece
from ilacs_desktop.services.evidence.evidence_rows import child_key, origin_of

if TYPE_CHECKING:
    from ilacs_desktop.domain.records import Evidence
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work


class Counting:
    """Counts the notes of one moment; made anew for each query."""

    def __init__(self, work: Work) -> None:
        self._edition = work.edition
        self._per_child = {one.key for one in self._edition.origins if one.per_child}
        self._origins: dict[tuple[str, str], str] = {}
        self.children = {case.id: child_key(case) for case in work.snapshot.all(Case)}

    def origin(self, note: Evidence) -> str:
        """Return the origin a note counts as; empty where nobody said where it comes from."""
        pair = (note.source, note.method)
        found = self._origins.get(pair)
        if found is None:
            found = self._origins[pair] = origin_of(self._edition, note)
        return found

    def child(self, note: Evidence) -> str:
        """Return what stands for the child a note is about; empty where it is about none."""
        return self.children.get(note.case, "")

    def piece(self, record: Record[Evidence], side: str = NEUTRAL) -> Piece:
        """Return a note as it is counted."""
        note = record.value
        origin = self.origin(note)
        return Piece(
            record=note.id,
            origin=origin,
            child=self.child(note),
            inspector=record.meta.made_by,
            side=side,
            per_child=origin in self._per_child,
        )
