"""Checks an installation from inside: vault, write, import, export, every page, what is shipped."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing, history
from ilacs_desktop.services.report import export
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.training import make_annex_a, write_workbook
from ilacs_desktop.ui.controllers.window import WindowController
from ilacs_desktop.ui.looks import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from ilacs_desktop.services.record.work import Work

PASSPHRASE = "selftest of this laptop"  # noqa: S105 - of a vault that lives for seconds
_LOOK_MS = 20
GPL_ONLY = (
    *("virtualkeyboard", "qt6charts", "qtcharts", "qt6graphs", "qtgraphs", "datavisualization"),
    *("networkauth", "httpserver", "coap", "mqtt", "lottie"),
)
"""Parts of the names of Qt libraries that are under the GPL alone."""


def run(app: QApplication) -> list[dict[str, Any]]:
    """Run every step in a folder of its own and return what each found.

    Args:
        app: the running application; the window is shown on whatever screen it has.
    """
    results: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="ilacs-selftest-") as name:
        folder = Path(name)
        with _laptop(folder) as opened:
            steps: list[tuple[str, Callable[[Work], str]]] = [
                ("write", _write),
                ("import", lambda work: _import(work, folder)),
                ("export", lambda work: _export(work, folder)),
                ("verify", _verify),
            ]
            editions = load_editions(edition_folders(folder / "data"))
            new = NewInspection("Selftest", "short", date(2026, 7, 6), training=True)
            work = opened.new_inspection(new, editions)
            file_id = work.file_id
            results += [_step(step, run_it, work) for step, run_it in steps]
            opened.close_inspection(work)
        results.append(_step("pages", lambda at: _pages(app, at, file_id), folder / "data"))
    results.append(_step("shipped libraries", _shipped, None))
    return results


@contextmanager
def _laptop(folder: Path) -> Iterator[laptop.Laptop]:
    opened, _ = laptop.first_run(folder / "data", "Self Test", PASSPHRASE, cost=Cost())
    try:
        yield opened
    finally:
        opened.close()


def _step(name: str, run_it: Callable[[Any], str], given: Any) -> dict[str, Any]:
    try:
        return {"step": name, "good": True, "told": run_it(given)}
    except Exception as error:  # noqa: BLE001 - a selftest tells of every fault and goes on
        return {"step": name, "good": False, "told": f"{type(error).__name__}: {error}"}


def _write(work: Work) -> str:
    made = editing.create(work, Evidence, "Add note", text="Seen").made
    editing.type_text(work, Evidence, made, "text", "Seen and heard")
    editing.seal(work)
    if work.snapshot.one(Evidence, made).text != "Seen and heard":
        raise RuntimeError("what was written is not what is read")
    return "one note written and read"


def _import(work: Work, folder: Path) -> str:
    path = folder / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 7), path)
    outcome = annex.import_annex_a(work, [path])
    rows = sum(one["rows"] for one in annex.as_json(work, outcome.data_set)["lists"])
    if rows == 0:
        raise RuntimeError("no rows were read")
    return f"{rows} rows of Annex A"


def _export(work: Work, folder: Path) -> str:
    outcome = export.export(work, "report", "pdf", folder / "report.pdf")
    if not (folder / "report.pdf").read_bytes().startswith(b"%PDF"):
        raise RuntimeError("the report is no PDF")
    return f"a report of {outcome.pages} pages"


def _verify(work: Work) -> str:
    verdict = history.verify(work)
    if not verdict.is_good:
        raise RuntimeError("; ".join(verdict.faults))
    return f"{verdict.entries} entries replayed"


def _pages(app: QApplication, data_dir: Path, file_id: str) -> str:
    """Show every page in the real window, then quit it as a person would."""
    # Each step runs the app until it is reached; only the step may end it.
    app.setQuitOnLastWindowClosed(False)
    controller = WindowController(data_dir, app)
    try:
        theme.apply(app, "light")
        controller.begin_with(PASSPHRASE, file_id)
        _until(app, lambda: controller.inspection is not None)
        if controller.inspection is None:
            raise RuntimeError("the inspection did not open")
        area = controller.inspection.area
        keys = area.page_keys
        for key in keys:
            area.show_page(key)
            _until(app, lambda: controller.runner.idle)
            if area.page is None or area.page.key != key:
                raise RuntimeError(f"the page {key} is not shown")
    finally:
        controller.window.close()
        controller.window.deleteLater()
        controller.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.setQuitOnLastWindowClosed(True)
    return f"{len(keys)} pages shown"


def _until(app: QApplication, reached: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the app run until something is so, or the time is up."""
    look, end = QTimer(app), QTimer(app)
    look.setInterval(_LOOK_MS)
    # exit, not quit: quitting would close the window that is being looked at.
    look.timeout.connect(lambda: app.exit() if reached() else None)
    end.setSingleShot(True)
    end.timeout.connect(app.exit)
    look.start()
    end.start(int(seconds * 1000))
    app.exec()
    look.stop()
    end.stop()


def _shipped(_: None) -> str:
    """Look through the app folder of a frozen build for libraries under the GPL alone."""
    bundled = getattr(sys, "_MEIPASS", None)
    if not bundled:
        return "not a frozen build, so nothing is bundled"
    found = sorted(
        path.name
        for path in Path(bundled).rglob("*")
        if any(part in path.name.lower() for part in GPL_ONLY)
    )
    if found:
        raise RuntimeError(f"libraries under the GPL alone: {', '.join(found)}")
    return "no library under the GPL alone"
