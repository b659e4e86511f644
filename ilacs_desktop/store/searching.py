"""Finds records by words as they are typed; what a person types is never taken as a formula."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import KINDS

if TYPE_CHECKING:
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
_NEWEST_HERE = """
    SELECT replica, seq, length(hash), kind, record FROM journal
    WHERE replica = (SELECT value FROM local_mark WHERE key = 'replica')
    ORDER BY seq DESC LIMIT 1
"""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as the search tells them apart."""
    return tuple(_WORDS.findall(unicodedata.normalize("NFC", text)))


def search(connection: Connection, text: str, limit: int) -> list[tuple[str, str]]:
    """Return kind and id of the records that hold every word; the last word may be unfinished.

    Under three letters the newest come first, from three on the best. The record that is being
    typed in is looked at as it stands; it is indexed when its burst of typing is sealed.

    Args:
        connection: any connection to the file.
        text: as typed.
        limit: how many at most.
    """
    words = words_of(text)
    if not words or limit < 1:
        return []
    formula = " ".join(f'"{word}"' for word in words) + "*"
    is_ranked = max(map(len, words)) >= RANKED_FROM
    statement = _BEST if is_ranked else _NEWEST
    found = [(kind, record) for kind, record in connection.execute(statement, (formula, limit))]
    being_typed = _being_typed(connection, words)
    if being_typed is not None and being_typed not in found:
        found = [being_typed, *found][:limit]
    return found


def _being_typed(connection: Connection, words: tuple[str, ...]) -> tuple[str, str] | None:
    row = connection.execute(_NEWEST_HERE).fetchone()
    if row is None or row[2] > 0:
        return None
    replica, seq, _, kind, record = row
    value = connection.execute(
        "SELECT value FROM journal_value WHERE replica = ? AND seq = ?", (replica, seq)
    ).fetchone()[0]
    held = [word.casefold() for word in words_of(str(json.loads(value)))]
    other = connection.execute(
        "SELECT body FROM search WHERE rowid = (SELECT no FROM record WHERE id = ?)", (record,)
    ).fetchone()
    held += [word.casefold() for word in words_of(other[0])] if other else []
    *whole, last = (word.casefold() for word in words)
    is_found = set(whole) <= set(held) and any(word.startswith(last) for word in held)
    return (kind, record) if is_found and kind in KINDS else None
