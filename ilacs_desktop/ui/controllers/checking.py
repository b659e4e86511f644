"""Checks the open inspection beside the work, and saves what can be saved of a damaged one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.ui.tasks import JobStopped

if TYPE_CHECKING:
    from ilacs_desktop.services.keeping.salvaging import Damage, Salvaged
    from ilacs_desktop.services.record.checking import Checked
    from ilacs_desktop.ui.controllers.inspection import InspectionController
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.entrance.start import StartView
    from ilacs_desktop.ui.tasks import Job

_AFTER_MS = 4_000
"""How long after opening the check begins: whoever has just opened a record wants to write."""

_SEE, _SAVE = "See what can be saved", "Save what can be saved"


class CheckingController(QObject):
    """Runs the check of the open inspection, and what is offered where a file is damaged.

    Attributes:
        job: the check that runs, or ran last.
    """

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self.job: Job | None = None
        self._controller: InspectionController | None = None
        self._found: Checked | None = None
        self._named = ""
        self._next = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._begin)

    # -- beside the work -----------------------------------------------------------------------

    def inspection_shown(self, controller: InspectionController) -> None:
        """Check an inspection that was opened, once its first page is up."""
        self._controller, self._found = controller, None
        controller.area.banner.acted.connect(self._show_faults)
        controller.desk.salvage_asked.connect(self._on_salvage_asked)
        self._timer.start()

    def stop(self) -> None:
        """Stop the check: the inspection is being left."""
        self._timer.stop()
        self._controller = None
        if self.job is not None:
            self.job.stop()

    @Slot()
    def _begin(self) -> None:
        from ilacs_desktop.services.record import checking

        controller, runner = self._controller, self._owner.runner
        if controller is None:
            return
        if runner.jobs:
            # An import or a backup comes first.
            self._timer.start()
            return
        controller.area.status.show_fact("check", "Checking…")
        work = controller.work
        self.job = runner.job(
            lambda job: checking.look(work, lambda: job.stopped),
            self._show,
            failed=self._failed,
            is_quiet=True,
        )

    def _show(self, found: Checked) -> None:
        from ilacs_desktop.services.record import checking
        from ilacs_desktop.services.record.time_words import read_moment

        controller = self._controller
        if controller is None or not isValid(controller):
            return
        if not found.is_whole:
            controller.area.status.show_fact("check", "")
            return
        at = read_moment(found.at)
        words = checking.status_words(found, f"{at:%H:%M}" if at is not None else "")
        controller.area.status.show_fact("check", words)
        if not found.is_good:
            self._found = found
            controller.area.banner.show_message(
                found.words,
                " ".join(found.faults[:2]),
                "What you type is kept. Look at it on the Team page, and save what can be saved.",
                button="Show what is wrong",
            )

    def _failed(self, error: BaseException) -> None:
        controller = self._controller
        if controller is None or not isValid(controller):
            return
        controller.area.status.show_fact("check", "")
        if not isinstance(error, JobStopped):
            controller.desk.trouble.emit(error)

    @Slot()
    def _show_faults(self) -> None:
        from ilacs_desktop.ui.pages.team.page import TeamPage

        controller, found = self._controller, self._found
        if controller is None or found is None:
            return
        controller.area.banner.dismiss()
        controller.area.show_page("team")
        page = controller.area.made("team")
        if isinstance(page, TeamPage):
            page.show_check(found)

    @Slot()
    def _on_salvage_asked(self) -> None:
        if self._controller is not None:
            named = self._controller.work.file_id
            self._owner.leaving.close_inspection(lambda: self._save_closed(named))

    def _save_closed(self, named: str) -> None:
        self._owner.show_start()
        self.save(named)

    # -- a file that does not open -------------------------------------------------------------

    def offer(self, view: StartView, named: str, error: BaseException) -> None:
        """Offer to see what can be saved of an inspection that did not open.

        Args:
            view: the start page, on which the error is told.
            named: file id of the inspection.
            error: why it did not open.
        """
        if isinstance(error, DamagedFileError):
            self._named, self._next = named, _SEE
            view.banner.show_error(error, button=_SEE)
            view.banner.acted.connect(self._on_acted)

    @Slot()
    def _on_acted(self) -> None:
        named, step, self._next = self._named, self._next, ""
        if step == _SEE:
            self._look(named)
        elif step == _SAVE:
            self.save(named)

    def _look(self, named: str) -> None:
        from ilacs_desktop.services.keeping import salvaging

        start, laptop = self._owner.start, self._owner.laptop
        if start is None or laptop is None:
            return

        def told(found: Damage) -> None:
            view = start.view
            if view is None:
                return
            can = bool(found.readable or found.backup)
            self._next = _SAVE if can else ""
            view.banner.show_message(
                " ".join(found.faults) or "The file reads whole now: open it again.",
                "It was left as it is." if found.faults else "",
                found.offer,
                button=_SAVE if can else "",
            )

        start.run_long(
            "Reading the damaged file page by page…",
            lambda job: salvaging.look(laptop, named, lambda: job.stopped),
            told,
        )

    def save(self, named: str) -> None:
        """Make a new file of the newest good backup and of what can be read, and list it.

        Args:
            named: file id of the damaged inspection, which is not open.
        """
        from ilacs_desktop.services.keeping import salvaging

        start, laptop = self._owner.start, self._owner.laptop
        if start is None or laptop is None:
            return

        def told(made: Salvaged) -> None:
            start.refresh()
            if start.view is not None:
                start.view.banner.show_message(
                    "A new file of this inspection stands beside the damaged one.",
                    made.words,
                    "Open it and look at what you wrote last; the damaged file was left as it is.",
                    kind="good" if not made.lost else "caution",
                )

        start.run_long(
            "Saving what can be saved…",
            lambda job: salvaging.salvage_file(laptop, named, lambda: job.stopped),
            told,
        )
