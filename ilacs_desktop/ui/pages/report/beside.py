"""What stands at the right of the text: the exact pages, the evidence, or the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.comments import comments
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.pages.report.comments import CommentsPanel
from ilacs_desktop.ui.pages.report.evidence import EvidencePanel
from ilacs_desktop.ui.widgets.stack import CurrentStack
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from ilacs_desktop.services.report.outline import Outline
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.pages.report.edit import ParagraphEdit
    from ilacs_desktop.ui.pages.report.writer import WriterPane

PAGES, EVIDENCE, COMMENTS = "pages", "evidence", "comments"
_VIEWS = ((PAGES, "Pages"), (EVIDENCE, "Evidence"), (COMMENTS, "Comments"))
_PAUSE_MS = 120
"""After the cursor has moved: the keys come first."""


class BesidePane(QWidget):
    """One of the three at a time."""

    def __init__(self, pages: QWidget, evidence: QWidget, told: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self.switch = ViewSwitch("Beside the text", _VIEWS)
        self._stack = CurrentStack(fills=True)
        self._panes = {PAGES: pages, EVIDENCE: evidence, COMMENTS: told}
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        column.addWidget(self.switch)
        column.addWidget(self._stack, 1)
        self.switch.view_chosen.connect(self.put)

    @property
    def key(self) -> str:
        """Return which is shown."""
        return self.switch.current

    @Slot(str)
    def put(self, view: str) -> None:
        """Show one of them."""
        self.switch.set_current(view)
        self._stack.setCurrentWidget(self._panes[view])


class Beside(QObject):
    """Keeps evidence and comments with the paragraph and the sentence at the cursor.

    Signals:
        shown: the pane is wanted on the screen, also where the window has folded it.
        left: the text is wanted on the screen again.
    """

    shown = Signal()
    left = Signal()

    def __init__(self, desk: Desk, writer: WriterPane, pages: QWidget) -> None:
        super().__init__(writer)
        self._desk, self._writer = desk, writer
        self._document: Outline | None = None
        self.evidence = EvidencePanel(desk)
        self.comments = CommentsPanel(desk)
        self.pane = BesidePane(pages, self.evidence, self.comments)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._follow)
        self.evidence.back_asked.connect(self._on_back)
        writer.paragraph_chosen.connect(self._on_paragraph)
        writer.blocks.cursor_moved.connect(self._on_cursor)
        self.pane.switch.view_chosen.connect(self._on_view)

    def show_document(self, document: Outline) -> None:
        """Take the document as it is now."""
        self._document = document
        rows = comments.rows(self._desk.work, document)
        self.comments.show_rows(rows)
        self.pane.switch.set_figure(COMMENTS, sum(row.is_open for row in rows))
        self._show_evidence()

    def _edit(self) -> ParagraphEdit | None:
        block = self._writer.blocks.block(self._writer.current)
        return block.edit if block is not None else None

    def _show_evidence(self) -> None:
        edit, item = self._edit(), self._writer.item()
        if self.pane.key == EVIDENCE:
            at = edit.characters_before_cursor() if edit is not None else 0
            text = edit.text() if edit is not None and edit.unsaved else None
            self.evidence.show_item(item, at, text, self._document)
        self._show_about()

    def _show_about(self) -> None:
        edit, item = self._edit(), self._writer.item()
        if item is None or item.is_default or edit is None:
            self.comments.show_about("", "", "")
            return
        name = f"paragraph {item.number}" if item.number else "this paragraph"
        quote = edit.textCursor().selectedText()
        self.comments.show_about(item.id, name, quote if "\u2029" not in quote else "")

    @Slot()
    def _on_paragraph(self, _paragraph: str = "") -> None:
        self._show_evidence()

    @Slot(object)
    def _on_cursor(self, _edit: object) -> None:
        if self.pane.key != PAGES:
            self._pause.start()

    @Slot()
    def _follow(self) -> None:
        edit = self._edit()
        if edit is not None and self.pane.key == EVIDENCE:
            self.evidence.move_to(edit.characters_before_cursor())
        elif self.pane.key == COMMENTS and (edit is None or edit.hasFocus()):
            self._show_about()

    @Slot(str)
    def _on_view(self, _view: str) -> None:
        self._show_evidence()

    def _put(self, view: str) -> None:
        if self.pane.key != view:
            self.pane.put(view)
        self._show_evidence()
        self.shown.emit()

    @Slot()
    def go_down(self) -> None:
        """Go from the paragraph to its finding, from there to a note, from there to its page."""
        if self.pane.key != EVIDENCE or not self.evidence.list.hasFocus():
            self._put(EVIDENCE)
        self.evidence.go_down()

    @Slot()
    def go_up(self) -> None:
        """Go one step back."""
        self.evidence.go_up()

    @Slot()
    def tie(self) -> None:
        """Tie the finding chosen to the sentence at the cursor, or untie it."""
        edit = self._edit()
        if edit is not None:
            edit.flush()
        self._put(EVIDENCE)
        self.evidence.tie_sentence()

    @Slot()
    def begin_comment(self) -> None:
        """Comment on the paragraph at hand, or on the words selected in it."""
        edit = self._edit()
        if edit is not None:
            edit.flush()
        self._put(COMMENTS)
        self.comments.begin()

    @Slot()
    def _on_back(self) -> None:
        edit = self._edit()
        self.left.emit()
        if edit is not None:
            edit.setFocus()
