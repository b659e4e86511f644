"""Something unforeseen happened: what was saved, and details that may be shown to anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from ilacs_desktop import __version__
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class CrashDialog(QDialog):
    """Tells of a fault of ours; open it with ``open()``.

    The details hold places in our code and no word of any record.
    """

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Something went wrong")
        self._details = QPlainTextEdit(f"ILACS Desktop {__version__}\n{details}")
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        name_field(self._details, "Details without personal data")
        copy = Button("Copy the details", "plain")
        go_on = Button("Go on", "primary")
        column = QVBoxLayout(self)
        dress.set_space(column, 5, 3)
        column.addWidget(Words("Something went wrong in this app", "heading", wrap=True))
        column.addWidget(
            Words(
                "What you typed has been saved. You can go on; if the window behaves oddly, close "
                "it and start it again. Please send these details to whoever supports the app: "
                "they hold no word of any record.",
                wrap=True,
            )
        )
        column.addWidget(self._details, 1)
        row = QHBoxLayout()
        dress.set_space(row, 0, 2)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(go_on)
        column.addLayout(row)
        copy.clicked.connect(self._on_copy)
        go_on.clicked.connect(self.accept)
        go_on.setFocus()
        self.resize(dress.px(520), dress.px(320))

    @Slot()
    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._details.toPlainText())
