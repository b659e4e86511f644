"""The coverage view: one area's topics by source, and beside them the topic or a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.support import counted
from ilacs_desktop.services.findings import coverage, finding_rows
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.findings.card import FindingView
from ilacs_desktop.ui.pages.findings.matrix import Matrix
from ilacs_desktop.ui.pages.findings.topic import TopicView
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.scrolled import scrolling
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.services.findings.coverage import AreaCoverage
    from ilacs_desktop.services.findings.finding_rows import FindingRow
    from ilacs_desktop.ui.desk import Desk


_WIDE_EMS = 50
"""Below this width the opened cell takes the place of the matrix."""
_LEGEND = (
    "+ strength   △ concern   · neither   — none; the figure counts notes. Topics are prompts, not "
    "requirements. A figure after an area: topics that nobody has looked at. One child’s record, "
    "practitioner and manager are one source. Enter opens a cell, Esc leads back."
)


class CoverageView(QWidget):
    """What do we know and what has nobody looked at yet.

    Signals:
        opened: (kind, id) of a record to show on its page.
        finding_asked: ids of the notes to make a finding from.
    """

    opened = Signal(str, str)
    finding_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matrix: coverage.Matrix | None = None
        self._findings: dict[str, FindingRow] = {}
        self._finding = ""
        areas = [(one.key, one.short) for one in desk.edition.areas_in_body_order()]
        self.areas = ViewSwitch("Judgement area", areas)
        self._facts = FlowRow(gap=1)
        self.matrix = Matrix()
        self._scope = Words("", "soft", wrap=True)
        self.topic = TopicView(desk)
        self.card = FindingView(desk)
        self._back = Button("Back to the topic", "link", icon="chevron-left")
        self._leave = Button("Back to the topics", "link", icon="chevron-left")
        self._leave.setToolTip("Back to the topics (Esc)")
        self._side = QStackedWidget()
        self._left, self._right = QWidget(), QWidget()
        self._is_narrow = self._is_open = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panel = Panel(pad=2)
        panel.add(self.matrix, 1)
        self._legend = Words("", "caption", wrap=True)
        finding = QWidget()
        inner = QVBoxLayout(finding)
        dress.set_space(inner, 0, 1)
        inner.addWidget(self._back)
        inner.addWidget(self.card)
        for widget in (self.topic, finding):
            self._side.addWidget(scrolling(widget))
        left, right = QVBoxLayout(self._left), QVBoxLayout(self._right)
        for layout in (left, right):
            dress.set_space(layout, 0, 2)
        for widget in (self._facts, self._scope):
            left.addWidget(widget)
        left.addWidget(panel, 1)
        left.addWidget(self._legend)
        right.addWidget(self._leave)
        right.addWidget(self._side, 1)
        self._leave.hide()
        row = QHBoxLayout()
        dress.set_space(row, 0, 3)
        row.addWidget(self._left, 14)
        row.addWidget(self._right, 5)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.areas)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.areas.view_chosen.connect(self._on_area)
        self.matrix.cell_chosen.connect(self._on_cell)
        self.matrix.cell_opened.connect(self._on_cell_opened)
        self.matrix.folded.connect(self._show_legend)
        self.topic.finding_opened.connect(self.show_finding)
        self.topic.note_opened.connect(self._on_note)
        self.topic.finding_asked.connect(self.finding_asked)
        # After the topic's own answer to the key, which hides the reason once it is taken.
        self.topic.reason.returnPressed.connect(self._on_set_aside)
        self.card.opened.connect(self.opened)
        self._back.clicked.connect(self.show_topic_side)
        self._leave.clicked.connect(self.leave_cell)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._right)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave_cell)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fold()

    def _fold(self) -> None:
        em = QFontMetrics(QApplication.font()).height()
        self._is_narrow = self.width() < _WIDE_EMS * em
        self._show_sides()

    @override
    def minimumSizeHint(self) -> QSize:
        # The opened cell folds away by itself, so the window may be as narrow as one of the two.
        wide = max(self._left.minimumSizeHint().width(), self._right.minimumSizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    def _show_sides(self) -> None:
        """Show both sides, or on a narrow window the one that is being read."""
        self._left.setVisible(not (self._is_narrow and self._is_open))
        self._right.setVisible(self._is_open or not self._is_narrow)
        self._leave.setVisible(self._is_narrow)

    @property
    def side(self) -> QWidget:
        """Return what stands beside the matrix."""
        return self._side

    def show_work(self, rows: Sequence[FindingRow] | None = None) -> None:
        """Show coverage as it is now.

        Args:
            rows: every finding, where they were read already.
        """
        work = self._desk.work
        held = finding_rows.rows(work) if rows is None else rows
        self._findings = {row.id: row for row in held}
        self._matrix = coverage.matrix(work)
        # A focused visit offers only the areas that its scope reaches.
        self.areas.offer([area.key for area in self._matrix.areas])
        for area in self._matrix.areas:
            self.areas.set_figure(area.key, area.untouched)
        self._scope.setText(f"Scope: {self._matrix.scope}" if self._matrix.scope else "")
        self._scope.setVisible(bool(self._matrix.scope))
        self._show_area()

    def _area(self) -> AreaCoverage | None:
        areas = self._matrix.areas if self._matrix else ()
        wanted = self.areas.current
        return next((one for one in areas if one.key == wanted), None)

    def _show_area(self) -> None:
        area = self._area()
        self._facts.clear()
        self._facts.add(
            Words("Nothing of this area is in scope." if area is None else area.label, "strong")
        )
        if area is not None:
            self._facts.add(Words(counted(len(area.rows), "topic"), "soft"))
            for count, kind, words in (
                (area.untouched, "neutral", f"{area.untouched} nobody has looked at"),
                (area.one_source, "neutral", f"{area.one_source} with one source"),
                (area.disputed, "concern", f"{area.disputed} disputed"),
            ):
                if count:
                    self._facts.add(Chip(kind, words))  # type: ignore[arg-type]
        columns = self._matrix.columns if self._matrix else ()
        self.matrix.show_area(area, columns)
        self._show_legend()
        if self._finding:
            self.show_finding(self._finding)

    @Slot()
    def _show_legend(self) -> None:
        brief = self.matrix.table.brief_words()
        heads = f" {brief}." if brief and self.matrix.table.is_brief else ""
        self._legend.setText(f"{_LEGEND}{heads}")

    def choose_topic(self, topic: str) -> bool:
        """Show a topic, in whichever area it is."""
        for area in self._matrix.areas if self._matrix else ():
            if any(row.key == topic for row in area.rows):
                self.areas.set_current(area.key)
                self.show_topic_side()
                self._show_area()
                return self.matrix.choose(topic)
        return False

    @Slot()
    def show_topic_side(self) -> None:
        """Show the topic beside the matrix."""
        self._finding = ""
        self._side.setCurrentIndex(0)

    @Slot()
    def leave_cell(self) -> None:
        """Go back to the cell of the matrix that was opened."""
        self._is_open = False
        self.show_topic_side()
        self._show_sides()
        self.matrix.setFocus()

    @Slot()
    def _on_set_aside(self) -> None:
        """Lead back to the matrix: Enter pressed twice would take the topic up again."""
        if self.topic.reason.isHidden():
            self.leave_cell()

    @Slot(str)
    def show_finding(self, finding: str) -> None:
        """Show a finding beside the matrix."""
        card = finding_rows.card(self._desk.work, finding)
        if card is None:
            self.show_topic_side()
            return
        self._finding = finding
        self.card.show_card(card)
        self._side.setCurrentIndex(1)

    @Slot()
    def _on_area(self) -> None:
        self.show_topic_side()
        self._show_area()

    @Slot(object, object)
    def _on_cell(self, topic: object, origin: object) -> None:
        row = self._matrix.row(str(topic)) if self._matrix and topic is not None else None
        self.topic.setVisible(row is not None)
        if row is None or self._matrix is None:
            return
        keys = [key for key, _ in self._matrix.columns]
        at = keys.index(str(origin)) if origin is not None else -1
        label = self._matrix.columns[at][1] if at >= 0 else ""
        if self._finding and self._finding not in row.findings:
            self.show_topic_side()
        self.topic.show_topic(row, at, label, self._findings)

    @Slot(object, object)
    def _on_cell_opened(self, _topic: object, _origin: object) -> None:
        self.show_topic_side()
        self._is_open = True
        self._show_sides()
        target = self.topic.notes if self.topic.notes.rows else self.topic.aside
        target.setFocus()

    @Slot(str)
    def _on_note(self, note: str) -> None:
        self.opened.emit("evidence", note)
