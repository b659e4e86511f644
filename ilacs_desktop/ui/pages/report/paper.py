"""The document as it will be printed, beside the writing, always the exact pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button, IconButton
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from ilacs_desktop.publish.model import Place, Rendered

_GAP = 8
_MARK = 3
_POINTS_PER_INCH = 72.0
_STEP = 1.25
_LARGEST = 4.0


class PaperView(QPdfView):
    """Pages from memory that keep their place when they change and know where paragraphs are.

    Signals:
        block_clicked: the id of the paragraph, point or heading that was clicked.
        page_changed: the page in view, counted from 1.
    """

    block_clicked = Signal(str)
    page_changed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._places: tuple[Place, ...] = ()
        self._marked = ""
        self._old: QPixmap | None = None
        self._page = 0
        self._zoom = 1.0
        self._held: tuple[tuple[object, int, float], list[QRect]] | None = None
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setPageSpacing(_GAP)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self.setAccessibleName("Preview of the document")
        self.setMinimumWidth(dress.px(160))
        self._tint()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        renderer = self.findChild(QPdfPageRenderer)
        if isinstance(renderer, QPdfPageRenderer):
            renderer.pageRendered.connect(self._on_page_rendered)

    @property
    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._pages())

    @property
    def page(self) -> int:
        """Return the page in view, counted from 1; 0 while there is none."""
        return self._page

    def show_rendered(self, rendered: Rendered) -> None:
        """Show a document; what was in view stays in view."""
        anchor = self._anchor()
        # The old picture stays until the new page is drawn, so that nothing flashes.
        self._old = self.viewport().grab() if self._document is not None else None
        # Without a parent: a document that dies inside its view's destructor ends the process.
        document = QPdfDocument()
        buffer = QBuffer(document)
        buffer.setData(QByteArray(rendered.pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        before, self._document = self._document, document
        self._places = rendered.places
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self._go_back_to(anchor)
        self._tell_page()

    def zoom(self, times: float) -> None:
        """Show the pages larger or smaller; 0 for as wide as the view.

        What is marked, or else what stands at the top, stays in its place.

        Args:
            times: of what they are now; they are never narrower than the view.
        """
        anchor = self._anchor()
        self._zoom = min(max(self._zoom * times, 1.0), _LARGEST)
        self._old = None
        self._fit()
        self._go_back_to(anchor)
        bar = self.horizontalScrollBar()
        bar.setValue((bar.minimum() + bar.maximum()) // 2)
        self.viewport().update()
        self._tell_page()

    def mark(self, block: str) -> None:
        """Mark a paragraph, without moving."""
        if block != self._marked:
            self._marked = block
            self.viewport().update()

    def scroll_to(self, block: str) -> bool:
        """Mark a paragraph and bring it into view; say whether it is printed."""
        self.mark(block)
        boxes = self._boxes(block)
        if not boxes:
            return False
        bar, height = self.verticalScrollBar(), self.viewport().height()
        first, last = boxes[0].top(), boxes[-1].bottom()
        if first < bar.value() or last > bar.value() + height:
            # A third down the view: what stands before it can be read too.
            bar.setValue(max(0, first - height // 3))
        return True

    def block_at(self, point: QPointF) -> str:
        """Return the id of what stands at a point of the viewport; empty for nothing."""
        at = point.toPoint()
        at.setY(at.y() + self.verticalScrollBar().value())
        at.setX(at.x() + self.horizontalScrollBar().value())
        pages = self._pages()
        for place in self._places:
            if self._box(place, pages).contains(at):
                return place.block_id
        return ""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            block = self.block_at(event.position())
            if block:
                self.block_clicked.emit(block)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._old is not None:
            painter.drawPixmap(0, 0, self._old)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        painter.setPen(QPen(QColor(dress.current_tokens().accent), _MARK))
        for box in self._boxes(self._marked):
            left = box.left() - 3 * _MARK
            painter.drawLine(left, box.top(), left, box.bottom())
        painter.end()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.StyleChange):
            self._tint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        whole = self.verticalScrollBar().maximum()
        share = self.verticalScrollBar().value() / whole if whole else 0.0
        self._old = None
        super().resizeEvent(event)
        self._fit()
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(_STEP if turned > 0 else 1 / _STEP)
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {"+": _STEP, "=": _STEP, "-": 1 / _STEP, "0": 0.0}
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.text() in steps and not plain & ~Qt.KeyboardModifier.ShiftModifier:
            self.zoom(steps[event.text()])
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Set the view's own zoom: to the width, or so many times wider."""
        if self._zoom == 1.0:
            self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            return
        widest = max((page.width() for page in self._points()), default=0.0)
        margins = self.documentMargins()
        room = self.viewport().width() - margins.left() - margins.right()
        if widest > 0 and room > 0:
            self.setZoomMode(QPdfView.ZoomMode.Custom)
            self.setZoomFactor(self._zoom * room / (widest * self._ratio()))

    def _ratio(self) -> float:
        return self.logicalDpiX() / _POINTS_PER_INCH

    def _points(self) -> list[QSizeF]:
        """Return the size of each page in points."""
        if self._document is None or not isValid(self._document):
            return []
        document = self._document
        return [document.pagePointSize(number) for number in range(document.pageCount())]

    def _anchor(self) -> tuple[str, int, int] | None:
        """Return what is to stay in its place: a block, which part of it, and how far down.

        What is marked where it can be seen, for there one is writing; else the first in view.
        """
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        for part, box in enumerate(self._boxes(self._marked)):
            if top <= box.top() < top + height:
                return self._marked, part, box.top() - top
        pages = self._pages()
        parts: dict[str, int] = {}
        for place in self._places:
            part = parts[place.block_id] = parts.get(place.block_id, -1) + 1
            box = self._box(place, pages)
            if box.bottom() > top:
                return place.block_id, part, box.top() - top
        return None

    def _go_back_to(self, anchor: tuple[str, int, int] | None) -> None:
        boxes = self._boxes(anchor[0]) if anchor else []
        if anchor and boxes:
            box = boxes[min(anchor[1], len(boxes) - 1)]
            self.verticalScrollBar().setValue(box.top() - anchor[2])

    def _tint(self) -> None:
        """Let the ground between the pages be the window's, in light and in dark."""
        ground = QColor(dress.current_tokens().window)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.Dark) != ground:
            palette.setColor(QPalette.ColorRole.Dark, ground)
            self.setPalette(palette)

    def _pages(self) -> list[QRect]:
        """Return where each page lies, in the pixels of the whole scrolled area.

        The same sums as the view's own, which it keeps to itself.
        """
        key = (self._document, self.viewport().width(), self.zoomFactor() * self._zoom)
        if self._held is None or self._held[0] != key:
            self._held = (key, self._laid())
        return self._held[1]

    def _laid(self) -> list[QRect]:
        margins, width, ratio = self.documentMargins(), self.viewport().width(), self._ratio()
        sizes = []
        for points in self._points():
            if self._zoom == 1.0:
                size = (points * ratio).toSize()
                size *= (width - margins.left() - margins.right()) / max(size.width(), 1)
            else:
                size = (points * ratio * self.zoomFactor()).toSize()
            sizes.append(size)
        whole = max((size.width() for size in sizes), default=0) + margins.left() + margins.right()
        top, found = margins.top(), []
        for size in sizes:
            left = (max(whole, width) - size.width()) // 2
            found.append(QRect(left, top, size.width(), size.height()))
            top += size.height() + self.pageSpacing()
        return found

    def _boxes(self, block: str) -> list[QRect]:
        held = [place for place in self._places if block and place.block_id == block]
        pages = self._pages() if held else []
        return [self._box(place, pages) for place in held]

    def _box(self, place: Place, pages: list[QRect]) -> QRect:
        if self._document is None or place.page >= len(pages):
            return QRect()
        page = pages[place.page]
        scale = page.width() / self._document.pagePointSize(place.page).width()
        return QRectF(
            page.left() + place.x * scale,
            page.top() + place.y * scale,
            place.width * scale,
            place.height * scale,
        ).toRect()

    @Slot()
    def _on_page_rendered(self) -> None:
        if self._old is not None:
            self._old = None
            self.viewport().update()

    @Slot()
    def _on_scrolled(self) -> None:
        self._old = None
        self._tell_page()

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = next(
            (at for at, box in enumerate(self._pages(), 1) if box.bottom() >= middle),
            self.page_count,
        )
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)


