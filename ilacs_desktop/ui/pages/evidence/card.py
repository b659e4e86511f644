"""One note: what was seen, and everything that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence import evidence, loose_times
from ilacs_desktop.services.record.time_words import age, read_moment
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress, theme
from ilacs_desktop.ui.noting.note_fields import METHOD_OF, assumed_words
from ilacs_desktop.ui.pages.evidence.list import when
from ilacs_desktop.ui.pages.evidence.margin import NoteMargin
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.moments import MomentField
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit
from ilacs_desktop.ui.widgets.word_menu import ask_meaning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.ui.desk import Desk

_CHOICES = ("source", "method", "case", "area", "stance", "voice")


class NoteCard(QWidget):
    """The work of the Evidence page: one note.

    Signals:
        finding_asked: the person wants to make a finding from it.
        delete_asked: the person wants to delete it.
    """

    finding_asked = Signal()
    delete_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record: Record[Evidence] | None = None
        self._cases: tuple[tuple[str, str], ...] = ()
        self._title = Words("", "title")
        self._by = Words("", "soft", wrap=True)
        self._chips = [Chip() for _ in range(3)]
        self._make = Button("&Make finding")
        self._make.setToolTip("Make finding (Ctrl+Shift+F)")
        self._make.setObjectName("make_finding")
        self._delete = IconButton("trash-2", "Delete note", keys="Ctrl+Delete")
        self.text = ProseEdit(placeholder="What did you see, hear or read?", lines=4)
        self.effect = ProseEdit(placeholder="What difference does it make for the child?", lines=1)
        self.role = LineField(placeholder="Role, never a name")
        self.place = LineField(placeholder="Office, home, call")
        self.seen = MomentField("Seen")
        self.paper = LineField(placeholder="Only where paper notes were taken")
        papers = QCompleter(list(evidence.PAPERS), self.paper)
        papers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        papers.setFilterMode(Qt.MatchFlag.MatchContains)
        self.paper.setCompleter(papers)
        offered = QListView()
        papers.setPopup(offered)
        theme.dress(offered)
        self.margin = NoteMargin(desk.work)
        edition = desk.edition
        self.choices = {name: ChoiceField() for name in _CHOICES}
        sources = [(one.key, one.label) for one in edition.source_kinds]
        areas = [(one.key, one.short) for one in edition.areas_in_body_order()]
        for name, options in (
            ("source", sources),
            ("method", evidence.METHODS),
            ("area", areas),
            ("stance", evidence.STANCES),
            ("voice", evidence.VOICES),
        ):
            self.choices[name].set_options((("", "Not said"), *options))
        self.ticks = {
            "to_write_up": TickBox("To write &up"),
            "ask_at_kit": TickBox("As&k at KIT"),
            "immediate": TickBox("Imme&diate risk"),
        }
        self._assumed = Words("", "soft", wrap=True)
        self._confirm = Button("That is right", keys="F7")
        self._confirm.setObjectName("confirm")
        self._urgent = Words(
            "! Immediate risk. Refer it back from the child's card or the Cases page.",
            "strong",
            wrap=True,
        )
        self._bindings = Bindings(desk, Evidence)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        for chip in self._chips:
            head.add(chip)
        head.add_end(self._make)
        head.add_end(self._delete)
        panel = Panel()
        form = FormRows()
        form.add_row("&Note", self.text)
        form.add_row("Effect on the chi&ld", self.effect)
        form.add_wide(self.margin)
        two = self._two = FormRows(columns=2)
        two.add_row("&Source", self.choices["source"], wide=True)
        two.add_row("R&ole", self.role, wide=True)
        two.add_row("Ho&w", self.choices["method"])
        two.add_row("&Place", self.place)
        two.add_row("&Child", self.choices["case"])
        two.add_row("&Area", self.choices["area"])
        two.add_row("S&tance", self.choices["stance"])
        two.add_row("Child's voice", self.choices["voice"])
        two.add_row("Seen at", self.seen, wide=True)
        two.add_row(
            "What became of the paper",
            self.paper,
            f"Such as: {evidence.PAPERS[0]}",
            wide=True,
        )
        ticks = FlowRow(gap=4)
        for name, tick in self.ticks.items():
            tick.setObjectName(name)
            ticks.add(tick)
        self._told = FlowRow()
        self._told.add(self._assumed)
        self._told.add(self._confirm)
        for widget in (self._by, form, self._told, two, ticks, self._urgent):
            panel.add(widget)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        for widget, field, step in (
            (self.text, "text", "Write note"),
            (self.effect, "effect", "Write effect on the child"),
            (self.role, "role", "Say source's role"),
            (self.place, "place", "Say place"),
            (self.paper, "paper", "Say what became of the paper"),
        ):
            self._bindings.tie(widget, field, step)
        for name, choice in self.choices.items():
            choice.setProperty("field", name)
            choice.key_chosen.connect(self._on_choice)
        for name, tick in self.ticks.items():
            tick.setProperty("field", name)
            tick.ticked.connect(self._on_tick)
        self.role.text_committed.connect(self._on_said)
        self.place.text_committed.connect(self._on_said)
        self.seen.moment_committed.connect(self._on_seen)
        self._confirm.clicked.connect(self._on_confirm)
        self.margin.field_asked.connect(self.go_to)
        self.margin.name_asked.connect(self._on_name)
        self.margin.meaning_asked.connect(self._on_meaning)
        self.text.marks.told_otherwise.connect(self._show_margin)
        for keys, slot in (("F7", self._on_confirm), ("Ctrl+G", self._on_next)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._make.clicked.connect(self.finding_asked)
        self._delete.clicked.connect(self.delete_asked)

    # ---- showing -------------------------------------------------------------------------------

    def show_note(self, record: Record[Evidence]) -> None:
        """Show a note; the same one again keeps cursor and unsaved typing."""
        self._record = record
        note, meta = record.value, record.meta
        work = self._desk.work
        self._title.setText(when(note.seen_at or note.written_at) or "Note")
        self._by.setText(_told_by(note, work.person_name(meta.made_by)))
        self._show_chips(note)
        cases = tuple((one.id, child_name(one)) for one in work.snapshot.all(Case))
        if cases != self._cases or not self.choices["case"].count():
            self._cases = cases
            ordered = sorted(cases, key=lambda pair: pair[1])
            self.choices["case"].set_options((("", "No child"), *ordered))
        self._allow()
        self._bindings.show(record)
        for name, field in self.choices.items():
            field.set_key(getattr(note, name))
        for name, tick in self.ticks.items():
            tick.set_ticked(getattr(note, name))
        self.seen.set_moment(note.seen_at)
        self._show_margin()
        self._show_assumed(note.assumed)
        words = assumed_words(note.assumed)
        self._assumed.setText(words)
        self._told.setVisible(bool(words))
        self._urgent.setVisible(note.immediate)

    def _show_assumed(self, assumed: Sequence[str]) -> None:
        """Mark each field that was only suggested, beside the field itself."""
        fields = {**self.choices, "role": self.role, "place": self.place}
        for name, field in fields.items():
            if name in ("source", "method", "role", "place", "case", "area"):
                self._two.set_remark(field, "assumed" if name in assumed else "")

    @Slot()
    def _show_margin(self) -> None:
        if self._record is None:
            return
        note = self._record.value
        names = dict.fromkeys(
            one.text for one in (*self.text.marks.names(), *self.effect.marks.names())
        )
        self.margin.show_note(note, tuple(names), reads=self._reads)

    @property
    def _reads(self) -> bool:
        member = self._desk.work.my_member
        return member is not None and member.role == "qa"

    def _allow(self) -> None:
        """Let the QA reader read: they comment on the draft and rewrite no evidence."""
        reads = self._reads
        for edit in (self.text, self.effect, self.role, self.place, self.paper):
            edit.setReadOnly(reads)
        for field in (*self.choices.values(), *self.ticks.values(), self.seen, self._confirm):
            field.setEnabled(not reads)
        self._delete.setVisible(not reads)

    def _show_chips(self, note: Evidence) -> None:
        shown: list[tuple[Any, str]] = []
        if note.immediate:
            shown.append(("risk", "immediate risk"))
        if note.stance in ("strength", "concern"):
            shown.append((note.stance, note.stance))
        if note.to_write_up:
            old = age(read_moment(note.seen_at), self._desk.work.now())
            words = f"to write up · {old}" if old not in ("", "now") else "to write up"
            shown.append(("neutral", words))
        if note.ask_at_kit:
            shown.append(("ask", "ask at KIT"))
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(shown))
            if at < len(shown):
                chip.show_chip(*shown[at])

    def flush(self) -> None:
        """Save now what is typed."""
        self._bindings.flush()

    # ---- going to what is missing ----------------------------------------------------------------

    @Slot(str)
    def go_to(self, field: str) -> None:
        """Put the focus into the field that would say what is missing."""
        fields: dict[str, QWidget] = {
            "text": self.text,
            "effect": self.effect,
            "source": self.choices["source"],
            "role": self.role,
            "seen_at": self.seen,
        }
        found = fields.get(field)
        if found is not None:
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_next(self) -> None:
        self.flush()
        focused = self.focusWidget()
        here = {self.text: "text", self.effect: "effect", self.role: "role"}.get(focused, "")
        if focused is self.choices["source"]:
            here = "source"
        self.go_to(self.margin.next_field(here))

    @Slot(str)
    def _on_name(self, name: str) -> None:
        """Put the cursor behind a likely name, and open the list for it there."""
        for edit in (self.text, self.effect):
            found = edit.document().find(name, 0, edit.document().FindFlag.FindCaseSensitively)
            if not found.isNull():
                edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
                found.setPosition(found.selectionEnd(), QTextCursor.MoveMode.MoveAnchor)
                edit.setTextCursor(found)
                edit.ask_word()
                return

    @Slot(str, object)
    def _on_meaning(self, short: str, button: QWidget) -> None:
        ask_meaning(self, short, button.mapToGlobal(QPoint(0, button.height())))

    # ---- saying --------------------------------------------------------------------------------

    def _say(self, step: str, **values: Any) -> None:
        if self._record is None:
            return
        work, note = self._desk.work, self._record.value.id
        self._desk.do(lambda: evidence.change(work, note, step, **values), failed=self._not_said)

    def _not_said(self, error: BaseException) -> None:
        self._desk.trouble.emit(error)
        if self._record is not None:
            self.show_note(self._record)

    @Slot(object)
    def _on_choice(self, key: object) -> None:
        name = str(self.sender().property("field"))
        values: dict[str, Any] = {name: str(key or "")}
        if name == "source" and key and not self.choices["method"].key():
            values["method"] = METHOD_OF.get(str(key), "interview")
        self._say(f"Say {'child' if name == 'case' else name} of note", **values)

    @Slot()
    def _on_tick(self) -> None:
        name = str(self.sender().property("field"))
        words = {"to_write_up": "to write up", "ask_at_kit": "ask at KIT"}.get(name, name)
        on = self.ticks[name].isChecked()
        self._say(f"Mark note {words}" if on else f"Unmark note {words}", **{name: on})

    @Slot()
    def _on_said(self) -> None:
        assumed = self._record.value.assumed if self._record else ()
        name = "role" if self.sender() is self.role else "place"
        if name in assumed and self._record is not None:
            work, note = self._desk.work, self._record.value.id
            self._desk.do(lambda: evidence.confirm(work, note, (name,)))

    @Slot(str)
    def _on_seen(self, moment: str) -> None:
        if moment:
            self._say("Say when it was seen", seen_at=moment)

    @Slot()
    def _on_confirm(self) -> None:
        if self._record is not None:
            work, note = self._desk.work, self._record.value.id
            self._desk.do(lambda: evidence.confirm(work, note))


def _told_by(note: Evidence, name: str) -> str:
    """Return who saw it, when it was written where that was later, and what the paper became."""
    seen, written = read_moment(note.seen_at), read_moment(note.written_at)
    words = loose_times.seen_words(seen, written)
    if not words and not note.paper:
        return f"Seen by {name}."
    told = words or "Seen"
    if note.paper:
        told += f" from paper notes; paper: {note.paper}"
    return f"{told}. By {name}."
