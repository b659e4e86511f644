"""Check the lists against each other and against the date of the lists."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.ages import age_at
from ilacs_desktop.annex_a.checks import Rows, defect, holding

if TYPE_CHECKING:
    from ilacs_desktop.annex_a.reading import Defect, Value
    from ilacs_desktop.annex_a.rules import Rule
    from ilacs_desktop.annex_a.spec import Spec

_GRACE_DAYS = 14  # the lists may be made a little before they are sent
_GAP_DAYS = 183
_FEW = 10  # dates in a usual week; below, shares of it say nothing
_BUSY_WEEKS = 26
_SHARE = 0.1
_MAY_BE_LATER = frozenset({"dob", "icpc_date"})  # an expected birth, a booked conference

Lists = Mapping[int, Rows]


def date_of_lists(lists: Lists) -> str:
    """Estimate the date of the lists: the latest date on record, births and bookings apart.

    Mistyped dates must not move it, so it is the last day that stands in a busy week, or shortly
    after one: a week with at least a tenth of the dates of a usual busy week.

    Returns:
        An ISO date, or an empty text where no list holds a date.
    """
    counted: Counter[Value] = Counter()
    for rows in lists.values():
        for column in rows.spec.columns:
            if column.kind == "date" and column.key not in _MAY_BE_LATER:
                read = rows.columns.get(column.key)
                counted.update(read.good if read is not None else ())
    dates = {dt.date.fromisoformat(d): n for d, n in counted.items() if isinstance(d, str)}
    weeks: Counter[int] = Counter()
    for day, count in dates.items():
        weeks[day.toordinal() // 7] += count
    busiest = sorted(weeks.values())[-_BUSY_WEEKS:]
    usual = busiest[len(busiest) // 2] if busiest else 0
    if usual < _FEW:
        return _before_gap(sorted((day.isoformat() for day in dates), reverse=True))
    last = max(week for week, count in weeks.items() if count >= usual * _SHARE)
    return max(day for day in dates if day.toordinal() // 7 <= last + 1).isoformat()


def _before_gap(days: list[str]) -> str:
    """Return the latest of a few days, leaving out up to three that stand half a year past."""
    for later, earlier in list(pairwise(days))[:3]:
        if later <= _shifted(earlier, days=_GAP_DAYS):
            return later
    return days[0] if days else ""


def check_joins(lists: Lists, as_of: str, spec: Spec) -> dict[int, list[Defect]]:
    """Make the checks across lists.

    Args:
        lists: every list read, by number.
        as_of: ISO date of the lists; empty if unknown, and then nothing is checked against it.
        spec: the rules.

    Returns:
        Findings by the number of the list they are reported on.
    """
    kinds: dict[str, Callable[[Rule, Rows, Lists, str], Iterable[tuple[str, list[int]]]]] = {
        "window": _window,
        "later": _later,
        "age": partial(_age, _ages(lists, as_of)),
        "missing_from": _missing_from,
        "status": _status,
    }
    found: dict[int, list[Defect]] = {number: [] for number in lists}
    for rule in spec.rules:
        check = kinds.get(rule.kind)
        if check is None:
            continue
        for number in rule.lists:
            rows = lists.get(number)
            if rows is None or not rule.when.columns <= set(rows.columns):
                continue
            for column, where in check(rule, rows, lists, as_of):
                if where:
                    found[number].append(defect(rule, column, where, rows.sheet_rows))
    for rule in spec.rules:
        if rule.kind == "zeros":
            _compare_zeros(rule, lists, found)
    if details := [rule for rule in spec.rules if rule.kind == "differs"]:
        _compare_details(details, lists, found)
    return found


def _window(rule: Rule, rows: Rows, _: Lists, as_of: str) -> Iterable[tuple[str, list[int]]]:
    column = rows.columns.get(rule.column)
    if column is None or not as_of:
        return
    start = _months_before(as_of, rows.spec.window_months)
    limit = _shifted(start, days=-_GRACE_DAYS)
    early = {v for v in set(column.good) if isinstance(v, str) and v < limit}
    if early:
        yield (rule.column, [i for i, v in enumerate(column.good) if v in early])


def _later(_: Rule, rows: Rows, __: Lists, as_of: str) -> Iterable[tuple[str, list[int]]]:
    """Find dates after the date of the lists; an expected birth and a booked conference may be."""
    if not as_of:
        return
    limit = _shifted(as_of, days=_GRACE_DAYS)
    for column in rows.spec.columns:
        read = rows.columns.get(column.key)
        if read is None or column.kind != "date" or column.key in _MAY_BE_LATER:
            continue
        late = {v for v in set(read.good) if isinstance(v, str) and v > limit}
        if late:
            yield (column.key, [i for i, v in enumerate(read.good) if v in late])


def _ages(lists: Lists, as_of: str) -> dict[Value, int]:
    """Return the age on the date of the lists for each date of birth in any of them."""
    births = [rows.columns["dob"].good for rows in lists.values() if "dob" in rows.columns]
    if not as_of:
        return {}
    days = set().union(*births)
    return {born: max(age_at(born, as_of), -1) for born in days if isinstance(born, str)}


def _age(
    ages: Mapping[Value, int], rule: Rule, rows: Rows, _: Lists, __: str
) -> Iterable[tuple[str, list[int]]]:
    """Find ages more than a year away from the date of birth.

    Event lists may give the age at the event, so a year either way is let pass.
    """
    told, births = rows.columns.get(rule.column), rows.columns.get("dob")
    if told is None or births is None:
        return
    wrong = {
        (born, age)
        for born, age in set(zip(births.good, told.good, strict=True))
        if born in ages and isinstance(age, int) and abs(ages[born] - age) > 1
    }
    if wrong:
        every = enumerate(zip(births.good, told.good, strict=True))
        yield (rule.column, [i for i, pair in every if pair in wrong])


def _missing_from(rule: Rule, rows: Rows, lists: Lists, _: str) -> Iterable[tuple[str, list[int]]]:
    other = lists.get(rule.other)
    key = rule.columns[0] if rule.columns else rows.spec.person_key
    mine = rows.columns.get(key)
    theirs = other.columns.get(rule.other_column or key) if other is not None else None
    if mine is None or theirs is None or not theirs.values:
        return
    there = set(theirs.good)
    wanted = [i for i in holding(rule.when, rows) if mine.good[i] is not None]
    yield (rule.column or key, [i for i in wanted if mine.good[i] not in there])


def _status(rule: Rule, rows: Rows, lists: Lists, _: str) -> Iterable[tuple[str, list[int]]]:
    other = lists.get(rule.other)
    column = other.columns.get(rule.other_column) if other is not None else None
    if other is None or column is None:
        return
    right: dict[Value, bool] = {}
    for person, value in zip(other.people, column.values, strict=True):
        code = column.codes.get(value)
        if person is not None and code is not None:
            right[person] = right.get(person, False) or code in rule.codes
    people = rows.people
    yield (
        rule.column or rows.spec.person_key,
        [i for i in holding(rule.when, rows) if right.get(people[i]) is False],
    )


def _compare_details(rules: Sequence[Rule], lists: Lists, found: dict[int, list[Defect]]) -> None:
    """Compare people's details list after list; the later list bears the finding.

    All the details of a person are compared at once, as one tuple, and looked at one by one only
    where the tuples differ.
    """
    known: dict[Value, tuple[Value, ...]] = {}
    for number in sorted(lists):
        rows = lists[number]
        if number not in rules[0].lists:
            continue
        people = rows.people
        details = list(zip(*(_detail(rows, rule.column) for rule in rules), strict=True))
        mine = dict(zip(people, details, strict=True))
        mine.pop(None, None)
        where: dict[str, list[int]] = {}
        if known:
            where, merged = _differing(rules, people, details, known)
            known.update({p: d for p, d in mine.items() if p not in known})
            known.update(merged)
        else:
            known = mine
        found[number].extend(
            defect(rule, rule.column, where[rule.id], rows.sheet_rows)
            for rule in rules
            if rule.id in where
        )


def _differing(
    rules: Sequence[Rule],
    people: Sequence[Value],
    details: Sequence[tuple[Value, ...]],
    known: Mapping[Value, tuple[Value, ...]],
) -> tuple[dict[str, list[int]], dict[Value, tuple[Value, ...]]]:
    """Return rows that differ from what is known, by rule, and what they add to it."""
    where: dict[str, list[int]] = {}
    merged: dict[Value, tuple[Value, ...]] = {}
    before = list(map(known.get, people))
    odd = [
        row
        for row, (old, new) in enumerate(zip(before, details, strict=True))
        if old is not None and old != new
    ]
    for row in odd:
        old, new = before[row] or (), details[row]
        for rule, then, now in zip(rules, old, new, strict=True):
            if then is not None and now is not None and then != now:
                where.setdefault(rule.id, []).append(row)
        if None in old:
            merged[people[row]] = tuple(
                now if then is None else then for then, now in zip(old, new, strict=True)
            )
    return where, merged


def _detail(rows: Rows, key: str) -> Sequence[Value]:
    column = rows.columns.get(key)
    if column is None:
        return [None] * len(rows.sheet_rows)
    return list(map(column.codes.get, column.values)) if column.codes else column.good


def _compare_zeros(rule: Rule, lists: Lists, found: dict[int, list[Defect]]) -> None:
    """Find IDs that equal another list's but for leading zeros."""
    ids = {number: set(rows.people) - {None} for number, rows in lists.items()}
    padded = {str(p) for people in ids.values() for p in people if str(p)[0] == "0"}
    bare = {p.lstrip("0") for p in padded if p.isdigit()} - {""}
    if not bare:
        return
    for number, people in ids.items():
        if number in rule.lists and (odd := people & bare):
            rows = lists[number]
            where = [row for row, person in enumerate(rows.people) if person in odd]
            found[number].append(defect(rule, rule.column, where, rows.sheet_rows))


def _shifted(iso: str, *, days: int) -> str:
    return (dt.date.fromisoformat(iso) + dt.timedelta(days=days)).isoformat()


def _months_before(iso: str, months: int) -> str:
    day = dt.date.fromisoformat(iso)
    month = day.year * 12 + day.month - 1 - months
    return dt.date(month // 12, month % 12 + 1, min(day.day, 28)).isoformat()
