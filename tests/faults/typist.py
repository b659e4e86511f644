"""A child process: the real window over a real data folder, and someone who never stops typing.

Prints a line for every key that the window has taken: monotonic seconds, number of the note, and
how many of its keys are on the screen. Whoever started it kills it.

Where somebody only looks, the window is opened after that, and one line says what it shows: page,
text of the note that lies over it, and where in it the cursor stands.

Run as: python typist.py FOLDER PASSPHRASE FILE SEED type|back-up|look
"""

from __future__ import annotations

import json
import os
import random
import sys
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ilacs_desktop import app
from ilacs_desktop.ui.frame.shell import MainWindow
from ilacs_desktop.ui.frame.work_area import WorkArea
from ilacs_desktop.ui.noting.quick_note import QuickNote
from ilacs_desktop.ui.widgets.prose import ProseEdit

LETTERS = "etaoin shrdlu cmfwyp vbgkqjxz, ÉéŁó."


def note_text(seed: int, note: int, length: int) -> str:
    """Return the first letters of a note: the same for typist and for whoever checks."""
    chance = random.Random(f"{seed}/{note}")
    return f"note {note}: " + "".join(chance.choice(LETTERS) for _ in range(length))


def whole_note(seed: int, note: int) -> str:
    """Return all of a note."""
    return note_text(seed, note, random.Random(f"{seed}/{note}/length").randint(5, 120))


class Typist(QObject):
    """Types note after note by key events, with pauses as people make them."""

    def __init__(self, seed: int, backups: bool) -> None:
        super().__init__()
        self._seed, self._backups = seed, backups
        self._chance = random.Random(seed)
        self._window: MainWindow | None = None
        self._note, self._typed, self._text = 0, 0, ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)
        self._timer.start(10)

    def _turn(self) -> None:
        window = self._window or self._open_window()
        if window is None:
            self._timer.start(20)
            return
        if not self._text:
            self._begin(window)
        else:
            self._press(window)
        self._timer.start(self._pause())

    def _open_window(self) -> MainWindow | None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.in_work:
                widget.activateWindow()
                self._window = widget
        return self._window

    def _focus(self, window: MainWindow) -> QWidget:
        return QApplication.focusWidget() or window

    def _begin(self, window: MainWindow) -> None:
        if not window.in_work:
            return  # the note before is still being closed
        # Every other note in quiet mode, which is saved by the same hand.
        key = QKeySequence("F11" if self._note % 2 else "Ctrl+N")[0]
        QTest.keyClick(self._focus(window), key.key(), key.keyboardModifiers())
        if isinstance(self._focus(window), ProseEdit):
            self._note += 1
            self._typed = 0
            self._text = whole_note(self._seed, self._note)

    def _press(self, window: MainWindow) -> None:
        field = self._focus(window)
        _click(field, self._text[self._typed])
        self._typed += 1
        self._say()
        if self._backups and self._chance.random() < 0.03:
            window.commanded.emit("back-up")
        if self._typed == len(self._text):
            self._text = ""
            key = QKeySequence("Ctrl+Return")[0]
            QTest.keyClick(field, key.key(), key.keyboardModifiers())

    def _say(self) -> None:
        line = f"{time.monotonic():.6f} {self._note} {self._typed}\n"
        os.write(1, line.encode())

    def _pause(self) -> int:
        if self._chance.random() < 0.02:
            return self._chance.randint(300, 1500)
        return self._chance.randint(8, 60)


class Onlooker(QObject):
    """Says once what the window shows when it has come to rest, and closes it."""

    MOST = 400

    def __init__(self) -> None:
        super().__init__()
        self._seen, self._calm, self._turns = "", 0, 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(25)

    def _look(self) -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        window = windows[0] if windows else None
        self._turns += 1
        if (window is None or not window.in_work) and self._turns < self.MOST:
            return
        seen = _shown(window) if window is not None else "{}"
        self._calm = self._calm + 1 if seen == self._seen else 0
        self._seen = seen
        # A note over it comes when the page is there.
        if self._calm >= 12 or self._turns >= self.MOST:
            self._timer.stop()
            os.write(1, seen.encode() + b"\n")
            os._exit(0)


def _shown(window: MainWindow) -> str:
    area = window.findChild(WorkArea)
    page = area.page if area is not None else None
    notes = [one for one in window.findChildren(QuickNote) if one.isVisible()]
    field = notes[-1].text if notes else None
    return json.dumps(
        {
            "page": page.key if page is not None else "",
            "note": field.toPlainText() if field is not None else None,
            "at": field.textCursor().position() if field is not None else None,
            "has_keys": field is not None and QApplication.focusWidget() is field,
        }
    )


def _click(field: QWidget, letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(field, letter)
        return
    # QTest knows the keys of ASCII alone; a keyboard sends any letter as its text.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)


def main() -> int:
    folder, passphrase, file, seed, what = sys.argv[1:6]
    app.make_application()
    person = Onlooker() if what == "look" else Typist(int(seed), what == "back-up")
    code = app.run_window(Path(folder), passphrase=passphrase, inspection=file)
    del person
    return code


if __name__ == "__main__":
    sys.exit(main())
