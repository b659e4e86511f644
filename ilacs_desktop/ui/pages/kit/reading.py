"""A script in big letters, as it is read aloud: no figures, no buttons, nothing to type in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.services.kit.spoken import Spoken


class ReadingText(QPlainTextEdit):
    """The words of a summary or script; space and page keys turn it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(f"{name}, as it is read aloud")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        dress.set_role(self, "quiet")

    def show_spoken(self, shown: Spoken) -> None:
        """Show what is said; the place stays where the same words are shown again."""
        text = words_of(shown)
        if text != self.toPlainText():
            at = self.verticalScrollBar().value()
            self.setPlainText(text)
            self.verticalScrollBar().setValue(at)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.px(200), dress.px(100))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            bar.setValue(bar.value() + bar.pageStep() - 1)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_PageUp):
            bar.setValue(bar.value() - bar.pageStep() + 1)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def words_of(shown: Spoken) -> str:
    """Return a summary or script as it is read aloud, part by part."""
    parts = [shown.opening.strip()]
    for area in shown.areas:
        parts.append(area.label.upper())
        for heading, points in (
            ("What is strong", area.strengths),
            ("What needs to improve", area.concerns),
        ):
            said = [" ".join(one.text.split()) for one in points]
            if said:
                parts += [heading, *(f"•  {one}" for one in said)]
        if area.grade:
            parts.append(f"Provisionally: {area.grade}")
    if shown.overall:
        parts.append(f"Overall, provisionally: {shown.overall}")
    parts.append(shown.closing.strip())
    return "\n\n".join(part for part in parts if part)
