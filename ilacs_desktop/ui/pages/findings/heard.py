"""Children heard so far: how many different children, how, in each area; in plain counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.evidence.evidence import METHODS
from ilacs_desktop.services.findings import coverage, heard
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.scrolled import scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.services.findings.coverage import Heard
    from ilacs_desktop.services.findings.heard import HeardRow, HeardTable
    from ilacs_desktop.ui.desk import Desk

_MEANING = (
    "Each figure counts different children, each once; a child with two cards, or seen in two "
    "areas, is one child over all. Told us themselves: a note from a child or care leaver that "
    "names the child’s card. Family or carers, and observation: notes that name the card. Record: "
    "the card’s prompt on the child’s voice is answered; it says what the LA wrote down, not what "
    "we heard. With a card: all children whose records we look at. What groups, surveys and "
    "children without a card said names no child, so it is counted by note."
)
_MOST_NAMES = 8


class WholeTable(RecordTable):
    """A short table shown from its first row to its last; what holds it scrolls."""

    def fit(self) -> None:
        """Be as high as the rows are."""
        head = self.horizontalHeader()
        height = 0 if head.isHidden() else head.sizeHint().height()
        height += sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        self.setFixedHeight(height + dress.px(4))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model():
            self.fit()


class HeardView(QWidget):
    """Two tables of who was heard how; what is missing is said in words."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ways: TableModel[HeardRow] = TableModel(
            (
                Column("Area", lambda row: row.label, strong=True),
                _figures("Told us themselves", lambda row: row.ways[0]),
                _figures("Family or carers", lambda row: row.ways[1]),
                _figures("Observation", lambda row: row.ways[2]),
                _figures("Record", lambda row: row.ways[3]),
                _figures("Any of these", lambda row: row.children),
                _figures("With a card", lambda row: row.cards),
                _figures("Notes naming no child", lambda row: row.groups),
            ),
            key=lambda row: (row.key, row.label),
            parent=self,
        )
        self.table = WholeTable("Children heard in each area", self._ways)
        self._methods = self._make_methods()
        self.methods = WholeTable("What children told us, by method", self._methods)
        self._total = Words("", "strong", wrap=True)
        self._missing = Words("", "soft", wrap=True)
        self._unwritten = Words("", "soft", wrap=True)
        self._methods_head = Words("What children told us themselves, by method", "heading")
        panel = Panel()
        for widget in (self._total, self._missing, self._unwritten):
            panel.add(widget)
        panel.add(self.table)
        panel.add(Words(_MEANING, "caption", wrap=True))
        panel.add(self._methods_head)
        panel.add(self.methods)
        panel.body.addStretch(1)
        ground, column = QWidget(), QVBoxLayout(self)
        inner = QVBoxLayout(ground)
        for layout in (inner, column):
            dress.set_space(layout, 0, 0)
        inner.addWidget(panel)
        column.addWidget(scrolling(ground))

    def _make_methods(self) -> TableModel[Heard]:
        areas = {area.key: area.short for area in self._desk.edition.areas}
        methods = dict(METHODS)
        return TableModel(
            (
                Column("Area", lambda row: areas.get(row.area, "Area not said"), strong=True),
                Column("How", lambda row: methods.get(row.method, "Not said"), width=26),
                Column(
                    "Children named",
                    lambda row: str(row.children) if row.children else "—",
                    width=16,
                    right=True,
                ),
                Column("Notes", lambda row: str(row.notes), width=10, right=True),
            ),
            key=lambda row: (row.area, row.method),
            parent=self,
        )

    def show_work(self) -> None:
        """Show who was heard so far."""
        work = self._desk.work
        found, methods = heard.heard(work), coverage.children_heard(work)
        self._ways.set_rows((*found.rows, found.whole))
        self._methods.set_rows(methods)
        self.table.fit()
        self.methods.fit()
        self.methods.setVisible(bool(methods))
        self._methods_head.setVisible(bool(methods))
        self._total.setText(_total_words(found))
        practice = {one.key for one in work.edition.areas if one.kind == "practice"}
        silent = [
            row.label
            for row in found.rows
            if row.key in practice and not row.ways[0] and not row.groups
        ]
        self._missing.setText(
            f"No child has told us anything themselves yet in: {', '.join(silent)}."
            if silent
            else ""
        )
        self._missing.setVisible(bool(silent))
        self._unwritten.setText(_unwritten_words(found))
        self._unwritten.setVisible(bool(found.without_note))


def _figures(title: str, of: Callable[[HeardRow], int]) -> Column[HeardRow]:
    return Column(
        title,
        lambda row: str(of(row)) if of(row) else "—",
        width=max(len(title), 8),
        right=True,
        sort=of,
    )


def _total_words(found: HeardTable) -> str:
    whole = found.whole
    if not whole.children and not whole.groups:
        return "No child has been heard yet."
    told = counted(whole.ways[0], "child has", "children have")
    parts = [
        f"{told} told us themselves"
        if whole.ways[0]
        else "No child with a card has told us anything themselves yet"
    ]
    if whole.groups:
        parts.append(f"{counted(whole.groups, 'note')} of what children said name no child")
    any_way = counted(whole.children, "child’s", "children’s")
    view = "view is" if whole.children == 1 else "views are"
    parts.append(f"{any_way} {view} known in some way, of {whole.cards} with a card")
    return "; ".join(parts) + "."


def _unwritten_words(found: HeardTable) -> str:
    names = found.without_note
    more = len(names) - _MOST_NAMES
    shown = ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
    return f"The card says that the child was seen, but no note says what they told us: {shown}."
