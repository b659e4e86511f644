"""Takes out of a damaged inspection file every journal entry that can still be read and proved.

Pages are read one by one, from the file and from its write-ahead log. An entry counts where its
hash and its commitments fit: what a failing disk changed cannot pass for what was written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ilacs_desktop.domain.entry import Ref, faults
from ilacs_desktop.store import journal, local
from ilacs_desktop.store.proof import raw_rows
from ilacs_desktop.store.proof.raw_pages import PageReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.store.arrivals import SignedHead
    from ilacs_desktop.store.connection import Connection
    from ilacs_desktop.store.proof.raw_rows import Row

_JOURNAL = (str, int, int, int, str, str, int, str, str, str, str, str, str, str, bytes, bytes)
_REPLICA = (str, str, str, str, bytes, int, str, object)
_BLOB_KEY = (str, str, int, bytes)
_HASH = 32
_MARKS = ("inspection", "maker", "people", "training_now")
"""Local notes without which a file does not open as what it is."""
LOST = "lost_entries"
"""Local note of entries that a salvage could not read: [replica, first, last] each."""


@dataclass(frozen=True, slots=True)
class Readable:
    """What can be read of a damaged file.

    Attributes:
        entries: sealed entries that prove themselves, each replica's in order.
        growing: the entry that was being typed, from a whole page; None where there was none.
        replicas: machine and public key by replica id.
        heads: signed heads whose signature fits, by replica id.
        marks: local notes, such as the inspection's id.
        blob_keys: rows of the keys of attachments.
        newest: the greatest sequence told of anywhere in the file, by replica.
        damaged: numbers of pages whose check value does not fit.
        pages: how many pages there are.
    """

    entries: tuple[Entry, ...]
    growing: Entry | None
    replicas: Mapping[str, tuple[str, bytes]]
    heads: Mapping[str, SignedHead]
    marks: Mapping[str, str]
    blob_keys: tuple[Row, ...]
    newest: Mapping[str, int]
    damaged: tuple[int, ...]
    pages: int


@dataclass(slots=True)
class _Found:
    """Rows as they were found, whatever they are worth; the newest of a kind stands last."""

    own: dict[Ref, list[Row]] = field(default_factory=lambda: defaultdict(list))
    values: dict[Ref, dict[str, list[Row]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    replicas: dict[str, Row] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    blob_keys: dict[str, Row] = field(default_factory=dict)
    struck: set[tuple[Ref, str]] = field(default_factory=set)
    whole: set[Ref] = field(default_factory=set)


def read(path: Path, key: bytes, is_cancelled: Callable[[], bool] = lambda: False) -> Readable:
    """Read what can be read of an inspection file that SQLite will not open, or not to its end.

    Args:
        path: the damaged file; it is left as it is.
        key: its key.
        is_cancelled: asked for every page; when true what was read so far is returned.
    """
    reader = PageReader(path, key)
    found = _Found()
    bodies: dict[int, bytes] = {}
    whole: set[int] = set()
    count = 0
    damaged: list[int] = []
    for page in reader.pages():
        count += 1
        bodies[page.number] = page.body
        (whole.add if page.is_whole else damaged.append)(page.number)
    _take_all(found, bodies, whole, is_cancelled)
    logged = {page.number: page for page in reader.logged()}
    if logged:
        bodies.update({number: page.body for number, page in logged.items()})
        whole |= {number for number, page in logged.items() if page.is_whole}
        _take_all(found, bodies, whole, is_cancelled, set(logged))
    return _readable(found, tuple(damaged), count)


def _take_all(
    found: _Found,
    bodies: Mapping[int, bytes],
    whole: set[int],
    is_cancelled: Callable[[], bool],
    only: set[int] | None = None,
) -> None:
    for number in sorted(bodies if only is None else only):
        if is_cancelled():
            return
        for row in raw_rows.rows(number, bodies):
            _take(found, row, is_whole=number in whole)


def _take(found: _Found, row: Row, *, is_whole: bool) -> None:
    if _is_like(row, _JOURNAL):
        ref = Ref(row[0], row[1])
        found.own[ref].append(row)
        if is_whole:
            found.whole.add(ref)
    elif _is_value(row):
        found.values[Ref(row[0], row[1])][row[2]].append(row)
    elif _is_like(row, _REPLICA) and len(row[4]) == _HASH:
        found.replicas[row[0]] = row
    elif _is_like(row, _BLOB_KEY) and len(row[0]) == 2 * _HASH and len(row[3]) == _HASH:
        found.blob_keys[row[0]] = row
    elif is_whole and _is_like(row, (str, int, str)):
        found.struck.add((Ref(row[0], row[1]), row[2]))
    elif _is_like(row, (str, str)) and row[0] in _MARKS:
        found.marks[row[0]] = row[1]


def _is_like(row: Row, kinds: tuple[type, ...]) -> bool:
    return len(row) == len(kinds) and all(map(isinstance, row, kinds))


def _is_value(row: Row) -> bool:
    return (
        len(row) == 7
        and _is_like((*row[:3], *row[5:]), (str, int, str, bytes, str))
        and isinstance(row[3], str | None)
        and isinstance(row[4], bytes | None)
    )


# -- what the rows come to ---------------------------------------------------------------------


def _readable(found: _Found, damaged: tuple[int, ...], pages: int) -> Readable:
    entries, growing = [], None
    newest: dict[str, int] = {}
    for ref in sorted(found.own):
        entry = _entry(found, ref)
        if entry is None:
            continue
        if not entry.is_open:
            entries.append(entry)
        elif ref in found.whole and entry.changes:
            growing = entry
    for ref in found.own:
        # A number out of a page that does not fit its check value may be any number.
        if ref in found.whole:
            newest[ref.replica] = max(newest.get(ref.replica, 0), ref.seq)
    for entry in entries:
        replica = entry.ref.replica
        newest[replica] = max(newest.get(replica, 0), entry.ref.seq)
    if growing is not None and newest.get(growing.ref.replica) == growing.ref.seq:
        newest[growing.ref.replica] -= 1
    replicas = {name: (str(row[1]), bytes(row[4])) for name, row in found.replicas.items()}
    heads = dict(_heads(found.replicas.values()))
    for replica, (seq, _, _) in heads.items():
        newest[replica] = max(newest.get(replica, 0), seq)
    return Readable(
        tuple(_without_struck(found, entries)),
        growing,
        replicas,
        heads,
        dict(found.marks),
        tuple(found.blob_keys.values()),
        newest,
        damaged,
        pages,
    )


def _entry(found: _Found, ref: Ref) -> Entry | None:
    """Return an entry by the newest rows that fit together, else by older ones; None if none do."""
    fields = found.values.get(ref, {})
    tries = max([len(found.own[ref]), *map(len, fields.values())])
    for back in range(1, tries + 1):
        own = found.own[ref][-min(back, len(found.own[ref]))]
        rows = [(*own, *held[-min(back, len(held))][2:]) for _, held in sorted(fields.items())] or [
            (*own, None, None, None, None, None)
        ]
        try:
            entry = journal.entry_of(rows)
            if entry.is_open or (not faults(entry) and journal.is_as_written(entry, rows)):
                return entry
        except (ValueError, TypeError, AttributeError, KeyError, IndexError):
            continue
    return None


def _without_struck(found: _Found, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Leave out entries that still show what was struck out; an older page may hold it."""
    gone = set(found.struck)
    entries = list(entries)
    for entry in entries:
        gone |= {(ref, name) for ref in entry.struck for name in entry.changes}
    for entry in entries:
        lost = [name for name in entry.changes if (entry.ref, name) in gone]
        yield _lean(entry, lost) if lost else entry


