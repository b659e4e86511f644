"""The local authority as it names itself, the visit's own facts, and the last inspection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import LaProfile
from ilacs_desktop.services.inspection import setup
from ilacs_desktop.services.record.time_words import read_day
from ilacs_desktop.services.record.work import LA_PROFILE
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.plan.previous import PreviousPanel
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from datetime import date

    from ilacs_desktop.ui.desk import Desk

_FIELDS: tuple[tuple[str, str, str, int], ...] = (
    ("dcs_name", "&Director of children’s services (DCS)", "", 1),
    ("dcs_title", "Their title", "", 1),
    ("chief_executive_name", "Chief executive", "", 1),
    ("chief_executive_title", "Their title", "", 1),
    ("address", "Address", "A line each, as it stands on a letter.", 3),
    (
        "delivered_by",
        "Services delivered by",
        "A trust or another body, where there is one; the report says so.",
        1,
    ),
    ("front_door_name", "What the LA calls its front door", "", 1),
    ("service_names", "What it calls its services", "", 2),
    ("term_care_leavers", "Its term for care leavers", "Used in the report in its place.", 1),
    ("term_unaccompanied", "Its term for unaccompanied children", "", 1),
)


class LaView(QWidget):
    """What must be right before anything is printed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.visit = VisitPanel(desk)
        self.profile = ProfilePanel(desk)
        self.previous = PreviousPanel(desk)
        columns = Columns(1, 1)
        columns.add(0, self.visit)
        columns.add(0, self.profile)
        columns.end(0)
        columns.add(1, self.previous)
        columns.end(1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(columns, 1)

    def show_work(self) -> None:
        """Show what is known now."""
        self.visit.show_visit()
        self.profile.show_profile()
        self.previous.show_previous()


class VisitPanel(Panel):
    """The LA's name and the days on site; for the lead."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("This inspection", parent)
        self._desk = desk
        self._event = Words("", "soft", wrap=True)
        self.la_name = LineField()
        self.start = OptionalDateEdit()
        self.end = OptionalDateEdit()
        self.scope = ProseEdit(lines=1, placeholder="As the letter states it")
        self._form = FormRows(columns=2)
        self._form.add_row("Local authorit&y", self.la_name, "As it is to be printed.", wide=True)
        self._form.add_row("First day on site", self.start)
        self._form.add_row("Last day on site", self.end)
        self._form.add_row("Scope", self.scope, wide=True)
        self.add(self._event)
        self.add(self._form)
        self.la_name.text_committed.connect(self._on_name)
        self.scope.text_committed.connect(self._on_scope)
        self.start.date_committed.connect(self._on_start)
        self.end.date_committed.connect(self._on_end)

    def show_visit(self) -> None:
        """Show the inspection's own facts."""
        work = self._desk.work
        inspection = work.inspection
        self._event.setText(f"{work.event.title}, {work.edition.title}. {work.event.purpose}")
        self.la_name.set_text_if_different(inspection.la_name)
        self.scope.set_text_if_different(inspection.scope_text)
        self.start.set_date(read_day(inspection.fieldwork_start))
        self.end.set_date(read_day(inspection.fieldwork_end))
        self._form.set_row_shown(self.scope, bool(work.event.scope_topics or inspection.scope_text))
        self._form.setEnabled(work.is_lead)

    def _change(self, **values: str) -> None:
        work = self._desk.work
        self._desk.do(lambda: setup.change_inspection(work, **values), failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._desk.trouble.emit(error)
        self.show_visit()

    @Slot(str)
    def _on_name(self, text: str) -> None:
        if text.strip():
            self._change(la_name=text.strip())

    @Slot(str)
    def _on_scope(self, text: str) -> None:
        self._change(scope_text=text)

    @Slot(object)
    def _on_start(self, day: date | None) -> None:
        if day is not None:
            self._change(fieldwork_start=day.isoformat())

    @Slot(object)
    def _on_end(self, day: date | None) -> None:
        if day is not None:
            self._change(fieldwork_end=day.isoformat())


class ProfilePanel(Panel):
    """People in public office, the address, and the LA's own words."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("The local authority", parent)
        self._desk = desk
        self._bindings = Bindings(desk, LaProfile)
        form = FormRows(columns=2)
        for name, label, hint, lines in _FIELDS:
            field = LineField() if lines == 1 else ProseEdit(lines=lines)
            field.setObjectName(name)
            wide = lines > 1 or bool(hint)
            form.add_row(label, field, hint, wide=wide)
            self._bindings.tie(field, name, "Change the LA's profile")
        self.add(form)

    def show_profile(self) -> None:
        """Show what is known of the LA."""
        work = self._desk.work
        record = work.snapshot.record(LaProfile, LA_PROFILE)
        if record is None or record.meta.deleted:
            # Only an inspection loaded without a profile comes here.
            self._desk.do(lambda: setup.change_profile(work), self._shown_later)
            return
        self._bindings.show(record)

    def _shown_later(self, _changes: object) -> None:
        self._bindings.show(self._desk.snapshot.record(LaProfile, LA_PROFILE))
