"""Referrals back: the list, immediate risk first, and what has become of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.cases import referral_rows, referrals
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.cases.follow_up import FollowUp
from ilacs_desktop.ui.pages.cases.refer import ReferForm
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.three_pane import ThreePane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.services.cases.referral_rows import ReferralLine
    from ilacs_desktop.ui.desk import Desk


class ReferralsView(QWidget):
    """Every referral back of the inspection.

    Signals:
        case_asked: id of a child's card to show.
        record_asked: (kind, id) of a record on another page.
        paper_asked: id of the referral back whose note to the LA is wanted as a file.
        told: something to say in the status line.
    """

    case_asked = Signal(str)
    record_asked = Signal(str, str)
    paper_asked = Signal(str)
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model: TableModel[ReferralLine] = TableModel(
            (
                Column(
                    "Referral back",
                    lambda one: f"{one.number} · {one.about}",
                    second=_second,
                    chip=_chip,
                    strong=True,
                ),
            ),
            key=lambda one: one.id,
            parent=self,
        )
        self.list = MasterList("Referrals back", self._model)
        self._detail = FollowUp(desk)
        self.form = ReferForm(desk)
        self._empty = EmptyState(
            "flag",
            "Nothing referred back",
            "On a child's card, Ctrl+R refers the child back. A concern about a home or a "
            "professional is raised from here.",
            "Refer back",
        )
        self._middle = CurrentStack()
        for widget in (self._detail, self.form, self._empty):
            self._middle.addWidget(widget)
        new = Button("&New", icon="plus")
        new.setAccessibleName("New referral back about a home or a professional")
        self._count = Words("", "soft", wrap=True)
        panel = ListPanel("Referrals back", self.list, end=new, fields=(self._count,))
        self.panes = ThreePane(panel, self._middle, list_title="Referrals back")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(self.panes)
        self.list.record_chosen.connect(self._on_chosen)
        new.clicked.connect(self.begin)
        self._empty.acted.connect(self.begin)
        self.form.raised.connect(self.open_referral)
        self.form.told.connect(self.told)
        self.form.left.connect(self.show_work)
        self.list.record_opened.connect(self._on_opened)
        self._detail.case_asked.connect(self.case_asked)
        self._detail.record_asked.connect(self.record_asked)
        self._detail.paper_asked.connect(self.paper_asked)
        self._detail.ended.connect(self._on_ended)

    @Slot()
    def show_work(self) -> None:
        """Show the referrals back as they are now."""
        lines = referral_rows.lines(self._desk.work)
        self._model.set_rows(lines)
        self._count.setText(_count_words(lines))
        if self._middle.currentWidget() is self.form and self.form.isVisible():
            return
        self._show_current()

    @Slot(str)
    def show_referral(self, referral: str) -> bool:
        """Show one referral back."""
        self._model.set_rows(referral_rows.lines(self._desk.work))
        self._middle.setCurrentWidget(self._detail)
        found = self.list.choose(referral)
        self._show_current()
        return found

    def step(self, by: int) -> None:
        """Go to the next or the previous one."""
        key = self._model.key_at(self._model.row_of(self.list.current_key()) + by)
        if key is not None:
            self.list.choose(key)

    def first_focus(self) -> QWidget:
        """Return where the keys go when this is shown."""
        return self.list if self._model.rowCount() else self._empty

    @Slot(str)
    def open_referral(self, referral: str) -> bool:
        """Show one referral back, the keyboard in the field of its next step."""
        found = self.show_referral(referral)
        if found:
            self._detail.next_field().setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.panes.front("work")
        self._detail.next_field().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_ended(self) -> None:
        self.panes.front("list")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def begin(self, *, evidence: str = "", immediate: bool = False) -> None:
        """Begin one about no child's card; the note it is raised from may be given."""
        self._middle.setCurrentWidget(self.form)
        self.form.begin("", "", evidence=evidence, immediate=immediate)
        self.panes.front("work")

    @Slot(object)
    def _on_chosen(self, _key: object) -> None:
        if self._middle.currentWidget() is not self.form:
            self._show_current()

    def _show_current(self) -> None:
        key = self.list.current_key()
        line = self._model.value_of(key) if key is not None else None
        if line is None:
            self._middle.setCurrentWidget(self._empty)
            return
        self._detail.show_line(line)
        self._middle.setCurrentWidget(self._detail)


def _second(one: ReferralLine) -> str:
    state = referrals.STATE_WORDS.get(one.state, one.state)
    raised = f"raised {one.age}" if one.is_open and one.age else ""
    return " · ".join(part for part in (one.due or state, raised, one.concern) if part)


def _count_words(lines: Sequence[ReferralLine]) -> str:
    is_open = sum(one.is_open for one in lines)
    late = sum(one.is_late for one in lines)
    return f"{len(lines)} in all · {is_open} open · {late} late" if lines else ""


def _chip(one: ReferralLine) -> ChipValue | None:
    if not one.is_open:
        return ChipValue("done") if one.state == "closed" else ChipValue("neutral", "withdrawn")
    if one.immediate:
        return ChipValue("risk")
    return ChipValue("concern") if one.state == "escalated" else None
