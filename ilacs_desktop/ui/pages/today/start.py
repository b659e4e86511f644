"""What to do first, on the day an inspection is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_STEPS = (
    ("activity", "Look over the week", "The timetable is laid out; say who goes where."),
    ("member", "Name the team", "Each member issues under a letter of their own."),
    (
        "previous_inspection",
        "Add the last inspection",
        "Each of its points becomes a line of enquiry.",
    ),
    ("data_set", "Bring in Annex A", "Lists 1 to 11 are read, checked and ready to sample from."),
)


class StartPanel(Panel):
    """The first steps, in the order of week zero.

    Signals:
        asked: the kind of record whose page is to be shown.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Where to begin", parent)
        dress.set_space(self.body, 0, 1)
        for kind, words, why in _STEPS:
            button = Button(words, "link")
            button.setObjectName(f"start_{kind}")
            button.setAccessibleDescription(why)
            button.clicked.connect(self._on_clicked)
            self.add(button)
            self.add(Words(why, "caption", wrap=True))
        self.add(Words("A quick note can be written at any time: Ctrl+N.", "soft", wrap=True))

    @Slot()
    def _on_clicked(self) -> None:
        self.asked.emit(self.sender().objectName().removeprefix("start_"))
