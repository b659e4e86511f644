"""The two notes of a KIT meeting, each on a surface of its own: the DCS's and the team's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.kit.grade_flag import GradeFlag
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.ui.desk import Desk

STAMP_KEYS = "F5"
_BESIDE_EMS = 26


class DcsNote(Panel):
    """The minutes, and beside them what the LA corrects."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Note for the DCS")
        self._desk = desk
        self.minutes = ProseEdit(lines=8, placeholder="Live minutes: what is said, by role")
        self.correction = ProseEdit(lines=8, placeholder="What the LA corrects, beside our note")
        self.stamp = Button("Stamp the time", keys=STAMP_KEYS)
        ours, self._theirs = FormRows(), FormRows()
        ours.add_row(
            "&Minutes", self.minutes, "Given to the LA with the points, answers and actions."
        )
        self._theirs.add_row(
            "The LA's &correction", self.correction, "In the LA's words; our note stays as given."
        )
        foot = FlowRow()
        foot.add(self.stamp)
        self._foot = foot
        both = _Beside(ours, self._theirs)
        self.add(both)
        GradeFlag(self.minutes, self.body, below=both)
        self.add(foot)
        self.stamp.clicked.connect(self.stamp_time)

    def show_state(self, *, given: bool, corrected: bool) -> None:
        """Close the minutes once they were given, and open what the LA says of them."""
        self.minutes.setReadOnly(given)
        self._foot.setVisible(not given)
        self._theirs.setVisible(given or corrected)

    @Slot()
    def stamp_time(self) -> None:
        """Write the time on a line of its own: where the cursor is, from elsewhere at the end."""
        field = self.minutes
        if field.isReadOnly():
            return
        if not field.hasFocus():
            field.moveCursor(QTextCursor.MoveOperation.End)
        cursor = field.textCursor()
        before = "" if cursor.atBlockStart() else "\n"
        cursor.insertText(f"{before}{self._desk.work.now():%H:%M} ")
        field.setTextCursor(cursor)
        field.setFocus()


class _Beside(QWidget):
    """Two forms side by side where there is room, else one below the other."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        dress.set_space(self._row, 0, 3)
        self._row.addWidget(left, 1)
        self._row.addWidget(right, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= _BESIDE_EMS * self.fontMetrics().height()
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        super().resizeEvent(event)


class PrivateNote(Panel):
    """What the team keeps to itself."""

    def __init__(self) -> None:
        super().__init__("Private note · for the team alone")
        self.text = ProseEdit(lines=12, placeholder="How it went, what to follow up, what to weigh")
        form = FormRows()
        form.add_row(
            "Private note",
            self.text,
            "A document of its own. It is never given to the LA, nor exported with the other.",
        )
        self.add(form)
        GradeFlag(self.text, self.body, below=form)
