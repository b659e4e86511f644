"""What the unlock window needs is light: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("sqlmodel", "sqlalchemy", "reportlab", "typer", "pydantic", "holidays", "pikepdf", "docx")

PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication
from ilacs_desktop.ui.looks import theme
from ilacs_desktop.ui.frame.shell import MainWindow
from ilacs_desktop.ui.tasks import TaskRunner
from ilacs_desktop.ui.entrance.unlock import UnlockView
theme.prepare()
app = QApplication([])
theme.apply(app, "light", 1.0)
window = MainWindow()
window.show_state(UnlockView(judge=lambda _: "", suggest=lambda: ""))
window.show()
print(" ".join(sorted({name.split(".")[0] for name in sys.modules})))
print(" ".join(sorted(name for name in sys.modules if name.startswith("ilacs_desktop."))))
"""


def test_the_unlock_window_imports_nothing_heavy():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60
    )
    top, ours = (set(line.split()) for line in run.stdout.splitlines()[-2:])
    assert not top & set(HEAVY)
    assert not {name for name in ours if name.startswith("ilacs_desktop.ui.pages")}
    assert "ilacs_desktop.ui.frame.work_area" not in ours
