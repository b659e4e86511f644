"""What was disposed of on this laptop, and the certificate of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout

from ilacs_desktop.services.record.time_words import month_day, read_moment
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.keeping.disposal import Certificate


def _when(one: Certificate) -> str:
    moment = read_moment(one.done or one.begun)
    words = f"{month_day(moment.date(), year=True)}, {moment:%H:%M}" if moment else ""
    return words if one.done else f"not finished, {words}"


def _reach(one: Certificate) -> str:
    away = len(one.unreached)
    if not away:
        return ""
    return "1 copy not in reach" if away == 1 else f"{away} copies not in reach"


class DisposalsDialog(QDialog):
    """Lists disposals, the newest first; open it with ``open()``.

    Signals:
        wanted: the ``Certificate`` to write as PDF.
    """

    wanted = Signal(object)

    def __init__(self, found: Sequence[Certificate], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Disposals")
        columns = (
            Column["Certificate"](
                "Local authority",
                lambda one: one.la,
                second=lambda one: " · ".join(
                    part for part in (one.event, one.fieldwork, _reach(one)) if part
                ),
                strong=True,
            ),
            Column["Certificate"]("Disposed of", _when, width=24),
            Column["Certificate"]("By", lambda one: one.by, width=18, soft=True),
        )
        self._model = TableModel(columns, lambda one: one.file, self)
        self._model.set_rows(tuple(found))
        self.table = RecordTable("Disposals", self._model)
        self.save = Button("Save the certificate…", "primary", keys="Enter")
        self.leave = Button("Close", keys="Esc")
        buttons = FlowRow()
        buttons.add_end(self.leave)
        buttons.add(self.save)
        column = QVBoxLayout(self)
        dress.set_space(column, 4, 3)
        column.addWidget(
            Words("A certificate names nothing that was in the inspection.", "soft", wrap=True)
        )
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(
            min(dress.px(680), room.width() - dress.space(4)),
            min(dress.px(400), room.height() - dress.space(12)),
        )
        self.save.clicked.connect(self._on_save)
        self.table.record_opened.connect(self._on_save)
        self.leave.clicked.connect(self.reject)
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_save(self) -> None:
        chosen = self._model.value_of(self.table.current_key())
        if chosen is not None:
            self.wanted.emit(chosen)
