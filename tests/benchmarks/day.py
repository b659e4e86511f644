"""A scripted day in the real window over 2,000 records and 90,000 rows of Annex A.

Run with ``python3 tests/benchmarks/day.py``. It looks at every page, types notes, searches, changes
the size of the text, receives the workbook again, exports, checks and backs up, by key events
where there is a key, and prints for each stretch the gaps of a 10 ms timer, and what a page and a
key took. Nothing here is a test: the gaps of an idle window, measured in the same minute, stand
beside ours, and beside each gap what of it our own thread computed: a machine that works for others
shows in the first alone. ``python3 tests/benchmarks/day.py FOLDER`` keeps the inspection there for
the next run; with ``stacks`` after it the calls in the longest gaps are named.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import filled
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stacks import Stacks

from ilacs_desktop.app import make_application
from ilacs_desktop.ui.collecting import Collector
from ilacs_desktop.ui.controllers.window import WindowController
from ilacs_desktop.ui.frame.keys import PAGES

NOTES = 12
PACE_MS = 25
TICK_MS = 10
LONG_MS = 40
ROUNDS = 4

Wait = int | Callable[[], bool]
"""Milliseconds to let the window be, or what has to come true."""


class Gaps:
    """Gaps of a timer beyond its tick, in milliseconds, by stretch of the day."""

    def __init__(self, stacks: Stacks | None = None) -> None:
        self.by_name: dict[str, list[tuple[float, float]]] = {}
        self._stacks = stacks
        self._name = ""
        self._last = _now()
        self._timer = QTimer()
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def begin(self, name: str) -> None:
        """Count for another stretch from now on."""
        self._name = name
        self._last = _now()
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def _on_tick(self) -> None:
        now, last = _now(), self._last
        own = now[1] - last[1]
        gaps = self.by_name.setdefault(self._name, [])
        gaps.append((now[0] - last[0] - TICK_MS, own))
        if self._stacks is not None and own > LONG_MS:
            calls = self._stacks.between(last[0] / 1000, now[0] / 1000)
            print(f"{own:6.1f} ms of our own, {self._name}: {calls}")
        self._last = now

    def tell(self) -> None:
        """Print each stretch's median, p99 and worst."""
        for name, gaps in self.by_name.items():
            every, own = (sorted(one[at] for one in gaps) for at in (0, 1))
            print(
                f"gaps, {name:<24} median {statistics.median(every):6.1f} ms   "
                f"p99 {every[int(len(every) * 0.99)]:6.1f} ms   worst {every[-1]:6.1f} ms   "
                f"our own p99 {own[int(len(own) * 0.99)]:6.1f} ms   worst {own[-1]:6.1f} ms   "
                f"of {len(every)} ticks"
            )


