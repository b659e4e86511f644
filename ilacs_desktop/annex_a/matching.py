"""Tell which list a sheet is, and which column each heading is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ilacs_desktop.annex_a.places import Found, by_position
from ilacs_desktop.annex_a.reading import Match, Spare
from ilacs_desktop.annex_a.spec import ColumnSpec, ListSpec, Spec, spare_key
from ilacs_desktop.annex_a.text import heading_forms, squash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SEARCH_ROWS = 25
_FILLED = 4  # a heading row has more than three filled cells
_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Headings:
    """The row taken for headings.

    Attributes:
        row: 0 for the top row; -1 where there is none.
        cells: the heading of each column, trimmed; empty where blank.
        known: list number to how many of its columns are there by heading.
        own: list number to how many of those no other list shares.
        send: how many headings belong to the area SEND return.
    """

    row: int
    cells: tuple[str, ...]
    known: Mapping[int, int]
    own: Mapping[int, int]
    send: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which list a sheet is.

    Attributes:
        number: the list; 0 where it is none.
        note: what a person should know, in words; empty where there is nothing to say.
        send: it belongs to the area SEND return.
    """

    number: int
    note: str = ""
    send: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet, matched to a list's."""

    layout: str
    matched: tuple[Match, ...]
    missing: tuple[str, ...]
    spare: tuple[Spare, ...]
    twice: tuple[str, ...]


def number_in_name(name: str, spec: Spec) -> int:
    """Return the list that a sheet or file name tells, 0 for none.

    "List 1" is List 1 and never List 10, 11 or 12; plain names such as Early Help count as whole
    words, the most telling one first.
    """
    lowered = name.casefold().strip()
    for pattern in spec.sheet_patterns:
        if match := pattern.search(lowered):
            number = int(match.group(1))
            return number if any(one.number == number for one in spec.lists) else -number
    words = " ".join(_WORDS.findall(lowered))
    best = (0, 0, 0)
    for one in spec.lists:
        for plain in one.names:
            if f" {plain} " in f" {words} ":
                best = max(best, (plain.count(" ") + 1, len(plain), one.number))
    return best[2]


def find_headings(rows: Callable[[int], Sequence[Any]], height: int, spec: Spec) -> Headings:
    """Find the heading row: the one near the top with most known headings.

    Where no row has two known ones, the first row with more than three cells of words is taken.

    Args:
        rows: gives a row by its index.
        height: how many rows there are.
        spec: the lists.
    """
    best: Headings | None = None
    first: Headings | None = None
    for index in range(min(height, _SEARCH_ROWS)):
        cells = tuple(_text(cell) for cell in rows(index))
        filled = [c for c in cells if c]
        if len(filled) < _FILLED:
            continue
        found = _judge(index, cells, spec)
        if _score(found) >= 2 and (best is None or _score(found) > _score(best)):
            best = found
            if _best_by_headings(found, spec):
                return found
        if first is None and sum(1 for c in filled if c[:1].isalpha()) > len(filled) / 2:
            first = found
    if best is not None:
        return best
    width = len(rows(0)) if height else 0
    return first or Headings(-1, ("",) * width, {}, {}, 0)


def identify(name: str, headings: Headings, spec: Spec) -> Verdict:
    """Say which list a sheet is, from its headings and its name."""
    if headings.send >= spec.send_at_least:
        return Verdict(0, "It belongs to the area SEND return, not to ILACS.", send=True)
    named = number_in_name(name, spec)
    best = _best_by_headings(headings, spec)
    if named > 0:
        return _named(name, named, best, headings, spec)
    if best:
        return Verdict(best)
    if named < 0:
        return Verdict(0, f"Annex A has no list {-named}.")
    return Verdict(0, "Its headings are those of no list.")


