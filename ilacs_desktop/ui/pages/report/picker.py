"""Choose findings: for a paragraph to rest on, or to begin a paragraph with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.finding_lines import SIGNS
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.services.report.resting import FindingLine


class _Lines(MasterList):
    """The list; Ctrl+Enter is the picker's alone, or Qt would open the row besides."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_draft(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class FindingPicker(QWidget):
    """Findings that can be chosen, narrowed by words; those that fit the section come first.

    Signals:
        rest_asked: ids of the findings that the paragraph is to rest on.
        draft_asked: ids of the findings to begin a paragraph with.
        ended: the person has left it.
    """

    rest_asked = Signal(object)
    draft_asked = Signal(object)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[FindingLine, ...] = ()
        self._unused: frozenset[str] = frozenset()
        self._title = Words("", "heading")
        self.words = LineField(placeholder="Words of the finding")
        name_field(self.words, "Find a finding")
        self.only = TickBox("Only those &not used yet")
        self._model: TableModel[FindingLine] = TableModel(
            (
                Column(
                    "",
                    lambda line: line.text or "(nothing written yet)",
                    second=_second,
                    chip=lambda line: ChipValue(SIGNS.get(line.sign, "neutral")),
                ),
            ),
            key=lambda line: line.id,
            parent=self,
        )
        self.list = _Lines("Findings to choose from", self._model)
        self.list.setSelectionMode(MasterList.SelectionMode.ExtendedSelection)
        self._none = Words("No finding fits these words.", "soft")
        self.rest = Button("Rest &on it", keys="Enter")
        self.rest.setAccessibleName("Rest the paragraph on it")
        self.draft = Button("&Draft a paragraph", keys="Ctrl+Enter")
        self.leave = IconButton("x", "Close", keys="Esc")
        self._lay_out()
        self.words.textEdited.connect(self._narrow)
        self.only.ticked.connect(self._narrow)
        self.words.returnPressed.connect(self._on_rest)
        self.list.record_opened.connect(self._on_rest)
        self.rest.clicked.connect(self._on_rest)
        self.draft.clicked.connect(self._on_draft)
        self.leave.clicked.connect(self.ended)

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add_end(self.only)
        head.add(self.leave)
        buttons = FlowRow()
        buttons.add(self.rest)
        buttons.add(self.draft)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for widget in (head, self.words, self._none):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.list.setMinimumHeight(dress.row_height() * 2)

    def begin(
        self,
        title: str,
        lines: tuple[FindingLine, ...],
        unused: Collection[str],
        *,
        for_paragraph: bool,
    ) -> None:
        """Offer findings.

        Args:
            title: what they are chosen for.
            lines: the findings, in order.
            unused: ids of those that no paragraph rests on yet.
            for_paragraph: whether there is a paragraph that can rest on them.
        """
        self._title.setText(title)
        self._unused = frozenset(unused)
        self.rest.setVisible(for_paragraph)
        self.words.set_text("")
        self.only.set_ticked(not for_paragraph)
        self._all = lines
        self._narrow()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lines(self, lines: tuple[FindingLine, ...], unused: Collection[str]) -> None:
        """Show the findings as they are now."""
        self._all, self._unused = lines, frozenset(unused)
        self._narrow()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the chosen findings."""
        return tuple(str(key) for key in self.list.chosen_keys())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif _is_draft(event):
            self._on_draft()
        elif event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self._go_down()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _go_down(self) -> None:
        """Go from the words into the list: to the second, for the first is chosen already."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        below = self._model.key_at(self.list.currentIndex().row() + 1)
        if below is not None:
            self.list.choose(below)

    @Slot()
    def _narrow(self) -> None:
        wanted = self.words.text().casefold().split()
        only = self.only.isChecked()
        rows = [
            line
            for line in self._all
            if (not only or line.id in self._unused)
            and all(word in _haystack(line) for word in wanted)
        ]
        self._model.set_rows(rows)
        self._none.setVisible(not rows)
        for button in (self.rest, self.draft):
            button.setEnabled(bool(rows))

    @Slot()
    def _on_rest(self) -> None:
        if self.chosen() and self.rest.isVisibleTo(self):
            self.rest_asked.emit(self.chosen())
        elif self.chosen():
            self._on_draft()

    @Slot()
    def _on_draft(self) -> None:
        if self.chosen():
            self.draft_asked.emit(self.chosen())


def _is_draft(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _haystack(line: FindingLine) -> str:
    return f"{line.text} {line.area} {line.kind_label}".casefold()


def _second(line: FindingLine) -> str:
    return " · ".join(part for part in (line.area, line.state_words, line.figures_words) if part)
