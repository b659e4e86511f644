"""The lists of Annex A: how each was read, and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.data import data_sets
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.blocks import BlockModel
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.record_table import MasterList, RecordTable
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from ilacs_desktop.services.data.data_sets import ListSummary
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.models.blocks import Row

_WIDEST = 26


class ListsView(QWidget):
    """Lists at the left, the rows of one at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = ("", 0)
        self._keys: tuple[str, ...] = ()
        self._model: TableModel[ListSummary] = TableModel(
            (
                Column(
                    "List",
                    lambda one: f"{one.number}  {one.title}",
                    second=_second,
                    chip=_chip,
                    strong=True,
                ),
            ),
            key=lambda one: one.number,
            parent=self,
        )
        self.list = MasterList("Lists", self._model)
        self._title = Words("", "name")
        self._read = Words("", "soft", wrap=True)
        self._look = Words("", "caution", wrap=True)
        # Sized while it is empty: a header that grows its rows afterwards takes a second for
        # forty thousand of them.
        self.rows = RecordTable("Rows", BlockModel((), self))
        self.rows.setMinimumHeight(dress.px(220))
        self._rows_model: BlockModel | None = None
        left = Panel(pad=0)
        left.add(self.list, 1)
        right = Panel(pad=0)
        head = QVBoxLayout()
        dress.set_space(head, (4, 3, 4, 1), 1)
        for words in (self._title, self._read, self._look):
            head.addWidget(words)
        right.add_layout(head)
        right.add(Line())
        right.add(self.rows, 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(ThreePane(left, right, list_title="Lists"))
        self.list.record_chosen.connect(self._on_chosen)

    def show_work(self) -> None:
        """Show the lists of the data set in use."""
        self._model.set_rows(data_sets.list_summaries(self._desk.work))
        self._show_current()

    def choose(self, number: int) -> bool:
        """Show one list."""
        return self.list.choose(number)

    @Slot(object)
    def _on_chosen(self, _number: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        key = self.list.current_key()
        one = self._model.value_of(key) if key is not None else None
        current = data_sets.current(self._desk.work)
        if one is None or current is None:
            return
        self._title.setText(f"List {one.number}: {one.title}")
        self._read.setText(_read_words(one))
        look = _look_words(one)
        self._look.setText(look)
        self._look.setVisible(bool(look))
        if self._shown == (current.id, one.number):
            return
        self._shown = (current.id, one.number)
        work, number = self._desk.work, one.number
        self._desk.runner.read(
            lambda: data_sets.shown_columns(work, work.reading.connection, number),
            lambda columns: self._show_rows(number, columns),
            key="list-columns",
        )

    def _show_rows(self, number: int, columns: tuple[tuple[str, str], ...]) -> None:
        if number != self._shown[1]:
            return
        one = self._model.value_of(number)
        self._keys = tuple(key for key, _ in columns)
        model = BlockModel(
            tuple(
                Column(title, _cell(at), width=min(max(len(title), 10), _WIDEST))
                for at, (_, title) in enumerate(columns)
            ),
            self,
        )
        model.block_wanted.connect(self._on_wanted)
        old, self._rows_model = self._rows_model, model
        model.set_count(one.rows if one is not None else 0)
        self.rows.set_model(model)
        if old is not None:
            old.deleteLater()

    @Slot(object, object)
    def _on_wanted(self, first: int, count: int) -> None:
        model = self.sender()
        work, keys, number = self._desk.work, self._keys, self._shown[1]
        if not isinstance(model, BlockModel):
            return

        def put(rows: tuple[Row, ...]) -> None:
            if model is self._rows_model:
                model.put_block(first, rows)

        self._desk.runner.read(
            lambda: data_sets.rows_slice(
                work, work.reading.connection, number, first, count, keys=keys
            ),
            put,
        )


def _cell(at: int):  # type: ignore[no-untyped-def] # noqa: ANN202 - a column's own shape
    return lambda row: row[at]


def _second(one: ListSummary) -> str:
    rows = f"{one.rows:,} rows"
    return f"{rows} · {one.children:,} children" if one.number != 11 else rows


def _chip(one: ListSummary) -> ChipValue | None:
    errors = sum(found.count for found in one.defects if found.level == "error")
    if one.missing:
        return ChipValue("concern", f"{len(one.missing)} missing")
    return ChipValue("neutral", f"{errors:,}") if errors else ChipValue("done")


def _read_words(one: ListSummary) -> str:
    where = f"{one.file}, sheet {one.sheet}" if one.sheet else one.file
    said = [
        f"{one.rows:,} rows from {where}.",
        f"{len(one.matched)} columns matched.",
    ]
    if one.spare:
        said.append(f"Kept beside them: {', '.join(one.spare)}.")
    said.append("Practitioners’ names and postcodes are kept apart and not shown.")
    return " ".join(said)


def _look_words(one: ListSummary) -> str:
    said = []
    if one.missing:
        said.append(f"△ Not found: {', '.join(one.missing)}.")
    if one.by_position:
        said.append(f"△ Taken by their place alone: {', '.join(one.by_position)}.")
    if one.unmatched:
        said.append(f"{one.unmatched} values have no known code.")
    return " ".join(said)
