"""Writing the fictitious Annex A as a workbook that looks like Ofsted's template."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from ilacs_desktop.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ilacs_desktop.training.annex_a import LaData
    from ilacs_desktop.training.rows import Row

# A fixed date, so that the same data makes the same bytes.
MADE_ON: Final = datetime(2026, 7, 1, 9, 0)  # noqa: DTZ001 - Excel knows no time zones
LONGEST_COLUMN: Final = 34


def write_workbook(data: LaData, path: Path) -> None:
    """Write the lists as one workbook: front sheet, guidance with remarks, one sheet a list.

    Args:
        data: what to write.
        path: the file to make; an existing one is replaced.
    """
    import xlsxwriter  # needed only here, and not at start-up
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": f"{data.name} Annex A", "author": data.name, "created": MADE_ON})
    looks = _looks(book)
    _front(book, data, looks)
    _guidance(book, data, looks)
    for number, (headings, rows) in data.lists.items():
        sheet = book.add_worksheet(data.sheets[number])
        _list(sheet, data.titles[number], headings, rows, looks)
    try:
        book.close()
    except (OSError, FileCreateError) as error:
        raise StorageError(
            f"{path} cannot be written.", kept="Nothing was written.", todo="Choose another place."
        ) from error


def _looks(book: Any) -> Mapping[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1", "border": 1}
        ),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
    }


def _front(book: Any, data: LaData, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("Front_Sheet")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 40)
    sheet.write_string(0, 0, "Annex A: child-level data lists", looks["title"])
    sheet.write_row(2, 0, ("Local authority", data.name))
    sheet.write_string(3, 0, "Data as at")
    sheet.write_datetime(3, 1, data.as_at, looks["date"])
    sheet.write_row(5, 0, ("Made-up data for training.", "No child or practitioner is real."))


def _guidance(book: Any, data: LaData, looks: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("Guidance")
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 2, 30)
    sheet.set_column(3, 3, 70)
    headings = ("List", "Title", "Rows", "Comments by the local authority")
    sheet.write_row(0, 0, headings, looks["heading"])
    for line, (number, (_, rows)) in enumerate(data.lists.items(), start=1):
        sheet.write_row(line, 0, (number, data.titles[number][0], len(rows)))
        sheet.write_string(line, 3, data.comments.get(number, ""), looks["wrap"])


def _list(
    sheet: Any,
    titles: Iterable[str],
    headings: tuple[str, ...],
    rows: Iterable[Row],
    looks: Mapping[str, Any],
) -> None:
    line = 0
    for title in titles:
        sheet.write_string(line, 0, title, looks["title"])
        line += 1
    sheet.set_row(line, 60)
    for column, heading in enumerate(headings):
        sheet.write_string(line, column, heading, looks["heading"])
        sheet.set_column(column, column, min(LONGEST_COLUMN, max(12, len(heading) // 2)))
    sheet.freeze_panes(line + 1, 1)
    text, number, day, shown = (
        sheet.write_string,
        sheet.write_number,
        sheet.write_datetime,
        looks["date"],
    )
    for row in rows:
        line += 1
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, str):
                text(line, column, cell)
            elif isinstance(cell, date):
                day(line, column, cell, shown)
            else:
                number(line, column, cell)
