"""From the key event to the end of the paint: a note over a full inspection, a bare field beside.

Run by ``run.py``; nothing here is a test.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from typing_extensions import override

from ilacs_desktop import app, paths
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.training import make_annex_a, write_workbook
from ilacs_desktop.ui.controllers.window import WindowController
from ilacs_desktop.ui.frame import keys

TEXT = "Seen at home, she knows her plan and says who to ring. #visit @12 " * 5
NOTES = 2000
_PAUSE = 0.02


class _Painted(QObject):
    """Notes that a widget was told to paint."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.is_painted = False
        watched.installEventFilter(self)

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.is_painted = True
        return False


def key_times(field: QPlainTextEdit, text: str) -> list[float]:
    """Type a text as a quick typist does; return the seconds from each key to its paint."""
    painted = _Painted(field.viewport())
    loop = QApplication.instance()
    times = []
    for letter in text:
        painted.is_painted = False
        start = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key.Key_unknown
            loop.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
        while not painted.is_painted and time.perf_counter() - start < 1:
            loop.processEvents()
        times.append(time.perf_counter() - start)
        while time.perf_counter() - start < _PAUSE:
            loop.processEvents()
    return times


def full_inspection(folder: Path, size: str) -> str:
    """Make an inspection with a data set and thousands of notes; return its file's id."""
    made, _ = laptop.first_run(folder, "Ann Example", "correct horse battery", cost=Cost())
    editions = load_editions(edition_folders()[:1])
    work = made.new_inspection(NewInspection("Testshire", "short", date(2026, 7, 6)), editions)
    workbook = folder / "annex.xlsx"
    write_workbook(make_annex_a(size, 3), workbook)
    annex.import_annex_a(work, [workbook])
    drafts = tuple(
        editing.making(Evidence, editing.new_id(), {"text": "Seen at home. " * 30, "place": "x"})
        for _ in range(NOTES)
    )
    work.run(StepDraft("Add notes", drafts))
    made.close_inspection(work)
    made.close()
    return work.file_id


def measure(folder: Path, size: str = "large") -> tuple[list[float], list[float], list[float]]:
    """Return the times of a note, of quiet mode and of a bare field, in seconds."""
    folder = paths.private_folder(folder)
    file = full_inspection(folder, size)
    running = app.make_application()
    controller = WindowController(folder, running)
    controller.begin_with("correct horse battery", file)
    while controller.inspection is None:
        running.processEvents()
    window = controller.window
    window.resize(1366, 768)
    for page, _, _ in (*keys.PAGES, keys.SETTINGS):
        window.run(f"go-{page}")
        running.processEvents()
    results = []
    for key, modifiers in (
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    ):
        window.activateWindow()
        QTest.keyClick(window, key, modifiers)
        field = window.centralWidget().currentWidget().text
        results.append(key_times(field, TEXT))
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        while not window.in_work:
            running.processEvents()
    bare = QPlainTextEdit()
    bare.resize(760, 200)
    bare.show()
    bare.setFocus()
    results.append(key_times(bare, TEXT))
    bare.close()
    window.may_close = None
    window.close()
    while not controller.runner.idle:
        running.processEvents()
    controller.runner.shutdown()
    return results[0], results[1], results[2]


def p99(times: list[float]) -> float:
    """Return the 99th percentile."""
    return statistics.quantiles(times, n=100)[-1]
