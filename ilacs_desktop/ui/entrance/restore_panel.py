"""Restoring a backup from a file: choose it, say what opens it, see how far it has come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from typing_extensions import override

from ilacs_desktop.services.keeping import backups, restoring
from ilacs_desktop.ui.prompts import FileWish
from ilacs_desktop.ui.tasks import JobStopped
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.progress import ProgressPanel
from ilacs_desktop.ui.widgets.secret import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.keeping.restoring import Restored, Secret
    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.ui.prompts import Prompts
    from ilacs_desktop.ui.tasks import Job, Progress, TaskRunner

_PARTS = ("Checking the backup", "Proving every page", "Putting it beside what is there")


class RestorePanel(Panel):
    """Hidden until a backup is to be restored; asks for its passphrase only where it must.

    Signals:
        restored: what was made, ``Restored``.
        begun: a restore is running now; ended: it is not any more.
    """

    restored = Signal(object)
    begun = Signal()
    ended = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        prompts: Prompts,
        laptop: Callable[[], Laptop | None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the panel.

        Args:
            runner: the window's threads.
            prompts: how it asks for the file.
            laptop: returns the unlocked laptop; None while it is locked.
            parent: the owning widget.
        """
        super().__init__("Restore a backup", parent)
        self._runner, self._prompts, self._laptop = runner, prompts, laptop
        self._path: Path | None = None
        self._job: Job | None = None
        self.banner = Banner()
        self._words = Words("", wrap=True)
        self.secret = SecretField()
        self.progress = ProgressPanel()
        self._form = FormRows()
        self._form.add_row(
            "What opens the backup",
            self.secret,
            "The passphrase of the day it was made, or the recovery key of then.",
        )
        self._row = FlowRow()
        self.go = Button("Restore a copy", "primary")
        self._leave = Button("Leave it")
        self._row.add(self.go)
        self._row.add(self._leave)
        for widget in (self.banner, self._words, self._form, self._row, self.progress):
            self.add(widget)
        self.go.clicked.connect(self._on_go)
        self.secret.returnPressed.connect(self._on_go)
        self._leave.clicked.connect(self.leave)
        self.progress.stopped.connect(self._on_stop)
        self.banner.closed.connect(self._hide_if_done)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether a restore is running."""
        return self._job is not None

    @Slot()
    def ask_file(self) -> None:
        """Ask for the file that holds the backup."""
        if not self.is_running:
            wish = FileWish("Restore a backup", (backups.FILE_KIND, ("Any file", "*")))
            self._prompts.choose_open(wish, self._on_file)

    def _on_file(self, paths: Sequence[Path]) -> None:
        if paths:
            self.restore(paths[0])

    def restore(self, path: Path) -> None:
        """Restore a backup; asks what opens it where this laptop does not know."""
        laptop = self._laptop()
        if laptop is None or self.is_running:
            return
        self._path = path
        self.banner.dismiss()
        self._runner.write(
            lambda: restoring.needs_secret(laptop, path),
            self._on_known,
            failed=self._on_failed,
        )

    def _on_known(self, needs: bool) -> None:  # noqa: FBT001 - a callback's one argument
        if needs:
            self._ask_secret()
        else:
            self._begin(None)

    def _ask_secret(self) -> None:
        if self._path is None:
            return
        self._words.setText(f"{self._path.name} was not made by this vault.")
        self._show(asking=True)
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, asking: bool) -> None:
        for widget in (self._words, self._form, self._row):
            widget.setVisible(asking)
        self.show()

    @Slot()
    def _on_go(self) -> None:
        typed = self.secret.text()
        if typed and not self.is_running:
            self._begin(restoring.secret_of(typed))

    def _begin(self, secret: Secret | None) -> None:
        laptop, path = self._laptop(), self._path
        if laptop is None or path is None:
            return
        self.secret.forget()
        self._show(asking=False)
        self.progress.begin(_PARTS[0])
        self.progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.begun.emit()

        def work(job: Job) -> Restored:
            def tell(words: str) -> None:
                place = _PARTS.index(words) if words in _PARTS else 0
                job.report(place, len(_PARTS), words)

            return restoring.restore(laptop, path, secret, tell, job.write)

        self._job = self._runner.job(
            work,
            self._on_done,
            self._on_progress,
            failed=partial(self._on_failed, asked=secret is not None),
            is_quiet=True,
        )

    def _on_progress(self, progress: Progress) -> None:
        self.progress.begin(progress.words)
        self.progress.show_progress(progress)

    def _on_done(self, done: Restored) -> None:
        self._end()
        self.banner.show_message(done.words, "It is in the list of inspections.", kind="good")
        self.restored.emit(done)

    def _on_failed(self, error: BaseException, *, asked: bool = False) -> None:
        self._end()
        if isinstance(error, JobStopped):
            self.banner.show_message("Restoring was stopped.", "Nothing was changed.")
        else:
            self.banner.show_error(error)
        if asked and not isinstance(error, JobStopped):
            self._ask_secret()

    def _end(self) -> None:
        self._job = None
        self.progress.hide()
        self._show(asking=False)
        self.ended.emit()

    @Slot()
    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    @Slot()
    def leave(self) -> None:
        """Restore nothing after all."""
        self.secret.forget()
        self._path = None
        self.hide()

    @Slot()
    def _hide_if_done(self) -> None:
        if not self.is_running and self._row.isHidden():
            self.hide()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.secret.forget()
        super().hideEvent(event)
