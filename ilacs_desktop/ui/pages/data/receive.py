"""Receiving Annex A: the button, the progress that can be stopped, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.services.data import annex, data_sets
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.prompts import FileWish
from ilacs_desktop.ui.tasks import JobStopped
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.notices import Banner, announce
from ilacs_desktop.ui.widgets.panel import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from ilacs_desktop.services.data.annex import ImportOutcome
    from ilacs_desktop.services.data.annex_pending import Pending
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.tasks import Job, Progress

_KINDS = (
    ("Workbooks and CSV files", "*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv"),
    ("Any file", "*"),
)


def dropped_paths(dropped: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders of this laptop that were dropped."""
    return tuple(Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())


class ReceiveBar(QWidget):
    """The head of the Data page: what is held, and the way to receive more."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._held = Words("", "soft", wrap=True)
        # The page puts the button where its views are switched.
        self.button = Button("Receive Annex A…", icon="upload")
        self.button.setObjectName("receive_annex_a")
        self._running = QFrame()
        self._running.setProperty("role", "panel")
        self._words = Words("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of receiving Annex A")
        self.stop = Button("&Stop")
        self.banner = Banner()
        self._lay_out()
        self.button.clicked.connect(self.choose)
        self.stop.clicked.connect(self._on_stop)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._running)
        dress.set_space(row, (3, 2, 3, 2), 3)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        self._running.hide()
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 1)
        for widget in (self._held, self._running, self.banner):
            column.addWidget(widget)

    @property
    def is_running(self) -> bool:
        """Say whether Annex A is being received now."""
        return self._job is not None

    def show_work(self) -> None:
        """Show what is held now."""
        work = self._desk.work
        current = data_sets.current(work)
        if current is None:
            self._held.setText("")
            self._held.hide()
            return
        summaries = data_sets.list_summaries(work)
        rows = sum(one.rows for one in summaries)
        parts = [
            f"Annex A: {rows:,} rows in {len(summaries)} lists",
            f"as of {data_sets.day_text(current.as_of)}" if current.as_of else "",
            f"received {data_sets.day_text(current.received)}",
        ]
        absent = data_sets.absent_lists(work)
        if absent:
            parts.append("not received: " + ", ".join(f"List {number}" for number, _ in absent))
        self._held.setText(" · ".join(part for part in parts if part))
        self._held.show()

    @Slot()
    def choose(self) -> None:
        """Ask for the files."""
        self._desk.prompts.choose_open(
            FileWish("Receive Annex A: workbook or CSV files", _KINDS), self.receive
        )

    def receive(self, paths: Sequence[Path]) -> None:
        """Receive files; one import at a time."""
        if paths and not self.is_running:
            self._begin(tuple(paths), None)

    def go_on(self, before: Pending) -> None:
        """Go on with an import that a lock, a quit or a crash cut short."""
        if self.is_running:
            return
        if before.paths:
            self._begin(before.chosen, before)
            return
        self._desk.do(self._tidied)
        self.banner.show_message(
            "Annex A was being received when the inspection was left, and could not be gone on "
            "with.",
            "Nothing was changed.",
            "Receive it again, from where its files are.",
        )

    def _begin(self, chosen: tuple[Path, ...], before: Pending | None) -> None:
        self.banner.dismiss()
        work = self._desk.work
        self._running.show()
        self.button.setEnabled(False)
        self._words.setText("Looking at the files")
        self._bar.setRange(0, 0)
        if before is None:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "Receiving Annex A")
        self._job = self._desk.runner.job(
            lambda job: annex.import_annex_a(work, chosen, job, before=before),
            self._on_done,
            self._on_progress,
            failed=self._on_failed,
        )

    def _on_progress(self, progress: Progress) -> None:
        self._words.setText(progress.words)
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def _on_done(self, outcome: ImportOutcome) -> None:
        self._end()
        self._desk.saved.emit()
        self._desk.bus.changed.emit(outcome.changes)
        self.banner.show_message(
            f"Received: {outcome.rows:,} rows in {outcome.lists} lists.",
            "The earlier data set is kept as replaced." if outcome.replaced else "",
            _outcome_words(self._desk),
            kind="good",
        )

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self._desk.do(self._tidied)
        if isinstance(error, JobStopped):
            self.banner.show_message("Receiving was stopped.", "Nothing was changed.")
        else:
            self.banner.show_error(error)

    def _tidied(self) -> Changes:
        annex.tidy(self._desk.work)
        return Changes()

    def _end(self) -> None:
        self._job = None
        self._running.hide()
        self.button.setEnabled(True)

    @Slot()
    def _on_stop(self) -> None:
        if self._job is not None:
            self._words.setText("Stopping")
            self._job.stop()


def _outcome_words(desk: Desk) -> str:
    """Say what is worth a look after receiving."""
    summaries = data_sets.list_summaries(desk.work)
    missing = [f"List {one.number}" for one in summaries if one.missing]
    errors = sum(found.count for found in data_sets.defects(desk.work, level="error"))
    said = []
    if missing:
        said.append(f"Columns are missing in {', '.join(missing)}.")
    if errors:
        said.append(f"The checks found errors in {errors:,} rows: see Quality.")
    return " ".join(said)
