"""The middle of the Report page: one section, and what stands under the paragraph at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from ilacs_desktop.services.inspection.settings import setting_id
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.report import outline
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.report.blocks import Blocks
from ilacs_desktop.ui.pages.report.outline import range_words
from ilacs_desktop.ui.pages.report.picker import FindingPicker
from ilacs_desktop.ui.pages.report.under import UnderPanel
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.stack import CurrentStack

if TYPE_CHECKING:
    from ilacs_desktop.services.checks.remark import Remark
    from ilacs_desktop.services.report.outline import Item, Section
    from ilacs_desktop.services.report.resting import FindingLine, Rest
    from ilacs_desktop.ui.desk import Desk


class WriterPane(QWidget):
    """Writes one section.

    Signals:
        paragraph_chosen: id of the paragraph that has the cursor.
        export_asked: the document is wanted as a file.
    """

    paragraph_chosen = Signal(str)
    export_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.section: Section | None = None
        self.unused: tuple[FindingLine, ...] = ()
        self.current = ""
        self._rests: dict[str, Rest] = {}
        self._remarks: tuple[Remark, ...] = ()
        self._title = Words("", "title", wrap=True)
        self._grade = Chip()
        self.export = Button("Export draft", "primary")
        self.blocks = Blocks(desk)
        self._empty = Words("Nothing is written here yet.", "soft", wrap=True)
        self.add = Button("Add paragraph", keys="Ctrl+Shift+N")
        self.draft = Button("Draft from findings")
        self.default = Button("Back to the default words", "link")
        self.settings = Button("Change it in the settings", "link")
        self.under = UnderPanel(desk)
        self.picker = FindingPicker()
        self._foot = CurrentStack(fills=True)
        self._scroll = QScrollArea()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._shares: list[int] = []
        self._lay_out()
        # A paragraph just made has no place yet: it is shown once the layout has settled.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._show_cursor)
        self.blocks.chosen.connect(self._on_chosen)
        self.blocks.cursor_moved.connect(self._on_cursor_moved)
        self.export.clicked.connect(self.export_asked)
        self.settings.clicked.connect(self._on_settings)

    def _lay_out(self) -> None:
        head = FlowRow()
        head.add(self._title)
        head.add(self._grade)
        head.add_end(self.export)
        inner = Panel(pad=3)
        buttons = FlowRow()
        for button in (self.add, self.draft, self.default, self.settings):
            buttons.add(button)
        for widget in (self._empty, self.blocks, buttons):
            inner.add(widget)
        inner.body.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        foot = Panel(pad=3)
        under = QScrollArea()
        under.setWidgetResizable(True)
        under.setFrameShape(QFrame.Shape.NoFrame)
        under.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.under.setProperty("role", "ground")
        under.setWidget(self.under)
        self._under = under
        self._foot.addWidget(under)
        self._foot.addWidget(self.picker)
        foot.add(self._foot, 1)
        split = self._split
        split.setChildrenCollapsible(False)
        split.addWidget(self._scroll)
        split.addWidget(foot)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._scroll.setMinimumHeight(dress.px(140))
        foot.setMinimumHeight(dress.px(120))
        split.setSizes([360, 240])
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(head)
        column.addWidget(split, 1)

    def put_bar(self, bar: QWidget) -> None:
        """Put a bar between the name of the section and its paragraphs."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, bar)

    # ---- showing -------------------------------------------------------------------------------

    def show_section(
        self,
        section: Section,
        rests: dict[str, Rest],
        remarks: tuple[Remark, ...],
        unused: tuple[FindingLine, ...],
    ) -> None:
        """Show a section; the same one again keeps cursor and unsaved typing."""
        if self.section is not None and self.section.key != section.key:
            self.leave_picker()
        self.section, self._rests, self._remarks, self.unused = section, rests, remarks, unused
        self._title.setText(section.title)
        self._title.setToolTip(range_words(section))
        self._show_grade(section)
        self.blocks.show_section(section, rests, remarks)
        self._empty.setVisible(not section.items)
        writable = not section.from_settings and section.role != outline.LOST
        self.add.setVisible(writable)
        self.add.setText("Add point" if section.bullets else "Add paragraph")
        self.draft.setVisible(writable and bool(section.kinds))
        own = any(not item.is_default for item in section.items)
        self.default.setVisible(section.has_default and own)
        self.settings.setVisible(section.from_settings)
        if self.item() is None:
            self.current = section.items[0].id if section.items else ""
        self.show_under()

    def _show_grade(self, section: Section) -> None:
        work = self._desk.work
        shown = bool(section.area) and work.event.graded
        self._grade.setVisible(shown)
        if shown:
            words = judgements.grade_text(work.snapshot, work.edition, section.area)
            self._grade.show_chip("neutral", words)

    def halves(self) -> list[QWidget]:
        """Return the paragraphs, and what stands under the one at hand."""
        return [self._scroll, self._foot]

    def item(self) -> Item | None:
        """Return the paragraph at hand."""
        items = self.section.items if self.section else ()
        return next((item for item in items if item.id == self.current), None)

    def show_under(self) -> None:
        """Show what stands under the paragraph at hand."""
        item = self.item()
        told = tuple(one for one in self._remarks if one.paragraph == self.current)
        work = self._desk.work
        self.under.show_item(
            self.section,
            item,
            self._rests.get(self.current),
            told,
            references=outline.needs_references(work.snapshot, work.edition),
        )

    # ---- moving about --------------------------------------------------------------------------

    def choose(self, paragraph: str, *, at_end: bool = True) -> None:
        """Make a paragraph the one at hand, with the cursor in it."""
        self.current = paragraph
        if not self.blocks.focus(paragraph, at_end=at_end):
            self.paragraph_chosen.emit(paragraph)
        self.show_under()
        self._reveal.start()

    def select(self, paragraph: str, start: int, end: int) -> None:
        """Select words of a paragraph."""
        block = self.blocks.block(paragraph)
        if block is not None:
            block.edit.select(start, end)

    def focus_first(self) -> None:
        """Put the cursor into the first paragraph that can be written in."""
        for block in self.blocks.blocks:
            if block.item is not None and not block.item.is_default:
                self.choose(block.item.id, at_end=False)
                return

    def offer(
        self,
        title: str,
        lines: tuple[FindingLine, ...],
        *,
        for_paragraph: bool,
    ) -> None:
        """Offer findings to choose from, in the place of what stands under the paragraph."""
        if not self.is_picking:
            self._shares = self._split.sizes()
            whole = sum(self._shares)
            self._split.setSizes([whole * 2 // 5, whole * 3 // 5])
        self._foot.setCurrentWidget(self.picker)
        unused = [line.id for line in self.unused]
        self.picker.begin(title, lines, unused, for_paragraph=for_paragraph)

    def leave_picker(self) -> None:
        """Show again what stands under the paragraph."""
        if self.is_picking and self._shares:
            self._split.setSizes(self._shares)
        self._foot.setCurrentWidget(self._under)

    @property
    def is_picking(self) -> bool:
        """Say whether findings are being chosen."""
        return self._foot.currentWidget() is self.picker

    @Slot(str)
    def _on_chosen(self, paragraph: str) -> None:
        self.current = paragraph
        self.show_under()
        self.paragraph_chosen.emit(paragraph)

    @Slot(object)
    def _on_cursor_moved(self, edit: object) -> None:
        if isinstance(edit, QWidget) and edit.hasFocus():
            self._reveal.start()

    @Slot()
    def _show_cursor(self) -> None:
        block, inner = self.blocks.block(self.current), self._scroll.widget()
        if block is None or block.item is None or inner is None:
            return
        if block.item.is_default:
            self._scroll.ensureWidgetVisible(block)
            return
        line = block.edit.cursorRect()
        at = block.edit.viewport().mapTo(inner, line.center())
        room = line.height() * 2
        self._scroll.ensureVisible(at.x(), at.y(), room, room)

    @Slot()
    def _on_settings(self) -> None:
        self._desk.show("setting", setting_id("boilerplate"))
