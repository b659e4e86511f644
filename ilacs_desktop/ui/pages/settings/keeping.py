"""How long the inspection is kept, the legal hold, and what happens at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.keeping import retention
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from ilacs_desktop.ui.desk import Desk

_NO_HOLD = (
    "No legal hold. A hold forbids every disposal of this inspection, here and on each laptop of "
    "the team that it has reached."
)
_END = (
    "At the end of its time an inspection is disposed of: its key is destroyed, then its file, its "
    "attachments and its backups. It needs the lead’s written reason and leaves a certificate that "
    "names nothing that was in it. Other laptops of the team dispose of their own copy."
)


class KeepingView(QWidget):
    """Retention and hold on the left, the end on the right.

    Signals:
        dispose_asked: the inspection is to be disposed of.
        sheet_asked: the lost-laptop sheet is wanted.
        protection_asked: how the data is protected is to be shown.
    """

    dispose_asked = Signal()
    sheet_asked = Signal()
    protection_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keeping = KeepingPanel(desk)
        end = Panel("At the end, and when a laptop is lost")
        end.add(Words(_END, "soft", wrap=True))
        self.dispose = Button("Dispose of this inspection…")
        self.sheet = Button("Lost-laptop sheet…")
        self.protection = Button("How your data is protected", "link")
        row = FlowRow()
        for button in (self.dispose, self.sheet, self.protection):
            row.add(button)
        end.add(row)
        columns = Columns(1, 1)
        columns.add(0, self.keeping)
        columns.end(0)
        columns.add(1, end)
        columns.end(1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(columns, 1)
        self.dispose.clicked.connect(self.dispose_asked)
        self.sheet.clicked.connect(self.sheet_asked)
        self.protection.clicked.connect(self.protection_asked)


class KeepingPanel(Panel):
    """Until when, and the hold; for the lead to change and for everyone to read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Keeping this inspection", parent)
        self._desk = desk
        self._most_days = 0
        spec = settings.spec(retention.KEY)
        self.banner = Banner()
        self.until = LineField(placeholder=spec.default)
        self.words = Words("", wrap=True)
        self.hold = Words("", wrap=True)
        self.why = LineField()
        self._half = HalfWritten(desk, "hold", {"why": self.why})
        self.change = Button("")
        self._who = Words("", "soft", wrap=True)
        self._form, self._hold_form = FormRows(), FormRows()
        self._form.add_row(f"&{spec.label}", self.until, spec.hint)
        self._hold_form.add_row(
            "Rea&son", self.why, "Stays on the record and is shown to the team."
        )
        row = FlowRow()
        row.add(self.change)
        for widget in (
            *(self._who, self.banner, self._form, self.words, Line()),
            *(Words("Legal hold", "heading"), self.hold, self._hold_form, row),
        ):
            self.add(widget)
        self.until.text_committed.connect(self._on_typed)
        self.until.editingFinished.connect(self._on_left)
        self.change.clicked.connect(self._on_change)
        self.why.returnPressed.connect(self._on_change)

    def show_keeping(self, most_days: int) -> None:
        """Show what holds now.

        Args:
            most_days: the longest time that the organisation allows; 0 where the lead decides.
        """
        work = self._desk.work
        self._most_days = most_days
        kept = retention.retention(work.snapshot, most_days)
        self.words.setText(f"△ {kept.words}" if kept.is_default else kept.words)
        if not self.until.hasFocus():
            text = retention.shown(settings.value(work.snapshot, retention.KEY))
            self.until.set_text_if_different(text)
        self.until.setReadOnly(not work.is_lead)
        found = retention.hold_of(work)
        self.hold.setText(_NO_HOLD if found is None else f"△ {found.words}")
        dress.set_role(self.hold, "soft" if found is None else "strong")
        self.change.setText("Set a legal hold" if found is None else "Lift the legal hold")
        self._hold_form.setVisible(work.is_lead)
        self.change.setVisible(work.is_lead)
        self._who.setText("" if work.is_lead else "Changed by the lead inspector.")
        self._who.setVisible(not work.is_lead)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        # A number alone may still become a day: it is taken once the field is left.
        if not text.strip().isdecimal():
            self._take(text, is_left=False)

    @Slot()
    def _on_left(self) -> None:
        self._take(self.until.text(), is_left=True)

    def _take(self, text: str, *, is_left: bool) -> None:
        work = self._desk.work
        try:
            kept = retention.read_typed(text)
        except KnownError as error:
            self._form.show_wrong(self.until, error.what if is_left else "")
            return
        self._form.show_wrong(self.until, "")
        if work.is_lead and kept != settings.value(work.snapshot, retention.KEY):
            self._desk.do(lambda: retention.set_retention(work, kept), failed=self._show_error)

    @Slot()
    def _on_change(self) -> None:
        work, why = self._desk.work, self.why.text()
        self.banner.dismiss()
        lifts = retention.hold_of(work) is not None
        command = retention.lift_hold if lifts else retention.set_hold
        self._half.do(
            lambda: command(work, why), lambda _: self.why.set_text(""), failed=self._show_error
        )

    def _show_error(self, error: BaseException) -> None:
        self.banner.show_error(error)
        self.why.setFocus()
