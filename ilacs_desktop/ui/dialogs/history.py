"""The history of one record: who said what, when, in which step; beside the work, not over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from ilacs_desktop.services.record.history import change_words
from ilacs_desktop.services.record.time_words import month_day, read_moment
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.record.history import Line


def _when(line: Line) -> str:
    """Return when an entry was written, by its author's clock."""
    moment = read_moment(line.at)
    return f"{month_day(moment.date(), year=True)} {moment:%H:%M:%S}" if moment else line.at


def _what(line: Line) -> str:
    """Return what one entry changed, field by field."""
    return " · ".join(change_words(one) for one in line.fields)


class HistoryDialog(QDialog):
    """Lists every entry of one record, the newest first; open it with ``show()``."""

    def __init__(self, title: str, lines: tuple[Line, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("History")
        columns = (
            Column["Line"]("When", _when, width=18),
            Column["Line"]("Who", lambda line: line.author, width=16),
            Column["Line"]("Step", lambda line: line.step, second=_what, strong=True),
        )
        model = TableModel(columns, lambda line: line.ref, self)
        model.set_rows(tuple(reversed(lines)))
        table = RecordTable("History of this record", model)
        column = QVBoxLayout(self)
        dress.set_space(column, 4, 2)
        column.addWidget(Words(title, "heading", wrap=True))
        column.addWidget(
            Words(f"{len(lines)} entries. Nothing here can be changed.", "soft", wrap=True)
        )
        column.addWidget(table, 1)
        self.resize(dress.px(720), dress.px(420))
        table.setFocus()
