"""What a child's record comes to: a dip sample's answer, or strengths, weaknesses, audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.ui.fields.binding import Bindings

_VIEWS = (("", "Not compared"), ("agree", "We agree"), ("differ", "We differ"))


class DipPart(QWidget):
    """The one question of a dip sample and its answer."""

    def __init__(self, bindings: Bindings) -> None:
        super().__init__()
        form = FormRows()
        self._question = ProseEdit(lines=1, placeholder="One question, asked of several records")
        self.answer = ProseEdit(lines=2, placeholder="What does this record say?")
        form.add_row("Question of the dip sample", self._question)
        form.add_row("Answer", self.answer)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(form)
        bindings.tie(self._question, "question", "Change the question of the dip sample")
        bindings.tie(self.answer, "dip_answer", "Answer the dip sample")

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - one property
        """Allow or forbid writing."""
        self._question.setReadOnly(locked)
        self.answer.setReadOnly(locked)


class Verdict(QWidget):
    """Strengths, weaknesses, the difference made; the LA's own audit beside our view of it."""

    def __init__(self, bindings: Bindings) -> None:
        super().__init__()
        self.strengths = ProseEdit(lines=2)
        self._weaknesses = ProseEdit(lines=2)
        self._difference = ProseEdit(lines=2)
        self._audit = ProseEdit(lines=3)
        self._view = ChoiceField(options=_VIEWS)
        self._why = ProseEdit(lines=1)
        self._fields = (
            (self.strengths, ""),
            (self._weaknesses, ""),
            (self._difference, "What is different for this child?"),
            (self._audit, "What the LA's own audit of this record found"),
            (self._why, "What we saw that the audit did not, or the other way round"),
        )
        form = FormRows(columns=2)
        form.add_row("Strengths", self.strengths)
        form.add_row("Weaknesses", self._weaknesses)
        form.add_row("Difference made for the child", self._difference, wide=True)
        theirs, ours = FormRows(), FormRows()
        theirs.add_row("Theirs: the LA audit", self._audit)
        ours.add_row("Ours: do we agree with it?", self._view)
        ours.add_row("Why", self._why)
        beside = Columns(1, 1, least_ems=11)
        beside.add(0, theirs)
        beside.end(0)
        beside.add(1, ours)
        beside.end(1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addWidget(form)
        column.addWidget(beside)
        self.set_locked(False)
        for widget, field, step in (
            (self.strengths, "strengths", "Write strengths"),
            (self._weaknesses, "weaknesses", "Write weaknesses"),
            (self._difference, "difference", "Write difference made"),
            (self._audit, "la_audit", "Write LA audit"),
            (self._view, "audit_view", "Compare with LA audit"),
            (self._why, "audit_why", "Compare with LA audit"),
        ):
            bindings.tie(widget, field, step)

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - one property
        """Allow or forbid writing; what takes no words does not ask for any."""
        for field, placeholder in self._fields:
            field.setReadOnly(locked)
            field.setPlaceholderText("" if locked else placeholder)
        self._view.setEnabled(not locked)
