"""The one door for form rows: no field without a label, a buddy and a spoken name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST_EMS = 11


def innermost(widget: QWidget) -> QWidget:
    """Return what takes the focus in a field: itself, or the part of a composed one."""
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget


def name_field(widget: QWidget, words: str, hint: str = "") -> None:
    """Give a field the name and description that a screen reader says.

    Args:
        widget: the field; a composed one passes its name on to the part that takes the focus.
        words: the label, with or without its ``&``.
        hint: what else to know before typing.
    """
    target = widget
    # A list of tick boxes hands its focus to a box that has a name of its own.
    while (proxy := target.focusProxy()) is not None and not isinstance(proxy, QAbstractButton):
        target = proxy
    for each in {widget, target}:
        each.setAccessibleName(words.replace("&", ""))
        each.setAccessibleDescription(hint)


class FormRows(QWidget):
    """Fields below their labels, in several columns where there is room, else in one."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        dress.set_space(self._grid, 0, 3)
        self._most_columns = columns
        self._columns = columns
        self._placed: list[tuple[QWidget, bool]] = []
        self._cell = 0
        self._wrongs: dict[int, QLabel] = {}
        self._cells: dict[int, QWidget] = {}
        self._titles: dict[int, tuple[QLabel, str, str]] = {}
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        # The rows go below each other by themselves, so the window may be narrower than all.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def add_row(
        self, label: str, widget: QWidget, hint: str = "", *, wide: bool = False
    ) -> QWidget:
        """Add a field and return it.

        Args:
            label: its name; ``&`` marks the letter for Alt.
            widget: the field.
            hint: a short line under it, also its spoken description.
            wide: whether it goes across all columns.
        """
        name_field(widget, label, hint)
        if not widget.objectName():
            widget.setObjectName(_slug(label))
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        dress.set_space(column, 0, 1)
        title = _BuddyLabel(label, cell)
        # A letter reaches only what takes the focus itself, and a composed field never does.
        title.setBuddy(innermost(widget))
        self._titles[id(widget)] = (title, label, hint)
        column.addWidget(title)
        column.addWidget(widget)
        if hint:
            column.addWidget(Words(hint, "caption", wrap=True))
        wrong = Words("", "caution", wrap=True)
        wrong.hide()
        column.addWidget(wrong)
        self._wrongs[id(widget)] = wrong
        self._cells[id(widget)] = cell
        self._add(cell, wide=wide)
        return widget

    def add_wide(self, widget: QWidget) -> None:
        """Add what needs no label, such as a tick box or a sentence, across all columns."""
        self._add(widget, wide=True)

    def set_remark(self, widget: QWidget, words: str) -> None:
        """Say a word beside a field's label, such as that it is only assumed; empty for none."""
        title, label, hint = self._titles[id(widget)]
        text = f"{label} · {words}" if words else label
        if title.text() != text:
            title.setText(text)
            name_field(widget, label, f"{words}. {hint}".strip() if words else hint)

    def show_wrong(self, widget: QWidget, words: str) -> None:
        """Say under a field what is wrong with it; empty words take it back."""
        wrong = self._wrongs[id(widget)]
        wrong.setText(f"△ {words}" if words else "")
        wrong.setVisible(bool(words))
        widget.setAccessibleDescription(words)

    def set_row_shown(self, widget: QWidget, shown: bool) -> None:  # noqa: FBT001 - one property
        """Show or hide a field with its label and hint."""
        self._cells[id(widget)].setVisible(shown)

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((cell.minimumSizeHint().width() for cell, _ in self._placed), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        fitting = self.width() // (_LEAST_EMS * QFontMetrics(QApplication.font()).height())
        columns = min(self._most_columns, max(1, fitting))
        if columns != self._columns:
            self._columns, self._cell = columns, 0
            for column in range(self._most_columns):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)
            for cell, wide in self._placed:
                self._grid.removeWidget(cell)
                self._place(cell, wide=wide)
        super().resizeEvent(event)

    def _add(self, cell: QWidget, *, wide: bool) -> None:
        self._placed.append((cell, wide))
        self._place(cell, wide=wide)

    def _place(self, cell: QWidget, *, wide: bool) -> None:
        if wide and self._cell % self._columns:
            self._cell += self._columns - self._cell % self._columns
        row, column = divmod(self._cell, self._columns)
        span = self._columns if wide else 1
        self._grid.addWidget(cell, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._cell += span


class _BuddyLabel(QLabel):
    """A label that may be narrower than its words: they wrap."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "heading")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", label.replace("&", "").lower()).strip("_")
