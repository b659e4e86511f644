"""Values of coded columns whose official code is not known, to be decided once by a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.services.data import data_sets
from ilacs_desktop.services.data.annex_rules import decisions, spec_of
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """One value as sent, in one column.

    Attributes:
        column: key of the column.
        title: its official heading.
        raw: the value as sent.
        rows: rows that have it.
        lists: numbers of the lists that have it.
        meaning: what a person has decided that it means, in words; empty while undecided.
    """

    column: str
    title: str
    raw: str
    rows: int
    lists: tuple[int, ...]
    meaning: str = ""


def unknown_values(work: Work, connection: Connection | None = None) -> tuple[UnknownValue, ...]:
    """Return the values that no rule understands and those decided, the most frequent first.

    Args:
        work: the open inspection.
        connection: the reader's where left out.
    """
    chosen = data_sets.current(work)
    if chosen is None:
        return ()
    spec = spec_of(work)
    decided = decisions(work)
    held = connection or work.reading.connection
    counts: Counter[tuple[str, str]] = Counter()
    lists: dict[tuple[str, str], list[int]] = {}
    titles: dict[str, str] = {}
    for number in map(int, chosen.lists):
        coded = {one.key: one.title for one in spec.list_spec(number).columns if one.codes}
        titles = {**coded, **titles}
        for key, values in annex_rows.columns(held, chosen.id, number, coded).items():
            pairs = decided.get(key, {})
            for value, count in Counter(values).items():
                if value is None:
                    continue
                raw = str(value)
                if raw in pairs or spec.values.classify(key, raw) is None:
                    counts[key, raw] += count
                    lists.setdefault((key, raw), []).append(number)
    found = [
        UnknownValue(
            column=key,
            title=titles[key],
            raw=raw,
            rows=count,
            lists=tuple(sorted(lists[key, raw])),
            meaning=_meaning(work, key, decided.get(key, {}).get(raw, "")),
        )
        for (key, raw), count in counts.items()
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.meaning), -one.rows, one.title, one.raw)))


def _meaning(work: Work, column: str, code: str) -> str:
    return spec_of(work).values.label(column, code) if code else ""


def code_options(work: Work, column: str) -> tuple[tuple[str, str], ...]:
    """Return the official codes of a column with their words."""
    codes = spec_of(work).values.set_for(column)
    return tuple(codes.labels.items()) if codes is not None else ()
