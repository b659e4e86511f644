"""Find anything that was written, as it is typed: by words, by filters, or by what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import KINDS, Case, KitMeeting, ReferralBack, Request
from ilacs_desktop.domain.records import SeenDocument as Document
from ilacs_desktop.services.data import data_sets
from ilacs_desktop.services.search.search_context import pattern_of
from ilacs_desktop.services.search.search_facets import SEARCHABLE, day_of
from ilacs_desktop.services.search.search_filters import Filtering, Offer, filtering, is_called
from ilacs_desktop.services.search.search_hits import NOTHING, Hit, Hits, hit_of, name_of
from ilacs_desktop.services.search.search_words import Asked, Filter, taken_apart
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.store.searching import RANKED_FROM, words_of

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.work import Work

MOST = 12
"""Hits for words alone: what can be looked through while typing."""
MOST_FILTERED = 200
"""Hits where filters are used: whoever filters wants the whole list."""
ANNEX_CHILD, TOPIC = "annex_child", "topic"
"""Kinds of hits that are no records: a child in Annex A, and a coverage topic."""

_SHORTEST_ID = 3
_MOST_CHILDREN = 3
_MOST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a text finds.

    Attributes:
        hits: what is called so, then the best or the newest; each is made when it is asked for.
        offers: what could be typed next, or instead of a filter that means nothing here.
        more: whether there is more than is shown.
        trouble: what is wrong with a filter, in words.
        is_naming: whether the offers are names of filters, not values of one.
    """

    hits: Sequence[Hit] = ()
    offers: tuple[Offer, ...] = ()
    more: bool = False
    trouble: str = ""
    is_naming: bool = False


class Stopped(Exception):  # noqa: N818 - not a fault: how a search nobody waits for ends
    """Raised inside a search that a newer one has replaced."""


def find(work: Work, text: str, is_stopped: Callable[[], bool] = bool) -> Found:
    """Return what a text finds; for the reader thread.

    Args:
        work: the open inspection.
        text: as typed: words, of which every record found holds all, and filters anywhere.
        is_stopped: asked now and then whether a newer search has begun.

    Raises:
        Stopped: one has.
    """
    asked = taken_apart(text)
    asks = filtering(work, asked)
    if not asked.words and not any(one.value for one in asked.filters):
        return Found(offers=asks.offers, trouble=asks.trouble)
    told = words_of(asked.words)
    pattern = pattern_of(told) if told else NOTHING
    named = _named(work, asks)
    if asked.filters:
        records, more = _filtered(work, asks, is_stopped)
    else:
        records, more = _plain(work, asked.words)
        cards = [card for card in work.snapshot.all(Case) if is_called(card, asked.words)]
        if cards:
            # Whoever types a child's ID wants the child: all about it, and where else it stands.
            named = (*_cards(work, cards, pattern), *named)
            about, is_cut = _about(work, asked.words, is_stopped)
            known = {one.value.id for one in about}
            records = [*about, *(one for one in records if one.value.id not in known)]
            more = more or is_cut
    hits = Hits(work, named, records, pattern)
    naming = all(one.closed for one in asked.filters)
    return Found(hits, asks.offers, more, "" if hits else asks.trouble, naming)


# -- by words and filters --------------------------------------------------------------------------


def _plain(work: Work, words: str) -> tuple[list[Record[Any]], bool]:
    found = work.reading.search(words, MOST + 1)
    snapshot = work.snapshot
    records: list[Record[Any] | None] = [
        snapshot.record(KINDS[kind], record) for kind, record in found if kind in KINDS
    ]
    kept = [one for one in records if one is not None and not one.meta.deleted]
    return kept[:MOST], len(found) > MOST


def _filtered(
    work: Work, asks: Filtering, is_stopped: Callable[[], bool]
) -> tuple[list[Record[Any]], bool]:
    if words_of(asks.asked.words):
        records = _with_words(work, asks, is_stopped)
    else:
        newest = nlargest(MOST_FILTERED + 1, _passing(work, asks, is_stopped), key=_newness)
        records = [record for _, record in newest]
    return records[:MOST_FILTERED], len(records) > MOST_FILTERED


