"""The one window: full-window states, the work area, every command in the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ilacs_desktop.ui.frame import going, reading_order
from ilacs_desktop.ui.looks import dress, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QChildEvent
    from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent

    from ilacs_desktop.ui.dialogs.keys_help import KeysHelp
    from ilacs_desktop.ui.fields.values import SearchHit
    from ilacs_desktop.ui.frame.commands import CommandSet
    from ilacs_desktop.ui.frame.work_area import WorkArea
    from ilacs_desktop.ui.page import PageSpec

TITLE = "ILACS Desktop"
"""The window's title never names an LA or a child: systems keep lists of titles."""


class MainWindow(QMainWindow):
    """A window that shows either one full-window state or the work area, and never both.

    Before and over an inspection only the state is there: no menu, no page, no count behind it.

    Signals:
        commanded: the name of a command of scope ``app``.
        page_shown: the key of the page that has come to the screen.
        searched: the text in the search box, at every key.
        hit_chosen: the ``SearchHit`` that was opened.
        closing: the window is about to close, after everything typed was flushed.

    Attributes:
        may_close: asked before the window closes; False keeps it open.
    """

    commanded = Signal(str)
    page_shown = Signal(str)
    searched = Signal(str)
    hit_chosen = Signal(object)
    closing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        theme.dress_parts(self)
        self._stack = QStackedWidget()
        theme.dress_parts(self._stack)
        self._work: WorkArea | None = None
        self.may_close: Callable[[], bool] | None = None
        self._over: list[tuple[QWidget, QWidget | None]] = []
        self._hidden: list[QWidget] = []
        self._commands: CommandSet | None = None
        self._keys_help: KeysHelp | None = None
        self._before_search: QWidget | None = None
        self.setCentralWidget(self._stack)
        # Large text asks for more than small screens have: what is off the screen cannot be read.
        room = self.screen().availableSize()
        self.resize(QSize(dress.px(1280), dress.px(720)).boundedTo(room))

    # ---- states --------------------------------------------------------------------------------

    @property
    def work(self) -> WorkArea | None:
        """Return the work area, where an inspection is open."""
        return self._work

    @property
    def in_work(self) -> bool:
        """Say whether the work area is what is on the screen."""
        return self._work is not None and self._stack.currentWidget() is self._work

    def open_work(self, specs: Sequence[PageSpec], first: str = "today") -> WorkArea:
        """Make the work area of an inspection and show it.

        Args:
            specs: its pages; one whose key is not in ``keys.PAGES`` or ``keys.SETTINGS`` has no
                place in the sidebar.
            first: the key of the page to begin with.
        """
        # Not before: the unlock window is up sooner without them.
        from ilacs_desktop.ui.frame.commands import CommandSet
        from ilacs_desktop.ui.frame.work_area import WorkArea

        self.close_work()
        if self._commands is None:
            self._commands = CommandSet(self)
            self._commands.asked.connect(self.run)
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.focusChanged.connect(self._on_focus_changed)
        work = WorkArea(specs)
        self._work = work
        self._stack.addWidget(work)
        work.page_shown.connect(self._on_page_shown)
        work.header.commanded.connect(self.run)
        work.header.search.searched.connect(self._on_searched)
        work.header.search.hit_chosen.connect(self._on_hit_chosen)
        work.status.keys_asked.connect(self.show_keys)
        self.show_work()
        work.show_page(first)
        return work

    def show_work(self) -> None:
        """Show the work area, dropping the state that lay in its place."""
        if self._work is not None:
            self._put(self._work)
            self._drop_states()

    def close_work(self) -> None:
        """Forget the work area with all its pages; what was typed is flushed first."""
        work, self._work = self._work, None
        if work is not None:
            work.flush()
            self._remove(work)
        self._allow_commands()

    def show_state(self, view: QWidget) -> None:
        """Show a full-window state in place of everything; the state before it is deleted."""
        if self._work is not None:
            self._work.flush()
        self._close_windows()
        self._put(view)
        self._drop_states()

    def show_over(self, view: QWidget) -> None:
        """Cover everything with a view until ``end_over``; nothing under it can be read."""
        if any(over is view for over, _ in self._over):
            return
        if self._work is not None:
            self._work.flush_shown()
        self._over.append((view, QApplication.focusWidget()))
        self._hide_windows()
        if self._hidden:
            # The keys went to a dialog; from now on they are the view's.
            self.activateWindow()
        self._put(view)

    def end_over(self, view: QWidget) -> None:
        """Take a covering view away, and give the focus back to where it was.

        The view is not deleted: whoever made it may show it again.
        """
        at = next((at for at, (over, _) in enumerate(self._over) if over is view), -1)
        if at < 0:
            return
        focus = self._over.pop(at)[1]
        if at < len(self._over):
            # Something lies over it still, and keeps the keys; below that comes what was below.
            self._over[at] = (self._over[at][0], focus)
            self._stack.removeWidget(view)
            view.hide()
            return
        kept = self._over
        beneath = kept[-1][0] if kept else self._beneath(view)
        if beneath is not None:
            self._put(beneath)
        self._stack.removeWidget(view)
        view.hide()
        if not kept:
            self._show_windows()
        if focus is not None and isValid(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_over(self, view: QWidget) -> None:
        """Forget a covering view without showing what is beneath: something else comes next."""
        self._over = [(over, focus) for over, focus in self._over if over is not view]
        self._stack.removeWidget(view)
        view.hide()

    # ---- commands ------------------------------------------------------------------------------

    def action(self, name: str) -> QAction:
        """Return the menu action of a command, for what listens or renames.

        Raises:
            KeyError: no inspection was opened yet, or there is no such command.
        """
        if self._commands is None:
            raise KeyError(name)
        return self._commands.action(name)

    def set_command(self, name: str, *, enabled: bool = True, words: str = "") -> None:
        """Allow or forbid a command, and say more about it, as undo does of its step."""
        if self._commands is not None:
            self._commands.set_command(name, enabled=enabled, words=words)
            self._allow_commands()

    @Slot(str)
    def run(self, name: str) -> None:
        """Run a command as if its keys had been pressed."""
        if self._commands is None or not self._commands.action(name).isEnabled():
            return
        scope = self._commands.scope(name)
        if scope == "app":
            self.commanded.emit(name)
        elif scope == "page":
            page = self._work.page if self._work is not None else None
            if page is not None:
                page.run_command(name)
        else:
            self._run_own(name)

    @Slot()
    def show_keys(self) -> None:
        """Show the list of all keys beside the work."""
        from ilacs_desktop.ui.dialogs.keys_help import KeysHelp

        if self._keys_help is None:
            self._keys_help = KeysHelp(self)
            self._keys_help.wanted.connect(self.run)
        self._keys_help.show()
        self._keys_help.raise_()
        self._keys_help.activateWindow()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._work is not None:
            self._work.flush()
        if self.may_close is not None and not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    @override
    def childEvent(self, event: QChildEvent) -> None:
        # The menu, dialogs: what belongs to no part that is dressed already.
        theme.dress_child(event)
        super().childEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.in_work and self._work is not None:
            if self._work.header.search.hasFocus():
                self._leave_search()
            return
        super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, onward: bool) -> bool:
        return reading_order.move_focus(self, onward=onward)

    # ---- other windows -------------------------------------------------------------------------

    def _other_windows(self) -> list[QWidget]:
        return [
            one
            for one in QApplication.topLevelWidgets()
            if one is not self and isinstance(one, QDialog) and one.isVisible()
        ]

    def _hide_windows(self) -> None:
        """Hide what lies beside the window: a cover that leaves a history to read is none."""
        QToolTip.hideText()
        for one in self._other_windows():
            one.hide()
            self._hidden.append(one)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _show_windows(self) -> None:
        hidden, self._hidden = self._hidden, []
        for one in filter(isValid, hidden):
            one.show()
            one.activateWindow()

    def _close_windows(self) -> None:
        self._hide_windows()
        hidden, self._hidden = self._hidden, []
        for one in filter(isValid, hidden):
            one.close()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Let the keys that cover, lock and note work in a dialog too, also in a modal one.

        A field that code gives the focus to is scrolled to; a click has found it already.
        """
        if self._commands is None or now is None:
            return
        if now.window() is self:
            if self._work is not None and now is self._work.header.search:
                self._before_search = old
            if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
                # What was only now put on the screen has no size yet.
                QTimer.singleShot(0, self, _show_focus)
            return
        # The list of a choice and a calendar are windows of their own, too.
        if not isinstance(now.window(), QMenu):
            from ilacs_desktop.ui.frame.commands import COVERING, NOTING

            for name in (*COVERING, *NOTING):
                action = self._commands.action(name)
                if action not in now.window().actions():
                    now.window().addAction(action)

    # ---- inside --------------------------------------------------------------------------------

    def _run_own(self, name: str) -> None:
        work = self._work
        if name == "quit":
            self.close()
        elif name == "keys":
            self.show_keys()
        elif work is None:
            return
        elif name.startswith("go-"):
            work.show_page(name.removeprefix("go-"))
        elif name == "search":
            work.header.search.begin()
        elif name == "save-now":
            work.flush()
        elif name in ("next-pane", "last-pane"):
            work.cycle_panes(1 if name == "next-pane" else -1)
        elif name in ("next-view", "last-view"):
            work.cycle_views(1 if name == "next-view" else -1)

    def _leave_search(self) -> None:
        """Give the focus back to where it was before the search."""
        before, self._before_search = self._before_search, None
        page = self._work.page if self._work is not None else None
        if page is None:
            return
        if before is None or not isValid(before) or not before.isVisible():
            before = page.first_focus()
        before.setFocus(Qt.FocusReason.OtherFocusReason)

    def can_run(self, name: str) -> bool:
        """Say whether a command can be run now."""
        return self._commands is not None and self._commands.action(name).isEnabled()

    def _allow_commands(self) -> None:
        if self._commands is not None:
            over = self._work is not None and bool(self._over)
            self._commands.allow(self._work if self.in_work else None, over=over)

    def _put(self, view: QWidget) -> None:
        if self._work is not None and view is not self._work:
            # What was found may not be read over a note or the cover, nor when it comes late.
            self._work.header.search.leave()
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
            if view is not self._work:
                theme.dress(view)
        self._stack.setCurrentWidget(view)
        if self._commands is not None:
            self.menuBar().setVisible(view is self._work)
        self._allow_commands()
        first = getattr(view, "first_focus", None)
        if first is not None:
            first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _beneath(self, view: QWidget) -> QWidget | None:
        for at in range(self._stack.count() - 1, -1, -1):
            widget = self._stack.widget(at)
            if widget is not view and widget is not self._work:
                return widget
        return self._work

    def _drop_states(self) -> None:
        shown = self._stack.currentWidget()
        over = {id(view) for view, _ in self._over}
        for at in range(self._stack.count() - 1, -1, -1):
            widget = self._stack.widget(at)
            if widget is None or widget is shown or widget is self._work:
                continue
            if id(widget) not in over:
                self._remove(widget)
        if shown is not None and id(shown) not in over:
            for view, _ in self._over:
                self._stack.removeWidget(view)
                view.hide()
            self._over = []

    def _remove(self, widget: QWidget) -> None:
        self._stack.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    @Slot(str)
    def _on_page_shown(self, key: str) -> None:
        self._allow_commands()
        self.page_shown.emit(key)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self.searched.emit(text)

    @Slot(object)
    def _on_hit_chosen(self, hit: SearchHit) -> None:
        key = hit.key
        if self._work is None or not isinstance(key, str):
            self.hit_chosen.emit(hit)
        elif key.startswith(going.PAGE):
            self._work.show_page(key.removeprefix(going.PAGE))
        elif key.startswith(going.VIEW):
            self._work.show_view(*key.removeprefix(going.VIEW).split("/"))
        elif key.startswith(going.COMMAND):
            # As if its keys had been pressed where the person was before searching.
            self._leave_search()
            self.run(key.removeprefix(going.COMMAND))


def _show_focus() -> None:
    focus = QApplication.focusWidget()
    if focus is not None:
        reading_order.bring_into_view(focus)
