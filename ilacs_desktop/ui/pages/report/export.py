"""The document as a file: asked for, written off the screen's thread, told where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ilacs_desktop.services import export
from ilacs_desktop.ui.prompts import FileWish

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.export import ExportOutcome
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.page import Page


class Exporter(QObject):
    """Writes drafts and the published version.

    Signals:
        told: what was written, for the status line.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    @Slot()
    def export_draft(self) -> None:
        """Ask where to, then write a draft with its marking."""
        self._ask(final=False)

    @Slot()
    def export_final(self) -> None:
        """Ask where to, then write the published version; the lead's alone."""
        self._ask(final=True)

    def _ask(self, *, final: bool) -> None:
        self._page.flush()
        work = self._desk.work
        what = "the published version" if final else "a draft"
        wish = FileWish(
            f"Export {what}",
            (("PDF", "*.pdf"),),
            export.suggested_name(work, final=final),
        )

        def chosen(out: Path | None) -> None:
            if out is not None:
                self._write(out, final=final)

        self._desk.prompts.choose_save(wish, chosen)

    def _write(self, out: Path, *, final: bool) -> None:
        document = export.document_key(self._desk.work)

        # After the commits that the flush has queued, so that the file holds the last word.
        self._desk.runner.write(
            lambda: None, lambda _none: self._export(document, out, final=final)
        )

    def _export(self, document: str, out: Path, *, final: bool) -> None:
        work = self._desk.work
        self._desk.runner.read(
            lambda: export.export(work, document, "pdf", out, final=final),
            self._on_written,
            failed=self._desk.trouble.emit,
        )

    def _on_written(self, outcome: ExportOutcome) -> None:
        pages = "1 page" if outcome.pages == 1 else f"{outcome.pages} pages"
        words = f"Exported {outcome.path.name}, {pages}"
        missing = " ".join(outcome.missing_characters)
        if missing:
            words += f"; no letters for {missing}"
        self.told.emit(words)
