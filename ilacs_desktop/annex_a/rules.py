"""The checks made on what was read, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Literal["error", "query"]

KINDS = frozenset(
    {
        "cell",  # found while cells are read; the rule only gives it words
        "rows",  # every row where all the conditions hold
        "repeat",  # rows that repeat an earlier row in these columns
        "varies",  # a child's rows that differ in a column that should be the same on each
        "window",  # dates before the list's window
        "later",  # dates after the date of the lists
        "age",  # ages that disagree with the date of birth
        "missing_from",  # people of this list who are not in another
        "status",  # people of this list whose code in another list is not one of these
        "differs",  # people whose details differ between lists
        "zeros",  # the same number with and without leading zeros in two lists
    }
)


@dataclass(frozen=True, slots=True)
class When:
    """Conditions on a row, all of which must hold.

    Attributes:
        order: two date columns; holds where the second is earlier than the first.
        on_or_before: two date columns; holds where the second is not later than the first.
        codes: column to official codes; holds where the value means one of them.
        not_codes: column to codes; holds where the value is recognised and means none of them.
        below: column to a number; holds where the number read is smaller.
        above: column to a number; holds where the number read is greater.
        open: the row is open (True) or closed (False) by its list's own rule.
    """

    filled: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    on_or_before: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    below: Mapping[str, int] = field(default_factory=dict)
    above: Mapping[str, int] = field(default_factory=dict)
    open: bool | None = None

    @property
    def columns(self) -> frozenset[str]:
        """Return every column that the conditions need."""
        return frozenset(
            (
                *self.filled,
                *self.blank,
                *self.order,
                *self.on_or_before,
                *self.codes,
                *self.not_codes,
                *self.below,
                *self.above,
            )
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One check.

    Attributes:
        id: stands in reports, stable between versions.
        title: what is wrong, in words, without the list's number.
        lists: the lists it is made on.
        column: the column it is reported against; empty for the person's ID.
        columns: further columns, for rules that compare or repeat.
        other: the other list, for rules that join two.
        codes: official codes that are right, for a ``status`` rule.
    """

    id: str
    level: Level
    title: str
    kind: str
    lists: tuple[int, ...] = ()
    column: str = ""
    columns: tuple[str, ...] = ()
    other: int = 0
    other_column: str = ""
    codes: tuple[str, ...] = ()
    when: When = field(default_factory=When)


def load_rules(text: bytes) -> tuple[Rule, ...]:
    """Load the checks.

    Args:
        text: the content of ``checks.toml``.

    Raises:
        ValueError: not TOML, or a rule of a kind that does not exist, or an id used twice.
        KeyError: a rule lacks a part.
    """
    raw = tomllib.loads(text.decode("utf-8"))
    rules = tuple(_rule(entry) for entry in raw["rules"])
    ids = [rule.id for rule in rules]
    twice = {i for i in ids if ids.count(i) > 1}
    if twice:
        raise ValueError(f"checks.toml uses an id twice: {', '.join(sorted(twice))}")
    return rules


def _rule(entry: dict[str, Any]) -> Rule:
    kind = entry["kind"]
    if kind not in KINDS:
        raise ValueError(f"checks.toml: rule {entry['id']} is of an unknown kind, {kind}")
    if entry["level"] not in {"error", "query"}:
        raise ValueError(f"checks.toml: rule {entry['id']} is of an unknown level")
    return Rule(
        id=entry["id"],
        level=cast("Level", entry["level"]),
        title=entry["title"],
        kind=kind,
        lists=tuple(entry.get("lists", ())),
        column=entry.get("column", ""),
        columns=tuple(entry.get("columns", ())),
        other=int(entry.get("other", 0)),
        other_column=entry.get("other_column", ""),
        codes=tuple(entry.get("codes", ())),
        when=_when(entry.get("when", {})),
    )


def _when(entry: dict[str, Any]) -> When:
    return When(
        filled=tuple(entry.get("filled", ())),
        blank=tuple(entry.get("blank", ())),
        order=tuple(entry.get("order", ())),
        on_or_before=tuple(entry.get("on_or_before", ())),
        codes={k: tuple(v) for k, v in entry.get("codes", {}).items()},
        not_codes={k: tuple(v) for k, v in entry.get("not_codes", {}).items()},
        below={k: int(v) for k, v in entry.get("below", {}).items()},
        above={k: int(v) for k, v in entry.get("above", {}).items()},
        open=entry.get("open"),
    )
