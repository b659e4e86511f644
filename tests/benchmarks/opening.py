"""From the command to open an inspection to its first page painted with its figures, in the window.

Run by ``run.py``; nothing here is a test. Each child process unlocks a laptop in the real window,
waits until all libraries are loaded and nothing is under way, and opens its one inspection several
times. ``python3 tests/benchmarks/opening.py FOLDER [profile]`` is that child.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import filled
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

AGAIN = 4
CHILDREN = 4


class Painted(QObject):
    """Notes that a window paints what has changed in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.is_begun = False
        window.installEventFilter(self)

    @override
    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.is_begun = True
        return False


class Openings:
    """Opens an inspection again and again; each time noted as (wall, process, window thread)."""

    def __init__(self, controller: Any, file: str, profile: cProfile.Profile | None) -> None:
        self._controller, self._file, self._profile = controller, file, profile
        self.times: list[tuple[float, float, float]] = []
        self.has_figures = False

    def steps(self) -> Iterator[Any]:
        """Yield what to wait for between the steps."""
        controller = self._controller
        controller.begin()
        yield 300
        yield self._is_ready
        controller.entrance.unlock(filled.WORDS)
        yield lambda: controller.start is not None and controller.start.view is not None
        for _ in range(1 + AGAIN):
            controller.leaving.left_open = ""
            yield 500
            yield self._is_ready
            yield from self._open()
            yield 200
            yield self._is_ready
            closed: list[bool] = []
            controller.leaving.close_inspection(
                lambda closed=closed: (controller.show_start(), closed.append(True))
            )
            yield lambda closed=closed: bool(closed)

    def _open(self) -> Iterator[Any]:
        controller = self._controller
        if self._profile is not None:
            self._profile.enable()
        self.has_figures = False
        start = _now()
        controller.open_inspection(self._file)
        yield lambda: controller.inspection is not None
        yield lambda: self.has_figures
        # Asked for last, it comes when all that changed has been laid out and is painted.
        painted = Painted(controller.window)
        controller.window.centralWidget().update()
        yield lambda: painted.is_begun
        yield 0
        end = _now()
        controller.window.removeEventFilter(painted)
        if self._profile is not None:
            self._profile.disable()
        wall, process, thread = (later - sooner for later, sooner in zip(end, start, strict=True))
        self.times.append((wall, process, thread))

    def _is_ready(self) -> bool:
        return self._controller.runner.idle


def _now() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), time.thread_time()


def child(folder: Path, *, profiled: bool = False) -> None:
    """Open the inspection in a folder several times and print what each took, as JSON."""
    import day

    from ilacs_desktop.app import make_application
    from ilacs_desktop.ui.collecting import Collector
    from ilacs_desktop.ui.controllers.inspection import InspectionController
    from ilacs_desktop.ui.controllers.window import WindowController

    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    controller = WindowController(folder / "data", app)
    controller.window.resize(1366, 768)
    collector = controller.collector = Collector(app)
    profile = cProfile.Profile() if profiled else None
    openings = Openings(controller, (folder / "file").read_text(), profile)
    shown = InspectionController._set_counts

    def set_counts(inspection: InspectionController, found: Any) -> None:
        shown(inspection, found)
        openings.has_figures = True

    # The figures are read behind and come when the page stands.
    InspectionController._set_counts = set_counts
    day.TICK_MS = 1
    day.run(app, openings.steps())
    print(json.dumps(openings.times))
    if profile is not None:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(70)
    controller.window.close()
    day.run(app, iter([lambda: controller.runner.idle]))
    collector.stop()
    controller.runner.shutdown()


def measure(folder: Path) -> dict[str, tuple[float, float]]:
    """Return full and empty, in seconds, by what was measured."""
    places = {}
    for name, records in (("empty", False), ("full", True)):
        places[name] = folder / name
        places[name].mkdir(parents=True)
        (places[name] / "file").write_text(filled.made(places[name], rows=False, records=records))
    first: dict[str, list[list[float]]] = {name: [] for name in places}
    again: dict[str, list[list[float]]] = {name: [] for name in places}
    for _ in range(CHILDREN):
        for name, place in places.items():
            done = subprocess.run(
                [sys.executable, str(Path(__file__)), str(place)],
                check=True,
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            times = json.loads(done.stdout.splitlines()[-1])
            first[name].append(times[0])
            again[name] += times[1:]
    found = {}
    for when, held in (("first", first), ("again", again)):
        for at, what in enumerate(("wall", "process", "window's thread")):
            full, empty = (
                statistics.median(one[at] for one in held[name]) for name in ("full", "empty")
            )
            found[f"{when}, {what}"] = (full, empty)
    return found


if __name__ == "__main__":
    child(Path(sys.argv[1]), profiled="profile" in sys.argv[2:])
