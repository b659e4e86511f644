"""The view of all checks: what is open, what was accepted by whom, what is turned off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.checks.catalogue import BY_KEY, LEVELS
from ilacs_desktop.services.checks.refusal import where_words
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.report.checks.detail import CheckDetail
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.checks.remark import Place, Remark
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.pages.report.checks.checker import Checker
    from ilacs_desktop.ui.widgets.chip import ChipKind

OPEN, ACCEPTED, OFF = "open", "accepted", "off"
_LISTS = ((OPEN, "Open"), (ACCEPTED, "Accepted"), (OFF, "Turned off"))
_CHIPS: dict[str, ChipKind] = {"stop": "concern", "warning": "concern", "info": "neutral"}
_NOTHING = {
    OPEN: "Nothing to remark on.",
    ACCEPTED: "Nothing has been accepted.",
    OFF: "No check is turned off.",
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the list: a remark, or a check that is turned off."""

    key: str
    check: str
    words: str
    where: str
    level: str
    remark: Remark | None = None


class ChecksView(QWidget):
    """All that the checks say, with what to do about each.

    Signals:
        place_asked: (remark, place) that the person wants to go to.
    """

    place_asked = Signal(object, object)

    def __init__(self, desk: Desk, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checker = checker
        self._total = Words("", "strong", wrap=True)
        self.switch = ViewSwitch("Which remarks", _LISTS)
        self._model: TableModel[CheckLine] = TableModel(
            (
                Column(
                    "Remark", lambda one: one.words, second=lambda one: one.where, chip=_level_chip
                ),
            ),
            key=lambda one: one.key,
            parent=self,
        )
        self.list = MasterList("Remarks of the checks", self._model)
        self._none = Words("", "soft", wrap=True)
        self.detail = CheckDetail(desk)
        lines = Panel("Checks", pad=2)
        lines.add(self._total)
        lines.add(self.switch)
        lines.add(self._none)
        lines.add(self.list, 1)
        self._panes = ThreePane(lines, self.detail, list_title="Remarks")
        self._panes.restore_state({"list": 460})
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._panes, 1)
        self.switch.view_chosen.connect(self._show)
        self.list.record_chosen.connect(self._on_chosen)
        self.list.record_opened.connect(self._on_opened)
        self.detail.go_asked.connect(self._on_go)
        self.detail.decided.connect(self._on_decided)
        checker.told.connect(self._show)
        self._show()

    def show_changes(self, changes: Changes | None) -> None:
        """Show what changed; remarks come by themselves once they are read."""
        if changes is None:
            self._show()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list, and what is known of the remark chosen."""
        return self._panes.shown_panes()

    def choose(self, remark: Remark) -> None:
        """Make a remark the current one."""
        self.switch.set_current(OPEN)
        self._show()
        self.list.choose(f"{remark.key}:{remark.start}")

    @Slot()
    def _show(self) -> None:
        checked, kind = self._checker.checked, self.switch.current
        figures = {OPEN: len(checked.open), ACCEPTED: len(checked.accepted), OFF: len(checked.off)}
        for key, figure in figures.items():
            self.switch.set_figure(key, figure)
        self._total.setText(self._total_words())
        if kind == OFF:
            rows = [
                CheckLine(key, key, BY_KEY[key].title, LEVELS[BY_KEY[key].level], "")
                for key in checked.off
            ]
        else:
            told = checked.open if kind == OPEN else checked.accepted
            rows = [self._line(one) for one in told]
        unique = {one.key: one for one in rows}
        self._model.set_rows(unique.values())
        self._none.setText(_NOTHING[kind])
        self._none.setVisible(not unique)
        self.list.setVisible(bool(unique))
        self._on_chosen(self.list.current_key())

    def _line(self, remark: Remark) -> CheckLine:
        document = self._checker.document
        where = where_words(document, remark.place) if document is not None else ""
        if len(remark.places) > 1:
            where = f"{where} and {len(remark.places) - 1} more"
        if remark.level == "stop":
            where = f"{LEVELS['stop']} · {where}"
        if remark.accepted is not None:
            where = f"{where} · accepted by {remark.accepted.by}"
        return CheckLine(
            f"{remark.key}:{remark.start}", remark.check, remark.words, where, remark.level, remark
        )

    def _total_words(self) -> str:
        checked = self._checker.checked
        stops, warnings = checked.count("stop"), checked.count("warning")
        known = checked.count("info")
        if not checked.open:
            return "Nothing stands in the way of the published version."
        bars = f"{_counted(stops, 'hard stop')} {'bars' if stops == 1 else 'bar'} the published"
        first = f"{bars} version." if stops else "No hard stop."
        return f"{first} {_counted(warnings, 'warning')}, {known} to know."

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        line = self._model.value_of(key) if isinstance(key, str) else None
        if line is None:
            self.detail.show_nothing()
        elif line.remark is None:
            self.detail.show_off(line.check)
        else:
            self.detail.show_remark(line.remark, line.where, self._text_of(line.remark))

    def _text_of(self, remark: Remark) -> str:
        document = self._checker.document
        item = document.item(remark.paragraph) if document is not None else None
        return item.text if item is not None else ""

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        line = self._model.value_of(key) if isinstance(key, str) else None
        if line is None or line.remark is None:
            return
        if line.remark.paragraph or line.remark.section:
            self.place_asked.emit(line.remark, line.remark.place)
        else:
            self.detail.finding.click()

    @Slot()
    def _on_decided(self) -> None:
        """Go on in the list, where the next remark is chosen already."""
        self.list.setFocus()

    @Slot(object, object)
    def _on_go(self, remark: Remark, place: Place) -> None:
        self.place_asked.emit(remark, place)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _level_chip(line: CheckLine) -> ChipValue | None:
    if not line.level:
        return None
    return ChipValue(_CHIPS[line.level], BY_KEY[line.check].short)
