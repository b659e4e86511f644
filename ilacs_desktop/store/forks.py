"""Two entries under one replica and sequence: the second is kept beside the journal and named.

This happens when a snapshot of a whole disk is used twice; it is found when the laptops meet.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ilacs_desktop.domain.entry import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.store.connection import Connection


def keep(connection: Connection, entries: Iterable[Entry]) -> None:
    """Keep entries that cannot stand in the journal; struck-out values are not among them."""
    connection.executemany(
        "INSERT OR IGNORE INTO forked VALUES (?,?,?,?)",
        [(entry.ref.replica, entry.ref.seq, entry.hash, _text(entry)) for entry in entries],
    )


def _text(entry: Entry) -> str:
    values = {name: one.value for name, one in entry.changes.items() if not one.is_struck}
    return canonical(
        {
            "wall": entry.wall,
            "author": entry.author,
            "step_name": entry.step_name,
            "kind": entry.kind,
            "record": entry.record,
            "values": values,
        }
    )


def strike(connection: Connection) -> None:
    """Take struck-out values out of what is kept, by the names in ``struck``."""
    struck = set(connection.execute("SELECT replica, seq, field FROM struck"))
    for replica, seq, chain, text in connection.execute("SELECT * FROM forked").fetchall():
        body = json.loads(text)
        kept = {
            name: value
            for name, value in body["values"].items()
            if (replica, seq, name) not in struck
        }
        connection.execute(
            "UPDATE forked SET body = ? WHERE replica = ? AND seq = ? AND hash = ?",
            (canonical({**body, "values": kept}), replica, seq, chain),
        )
