"""One inspection's encrypted file: every change to it goes through here, one path for all.

A step is written in one transaction: its journal entries, the rows they project to and the
signed head of this replica's chain. What is in memory changes only after the commit.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import uuid6

from ilacs_desktop.domain.clock import Clock, LogicalTime, tick
from ilacs_desktop.domain.entry import DELETED, Change, Entry, Ref, chain_hash, change, plain
from ilacs_desktop.domain.lifting import lifted
from ilacs_desktop.domain.projection import RecordState, apply
from ilacs_desktop.domain.undo import Step
from ilacs_desktop.domain.values import SCHEMA
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.store import journal, migrations, rows
from ilacs_desktop.store.connection import connect, known_errors, transaction
from ilacs_desktop.store.migrations.run import migrate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ilacs_desktop.domain.draft import Draft, StepDraft
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.store.connection import Connection

BURST_MS = 120_000
"""An open entry is sealed at the latest this long after its first key."""

_ON_DELETED = frozenset({"load", "restore", "undo", "settle", "delete", "strike"})


class Signer(Protocol):
    """The signing key of whoever writes."""

    @property
    def public_key(self) -> bytes:
        """The public half of the key."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the Ed25519 signature of ``data``."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, where and by which clock.

    Attributes:
        author: person id.
        machine: digest that stands for this machine.
        signer: the person's signing key.
        clock: the wall clock.
    """

    author: str
    machine: str
    signer: Signer
    clock: Clock


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
        self._connection = connection
        self._states: dict[str, RecordState] = {}
        self._seq = 0
        self._hash = ""
        self._time = LogicalTime(0)
        self._open: Entry | None = None
        self._steps: list[Step] | None = None

    # -- opening and closing -------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, key: bytes, writer: Writer) -> InspectionFile:
        """Make an empty inspection file with its first replica.

        Args:
            path: must not exist.
            key: 32 random bytes.
            writer: who makes it.
        """
        file = cls.open(path, key, writer)
        file.new_replica("created")
        return file

    @classmethod
    def open(cls, path: Path, key: bytes, writer: Writer) -> InspectionFile:
        """Open a file, migrate it and read what its records say.

        Raises:
            KnownError: the file is missing, damaged, newer or cannot be written.
        """
        connection = connect(path, key)
        file = cls(path, key, connection, writer)
        try:
            with known_errors(path):
                migrate(connection, path, key, migrations.STEPS)
                file._read()
        except BaseException:
            connection.close()
            raise
        return file

    def _read(self) -> None:
        for state in rows.read_all(self._connection):
            self._states[state.id] = state
            if state.changed:
                self._time = max(self._time, state.changed.time)
        row = self._connection.execute(
            "SELECT value FROM local_mark WHERE key = 'replica'"
        ).fetchone()
        if row is not None:
            self._take_replica(row[0])

    def _take_replica(self, replica: str) -> None:
        self.replica = replica
        self._seq, self._hash = journal.newest(self._connection, replica)
        left_open = list(
            journal.entries(self._connection, "j.replica = ? AND j.hash = ''", (replica,))
        )
        if left_open:
            # The app was ended while typing: what was typed is kept and sealed now.
            self._open = left_open[0]
            self.seal()

    def new_replica(self, because: str) -> str:
        """Start a new replica of this file and return its id.

        Args:
            because: ``created``, ``joined``, ``restored`` or ``copied``.
        """
        self.seal()
        replica = secrets.token_hex(8)
        with known_errors(self.path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO replica(id, machine, made_at, made_because, public_key)"
                " VALUES (?,?,?,?,?)",
                (
                    replica,
                    self.writer.machine,
                    self.writer.clock.now().isoformat(timespec="seconds"),
                    because,
                    self.writer.signer.public_key,
                ),
            )
            self._mark("replica", replica)
        self.replica, self._seq, self._hash = replica, 0, ""
        return replica

    def _mark(self, key: str, value: str) -> None:
        self._connection.execute(
            "INSERT INTO local_mark(key, value) VALUES (?,?)"
            " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def mark(self, key: str, value: str) -> None:
        """Keep a small local note, such as the page that was open."""
        with known_errors(self.path):
            self._mark(key, value)

    def marked(self, key: str) -> str:
        """Return a local note; empty where there is none."""
        row = self._connection.execute(
            "SELECT value FROM local_mark WHERE key = ?", (key,)
        ).fetchone()
        return str(row[0]) if row else ""

    def close(self) -> None:
        """Seal what is open, fold the WAL into the file and close it."""
        self.seal()
        with known_errors(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._connection.close()

    @property
    def connection(self) -> Connection:
        """The writer's connection, for the other modules of this room."""
        return self._connection

    @property
    def head(self) -> tuple[str, int, str]:
        """Replica, sequence and hash of the newest sealed entry made here."""
        return self.replica, self._seq, self._hash

    def holds(self, replica: str, seq: int, chain: str) -> bool:
        """Return whether an entry stands here under this replica, sequence and hash."""
        found = self._connection.execute(
            "SELECT hash FROM journal WHERE replica = ? AND seq = ?", (replica, seq)
        ).fetchone()
        return seq == 0 or (found is not None and found[0] == chain)

    # -- reading -------------------------------------------------------------------------------

    def states(self) -> Iterable[RecordState]:
        """Return what every record says."""
        return tuple(self._states.values())

    def take(self, states: Iterable[RecordState], time: LogicalTime) -> None:
        """Take what records say after entries from elsewhere were written.

        Args:
            states: the records they touched.
            time: the newest logical time seen.
        """
        self._states.update((state.id, state) for state in states)
        self._time = max(self._time, time)

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
                _refuse(step, draft, before)
                time, wall = self._next_time(time)
                seq += 1
                entry = self._entry(step, step_id, draft, before, Ref(self.replica, seq))
                entry = replace(entry, time=time, wall=wall, previous=chain)
                entry = replace(entry, hash=chain_hash(entry))
                chain = entry.hash
                journal.add(self._connection, entry)
                if entry.struck:
                    for name in entry.changes:
                        journal.strike(self._connection, entry.struck, name)
                states[draft.record] = self._projected(before, entry)
                made.append(entry)
            for state in states.values():
                rows.index(self._connection, state, rows.write(self._connection, state))
            self._sign(seq, chain)
        self._open = None
        self._seq, self._hash, self._time = seq, chain, time
        self._states.update(states)
        self._note_step(Step(step_id, step.name, step.action, step.undoes))
        if any(entry.struck for entry in made):
            self._forget_struck()
        return tuple(states.values())

    def _projected(self, before: RecordState, entry: Entry) -> RecordState:
        if entry.struck:
            # What was struck may stand in several entries: read them again without it.
            return journal.projected(self._connection, entry.kind, entry.record)
        return apply(before, lifted(entry), ())

    def _entry(
        self, step: StepDraft, step_id: str, draft: Draft, before: RecordState, ref: Ref
    ) -> Entry:
        return Entry(
            ref=ref,
            time=self._time,
            wall="",
            author=self.writer.author,
            schema=SCHEMA,
            step=step_id,
            step_name=step.name,
            action=step.action,
            kind=draft.kind,
            record=draft.record,
            changes={
                name: change(
                    plain(value),
                    secrets.token_hex(16),
                    self._replaced(step.action, before, name, draft.replaces.get(name)),
                )
                for name, value in draft.values.items()
            },
            undoes=step.undoes,
            covers=draft.covers,
            struck=draft.struck,
            origin=draft.origin,
        )

    def _replaced(
        self, action: str, state: RecordState, field: str, seen: tuple[Ref, ...] | None
    ) -> tuple[Ref, ...]:
        """Return what an entry replaces: what its author saw, and what was written right here.

        A field keeps what it saw while its own earlier bursts are sealed behind it; those came
        from this screen, so they were seen.
        """
        if seen is None:
            return state.field(field).seen
        if action != "edit":
            return seen
        ours = {
            head.ref for head in state.field(field).heads if head.ref.replica == self.replica
        }
        return tuple(sorted(ours.union(seen)))

    def _next_time(self, last: LogicalTime) -> tuple[LogicalTime, str]:
        now = self.writer.clock.now()
        ticked = tick(last, now)
        self.clock_went_back = ticked.went_back
        return ticked.time, now.isoformat(timespec="milliseconds")

    def _sign(self, seq: int, chain: str) -> None:
        self._connection.execute(
            "UPDATE replica SET head_seq = ?, head_hash = ?, head_signature = ? WHERE id = ?",
            (seq, chain, self.writer.signer.sign(bytes.fromhex(chain)), self.replica),
        )

    def _forget_struck(self) -> None:
        # The WAL still holds the pages as they were before; fold it in and cut it to nothing.
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

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
        _refuse_record(state, "edit")
        sealed_seq = self.seal()
        time, wall = self._next_time(self._time)
        replaces = self._replaced("edit", state, field, seen)
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
            journal.add(self._connection, entry)
            rows.write(self._connection, after)
        self._open, self._time = entry, time
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
            rows.write(self._connection, after)
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
        growing = self._open
        if growing is None:
            return None
        changes = {
            name: change(one.value, str(one.salt), one.replaces)
            for name, one in growing.changes.items()
        }
        sealed = replace(growing, changes=changes, previous=self._hash)
        sealed = replace(sealed, hash=chain_hash(sealed))
        journal.seal(self._connection, sealed)
        self._sign(sealed.ref.seq, sealed.hash)
        state = self._states.get(sealed.record)
        if state is not None:
            rows.index(self._connection, state, rows.write(self._connection, state))
        return sealed


def _refuse(step: StepDraft, draft: Draft, state: RecordState) -> None:
    makes = draft.values.get(DELETED) is False and not state.fields
    if not makes:
        _refuse_record(state, step.action)


def _refuse_record(state: RecordState, action: str) -> None:
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
