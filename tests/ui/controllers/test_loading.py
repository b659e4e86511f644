"""What the window needs later is loaded: no Qt on another thread, and in small steps."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ilacs_desktop.ui.controllers import loading

LIBRARIES = """
import sys, threading
from ilacs_desktop.ui.controllers import loading
before = {name for name in sys.modules if name.startswith("ilacs_desktop.ui")}
one = threading.Thread(target=loading.load_libraries)
one.start(); one.join()
after = {name for name in sys.modules if name.startswith("ilacs_desktop.ui")}
assert after == before, after - before
assert "ilacs_desktop.services.laptop.laptop" in sys.modules
assert "ilacs_desktop.publish.pdf" in sys.modules
waiting = loading.modules()
assert "ilacs_desktop.ui.pages.evidence.page" in waiting
assert "ilacs_desktop.ui.controllers.inspection" in waiting
assert waiting.index("ilacs_desktop.ui.pages.evidence.page") > waiting.index(
    "ilacs_desktop.ui.pages.evidence.card"
)
"""


def test_libraries_bring_no_widgets_with_them():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", LIBRARIES], check=True, env=environment)


def test_each_module_is_imported_in_a_step_of_its_own(qapp, qtbot, monkeypatch):
    took = []
    monkeypatch.setattr(loading, "modules", lambda: ["one", "two", "json"])
    monkeypatch.setattr(loading.importlib, "import_module", took.append)
    loader = loading.WindowLoader(qapp)
    loader.begin()
    loader._next()
    assert took == ["one"]
    qtbot.waitUntil(lambda: not loader._timer.isActive())
    assert took == ["one", "two"], "what is here already takes no step"
    loader.deleteLater()


def test_it_stops_at_once(qapp, monkeypatch):
    monkeypatch.setattr(loading, "modules", lambda: ["one"])
    monkeypatch.setattr(loading.importlib, "import_module", pytest.fail)
    loader = loading.WindowLoader(qapp)
    loader.begin()
    loader.stop()
    loader._next()
    loader.deleteLater()
