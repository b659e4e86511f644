"""The team: who is on it, as what, and by which letter they issue; changed by the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Member
from ilacs_desktop.services.plan import team
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.prompts import Question
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.plan.team import MemberRow
    from ilacs_desktop.ui.desk import Desk


class TeamView(QWidget):
    """The team list, and the form of one member."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model: TableModel[MemberRow] = TableModel(
            (
                Column("Letter", lambda row: row.letter, strong=True, width=7),
                Column("Name", _name, second=_joined),
                Column("Role", lambda row: row.role_words, chip=_lead_chip, width=26),
                Column("Issued", _issued, right=True, soft=True, width=9),
            ),
            key=lambda row: row.id,
            parent=self,
        )
        self.table = RecordTable("Team", self.model)
        self.form = MemberForm(desk)
        panel = Panel(pad=0)
        panel.add(self.table, 1)
        self._who = Words("", "soft", wrap=True)
        columns = Columns(3, 2)
        columns.add(0, panel, 1)
        columns.add(1, self.form)
        columns.end(1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self._who)
        column.addWidget(columns, 1)
        self.table.record_chosen.connect(self._on_chosen)

    @property
    def current(self) -> str:
        """Return the id of the member shown; empty for none."""
        key = self.table.current_key()
        return str(key) if key is not None else ""

    def show_work(self) -> None:
        """Show the team as it is now."""
        work = self._desk.work
        rows = team.rows(work)
        self.model.set_rows(rows)
        usual = work.event.usual_team
        lead = next((row.name for row in rows if row.role == "lead"), "")
        inspectors = sum(row.role in ("lead", "inspector") for row in rows)
        words = f"{inspectors} of the usual {usual} inspectors."
        if not work.is_lead:
            words += f" The team list is kept by the lead inspector, {lead}."
        self._who.setText(words)
        self._show_current()

    def choose(self, member: str) -> bool:
        """Show one member."""
        return self.table.choose(member)

    def add(self) -> None:
        """Add a member and begin to write their name."""
        work = self._desk.work
        self._desk.do(lambda: team.add_member(work, "New member"), self._on_added)

    def remove(self) -> None:
        """Take the member shown off the team, after asking."""
        self.form.ask_remove()

    def _show_current(self) -> None:
        row = self.model.value_of(self.current) if self.current else None
        self.form.show_member(row)

    def _on_added(self, changes: Changes) -> None:
        self.table.choose(changes.made)
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.name.selectAll()

    @Slot()
    def _on_chosen(self) -> None:
        self._show_current()


def _name(row: MemberRow) -> str:
    return f"{row.name} (you)" if row.is_me else row.name


def _joined(row: MemberRow) -> str:
    return "Laptop has joined" if row.has_joined else "Laptop has not joined yet"


def _lead_chip(row: MemberRow) -> ChipValue | None:
    return ChipValue("accent", "lead") if row.role == "lead" else None


def _issued(row: MemberRow) -> str:
    return str(row.issued) if row.issued else ""


class MemberForm(Panel):
    """One member's name, role and letter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Member", parent)
        self._desk = desk
        self._row: MemberRow | None = None
        self.name = LineField()
        self.role = ChoiceField(options=team.ROLES)
        self.letter = LineField()
        self.letter.setMaxLength(2)
        self.lead = Button("Hand the &lead over…")
        self.gone = Button("Take off the team…", "link")
        self._form = FormRows()
        self._form.add_row("Na&me", self.name)
        self._form.add_row("R&ole", self.role)
        self._form.add_row(
            "Le&tter", self.letter, "Stands before every number they issue, such as B3."
        )
        row = FlowRow()
        row.add(self.lead)
        row.add(self.gone)
        self.add(self._form)
        self.add(row)
        self.name.text_committed.connect(self._on_name)
        self.role.key_chosen.connect(self._on_role)
        self.letter.text_committed.connect(self._on_letter)
        self.lead.clicked.connect(self._on_lead)
        self.gone.clicked.connect(self.ask_remove)

    def show_member(self, row: MemberRow | None) -> None:
        """Show a member; the same one again keeps what is being typed."""
        other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        is_lead = self._desk.work.is_lead
        self.setEnabled(row is not None and is_lead)
        if row is None:
            return
        if other:
            self.name.set_text(row.name, row.id)
        else:
            self.name.set_text_if_different(row.name)
        self.role.set_key(row.role)
        if other or not self.letter.hasFocus():
            self.letter.set_text(row.letter)
        self.role.setEnabled(row.role != "lead")
        self.lead.setVisible(is_lead and row.role != "lead")
        self.gone.setVisible(is_lead and row.role != "lead")
        self._form.show_wrong(self.letter, "")

    def _failed(self, error: BaseException) -> None:
        self._desk.trouble.emit(error)
        found = next((one for one in team.rows(self._desk.work) if self._is(one)), None)
        if found is not None:
            self._row = None
            self.show_member(found)

    def _is(self, row: MemberRow) -> bool:
        return self._row is not None and row.id == self._row.id

    @Slot(str)
    def _on_name(self, text: str) -> None:
        desk, work, member = self._desk, self._desk.work, self.name.about
        if not isinstance(member, str) or not text.strip():
            return
        record = work.snapshot.record(Member, member)
        if record is not None:
            desk.type_text(
                Member,
                member,
                "name",
                text,
                seen=record.seen("name"),
                step="Change the team list",
                failed=lambda _error: self.name.commit_failed(),
            )

    @Slot(object)
    def _on_role(self, role: str) -> None:
        work, row = self._desk.work, self._row
        if row is not None:
            self._desk.do(lambda: team.change_member(work, row.id, role=role), failed=self._failed)

    @Slot()
    def _on_letter(self) -> None:
        work, row, letter = self._desk.work, self._row, self.letter.text()
        if row is None or letter.strip().upper() == row.letter:
            return
        fault = team.letter_fault(work.snapshot, letter, row.id)
        self._form.show_wrong(self.letter, fault)
        if not fault:
            self._desk.do(
                lambda: team.change_member(work, row.id, letter=letter), failed=self._failed
            )

    @Slot()
    def _on_lead(self) -> None:
        row = self._row
        if row is None:
            return
        question = Question(
            f"Hand the lead over to {row.name}?",
            "They can then change the team list, settings and grades. You become an inspector.",
            yes="Hand over",
            grave=True,
        )
        self._desk.prompts.ask(question, self._on_lead_answered)

    def _on_lead_answered(self, yes: bool) -> None:  # noqa: FBT001 - the answer to a question
        work, row = self._desk.work, self._row
        if yes and row is not None:
            self._desk.do(lambda: team.hand_over(work, row.id), failed=self._failed)

    @Slot()
    def ask_remove(self) -> None:
        """Ask whether the member shown leaves the team."""
        row = self._row
        if row is None:
            return
        question = Question(
            f"Take {row.name} off the team?",
            "What they wrote and did stays theirs. They are taken off everything still planned.",
            yes="Take off the team",
        )
        self._desk.prompts.ask(question, self._on_remove_answered)

    def _on_remove_answered(self, yes: bool) -> None:  # noqa: FBT001 - the answer to a question
        work, row = self._desk.work, self._row
        if yes and row is not None:
            self._desk.do(lambda: team.remove_member(work, row.id), failed=self._failed)
