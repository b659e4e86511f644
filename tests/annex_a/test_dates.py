"""Dates as local authorities write them: day first, never month first."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.annex_a.dates import as_iso, read_date

DAYS = st.dates(dt.date(1951, 1, 1), dt.date(2049, 12, 31))


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d-%m-%y", "%Y-%m-%d", "%d.%m.%Y 00:00:00", "%Y%m%d"]))
def test_a_day_reads_back_in_every_way_of_writing_it(day, written):
    assert read_date(day.strftime(written)) == day.isoformat()


@given(DAYS)
def test_cells_of_a_workbook_are_read(day):
    assert read_date(day) == day.isoformat()
    assert read_date(dt.datetime.combine(day, dt.time(9, 30))) == day.isoformat()
    assert read_date((day - dt.date(1899, 12, 30)).days) == day.isoformat()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8 July 2026", "2026-07-08"),
        ("Wed 8th Jul 26", "2026-07-08"),
        ("08-Sept-2026", "2026-09-08"),
        ("46211", "2026-07-08"),
        ("12/31/2026", None),
        ("31/02/2026", None),
        ("July 2026", None),
        ("n/a", None),
        (True, None),
        (None, None),
    ],
)
def test_what_is_a_date_and_what_is_not(written, read):
    assert read_date(written) == read


def test_placeholders_are_no_dates_to_reckon_with():
    assert as_iso("2026-07-08") == "2026-07-08"
    assert as_iso("1900-01-01") is None
    assert as_iso("2026-02-31") is None
    assert as_iso("not known") is None
