"""The made-up Annex A as files: readable, laid out like the template, the same bytes each time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from ilacs_desktop.training.annex_a import LaData, make_annex_a, write_workbook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def data() -> LaData:
    return make_annex_a("tiny", 5)


def test_the_workbook_opens_with_its_lists(data: LaData, tmp_path: Path) -> None:
    path = tmp_path / "annex-a.xlsx"
    write_workbook(data, path)
    book = CalamineWorkbook.from_path(str(path))
    wanted = ["Front_Sheet", "Guidance", *(f"List {number}" for number in range(1, 12))]
    assert book.sheet_names == wanted


def test_a_list_reads_back_as_it_was(data: LaData, tmp_path: Path) -> None:
    path = tmp_path / "annex-a.xlsx"
    write_workbook(data, path)
    found = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("List 8").to_python()
    headings, rows = data.lists[8]
    assert found[0][0] == "List 8: Children in care"
    assert tuple(found[1]) == headings
    assert len(found) == len(rows) + 2
    first = ["" if cell is None else cell for cell in rows[0]]
    assert found[2] == first


def test_dates_are_dates_and_ids_are_text(data: LaData, tmp_path: Path) -> None:
    path = tmp_path / "annex-a.xlsx"
    write_workbook(data, path)
    row = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("List 1").to_python()[2]
    assert isinstance(row[0], str)
    assert isinstance(row[3], date)
    assert isinstance(row[5], date)


def test_the_same_data_makes_the_same_bytes(data: LaData, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_workbook(data, first)
    write_workbook(make_annex_a("tiny", 5), second)
    assert first.read_bytes() == second.read_bytes()


def test_remarks_stand_in_the_fourth_column_of_guidance(tmp_path: Path) -> None:
    spoiled = make_annex_a("tiny", 5, profile="usual")
    path = tmp_path / "annex-a.xlsx"
    write_workbook(spoiled, path)
    found = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Guidance").to_python()
    assert found[0][3] == "Comments by the local authority"
    assert any(str(row[3]) == spoiled.comments[6] for row in found)
