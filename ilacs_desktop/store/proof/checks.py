"""Checks a whole inspection file: every page, SQLite's own structure, then chains and rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.store import migrations
from ilacs_desktop.store.connection import (
    StoppedReadingError,
    connect,
    known_errors,
    schema_version,
)
from ilacs_desktop.store.proof.raw_pages import PAGE, PageReader, has_log, lost_from_log
from ilacs_desktop.store.proof.verify import Verdict, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ilacs_desktop.store.connection import Connection

_MOST_PAGES = 12
_STEPS = 20_000
"""Steps of SQLite's machine between two questions whether to stop; some milliseconds."""

_PAGE = re.compile(r"page (\d+)")
_BROKEN = Verdict(0, 0, 0, ())


def check_file(
    path: Path,
    key: bytes,
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    is_open: bool = False,
) -> Verdict:
    """Check every page of a file, then its journal and rows; what is damaged is named exactly.

    Args:
        path: the inspection file.
        key: its key.
        is_cancelled: asked now and then; when true the verdict covers what was read so far.
        is_open: it may be written to meanwhile, so that its log says nothing yet.

    Raises:
        StorageError: the file is missing or may not be read.
    """
    with known_errors(path):
        size = path.stat().st_size
        is_torn = not is_open and lost_from_log(path)
    if is_torn:
        # Opening it would make the log's index anew, and nobody could tell any more.
        words = "The newest changes are damaged in the write-ahead log."
        return replace(_BROKEN, faults=(words, *_raw_faults(path, key)))
    if size < PAGE and not has_log(path):
        return replace(_BROKEN, faults=(f"The file is cut short: {size:,} bytes are left of it.",))
    try:
        connection = connect(path, key, read_only=True)
    except DamagedFileError:
        return replace(_BROKEN, faults=_unopened(path, key))
    try:
        # What SQLite does in one go is asked now and then, too, whether it should stop.
        connection.set_progress_handler(lambda: int(is_cancelled()), _STEPS)
        with known_errors(path):
            pages = _page_faults(connection, path)
            if is_cancelled():
                return replace(_BROKEN, faults=pages, is_whole=False)
            found = _journal_verdict(connection, is_cancelled)
        return replace(found, faults=(*pages, *found.faults))
    except StoppedReadingError:
        return replace(_BROKEN, is_whole=False)
    finally:
        connection.close()


def is_older(path: Path, key: bytes) -> bool:
    """Return whether a file is of an earlier version and opens; a torn one is left alone."""
    if path.stat().st_size < PAGE or lost_from_log(path):
        return False
    try:
        connection = connect(path, key, read_only=True)
    except DamagedFileError:
        return False
    try:
        head: tuple[int, int] = migrations.STEPS[-1].VERSION
        return (0, 0) < schema_version(connection) < head
    except sql.DatabaseError:
        return False
    finally:
        connection.close()


def _unopened(path: Path, key: bytes) -> tuple[str, ...]:
    """Name what is wrong with a file that does not open."""
    return _raw_faults(path, key) or (
        "The file does not open: the database in it is damaged, though each page is whole.",
    )


def _raw_faults(path: Path, key: bytes) -> tuple[str, ...]:
    """Name what is wrong with the pages, without the help of the database."""
    reader = PageReader(path, key)
    damaged, count = reader.damaged(), path.stat().st_size // PAGE
    if count and len(damaged) == count:
        return ("The file does not open: its first bytes are damaged, or its key does not fit.",)
    told = reader.told_pages()
    cut = (f"The file is cut short: {count:,} of {told:,} pages are there.",)
    return (*_named(damaged, count), *(cut if told > count else ()))


def _page_faults(connection: Connection, path: Path) -> tuple[str, ...]:
    damaged = _damaged_pages(connection)
    if damaged:
        # A page may have been in the middle of being written: what is damaged stays so.
        damaged = sorted(set(damaged) & set(_damaged_pages(connection)))
    count = path.stat().st_size // PAGE
    found = list(_named(damaged, count))
    told = int(connection.execute("PRAGMA page_count").fetchone()[0])
    quick = _quick(connection)
    if quick and told > count:
        found.append(f"The file is cut short: {count:,} of {told:,} pages are there.")
    elif quick and not damaged:
        found.append(f"The database is damaged in its structure: {quick}.")
    return tuple(found)


def _damaged_pages(connection: Connection) -> Sequence[int]:
    rows = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    numbers = [_PAGE.search(str(row[0])) for row in rows]
    return [int(one[1]) if one is not None else 0 for one in numbers]


def _quick(connection: Connection) -> str:
    """Return what SQLite finds wrong with the structure; empty where nothing is."""
    try:
        rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sql.DatabaseError as error:
        if "interrupt" in str(error):
            raise
        return "a page of it cannot be read"
    text = str(rows[0][0]) if rows else "ok"
    return "" if text == "ok" else " ".join(text.replace("*** in database main ***", "").split())


def _named(damaged: Iterable[int], count: int) -> tuple[str, ...]:
    numbers = sorted(damaged)
    if not numbers:
        return ()
    shown = ", ".join(f"{number:,}" for number in numbers[:_MOST_PAGES] if number)
    more = len(numbers) - _MOST_PAGES
    rest = f" and {more:,} more" if more > 0 else ""
    if len(numbers) == 1:
        return (f"Page {shown} of {count:,} is damaged.",)
    return (f"Pages {shown}{rest} of {count:,} are damaged.",)


def _journal_verdict(connection: Connection, is_cancelled: Callable[[], bool]) -> Verdict:
    try:
        return verify(connection, is_cancelled)
    except sql.DatabaseError as error:
        if "interrupt" in str(error):
            raise
        count = _count(connection)
        words = "The journal cannot be read to its end."
        return replace(_BROKEN, entries=count, faults=(words,))


def _count(connection: Connection) -> int:
    try:
        return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])
    except sql.DatabaseError:
        return 0
