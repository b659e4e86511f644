"""The children of a draw, why these, and the way to give them cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.cases.cases import DEPTHS
from ilacs_desktop.services.data import sample_rows, sampling
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from ilacs_desktop.services.data.sample_rows import DrawnChild
    from ilacs_desktop.ui.desk import Desk


class DrawnView(QWidget):
    """One recorded draw.

    Signals:
        left: the person goes back to the form.
    """

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draw = ""
        self._about: dict[str, str] = {}
        self._title = Words("", "title", wrap=True)
        self._back = Button("Draw another sample", "link")
        self._model: TableModel[DrawnChild] = TableModel(
            (
                Column("", lambda row: str(row.place), width=4, right=True, soft=True),
                Column("Child", lambda row: row.child, width=10, strong=True),
                Column("What Annex A says", lambda row: self._about.get(row.child, "")),
                Column("Card", lambda _row: "", chip=_chip, width=11),
            ),
            key=lambda row: row.child,
            parent=self,
        )
        self.table = RecordTable("Children drawn", self._model, several=True)
        self._why = Words("", wrap=True)
        self.by_depth = ChoiceField(
            options=tuple((key, words.capitalize()) for key, words in DEPTHS.items())
        )
        self.inspector = ChoiceField()
        self.question = LineField(placeholder="The one question of this dip sample")
        self._half = HalfWritten(
            desk, "dip-question", {"question": self.question}, lambda: self._draw
        )
        self._all_have = Words("✓ Every child drawn has a card.", "good")
        self.add = Button("Give all of them &cards", "primary")
        self._lay_out()
        self.by_depth.set_key("sample")
        self._on_depth()
        self._back.clicked.connect(self.left)
        self.by_depth.key_chosen.connect(self._on_depth)
        self.add.clicked.connect(self._on_add)
        self.table.record_opened.connect(self._on_opened)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add_end(self._back)
        children = Panel("Children drawn, in the order drawn")
        children.add(self.table)
        form = FormRows(columns=2)
        form.add_row("Look at them", self.by_depth)
        form.add_row("I&nspector", self.inspector)
        form.add_row("&Question", self.question, wide=True)
        self._rows = form
        children.add(form)
        children.add(self._all_have)
        row = FlowRow()
        row.add(self.add)
        children.add(row)
        why = Panel("Why these children")
        why.add(self._why)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(children)
        column.addWidget(why)
        column.addStretch(1)

    def show_draw(self, draw: str) -> None:
        """Show a recorded draw."""
        self._draw = draw
        self.table.clearSelection()
        self.show_work()

    def show_work(self) -> None:
        """Show the draw as it is now."""
        if not self._draw:
            return
        work = self._desk.work
        rows = sample_rows.drawn_children(work, self._draw)
        said = sample_rows.why_these(work, self._draw)
        self._title.setText(f"{len(rows)} children drawn")
        self._model.set_rows(rows)
        self._why.setText("\n".join(said))
        self.inspector.set_options(
            (("", "Nobody yet"), *((one.id, one.name) for one in work.members))
        )
        if self.inspector.key() is None:
            self.inspector.set_key("")
        one = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(min(len(rows), 8) * one + head + dress.px(6))
        self._name_button()
        children = tuple(row.child for row in rows if row.child not in self._about)
        if children:
            self._desk.runner.read(
                lambda: sampling.about_children(work, children), self._show_about, key="drawn-about"
            )

    def _show_about(self, about: dict[str, str]) -> None:
        self._about |= about
        self.table.viewport().update()

    def _chosen(self) -> tuple[str, ...]:
        chosen = tuple(str(key) for key in self.table.chosen_keys())
        return chosen if len(chosen) > 1 else ()

    def _name_button(self) -> None:
        without = [row for row in self._model.rows if not row.case]
        chosen = self._chosen()
        some = f"Give the {len(chosen)} chosen &cards"
        self.add.setText(some if chosen else f"Give all {len(without)} &cards")
        self.add.setVisible(bool(without))
        self._rows.setVisible(bool(without))
        self._all_have.setVisible(not without)

    @Slot()
    def _on_selected(self) -> None:
        self._name_button()

    @Slot()
    def _on_depth(self) -> None:
        self._rows.set_row_shown(self.question, self.by_depth.key() == "dip")

    @Slot()
    def _on_add(self) -> None:
        depth, question = str(self.by_depth.key()), self.question.text()
        if depth == "dip" and not question.strip():
            self._rows.show_wrong(self.question, "A dip sample asks one question.")
            self.question.setFocus()
            return
        self._rows.show_wrong(self.question, "")
        work, draw, chosen = self._desk.work, self._draw, self._chosen()
        inspector = str(self.inspector.key() or "")
        self._desk.do(
            lambda: sampling.add_cases(work, draw, chosen, depth, inspector, question=question)
        )

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        row = self._model.value_of(key) if key is not None else None
        if row is not None and row.case:
            self._desk.show("case", row.case)


def _chip(row: DrawnChild) -> ChipValue | None:
    return ChipValue("accent", DEPTHS.get(row.depth, "")) if row.case else None
