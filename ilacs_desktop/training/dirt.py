"""Faults that real Annex A files have, injected on purpose, with the truth about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ilacs_desktop.training import dirt_layout
from ilacs_desktop.training.codes import STATUS_IN_CARE, STATUS_PROTECTION
from ilacs_desktop.training.headings import HEADINGS, TITLES
from ilacs_desktop.training.working_days import years_before

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

    from ilacs_desktop.training.rows import Cell, Row

Lists = dict[int, list[list["Cell"]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault that was put in.

    Attributes:
        kind: what was done, such as "blank-worker".
        list: the number of the list.
        child: the child's ID as it stood before, or "" where the fault is the list's.
        column: the heading of the template, or "".
        was: what stood there.
        now: what stands there now.
    """

    kind: str
    list: int
    child: str = ""
    column: str = ""
    was: Cell = None
    now: Cell = None


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each fault is put in, from 0 to 1.

    Attributes:
        cell: of cells of any kind, spread over the faults of a cell.
        worker: of practitioners left blank, or a duty desk or number instead.
        seen: of dates last seen left blank.
        clash: of children whose date of birth or ethnicity differs in another list.
        twice: of children standing twice in Lists 6 to 8.
        lost: of open plans and periods of care missing from List 6.
        lists_missing: lists that are left out.
    """

    cell: float
    worker: float
    seen: float
    clash: float
    twice: float
    lost: float
    lists_missing: tuple[int, ...] = ()


PROFILES: Final[Mapping[str, Rates]] = MappingProxyType(
    {
        "usual": Rates(cell=0.004, worker=0.05, seen=0.10, clash=0.01, twice=0.01, lost=0.03),
        "poor": Rates(
            cell=0.02,
            worker=0.08,
            seen=0.30,
            clash=0.02,
            twice=0.02,
            lost=0.05,
            lists_missing=(11,),
        ),
    }
)
FRONT_OF_ROW: Final = 5
NOTHINGS: Final = ("NULL", "N/A", "-", "nan", "No Trace", "Code 'V2' is not mapped")
DUTY: Final = ("Duty", "Referral Coordinator", "20481", "Team")


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Lists as they look after the faults were put in."""

    lists: dict[int, tuple[tuple[str, ...], tuple[Row, ...]]]
    sheets: dict[int, str]
    titles: dict[int, tuple[str, ...]]
    comments: dict[int, str]
    truth: tuple[Fault, ...]


def spoil(
    rng: random.Random,
    clean: Mapping[int, tuple[tuple[str, ...], tuple[Row, ...]]],
    rates: Rates,
    as_at: date,
) -> Spoiled:
    """Return the lists with faults put in, and the truth about every one.

    Args:
        rng: the dice.
        clean: headings and rows of each list.
        rates: how often.
        as_at: the day the lists were drawn.
    """
    lists: Lists = {number: [list(row) for row in rows] for number, (_, rows) in clean.items()}
    truth: list[Fault] = []
    _lost(rng, lists, rates, truth)
    _twice(rng, lists, rates, truth)
    _clashes(rng, lists, rates, truth)
    _adults(rng, lists, rates, truth)
    _workers(rng, lists, rates, truth)
    _unseen(rng, lists, rates, truth)
    for number, rows in lists.items():
        for row in rows:
            _cells(rng, number, row, rates, as_at, truth)
    for number in rates.lists_missing:
        del lists[number]
        truth.append(Fault("missing-list", number))
    layout = dirt_layout.spoil(rng, lists, thorough=bool(rates.lists_missing))
    truth.extend(Fault(kind, number, column=column) for kind, number, column in layout.truth)
    kept = {
        number: (layout.headings[number], tuple(tuple(row) for row in layout.rows[number]))
        for number in lists
    }
    titles = {number: (*layout.extra_titles.get(number, ()), TITLES[number]) for number in lists}
    return Spoiled(kept, layout.sheets, titles, layout.comments, tuple(truth))


def _column(number: int, heading: str) -> int:
    return HEADINGS[number].index(heading)


def _lost(rng: random.Random, lists: Lists, rates: Rates, truth: list[Fault]) -> None:
    """Take children with an open plan or in care out of List 6."""
    status = _column(6, "Case status")
    kept = []
    for row in lists[6]:
        if row[status] in {STATUS_IN_CARE, STATUS_PROTECTION} and rng.random() < rates.lost:
            truth.append(Fault("open-not-in-list-6", 6, str(row[0]), "Case status", row[status]))
        else:
            kept.append(row)
    lists[6] = kept


def _twice(rng: random.Random, lists: Lists, rates: Rates, truth: list[Fault]) -> None:
    """Put children twice into lists that hold each child once."""
    for number in (6, 7, 8):
        rows = lists[number]
        for row in [row for row in rows if rng.random() < rates.twice]:
            rows.insert(rng.randint(0, len(rows)), list(row))
            truth.append(Fault("duplicate-child", number, str(row[0])))


