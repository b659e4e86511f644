"""The paragraphs of one section as they are written: number, words, what is to be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Paragraph
from ilacs_desktop.services.checks.catalogue import BY_KEY
from ilacs_desktop.ui.fields.binding import Binding
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.report.edit import ParagraphEdit
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from ilacs_desktop.services.checks.remark import Remark
    from ilacs_desktop.services.report.outline import Item, Section
    from ilacs_desktop.services.report.resting import Rest
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.chip import ChipKind

REST_CHIPS: dict[str, ChipKind] = {
    "sound": "done",
    "one_source": "one",
    "contradicted": "concern",
    "disputed": "concern",
    "withdrawn": "concern",
    "nothing": "concern",
    "no_notes": "concern",
}
_NO_CHIP = frozenset({"rests-on-nothing", "withdrawn"})
"""Checks of what a paragraph rests on, which has a chip of its own."""

_DEFAULT = "Default words, filled in from the facts."


class Block(QWidget):
    """One paragraph of the document."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.item: Item | None = None
        self._number = Words("", "soft")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.edit = ParagraphEdit(lines=1)
        self._default = Words("", "prose", wrap=True)
        self._chips = FlowRow(gap=1)
        self._made = [Chip() for _ in range(6)]
        self._told: list[tuple[ChipKind, str]] = []
        for chip in self._made:
            chip.hide()
            self._chips.add(chip)
        self._chips.hide()
        self._binding = Binding(desk, self.edit, Paragraph, "text", "Write paragraph")
        self._desk = desk
        texts = QVBoxLayout()
        dress.set_space(texts, 0, 1)
        for widget in (self.edit, self._default, self._chips):
            texts.addWidget(widget)
        row = QHBoxLayout(self)
        dress.set_space(row, 0, 2)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def show_item(
        self, section: Section, item: Item, at: int, rest: Rest | None, remarks: list[Remark]
    ) -> None:
        """Show a paragraph; the same one again keeps cursor and unsaved typing.

        Args:
            section: where it stands.
            item: the paragraph.
            at: its place in the section, from 1, for what has no number of its own.
            rest: what it rests on.
            remarks: what the checks say of it.
        """
        self.item = item
        sign = f"{item.number}." if item.number else ("•" if item.bullet else "")
        self._number.setText(sign)
        # Level with the first line of the field, or of the default words.
        self._number.setContentsMargins(0, 0 if item.is_default else dress.space(1.5), 0, 0)
        self._number.setFixedWidth(self._number.fontMetrics().horizontalAdvance("00. "))
        name = f"Paragraph {item.number}" if item.number else f"Paragraph {at}"
        name_field(self.edit, f"{'Point' if item.bullet else name} of {section.title}")
        self.edit.setPlaceholderText("Write here" if not item.is_default else "")
        for widget, hidden in ((self.edit, item.is_default), (self._default, not item.is_default)):
            if widget.isHidden() != hidden:
                widget.setHidden(hidden)
        if item.is_default:
            self._default.setText(item.text)
        else:
            self._binding.show(self._desk.snapshot.record(Paragraph, item.id))
        self._show_chips(item, rest, remarks)

    def flush(self) -> None:
        """Save now what is typed."""
        self._binding.flush()

    def _show_chips(self, item: Item, rest: Rest | None, remarks: list[Remark]) -> None:
        told: list[tuple[ChipKind, str]] = []
        said = item.text.strip() or (rest is not None and rest.findings)
        if rest is not None and rest.words and said and not item.is_default:
            told.append((REST_CHIPS.get(rest.state, "neutral"), rest.words))
        if rest is not None and rest.bare:
            words = "1 sentence" if rest.bare == 1 else f"{rest.bare} sentences"
            told.append(("concern", f"{words} on nothing"))
        if rest is not None and rest.lost:
            told.append(("concern", "a tied sentence is gone"))
        if item.two_versions:
            told.append(("concern", "two versions: choose"))
        grave = (one.check for one in remarks if one.level != "info")
        checks = dict.fromkeys(one for one in grave if one not in _NO_CHIP)
        told += [("concern", BY_KEY[check].short) for check in checks]
        if told == self._told:
            return
        self._told = told
        for at, chip in enumerate(self._made):
            if at < len(told):
                chip.show_chip(*told[at])
            if chip.isHidden() != (at >= len(told)):
                chip.setHidden(at >= len(told))
        self._chips.setHidden(not told)


