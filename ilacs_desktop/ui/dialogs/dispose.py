"""Asks before an inspection goes for good: what goes, why, and its name typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.keeping import disposal
from ilacs_desktop.ui.frame import reading_order
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.scrolled import scrolling

if TYPE_CHECKING:
    from ilacs_desktop.services.keeping.disposal import Standing

_FRAME = 40
"""Pixels that a window's own frame and a desktop's bar may take."""
_LINES = 3
_ON_HOLD = (
    "While the hold stands, nothing of this inspection is disposed of, on any laptop that the hold "
    "has reached. The lead can lift it, with a reason, on the Settings page of the inspection."
)
_FOR_GOOD = (
    "Its key is destroyed, here and in every backup in reach, then the file, its attachments and "
    "its backups. Nobody can read them again, nor can we."
)
_CONNECT = (
    "Connect what you can first: what is not reached can still be opened with the passphrase of "
    "its day."
)


class DisposeWish(NamedTuple):
    """An inspection that is to be disposed of."""

    file: str
    reason: str
    by_leads_word: bool


class DisposeDialog(QDialog):
    """Shows what goes for good and asks for the reason; open it with ``open()``.

    Signals:
        submitted: a ``DisposeWish``; close the dialog when it has been done.
    """

    submitted = Signal(object)

    def __init__(self, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Dispose of an inspection")
        self._standing = standing
        self.banner = Banner()
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(dress.row_height() * _LINES)
        self.leads = TickBox(f"This is the written reason of {standing.lead or 'the lead'}")
        self.name = QLineEdit()
        self.dispose = Button("Destroy it for good")
        self.leave = Button("Keep it", "primary", keys="Esc")
        body = QWidget()
        column = QVBoxLayout(body)
        dress.set_space(column, 0, 3)
        for words, role in _told(standing):
            column.addWidget(Words(words, role, wrap=True))
        if standing.hold is None:
            column.addWidget(self._form())
        column.addStretch(1)
        buttons = FlowRow()
        buttons.add_end(self.leave)
        if standing.hold is None:
            buttons.add(self.dispose)
        outer = QVBoxLayout(self)
        dress.set_space(outer, 5, 3)
        outer.addWidget(self.banner)
        outer.addWidget(scrolling(body), 1)
        outer.addWidget(buttons)
        self.dispose.clicked.connect(self._on_dispose)
        self.leave.clicked.connect(self.reject)
        room = self.screen().availableSize()
        wanted = dress.px(560 if standing.hold is None else 280)
        height = min(wanted, room.height() - dress.px(_FRAME))
        self.resize(min(dress.px(600), room.width() - dress.space(4)), height)
        self.setMaximumHeight(room.height() - dress.px(_FRAME))
        first = self.reason if standing.hold is None else self.leave
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form(self) -> FormRows:
        standing = self._standing
        form = FormRows()
        lead = standing.is_lead
        form.add_row(
            "Rea&son" if lead else "Rea&son of the lead inspector",
            self.reason,
            "Kept encrypted on this laptop; the certificate says only that there is one.",
        )
        if not lead:
            form.add_wide(self.leads)
        form.add_row(
            "&Name of the local authority",
            self.name,
            f"Type {standing.la} or the number {standing.inspection} to say that you mean it.",
        )
        return form

    def show_error(self, error: BaseException) -> None:
        """Say why it was not done."""
        self.set_busy(busy=False)
        self.banner.show_error(error)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second wish while the first is being done."""
        for each in (self.dispose, self.leave, self.reason, self.name, self.leads):
            each.setEnabled(not busy)

    @override
    def focusNextPrevChild(self, onward: bool) -> bool:
        return reading_order.move_focus(self, onward=onward)

    @Slot()
    def _on_dispose(self) -> None:
        standing, reason = self._standing, self.reason.toPlainText()
        if not reason.strip():
            self.banner.show_message("The reason is missing.", todo="Write it down first.")
            self.reason.setFocus()
        elif not standing.is_lead and not self.leads.isChecked():
            self.banner.show_message(
                "Disposal needs the written reason of the lead inspector.",
                todo="Enter that reason, and tick that it is the lead’s.",
            )
            self.leads.setFocus()
        elif not disposal.is_named(standing, self.name.text()):
            self.banner.show_message(
                "The name typed is not the inspection’s.", todo=f"Type {standing.la}."
            )
            self.name.setFocus()
        else:
            self.banner.dismiss()
            self.set_busy(busy=True)
            self.submitted.emit(DisposeWish(standing.file, reason, not standing.is_lead))


def _told(standing: Standing) -> tuple[tuple[str, str], ...]:
    """Return what is said before anything is asked, with the voice of each sentence."""
    what = ", ".join(part for part in (standing.la, standing.event, standing.fieldwork) if part)
    if standing.hold is not None:
        return ((what, "heading"), (f"△ {standing.hold.words}", "strong"), (_ON_HOLD, ""))
    held = ", ".join(f"{words} {number:,}" for words, number in standing.counts)
    away = "; ".join(words for words, is_there in standing.outside if not is_there)
    found = [(what, "heading"), (_FOR_GOOD, ""), (f"It holds: {held}.", "soft")]
    if standing.caution:
        found.append((f"△ {standing.caution}", "caution"))
    if away:
        found.append((f"△ Not in reach now: {away}. {_CONNECT}", "caution"))
    if standing.others:
        found.append(("△ Another file of this inspection stands here too, and stays.", "caution"))
    return tuple(found)
