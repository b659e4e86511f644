"""The rows of every kind of record, and the statements that write and read them.

The columns of a kind's table are exactly its value's fields (a test holds that), lists and
objects as JSON text. Statements are compiled once from the tables: a session costs 11 to 14 times
a bare insert, too much for typing.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete
from sqlalchemy import update as sql_update
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlmodel import SQLModel, select

from ilacs_desktop.domain.entry import canonical
from ilacs_desktop.domain.values import field_names, field_type, shown_value
from ilacs_desktop.store.tables import children, conclusions, document, week

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Table

_MODULES = (week, children, conclusions, document)
_TOO_GREAT = 2**63


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
def update(kind: str, names: tuple[str, ...]) -> str:
    """Return the statement that writes some fields of a row: their cells, then the id."""
    rows = table(kind)
    statement = sql_update(rows).where(rows.c.id == bindparam("row"))
    return _positional(
        statement.ordered_values(*((name, bindparam(f"new_{name}")) for name in names))
    )


@cache
def remove(kind: str) -> str:
    """Return the statement that removes a row by its id."""
    rows = table(kind)
    return _positional(delete(rows).where(rows.c.id == bindparam("row")))


@cache
def select_all(kind: str) -> str:
    """Return the statement that reads every row of a kind: id, then fields in order."""
    rows = table(kind)
    return _positional(select(rows.c.id, *(rows.c[name] for name in field_names(kind))))


@cache
def select_one(kind: str) -> str:
    """Return the statement that reads one row of a kind by its id: id, then fields in order."""
    rows = table(kind)
    statement = select(rows.c.id, *(rows.c[name] for name in field_names(kind)))
    return _positional(statement.where(rows.c.id == bindparam("row")))


def _positional(statement: Any) -> str:
    compiled = statement.compile(dialect=dialect(paramstyle="qmark"))
    return " ".join(str(compiled).split())


def fits(kind: str, name: str, value: Any) -> bool:
    """Return whether a column can hold a field's journal value; a misfit stands as blank."""
    wanted, given = field_type(kind, name), type(value)
    if wanted is tuple:
        return given is list
    if wanted is int:
        return given is int and abs(value) < _TOO_GREAT
    return given is wanted


def encode(kind: str, name: str, value: Any) -> Any:
    """Return a field's journal value as its column holds it."""
    if value is None or not fits(kind, name, value):
        value = shown_value(kind, name, None)
    if field_type(kind, name) in (tuple, dict):
        return canonical(value)
    return int(value) if isinstance(value, bool) else value


@cache
def decoder(kind: str) -> Callable[[Sequence[Any]], dict[str, Any]]:
    """Return what gives, for a row of ``select_all``, the journal value of each field."""
    names = field_names(kind)
    flags = tuple(name for name in names if field_type(kind, name) is bool)
    texts = tuple(name for name in names if field_type(kind, name) in (tuple, dict))

    def values(row: Sequence[Any]) -> dict[str, Any]:
        cells = dict(zip(names, row[1:], strict=True))
        for name in flags:
            cells[name] = bool(cells[name])
        for name in texts:
            cell = cells[name]
            cells[name] = [] if cell == "[]" else json.loads(cell)
        return cells

    return values
