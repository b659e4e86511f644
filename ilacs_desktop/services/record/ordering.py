"""Put a record at another place in its list, whatever ranks the list came with."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.order import spread
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.record.work import Work


def in_order(records: Sequence[Any]) -> tuple[Any, ...]:
    """Return records by rank, ties by id."""
    return tuple(sorted(records, key=lambda one: (one.rank, one.id)))


def put_at(
    work: Work, kind: type[Any], listed: Sequence[Any], record: str, at: int, step: str
) -> Changes:
    """Move a record to a place in its list.

    One record changes where the ranks leave room; a list whose ranks tie, as one joined from
    several laptops may, gets new ranks throughout.

    Args:
        work: the open inspection.
        kind: the records' class; it has a ``rank``.
        listed: the list as it is shown now.
        record: id of the one to move.
        at: index it shall have afterwards; beyond either end means the end.
        step: the command in the person's words.
    """
    rest = [one for one in listed if one.id != record]
    if len(rest) == len(listed):
        return Changes(made=record)
    at = min(max(at, 0), len(rest))
    if [one.id for one in listed].index(record) == at:
        return Changes(made=record)
    before = rest[at - 1].rank if at else ""
    after = rest[at].rank if at < len(rest) else ""
    if _is_ranked([one.rank for one in rest]):
        return editing.move(work, kind, record, step, before=before, after=after)
    order = [*(one.id for one in rest[:at]), record, *(one.id for one in rest[at:])]
    drafts = tuple(
        draft
        for one, rank in zip(order, spread(len(order)), strict=True)
        if (draft := editing.changing(work, kind, one, {"rank": rank})).values
    )
    return work.run(StepDraft(step, drafts), record)


def _is_ranked(ranks: Sequence[str]) -> bool:
    """Tell whether a key can be found before, between and after all of these."""
    # Below a key of nothing but the lowest digit there is no other.
    if any(not rank.strip("0") for rank in ranks):
        return False
    return all(one < other for one, other in pairwise(ranks))
