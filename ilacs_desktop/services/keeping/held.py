"""What an inspection on this laptop holds, in counts and facts, without opening it for work."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import KINDS, Case, Inspection, Member, Pinned
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.errors import DamagedFileError, KnownError
from ilacs_desktop.frameworks.pinned import edition_from_text
from ilacs_desktop.services.record.history import KIND_WORDS
from ilacs_desktop.services.record.time_words import printed_span, read_day
from ilacs_desktop.services.record.work import EDITION, INSPECTION
from ilacs_desktop.store.proof.glance import glance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.store.proof.glance import Glance
    from ilacs_desktop.store.vault.vault import FileEntry

_NOT_COUNTED = frozenset({"inspection", "pinned", "setting", "link"})


@dataclass(frozen=True, slots=True)
class Held:
    """An inspection on this laptop.

    Attributes:
        entry: what the vault knows of its file.
        snapshot: what its records say.
        seen: what else its file holds.
        is_lead: whether this laptop's person leads it.
        names: names by person id.
    """

    entry: FileEntry
    snapshot: Snapshot
    seen: Glance
    is_lead: bool
    names: Mapping[str, str]

    @property
    def inspection(self) -> Inspection:
        """The inspection's own record."""
        return self.snapshot.one(Inspection, INSPECTION)

    @property
    def event(self) -> str:
        """The event type in words; its key where the inspection carries no readable edition."""
        pinned = self.snapshot.get(Pinned, EDITION)
        if pinned is not None:
            with suppress(KnownError, KeyError, StopIteration):
                return edition_from_text(pinned.content).event(self.inspection.event).title
        return self.entry.event

    @property
    def lead(self) -> str:
        """The lead inspector's name; empty where there is none."""
        return next((one.name for one in self.snapshot.all(Member) if one.role == "lead"), "")

    @property
    def fieldwork(self) -> str:
        """Its days on site, in words."""
        start, end = (
            read_day(self.inspection.fieldwork_start),
            read_day(self.inspection.fieldwork_end),
        )
        return printed_span(start, end or start) if start is not None else ""


def look(laptop: Laptop, entry: FileEntry) -> Held:
    """Return what an inspection holds.

    Args:
        laptop: the unlocked laptop.
        entry: what the vault knows of it; it may be open.

    Raises:
        DamagedFileError: its file is missing or damaged.
    """
    path = laptop.folder / "inspections" / f"{entry.file}.db"
    if not path.exists():
        raise DamagedFileError(
            f"The file of {entry.la_name or entry.inspection} is missing: {path}.",
            kept="Its key is still in the vault.",
            todo="Put the file back, or restore the newest backup.",
        )
    seen = glance(path, entry.key)
    snapshot = Snapshot.of_states(seen.states)
    identity = laptop.vault.identity
    members = snapshot.all(Member)
    mine = next((one for one in members if one.person == identity.person), None)
    is_lead = mine.role == "lead" if mine is not None else seen.maker == identity.person
    names = {
        **seen.people,
        identity.person: identity.name,
        **{one.person: one.name for one in members if one.person and one.name},
    }
    return Held(entry, snapshot, seen, is_lead, names)


def counts(snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    """Return how many records of each kind there are, deleted ones too, in words."""
    found = (
        (KIND_WORDS.get(kind, kind), len(snapshot.records(KINDS[kind])))
        for kind in KINDS
        if kind not in _NOT_COUNTED
    )
    return tuple((words, number) for words, number in found if number)


def children(snapshot: Snapshot) -> int:
    """Return how many children have a card, those whose card was deleted too."""
    return len(snapshot.records(Case))
