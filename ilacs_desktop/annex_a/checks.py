"""Check what was read, row by row, by the rules that stand in data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ilacs_desktop.annex_a.openness import open_rows
from ilacs_desktop.annex_a.reading import Defect, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ilacs_desktop.annex_a.cells import Column
    from ilacs_desktop.annex_a.rules import Rule, When
    from ilacs_desktop.annex_a.spec import ListSpec, Spec

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Rows:
    """One list's rows, by column, as the checks see them.

    Attributes:
        sheet_rows: for each row, its number in the sheet.
    """

    spec: ListSpec
    columns: Mapping[str, Column]
    sheet_rows: Sequence[int]

    @property
    def people(self) -> list[Value]:
        """Return the ID of each row's child or adopter."""
        column = self.columns.get(self.spec.person_key)
        return column.good if column is not None else [None] * len(self.sheet_rows)


def defect(rule: Rule, column: str, rows: Sequence[int], sheet_rows: Sequence[int]) -> Defect:
    """Return a finding of a rule in these rows (0 first)."""
    shown = tuple(sheet_rows[row] for row in rows[:_SHOWN])
    return Defect(rule.id, rule.title, column, len(rows), shown, rule.level)


def check_cells(rows: Rows, spec: Spec) -> list[Defect]:
    """Report what failed while cells were read, and blanks where there should be none.

    A value is reported once: what cannot be read is not reported as blank as well.
    """
    words = {rule.id: rule for rule in spec.rules if rule.kind == "cell"}
    found: list[Defect] = []
    for column in rows.spec.columns:
        read = rows.columns.get(column.key)
        if read is None:
            continue
        found.extend(
            defect(words[rule], column.key, where, rows.sheet_rows)
            for rule, where in sorted(read.faults.items())
        )
        if column.need == "may" or None not in read.values:
            continue
        blank = [row for row, value in enumerate(read.values) if value is None]
        person = column.key == rows.spec.person_key
        rule = words["C03" if person else "C01" if column.need == "must" else "C11"]
        found.append(defect(rule, column.key, blank, rows.sheet_rows))
    return found


def check_list(rows: Rows, spec: Spec) -> list[Defect]:
    """Make the checks that need one list alone and no date of the lists."""
    kinds: dict[str, Callable[[Rule, Rows], Iterable[int]]] = {
        "rows": _rows_rule,
        "repeat": _repeat_rule,
        "varies": _varies_rule,
    }
    found: list[Defect] = []
    for rule in spec.rules:
        check = kinds.get(rule.kind)
        if check is None or rows.spec.number not in rule.lists or not _has_columns(rule, rows):
            continue
        if where := sorted(check(rule, rows)):
            column = rule.column or rows.spec.person_key
            found.append(defect(rule, column, where, rows.sheet_rows))
    return found


def holding(when: When, rows: Rows) -> Sequence[int]:
    """Return the rows (0 first) where every condition holds."""
    where: Sequence[int] = range(len(rows.sheet_rows))
    for narrow in _conditions(when, rows):
        if not where:
            break
        where = narrow(where)
    return where


def _open_state(rows: Rows) -> list[bool]:
    columns = {key: column.values for key, column in rows.columns.items()}
    return open_rows(
        rows.spec.open_rule,
        columns,
        len(rows.sheet_rows),
        lambda key, value: rows.columns[key].codes.get(value),
    )


Narrow: TypeAlias = "Callable[[Sequence[int]], list[int]]"


def _conditions(when: When, rows: Rows) -> Iterable[Narrow]:
    """Yield each condition, as rows in and rows left out, the narrowest first."""
    columns = rows.columns
    for key, wanted in when.codes.items():
        yield _among(columns[key], frozenset(wanted), inside=True)
    for key, wanted in when.not_codes.items():
        yield _among(columns[key], frozenset(wanted), inside=False)
    for key in when.filled:
        yield _filled(columns[key].values, filled=True)
    for key in when.blank:
        yield _filled(columns[key].values, filled=False)
    for key, limit in when.below.items():
        yield _compared(columns[key].good, limit, above=False)
    for key, limit in when.above.items():
        yield _compared(columns[key].good, limit, above=True)
    if when.order:
        first, second = (columns[key].good for key in when.order)
        yield _earlier(first, second, same_counts=False)
    if when.on_or_before:
        first, second = (columns[key].good for key in when.on_or_before)
        yield _earlier(first, second, same_counts=True)
    if when.open is not None:
        states, wanted_state = _open_state(rows), when.open
        yield lambda where: [row for row in where if states[row] is wanted_state]


def _among(column: Column, wanted: frozenset[str], *, inside: bool) -> Narrow:
    raw = {
        value
        for value, code in column.codes.items()
        if code is not None and (code in wanted) is inside
    }
    values = column.values
    if not raw:
        return lambda _: []
    return lambda where: [row for row in where if values[row] in raw]


def _filled(values: Sequence[Value], *, filled: bool) -> Narrow:
    if filled:
        return lambda where: [row for row in where if values[row] is not None]
    if None not in values:
        return lambda _: []
    return lambda where: [row for row in where if values[row] is None]


def _compared(good: Sequence[Value], limit: int, *, above: bool) -> Narrow:
    beyond = {
        value
        for value in set(good)
        if isinstance(value, (int, float)) and (value > limit if above else value < limit)
    }
    if not beyond:
        return lambda _: []
    return lambda where: [row for row in where if good[row] in beyond]


def _earlier(first: Sequence[Value], second: Sequence[Value], *, same_counts: bool) -> Narrow:
    def narrow(where: Sequence[int]) -> list[int]:
        found = []
        for row in where:
            a, b = first[row], second[row]
            # ISO dates stand in the order of their text.
            if a and b and (str(b) < str(a) or (same_counts and a == b)):
                found.append(row)
        return found

    return narrow


def _has_columns(rule: Rule, rows: Rows) -> bool:
    """Say whether the list has every column the rule needs: a missing one is said once."""
    needed = rule.when.columns | set(rule.columns) | ({rule.column} if rule.column else set())
    return needed <= set(rows.columns)


def _rows_rule(rule: Rule, rows: Rows) -> Iterable[int]:
    return holding(rule.when, rows)


def _repeat_rule(rule: Rule, rows: Rows) -> Iterable[int]:
    """Yield rows whose columns repeat those of an earlier row; blanks repeat nothing."""
    keys = list(zip(*(rows.columns[key].good for key in rule.columns), strict=True))
    if len(set(keys)) == len(keys):
        return
    seen: set[tuple[Value, ...]] = set()
    for row in holding(rule.when, rows):
        key = keys[row]
        if key in seen:
            if None not in key:
                yield row
        else:
            seen.add(key)


def _varies_rule(rule: Rule, rows: Rows) -> Iterable[int]:
    pairs = set(zip(rows.people, rows.columns[rule.column].good, strict=True))
    counts = Counter(person for person, value in pairs if None not in (person, value))
    varying = {person for person, count in counts.items() if count > 1}
    if varying:
        yield from (row for row, person in enumerate(rows.people) if person in varying)
