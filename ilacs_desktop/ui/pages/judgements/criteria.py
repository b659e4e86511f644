"""The inspectorate's criteria beside a judgement, once somebody has loaded them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.services.judgements import criteria
from ilacs_desktop.ui.prompts import FileWish
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.ui.desk import Desk

_NONE = (
    "None loaded. This app writes no criteria: load the inspectorate’s own text, plain or "
    "Markdown, with the names of areas and grades as headings."
)


class CriteriaPanel(Panel):
    """What the criteria say of an area, and of each grade."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Criteria")
        self._desk = desk
        self._area = ""
        scale = [(one.key, one.label) for one in desk.edition.scale]
        self.grade = ChoiceField(options=(("", "The whole area"), *scale))
        self.grade.set_key("")
        name_field(self.grade, "Criteria of")
        self.text = Words("", wrap=True)
        self._from = Words("", "caption", wrap=True)
        self.load = Button("&Load…")
        self.clear = Button("Take away", "link")
        row = FlowRow()
        row.add(self.load)
        row.add(self.clear)
        for widget in (self.grade, self.text, self._from, row):
            self.add(widget)
        self.grade.key_chosen.connect(self._on_grade)
        self.load.clicked.connect(self._on_load)
        self.clear.clicked.connect(self._on_clear)

    def show_area(self, area: str) -> None:
        """Show the criteria of an area."""
        self._area = area
        snapshot = self._desk.snapshot
        source = criteria.loaded_from(snapshot)
        words = criteria.text(snapshot, area, str(self.grade.key() or ""))
        self.grade.setVisible(bool(source))
        self.text.setText(words or ("Nothing was loaded for this." if source else _NONE))
        self._from.setText(f"From {source}" if source else "")
        self._from.setVisible(bool(source))
        lead = self._desk.work.is_lead
        self.load.setVisible(lead)
        self.clear.setVisible(lead and bool(source))

    @Slot(object)
    def _on_grade(self, _key: object) -> None:
        self.show_area(self._area)

    @Slot()
    def _on_load(self) -> None:
        wish = FileWish("Load the criteria", criteria.KINDS)
        self._desk.prompts.choose_open(wish, self._on_files)

    def _on_files(self, files: tuple[Path, ...]) -> None:
        work, area = self._desk.work, self._area
        if files:
            self._desk.do(lambda: criteria.load(work, files, area))

    @Slot()
    def _on_clear(self) -> None:
        work = self._desk.work
        self._desk.do(lambda: criteria.clear(work))
