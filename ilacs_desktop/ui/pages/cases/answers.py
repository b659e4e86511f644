"""The prompts of a child's card, each with what is written under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.services import cases
from ilacs_desktop.services.time_words import moment_words
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.domain.entry import Ref
    from ilacs_desktop.services.case_cards import Card, PromptLine
    from ilacs_desktop.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _About:
    """What the text on the screen belongs to."""

    case: str
    prompt: str
    seen: tuple[Ref, ...] | None


class AnswerField(QWidget):
    """One prompt: its label, what brothers and sisters share, the answer, later addenda.

    Signals:
        finished: Ctrl+Enter.
        share_asked: the id of the answer to share with brothers and sisters.
    """

    finished = Signal()
    share_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._answer = ""
        self._hint = ""
        self._label = Words("", "heading")
        self._share = Button("Share with brothers and sisters", "link")
        self._shared = Words("", "soft", wrap=True)
        self.edit = ProseEdit(lines=1)
        self._addenda = Words("", wrap=True)
        head = FlowRow()
        head.add(self._label)
        head.add_end(self._share)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        for widget in (head, self._shared, self.edit, self._addenda):
            column.addWidget(widget)
        self._label.setBuddy(self.edit)
        self.edit.text_committed.connect(self._on_text_committed)
        self.edit.finished.connect(self.finished)
        self._share.clicked.connect(self._on_share_clicked)

    def show_prompt(self, card: Card, line: PromptLine) -> None:
        """Show a prompt; the same one of the same card keeps cursor and unsaved typing."""
        case = card.value.id
        self._answer = line.answer
        self._label.setText(line.label)
        name_field(self.edit, line.label, line.hint)
        self._hint = "" if card.is_locked else line.hint
        self._show_hint()
        self.edit.setReadOnly(card.is_locked)
        seen = None if line.record is None else line.record.seen("text")
        about = _About(case, line.key, seen)
        before = self.edit.about
        if isinstance(before, _About) and (before.case, before.prompt) == (case, line.key):
            if self.edit.set_text_if_different(line.text) or not self.edit.unsaved:
                self.edit.about = about
        else:
            self.edit.set_text(line.text, about)
        self._share.setVisible(bool(card.siblings and line.text and not card.is_locked))
        _say(self._shared, "\n".join(f"From {child}: {text}" for child, text in line.shared))
        _say(
            self._addenda,
            "\n".join(
                f"Addendum, {one.by}, {moment_words(one.at)}: {one.text}" for one in line.addenda
            ),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        # An empty field is one line high, so its hint must not go on in a second.
        room = self.edit.viewport().width() - dress.space(3)
        side = Qt.TextElideMode.ElideRight
        fitting = self.edit.fontMetrics().elidedText(self._hint, side, max(room, 0))
        if self.edit.placeholderText() != fitting:
            self.edit.setPlaceholderText(fitting)
            self.edit.setToolTip(self._hint if fitting != self._hint else "")

    @Slot(str)
    def _on_text_committed(self, text: str) -> None:
        about = self.edit.about
        if not isinstance(about, _About):
            return
        work = self._desk.work
        self._desk.do(
            lambda: cases.answer(work, about.case, about.prompt, text, seen=about.seen),
            failed=self._not_saved,
        )

    def _not_saved(self, error: BaseException) -> None:
        self.edit.commit_failed()
        self._desk.trouble.emit(error)

    @Slot()
    def _on_share_clicked(self) -> None:
        self.share_asked.emit(self._answer)


def _say(words: Words, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


class Answers(QWidget):
    """All prompts of a card, one below the other; fields are kept from one child to the next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields: list[AnswerField] = []
        self._card: Card | None = None
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 3)

    @property
    def fields(self) -> tuple[AnswerField, ...]:
        """Return the fields on the screen, from the top down."""
        return tuple(one for one in self._fields if not one.isHidden())

    def show_card(self, card: Card) -> None:
        """Show a card's prompts."""
        self._card = card
        while len(self._fields) < len(card.prompts):
            field = AnswerField(self._desk, self)
            field.finished.connect(self._on_finished)
            field.share_asked.connect(self._on_share_asked)
            self._fields.append(field)
            self._column.addWidget(field)
        for at, field in enumerate(self._fields):
            # A field that is hidden has committed: hiding flushes it.
            field.setVisible(at < len(card.prompts))
            if at < len(card.prompts):
                field.show_prompt(card, card.prompts[at])

    @Slot()
    def _on_finished(self) -> None:
        shown = self.fields
        sender = self.sender()
        at = next((at for at, field in enumerate(shown) if field is sender), -1)
        if 0 <= at < len(shown) - 1:
            shown[at + 1].edit.setFocus()

    @Slot(str)
    def _on_share_asked(self, answer: str) -> None:
        if self._card is None:
            return
        work = self._desk.work
        others = [case for case, _ in self._card.siblings]
        self._desk.do(lambda: cases.share_answer(work, answer, others))
