"""Record checked: the proof that nothing was lost and nothing changed from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from ilacs_desktop.services.record import checking
from ilacs_desktop.services.record.time_words import read_moment
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.notices import announce
from ilacs_desktop.ui.widgets.panel import Panel, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.record.checking import Checked
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.tasks import Job

_WHAT = (
    "Reads every page, follows every entry from the first, checks every signature, and writes the "
    "whole record anew from its history to compare."
)
_SAVED = (
    "What can be saved: the newest good backup, and every entry that can still be read, are put "
    "together in a new file. This one is left as it is."
)


class CheckPanel(Panel):
    """A button, what it does, and what it found."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Is the record whole?", parent)
        self._desk = desk
        self._job: Job | None = None
        self._verdict = Words(_WHAT, "soft", wrap=True)
        self._faults = Words("", wrap=True)
        self._faults.hide()
        self.button = Button("&Check the record", icon="shield-check")
        self.save = Button("Close it and save what can be saved", "primary")
        self.save.hide()
        row = FlowRow()
        row.add(self.button)
        row.add(self.save)
        self.add(self._verdict)
        self.add(self._faults)
        self.add(row)
        self.button.clicked.connect(self._on_clicked)
        self.save.clicked.connect(desk.salvage_asked)

    def verdict(self) -> str:
        """Return what is said now."""
        return self._verdict.text()

    @Slot()
    def _on_clicked(self) -> None:
        if self._job is not None:
            self._job.stop()
            return
        work = self._desk.work

        def check(job: Job) -> Checked:
            return checking.check_record(
                work, lambda: job.write(work.file.seal), lambda: job.stopped
            )

        self._say("soft", "Checking the record. You can go on working.")
        self._faults.hide()
        self.button.setText("Stop checking")
        self._job = self._desk.runner.job(check, self._show, failed=self._failed)

    def _show(self, found: Checked) -> None:
        self._end()
        if not found.is_whole:
            self._say("soft", "The check was stopped. " + _WHAT)
            return
        self.show_found(found)

    def show_found(self, found: Checked) -> None:
        """Show what a check found, also one that was made beside the work."""
        at = read_moment(found.at)
        when = f", at {at:%H:%M}" if at is not None else ""
        shape = "✓" if found.is_good else "△"
        self._say("good" if found.is_good else "caution", f"{shape} {found.words}{when}")
        told = (*found.faults, *(f"Lost for good: {one}." for one in found.lost))
        self._faults.setText("\n".join((*told, _SAVED) if found.faults else told))
        self._faults.setVisible(bool(told))
        self.save.setVisible(bool(found.faults))

    def _failed(self, error: BaseException) -> None:
        from ilacs_desktop.ui.tasks import JobStopped

        self._end()
        self._say("soft", _WHAT)
        if not isinstance(error, JobStopped):
            self._desk.trouble.emit(error)

    def _end(self) -> None:
        self._job = None
        self.button.setText("&Check the record")

    def _say(self, role: str, words: str) -> None:
        dress.set_role(self._verdict, role)
        self._verdict.setText(words)
        announce(self._verdict, words)
