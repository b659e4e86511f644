"""One child's card: who the child is, what was found under each prompt, what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Case
from ilacs_desktop.services import cases
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.binding import Bindings
from ilacs_desktop.ui.pages.cases.answers import Answers
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.flow_ticks import FlowTicks
from ilacs_desktop.ui.widgets.form_rows import FormRows, name_field
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.services.case_cards import Card
    from ilacs_desktop.ui.desk import Desk

_VIEWS = (("", "Not compared"), ("agree", "We agree"), ("differ", "We differ"))


class CardView(QWidget):
    """The work of the Cases page.

    Signals:
        refer_asked: the person wants to refer this child back.
        sign_asked: the person wants to sign the card off.
        addendum_asked: the text of an addendum to the whole card.
    """

    refer_asked = Signal()
    sign_asked = Signal()
    addendum_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._card: Card | None = None
        self._bindings = Bindings(desk, Case)
        self._head = _Head()
        self.answers = Answers(desk)
        self._dip = _DipPart(self._bindings)
        self._verdict = _Verdict(self._bindings)
        self._sources = FlowTicks()
        self._missing = Words("", "soft", wrap=True)
        self._about = _About(desk, self._bindings)
        self._addendum = _AddendumPart()
        self._lay_out()
        self._bindings.tie(self._sources, "sources", "Change sources seen")
        self._head.refer.clicked.connect(self.refer_asked)
        self._head.sign.clicked.connect(self.sign_asked)
        self._addendum.written.connect(self.addendum_asked)

    def _lay_out(self) -> None:
        panel = Panel()
        for widget in (self._dip, self.answers, Line(), self._verdict, Line()):
            panel.add(widget)
        sources = QWidget()
        inner = QVBoxLayout(sources)
        dress.set_space(inner, 0, 1)
        heading = Words("Sources seen", "heading")
        heading.setBuddy(self._sources)
        self._sources.setAccessibleName("Sources seen")
        inner.addWidget(heading)
        inner.addWidget(self._sources)
        inner.addWidget(self._missing)
        panel.add(sources)
        panel.add(self._addendum)
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
        self._sources.setEnabled(not card.is_locked)
        if [key for key, _ in card.source_options] != self._source_keys():
            self._sources.set_options(card.source_options)
            self._source_options = card.source_options
        self._dip.setVisible(card.value.depth == "dip")
        self.answers.setVisible(bool(card.prompts))
        self.answers.show_card(card)
        self._about.show_card(card)
        self._bindings.show(card.record)
        self._missing.setText(
            f"Not yet: {', '.join(one[:1].lower() + one[1:] for one in card.origins_missing)}"
            if card.origins_missing
            else "Every kind of source has been seen."
        )
        self._addendum.show_card(card, afresh=other)

    def flush(self) -> None:
        """Save now what is typed."""
        self._bindings.flush()

    def first_field(self) -> QWidget:
        """Return where writing begins."""
        if self._card is not None and self._card.value.depth == "dip":
            return self._dip.answer
        fields = self.answers.fields
        return fields[0].edit if fields else self._verdict.strengths

    _source_options: tuple[tuple[str, str], ...] = ()

    def _source_keys(self) -> list[str]:
        return [key for key, _ in self._source_options]


class _Head(QWidget):
    """Who the child is, and the two things one does with a whole card."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "title")
        self._chips = [Chip() for _ in range(4)]
        self._who = Words("", "soft")
        self.refer = Button("Refer bac&k", keys="Ctrl+R")
        self.refer.setObjectName("refer_back")
        self.sign = Button("Sign &off")
        self.sign.setObjectName("sign_off")
        self.sign.setToolTip("Sign off (Ctrl+Shift+S)")
        upper, lower = FlowRow(), FlowRow()
        upper.add(self._title)
        upper.add_end(self.refer)
        upper.add(self.sign)
        for chip in self._chips:
            lower.add(chip)
        lower.add(self._who)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(upper)
        column.addWidget(lower)

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
        facts = dict(card.facts)
        who = (facts.get(name, "") for name in ("Age", "Gender", "Ethnicity"))
        self._who.setText(" · ".join(part for part in who if part))


class _DipPart(QWidget):
    """The one question of a dip sample and its answer."""

    def __init__(self, bindings: Bindings) -> None:
        super().__init__()
        form = FormRows()
        self._question = LineField(placeholder="One question, asked of several records")
        self.answer = ProseEdit(lines=2, placeholder="What does this record say?")
        form.add_row("Question of the dip sample", self._question)
        form.add_row("Answer", self.answer)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(form)
        bindings.tie(self._question, "question", "Change the question of the dip sample")
        bindings.tie(self.answer, "dip_answer", "Answer the dip sample")

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - one property
        """Allow or forbid writing."""
        self._question.setReadOnly(locked)
        self.answer.setReadOnly(locked)


