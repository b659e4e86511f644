"""What stands under the paragraph at hand: what can be done with it, remarks, its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.checks import acceptance
from ilacs_desktop.services.checks.catalogue import BY_KEY
from ilacs_desktop.services.report import writing
from ilacs_desktop.services.report.outline import LOST
from ilacs_desktop.services.report.resting import figures_words
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.finding_lines import FindingLines
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.choices import ChoiceField, TickBox
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from ilacs_desktop.services.checks.remark import Remark
    from ilacs_desktop.services.report.outline import Item, Section
    from ilacs_desktop.services.report.resting import Rest
    from ilacs_desktop.ui.desk import Desk

_NONE = (
    "No finding yet. A sentence that is published can be traced to the findings under it: "
    "add one with Ctrl+Shift+F."
)


class UnderPanel(QWidget):
    """The context of one paragraph.

    Signals:
        add_asked: a finding is to be added.
        move_asked: -1 for up, 1 for down.
        split_asked, join_asked, delete_asked: what to do with the paragraph.
        words_asked: (first, last) character that a remark is about.
        place_asked: key of the section that the paragraph is to stand in.
    """

    add_asked = Signal()
    move_asked = Signal(int)
    split_asked = Signal()
    join_asked = Signal()
    delete_asked = Signal()
    words_asked = Signal(int, int)
    place_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: Item | None = None
        self._stop: Remark | None = None
        self._title = Words("", "heading")
        self.add = Button("Add &finding")
        self.add.setToolTip("Add finding (Ctrl+Shift+F)")
        self.up = IconButton("arrow-up", "Move the paragraph up", keys="Alt+Up")
        self.down = IconButton("arrow-down", "Move the paragraph down", keys="Alt+Down")
        self.split = Button("Split", "link")
        self.split.setToolTip("Split at the cursor (Ctrl+Shift+Enter)")
        self.join = Button("Join", "link")
        self.join.setToolTip("Join to the paragraph before (Backspace at its beginning)")
        self.delete = IconButton("trash-2", "Delete the paragraph", keys="Ctrl+Shift+Delete")
        self.place = ChoiceField()
        name_field(self.place, "Section of the paragraph")
        self.point = TickBox("&Point of a list")
        self.reference = ChoiceField()
        name_field(self.reference, "National Framework reference")
        self._remarks = Words("", "caution", wrap=True)
        self.show_words = Button("Show the words", "link")
        self.reason = LineField(placeholder="Why it may stand, without repeating it")
        name_field(self.reason, "Reason for accepting the remark")
        self.clear = Button("Accept")
        self._clearing = FlowRow()
        self._about = Words("", "soft", wrap=True)
        self.findings = FindingLines(take="Take away from the paragraph")
        self._lay_out()
        self._connect()
        self.show_item(None, None, None, ())

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add_end(self.add)
        for widget in (self.up, self.down, self.split, self.join, self.delete):
            head.add(widget)
        self.reason.setMinimumWidth(dress.px(180))
        for field in (self.show_words, self.reason, self.clear):
            self._clearing.add(field)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        fields = (self.place, self.point, self.reference)
        for part in (head, *fields, self._remarks, self._clearing):
            column.addWidget(part)
        column.addWidget(self._about)
        column.addWidget(self.findings)
        column.addStretch(1)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_asked)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.split.clicked.connect(self.split_asked)
        self.join.clicked.connect(self.join_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.place.key_chosen.connect(self._on_place)
        self.point.ticked.connect(self._on_point)
        self.reference.key_chosen.connect(self._on_reference)
        self.show_words.clicked.connect(self._on_show_words)
        self.clear.clicked.connect(self._on_clear)
        self.reason.returnPressed.connect(self._on_clear)
        self._half = HalfWritten(
            self._desk, "accept-remark", {"reason": self.reason}, self._of_stop
        )
        self.findings.opened.connect(self._on_opened)
        self.findings.taken.connect(self._on_taken)

    def show_places(self, sections: tuple[Section, ...]) -> None:
        """Offer the sections that a paragraph can be moved to."""
        offered = [one for one in sections if not one.from_settings and one.role != LOST]
        self.place.set_options([(one.key, f"In {one.title}") for one in offered])

    def show_item(
        self,
        section: Section | None,
        item: Item | None,
        rest: Rest | None,
        told: tuple[Remark, ...],
        *,
        references: bool = False,
    ) -> None:
        """Show what belongs to a paragraph; none leaves the panel empty.

        Args:
            section: where it stands.
            item: the paragraph.
            rest: what it rests on.
            told: what the checks say of it.
            references: whether this inspection's points carry a reference.
        """
        writable = item is not None and not item.is_default
        self._item = item if writable else None
        for button in (self.add, self.up, self.down, self.split, self.join, self.delete):
            button.setVisible(writable)
        name = "point" if item is not None and item.bullet else "paragraph"
        number = f" {item.number}" if item is not None and item.number else ""
        self._title.setText(f"Under {name}{number}" if writable else "Under the paragraph")
        self.place.setVisible(writable)
        self.place.set_key(section.key if section is not None else None)
        plain = section is not None and not section.bullets and not section.numbered
        self.point.setVisible(writable and plain)
        self.point.set_ticked(item is not None and item.bullet)
        self._show_reference(item, shown=writable and references and bool(item and item.bullet))
        self._show_remarks(told if writable else ())
        self.findings.show_lines(rest.findings if rest is not None and writable else ())
        self._about.setText(self._about_words(section, rest, writable=writable))
        self._about.setVisible(bool(self._about.text()))

    def _about_words(self, section: Section | None, rest: Rest | None, *, writable: bool) -> str:
        if section is None or not section.items:
            return ""
        if not writable:
            return "Default words rest on no finding."
        if rest is None or not rest.findings:
            return _NONE if section.rests_on_findings else ""
        if len(rest.findings) == 1:
            return ""
        return f"Together: {figures_words(rest.figures)}"

    def _show_reference(self, item: Item | None, *, shown: bool) -> None:
        self.reference.setVisible(shown)
        if not shown or item is None:
            return
        known = [
            (one.key, f"{one.kind.capitalize()} {one.number}: {one.label}")
            for one in self._desk.edition.references
        ]
        options = [("", "No National Framework reference"), *known]
        if item.reference and item.reference not in dict(options):
            options.append((item.reference, item.reference))
        self.reference.set_options(options)
        self.reference.set_key(item.reference)

    def _show_remarks(self, told: tuple[Remark, ...]) -> None:
        grave = [one for one in told if one.level != "info"]
        self._remarks.setText("\n".join(f"△ {one.words} {BY_KEY[one.check].todo}" for one in grave))
        self._remarks.setVisible(bool(grave))
        stop = grave[0] if grave else None
        spoken = stop if stop is not None and stop.end > stop.start else None
        self._words = (spoken.start, spoken.end) if spoken else (0, 0)
        if stop is None or self._stop is None or stop.key != self._stop.key:
            self._stop = stop
            self.reason.set_text("")
            self._half.offer()
        may_clear = stop is not None and acceptance.may_accept(self._desk.work, stop)
        self.show_words.setVisible(spoken is not None)
        self.reason.setVisible(may_clear)
        self.clear.setVisible(may_clear)
        self._clearing.setVisible(spoken is not None or may_clear)

    def _of_stop(self) -> str:
        return self._stop.key if self._stop is not None else ""

    _words: tuple[int, int] = (0, 0)

    @Slot()
    def _on_up(self) -> None:
        self.move_asked.emit(-1)

    @Slot()
    def _on_down(self) -> None:
        self.move_asked.emit(1)

    @Slot(object)
    def _on_place(self, section: object) -> None:
        self.place_asked.emit(str(section))

    @Slot(bool)
    def _on_point(self, on: bool) -> None:  # noqa: FBT001 - a slot's one argument
        item, work = self._item, self._desk.work
        if item is not None:
            self._desk.do(lambda: writing.set_bullet(work, item.id, bullet=on))

    @Slot(object)
    def _on_reference(self, key: object) -> None:
        item, work = self._item, self._desk.work
        if item is not None:
            self._desk.do(lambda: writing.set_reference(work, item.id, str(key)))

    @Slot()
    def _on_show_words(self) -> None:
        self.words_asked.emit(*self._words)

    @Slot()
    def _on_clear(self) -> None:
        stop, reason, work = self._stop, self.reason.text(), self._desk.work
        if stop is not None:
            self._half.do(lambda: acceptance.accept(work, stop, reason))

    @Slot(str)
    def _on_opened(self, finding: str) -> None:
        self._desk.show("finding", finding)

    @Slot(str)
    def _on_taken(self, finding: str) -> None:
        item, work = self._item, self._desk.work
        if item is not None:
            self._desk.do(lambda: writing.unlink_finding(work, item.id, finding))
