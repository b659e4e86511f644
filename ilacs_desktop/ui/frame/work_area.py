"""The window's everyday state: header, sidebar, the page on the screen, status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.looks import dress, theme
from ilacs_desktop.ui.page import Count, Page
from ilacs_desktop.ui.widgets.header import Header
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.sidebar import Sidebar
from ilacs_desktop.ui.widgets.status_line import StatusLine
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QChildEvent
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.page import PageSpec

_SIDEBAR_FOLDS_BELOW_EMS = 48
_WARM_MS = 80


class WorkArea(QWidget):
    """All that is seen while an inspection is open.

    Attributes:
        header: the line at the top.
        sidebar: the pages at the left.
        banner: the message above the page.
        status: the line at the bottom.

    Signals:
        page_shown: the key of the page that has come to the screen.
        warmed: every page is made, as it was to be while nobody works.
    """

    page_shown = Signal(str)
    warmed = Signal()

    def __init__(self, specs: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._begun: dict[str, Page] = {}
        self._bare: set[str] = set()
        self._missed: dict[str, Changes] = {}
        self._kept: dict[str, Any] = {}
        self.header = Header()
        known = (*keys.PAGES, keys.SETTINGS)
        ours = [one for one in known if one[0] in self._specs]
        self.sidebar = Sidebar([one for one in ours if one != keys.SETTINGS], keys.SETTINGS)
        self.banner = Banner()
        self.status = StatusLine()
        self.header.marking_folded.connect(self.status.show_marking)
        self._stack = QStackedWidget()
        # The first thing in a stack is shown as soon as it is put there: a page would read what
        # it shows half made, and once more when it is whole.
        self._stack.addWidget(QWidget())
        middle = QWidget()
        column = QVBoxLayout(middle)
        dress.set_space(column, (5, 4, 5, 4), 3)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        dress.set_space(row, 0, 0)
        row.addWidget(self.sidebar)
        row.addWidget(middle, 1)
        rows = QVBoxLayout(self)
        dress.set_space(rows, 0, 0)
        rows.addWidget(self.header)
        rows.addLayout(row, 1)
        rows.addWidget(self.status)
        for whole in (self, middle, self._stack):
            theme.dress_parts(whole)
        for part in (self.header, self.sidebar, self.banner, self.status):
            theme.dress(part)
        self.sidebar.page_asked.connect(self.show_page)
        self._may_go_on: Callable[[], bool] = bool
        self._to_warm: list[str] = []
        self._to_read: list[str] = []
        self._warming = QTimer(self)
        self._warming.setInterval(_WARM_MS)
        self._warming.timeout.connect(self._warm_next)

    @property
    def page(self) -> Page | None:
        """Return the page on the screen."""
        holder = self._stack.currentWidget()
        inner = holder.widget() if isinstance(holder, _Holder) else None
        return inner if isinstance(inner, Page) else None

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return every page that has been made so far."""
        return tuple(self._pages.values())

    @property
    def page_keys(self) -> tuple[str, ...]:
        """Return the keys of all pages, made or not."""
        return tuple(self._specs)

    def has_page(self, key: str) -> bool:
        """Say whether there is a page of that key."""
        return key in self._specs

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Bring a page to the screen, making it if this is the first time."""
        if key not in self._specs:
            return
        leaving = self.page
        if leaving is not None and leaving.key == key:
            _give_focus(leaving)
            return
        if leaving is not None:
            leaving.flush()
        page = self.made(key)
        self._stack.setCurrentWidget(self._holder(page))
        self.sidebar.set_current(key)
        self.page_shown.emit(key)
        _give_focus(page)

    def show_view(self, key: str, view: str) -> None:
        """Bring one view of a page to the screen."""
        self.show_page(key)
        page = self.page
        switches = page.findChildren(ViewSwitch) if page is not None else []
        if page is not None and any(switch.choose(view) for switch in switches):
            _give_focus(page)

    def made(self, key: str) -> Page:
        """Return a page, making it if it is not there yet."""
        while self._go_on_making(key):
            pass
        self._tell_missed(key)
        return self._pages[key]

    def _go_on_making(self, key: str) -> bool:
        """Take the next step in making a page; say whether there is another."""
        if key in self._pages:
            return False
        page = self._begun.get(key)
        if page is None:
            page = self._begun[key] = self._specs[key].make()
            self._bare.add(key)
            self._stack.addWidget(_Holder(page))
            return True
        if key in self._bare:
            self._bare.discard(key)
            theme.dress(self._holder(page), when_shown=True)
            return True
        del self._begun[key]
        self._pages[key] = page
        page.count_changed.connect(self._on_count_changed)
        page.message_told.connect(self.status.show_message)
        page.restore_state(self._kept.get(key, {}))
        page.refresh(None)
        return False

    def _holder(self, page: Page) -> _Holder:
        return next(one for one in self._holders() if one.widget() is page)

    def warm(self, may_go_on: Callable[[], bool]) -> None:
        """Make the pages not looked at yet, step by step while nobody works.

        The first look at a page then costs no more than the second.

        Args:
            may_go_on: says whether now is a good moment, such as when nobody is typing.
        """
        self._may_go_on = may_go_on
        self._to_warm = list(self._specs)
        self.warm_again()

    def warm_again(self) -> None:
        """Have the pages that are hidden follow a change of the theme while nobody works."""
        self._warming.start()

    @Slot()
    def _warm_next(self) -> None:
        self._to_warm = [key for key in self._to_warm if key not in self._pages]
        stale = next((one for one in self._holders() if theme.is_stale(one)), None)
        if not (self._to_warm or self._to_read or self._missed or stale is not None):
            self._warming.stop()
            self.warmed.emit()
        elif not self._may_go_on():
            return
        elif self._missed:
            self._tell_missed(next(iter(self._missed)))
        elif stale is not None:
            theme.freshen(stale)
        elif self._to_read:
            self._pages[self._to_read.pop()].catch_up()
        else:
            # Off the list while it is made: a page that cannot be made is tried once.
            key = self._to_warm.pop(0)
            if self._go_on_making(key):
                self._to_warm.insert(0, key)
            else:
                self._to_read.append(key)

    def _holders(self) -> list[_Holder]:
        every = (self._stack.widget(at) for at in range(self._stack.count()))
        return [one for one in every if isinstance(one, _Holder)]

    def refresh(self, changes: Changes | None) -> None:
        """Tell every page that has been made what changed; hidden ones a moment later.

        What is typed on one page would otherwise wait for all the others to be read again.
        """
        shown = self.page
        for key, page in self._pages.items():
            if changes is None or page is shown:
                page.refresh(changes)
            else:
                missed = self._missed.get(key)
                merged = changes if missed is None else missed | changes
                # Whoever made one of them has not shown the others.
                self._missed[key] = replace(merged, initiator="")
        if self._missed:
            self._warming.start()

    def _tell_missed(self, key: str) -> None:
        missed = self._missed.pop(key, None)
        if missed is not None:
            self._pages[key].refresh(missed)

    @property
    def unsaved(self) -> bool:
        """Say whether a field of the page on the screen holds typing that is not yet saved."""
        page = self.page
        return page is not None and any(
            bool(getattr(child, "unsaved", False)) for child in page.findChildren(QWidget)
        )

    def flush(self) -> None:
        """Commit what is typed on any page and not yet saved."""
        for page in self.pages:
            page.flush()

    def flush_shown(self) -> None:
        """Commit what is typed on the page on the screen: the others were flushed when left."""
        page = self.page
        if page is not None:
            page.flush()

    def set_count(self, key: str, count: Count) -> None:
        """Show a page's figure, also of a page that has not been made yet."""
        self.sidebar.set_count(key, count)

    def state(self) -> dict[str, Any]:
        """Return what to remember of the layout, page by page."""
        kept = dict(self._kept)
        kept |= {key: page.state() for key, page in self._pages.items()}
        return kept

    def restore_state(self, state: Mapping[str, Any]) -> None:
        """Take back what ``state`` returned; pages take theirs when they are made."""
        self._kept = {key: value for key, value in state.items() if isinstance(value, dict)}
        for key, page in self._pages.items():
            page.restore_state(self._kept.get(key, {}))

    def cycle_panes(self, step: int) -> None:
        """Move the focus to the next or the previous pane: sidebar, the page's own, header."""
        page = self.page
        stops: list[QWidget] = [self.sidebar, *(page.panes() if page else ()), self.header]
        focus = QApplication.focusWidget()
        inside = [at for at, stop in enumerate(stops) if focus is not None and _holds(stop, focus)]
        at = (inside[0] + step) % len(stops) if inside else 0
        for _ in stops:
            target = _first_stop(stops[at])
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
            at = (at + step) % len(stops)

    def cycle_views(self, step: int) -> None:
        """Show the next or the previous view of a page that has several, the keys in it."""
        page = self.page
        switches = page.findChildren(ViewSwitch) if page is not None else []
        shown = next((one for one in switches if one.isVisible()), None)
        if page is not None and shown is not None:
            shown.step(step)
            _give_focus(page)

    @override
    def childEvent(self, event: QChildEvent) -> None:
        theme.dress_child(event)
        super().childEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(dress.px(300), dress.px(200))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        em = QFontMetrics(QApplication.font()).height()
        self.sidebar.set_folded(self.width() < _SIDEBAR_FOLDS_BELOW_EMS * em)
        super().resizeEvent(event)

    @Slot(object)
    def _on_count_changed(self, count: Count) -> None:
        sender = self.sender()
        if isinstance(sender, Page):
            self.set_count(sender.key, count)


class _Holder(QScrollArea):
    """Scrolls a page that wants more room than the window has."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setProperty("role", "ground")
        self.setWidget(page)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        theme.freshen(self)
        super().showEvent(event)


def _give_focus(page: Page) -> None:
    wished = page.first_focus()
    if not (wished.isVisibleTo(page) and wished.isEnabled()):
        # A list that is empty and hidden would leave the keyboard nowhere.
        wished = Page.first_focus(page)
    wished.setFocus(Qt.FocusReason.OtherFocusReason)


def _holds(stop: QWidget, focus: QWidget) -> bool:
    return stop is focus or stop.isAncestorOf(focus)


def _first_stop(pane: QWidget) -> QWidget | None:
    if isinstance(pane, Sidebar):
        chosen = [button for button in pane.findChildren(QWidget) if _is_checked(button)]
        return chosen[0] if chosen else None
    if isinstance(pane, Header):
        return pane.search
    for child in (pane, *pane.findChildren(QWidget)):
        if child.focusPolicy().value & 1 and child.isVisible() and child.isEnabled():
            return child
    return None


def _is_checked(widget: QWidget) -> bool:
    checked = getattr(widget, "isChecked", None)
    return bool(checked and checked())
