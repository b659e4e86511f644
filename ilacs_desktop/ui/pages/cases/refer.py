"""The panel by which a child is referred back: who is told what, when, and by when to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.record import unsent
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.moments import MomentField
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk

_FORM = "refer-back"

NAMED_HERE = "Role, and here alone the official's name. Empty while nobody was told yet."


class ReferForm(QWidget):
    """A referral back that is being written; its words are kept until it is raised or left.

    Signals:
        raised: the id of the referral back.
        left: the person left without raising it.
        told: something to say in the status line.
    """

    raised = Signal(str)
    left = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case = self._evidence = ""
        self._title = Words("", "title")
        edition = desk.edition
        self.level = ChoiceField(
            options=tuple((one.key, one.label) for one in edition.referral_levels)
        )
        self._about = ChoiceField(
            options=tuple((one.key, one.label) for one in edition.referral_kinds)
        )
        self._to = ChoiceField(
            options=tuple((one.key, one.label) for one in edition.referral_destinations)
        )
        self.concern = ProseEdit(
            lines=3, placeholder="What worries you, and what it rests on; ! first: immediate risk"
        )
        self._whom = LineField(placeholder="The official who was told")
        self._what = ProseEdit(lines=1, placeholder="Where it was more than the concern")
        self._means = ChoiceField(options=referrals.MEANS)
        self._told_at = MomentField("Told at", now=False)
        self._due = MomentField("Answer due", now=False)
        self._meaning = Words("", "caption", wrap=True)
        self._raise = Button("Refer &back", "primary", keys="Ctrl+Enter")
        self._leave = Button("Cancel", keys="Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        form = FormRows(columns=2)
        form.add_row("About", self._about)
        form.add_row("&Concern", self.concern, wide=True)
        form.add_row("&Level", self.level)
        form.add_row("P&ut to", self._to)
        form.add_wide(self._meaning)
        form.add_row("Told &whom", self._whom, NAMED_HERE)
        form.add_row("B&y which means", self._means)
        form.add_row("Told what", self._what, wide=True)
        form.add_row("Told at", self._told_at, "Empty: now, where someone was told.")
        form.add_row("Answer &due", self._due, "As usual for this level; change it where agreed.")
        self._rows = form
        panel = Panel()
        panel.add(form)
        row = QHBoxLayout()
        dress.set_space(row, 0, 2)
        row.addWidget(self._raise)
        row.addWidget(self._leave)
        row.addStretch(1)
        panel.add_layout(row)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._title)
        column.addWidget(
            Words(
                "It gets a number and stays in the log: it can be answered, escalated, closed or "
                "withdrawn with a reason, and is never deleted.",
                "soft",
                wrap=True,
            )
        )
        column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        self._raise.clicked.connect(self._on_raise)
        self._leave.clicked.connect(self._on_leave)
        self.concern.finished.connect(self._on_raise)
        self.concern.text_committed.connect(self._keep)
        self.concern.textChanged.connect(self._on_concern)
        self._what.finished.connect(self._on_raise)
        self._what.text_committed.connect(self._keep)
        self._whom.text_committed.connect(self._keep)
        self.level.key_chosen.connect(self._on_level)

    def begin(self, case: str, child: str, *, evidence: str = "", immediate: bool = False) -> None:
        """Begin a referral back about a child, or about no child.

        Args:
            case: the child's card; empty for none.
            child: what the child is known by.
            evidence: the note it is raised from, whose words begin the concern.
            immediate: whether the note tells of immediate risk.
        """
        self._case, self._evidence = case, evidence
        self._title.setText(f"Refer child {child} back" if case else "Refer back")
        self._about.set_key("child" if case else "home")
        self._rows.set_row_shown(self._about, not case)
        self.level.set_key(self._gravest() if immediate else self._usual_level())
        self._to.set_key("la")
        self._means.set_key(None)
        note = self._desk.snapshot.get(Evidence, evidence) if evidence else None
        self.concern.set_text("" if note is None else note.text)
        self._whom.set_text("")
        self._what.set_text("")
        self._told_at.set_moment("")
        self._due.set_moment("")
        self._on_level()
        work = self._desk.work
        self._desk.runner.write(lambda: unsent.kept(work, _FORM), self._take_kept)
        self.concern.setFocus()

    def _usual_level(self) -> str:
        levels = self._desk.edition.referral_levels
        return next((one.key for one in levels if not one.immediate), levels[0].key)

    def _gravest(self) -> str:
        levels = self._desk.edition.referral_levels
        return next((one.key for one in levels if one.immediate), levels[0].key)

    @Slot()
    def _on_concern(self) -> None:
        """Take ``!`` as the first character for immediate risk, and say so."""
        if not self.concern.toPlainText().startswith("!") or self.concern.isReadOnly():
            return
        cursor = QTextCursor(self.concern.document())
        cursor.deleteChar()
        self.level.set_key(self._gravest())
        self._on_level()
        self.told.emit("Immediate risk: “!” set the level.")

    def _take_kept(self, words: dict[str, str]) -> None:
        if words.get("case") == self._case and not self.concern.text():
            self.concern.set_text(words.get("concern", ""))
            self._whom.set_text(words.get("whom", ""))
            self._what.set_text(words.get("what", ""))
            if words.get("level") in {one.key for one in self._desk.edition.referral_levels}:
                self.level.set_key(words["level"])
                self._on_level()

    @Slot()
    def _keep(self) -> None:
        words = {
            "case": self._case,
            "concern": self.concern.text(),
            "whom": self._whom.text(),
            "what": self._what.text(),
            "level": str(self.level.key() or ""),
        }
        work = self._desk.work
        self._desk.do(lambda: unsent.keep(work, _FORM, words))

    @Slot()
    def _on_level(self) -> None:
        chosen = self.level.key()
        level = next((one for one in self._desk.edition.referral_levels if one.key == chosen), None)
        self._meaning.setText(level.meaning if level else "")
        work = self._desk.work
        due = referrals.usual_due(work, str(chosen), work.now())
        self._due.set_moment(due)

    @Slot()
    def _on_raise(self) -> None:
        if self._told_at.is_wrong or self._due.is_wrong:
            return
        if not self.concern.text().strip():
            self._rows.show_wrong(self.concern, "Say what worries you.")
            self.concern.setFocus()
            return
        self._rows.show_wrong(self.concern, "")
        told_at = self._told_at.moment()
        wrong = referrals.telling_wrong(self._desk.work, told_at)
        self._rows.show_wrong(self._told_at, wrong)
        if wrong:
            self._told_at.setFocus()
            return
        if self._whom.text().strip() and not told_at:
            told_at = self._desk.work.now_text()
        new = referrals.Raise(
            concern=self.concern.text(),
            case=self._case,
            about=str(self._about.key() or "child"),
            level=str(self.level.key()),
            destination=str(self._to.key() or "la"),
            told_whom=self._whom.text(),
            told_what=self._what.text(),
            told_at=told_at,
            means=str(self._means.key() or ""),
            answer_due=self._due.moment(),
            evidence=self._evidence,
        )
        work = self._desk.work

        def command() -> Changes:
            changes = referrals.raise_concern(work, new)
            unsent.keep(work, _FORM, {})
            return changes

        self._desk.do(command, self._after_raise)

    def _after_raise(self, changes: Changes) -> None:
        for field in (self.concern, self._whom, self._what):
            field.set_text("")
        self.raised.emit(changes.made)

    @Slot()
    def _on_leave(self) -> None:
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
            return
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ends and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_raise()
            return
        super().keyPressEvent(event)
