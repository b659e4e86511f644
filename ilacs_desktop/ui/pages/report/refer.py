"""Asks at the cursor which paragraph is meant; Enter puts a mark that shows its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.services.report.crossing import Target


class ReferField(QFrame):
    """A number or words narrow the list; the arrows choose in it while the cursor stays.

    Signals:
        chosen: id of the paragraph that is meant.
    """

    chosen = Signal(str)

    def __init__(self, targets: Sequence[Target], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "panel")
        self.setAccessibleName("Refer to a paragraph")
        self._targets = tuple(targets)
        self.field = QLineEdit()
        self.field.setAccessibleName("Number or words of the paragraph")
        label = Words("Number or words of the paragraph", "heading")
        label.setBuddy(self.field)
        self._model: TableModel[Target] = TableModel(
            (
                Column(
                    "Paragraph",
                    lambda one: f"{one.number}. {one.text}",
                    second=lambda one: one.section,
                ),
            ),
            key=lambda one: one.id,
            parent=self,
        )
        self.list = MasterList("Paragraphs to refer to", self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Words("No numbered paragraph fits.", "soft")
        column = QVBoxLayout(self)
        dress.set_space(column, 3, 1)
        for widget in (label, self.field, self.list, self._none):
            column.addWidget(widget)
        column.addWidget(Words("Enter puts its number in; it follows every renumbering", "caption"))
        self.resize(dress.px(440), dress.px(320))
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._narrow)
        self.field.returnPressed.connect(self._on_return)
        self.list.clicked.connect(self._on_return)
        self._narrow()

    def show_at(self, line: QRect) -> None:
        """Open below a line of text; above it where the screen ends.

        Args:
            line: the line's place on the screen.
        """
        ground = self.screen().availableGeometry()
        top = line.bottom()
        if top + self.height() > ground.bottom():
            top = max(ground.top(), line.top() - self.height())
        self.move(max(ground.left(), min(line.left(), ground.right() - self.width())), top)
        self.show()
        self.field.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.close()
            return
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            at = self.list.currentIndex().row() + steps[Qt.Key(event.key())]
            key = self._model.key_at(at)
            if key is not None:
                self.list.choose(key)
            return
        super().keyPressEvent(event)

    @Slot()
    def _narrow(self) -> None:
        words = self.field.text().casefold().split()
        found = [one for one in self._targets if _fits(one, words)]
        self._model.set_rows(found)
        self._none.setVisible(not found)
        if found:
            self.list.choose(found[0].id)

    @Slot()
    def _on_return(self) -> None:
        key = self.list.current_key()
        if key is not None:
            self.chosen.emit(str(key))
            self.close()


def _fits(one: Target, words: list[str]) -> bool:
    if len(words) == 1 and words[0].isdigit():
        return str(one.number).startswith(words[0])
    said = f"{one.number} {one.section} {one.text}".casefold()
    return all(word in said for word in words)
