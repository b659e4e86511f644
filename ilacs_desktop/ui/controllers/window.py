"""The window from the first start to the last: set up, unlock, choose, work, cover, lock, quit."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from ilacs_desktop.errors import KnownError, WrongPassphraseError
from ilacs_desktop.services import laptop_settings
from ilacs_desktop.ui import theme
from ilacs_desktop.ui.controllers.cover import CoverController
from ilacs_desktop.ui.controllers.laptop_side import LaptopDesk
from ilacs_desktop.ui.prompts import WindowPrompts
from ilacs_desktop.ui.secret_values import RecoveryUnlock
from ilacs_desktop.ui.shell import MainWindow
from ilacs_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ilacs_desktop.services.laptop import Laptop, Opened
    from ilacs_desktop.services.laptop_settings import LaptopSettings
    from ilacs_desktop.services.work import Work
    from ilacs_desktop.ui.controllers.inspection import InspectionController
    from ilacs_desktop.ui.controllers.start import StartController
    from ilacs_desktop.ui.values import FirstRun, Unlock

_FREE_ATTEMPTS = 3
_LONGEST_WAIT = 60
_BACKUP_MS = 30 * 60 * 1000
_HALF = 0.5

_log = logging.getLogger(__name__)


def wait_after(failures: int) -> int:
    """Return how many seconds to wait after so many wrong passphrases in a row."""
    return 0 if failures < _FREE_ATTEMPTS else min(_LONGEST_WAIT, 5 * 2 ** (failures - 3))


def _judge(passphrase: str) -> str:
    from ilacs_desktop.services.laptop import passphrase_fault

    return passphrase_fault(passphrase)


def _suggest() -> str:
    from ilacs_desktop.services.laptop import suggested_passphrase

    return suggested_passphrase()


class WindowController(QObject):
    """Owns the window, the threads and, while it is unlocked, the laptop."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        super().__init__(app)
        self.folder = folder
        self._app = app
        read = laptop_settings.read(folder)
        self.settings, self._notice = read.settings, read.notice
        theme.apply(app, theme.wished_scheme(self.settings.theme), self.settings.text_size / 100)
        theme.follow_system(app)
        self.window = MainWindow()
        self.runner = TaskRunner(self)
        self.prompts = WindowPrompts(self.window)
        self.laptop: Laptop | None = None
        self.inspection: InspectionController | None = None
        self._start: StartController | None = None
        self._failures = 0
        self._left_open = ""
        self.cover = CoverController(self)
        self._backups = QTimer(self)
        self._backups.setInterval(_BACKUP_MS)
        self._backups.timeout.connect(self.back_up)
        self.window.closing.connect(self._on_closing)

    # -- before an inspection ------------------------------------------------------------------

    def begin(self) -> None:
        """Show the first state: set up where there is no vault, unlock where there is one."""
        if (self.folder / "vault.json").exists():
            self.ask_passphrase()
        else:
            self._ask_first_run()
        self.window.show()
        # What opening needs is loaded while the person types, not before the window is up.
        QTimer.singleShot(0, self, self._preload)

    def begin_with(self, passphrase: str, inspection: str) -> None:
        """Unlock and open one inspection at once, as the demo does with its own passphrase."""
        self.ask_passphrase()
        self.window.show()
        self._left_open = inspection
        self._unlock(passphrase, "passphrase")

    @Slot()
    def _preload(self) -> None:
        self.runner.read(_load_libraries, lambda _: None)

    def _ask_first_run(self) -> None:
        from ilacs_desktop.ui.first_run import FirstRunView

        view = FirstRunView(judge=_judge, suggest=_suggest)
        view.submitted.connect(self._on_first_run)
        view.finished.connect(self.show_start)
        view.print_asked.connect(self._on_print_key)
        self.window.show_state(view)

    @Slot(object)
    def _on_first_run(self, wish: FirstRun) -> None:
        view: Any = self.sender()
        view.show_busy("Setting up…")
        folder = self.folder

        def work() -> tuple[Laptop, str]:
            from ilacs_desktop.services import laptop

            return laptop.first_run(folder, wish.name, wish.passphrase)

        def done(made: tuple[Laptop, str]) -> None:
            self.laptop, key = made
            view.show_recovery_key(key)

        self.runner.write(work, done, failed=view.show_error)

    @Slot(str)
    def _on_print_key(self, key: str) -> None:
        from ilacs_desktop.ui.dialogs.print_key import print_recovery_key

        print_recovery_key(self.window, key)

    def ask_passphrase(self) -> None:
        """Show the unlock window."""
        from ilacs_desktop.ui.unlock import UnlockView

        view = UnlockView(judge=_judge, suggest=_suggest)
        view.submitted.connect(self._on_unlock)
        self.window.show_state(view)
        self._unlock_view = view

    @Slot(object)
    def _on_unlock(self, wish: Unlock | RecoveryUnlock) -> None:
        if isinstance(wish, RecoveryUnlock):
            self._unlock(wish.recovery_key, "recovery", wish.new_passphrase)
        else:
            self._unlock(wish.passphrase, "passphrase")

    def _unlock(self, secret: str, by: str, new: str = "") -> None:
        view, folder = self._unlock_view, self.folder
        view.show_busy("Opening…")

        def work() -> Laptop:
            from ilacs_desktop.services import laptop

            weak = laptop.passphrase_fault(new) if new else ""
            if weak:
                raise KnownError("The new passphrase is too weak.", todo=weak)
            opened = laptop.unlock(folder, secret, by=by)
            if new:
                laptop.set_passphrase(opened, new)
            return opened

        def done(opened: Laptop) -> None:
            self._failures = 0
            self.laptop = opened
            self.show_start()

        def failed(error: BaseException) -> None:
            view.show_error(error)
            if isinstance(error, WrongPassphraseError):
                self._failures += 1
                view.show_wait(wait_after(self._failures))

        self.runner.write(work, done, failed=failed)

    @Slot()
    def show_start(self) -> None:
        """Show this laptop's inspections, or go on where the person was before locking."""
        from ilacs_desktop.ui.controllers.start import StartController

        if self._start is None:
            self._start = StartController(self)
        left, self._left_open = self._left_open, ""
        self._start.show(self._notice)
        self._notice = ""
        if left:
            self.open_inspection(left)

    # -- an inspection -------------------------------------------------------------------------

    def open_inspection(self, named: str) -> None:
        """Open an inspection of this laptop and show it."""
        laptop = self.laptop
        if laptop is None or self._start is None:
            return
        start = self._start
        start.show_busy("Opening…")
        self.runner.write(
            lambda: laptop.open_inspection(named), self.show_inspection, failed=start.show_error
        )

    def show_inspection(self, opened: Opened) -> None:
        """Show an inspection that was opened or made."""
        from ilacs_desktop.ui.controllers.inspection import InspectionController

        controller = InspectionController(
            self.window,
            opened.work,
            self.runner,
            self.prompts,
            LaptopDesk(self, opened.work),
            self,
        )
        controller.asked.connect(self._on_asked)
        self.inspection = controller
        self._backups.start()
        for notice in opened.notices:
            controller.area.banner.show_message(notice)

    def close_inspection(self, after: Any) -> None:
        """Save, seal and close the open inspection, then go on.

        Args:
            after: called on the GUI thread when it is closed.
        """
        controller, laptop = self.inspection, self.laptop
        if controller is None or laptop is None:
            after()
            return
        controller.leave()
        self.inspection = None
        self._backups.stop()
        self.runner.stop_reads()
        work = controller.work
        self.runner.write(
            lambda: _close(laptop, work),
            lambda _: after(),
            failed=lambda error: self._not_closed(error, after),
        )
        controller.deleteLater()

    def _not_closed(self, error: BaseException, after: Any) -> None:
        self.prompts.notice("The inspection could not be closed in order.", str(error))
        after()

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        if name == "lock":
            self.lock()
        elif name == "cover":
            self.cover.cover()
        elif name in ("open-inspection", "new-inspection"):
            self.close_inspection(self.show_start if name == "open-inspection" else self._new)
        elif name.startswith("text-"):
            self._change_text(name)
        elif name == "light-or-dark":
            dark = self.window.palette().window().color().lightnessF() < _HALF
            self.change_settings(replace(self.settings, theme="light" if dark else "dark"))
        elif name == "back-up":
            self.back_up()
        elif name == "about":
            self._show_about()

    def _new(self) -> None:
        self.show_start()
        if self._start is not None:
            self._start.ask_new()

    def _show_about(self) -> None:
        from ilacs_desktop import __version__
        from ilacs_desktop.paths import resource

        licences = resource("packaging", "LICENCES.md")
        self.prompts.notice(
            f"ILACS Desktop {__version__}",
            f"Your data: {self.folder}\nWhat is shipped, and under which licence: {licences}",
        )

    # -- settings of the laptop ----------------------------------------------------------------

    def change_settings(self, settings: LaptopSettings) -> None:
        """Make the window look so, at once and for the next start."""
        try:
            self.settings = laptop_settings.write(self.folder, settings)
        except KnownError as error:
            self.prompts.notice("The settings could not be kept.", str(error))
            self.settings = settings
        theme.apply(self._app, theme.wished_scheme(settings.theme), settings.text_size / 100)

    def _change_text(self, name: str) -> None:
        steps = {"text-larger": 10, "text-smaller": -10}
        size = 100 if name == "text-usual" else self.settings.text_size + steps[name]
        smallest, largest = laptop_settings.SMALLEST_TEXT, laptop_settings.LARGEST_TEXT
        self.change_settings(replace(self.settings, text_size=min(largest, max(smallest, size))))

    def ask_passphrase_change(self) -> None:
        """Ask for a new passphrase."""
        if self._start is not None:
            self._start.ask_passphrase_change()

    # -- backups -------------------------------------------------------------------------------

    @Slot()
    def back_up(self) -> None:
        """Back the open inspection up in the background."""
        controller = self.inspection
        if controller is None:
            return
        from ilacs_desktop.services import backups

        controller.flush()
        work = controller.work
        self.runner.write(
            lambda: backups.back_up(work), self._on_backed_up, failed=controller.desk.trouble.emit
        )

    def _on_backed_up(self, made: Path | None) -> None:
        if self.inspection is not None:
            self.inspection.show_backup(changed=made is not None)

    # -- leaving -------------------------------------------------------------------------------

    def lock(self) -> None:
        """Save everything, forget the keys and show the unlock window."""
        if self.inspection is not None:
            self._left_open = self.inspection.work.file_id
        self.close_inspection(self._forget_keys)

    def _forget_keys(self) -> None:
        laptop, self.laptop = self.laptop, None
        self.ask_passphrase()
        if laptop is not None:
            self.runner.write(laptop.close)

    @Slot()
    def _on_closing(self) -> None:
        controller, laptop = self.inspection, self.laptop
        self.inspection = self.laptop = None
        if controller is not None:
            controller.flush()
        if laptop is not None:
            if controller is not None:
                work = controller.work
                self.runner.write(lambda: _close(laptop, work))
            self.runner.write(laptop.close)
        self.runner.shutdown()

    def show_crash(self, details: str) -> None:
        """Tell of something unforeseen, with details that hold no word of any record."""
        from ilacs_desktop.ui.dialogs.crash import CrashDialog

        CrashDialog(details, self.window).open()

    def save_what_can_be_saved(self) -> None:
        """Save what is typed, after something unforeseen."""
        if self.inspection is not None:
            self.inspection.flush()
            work = self.inspection.work
            self.runner.write(work.file.seal)


def _close(laptop: Laptop, work: Work) -> None:
    """Back up and close; an inspection that cannot be backed up is closed all the same."""
    from ilacs_desktop.services import backups

    try:
        backups.back_up(work)
    except KnownError:
        _log.exception("the backup at closing failed")
    laptop.close_inspection(work)


def _load_libraries() -> None:
    from ilacs_desktop.publish import pdf
    from ilacs_desktop.services import laptop
    from ilacs_desktop.ui.controllers import inspection

    pdf.preload()
    del laptop, inspection
