"""One area's judgement: closed until the meeting, then grade, reasons, dissent and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Judgement
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.judgements.judgements import OVERALL
from ilacs_desktop.services.record.time_words import day_words, read_day
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.judgements.board import BoardPanel
from ilacs_desktop.ui.pages.judgements.meeting import MeetingPanel
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickList
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.services.judgements.judgement_cards import Card
    from ilacs_desktop.ui.desk import Desk

_REASONS = "What the weight of evidence says, and why not the grade above or below."
_DISSENT = "Who saw it otherwise, and why. Anyone on the team may write here."


class JudgementView(QWidget):
    """The work of the Judgements page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._area = ""
        self._title = Words("", "title", wrap=True)
        self._chips = [Chip() for _ in range(2)]
        self.meeting = MeetingPanel(desk)
        self._warnings = _Warnings()
        self._panel = Panel("Grade")
        self.provisional = ChoiceField()
        self.final = ChoiceField()
        self._decided = Words("", "caption", wrap=True)
        self.reasons = ProseEdit(placeholder=_REASONS, lines=6)
        self.dissent = ProseEdit(placeholder=_DISSENT, lines=2)
        self._bindings = Bindings(desk, Judgement)
        self._bindings.tie(self.reasons, "reasons", "Write reasons")
        self._bindings.tie(self.dissent, "dissent", "Write dissent")
        self.dissent_by = TickList(columns=2)
        self._offered: list[tuple[str, str]] = []
        self._bindings.tie(self.dissent_by, "dissent_by", "Say who dissents")
        self.board = BoardPanel(desk)
        self._lay_out()
        self.provisional.key_chosen.connect(self._on_provisional)
        self.final.key_chosen.connect(self._on_final)

    def _lay_out(self) -> None:
        head = FlowRow()
        for chip in self._chips:
            head.add(chip)
        rows = FormRows(columns=2)
        rows.add_row("&Provisional grade", self.provisional)
        rows.add_row("Fi&nal grade", self.final)
        rows.add_row("Rea&sons", self.reasons, wide=True)
        rows.add_row("&Dissent", self.dissent, wide=True)
        rows.add_row("Who dissents", self.dissent_by, wide=True)
        self._panel.add(rows)
        self._panel.add(self._decided)
        self._column = QVBoxLayout(self)
        dress.set_space(self._column, 0, 2)
        shown = (self._title, head, self._warnings, self._panel, self.board, self.meeting)
        for widget in shown:
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def show_card(self, card: Card) -> None:
        """Show an area; the same one again keeps cursor and unsaved typing."""
        work = self._desk.work
        self._area = card.area.key
        self._title.setText(card.area.label)
        self.meeting.show_work()
        is_open = judgements.is_open(work.snapshot)
        self._panel.setVisible(is_open)
        self.board.setVisible(is_open)
        # Until it is open the meeting is what there is to do; then it is a note at the foot.
        self._column.removeWidget(self.meeting)
        self._column.insertWidget(5 if is_open else 3, self.meeting)
        self._show_chips(card, is_open=is_open)
        self._warnings.show_warnings(
            judgements.warnings(work.snapshot, work.edition) if is_open else (),
            in_full=card.area.key == OVERALL,
        )
        if not is_open:
            self._bindings.show(None)
            return
        self._show_grades(card)
        self.board.show_area(card.area.key)
        self._offer_members()
        self._bindings.show(work.snapshot.record(Judgement, card.id))

    def _offer_members(self) -> None:
        offered = [(one.id, one.name or one.letter) for one in self._desk.work.members]
        if offered != self._offered:
            self._offered = offered
            self.dissent_by.set_options(offered)

    def _show_chips(self, card: Card, *, is_open: bool) -> None:
        kind, two = self._chips
        words = "to be decided"
        if card.final:
            words = f"{card.shown} · final"
        elif card.provisional:
            words = f"{card.shown} · provisional"
        kind.show_chip("accent" if is_open and card.shown != "to be decided" else "neutral", words)
        two.show_chip("concern", "two versions: choose")
        two.setVisible(card.two_versions)

    def _show_grades(self, card: Card) -> None:
        scale = [(grade.key, grade.label) for grade in self._desk.edition.scale]
        options = [("", "to be decided"), *scale]
        lead = self._desk.work.is_lead
        for field, key in ((self.provisional, card.provisional), (self.final, card.final)):
            field.set_options(options)
            field.set_key(key)
            field.setEnabled(lead)
            field.setToolTip("" if lead else "The lead inspector decides the grade.")
        said = ""
        day = read_day(card.decided_at)
        if day is not None:
            said = f"Decided by {card.decided_by}, {day_words(day)}, {card.decided_at[11:16]}"
        elif not lead:
            said = "The lead inspector decides the grade."
        self._decided.setText(said)
        self._decided.setVisible(bool(said))

    @Slot(object)
    def _on_provisional(self, key: object) -> None:
        self._choose(str(key), final=False)

    @Slot(object)
    def _on_final(self, key: object) -> None:
        self._choose(str(key), final=True)

    def _choose(self, grade: str, *, final: bool) -> None:
        work, area = self._desk.work, self._area
        self._desk.do(
            lambda: judgements.choose_grade(work, area, grade, final=final),
            failed=self._not_chosen,
        )

    def _not_chosen(self, error: BaseException) -> None:
        self._desk.trouble.emit(error)


class _Warnings(QFrame):
    """What speaks against the overall grade, given the areas'; a warning and never a grade."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "caution")
        self._words = Words("", wrap=True)
        column = QVBoxLayout(self)
        dress.set_space(column, 3, 1)
        column.addWidget(self._words)
        self.hide()

    def show_warnings(self, warnings: tuple[str, ...], *, in_full: bool) -> None:
        """Show them in full beside the overall grade, and that there are some elsewhere."""
        if in_full:
            text = "\n".join(f"△ {words}" for words in warnings)
        else:
            text = "△ The overall grade and the areas’ have not gone together in real reports."
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(warnings))
