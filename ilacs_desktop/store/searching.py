"""Finds records by words as they are typed; what a person types is never taken as a formula."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ilacs_desktop.store import rows, unindexed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.store.connection import Connection

RANKED_FROM = 3
"""Letters of the longest word from which on the best come first; below, the newest do."""

_WORDS = re.compile(r"[^\W_]+")
_NEWEST = """
    SELECT r.kind, r.id FROM search JOIN record r ON r.no = search.rowid
    WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?
"""
_BEST = """
    SELECT r.kind, r.id FROM search JOIN record r ON r.no = search.rowid
    WHERE search MATCH ? ORDER BY search.rank LIMIT ?
"""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as the search tells them apart."""
    return tuple(_WORDS.findall(unicodedata.normalize("NFC", text)))


def search(
    connection: Connection,
    text: str,
    limit: int,
    keep: Callable[[str, str], bool] | None = None,
) -> list[tuple[str, str]]:
    """Return kind and id of the records that hold every word; each may be unfinished.

    Under three letters the newest come first, from three on the best. What was written last, the
    burst of typing among it, is not indexed yet and is looked at as it stands.

    Args:
        connection: any connection to the file.
        text: as typed.
        limit: how many at most.
        keep: leaves out records by kind and id, before they are counted.
    """
    words = words_of(text)
    if not words or limit < 1:
        return []
    formula = " ".join(f'"{word}"*' for word in words)
    is_ranked = max(map(len, words)) >= RANKED_FROM
    waiting = unindexed.since(connection)
    most = -1 if keep is not None else limit + len(waiting)
    found = [one for one in waiting if _holds(connection, *one, words)]
    if keep is not None:
        found = [one for one in found if keep(*one)]
    for row in connection.execute(_BEST if is_ranked else _NEWEST, (formula, most)):
        if len(found) >= limit:
            break
        if row not in waiting and (keep is None or keep(*row)):
            found.append(row)
    return found[:limit]


def _holds(connection: Connection, kind: str, record: str, words: tuple[str, ...]) -> bool:
    state = rows.read_one(connection, kind, record)
    held = {_folded(word) for word in words_of(rows.body(state))} if state else set()
    return all(any(word.startswith(part) for word in held) for part in map(_folded, words))


def _folded(word: str) -> str:
    """Return a word without case and accents, as the search keeps it."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
