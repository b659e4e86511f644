"""A child process: the real window over a real data folder, and someone who never stops typing.

Prints a line for every key that the window has taken: monotonic seconds, number of the note, and
how many of its keys are on the screen. Whoever started it kills it.

Run as: python typist.py FOLDER PASSPHRASE FILE SEED BACKUPS
"""

from __future__ import annotations

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
from ilacs_desktop.ui.widgets.prose import ProseEdit

LETTERS = "etaoin shrdlu cmfwyp vbgkqjxz, ÉéŁó."


def note_text(seed: int, note: int, length: int) -> str:
    """Return the first letters of a note: the same for typist and for whoever checks."""
    chance = random.Random(f"{seed}/{note}")
    return f"note {note}: " + "".join(chance.choice(LETTERS) for _ in range(length))


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
            self._text = note_text(self._seed, self._note, self._chance.randint(5, 120))

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


def _click(field: QWidget, letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(field, letter)
        return
    # QTest knows the keys of ASCII alone; a keyboard sends any letter as its text.
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)


def main() -> int:
    folder, passphrase, file, seed, backups = sys.argv[1:6]
    app.make_application()
    typist = Typist(int(seed), backups == "1")
    code = app.run_window(Path(folder), passphrase=passphrase, inspection=file)
    del typist
    return code


if __name__ == "__main__":
    sys.exit(main())
