"""The window from the first start to the last: enter, choose, work, cover, lock, quit."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ilacs_desktop import logs
from ilacs_desktop.errors import KnownError
from ilacs_desktop.services import laptop_settings
from ilacs_desktop.ui import theme
from ilacs_desktop.ui.controllers.cover import CoverController
from ilacs_desktop.ui.controllers.entrance import EntranceController
from ilacs_desktop.ui.prompts import Question, WindowPrompts
from ilacs_desktop.ui.shell import MainWindow
from ilacs_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ilacs_desktop.services.laptop import Laptop, Opened
    from ilacs_desktop.services.laptop_settings import LaptopSettings
    from ilacs_desktop.services.work import Work
    from ilacs_desktop.ui.controllers.inspection import InspectionController
    from ilacs_desktop.ui.controllers.start import StartController
    from ilacs_desktop.ui.dialogs.crash import CrashDialog
    from ilacs_desktop.ui.tasks import Job

_BACKUP_MS = 30 * 60 * 1000
_HALF = 0.5

_log = logging.getLogger(__name__)


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
        self._left_open: tuple[str, str] = ("", "")
        self._is_opening = False
        self._leaves_unsaved = False
        self._backup_job: Job | None = None
        self._crash: CrashDialog | None = None
        self.entrance = EntranceController(self)
        self.cover = CoverController(self)
        self._backups = QTimer(self)
        self._backups.setInterval(_BACKUP_MS)
        self._backups.timeout.connect(self.back_up)
        self.runner.failed.connect(self._on_failed)
        self.window.may_close = self._may_close
        self.window.closing.connect(self._on_closing)

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
        self._left_open = (inspection, "today")
        self.entrance.unlock(passphrase)

    @Slot()
    def _preload(self) -> None:
        self.runner.read(_load_libraries, lambda _: None)

    def enter(self, laptop: Laptop) -> None:
        """Go on with a laptop that was unlocked."""
        from ilacs_desktop.services import cover
        from ilacs_desktop.services import laptop as laptops

        self.laptop = laptop

        def done(found: tuple[bool, bool]) -> None:
            owed, self.cover.has_pin = found
            if owed:
                self.entrance.show_new_recovery_key()
            else:
                self.show_start()

        self.runner.write(lambda: (laptops.owes_recovery_key(laptop), cover.has_pin(laptop)), done)

    @Slot()
    def show_start(self) -> None:
        """Show this laptop's inspections, or go on where the person was before locking."""
        from ilacs_desktop.ui.controllers.start import StartController

        if self._start is None:
            self._start = StartController(self)
        (left, page), self._left_open = self._left_open, ("", "")
        if left:
            # What there is to say is said where the person is going on.
            self._start.show()
            self.open_inspection(left, page)
            return
        self._start.show(self._notice)
        self._notice = ""

    # -- an inspection -------------------------------------------------------------------------

    def open_inspection(self, named: str, page: str = "today") -> None:
        """Open an inspection of this laptop and show it.

        Args:
            named: inspection id or file id.
            page: key of the page to begin with.
        """
        laptop, start = self.laptop, self._start
        if laptop is None or start is None or self._is_opening:
            return
        self._is_opening = True
        start.show_busy("Opening…")

        def failed(error: BaseException) -> None:
            self._is_opening = False
            start.show_error(error)

        self.runner.write(
            lambda: laptop.open_inspection(named),
            lambda opened: self.show_inspection(opened, page),
            failed=failed,
        )

    def show_inspection(self, opened: Opened, page: str = "today") -> None:
        """Show an inspection that was opened or made."""
        from ilacs_desktop.ui.controllers.inspection import InspectionController
        from ilacs_desktop.ui.controllers.laptop_side import LaptopDesk

        self._is_opening = False
        if self.laptop is None:
            # The laptop was locked while it was being opened.
            self.runner.write(opened.work.close)
            return
        controller = InspectionController(
            self.window,
            opened.work,
            self.runner,
            self.prompts,
            LaptopDesk(self, opened.work),
            self,
            first=page,
        )
        controller.asked.connect(self._on_asked)
        self.inspection = controller
        if self._start is not None:
            self._start.forget()
        self._backups.start()
        notice, self._notice = self._notice, ""
        said = " ".join(part for part in (*opened.notices, notice) if part)
        if said:
            controller.area.banner.show_message(said)

    def close_inspection(self, after: Callable[[], None]) -> None:
        """Save, back up and close the open inspection, then go on.

        Args:
            after: called on the GUI thread when it is closed; not called where something could
                not be saved and the person stays.
        """
        controller, laptop = self.inspection, self.laptop
        if controller is None or laptop is None:
            after()
            return
        if not self._all_saved():
            self._ask_to_leave_unsaved(lambda: self.close_inspection(after))
            return
        work = self._let_go(controller)
        self._show_closing()
        self._close_quietly(lambda: _close(laptop, work), after)

    def _show_closing(self) -> None:
        from PySide6.QtWidgets import QVBoxLayout

        from ilacs_desktop.ui.full_view import FullView
        from ilacs_desktop.ui.widgets.notices import EmptyState

        view = FullView("Closing the inspection")
        said = EmptyState(
            "hard-drive", "Closing the inspection", "It is being saved and backed up."
        )
        QVBoxLayout(view.content).addWidget(said)
        self.window.show_state(view)

    def _let_go(self, controller: InspectionController) -> Work:
        """Take the inspection from the screen; nothing is written to it afterwards but its end."""
        controller.leave()
        self.inspection = None
        self._backups.stop()
        self._leaves_unsaved = False
        controller.deleteLater()
        return controller.work

    def _close_quietly(self, close: Callable[[], str], after: Callable[[], None]) -> None:
        """Close on the writer thread once no job and no read is running any more."""

        def done(said: str) -> None:
            self._notice = self._notice or said
            after()

        def failed(error: BaseException) -> None:
            self._log_unforeseen(error)
            self._notice = f"The inspection could not be closed in order. {_said(error)}"
            after()

        if any(job is not self._backup_job for job in self.runner.jobs):
            self._notice = (
                "An import was still running when the inspection was left. It was stopped and "
                "nothing of it was taken: import again."
            )
        self.runner.calm(lambda: self.runner.write(close, done, failed=failed))

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
        """Back the open inspection up in the background; typing is saved meanwhile."""
        controller = self.inspection
        if controller is None:
            return
        from ilacs_desktop.services import backups

        controller.flush()
        work = controller.work
        self._backup_job = self.runner.job(
            lambda job: backups.back_up(work, job.write), self._on_backed_up
        )

    def _on_backed_up(self, made: Path | None) -> None:
        if self.inspection is not None:
            self.inspection.show_backup(changed=made is not None)

    # -- leaving -------------------------------------------------------------------------------

    def lock(self) -> None:
        """Save everything, forget the keys and show the unlock window."""
        laptop, controller = self.laptop, self.inspection
        if laptop is None:
            return
        if controller is not None and not self._all_saved():
            self._ask_to_leave_unsaved(self.lock)
            return
        work = None
        if controller is not None:
            page = controller.area.page
            self._left_open = (controller.work.file_id, page.key if page else "today")
            work = self._let_go(controller)
        self.laptop = None
        if self._start is not None:
            self._start.forget()
        self.cover.drop()
        self.entrance.ask_passphrase("Locking…")
        self._close_quietly(lambda: _lock(laptop, work), self.entrance.ready)

    def _all_saved(self) -> bool:
        """Save what is typed and say whether all of it is on the disk now."""
        controller = self.inspection
        if controller is None or self._leaves_unsaved:
            return True
        controller.flush()
        return not self.runner.wait_for_edits()

    def _ask_to_leave_unsaved(self, leave: Callable[[], object]) -> None:
        def answered(yes: bool) -> None:  # noqa: FBT001 - a callback's one argument
            self._leaves_unsaved = yes
            if yes:
                leave()

        if self.cover.is_down:
            # Nobody who has not the PIN may see what is under it.
            self.cover.tell("What was typed last could not be saved: lift the cover to see it.")
            return
        self.prompts.ask(
            Question(
                "What you typed last could not be saved.",
                "It is still on the screen. Make room on the disk or copy the words elsewhere, "
                "then try again. Leaving now loses them.",
                yes="Leave and lose it",
                no="Stay",
                grave=True,
            ),
            answered,
        )

    def _may_close(self) -> bool:
        if self._all_saved():
            return True
        self._ask_to_leave_unsaved(self.window.close)
        return False

    @Slot()
    def _on_closing(self) -> None:
        controller, laptop = self.inspection, self.laptop
        self.inspection = self.laptop = None
        self._backups.stop()
        work = controller.work if controller is not None else None
        last = (lambda: _lock(laptop, work)) if laptop is not None else None
        self.runner.shutdown(last)

    # -- what goes wrong -----------------------------------------------------------------------

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say what failed where nobody else does."""
        if self.inspection is not None:
            self.inspection.desk.trouble.emit(error)
            return
        self._log_unforeseen(error)
        self.prompts.notice("That did not work.", _said(error))

    def _log_unforeseen(self, error: BaseException) -> None:
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


def _said(error: BaseException) -> str:
    if isinstance(error, KnownError):
        return str(error)
    return f"The app failed ({type(error).__name__}); what was saved before is safe."


def _close(laptop: Laptop, work: Work) -> str:
    """Back up and close; an inspection that cannot be backed up is closed all the same.

    Returns:
        What the person should know of it; empty where all went well.
    """
    from ilacs_desktop.services import backups

    said = ""
    try:
        backups.back_up(work)
    except Exception as error:  # noqa: BLE001 - closing comes first, whatever the backup meets
        _log.error(
            "the backup at closing failed: %s",
            logs.redacted(type(error).__name__, error.__traceback__),
        )
        said = f"The backup at closing failed. {_said(error)}"
    laptop.close_inspection(work)
    return said


def _lock(laptop: Laptop, work: Work | None) -> str:
    """Close the inspection, if one is open, and forget the keys whatever happens."""
    try:
        return _close(laptop, work) if work is not None else ""
    finally:
        laptop.close()


def _load_libraries() -> None:
    from ilacs_desktop.publish import pdf
    from ilacs_desktop.services import laptop
    from ilacs_desktop.ui.controllers import inspection

    pdf.preload()
    del laptop, inspection
