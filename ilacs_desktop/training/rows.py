"""Rows of the eleven lists, told from the children's journeys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ilacs_desktop.training.codes import NO, YES, flag
from ilacs_desktop.training.working_days import age_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ilacs_desktop.training.adoption import Adopter
    from ilacs_desktop.training.children import Child
    from ilacs_desktop.training.workforce import Desk

Cell = str | int | float | date | None
Row = tuple[Cell, ...]


def all_lists(
    children: Iterable[Child], adopters: Iterable[Adopter], as_at: date
) -> dict[int, tuple[Row, ...]]:
    """Return the rows of every list, in the order of their dates.

    Args:
        children: everyone the generator made.
        adopters: the rows of List 11.
        as_at: the day for which ages are given.
    """
    found: dict[int, list[tuple[str, Row]]] = {number: [] for number in range(1, 11)}
    for child in children:
        start = (child.id, child.gender, child.ethnicity, child.born, age_on(child.born, as_at))
        for number, rows in _ROWS.items():
            found[number].extend(rows(child, start))
    lists = {
        number: tuple(row for _, row in sorted(rows, key=_key)) for number, rows in found.items()
    }
    lists[11] = tuple(_adopter(adopter) for adopter in adopters)
    return lists


def _key(pair: tuple[str, Row]) -> tuple[str, str]:
    return pair[0], str(pair[1][0])


def _desk(desk: Desk) -> Row:
    return desk.team, desk.worker


def _contacts(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    for it in child.contacts:
        yield it.day.isoformat(), (*start, it.day, it.source)


def _early_help(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    for it in child.early_help:
        yield it.started.isoformat(), (*start, it.started, it.completed, it.organisation)


def _referrals(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    before = child.earlier_referrals + len(child.referrals) - 1
    for it in child.referrals:
        yield (
            it.day.isoformat(),
            (*start, it.day, it.source, flag(it.no_action), before, *_desk(it.desk)),
        )


def _assessments(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    for it in child.assessments:
        outcome = None if it.needs_support is None else flag(it.needs_support)
        yield (
            it.started.isoformat(),
            (
                *start,
                child.disability,
                it.started,
                it.seen,
                it.authorised,
                outcome,
                *_desk(it.desk),
            ),
        )


def _enquiries(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    enquiries = child.earlier_enquiries + len(child.enquiries) - 1
    conferences = child.earlier_conferences + sum(
        it.conference is not None for it in child.enquiries[:-1]
    )
    for it in child.enquiries:
        yield (
            it.strategy.isoformat(),
            (
                *start,
                child.disability,
                it.strategy,
                None if it.unnecessary is None else flag(it.unnecessary),
                it.conference,
                None if it.plan is None else flag(it.plan),
                enquiries,
                conferences,
                *_desk(it.desk),
            ),
        )


def _need(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    it = child.need
    if it is not None:
        yield (
            it.started.isoformat(),
            (
                *start,
                child.disability,
                it.started,
                it.code,
                it.seen,
                it.closed,
                it.reason or None,
                it.status,
                *_desk(child.desk),
            ),
        )


def _protection(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    it = child.protection
    if it is not None:
        yield (
            it.started.isoformat(),
            (
                *start,
                child.disability,
                it.started,
                it.first_category,
                it.category,
                it.visit,
                it.alone or None,
                it.review,
                it.ended,
                flag(it.emergency),
                it.earlier,
                *_desk(child.desk),
            ),
        )


def _care(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    it = child.care
    if it is not None:
        yield (
            it.started.isoformat(),
            (
                *start,
                flag(it.uasc),
                child.disability,
                it.started,
                it.need,
                flag(it.again),
                it.legal_since,
                it.legal,
                it.review,
                it.visit,
                it.plan or None,
                it.contact,
                it.health,
                it.dental,
                it.placements,
                it.ended,
                it.reason or None,
                it.placed,
                it.placement,
                it.provider,
                it.postcode,
                it.urn or None,
                it.location,
                it.authority,
                it.missing,
                it.absent,
                it.offered or None,
                it.accepted or None,
                *_desk(child.desk),
            ),
        )


def _leaving(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    it = child.leaving
    if it is not None:
        yield (
            child.id,
            (
                *start,
                flag(it.uasc),
                child.disability,
                *_desk(it.desk),
                it.adviser,
                it.eligibility,
                it.pathway,
                it.in_touch,
                it.contact,
                it.accommodation or None,
                it.suitable or None,
                it.activity or None,
            ),
        )


def _adoption(child: Child, start: Row) -> Iterator[tuple[str, Row]]:
    it = child.adoption
    if it is not None:
        yield (
            it.decided.isoformat(),
            (
                start[0],
                it.family or None,
                *start[1:],
                child.disability,
                it.entered,
                it.decided,
                it.ordered,
                it.matched,
                it.placed,
                it.adopted,
                it.reversed,
                it.reason or None,
                it.fostered_first,
            ),
        )


def _adopter(it: Adopter) -> Row:
    return (
        it.id,
        it.family,
        it.gender,
        it.ethnicity,
        it.disability,
        YES[3:] if it.fostering else NO[3:],
        it.enquired,
        *it.stages,
        None,
        it.stages[3],
        it.matched,
        it.placed,
        it.children,
        it.adopted,
        it.left,
        it.reason or None,
    )


_ROWS: Mapping[int, Callable[[Child, Row], Iterator[tuple[str, Row]]]] = {
    1: _contacts,
    2: _early_help,
    3: _referrals,
    4: _assessments,
    5: _enquiries,
    6: _need,
    7: _protection,
    8: _care,
    9: _leaving,
    10: _adoption,
}
