"""How a child's record is looked at, and what Annex A said of the child when it was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.services.cases import cases
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from ilacs_desktop.services.cases.case_cards import Card
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.fields.binding import Bindings


class AboutChild(Panel):
    """Who looks, at which depth, for which line of enquiry; then the facts."""

    def __init__(self, desk: Desk, bindings: Bindings) -> None:
        super().__init__("About this child")
        self._desk = desk
        self._case = ""
        self._is_done = False
        self._facts = Words("", "soft", wrap=True)
        self._depth = ChoiceField(
            options=tuple((key, words.capitalize()) for key, words in cases.DEPTHS.items())
        )
        self._inspector = ChoiceField()
        self._area = ChoiceField()
        self.line = ChoiceField()
        self._age = LineField()
        self._gender = LineField()
        self._ethnicity = LineField()
        self._disability = LineField()
        self._plan = ProseEdit(lines=1)
        self._team = LineField()
        self._family = LineField(placeholder="Same code for brothers and sisters")
        self._reason = ProseEdit(lines=1)
        self._done = Button("Mark as done")
        self._lines = (
            *(self._age, self._gender, self._ethnicity, self._disability),
            *(self._team, self._family),
        )
        self._lay_out()
        self._tie(bindings)
        self._done.clicked.connect(self._on_done)

    def _lay_out(self) -> None:
        form = FormRows(columns=2)
        for label, widget in (("Inspector", self._inspector), ("Depth", self._depth)):
            form.add_row(label, widget)
        form.add_row("Opened for the line of enquiry", self.line, wide=True)
        form.add_row("Why this child", self._reason, wide=True)
        for label, field in (
            ("Judgement area", self._area),
            ("Plan or status", self._plan),
            ("Age", self._age),
            ("Gender", self._gender),
            ("Ethnicity", self._ethnicity),
            ("Disability", self._disability),
            ("LA team", self._team),
            ("Family code", self._family),
        ):
            form.add_row(label, field)
        self.add(self._facts)
        self.add(form)
        row = FlowRow()
        row.add(self._done)
        self.add(row)

    def _tie(self, bindings: Bindings) -> None:
        for widget, field in (
            (self._inspector, "inspector"),
            (self._depth, "depth"),
            (self.line, "line_of_enquiry"),
            (self._area, "area"),
            (self._age, "age"),
            (self._gender, "gender"),
            (self._ethnicity, "ethnicity"),
            (self._disability, "disability"),
            (self._plan, "plan"),
            (self._team, "la_team"),
            (self._family, "family"),
            (self._reason, "reason"),
        ):
            bindings.tie(widget, field, "Change child's card")

    def show_card(self, card: Card) -> None:
        """Show what is known, and who looks."""
        self._case = card.value.id
        work = self._desk.work
        self._inspector.set_options(
            (("", "Nobody yet"), *((one.id, one.name) for one in work.members))
        )
        self.line.set_options((("", "None"), *card.lines))
        self._area.set_options((("", "None"), *((a.key, a.short) for a in work.edition.areas)))
        drawn = dict(card.facts).get("Cohort", "")
        self._facts.setText(" · ".join(part for part in (drawn, card.signed) if part))
        self._is_done = card.value.state == "done"
        self._done.setText("Open again" if self._is_done else "Mark as done")
        self._done.setVisible(not card.is_locked)

    def set_locked(self, locked: bool) -> None:  # noqa: FBT001 - one property
        """Allow or forbid changes."""
        for field in self._lines:
            field.setReadOnly(locked)
        for prose in (self._plan, self._reason):
            prose.setReadOnly(locked)
        for choice in (self._inspector, self._depth, self.line, self._area):
            choice.setEnabled(not locked)

    @Slot()
    def _on_done(self) -> None:
        work, case, done = self._desk.work, self._case, not self._is_done
        self._desk.do(lambda: cases.set_done(work, case, done=done))
