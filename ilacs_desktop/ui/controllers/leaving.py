"""Leaving an inspection, the laptop or the app: nothing goes before everything typed is safe."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ilacs_desktop import logs
from ilacs_desktop.errors import KnownError
from ilacs_desktop.ui.prompts import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.controllers.inspection import InspectionController
    from ilacs_desktop.ui.controllers.window import WindowController

_log = logging.getLogger(__name__)

_UNSAVED = Question(
    "What you typed last could not be saved.",
    "It is still on the screen. Make room on the disk or copy the words elsewhere, then try "
    "again. Leaving now loses them.",
    yes="Leave and lose it",
    no="Stay",
    grave=True,
)
_STOPPED = (
    "Work was still running in the background when the inspection was left. Receiving Annex A goes "
    "on by itself; anything else is to be begun again."
)


class LeavingController(QObject):
    """Closes, locks and quits; stays where something could not be saved.

    Attributes:
        left_open: file id of the inspection that goes on after unlocking; empty where none.
    """

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self.left_open = ""
        self._loses = False
        owner.window.may_close = self._may_close
        owner.window.closing.connect(self._on_closing)

    # -- an inspection -------------------------------------------------------------------------

    def close_inspection(self, after: Callable[[], None]) -> None:
        """Save, back up and close the open inspection, then go on.

        Args:
            after: called on the GUI thread when it is closed; not called where something could
                not be saved and the person stays.
        """
        controller, laptop = self._owner.inspection, self._owner.laptop
        if controller is None or laptop is None:
            after()
            return
        if not self._all_saved():
            self._ask_to_lose(lambda: self.close_inspection(after))
            return
        work = self._let_go(controller)
        self._show_closing()
        self._close_quietly(lambda: _close_for_good(laptop, work), after)

    def _show_closing(self) -> None:
        from PySide6.QtWidgets import QVBoxLayout

        from ilacs_desktop.ui.entrance.full_view import FullView
        from ilacs_desktop.ui.widgets.notices import EmptyState

        view = FullView("Closing the inspection")
        words = EmptyState(
            "hard-drive", "Closing the inspection", "It is being saved and backed up."
        )
        QVBoxLayout(view.content).addWidget(words)
        self._owner.window.show_state(view)

    def _let_go(self, controller: InspectionController) -> Work:
        """Take the inspection from the screen; nothing is written to it afterwards but its end."""
        self._owner.checking.stop()
        controller.leave()
        self._owner.inspection = None
        self._owner.backing_up.stop()
        self._loses = False
        controller.deleteLater()
        if self._owner.collector is not None:
            self._owner.collector.release()
        return controller.work

    def _close_quietly(self, close: Callable[[], str], after: Callable[[], None]) -> None:
        """Close on the writer thread once no job and no read is running any more."""
        owner = self._owner

        def done(words: str) -> None:
            owner.notice = owner.notice or words
            after()

        def failed(error: BaseException) -> None:
            owner.log_unforeseen(error)
            owner.notice = f"The inspection could not be closed in order. {said(error)}"
            after()

        if not all(job.is_quiet for job in owner.runner.jobs):
            owner.notice = _STOPPED
        owner.runner.calm(lambda: owner.runner.write(close, done, failed=failed))

    # -- the laptop ----------------------------------------------------------------------------

    @Slot()
    def lock(self) -> None:
        """Save everything, forget the keys and show the unlock window."""
        owner = self._owner
        laptop, controller = owner.laptop, owner.inspection
        if laptop is None:
            return
        if not self._all_saved():
            self._ask_to_lose(self.lock)
            return
        work = None
        if controller is not None:
            self.left_open = controller.work.file_id
            work = self._let_go(controller)
        owner.forget_laptop()
        owner.cover.drop()
        owner.entrance.ask_passphrase("Locking…")
        self._close_quietly(lambda: _lock(laptop, work), owner.entrance.ready)

    @Slot()
    def lock_unasked(self) -> None:
        """Lock because nobody is there; where something cannot be saved, cover it at least."""
        owner = self._owner
        if owner.laptop is None:
            return
        if self._all_saved():
            self.lock()
            return
        owner.cover.cover()
        owner.cover.note_sleep()
        owner.cover.tell(
            "What was typed last could not be saved, so nothing was locked: lift the cover to "
            "see it."
        )

    # -- the app -------------------------------------------------------------------------------

    def _may_close(self) -> bool:
        if self._all_saved():
            return True
        self._ask_to_lose(self._owner.window.close)
        return False

    @Slot()
    def _on_closing(self) -> None:
        controller, laptop = self._owner.inspection, self._owner.laptop
        if controller is not None:
            controller.keep_place()
        self._owner.checking.stop()
        self._owner.inspection = None
        self._owner.forget_laptop()
        self._owner.backing_up.stop()
        work = controller.work if controller is not None else None
        last = (lambda: _lock(laptop, work)) if laptop is not None else None
        self._owner.runner.shutdown(last)

    # -- what is typed -------------------------------------------------------------------------

    def _all_saved(self) -> bool:
        """Save what is typed and say whether all of it is on the disk now."""
        controller = self._owner.inspection
        if controller is None or self._loses:
            return True
        controller.flush()
        return not self._owner.runner.wait_for_edits()

    def _ask_to_lose(self, leave: Callable[[], object]) -> None:
        """Ask whether to leave all the same, where it can be seen what would be lost."""

        def answered(yes: bool) -> None:  # noqa: FBT001 - a callback's one argument
            self._loses = yes
            if yes:
                leave()

        if self._owner.cover.is_down:
            # Nobody who has not the PIN may see what is under it.
            self._owner.cover.tell(
                "What was typed last could not be saved: lift the cover to see it."
            )
            return
        self._owner.prompts.ask(_UNSAVED, answered)


def said(error: BaseException) -> str:
    """Return an error as the person is told it."""
    if isinstance(error, KnownError):
        return str(error)
    return f"The app failed ({type(error).__name__}); what was saved before is safe."


def _close(laptop: Laptop, work: Work) -> str:
    """Back up and close; an inspection that cannot be backed up is closed all the same.

    Returns:
        What the person should know of it; empty where all went well.
    """
    from ilacs_desktop.services.keeping import backups

    words = ""
    try:
        backups.back_up(work)
    except Exception as error:  # noqa: BLE001 - closing comes first, whatever the backup meets
        _log.error(
            "the backup at closing failed: %s",
            logs.redacted(type(error).__name__, error.__traceback__),
        )
        words = f"The backup at closing failed. {said(error)}"
    laptop.close_inspection(work)
    return words


def _close_for_good(laptop: Laptop, work: Work) -> str:
    """Close an inspection that does not go on by itself at the next start."""
    from ilacs_desktop.services.laptop import places

    words = _close(laptop, work)
    places.note_open(laptop, "")
    return words


def _lock(laptop: Laptop, work: Work | None) -> str:
    """Close the inspection, if one is open, and forget the keys whatever happens."""
    try:
        return _close(laptop, work) if work is not None else ""
    finally:
        laptop.close()
