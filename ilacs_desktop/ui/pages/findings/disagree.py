"""Evidence that disagrees: a list, and beside it the claim and both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ilacs_desktop.services.findings import disagreement
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.findings.matter import MatterView
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.services.findings.disagreement import Disagreement
    from ilacs_desktop.ui.desk import Desk


class DisagreementView(QWidget):
    """What does not agree, with itself or with what the LA says of itself.

    Signals:
        opened: (kind, id) of a record to show on its page.
    """

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[Disagreement, ...] = ()
        kinds = (("", "Everything that disagrees"), *disagreement.KINDS)
        self.kind = ChoiceField(options=kinds)
        self.model: TableModel[Disagreement] = TableModel(
            (Column("", lambda row: row.text, second=_second, chip=_chip),),
            key=lambda row: row.key,
            parent=self,
        )
        self.list = MasterList("Evidence that disagrees", self.model)
        self.matter = MatterView(desk)
        self._count = Words("", "soft")
        self._none = EmptyState(
            "scale",
            "Nothing disagrees",
            "Here stand the LA’s own claims beside our evidence, and findings and topics on which "
            "notes stand on both sides. Claims are written on the Plan page.",
        )
        self._stack = QStackedWidget()
        for one in (self.list, self._none):
            self._stack.addWidget(one)
        name_field(self.kind, "Show")
        self.kind.set_key("")
        panel = ListPanel("Disagreement", self._stack, count=self._count, fields=(self.kind,))
        self.panes = ThreePane(panel, self.matter, list_title="Disagreement")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self.panes)
        self._connect()

    def _connect(self) -> None:
        self.kind.key_chosen.connect(self._on_kind)
        self.list.record_chosen.connect(self._on_chosen)
        self.list.record_opened.connect(self._on_opened)
        self.matter.opened.connect(self.opened)
        self.matter.left.connect(self.back)
        # Letters act only in lists, where nothing is typed.
        for listed in (self.list, self.matter.findings, *self.matter.sides):
            for key, act in (
                ("R", self.matter.begin_reason),
                ("K", self.matter.ask_at_kit),
                ("L", self.matter.make_line),
            ):
                shortcut = QShortcut(QKeySequence(key), listed)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(act)

    def show_work(self) -> None:
        """Show what disagrees now."""
        self._rows = disagreement.disagreements(self._desk.work)
        self._narrow()

    @property
    def count(self) -> int:
        """Return how many matters are listed."""
        return len(self._rows)

    def _narrow(self) -> None:
        kind = self.kind.key()
        self.model.set_rows([row for row in self._rows if kind in ("", None, row.kind)])
        self._count.setText(str(len(self._rows)) if self._rows else "")
        shown = bool(self.model.rows)
        self._stack.setCurrentWidget(self.list if shown else self._none)
        self._show_current()

    def _show_current(self) -> None:
        key = self.list.current_key()
        row = next((one for one in self._rows if one.key == key), None)
        self.matter.setVisible(row is not None)
        if row is not None:
            self.matter.show_matter(row)

    @Slot()
    def back(self) -> None:
        """Go back to the list."""
        self.panes.front("list")
        self.list.setFocus()

    @Slot()
    def _on_kind(self) -> None:
        self._narrow()

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        self._show_current()

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.panes.front("work")
        self.matter.enter()


def _second(row: Disagreement) -> str:
    what = {"claim": "LA’s claim", "finding": "Finding", "topic": "Topic"}[row.kind]
    if row.is_open:
        state = "beside no finding yet"
    else:
        state = f"{len(row.pro)} for, {len(row.con)} against"
    done = [
        "reason said" if row.reason else "",
        f"asked: {row.asked}" if row.asked else "",
        "line of enquiry" if row.line else "",
    ]
    return " · ".join(part for part in (what, state, row.area_label, *done) if part)


def _chip(row: Disagreement) -> ChipValue | None:
    if row.reason:
        return ChipValue("done")
    if row.asked:
        return ChipValue("ask")
    return None if row.is_open else ChipValue("concern")
