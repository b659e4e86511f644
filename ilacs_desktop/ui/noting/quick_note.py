"""The quick note: a surface over everything, safe as it is typed, closed with two keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor
from typing_extensions import override

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.evidence import assuming, evidence, loose_times
from ilacs_desktop.services.record.time_words import read_moment
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.noting import note_marks, note_risk, quiet, voice_lines
from ilacs_desktop.ui.noting.mark_typing import MarkTyping
from ilacs_desktop.ui.noting.note_saving import NoteSaver
from ilacs_desktop.ui.noting.note_sheet import NoteSheet

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk

_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+Return", "close"),
    ("Ctrl+Enter", "close"),
    ("Ctrl+N", "another"),
    ("Ctrl+J", "last"),
    ("Ctrl+R", "refer"),
    ("Ctrl+T", "seen"),
    ("F2", "quote"),
    ("F3", "paraphrase"),
    ("F4", "observation"),
    ("F7", "confirm"),
    ("F8", "risk-yes"),
    ("F11", "quiet"),
    ("Alt+W", "to_write_up"),
    ("Alt+A", "ask_at_kit"),
    ("Alt+I", "immediate"),
    ("Alt+M", "menu"),
)


class QuickNote(NoteSheet):
    """One note over the whole window; nothing else of the inspection can be read meanwhile.

    The note is made with its first words, so that there is nothing to save. Closing keeps it.

    Signals:
        closed: the person is done; the id of the note, empty where nothing was written.
        next_asked: the note closes, and ``another`` is wanted or the ``last`` one before it.
    """

    closed = Signal(str)
    next_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        case: str = "",
        parent: QWidget | None = None,
        *,
        record: str = "",
        quiet_mode: bool = False,
    ) -> None:
        """Make an empty note, or go on with one.

        Args:
            desk: the open inspection in the window.
            case: the child's card on the screen when the note was begun, or empty.
            parent: the owning widget.
            record: the note to go on with; empty for a new one.
            quiet_mode: whether to begin in quiet mode.
        """
        self._assumed = assuming.assume(desk.work, case)
        super().__init__(desk.work, self._assumed, parent)
        self._desk, self._case = desk, case
        self._saver = NoteSaver(desk, record, self)
        self._began_quiet = quiet_mode
        self._is_closing = False
        self._voice = ""
        if record:
            self._show_note(record)
        self._signs = note_risk.NoteSigns(desk.work, self, self._saver)
        self._mark_typing = MarkTyping(desk.work, self)
        self._connect()
        if quiet_mode:
            self._set_quiet(quiet_mode=True)

    def _show_note(self, record: str) -> None:
        work = self._desk.work
        note = work.snapshot.get(Evidence, record)
        if note is None:
            return
        labels = {topic.key: topic.label for area in work.edition.areas for topic in area.topics}
        keys = [link.detail for link in work.snapshot.links_from(evidence.TOPIC, record)]
        self.fields.show_note(note, {key: labels.get(key, key) for key in keys})
        self.text.set_text(note.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._voice = note.voice
        written = read_moment(note.written_at)
        told = loose_times.seen_words(read_moment(note.seen_at), written)
        self.show_times(told or (f"Written {written:%H:%M}" if written is not None else ""))
        self.show_saved("✓ Saved")

    def _connect(self) -> None:
        self.text.text_committed.connect(self._on_text)
        self.text.textChanged.connect(self._on_typed)
        self.text.finished.connect(self.close_note)
        self.new_child.wanted.connect(self._on_child_wanted)
        self.new_child.left.connect(self._on_row_left)
        self.seen.said.connect(self._on_seen)
        self.seen.left.connect(self._on_row_left)
        self.fields.changed.connect(self._saver.change)
        self.fields.typed.connect(self._saver.type_field)
        self.fields.confirmed.connect(self._saver.confirm)
        self.fields.topics_changed.connect(self._on_topics)
        self.quiet_head.role_typed.connect(self._on_quiet_role)
        self.mark_button.chosen.connect(self.run)
        self.close_button.clicked.connect(self.close_note)
        child, seen = self.new_child, self.seen
        self._half_child = HalfWritten(
            self._desk, "note-child", {"reason": child.reason}, lambda: child.child
        )
        self._half_seen = HalfWritten(
            self._desk, "note-seen", {"when": seen.when, "paper": seen.paper}, lambda: self.record
        )
        self._saver.saved.connect(self._on_saved)
        self._saver.refused.connect(self._on_refused)
        for keys, name in _KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(name)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_key)

    # ---- what the window asks ------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the note is shown."""
        return self.text

    @property
    def record(self) -> str:
        """The note's id; empty while nothing is written."""
        return self._saver.record

    def flush(self) -> None:
        """Save now what is typed."""
        self.text.flush()
        self.fields.flush()
        self.quiet_head.role.flush()

    @Slot()
    def close_note(self) -> None:
        """Save what is typed and go; a note whose words were all taken back is not kept.

        The surface goes once everything is on the disk: what cannot be saved stays on the screen.
        A question of immediate risk is answered first.
        """
        if not self._may_close():
            return
        self._is_closing = True
        self.flush()
        if self._saver.is_made and not self.text.text().strip():
            self._saver.delete()
        elif self._saver.is_made and self.fields.said:
            self._saver.confirm(self.fields.said)
        self._signs.finish()
        self._close_if_safe()

    def _go_on(self, which: str) -> None:
        """Close, with the next note over this one at once: the words typed now are the next's."""
        if self._is_closing and which == "last":
            # This is the last one, and is not away yet.
            self._is_closing = False
        elif self._is_closing:
            # Its words are on their way to the disk: the next note's do not wait for them.
            self.next_asked.emit(which)
        elif self._may_close():
            self.next_asked.emit(which)
            self.close_note()

    def _may_close(self) -> bool:
        return not (self._is_closing or self._signs.must_answer()) and self._end_rows()

    def _end_rows(self) -> bool:
        """Take what stands in an open row; say whether the note may close."""
        if self.new_child.isVisible():
            self.new_child.submit()
        elif self.seen.isVisible():
            self.seen.submit()
        return not (self.new_child.isVisible() or self.seen.isVisible())

    def _close_if_safe(self) -> None:
        if self._is_closing and not self._saver.waiting:
            self.quiet_head.end()
            self.closed.emit(self.record)

    # ---- keys and commands ---------------------------------------------------------------------

    @Slot()
    def _on_key(self) -> None:
        self.run(self.sender().objectName())

    @Slot(str)
    def run(self, name: str) -> None:
        """Do one of the note's commands by name, as its keys, its sign or its menu entry do."""
        if name in voice_lines.WORDS:
            self._mark_voice(name)
        elif name in ("another", "last"):
            self._go_on(name)
        elif name in ("topic", "child"):
            self._mark_typing.insert_mark("#" if name == "topic" else "@")
        elif name in ("risk", "ask"):
            self._mark_typing.insert_sign(note_marks.RISK if name == "risk" else note_marks.ASK)
        elif name in ("seen", "paper"):
            self._open_seen(from_paper=name == "paper")
        else:
            self._run_other(name)

    def _run_other(self, name: str) -> None:
        if name == "close":
            self.close_note()
        elif name == "risk-yes":
            self._signs.answer(yes=True)
        elif name == "refer":
            self._signs.refer_back()
        elif name == "confirm":
            self.fields.confirm()
        elif name in self.fields.ticks:
            self.fields.toggle(name)
        elif name == "menu":
            self.mark_button.open_menu()
        elif name == "quiet":
            self._leave_or_enter_quiet()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._signs.is_asking:
                self._signs.answer(yes=False)
            else:
                self.close_note()
            return
        super().keyPressEvent(event)

    # ---- saving --------------------------------------------------------------------------------

    @Slot(str)
    def _on_text(self, text: str) -> None:
        if not self._saver.is_made and text.strip() and "seen_at" not in self.fields.values():
            # The surface may have lain open for long: what is suggested is what holds now.
            self._assumed = assuming.assume(self._desk.work, self._case)
            self.fields.suggest(self._assumed)
        voice = voice_lines.voice_of(text)
        values: dict[str, Any] = self.fields.values()
        if voice and not self._saver.is_made:
            values["voice"], self._voice = voice, voice
        self._saver.write(text, self._assumed, self.fields.topics, values)
        if voice != self._voice and self._saver.is_made:
            self._voice = voice
            self._saver.change({"voice": voice})

    @Slot()
    def _on_saved(self) -> None:
        if not any(field.is_refused for field in (self.text, self.fields.role)):
            self.show_saved(f"✓ Saved {self._desk.work.now().strftime('%H:%M:%S')}")
        self._close_if_safe()

    @Slot(object, bool)
    def _on_refused(self, error: BaseException, is_text: bool) -> None:  # noqa: FBT001 - a slot's
        self._is_closing = False
        if is_text:
            self.text.commit_failed()
            self.show_saved("△ Not saved yet")
        self.banner.show_error(error)

    # ---- what stands in the text ---------------------------------------------------------------

    @Slot()
    def _on_typed(self) -> None:
        self._signs.read(self.text.text())
        self._mark_typing.read()

    @Slot()
    def _on_topics(self) -> None:
        self._saver.set_topics(self.fields.topics)

    # ---- rows that open ------------------------------------------------------------------------

    @Slot(str, str, str)
    def _on_child_wanted(self, child: str, depth: str, reason: str) -> None:
        work = self._desk.work
        member = work.my_member
        inspector = member.id if member is not None else ""

        depth_words = cases.DEPTHS[depth]

        def made(changes: Changes) -> None:
            self._half_child.forget()
            self.fields.take_child(changes.made)
            self.offers.offer((), f"✓ Card made for child {child}: {depth_words}, not in sample")

        self._saver.do(
            lambda: cases.add_by_hand(
                work, child_id=child, depth=depth, reason=reason, inspector=inspector
            ),
            made,
        )
        self._on_row_left()

    def _open_seen(self, *, from_paper: bool) -> None:
        note = self._desk.snapshot.get(Evidence, self.record) if self.record else None
        seen = read_moment(note.seen_at) if note is not None else None
        is_late = note is not None and note.seen_at != note.written_at
        typed = f"{seen:%H:%M}" if seen is not None and is_late else ""
        self.seen.begin(typed, note.paper if note is not None else "", from_paper=from_paper)

    @Slot(object, str)
    def _on_seen(self, seen: datetime, paper: str) -> None:
        work, record, case = self._desk.work, self.record, self._case
        self._assumed = assuming.assume(work, case, seen)
        self.fields.suggest(self._assumed)
        if self._saver.is_made:
            self._saver.do(lambda: evidence.say_seen(work, record, seen, paper, case))
        else:
            self.fields.keep(seen_at=seen.isoformat(timespec="seconds"), paper=paper)
        self._half_seen.forget()
        told = loose_times.seen_words(seen, work.now().replace(second=0, microsecond=0))
        self.show_times(f"{told or f'Seen {seen:%H:%M}'}{' · from paper' if paper else ''}")
        self._on_row_left()

    @Slot()
    def _on_row_left(self) -> None:
        self.new_child.end()
        self.seen.end()
        self.text.setFocus()

    # ---- quiet mode ----------------------------------------------------------------------------

    def _mark_voice(self, kind: str) -> None:
        quiet.mark_line(self.text, kind, self._desk.work.now())
        self.text.setFocus()

    def _leave_or_enter_quiet(self) -> None:
        if self.is_quiet and self._began_quiet:
            self.close_note()
        else:
            self._set_quiet(quiet_mode=not self.is_quiet)

    def _set_quiet(self, *, quiet_mode: bool) -> None:
        self.lay_quiet(quiet=quiet_mode)
        if quiet_mode:
            note = self._desk.snapshot.get(Evidence, self.record) if self.record else None
            begun = read_moment(note.written_at) if note is not None else None
            self.quiet_head.begin(begun or self._desk.work.now())
            self.quiet_head.role.set_text(self.fields.role.text())
            self.quiet_head.saved.setText(self.saved_words())
        else:
            self.quiet_head.end()
        self.text.setFocus()

    @Slot(str)
    def _on_quiet_role(self, text: str) -> None:
        self.fields.type_role(text)
