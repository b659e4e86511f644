"""The whole journal read through, as a replay up to some moment needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain.lifting import lifted
from ilacs_desktop.store import journal
from ilacs_desktop.store.connection import known_errors

if TYPE_CHECKING:
    from ilacs_desktop.domain.entry import Entry
    from ilacs_desktop.store.reading import Reading


def every(reading: Reading) -> tuple[Entry, ...]:
    """Return every entry that counts on this laptop, in today's form, for the reader thread.

    Args:
        reading: the read-only connection; entries set aside are left out.
    """
    with known_errors(reading.path):
        aside = journal.aside(reading.connection)
        return tuple(
            lifted(entry) for entry in journal.entries(reading.connection) if entry.ref not in aside
        )
