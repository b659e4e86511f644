"""Export from anywhere: the list of what can be exported now, then the one that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ilacs_desktop.services.papers import evidence_record
from ilacs_desktop.services.report import export
from ilacs_desktop.ui.dialogs.export_list import ExportListDialog
from ilacs_desktop.ui.paper_export import PaperExport

if TYPE_CHECKING:
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.dialogs.export_list import ExportWish
    from ilacs_desktop.ui.frame.shell import MainWindow
    from ilacs_desktop.ui.page import Page


class Exporting(QObject):
    """Answers the command to export, whichever page is shown.

    Signals:
        record_asked: an evidence record is wanted; how much of it. It takes long, and has a place
            of its own where it can be stopped.
    """

    record_asked = Signal(str)

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._desk = window, desk
        self._exports: dict[str, PaperExport] = {}

    def ask(self, page: Page) -> None:
        """Show what can be exported now; what is typed on the page is saved first."""
        page.flush()
        work, runner = self._desk.work, self._desk.runner

        def show(offers: tuple[export.Offer, ...]) -> None:
            dialog = ExportListDialog(offers, self._window)
            dialog.wished.connect(lambda wish: self._export(page, wish))
            dialog.open()

        runner.write(
            lambda: None,
            lambda _none: runner.read(lambda: export.offers(work), show, key="offers"),
        )

    def _export(self, page: Page, wish: ExportWish) -> None:
        if wish.document == evidence_record.DOCUMENT and wish.file_format == "pdf":
            self.record_asked.emit(wish.item)
            return
        # Its owner is the page, whose status line is told; one a page is enough.
        if page.key not in self._exports:
            self._exports[page.key] = PaperExport(self._desk, page)
        self._exports[page.key].ask(
            wish.document, wish.item, final=wish.final, file_format=wish.file_format
        )