def _lean(entry: Entry, lost: Iterable[str]) -> Entry:
    taken = {name: replace(entry.changes[name], value=None, salt=None) for name in lost}
    return replace(entry, changes={**entry.changes, **taken})


def _heads(rows: Iterable[Row]) -> Iterator[tuple[str, SignedHead]]:
    for row in rows:
        if not isinstance(row[7], bytes):
            continue
        try:
            Ed25519PublicKey.from_public_bytes(row[4]).verify(row[7], bytes.fromhex(row[6]))
        except (InvalidSignature, ValueError):
            continue
        yield row[0], (row[5], row[6], row[7])


# -- what they prove ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sorted:
    """Entries that a newer file lacks, by how far they are proved.

    Attributes:
        proved: they follow on what is held, or lead to a signed head.
        unproved: whole in themselves, but what stood between is gone.
    """

    proved: tuple[Entry, ...]
    unproved: tuple[Entry, ...]


def sort_out(readable: Readable, held: Mapping[str, tuple[int, str]]) -> Sorted:
    """Sort the entries that are not held yet.

    Args:
        readable: what was read.
        held: sequence and hash of the newest entry of each replica that is held.
    """
    by_replica: dict[str, dict[int, Entry]] = defaultdict(dict)
    for entry in readable.entries:
        by_replica[entry.ref.replica][entry.ref.seq] = entry
    proved: list[Entry] = []
    unproved: list[Entry] = []
    for replica, numbered in sorted(by_replica.items()):
        seq, chain = held.get(replica, (0, ""))
        fresh = {at: entry for at, entry in numbered.items() if at > seq}
        sure = _forward(fresh, seq, chain) | _backward(fresh, readable.heads.get(replica))
        for at in sorted(fresh):
            (proved if at in sure else unproved).append(fresh[at])
    return Sorted(tuple(proved), tuple(unproved))


