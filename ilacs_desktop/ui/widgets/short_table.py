"""A table as high as its rows: the few lines of a panel, each opened with Enter or one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyle
from typing_extensions import override

from ilacs_desktop.ui import dress
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtCore import QEvent
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
    ) -> None:
        """Make a table.

        Args:
            name: what the table lists, said by a screen reader.
            model: its rows.
            parent: the owning widget.
            opens: whether a click on a row opens it.
            heading: whether the columns have their headings above them.
        """
        super().__init__(name, None, parent)
        self._opens = opens
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
        for told in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            told.connect(self._fit)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self.model() is not None:
            self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(dress.space(60), self._whole_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.space(24), self._whole_height())

    def _whole_height(self) -> int:
        rows = self.verticalHeader().defaultSectionSize() * self.model().rowCount()
        head = self.horizontalHeader()
        return rows + (0 if head.isHidden() else head.sizeHint().height())

    @Slot()
    def _fit(self) -> None:
        if self.model() is not None and self.height() != self._whole_height():
            self.setFixedHeight(self._whole_height())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        # Where the system opens on one click, `activated` has already told it.
        hint = QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick
        if not self.style().styleHint(hint, None, self):
            self.activated.emit(index)
