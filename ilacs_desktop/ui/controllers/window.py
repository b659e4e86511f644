"""The window from the first start to the last: enter, choose, work, cover, lock, quit."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from ilacs_desktop import logs
from ilacs_desktop.domain.clock import SystemClock, SystemMoments
from ilacs_desktop.errors import KnownError
from ilacs_desktop.ui.controllers.asking import AskingController
from ilacs_desktop.ui.controllers.backing_up import BackingUpController
from ilacs_desktop.ui.controllers.checking import CheckingController
from ilacs_desktop.ui.controllers.cover import CoverController
from ilacs_desktop.ui.controllers.ending import EndingController
from ilacs_desktop.ui.controllers.entrance import EntranceController
from ilacs_desktop.ui.controllers.keys import KeysController
from ilacs_desktop.ui.controllers.leaving import LeavingController, said
from ilacs_desktop.ui.controllers.loading import WindowLoader, load_libraries
from ilacs_desktop.ui.controllers.looks import LooksController
from ilacs_desktop.ui.controllers.tour import TourController
from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.frame.clipboard import ClipboardGuard
from ilacs_desktop.ui.frame.covering_keys import CoveringKeys
from ilacs_desktop.ui.frame.idle import IdleWatch
from ilacs_desktop.ui.frame.shell import MainWindow
from ilacs_desktop.ui.prompts import WindowPrompts
from ilacs_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ilacs_desktop.domain.clock import Clock
    from ilacs_desktop.services.laptop.laptop import Laptop, Opened
    from ilacs_desktop.ui.collecting import Collector
    from ilacs_desktop.ui.controllers.inspection import InspectionController
    from ilacs_desktop.ui.controllers.start import StartController
    from ilacs_desktop.ui.dialogs.crash import CrashDialog

_log = logging.getLogger(__name__)


class WindowController(QObject):
    """Owns the window, the threads and, while it is unlocked, the laptop.

    Attributes:
        folder: the data folder.
        clock: the wall clock.
        looks: how the window looks.
        collector: collects garbage, where the app itself runs; told what stays.
        laptop: the unlocked laptop; None while it is locked.
        inspection: the open inspection, if one is.
        notice: what is to be said on the next page that comes up; empty for nothing.
        idle: notices that nobody is there.
        loader: imports the window's modules while the person types.
        backing_up: backs the open inspection up.
        asking: runs what an inspection asks of the window.
    """

    def __init__(self, folder: Path, app: QApplication, clock: Clock | None = None) -> None:
        super().__init__(app)
        self.folder = folder
        self.clock = clock or SystemClock()
        # Before any widget is made: each is made in the theme and size that it is to have.
        self.looks = LooksController(self, app)
        self.notice = self.looks.notice
        self.window = MainWindow()
        self.runner = TaskRunner(self)
        self.loader = WindowLoader(self)
        self.prompts = WindowPrompts(self.window)
        self.clipboard = ClipboardGuard(self)
        self.collector: Collector | None = None
        self.laptop: Laptop | None = None
        self.inspection: InspectionController | None = None
        self._start: StartController | None = None
        self._is_opening = False
        self._crash: CrashDialog | None = None
        self.entrance = EntranceController(self)
        self.keys = KeysController(self)
        self.cover = CoverController(self)
        self.leaving = LeavingController(self)
        # An open inspection has the keys that cover and lock among its commands.
        self._keys = [
            _shortcut(self.window, "cover", self.cover.cover),
            _shortcut(self.window, "lock", self.leaving.lock),
        ]
        covering = {name: keys.command(name).keys[0] for name in ("cover", "lock")}
        self.covering = CoveringKeys(covering, self)
        self.covering.asked.connect(self._on_covering)
        self.idle = IdleWatch(SystemMoments(), self)
        # Queued: what a press opens is open only after it.
        self.idle.takes_key = self.covering.takes
        self.idle.acted.connect(self.covering.look, Qt.ConnectionType.QueuedConnection)
        self.idle.idle.connect(self._on_idle)
        self.idle.slept.connect(self._on_slept)
        self.tour = TourController(self)
        self.ending = EndingController(self)
        self.checking = CheckingController(self)
        self.backing_up = BackingUpController(self)
        self.asking = AskingController(self)
        self.runner.failed.connect(self._on_failed)

    @property
    def start(self) -> StartController | None:
        """What runs the start page; None before it was ever shown."""
        return self._start

    # -- before an inspection ------------------------------------------------------------------

    def begin(self) -> None:
        """Show the first state: set up where there is no vault, unlock where there is one."""
        self.entrance.show()
        self.window.show()
        # What opening needs is loaded while the person types, not before the window is up.
        QTimer.singleShot(0, self, self._preload)

    def begin_with(self, passphrase: str, inspection: str) -> None:
        """Unlock and open one inspection at once, as the demo does with its own passphrase."""
        self.entrance.ask_passphrase()
        self.window.show()
        self.runner.read(load_libraries, lambda _: self.loader.begin())
        self.leaving.left_open = inspection
        self.entrance.unlock(passphrase)

    @Slot()
    def _preload(self) -> None:
        self.runner.read(load_libraries, self._on_preloaded)

    def _on_preloaded(self, _: None) -> None:
        self.entrance.pace()
        self.idle.listen()
        self.loader.begin()
        self._on_calm()

    @Slot(str)
    def _on_covering(self, name: str) -> None:
        if self.laptop is not None:
            (self.cover.cover if name == "cover" else self.leaving.lock)()

    def _take_keys(self, *, on: bool) -> None:
        for shortcut in self._keys:
            shortcut.setEnabled(on)

    # -- nobody there --------------------------------------------------------------------------

    @property
    def idle_minutes(self) -> int:
        """Minutes until an idle window locks: as set, or fewer where the organisation says so."""
        wished = self.looks.settings.idle_minutes
        return self.laptop.policy.allowed_idle(wished) if self.laptop is not None else wished

    @Slot()
    def _on_idle(self) -> None:
        if not self.cover.is_guarding:
            self.leaving.lock_unasked()

    @Slot()
    def _on_slept(self) -> None:
        self.cover.note_sleep()
        self.leaving.lock_unasked()

    def enter(self, laptop: Laptop) -> None:
        """Go on with a laptop that was unlocked."""
        self.laptop = laptop
        self.idle.start(self.idle_minutes)
        self._take_keys(on=True)

        def done(found: tuple[bool, bool, str]) -> None:
            owed, self.cover.has_pin, left = found
            self.leaving.left_open = self.leaving.left_open or left
            if owed:
                self.entrance.show_new_recovery_key()
            else:
                self.show_start()

        def failed(error: BaseException) -> None:
            self.log_unforeseen(error)
            self.forget_laptop()
            # Left open it would keep us out ourselves, as a second copy of the app would be.
            self.runner.write(
                laptop.close,
                lambda _: self.entrance.show_error(error),
                failed=lambda _: self.entrance.show_error(error),
            )

        self.runner.write(lambda: _known(laptop), done, failed=failed)

    def forget_laptop(self) -> None:
        """Let go of the laptop: from now on it is locked, or locking."""
        self.laptop = None
        self.idle.stop()
        self.loader.stop()
        self.clipboard.forget()
        self._take_keys(on=False)
        if self._start is not None:
            self._start.forget()

    @Slot()
    def show_start(self) -> None:
        """Show this laptop's inspections, or go on where the person was before locking."""
        from ilacs_desktop.ui.controllers.start import StartController

        if self._start is None:
            self._start = StartController(self)
        self._take_keys(on=self.laptop is not None)
        left, self.leaving.left_open = self.leaving.left_open, ""
        if left:
            # What there is to say is said where the person is going on.
            self._start.show()
            self.open_inspection(left)
            return
        self._start.show(self.notice)
        self.notice = ""

    # -- an inspection -------------------------------------------------------------------------

    def open_inspection(self, named: str, page: str = "") -> None:
        """Open an inspection of this laptop and show it.

        Args:
            named: inspection id or file id.
            page: key of the page to begin with; where the person was, where left out.
        """
        laptop, start = self.laptop, self._start
        if laptop is None or start is None or self._is_opening:
            return
        self._is_opening = True
        start.show_busy("Opening…")

        def failed(error: BaseException) -> None:
            self._is_opening = False
            start.show_error(error)
            if start.view is not None:
                self.checking.offer(start.view, named, error)

        self.runner.write(
            lambda: _opened(laptop, named),
            lambda found: self.show_inspection(found[0], page, found[1]),
            failed=failed,
        )

    def show_inspection(
        self, opened: Opened, page: str = "", place: Mapping[str, Any] | None = None
    ) -> None:
        """Show an inspection that was opened or made.

        Args:
            opened: the inspection.
            page: key of the page to begin with; empty for where the person was.
            place: where that was, as the window kept it.
        """
        from ilacs_desktop.services.laptop import places
        from ilacs_desktop.ui.controllers.inspection import InspectionController
        from ilacs_desktop.ui.controllers.laptop_side import LaptopDesk

        self._is_opening = False
        if self.laptop is None:
            # The laptop was locked while it was being opened.
            self.runner.write(opened.work.close)
            return
        laptop, file = self.laptop, opened.work.file_id
        self.runner.write(lambda: places.note_open(laptop, file))
        controller = InspectionController(
            self.window,
            opened.work,
            self.runner,
            self.prompts,
            LaptopDesk(self, opened.work),
            self,
            first=page or str((place or {}).get("page", "")) or "today",
        )
        controller.asked.connect(self.asking.run)
        controller.area.warmed.connect(self._on_calm)
        opened.work.when_owed = self.backing_up.owed.emit
        self.inspection = controller
        self._take_keys(on=False)
        if place and not page:
            # What must be known of the file is read first: a note would lie over it.
            controller.go({**place, "note": {}} if opened.notices else place)
        self.tour.inspection_shown(controller)
        self.checking.inspection_shown(controller)
        if self._start is not None:
            self._start.forget()
        self.backing_up.start()
        notice, self.notice = self.notice, ""
        words = " ".join(part for part in (*opened.notices, notice) if part)
        if words:
            controller.area.banner.show_message(words)

        self._on_calm()

    @Slot()
    def _on_calm(self) -> None:
        """Take note that what was made now stays for as long as the inspection does."""
        if self.collector is not None:
            self.collector.settle()

    # -- what goes wrong -----------------------------------------------------------------------

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say what failed where nobody else does."""
        if self.inspection is not None:
            self.inspection.desk.trouble.emit(error)
            return
        self.log_unforeseen(error)
        self.prompts.notice("That did not work.", said(error))

    def log_unforeseen(self, error: BaseException) -> None:
        """Log a fault of ours, without any word of a record."""
        if not isinstance(error, KnownError):
            _log.error("failed: %s", logs.redacted(type(error).__name__, error.__traceback__))

    def show_crash(self, details: str) -> None:
        """Tell of something unforeseen, with details that hold no word of any record."""
        from ilacs_desktop.ui.dialogs.crash import CrashDialog

        # A fault in painting comes again with every repaint; one message is enough.
        if self._crash is None:
            self._crash = CrashDialog(details, self.window)
            self._crash.destroyed.connect(self._on_crash_gone)
            self._crash.open()

    @Slot()
    def _on_crash_gone(self) -> None:
        self._crash = None

    def save_what_can_be_saved(self) -> None:
        """Save what is typed, after something unforeseen."""
        if self.inspection is not None:
            self.inspection.flush()
            work = self.inspection.work
            self.runner.write(work.file.seal)


def _shortcut(window: MainWindow, name: str, run: Callable[[], None]) -> QShortcut:
    """Make the keys of a command work where no inspection is open."""
    made = QShortcut(QKeySequence(keys.command(name).keys[0]), window)
    made.setEnabled(False)
    made.activated.connect(run)
    return made


def _opened(laptop: Laptop, named: str) -> tuple[Opened, dict[str, Any]]:
    """Open an inspection and read where the person was in it."""
    from ilacs_desktop.services.laptop import places

    # Noted again once it is on the screen: one that ends the app is not opened at the next start.
    places.note_open(laptop, "")
    opened = laptop.open_inspection(named)
    return opened, places.kept(opened.work)


def _known(laptop: Laptop) -> tuple[bool, bool, str]:
    """Return whether the recovery key is owed, whether a PIN is set, and what was left open."""
    from ilacs_desktop.services.laptop import cover, key_slots, places

    return key_slots.owes_recovery_key(laptop), cover.has_pin(laptop), places.left_open(laptop)
