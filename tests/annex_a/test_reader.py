from __future__ import annotations

import datetime as dt
import gc
from pathlib import Path

import pytest

from ilacs_desktop.annex_a.reading import StoppedError
from ilacs_desktop.errors import BadInputError


def lists_by_number(reading):
    return {one.number: one for one in reading.lists}


def test_a_clean_workbook_is_read_whole_and_without_complaint(books) -> None:
    reading = books.read(books.xlsx(books.clean()))
    assert [one.number for one in reading.lists] == list(range(1, 12))
    assert reading.absent == ()
    assert reading.others == ()
    assert reading.layout == "2024"
    for one in reading.lists:
        assert one.missing == ()
        assert one.spare == ()
        assert {m.how for m in one.matched} == {"heading"}
        assert one.heading_row == 2
        assert [(d.rule, d.column) for d in one.defects] == []
        assert one.unmatched == ()


def test_the_2019_layout_of_list_9_has_thirteen_columns(books) -> None:
    reading = books.read(books.xlsx(books.clean("2019")))
    assert reading.layout == "2019"
    nine = lists_by_number(reading)[9]
    assert len(nine.matched) == 13
    assert nine.missing == ()


@pytest.mark.parametrize("write", ["xlsx", "openpyxl", "xls", "ods"])
def test_every_kind_of_workbook_tells_the_same(books, write: str) -> None:
    sheets = books.clean()
    if write in {"openpyxl"}:
        sheets = {
            n: [[c if c != "" else None for c in r] for r in rows] for n, rows in sheets.items()
        }
    expected = books.read(books.xlsx(books.clean(), "expected.xlsx")).blocks()
    assert books.read(getattr(books, write)(sheets)).blocks() == expected


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ","), ("utf-16", "\t"), ("utf-16-le", ",")],
)
def test_a_folder_of_csv_files_tells_the_same(books, encoding: str, delimiter: str) -> None:
    expected = books.read(books.xlsx(books.clean(), "expected.xlsx")).blocks()
    folder = books.folder / "lists"
    folder.mkdir()
    books.folder = folder
    for name, rows in books.clean().items():
        books.csv(rows[1:], f"{name}.csv", encoding=encoding, delimiter=delimiter)
    (folder / "~$List_1.csv").write_text("lock")
    assert books.read(folder).blocks() == expected


def test_a_pound_sign_and_a_curly_quote_survive_the_windows_code_page(books) -> None:
    rows = books.sheet(2, {"help_organisation": "St Mary’s £5 Club"})
    path = books.csv(rows, "early help.csv", encoding="cp1252")
    assert books.read(path).blocks()[2]["help_organisation"] == ("St Mary’s £5 Club",)


def test_workbook_and_csv_are_read_together(books) -> None:
    book = books.xlsx({"List_6": books.sheet(6)})
    extra = books.csv(books.sheet(1), "Contacts.csv")
    reading = books.read(book, extra)
    assert [one.number for one in reading.lists] == [1, 6]
    assert [file.name for file in reading.files] == ["annex a.xlsx", "Contacts.csv"]
    assert all(len(file.sha256) == 64 and file.size for file in reading.files)
    assert reading.absent == (2, 3, 4, 5, 7, 8, 9, 10, 11)
    assert any("Not found: List 2" in note for note in reading.notes)


def test_ids_gain_no_point_zero_and_lose_no_zeros(books) -> None:
    rows = books.sheet(1, {"child_id": 4001}, {"child_id": 4001.0}, {"child_id": "0004001"})
    assert books.read_list(1, rows).blocks()["child_id"] == ("4001", "4001", "0004001")


def test_a_bad_value_keeps_its_text_and_is_reported_once(books, rules) -> None:
    rows = books.sheet(1, {"contact_date": "soon"}, {"contact_date": "31/02/2026"}, {})
    one = books.read_list(1, rows)
    assert one.blocks()["contact_date"] == ("soon", "31/02/2026", "2026-01-05")
    assert rules(one) == {"C02": {"contact_date": 2}}
    assert one.defects[0].first_rows == (2, 3)
    assert one.defects[0].level == "error"


def test_blank_rows_are_skipped_silently_and_rows_keep_their_numbers(books, rules) -> None:
    rows = books.sheet(1, {}, {"child_id": ""}, {"child_id": "4005"})
    blank = [""] * 7
    rows = [rows[0], rows[1], blank, rows[2], ["NULL", *blank[1:]], rows[3], blank]
    one = books.read_list(1, rows)
    assert one.blocks()["child_id"] == ("4001", None, "4005")
    assert list(one.sheet_rows) == [2, 4, 6]
    assert rules(one) == {"C03": {"child_id": 1}}
    assert one.defects[0].first_rows == (4,)


def test_a_footer_becomes_a_note(books) -> None:
    rows = [*books.sheet(1), ["Applied filters: Team is North"]]
    reading = books.read_sheets({"List 1": rows})
    assert reading.lists[0].rows == 1
    assert any("Applied filters: Team is North" in note for note in reading.notes)


def test_the_las_comments_on_the_guidance_sheet_are_kept(books) -> None:
    sheets = books.clean()
    sheets["Guidance"] = [
        ["Update: August 2019"],
        [
            "List Number/Title",
            "Field Heading",
            "Detailed Guidance",
            "Comments by the local authority\nPlease",
        ],
        ["List 3: Referral\nAll referrals", "Child Unique ID", "Identity", ""],
        ["", "Referral Source", "Where from", "Police sources are over-counted in May."],
    ]
    reading = books.read_sheets(sheets)
    assert any(
        note
        == "The LA's comment on List 3, Referral Source: Police sources are over-counted in May."
        for note in reading.notes
    )
    assert reading.others == ()


