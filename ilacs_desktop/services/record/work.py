"""An open inspection as every command and query needs it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.clock import SystemClock
from ilacs_desktop.domain.records import Inspection, Member, Pinned
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.errors import DamagedFileError, NotAllowedError
from ilacs_desktop.frameworks.pinned import edition_digest, edition_from_text
from ilacs_desktop.store.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from ilacs_desktop.domain.clock import Clock
    from ilacs_desktop.domain.draft import StepDraft
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.event_type import EventType
    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.store.inspection_file import InspectionFile
    from ilacs_desktop.store.vault.vault import Identity, Vault

INSPECTION = ids.derived("inspection")
LA_PROFILE = ids.derived("la_profile")
PREVIOUS = ids.derived("previous_inspection")
GRADING = ids.derived("grading_meeting")
EDITION = ids.derived("pinned", "edition")


class Work:
    """One open inspection.

    Commands run on one writer thread and replace ``snapshot``; anything may read it from any
    thread, because it never changes.

    Attributes:
        file: the encrypted file, for commands alone.
        me: who works on this laptop.
        data_dir: the data folder, for blobs and exports of settings.
        vault: the laptop's open vault, for what is kept beside the inspection; on the writer
            thread alone.
        wall: the laptop's own clock; a training inspection has another.
        when_owed: asks for a backup in the background after a strike-out, from the writer thread;
            where there is none it is made at once.
        kept: what was read at length from rows that never change, by a name; gone with the keys.
    """

    def __init__(
        self,
        file: InspectionFile,
        me: Identity,
        data_dir: Path,
        file_id: str,
        *,
        vault: Vault | None = None,
        wall: Clock | None = None,
    ) -> None:
        self.file = file
        self.me = me
        self.data_dir = data_dir
        self.file_id = file_id
        self.vault = vault
        self.wall = wall or SystemClock()
        self.when_owed: Callable[[], object] | None = None
        self.kept: dict[str, object] = {}
        self._snapshot = Snapshot.of_states(file.states())
        self._edition: tuple[str, Edition] | None = None
        self._reading: Reading | None = None
        self._maker = file.marked("maker")
        self._people = _people_of(file)

    # -- what it says --------------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """Everything the records say now."""
        return self._snapshot

    @property
    def inspection(self) -> Inspection:
        """The inspection's own record."""
        return self._snapshot.one(Inspection, INSPECTION)

    @property
    def inspection_id(self) -> str:
        """The inspection's id, the same on every laptop."""
        return self.file.marked("inspection")

    @property
    def edition(self) -> Edition:
        """The framework edition as this inspection carries it, not as the app ships it.

        Raises:
            DamagedFileError: the inspection has no readable edition.
        """
        pinned = self._snapshot.get(Pinned, EDITION)
        if pinned is None:
            raise DamagedFileError(
                "This inspection does not carry its framework edition.",
                kept="Its records can still be listed in the history.",
                todo="Restore the newest backup.",
            )
        if self._edition is None or self._edition[0] != pinned.digest:
            if edition_digest(pinned.content) != pinned.digest:
                raise DamagedFileError(
                    "The framework edition that this inspection carries is damaged.",
                    kept="It was left as it is.",
                    todo="Restore the newest backup, or ask the lead for a copy.",
                )
            self._edition = (pinned.digest, edition_from_text(pinned.content))
        return self._edition[1]

    @property
    def event(self) -> EventType:
        """The event type within the edition."""
        return self.edition.event(self.inspection.event)

    @property
    def members(self) -> tuple[Member, ...]:
        """The team, in the order of their letters."""
        return tuple(sorted(self._snapshot.all(Member), key=lambda one: (one.letter, one.name)))

    @property
    def my_member(self) -> Member | None:
        """The place of this person on the team; None where they are not on it."""
        return next((one for one in self.members if one.person == self.me.person), None)

    @property
    def is_lead(self) -> bool:
        """Whether this person leads the inspection, or made this file of it by loading it."""
        member = self.my_member
        if member is not None:
            return member.role == "lead"
        return self._maker == self.me.person

    def require_lead(self, what: str) -> None:
        """Refuse a command that only the lead inspector may give.

        Args:
            what: the command as a noun phrase, such as "Opening the grading meeting".

        Raises:
            NotAllowedError: this person is not the lead.
        """
        if not self.is_lead:
            raise NotAllowedError(
                f"{what} is for the lead inspector.",
                kept="Nothing was changed.",
                todo="Ask the lead, who is marked in the team list on the Plan page.",
            )

    def person_name(self, person: str) -> str:
        """Return the name shown for a person id: a member's, this person's, else the id itself."""
        member = next((one for one in self.members if person and one.person == person), None)
        if member is not None and member.name:
            return member.name
        return self.me.name if person == self.me.person else self._people.get(person, person)

    def people(self, authors: Iterable[str]) -> dict[str, str]:
        """Return the names of those authors who are on no team list here."""
        named = {member.person for member in self.members if member.person}
        known = {**self._people, self.me.person: self.me.name}
        return {one: known[one] for one in sorted(set(authors) - named) if one in known}

    def now(self) -> datetime:
        """Return the wall clock, with its offset."""
        return self.file.writer.clock.now()

    def now_text(self) -> str:
        """Return the wall clock to the second as an ISO date-time."""
        return self.now().isoformat(timespec="seconds")

    # -- changing ------------------------------------------------------------------------------

    def run(self, step: StepDraft, made: str = "") -> Changes:
        """Write one step and bring the snapshot up to date.

        Args:
            step: what to write; a step without drafts changes nothing.
            made: the record the command is about.
        """
        if not step.drafts:
            return Changes(made=made)
        return self.took(self.file.commit(step), made)

    def took(self, states: Iterable[RecordState], made: str = "") -> Changes:
        """Take what records say after a write and return what changed."""
        states = tuple(states)
        self._snapshot = self._snapshot.after(states)
        return replace(
            Changes(made=made),
            kinds=frozenset(state.kind for state in states),
            ids=frozenset(state.id for state in states),
        )

    # -- reading and closing -------------------------------------------------------------------

    @property
    def reading(self) -> Reading:
        """The read-only connection, for the one reader thread."""
        if self._reading is None:
            self._reading = Reading(self.file.path, self.file.key)
        return self._reading

    def close(self) -> None:
        """Seal, end reads and close the file."""
        if self._reading is not None:
            with suppress(Exception):
                self._reading.close()
            self._reading = None
        self.kept.clear()
        self.file.close()


def _people_of(file: InspectionFile) -> dict[str, str]:
    try:
        return dict(json.loads(file.marked("people") or "{}"))
    except (ValueError, TypeError) as error:
        raise DamagedFileError(
            f"{file.path.name} is damaged: the names of its authors cannot be read.",
            kept="It was left as it is.",
            todo="Restore the newest backup, or ask the lead for a copy.",
        ) from error
