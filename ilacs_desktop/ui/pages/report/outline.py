"""At the left of the Report page: the sections with their lengths, and what the checks say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.checks.catalogue import BY_KEY, CHECKS
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from ilacs_desktop.services.checks.remark import Remark
    from ilacs_desktop.services.report.outline import Outline, Section

UNUSED, WARNINGS = "unused", "warnings"
_MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check with how often it speaks.

    Attributes:
        stops: whether one of its remarks bars the published version.
    """

    check: str
    count: int
    stops: bool = False


def check_rows(remarks: tuple[Remark, ...]) -> tuple[CheckRow, ...]:
    """Return the checks that have something grave to say, in the order of their gravity."""
    told = Counter(one.check for one in remarks)
    rows = [
        CheckRow(one.key, told[one.key], one.level == "stop")
        for one in CHECKS
        if told[one.key] and one.level != "info"
    ]
    warnings = [one for one in rows if not one.stops]
    if len(rows) <= _MOST_ROWS:
        return tuple(rows)
    # The sections need the room; each remark has its line in the view of the checks.
    all_of_them = CheckRow(WARNINGS, sum(one.count for one in warnings))
    return (*(one for one in rows if one.stops), all_of_them)


def length_words(section: Section) -> str:
    """Return how long a section is, beside what is usual."""
    if section.bullets:
        count = sum(bool(item.text.strip()) for item in section.items)
        return f"{count} point" if count == 1 else f"{count} points"
    words, usual = f"{section.words:,} words", section.usual
    if usual is None:
        return words
    # Only where it lies beyond what eight in ten have, and something is written at all.
    beyond = ""
    if usual.low is not None and usual.high is not None and section.words:
        beyond = "short" if section.words < usual.low else ""
        beyond = "long" if section.words > usual.high else beyond
    return " · ".join(part for part in (words, f"usual {usual.median:,}", beyond) if part)


def range_words(section: Section) -> str:
    """Return between which lengths most published sections of this kind are; empty if unknown."""
    usual = section.usual
    if usual is None or usual.low is None or usual.high is None:
        return ""
    return f"Eight in ten published ones have {usual.low:,} to {usual.high:,} words."


class OutlinePane(QWidget):
    """The document's sections, and below them the checks.

    Signals:
        section_chosen: key of the section.
        check_opened: key of a check, or ``unused``.
    """

    section_chosen = Signal(str)
    check_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: TableModel[Section] = TableModel(
            (Column("Section", lambda one: one.title, second=length_words),),
            key=lambda one: one.key,
            parent=self,
        )
        self.sections = MasterList("Sections of the document", self._sections)
        self._total = Words("", "caption", wrap=True)
        self._outline = Panel("Report", pad=2)
        self._outline.add(self._total)
        self._outline.add(self.sections, 1)
        self._checks: TableModel[CheckRow] = TableModel(
            (Column("Check", _check_title, chip=_check_chip),),
            key=lambda row: row.check,
            parent=self,
        )
        self.checks = ShortTable("Checks", self._checks)
        self._none = Words("Nothing to remark on.", "soft", wrap=True)
        self._panel = Panel("Checks", pad=2)
        self._panel.add(self._none)
        self._panel.add(self.checks)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._outline, 1)
        column.addWidget(self._panel)
        self.sections.record_chosen.connect(self._on_section)
        self.checks.record_opened.connect(self._on_check)

    def show_outline(self, outline: Outline) -> None:
        """Show the document."""
        self._outline.set_heading("Report" if outline.kind == "report" else "Letter")
        usual = f" · usual {outline.usual.median:,}" if outline.usual else ""
        self._total.setText(f"{outline.words:,} words{usual}")
        self._sections.set_rows(outline.sections)

    def show_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Show what the checks say of the document."""
        rows = check_rows(remarks)
        self._checks.set_rows(rows)
        self._none.setVisible(not rows)
        self.checks.setVisible(bool(rows))

    def choose(self, section: str) -> bool:
        """Make a section the current one."""
        return self.sections.choose(section)

    def step(self, by: int) -> None:
        """Go to the next section, or back."""
        key = self._sections.key_at(self.sections.currentIndex().row() + by)
        if key is not None:
            self.sections.choose(key)

    @Slot(object)
    def _on_section(self, key: object) -> None:
        if key is not None:
            self.section_chosen.emit(str(key))

    @Slot(object)
    def _on_check(self, key: object) -> None:
        if key is not None:
            self.check_opened.emit(str(key))


def _check_title(row: CheckRow) -> str:
    return "All warnings" if row.check == WARNINGS else BY_KEY[row.check].title


def _check_chip(row: CheckRow) -> ChipValue:
    return ChipValue("concern", f"{row.count} · stops" if row.stops else str(row.count))