class Day:
    """The script: it presses keys and says what to wait for."""

    def __init__(self, controller: WindowController, folder: Path, file: str, gaps: Gaps) -> None:
        self._controller, self._folder, self._file, self._gaps = controller, folder, file, gaps
        self._window = controller.window
        self.took: dict[str, list[tuple[float, float]]] = {}

    def steps(self) -> Iterator[Wait]:
        """Yield what to wait for between the steps."""
        self._controller.begin()
        yield 500
        yield self._is_idle
        self._gaps.begin("window empty")
        yield 2000
        self._gaps.begin("unlocking and opening")
        QTest.keyClicks(self._focus(), filled.WORDS)
        yield from self._press("Return", "passphrase given")
        yield lambda: self._controller.start is not None
        yield self._is_idle
        # After the first time it goes on where it was left, and opens by itself.
        if self._controller.inspection is None:
            self._controller.open_inspection(self._file)
        yield lambda: self._controller.inspection is not None
        yield 1000
        self._gaps.begin("pages while made")
        yield from self._pages("first")
        self._gaps.begin("left alone")
        yield 6000
        self._gaps.begin("pages")
        for _ in range(ROUNDS):
            yield from self._pages("again")
        self._gaps.begin("notes")
        for _ in range(NOTES):
            yield from self._note()
        self._gaps.begin("search")
        yield from self._search("supervision mon")
        self._gaps.begin("text size and dark")
        yield from self._look()
        self._gaps.begin("receiving 90,000 rows")
        yield from self._receive()
        yield from self._paper()
        self._gaps.begin("checking the record")
        team = self._page("team")
        team.check.button.click()
        yield self._is_idle
        self._gaps.begin("backing up")
        self._controller.backing_up.back_up()
        yield self._is_idle
        yield 300

    def _pages(self, kind: str) -> Iterator[Wait]:
        for at, (key, *_rest) in enumerate(PAGES, 1):
            yield from self._press(f"Alt+{at % 10}", f"page {key}, {kind}")
            yield 150

    def _note(self) -> Iterator[Wait]:
        yield from self._press("Ctrl+N", "note opened")
        yield 150
        for letter in filled.NOTE:
            start = _now()
            QTest.keyClicks(self._focus(), letter)
            yield from self._painted(start, "key to glyph in a note")
            yield PACE_MS
        yield from self._press("Ctrl+Return", "note closed")
        yield 400

    def _search(self, text: str) -> Iterator[Wait]:
        yield from self._press("Ctrl+K", "search opened")
        for letter in text:
            yield 60
            start = _now()
            QTest.keyClicks(self._focus(), letter)
            yield from self._painted(start, "key to glyph in the search")
        yield from self._press("Esc", "search left")

    def _look(self) -> Iterator[Wait]:
        for keys in ("Ctrl++", "Ctrl++", "Ctrl+0"):
            yield from self._press(keys, "text size changed")
            yield 400
        for _ in range(2):
            start = _now()
            self._window.run("light-or-dark")
            yield from self._painted(start, "light or dark")
            yield 400
        yield from self._pages("after that")

    def _receive(self) -> Iterator[Wait]:
        self._window.run("go-data")
        receive = self._page("data").receive
        receive.receive([self._folder / filled.WORKBOOK])
        while receive.is_running:
            yield from self._press("Alt+5", "page while receiving")
            yield 300
            yield from self._press("Alt+3", "page while receiving")
            yield 300
        yield self._is_idle

    def _paper(self) -> Iterator[Wait]:
        self._window.run("go-report")
        yield 1000
        self._gaps.begin("exporting the report")
        out = self._folder / "report.pdf"
        self._controller.prompts.choose_save = lambda _wish, chosen: chosen(out)
        self._page("report").exporter.ask()
        yield self._is_idle
        yield 300

    def _press(self, keys: str, name: str) -> Iterator[Wait]:
        combination = QKeySequence(keys)[0]
        start = _now()
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        yield from self._painted(start, name)

    def _painted(self, start: tuple[float, float], name: str) -> Iterator[Wait]:
        # A timer of 0 ms comes after all that is posted: first the layout, then the paint.
        yield 0
        yield 0
        wall, own = _now()
        self.took.setdefault(name, []).append((wall - start[0], own - start[1]))

    def _page(self, key: str):
        return self._controller.inspection.area.made(key)

    def _is_idle(self) -> bool:
        return self._controller.runner.idle

    def _focus(self):
        return QApplication.focusWidget() or self._window

    def tell(self) -> None:
        """Print what each kind of step took."""
        for name, times in self.took.items():
            every = sorted(wall for wall, _ in times)
            own = statistics.median(own for _, own in times)
            print(
                f"{name:<28} median {statistics.median(every):6.1f} ms   "
                f"p99 {every[int(len(every) * 0.99)]:6.1f} ms   worst {every[-1]:6.1f} ms   "
                f"of {len(every)}, of it our own thread {own:6.1f} ms"
            )


def _now() -> tuple[float, float]:
    """Return the time, and what this thread has computed so far, in milliseconds.

    The second does not count what the machine did for others meanwhile.
    """
    return time.perf_counter() * 1000, time.thread_time() * 1000


def run(app: QApplication, steps: Iterator[Wait]) -> None:
    """Take the steps from inside the event loop, then end it."""

    def next_step() -> None:
        wait = next(steps, None)
        if wait is None:
            app.exit()
        elif callable(wait):
            look(wait)
        else:
            QTimer.singleShot(wait, next_step)

    def look(is_so: Callable[[], bool]) -> None:
        if is_so():
            next_step()
        else:
            QTimer.singleShot(TICK_MS, lambda: look(is_so))

    QTimer.singleShot(0, next_step)
    app.exec()


def main(folder: Path, stacks: Stacks | None = None) -> None:
    """Make the inspection where there is none yet, live the day, print what it took."""
    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    kept = folder / "file"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(filled.made(folder))
    controller = WindowController(folder / "data", app)
    controller.window.resize(1366, 768)
    collector = controller.collector = Collector(app)
    gaps = Gaps(stacks)
    day = Day(controller, folder, kept.read_text(), gaps)
    run(app, day.steps())
    gaps.stop()
    gaps.tell()
    day.tell()
    controller.window.close()
    run(app, iter([lambda: controller.runner.idle]))
    collector.stop()
    controller.runner.shutdown()


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]), Stacks() if "stacks" in sys.argv[2:] else None)
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