def _clashes(rng: random.Random, lists: Lists, rates: Rates, truth: list[Fault]) -> None:
    """Make date of birth or ethnicity of a child in List 6 differ from other lists."""
    for row in lists[6]:
        if rng.random() >= rates.clash:
            continue
        at = rng.choice((2, 3))
        was = row[at]
        if isinstance(was, date):
            row[at] = was + timedelta(days=rng.choice((-30, -9, -1, 1, 9, 31)))
        else:
            row[at] = "r) OOTH" if was != "r) OOTH" else "a) WBRI"
        truth.append(Fault("clash", 6, str(row[0]), HEADINGS[6][at], was, row[at]))


def _adults(rng: random.Random, lists: Lists, rates: Rates, truth: list[Fault]) -> None:
    """Leave some care leavers standing in List 6 as children in need."""
    template = next((row for row in lists[6] if row[11] == "c) Child in need plan"), None)
    for row in lists[9]:
        if template is None or not isinstance(row[4], int) or row[4] < 18:
            continue
        if rng.random() < rates.cell * 4:
            lists[6].append([*row[:FRONT_OF_ROW], *template[FRONT_OF_ROW:]])
            truth.append(Fault("adult-in-list-6", 6, str(row[0]), "Age of Child (Years)", row[4]))


def _workers(rng: random.Random, lists: Lists, rates: Rates, truth: list[Fault]) -> None:
    for number in (3, 4, 5, 6, 7, 8, 9):
        at = _column(number, "Allocated Worker")
        for row in lists[number]:
            if rng.random() < rates.worker:
                was, row[at] = row[at], rng.choice((None, None, None, *DUTY))
                kind = "blank-worker" if row[at] is None else "generic-worker"
                truth.append(Fault(kind, number, str(row[0]), "Allocated Worker", was, row[at]))


def _unseen(rng: random.Random, lists: Lists, rates: Rates, truth: list[Fault]) -> None:
    at = _column(6, "Date Child Was Last Seen")
    for row in lists[6]:
        if row[at] is not None and rng.random() < rates.seen:
            truth.append(Fault("blank-last-seen", 6, str(row[0]), HEADINGS[6][at], row[at]))
            row[at] = None


def _cells(
    rng: random.Random, number: int, row: list[Cell], rates: Rates, as_at: date, truth: list[Fault]
) -> None:
    """Spoil some of the cells of a row, each by a fault that fits what it holds."""
    child = str(row[0])
    for at, was in enumerate(row):
        if was is None or rng.random() >= rates.cell:
            continue
        kind, now = _cell(rng, number, at, was, as_at)
        if kind:
            row[at] = now
            truth.append(Fault(kind, number, child, HEADINGS[number][at], was, now))


def _cell(rng: random.Random, number: int, at: int, was: Cell, as_at: date) -> tuple[str, Cell]:
    if at == 0:
        return ("id-decimal", f"{was}.0") if number != 11 else ("", was)
    if isinstance(was, date):
        return _date(rng, was, as_at)
    if isinstance(was, int):
        return (
            _age(rng, was) if HEADINGS[number][at].startswith("Age") else ("text-number", f"{was} ")
        )
    if isinstance(was, str) and (") " in was or " - " in was or ": " in was):
        return _code(rng, was)
    return "", was


def _date(rng: random.Random, was: date, as_at: date) -> tuple[str, Cell]:
    kinds: tuple[Callable[[], tuple[str, Cell]], ...] = (
        lambda: ("text-date", was.strftime("%d/%m/%Y")),
        lambda: ("text-date", was.strftime("%Y-%m-%d 00:00:00")),
        lambda: ("text-date", was.strftime("%d %b %Y")),
        lambda: ("impossible-date", f"31/02/{was.year}"),
        lambda: ("placeholder-date", date(1900, 1, 1)),
        lambda: ("future-date", as_at + timedelta(days=rng.randint(200, 900))),
        lambda: ("wrong-year", years_before(was, 100) if was.year > 2001 else was),
        lambda: ("blank", None),
    )
    return kinds[rng.randrange(len(kinds))]()


def _age(rng: random.Random, was: int) -> tuple[str, Cell]:
    if was == 0:
        return "age-text", "<1"
    return rng.choice(
        (
            ("age-decimal", was + 0.138),
            ("age-text", f"{was * 12 + 6} months"),
            ("age-wrong", was + 3),
        )
    )


def _code(rng: random.Random, was: str) -> tuple[str, Cell]:
    """Return a code as other systems write it, as nonsense, or not at all."""
    bare = was.split(") ", 1)[-1]
    forms: tuple[tuple[str, Cell], ...] = (
        ("code-variant", bare),
        ("code-variant", bare.upper()),
        ("code-variant", f" {was} "),
        ("code-variant", bare[:1] if bare in {"Yes", "No", "Male", "Female"} else bare.lower()),
        ("code-unknown", rng.choice(NOTHINGS)),
        ("blank", None),
    )
    return rng.choice(forms)
