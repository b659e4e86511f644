"""What a writer reaches for: find and replace, cross-references, evidence and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from ilacs_desktop.services.report import crossing
from ilacs_desktop.ui.pages.report.beside import Beside
from ilacs_desktop.ui.pages.report.find_bar import FindBar
from ilacs_desktop.ui.pages.report.refer import ReferField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.report.outline import Outline
    from ilacs_desktop.services.report.replacing import Hit
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.pages.report.edit import ParagraphEdit
    from ilacs_desktop.ui.pages.report.writer import WriterPane
    from ilacs_desktop.ui.widgets.three_pane import ThreePane


class WritingTools(QObject):
    """The tools of the view in which the document is written.

    Signals:
        place_asked: (paragraph, first, last character) to show, selected.
    """

    place_asked = Signal(str, int, int)

    def __init__(self, desk: Desk, writer: WriterPane, pages: QWidget) -> None:
        super().__init__(writer)
        self._writer = writer
        self._document: Outline | None = None
        self.beside = Beside(desk, writer, pages)
        self.find = FindBar(desk)
        self.asked: ReferField | None = None
        self._panes: ThreePane | None = None
        writer.put_bar(self.find)
        self.find.hit_asked.connect(self._on_hit)
        self.find.ended.connect(self._on_back)
        self.find.flush_asked.connect(self._flush)

    def bind(self, view: ThreePane) -> None:
        """Bind the keys of the tools within the view of the text."""
        self._panes = view
        self.beside.left.connect(self._on_text)
        self.beside.comments.place_asked.connect(self._on_text)
        self.beside.comments.place_asked.connect(self.place_asked)
        for keys, slot in (
            ("F4", self.beside.go_down),
            ("Shift+F4", self.beside.go_up),
            ("Ctrl+Shift+T", self.beside.tie),
            ("Ctrl+Shift+M", self.beside.begin_comment),
            ("Ctrl+Shift+R", self.refer),
            ("F3", self.find.go_next),
            ("Shift+F3", self.find.go_back),
        ):
            QShortcut(QKeySequence(keys), view, slot)

    def show_document(self, document: Outline) -> None:
        """Take the document as it is now."""
        self._document = document
        numbers = crossing.numbers(document)
        for block in self._writer.blocks.blocks:
            block.edit.show_numbers(numbers)
        self.find.look_again()
        self.beside.show_document(document)

    def _edit(self) -> ParagraphEdit | None:
        block = self._writer.blocks.block(self._writer.current)
        writable = block is not None and block.item is not None and not block.item.is_default
        return block.edit if block is not None and writable else None

    @Slot()
    def begin_find(self) -> None:
        """Find words in the document, those selected at first."""
        edit = self._edit()
        self._flush()
        self.find.begin(edit.textCursor().selectedText() if edit is not None else "")

    @Slot()
    def refer(self) -> None:
        """Ask which paragraph is meant, and put its number in at the cursor."""
        edit = self._edit()
        if edit is None or self._document is None:
            return
        self.asked = ReferField(crossing.targets(self._document, self._writer.current), edit)
        self.asked.chosen.connect(self._on_target)
        line = edit.cursorRect()
        self.asked.show_at(line.translated(edit.viewport().mapToGlobal(QPoint(0, 0))))

    @Slot(str)
    def _on_target(self, paragraph: str) -> None:
        edit = self._edit()
        if edit is None or self._document is None:
            return
        mark = crossing.mark_for(self._document, paragraph)
        text, at = edit.text(), edit.characters_before_cursor()
        before = text[:at].rstrip().casefold()
        word = (
            "" if before.endswith(("paragraph", "paragraphs", "and", "to", ",")) else "paragraph "
        )
        space = " " if text[:at] and not text[at - 1].isspace() else ""
        edit.textCursor().insertText(f"{space}{word}{mark}")
        edit.setFocus()

    @Slot()
    def _on_text(self) -> None:
        """Bring the text back to the screen where a folded pane has taken its place."""
        if self._panes is not None:
            self._panes.front("work")

    @Slot(object)
    def _on_hit(self, hit: Hit) -> None:
        self.place_asked.emit(hit.paragraph, hit.start, hit.end)
        # The keys stay in the bar: the next Enter goes on.
        self.find.words.setFocus()

    @Slot()
    def _on_back(self) -> None:
        edit = self._edit()
        if edit is not None:
            edit.setFocus()

    @Slot()
    def _flush(self) -> None:
        for block in self._writer.blocks.blocks:
            block.flush()
