"""How a quick note lies on the window: its rows in a column, or in quiet mode the words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.noting.note_child import NewChild
from ilacs_desktop.ui.noting.note_fields import NoteFields
from ilacs_desktop.ui.noting.note_menu import MarkButton
from ilacs_desktop.ui.noting.note_offers import NoteOffers
from ilacs_desktop.ui.noting.note_seen import SeenEarlier
from ilacs_desktop.ui.noting.note_told import AskRow, RiskRow
from ilacs_desktop.ui.noting.quiet import QuietFoot, QuietHead
from ilacs_desktop.ui.widgets.buttons import Button, KeyHint
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.prose import ProseEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ilacs_desktop.services.evidence.assuming import Assumed
    from ilacs_desktop.services.record.work import Work

_WIDTH = 760
_QUIET_WIDTH = 1000
_LINES = 5
_FEWEST = 4


class NoteSheet(QScrollArea):
    """The widgets of a note and their places; ``QuickNote`` makes them work.

    Attributes:
        text: where the note is written.
        offers: what a mark may mean.
        fields: source, role, place and the like.
        risk, asked: what a sign at the start of a line did.
        new_child, seen: rows that open for one question.
        quiet_head: what stands over the words in quiet mode.
    """

    def __init__(self, work: Work, assumed: Assumed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_quiet = False
        self.text = ProseEdit(placeholder="What did you see, hear or read?", lines=_LINES)
        self.offers = NoteOffers()
        self.fields = NoteFields(work, assumed)
        self.risk, self.asked = RiskRow(), AskRow()
        self.new_child, self.seen = NewChild(), SeenEarlier(work)
        self.quiet_head, self._quiet_foot = QuietHead(work), QuietFoot()
        self.banner = Banner()
        self.mark_button = MarkButton()
        self.close_button = Button("&Close note", "primary", keys="Ctrl+Enter")
        self._stamp = Words(_stamp(work), "soft")
        self._saved = Words("Nothing written yet", "caption")
        self._lay_out()

    def _lay_out(self) -> None:
        self.setAccessibleName("Quick note")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName("Note")
        self.text.setObjectName("note_text")
        self.text.set_size("quiet")
        self.close_button.setObjectName("close_note")
        self._head = self._made_head()
        panel = Panel()
        self._foot = self._made_foot()
        rows: tuple[QWidget, ...] = (self.offers, self.new_child, self.risk, self.asked, self.seen)
        for row in (self.text, *rows, self.fields, self._foot, self._quiet_foot):
            panel.add(row)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        dress.set_space(column, (0, 4, 0, 4), 3)
        for part in (self._head, self.quiet_head, self.banner, panel):
            column.addWidget(part)
        column.addStretch(1)
        self._middle.installEventFilter(self)
        ground = QWidget()
        ground.setProperty("role", "ground")
        across = QHBoxLayout(ground)
        dress.set_space(across, 0, 0)
        across.addStretch(1)
        across.addWidget(self._middle)
        across.addStretch(1)
        self.setWidget(ground)
        self.quiet_head.hide()
        self._quiet_foot.hide()

    def _made_head(self) -> QWidget:
        head = FlowRow()
        head.add(Words("Quick note", "title"))
        head.add(self._stamp)
        for keys, words in (("Enter", "new line"), ("Ctrl+Enter", "closes")):
            (head.add_end if keys == "Enter" else head.add)(KeyHint(keys))
            head.add(Words(words, "caption"))
        return head

    def _made_foot(self) -> QWidget:
        foot = FlowRow()
        foot.add(self.mark_button)
        foot.add(self._saved)
        foot.add_end(self.close_button)
        return foot

    @property
    def is_quiet(self) -> bool:
        """Say whether the note is in quiet mode."""
        return self._is_quiet

    def saved_words(self) -> str:
        """Return what is said of saving."""
        return self._saved.text()

    def show_saved(self, words: str) -> None:
        """Say how far the note is safe."""
        self._saved.setText(words)
        self.quiet_head.saved.setText(words)

    def show_times(self, words: str) -> None:
        """Say when a note was seen and when it was written; empty for the stamp alone."""
        if words:
            self._stamp.setText(words)

    def stamp(self) -> str:
        """Return what is said of when and by whom."""
        return self._stamp.text()

    def lay_quiet(self, *, quiet: bool) -> None:
        """Show the words alone, or the whole note again."""
        self._is_quiet = quiet
        self.setAccessibleName("Quiet mode" if quiet else "Quick note")
        for widget in (self._head, self.fields, self._foot):
            widget.setVisible(not quiet)
        for widget in (self.quiet_head, self._quiet_foot):
            widget.setVisible(quiet)
        self.text.set_size("large" if quiet else "quiet")
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - dress.space(4)
        widest = _QUIET_WIDTH if self._is_quiet else _WIDTH
        self._middle.setFixedWidth(max(dress.px(200), min(dress.px(widest), room)))
        self._fit_lines()

    def _fit_lines(self) -> None:
        """Give the text the room that the rows leave: the line being written stays in sight."""
        line = max(1, self.text.fontMetrics().lineSpacing())
        column = self._middle.layout()
        whole = column.totalHeightForWidth(self._middle.width()) if column is not None else 0
        around = whole - self.text.height() + dress.space(8)
        most = max(_FEWEST, (self.viewport().height() - around) // line)
        self.text.set_lines(most if self._is_quiet else min(_LINES, most), most)
        self.text.ensureCursorVisible()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._middle and event.type() == QEvent.Type.LayoutRequest:
            # A row has opened or gone; once it stands, the text takes what is left.
            QTimer.singleShot(0, self, self._fit_lines)
        return super().eventFilter(watched, event)


def _stamp(work: Work) -> str:
    now = work.now()
    return f"{now:%H:%M} {now.tzname() or ''} · {work.me.name} · this laptop"
