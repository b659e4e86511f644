"""Beside a finding: its topics, what the LA says of itself, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import Finding, LaClaim
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record.time_words import read_day, short_day
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.topic_picker import TopicPicker
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from ilacs_desktop.services.findings.finding_rows import FindingCard
    from ilacs_desktop.ui.desk import Desk


class FindingAside(QWidget):
    """What belongs to a finding without being its evidence.

    Signals:
        opened: (kind, id) of a record to show on its page.
    """

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._finding = ""
        self.topics = TopicPicker(desk.edition)
        self.claim = ChoiceField()
        self.side = ChoiceField(options=(("for", "For"), ("against", "Against")))
        self.side.set_key("against")
        self._next = Words("", wrap=True)
        self.meeting = ChoiceField()
        self.reference = ChoiceField()
        self._bindings = Bindings(desk, Finding)
        self._bindings.tie(self.reference, "framework_ref", "Set framework reference")
        references = [(one.key, one.citation) for one in desk.edition.references]
        self.reference.set_options((("", "None yet"), *references))
        topics = Panel("Topics")
        topics.add(self.topics)
        self._claims = Panel("LA’s own claims")
        form = FormRows()
        form.add_row("Which side", self.side)
        form.add_row("Add a claim", self.claim)
        self._claims.add(form)
        then = Panel("Next")
        then.add(self._next)
        kit_form = FormRows()
        kit_form.add_row("Bring to a KIT meeting", self.meeting)
        then.add(kit_form)
        self._references = Panel("Reference")
        reference_form = FormRows()
        reference_form.add_row(
            desk.edition.reference_name[:1].upper() + desk.edition.reference_name[1:]
            or "Reference",
            self.reference,
        )
        self._references.add(reference_form)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for panel in (topics, then, self._claims, self._references):
            column.addWidget(panel)
        column.addStretch(1)
        self.topics.topics_changed.connect(self._on_topics)
        self.claim.key_chosen.connect(self._on_claim)
        self.meeting.key_chosen.connect(self._on_meeting)

    def show_card(self, card: FindingCard) -> None:
        """Show what belongs to a finding."""
        self._finding = card.row.id
        self.topics.show_topics(card.row.topics)
        held = {one.id for one in card.rests if one.is_claim}
        claims = [one for one in self._desk.snapshot.all(LaClaim) if one.id not in held]
        area = card.row.area
        ordered = sorted(claims, key=lambda one: (one.area != area, one.rank))
        self.claim.set_options((("", "Choose…"), *((one.id, one.text) for one in ordered)))
        self.claim.set_key("")
        self._claims.setVisible(bool(claims) and not card.is_frozen)
        self._next.setText("\n".join(f"{label}: {words}" for label, words in card.next))
        self._next.setVisible(bool(card.next))
        self._offer_meetings()
        self._bindings.show(self._desk.snapshot.record(Finding, card.row.id))
        kind = next((one for one in self._desk.edition.kinds if one.key == card.row.kind), None)
        needs = bool(self._desk.edition.references) and bool(kind and kind.needs_reference)
        self._references.setVisible(needs)

    def _offer_meetings(self) -> None:
        options = [("", "Choose…")]
        for at, meeting in enumerate(kit.meetings(self._desk.work), 1):
            day = read_day(meeting.day)
            if not meeting.given_at:
                options.append((meeting.id, f"KIT {at}, {short_day(day) if day else 'no day'}"))
        self.meeting.set_options(options)
        self.meeting.set_key("")

    @Slot(object)
    def _on_topics(self, keys: tuple[str, ...]) -> None:
        work, finding = self._desk.work, self._finding
        self._desk.do(lambda: findings.set_topics(work, finding, keys))

    @Slot(object)
    def _on_claim(self, key: object) -> None:
        if key:
            work, finding, side = self._desk.work, self._finding, str(self.side.key())
            self._desk.do(lambda: findings.attach_claim(work, finding, str(key), side))

    @Slot(object)
    def _on_meeting(self, key: object) -> None:
        finding = self._desk.snapshot.get(Finding, self._finding)
        if not key or finding is None:
            return
        work = self._desk.work
        sign = next((one.sign for one in work.edition.kinds if one.key == finding.kind), "+")
        kind = "strength" if sign == "+" else "concern"
        self._desk.do(
            lambda: kit.add_item(
                work, str(key), kind, finding.text, about=finding.id, area=finding.area
            )
        )
