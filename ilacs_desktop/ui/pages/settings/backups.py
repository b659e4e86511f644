"""The backups of an inspection: what there is, where else, and proof that it can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.record.time_words import short_day
from ilacs_desktop.ui.entrance.restore_panel import RestorePanel
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.models.table import ChipValue, Column, TableModel
from ilacs_desktop.ui.pages.settings.drill import DrillPanel
from ilacs_desktop.ui.pages.settings.second import SecondPanel
from ilacs_desktop.ui.prompts import FileWish, Question
from ilacs_desktop.ui.tasks import JobStopped
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.columns import Columns
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.list_panel import ListPanel
from ilacs_desktop.ui.widgets.notices import Banner, EmptyState
from ilacs_desktop.ui.widgets.one_of import OneOf
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.record_table import MasterList

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.keeping.backups import Row, Standing, Written
    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.ui.desk import Desk

_KEPT = (
    "A backup is made each half hour when something changed, and when the inspection is closed. "
    "Kept are one for each half hour of two days, one for each day of a month, and one for each "
    "week before that. They are encrypted, and end with the inspection."
)
_MB = 1_000_000


class BackupSide(Protocol):
    """What the view needs of the laptop."""

    @property
    def laptop(self) -> Laptop | None:
        """The unlocked laptop."""

    def back_up(self) -> None:
        """Back up now."""


class BackupsView(QWidget):
    """Backups at the left; the second folder and the drill at the right."""

    def __init__(self, desk: Desk, side: BackupSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._side = desk, side
        self._model: TableModel[Row] = TableModel(
            (
                Column(
                    "Backup",
                    _when,
                    second=_holds,
                    chip=lambda row: (
                        ChipValue("done", "verified")
                        if row.is_whole
                        else ChipValue("concern", "damaged")
                    ),
                    strong=True,
                ),
            ),
            key=lambda row: str(row.path),
            parent=self,
        )
        self.list = MasterList("Backups of this inspection", self._model)
        self._empty = EmptyState(
            "hard-drive",
            "No backup yet",
            "The first is made half an hour after the inspection was opened, and when it is "
            "closed.",
            "Back up now",
        )
        self._stack = OneOf((self._empty, self.list))
        self.banner = Banner()
        self.restoring = RestorePanel(desk.runner, desk.prompts, lambda: side.laptop)
        self.second = SecondPanel(desk)
        self.drill = DrillPanel(desk)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.now = Button("Back up now", "primary")
        self.restore = Button("Restore a copy…")
        self.write = Button("Write into one file…")
        self.from_file = Button("Restore from a file…")
        row = FlowRow()
        for button in (self.now, self.restore, self.write, self.from_file):
            row.add(button)
        panel = ListPanel("Backups of this inspection", self._stack, fields=(_words(_KEPT), row))
        columns = Columns(3, 2)
        columns.add(0, panel, 1)
        columns.add(1, self.second)
        columns.add(1, self.drill)
        columns.end(1)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        column.addWidget(self.banner)
        column.addWidget(self.restoring)
        column.addWidget(columns, 1)
        self.list.setMinimumHeight(4 * self.list.verticalHeader().defaultSectionSize())

    def _connect(self) -> None:
        self.now.clicked.connect(self._on_now)
        self._empty.acted.connect(self._on_now)
        self.restore.clicked.connect(self._on_restore)
        self.list.record_opened.connect(self._on_restore)
        self.list.record_chosen.connect(self._on_chosen)
        self.write.clicked.connect(self._on_write)
        self.from_file.clicked.connect(self.restoring.ask_file)
        self.second.changed.connect(self._on_now)
        self.drill.ended.connect(self.show_backups)
        self._desk.backed_up.connect(self.show_backups)

    @Slot()
    def show_backups(self) -> None:
        """Show what there is, where else, and what the last drill found."""
        work, runner = self._desk.work, self._desk.runner

        def known(standing: Standing) -> None:
            runner.read(
                lambda: (
                    backups.rows(work, standing.second),
                    standing.second is not None and standing.second.is_there,
                ),
                lambda found: self._show(standing, *found),
                key="backups",
            )

        runner.write(lambda: backups.standing(work), known)
        self.drill.show_last()

    def _show(self, standing: Standing, rows: tuple[Row, ...], is_there: bool) -> None:  # noqa: FBT001
        key = self.list.current_key()
        self._model.set_rows(rows)
        self._stack.show_view(self.list if rows else self._empty)
        self.now.setVisible(bool(rows))
        if rows and self._model.value_of(key) is None:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._on_chosen()
        self.second.show_standing(standing, is_there=is_there)
        self.drill.set_possible(bool(rows))

    @property
    def _row(self) -> Row | None:
        return self._model.value_of(self.list.current_key())

    @Slot()
    def _on_chosen(self) -> None:
        self.restore.setEnabled(self._row is not None)

    @Slot()
    def _on_now(self) -> None:
        self._side.back_up()

    @Slot()
    def _on_restore(self) -> None:
        row = self._row
        if row is None:
            return
        question = Question(
            f"Restore the backup of {_when(row)} as a copy?",
            "The copy stands beside this inspection, in the list of inspections. Nothing is "
            "overwritten.",
            yes="Restore a copy",
        )

        def answered(yes: bool) -> None:  # noqa: FBT001 - a callback's one argument
            if yes:
                self.restoring.restore(row.path)

        self._desk.prompts.ask(question, answered)

    @Slot()
    def _on_write(self) -> None:
        name = f"backup {self._desk.work.wall.now():%Y-%m-%d}{backups.FILE_SUFFIX}"
        wish = FileWish("Write a backup into one file", (backups.FILE_KIND,), name)
        self._desk.prompts.choose_save(wish, self._write)

    def _write(self, out: Path | None) -> None:
        if out is None:
            return
        work = self._desk.work
        self.banner.show_message("Writing the backup.", kind="good")
        self._desk.runner.job(
            lambda job: backups.write_file(work, out, job.write),
            self._on_written,
            failed=self._on_failed,
            is_quiet=True,
        )

    def _on_written(self, written: Written) -> None:
        self.banner.show_message(
            f"Written: {written.path.name}, {_size(written.size)}.",
            "It opens on any laptop with today’s passphrase or the recovery key.",
            kind="good",
        )
        self.show_backups()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, JobStopped):
            self.banner.show_error(error)


def _words(text: str) -> Words:
    return Words(text, "soft", wrap=True)


def _when(row: Row) -> str:
    return f"{short_day(row.at.date())}, {row.at:%H:%M}"


def _holds(row: Row) -> str:
    if not row.is_whole:
        return "It cannot be relied on; the others are not touched by that."
    second = "also in the second folder" if row.is_second else ""
    parts = (f"{row.entries:,} entries", _size(row.size), second)
    return " · ".join(part for part in parts if part)


def _size(size: int) -> str:
    return f"{size / _MB:.1f} MB" if size < 100 * _MB else f"{size // _MB:,} MB"
