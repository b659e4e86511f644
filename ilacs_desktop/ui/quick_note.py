"""The quick note: a surface over everything, safe as it is typed, closed with two keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services import editing, evidence
from ilacs_desktop.ui import dress, note_marks
from ilacs_desktop.ui.note_fields import NoteFields
from ilacs_desktop.ui.widgets.buttons import Button, KeyHint
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.note_marks import Mark, Meaning

_WIDTH = 760


class QuickNote(QScrollArea):
    """One note over the whole window; nothing else of the inspection can be read meanwhile.

    The note is made with its first words, so that there is nothing to save. Closing keeps it.

    Signals:
        closed: the person is done; the id of the note, empty where nothing was written.
    """

    closed = Signal(str)

    def __init__(self, desk: Desk, case: str = "", parent: QWidget | None = None) -> None:
        """Make an empty note.

        Args:
            desk: the open inspection in the window.
            case: the child's card on the screen when the note was begun, or empty.
            parent: the owning widget.
        """
        super().__init__(parent)
        self._desk = desk
        self._record = ""
        self._is_made = False
        self._is_closing = False
        self._waiting = 0
        self._marks: tuple[Meaning, ...] = ()
        self._assumed = evidence.assume(desk.work, case)
        self.text = ProseEdit(placeholder="What did you see, hear or read?", lines=8)
        self.fields = NoteFields(desk.work, self._assumed)
        self.banner = Banner()
        self._saved = Words("Nothing written yet", "caption")
        self._offers = FlowRow(gap=1)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setAccessibleName("Quick note")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName("Note")
        self.text.setObjectName("note_text")
        self.text.set_size("quiet")
        head = FlowRow()
        head.add(Words("Quick note", "title"))
        head.add(Words(self._desk.work.now().strftime("%H:%M"), "soft"))
        for keys, words in (("Enter", "new line"), ("Ctrl+Enter", "closes, keeping the note")):
            (head.add_end if keys == "Enter" else head.add)(KeyHint(keys))
            head.add(Words(words, "caption"))
        panel = Panel()
        panel.add(self.text)
        panel.add(self._offers)
        panel.add(self.fields)
        foot = QHBoxLayout()
        dress.set_space(foot, 0, 2)
        self._close = Button("&Close note", "primary", keys="Ctrl+Enter")
        self._close.setObjectName("close_note")
        foot.addWidget(self._saved, 1)
        foot.addWidget(self._close)
        panel.add_layout(foot)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        dress.set_space(column, (0, 6, 0, 6), 3)
        for widget in (head, self.banner, panel):
            column.addWidget(widget)
        column.addStretch(1)
        ground = QWidget()
        ground.setProperty("role", "ground")
        row = QHBoxLayout(ground)
        dress.set_space(row, 0, 0)
        row.addStretch(1)
        row.addWidget(self._middle)
        row.addStretch(1)
        self.setWidget(ground)

    def _connect(self) -> None:
        self.text.text_committed.connect(self._on_text)
        self.text.textChanged.connect(self._on_mark)
        self.text.cursorPositionChanged.connect(self._on_mark)
        self.text.finished.connect(self.close_note)
        self.text.installEventFilter(self)
        self.fields.changed.connect(self._on_changed)
        self.fields.typed.connect(self._on_typed)
        self._close.clicked.connect(self.close_note)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.close_note)

    # ---- what the window asks ------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the note is shown."""
        return self.text

    @property
    def record(self) -> str:
        """The note's id; empty while nothing is written."""
        return self._record

    def flush(self) -> None:
        """Save now what is typed."""
        self.text.flush()
        self.fields.flush()

    @Slot()
    def close_note(self) -> None:
        """Save what is typed and go; a note whose words were all taken back is not kept.

        The surface goes once everything is on the disk: what cannot be saved stays on the screen.
        """
        if self._is_closing:
            return
        self._is_closing = True
        self.flush()
        work, record = self._desk.work, self._record
        if self._is_made and not self.text.text().strip():
            self._do(lambda: evidence.delete(work, record), self._not_saved)
        elif self._is_made and self.fields.said:
            said = self.fields.said
            self._do(lambda: evidence.confirm(work, record, said), self._not_saved)
        self._close_if_safe()

    def _close_if_safe(self) -> None:
        if self._is_closing and not self._waiting:
            self.closed.emit(self._record)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_note()
            return
        super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self._marks
        ):
            self._take(self._marks[0])
            return True
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width() - dress.space(4)
        self._middle.setFixedWidth(max(dress.px(200), min(dress.px(_WIDTH), room)))

    # ---- saving --------------------------------------------------------------------------------

    def _do(self, command: Callable[[], Changes], failed: Callable[[BaseException], None]) -> None:
        def not_done(error: BaseException) -> None:
            if isValid(self):
                self._waiting -= 1
                self._is_closing = False
                failed(error)

        self._waiting += 1
        self._desk.do(command, self._told, failed=not_done)

    def _told(self, _changes: Changes) -> None:
        # Locking takes the surface away at once; what was typed is written all the same.
        if not isValid(self):
            return
        self._waiting -= 1
        self._saved.setText(f"✓ Saved {self._desk.work.now().strftime('%H:%M:%S')}")
        self._close_if_safe()

    @Slot(str)
    def _on_text(self, text: str) -> None:
        work = self._desk.work
        if self._is_made:
            record = self._record
            self._do(lambda: evidence.type_text(work, record, text), self._not_saved)
            return
        if not text.strip():
            return
        # The id is given here, so that what is typed while the note is being made goes into it.
        record = self._record = self._record or editing.new_id()
        self._is_made = True
        values: dict[str, Any] = self.fields.values()
        topics, assumed = self.fields.topics, self._assumed
        self._do(
            lambda: evidence.add(
                work, text, record=record, topics=topics, assumed=assumed, **values
            ),
            self._not_made,
        )

    def _not_made(self, error: BaseException) -> None:
        self._is_made = False
        self._not_saved(error)

    def _not_saved(self, error: BaseException) -> None:
        self.text.commit_failed()
        self._saved.setText("△ Not saved yet")
        self.banner.show_error(error)

    @Slot(object)
    def _on_changed(self, values: dict[str, Any]) -> None:
        work, record = self._desk.work, self._record
        if self._is_made:
            self._do(lambda: evidence.change(work, record, **values), self.banner.show_error)

    @Slot(str, str)
    def _on_typed(self, field: str, text: str) -> None:
        work, record = self._desk.work, self._record
        if self._is_made:
            self._do(
                lambda: editing.type_text(work, Evidence, record, field, text, step="Write note"),
                self.banner.show_error,
            )

    # ---- marks ---------------------------------------------------------------------------------

    def _mark(self) -> Mark | None:
        cursor = self.text.textCursor()
        # Qt counts UTF-16 units; a mark stands in one block, whose text up to here is enough.
        before = cursor.block().text()[: cursor.positionInBlock()]
        return note_marks.mark_before(before, len(before))

    @Slot()
    def _on_mark(self) -> None:
        mark = self._mark()
        work = self._desk.work
        found = note_marks.meanings(work, mark) if mark is not None else ()
        hint = ""
        if mark is not None and mark.sign == "@" and mark.typed and not found:
            count = note_marks.children_fitting(work, mark.typed)
            hint = "Type on: several children fit" if count else "No child's card has this ID"
        if found == self._marks and not hint and not self._offers.property("hint"):
            return
        self._marks = found
        self._offers.clear()
        self._offers.setProperty("hint", hint)
        for at, meaning in enumerate(found):
            words = f"{meaning.label} · {meaning.second}" if meaning.second else meaning.label
            button = Button(words, keys="Tab" if at == 0 else "")
            button.setProperty("meaning", at)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._on_offer)
            self._offers.add(button)
        if hint:
            self._offers.add(Words(hint, "caption"))

    @Slot()
    def _on_offer(self) -> None:
        self._take(self._marks[int(self.sender().property("meaning"))])

    def _take(self, meaning: Meaning) -> None:
        mark = self._mark()
        if mark is None:
            return
        cursor = self.text.textCursor()
        block = cursor.block().text()[: cursor.positionInBlock()]
        kept = note_marks.without(block, mark)
        shared = len(kept)
        cursor.setPosition(cursor.block().position() + shared, cursor.MoveMode.MoveAnchor)
        cursor.setPosition(cursor.block().position() + len(block), cursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.text.setFocus()
        if mark.sign == "@":
            self.fields.take_child(meaning.key)
            return
        self.fields.take_topic(meaning.key, meaning.label)
        work, record, topics = self._desk.work, self._record, self.fields.topics
        if self._is_made:
            self._do(lambda: evidence.set_topics(work, record, topics), self.banner.show_error)
