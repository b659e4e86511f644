"""Notices that nobody has touched the window for a while, and that the laptop has slept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.domain.clock import Moments

LOOK_MS = 2_000
SLEPT_SECONDS = 10
"""Difference of the two counts of seconds from which on the laptop has slept."""
AWAY_SECONDS = 30
"""Gap between two looks from which on it has slept, where both counts go on or stand together."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)
_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)


class IdleWatch(QObject):
    """Watches the app's windows as the system feeds them: one look a key, none a repaint.

    Attributes:
        takes_key: asked of every key before its window gets it; True keeps it from the window.

    Signals:
        idle: nobody has touched a window for the minutes that are set.
        slept: the laptop goes to sleep, or has slept.
        acted: a key or a button of the mouse was pressed in a window.
    """

    idle = Signal()
    slept = Signal()
    acted = Signal()

    def __init__(self, moments: Moments, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.moments = moments
        self.takes_key: Callable[[QKeyEvent], bool] | None = None
        self._minutes = 0
        self._touched = self._awake = moments.awake()
        self._passed = moments.passed()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def start(self, minutes: int) -> None:
        """Watch from now on.

        Args:
            minutes: how long nobody may touch a window before ``idle``.
        """
        self._minutes = minutes
        self.touch()
        self._awake, self._passed = self.moments.awake(), self.moments.passed()
        self._on_window(QGuiApplication.focusWindow())
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Take other minutes from the last touch on."""
        self._minutes = minutes

    def stop(self) -> None:
        """Watch no more: there is nothing to lock."""
        self._timer.stop()

    @Slot()
    def touch(self) -> None:
        """Note that somebody is there."""
        self._touched = self.moments.awake()

    @Slot()
    def look(self) -> None:
        """See how long nobody was there, and whether the laptop has slept since the last look."""
        awake, passed = self.moments.awake(), self.moments.passed()
        gone, gone_in_all = awake - self._awake, passed - self._passed
        self._awake, self._passed = awake, passed
        if gone_in_all - gone > SLEPT_SECONDS or gone > AWAY_SECONDS:
            self.slept.emit()
        elif awake - self._touched >= self._minutes * 60:
            self.idle.emit()

    @Slot(bool)
    def _on_prepare_for_sleep(self, going: bool) -> None:  # noqa: FBT001 - the system's signal
        if going:
            self.slept.emit()

    def listen(self) -> None:
        """Hear of sleep before it comes, where the system says so (Linux with logind)."""
        if not sys.platform.startswith("linux"):
            return
        try:
            from PySide6.QtCore import SLOT
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        bus = QDBusConnection.systemBus()
        if bus.isConnected():
            # The stub asks for bytes, which it refuses.
            bus.connect(  # type: ignore[call-overload]
                "org.freedesktop.login1",
                "/org/freedesktop/login1",
                "org.freedesktop.login1.Manager",
                "PrepareForSleep",
                self,
                SLOT("_on_prepare_for_sleep(bool)"),
            )

    @Slot(QWindow)
    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            # Once each: a filter that is there already is moved to the front, not doubled.
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
            if event.type() in _PRESSES:
                self.acted.emit()
            if isinstance(event, QKeyEvent) and self.takes_key is not None:
                return self.takes_key(event)
        return False
