"""Beside a judgement: its findings with what is for and against, grade meanings, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.edition import needs_check, tag_words
from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.judgements import judgement_cards, judgements
from ilacs_desktop.services.judgements.judgements import OVERALL
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.services.report import resting
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import Column, TableModel
from ilacs_desktop.ui.pages.finding_lines import FindingLines
from ilacs_desktop.ui.pages.judgements.criteria import CriteriaPanel
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Grade
    from ilacs_desktop.services.judgements.judgement_cards import Card, LogLine
    from ilacs_desktop.services.report.resting import FindingLine
    from ilacs_desktop.ui.desk import Desk

_LOG_LINES = 12


class JudgementContext(QWidget):
    """What the team looks at while it decides.

    Signals:
        area_asked: key of another area.
    """

    area_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._area = ""
        self.findings = FindingLines()
        self._counts = Words("", "soft", wrap=True)
        self._list_panel = Panel("Findings in this area")
        self._list_panel.add(self._counts)
        self._list_panel.add(self.findings)
        self.areas = _AreaList()
        self._area_panel = Panel("The areas’ grades")
        self._area_panel.add(self.areas)
        self._meanings = _Meanings()
        self.criteria = CriteriaPanel(desk)
        self._log_panel = Panel("Changes")
        self._log = Words("", wrap=True)
        self._log_panel.add(self._log)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        meant = (self._meanings, self.criteria)
        for panel in (self._list_panel, self._area_panel, *meant, self._log_panel):
            column.addWidget(panel)
        column.addStretch(1)
        self.findings.opened.connect(self._on_finding)
        self.areas.record_opened.connect(self._on_area)

    def show_card(self, card: Card, changes: Changes | None) -> None:
        """Show what belongs to an area.

        Args:
            card: the area's judgement.
            changes: what a command changed; None where another area comes to the screen.
        """
        work = self._desk.work
        is_open = judgements.is_open(work.snapshot)
        is_overall = card.area.key == OVERALL
        self._list_panel.setVisible(not is_overall)
        self._area_panel.setVisible(is_overall)
        if is_overall:
            self.areas.show_cards(judgement_cards.cards(work)[:-1])
        else:
            lines = resting.of_area(work, card.area.key)
            self.findings.show_lines(lines)
            self._counts.setText(_counts(lines))
        self._meanings.show_scale(work.edition.scale if is_open else ())
        self.criteria.show_area(card.area.key)
        self._log_panel.setVisible(is_open)
        other, self._area = card.area.key != self._area, card.area.key
        if is_open and (other or changes is None or changes.touches("judgement")):
            area = card.area.key
            self._desk.runner.read(
                lambda: judgement_cards.log(work, area), self._show_log, key="judgement-log"
            )

    def _show_log(self, lines: tuple[LogLine, ...]) -> None:
        told = [f"{_when(line.at)} · {line.who}\n{line.words}" for line in lines[:_LOG_LINES]]
        if len(lines) > _LOG_LINES:
            told.append(f"… and {len(lines) - _LOG_LINES} before")
        self._log.setText("\n".join(told) or "None yet.")

    @Slot(str)
    def _on_finding(self, finding: str) -> None:
        self._desk.show("finding", finding)

    @Slot(object)
    def _on_area(self, key: object) -> None:
        if key is not None:
            self.area_asked.emit(str(key))


class _AreaList(MasterList):
    """The areas with their grades, beside the overall one."""

    def __init__(self) -> None:
        self._cards: TableModel[Card] = TableModel(
            (Column("", lambda card: card.area.short, second=lambda card: card.shown),),
            key=lambda card: card.area.key,
        )
        super().__init__("Grades of the areas", self._cards)
        self._cards.setParent(self)

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show the areas."""
        self._cards.set_rows(cards)
        row = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(len(cards) * row + dress.px(4))


class _Meanings(Panel):
    """What each grade means, in short; never the official descriptors."""

    def __init__(self) -> None:
        super().__init__("What the grades mean")
        self._shown: tuple[Grade, ...] = ()

    def show_scale(self, scale: tuple[Grade, ...]) -> None:
        """Show a scale; it is the same for as long as the inspection is open."""
        self.setVisible(bool(scale))
        if not scale or scale == self._shown:
            return
        self._shown = scale
        for grade in scale:
            row = FlowRow()
            row.add(Words(grade.label, "strong"))
            if needs_check(grade.tag):
                row.add(Chip("neutral", tag_words(grade.tag)))
            self.add(row)
            self.add(Words(grade.meaning, "soft", wrap=True))


def _counts(lines: tuple[FindingLine, ...]) -> str:
    if not lines:
        return "No finding yet. Make them on the Findings page, from evidence."
    by_kind: dict[str, int] = {}
    for line in lines:
        by_kind[line.kind_label] = by_kind.get(line.kind_label, 0) + 1
    said = [
        counted(number, label.lower(), _plural(label.lower())) for label, number in by_kind.items()
    ]
    back = sum(line.figures.pieces_for for line in lines)
    against = sum(line.figures.pieces_against for line in lines)
    return f"{', '.join(said)} · notes: {back} for, {against} against"


def _plural(label: str) -> str:
    return label.replace("area ", "areas ", 1) if label.startswith("area ") else f"{label}s"


def _when(at: str) -> str:
    day = read_day(at)
    return f"{short_day(day)} {at[11:16]}" if day else at
