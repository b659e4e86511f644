"""What an inspection begins with: LA, first day, event type, and what is known already."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.entrance.full_view import FullView
from ilacs_desktop.ui.fields.form import fill
from ilacs_desktop.ui.fields.values import (
    DayRules,
    EventChoice,
    GradeRows,
    InspectionWish,
    PreviousWords,
    ProfileWords,
)
from ilacs_desktop.ui.generated.new_inspection_ui import Ui_NewInspection
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import FormRows

_PROFILE = (
    "dcs_name",
    "dcs_title",
    "chief_executive_name",
    "chief_executive_title",
    "front_door_name",
    "delivered_by",
    "term_care_leavers",
    "term_unaccompanied",
)
_NO_DAY = "Give the first day of fieldwork: the framework in force on that day follows from it."


class NewInspectionView(FullView):
    """Asks what is known at the call; only LA, first day and event type are needed.

    Signals:
        day_given: the first day of fieldwork, or None; answer with ``show_rules``.
        previous_given: the ``PreviousWords`` as they stand; answer with ``show_grades`` where the
            day changed, and with ``show_rules`` where another event type is suggested.
        submitted: an ``InspectionWish``.
        left: the person does not want one after all.
    """

    day_given = Signal(object)
    previous_given = Signal(object)
    submitted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("New inspection", parent, width=760, on_panel=False)
        self._ui = Ui_NewInspection()
        fill(self._ui, self.content)
        ui = self._ui
        for rows in (ui.what_rows, ui.la_rows, ui.previous_rows):
            dress.set_space(rows, 4, 2)
        for field in (ui.scope_text, ui.address, ui.bullets):
            field.setFixedHeight(dress.row_height() * 2 + dress.space(2))
        self._events: dict[str, EventChoice] = {}
        self._suggested = ""
        self._grades: dict[str, ChoiceField] = {}
        self._grade_rows = FormRows(columns=2)
        self._grade_place = QVBoxLayout(ui.grades)
        dress.set_space(self._grade_place, 0, 0)
        self._grade_place.addWidget(self._grade_rows)
        ui.fieldwork_start.date_committed.connect(self.day_given)
        ui.event.key_chosen.connect(self._on_event_chosen)
        ui.previous_start.date_committed.connect(self._on_previous_changed)
        ui.overall.key_chosen.connect(self._on_previous_changed)
        ui.begin.clicked.connect(self._on_begin)
        ui.leave.clicked.connect(self._on_leave)
        ui.begin.setToolTip("Begin the inspection (Ctrl+Enter)")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(ui.begin.click)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_moved)
        self.show_rules(DayRules(""))

    @override
    def first_focus(self) -> QWidget:
        field: QWidget = self._ui.la_name
        return field

    @override
    def show_error(self, error: BaseException) -> None:
        """Say what is missing or wrong; nothing typed is lost."""
        self.show_busy("")
        super().show_error(error)

    def show_busy(self, words: str) -> None:
        """Say that the inspection is being made; empty words end it."""
        self._ui.begin.setEnabled(not words)
        self._ui.begin.setText(words or "Begin the inspection")

    def show_rules(self, rules: DayRules) -> None:
        """Offer the event types of the edition that holds on the day."""
        ui = self._ui
        self._events = {event.key: event for event in rules.events}
        chosen = ui.event.key()
        was_suggestion = chosen is None or chosen == self._suggested
        ui.event.set_options([(event.key, event.label) for event in rules.events])
        ui.event.setEnabled(bool(rules.events))
        if rules.suggested in self._events and was_suggestion:
            ui.event.set_key(rules.suggested)
        self._suggested = rules.suggested
        self._rules = rules
        self._show_event()

    def show_grades(self, rows: GradeRows) -> None:
        """Offer the areas and grades that the last inspection could have given."""
        ui = self._ui
        ui.overall.set_options([("", "Not known"), *rows.grades])
        for part in (ui.overall, ui.overall_label):
            part.setVisible(rows.has_overall)
        kept = {area: field.key() for area, field in self._grades.items()}
        fresh = FormRows(columns=2)
        self._grades = {}
        for area, label in rows.areas:
            field = ChoiceField(None, [("", "Not known"), *rows.grades])
            field.set_key(kept.get(area) or "")
            field.key_chosen.connect(self._on_previous_changed)
            fresh.add_row(label, field)
            self._grades[area] = field
        self._grade_place.replaceWidget(self._grade_rows, fresh)
        self._grade_rows.hide()
        self._grade_rows.deleteLater()
        self._grade_rows = fresh

    def previous(self) -> PreviousWords:
        """Return what is given of the last graded inspection."""
        ui = self._ui
        lines = ui.bullets.toPlainText().splitlines()
        return PreviousWords(
            event=ui.previous_event.text().strip(),
            start=ui.previous_start.value(),
            published=ui.previous_published.value(),
            overall=str(ui.overall.key() or ""),
            grades=tuple(
                (area, str(field.key())) for area, field in self._grades.items() if field.key()
            ),
            bullets=tuple(line.strip(" •-\t") for line in lines if line.strip(" •-\t")),
        )

    def _profile(self) -> ProfileWords:
        words = {name: getattr(self._ui, name).text().strip() for name in _PROFILE}
        return ProfileWords(address=self._ui.address.toPlainText().strip(), **words)

    def _show_event(self) -> None:
        ui, rules = self._ui, self._rules
        event = self._events.get(str(ui.event.key() or ""))
        given = ui.fieldwork_start.value() is not None
        said = [rules.edition] if rules.edition else []
        if event is not None:
            said.append(event.note)
            if event.key == rules.suggested:
                said.append(rules.why)
        elif rules.why:
            said.append(rules.why)
        ui.edition.setText(" · ".join(part for part in said if part) or ("" if given else _NO_DAY))
        asks_scope = event is not None and event.asks_scope
        ui.scope_part.setVisible(asks_scope)
        ui.number_part.setVisible(event is not None and event.asks_number)
        if asks_scope and event is not None:
            ui.topics.set_options(event.topics)

    def _missing(self) -> str:
        ui = self._ui
        if not ui.la_name.text().strip():
            return "Type the local authority's name as it is to be printed."
        for field in (ui.fieldwork_start, ui.previous_start, ui.previous_published):
            if field.is_wrong:
                return f"{field.line.text()} is no date. Type one such as 8/7/2026 or 8 Jul."
        if ui.fieldwork_start.value() is None:
            return "Give the first day of fieldwork."
        if not ui.event.key():
            return "Choose the event type."
        return ""

    @Slot()
    def _on_event_chosen(self) -> None:
        self._show_event()

    @Slot()
    def _on_previous_changed(self) -> None:
        self.previous_given.emit(self.previous())

    @Slot()
    def _on_begin(self) -> None:
        missing, start = self._missing(), self._ui.fieldwork_start.value()
        if missing or start is None:
            self.banner.show_message(missing)
            self.ensureWidgetVisible(self.banner)
            return
        ui = self._ui
        event = self._events[str(ui.event.key())]
        self.banner.dismiss()
        self.submitted.emit(
            InspectionWish(
                la_name=ui.la_name.text().strip(),
                event_key=event.key,
                fieldwork_start=start,
                scope=tuple(map(str, ui.topics.ticked())) if event.asks_scope else (),
                scope_text=ui.scope_text.toPlainText().strip() if event.asks_scope else "",
                visit_number=ui.visit_number.value() if event.asks_number else 0,
                profile=self._profile(),
                previous=self.previous(),
            )
        )

    @Slot(QWidget, QWidget)
    def _on_focus_moved(self, _left: QWidget | None, now: QWidget | None) -> None:
        # Qt scrolls for Tab alone; Alt+letter may lead to a field that is out of sight.
        if now is not None and self.content.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    @Slot()
    def _on_leave(self) -> None:
        self.left.emit()
