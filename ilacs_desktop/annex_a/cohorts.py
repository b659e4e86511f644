"""Form cohorts of children to sample from: the children of one list, all or open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.ages import age_at, age_band, read_age
from ilacs_desktop.annex_a.dates import as_iso
from ilacs_desktop.annex_a.openness import open_rows
from ilacs_desktop.annex_a.reading import Value

if TYPE_CHECKING:
    from ilacs_desktop.annex_a.spec import ListSpec, Spec

Columns = Mapping[str, Sequence[Value]]
Lists = Mapping[int, Columns]

NOT_RECORDED = "Not recorded"
_CHILD = "child_id"
# Where a child's details are looked for when the cohort's own list leaves them blank: the list of
# every open child first, then the lists with one row for each child, then the events.
_FALLBACKS = (6, 8, 7, 9, 10, 4, 5, 3, 2, 1)
_COMMON = ("gender", "ethnicity", "dob", "age", "disability", "team")


@dataclass(frozen=True, slots=True)
class Cohort:
    """A set of children that a sample can be drawn from.

    Attributes:
        key: ``list-6-all`` or ``list-6-open``; every list has the first, the second only where
            its rows can be open or closed.
    """

    key: str
    title: str
    list_number: int
    open_only: bool


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One child of a cohort.

    Attributes:
        row: the row of the cohort's list that describes the child, 0 first.
        rows: how many rows of that list are the child's.
        age: completed years, -1 for an unborn child; None if unknown.
        dob: ISO date; empty if unknown.
        status: case status of List 6, in words; empty where the child is not in it.
        category: latest category of abuse of an open plan in List 7, in words.
        legal_status: legal status of a child in care in List 8, in words.
        facts: what strata can be formed from, by name; never blank ("Not recorded").
    """

    child_id: str
    row: int
    rows: int
    gender: str
    ethnicity: str
    age: int | None
    dob: str
    team: str
    status: str
    category: str
    legal_status: str
    facts: Mapping[str, str]


def cohorts(spec: Spec) -> tuple[Cohort, ...]:
    """Return the cohorts of Lists 1 to 10; List 11 is of adults."""
    found = []
    for one in spec.lists:
        if one.person_key != _CHILD:
            continue
        title = f"List {one.number}: {one.title}"
        found.append(Cohort(f"list-{one.number}-all", title, one.number, open_only=False))
        if one.open_rule is not None:
            found.append(
                Cohort(f"list-{one.number}-open", f"{title}, open", one.number, open_only=True)
            )
    return tuple(found)


def members(cohort: Cohort, lists: Lists, spec: Spec, *, as_of: str = "") -> tuple[ChildRow, ...]:
    """Return the children of a cohort, each once, in the order of their IDs.

    A child with several rows is described by the open one, else by the latest. Details that the
    list leaves blank are filled from the child's other lists.

    Args:
        cohort: which children.
        lists: list number to column key to values, as the reader or the store gives them.
        spec: the reading rules.
        as_of: ISO date of the lists, for ages that are not given.
    """
    one = spec.list_spec(cohort.list_number)
    columns = lists.get(cohort.list_number, {})
    chosen = _chosen_rows(one, columns, spec, open_only=cohort.open_only)
    source = _Details(lists, spec)
    return tuple(
        _child(str(child), rows, one, columns, source, as_of)
        for child, rows in sorted(chosen.items(), key=lambda item: _order(str(item[0])))
    )


def _order(child_id: str) -> tuple[int, int, str]:
    """Order IDs of digits as numbers, before all others."""
    return (0, int(child_id), child_id) if child_id.isdecimal() else (1, 0, child_id)


def _chosen_rows(
    one: ListSpec, columns: Columns, spec: Spec, *, open_only: bool
) -> dict[Value, list[int]]:
    """Return each child's rows, the one that describes the child best first."""
    people = columns.get(_CHILD, ())
    state = _open_state(one, columns, len(people), spec)
    index = columns.get(one.index, ())
    by_child: dict[Value, list[int]] = {}
    for row, person in enumerate(people):
        if person is not None and (state[row] or not open_only):
            by_child.setdefault(person, []).append(row)
    for rows in by_child.values():
        if len(rows) > 1:
            rows.sort(
                key=lambda row: (state[row], as_iso(index[row]) or "" if index else "", -row),
                reverse=True,
            )
    return by_child


