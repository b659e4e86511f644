"""The list of findings at the left of the Findings page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ilacs_desktop.services.findings.finding_rows import figure_words
from ilacs_desktop.services.findings.findings import STATES
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.services.findings.finding_rows import FindingRow

_STATES = (
    ("", "Any state"),
    *((key, words[:1].upper() + words[1:]) for key, words in STATES.items()),
    ("one_source", "One source"),
    ("disputed", "Disputed"),
    ("no_response", "No response recorded"),
)


class FindingList(QWidget):
    """Every finding, by area.

    Signals:
        finding_chosen: id of the current finding; None in an empty list.
        new_asked: the person wants to begin a finding.
        merge_asked: the chosen findings are to become one.
        split_asked: the current finding is to become two.
        meeting_asked: the findings that are shown are to be walked through in a team meeting.
    """

    finding_chosen = Signal(object)
    new_asked = Signal()
    merge_asked = Signal()
    split_asked = Signal()
    meeting_asked = Signal()

    def __init__(self, edition: Edition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FindingRow, ...] = ()
        areas = [(one.key, one.short) for one in edition.areas_in_body_order()]
        self.area = ChoiceField(options=(("", "Every area"), *areas))
        self.state = ChoiceField(options=_STATES)
        self.model: TableModel[FindingRow] = TableModel(
            (Column("Finding", _text, second=_second, chip=_chip),),
            key=lambda row: row.id,
            parent=self,
        )
        self.list = MasterList("Findings", self.model, several=True)
        self.list.setObjectName("finding_list")
        self._count = Words("", "soft")
        self._add = Button("&New", icon="plus")
        self._meet = Button("Team &meeting", keys="T")
        self._meet.setToolTip("Walk through the findings shown, one by one in the full window (T)")
        self._none = EmptyState("list-checks", "No finding fits", "Nothing fits what is chosen.")
        self._first = EmptyState(
            "list-checks",
            "No findings yet",
            "Choose notes on the Evidence page and press Ctrl+Shift+F, or begin one here.",
            "Begin a finding",
        )
        self._stack = QStackedWidget()
        for one in (self.list, self._none, self._first):
            self._stack.addWidget(one)
        self._lay_out()
        self.list.record_chosen.connect(self.finding_chosen)
        self._add.clicked.connect(self.new_asked)
        self._first.acted.connect(self.new_asked)
        for field in (self.area, self.state):
            field.key_chosen.connect(self._on_narrowed)

    def _lay_out(self) -> None:
        for field, words in ((self.area, "area"), (self.state, "state")):
            name_field(field, f"Show: {words}")
            field.set_key("")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(
            ListPanel(
                "Findings",
                self._stack,
                count=self._count,
                end=self._add,
                fields=(self.area, self.state, self._meet),
            )
        )
        # Letters act only in the list, where nothing is typed.
        for key, asked in (
            ("M", self.merge_asked),
            ("S", self.split_asked),
            ("T", self.meeting_asked),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(asked)
        self._meet.clicked.connect(self.meeting_asked)

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show the findings as they are now."""
        self._rows = tuple(rows)
        self._narrow()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the chosen findings, from the top down."""
        return tuple(str(key) for key in self.list.chosen_keys())

    def shown(self) -> tuple[str, ...]:
        """Return the ids of the findings that are shown, in order."""
        return tuple(row.id for row in self.model.rows)

    def current(self) -> str:
        """Return the id of the current finding; empty where there is none."""
        key = self.list.current_key()
        return str(key) if key is not None else ""

    def choose(self, finding: str) -> bool:
        """Make a finding current, widening the filters where they hide it."""
        if self.list.choose(finding):
            return True
        if all(row.id != finding for row in self._rows):
            return False
        self.area.set_key("")
        self.state.set_key("")
        self._narrow()
        return self.list.choose(finding)

    def step(self, by: int) -> None:
        """Move to the next or the previous finding."""
        key = self.model.key_at(self.model.row_of(self.list.current_key()) + by)
        if key is not None:
            self.list.choose(key)

    def _narrow(self) -> None:
        area, state = self.area.key(), self.state.key()
        shown = [
            row for row in self._rows if area in ("", None, row.area) and _is_in(row, str(state))
        ]
        self.model.set_rows(shown)
        every = str(len(self._rows)) if self._rows else ""
        self._count.setText(every if len(shown) == len(self._rows) else f"{len(shown)} of {every}")
        page = self.list if shown else self._none if self._rows else self._first
        self._stack.setCurrentWidget(page)
        self._meet.setEnabled(bool(shown))

    @Slot()
    def _on_narrowed(self) -> None:
        self._narrow()


def _is_in(row: FindingRow, state: str) -> bool:
    special = {
        "one_source": row.is_one_source,
        "disputed": row.support == "disputed",
        "no_response": row.awaits_response,
    }
    return special.get(state, state in ("", row.state))


def _text(row: FindingRow) -> str:
    return f"{row.sign} {' '.join(row.text.split()) or 'Nothing written yet'}".strip()


def _second(row: FindingRow) -> str:
    return f"{row.state_words} · {figure_words(row.figures)}"


def _chip(row: FindingRow) -> ChipValue | None:
    if row.support == "disputed":
        return ChipValue("concern", "disputed")
    if row.awaits_response:
        return ChipValue("ask")
    if row.state in ("agreed", "in_document"):
        return ChipValue("done")
    return ChipValue("one") if row.is_one_source else None
