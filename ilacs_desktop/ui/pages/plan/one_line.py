"""Add an activity by typing one line; what was understood stands below while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.plan import activity_line
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.ui.desk import Desk

_EXAMPLE = "Tue 10:30 visit Oak House @ East office A,B"
_TEACHES = "Day, time, what, @ place, letters of who goes. Enter adds it; Enter alone opens a form."


class OneLine(QWidget):
    """The line in which an activity is typed; ``said`` is put below it by whoever shows it.

    Signals:
        added: the ``TypedActivity`` to add.
        form_asked: Enter in the empty line.
        left: Esc in the empty line.
    """

    added = Signal(object)
    form_asked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = ""
        self.field = LineField(placeholder=_EXAMPLE)
        self.field.setAccessibleName("New activity in one line")
        self.field.setAccessibleDescription(_TEACHES)
        self.said = Words(_TEACHES, "caption", wrap=True)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._on_enter)
        self._half = HalfWritten(desk, "activity-line", {"line": self.field})

    def set_day(self, day: str) -> None:
        """Say on which day an activity falls whose line names none, ISO."""
        self._day = day
        self._on_text()

    def clear(self) -> None:
        """Begin again."""
        self.field.set_text("")
        self._half.forget()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.field.text():
                self.clear()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_text(self) -> None:
        text = self.field.text()
        if not text.strip():
            self.said.setText(_TEACHES)
            return
        work = self._desk.work
        typed = activity_line.read(work, text, self._day)
        self.said.setText(f"{activity_line.words(work, typed)} · “{typed.title}”")

    @Slot()
    def _on_enter(self) -> None:
        text = self.field.text()
        if not text.strip():
            self.form_asked.emit()
            return
        self.added.emit(activity_line.read(self._desk.work, text, self._day))
