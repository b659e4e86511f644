"""Every key in one list, beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QShowEvent

_Row = tuple[str, str, str, str]
_FOR_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

_COLUMNS = (
    Column[_Row]("What", lambda row: row[0], second=lambda row: row[2]),
    Column[_Row]("Keys or signs", lambda row: row[1]),
)
_IN_A_FIELD = "In a field"
_PLACES = {
    "In a note": "In a note",
    "On a note’s card": "Evidence",
    "In the search": "In the search",
    "KIT": "KIT",
    "LA's answer": "KIT",
    "On evidence that disagrees": "Findings",
    "Walk the coverage": "Findings",
}
"""What the words of a key begin with, and the place they are listed under."""


class KeysHelp(QDialog):
    """A list of all commands with their keys, narrowed by typing.

    Signals:
        wanted: the name of the command that was opened by Enter; the list has closed.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setModal(False)
        self._model = TableModel(_COLUMNS, lambda row: (row[0], row[2]), self)
        self._find = QLineEdit()
        self._find.setPlaceholderText("What you want to do, or a key")
        self._find.setClearButtonEnabled(True)
        name_field(self._find, "Find a command")
        panel = Panel(pad=1)
        self._table = RecordTable("Commands and their keys", self._model)
        panel.add(self._table, 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 4, 3)
        column.addWidget(
            Words(
                "Type what you want to do, or a key. Enter does what is chosen; every command is "
                "in the menus as well.",
                "soft",
                wrap=True,
            )
        )
        column.addWidget(self._find)
        self._nothing = Words("No key or command has these words.", "soft", wrap=True)
        panel.add(self._nothing)
        column.addWidget(panel, 1)
        self._find.textChanged.connect(self._on_text_changed)
        self._find.returnPressed.connect(self._on_opened)
        self._table.record_opened.connect(self._on_opened)
        self._find.installEventFilter(self)
        self._on_text_changed("")
        self._fit()

    def _fit(self) -> None:
        """Be as large as is good to read, and never larger than the window behind."""
        behind = self.parentWidget()
        width, height = dress.px(760), dress.px(600)
        if behind is not None and behind.width() > dress.space(60):
            width = min(width, behind.width() - dress.space(8))
            height = min(height, behind.height() - dress.space(8))
        self.resize(width, height)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        self._find.clear()
        self._table.selectRow(0)
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = event.key() if isinstance(event, QKeyEvent) else 0
        if event.type() == QEvent.Type.KeyPress and key in _FOR_THE_LIST:
            # Typing and going down the list are one thing: the focus stays in the field.
            return QCoreApplication.sendEvent(self._table, event)
        return super().eventFilter(watched, event)

    @Slot()
    def _on_opened(self) -> None:
        row = self._model.value_at(self._table.currentIndex().row())
        if row is not None and row[3]:
            self.close()
            self.wanted.emit(row[3])

    def _on_text_changed(self, text: str) -> None:
        found = rows(text)
        self._model.set_rows(found)
        self._table.selectRow(0)
        self._table.setVisible(bool(found))
        if not found and self._nothing.isHidden():
            announce(self, self._nothing.text())
        self._nothing.setHidden(bool(found))


def rows(text: str = "") -> tuple[_Row, ...]:
    """Return every command and key in its place, or those that hold all the words typed."""
    wanted = text.casefold().split()
    return tuple(
        row for row in _every() if all(word in " ".join(row[:3]).casefold() for word in wanted)
    )


def _every() -> Iterator[_Row]:
    for menu in keys.MENUS:
        for command in keys.COMMANDS:
            if command.menu == menu:
                shown = " or ".join(key.replace("Del", "Delete") for key in command.keys)
                yield command.words, shown, f"{menu.replace('&', '')} menu", command.name
    fields = [_placed(words, shown) for words, shown in keys.FIELD_KEYS]
    places = list(dict.fromkeys([*_PLACES.values(), *(row[2] for row in fields)]))
    yield from sorted(fields, key=lambda row: places.index(row[2]))


def _placed(words: str, shown: str) -> _Row:
    """Return a key of a field under the place that its words begin with."""
    for start, place in _PLACES.items():
        if words.startswith(start):
            said = words.removeprefix(f"{start}: ") if start == place else words
            return f"{said[:1].upper()}{said[1:]}", shown, place, ""
    return words, shown, _IN_A_FIELD, ""
