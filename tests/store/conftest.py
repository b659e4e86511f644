"""Laptops with real encrypted files: each a replica of one inspection, with a clock of its own."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
import uuid6
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.undo import restored, stacks
from ilacs_desktop.store import arrivals, journal
from ilacs_desktop.store.inspection_file import InspectionFile, Writer
from ilacs_desktop.store.proof.verify import verify

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """A wall clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = MONDAY

    def now(self):
        return self.at

    def go(self, **by) -> None:
        self.at += timedelta(**by)


class Signer:
    """The signing key of a person, the same in every test."""

    def __init__(self, name: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        return self._key.sign(data)


class Laptop:
    """One replica of an inspection, and the few things a person does with it."""

    def __init__(self, folder, name: str, key: bytes | None = None, person: str = "") -> None:
        self.name = name
        self.key = key or secrets.token_bytes(32)
        self.path = folder / f"{name}.db"
        self.clock = Clock()
        person = person or name
        self.writer = Writer(person, f"machine of {name}", Signer(person), self.clock)
        opening = InspectionFile.open if self.path.exists() else InspectionFile.create
        self.file = opening(self.path, self.key, self.writer)

    def reopen(self) -> None:
        self.file.close()
        self.file = InspectionFile.open(self.path, self.key, self.writer)

    # -- commands ------------------------------------------------------------------------------

    def step(self, *drafts, name="Edit", action="edit", undoes=""):
        self.clock.go(milliseconds=7)
        return self.file.commit(StepDraft(name, drafts, action=action, undoes=undoes))

    def make(self, kind="evidence", record=None, **values) -> str:
        record = record or str(uuid6.uuid7())
        self.step(Draft(kind, record, {DELETED: False, **values}), name="Add")
        return record

    def edit(self, record, kind="evidence", **values) -> None:
        self.step(Draft(kind, record, values))

    def type(self, record, text, field="text", kind="evidence", seen=None) -> None:
        self.clock.go(milliseconds=300)
        self.file.type_text(kind, record, field, text, seen)

    def delete(self, record, kind="evidence") -> None:
        self.step(Draft(kind, record, {DELETED: True}), name="Delete", action="delete")

    def restore(self, record, kind="evidence") -> None:
        self.step(Draft(kind, record, {DELETED: False}), name="Restore", action="restore")

    def settle(self, record, kind="evidence", **values) -> None:
        self.step(Draft(kind, record, values), name="Choose", action="settle")

    def strike(self, record, phrase, replacement="[name]", field="text", kind="evidence") -> None:
        self.file.seal()
        holding = [
            entry.ref
            for entry in journal.of_record(self.file.connection, record)
            if field in entry.changes and phrase in str(entry.changes[field].value)
        ]
        shown = str(self.value(record, field, kind)).replace(phrase, replacement)
        draft = Draft(kind, record, {field: shown}, struck=tuple(holding))
        self.step(draft, name="Strike out", action="strike")

    def undo(self) -> bool:
        self.file.seal()
        return self._reverse(stacks(self.file.steps()).undo)

    def redo(self) -> bool:
        self.file.seal()
        return self._reverse(stacks(self.file.steps()).redo)

    def _reverse(self, waiting) -> bool:
        if not waiting:
            return False
        step = waiting[-1]
        connection = self.file.connection
        drafts = {}
        entries = journal.of_step(connection, step.id)
        for one in restored(entries, lambda ref, name: journal.value_of(connection, ref, name)):
            before = drafts.get(one.record) or Draft(one.kind, one.record, {})
            drafts[one.record] = Draft(
                one.kind,
                one.record,
                {**before.values, one.field: one.value},
                {**before.replaces, one.field: (one.replaces,)},
            )
        self.step(*drafts.values(), name=f"Undo {step.name}", action="undo", undoes=step.id)
        return True

    # -- looking -------------------------------------------------------------------------------

    def state(self, record, kind="evidence"):
        return self.file.state(kind, record)

    def value(self, record, field="text", kind="evidence"):
        return self.state(record, kind).values.get(field)

    def shown(self):
        """Return all that is shown, so that two laptops, or two moments, can be compared."""
        return {
            state.id: {name: value for name, value in state.values.items() if value is not None}
            for state in self.file.states()
        }

    def states(self):
        return {state.id: state for state in self.file.states()}

    def entries(self):
        return [one for one in journal.entries(self.file.connection) if not one.is_open]

    def verdict(self):
        return verify(self.file.connection)

    # -- exchange ------------------------------------------------------------------------------

    def replicas(self):
        return {
            row[0]: (row[1], row[2])
            for row in self.file.connection.execute("SELECT id, machine, public_key FROM replica")
        }

    def heads(self):
        found = {
            replica: journal.signed_head(self.file.connection, replica)
            for replica in self.replicas()
        }
        return {replica: head for replica, head in found.items() if head is not None}

    def give(self, other, keep=lambda entry: True):
        self.file.seal()
        taken = [entry for entry in self.entries() if keep(entry)]
        return arrivals.absorb(other.file, taken, self.replicas(), self.heads())


@pytest.fixture
def laptop(tmp_path):
    """Return what makes laptops; all are closed at the end."""
    made = []

    def make(name="ann", key=None, person="") -> Laptop:
        made.append(Laptop(tmp_path, name, key, person))
        return made[-1]

    yield make
    for one in made:
        one.file.close()
