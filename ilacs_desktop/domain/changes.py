"""What a command changed, so that each screen refreshes what it shows and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of one command.

    Attributes:
        kinds: kinds of record that changed.
        ids: records that changed.
        made: the record that the command made, or the one it was about; empty where none.
        initiator: whoever asked for it and has already shown it; may skip its own refresh.
    """

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    made: str = ""
    initiator: str = ""

    def touches(self, *kinds: str) -> bool:
        """Return whether any of these kinds changed."""
        return not self.kinds.isdisjoint(kinds)

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.kinds | other.kinds,
            self.ids | other.ids,
            self.made or other.made,
            self.initiator or other.initiator,
        )