def _open_state(one: ListSpec, columns: Columns, height: int, spec: Spec) -> list[bool]:
    return open_rows(one.open_rule, columns, height, spec.values.classify)


class _Details:
    """Finds a child's details in any list; each index is made when first asked for."""

    def __init__(self, lists: Lists, spec: Spec) -> None:
        self.spec = spec
        self._lists = lists
        self._indexes: dict[tuple[int, str, bool], dict[Value, Value]] = {}
        self._words: dict[tuple[str, Value, bool], str] = {}

    def value(self, child: str, key: str) -> Value:
        """Return the first value that any list has for a child in a column."""
        for number in _FALLBACKS:
            if (value := self.of_list(child, number, key)) is not None:
                return value
        return None

    def of_list(self, child: str, number: int, key: str, *, open_only: bool = False) -> Value:
        """Return a child's value in one list's column, from open rows only if so asked."""
        at = (number, key, open_only)
        if at not in self._indexes:
            self._indexes[at] = self._index(number, key, open_only=open_only)
        return self._indexes[at].get(child)

    def _index(self, number: int, key: str, *, open_only: bool) -> dict[Value, Value]:
        columns = self._lists.get(number, {})
        if key not in columns or _CHILD not in columns:
            return {}
        pairs = zip(columns[_CHILD], columns[key], strict=True)
        if open_only:
            one = self.spec.list_spec(number)
            state = _open_state(one, columns, len(columns[_CHILD]), self.spec)
            return {p: v for (p, v), s in zip(pairs, state, strict=True) if s and v is not None}
        return {p: v for p, v in pairs if v is not None}

    def words(self, key: str, value: Value, *, broad: bool = False) -> str:
        """Return a value in words: the code's label, its group if asked, else the text as sent."""
        if value is None:
            return ""
        at = (key, value, broad)
        if at not in self._words:
            self._words[at] = self._told(key, value, broad=broad)
        return self._words[at]

    def _told(self, key: str, value: Value, *, broad: bool) -> str:
        values = self.spec.values
        if broad and (group := values.group(key, value)):
            return group
        code = values.classify(key, value)
        return values.label(key, code) if code is not None else str(value)


def _child(
    child: str,
    rows: Sequence[int],
    one: ListSpec,
    columns: Columns,
    source: _Details,
    as_of: str,
) -> ChildRow:
    row = rows[0]

    def own(key: str) -> Value:
        return columns[key][row] if key in columns else None

    common = {key: own(key) for key in _COMMON}
    for key in _COMMON:
        if common[key] is None:
            common[key] = source.value(child, key)
    dob = as_iso(common["dob"]) or ""
    age = read_age(common["age"])
    if age is None and dob and as_of:
        age = max(age_at(dob, as_of), -1)
    status = own("case_status") or source.of_list(child, 6, "case_status")
    category = own("category_latest") or source.of_list(child, 7, "category_latest", open_only=True)
    legal = own("legal_status") or source.of_list(child, 8, "legal_status", open_only=True)
    facts = {
        "gender": source.words("gender", common["gender"]),
        "ethnicity": source.words("ethnicity", common["ethnicity"]),
        "ethnic_group": source.words("ethnicity", common["ethnicity"], broad=True),
        "age_band": age_band(age, source.spec.age_bands),
        "disability": source.words("disability", common["disability"]),
        "team": str(common["team"] or ""),
        "status": source.words("case_status", status),
        "category": source.words("category_latest", category),
        "legal_status": source.words("legal_status", legal, broad=True),
    }
    if "worker" in columns:
        facts["worker"] = str(own("worker") or "")
    for key in one.facts:
        if key in columns and key not in {"case_status", "category_latest", "legal_status"}:
            facts[key] = source.words(key, own(key), broad=True)
    return ChildRow(
        child_id=child,
        row=row,
        rows=len(rows),
        gender=facts["gender"],
        ethnicity=facts["ethnicity"],
        age=age,
        dob=dob,
        team=facts["team"],
        status=facts["status"],
        category=facts["category"],
        legal_status=source.words("legal_status", legal),
        facts={key: value or NOT_RECORDED for key, value in facts.items()},
    )
