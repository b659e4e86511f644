"""How the data is protected, to read beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout

from ilacs_desktop.services.laptop import help_text
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TITLE = "How your data is protected"
_FRAME = 40
"""Pixels that a window's own frame and a desktop's bar may take."""


class ProtectionDialog(QDialog):
    """Shows what is covered and what is not; open it with ``show()``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setOpenExternalLinks(False)
        self.text.setMarkdown(help_text.protection())
        _give_room(self.text)
        # Tab leaves the text: it has no links to go through.
        self.text.setTabChangesFocus(True)
        name_field(self.text, TITLE, "Arrow keys and Page Down read on.")
        self.leave = Button("Close", keys="Esc")
        self.leave.clicked.connect(self.reject)
        buttons = FlowRow()
        buttons.add_end(self.leave)
        column = QVBoxLayout(self)
        dress.set_space(column, 4, 3)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        room = self.screen().availableSize()
        width = min(dress.px(720), room.width() - dress.space(4))
        height = min(dress.px(620), room.height() - dress.px(_FRAME))
        self.resize(width, height)
        self.setMaximumHeight(room.height() - dress.px(_FRAME))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def _give_room(text: QTextBrowser) -> None:
    """Set paragraphs apart and sections farther: Markdown comes without any room between."""
    document = text.document()
    document.setDocumentMargin(dress.space(3))
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        is_section = form.headingLevel() > 1
        form.setTopMargin(dress.space(5) if is_section else 0)
        form.setBottomMargin(dress.space(2))
        QTextCursor(block).setBlockFormat(form)
        block = block.next()
    text.moveCursor(QTextCursor.MoveOperation.Start)
