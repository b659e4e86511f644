"""A table as high as its rows: the few lines of a panel, each opened with Enter or one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyle
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.record_table import RecordTable
from ilacs_desktop.ui.widgets.scrolled import into_view
from ilacs_desktop.ui.widgets.wrapping import WrappingDelegate, fit_rows

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtCore import QEvent, QPersistentModelIndex
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.ui.models.table import DeclaredModel


class ShortTable(RecordTable):
    """Lines to act on inside a panel; no row looks chosen until the table has the focus."""

    def __init__(
        self,
        name: str,
        model: DeclaredModel[Any] | None = None,
        parent: QWidget | None = None,
        *,
        opens: bool = True,
        heading: bool = False,
        lines: int = 2,
        second: int = 1,
    ) -> None:
        """Make a table.

        Args:
            name: what the table lists, said by a screen reader.
            model: its rows.
            parent: the owning widget.
            opens: whether a click on a row opens it.
            heading: whether the columns have their headings above them.
            lines: how many lines a row's first text may take.
            second: how many lines its second text may take.
        """
        super().__init__(name, None, parent)
        self._wrapping = WrappingDelegate(self, lines=lines, second=second)
        self.setItemDelegate(self._wrapping)
        self.horizontalHeader().setVisible(heading)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.clicked.connect(self._on_clicked)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        if model is not None:
            self.set_model(model)

    @override
    def set_model(self, model: DeclaredModel[Any]) -> None:
        super().set_model(model)
        changes = (model.modelReset, model.rowsInserted, model.rowsRemoved)
        for told in (*changes, model.layoutChanged, model.dataChanged):
            told.connect(self._fit)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self.model() is not None:
            self._fit()

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        # It does not scroll of itself: what is around it has to, or the arrows lead out of sight.
        if self.hasFocus() and current.isValid():
            into_view(self.viewport(), self.visualRect(current))

    @override
    def sizeHint(self) -> QSize:
        return QSize(dress.space(60), self._whole_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(24), self._whole_height())

    def _whole_height(self) -> int:
        head = self.horizontalHeader()
        rows = self.verticalHeader().length()
        return rows + (0 if head.isHidden() else head.sizeHint().height())

    @Slot()
    def _fit(self) -> None:
        if self.model() is None:
            return
        fit_rows(self, self._wrapping)
        if self.height() != self._whole_height():
            self.setFixedHeight(self._whole_height())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        # Where the system opens on one click, `activated` has already told it.
        hint = QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick
        if not self.style().styleHint(hint, None, self):
            self.activated.emit(index)
