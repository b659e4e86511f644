"""Opens an inspection file and says at once what can be known at once: no page is trusted blindly.

Header, key, schema and the signed heads are looked at here; every page and the whole journal are
checked beside the work afterwards (``checking``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.store.connection import known_errors
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.proof import rebuild, salvage
from ilacs_desktop.store.proof.raw_pages import lost_from_log

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ilacs_desktop.store.writer import Writer


def open_file(path: Path, key: bytes, writer: Writer) -> tuple[InspectionFile, tuple[str, ...]]:
    """Open a file; return it with what a person should know of its state, a sentence each.

    Where the write-ahead log was torn, SQLite takes what comes after the tear for never written;
    the entries in it that prove themselves are taken in all the same.

    Raises:
        KnownError: the file is missing, damaged, newer or cannot be written.
    """
    readable = salvage.read(path, key) if path.exists() and lost_from_log(path) else None
    file = InspectionFile.open(path, key, writer)
    told = []
    try:
        if readable is not None:
            with known_errors(path):
                file.complete(list(readable.entries))
                before = rebuild.held_heads(file.connection)
                count = rebuild.absorb(file, readable, salvage.sort_out(readable, before))
                lost = rebuild.settle(file, readable.newest)
            told.append(_torn_words(count, lost, file))
        if file.head_faults:
            told.append(
                "The end of this record is not what was signed: entries are missing from it or "
                "were put in. Check the record on the Team page before you rely on it."
            )
        if told:
            # Nothing is added to a chain whose end is in doubt.
            file.new_replica("restored")
    except BaseException:
        file.close()
        raise
    return file, tuple(told)


def _torn_words(count: int, lost: Sequence[tuple[str, int, int]], file: InspectionFile) -> str:
    words = (
        f"The disk did not keep the newest changes of this record whole ({file.path.name}-wal). "
    )
    if count:
        entries = "1 entry" if count == 1 else f"{count} entries"
        words += f"{entries} could be read back and stand in the record. "
    if lost:
        runs = (f"{first}" if first == last else f"{first} to {last}" for _, first, last in lost)
        words += f"Lost are entries {', '.join(runs)}. "
    return words + "Look at what you wrote last; everything before it is here."
