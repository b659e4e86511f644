"""Find and replace over the whole document: a bar above the paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from ilacs_desktop.services.report import outline, replacing
from ilacs_desktop.services.report.replacing import Wanted
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.choices import TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.report.replacing import Hit
    from ilacs_desktop.ui.desk import Desk


class FindBar(Panel):
    """What to find, what to put in its place, and where one is among the places.

    Signals:
        hit_asked: a ``Hit`` to show, selected in its paragraph.
        ended: the bar is left; the paragraph gets the keys back.
        flush_asked: what is typed has to be saved before it is looked through.
    """

    hit_asked = Signal(object)
    ended = Signal()
    flush_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, pad=2)
        self.setAccessibleName("Find and replace")
        self._desk = desk
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self.words = LineField(placeholder="Find")
        name_field(self.words, "Find in the document")
        self.put = LineField(placeholder="Put in its place")
        name_field(self.put, "Put in its place")
        self.whole = TickBox("&Whole words")
        self.case = TickBox("Ca&pitals as typed")
        self.next = Button("Ne&xt")
        self.before = IconButton("arrow-up", "Place before", keys="Shift+Enter")
        self.one = Button("Replace i&t")
        self.all = Button("Replace a&ll")
        self.leave = IconButton("x", "Close", keys="Esc")
        self._count = Words("", "soft", wrap=True)
        self._lay_out()
        self._connect()
        # Kept by being tied: a long replacement is there again after a lock.
        HalfWritten(desk, "replace", {"put": self.put})
        self.hide()

    def _lay_out(self) -> None:
        for field in (self.words, self.put):
            field.setMinimumWidth(dress.px(150))
        first, second = FlowRow(gap=1), FlowRow(gap=1)
        for widget in (self.words, self.next, self.before, self.whole, self.case):
            first.add(widget)
        first.add_end(self.leave)
        for part in (self.put, self.one, self.all, self._count):
            second.add(part)
        rows = QVBoxLayout()
        dress.set_space(rows, 0, 1)
        rows.addWidget(first)
        rows.addWidget(second)
        self.add_layout(rows)

    def _connect(self) -> None:
        self.words.textEdited.connect(self._look)
        self.words.returnPressed.connect(self.go_next)
        self.put.returnPressed.connect(self._on_one)
        self.whole.ticked.connect(self._look)
        self.case.ticked.connect(self._look)
        self.next.clicked.connect(self.go_next)
        self.before.clicked.connect(self.go_back)
        self.one.clicked.connect(self._on_one)
        self.all.clicked.connect(self._on_all)
        self.leave.clicked.connect(self._on_leave)

    def begin(self, selected: str) -> None:
        """Show the bar, with the words that are selected in the text."""
        self.show()
        if selected.strip() and "\u2029" not in selected:
            self.words.set_text(selected)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.go_back()
            return
        super().keyPressEvent(event)

    def look_again(self) -> None:
        """Look again after the document changed, staying where one is."""
        if self.isVisible():
            self._find()
            self._at = min(self._at, len(self._hits) - 1)
            self._tell()

    @Slot()
    def _look(self) -> None:
        self._find()
        self._at = -1
        self._tell()

    def _wanted(self) -> Wanted:
        return Wanted(self.words.text(), self.whole.isChecked(), self.case.isChecked())

    def _find(self) -> None:
        work = self._desk.work
        document = outline.outline(work.snapshot, work.edition, work.now().date())
        self._hits = replacing.hits(document, self._wanted())

    def _tell(self) -> None:
        fixed = sum(not hit.can_change for hit in self._hits)
        places = "1 place" if len(self._hits) == 1 else f"{len(self._hits)} places"
        said = f"{self._at + 1} of {places}" if self._at >= 0 else places
        if fixed:
            said += f", {fixed} in default words, which stay"
        self._count.setText(said if self.words.text().strip() else "")
        can = any(hit.can_change for hit in self._hits)
        self.all.setEnabled(can)
        self.one.setEnabled(can)

    @Slot()
    def go_next(self) -> None:
        """Go to the next place, round from the last to the first."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """Go to the place before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        self.flush_asked.emit()
        if not self._hits:
            announce(self, "Nowhere in the document")
            return
        self._at = (self._at + by) % len(self._hits) if self._at >= 0 or by > 0 else -1
        self._tell()
        self.hit_asked.emit(self._hits[self._at])
        announce(self, self._count.text())

    @Slot()
    def _on_one(self) -> None:
        hit = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        if hit is None or not hit.can_change:
            self.go_next()
            return
        work, put = self._desk.work, self.put.text()
        self._do(lambda: replacing.replace_one(work, hit, put), stay=put)

    @Slot()
    def _on_all(self) -> None:
        work, wanted, put = self._desk.work, self._wanted(), self.put.text()
        count = sum(hit.can_change for hit in self._hits)

        def done(_: Changes) -> None:
            said = "1 place" if count == 1 else f"{count} places"
            self._count.setText(f"Replaced in {said}; Ctrl+Z takes it back")
            announce(self, self._count.text())

        self.flush_asked.emit()
        self._desk.do(lambda: replacing.replace_all(work, wanted, put), done)

    def _do(self, command: Callable[[], Changes], *, stay: str) -> None:
        def done(_: Changes) -> None:
            # What was put in may hold the words again: go on behind it.
            self._find()
            self._at -= 0 if self.words.text().casefold() in stay.casefold() else 1
            self._go(1)

        self.flush_asked.emit()
        self._desk.do(command, done)

    @Slot()
    def _on_leave(self) -> None:
        # First, or hiding the field with the keys would hand them to the first paragraph.
        self.ended.emit()
        self.hide()
