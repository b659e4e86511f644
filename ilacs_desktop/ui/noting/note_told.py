"""What a sign at the start of a line did, said under the note: immediate risk, ask at KIT."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Words

_ASKED = "F8 says yes, Esc no; Ctrl+R says yes and refers it back. Or write on."

RiskState = Literal["", "asked", "confirmed", "referred"]


class RiskRow(QFrame):
    """Asks once whether a note is immediate risk, then offers to refer back.

    Signals:
        answered: True for immediate risk, False for no.
        refer_asked: a referral back is to be raised now.
    """

    answered = Signal(bool)
    refer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "alert-ground")
        self.setObjectName("risk_row")
        self.state: RiskState = ""
        self._words = Words("", "strong", wrap=True)
        self._more = Words("", "", wrap=True)
        self._yes = Button("&Yes, immediate risk", keys="F8")
        self._no = Button("No, not so", keys="Esc")
        self._refer = Button("Re&fer back now", keys="Ctrl+R")
        row = FlowRow()
        for button in (self._yes, self._no, self._refer):
            row.add(button)
        column = QVBoxLayout(self)
        dress.set_space(column, (3, 2, 3, 2), 1)
        for widget in (self._words, self._more, row):
            column.addWidget(widget)
        self._yes.clicked.connect(self._on_answered)
        self._no.clicked.connect(self._on_answered)
        self._refer.clicked.connect(self.refer_asked)
        self.hide()

    def show_state(self, state: RiskState, more: str = "") -> None:
        """Show a state; nothing where it is empty.

        Args:
            state: what is known so far.
            more: the number of the referral back, or why the note waits.
        """
        self.state = state
        words, second = {
            "": ("", ""),
            "asked": ("! Immediate risk?", more or _ASKED),
            "confirmed": (
                "! Immediate risk",
                "Tell someone who can act, now. Ctrl+R refers it back with these words.",
            ),
            "referred": (
                f"! {more}",
                "It heads Today until it is closed. Say on its page whom you told, and when.",
            ),
        }[state]
        self._words.setText(words)
        self._more.setText(second)
        self._yes.setVisible(state == "asked")
        self._no.setVisible(state == "asked")
        self._refer.setVisible(state == "confirmed")
        self.setVisible(bool(state))
        if state:
            announce(self, f"{words} {second}")

    @Slot()
    def _on_answered(self) -> None:
        self.answered.emit(self.sender() is self._yes)


class AskRow(FlowRow):
    """Says that the note is to be asked at the KIT meeting, and how to take that back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ask_row")
        self.add(Chip("ask", "ask at KIT"))
        self.add(Words("Taken back by removing the ?, or by Ctrl+Z", "caption"))
        self.hide()

    def show_asked(self, asked: bool) -> None:  # noqa: FBT001 - one property
        """Show or hide it."""
        if asked and self.isHidden():
            announce(self, "To ask at KIT")
        self.setVisible(asked)
