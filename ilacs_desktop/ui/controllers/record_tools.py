"""What can be done to the record that has the focus, on any page: its history, a strike-out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.record import history, striking
from ilacs_desktop.ui.controllers.word_aid import InspectionAid
from ilacs_desktop.ui.dialogs.history import HistoryDialog
from ilacs_desktop.ui.dialogs.strike_out import StrikeOutDialog
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.dialogs.strike_out import StrikeWish
    from ilacs_desktop.ui.frame.shell import MainWindow


class RecordTools(QObject):
    """History and strike-out for whatever record the person is at.

    Signals:
        done: what was struck out, in words for the status line.
    """

    done = Signal(str)

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._desk = window, desk
        self._strike: StrikeOutDialog | None = None
        self._histories: list[HistoryDialog] = []
        # The fields of the window find it there: pages, the quick note, quiet mode.
        self._aid = InspectionAid(desk, window)
        self._aid.struck.connect(self._close_histories)

    def _record(self) -> Record[Any] | None:
        """Return the record behind the field or row that has the focus."""
        widget = QApplication.focusWidget()
        while widget is not None:
            for named in _named(widget):
                found = self._desk.snapshot.find(named)
                if found is not None:
                    return found
            widget = widget.parentWidget()
        return None

    def show_history(self) -> None:
        """Show the history of the record that has the focus."""
        record = self._record()
        if record is None:
            self._desk.prompts.notice(
                "No record has the focus.", "Go into a field or a row of the record first."
            )
            return
        work, value = self._desk.work, record.value
        title = history.title_of(value) or history.KIND_WORDS.get(value.KIND, value.KIND)

        def show(lines: tuple[history.Line, ...]) -> None:
            dialog = HistoryDialog(title, lines, self._window)
            self._histories = [one for one in self._histories if isValid(one)] + [dialog]
            dialog.show()

        self._desk.runner.read(lambda: history.of_record(work, value.id), show, key="history")

    def ask_strike_out(self) -> None:
        """Ask which words to strike out, beginning with what is selected."""
        dialog = StrikeOutDialog(_selected(QApplication.focusWidget()), self._window)
        dialog.sought.connect(self._on_sought)
        dialog.submitted.connect(self._on_strike)
        dialog.finished.connect(self._on_finished)
        self._strike = dialog
        dialog.open()
        dialog.seek()

    @Slot()
    def _close_histories(self) -> None:
        """Close what still shows the words that were struck out."""
        for dialog in filter(isValid, self._histories):
            dialog.close()

    @Slot()
    def _on_finished(self) -> None:
        self._strike = None

    @Slot(str)
    def _on_sought(self, phrase: str) -> None:
        work = self._desk.work

        def show(places: tuple[striking.Place, ...]) -> None:
            if self._strike is not None:
                self._strike.show_places(phrase, places)

        self._desk.runner.write(
            lambda: striking.places(work, phrase), show, failed=self._desk.trouble.emit
        )

    @Slot(object)
    def _on_strike(self, wish: StrikeWish) -> None:
        work, dialog = self._desk.work, self._strike
        if dialog is None:
            return

        def command() -> Changes:
            changes = Changes()
            for place in wish.places:
                changes |= striking.strike_out(work, place, wish.phrase, wish.replacement, wish.why)
            return changes

        def done(_: Changes) -> None:
            self._close_histories()
            fields = counted(len(wish.places), "field")
            self.done.emit(f"Struck out of {fields} and of the history.")
            if isValid(dialog):
                dialog.accept()

        self._desk.do(command, done, failed=dialog.show_error)


def _named(widget: QWidget) -> tuple[str, ...]:
    """Return the record ids that a widget may stand for."""
    if isinstance(widget, RecordTable):
        key = widget.current_key()
        parts = key if isinstance(key, tuple) else (key,)
        return tuple(str(part) for part in parts)
    about = getattr(widget, "about", None)
    record = getattr(about, "record", about) or widget.property("record")
    return (record,) if isinstance(record, str) and record else ()


def _selected(widget: QWidget | None) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().selectedText().strip()
    return widget.selectedText().strip() if isinstance(widget, QLineEdit) else ""
