"""The open entry of a burst of typing: how it is sealed, and how it goes over to a new replica."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import uuid6

from ilacs_desktop.domain.entry import Entry, Ref, chain_hash, change
from ilacs_desktop.store import journal

if TYPE_CHECKING:
    from ilacs_desktop.store.connection import Connection


def seal(connection: Connection, growing: Entry, previous: str) -> Entry:
    """Seal an open entry on top of a chain's newest hash, inside a transaction; return it."""
    changes = {
        name: change(one.value, str(one.salt), one.replaces)
        for name, one in growing.changes.items()
    }
    sealed = replace(growing, changes=changes, previous=previous)
    sealed = replace(sealed, hash=chain_hash(sealed))
    journal.seal(connection, sealed)
    return sealed


def carry_over(connection: Connection, growing: Entry, replica: str) -> Entry:
    """Let an open entry begin the chain of a new replica, inside a transaction; return it so.

    Sealed in the old chain it would stand beside what another copy of the file has sealed under
    the same number. The step is a new one: the other copy has that one too.
    """
    moved = replace(growing, ref=Ref(replica, 1), step=str(uuid6.uuid7()))
    journal.renumber(connection, growing.ref, moved)
    return moved


def grown(growing: Entry | None, sealed: list[Entry], chain: str) -> Entry | None:
    """Return the entry that an open one became where it was read again, sealed; None if none.

    Args:
        growing: the open entry.
        sealed: what was read.
        chain: the newest hash that stands before it.
    """
    if growing is None:
        return None
    return next(
        (one for one in sealed if one.ref == growing.ref and one.previous == chain),
        None,
    )
