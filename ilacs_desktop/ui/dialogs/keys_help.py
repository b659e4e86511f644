"""Every key in one list, beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ilacs_desktop.ui import dress, keys
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Iterator

_Row = tuple[str, str, str]

_COLUMNS = (
    Column[_Row]("What", lambda row: row[0]),
    Column[_Row]("Keys", lambda row: row[1], width=20),
    Column[_Row]("Menu", lambda row: row[2], width=11, soft=True),
)


class KeysHelp(QDialog):
    """A list of all commands with their keys, narrowed by typing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setModal(False)
        self._model = TableModel(_COLUMNS, lambda row: (row[0], row[2]), self)
        self._find = QLineEdit()
        self._find.setPlaceholderText("Type what you want to do")
        self._find.setClearButtonEnabled(True)
        name_field(self._find, "Find a command")
        panel = Panel(pad=1)
        panel.add(RecordTable("Commands and their keys", self._model), 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 4, 3)
        column.addWidget(Words("Everything here is in the menus as well.", "soft", wrap=True))
        column.addWidget(self._find)
        column.addWidget(panel, 1)
        self._find.textChanged.connect(self._on_text_changed)
        self._on_text_changed("")
        self.resize(dress.px(620), dress.px(560))
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text_changed(self, text: str) -> None:
        wanted = text.casefold()
        self._model.set_rows([row for row in _rows() if wanted in f"{row[0]} {row[2]}".casefold()])


def _rows() -> Iterator[_Row]:
    for command in keys.COMMANDS:
        shown = " or ".join(key.replace("Del", "Delete") for key in command.keys)
        yield command.words, shown, command.menu.replace("&", "")
    for words, shown in keys.FIELD_KEYS:
        yield words, shown, "In a field"
