"""List, work, context: the same three places on every page, folding on a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

Pane = Literal["list", "work", "context"]
PANES: tuple[Pane, ...] = ("list", "work", "context")

_LEAST_EMS: dict[Pane, int] = {"list": 18, "work": 26, "context": 19}
_STRETCH: dict[Pane, int] = {"list": 0, "work": 1, "context": 0}


class ThreePane(QWidget):
    """A splitter of three panes; on a narrow window the context folds first, then the list.

    A folded pane is one button away: it then takes the place of the work until it is left.

    Signals:
        folds_changed: the tuple of panes that are folded now.
    """

    folds_changed = Signal(object)

    def __init__(
        self,
        left: QWidget,
        work: QWidget,
        right: QWidget | None = None,
        *,
        list_title: str,
        context_title: str = "Details",
        parent: QWidget | None = None,
    ) -> None:
        """Make the three panes.

        Args:
            left: the master list.
            work: what is worked on.
            right: the context; None leaves it out for good.
            list_title: what the list is called on its button when it is folded.
            context_title: the same for the context.
            parent: the owning widget.
        """
        super().__init__(parent)
        self._contents: dict[Pane, QWidget] = {"list": left, "work": work}
        if right is not None:
            self._contents["context"] = right
        self._panes = {
            pane: widget if pane == "list" else _scrolling(widget)
            for pane, widget in self._contents.items()
        }
        self._titles: dict[Pane, str] = {"list": list_title, "context": context_title}
        self._folded: tuple[Pane, ...] = ()
        self._fronted: Pane | None = None
        self._wished: dict[Pane, int] = {}
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for at, (pane, widget) in enumerate(self._panes.items()):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(at, _STRETCH[pane])
        self._bar, self._buttons = self._make_bar()
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 2)
        # The panes fold by themselves, so the window may be narrower than all three together.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self._bar)
        column.addWidget(self._splitter, 1)
        self._splitter.splitterMoved.connect(self._on_moved)
        self._set_least()

    @property
    def folded(self) -> tuple[Pane, ...]:
        """Return the panes that have no room now."""
        return self._folded

    def pane(self, pane: Pane) -> QWidget | None:
        """Return a pane's widget."""
        return self._contents.get(pane)

    def shown_panes(self) -> tuple[QWidget, ...]:
        """Return the widgets on the screen from left to right, for F6."""
        return tuple(
            self._contents[pane] for pane, held in self._panes.items() if not held.isHidden()
        )

    def front(self, pane: Pane) -> None:
        """Bring a pane to the screen: a folded one takes the place of the work."""
        self._fronted = pane if pane in self._folded else None
        self._lay_out()

    def state(self) -> dict[str, int]:
        """Return the widths a person has set, by pane, in pixels at the usual text size."""
        return {pane: width for pane, width in self._wished.items() if pane != "work"}

    def restore_state(self, state: dict[str, int]) -> None:
        """Take widths kept from an earlier day; unknown and silly ones are left out."""
        for pane in PANES:
            width = state.get(pane)
            if isinstance(width, int) and 0 < width < 4000:
                self._wished[pane] = width
        self._lay_out()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.px(240), dress.px(120))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_least()
            self._fold()

    def _make_bar(self) -> tuple[QWidget, dict[Pane, Button]]:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        dress.set_space(row, 0, 2)
        buttons: dict[Pane, Button] = {}
        for pane in self._panes:
            if pane == "work":
                row.addStretch(1)
                continue
            button = Button(self._titles[pane], icon=f"panel-{_SIDES[pane]}")
            button.setCheckable(True)
            button.setObjectName(f"show_{pane}")
            button.clicked.connect(self._on_bar_clicked)
            row.addWidget(button)
            buttons[pane] = button
        bar.hide()
        return bar, buttons

    def _least(self, pane: Pane) -> int:
        em = QFontMetrics(QApplication.font()).height()
        return round(_LEAST_EMS[pane] * em * 0.72)

    def _set_least(self) -> None:
        for pane, widget in self._panes.items():
            # A pane alone on the screen may be narrower than it wants: it scrolls.
            widget.setMinimumWidth(min(self._least(pane), dress.px(200)))
        self._splitter.setHandleWidth(dress.space(3))

    def _fold(self) -> None:
        room = self.width()
        panes = [pane for pane in PANES if pane in self._panes]
        folded: list[Pane] = []
        for candidate in ("context", "list"):
            needed = sum(self._least(pane) for pane in panes if pane not in folded)
            needed += dress.space(3) * (len(panes) - len(folded) - 1)
            if needed > room and candidate in panes:
                folded.append(candidate)
        if tuple(folded) != self._folded:
            self._folded = tuple(folded)
            self._fronted = None
            self.folds_changed.emit(self._folded)
        self._lay_out()

    def _lay_out(self) -> None:
        fronted = self._fronted
        for pane, widget in self._panes.items():
            hidden = pane in self._folded and pane != fronted
            if pane == "work" and fronted is not None:
                hidden = True
            if widget.isHidden() != hidden:
                widget.setHidden(hidden)
        for pane, button in self._buttons.items():
            button.setVisible(pane in self._folded)
            button.setChecked(pane == fronted)
        self._bar.setVisible(bool(self._folded))
        self._share()

    def _share(self) -> None:
        room = self._splitter.width() - self._splitter.handleWidth() * (len(self._panes) - 1)
        sizes: dict[Pane, int] = {
            pane: dress.px(self._wished[pane]) if pane in self._wished else self._usual(pane)
            for pane in self._panes
            if pane != "work"
        }
        rest = room - sum(
            width for pane, width in sizes.items() if not self._panes[pane].isHidden()
        )
        sizes["work"] = max(rest, self._least("work"))
        self._splitter.setSizes([sizes[pane] for pane in self._panes])

    def _usual(self, pane: Pane) -> int:
        return round(self._least(pane) * 1.15)

    @Slot()
    def _on_moved(self) -> None:
        if self._folded:
            return
        scale = dress.current_scale()
        for pane, width in zip(self._panes, self._splitter.sizes(), strict=True):
            if pane != "work":
                self._wished[pane] = round(width / scale)

    @Slot()
    def _on_bar_clicked(self) -> None:
        sender: QObject = self.sender()
        for pane, button in self._buttons.items():
            if button is sender:
                self.front("work" if self._fronted == pane else pane)


def _scrolling(content: QWidget) -> QWidget:
    """Let a pane scroll where the window is lower or narrower than what it holds."""
    if isinstance(content, QAbstractScrollArea):
        return content
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if content.property("role") is None:
        content.setProperty("role", "ground")
    area.setWidget(content)
    return area


_SIDES: dict[Pane, str] = {"list": "left", "context": "right"}