def _forward(fresh: Mapping[int, Entry], seq: int, chain: str) -> set[int]:
    sure = set()
    while (entry := fresh.get(seq + 1)) is not None and entry.previous == chain:
        seq, chain = entry.ref.seq, entry.hash
        sure.add(seq)
    return sure


def _backward(fresh: Mapping[int, Entry], head: SignedHead | None) -> set[int]:
    sure: set[int] = set()
    seq, chain = (head[0], head[1]) if head else (0, "")
    while (entry := fresh.get(seq)) is not None and entry.hash == chain:
        sure.add(seq)
        seq, chain = seq - 1, entry.previous
    return sure


# -- what was lost -----------------------------------------------------------------------------


def missing(connection: Connection, newest: Mapping[str, int]) -> list[tuple[str, int, int]]:
    """Return the runs of entries that a file lacks: (replica, first, last).

    Args:
        connection: the new file.
        newest: how far each replica is known to have come.
    """
    runs = []
    for replica, last in sorted(newest.items()):
        held = {
            row[0]
            for row in connection.execute("SELECT seq FROM journal WHERE replica = ?", (replica,))
        }
        first = 0
        for seq in range(1, max(last, max(held, default=0)) + 1):
            if seq not in held and not first:
                first = seq
            elif seq in held and first:
                runs.append((replica, first, seq - 1))
                first = 0
        if first:
            runs.append((replica, first, last))
    return runs


def note_lost(connection: Connection, runs: Iterable[tuple[str, int, int]]) -> None:
    """Note which entries were lost, so that they are told as lost from then on."""
    known = {tuple(one) for one in lost(connection)}
    told = sorted(known | set(runs))
    local.mark(connection, LOST, json.dumps(told))


def lost(connection: Connection) -> tuple[tuple[str, int, int], ...]:
    """Return the runs of entries that were told as lost when this file was salvaged."""
    text: Any = local.marked(connection, LOST)
    try:
        return tuple((str(a), int(b), int(c)) for a, b, c in json.loads(text or "[]"))
    except (ValueError, TypeError):
        return ()


__all__ = ["LOST", "Readable", "Sorted", "lost", "missing", "note_lost", "read", "sort_out"]
