"""The list of children at the left of the Cases page, with its filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.services.cases import case_lists
from ilacs_desktop.services.cases.cases import DEPTHS, STATES
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.stack import CurrentStack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.cases.case_lists import CaseRow
    from ilacs_desktop.services.record.work import Work

_DEPTHS = (("", "Depth"), *((key, words.capitalize()) for key, words in DEPTHS.items()))
_STATES = (
    ("", "State"),
    *((key, words.capitalize()) for key, words in STATES.items()),
    ("signed_off", "Signed off"),
)


class CaseList(QWidget):
    """Every child looked at, narrowed by depth, inspector and state.

    Signals:
        case_chosen: the id of the card that became current; None in an empty list.
        case_opened: the id of the card that is to be written in: Enter or a double click.
        add_asked: the person wants to add a child.
    """

    case_chosen = Signal(object)
    case_opened = Signal(object)
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CaseRow, ...] = ()
        self.finder = LineField(placeholder="Find a child ID")
        self._group: tuple[str, str] | None = None
        self._whole = Button("", "link")
        self._whole.hide()
        self.by_depth = ChoiceField(options=_DEPTHS)
        self.by_state = ChoiceField(options=_STATES)
        self.by_inspector = ChoiceField(options=(("", "Everyone"),))
        self.model: TableModel[CaseRow] = TableModel(
            (
                Column(
                    "Child",
                    lambda row: row.child,
                    second=_second,
                    chip=_chip,
                    strong=True,
                ),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = MasterList("Children", self.model)
        self.list.setObjectName("case_list")
        self._count = Words("", "soft")
        self._add = Button("&Add", icon="plus")
        self._add.setAccessibleName("Add a child")
        self._none = EmptyState(
            "folder-open",
            "No child here",
            "No card fits what is chosen above.",
        )
        self._first = EmptyState(
            "folder-open",
            "No children yet",
            "Draw a sample on the Data page, or add a child by hand with the reason.",
            "Add a child",
        )
        self._stack = CurrentStack(fills=True)
        for one in (self.list, self._none, self._first):
            self._stack.addWidget(one)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for field, words in (
            (self.by_depth, "Depth"),
            (self.by_state, "State"),
            (self.by_inspector, "Inspector"),
        ):
            name_field(field, f"Show: {words.lower()}")
            field.setMinimumContentsLength(5)
        beside = QWidget()
        filters = QHBoxLayout(beside)
        dress.set_space(filters, 0, 1)
        filters.addWidget(self.by_depth, 1)
        filters.addWidget(self.by_state, 1)
        name_field(self.finder, "Find a child ID")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(
            ListPanel(
                "Children",
                self._stack,
                count=self._count,
                end=self._add,
                fields=(self.finder, beside, self.by_inspector, self._whole),
            )
        )

    def _connect(self) -> None:
        self.list.record_chosen.connect(self.case_chosen)
        self.list.record_opened.connect(self.case_opened)
        self._whole.clicked.connect(self._on_whole)
        self._add.clicked.connect(self._on_add)
        self._first.acted.connect(self._on_add)
        for field in (self.by_depth, self.by_state, self.by_inspector):
            field.key_chosen.connect(self._on_narrowed)
        self.finder.textEdited.connect(self._on_narrowed)

    def show_work(self, work: Work) -> None:
        """Show the children of an inspection as they are now."""
        self.by_inspector.set_options(
            (
                ("", "Everyone"),
                *((one.id, one.name) for one in work.members),
                ("-", "Given to nobody"),
            )
        )
        for field in (self.by_depth, self.by_state, self.by_inspector):
            if field.key() is None:
                field.set_key("")
        self._rows = case_lists.case_rows(work)
        self._narrow()

    def current(self) -> str:
        """Return the id of the current card; empty where there is none."""
        key = self.list.current_key()
        return str(key) if key is not None else ""

    def choose(self, case: str) -> bool:
        """Make a card the current one, widening the filters where it is hidden by them."""
        if self.list.choose(case):
            return True
        if all(row.id != case for row in self._rows):
            return False
        self._widen()
        self._narrow()
        return self.list.choose(case)

    def show_group(self, kind: str, key: str, label: str) -> None:
        """Show the children of one inspector, cohort or team.

        Args:
            kind: ``inspector``, ``cohort`` or ``team``.
            key: member id (``-`` for nobody), cohort or team.
            label: as shown.
        """
        self._widen()
        if kind == "inspector":
            self.by_inspector.set_key(key)
        else:
            self._group = (kind, key)
            self._whole.setText(f"Only {label}: show all")
            self._whole.show()
        self._narrow()

    def _widen(self) -> None:
        for field in (self.by_depth, self.by_state, self.by_inspector):
            field.set_key("")
        self.finder.set_text("")
        self._group = None
        self._whole.hide()

    def step(self, by: int) -> None:
        """Move to the next or the previous child."""
        at = self.model.row_of(self.list.current_key()) + by
        key = self.model.key_at(at)
        if key is not None:
            self.list.choose(key)

    def _narrow(self) -> None:
        wanted = self.finder.text().strip().casefold()
        shown = [
            row
            for row in self._rows
            if self.by_depth.key() in ("", None, row.depth)
            and self.by_state.key() in ("", None, row.state)
            and self.by_inspector.key() in ("", None, row.inspector or "-")
            and wanted in row.child.casefold()
            and self._group in (None, ("cohort", row.cohort), ("team", row.team))
        ]
        self.model.set_rows(shown)
        self._count.setText(_count_words(self._rows))
        page = self.list if shown else self._none if self._rows else self._first
        self._stack.setCurrentWidget(page)

    @Slot()
    def _on_narrowed(self) -> None:
        self._narrow()

    @Slot()
    def _on_whole(self) -> None:
        self._widen()
        self._narrow()
        self.list.setFocus()

    @Slot()
    def _on_add(self) -> None:
        self.add_asked.emit()


def _count_words(rows: Sequence[CaseRow]) -> str:
    done = sum(row.state in ("done", "signed_off") for row in rows)
    return f"{len(rows)} · {done} done" if rows else ""


def _second(row: CaseRow) -> str:
    # The depth comes before the plan, which may be long: a narrow list cuts the end off.
    state = "signed off" if row.state == "signed_off" else ""
    twice = "same child twice" if row.twice else ""
    parts = [state, twice, row.age, DEPTHS.get(row.depth, ""), row.plan]
    return " · ".join(part for part in parts if part)


def _chip(row: CaseRow) -> ChipValue | None:
    if row.immediate:
        return ChipValue("risk", "signed" if row.state == "signed_off" else "")
    if row.twice or row.differs:
        return ChipValue("concern", "twice" if row.twice else "differ")
    if row.state == "signed_off":
        return ChipValue("done", "signed")
    if row.state == "done":
        return ChipValue("done")
    if row.state == "in_progress":
        return ChipValue("neutral", "…")
    return None
