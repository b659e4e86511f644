"""A view of records in an order that people choose: the list, one record, what lies beside it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import TableModel
from ilacs_desktop.ui.widgets.one_of import OneOf
from ilacs_desktop.ui.widgets.ordered_list import OrderedList
from ilacs_desktop.ui.widgets.panel import Panel
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.models.table import Column
    from ilacs_desktop.ui.widgets.buttons import Button
    from ilacs_desktop.ui.widgets.notices import EmptyState


class OrderedView(QWidget):
    """Choose, add, delete and move records; subclasses say of what kind they are."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        column: Column[Any],
        parts: tuple[QWidget, QWidget, EmptyState],
        titles: tuple[str, str],
    ) -> None:
        """Make the view.

        Args:
            desk: the open inspection in the window.
            name: what is listed, said by a screen reader.
            column: what a row of the list shows; rows are known by their ``id``.
            parts: the form of one record, what lies beside it, what is said while there is none.
            titles: of the list and of what lies beside a record, where they fold away.
        """
        super().__init__()
        self._desk = desk
        self.model: TableModel[Any] = TableModel((column,), key=lambda row: row.id, parent=self)
        self.list = OrderedList(name, self.model)
        self._shown_form, self._shown_context, self._empty = parts
        self._middle = OneOf((self._shown_form, self._empty))
        panel = Panel(pad=0)
        panel.add(self.list, 1)
        self.panes = ThreePane(
            panel,
            self._middle,
            self._shown_context,
            list_title=titles[0],
            context_title=titles[1],
        )
        laid = QVBoxLayout(self)
        dress.set_space(laid, 0, 0)
        laid.addWidget(self.panes)
        self.list.record_chosen.connect(self._show_current)
        self.list.shift_asked.connect(self.shift)
        self._empty.acted.connect(self.add)

    def tie_moves(self, up: Button, down: Button) -> None:
        """Move the record shown by these buttons too."""
        up.clicked.connect(self._on_up)
        down.clicked.connect(self._on_down)

    @abstractmethod
    def read_rows(self) -> Sequence[Any]:
        """Return the rows as they are now."""

    @abstractmethod
    def show_row(self, row: Any) -> None:
        """Show one record in the form and beside it."""

    @abstractmethod
    def first_field(self) -> QWidget:
        """Return where a new record is begun."""

    @abstractmethod
    def adding(self) -> Callable[[], Changes]:
        """Return the command that adds a record."""

    @abstractmethod
    def removing(self, record: str) -> Callable[[], Changes]:
        """Return the command that deletes a record."""

    @abstractmethod
    def shifting(self, record: str, by: int) -> Callable[[], Changes]:
        """Return the command that moves a record up or down."""

    @property
    def current(self) -> str:
        """Return the id of the record shown; empty for none."""
        key = self.list.current_key()
        return str(key) if key is not None else ""

    @property
    def current_row(self) -> Any | None:
        """Return the row of the record shown."""
        return self.model.value_of(self.current) if self.current else None

    def show_work(self) -> None:
        """Show the records as they are now."""
        self.model.set_rows(self.read_rows())
        self._show_current()

    def choose(self, record: str) -> bool:
        """Show one record."""
        return self.list.choose(record)

    @Slot()
    def add(self) -> None:
        """Add a record and begin to write it."""
        self._desk.do(self.adding(), self._on_added)

    def delete(self) -> None:
        """Delete the record shown."""
        if self.current:
            self._desk.do(self.removing(self.current))

    @Slot(int)
    def shift(self, by: int) -> None:
        """Move the record shown up or down the list."""
        if self.current:
            self._desk.do(self.shifting(self.current, by))

    @Slot()
    def _show_current(self) -> None:
        row = self.current_row
        self._middle.show_view(self._shown_form if row is not None else self._empty)
        self._shown_context.setVisible(row is not None)
        if row is not None:
            self.show_row(row)

    def _on_added(self, changes: Changes) -> None:
        self.list.choose(changes.made)
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_up(self) -> None:
        self.shift(-1)

    @Slot()
    def _on_down(self) -> None:
        self.shift(1)
