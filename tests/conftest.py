"""What every test stands on: its own data folder, no stray warnings, and an honest Qt.

The Qt part only wakes for tests that use the ``qapp`` fixture, so that tests of the domain and
the store never load PySide6.
"""

from __future__ import annotations

import gc
import importlib.util
import itertools
import logging
import os
import shutil
import sys
from pathlib import Path

# Qt reads these when its first module is loaded, so they come before every other import.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.pop("ILACS_THEME", None)
os.environ.pop("ILACS_PASSPHRASE", None)

# Thousands of small encrypted files, each waited for until it is on the disk: in memory the suite
# waits for nothing. Where memory is short the disk is used, as pytest does by itself.
_memory = Path("/dev/shm")
if os.access(_memory, os.W_OK) and shutil.disk_usage(_memory).free > 4_000_000_000:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_memory))

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    deadline=None,  # two slow cores are shared; time is measured in tests/benchmarks alone
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", parent=settings.get_profile("house"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


_spec = importlib.util.spec_from_file_location("proof", Path(__file__).with_name("proof.py"))
_proof = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_proof)
proof, pytest_addoption = _proof.proof, _proof.add_options


def pytest_collection_modifyitems(config, items):
    _proof.give_time(config, items)


def pytest_terminal_summary(terminalreporter):
    _proof.print_table(terminalreporter)


