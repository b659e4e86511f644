"""Workbooks as local authorities send them, faults included, written by the tests themselves."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from ilacs_desktop.annex_a.reader import read
from ilacs_desktop.annex_a.spec import Spec, load_spec

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.annex_a.reading import ListReading, Reading

Rows = list[list[Any]]

AS_OF = dt.date(2026, 3, 2)

# One child's usual values by column key; a test changes what it is about.
_USUAL: dict[str, Any] = {
    "child_id": "4001",
    "adopter_id": "A77",
    "family_id": "F9",
    "gender": "b) Female",
    "ethnicity": "a) WBRI",
    "dob": dt.date(2014, 5, 20),
    "age": 11,
    "disability": "b) No",
    "team": "North Assessment Team",
    "worker": "Rowan Ashby",
    "contact_date": dt.date(2026, 1, 5),
    "contact_source": "q) 6: Police",
    "help_start": dt.date(2025, 11, 3),
    "help_end": dt.date(2025, 12, 1),
    "help_organisation": "Family Hub East",
    "referral_date": dt.date(2026, 1, 6),
    "referral_source": "e) 2A: Schools",
    "referral_nfa": "b) No",
    "referrals_12m": 1,
    "assessment_start": dt.date(2026, 1, 7),
    "assessment_seen": "a) Yes",
    "assessment_end": dt.date(2026, 2, 10),
    "support_needed": "a) Yes",
    "s47_start": dt.date(2026, 1, 12),
    "icpc_unnecessary": "b) No",
    "icpc_date": dt.date(2026, 1, 26),
    "icpc_plan": "a) Yes",
    "s47s_12m": 0,
    "icpcs_12m": 0,
    "cin_start": dt.date(2026, 1, 6),
    "need": "N1 - Abuse or neglect",
    "last_seen": dt.date(2026, 2, 24),
    "case_status": "b) Child Protection plan",
    "plan_start": dt.date(2026, 1, 26),
    "category_initial": "a) Neglect",
    "category_latest": "d) Emotional abuse",
    "last_visit": dt.date(2026, 2, 20),
    "seen_alone": "a) Yes",
    "last_review": dt.date(2026, 2, 27),
    "protected_6m": "b) No",
    "previous_plans": 0,
    "uasc": "b) No",
    "care_start": dt.date(2025, 6, 1),
    "second_period": "b) No",
    "legal_start": dt.date(2025, 6, 1),
    "legal_status": "C2: FCO",
    "permanence_plan": "f) Long-term fostering",
    "last_iro_visit": dt.date(2026, 1, 15),
    "last_health": dt.date(2025, 9, 1),
    "last_dental": dt.date(2025, 10, 1),
    "placements_12m": 1,
    "placement_start": dt.date(2025, 6, 1),
    "placement_type": "f) U6: Foster placement - not FFA",
    "placement_provider": "b) PR1: Own provision",
    "placement_postcode": "ZZ1 1ZZ",
    "placement_location": "a) In",
    "placement_la": "Fernshire",
    "missing_12m": 0,
    "absent_12m": 0,
    "eligibility": "b) Former relevant child",
    "in_touch": "a) Yes",
    "accommodation": "U: Independent living",
    "suitability": "a) Suitable",
    "activity": "F2: Full time in education other than higher",
    "personal_adviser": "Ira Holt",
    "pathway_review": dt.date(2025, 12, 12),
    "last_contact": dt.date(2026, 2, 2),
    "decision_date": dt.date(2025, 9, 1),
    "fostering_for_adoption": "No",
    "enquiry_date": dt.date(2025, 7, 1),
}
# The children of the small, clean return: who stands in which lists.
_CAST: tuple[tuple[tuple[int, ...], dict[str, Any]], ...] = (
    ((1, 2, 3, 4, 5, 6, 7), {}),
    (
        (1, 3, 6, 8, 10),
        {
            "child_id": "4002",
            "gender": "a) Male",
            "dob": dt.date(2020, 2, 3),
            "age": 6,
            "case_status": "a) Looked after child",
            "legal_status": "E1: Placement order",
        },
    ),
    (
        (9,),
        {"child_id": "4003", "dob": dt.date(2006, 8, 9), "age": 19, "ethnicity": "o) BAFR"},
    ),
    ((11,), {}),
)


class Books:
    """Writes workbooks and CSV files into a folder, and reads them."""

    def __init__(self, folder: Path, spec: Spec) -> None:
        self.folder = folder
        self.spec = spec

    def headings(self, number: int, layout: str = "2024") -> list[str]:
        return [c.title for c in self.spec.list_spec(number).layout(layout)]

    def row(self, number: int, layout: str = "2024", **changed: Any) -> list[Any]:
        """One row of a list in its official order, usual but for what is changed."""
        columns = self.spec.list_spec(number).layout(layout)
        unknown = set(changed) - {c.key for c in columns}
        assert not unknown, f"List {number} has no {unknown}"
        return [changed.get(c.key, _USUAL.get(c.key, "")) for c in columns]

    def sheet(self, number: int, *rows: dict[str, Any], layout: str = "2024") -> Rows:
        """A list as a sheet: headings, then one row for each dict of changes."""
        return [
            self.headings(number, layout),
            *(self.row(number, layout, **changed) for changed in rows or ({},)),
        ]

    def clean(self, layout: str = "2024") -> dict[str, Rows]:
        """A small Annex A with nothing wrong in it, under the template's sheet names."""
        sheets: dict[str, Rows] = {}
        for one in self.spec.lists:
            keys = {c.key for c in one.layout(layout)}
            rows = [
                {k: v for k, v in changed.items() if k in keys}
                for lists, changed in _CAST
                if one.number in lists
            ]
            title: Rows = [[f"List {one.number}: {one.title}"]]
            sheets[f"List_{one.number}"] = title + self.sheet(one.number, *rows, layout=layout)
        return sheets

    def xlsx(self, sheets: dict[str, Rows], name: str = "annex a.xlsx") -> Path:
        path = self.folder / name
        book = xlsxwriter.Workbook(str(path))
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(r, c, dt.datetime.combine(cell, dt.time()), day)
                    elif cell is not None and cell != "":
                        sheet.write(r, c, cell)
        book.close()
        return path

    def openpyxl(self, sheets: dict[str, Rows], name: str = "annex a.xlsx") -> Path:
        path = self.folder / name
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(path)
        return path

    def xls(self, sheets: dict[str, Rows], name: str = "annex a.xls") -> Path:
        path = self.folder / name
        book = xlwt.Workbook()
        day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
        for title, rows in sheets.items():
            sheet = book.add_sheet(title)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write(r, c, cell, day)
                    elif cell not in ("", None):
                        sheet.write(r, c, cell)
        book.save(str(path))
        return path

    def ods(self, sheets: dict[str, Rows], name: str = "annex a.ods") -> Path:
        path = self.folder / name
        book = OpenDocumentSpreadsheet()
        for title, rows in sheets.items():
            table = Table(name=title)
            for row in rows:
                line = TableRow()
                for cell in row:
                    line.addElement(_ods_cell(cell))
                table.addElement(line)
            book.spreadsheet.addElement(table)
        book.save(str(path))
        return path

    def csv(
        self,
        rows: Rows,
        name: str,
        *,
        encoding: str = "utf-8",
        delimiter: str = ",",
    ) -> Path:
        path = self.folder / name
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        for row in rows:
            writer.writerow([c.strftime("%d/%m/%Y") if isinstance(c, dt.date) else c for c in row])
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    def read(self, *paths: Path, **options: Any) -> Reading:
        return read(paths, self.spec, **options)

    def read_sheets(self, sheets: dict[str, Rows]) -> Reading:
        return self.read(self.xlsx(sheets))

    def read_list(self, number: int, rows: Rows) -> ListReading:
        """Read a workbook with one sheet and return that list."""
        reading = self.read_sheets({f"List {number}": rows})
        return next(one for one in reading.lists if one.number == number)


def _ods_cell(cell: Any) -> TableCell:
    if isinstance(cell, dt.date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat())
        made.addElement(P(text=cell.isoformat()))
        return made
    if isinstance(cell, (int, float)):
        made = TableCell(valuetype="float", value=str(cell))
        made.addElement(P(text=str(cell)))
        return made
    if cell in ("", None):
        return TableCell()
    made = TableCell(valuetype="string")
    made.addElement(P(text=str(cell)))
    return made


@pytest.fixture(scope="session")
def spec() -> Spec:
    return load_spec()


@pytest.fixture
def books(tmp_path: Path, spec: Spec) -> Books:
    return Books(tmp_path, spec)


def rules_of(one: ListReading) -> dict[str, dict[str, int]]:
    """Rule to column to count."""
    found: dict[str, dict[str, int]] = {}
    for defect in one.defects:
        found.setdefault(defect.rule, {})[defect.column] = defect.count
    return found


@pytest.fixture
def rules() -> Any:
    return rules_of
