"""The points of a KIT meeting: what was said, what the LA answered, who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.domain.records import KitItem
from ilacs_desktop.services import kit
from ilacs_desktop.services.findings import RESPONSES
from ilacs_desktop.ui import dress
from ilacs_desktop.ui.binding import Bindings
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.panel import Line, Words
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        foot = FlowRow()
        foot.add(self.add_kind)
        foot.add(self._add)
        self._foot = foot
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addWidget(foot)
        self._add.clicked.connect(self._on_add)

    @property
    def rows(self) -> dict[str, PointRow]:
        """Return the row of each point by its id."""
        return self._rows

    def show_points(self, meeting: str, items: Sequence[KitItem], *, given: bool) -> None:
        """Show a meeting's points in order."""
        self._meeting = meeting
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
            row.show_item(item, given=given)
            row.show()
        for row in self._spare:
            row.hide()
        self._none.setVisible(not items)
        self._foot.setVisible(not given)

    @Slot()
    def _on_add(self) -> None:
        work, meeting, kind = self._desk.work, self._meeting, str(self.add_kind.key())
        self._desk.do(lambda: kit.add_item(work, meeting, kind), self._focus_new)

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
        self.kind.setMinimumContentsLength(16)
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
        self.kind.key_chosen.connect(self._on_kind)
        self._about.clicked.connect(self._on_about)
        self._close.clicked.connect(self._on_close)
        self._remove.clicked.connect(self._on_remove)

    def show_item(self, item: KitItem, *, given: bool) -> None:
        """Show a point; the same one again keeps what is being typed."""
        self._item = item
        label = dict(kit.KINDS).get(item.kind, item.kind)
        self._chip.show_chip(CHIPS.get(item.kind, "neutral"), label)
        self.text.setReadOnly(given)
        self._bindings.show(self._desk.snapshot.record(KitItem, item.id))
        self.kind.set_key(item.response_kind)
        about = self._about_words(item)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        is_deed = item.kind in ("action", "request")
        self._deeds.setVisible(is_deed)
        self.kind.setVisible(item.kind not in ("action", "practical"))
        self._answers.setVisible(bool(item.response_kind or item.response))
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
            "referral_back": f"Open referral back {number}",
            "evidence": "Read the note",
        }
        return words.get(kind, "")

    def _id(self) -> str:
        return self._item.id if self._item else ""

    @Slot(object)
    def _on_kind(self, key: object) -> None:
        work, item, text = self._desk.work, self._id(), self.response.text()
        if key:
            self.response.flush()
            self._desk.do(lambda: kit.respond(work, item, str(key), text))
        else:
            self._desk.do(lambda: kit.change_item(work, item, response_kind=""))

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