class Blocks(QWidget):
    """All paragraphs of a section, one below the other; their widgets stay with them.

    Signals:
        chosen: id of the paragraph that has the focus.
        next_asked: id after which a paragraph is to be added.
        split_asked: (id, how many characters stay before the cut).
        join_asked: id to join to the one before it.
        move_asked: (id, -1 for up or 1 for down).
        take_asked: the default words are to become one's own.
        cursor_moved: the field whose cursor has moved, to be kept in view.
    """

    chosen = Signal(str)
    next_asked = Signal(str)
    split_asked = Signal(str, int)
    join_asked = Signal(str)
    move_asked = Signal(str, int)
    take_asked = Signal()
    cursor_moved = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._blocks: dict[str, Block] = {}
        self._spare: list[Block] = []
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 2)
        self._default = Words(_DEFAULT, "soft")
        self._take = Button("Make these words your own")
        self._take.setObjectName("take_default")
        self._take.clicked.connect(self.take_asked)
        self._head = FlowRow()
        self._head.add(self._default)
        self._head.add(self._take)
        self._column.addWidget(self._head)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks in the order shown."""
        return tuple(self._blocks.values())

    def block(self, paragraph: str) -> Block | None:
        """Return a paragraph's block."""
        return self._blocks.get(paragraph)

    def show_section(
        self, section: Section, rests: dict[str, Rest], remarks: tuple[Remark, ...]
    ) -> None:
        """Show a section's paragraphs."""
        # One layout at the end, not one for every widget that is shown or hidden.
        self._column.setEnabled(False)
        self._show_items(section, rests, remarks)
        has_default = any(item.is_default for item in section.items)
        self._head.setVisible(has_default)
        self._take.setVisible(has_default and not section.from_settings)
        self._column.setEnabled(True)
        self._column.activate()

    def _show_items(
        self, section: Section, rests: dict[str, Rest], remarks: tuple[Remark, ...]
    ) -> None:
        wanted = [item.id for item in section.items]
        for gone in [one for one in self._blocks if one not in wanted]:
            self._drop(gone)
        for at, item in enumerate(section.items, 1):
            block = self._blocks.get(item.id)
            if block is None:
                block = self._blocks[item.id] = self._made_for(item.id)
            told = [one for one in remarks if one.paragraph == item.id]
            block.show_item(section, item, at, rests.get(item.id), told)
        self._blocks = {key: self._blocks[key] for key in wanted}
        for at, block in enumerate(self._blocks.values(), 1):
            if self._column.indexOf(block) != at:
                self._column.insertWidget(at, block)
            if block.isHidden():
                block.show()
        self._order_focus()

    def _order_focus(self) -> None:
        """Let Tab go through the paragraphs as they are read, whenever their fields were made."""
        before: QWidget = self._take
        for block in self._blocks.values():
            QWidget.setTabOrder(before, block.edit)
            before = block.edit

    def neighbour(self, paragraph: str, step: int) -> str:
        """Return the id of the paragraph before or after another; empty beyond the ends."""
        keys = list(self._blocks)
        at = keys.index(paragraph) + step if paragraph in keys else -1
        return keys[at] if 0 <= at < len(keys) else ""

    def focus(self, paragraph: str, *, at_end: bool = True) -> bool:
        """Put the cursor into a paragraph; say whether it can be written in."""
        block = self._blocks.get(paragraph)
        if block is None or block.item is None or block.item.is_default:
            return False
        block.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        block.edit.put_cursor(at_end=at_end)
        return True

    def _made_for(self, paragraph: str) -> Block:
        """Return a block for a paragraph: one that is spare, or a new one."""
        block = self._spare.pop() if self._spare else self._make()
        block.edit.setProperty("paragraph", paragraph)
        return block

    def _make(self) -> Block:
        block = Block(self._desk)
        block.hide()
        edit = block.edit
        edit.entered.connect(self._on_entered)
        edit.finished.connect(self._on_finished)
        edit.split_asked.connect(self._on_split)
        edit.join_asked.connect(self._on_join)
        edit.move_asked.connect(self._on_move)
        edit.left.connect(self._on_left)
        edit.cursorPositionChanged.connect(self._on_cursor)
        return block

    def _drop(self, paragraph: str) -> None:
        """Take a block away; it is kept for another paragraph, because making one takes time."""
        block = self._blocks.pop(paragraph)
        block.hide()
        self._column.removeWidget(block)
        self._spare.append(block)

    def _sender(self) -> str:
        return str(self.sender().property("paragraph"))

    @Slot()
    def _on_entered(self) -> None:
        self.chosen.emit(self._sender())

    @Slot()
    def _on_finished(self) -> None:
        self.next_asked.emit(self._sender())

    @Slot(int)
    def _on_split(self, at: int) -> None:
        self.split_asked.emit(self._sender(), at)

    @Slot()
    def _on_join(self) -> None:
        self.join_asked.emit(self._sender())

    @Slot(int)
    def _on_move(self, step: int) -> None:
        self.move_asked.emit(self._sender(), step)

    @Slot()
    def _on_cursor(self) -> None:
        self.cursor_moved.emit(self.sender())

    @Slot(int)
    def _on_left(self, step: int) -> None:
        other = self.neighbour(self._sender(), step)
        if other:
            self.focus(other, at_end=step < 0)
