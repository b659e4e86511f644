"""Who has looked at what: areas, topics, children or documents by inspector, in plain counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case, SeenDocument
from ilacs_desktop.services.findings import looked
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.services.findings.looked import LookedRow, Looker, WhoLooked
    from ilacs_desktop.ui.desk import Desk

_THINGS = (
    ("areas", "Judgement areas"),
    ("topics", "Topics"),
    ("children", "Children"),
    ("documents", "Documents"),
)
_ANYONE, _NOBODY = "", "-"
_LEAST_ROWS = 4

_TEACHES = {
    "areas": "Notes in each area. Enter shows its topics.",
    "topics": "Notes on each topic. Topics are prompts, not requirements. Enter opens one.",
    "children": "Notes and answers about each child. Enter opens the card.",
    "documents": "Read, and cited in notes. Enter opens a document.",
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row with the words of those who looked, for the reader of the first column."""

    row: LookedRow
    second: str


class LookedView(QWidget):
    """A table of what was looked at, a column for each inspector."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: WhoLooked | None = None
        self._people: tuple[Looker, ...] = ()
        self._area = ""
        self.thing = ChoiceField(options=_THINGS)
        self.who = ChoiceField(options=((_ANYONE, "Everyone"), (_NOBODY, "Nobody yet")))
        self.thing.set_key("topics")
        self.who.set_key(_ANYONE)
        self.model: TableModel[_Shown] = self._model()
        self.table = RecordTable("Who has looked at what", self.model)
        self._said = Words("", "soft", wrap=True)
        self._legend = Words("", "caption", wrap=True)
        self._lay_out()
        self.thing.key_chosen.connect(self._on_thing)
        self.who.key_chosen.connect(self._on_who)
        self.table.record_opened.connect(self._on_opened)

    def _lay_out(self) -> None:
        for field, words in ((self.thing, "What was looked at"), (self.who, "Looked at by")):
            name_field(field, words)
            field.setMinimumContentsLength(16)
        head = FlowRow()
        for words, field in (("Show", self.thing), ("looked at by", self.who)):
            head.add(Words(words, "soft"))
            head.add(field)
        self.table.setMinimumHeight(_LEAST_ROWS * self.table.verticalHeader().defaultSectionSize())
        panel = Panel(pad=0)
        panel.add(self.table, 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(self._said)
        column.addWidget(panel, 1)
        column.addWidget(self._legend)

    def _model(self) -> TableModel[_Shown]:
        columns: list[Column[_Shown]] = [
            Column("What", lambda one: one.row.label, second=lambda one: one.second)
        ]
        columns += [
            Column(_head(one), _count_of(at), width=4, right=True)
            for at, one in enumerate(self._people)
        ]
        return TableModel(columns, key=lambda one: one.row.key, parent=self)

    def show_work(self) -> None:
        """Show what was looked at until now."""
        work = self._desk.work
        self._desk.runner.read(lambda: looked.looked_by(work), self._show, key="who-looked")

    def choose_thing(self, thing: str, area: str = "") -> None:
        """Show areas, topics, children or documents.

        Args:
            thing: one of their keys.
            area: only topics of this judgement area; empty for all.
        """
        self.thing.set_key(thing)
        self._area = area
        self._show_rows()

    def _show(self, found: WhoLooked) -> None:
        self._found = found
        if found.people != self._people:
            self._people = found.people
            old, self.model = self.model, self._model()
            self.table.set_model(self.model)
            old.deleteLater()
        people = tuple((one.key, one.name) for one in found.people)
        self.who.set_options(((_ANYONE, "Everyone"), (_NOBODY, "Nobody yet"), *people))
        if self.who.key() is None:
            self.who.set_key(_ANYONE)
        self._legend.setText(" · ".join(f"{_head(one)} {one.name}" for one in found.people))
        self._show_rows()

    def _show_rows(self) -> None:
        if self._found is None:
            return
        thing = str(self.thing.key() or "topics")
        rows: tuple[LookedRow, ...] = getattr(self._found, thing)
        if thing == "topics" and self._area:
            rows = tuple(row for row in rows if row.area == self._area)
        shown = [row for row in rows if self._is_wanted(row)]
        self.model.set_rows([_Shown(row, self._second(row)) for row in shown])
        untouched = sum(row.is_untouched for row in rows)
        told = f"Nobody has looked at {untouched} of {len(rows)} {thing} yet. "
        self._said.setText((told if untouched else "") + _TEACHES[thing])

    def _is_wanted(self, row: LookedRow) -> bool:
        who = self.who.key()
        if who == _NOBODY:
            return row.is_untouched
        at = next((at for at, one in enumerate(self._people) if one.key == who), -1)
        return at < 0 or row.counts[at] > 0

    def _second(self, row: LookedRow) -> str:
        names = {one.key: one.name for one in self._people}
        area = next((one.short for one in self._desk.edition.areas if one.key == row.area), "")
        area = "" if area == row.label else area
        holder = f"card of {names[row.holder]}" if row.holder in names else ""
        nobody = "nobody yet" if row.is_untouched else ""
        return " · ".join(part for part in (area, holder, nobody) if part)

    @Slot(object)
    def _on_thing(self, thing: str) -> None:
        self.choose_thing(thing)

    @Slot(object)
    def _on_who(self, _who: str) -> None:
        self._show_rows()

    @Slot(object)
    def _on_opened(self, key: str) -> None:
        thing = self.thing.key()
        shown = self.model.value_of(key)
        if shown is None:
            return
        if thing == "areas":
            self.choose_thing("topics", key)
        elif thing == "topics":
            self._desk.show("topic", key)
        else:
            kind = Case.KIND if thing == "children" else SeenDocument.KIND
            self._desk.show(kind, shown.row.record)


def _head(one: Looker) -> str:
    return one.letter or one.name


def _count_of(at: int) -> Callable[[_Shown], str]:
    return lambda one: str(one.row.counts[at]) if one.row.counts[at] else ""
