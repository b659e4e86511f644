"""The line at the top: where I am, search, quick note, cover and lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.ui.fields.values import HeaderFacts


class Header(QFrame):
    """Where the person is and the four things that are always at hand.

    Signals:
        commanded: the name of the command whose button was pressed.
        marking_folded: the marking that has no room here and must stand elsewhere; empty where
            it has.
    """

    commanded = Signal(str)
    marking_folded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self._la = Words("", "name")
        self._event = Words("", "soft")
        self._marking = Chip("neutral", "")
        self._training = Chip("accent", "TRAINING")
        self._training.setToolTip("A training inspection: everything in it is made up")
        self.search = SearchBox(keys.shown_keys("search"))
        self._note = self._command_button("quick-note", "primary")
        self._cover = self._command_button("cover", "plain")
        self._lock = self._command_button("lock", "plain")
        row = QHBoxLayout(self)
        dress.set_space(row, (4, 2, 4, 2), 3)
        row.addWidget(self._la)
        row.addWidget(self._training)
        row.addWidget(self._event)
        row.addWidget(self._marking)
        row.addStretch(1)
        row.addWidget(self.search)
        for button in (self._note, self._cover, self._lock):
            row.addWidget(button)
        self._marking.hide()
        self._training.hide()

    def show_facts(self, facts: HeaderFacts) -> None:
        """Say where the person is."""
        self._la.setText(facts.la)
        self._training.setVisible(facts.training)
        where = f"day {facts.day} of {facts.days}" if facts.day else facts.stage
        parts = (facts.event, facts.edition, where)
        self._event.setText(" · ".join(part for part in parts if part))
        self._marking.show_chip("neutral", facts.marking.upper())
        self._fold()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(60), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _command_button(self, name: str, kind: str) -> Button:
        command = keys.command(name)
        text = command.words if name != "cover" else "Cover"
        button = Button(
            text, "primary" if kind == "primary" else "plain", keys=keys.shown_keys(name)
        )
        button.setObjectName(name)
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _on_clicked(self) -> None:
        self.commanded.emit(self.sender().objectName())

    def _fold(self) -> None:
        """Leave out what has no room: key hints, then the event, then the marking."""
        buttons = (self._note, self._cover, self._lock)
        for button in buttons:
            button.show_keys(True)  # noqa: FBT003 - a slot's one argument
        gap = dress.space(3)
        marking = self._marking.text()
        self._event.setVisible(bool(self._event.text()))
        self._marking.setVisible(bool(marking))
        self._leave_out(buttons, gap)
        self._la.setToolTip(self._event.text())
        self.marking_folded.emit(marking if self._marking.isHidden() else "")

    def _leave_out(self, buttons: tuple[Button, ...], gap: int) -> None:
        for step in (self._hide_hints, self._event.hide, self._marking.hide, self._la.hide):
            shown = [self._la, self._training, self._event, self._marking, *buttons]
            needed = sum(
                widget.sizeHint().width() + gap for widget in shown if not widget.isHidden()
            )
            if needed + self.search.minimumSizeHint().width() + dress.space(14) <= self.width():
                return
            step()

    def _hide_hints(self) -> None:
        for button in (self._note, self._cover, self._lock):
            button.show_keys(False)  # noqa: FBT003 - a slot's one argument