class _WarningCatcher(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.caught: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.caught.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session")
def data_dirs(tmp_path_factory):
    """Folders that are new, one after the other; pytest would look through all before each."""
    within = tmp_path_factory.mktemp("data")
    return (within / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_data_dir(data_dirs, monkeypatch):
    """Point the app at a folder of this test's own; nothing of the real user is ever read."""
    folder = next(data_dirs)
    folder.mkdir(0o700)
    monkeypatch.setenv("ILACS_DATA_DIR", str(folder))
    for name in ("DATA_HOME", "CONFIG_HOME", "CONFIG_DIRS", "CACHE_HOME", "STATE_HOME"):
        monkeypatch.setenv(f"XDG_{name}", str(folder / f"xdg_{name.lower()}"))
    return folder


@pytest.fixture(autouse=True)
def log_warnings():
    """Fail a test whose code logs a warning; a test that expects one empties ``caught``."""
    catcher = _WarningCatcher()
    logger = logging.getLogger("ilacs_desktop")
    logger.addHandler(catcher)
    yield catcher
    logger.removeHandler(catcher)
    assert not catcher.caught, f"unexpected in the log: {catcher.caught}"


@pytest.fixture(autouse=True)
def honest_qt(request, monkeypatch):
    """Forbid nested event loops, and fail a Qt test that leaves something running."""
    if "qapp" not in request.fixturenames:
        yield None
        return
    from PySide6.QtWidgets import QApplication

    _forbid_nested_loops(monkeypatch)
    timers, runners = _watch_timers(monkeypatch), _watch_runners(monkeypatch)
    request.getfixturevalue("qapp")
    before = set(map(id, QApplication.topLevelWidgets()))
    # As in the app: a widget collected on a worker's thread crashes Qt.
    gc.disable()
    yield None
    gc.enable()
    _drain_deleted()
    leaks = _leftovers(before, timers, runners)
    for runner in runners:
        runner.shutdown()
    assert not leaks, f"left behind: {leaks}"


def _forbid_nested_loops(monkeypatch):
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

    def forbidden(*_args, **_kwargs):
        pytest.fail("A nested event loop: use open() and finished, or ui.prompts.")

    for owner, names in (
        (QDialog, ("exec",)),
        (QMenu, ("exec",)),
        (QMessageBox, ("about", "critical", "exec", "information", "question", "warning")),
        (QInputDialog, ("getDouble", "getInt", "getItem", "getMultiLineText", "getText")),
        (
            QFileDialog,
            (
                "getExistingDirectory",
                "getOpenFileName",
                "getOpenFileNames",
                "getSaveFileName",
            ),
        ),
    ):
        for name in names:
            monkeypatch.setattr(owner, name, forbidden)
    # pytest-qt itself waits in a QEventLoop, so that one stays.
    assert QEventLoop.exec


def _watch_timers(monkeypatch):
    import weakref

    from PySide6.QtCore import QTimer

    started = weakref.WeakSet()
    real = QTimer.start

    def start(timer, *args):
        started.add(timer)
        return real(timer, *args)

    monkeypatch.setattr(QTimer, "start", start)
    return started


def _watch_runners(monkeypatch):
    if "ilacs_desktop.ui.tasks" not in sys.modules:
        return []
    from ilacs_desktop.ui.tasks import TaskRunner

    made = []
    real = TaskRunner.__init__

    def init(runner, *args, **kwargs):
        real(runner, *args, **kwargs)
        made.append(runner)

    monkeypatch.setattr(TaskRunner, "__init__", init)
    return made


def _drain_deleted():
    from PySide6.QtCore import QCoreApplication, QEvent

    # Deleting a window may post further deletions; three rounds reach every child we make.
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _leftovers(before, timers, runners):
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    leaks = [
        f"window {type(widget).__name__} {widget.objectName()!r}"
        for widget in QApplication.topLevelWidgets()
        if id(widget) not in before and widget.isVisible()
    ]
    leaks += [
        f"timer of {timer.parent()!r}" for timer in timers if isValid(timer) and timer.isActive()
    ]
    leaks += [f"busy runner {runner!r}" for runner in runners if not runner.idle]
    return leaks


@pytest.fixture
def run_app(request, qapp, qtbot, tmp_path, monkeypatch):
    """Run the app's own window over a data folder; every one that is made is closed at the end.

    The passphrase is stretched as little as the floor allows: nothing else is different.
    """
    from ilacs_desktop.store.vault import slots
    from ilacs_desktop.ui.looks import theme

    monkeypatch.setattr(slots, "calibrated", slots.Cost)
    monkeypatch.setenv("ILACS_THEME", "light")
    made = []

    def run(folder=None, clock=None):
        made.append(Person(qtbot, qapp, folder or tmp_path / "data", clock))
        return made[-1]

    yield run
    for person in made:
        person.leave()
    monkeypatch.delenv("ILACS_THEME", raising=False)
    theme.apply(qapp, "light", 1.0)


@pytest.fixture(scope="session")
def editions():
    """The editions that ship with the app, read once."""
    from ilacs_desktop.frameworks.loader import edition_folders, load_editions

    return load_editions(edition_folders()[:1])


@pytest.fixture
def held(tmp_path, editions):
    """A data folder with one short inspection in it, closed; the folder and the file's id."""
    from datetime import date

    from ilacs_desktop.services.inspection.setup import NewInspection
    from ilacs_desktop.services.laptop import laptop
    from ilacs_desktop.store.vault.slots import Cost

    made, _ = laptop.first_run(tmp_path / "data", "Ann Example", Person.passphrase, cost=Cost())
    work = made.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    made.close_inspection(work)
    made.close()
    return made.folder, work.file_id


@pytest.fixture
def at_work(run_app, held):
    """Someone with a short inspection open, fieldwork from 6 July 2026; on the page Today."""
    folder, file_id = held
    person = run_app(folder)
    person.controller.begin_with(person.passphrase, file_id)
    person.until(lambda: person.controller.inspection is not None)
    return person.ready()


class Person:
    """Someone at the real window: presses keys, reads what is on the screen, waits for the disk."""

    passphrase = "correct horse battery"

    def __init__(self, qtbot, app, folder, clock=None):
        from ilacs_desktop.paths import private_folder
        from ilacs_desktop.ui.controllers.window import WindowController

        self.qtbot, self.folder = qtbot, private_folder(folder)
        self.controller = WindowController(self.folder, app, clock)
        self.window = self.controller.window
        self.window.resize(1366, 768)

    def leave(self):
        from shiboken6 import isValid

        if not isValid(self.controller):
            return
        for dialog in self.dialogs():
            dialog.close()
        self.window.close()
        self.window.may_close = None
        self.window.close()
        self.window.deleteLater()
        self.controller.deleteLater()

    # ---- what is done --------------------------------------------------------------------------

    def begin(self):
        self.controller.begin()
        return self.ready()

    def ready(self):
        """Wait until every command and read has come back and the window has the keys."""
        self.settled()
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: self.active() is not None)
        return self

    def settled(self):
        from PySide6.QtWidgets import QApplication

        self.qtbot.waitUntil(lambda: self.controller.runner.idle, timeout=30_000)
        # What a layout was just given is shown by an event of its own.
        QApplication.sendPostedEvents()
        active = self.active()
        if not self.dialogs() if active is None else not active.isVisible():
            # A list that has closed keeps the keyboard here; a window manager takes it back.
            self.window.activateWindow()
            self.qtbot.waitUntil(lambda: self.active() is self.window)

    def active(self):
        from PySide6.QtWidgets import QApplication

        return QApplication.activeWindow()

    def focus(self):
        from PySide6.QtWidgets import QApplication

        return QApplication.focusWidget() or self.active() or self.window

    def takes_keys(self):
        """Return what a key goes to: a list that is open, else whatever has the focus."""
        from PySide6.QtWidgets import QApplication

        popup = QApplication.activePopupWidget()
        return self.focus() if popup is None else popup.focusWidget() or popup

    def type(self, text):
        """Type into whatever has the focus, as a keyboard does."""
        for letter in text:
            self.qtbot.keyClicks(self.takes_keys(), letter)
        return self

    def press(self, *keys):
        """Press keys named as Qt names them, such as ``Ctrl+N``."""
        from PySide6.QtGui import QKeySequence

        for each in keys:
            combination = QKeySequence(each)[0]
            modifiers = combination.keyboardModifiers()
            self.qtbot.keyClick(self.takes_keys(), combination.key(), modifiers)
        return self

    def paste(self, text):
        """Paste into whatever has the focus."""
        from PySide6.QtWidgets import QApplication

        QApplication.clipboard().setText(text)
        return self.press("Ctrl+V")

    def tab_to(self, words, kind=object, *, exactly=False, most=150):
        """Press Tab until what has the focus is called so, as whoever has no mouse does."""
        passed = []
        for _ in range(most):
            name, fits = self.focus_name(), isinstance(self.focus(), kind)
            fits = fits and (name == words or (name.startswith(words) and not exactly))
            if fits and passed:
                return self
            passed.append(name)
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {words!r}; it passes {passed[:60]}")

    def focus_name(self):
        """Return what a screen reader calls whatever has the focus."""
        from PySide6.QtGui import QAccessible

        said = self.focus().accessibleName()
        if not said:
            interface = QAccessible.queryAccessibleInterface(self.focus())
            said = interface.text(QAccessible.Text.Name) if interface is not None else ""
        return said.replace("&", "").strip()

    def choose(self, field, key):
        """Choose one of several: an arrow opens the list, arrows go along it, Enter takes one."""
        from PySide6.QtCore import Qt

        field.setFocus()
        wanted = field._keys.index(key)
        self.press("Down")
        rows = field.view()
        for _ in field._keys:
            now = rows.currentIndex().row()
            if now == wanted:
                break
            self.qtbot.keyClick(rows, Qt.Key.Key_Down if now < wanted else Qt.Key.Key_Up)
        self.qtbot.keyClick(rows, Qt.Key.Key_Return)
        assert field.key() == key
        return self

    def until(self, reached, timeout=30_000):
        self.qtbot.waitUntil(lambda: bool(reached()), timeout=timeout)
        return self

    # ---- what is there -------------------------------------------------------------------------

    @property
    def state(self):
        """What fills the window now: a full-window state, or the work area."""
        return self.window.centralWidget().currentWidget()

    @property
    def area(self):
        return self.window.work

    @property
    def work(self):
        return self.controller.inspection.work

    def dialogs(self):
        from PySide6.QtWidgets import QApplication

        return [
            one
            for one in QApplication.topLevelWidgets()
            if one is not self.window and one.isWindow() and one.isVisible()
        ]

    def shown(self):
        """Return every word that can be read in any window of the app now."""
        return " | ".join(
            text
            for window in (self.window, *self.dialogs())
            for widget in (window, *_children(window))
            if widget.isVisible()
            for text in _words(widget)
            if text.strip()
        )


def _children(widget):
    """Return what can be seen within a widget; a page that is hidden is not gone through."""
    for child in widget.children():
        if child.isWidgetType() and child.isVisible():
            yield child
            yield from _children(child)


def _words(widget):
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractItemView

    for name in ("windowTitle", "text", "toPlainText", "currentText", "title", "placeholderText"):
        read = getattr(widget, name, None)
        if callable(read):
            found = read()
            yield found if isinstance(found, str) else ""
    yield widget.accessibleName()
    yield widget.toolTip()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                yield str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
