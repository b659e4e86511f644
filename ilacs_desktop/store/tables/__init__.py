"""The rows of every kind of record, and the statements that write and read them.

The columns of a kind's table are exactly its value's fields (a test holds that), lists and
objects as JSON text. Statements are compiled once from the tables: a session costs 11 to 14 times
a bare insert, too much for typing.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import dialect, insert
from sqlmodel import SQLModel, select

from ilacs_desktop.domain.entry import canonical
from ilacs_desktop.domain.values import field_names, field_type, shown_value
from ilacs_desktop.store.tables import children, conclusions, week

if TYPE_CHECKING:
    from sqlalchemy import Table

_MODULES = (week, children, conclusions)


@cache
def table(kind: str) -> Table:
    """Return the table of a record kind."""
    return SQLModel.metadata.tables[kind]


@cache
def upsert(kind: str) -> str:
    """Return the statement that writes one row of a kind, its columns in field order."""
    rows = table(kind)
    statement = insert(rows)
    statement = statement.on_conflict_do_update(
        index_elements=["id"],
        set_={name: statement.excluded[name] for name in field_names(kind)},
    )
    return _positional(statement)


@cache
def select_all(kind: str) -> str:
    """Return the statement that reads every row of a kind: id, then fields in order."""
    rows = table(kind)
    return _positional(select(rows.c.id, *(rows.c[name] for name in field_names(kind))))


def _positional(statement: Any) -> str:
    compiled = statement.compile(dialect=dialect(paramstyle="qmark"))
    return " ".join(str(compiled).split())


def encode(kind: str, name: str, value: Any) -> Any:
    """Return a field's journal value as its column holds it."""
    shown = shown_value(kind, name, value)
    if field_type(kind, name) in (tuple, dict):
        return canonical(shown)
    return int(shown) if isinstance(shown, bool) else shown


def decode(kind: str, name: str, cell: Any) -> Any:
    """Return a column's content as the journal value it came from."""
    wanted = field_type(kind, name)
    if wanted in (tuple, dict):
        return json.loads(cell)
    return bool(cell) if wanted is bool else cell
