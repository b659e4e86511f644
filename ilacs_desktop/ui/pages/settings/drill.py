"""The recovery drill: one minute that proves that the newest backup can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from typing_extensions import override

from ilacs_desktop.services.keeping import drill, restoring
from ilacs_desktop.ui.tasks import JobStopped
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import Banner, announce
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.progress import ProgressPanel
from ilacs_desktop.ui.widgets.secret import SecretField

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.keeping.drill import Drilled
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.tasks import Job, Progress

_ABOUT = (
    "Restores the newest backup into a scratch place, replays every entry, opens every attachment "
    "and compares it with this inspection. It takes about a minute and changes nothing."
)


class DrillPanel(Panel):
    """What the last drill found, and the button that runs the next.

    Signals:
        ended: a drill has ended, however it went.
    """

    ended = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Recovery drill", parent)
        self._desk = desk
        self._job: Job | None = None
        self._is_possible = False
        self.result = Words("", "strong", wrap=True)
        self._details = Words("", "soft", wrap=True)
        self.banner = Banner()
        self.secret = SecretField()
        self.progress = ProgressPanel()
        self.go = Button("Run the drill")
        form = FormRows()
        form.add_row(
            "Passphrase or recovery key",
            self.secret,
            "May be left empty. Typed, it proves that the backup opens with it.",
        )
        row = FlowRow()
        row.add(self.go)
        self.add(Words(_ABOUT, "soft", wrap=True))
        for widget in (self.banner, self.result, self._details, form, row, self.progress):
            self.add(widget)
        self._form = form
        self.go.clicked.connect(self._on_go)
        self.secret.returnPressed.connect(self._on_go)
        self.progress.stopped.connect(self._on_stop)

    def set_possible(self, possible: bool) -> None:  # noqa: FBT001 - one plain fact
        """Say whether there is a backup to drill with."""
        self._is_possible = possible
        self.go.setEnabled(possible and self._job is None)

    def show_last(self) -> None:
        """Show what the last drill found."""
        work = self._desk.work
        self._desk.runner.write(lambda: drill.last(work), self._show)

    def _show(self, found: Drilled | None) -> None:
        said = "No drill on this laptop yet." if found is None else found.words
        shape = "" if found is None else ("✓ " if found.is_good else "△ ")
        self.result.setText(shape + said)
        faults = "" if found is None else " ".join(found.faults[1:])
        self._details.setText("" if found is None else f"{found.details} {faults}".strip())
        self._details.setVisible(found is not None)

    @Slot()
    def _on_go(self) -> None:
        if self._job is not None or not self._is_possible:
            return
        typed, work = self.secret.text(), self._desk.work
        secret = restoring.secret_of(typed) if typed else None
        self.secret.forget()
        self.banner.dismiss()
        self._set_running(running=True)
        self._job = self._desk.runner.job(
            lambda job: drill.drill(work, job.write, job.report, secret),
            self._on_done,
            self._on_progress,
            failed=self._on_failed,
            is_quiet=True,
        )

    def _set_running(self, *, running: bool) -> None:
        self._form.setVisible(not running)
        self.go.setEnabled(not running and self._is_possible)
        if running:
            self.progress.begin("Checking the files of the backup")
            self.progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            had_focus = self.progress.isAncestorOf(self.focusWidget() or self)
            self.progress.hide()
            if had_focus:
                self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_progress(self, progress: Progress) -> None:
        self.progress.begin(progress.words)
        self.progress.show_progress(progress)

    def _on_done(self, found: Drilled) -> None:
        self._end()
        self._show(found)
        announce(self, found.words)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, JobStopped):
            self.banner.show_message("The drill was stopped.", "Nothing was changed.")
        else:
            self.banner.show_error(error)

    def _end(self) -> None:
        self._job = None
        self._set_running(running=False)
        self.ended.emit()

    @Slot()
    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.secret.forget()
        super().hideEvent(event)
