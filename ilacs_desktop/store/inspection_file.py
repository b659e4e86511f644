"""One inspection's encrypted file: every change to it goes through here, one path for all.

A step is written in one transaction: its journal entries, the rows they project to and the
signed head of this replica's chain. What is in memory changes only after the commit.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import uuid6

from ilacs_desktop.domain.clock import LogicalTime, newest_of, tick
from ilacs_desktop.domain.entry import Change, Entry, Ref, change, plain
from ilacs_desktop.domain.projection import RecordState, apply
from ilacs_desktop.domain.undo import Step
from ilacs_desktop.domain.values import SCHEMA
from ilacs_desktop.errors import DamagedFileError, StorageError
from ilacs_desktop.store import bursts, drafting, forks, journal, local, migrations, rows
from ilacs_desktop.store.connection import connect, known_errors, transaction
from ilacs_desktop.store.drafting import Stamp
from ilacs_desktop.store.migrations.run import migrate
from ilacs_desktop.store.proof.verify import head_faults
from ilacs_desktop.store.unindexed import Unindexed
from ilacs_desktop.store.writer import Signer, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ilacs_desktop.domain.draft import StepDraft
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.store.connection import Connection

_UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What is raised where a page is whole zeros: SQLCipher takes such a one for never written."""

BURST_MS = 120_000
"""An open entry is sealed at the latest this long after its first key."""


