"""The points of a KIT meeting: what was said, what the LA answered, who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitItem
from ilacs_desktop.services.findings.findings import RESPONSES
from ilacs_desktop.services.kit import kit
from ilacs_desktop.ui.fields.binding import Bindings
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.kit.grade_flag import GradeFlag
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Line, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk

CHIPS: dict[str, Any] = {
    "practical": "neutral",
    "referral": "neutral",
    "strength": "strength",
    "concern": "concern",
    "question": "ask",
    "request": "accent",
    "action": "accent",
}
ANSWERED: tuple[str, ...] = ("referral", "strength", "concern", "question")
"""Kinds of point that wait for what the LA answers."""


class Points(QWidget):
    """Every point of one meeting; rows are kept as long as their points are there.

    Signals:
        opened: (kind, id) of what a point speaks of.
    """

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting = ""
        self._given = False
        self._rows: dict[str, PointRow] = {}
        self._spare: list[PointRow] = []
        self._none = Words(
            "No points yet. Take them from the agenda at the right, or add one below.",
            "soft",
            wrap=True,
        )
        self._column = QVBoxLayout()
        dress.set_space(self._column, 0, 3)
        self.add_kind = ChoiceField(options=kit.KINDS)
        self.add_kind.set_key("concern")
        self.add_kind.setAccessibleName("Kind of point to add")
        self._add = Button("Add poi&nt", icon="plus")
        self._add_action = Button("Add action", icon="plus", keys="Ctrl+Shift+K")
        foot = FlowRow()
        foot.add(self.add_kind)
        foot.add(self._add)
        foot.add_end(self._add_action)
        self._foot = foot
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addWidget(foot)
        self._add.clicked.connect(self._on_add)
        self._add_action.clicked.connect(self.add_action)

    @property
    def rows(self) -> dict[str, PointRow]:
        """Return the row of each point by its id."""
        return self._rows

    def show_points(
        self, meeting: str, own: Sequence[KitItem], carried: Sequence[KitItem], *, given: bool
    ) -> None:
        """Show a meeting's points in order, and after them the actions carried forward to it."""
        self._meeting = meeting
        items = (*own, *carried)
        wanted = [one.id for one in items]
        # Rows of points that are gone show the next ones: making a row takes longer than filling.
        self._spare += [self._rows.pop(key) for key in list(self._rows) if key not in wanted]
        for at, item in enumerate(items):
            row = self._rows.get(item.id)
            if row is None:
                row = self._spare.pop() if self._spare else PointRow(self._desk, self)
            self._rows[item.id] = row
            if self._column.indexOf(row) != at:
                self._column.removeWidget(row)
                self._column.insertWidget(at, row)
            number = kit.number_of(self._desk.work, item.meeting) if item.meeting != meeting else 0
            row.show_item(item, given=given or bool(number), carried_from=number)
            row.show()
        for row in self._spare:
            row.hide()
        self._none.setVisible(not own)
        self._foot.setVisible(not given)
        self._given = given

    @Slot()
    def _on_add(self) -> None:
        self._add_kind(str(self.add_kind.key()))

    @Slot()
    def add_action(self) -> None:
        """Begin an action of this meeting."""
        self._add_kind("action")

    def _add_kind(self, kind: str) -> None:
        work, meeting = self._desk.work, self._meeting
        if meeting and not self._given:
            self._desk.do(lambda: kit.add_item(work, meeting, kind), self._focus_new)

    def step(self, by: int) -> None:
        """Move to the next or the previous point; from elsewhere to the first without an answer."""
        rows = self._in_order()
        at = next((at for at, row in enumerate(rows) if row.holds_focus()), None)
        if at is None:
            self.next_unanswered()
        elif 0 <= at + by < len(rows):
            rows[at + by].text.setFocus()

    def next_unanswered(self, after: PointRow | None = None) -> None:
        """Move to the next point that waits for what the LA answers, else to the first point."""
        rows = self._in_order()
        start = rows.index(after) + 1 if after in rows else 0
        for row in (*rows[start:], *rows[:start]):
            if row.waits and row is not after:
                row.text.setFocus()
                return
        if rows and after is None:
            rows[0].text.setFocus()

    def _in_order(self) -> list[PointRow]:
        return sorted(self._rows.values(), key=self._column.indexOf)

    def _focus_new(self, changes: Any) -> None:
        row = self._rows.get(changes.made)
        if row is not None:
            row.text.setFocus()


