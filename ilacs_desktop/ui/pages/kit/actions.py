"""Actions agreed at KIT meetings, carried forward until they are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitItem
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record.time_words import due_words, read_day
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from ilacs_desktop.ui.desk import Desk


class ActionsView(QWidget):
    """Every action, the open ones first.

    Signals:
        opened: (kind, id) of the point on its meeting.
        new_asked: an action is to be added.
    """

    opened = Signal(str, str)
    new_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model: TableModel[KitItem] = TableModel(
            (
                Column(
                    "Action",
                    lambda one: one.text or "Nothing written yet",
                    second=lambda one: one.owner or "Nobody named",
                    chip=_chip,
                ),
                Column("By when", self._due, width=14),
                Column("From", self._from, width=6, soft=True),
            ),
            key=lambda one: one.id,
            parent=self,
        )
        self.table = RecordTable("Actions of KIT meetings", self.model)
        self._close = Button("&Close action")
        self._open = Button("Show on its &meeting", "link")
        self._count = Words("", "soft")
        head = FlowRow()
        head.add(Words("Actions", "strong"))
        head.add(self._count)
        self._new = Button("&New action", icon="plus")
        head.add_end(self._new)
        head.add_end(self._open)
        head.add(self._close)
        none = EmptyState(
            "list-checks",
            "No actions yet",
            "Actions are points of a KIT meeting; they come back here until they are closed.",
        )
        self._stack = QStackedWidget()
        for widget in (self.table, none):
            self._stack.addWidget(widget)
        panel = Panel()
        panel.add(head)
        panel.add(self._stack, 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(panel)
        self.table.record_chosen.connect(self._on_chosen)
        self.table.record_opened.connect(self._on_open)
        self._close.clicked.connect(self._on_close)
        self._open.clicked.connect(self._on_open)
        self._new.clicked.connect(self.new_asked)

    def show_work(self) -> None:
        """Show the actions as they are now."""
        actions = [one for one in self._desk.snapshot.all(KitItem) if one.kind == "action"]
        actions.sort(key=lambda one: (one.state != "open", one.due or "9999", one.rank, one.id))
        self.model.set_rows(actions)
        waiting = sum(one.state == "open" for one in actions)
        self._count.setText(f"{waiting} open" if actions else "")
        self._stack.setCurrentIndex(0 if actions else 1)
        self._on_chosen()

    def _due(self, item: KitItem) -> str:
        if item.state != "open":
            return ""
        return due_words(read_day(item.due), self._desk.work.now().date())

    def _from(self, item: KitItem) -> str:
        return f"KIT {kit.number_of(self._desk.work, item.meeting)}"

    def _current(self) -> KitItem | None:
        key = self.table.current_key()
        return self.model.value_of(key) if key is not None else None

    @Slot()
    def _on_chosen(self) -> None:
        item = self._current()
        self._close.setEnabled(item is not None)
        self._open.setEnabled(item is not None)
        closed = item is not None and item.state == "closed"
        self._close.setText("Open again" if closed else "&Close action")

    @Slot()
    def _on_close(self) -> None:
        item, work = self._current(), self._desk.work
        if item is not None:
            command = kit.open_item if item.state == "closed" else kit.close_item
            self._desk.do(lambda: command(work, item.id))

    @Slot()
    def _on_open(self) -> None:
        item = self._current()
        if item is not None:
            self.opened.emit("kit_item", item.id)


def _chip(item: KitItem) -> ChipValue | None:
    return ChipValue("done") if item.state == "closed" else None