class InspectionFile:
    """An open inspection file with everything its records say in memory.

    Used from one writer thread; other threads read what it hands out, which is immutable.
    """

    def __init__(self, path: Path, key: bytes, connection: Connection, writer: Writer) -> None:
        self.path = path
        self.key = key
        self.writer = writer
        self.replica = ""
        self.clock_went_back = False
        self.head_faults: tuple[str, ...] = ()
        self._connection = connection
        self._states: dict[str, RecordState] = {}
        self._seq = 0
        self._hash = ""
        self._time = LogicalTime(0)
        self._open: Entry | None = None
        self._unindexed = Unindexed()
        self._steps: list[Step] | None = None
        self._is_clean = True

    # -- opening and closing -------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, key: bytes, writer: Writer) -> InspectionFile:
        """Make an empty inspection file with its first replica.

        Args:
            path: must not exist.
            key: 32 random bytes.
            writer: who makes it.

        Raises:
            StorageError: there is a file already, or the disk refused.
        """
        if path.exists():
            raise StorageError(f"{path} is there already.", kept="It was left as it is.")
        file = cls._opened(path, key, writer)
        file.new_replica("created")
        return file

    @classmethod
    def open(cls, path: Path, key: bytes, writer: Writer) -> InspectionFile:
        """Open a file, migrate it and read what its records say.

        Raises:
            KnownError: the file is missing, damaged, newer or cannot be written.
        """
        # SQLite takes a missing or an empty file for a new database: nobody would be told.
        with known_errors(path):
            if path.stat().st_size == 0:
                raise DamagedFileError(
                    f"{path.name} is empty: what it held is gone from this file.",
                    kept="It was left as it is.",
                    todo="Restore the newest backup, or ask the lead for a copy.",
                )
        return cls._opened(path, key, writer)

    @classmethod
    def _opened(cls, path: Path, key: bytes, writer: Writer) -> InspectionFile:
        connection = connect(path, key)
        file = cls(path, key, connection, writer)
        try:
            with known_errors(path):
                migrate(connection, path, key, migrations.STEPS)
                # Before what was being typed is sealed: a new signature would hide an old fault.
                file.head_faults = head_faults(connection)
                file._read()
        except _UNREADABLE as error:
            connection.close()
            raise DamagedFileError(
                f"{path.name} is damaged: a record in it cannot be read.",
                kept="It was left as it is.",
                todo="Restore the newest backup, or ask the lead for a copy.",
            ) from error
        except BaseException:
            connection.close()
            raise
        return file

    def _read(self) -> None:
        self._states = {state.id: state for state in rows.read_all(self._connection)}
        changes = (state.changed for state in self._states.values())
        self._time = newest_of((one.time for one in changes if one), self.writer.clock.now())
        self._is_clean = not local.is_cleaning_due(self._connection)
        replica = local.marked(self._connection, "replica")
        if replica:
            self._take_replica(replica)
            self._unindexed.start(self._connection)
            if not local.is_own(self._connection, replica, self.writer):
                # Restored under another identity, whose signature would not fit this chain.
                self.new_replica("restored")
        self._clean()

    def _take_replica(self, replica: str) -> None:
        self.replica = replica
        self._seq, self._hash = journal.newest(self._connection, replica)
        for entry in journal.entries(
            self._connection,
            "j.replica = ? AND j.seq = (SELECT max(seq) FROM journal WHERE replica = j.replica)",
            (replica,),
        ):
            self._time = max(self._time, entry.time)
            if entry.is_open:
                # The app was ended while typing. It is sealed when it is known whose chain this is.
                self._open = entry

    def new_replica(self, because: str) -> str:
        """Start a new replica and return its id; what is being typed goes over to it.

        Args:
            because: ``created``, ``joined``, ``restored`` or ``copied``.
        """
        replica, growing, after = secrets.token_hex(8), self._open, None
        with known_errors(self.path), transaction(self._connection):
            self.index_all()
            local.add_replica(self._connection, replica, because, self.writer)
            if growing is not None:
                growing = bursts.carry_over(self._connection, growing, replica)
                after = self._project(growing)
        self.replica, self._seq, self._hash, self._open = replica, 0, "", growing
        if after is not None:
            self._states[after.id], self._steps = after, None
        with known_errors(self.path):
            self._unindexed.start(self._connection)
        self.seal()
        return replica

    def complete(self, read: list[Entry]) -> None:
        """Where the open burst was read elsewhere as it was sealed, take that for it."""
        sealed = bursts.grown(self._open, read, self._hash)
        if sealed is not None:
            with known_errors(self.path), transaction(self._connection):
                journal.seal(self._connection, sealed)
                after = self._project(sealed)
            self._open, self._seq, self._hash = None, sealed.ref.seq, sealed.hash
            self._states[after.id] = after

    def _project(self, entry: Entry) -> RecordState:
        kind, record = entry.kind, entry.record
        after = journal.projected(self._connection, kind, record, journal.aside(self._connection))
        rows.write(self._connection, after, self.state(kind, record))
        return after

    def mark(self, key: str, value: str) -> None:
        """Keep a small local note, such as the page that was open."""
        with known_errors(self.path):
            local.mark(self._connection, key, value)

    def marked(self, key: str) -> str:
        """Return a local note; empty where there is none."""
        with known_errors(self.path):
            return local.marked(self._connection, key)

    def close(self) -> None:
        """Seal what is open, fold the WAL into the file and close it.

        A disk that refuses stops nothing here: what was typed is saved, and sealed when the file
        is next opened.
        """
        try:
            with suppress(StorageError, DamagedFileError), known_errors(self.path):
                self.seal()
                with transaction(self._connection):
                    self.index_all()
                self._is_clean = not local.is_cleaning_due(self._connection)
                self._clean()
                local.cut_wal(self._connection)
        finally:
            self._connection.close()

    @property
    def connection(self) -> Connection:
        """The writer's connection, for the other modules of this room."""
        return self._connection

    @property
    def head(self) -> tuple[str, int, str]:
        """Replica, sequence and hash of the newest sealed entry made here."""
        return self.replica, self._seq, self._hash

    @property
    def machine(self) -> str:
        """Digest of the machine on which this replica was begun; empty where that is not known."""
        return local.machine_of(self._connection, self.replica)

    def holds(self, replica: str, seq: int, chain: str) -> bool:
        """Return whether an entry stands here under this replica, sequence and hash."""
        found = self._connection.execute(
            "SELECT hash FROM journal WHERE replica = ? AND seq = ?", (replica, seq)
        ).fetchone()
        return seq == 0 or (found is not None and found[0].hex() == chain)

    # -- reading -------------------------------------------------------------------------------

    def states(self) -> Iterable[RecordState]:
        """Return what every record says."""
        return tuple(self._states.values())

    def take(self, states: Iterable[RecordState], time: LogicalTime) -> None:
        """Take what records say after entries from elsewhere were written or set aside."""
        for state in states:
            if state.fields:
                self._states[state.id] = state
            else:
                self._states.pop(state.id, None)
        self._time = max(self._time, time)
        self._steps = None
        newest, _ = journal.newest(self._connection, self.replica)
        if newest > self._seq:
            # Our own entries came back from elsewhere: this file is an older copy of itself.
            self.new_replica("copied")

    @property
    def time(self) -> LogicalTime:
        """The newest logical time seen."""
        return self._time

    def state(self, kind: str, record: str) -> RecordState:
        """Return what one record says; a blank state where it was never made."""
        return self._states.get(record) or RecordState(kind, record, {})

    def steps(self) -> tuple[Step, ...]:
        """Return this person's steps in the order made."""
        if self._steps is None:
            self._steps = journal.steps_of(self._connection, self.writer.author)
        return tuple(self._steps)

    def _note_step(self, step: Step) -> None:
        if self._steps is not None:
            self._steps.append(step)

    # -- writing -------------------------------------------------------------------------------

    def commit(self, step: StepDraft) -> tuple[RecordState, ...]:
        """Write one step and return what its records say now.

        Raises:
            NotAllowedError: an edit of a deleted record or of one from a newer version.
            StorageError: the disk refused; nothing was changed.
        """
        if not step.drafts:
            return ()
        made: list[Entry] = []
        states: dict[str, RecordState] = {}
        with known_errors(self.path), transaction(self._connection):
            sealed = self._seal_in_transaction()
            seq, chain, time = self._seq, self._hash, self._time
            if sealed is not None:
                seq, chain = sealed.ref.seq, sealed.hash
            step_id = str(uuid6.uuid7())
            for draft in step.drafts:
                before = states.get(draft.record) or self.state(draft.kind, draft.record)
                drafting.refuse(step, draft, before)
                time, wall = self._next_time(time)
                seq += 1
                stamp = Stamp(
                    Ref(self.replica, seq), time, wall, self.writer.author, step_id, chain
                )
                entry = drafting.entry_of(step, draft, before, stamp, self._history)
                chain = entry.hash
                states[draft.record] = apply(before, entry, ())
                made.append(entry)
            journal.add(self._connection, made)
            self._sign(seq, chain)
            is_struck = self._strike(made, states)
            for state in states.values():
                rows.write(self._connection, state, self.state(state.kind, state.id))
            self._unindexed.add(states.values())
            is_indexed = is_struck or self._unindexed.is_due(seq)
            if is_indexed:
                self._index(states.values(), seq)
        self._open = None
        self._seq, self._hash, self._time = seq, chain, time
        self._states.update(states)
        self._note_step(Step(step_id, step.name, step.action, step.undoes))
        if is_indexed:
            self._unindexed.done(seq)
        if is_struck:
            self._is_clean = False
        self.clean()
        return tuple(states.values())

    def _history(self, record: str) -> Iterable[Entry]:
        return journal.of_record(self._connection, record)

    def _sign(self, seq: int, chain: str) -> None:
        signature = self.writer.signer.sign(bytes.fromhex(chain))
        journal.sign_head(self._connection, self.replica, seq, chain, signature)

    def _strike(self, made: Iterable[Entry], states: dict[str, RecordState]) -> bool:
        """Take struck-out values out of the journal; return whether there were any."""
        struck = [entry for entry in made if entry.struck]
        for entry in struck:
            for name in entry.changes:
                journal.strike(self._connection, entry.struck, name)
        if struck:
            forks.strike(self._connection)
            local.ask_cleaning(self._connection)
            # What was struck may stand in several entries: read them again without it.
            aside = journal.aside(self._connection)
            for entry in struck:
                states[entry.record] = journal.projected(
                    self._connection, entry.kind, entry.record, aside
                )
        return bool(struck)

    def _index(self, fresh: Iterable[RecordState], seq: int) -> None:
        states = {**self._states, **{state.id: state for state in fresh}}
        self._unindexed.write(self._connection, states, self.replica, seq)

    def index_all(self, fresh: Iterable[RecordState] = ()) -> None:
        """Bring the search up to date, inside a transaction.

        Args:
            fresh: what records say that ``take`` will be told of.
        """
        self._index(fresh, self._seq)

    def _next_time(self, last: LogicalTime) -> tuple[LogicalTime, str]:
        now = self.writer.clock.now()
        ticked = tick(last, now)
        self.clock_went_back = ticked.went_back
        return ticked.time, now.isoformat(timespec="milliseconds")

    def clean(self) -> None:
        """Take what strike-outs left behind off the disk, where that is due and can be done now."""
        with known_errors(self.path):
            self._clean()

    def _clean(self) -> None:
        if not self._is_clean:
            self._is_clean = local.clean(self._connection)

    def ask_cleaning(self) -> None:
        """Note that a strike-out arrived; call ``clean`` when its transaction has ended."""
        local.ask_cleaning(self._connection)
        self._is_clean = False

    # -- typing --------------------------------------------------------------------------------

    def type_text(
        self,
        kind: str,
        record: str,
        field: str,
        value: JsonValue,
        seen: tuple[Ref, ...] | None = None,
        name: str = "Type",
    ) -> tuple[RecordState, ...]:
        """Save a growing text: one burst of typing is one open entry.

        Args:
            kind: record kind.
            record: record id; the record must have been made.
            field: the one field being typed in.
            value: the whole text as it stands.
            seen: the entries whose value the burst began from; what is shown where left out.
            name: the step's name.

        Raises:
            NotAllowedError: the record is deleted or from a newer version.
            StorageError: the disk refused; the text stays with the caller.
        """
        state = self.state(kind, record)
        growing = self._open
        if (
            growing is not None
            and growing.record == record
            and field in growing.changes
            and not self._is_old(growing)
        ):
            return (self._grow(growing, state, field, value),)
        drafting.refuse_record(state, "edit")
        sealed_seq = self.seal()
        time, wall = self._next_time(self._time)
        shown = state.field(field)
        replaces = shown.seen
        if seen is not None and set(seen) != set(shown.refs):
            entries = journal.of_record(self._connection, record)
            replaces = drafting.followed(entries, field, seen, shown.refs, self.replica)
        entry = Entry(
            ref=Ref(self.replica, sealed_seq + 1),
            time=time,
            wall=wall,
            author=self.writer.author,
            schema=SCHEMA,
            step=str(uuid6.uuid7()),
            step_name=name,
            action="edit",
            kind=kind,
            record=record,
            changes={field: change(plain(value), secrets.token_hex(16), replaces)},
        )
        after = apply(state, entry, ())
        with known_errors(self.path), transaction(self._connection):
            journal.add(self._connection, [entry])
            rows.write(self._connection, after, state)
        self._open, self._time = entry, time
        self._unindexed.add((after,))
        self._note_step(Step(entry.step, entry.step_name, entry.action))
        self._states[record] = after
        return (after,)

    def _is_old(self, entry: Entry) -> bool:
        now = int(self.writer.clock.now().timestamp() * 1000)
        return abs(now - entry.time.ms) > BURST_MS

    def _grow(
        self, growing: Entry, state: RecordState, field: str, value: JsonValue
    ) -> RecordState:
        old = growing.changes[field]
        grown = replace(
            growing, changes={field: Change(plain(value), old.salt, old.commitment, old.replaces)}
        )
        after = apply(state, grown, ())
        with known_errors(self.path), transaction(self._connection):
            journal.grow(self._connection, grown)
            rows.grow(self._connection, after, field, state)
        self._open = grown
        self._states[state.id] = after
        return after

    @property
    def open_entry(self) -> Entry | None:
        """The burst of typing that can still grow, or None."""
        return self._open

    def seal(self) -> int:
        """Seal the open entry, if there is one; return this replica's newest sequence."""
        if self._open is None:
            return self._seq
        with known_errors(self.path), transaction(self._connection):
            sealed = self._seal_in_transaction()
        if sealed is not None:
            self._seq, self._hash = sealed.ref.seq, sealed.hash
        self._open = None
        return self._seq

    def _seal_in_transaction(self) -> Entry | None:
        if self._open is None:
            return None
        sealed = bursts.seal(self._connection, self._open, self._hash)
        self._sign(sealed.ref.seq, sealed.hash)
        return sealed


__all__ = ["BURST_MS", "InspectionFile", "Signer", "Writer"]
