"""Several notes chosen at once: say the same of all, or make one finding from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue
from ilacs_desktop.ui.pages.topic_picker import TopicPicker
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.short_list import ShortList, ShortRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.evidence.evidence_rows import NoteRow
    from ilacs_desktop.ui.desk import Desk


class SeveralNotes(QWidget):
    """What can be done with several notes.

    Signals:
        finding_asked: the person wants to make a finding from them.
    """

    finding_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notes: tuple[str, ...] = ()
        self._title = Words("", "title")
        self._make = Button("&Make finding", "primary", keys="Ctrl+Shift+F")
        self._make.setObjectName("make_finding")
        self._list = ShortList("Notes chosen", most=10)
        self.area = ChoiceField()
        self.stance = ChoiceField()
        self.topic = TopicPicker(desk.edition)
        self._ask = Button("Ask at &KIT")
        self._write_up = Button("To &write up")
        areas = [(one.key, one.short) for one in desk.edition.areas_in_body_order()]
        self.area.set_options((("", "Choose…"), *areas))
        self.stance.set_options((("", "Choose…"), *evidence.STANCES))
        head = FlowRow()
        head.add(self._title)
        head.add_end(self._make)
        panel = Panel()
        panel.add(self._list)
        panel.add(Line())
        panel.add(Words("Say of all of them", "heading"))
        form = FormRows(columns=2)
        form.add_row("Area", self.area)
        form.add_row("Stance", self.stance)
        panel.add(form)
        panel.add(self.topic)
        marks = FlowRow()
        marks.add(self._ask)
        marks.add(self._write_up)
        panel.add(marks)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(panel)
        column.addStretch(1)
        self._make.clicked.connect(self.finding_asked)
        self.area.key_chosen.connect(self._on_area)
        self.stance.key_chosen.connect(self._on_stance)
        self.topic.topics_changed.connect(self._on_topic)
        self._ask.clicked.connect(self._on_ask)
        self._write_up.clicked.connect(self._on_write_up)

    def show_notes(self, notes: Sequence[NoteRow]) -> None:
        """Show the notes that were chosen."""
        self._notes = tuple(note.id for note in notes)
        self._title.setText(f"{len(notes)} notes chosen")
        self._list.show_rows(
            [
                ShortRow(
                    note.id,
                    note.first_line,
                    " · ".join(p for p in (note.source_label, note.child, note.area_label) if p),
                    _chip(note),
                )
                for note in notes
            ]
        )
        self.area.set_key("")
        self.stance.set_key("")
        self.topic.show_topics(())

    def _say(self, step: str, **values: str | bool) -> None:
        work, notes = self._desk.work, self._notes
        self._desk.do(lambda: evidence.change_several(work, notes, step, **values))

    @Slot(object)
    def _on_area(self, key: object) -> None:
        if key:
            self._say("Say area of notes", area=str(key))

    @Slot(object)
    def _on_stance(self, key: object) -> None:
        if key:
            self._say("Say stance of notes", stance=str(key))

    @Slot(object)
    def _on_topic(self, keys: tuple[str, ...]) -> None:
        if keys:
            work, notes, topic = self._desk.work, self._notes, keys[-1]
            self._desk.do(lambda: evidence.add_topic(work, notes, topic))

    @Slot()
    def _on_ask(self) -> None:
        self._say("Mark notes ask at KIT", ask_at_kit=True)

    @Slot()
    def _on_write_up(self) -> None:
        self._say("Mark notes to write up", to_write_up=True)


def _chip(note: NoteRow) -> ChipValue | None:
    if note.stance == "strength":
        return ChipValue("strength")
    return ChipValue("concern") if note.stance == "concern" else None