class PointRow(QWidget):
    """One point."""

    def __init__(self, desk: Desk, points: Points) -> None:
        super().__init__(points)
        self._desk = desk
        self._points = points
        self._item: KitItem | None = None
        self._chip = Chip()
        self._about = Button("", "link")
        self._close = Button("Close")
        self._remove = IconButton("trash-2", "Delete point")
        self.text = ProseEdit(lines=1, placeholder="What is said: what, where, how typical")
        self.response = ProseEdit(lines=1, placeholder="What the LA says, by role")
        self.kind = ChoiceField(
            options=(
                ("", "LA: not recorded yet"),
                *((key, f"LA: {label[:1].lower()}{label[1:]}") for key, label in RESPONSES),
            )
        )
        self.kind.setMinimumContentsLength(13)
        answers = (f"{label}: Ctrl+{at}" for at, (_, label) in enumerate(RESPONSES, 1))
        self.kind.setToolTip("\n".join(answers))
        self.owner = LineField(placeholder="Role")
        self.due = OptionalDateEdit()
        self._bindings = Bindings(desk, KitItem)
        for widget, field, step in (
            (self.text, "text", "Write KIT point"),
            (self.response, "response", "Write the LA's response"),
            (self.owner, "owner", "Say who does it"),
            (self.due, "due", "Say by when"),
        ):
            self._bindings.tie(widget, field, step)
        head = FlowRow()
        head.add(self._chip)
        head.add(self._about)
        head.add_end(self._close)
        head.add_end(self.kind)
        head.add_end(self._remove)
        self._answers = FormRows()
        self._answers.add_row("The LA's response", self.response)
        self._deeds = FormRows(columns=2)
        self._deeds.add_row("Who", self.owner)
        self._deeds.add_row("By when", self.due)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        for part in (head, self.text, self._answers, self._deeds, Line()):
            column.addWidget(part)
        GradeFlag(self.text, column)
        GradeFlag(self.response, column, below=self._answers)
        for at, (key, _) in enumerate(RESPONSES, 1):
            keys = QShortcut(QKeySequence(f"Ctrl+{at}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.setProperty("answer", key)
            keys.activated.connect(self._on_answer_key)
        for prose in (self.text, self.response):
            prose.finished.connect(self._on_finished)
        self.kind.key_chosen.connect(self._on_kind)
        self._about.clicked.connect(self._on_about)
        self._close.clicked.connect(self._on_close)
        self._remove.clicked.connect(self._on_remove)

    @property
    def waits(self) -> bool:
        """Say whether what the LA answers to this point is not recorded yet."""
        item = self._item
        return item is not None and item.kind in ANSWERED and not item.response_kind

    def holds_focus(self) -> bool:
        """Say whether one of its fields has the focus."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    def show_item(self, item: KitItem, *, given: bool, carried_from: int = 0) -> None:
        """Show a point; the same one again keeps what is being typed.

        Args:
            item: the point.
            given: whether its words are closed to change.
            carried_from: number of the earlier meeting that it comes from; 0 for none.
        """
        self._item = item
        label = dict(kit.KINDS).get(item.kind, item.kind)
        if carried_from:
            label = f"{label} from KIT {carried_from}"
        self._chip.show_chip(CHIPS.get(item.kind, "neutral"), label)
        self.text.setReadOnly(given)
        self._bindings.show(self._desk.snapshot.record(KitItem, item.id))
        self.kind.set_key(item.response_kind)
        about = self._about_words(item)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        is_deed = item.kind in ("action", "request")
        self._deeds.setVisible(is_deed)
        self.kind.setVisible(item.kind not in ("action", "practical") and not carried_from)
        offered = item.response_kind not in ("", "none_offered")
        self._answers.setVisible(offered or bool(item.response))
        self._close.setVisible(item.kind == "action" or item.state == "closed")
        self._close.setText("Open again" if item.state == "closed" else "Close")
        self._remove.setVisible(not given)
        if item.state == "closed":
            self._chip.show_chip("done", label)
        self.text.setAccessibleName(f"Point: {label}")
        self.kind.setAccessibleName(f"The LA's response: {label}")
        self._remove.setAccessibleName(f"Delete point: {label}")

    def _about_words(self, item: KitItem) -> str:
        found = self._desk.snapshot.find(item.about) if item.about else None
        if found is None or found.meta.deleted:
            return ""
        kind = type(found.value).KIND
        number = getattr(found.value, "number", "")
        words = {
            "finding": "Open the finding",
            "request": f"Open request {number}",
            "referral_back": f"Open referral {number}",
            "evidence": "Read the note",
        }
        return words.get(kind, "")

    def _id(self) -> str:
        return self._item.id if self._item else ""

    @Slot(object)
    def _on_kind(self, key: object) -> None:
        if key:
            self._respond(str(key), self._to_response)
            return
        work, item = self._desk.work, self._id()
        if item:
            self._desk.do(lambda: kit.change_item(work, item, response_kind=""))

    def _respond(self, key: str, done: Callable[[Changes], None]) -> None:
        self.text.flush()
        self.response.flush()
        work, item, text = self._desk.work, self._id(), self.response.text()
        self._desk.do(lambda: kit.respond(work, item, key, text), done)

    def _to_response(self, _changes: Changes) -> None:
        if self.kind.key() != "none_offered":
            self.response.setFocus()

    def _to_next(self, _changes: Changes) -> None:
        self._points.next_unanswered(self)

    @Slot()
    def _on_answer_key(self) -> None:
        item = self._item
        if item is not None and self.kind.isVisibleTo(self):
            key = str(self.sender().property("answer"))
            # Nothing is said of an answer that was not offered: the next point is meant.
            self._respond(key, self._to_next if key == "none_offered" else self._to_response)

    @Slot()
    def _on_finished(self) -> None:
        self._points.next_unanswered(self)

    @Slot()
    def _on_about(self) -> None:
        found = self._desk.snapshot.find(self._item.about) if self._item else None
        if found is not None:
            self._points.opened.emit(type(found.value).KIND, found.value.id)

    @Slot()
    def _on_close(self) -> None:
        work, item = self._desk.work, self._item
        if item is not None:
            command = kit.open_item if item.state == "closed" else kit.close_item
            self._desk.do(lambda: command(work, item.id))

    @Slot()
    def _on_remove(self) -> None:
        work, item = self._desk.work, self._id()
        self._desk.do(lambda: kit.remove_item(work, item))
