"""A tree of values that know where they were written, and how one file builds on another."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from ilacs_desktop.frameworks.toml_lines import KeyPath, key_lines, nearest_line

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 4_000_000
"""No edition is near this size; a larger file is something else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a definition, and where.

    Attributes:
        file: the file at fault; for an edition carried by an inspection, a name for that.
        line: from 1; 0 where there are no lines.
    """

    file: Path
    line: int
    reason: str

    @override
    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else str(self.file)
        return f"{place}: {self.reason}"


class FaultError(Exception):
    """A fault on its way to the loader, which decides what it stops."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Source:
    """A text that values come from; without TOML text its values have no lines."""

    file: Path
    toml: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a definition: a table, a list or a plain value, and where it stands."""

    value: Any
    source: Source
    path: KeyPath

    def fault(self, reason: str) -> Fault:
        """Return a fault at this value, naming its place in words and its line."""
        text = self.source.toml
        line = nearest_line(key_lines(text), self.path) if text is not None else 0
        place = _place(self.path)
        return Fault(self.source.file, line, f"{place}: {reason}" if place else reason)

    def at(self, *steps: str | int) -> Node:
        """Return the value below this one, or the closest one above it that is written down."""
        node = self
        for step in steps:
            below = node.value
            if isinstance(below, list):
                below = dict(enumerate(below))
            if not isinstance(below, dict) or step not in below:
                return node
            node = below[step]
        return node


def _place(path: KeyPath) -> str:
    """Write a path as a person would say it: ``areas 2, topics 5, label``."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)


def tree(value: Any, source: Source, path: KeyPath = ()) -> Node:
    """Return plain parsed data as a tree of nodes."""
    if isinstance(value, dict):
        value = {key: tree(item, source, (*path, key)) for key, item in value.items()}
    elif isinstance(value, list):
        value = [tree(item, source, (*path, index)) for index, item in enumerate(value)]
    return Node(value, source, path)


def read_toml(file: Path) -> Node:
    """Read one TOML file.

    Raises:
        FaultError: it cannot be read, is not UTF-8 text, is too large or is not TOML.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise FaultError(Fault(file, 0, "is too large to be a framework edition"))
        raw = file.read_bytes()
    except OSError as error:
        raise FaultError(Fault(file, 0, f"cannot be read: {error.strerror}")) from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FaultError(Fault(file, line, "holds bytes that are not UTF-8 text")) from error
    except tomllib.TOMLDecodeError as error:
        raise FaultError(_syntax_fault(file, text, str(error))) from error
    except RecursionError as error:
        raise FaultError(Fault(file, 0, "is nested too deeply")) from error
    return tree(data, Source(file, text))


def _syntax_fault(file: Path, text: str, message: str) -> Fault:
    """Turn the TOML reader's message into a fault; it names the line in words only."""
    found = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$", message)
    reason = message[: found.start()] if found else message
    named = found.group(1) if found else None
    line = int(named) if named else text.rstrip("\n").count("\n") + 1
    return Fault(file, line, f"is not valid TOML: {reason[:1].lower()}{reason[1:]}")


def merged(base: Node, own: Node) -> Node:
    """Return a file's values laid over those of the file it builds on.

    Tables merge key by key; lists whose items have a ``key`` merge item by item, new items at
    the end; everything else is replaced.
    """
    if isinstance(base.value, dict) and isinstance(own.value, dict):
        together = dict(base.value)
        for key, node in own.value.items():
            together[key] = merged(together[key], node) if key in together else node
        return Node(together, own.source, own.path)
    if _keyed(base) and _keyed(own):
        return Node(_merged_items(base.value, own.value), own.source, own.path)
    return own


def _merged_items(base: list[Node], own: list[Node]) -> list[Node]:
    places = {node.value["key"].value: index for index, node in enumerate(base)}
    together = list(base)
    for node in own:
        index = places.pop(node.value["key"].value, None)
        if index is None:
            together.append(node)
        else:
            together[index] = merged(together[index], node)
    return together


def _keyed(node: Node) -> bool:
    """Tell whether a value is a list of tables that are told apart by a text ``key``."""
    return (
        isinstance(node.value, list)
        and bool(node.value)
        and all(
            isinstance(item.value, dict)
            and "key" in item.value
            and isinstance(item.value["key"].value, str)
            for item in node.value
        )
    )
