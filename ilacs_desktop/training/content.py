"""The training inspections: read from their files, put together and held to their own keys."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from types import MappingProxyType, NoneType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ilacs_desktop import paths
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.training import content_values
from ilacs_desktop.training.content_checks import loose_ends
from ilacs_desktop.training.content_values import Content

__all__ = ["NAMES", "Content", "Name", "load_content"]

Name = Literal["short", "report", "focused"]
NAMES: Final[tuple[Name, ...]] = ("short", "report", "focused")

Table = dict[str, Any]
Value = TypeVar("Value")

_SUPERSEDED: Final = ("paragraphs", "outline")
_ANNOTATIONS: Final = {
    **vars(content_values),
    "Mapping": Mapping,
    "date": date,
    "datetime": datetime,
    "time": time,
}
"""What the annotations of the values name: their own module imports it for type checkers alone."""
_GLUE: Final = ("base", "parts", "updates")


def load_content(name: Name) -> Content:
    """Return one training inspection whole.

    Args:
        name: "short" stands at the evening of its fourth day, "report" is the same one finished,
            graded and published, "focused" is a focused visit with its letter drafted.

    Raises:
        BadInputError: a file is missing or malformed, names something unknown or leaves a
            reference without its end.
    """
    content = build(Content, _whole(name), name)
    faults = [*_twice(content), *loose_ends(content)]
    if faults:
        raise BadInputError(f"Training inspection “{name}”: {faults[0]}")
    return content


def _whole(name: str) -> Table:
    """Return the tables of a file with those of its parts and of the inspection it goes on from."""
    own = _read(f"{name}.toml")
    for part in own.get("parts", ()):
        _extend(own, _read(f"{name}/{part}.toml"))
    base = own.get("base", "")
    updates = own.get("updates", ())
    for word in _GLUE:
        own.pop(word, None)
    if not base:
        return own
    whole = deepcopy(_whole(base))
    for word in _SUPERSEDED:
        whole.pop(word, None)
    _update(whole, updates, name)
    _extend(whole, own)
    return whole


def _read(file: str) -> Table:
    path = paths.resource("training", *file.split("/"))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInputError(f"The training file {file} cannot be read.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"The training file {file} is malformed: {error}.") from error


def _extend(table: Table, more: Table) -> None:
    for word, value in more.items():
        if isinstance(value, list):
            table.setdefault(word, []).extend(value)
        elif isinstance(value, dict):
            table.setdefault(word, {}).update(value)
        else:
            table[word] = value


def _update(table: Table, updates: Any, name: str) -> None:
    """Put what became of records in their place, by key."""
    rows = {
        row["key"]: row
        for value in table.values()
        if isinstance(value, list)
        for row in value
        if "key" in row
    }
    for update in updates:
        row = rows.get(update["key"])
        if row is None:
            raise BadInputError(f"Training inspection “{name}”: nothing has key {update['key']}.")
        row.update(update)


def build(kind: type[Value], table: Any, where: str) -> Value:
    """Return a frozen value made from a table, refusing words that it does not know.

    Args:
        kind: the value's class.
        table: as read from TOML.
        where: what to call the place in an error.

    Raises:
        BadInputError: a word is unknown or missing, or a value has the wrong type.
    """
    if not isinstance(table, dict):
        raise BadInputError(f"Training file: {where} is not a table.")
    known = {field.name: field for field in fields(cast("Any", kind))}
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise BadInputError(f"Training file: {where} has the unknown word “{unknown[0]}”.")
    hints = get_type_hints(kind, _ANNOTATIONS)
    values = {}
    for name, field in known.items():
        place = f"{where}.{name}"
        if name in table:
            values[name] = _value(hints[name], table[name], place)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise BadInputError(f"Training file: {place} is missing.")
    return kind(**values)


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise BadInputError(f"Training file: {where} is not a list.")
        return tuple(_value(inside[0], one, _place(where, one, at)) for at, one in enumerate(value))
    if origin is Mapping:
        found = {key: _value(inside[1], one, f"{where}.{key}") for key, one in value.items()}
        return MappingProxyType(found)
    if origin is not None and NoneType in inside:
        return _value(Union[*(one for one in inside if one is not NoneType)], value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return build(hint, value, where)
    # A date-time is a date to Python, and true is an integer: here neither may stand for the other.
    if type(value) is not hint:
        raise BadInputError(f"Training file: {where} is not of type {hint.__name__}.")
    return value


def _place(where: str, one: Any, at: int) -> str:
    key = one.get("key", at + 1) if isinstance(one, dict) else at + 1
    return f"{where} {key}"


def _twice(content: Content) -> list[str]:
    counted = Counter(
        row.key
        for field in fields(content)
        if isinstance(rows := getattr(content, field.name), tuple) and field.name != "stages"
        for row in rows
        if hasattr(row, "key")
    )
    return [f"key {key} stands twice." for key, count in counted.items() if count > 1]
