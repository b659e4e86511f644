"""Makes a new inspection file of a good copy and of what can still be read of a damaged one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.store import arrivals, journal
from ilacs_desktop.store.connection import connect, known_errors, transaction
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.proof import salvage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.store.connection import Connection
    from ilacs_desktop.store.proof.salvage import Readable, Sorted
    from ilacs_desktop.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A new file and what went into it.

    Attributes:
        file: the new file, open.
        held: entries that the good copy held.
        recovered: entries that were read from the damaged file beyond it.
        unproved: how many of those are whole, but what stood before them is gone.
        lost: runs of entries that are in neither: (replica, first, last).
        has_typing: whether what was being typed when the file was last written came along.
    """

    file: InspectionFile
    held: int
    recovered: int
    unproved: int
    lost: tuple[tuple[str, int, int], ...]
    has_typing: bool


def copy_database(source: Path, source_key: bytes, goal: Path, key: bytes) -> None:
    """Copy a database page by page under another key.

    Raises:
        KnownError: the source is damaged or the disk refused.
    """
    reading = connect(source, source_key, read_only=True)
    try:
        writing = connect(goal, key)
        try:
            with known_errors(goal):
                reading.backup(writing, pages=-1)
        finally:
            writing.close()
    finally:
        reading.close()


def held_heads(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return sequence and hash of the newest entry of every replica that is held."""
    names = [row[0] for row in connection.execute("SELECT id FROM replica")]
    return {name: journal.newest(connection, name) for name in names}


def rebuild(
    path: Path,
    key: bytes,
    writer: Writer,
    readable: Readable,
    remembered: Mapping[str, int],
    *,
    is_copy: bool,
) -> Rebuilt:
    """Fill a new file with what was read of the damaged one.

    Args:
        path: the new file; a good copy stands there where ``is_copy``, else nothing.
        key: its key.
        writer: who works on this laptop.
        readable: what was read of the damaged file.
        remembered: how far each replica had come, as this laptop remembers.
        is_copy: whether it begins as a good copy of an earlier state.
    """
    opening = InspectionFile.open if is_copy else InspectionFile.create
    file = opening(path, key, writer)
    try:
        connection = file.connection
        held = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
        if is_copy:
            file.complete(list(readable.entries))
            file.new_replica("restored")
        else:
            for name, value in readable.marks.items():
                file.mark(name, value)
        found = salvage.sort_out(readable, held_heads(connection))
        absorb(file, readable, found)
        newest = {**readable.newest}
        for replica, seq in remembered.items():
            newest[replica] = max(seq, newest.get(replica, 0))
        lost = settle(file, newest)
        has_typing = _type_again(file, readable.growing)
    except BaseException:
        file.close()
        raise
    recovered = len(found.proved) + len(found.unproved)
    return Rebuilt(file, int(held), recovered, len(found.unproved), lost, has_typing)


def absorb(file: InspectionFile, readable: Readable, found: Sorted) -> int:
    """Take what was read and proved into a file by the way of every arrival; return how many.

    Args:
        file: the open file.
        readable: what was read of a damaged one.
        found: the entries of it that the file lacks.
    """
    fresh = sorted((*found.proved, *found.unproved), key=lambda entry: entry.ref)
    named = {entry.ref.replica for entry in fresh}
    replicas = {
        # Whose replica it was can be unreadable; its entries prove themselves all the same.
        name: readable.replicas.get(name, ("", bytes(32)))
        for name in sorted(named | {*readable.replicas})
    }
    arrivals.absorb(file, fresh, replicas, readable.heads)
    return len(fresh)


def settle(file: InspectionFile, newest: Mapping[str, int]) -> tuple[tuple[str, int, int], ...]:
    """Note what is lost after a damaged file was read; return its runs.

    Replicas that came further than their signed head count as arrived: only the head is signed.

    Args:
        file: the open file.
        newest: how far each replica is known to have come.
    """
    connection = file.connection
    with known_errors(file.path), transaction(connection):
        connection.execute(
            "UPDATE replica SET made_because = 'arrived' WHERE id <> ? AND head_seq <"
            " (SELECT max(seq) FROM journal WHERE replica = replica.id)",
            (file.replica,),
        )
        lost = salvage.missing(connection, newest)
        salvage.note_lost(connection, lost)
    return tuple(lost)


def _type_again(file: InspectionFile, growing: Entry | None) -> bool:
    """Write what was being typed once more, under this file's own replica."""
    if growing is None:
        return False
    is_new = False
    for name, one in growing.changes.items():
        state = file.state(growing.kind, growing.record)
        if state.fields and not state.is_deleted and state.values.get(name) != one.value:
            file.type_text(
                growing.kind, growing.record, name, one.value, one.replaces, growing.step_name
            )
            file.seal()
            is_new = True
    return is_new