def test_unknown_sheets_and_columns_survive(books) -> None:
    sheets = books.clean()
    sheets["Our notes"] = [["Week", "Value"], ["1", 2.0], ["", ""], ["x", dt.date(2026, 1, 2)]]
    sheets["List_1"][1].append("Ward")
    sheets["List_1"][2].append("Elm & Oak")
    reading = books.read_sheets(sheets)
    assert reading.others[0].rows == (("Week", "Value"), ("1", 2), ("x", "2026-01-02"))
    one = lists_by_number(reading)[1]
    assert [(s.heading, s.position, s.key) for s in one.spare] == [("Ward", 8, "spare-8")]
    assert one.blocks()["spare-8"] == ("Elm & Oak", None)
    assert one.columns[-1].key == "spare-8"


def test_a_list_12_is_kept_and_said(books) -> None:
    sheets = {**books.clean(), "List 12": [["a", "b", "c", "d", "e"], [1, 2, 3, 4, 5]]}
    reading = books.read_sheets(sheets)
    assert len(reading.lists) == 11
    assert reading.others[0].sheet == "List 12"
    assert "no list 12" in reading.others[0].reason


def test_two_sheets_for_one_list_keep_the_longer_and_say_so(books) -> None:
    sheets = {
        "List 1": books.sheet(1),
        "List 1 (old)": books.sheet(1, {"child_id": "1"}, {"child_id": "2"}),
    }
    reading = books.read_sheets(sheets)
    assert reading.lists[0].sheet == "List 1 (old)"
    assert reading.others[0].rows[1][0] == "4001"
    assert any("List 1 is there twice" in note for note in reading.notes)


def test_a_sheet_under_the_wrong_name_is_read_by_its_headings(books) -> None:
    reading = books.read_sheets({"List 3": books.sheet(4), "List 4": books.sheet(3)})
    by_number = lists_by_number(reading)
    assert (by_number[4].sheet, by_number[3].sheet) == ("List 3", "List 4")
    assert sum("it is read as List" in note for note in reading.notes) == 2


def test_empty_sheets_do_not_stop_the_others(books) -> None:
    sheets = {**books.clean(), "List_5": []}
    reading = books.read_sheets(sheets)
    assert reading.absent == (5,)
    assert any("sheet List_5 is empty" in note for note in reading.notes)


def test_the_same_column_twice_is_said_and_the_first_is_read(books) -> None:
    rows = books.sheet(1)
    rows[0].append("Gender")
    rows[1].append("a) Male")
    reading = books.read_sheets({"List 1": rows})
    assert reading.lists[0].blocks()["gender"] == ("b) Female",)
    assert any("has a column twice: Gender" in note for note in reading.notes)


def test_formula_errors_are_counted(books) -> None:
    rows = books.sheet(1, {"contact_source": "#N/A"})
    reading = books.read(books.openpyxl({"List 1": rows}))
    assert reading.lists[0].blocks()["contact_source"] == (None,)
    assert any("1 cells hold a formula error" in note for note in reading.notes)


def test_progress_is_told_and_cancelling_stops(books) -> None:
    path = books.xlsx(books.clean())
    told: list[tuple[str, int, int]] = []
    books.read(path, on_progress=lambda *what: told.append(what))
    assert told[0][0] == "annex a.xlsx"
    assert ("List_1", 1, 11) in told
    with pytest.raises(StoppedError):
        books.read(path, is_cancelled=lambda: True)
    assert gc.isenabled()


def test_the_area_send_return_is_refused_by_name(books) -> None:
    rows = [
        ["Unique ID", "UPN", "ULN", "Date of birth", "Gender", "Ethnicity", "SEN primary need"],
        ["c1", "u1", "l1", dt.date(2010, 1, 1), 1, "WBRI", "SLCN"],
    ]
    with pytest.raises(BadInputError, match="area SEND inspection") as refused:
        books.read_sheets({"List_1": rows})
    assert "lists 1 to 11" in refused.value.todo


def test_a_workbook_without_any_list_is_refused(books) -> None:
    path = books.xlsx({"Budget": [["Cost centre", "Year", "Spend", "Left"], ["A", 1, 2, 3]]})
    with pytest.raises(BadInputError, match="No Annex A list was found"):
        books.read(path)


def test_a_missing_file_is_refused(books) -> None:
    with pytest.raises(BadInputError, match="There is no file"):
        books.read(books.folder / "nowhere.xlsx")


def test_an_empty_folder_is_refused(books) -> None:
    with pytest.raises(BadInputError, match="holds no workbook"):
        books.read(Path(books.folder))


def test_one_broken_file_does_not_stop_the_others(books) -> None:
    good = books.csv(books.sheet(1), "List 1.csv")
    empty = books.folder / "List 2.csv"
    empty.write_bytes(b"")
    broken = books.folder / "List 3.xlsx"
    broken.write_bytes(books.xlsx({"List 3": books.sheet(3)}, "whole.xlsx").read_bytes()[:-300])
    reading = books.read(empty, good, broken)
    assert [one.number for one in reading.lists] == [1]
    assert [file.name for file in reading.files] == ["List 1.csv"]
    assert any(note.startswith("List 2.csv is empty") for note in reading.notes)
    assert any(note.startswith("List 3.xlsx is damaged") for note in reading.notes)


def test_when_every_file_is_broken_the_first_reason_is_given(books) -> None:
    paths = [books.folder / "a.csv", books.folder / "b.csv"]
    for path in paths:
        path.write_bytes(b"")
    with pytest.raises(BadInputError, match="is empty"):
        books.read(*paths)
