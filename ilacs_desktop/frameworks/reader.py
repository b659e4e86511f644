"""Turns a tree of nodes into the domain's values, exactly: wrong or unknown keys are faults."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import partial
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from ilacs_desktop.domain.edition import Edition, Tag
from ilacs_desktop.frameworks.nodes import FaultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.frameworks.nodes import Node

T = TypeVar("T")

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KIND_WORDS = {str: "text", int: "a whole number", bool: "true or false", date: "a date"}


def read_edition(node: Node, *, exact: bool) -> Edition:
    """Return the edition a tree describes.

    Args:
        node: the whole definition.
        exact: whether a key that is not known is a fault. A pinned copy is read with False, so
            that one written by a newer minor version still opens.

    Raises:
        FaultError: a key is missing, unknown or of the wrong kind; the first one found.
    """
    return _Reader(exact=exact).table(Edition, node)


@dataclass(frozen=True, slots=True)
class _Part:
    """How one field of a table is read.

    Attributes:
        name: of the field, and of its key.
        read: turns a node into the field's value.
        is_wanted: whether a table without it is at fault.
        is_none: whether it is None where a table is without it, for want of a default.
    """

    name: str
    read: Callable[[Node], Any]
    is_wanted: bool
    is_none: bool


class _Reader:
    """One reading; how each kind of value is read is found out once while it lasts."""

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact
        self._shapes: dict[type, dict[str, _Part]] = {}
        self._ways: dict[Any, Callable[[Node], Any]] = {}

    def table(self, kind: type[T], node: Node) -> T:
        """Read a table into a frozen value of the domain."""
        given = node.value
        if not isinstance(given, dict):
            raise FaultError(node.fault(f"a table is wanted, not {_shown(given)}"))
        shape = self._shapes.get(kind) or self._shape(kind)
        if self._exact:
            _refuse_unknown(node, shape)
        values = {}
        for name, part in shape.items():
            if name in given:
                values[name] = part.read(given[name])
            elif part.is_wanted:
                raise FaultError(node.fault(f"{name} is missing"))
            elif part.is_none:
                values[name] = None
        return kind(**values)

    def _shape(self, kind: type) -> dict[str, _Part]:
        hints = get_type_hints(kind, localns={"date": date, "Tag": Tag})
        shape = {}
        for item in fields(kind):
            hint, is_open = hints[item.name], item.default is MISSING
            shape[item.name] = _Part(
                item.name,
                _checked(item, self._way(hint)),
                is_wanted=is_open and not _optional(hint),
                is_none=is_open and _optional(hint),
            )
        self._shapes[kind] = shape
        return shape

    def _way(self, hint: Any) -> Callable[[Node], Any]:
        if hint not in self._ways:
            self._ways[hint] = self._found_way(hint)
        return self._ways[hint]

    def _found_way(self, hint: Any) -> Callable[[Node], Any]:
        if _optional(hint):
            way = self._way(next(arg for arg in get_args(hint) if arg is not type(None)))
            return lambda node: None if node.value is None else way(node)
        if get_origin(hint) is tuple:
            way = self._way(get_args(hint)[0])
            return lambda node: _items(way, node)
        if get_origin(hint) is Literal:
            return partial(_one_of, get_args(hint))
        if is_dataclass(hint) and isinstance(hint, type):
            return partial(self.table, hint)
        return partial(_plain, hint)


def _checked(item: Field[Any], way: Callable[[Node], Any]) -> Callable[[Node], Any]:
    """Return a way of reading that holds what it read to the rules of its field."""
    low, high = item.metadata.get("low"), item.metadata.get("high")

    def read(node: Node) -> Any:
        value = way(node)
        if isinstance(value, str):
            _check_text(item, value, node)
        elif isinstance(value, int) and not isinstance(value, bool):
            if low is not None and value < low:
                raise FaultError(node.fault(f"{value} is too small; at least {low} is wanted"))
            if high is not None and value > high:
                raise FaultError(node.fault(f"{value} is too large; at most {high} is wanted"))
        return value

    return read


def _items(way: Callable[[Node], Any], node: Node) -> tuple[Any, ...]:
    if not isinstance(node.value, list):
        raise FaultError(node.fault(f"a list is wanted, not {_shown(node.value)}"))
    values = tuple(way(item) for item in node.value)
    seen: set[Any] = set()
    for value, item in zip(values, node.value, strict=True):
        mark = getattr(value, "key", value)
        if mark in seen:
            where = item.at("key")
            raise FaultError(where.fault(f"{_shown(mark)} is there twice"))
        seen.add(mark)
    return values


def _refuse_unknown(node: Node, known: dict[str, _Part]) -> None:
    for name, item in node.value.items():
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"; is {close[0]} meant?" if close else ""
            raise FaultError(item.fault(f"is not known here{hint}"))


def _optional(hint: Any) -> bool:
    return isinstance(hint, UnionType) and type(None) in get_args(hint)


def _check_text(item: Field[Any], value: str, node: Node) -> None:
    """Hold a text to its field's rules: keys plain, what must be there not blank."""
    pattern = item.metadata.get("pattern")
    if pattern is not None and not re.fullmatch(pattern, value):
        raise FaultError(node.fault(f"{_shown(value)} is not in the form wanted"))
    if item.name == "key" and not _KEY.fullmatch(value):
        reason = "a key has small letters, figures and single hyphens only"
        raise FaultError(node.fault(f"{_shown(value)}: {reason}"))
    wanted = item.default is MISSING and not item.metadata.get("blank")
    if wanted and not value.strip():
        raise FaultError(node.fault("is empty"))


def _one_of(choices: tuple[Any, ...], node: Node) -> Any:
    if node.value not in choices or isinstance(node.value, (dict, list)):
        wanted = ", ".join(str(choice) for choice in choices)
        raise FaultError(node.fault(f"{_shown(node.value)} is not one of {wanted}"))
    return node.value


def _plain(hint: Any, node: Node) -> Any:
    """Read text, a number, true or false, or a date; a date may be written as text."""
    value = node.value
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    fits = isinstance(value, hint) and not (hint is int and isinstance(value, bool))
    if not fits or isinstance(value, datetime):
        raise FaultError(node.fault(f"{_KIND_WORDS[hint]} is wanted, not {_shown(value)}"))
    return value


def _shown(value: Any) -> str:
    """Show a value in a fault, cut short."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
