"""Adds the window to what compose.py puts together: the one Qt entry point."""

from __future__ import annotations

import faulthandler
import logging
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ilacs_desktop import __version__, logs, paths
from ilacs_desktop.errors import KnownError
from ilacs_desktop.ui.collecting import Collector
from ilacs_desktop.ui.controllers.window import WindowController
from ilacs_desktop.ui.looks import theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

CRASH_NAME = "crash.log"

_log = logging.getLogger(__name__)


def run_window(data_dir: Path | None = None, *, passphrase: str = "", inspection: str = "") -> int:
    """Open the window and return the exit code when it is closed.

    Args:
        data_dir: the data folder; the usual one where left out.
        passphrase: unlocks at once, as the demo does with the passphrase it has just made.
        inspection: opened at once after unlocking.
    """
    folder = paths.data_dir(data_dir)
    try:
        paths.private_folder(folder)
    except KnownError as error:
        sys.stderr.write(f"ilacs-desktop: {error}\n")
        return 1
    _write_no_core()
    app = make_application()
    with (folder / CRASH_NAME).open("a", encoding="utf-8") as crashes:
        (folder / CRASH_NAME).chmod(0o600)
        faulthandler.enable(crashes)
        controller = WindowController(folder, app)
        collector = controller.collector = Collector(app)
        sys.excepthook = _hook(controller)
        if passphrase:
            controller.begin_with(passphrase, inspection)
        else:
            controller.begin()
        QTimer.singleShot(0, controller, lambda: logs.start(folder))
        code = app.exec()
        collector.stop()
        faulthandler.disable()
    sys.excepthook = sys.__excepthook__
    return code


def _write_no_core() -> None:
    """Have the system write no image of our memory when we crash: it holds what is open."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def make_application() -> QApplication:
    """Return the running application, made where there is none."""
    theme.prepare()
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("ILACS Desktop")
    app.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("ilacs-desktop")
    return app


def _hook(
    controller: WindowController,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what happens when something unforeseen is raised: save, explain, let copy."""

    def unforeseen(
        kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        details = logs.redacted(kind.__name__, trace)
        _log.error("unforeseen: %s", details)
        try:
            controller.save_what_can_be_saved()
        except Exception as second:  # noqa: BLE001 - the hook itself must never raise
            _log.error("could not save: %s", type(second).__name__)
        controller.show_crash(details)

    return unforeseen


def run_selftest() -> list[dict[str, Any]]:
    """Check this installation and return what each step found."""
    from ilacs_desktop.ui.selftest import run

    return run(make_application())
