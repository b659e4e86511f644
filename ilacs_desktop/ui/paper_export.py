"""A document as a file, from any page: asked for, written off the screen's thread, told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.checks import refusal
from ilacs_desktop.services.report import export, exported
from ilacs_desktop.ui.prompts import FileWish, Question

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.report.export import ExportOutcome
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.page import Page


class ExportAsked(NamedTuple):
    """A document that is to be written."""

    document: str
    item: str
    out: Path
    final: bool
    file_format: str


_LISTED = 8
"""Points named in the question; a window has only so many lines."""


class PaperExport(QObject):
    """Writes documents for a page, whose status line is told.

    A page makes one and calls ``ask`` from its "Export PDF…" button.

    Signals:
        told: what was written, or what a person should know of it.
        written: the outcome, once the file is there.
    """

    told = Signal(str)
    written = Signal(object)

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.told.connect(page.message_told)

    def ask(
        self,
        document: str = "",
        item: str = "",
        *,
        final: bool = False,
        file_format: str = "pdf",
    ) -> None:
        """Ask where to, then write a document there.

        Args:
            document: one of ``export.DOCUMENTS``; the letter or report where left out.
            item: which one, where there are several: a record's id will do.
            final: the published version, for the lead alone.
            file_format: one of ``export.FORMATS``.
        """
        self._page.flush()
        work = self._desk.work
        key = document or export.document_key(work)
        try:
            name = export.suggested_name(work, key, item, final=final, file_format=file_format)
        except KnownError as error:
            self._desk.trouble.emit(error)
            return
        kinds = ((export.FORMATS[file_format], f"*.{file_format}"),)
        wish = FileWish(f"Export {_what(key, final=final)}", kinds, name)

        def chosen(out: Path | None) -> None:
            if out is not None:
                self._write(ExportAsked(key, item, out, final, file_format))

        lines = refusal.never_put_now(work, key) if final else ()
        if not lines:
            self._desk.prompts.choose_save(wish, chosen)
            return

        def answered(yes: bool) -> None:  # noqa: FBT001 - the callback's one argument
            if yes:
                self._desk.prompts.choose_save(wish, chosen)

        self._desk.prompts.ask(_never_put(lines), answered)

    def _write(self, asked: ExportAsked) -> None:
        # After the commits that the flush has queued, so that the file holds the last word.
        self._desk.runner.write(lambda: None, lambda _none: self._export(asked))

    def _export(self, asked: ExportAsked) -> None:
        work = self._desk.work
        self._desk.runner.read(
            lambda: export.export(
                work,
                asked.document,
                asked.file_format,
                asked.out,
                item=asked.item,
                final=asked.final,
            ),
            lambda outcome: self._on_written(asked.document, outcome),
            failed=self._desk.trouble.emit,
        )

    def _on_written(self, document: str, outcome: ExportOutcome) -> None:
        work = self._desk.work
        self._desk.do(lambda: exported.keep(work, document, outcome))
        parts = [f"Exported {outcome.path.name}{_pages(outcome.pages)}"]
        missing = " ".join(outcome.missing_characters)
        if missing:
            parts.append(f"no letters for {missing}")
        self.told.emit("; ".join((*parts, *outcome.warnings)))
        self.written.emit(outcome)


def _pages(count: int) -> str:
    if not count:
        return ""
    return ", 1 page" if count == 1 else f", {count} pages"


def _never_put(lines: tuple[str, ...]) -> Question:
    """Return the question that lists what the LA was never asked about."""
    title = "The LA was not asked about one point"
    if len(lines) > 1:
        title = f"The LA was not asked about {len(lines)} points"
    shown = [f"• {line}" for line in lines[:_LISTED]]
    if len(lines) > _LISTED:
        shown.append(f"… and {len(lines) - _LISTED} more, all of them under Checks.")
    return Question(title, "\n".join(shown), yes="Export all the same", no="Go back")


def _what(document: str, *, final: bool) -> str:
    if document in ("letter", "report"):
        return "the published version" if final else "a draft"
    return f"the {export.DOCUMENTS[document]}"