class _Verdict(QWidget):
    """What the record comes to: strengths, weaknesses, difference made, and the LA audit."""

    def __init__(self, bindings: Bindings) -> None:
        super().__init__()
        self.strengths = ProseEdit(lines=2)
        self._weaknesses = ProseEdit(lines=2)
        self._difference = ProseEdit(lines=2, placeholder="What is different for this child?")
        self._audit = LineField(placeholder="What the LA audit found, in short")
        self._view = ChoiceField(options=_VIEWS)
        self._why = ProseEdit(lines=1, placeholder="Where our view differs from the LA audit")
        form = FormRows(columns=2)
        form.add_row("Strengths", self.strengths)
        form.add_row("Weaknesses", self._weaknesses)
        form.add_row("Difference made for the child", self._difference, wide=True)
        form.add_row("LA audit", self._audit)
        form.add_row("Our view beside it", self._view)
        form.add_row("Why", self._why, wide=True)
        self._form = form
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 0)
        column.addWidget(form)
        for widget, field, step in (
            (self.strengths, "strengths", "Write strengths"),
            (self._weaknesses, "weaknesses", "Write weaknesses"),
            (self._difference, "difference", "Write difference made"),
            (self._audit, "la_audit", "Write LA audit"),
            (self._view, "audit_view", "Compare with LA audit"),
            (self._why, "audit_why", "Compare with LA audit"),
        ):
            bindings.tie(widget, field, step)

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - one property
        """Allow or forbid writing."""
        for field in (self.strengths, self._weaknesses, self._difference, self._why):
            field.setReadOnly(locked)
        self._audit.setReadOnly(locked)
        self._view.setEnabled(not locked)


class _About(Panel):
    """How the record is looked at and what Annex A said of the child when it was chosen."""

    def __init__(self, desk: Desk, bindings: Bindings) -> None:
        super().__init__("About this child")
        self._desk = desk
        self._case = ""
        self._facts = Words("", "soft", wrap=True)
        self._depth = ChoiceField(
            options=tuple((key, words.capitalize()) for key, words in cases.DEPTHS.items())
        )
        self._inspector = ChoiceField()
        self._area = ChoiceField()
        self._age = LineField()
        self._gender = LineField()
        self._ethnicity = LineField()
        self._disability = LineField()
        self._plan = LineField()
        self._team = LineField()
        self._family = LineField(placeholder="Same code for brothers and sisters")
        self._reason = ProseEdit(lines=1)
        self._done = Button("Mark as done")
        form = FormRows(columns=2)
        for label, widget in (
            ("Inspector", self._inspector),
            ("Depth", self._depth),
            ("Judgement area", self._area),
            ("Plan or status", self._plan),
            ("Age", self._age),
            ("Gender", self._gender),
            ("Ethnicity", self._ethnicity),
            ("Disability", self._disability),
            ("LA team", self._team),
            ("Family code", self._family),
        ):
            form.add_row(label, widget)
        form.add_row("Why this child", self._reason, wide=True)
        self.add(self._facts)
        self.add(form)
        row = QHBoxLayout()
        dress.set_space(row, 0, 2)
        row.addWidget(self._done)
        row.addStretch(1)
        self.add_layout(row)
        for tied, field in (
            (self._inspector, "inspector"),
            (self._area, "area"),
            (self._age, "age"),
            (self._gender, "gender"),
            (self._ethnicity, "ethnicity"),
            (self._disability, "disability"),
            (self._plan, "plan"),
            (self._team, "la_team"),
            (self._family, "family"),
            (self._reason, "reason"),
            (self._depth, "depth"),
        ):
            bindings.tie(tied, field, "Change child's card")
        self._lines = (
            *(self._age, self._gender, self._ethnicity, self._disability, self._plan),
            *(self._team, self._family),
        )
        self._done.clicked.connect(self._on_done)

    def show_card(self, card: Card) -> None:
        """Show what is known, and who looks."""
        self._case = card.value.id
        work = self._desk.work
        self._inspector.set_options(
            (("", "Nobody yet"), *((one.id, one.name) for one in work.members))
        )
        self._area.set_options((("", "None"), *((a.key, a.short) for a in work.edition.areas)))
        drawn = dict(card.facts).get("Cohort", "")
        self._facts.setText(" · ".join(part for part in (drawn, card.signed) if part))
        self._done.setText("Open again" if card.value.state == "done" else "Mark as done")
        self._done.setVisible(not card.is_locked)
        self._is_done = card.value.state == "done"

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - one property
        """Allow or forbid changes."""
        for field in self._lines:
            field.setReadOnly(locked)
        self._reason.setReadOnly(locked)
        for choice in (self._inspector, self._depth, self._area):
            choice.setEnabled(not locked)

    _is_done = False

    @Slot()
    def _on_done(self) -> None:
        work, case, done = self._desk.work, self._case, not self._is_done
        self._desk.do(lambda: cases.set_done(work, case, done=done))


class _AddendumPart(QWidget):
    """Below a signed card: its addenda, and a field for the next.

    Signals:
        written: the text of an addendum.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._earlier = Words("", wrap=True)
        self._edit = ProseEdit(lines=2, placeholder="A dated remark; the card itself stays locked")
        self._add = Button("Add addendum")
        name_field(self._edit, "New addendum")
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(Words("Addenda", "heading"))
        column.addWidget(self._earlier)
        column.addWidget(self._edit)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)
        self._add.clicked.connect(self._on_add)
        self._edit.finished.connect(self._on_add)

    def show_card(self, card: Card, *, afresh: bool) -> None:
        """Show a signed card's addenda; nothing while it is open."""
        self.setVisible(card.is_locked)
        lines = [f"{one.by}, {one.at[:16].replace('T', ' ')}: {one.text}" for one in card.addenda]
        self._earlier.setText("\n".join(lines))
        self._earlier.setVisible(bool(lines))
        if afresh:
            self._edit.set_text("")

    @Slot()
    def _on_add(self) -> None:
        text = self._edit.text().strip()
        if text:
            self._edit.set_text("")
            self.written.emit(text)
