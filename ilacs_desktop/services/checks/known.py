"""Who Annex A is about, as the checks look for it: read once per data set, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ilacs_desktop.domain.identity.numbers import KnownIds
from ilacs_desktop.domain.identity.people import KnownPeople, known_people
from ilacs_desktop.domain.identity.postcodes import is_full, postcode_key
from ilacs_desktop.domain.records import Case, DataSet, LaProfile, SampleDraw
from ilacs_desktop.services.data.data_sets import DESTROYED
from ilacs_desktop.services.evidence import lexicon
from ilacs_desktop.services.record.work import LA_PROFILE
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.connection import Connection

_KEPT = "identifiers"
_WORKERS = ("worker", "personal_adviser")
_CHILDREN = ("child_id", "dob")
_LISTS_OF_CHILDREN = range(1, 11)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What points at one person in this inspection.

    Attributes:
        children: IDs of the data sets, of cards and of samples.
        births: every child's date of birth.
        postcodes: full postcodes, as ``postcode_key`` has them.
        practitioners: the forms of allocated workers' names.
    """

    children: KnownIds = field(default_factory=KnownIds)
    births: frozenset[date] = frozenset()
    postcodes: frozenset[str] = frozenset()
    practitioners: KnownPeople = field(default_factory=KnownPeople)


def identifiers(work: Work, connection: Connection | None = None) -> Identifiers:
    """Return what points at one person; for the reader thread.

    The rows of a data set never change, so they are read once; destroyed ones are gone.

    Args:
        work: the open inspection.
        connection: the reader's where left out.
    """
    sets = tuple(sorted(one.id for one in work.snapshot.all(DataSet) if one.state != DESTROYED))
    own = KnownIds.of(_own_ids(work))
    officials = _officials(work)
    read = _read(work, sets, officials, connection) if sets else Identifiers()
    return Identifiers(read.children.joined(own), read.births, read.postcodes, read.practitioners)


def _own_ids(work: Work) -> Iterable[str]:
    yield from (case.child_id for case in work.snapshot.all(Case))
    for draw in work.snapshot.all(SampleDraw):
        yield from draw.drawn


def _officials(work: Work) -> tuple[str, ...]:
    """Return the names that may be published: inspectors, and officers in public office."""
    profile = work.snapshot.one(LaProfile, LA_PROFILE)
    members = [one.name for one in work.members]
    return tuple(sorted({*members, profile.dcs_name, profile.chief_executive_name} - {""}))


def _read(
    work: Work, sets: tuple[str, ...], officials: tuple[str, ...], connection: Connection | None
) -> Identifiers:
    asked = (sets, officials)
    kept = work.kept.get(_KEPT)
    if isinstance(kept, tuple) and kept[0] == asked and isinstance(kept[1], Identifiers):
        return kept[1]
    held = connection or work.reading.connection
    children: set[object] = set()
    births: set[object] = set()
    postcodes: set[object] = set()
    workers: set[object] = set()
    for data_set in sets:
        for number in annex_rows.lists(held, data_set):
            if number in _LISTS_OF_CHILDREN:
                columns = annex_rows.columns(held, data_set, number, _CHILDREN)
                children.update(columns.get("child_id", ()))
                births.update(columns.get("dob", ()))
            sealed = annex_rows.restricted(held, data_set, number)
            postcodes.update(sealed.get("placement_postcode", ()))
            for key in _WORKERS:
                workers.update(sealed.get(key, ()))
    made = Identifiers(
        KnownIds.of(_texts(children)),
        frozenset(_days(births)),
        frozenset(key for one in _texts(postcodes) if is_full(key := postcode_key(one))),
        known_people(_texts(workers), lexicon.shipped(), officials),
    )
    work.kept[_KEPT] = (asked, made)
    return made


def _texts(values: Iterable[object]) -> list[str]:
    return [str(one) for one in values if one is not None and str(one).strip()]


def _days(values: Iterable[object]) -> Iterable[date]:
    for one in values:
        try:
            yield date.fromisoformat(str(one)[:10])
        except ValueError:
            continue
