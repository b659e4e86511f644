"""A note written late or from paper: when it was seen, and what became of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.evidence import evidence, loose_times
from ilacs_desktop.ui.looks import dress, theme
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from datetime import datetime

    from ilacs_desktop.services.record.work import Work

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SeenEarlier(QFrame):
    """A row that is opened by one key, and closed by Enter.

    Signals:
        said: when it was seen, and what became of the paper (empty where there was none).
        left: the row was closed and nothing was said.
    """

    said = Signal(object, str)
    left = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "caution-ground")
        self.setObjectName("seen_earlier")
        self._work = work
        self._given: datetime | None = None
        self.when = LineField(placeholder="10:40, yesterday 15:00")
        self.paper = LineField(placeholder="Only where paper notes were taken")
        choices = QCompleter(list(evidence.PAPERS), self.paper)
        choices.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        choices.setFilterMode(Qt.MatchFlag.MatchContains)
        self.paper.setCompleter(choices)
        self._offered = QListView()
        self._offered.setProperty("role", "popup")
        choices.setPopup(self._offered)
        theme.dress(self._offered)
        self._offered.installEventFilter(self)
        self._form = FormRows(columns=2)
        self._form.add_row("Seen earlier, whe&n?", self.when, "Also: Mon 9:30, 20 min ago")
        self._form.add_row(
            "What &became of the paper", self.paper, f"Such as: {evidence.PAPERS[0]}"
        )
        done = Button("&Keep this time", keys="Enter")
        column = QVBoxLayout(self)
        dress.set_space(column, 3, 2)
        column.addWidget(self._form)
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        self.when.returnPressed.connect(self.submit)
        self.paper.returnPressed.connect(self.submit)
        done.clicked.connect(self.submit)
        self.hide()

    def begin(self, seen: str = "", paper: str = "", *, from_paper: bool = False) -> None:
        """Open the row.

        Args:
            seen: what to begin with, as it would be typed.
            paper: what is said of the paper so far.
            from_paper: whether the paper is what is asked first.
        """
        self.when.set_text(seen)
        self.paper.set_text(paper)
        self._form.show_wrong(self.when, "")
        self.show()
        (self.paper if from_paper else self.when).setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Close the row."""
        self.hide()

    @Slot()
    def submit(self) -> None:
        """Take the time, or say why it cannot be taken."""
        now = self._work.now()
        read = loose_times.read(self.when.text(), now)
        if read.moment is None and not read.wrong and self.paper.text().strip():
            read = loose_times.Read(now.replace(microsecond=0))
        if read.moment is None:
            self._form.show_wrong(self.when, read.wrong or "Type when it was seen, or press Esc.")
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.said.emit(read.moment, self.paper.text().strip())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt's Enter would close the list alone, and what is typed next would go into the field.
        if watched is self._offered and isinstance(event, QKeyEvent) and _is_end(event):
            chosen = self._offered.currentIndex()
            if chosen.isValid():
                self.paper.set_text(str(chosen.data()))
            self._offered.hide()
            self.submit()
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _is_end(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() in _ENDS
