"""All that an inspection's records say at one moment, in memory and immutable.

Queries are pure functions over a snapshot: no screen ever waits for the disk, and every rule can
be tested in milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ilacs_desktop.domain.projection import uncovered
from ilacs_desktop.domain.records import KINDS, Link
from ilacs_desktop.domain.values import Record, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ilacs_desktop.domain.entry import Ref
    from ilacs_desktop.domain.projection import RecordState

T = TypeVar("T")


class _Links:
    """Links that are not deleted, by either end, of one set of link records."""

    def __init__(self, records: Mapping[str, Record[Any]]) -> None:
        by_source: dict[tuple[str, str], list[Link]] = defaultdict(list)
        by_target: dict[tuple[str, str], list[Link]] = defaultdict(list)
        by_end: dict[str, list[Link]] = defaultdict(list)
        for record in sorted(records.values(), key=_when_made):
            if not record.meta.deleted:
                link = cast("Link", record.value)
                by_source[link.relation, link.source].append(link)
                by_target[link.relation, link.target].append(link)
                for end in {link.source, link.target}:
                    by_end[end].append(link)
        self.by_source = {key: tuple(links) for key, links in by_source.items()}
        self.by_target = {key: tuple(links) for key, links in by_target.items()}
        self.by_end = {key: tuple(links) for key, links in by_end.items()}


def _when_made(record: Record[Any]) -> tuple[int, int, str, int]:
    made = record.state.made
    if made is None:
        return (0, 0, "", 0)
    return (made.time.ms, made.time.counter, made.ref.replica, made.ref.seq)


class Snapshot:
    """Every record of one inspection at one moment."""

    def __init__(self, kinds: Mapping[str, Mapping[str, Record[Any]]] | None = None) -> None:
        self._kinds = dict(kinds or {})
        # Filled when first asked for; what it holds follows from the records alone.
        self._all: dict[str, tuple[Any, ...]] = {}

    @classmethod
    def of_states(cls, states: Iterable[RecordState]) -> Snapshot:
        """Return the snapshot that states show."""
        return cls().after(states)

    def after(self, states: Iterable[RecordState]) -> Snapshot:
        """Return the snapshot after some records changed; the rest is shared.

        Args:
            states: what the changed records say now; one without any entry is gone.
        """
        changed: dict[str, dict[str, Record[Any]]] = {}
        for state in states:
            if state.kind not in KINDS:
                continue
            kind = changed.get(state.kind)
            if kind is None:
                kind = changed[state.kind] = dict(self._kinds.get(state.kind, {}))
            if state.fields:
                kind[state.id] = record_of(state)
            else:
                kind.pop(state.id, None)
        later = Snapshot({**self._kinds, **changed})
        later._all = {kind: values for kind, values in self._all.items() if kind not in changed}
        if Link.KIND not in changed and "_links" in self.__dict__:
            later.__dict__["_links"] = self._links
        return later

    def records(self, kind: type[T]) -> Mapping[str, Record[T]]:
        """Return every record of a kind by id, deleted ones too."""
        return MappingProxyType(self._kinds.get(kind.KIND, {}))  # type: ignore[attr-defined]

    def all(self, kind: type[T]) -> tuple[T, ...]:
        """Return the values of a kind that are not deleted, in the order made.

        The order is the same on every laptop that holds the same entries.
        """
        name = kind.KIND  # type: ignore[attr-defined]
        found = self._all.get(name)
        if found is None:
            ordered = sorted(self._kinds.get(name, {}).values(), key=_when_made)
            found = tuple(record.value for record in ordered if not record.meta.deleted)
            self._all[name] = found
        return found

    def record(self, kind: type[T], record: str) -> Record[T] | None:
        """Return a record, deleted or not; None where there is none of that id."""
        return self.records(kind).get(record)

    def get(self, kind: type[T], record: str) -> T | None:
        """Return a record's value; None where there is none or it is deleted."""
        found = self.record(kind, record)
        return None if found is None or found.meta.deleted else found.value

    def one(self, kind: type[T], record: str) -> T:
        """Return a single record's value, blank where nothing was said yet."""
        return self.get(kind, record) or kind(id=record)  # type: ignore[call-arg]

    @cached_property
    def _links(self) -> _Links:
        return _Links(self.records(Link))

    def links_from(self, relation: str, source: str) -> tuple[Link, ...]:
        """Return the links of a relation that start at a record."""
        return self._links.by_source.get((relation, source), ())

    def links_to(self, relation: str, target: str) -> tuple[Link, ...]:
        """Return the links of a relation that end at a record."""
        return self._links.by_target.get((relation, target), ())

    def links_of(self, record: str) -> tuple[Link, ...]:
        """Return every link that has a record at either end."""
        return self._links.by_end.get(record, ())

    def crossings(self, record: str) -> frozenset[Ref]:
        """Return the entries that whoever deleted a record did not have.

        They stand in the record itself or in a link that ends at it; until a person settles
        them the record counts as crossed. Empty for a record that is not deleted.
        """
        found = self.find(record)
        if found is None or not found.meta.deleted:
            return frozenset()
        links = self.records(Link)
        return uncovered(found.state, [links[one.id].state for one in self.links_of(record)])

    def crossed(self) -> tuple[Record[Any], ...]:
        """Return every deleted record that somebody edited or linked without knowing."""
        return tuple(
            record
            for kind in self._kinds.values()
            for record in kind.values()
            if record.meta.deleted and self.crossings(record.state.id)
        )

    def find(self, record: str) -> Record[Any] | None:
        """Return a record of any kind by its id."""
        for kind in self._kinds.values():
            if record in kind:
                return kind[record]
        return None
