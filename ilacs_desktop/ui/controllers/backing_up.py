"""Backups of the open inspection in the background: by a timer, by hand, after a strike-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from ilacs_desktop.services.keeping.backups import Done
    from ilacs_desktop.ui.controllers.window import WindowController

_EVERY_MS = 30 * 60 * 1000


class BackingUpController(QObject):
    """Backs the open inspection up.

    Signals:
        owed: the backups hold struck-out words; told from the writer thread.
    """

    owed = Signal()

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self.owed.connect(self.back_up)

    def start(self) -> None:
        """Back up from time to time from now on."""
        self._timer.start()

    def stop(self) -> None:
        """Back up no more of itself."""
        self._timer.stop()

    @Slot()
    def back_up(self) -> None:
        """Back the open inspection up in the background; typing is saved meanwhile."""
        controller = self._owner.inspection
        if controller is None:
            return
        from ilacs_desktop.services.keeping import backups

        controller.flush()
        work = controller.work
        self._owner.runner.job(
            lambda job: backups.back_up(work, job.write), self._on_backed_up, is_quiet=True
        )

    def _on_backed_up(self, done: Done) -> None:
        inspection = self._owner.inspection
        if inspection is not None:
            inspection.show_backup(changed=done.made is not None, notice=done.notice)
