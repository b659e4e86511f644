from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.annex_a.cells import plain, read_column
from ilacs_desktop.annex_a.dates import as_iso, read_date
from ilacs_desktop.annex_a.spec import load_spec

SPEC = load_spec()
days = st.dates(dt.date(1901, 2, 1), dt.date(2099, 12, 31))


def column(number: int, key: str):
    return next(c for c in SPEC.list_spec(number).columns if c.key == key)


def faults_of(number: int, key: str, *cells) -> tuple[list, dict]:
    read = read_column(column(number, key), cells, SPEC)
    return read.values, read.faults


@pytest.mark.parametrize(
    "text",
    [
        "05/01/2026", "5/1/2026", "05-01-2026", "05.01.2026", "05/01/26", "2026-01-05",
        "2026/01/05", "2026-01-05 00:00:00", "2026-01-05T09:30:00", "05/01/2026 13:45",
        "5-Jan-26", "05 Jan 2026", "5 January 2026", "Mon 5 Jan 2026", "5th January 2026",
        "20260105", "46027", "46027.5",
    ],
)  # fmt: skip
def test_dates_as_local_authorities_write_them(text: str) -> None:
    assert read_date(text) == "2026-01-05"


@pytest.mark.parametrize(
    "text",
    ["01/13/2026", "31/02/2026", "soon", "", "5", "123456", "2026", "05/2026", "1/1/1", "Jan 2026"],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(days)
def test_every_way_to_write_a_day_is_the_same_day(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    ways = (
        day,
        dt.datetime.combine(day, dt.time(11, 5)),
        day.strftime("%d/%m/%Y"),
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        float(serial),
        serial,
    )
    assert {read_date(way) for way in ways} == {day.isoformat()}
    assert as_iso(day.isoformat()) == day.isoformat()


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = read_date(text)
    assert found is None or dt.date.fromisoformat(found)


@given(st.lists(st.one_of(st.text(max_size=12), st.floats(allow_nan=False), days), max_size=12))
def test_nothing_is_lost_whatever_the_cells_hold(cells: list) -> None:
    for number, key in ((1, "child_id"), (1, "dob"), (1, "age"), (1, "gender"), (3, "team")):
        read = read_column(column(number, key), cells, SPEC)
        assert len(read.values) == len(read.good) == len(cells)
        for cell, value in zip(cells, read.values, strict=True):
            if value is None:
                text = " ".join(str(cell).replace("\0", "").split()).strip("'").strip()
                assert text.casefold() in SPEC.blanks
        # A row is at fault for one reason alone.
        rows = [row for where in read.faults.values() for row in where]
        assert len(rows) == len(set(rows))


@given(st.lists(st.integers(0, 2**53 - 1), min_size=1))
def test_numbers_as_ids_are_their_digits(numbers: list[int]) -> None:
    read = read_column(column(1, "child_id"), [float(n) for n in numbers], SPEC)
    assert read.values == [str(n) for n in numbers]
    assert read.faults == {}


def test_ids_as_text() -> None:
    values, faults = faults_of(
        1, "child_id", "00123", " P-77 ", "123.0", "1.2E+07", "'0042", "x" * 21, "a*b", "NULL", 7.5
    )
    assert values == ["00123", "P-77", "123", "1.2E+07", "0042", "x" * 21, "a*b", None, "7.5"]
    assert faults == {"C04": [2, 3, 5, 6]}


def test_ages_as_people_write_them() -> None:
    cells = (6.0, 6.138, "18 months", "<1", -1.0, "unborn", "6", "7.0", "old", 140.0, "", "N/A")
    read = read_column(column(1, "age"), cells, SPEC)
    assert read.values == [6, 6.138, "18 months", "<1", -1, "unborn", 6, 7, "old", 140, None, None]
    assert read.good == [6, 6, 1, 0, -1, -1, 6, 7, None, None, None, None]
    assert read.faults == {"C12": [1, 2, 3, 5], "C07": [8, 9]}


def test_placeholder_dates_are_kept_and_not_reckoned_with() -> None:
    cells = (dt.date(1900, 1, 1), "01/01/1900", "31/12/9999", dt.date(2020, 1, 1), dt.time(0, 0))
    read = read_column(column(1, "dob"), cells, SPEC)
    assert read.values == ["1900-01-01", "1900-01-01", "9999-12-31", "2020-01-01", "00:00:00"]
    assert read.good == [None, None, None, "2020-01-01", None]
    assert read.faults == {"C09": [0, 1, 2, 4]}
    assert as_iso("1900-01-01") is None


def test_blanks_in_their_many_forms() -> None:
    values, faults = faults_of(
        3, "team", "NULL", "N/A", "-", "nan", "  ", "\u00a0", "None", "North"
    )
    assert values == [None] * 7 + ["North"]
    assert faults == {}


def test_a_word_that_is_a_code_is_not_a_blank() -> None:
    values, faults = faults_of(6, "disability", "NONE", "-", "AUT")
    assert values == ["NONE", None, "AUT"]
    assert faults == {}


def test_unknown_codes_are_counted_for_a_decision() -> None:
    read = read_column(column(1, "gender"), ("Monkey", "M", "Monkey", "Ape", 1.0, ""), SPEC)
    assert read.values == ["Monkey", "M", "Monkey", "Ape", "1", None]
    assert read.faults == {"C10": [0, 2, 3]}
    assert [(u.raw, u.count) for u in read.unmatched] == [("Monkey", 2), ("Ape", 1)]


def test_spaces_that_do_not_show_are_cleaned() -> None:
    assert faults_of(3, "worker", "Rowan\u00a0Ashby", "Rowan  Ashby ")[0] == ["Rowan Ashby"] * 2


def test_damaged_letters_are_reported() -> None:
    assert faults_of(3, "team", "Childrenâ€™s Team", "Équipe")[1] == {"C18": [0]}


def test_postcodes() -> None:
    values, faults = faults_of(8, "placement_postcode", "ZZ1 1ZZ", "nope", "zz11zz", "")
    assert values == ["ZZ1 1ZZ", "nope", "zz11zz", None]
    assert faults == {"C19": [1]}


def test_true_is_not_one() -> None:
    values, _ = faults_of(3, "referrals_12m", True, 1.0, 0.0)
    assert values == ["TRUE", 1, 0]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (2.0, 2), (2.5, 2.5), ("", None), (None, None), (True, "TRUE"), (" a  b ", "a b"),
        (dt.datetime(2026, 1, 2), "2026-01-02"),
        (dt.datetime(2026, 1, 2, 3), "2026-01-02T03:00:00"),
        (dt.date(2026, 1, 2), "2026-01-02"), (1e300, 1e300),
    ],
)  # fmt: skip
def test_plain_cells(cell, kept) -> None:
    assert plain(cell) == kept
