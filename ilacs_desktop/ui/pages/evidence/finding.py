"""Make a finding from one or many notes: kind, statement, and which side each note is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.findings import findings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows, name_field
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.evidence.evidence_rows import NoteRow
    from ilacs_desktop.ui.desk import Desk

SIDE_OPTIONS = (("for", "For"), ("against", "Against"), ("neutral", "Neither"))


def _note_row(note: NoteRow, side: ChoiceField) -> QWidget:
    """Return a note's words with its side at the right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    dress.set_space(row, 0, 3)
    texts = QVBoxLayout()
    dress.set_space(texts, 0, 0)
    words = (note.source_label or "Source not said", note.child)
    texts.addWidget(Words(" · ".join(part for part in words if part), "caption"))
    texts.addWidget(Words(note.first_line, wrap=True))
    side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    row.addLayout(texts, 1)
    row.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
    return holder


class MakeFinding(QWidget):
    """The sheet in the work pane on which a finding is begun.

    Signals:
        made: id of the new finding.
        left: the person does not want one after all.
    """

    made = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notes: tuple[NoteRow, ...] = ()
        self._sides: dict[str, ChoiceField] = {}
        self._waits = False
        self._title = Words("", "title")
        self.kind = ChoiceField()
        self.area = ChoiceField()
        self.extent = ChoiceField()
        self.text = ProseEdit(
            placeholder="What is so, for which children, and what difference it makes", lines=3
        )
        self._meaning = Words("", "soft", wrap=True)
        self._rows = QVBoxLayout()
        self._make = Button("&Make finding", "primary", keys="Ctrl+Enter")
        self._make.setObjectName("make")
        self._leave = Button("Cancel")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panel = Panel()
        self._form = FormRows(columns=2)
        self._form.add_row("&Statement", self.text, wide=True)
        self._form.add_row("&Kind", self.kind)
        self._form.add_row("&Area", self.area)
        self._form.add_row("How t&ypical", self.extent)
        self._form.add_wide(self._meaning)
        panel.add(self._form)
        panel.add(Line())
        dress.set_space(self._rows, 0, 2)
        panel.add_layout(self._rows)
        buttons = FlowRow()
        buttons.add_end(self._leave)
        buttons.add(self._make)
        panel.add(buttons)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._title)
        column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        self.kind.key_chosen.connect(self._on_kind)
        self._make.clicked.connect(self.make)
        self._leave.clicked.connect(self.left)
        self.text.finished.connect(self.make)
        self._half = HalfWritten(self._desk, "new-finding", {"text": self.text}, self._of_notes)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.make)

    def begin(self, notes: Sequence[NoteRow]) -> None:
        """Begin a finding from these notes."""
        self._notes = tuple(notes)
        edition = self._desk.edition
        count = len(self._notes)
        what = "no notes yet" if not count else f"{count} note{'' if count == 1 else 's'}"
        self._title.setText(f"New finding from {what}")
        kinds = findings.kinds_allowed(self._desk.work)
        self.kind.set_options([(one.key, f"{one.sign} {one.label}") for one in kinds])
        concerns = sum(one.stance == "concern" for one in self._notes)
        strengths = sum(one.stance == "strength" for one in self._notes)
        signs = [one.sign for one in kinds]
        wanted = "+" if strengths >= concerns else "△"
        at = signs.index(wanted) if wanted in signs else 0
        self.kind.set_key(kinds[at].key if kinds else None)
        self.area.set_options([(one.key, one.short) for one in edition.areas_in_body_order()])
        areas = [one.area for one in self._notes if one.area]
        self.area.set_key(max(areas, key=areas.count) if areas else edition.body_order[0])
        self.extent.set_options(
            (("", "Not said yet"), *((one.key, one.label) for one in edition.extents))
        )
        self.extent.set_key("")
        self.text.set_text("")
        self._half.offer()
        self._form.show_wrong(self.text, "")
        self._show_notes()
        self._show_meaning()
        self.text.setFocus()

    def _of_notes(self) -> str:
        return " ".join(sorted(note.id for note in self._notes))

    def _sign(self) -> str:
        kinds = findings.kinds_allowed(self._desk.work)
        return next((one.sign for one in kinds if one.key == self.kind.key()), "+")

    def _show_notes(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._sides = {}
        for note in self._notes:
            side = ChoiceField(options=SIDE_OPTIONS)
            side.setMinimumContentsLength(7)
            side.set_key(findings.usual_side(self._sign(), note.stance))
            name_field(side, f"Side of: {note.first_line[:60]}")
            self._sides[note.id] = side
            self._rows.addWidget(_note_row(note, side))

    def _show_meaning(self) -> None:
        kinds = {one.key: one for one in findings.kinds_allowed(self._desk.work)}
        kind = kinds.get(str(self.kind.key()))
        self._meaning.setText(kind.meaning if kind else "")

    @Slot()
    def _on_kind(self) -> None:
        self._show_meaning()
        for note in self._notes:
            self._sides[note.id].set_key(findings.usual_side(self._sign(), note.stance))

    @Slot()
    def make(self) -> None:
        """Make the finding as it is said."""
        if not self.isVisible() or self._waits:
            return
        text = self.text.text().strip()
        if not text:
            self._form.show_wrong(self.text, "Say in a sentence what you find.")
            self.text.setFocus()
            return
        work = self._desk.work
        notes = [note.id for note in self._notes]
        sides = {note: str(field.key()) for note, field in self._sides.items()}
        kind, area = str(self.kind.key()), str(self.area.key())
        extent = str(self.extent.key() or "")
        self._waits = True
        self._half.do(
            lambda: findings.make(
                work, notes, kind, text=text, area=area, sides=sides, scale_word=extent
            ),
            self._on_made,
            failed=self._not_made,
        )

    def _on_made(self, changes: Changes) -> None:
        self._waits = False
        self.made.emit(changes.made)

    def _not_made(self, error: BaseException) -> None:
        self._waits = False
        self._desk.trouble.emit(error)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
