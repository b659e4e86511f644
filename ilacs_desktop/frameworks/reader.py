"""Turns a tree of nodes into the domain's values, exactly: wrong or unknown keys are faults."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from ilacs_desktop.domain.edition import Edition, Tag
from ilacs_desktop.frameworks.nodes import FaultError

if TYPE_CHECKING:
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


class _Reader:
    """One reading; remembers the shape of each kind of value while it lasts."""

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact
        self._hints: dict[type, dict[str, Any]] = {}

    def table(self, kind: type[T], node: Node) -> T:
        """Read a table into a frozen value of the domain."""
        if not isinstance(node.value, dict):
            raise FaultError(node.fault(f"a table is wanted, not {_shown(node.value)}"))
        known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
        if self._exact:
            _refuse_unknown(node, known)
        hints = self._shape(kind)
        values = {}
        for name, item in known.items():
            if name in node.value:
                values[name] = self._field(item, hints[name], node.value[name])
            elif item.default is MISSING and not _optional(hints[name]):
                raise FaultError(node.fault(f"{name} is missing"))
            elif item.default is MISSING:
                values[name] = None
        return kind(**values)

    def _shape(self, kind: type) -> dict[str, Any]:
        if kind not in self._hints:
            self._hints[kind] = get_type_hints(kind, localns={"date": date, "Tag": Tag})
        return self._hints[kind]

    def _field(self, item: Field[Any], hint: Any, node: Node) -> Any:
        value = self._value(hint, node)
        rules = item.metadata
        if isinstance(value, str):
            _check_text(item, value, node)
        elif isinstance(value, int) and not isinstance(value, bool):
            low, high = rules.get("low"), rules.get("high")
            if low is not None and value < low:
                raise FaultError(node.fault(f"{value} is too small; at least {low} is wanted"))
            if high is not None and value > high:
                raise FaultError(node.fault(f"{value} is too large; at most {high} is wanted"))
        return value

    def _value(self, hint: Any, node: Node) -> Any:
        if _optional(hint):
            if node.value is None:
                return None
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        if get_origin(hint) is tuple:
            return self._items(get_args(hint)[0], node)
        if get_origin(hint) is Literal:
            return _one_of(get_args(hint), node)
        if is_dataclass(hint) and isinstance(hint, type):
            return self.table(hint, node)
        return _plain(hint, node)

    def _items(self, hint: Any, node: Node) -> tuple[Any, ...]:
        if not isinstance(node.value, list):
            raise FaultError(node.fault(f"a list is wanted, not {_shown(node.value)}"))
        values = tuple(self._value(hint, item) for item in node.value)
        seen: set[Any] = set()
        for value, item in zip(values, node.value, strict=True):
            mark = getattr(value, "key", value)
            if mark in seen:
                where = item.at("key")
                raise FaultError(where.fault(f"{_shown(mark)} is there twice"))
            seen.add(mark)
        return values


def _refuse_unknown(node: Node, known: dict[str, Field[Any]]) -> None:
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
