"""Loads the dated framework editions, shipped ones and a user's own, and finds the one in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ilacs_desktop.domain.next_event import PreviousOutcome, Suggestion, suggest_event
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.frameworks.checks import disagreements
from ilacs_desktop.frameworks.nodes import Fault, FaultError, Node, merged, read_toml
from ilacs_desktop.frameworks.pinned import canonical_text, edition_digest, edition_from_text
from ilacs_desktop.frameworks.reader import read_edition
from ilacs_desktop.paths import data_dir, resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from ilacs_desktop.domain.edition import Edition

__all__ = [
    "Fault",
    "Loaded",
    "PreviousOutcome",
    "Suggestion",
    "canonical_text",
    "edition_digest",
    "edition_folders",
    "edition_for",
    "edition_from_text",
    "fault_error",
    "load_edition",
    "load_editions",
    "suggest_event",
]

_FAMILY = "ilacs"
_NAME = re.compile(r"[^/\\\x00]{1,100}")
"""How another edition file may be named: by no path, and by nothing that a disk refuses."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was found in the folders.

    Attributes:
        editions: by date, then key.
        faults: of files that could not be taken; every other file was.
        notes: sentences for the person, such as that an own file stands in for a shipped one.
        sources: pairs of edition key and the file it came from.
    """

    editions: tuple[Edition, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    sources: tuple[tuple[str, Path], ...] = ()

    def edition(self, key: str) -> Edition:
        """Return the edition with this key.

        Raises:
            BadInputError: there is none.
        """
        for edition in self.editions:
            if edition.key == key:
                return edition
        known = ", ".join(edition.key for edition in self.editions) or "none"
        raise BadInputError(
            f"There is no framework edition {key!r}.", todo=f"Editions known: {known}."
        )


def edition_folders(own_data: Path | None = None) -> tuple[Path, Path]:
    """Return where editions stand: the shipped folder, then the person's own.

    Args:
        own_data: the data folder; the usual one when None. Its ``frameworks`` may be missing.
    """
    return resource("frameworks"), data_dir(own_data) / "frameworks"


def load_editions(folders: Sequence[Path]) -> Loaded:
    """Load every edition file in the folders; a file at fault disables nothing else.

    An edition of a later folder stands in for one with the same key of an earlier folder.

    Args:
        folders: where ``*.toml`` files are read from; a folder that is missing is passed over.
    """
    held: dict[str, tuple[Edition, Path]] = {}
    faults: list[Fault] = []
    notes: list[str] = []
    # Several editions build on the same parts, which are read once.
    read = cache(read_toml)
    for folder in folders:
        for file in sorted(folder.glob("*.toml")):
            edition, found = _load(file, folders, read)
            faults += found
            if edition is None:
                continue
            before = held.get(edition.key)
            if before is not None and before[1].parent == file.parent:
                reason = f"the key {edition.key!r} is taken by {before[1].name}"
                faults.append(Fault(file, 1, reason))
                continue
            if before is not None:
                notes.append(f"{edition.title} comes from {file}, in place of the shipped edition.")
            held[edition.key] = (edition, file)
    in_order = sorted(held.values(), key=lambda pair: (pair[0].from_date, pair[0].key))
    return Loaded(
        editions=tuple(edition for edition, _ in in_order),
        faults=tuple(dict.fromkeys(faults)),
        notes=tuple(notes),
        sources=tuple((edition.key, file) for edition, file in in_order),
    )


def load_edition(file: Path, folders: Sequence[Path] = ()) -> Edition:
    """Load one edition file.

    Args:
        file: the TOML file.
        folders: where else a file that it builds on may stand.

    Raises:
        BadInputError: the file is at fault; the error names file, line and reason.
    """
    edition, faults = _load(file, (file.parent, *folders), read_toml)
    if edition is None:
        raise fault_error(faults[0])
    return edition


def fault_error(fault: Fault) -> BadInputError:
    """Return a fault as an error a person can act on."""
    return BadInputError(
        f"The framework edition cannot be used. {fault}.",
        kept="Every other edition works as before.",
        todo="Correct the file and open the app again.",
    )


def edition_for(
    editions: Iterable[Edition], fieldwork_start: date, family: str = _FAMILY
) -> Edition:
    """Return the edition that holds for fieldwork starting on a day.

    Args:
        editions: those loaded.
        fieldwork_start: first day of fieldwork.
        family: framework; editions of other frameworks may hold on the same day.

    Raises:
        BadInputError: no edition of the family holds on that day.
    """
    holding = [
        edition
        for edition in editions
        if edition.family == family and edition.holds_on(fieldwork_start)
    ]
    if not holding:
        raise BadInputError(
            f"No framework edition holds for fieldwork that starts on {fieldwork_start:%d/%m/%Y}.",
            todo="Check the date, or choose an edition by name.",
        )
    return max(holding, key=lambda edition: edition.from_date)


def _load(
    file: Path, folders: Sequence[Path], read: Callable[[Path], Node]
) -> tuple[Edition | None, tuple[Fault, ...]]:
    """Load one file: an edition, or the faults that keep it from being one."""
    try:
        node = _whole(file, folders, (), read)
        edition = read_edition(node, exact=True)
    except FaultError as error:
        return None, _with_dependent(file, (error.fault,))
    faults = disagreements(edition, node)
    return (None, _with_dependent(file, faults)) if faults else (edition, ())


def _with_dependent(file: Path, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Add that a file cannot be used because of another, where the faults are all elsewhere."""
    if any(fault.file == file for fault in faults):
        return faults
    return (*faults, Fault(file, 1, f"builds on {faults[0].file.name}, which has a fault"))


def _whole(
    file: Path, folders: Sequence[Path], above: tuple[Path, ...], read: Callable[[Path], Node]
) -> Node:
    """Read a file laid over those it builds on, each laid over the one before.

    Raises:
        FaultError: a file cannot be read, or the chain does not end.
    """
    node = read(file)
    own = dict(node.value)
    extends = own.pop("extends", None)
    own_node = Node(own, node.source, node.path)
    if extends is None:
        return own_node
    named = extends.value if isinstance(extends.value, list) else [extends]
    whole: Node | None = None
    for name in named:
        base = _whole(_base_file(name, file, folders, above), folders, (*above, file), read)
        whole = base if whole is None else merged(whole, base)
    return own_node if whole is None else merged(whole, own_node)


def _base_file(name: Node, file: Path, folders: Sequence[Path], above: tuple[Path, ...]) -> Path:
    """Find the file that another builds on: beside it first, then where others stand."""
    stem = name.value
    if not isinstance(stem, str) or not _NAME.fullmatch(stem):
        raise FaultError(name.fault("the name of another edition file is wanted"))
    places = (file.parent, file.parent / "parts", *folders, *(f / "parts" for f in folders))
    for place in places:
        path = place / f"{stem}.toml"
        if path not in (*above, file) and path.is_file():
            return path
    raise FaultError(name.fault(f"there is no other file {stem}.toml to build on"))
