"""One child's card: who the child is, what was found under each prompt, what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services.cases import cases
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.cases.about import AboutChild
from ilacs_desktop.ui.pages.cases.addendum import AddendumPart
from ilacs_desktop.ui.pages.cases.answers import Answers
from ilacs_desktop.ui.pages.cases.verdict import DipPart, Verdict
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.flow_ticks import FlowTicks
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words

if TYPE_CHECKING:
    from ilacs_desktop.services.cases.case_cards import Card
    from ilacs_desktop.services.cases.case_sources import Seen
    from ilacs_desktop.ui.desk import Desk


class CardView(QWidget):
    """The work of the Cases page.

    Signals:
        refer_asked: the person wants to refer this child back.
        sign_asked: the person wants to sign the card off.
        addendum_asked: the person wants to write an addendum.
        addendum_written: key of the prompt, or nothing, and the text of an addendum.
        told: something to say in the status line.
    """

    refer_asked = Signal()
    sign_asked = Signal()
    addendum_asked = Signal()
    addendum_written = Signal(str, str)
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._card: Card | None = None
        self._bindings = Bindings(desk, Case)
        self._head = _Head()
        self.answers = Answers(desk)
        self._dip = DipPart(self._bindings)
        self._verdict = Verdict(self._bindings)
        self._sources = _Sources(self._bindings)
        self._about = AboutChild(desk, self._bindings)
        self.addendum = AddendumPart()
        self._lay_out()
        self._head.refer.clicked.connect(self.refer_asked)
        self._head.sign.clicked.connect(self.sign_asked)
        self._head.add.clicked.connect(self.addendum_asked)
        words = {"text": self.addendum.edit}
        self._half = HalfWritten(desk, "addendum", words, self._case)
        self.addendum.written.connect(self.addendum_written)
        self.addendum.written.connect(self._half.forget)
        self.answers.told.connect(self.told)

    def _case(self) -> str:
        return self._card.value.id if self._card is not None else ""

    def _lay_out(self) -> None:
        panel = Panel()
        for widget in (self._dip, self.answers, Line(), self._verdict, Line(), self._sources):
            panel.add(widget)
        panel.add(self.addendum)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._head)
        column.addWidget(panel)
        column.addWidget(self._about)
        column.addStretch(1)

    def show_card(self, card: Card) -> None:
        """Show a card; the same one again keeps cursor and unsaved typing."""
        other = self._card is None or self._card.value.id != card.value.id
        self._card = card
        self._head.show_card(card)
        # Read-only fields come before their text, so that no placeholder flashes.
        for part in (self._verdict, self._dip, self._about):
            part.set_locked(card.is_locked)
        self._sources.show_seen(card.seen, locked=card.is_locked)
        self._dip.setVisible(card.value.depth == "dip")
        self.answers.setVisible(bool(card.prompts))
        self.answers.show_card(card)
        self._about.show_card(card)
        self._bindings.show(card.record)
        self.addendum.show_card(card, afresh=other)
        if other:
            self._half.offer()

    def flush(self) -> None:
        """Save now what is typed."""
        self._bindings.flush()

    def first_field(self) -> QWidget:
        """Return where writing begins: the first prompt without an answer."""
        card = self._card
        if card is not None and card.is_locked:
            return self._head.add
        if card is not None and card.value.depth == "dip":
            return self._dip.answer
        fields = self.answers.fields
        empty = (one.edit for one in fields if not one.edit.text() and not one.edit.isReadOnly())
        return next(empty, fields[0].edit if fields else self._verdict.strengths)

    def begin_addendum(self) -> None:
        """Go to the field for an addendum, for the prompt that has the focus."""
        self.addendum.begin(self.answers.current_prompt())

    def share(self) -> None:
        """Share the answer that has the focus with brothers and sisters, or take that back."""
        self.answers.share_current()


class _Sources(QWidget):
    """Who and what has been seen for the child: ticks, what notes tell of, what is open yet."""

    def __init__(self, bindings: Bindings) -> None:
        super().__init__()
        self._ticks = FlowTicks()
        self._told = Words("", "soft", wrap=True)
        self._missing = Words("", "soft", wrap=True)
        self._options: tuple[tuple[str, str], ...] = ()
        heading = Words("Sources seen", "heading")
        heading.setBuddy(self._ticks)
        self._ticks.setAccessibleName("Sources seen")
        inner = QVBoxLayout(self)
        dress.set_space(inner, 0, 1)
        for widget in (heading, self._ticks, self._told, self._missing):
            inner.addWidget(widget)
        bindings.tie(self._ticks, "sources", "Change sources seen")

    def show_seen(self, seen: Seen, *, locked: bool) -> None:
        """Show what has been seen, and which ticks there are."""
        self._ticks.setEnabled(not locked)
        if seen.options != self._options:
            self._ticks.set_options(seen.options)
            self._options = seen.options
        self._told.setText(f"✓ Told of by notes and answers: {'; '.join(seen.told)}")
        self._told.setVisible(bool(seen.told))
        missing = ", ".join(one[:1].lower() + one[1:] for one in seen.missing)
        self._missing.setText(
            f"Not yet: {missing}" if missing else "Every kind of source has been seen."
        )


class _Head(QWidget):
    """Who the child is, and the few things one does with a whole card."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "title")
        self._chips = [Chip() for _ in range(4)]
        self._who = Words("", "soft", wrap=True)
        self._line = Words("", "soft", wrap=True)
        self.refer = Button("Refer bac&k", keys="Ctrl+R")
        self.refer.setObjectName("refer_back")
        self.sign = Button("Sign &off")
        self.sign.setObjectName("sign_off")
        self.sign.setToolTip("Sign off (Ctrl+Shift+S)")
        self.add = Button("Add an addendum")
        self.add.setToolTip("Add an addendum (Ctrl+Shift+A)")
        upper, lower = FlowRow(), FlowRow()
        upper.add(self._title)
        upper.add_end(self.refer)
        upper.add(self.sign)
        upper.add(self.add)
        for chip in self._chips:
            lower.add(chip)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        for widget in (upper, lower, self._who, self._line):
            column.addWidget(widget)

    def show_card(self, card: Card) -> None:
        """Show the child and what is to be known at a glance."""
        self._title.setText(f"Child {card.child}")
        shown: list[tuple[str, str]] = [("accent", cases.DEPTHS.get(card.value.depth, ""))]
        if card.is_immediate:
            shown.append(("risk", "immediate risk"))
        if card.value.audit_view == "differ":
            shown.append(("concern", "we differ"))
        if card.is_locked:
            shown.append(("done", "signed off"))
        elif card.value.state == "done":
            shown.append(("done", "done"))
        if card.twins:
            shown.append(("concern", "same child twice"))
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(shown))
            if at < len(shown):
                kind, text = shown[at]
                chip.show_chip(kind, text)  # type: ignore[arg-type]
        self.sign.setVisible(not card.is_locked)
        self.add.setVisible(card.is_locked)
        self._who.setText(_who(card))
        self._line.setText(f"Opened for: {card.line}")
        self._line.setVisible(bool(card.line))


def _who(card: Card) -> str:
    facts = dict(card.facts)
    parts = [facts.get(name, "") for name in ("Age", "Gender", "Ethnicity")]
    parts.append(card.inspector)
    if card.prompts:
        parts.append(f"{card.answered} of {len(card.prompts)} prompts answered")
    return " · ".join(part for part in parts if part)
