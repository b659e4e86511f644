"""The evidence record from the window: how much of it, what of the restricted, in which form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilacs_desktop.services.papers import evidence_record
from ilacs_desktop.services.papers.evidence_record_scope import SCOPES, WHOLE, Asked
from ilacs_desktop.services.record_folder import folder
from ilacs_desktop.services.report import export, exported
from ilacs_desktop.ui.fields.half_written import HalfWritten
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.prompts import FileWish
from ilacs_desktop.ui.tasks import JobStopped
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.choices import ChoiceField
from ilacs_desktop.ui.widgets.flow import FlowRow
from ilacs_desktop.ui.widgets.form_rows import FormRows
from ilacs_desktop.ui.widgets.notices import Banner, announce
from ilacs_desktop.ui.widgets.panel import Panel, Words
from ilacs_desktop.ui.widgets.progress import ProgressPanel
from ilacs_desktop.ui.widgets.prose import LineField

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.report.export import ExportOutcome
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.tasks import Job

_WHAT = (
    "Everything the team saw, concluded and wrote, to be read and checked without this app: notes "
    "with their author and time, findings with the evidence for and against them, meetings, the "
    "document with what each paragraph rests on, corrections, and the hashes that prove it whole."
)
_FORMS = (
    "A PDF is one file to read and search. A folder or zip also holds the other documents, a table "
    "of each kind of record, the records for programs, and the digest of every file. None of them "
    "is encrypted."
)
_RESTRICTED = (
    "Left out unless you say why they are needed. The reason is printed in the record, and it "
    "stands in the history."
)
_NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "pdf": (("PDF", "*.pdf"),),
    "folder": (("New folder", "*"),),
    "zip": (("Packed file", "*.zip"),),
}


class EvidenceRecordView(QWidget):
    """What is wanted, in which form, and how far it has come.

    Signals:
        told: what was written.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.scope = ChoiceField(options=tuple(SCOPES.items()))
        self.scope.set_key(WHOLE)
        self.private_why = LineField()
        self.names_why = LineField()
        self._half = HalfWritten(
            desk,
            "evidence-record",
            {"private": self.private_why, "names": self.names_why},
        )
        self.buttons = {
            "pdf": Button("Export P&DF…", "primary"),
            "folder": Button("Export &folder…"),
            "zip": Button("Export &zip…"),
        }
        self._restricted = Panel("Restricted items")
        self.progress = ProgressPanel()
        self.banner = Banner()
        self._lay_out()
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.ask(key))
        self.progress.stopped.connect(self._on_stop)

    def _lay_out(self) -> None:
        panel = Panel("Evidence record")
        form = FormRows()
        form.add_row("How &much", self.scope)
        row = FlowRow()
        for button in self.buttons.values():
            row.add(button)
        for widget in (Words(_WHAT, wrap=True), form, Words(_FORMS, "soft", wrap=True), row):
            panel.add(widget)
        why = FormRows()
        why.add_row("Why private no&tes of meetings are needed", self.private_why)
        why.add_row("Why practitioners’ &names and postcodes are needed", self.names_why)
        self._restricted.add(Words(_RESTRICTED, "soft", wrap=True))
        self._restricted.add(why)
        column = QVBoxLayout(self)
        dress.set_space(column, 0, 3)
        for part in (self.banner, self.progress, panel, self._restricted):
            column.addWidget(part)
        column.addStretch(1)

    def show_work(self) -> None:
        """Show what this person may ask for."""
        self._restricted.setVisible(self._desk.work.is_lead)

    @property
    def asked(self) -> Asked:
        """What is wanted now."""
        lead = self._desk.work.is_lead
        return Asked(
            str(self.scope.key() or ""),
            self.private_why.text().strip() if lead else "",
            self.names_why.text().strip() if lead else "",
        )

    @property
    def is_running(self) -> bool:
        """Say whether one is being written."""
        return self._job is not None

    def ask(self, file_format: str) -> None:
        """Ask where to, then write it there; one at a time."""
        if self.is_running:
            return
        asked, work = self.asked, self._desk.work
        name = export.suggested_name(work, evidence_record.DOCUMENT, asked.scope)
        stem = name.removesuffix(".pdf")
        name = stem if file_format == "folder" else f"{stem}.{file_format}"
        wish = FileWish("Export the evidence record", _NAMES[file_format], name)

        def chosen(out: Path | None) -> None:
            if out is not None:
                self._begin(file_format, out, asked)

        self._desk.prompts.choose_save(wish, chosen)

    def _begin(self, file_format: str, out: Path, asked: Asked) -> None:
        self.banner.dismiss()
        work = self._desk.work
        self._show_running("Writing the evidence record")
        self.progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "Writing the evidence record")

        def write(job: Job) -> tuple[ExportOutcome, Changes]:
            # After every commit that waits, so that it holds the last word.
            changes = job.write(lambda: folder.note_restricted(work, asked))
            job.write(work.file.seal)
            outcome = folder.write(work, file_format, out, asked, job.report)
            job.write(lambda: exported.note(work, evidence_record.DOCUMENT, outcome))
            return outcome, changes

        self._job = self._desk.runner.job(
            write, self._on_done, self.progress.show_progress, failed=self._on_failed
        )

    def _on_done(self, done: tuple[ExportOutcome, Changes]) -> None:
        outcome, changes = done
        self._end()
        if changes.ids:
            self._desk.bus.changed.emit(changes)
            # The next one asks anew: a reason holds for one export.
            self.private_why.set_text("")
            self.names_why.set_text("")
            self._half.forget()
        pages = "1 page" if outcome.pages == 1 else f"{outcome.pages} pages"
        words = f"Exported {outcome.path.name}, {pages} to read."
        missing = " ".join(outcome.missing_characters)
        more = [f"No letters for {missing}."] if missing else []
        more += [f"{words}." for words in outcome.warnings]
        self.banner.show_message(words, " ".join(more), kind="good")
        self.told.emit(words)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, JobStopped):
            self.banner.show_message("The export was stopped.", "Nothing was written.")
        else:
            self.banner.show_error(error)

    def _show_running(self, words: str) -> None:
        self.progress.begin(words)
        for button in self.buttons.values():
            button.setEnabled(False)

    def _end(self) -> None:
        self._job = None
        self.progress.hide()
        for button in self.buttons.values():
            button.setEnabled(True)

    @Slot()
    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()
