"""One change of a returned file: who, when, where, the paragraph then and now, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.report.returned import words
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.returned.returned import OfferRow
    from ilacs_desktop.ui.pages.report.returned.words import Part
    from ilacs_desktop.ui.widgets.chip import ChipKind

_SIGNS: dict[Part, tuple[str, str]] = {"same": ("", ""), "out": ("[−", "−]"), "in": ("[+", "+]")}


class ChangeDetail(Panel):
    """What can be known of a change, and what can be done with it.

    Signals:
        go_asked: id of the paragraph to go to.
    """

    go_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Change", parent, pad=3)
        self._row: OfferRow | None = None
        self._title = Words("", "title", wrap=True)
        self._chip = Chip()
        self._about = Words("", "soft", wrap=True)
        self._note = Words("", "", wrap=True)
        self._conflict = Words("", "caution", wrap=True)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "prose")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The paragraph as it was sent, with the change")
        self.text.setMinimumHeight(dress.px(110))
        self._signs = Words("[−taken out−]  [+put in+]", "caption", wrap=True)
        self._now_head = Words("As it stands here now", "heading")
        self._now = Words("", "prose", wrap=True)
        self.take = Button("Take", "primary", keys="T")
        self.refuse = Button("Refuse", keys="R")
        self.by_hand = Button("Made by hand", keys="H")
        self.go = Button("Go to the paragraph", "link", keys="G")
        self._none = Words("Choose a change to see it in its paragraph.", "soft", wrap=True)
        self._lay_out()
        self.go.clicked.connect(self._on_go)
        self.show_row(None)

    def _lay_out(self) -> None:
        head, self._buttons = FlowRow(), FlowRow()
        head.add(self._title)
        head.add(self._chip)
        for button in (self.take, self.refuse, self.by_hand, self.go):
            self._buttons.add(button)
        for part in (self._none, head, self._about, self._conflict):
            self.add(part)
        self.add(self.text, 1)
        for part in (self._signs, self._note, self._buttons, self._now_head, self._now):
            self.add(part)
        self.body.addStretch(0)
        self._shown = (
            *(self._title, self._chip, self._about, self._conflict, self.text, self._signs),
            *(self._note, self._buttons, self._now_head, self._now),
        )

    @property
    def row(self) -> OfferRow | None:
        """Return the change that is shown."""
        return self._row

    def show_row(self, row: OfferRow | None) -> None:
        """Show a change; none leaves a word of what to do."""
        self._row = row
        for widget in self._shown:
            widget.setVisible(row is not None)
        self._none.setVisible(row is None)
        if row is None:
            return
        self._title.setText(words.SORTS.get(row.sort, row.sort).capitalize())
        self._chip.show_chip(*_state(row))
        self._about.setText(words.about(row))
        self._conflict.setText(f"△ {row.conflict}" if row.conflict else "")
        self._conflict.setVisible(bool(row.conflict))
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        self._write()
        differs = bool(row.now) and row.now.strip() != row.sent.strip()
        self._now.setText(row.now)
        for widget in (self._now_head, self._now):
            widget.setVisible(differs)
        self.take.setVisible(not row.state and not row.conflict)
        self.refuse.setVisible(not row.state)
        self.by_hand.setVisible(not row.state and bool(row.conflict))
        self.go.setVisible(bool(row.now))

    def _write(self) -> None:
        self.text.clear()
        if self._row is None:
            return
        cursor = QTextCursor(self.text.document())
        for piece in words.pieces(self._row):
            opens, closes = _SIGNS[piece.part]
            cursor.insertText(f"{opens}{piece.text}{closes}", _look(piece.part))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Before the base class has made the fields, Qt tells of a font already.
        if event.type() is QEvent.Type.PaletteChange and getattr(self, "_row", None) is not None:
            self._write()

    def _on_go(self) -> None:
        if self._row is not None and self._row.now:
            self.go_asked.emit(self._row.paragraph)


def _state(row: OfferRow) -> tuple[ChipKind, str]:
    if row.state == "taken":
        return "strength", "taken"
    if row.state == "refused":
        return "neutral", "refused"
    return ("concern", "by hand") if row.conflict else ("neutral", "open")


def _look(part: Part) -> QTextCharFormat:
    """Return how words look: struck through or underlined besides their signs and colour."""
    shown, look = dress.current_tokens(), QTextCharFormat()
    if part == "out":
        look.setFontStrikeOut(True)
        look.setForeground(QColor(shown.caution))
    elif part == "in":
        look.setFontUnderline(True)
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(QColor(shown.good))
    return look
