"""The last graded inspection: when, how graded, what had to improve, what was seen since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from ilacs_desktop.domain.records import PreviousInspection
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.inspection import last_inspection, setup
from ilacs_desktop.services.record.time_words import read_day
from ilacs_desktop.services.record.work import PREVIOUS
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.list_field import ListField
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.inspection.last_inspection import LastRules
    from ilacs_desktop.ui.desk import Desk

_OVERALL = "overall"


class PreviousPanel(Panel):
    """What was public before this inspection began; its grades hide nothing of ours."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("The last inspection", parent)
        self._desk = desk
        self._grades: dict[str, ChoiceField] = {}
        self._shown: LastRules | None = None
        self.was = ChoiceField()
        self.start = OptionalDateEdit()
        self.end = OptionalDateEdit()
        self.published = OptionalDateEdit()
        self.bullets = ListField(placeholder="The timeliness of …")
        self.visits = ListField(placeholder="Focused visit to the front door, February 2024")
        self._when = FormRows(columns=2)
        self._when.add_row("Kind of inspection", self.was)
        self._when.add_row("Published", self.published)
        self._when.add_row("First day on site", self.start)
        self._when.add_row("Last day on site", self.end)
        self._under = Words("", "caption", wrap=True)
        self._grade_rows = FormRows(columns=2)
        self._lists = FormRows()
        self._lists.add_row(
            "What had to improve",
            self.bullets,
            "Each point becomes a line of enquiry, and a question at the first KIT meeting.",
        )
        self._lists.add_row("Visits and meetings since", self.visits)
        for widget in (self._when, self._under, self._grade_rows, self._lists):
            self.add(widget)
        self._connect()

    def _connect(self) -> None:
        self.was.key_chosen.connect(self._on_event)
        self.start.date_committed.connect(self._on_start)
        self.end.date_committed.connect(self._on_end)
        self.published.date_committed.connect(self._on_published)
        self.bullets.items_changed.connect(self._on_bullets)
        self.visits.items_changed.connect(self._on_visits)

        for name, listed in (("bullets", self.bullets), ("visits", self.visits)):
            half = HalfWritten(self._desk, f"previous-{name}", {"line": listed.line})
            listed.items_changed.connect(half.forget)

    def show_previous(self) -> None:
        """Show what is known of the last inspection."""
        work = self._desk.work
        held = work.snapshot.one(PreviousInspection, PREVIOUS)
        events = tuple((one.key, one.title) for one in work.edition.events)
        if held.event and held.event not in dict(events):
            events = (*events, (held.event, held.event))
        self.was.set_options((("", "Not said"), *events))
        self.was.set_key(held.event)
        self.start.set_date(read_day(held.start))
        self.end.set_date(read_day(held.end))
        self.published.set_date(read_day(held.published))
        self.bullets.set_items(held.bullets)
        self.visits.set_items(held.visits_since)
        # The editions are files: read beside the GUI.
        self._desk.runner.read(
            lambda: last_inspection.rules(work, load_editions(edition_folders(work.data_dir))),
            self._show_rules,
            key="last-inspection",
        )

    def _show_rules(self, rules: LastRules) -> None:
        held = self._desk.snapshot.one(PreviousInspection, PREVIOUS)
        wanted = [(one.area, one.label) for one in rules.areas]
        if rules.has_overall:
            wanted.insert(0, (_OVERALL, "Overall effectiveness"))
        if self._shown is None or [key for key, _ in wanted] != list(self._grades):
            self._lay_grades(wanted)
        self._shown = rules
        grades = {one.area: one.grade for one in rules.areas} | {_OVERALL: held.overall}
        for area, field in self._grades.items():
            scale = rules.scale
            grade = grades.get(area, "")
            if grade and grade not in dict(scale):
                scale = (*scale, (grade, grade))
            field.set_options((("", "Not said"), *scale))
            field.set_key(grade)
        self._under.setText(f"Graded under {rules.edition}.")

    def _lay_grades(self, wanted: list[tuple[str, str]]) -> None:
        rows = FormRows(columns=2)
        self._grades = {}
        for area, label in wanted:
            field = ChoiceField()
            field.setObjectName(f"last_{area}")
            rows.add_row(label, field)
            field.key_chosen.connect(self._on_grade)
            self._grades[area] = field
        self.body.replaceWidget(self._grade_rows, rows)
        self._grade_rows.hide()
        self._grade_rows.deleteLater()
        self._grade_rows = rows

    def _change(self, **values: Any) -> None:
        work = self._desk.work
        self._desk.do(lambda: setup.change_previous(work, **values))

    @Slot(object)
    def _on_event(self, key: str) -> None:
        self._change(event=key)

    @Slot(object)
    def _on_start(self, day: date | None) -> None:
        self._change(start=day.isoformat() if day is not None else "")

    @Slot(object)
    def _on_end(self, day: date | None) -> None:
        self._change(end=day.isoformat() if day is not None else "")

    @Slot(object)
    def _on_published(self, day: date | None) -> None:
        self._change(published=day.isoformat() if day is not None else "")

    @Slot(object)
    def _on_bullets(self, items: tuple[str, ...]) -> None:
        self._change(bullets=list(items))

    @Slot(object)
    def _on_visits(self, items: tuple[str, ...]) -> None:
        self._change(visits_since=list(items))

    @Slot(object)
    def _on_grade(self, grade: str) -> None:
        work, area = self._desk.work, self.sender().objectName().removeprefix("last_")
        if area == _OVERALL:
            self._change(overall=grade)
        else:
            self._desk.do(lambda: last_inspection.set_grade(work, area, grade))
