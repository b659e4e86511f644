"""The team meeting: findings one by one in the full window, in big letters, by single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Finding
from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.findings import finding_rows, finding_states, findings
from ilacs_desktop.services.record import undoing
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.findings.decide import moment_words
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickList
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Line, Panel, Words
from ilacs_desktop.ui.widgets.prose import LineField
from ilacs_desktop.ui.widgets.scrolled import scrolling, to_top

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.findings.finding_rows import FindingCard
    from ilacs_desktop.ui.desk import Desk

_REASONS = {
    "supported": ("Supported: what it rests on", "Say supported"),
    "disputed": ("Disputed: what speaks against it", "Say disputed"),
    "withdraw": ("Withdrawn: why", "Withdraw"),
}
_ENDED = ("agreed", "in_document", "withdrawn")
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class TeamMeeting(QWidget):
    """Walks the findings and says of each what the team decides; who is present is kept with it.

    Signals:
        closed: the meeting is over.
    """

    closed = Signal()

    def __init__(
        self, desk: Desk, walk: Sequence[str], first: str = "", parent: QWidget | None = None
    ) -> None:
        """Begin the walk.

        Args:
            desk: the open inspection in the window.
            walk: ids of the findings, in order.
            first: the one to begin with.
            parent: the owning widget.
        """
        super().__init__(parent)
        self._desk, self._ids = desk, tuple(walk)
        self._at = self._ids.index(first) if first in self._ids else 0
        self._asked = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.progress = Words("", "strong")
        self.rest = Words("", "soft", wrap=True)
        members = [one for one in desk.work.members if one.role != "qa"]
        self.present = TickList(columns=3)
        self.present.set_options([(one.id, one.name or one.letter) for one in members])
        self.present.set_ticked([one.id for one in members])
        self.chips = FlowRow(gap=1)
        self.text = Words("", "large", wrap=True)
        self.figures = Words("", "title", wrap=True)
        self.now = Words("", "soft", wrap=True)
        self.extent = ChoiceField()
        extents = [(one.key, one.label) for one in desk.edition.extents]
        self.extent.set_options((("", "Not said yet"), *extents))
        self.told = Words("", wrap=True)
        self.sides = {side: Words("", "prose", wrap=True) for side in ("for", "against", "neutral")}
        self.reason = LineField(placeholder="As it will stand in the record")
        self.reason.setAccessibleName("Reason")
        self.go = Button("Say so", "primary")
        self.wrong = Words("", "caution", wrap=True)
        self._half = HalfWritten(desk, "team-meeting", {"reason": self.reason}, self._about)
        self._make_buttons()
        self._lay_out()
        self.extent.key_chosen.connect(self._on_extent)
        self.reason.returnPressed.connect(self._on_go)
        self.go.clicked.connect(self._on_go)
        desk.bus.changed.connect(self.refresh)
        desk.trouble.connect(self._on_trouble)
        self._ask("")
        self.show_finding()

    def _make_buttons(self) -> None:
        self._acts: tuple[tuple[str, Button, Callable[[], None]], ...] = (
            ("←", Button("Previous", keys="←"), self._on_previous),
            ("→", Button("Next", keys="→"), self._on_next),
            ("P", Button("Put to the LA", keys="P"), self._on_put),
            ("A", Button("Agree", keys="A"), self._on_agree),
            ("S", Button("Supported…", keys="S"), self._on_supported),
            ("D", Button("Disputed…", keys="D"), self._on_disputed),
            ("W", Button("Withdraw…", keys="W"), self._on_withdraw),
            ("U", Button("Undo", keys="U"), self._on_undo),
            ("", Button("Leave", keys="Esc"), self.closed.emit),
        )
        for key, button, act in self._acts:
            button.setObjectName(f"meeting_{key or 'leave'}")
            button.clicked.connect(act)

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(Words("Team meeting", "heading"))
        head.add(self.progress)
        head.add(self.rest)
        body = QWidget()
        inner = QVBoxLayout(body)
        dress.set_space(inner, 0, 3)
        panel = Panel()
        form = FormRows(columns=2)
        form.add_row("How typical", self.extent, "The team’s word beside this figure.")
        shown = (self.chips, self.text, self.figures, self.now, form, self.told, Line())
        for one in shown:
            panel.add(one)
        for words in self.sides.values():
            panel.add(words)
        who = FormRows()
        who.add_row("Who is &present", self.present)
        inner.addWidget(panel)
        inner.addWidget(who)
        inner.addStretch(1)
        self._scroll = scrolling(body)
        ask = FlowRow()
        ask.add(self.go)
        foot = FlowRow()
        for _, button, _act in self._acts:
            foot.add(button)
        column = QVBoxLayout(self)
        dress.set_space(column, (6, 4, 6, 4), 3)
        column.addWidget(head)
        column.addWidget(self._scroll, 1)
        below: tuple[QWidget, ...] = (self.wrong, self.reason, ask, foot)
        for widget in below:
            column.addWidget(widget)

    # ---- showing -------------------------------------------------------------------------------

    @property
    def finding(self) -> str:
        """Return the id of the finding on the screen."""
        return self._ids[self._at]

    def _about(self) -> str:
        return f"{self._asked} {self.finding}"

    def first_focus(self) -> QWidget:
        """Return what takes the keys: the view itself."""
        return self

    def show_finding(self) -> None:
        """Show the current finding as it stands."""
        work = self._desk.work
        card = finding_rows.card(work, self.finding)
        self.progress.setText(f"{self._at + 1} of {len(self._ids)}")
        self.rest.setText(self._left_words())
        if card is None:
            self.text.setText("This finding is no longer there.")
            return
        self._show_chips(card)
        self.text.setText(" ".join(card.row.text.split()) or "Nothing written yet")
        stand = ", as agreed" if card.figures_stand else ""
        self.figures.setText(finding_rows.seen_words(card.row.figures) + stand)
        self.now.setText(f"Now: {finding_rows.seen_words(card.figures_now)}")
        self.now.setVisible(card.figures_differ)
        self.extent.set_key(card.scale_word)
        self.told.setText("\n".join(_told(card)))
        self._show_sides(card)
        self._allow(card)

    def _show_chips(self, card: FindingCard) -> None:
        row = card.row
        self.chips.clear()
        self.chips.add(Chip("strength" if row.sign == "+" else "concern", row.kind_label))
        self.chips.add(Chip("neutral", row.area_label or "no area"))
        self.chips.add(Chip("done" if row.state in _ENDED[:2] else "neutral", row.state_words))
        if row.is_one_source:
            self.chips.add(Chip("one", "one source"))
        if row.support:
            self.chips.add(Chip("done" if row.support == "supported" else "concern", row.support))

    def _show_sides(self, card: FindingCard) -> None:
        labels = {"for": "For", "against": "Against", "neutral": "Neither"}
        for side, words in self.sides.items():
            held = card.side(side)
            lines = [f"•  {one.text} ({_whence(one.source, one.child)})" for one in held]
            words.setText("\n".join((f"{labels[side]} · {len(held)}", *lines)))
            words.setVisible(bool(held) or side != "neutral")

    def _allow(self, card: FindingCard) -> None:
        state = card.row.state
        why_not = finding_states.why_not_agree(self._desk.work, self.finding)
        lead = self._desk.work.is_lead
        allowed = {
            "←": self._at > 0,
            "→": self._at + 1 < len(self._ids),
            "P": state == "emerging",
            "A": not why_not and lead,
            "W": state != "withdrawn",
        }
        for key, button, _ in self._acts:
            if key in allowed:
                button.setEnabled(allowed[key])
            if key == "A":
                button.setToolTip(why_not or ("" if lead else "The lead inspector agrees."))
        self.wrong.setText(why_not if state not in _ENDED else "")
        self.wrong.setVisible(bool(self.wrong.text()))

    def _left_words(self) -> str:
        held = [self._desk.snapshot.get(Finding, one) for one in self._ids]
        states = [one.state for one in held if one is not None]
        left = sum(one not in _ENDED for one in states)
        if not left:
            return "nothing left to decide"
        unput = states.count("emerging")
        more = f", {unput} of them not yet put to the LA" if unput else ""
        return f"{left} left to agree or withdraw{more}"

    # ---- keys ----------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._asked:
                self._ask("")
            else:
                self.closed.emit()
            return
        keys = {
            Qt.Key.Key_Left: "←",
            Qt.Key.Key_PageUp: "←",
            Qt.Key.Key_Right: "→",
            Qt.Key.Key_PageDown: "→",
        }
        wanted = keys.get(Qt.Key(event.key()), event.text().upper())
        for key, button, _ in self._acts:
            if key and key == wanted and event.modifiers() in _PLAIN:
                button.click()
                return
        bar = self._scroll.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = bar.singleStep() * 3
            bar.setValue(bar.value() + (step if event.key() == Qt.Key.Key_Down else -step))
            return
        super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._ids):
            self._ask("")
            self._at = at
            self.show_finding()
            to_top(self.text)
            announce(self, f"{self.progress.text()}: {self.text.text()}")

    @Slot()
    def _on_previous(self) -> None:
        self._step(-1)

    @Slot()
    def _on_next(self) -> None:
        self._step(1)

    # ---- deciding ------------------------------------------------------------------------------

    def _do(self, command: Callable[[], Changes]) -> None:
        self._say("")
        self._desk.do(command, failed=self._on_trouble)

    def _who(self) -> tuple[str, ...]:
        return tuple(str(key) for key in self.present.ticked())

    @Slot()
    def _on_put(self) -> None:
        work, finding, who = self._desk.work, self.finding, self._who()
        self._do(lambda: finding_states.put_to_la(work, finding, who))

    @Slot()
    def _on_agree(self) -> None:
        work, finding, who = self._desk.work, self.finding, self._who()
        self._do(lambda: finding_states.agree(work, finding, who))

    @Slot()
    def _on_undo(self) -> None:
        work = self._desk.work
        self._do(lambda: undoing.undo(work))

    @Slot(object)
    def _on_extent(self, key: object) -> None:
        work, finding = self._desk.work, self.finding
        self._do(lambda: findings.change(work, finding, scale_word=str(key or "")))

    @Slot()
    def _on_supported(self) -> None:
        self._ask("supported")

    @Slot()
    def _on_disputed(self) -> None:
        self._ask("disputed")

    @Slot()
    def _on_withdraw(self) -> None:
        self._ask("withdraw")

    def _ask(self, what: str) -> None:
        self._asked = what
        for widget in (self.reason, self.go):
            widget.setVisible(bool(what))
        if not what:
            self.setFocus()
            return
        label, button = _REASONS[what]
        self.reason.setPlaceholderText(label)
        self.reason.setAccessibleName(label)
        self.go.setText(button)
        self.reason.set_text("")
        self._half.offer()
        self.reason.setFocus()

    @Slot()
    def _on_go(self) -> None:
        asked, reason = self._asked, self.reason.text().strip()
        if not asked or not reason:
            self.reason.setFocus()
            return
        work, finding, who = self._desk.work, self.finding, self._who()
        if asked == "withdraw":
            self._half.do(lambda: finding_states.withdraw(work, finding, reason, who))
        else:
            self._half.do(lambda: finding_states.say_support(work, finding, asked, reason))
        self._ask("")

    def flush(self) -> None:
        """Save now what is typed."""
        self.reason.flush()

    @Slot(object)
    def refresh(self, _changes: object) -> None:
        """Show what has changed."""
        self.show_finding()

    @Slot(object)
    def _on_trouble(self, error: BaseException) -> None:
        self._say(error.what if isinstance(error, KnownError) else "That could not be saved.")

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))


def _whence(source: str, child: str) -> str:
    return f"{source}, child {child}" if child else source


def _told(card: FindingCard) -> list[str]:
    """Return what people decided so far, with who and when."""
    words = card.row.state_words
    by = f" by {card.state_by}" if card.state_by else ""
    lines = [f"{words[:1].upper()}{words[1:]}{by} {moment_words(card.state_at)}".strip()]
    if card.state_reason:
        lines[0] += f": {card.state_reason}"
    if card.state_present:
        lines.append(f"Present: {', '.join(card.state_present)}")
    if card.row.support:
        lines.append(f"{card.row.support.capitalize()}, {card.support_by}: {card.support_reason}")
    if card.la_response:
        lines.append(f"The LA: {card.la_response}")
    return lines
