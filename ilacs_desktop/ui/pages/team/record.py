"""The whole history of one record: who wrote what, and what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot

from ilacs_desktop.services.record import history
from ilacs_desktop.services.record.time_words import read_moment, short_day
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.services.record.history import Line

_MOST_LINES = 60


class RecordPanel(Panel):
    """One record's history, newest first.

    Signals:
        opened: the id of the record to show on its page.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("History of the record", parent)
        self._record = ""
        self._title = Words("", "strong", wrap=True)
        self._open = Button("Show it on its page", "link")
        self._none = Words("Choose a change to see the whole history of its record.", "soft")
        self._none.setWordWrap(True)
        self.model: TableModel[Line] = TableModel(
            (Column("Change", _head, second=_fields),), key=lambda line: line.ref, parent=self
        )
        self.table = ShortTable("History of the record", self.model, opens=False, second=8)
        self._earlier = Words("", "caption")
        for widget in (self._none, self._title, self._open, self.table, self._earlier):
            self.add(widget)
        self._show_parts(shown=False)
        self._open.clicked.connect(self._on_open)

    def show_history(self, record: Record[Any] | None, lines: tuple[Line, ...]) -> None:
        """Show a record's history.

        Args:
            record: as it is now; None where it is gone.
            lines: oldest first.
        """
        self._record = lines[0].record if lines else ""
        if lines:
            title = history.title_of(record.value) if record is not None else ""
            kind = lines[0].kind
            self._title.setText(f"{kind} · {title}" if title else kind)
        newest = tuple(reversed(lines))[:_MOST_LINES]
        self.model.set_rows(newest)
        kept = len(lines) - len(newest)
        self._earlier.setText(f"and {kept} earlier changes" if kept else "")
        self._show_parts(shown=bool(lines))
        can_open = record is not None and not record.meta.deleted and record.state.kind != "link"
        self._open.setVisible(bool(lines) and can_open)

    def _show_parts(self, *, shown: bool) -> None:
        self._none.setVisible(not shown)
        for widget in (self._title, self._open, self.table):
            widget.setVisible(shown)
        self._earlier.setVisible(shown and bool(self._earlier.text()))

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self._record)


def _head(line: Line) -> str:
    at = read_moment(line.at)
    when = f"{short_day(at.date())} {at:%H:%M}" if at is not None else line.at
    return f"{line.step} · {line.author}, {when}"


def _fields(line: Line) -> str:
    return "; ".join(history.change_words(one) for one in line.fields)