def _about(work: Work, name: str, is_stopped: Callable[[], bool]) -> tuple[list[Record[Any]], bool]:
    """Return what ``child:`` finds for a child's ID or code, the newest first."""
    one = Filter("child", name, 0, len(name), closed=True)
    return _filtered(work, filtering(work, Asked(name, "", (one,))), is_stopped)


def _with_words(work: Work, asks: Filtering, is_stopped: Callable[[], bool]) -> list[Record[Any]]:
    snapshot = work.snapshot
    kept: list[Record[Any]] = []

    def keep(kind: str, record: str) -> bool:
        if is_stopped():
            raise Stopped
        found: Record[Any] | None = snapshot.record(KINDS[kind], record) if kind in KINDS else None
        if found is None or found.meta.deleted or not asks.keep(found):
            return False
        kept.append(found)
        return True

    work.reading.search(asks.asked.words, MOST_FILTERED + 1, keep)
    return kept


def _passing(
    work: Work, asks: Filtering, is_stopped: Callable[[], bool]
) -> Iterable[tuple[tuple[str, str], Record[Any]]]:
    for kind in SEARCHABLE:
        if is_stopped():
            raise Stopped
        if asks.kinds is not None and kind.KIND not in asks.kinds:
            continue
        for record in work.snapshot.records(kind).values():
            if not record.meta.deleted and asks.keep(record):
                yield (day_of(record), record.meta.made_at), record


def _newness(found: tuple[tuple[str, str], Record[Any]]) -> tuple[str, str]:
    return found[0]


# -- by what it is called --------------------------------------------------------------------------


def _named(work: Work, asks: Filtering) -> tuple[Hit, ...]:
    """Return what is called as the words say, and the children whom ``child:`` or an ID names."""
    asked = asks.asked
    hits = list(_records_called(work, asked.words)) if asked.words and not asked.filters else []
    starts = [asked.words] if asked.words and not asked.filters else list(asks.children)
    if not asked.filters or (asks.children and len(asked.filters) == 1 and not asked.words):
        for start in starts:
            hits += _children_called(work, start)
    return tuple(hits)


def _cards(work: Work, cards: Iterable[Case], pattern: re.Pattern[str]) -> Iterable[Hit]:
    for card in cards:
        record = work.snapshot.record(Case, card.id)
        if record is not None:
            yield hit_of(work, record, pattern)


def _records_called(work: Work, words: str) -> Iterable[Hit]:
    wanted = words.casefold()
    snapshot = work.snapshot
    numbered: tuple[type[Any], ...] = (Request, ReferralBack, Document, KitMeeting)
    for kind in numbered:
        for value in snapshot.all(kind):
            name = name_of(work, value).casefold()
            if name and wanted in (name, name.replace("meeting ", "")):
                record = snapshot.record(kind, value.id)
                if record is not None:
                    yield hit_of(work, record, pattern_of((words,)))
    if len(words) >= RANKED_FROM:
        yield from _topics_called(work, wanted)


def _topics_called(work: Work, wanted: str) -> Iterable[Hit]:
    found = 0
    for area in work.edition.areas:
        for topic in area.topics:
            label = topic.label.casefold()
            if found < _MOST_TOPICS and label.startswith(wanted):
                found += 1
                yield Hit(
                    TOPIC,
                    topic.key,
                    topic.label,
                    topic.label,
                    "Coverage topic",
                    ((0, len(wanted)),),
                    area=area.short,
                )


def _children_called(work: Work, start: str) -> Iterable[Hit]:
    """Return the children in Annex A whose ID begins so: each has a journey to be read."""
    chosen = data_sets.current(work)
    if chosen is None or len(start) < _SHORTEST_ID or not any(map(str.isdigit, start)):
        return
    connection = work.reading.connection
    found = annex_rows.children_called(connection, chosen.id, start, _MOST_CHILDREN + 1)
    if start not in found and len(found) > _MOST_CHILDREN:
        return
    for child, lists in found.items():
        if start in found and child != start:
            continue
        one = "List" if len(lists) == 1 else "Lists"
        where = f"In Annex A: {one} {', '.join(map(str, lists))}; open the child’s journey"
        yield Hit(ANNEX_CHILD, child, child, where, "Annex A", name=f"Child {child}")