class PreviewPane(Panel):
    """The pages with a line that says where one is.

    Signals:
        block_clicked: the id of what was clicked on a page.
    """

    block_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Preview", parent, pad=2)
        self.paper = PaperView(self)
        self.publish = Button("Published version", "link")
        self.publish.setToolTip("Export without marking and without DRAFT, once all is decided")
        self.larger = IconButton("plus", "Larger pages", keys="Ctrl and wheel, or + on the pages")
        self.smaller = IconButton(
            "minus", "Smaller pages", keys="Ctrl and wheel, or - on the pages"
        )
        self._where = Words("", "caption")
        self._missing = Words("", "caution", wrap=True)
        self._missing.hide()
        self.head.addWidget(self._where)
        self.head.addWidget(self.smaller)
        self.head.addWidget(self.larger)
        self.head.addWidget(self.publish)
        holder = QWidget()
        column = QVBoxLayout(holder)
        dress.set_space(column, 0, 1)
        column.addWidget(self._missing)
        column.addWidget(self.paper, 1)
        self.add(holder, 1)
        self.larger.clicked.connect(self._on_larger)
        self.smaller.clicked.connect(self._on_smaller)
        self.paper.block_clicked.connect(self.block_clicked)
        self.paper.page_changed.connect(self._show_where)

    def show_rendered(self, rendered: Rendered) -> None:
        """Show a document, and which characters it cannot print."""
        self.paper.show_rendered(rendered)
        missing = " ".join(rendered.missing_characters)
        self._missing.setText(f"△ No letters for these characters: {missing}" if missing else "")
        self._missing.setVisible(bool(missing))
        self._show_where()

    @Slot()
    def _on_larger(self) -> None:
        self.paper.zoom(_STEP)

    @Slot()
    def _on_smaller(self) -> None:
        self.paper.zoom(1 / _STEP)

    @Slot()
    def _show_where(self) -> None:
        count = self.paper.page_count
        self._where.setText(f"page {self.paper.page} of {count}" if count else "")
