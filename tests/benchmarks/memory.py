"""Memory of the app with 90,000 rows, a minute after import, beside the same with none.

Run by ``run.py memory``; nothing here is a test. ``python3 tests/benchmarks/memory.py FOLDER ROWS``
is one child: it opens the inspection in that folder in the real window, receives the workbook there
where ROWS is 1, and prints its memory in MB: before, the greatest, and a minute later.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import filled

LATER_MS = 60_000
_MB = 1024 * 1024
_KB_IN_MB = 1024


def now_mb() -> float:
    """Return the resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / _MB


def peak_mb() -> float:
    """Return the greatest resident memory of this process so far, in MB.

    Reading in a child process is the app's too: its greatest stands beside it.
    """
    own, children = (
        resource.getrusage(who).ru_maxrss / _KB_IN_MB
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + children


def child(folder: Path, *, rows: bool) -> None:
    """Open, receive where asked, and print what it took, as JSON."""
    import day

    from ilacs_desktop.app import make_application
    from ilacs_desktop.ui.collecting import Collector
    from ilacs_desktop.ui.controllers.window import WindowController

    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    controller: Any = WindowController(folder / "data", app)
    controller.window.resize(1366, 768)
    collector = controller.collector = Collector(app)
    found: dict[str, float] = {}
    warmed: list[bool] = []

    def steps() -> Iterator[Any]:
        controller.begin_with(filled.WORDS, (folder / "file").read_text())
        yield lambda: controller.inspection is not None
        controller.inspection.area.warmed.connect(lambda: warmed.append(True))
        yield lambda: bool(warmed)
        yield lambda: controller.runner.idle
        found["before"] = now_mb()
        if rows:
            controller.window.run("go-data")
            receive = controller.inspection.area.made("data").receive
            receive.receive([folder / filled.WORKBOOK])
            yield lambda: not receive.is_running
            yield lambda: controller.runner.idle
        yield LATER_MS
        found["later"], found["peak"] = now_mb(), peak_mb()

    day.run(app, steps())
    print(json.dumps(found))
    controller.window.close()
    day.run(app, iter([lambda: controller.runner.idle]))
    collector.stop()
    controller.runner.shutdown()


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Return what a child with the rows and one without took, both at once, in MB."""
    from ilacs_desktop.training import make_annex_a, write_workbook

    running = {}
    for name in ("empty", "rows"):
        place = folder / name
        place.mkdir(parents=True)
        (place / "file").write_text(filled.made(place, rows=False, records=False))
        if name == "rows":
            write_workbook(make_annex_a("very-large", 3), place / filled.WORKBOOK)
        running[name] = subprocess.Popen(
            [sys.executable, str(Path(__file__)), str(place), str(int(name == "rows"))],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    return {
        name: json.loads(one.communicate()[0].splitlines()[-1]) for name, one in running.items()
    }


if __name__ == "__main__":
    child(Path(sys.argv[1]), rows=sys.argv[2] == "1")
