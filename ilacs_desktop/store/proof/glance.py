"""What an encrypted file holds, read without opening it for work: nothing in it changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.store import local, rows
from ilacs_desktop.store.backup.backups import heads_of
from ilacs_desktop.store.connection import connect, known_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ilacs_desktop.domain.projection import RecordState
    from ilacs_desktop.store.backup.backup_sets import Head


EXPORTS = "exports"
"""Local mark of what was exported from a file on this laptop."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What was seen.

    Attributes:
        states: what every record says.
        heads: the newest sealed entry of every replica.
        entries: how many sealed entries there are.
        attachments: digests of the received files whose keys are held.
        annex_rows: rows of Annex A.
        maker: person id of whoever made the file on this laptop.
        people: names of authors who are on no team list.
        exports: what this laptop noted of documents written out of it, as JSON; may be empty.
    """

    states: tuple[RecordState, ...]
    heads: tuple[Head, ...]
    entries: int
    attachments: tuple[str, ...]
    annex_rows: int
    maker: str
    people: Mapping[str, str]
    exports: str = ""


def glance(path: Path, key: bytes) -> Glance:
    """Read what a file holds.

    Args:
        path: the inspection file; nobody needs to have it open.
        key: its key.

    Raises:
        DamagedFileError: it cannot be read.
        StorageError: it cannot be opened.
    """
    connection = connect(path, key, read_only=True)
    try:
        with known_errors(path):
            heads, entries = heads_of(connection)
            found = connection.execute(
                "SELECT coalesce(sum(rows), 0) FROM annex_list JOIN annex_set ON set_no = no"
                " WHERE complete = 1"
            ).fetchone()
            digests = connection.execute("SELECT digest FROM blob_key ORDER BY digest")
            return Glance(
                states=tuple(rows.read_all(connection)),
                heads=heads,
                entries=entries,
                attachments=tuple(row[0] for row in digests),
                annex_rows=int(found[0]),
                maker=local.marked(connection, "maker"),
                people=json.loads(local.marked(connection, "people") or "{}"),
                exports=local.marked(connection, EXPORTS),
            )
    finally:
        connection.close()
