"""The note that lies over the window: begun, gone on with, followed by another, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.ui.noting.quick_note import QuickNote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.frame.shell import MainWindow
    from ilacs_desktop.ui.frame.work_area import WorkArea


class NotingController(QObject):
    """Shows one note at a time, and holds back what the pages behind it would show.

    The next note is there at once: the one before is still being saved under it, and comes up
    again only where that failed.

    Signals:
        uncovered: the note has gone; the changes that came meanwhile, in order.
    """

    uncovered = Signal(object)

    def __init__(
        self, window: MainWindow, area: WorkArea, desk: Desk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._area, self._desk = window, area, desk
        self._held: list[Changes] = []
        self._notes: list[QuickNote] = []

    @property
    def notes(self) -> tuple[QuickNote, ...]:
        """Return the notes that are not away yet, the one on the screen last."""
        return tuple(self._notes)

    @Slot()
    def quick_note(self) -> None:
        """Cover everything with a small writing surface."""
        self._begin()

    @Slot()
    def quiet_mode(self) -> None:
        """Cover everything with the words alone."""
        self._begin(quiet=True)

    @Slot()
    def last_note(self) -> None:
        """Go on with the note that this person wrote last; a new one where there is none."""
        self._begin(record=evidence.my_last(self._desk.work))

    def place(self) -> dict[str, Any]:
        """Return which note lies over the window, and where in it the cursor stands."""
        note = self._notes[-1] if self._notes else None
        if note is None or not note.record:
            return {}
        cursor = note.text.textCursor()
        return {
            "record": note.record,
            "quiet": note.is_quiet,
            "at": cursor.position(),
            "end": cursor.atEnd(),
        }

    def go_on(self, place: Mapping[str, Any]) -> None:
        """Put the note that lay over the window there again."""
        record, at = str(place.get("record", "")), place.get("at")
        if self._notes or self._desk.snapshot.get(Evidence, record) is None:
            return
        self._show(record, quiet=bool(place.get("quiet")))
        text = self._notes[-1].text
        if place.get("end"):
            # More may have been typed and saved since the place was kept.
            text.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(at, int) and 0 <= at < text.document().characterCount():
            cursor = text.textCursor()
            cursor.setPosition(at)
            text.setTextCursor(cursor)

    def holds_back(self, changes: Changes) -> bool:
        """Keep changes until the note has gone; say whether they are kept.

        Nobody sees the pages meanwhile, and showing them anew would hold up the keys.
        """
        if self._notes:
            self._held.append(changes)
        return bool(self._notes)

    def end(self) -> None:
        """Take every note away."""
        for note in self.notes:
            self._end(note)

    def _end(self, note: QuickNote) -> None:
        self._notes.remove(note)
        self._window.end_over(note)
        note.deleteLater()
        if not self._notes:
            held, self._held = self._held, []
            focus, page = QApplication.focusWidget(), self._area.page
            was_on_page = focus is None or (page is not None and _holds(page, focus))
            self.uncovered.emit(held)
            if was_on_page:
                self._keep_focus()

    def _keep_focus(self) -> None:
        """Leave the keys on the page where what had them has gone with what the note changed."""
        page, focus = self._area.page, QApplication.focusWidget()
        is_ours = focus is None or focus.window() is self._window
        if page is not None and is_ours and not (focus is not None and _holds(page, focus)):
            self._area.show_page(page.key)

    def _begin(self, *, record: str = "", quiet: bool = False) -> None:
        if self._notes:
            return
        self._show(record, quiet=quiet)

    def _show(self, record: str, *, quiet: bool) -> None:
        page = self._area.page
        case = page.case() if page is not None else ""
        note = QuickNote(self._desk, case, record=record, quiet_mode=quiet)
        note.closed.connect(self._on_closed)
        note.next_asked.connect(self._on_next)
        self._notes.append(note)
        self._window.show_over(note)

    @Slot()
    def _on_closed(self) -> None:
        note = self.sender()
        if isinstance(note, QuickNote) and note in self._notes:
            self._end(note)

    @Slot(str)
    def _on_next(self, which: str) -> None:
        note = self.sender()
        if isinstance(note, QuickNote):
            before = evidence.my_last(self._desk.work, note.record) if which == "last" else ""
            self._show(before, quiet=note.is_quiet)


def _holds(page: QWidget, focus: QWidget) -> bool:
    return page is focus or page.isAncestorOf(focus)
