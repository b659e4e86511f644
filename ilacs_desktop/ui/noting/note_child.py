"""A card for a child met on the way, made inside the note: depth by one key, then why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField

_DEPTHS = (("track", "Track", "T"), ("sample", "Sample", "S"), ("dip", "Dip", "D"))


class NewChild(QFrame):
    """One row: T, S or D for the depth, the reason, Enter.

    Signals:
        wanted: child ID, depth and reason of the card to make.
        left: the row was closed without a card.
    """

    wanted = Signal(str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "caution-ground")
        self.setObjectName("new_child")
        self._child, self._depth = "", "sample"
        self._who = Words("", "strong", wrap=True)
        self._buttons: dict[str, Button] = {}
        row = FlowRow()
        for key, words, letter in _DEPTHS:
            button = Button(words, keys=letter)
            button.setCheckable(True)
            button.setObjectName(f"depth_{key}")
            button.setAccessibleName(f"Depth: {words}")
            button.clicked.connect(self._on_depth)
            button.installEventFilter(self)
            self._buttons[key] = button
            row.add(button)
        self.reason = LineField(placeholder="Why this child? In a few words, never a name")
        self.reason.setAccessibleName("Reason for looking at this child")
        self._hint = Words("Enter makes the card; Esc leaves without one", "caption", wrap=True)
        column = QVBoxLayout(self)
        dress.set_space(column, 3, 2)
        for widget in (self._who, row, self.reason, self._hint):
            column.addWidget(widget)
        self.reason.returnPressed.connect(self.submit)
        self.hide()

    @property
    def child(self) -> str:
        """ID of the child that is asked about."""
        return self._child

    def begin(self, child: str) -> None:
        """Ask for the depth and the reason of a child's card."""
        self._child = child
        self._who.setText(f"Child {child}, not in sample: how deep, and why?")
        self.reason.set_text("")
        self._hint.setText("Enter makes the card; Esc leaves without one")
        self._choose("sample")
        self.show()
        self._buttons["sample"].setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Close the row."""
        self.hide()

    @Slot()
    def submit(self) -> None:
        """Ask for the card, once a reason is there."""
        reason = self.reason.text().strip()
        if not reason:
            self._hint.setText("△ Say in a few words why this child, as the record will show it.")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.wanted.emit(self._child, self._depth, reason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text().upper()
            for key, _, own in _DEPTHS:
                if letter == own:
                    self._choose(key)
                    self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
        return super().eventFilter(watched, event)

    def _choose(self, depth: str) -> None:
        self._depth = depth
        for key, button in self._buttons.items():
            button.setChecked(key == depth)

    @Slot()
    def _on_depth(self) -> None:
        self._choose(self.sender().objectName().removeprefix("depth_"))
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
