"""What a search found, made ready to be read when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from typing_extensions import override

from ilacs_desktop.domain.records import Case, KitMeeting
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record.history import KIND_WORDS, title_of
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.services.search.search_context import Span, in_context, pattern_of, spans_in
from ilacs_desktop.services.search.search_facets import area_of, cases_of, day_of

if TYPE_CHECKING:
    import re

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

NOTHING = pattern_of(("\0",))
"""Finds no word anywhere: a filter alone marks nothing."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that holds the words.

    Attributes:
        kind, record: what it is.
        text: what tells it from others.
        where: the words in their surroundings, on one line.
        words: its kind as people say it.
        marks: start and end of each word found in ``where``.
        name: what it is called, such as "A14"; empty where it has no name of its own.
        name_marks: start and end of each word found in ``name``.
        child, area, by, day: whom and what it is about, as shown; empty where it is not.
    """

    kind: str
    record: str
    text: str
    where: str
    words: str
    marks: tuple[Span, ...] = ()
    name: str = ""
    child: str = ""
    area: str = ""
    by: str = ""
    day: str = ""
    name_marks: tuple[Span, ...] = ()


class Hits(Sequence[Hit]):
    """Hits in their order; finding them costs nothing of what showing them does."""

    def __init__(
        self,
        work: Work,
        named: Sequence[Hit],
        records: Sequence[Record[Any]],
        pattern: re.Pattern[str],
    ) -> None:
        """Take what was found.

        Args:
            work: the open inspection.
            named: what is called as the words say; it stands first.
            records: what holds the words; one that is called so too is not told twice.
            pattern: finds the words.
        """
        self._work, self._pattern = work, pattern
        known = {hit.record for hit in named}
        rest = [one for one in records if one.value.id not in known] if known else records
        self._found: list[Hit | Record[Any]] = [*named, *rest]

    @override
    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...

    @override
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        found = self._found[at]
        if not isinstance(found, Hit):
            found = self._found[at] = hit_of(self._work, found, self._pattern)
        return found


def hit_of(work: Work, record: Record[Any], pattern: re.Pattern[str]) -> Hit:
    """Return a record as a hit: the words in their surroundings, whom and what it is about."""
    value, snapshot = record.value, work.snapshot
    where, marks = in_context(value, pattern)
    cases = cases_of(snapshot, value)
    case = snapshot.get(Case, cases[0]) if len(set(cases)) == 1 else None
    area = area_of(work, snapshot, value)
    day = read_day(day_of(record))
    name = name_of(work, value)
    return Hit(
        value.KIND,
        value.id,
        title_of(value),
        where,
        KIND_WORDS.get(value.KIND, value.KIND),
        marks,
        name,
        f"Child {child_name(case)}" if case is not None else "",
        _area_words(work, area),
        work.person_name(record.meta.made_by),
        short_day(day) if day is not None else "",
        spans_in(name, pattern) if name else (),
    )


def _area_words(work: Work, key: str) -> str:
    return next((area.short for area in work.edition.areas if area.key == key), "")


def name_of(work: Work, value: Any) -> str:
    """Return what a record is called by: a number or a child's ID; empty where by neither."""
    if isinstance(value, Case):
        return f"Child {child_name(value)}"
    if isinstance(value, KitMeeting):
        return kit.name_of(work, value.id)
    return str(getattr(value, "number", "") or "")
