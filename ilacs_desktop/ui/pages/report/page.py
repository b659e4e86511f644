"""The Report page: the letter or report, written beside its pages, each sentence on findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.domain.records import Comment
from ilacs_desktop.services.report import documents, outline, resting
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.page import Count, Page
from ilacs_desktop.ui.pages.report.actions import ReportActions
from ilacs_desktop.ui.pages.report.checks.checker import Checker
from ilacs_desktop.ui.pages.report.checks.view import ChecksView
from ilacs_desktop.ui.pages.report.outline import UNUSED, WARNINGS, OutlinePane
from ilacs_desktop.ui.pages.report.paper import PreviewPane
from ilacs_desktop.ui.pages.report.past import PastView
from ilacs_desktop.ui.pages.report.returned.view import ReturnedView
from ilacs_desktop.ui.pages.report.stages.comments import LaCommentsView
from ilacs_desktop.ui.pages.report.stages.view import StagesView
from ilacs_desktop.ui.pages.report.tools import WritingTools
from ilacs_desktop.ui.pages.report.versions import VersionsView
from ilacs_desktop.ui.pages.report.writer import WriterPane
from ilacs_desktop.ui.paper_export import PaperExport
from ilacs_desktop.ui.widgets.lazy_stack import LazyStack
from ilacs_desktop.ui.widgets.scrolled import inner_of
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.checks.remark import Place as RemarkPlace
    from ilacs_desktop.services.checks.remark import Remark
    from ilacs_desktop.services.report.outline import Outline
    from ilacs_desktop.services.report.resting import FindingLine, Rest
    from ilacs_desktop.ui.desk import Desk

WRITE, CHECKS, VERSIONS, PAST = "write", "checks", "versions", "past"
STAGES, LA_COMMENTS = "stages", "la-comments"
RETURNED = "returned"
_VIEWS = (
    (WRITE, "Write"),
    (CHECKS, "Checks"),
    (RETURNED, "Came back"),
    (VERSIONS, "Versions"),
    (PAST, "As it stood"),
    (STAGES, "Stages"),
    (LA_COMMENTS, "LA’s comments"),
)
"""Key and label of each view; what ``_add_views`` makes has ``show_changes(changes)``."""

_TEXT = ("paragraph", "check_acceptance", "comment")
_UNDER = ("finding", "evidence", "link", "case", "sample_draw", "data_set")
_ROUND = (
    *("inspection", "la_profile", "previous_inspection", "setting", "pinned", "member"),
    *("judgement", "grading_meeting"),
)
_WIDTHS = {"list": 216, "context": 392}
_PAUSE_MS = 150
"""After the last change; with the commit of typing and the drawing it stays under a second."""


class ReportPage(Page):
    """Outline at the left, paragraphs in the middle, the exact pages at the right."""

    key: ClassVar[str] = "report"
    title: ClassVar[str] = "Report"
    commands: ClassVar[tuple[str, ...]] = ("export", "find-here", "new-record", "delete-record")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document: Outline | None = None
        self._rests: dict[str, Rest] = {}
        self._unused: tuple[FindingLine, ...] = ()
        self.outline = OutlinePane()
        self.writer = WriterPane(desk)
        self.preview = PreviewPane()
        self.tools = WritingTools(desk, self.writer, self.preview)
        self._panes = ThreePane(
            self.outline,
            self.writer,
            self.tools.beside.pane,
            list_title="Sections",
            context_title="Beside the text",
        )
        self._panes.restore_state(_WIDTHS)
        self.doing = ReportActions(desk, self.writer)
        self.exporter = PaperExport(desk, self)
        self.checker = Checker(desk, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self.switch = ViewSwitch("View of the report", _VIEWS)
        self._views = LazyStack()
        self._add_views()
        self._views.put(WRITE)
        self.switch.setVisible(len(_VIEWS) > 1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        column.addWidget(self.switch)
        column.addWidget(self._views, 1)
        self._connect()

    def _add_views(self) -> None:
        """Name the views; each is built when it is first looked at."""
        self._views.add_view(WRITE, lambda: self._panes)
        self._views.add_view(CHECKS, self._make_checks)
        self._views.add_view(RETURNED, self._make_returned)
        self._views.add_view(VERSIONS, self._make_versions)
        self._views.add_view(PAST, lambda: PastView(self._desk))
        self._views.add_view(STAGES, lambda: StagesView(self._desk))
        self._views.add_view(LA_COMMENTS, self._make_la_comments)

    def _make_la_comments(self) -> QWidget:
        made = LaCommentsView(self._desk)
        made.opened.connect(self._desk.show)
        made.export_asked.connect(self.exporter.ask)
        return made

    def _make_checks(self) -> QWidget:
        made = ChecksView(self._desk, self.checker)
        made.place_asked.connect(self._go_to)
        return made

    def _make_returned(self) -> QWidget:
        made = ReturnedView(self._desk)
        made.place_asked.connect(self.show_paragraph)
        made.told.connect(self.message_told)
        return made

    def _make_versions(self) -> QWidget:
        made = VersionsView(self._desk)
        made.place_asked.connect(self.show_paragraph)
        return made

    def _connect(self) -> None:
        self.switch.view_chosen.connect(self.set_view)
        self.tools.bind(self._panes)
        self.tools.place_asked.connect(self._on_words)
        self.tools.beside.shown.connect(self._on_beside)
        self._pause.timeout.connect(self._draw)
        self.checker.told.connect(self._on_checked)
        self.outline.section_chosen.connect(self._on_section)
        self.outline.check_opened.connect(self._on_check)
        self.writer.paragraph_chosen.connect(self.preview.paper.scroll_to)
        self.writer.export_asked.connect(self._export_draft)
        self.preview.publish.clicked.connect(self._export_final)
        self.preview.block_clicked.connect(self._on_block_clicked)
        for keys, slot in (
            ("Ctrl+Shift+F", self._on_add_finding),
            ("Ctrl+Shift+Del", self._on_delete),
            ("Ctrl+PgDown", self._on_next_section),
            ("Ctrl+PgUp", self._on_last_section),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        for keys, slot in (("F8", self._on_next_remark), ("Shift+F8", self._on_last_remark)):
            # In a note that lies over the page F8 says something else.
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, slot, context=context)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.switch)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._on_paste)

    # ---- showing -------------------------------------------------------------------------------

    @Slot(str)
    def set_view(self, view: str) -> None:
        """Show a view of the page; it reads then what changed meanwhile."""
        self.switch.set_current(view)
        self._views.put(view)
        self._show_view(None)

    def _show_view(self, changes: Changes | None) -> None:
        if self._views.key not in ("", WRITE):
            inner_of(self._views.view(self._views.key)).show_changes(changes)

    @override
    def refresh(self, changes: Changes | None) -> None:
        self._show_view(changes)
        if changes is not None and not changes.touches(*_TEXT, *_UNDER, *_ROUND):
            return
        work = self._desk.work
        written = outline.outline(work.snapshot, work.edition, work.now().date())
        self._document = written
        self._count_again(written, changes)
        self.outline.show_outline(written)
        self.writer.under.show_places(written.sections)
        self._show_section()
        self.tools.show_document(written)
        self.preview.publish.setVisible(work.is_lead)
        self.checker.look(written, self._rests)
        self._pause.start()

    def _count_again(self, written: Outline, changes: Changes | None) -> None:
        """Count what paragraphs rest on: all of it, or while typing only what is new."""
        work = self._desk.work
        if changes is None or changes.touches(*_UNDER, "inspection", "pinned"):
            self._rests = resting.rests(work, written)
            self._unused = resting.unused(work, written)
            return
        rests: dict[str, Rest] = {}
        for section in written.sections:
            for item in section.items:
                held = self._rests.get(item.id)
                # What a paragraph says decides which sentences its ties find again.
                if held is None or item.id in changes.ids:
                    held = resting.rest(work, item.id, section)
                rests[item.id] = held
        self._rests = rests

    def _show_section(self) -> None:
        key = self.outline.sections.current_key()
        section = self._document.section(str(key)) if self._document and key else None
        if section is not None:
            self.writer.show_section(section, self._rests, self.checker.checked.open, self._unused)

    def _draw(self) -> None:
        work = self._desk.work
        snapshot, edition, on = work.snapshot, work.edition, work.now().date()
        self._desk.runner.read(
            lambda: documents.preview(snapshot, edition, on),
            self.preview.show_rendered,
            key="report-preview",
        )

    @Slot(str)
    def _on_section(self, _key: str) -> None:
        self._show_section()
        if self._document is not None and self.writer.section is not None:
            self.tools.show_document(self._document)
            self.preview.paper.scroll_to(self.writer.section.key)

    @Slot()
    def _on_next_section(self) -> None:
        self.outline.step(1)
        self.writer.focus_first()

    @Slot()
    def _on_last_section(self) -> None:
        self.outline.step(-1)
        self.writer.focus_first()

    @Slot(str)
    def _on_block_clicked(self, block: str) -> None:
        if not self.show_paragraph(block) and self.outline.choose(block):
            self.writer.focus_first()

    @Slot(str)
    def show_paragraph(self, paragraph: str) -> bool:
        """Put the cursor into a paragraph; say whether the document has it."""
        if self._document is None:
            return False
        for section in self._document.sections:
            if any(item.id == paragraph for item in section.items):
                self.set_view(WRITE)
                self.outline.choose(section.key)
                self.writer.choose(paragraph)
                return True
        return False

    @Slot(str)
    def _on_check(self, check: str) -> None:
        """Go to the next paragraph that a check speaks of; round and round."""
        if check == WARNINGS:
            self.set_view(CHECKS)
            return
        if check == UNUSED:
            self.doing.offer_unused()
            return
        self._go_to_next(1, check)

    @Slot()
    def _on_next_remark(self) -> None:
        self._go_to_next(1)

    @Slot()
    def _on_last_remark(self) -> None:
        self._go_to_next(-1)

    def _go_to_next(self, by: int, check: str = "") -> None:
        found = self.checker.next_place(by, check)
        if found is None:
            self.message_told.emit("The checks have nothing to remark on")
        else:
            self._go_to(*found)

    @Slot(str, int, int)
    def _on_words(self, paragraph: str, start: int, end: int) -> None:
        if self.show_paragraph(paragraph) and end > start:
            self.writer.select(paragraph, start, end)

    @Slot()
    def _on_beside(self) -> None:
        self._panes.front("context")

    @Slot(object, object)
    def _go_to(self, remark: Remark, place: RemarkPlace) -> None:
        """Go to a place that a check speaks of, and select its words."""
        self.checker.at(remark, place)
        if self.show_paragraph(place.paragraph):
            if place.end > place.start:
                self.writer.select(place.paragraph, place.start, place.end)
        elif place.section:
            self.set_view(WRITE)
            self.outline.choose(place.section)
        else:
            # A finding that stands nowhere: what to do about it is said beside the list.
            self.set_view(CHECKS)
            view = inner_of(self._views.view(CHECKS))
            if isinstance(view, ChecksView):
                view.choose(remark)
        self.message_told.emit(remark.words)

    @Slot()
    def _on_checked(self) -> None:
        checked = self.checker.checked
        self.outline.show_remarks(checked.open)
        self.switch.set_figure(CHECKS, len(checked.open) - checked.count("info"))
        self.count_changed.emit(Count(len(checked.stops)))
        self._show_section()

    # ---- commands ------------------------------------------------------------------------------

    @Slot()
    def _export_draft(self) -> None:
        self.exporter.ask()

    @Slot()
    def _export_final(self) -> None:
        self.exporter.ask(final=True)

    @override
    def run_command(self, name: str) -> None:
        {
            "export": self._export_draft,
            "find-here": self._on_find,
            "new-record": self._on_new,
            "delete-record": self._on_delete,
        }[name]()

    @Slot()
    def _on_new(self) -> None:
        """Begin what the view in front holds; a paragraph never in one that lies behind."""
        view = inner_of(self._views.view(self._views.key))
        if isinstance(view, LaCommentsView):
            view.add()
            return
        self.set_view(WRITE)
        self.doing.add_at_end()

    @Slot()
    def _on_add_finding(self) -> None:
        """Offer findings for the paragraph at hand, where both can be seen."""
        self.set_view(WRITE)
        self.doing.add_finding()

    @Slot()
    def _on_delete(self) -> None:
        """Delete what is at hand, where it can be seen."""
        view = inner_of(self._views.view(self._views.key))
        if isinstance(view, LaCommentsView):
            view.delete()
        elif self._views.key == WRITE:
            self.doing.delete()

    @Slot()
    def _on_find(self) -> None:
        self.set_view(WRITE)
        self.tools.begin_find()

    @Slot()
    def _on_paste(self) -> None:
        """Paste the LA's table also while the keys are on the name of its view."""
        view = inner_of(self._views.view(self._views.key))
        if isinstance(view, LaCommentsView):
            view.paste()

    @override
    def show_record(self, kind: str, record: str) -> bool:
        if kind in ("stage", "la_comment"):
            self.set_view(STAGES if kind == "stage" else LA_COMMENTS)
            view = inner_of(self._views.view(self._views.key))
            return isinstance(view, StagesView | LaCommentsView) and view.choose(record)
        if kind == "comment":
            one = self._desk.snapshot.get(Comment, record)
            return one is not None and self.show_paragraph(one.about)
        return kind == "paragraph" and self.show_paragraph(record)

    @override
    def first_focus(self) -> QWidget:
        view = inner_of(self._views.view(self._views.key))
        if isinstance(view, StagesView | LaCommentsView):
            return view.first_focus()
        if self._views.key == WRITE:
            return self.outline.sections
        lists = view.findChildren(QAbstractItemView)
        return next((one for one in lists if one.isVisibleTo(self)), super().first_focus())

    @override
    def panes(self) -> tuple[QWidget, ...]:
        view = inner_of(self._views.view(self._views.key))
        if isinstance(
            view, ChecksView | VersionsView | PastView | ReturnedView | StagesView | LaCommentsView
        ):
            return view.panes()
        shown = []
        for pane in self._panes.shown_panes():
            # From many paragraphs to what stands under the one at hand is one key, not many tabs.
            shown += self.writer.halves() if pane is self.writer else [pane]
        return tuple(shown)
