"""The form by which a child who is in no sample gets a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import sampling
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk


class AddChild(QWidget):
    """Add a child by hand, with the reason.

    Signals:
        added: id of the new card.
        left: the person left without adding.
    """

    added = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.child = LineField(placeholder="As in the LA's system")
        self._code = LineField(placeholder="Where the ID is not to be used")
        self._depth = ChoiceField(
            options=tuple((key, words.capitalize()) for key, words in cases.DEPTHS.items())
        )
        self._inspector = ChoiceField()
        self._line = ChoiceField()
        self.reason = ProseEdit(lines=2, placeholder="Why this child, as the sampling record shows")
        self._add = Button("&Add child", "primary", keys="Ctrl+Enter")
        self._leave = Button("Cancel", keys="Esc")
        self._rows = FormRows(columns=2)
        for label, widget in (
            ("LA &child ID", self.child),
            ("Our &code", self._code),
            ("&Depth", self._depth),
            ("I&nspector", self._inspector),
        ):
            self._rows.add_row(label, widget)
        self._rows.add_row("For the line of en&quiry", self._line, wide=True)
        self._rows.add_row("Rea&son", self.reason, wide=True)
        panel = Panel()
        panel.add(self._rows)
        row = QHBoxLayout()
        dress.set_space(row, 0, 2)
        row.addWidget(self._add)
        row.addWidget(self._leave)
        row.addStretch(1)
        panel.add_layout(row)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(Words("Add a child", "title"))
        column.addWidget(
            Words(
                "The card will say “not in sample”. What Annex A holds about the child is filled "
                "in. Never type a name.",
                "soft",
                wrap=True,
            )
        )
        column.addWidget(panel)
        column.addStretch(1)
        self._add.clicked.connect(self._on_add)
        self._leave.clicked.connect(self._on_leave)
        self.reason.finished.connect(self._on_add)
        words: dict[str, ProseEdit | LineField] = {
            "reason": self.reason,
            "child": self.child,
            "code": self._code,
        }
        self._half = HalfWritten(self._desk, "add-child", words)

    def begin(self, child_id: str = "") -> None:
        """Begin with empty fields."""
        members = self._desk.work.members
        mine = self._desk.work.my_member
        self._inspector.set_options((("", "Nobody yet"), *((one.id, one.name) for one in members)))
        self._inspector.set_key(mine.id if mine else "")
        self._line.set_options(
            (
                ("", "None"),
                *(
                    (one.id, one.question)
                    for one in enquiries.listed(self._desk.snapshot)
                    if one.state == "open"
                ),
            )
        )
        self._line.set_key("")
        self._depth.set_key("sample")
        self.child.set_text(child_id)
        self._code.set_text("")
        self.reason.set_text("")
        if not child_id:
            self._half.offer()
        (self.reason if child_id else self.child).setFocus()

    @Slot()
    def _on_add(self) -> None:
        child, code = self.child.text().strip(), self._code.text().strip()
        self._rows.show_wrong(self.child, "" if child or code else "An ID or a code is needed.")
        reason = self.reason.text()
        self._rows.show_wrong(self.reason, "" if reason.strip() else "The reason is needed.")
        if not (child or code) or not reason.strip():
            return
        work = self._desk.work
        line = str(self._line.key() or "")
        depth, inspector = str(self._depth.key()), str(self._inspector.key() or "")

        def command() -> Changes:
            facts = sampling.facts_of(work, child)
            return cases.add_by_hand(
                work,
                child_id=child,
                code=code,
                depth=depth,
                reason=reason,
                **{**facts, "inspector": inspector, "line_of_enquiry": line},
            )

        self._half.do(command, lambda changes: self.added.emit(changes.made))

    @Slot()
    def _on_leave(self) -> None:
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
            return
        super().keyPressEvent(event)
