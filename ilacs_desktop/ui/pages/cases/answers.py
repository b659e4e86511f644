"""The prompts of a child's card, each with what is written under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.domain.entry import Ref
    from ilacs_desktop.services.cases.case_cards import Card, PromptLine
    from ilacs_desktop.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _About:
    """What the text on the screen belongs to.

    Attributes:
        record: the card, whose history tells of its answers too.
    """

    record: str
    prompt: str
    seen: tuple[Ref, ...] | None


class AnswerField(QWidget):
    """One prompt: its label, what brothers and sisters share, the answer, later addenda.

    Signals:
        finished: Ctrl+Enter.
        share_asked: the answer is to be shared with brothers and sisters, or no longer.
    """

    finished = Signal()
    share_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.line: PromptLine | None = None
        self._label = Words("", "heading", wrap=True)
        self._share = Button("Share with brothers and sisters", "link")
        self._share.setToolTip("Share this answer (Ctrl+Shift+B)")
        self._shared = Words("", "soft", wrap=True)
        self.edit = ProseEdit(lines=1)
        self._below = Words("", "soft", wrap=True)
        self._addenda = Words("", wrap=True)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        for widget in (self._label, self._shared, self.edit, self._below):
            column.addWidget(widget)
        column.addWidget(self._share, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._addenda)
        self._label.setBuddy(self.edit)
        self.edit.text_committed.connect(self._on_text_committed)
        self.edit.finished.connect(self.finished)
        self._share.clicked.connect(self.share_asked)

    def show_prompt(self, card: Card, line: PromptLine) -> None:
        """Show a prompt; the same one of the same card keeps cursor and unsaved typing."""
        case = card.value.id
        self.line = line
        is_locked = card.is_locked or bool(line.locked)
        self._label.setText(line.label)
        name_field(self.edit, line.label, line.locked or line.hint)
        self.edit.setPlaceholderText("" if is_locked else line.hint)
        self.edit.setReadOnly(is_locked)
        seen = None if line.record is None else line.record.seen("text")
        about = _About(case, line.key, seen)
        before = self.edit.about
        if isinstance(before, _About) and (before.record, before.prompt) == (case, line.key):
            if self.edit.set_text_if_different(line.text) or not self.edit.unsaved:
                self.edit.about = about
        else:
            self.edit.set_text(line.text, about)
        self._share.setText("Stop sharing" if line.read_on else "Share with brothers and sisters")
        self._share.setAccessibleName(f"{self._share.text()}: {line.label}")
        self._share.setVisible(bool(card.siblings and line.text and not is_locked))
        _say(self._shared, "\n".join(f"From child {child}: {text}" for child, text in line.shared))
        read_on = f"Also read on the card of {_listed(line.read_on)}." if line.read_on else ""
        locked = "" if card.is_locked else line.locked
        _say(self._below, " ".join(part for part in (read_on, locked) if part))
        _say(
            self._addenda,
            "\n".join(
                f"Addendum, {one.by}, {moment_words(one.at)}: {one.text}" for one in line.addenda
            ),
        )

    @Slot(str)
    def _on_text_committed(self, text: str) -> None:
        about = self.edit.about
        if not isinstance(about, _About):
            return
        work = self._desk.work
        self._desk.do(
            lambda: cases.answer(work, about.record, about.prompt, text, seen=about.seen),
            failed=self._not_saved,
        )

    def _not_saved(self, error: BaseException) -> None:
        self.edit.commit_failed()
        self._desk.trouble.emit(error)


def _listed(children: tuple[str, ...]) -> str:
    first = ", ".join(children[:-1])
    last = children[-1]
    return f"children {first} and {last}" if first else f"child {last}"


def _say(words: Words, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


class Answers(QWidget):
    """All prompts of a card, one below the other; fields are kept from one child to the next.

    Signals:
        told: something to say in the status line.
    """

    told = Signal(str)

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

    def current_prompt(self) -> str:
        """Return the key of the prompt that has the focus; empty for none."""
        field = self._current()
        return "" if field is None or field.line is None else field.line.key

    def share_current(self) -> None:
        """Share the answer that has the focus, or take that back."""
        field = self._current()
        if field is None:
            self.told.emit("Go into the answer that brothers and sisters share, then try again.")
            return
        self._share(field)

    def _current(self) -> AnswerField | None:
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next((one for one in self.fields if one.isAncestorOf(focus)), None)

    @Slot()
    def _on_share_asked(self) -> None:
        sender = self.sender()
        if isinstance(sender, AnswerField):
            self._share(sender)

    def _share(self, field: AnswerField) -> None:
        card, line = self._card, field.line
        if card is None or line is None:
            return
        field.edit.flush()
        if not card.siblings:
            self.told.emit("No brothers and sisters are named yet: name them beside the card.")
            return
        if not field.edit.text().strip():
            self.told.emit("Nothing is written here yet: write the answer, then share it.")
            return
        work, answer = self._desk.work, line.answer
        others = [] if line.read_on else [case for case, _ in card.open_siblings]
        signed = [child for case, child in card.siblings if (case, child) not in card.open_siblings]
        if not others and not line.read_on:
            # The service says why: every one of them is signed off.
            others = [case for case, _ in card.siblings]
        shown = [child for case, child in card.siblings if case in others]

        def told(_changes: object) -> None:
            left = f" Not on {_listed(tuple(signed))}: signed off." if signed else ""
            words = f"Read on the card of {_listed(tuple(shown))} too." if shown else ""
            self.told.emit(f"{words}{left}" if words else "Read on this card alone.")

        self._desk.do(lambda: cases.share_answer(work, answer, others), told)
