"""The Cases page: the children looked at, one card at a time, with the journey beside it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence, ReferralBack
from ilacs_desktop.services.cases import case_cards, cases, referral_rows
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.data import journeys
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Count, Page
from ilacs_desktop.ui.pages.cases import card_questions
from ilacs_desktop.ui.pages.cases.add import AddChild
from ilacs_desktop.ui.pages.cases.card import CardView
from ilacs_desktop.ui.pages.cases.context import CaseContext
from ilacs_desktop.ui.pages.cases.dip import DipView
from ilacs_desktop.ui.pages.cases.list import CaseList
from ilacs_desktop.ui.pages.cases.progress import ProgressView
from ilacs_desktop.ui.pages.cases.refer import ReferForm
from ilacs_desktop.ui.pages.cases.referrals import ReferralsView
from ilacs_desktop.ui.paper_export import PaperExport
from ilacs_desktop.ui.widgets.notices import EmptyState
from ilacs_desktop.ui.widgets.scrolled import to_top
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.cases.case_cards import Card
    from ilacs_desktop.services.data.journeys import ChildJourney
    from ilacs_desktop.ui.desk import Desk

_VIEWS = (
    ("cards", "Cards"),
    ("dip", "Dip samples"),
    ("referrals", "Referrals back"),
    ("progress", "Progress"),
)
_KINDS = (
    *("case", "case_answer", "referral_back", "evidence"),
    *("member", "data_set", "sample_draw", "line_of_enquiry"),
)


class CasesPage(Page):
    """Children's records: cards, dip samples, referrals back, progress."""

    key: ClassVar[str] = "cases"
    title: ClassVar[str] = "Cases"
    commands: ClassVar[tuple[str, ...]] = (
        "refer-back",
        "sign-off",
        "addendum",
        "share-answer",
        "new-record",
        "delete-record",
        "next-record",
        "last-record",
        "find-here",
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._journey_of = ""
        self.switch = ViewSwitch("View", _VIEWS)
        self.cases = CaseList()
        self.card = CardView(desk)
        self.context = CaseContext()
        self._none = EmptyState(
            "folder-open", "No card is open", "Choose a child at the left, or add one."
        )
        self._middle = CurrentStack()
        for widget in (self._none, self.card):
            self._middle.addWidget(widget)
        self._panes = ThreePane(
            self.cases,
            self._middle,
            self.context,
            list_title="Children",
            context_title="Journey",
        )
        self._papers = PaperExport(desk, self)
        self._views = CurrentStack(fills=True, least=320)
        self._views.addWidget(self._panes)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.switch)
        column.addWidget(self._views, 1)
        self._connect()

    def _connect(self) -> None:
        self.switch.view_chosen.connect(self._on_view)
        self.cases.case_chosen.connect(self._on_case_chosen)
        self.cases.case_opened.connect(self._on_case_opened)
        self.cases.add_asked.connect(self._on_add_asked)
        self.card.refer_asked.connect(self._on_refer)
        self.card.sign_asked.connect(self._on_sign_off)
        self.card.addendum_asked.connect(self._on_addendum)
        self.card.addendum_written.connect(self._on_addendum_written)
        self.card.told.connect(self.message_told)
        self.context.opened.connect(self._on_opened)
        self.context.case_asked.connect(self.show_case)
        self.context.sibling_named.connect(self._on_sibling)

    # Each is made when it is first wanted: the page opens in the time of what it shows.

    @cached_property
    def refer(self) -> ReferForm:
        """Return the form on which a concern is referred back from a card."""
        form = ReferForm(self._desk)
        form.raised.connect(self._on_raised)
        form.left.connect(self._show_current)
        form.told.connect(self.message_told)
        self._middle.addWidget(form)
        return form

    @cached_property
    def add(self) -> AddChild:
        """Return the form on which a child's card is begun."""
        form = AddChild(self._desk)
        form.added.connect(self._on_added)
        form.left.connect(self._show_current)
        self._middle.addWidget(form)
        return form

    @cached_property
    def dip(self) -> DipView:
        """Return the dip sample."""
        view = DipView(self._desk)
        view.case_asked.connect(self.show_case)
        view.told.connect(self.message_told)
        self._views.addWidget(view)
        return view

    @cached_property
    def referrals(self) -> ReferralsView:
        """Return the referrals back."""
        view = ReferralsView(self._desk)
        view.case_asked.connect(self.show_case)
        view.record_asked.connect(self._on_opened)
        view.told.connect(self.message_told)
        view.paper_asked.connect(self._on_paper)
        self._views.addWidget(view)
        return view

    @cached_property
    def progress(self) -> ProgressView:
        """Return how far the cards have come."""
        view = ProgressView(self._desk)
        view.case_asked.connect(self._on_card_asked)
        view.told.connect(self.message_told)
        view.group_asked.connect(self._on_group_asked)
        self._views.addWidget(view)
        return view

    @property
    def _is_form_shown(self) -> bool:
        return isinstance(self._middle.currentWidget(), (ReferForm, AddChild))

    @override
    def case(self) -> str:
        view = self._views.currentWidget()
        if isinstance(view, DipView):
            return view.current()
        return self.cases.current() if self.card.isVisibleTo(self) else ""

    # ---- showing -------------------------------------------------------------------------------

    @override
    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_KINDS):
            return
        if changes is None or changes.touches("data_set"):
            self._journey_of = ""
        work = self._desk.work
        self.cases.show_work(work)
        opened = referral_rows.lines(work, open_only=True)
        self.switch.set_figure("referrals", len(opened))
        immediate = sum(one.immediate for one in opened)
        total = len(work.snapshot.all(Case))
        # A referral back of immediate risk is what needs a person; else the cards are counted.
        self.count_changed.emit(Count(immediate, needs_person=True) if immediate else Count(total))
        self._refresh_view()

    def _refresh_view(self) -> None:
        view = self._views.currentWidget()
        if view is self._panes:
            self._show_card_again()
        elif view is not None:
            view.show_work()  # type: ignore[attr-defined]

    def _show_card_again(self) -> None:
        if self._is_form_shown:
            return
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        card = self._card()
        if card is None:
            self._middle.setCurrentWidget(self._none)
            self.context.show_journey(None)
            return
        self.card.show_card(card)
        self.context.show_card(card)
        self._middle.setCurrentWidget(self.card)
        self._ask_journey(card)

    def _card(self) -> Card | None:
        case = self.cases.current()
        return case_cards.card(self._desk.work, case) if case else None

    def _ask_journey(self, card: Card) -> None:
        child = card.value.child_id
        if child == self._journey_of:
            return
        self._journey_of = child
        if not child:
            self.context.show_journey(None)
            return
        work = self._desk.work
        self._desk.runner.read(
            lambda: journeys.journey(work, child), self._show_journey, key="case-journey"
        )

    def _show_journey(self, journey: ChildJourney | None) -> None:
        self.context.show_journey(journey)

    @Slot(str)
    def show_case(self, case: str) -> bool:
        """Show one child's card."""
        self._set_view("cards")
        if self._is_form_shown:
            self._middle.setCurrentWidget(self.card)
        found = self.cases.choose(case)
        self._show_current()
        return found

    @override
    def show_record(self, kind: str, record: str) -> bool:
        snapshot = self._desk.snapshot
        if kind == "case_answer":
            answer = snapshot.get(CaseAnswer, record)
            return answer is not None and self.show_case(answer.case)
        if kind == "case":
            return self.show_case(record)
        if kind == "referral_back":
            note = snapshot.get(Evidence, record)
            if note is not None:
                self._refer_note(note)
                return True
            self._set_view("referrals")
            return self.referrals.open_referral(record)
        return False

    @override
    def first_focus(self) -> QWidget:
        view = self._views.currentWidget()
        if isinstance(view, (DipView, ReferralsView, ProgressView)):
            return view.first_focus()
        return self.cases.list if self.cases.list.isVisibleTo(self) else super().first_focus()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._views.currentWidget() is self._panes:
            return self._panes.shown_panes()
        view = self._views.currentWidget()
        return view.panes.shown_panes() if isinstance(view, ReferralsView) else (view or self,)

    # ---- commands ------------------------------------------------------------------------------

    @override
    def run_command(self, name: str) -> None:
        actions = {
            "refer-back": self._on_refer,
            "sign-off": self._on_sign_off,
            "addendum": self._on_addendum,
            "share-answer": self.card.share,
            "new-record": self._on_add_asked,
            "delete-record": self._on_delete,
            "next-record": lambda: self._step(1),
            "last-record": lambda: self._step(-1),
            "find-here": self._on_find,
        }
        actions[name]()

    def _step(self, by: int) -> None:
        """Go to the next or the previous one; whoever writes goes on writing there."""
        view = self._views.currentWidget()
        if isinstance(view, (DipView, ReferralsView)):
            view.step(by)
            return
        if view is not self._panes:
            return
        focus = self.focusWidget()
        writes = focus is not None and not self.cases.isAncestorOf(focus)
        self.cases.step(by)
        if writes:
            self.card.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _subject(self) -> Card | None:
        """Return the card that a command is about: the one that can be seen."""
        view = self._views.currentWidget()
        if view is self._panes:
            return self._card()
        case = view.current() if isinstance(view, DipView) else ""
        return case_cards.card(self._desk.work, case) if case else None

    @Slot(str)
    def _on_view(self, view: str) -> None:
        self._set_view(view)
        # Whoever chose a view wants to work in it: the next key belongs there.
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_case_opened(self, _case: object) -> None:
        self._panes.front("work")
        self.card.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_card_asked(self, case: str) -> None:
        self.show_case(case)
        self._on_case_opened(case)

    @Slot(str, str, str)
    def _on_group_asked(self, kind: str, key: str, label: str) -> None:
        self._set_view("cards")
        self.cases.show_group(kind, key, label)
        self._panes.front("list")
        self.cases.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_view(self, view: str) -> None:
        self.switch.set_current(view)
        shown = self._panes if view == "cards" else cast("QWidget", getattr(self, view))
        self._views.setCurrentWidget(shown)
        self._refresh_view()

    @Slot(object)
    def _on_case_chosen(self, _case: object) -> None:
        to_top(self._middle)
        if self._is_form_shown:
            self._middle.setCurrentWidget(self.card)
        self._show_current()

    @Slot()
    def _on_find(self) -> None:
        self._set_view("cards")
        self._panes.front("list")
        self.cases.finder.setFocus()
        self.cases.finder.selectAll()

    @Slot()
    def _on_add_asked(self) -> None:
        self._set_view("cards")
        self._middle.setCurrentWidget(self.add)
        self._panes.front("work")
        to_top(self._middle)
        self.add.begin()

    @Slot(str)
    def _on_added(self, case: str) -> None:
        self._middle.setCurrentWidget(self.card)
        self.show_case(case)
        self.card.first_field().setFocus()

    @Slot()
    def _on_refer(self) -> None:
        card = self._subject()
        if card is None:
            self._set_view("referrals")
            self.referrals.begin()
            return
        self.card.flush()
        self.show_case(card.value.id)
        self._middle.setCurrentWidget(self.refer)
        self._panes.front("work")
        to_top(self._middle)
        self.refer.begin(card.value.id, card.child)

    def _refer_note(self, note: Evidence) -> None:
        """Refer back from a note, or show what was raised from it already."""
        raised = (one for one in self._desk.snapshot.all(ReferralBack) if one.evidence == note.id)
        found = next(raised, None)
        if found is not None:
            self.show_record("referral_back", found.id)
            self.message_told.emit(f"Referred back from this note as {found.number}.")
            return
        if note.case and self.show_case(note.case):
            child = child_name(self._desk.snapshot.records(Case)[note.case].value)
            self._middle.setCurrentWidget(self.refer)
            self._panes.front("work")
            to_top(self._middle)
            self.refer.begin(note.case, child, evidence=note.id, immediate=note.immediate)
            return
        self._set_view("referrals")
        self.referrals.begin(evidence=note.id, immediate=note.immediate)

    @Slot(str)
    def _on_raised(self, referral: str) -> None:
        line = referral_rows.line(self._desk.work, referral)
        self._middle.setCurrentWidget(self.card)
        self._show_current()
        self.card.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        if line is not None:
            self.message_told.emit(
                f"Referred back as {line.number}: {line.next_step[:1].lower()}{line.next_step[1:]}"
            )

    @Slot()
    def _on_sign_off(self) -> None:
        self.flush()
        # What was typed last reaches the records before the question counts what is open.
        self._desk.runner.write(lambda: None, self._ask_to_sign)

    def _ask_to_sign(self, _done: object = None) -> None:
        card = self._subject()
        if card is None:
            self.message_told.emit("Open a child's card first: it is cards that are signed off.")
            return
        if card.is_locked:
            self.message_told.emit(f"{card.signed}. Ctrl+Shift+A adds an addendum.")
            return
        card_questions.ask_to_sign(self._desk, card)

    @Slot()
    def _on_addendum(self) -> None:
        card = self._subject()
        if card is None or not (card.is_locked or any(one.locked for one in card.prompts)):
            self.message_told.emit("This card is open: write in it as it is.")
            return
        if self._views.currentWidget() is not self._panes:
            self.show_case(card.value.id)
        self.card.begin_addendum()

    @Slot(str, str)
    def _on_addendum_written(self, prompt: str, text: str) -> None:
        case, work = self.cases.current(), self._desk.work
        self._desk.do(lambda: cases.add_addendum(work, case, prompt, text))

    @Slot()
    def _on_delete(self) -> None:
        card = self._subject()
        if card is not None:
            card_questions.ask_to_remove(self._desk, card)

    @Slot(str)
    def _on_sibling(self, other: str) -> None:
        work, case = self._desk.work, self.cases.current()
        self._desk.do(lambda: cases.join_family(work, (case, other)))

    @Slot(str)
    def _on_paper(self, referral: str) -> None:
        self._papers.ask("referral-note", referral)

    @Slot(str, str)
    def _on_opened(self, kind: str, record: str) -> None:
        if kind == "referral_back":
            self.show_record(kind, record)
        else:
            self._desk.show(kind, record)