def match_columns(
    one: ListSpec,
    headings: Headings,
    fits: Callable[[ColumnSpec, int], bool],
    filled: Callable[[int], bool],
    spec: Spec,
) -> Columns:
    """Match a sheet's columns to a list's: by heading, by alias, and last by position.

    Args:
        one: the list.
        headings: the sheet's headings.
        fits: says whether the values of a sheet column (0 is A) could be that list column's.
        filled: says whether a sheet column holds anything below its heading.
        spec: the lists.
    """
    found, twice = _by_heading(one, headings.cells, spec)
    layout = _layout(one, found, headings.cells, spec)
    expected = one.layout(layout)
    width = len(headings.cells)
    taken = {position for position, _ in found.values()}
    for key, position in by_position(
        expected, found, headings.cells, fits, headless=headings.row < 0
    ).items():
        if position not in taken:
            found[key] = (position, "position")
            taken.add(position)
    matched = tuple(
        Match(c.key, headings.cells[found[c.key][0]], found[c.key][0] + 1, found[c.key][1])
        for c in one.columns
        if c.key in found
    )
    spare = tuple(
        Spare(headings.cells[i], i + 1, spare_key(i + 1))
        for i in range(width)
        if i not in taken and (headings.cells[i] or filled(i))
    )
    missing = tuple(c.title for c in expected if c.key not in found)
    return Columns(layout, matched, missing, spare, twice)


def _text(cell: Any) -> str:
    return (
        " ".join(str(cell).split())
        if isinstance(cell, str)
        else ("" if cell is None else str(cell))
    )


def _score(headings: Headings) -> int:
    return max(max(headings.known.values(), default=0), headings.send)


def _judge(index: int, cells: tuple[str, ...], spec: Spec) -> Headings:
    keys: dict[int, set[str]] = {one.number: set() for one in spec.lists}
    own = dict.fromkeys(keys, 0)
    send = 0
    for cell in cells:
        if not cell[:1].isalpha():
            continue
        send += squash(cell) in spec.send_headings
        hits = {one.number: hit[0] for one in spec.lists if (hit := _look_up(one, cell, spec))}
        for number, key in hits.items():
            keys[number].add(key)
            own[number] += len(hits) == 1
    return Headings(index, cells, {n: len(k) for n, k in keys.items()}, own, send)


def _look_up(one: ListSpec, cell: str, spec: Spec) -> tuple[str, bool] | None:
    """Return (key, by official heading) for a heading of a list."""
    table = spec.lookup[one.number]
    forms = heading_forms(cell, spec.prefixes)
    for form in forms:
        if form in table:
            return table[form]
    for column in one.columns:
        if any(p.fullmatch(form) for p in column.patterns for form in forms if form):
            return (column.key, False)
    return None


def _best_by_headings(headings: Headings, spec: Spec) -> int:
    """Return the list whose columns the headings cover best, if they cover it well."""
    best = (0.0, 0, 0)
    for one in spec.lists:
        known = headings.known.get(one.number, 0)
        needed = min(len(one.layout(layout)) for layout in spec.layouts)
        if headings.own.get(one.number, 0) and known / needed >= 0.6:
            best = max(best, (known + known / needed, -one.number, one.number))
    return best[2]


def _named(name: str, named: int, best: int, headings: Headings, spec: Spec) -> Verdict:
    known = headings.known.get(named, 0)
    if best and best != named and headings.known[best] >= known + 3:
        return Verdict(
            best,
            f"The sheet {name} holds the columns of List {best}, not of List {named}; "
            f"it is read as List {best}.",
        )
    if known >= 3 or headings.row < 0:
        return Verdict(named)
    wide = len(headings.cells) >= len(spec.list_spec(named).layout(spec.layouts[0])) * 0.6
    if known and wide:
        return Verdict(named)
    return Verdict(0, f"It is named like List {named}, but its headings are not that list's.")


def _by_heading(
    one: ListSpec, cells: Sequence[str], spec: Spec
) -> tuple[dict[str, Found], tuple[str, ...]]:
    """Match by heading and alias; an official heading beats an alias, then the first one wins."""
    found: dict[str, Found] = {}
    twice: list[str] = []
    for position, cell in enumerate(cells):
        hit = _look_up(one, cell, spec) if cell else None
        if hit is None:
            continue
        key, official = hit
        how: Literal["heading", "alias"] = "heading" if official else "alias"
        if key not in found:
            found[key] = (position, how)
            continue
        twice.append(cell)
        if official and found[key][1] == "alias":
            found[key] = (position, how)
    return found, tuple(dict.fromkeys(twice))


def _layout(one: ListSpec, found: Mapping[str, Any], cells: Sequence[str], spec: Spec) -> str:
    """Choose the layout: the one whose own columns are there, else the nearest in width."""
    first, last = spec.layouts[0], spec.layouts[-1]
    extra = {c.key for c in one.layout(last)} - {c.key for c in one.layout(first)}
    if not extra:
        return last
    if extra & set(found):
        return last
    return last if len(cells) >= len(one.layout(last)) else first
