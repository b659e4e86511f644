"""Beside the text: what the paragraph at hand rests on, down to the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea
from typing_extensions import override

from ilacs_desktop.services.report import crossing, ties, under_paragraph
from ilacs_desktop.services.report.under_paragraph import FINDING
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.finding_lines import SIGNS
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.short_table import ShortTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.report.outline import Item, Outline
    from ilacs_desktop.services.report.ties import SentenceRest
    from ilacs_desktop.services.report.under_paragraph import UnderRow
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.chip import ChipKind

_SIDES: dict[str, ChipKind] = {"for": "strength", "against": "concern"}
_KINDS = {"finding": "finding", "note": "evidence", "claim": "la_claim"}


class _Table(ShortTable):
    """The list, with letters of its own for what is done to the row at hand."""

    tie_asked = Signal()
    whole_asked = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if event.key() == Qt.Key.Key_T:
                self.tie_asked.emit()
                return
            if event.key() == Qt.Key.Key_W:
                self.whole_asked.emit()
                return
        super().keyPressEvent(event)


class EvidencePanel(Panel):
    """Findings in their own words, each with its notes, and the sentence at the cursor.

    Signals:
        back_asked: the keys are to go back into the paragraph.
    """

    back_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Evidence", parent, pad=2)
        self._desk = desk
        self._item: Item | None = None
        self._told = ties.Ties((), (), {})
        self._at = 0
        self._document: Outline | None = None
        self._place = Words("", "soft", wrap=True)
        self._sentence = Words("", wrap=True)
        self.tie = Button("&Tie to this sentence")
        self.tie.setToolTip("The finding chosen bears this sentence alone (T)")
        self.whole = Button("&Whole paragraph", "link")
        self.whole.setToolTip("The finding chosen bears the whole paragraph again (W)")
        self._model: TableModel[UnderRow] = TableModel(
            (
                Column(
                    "Finding or note",
                    lambda row: row.text,
                    second=lambda row: row.about,
                    chip=_chip,
                ),
            ),
            key=lambda row: row.key,
            parent=self,
        )
        self.list = _Table(
            "What the paragraph rests on", self._model, opens=False, lines=8, second=2
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = Panel(pad=0)
        inner.add(self.list)
        inner.body.addStretch(1)
        area.setWidget(inner)
        self._area = area
        buttons = FlowRow()
        buttons.add(self.tie)
        buttons.add(self.whole)
        for widget in (self._place, self._sentence, buttons):
            self.add(widget)
        self.add(area, 1)
        self.tie.clicked.connect(self.tie_sentence)
        self.whole.clicked.connect(self._on_whole)
        self.list.tie_asked.connect(self.tie_sentence)
        self.list.whole_asked.connect(self._on_whole)
        self.list.record_opened.connect(self._on_opened)
        self.list.record_chosen.connect(self._on_row)

    def show_item(
        self,
        item: Item | None,
        at: int,
        text: str | None = None,
        document: Outline | None = None,
    ) -> None:
        """Show what a paragraph rests on.

        Args:
            item: the paragraph; None for none.
            at: where the cursor stands in it, in characters.
            text: its words where they are newer than the record's.
            document: whose numbers stand for the marks in it.
        """
        self._document = document
        is_other = item is None or self._item is None or item.id != self._item.id
        self._item = item if item is not None and not item.is_default else None
        self._at = at
        if self._item is None:
            self._told = ties.Ties((), (), {})
            self._model.set_rows(())
        else:
            work = self._desk.work
            self._told = ties.of_paragraph(work, self._item.id, text)
            self._model.set_rows(under_paragraph.rows(work, self._item.id, self._told))
        if is_other:
            self._area.verticalScrollBar().setValue(0)
        self._show_sentence()

    def move_to(self, at: int) -> None:
        """Show which sentence the cursor stands in now."""
        self._at = at
        self._show_sentence()

    def sentence(self) -> SentenceRest | None:
        """Return the sentence at the cursor."""
        every = self._told.sentences
        return next((one for one in every if self._at <= one.end), every[-1] if every else None)

    def _show_sentence(self) -> None:
        one, item = self.sentence(), self._item
        name = f"paragraph {item.number}" if item is not None and item.number else "this paragraph"
        self._place.setText(f"What {name} rests on" if item is not None else "No paragraph at hand")
        shown = one is not None and len(self._told.sentences) > 1
        self._sentence.setVisible(shown)
        if one is not None and shown:
            self._sentence.setText(
                f"Sentence {one.number} of {len(self._told.sentences)}, "
                f"“{_begin(crossing.read(one.text, self._document))}”: {one.words}"
            )
        self.tie.setVisible(one is not None and bool(self._model.rows))
        self._on_row()

    @Slot()
    def _on_row(self, _key: object = None) -> None:
        row, one = self._row(), self.sentence()
        tied = self._told.by_finding.get(row.finding, ()) if row is not None else ()
        is_tied = one is not None and one.number in tied
        self.tie.setText("Un&tie from this sentence" if is_tied else "&Tie to this sentence")
        lost = row is not None and any(each.finding == row.finding for each in self._told.lost)
        self.whole.setVisible(bool(tied) or lost)

    def _row(self) -> UnderRow | None:
        return self._model.value_of(self.list.current_key() or "") or next(
            iter(self._model.rows), None
        )

    @Slot()
    def tie_sentence(self) -> None:
        """Tie the finding chosen to the sentence at the cursor, or untie it."""
        row, one, item, work = self._row(), self.sentence(), self._item, self._desk.work
        if row is None or one is None or item is None:
            return
        finding, words, paragraph = row.finding, one.text, item.id
        if one.number in self._told.by_finding.get(finding, ()):
            self._desk.do(lambda: ties.untie_sentence(work, paragraph, finding, words))
        else:
            self._desk.do(lambda: ties.tie_sentence(work, paragraph, finding, words))

    @Slot()
    def _on_whole(self) -> None:
        row, item, work = self._row(), self._item, self._desk.work
        if row is not None and item is not None:
            finding, paragraph = row.finding, item.id
            self._desk.do(lambda: ties.rest_whole(work, paragraph, finding))

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        row = self._model.value_of(str(key))
        if row is not None:
            kind = "claim" if row.is_claim else row.sort
            self._desk.show(_KINDS[kind], row.record)

    # ---- one key down, one key back ------------------------------------------------------------

    def go_down(self) -> bool:
        """Go one step down: to the finding, then to its first note; say whether there was one."""
        rows = list(self._model.rows)
        if not rows:
            return False
        if not self.list.hasFocus():
            one = self.sentence()
            tied = {line.id for line in one.findings} if one is not None else set()
            first = next((row for row in rows if row.record in tied), rows[0])
            return self._choose(first)
        row = self._row()
        if row is None or row.sort != FINDING:
            self._on_opened(self.list.current_key())
            return True
        below = next(
            (one for one in rows if one.finding == row.finding and one.sort != FINDING), None
        )
        return below is not None and self._choose(below)

    def go_up(self) -> None:
        """Go one step back: from a note to its finding, from there into the paragraph."""
        row = self._row()
        if self.list.hasFocus() and row is not None and row.sort != FINDING:
            over = next(
                one for one in self._model.rows
                if one.finding == row.finding and one.sort == FINDING
            )  # fmt: skip
            self._choose(over)
        else:
            self.back_asked.emit()

    def _choose(self, row: UnderRow) -> bool:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.choose(row.key)
        at = self._model.row_of(row.key)
        box = self.list.visualRect(self._model.index(at, 0))
        middle = self.list.mapToParent(box.center())
        self._area.ensureVisible(middle.x(), middle.y(), 0, box.height())
        return True


def _chip(row: UnderRow) -> ChipValue:
    if row.sort == FINDING:
        return ChipValue(SIGNS.get(row.sign, "neutral"))
    return ChipValue(_SIDES.get(row.sign, "neutral"), "note")


def _begin(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
