"""Questions and files asked for without a nested loop; tests answer them without a screen.

Qt's dialogs are loaded when one is shown, and the values are named tuples: the window that is up
first of all waits for this module.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QFileDialog, QWidget


class Question(NamedTuple):
    """One question with its answers.

    Attributes:
        title: the question in one line.
        words: what follows from each answer.
        yes: the answer that acts, as a verb: never "OK".
        no: the answer that leaves everything as it is; it is the default.
        grave: whether acting cannot be undone.
    """

    title: str
    words: str = ""
    yes: str = "Yes"
    no: str = "Cancel"
    grave: bool = False


class FileWish(NamedTuple):
    """A file or folder that a person is asked to choose.

    Attributes:
        title: what it is for.
        kinds: what may be chosen, as ``("Workbook", "*.xlsx")`` pairs; empty for any file.
        name: a suggested file name, when saving.
        folder: where to start; empty for wherever the person was last.
    """

    title: str
    kinds: Sequence[tuple[str, str]] = ()
    name: str = ""
    folder: str = ""


class Prompts(Protocol):
    """How code asks a person; every answer comes by a callback, None or False when left."""

    def ask(self, question: Question, answered: Callable[[bool], None]) -> None:
        """Ask a yes-or-no question."""

    def notice(self, title: str, words: str = "") -> None:
        """Say something that needs to be seen."""

    def choose_open(self, wish: FileWish, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        """Ask for one or more files to read; the tuple is empty when left."""

    def choose_save(self, wish: FileWish, chosen: Callable[[Path | None], None]) -> None:
        """Ask where to write a file."""

    def choose_folder(self, wish: FileWish, chosen: Callable[[Path | None], None]) -> None:
        """Ask for a folder that is there."""


class WindowPrompts(QObject):
    """Prompts shown over a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder = ""

    def ask(self, question: Question, answered: Callable[[bool], None]) -> None:
        """Ask a yes-or-no question."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        icon = QMessageBox.Icon.Warning if question.grave else QMessageBox.Icon.NoIcon
        box.setIcon(icon)
        box.setWindowTitle(question.title)
        box.setText(question.title)
        box.setInformativeText(question.words)
        box.setTextFormat(Qt.TextFormat.PlainText)
        yes = box.addButton(question.yes, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(question.no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda _code: answered(box.clickedButton() is yes))
        box.open()

    def notice(self, title: str, words: str = "") -> None:
        """Say something that needs to be seen."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(words)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def choose_open(self, wish: FileWish, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        """Ask for one or more files to read; the tuple is empty when left."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._file_dialog(wish)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open(dialog, chosen)

    def choose_save(self, wish: FileWish, chosen: Callable[[Path | None], None]) -> None:
        """Ask where to write a file."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._file_dialog(wish)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        suffix = Path(wish.name).suffix.removeprefix(".")
        if suffix:
            dialog.setDefaultSuffix(suffix)
        dialog.selectFile(wish.name)
        self._open(dialog, lambda paths: chosen(next(iter(paths), None)))

    def choose_folder(self, wish: FileWish, chosen: Callable[[Path | None], None]) -> None:
        """Ask for a folder that is there."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._file_dialog(wish)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, lambda paths: chosen(next(iter(paths), None)))

    def _file_dialog(self, wish: FileWish) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, wish.title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The system's own keeps a list of recent files, whose names and folders may name an LA.
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setDirectory(wish.folder or self._folder or str(Path.home()))
        if wish.kinds:
            dialog.setNameFilters([f"{words} ({pattern})" for words, pattern in wish.kinds])
        return dialog

    def _open(self, dialog: QFileDialog, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        def finished(code: int) -> None:
            paths = _picked(dialog, code)
            self._folder = dialog.directory().absolutePath()
            _forget_places(dialog)
            chosen(paths)

        dialog.finished.connect(finished)
        dialog.open()


def _forget_places(dialog: QFileDialog) -> None:
    """Leave Qt nothing to write down: it keeps the folders that were visited in a file."""
    dialog.setDirectory(str(Path.home()))
    dialog.setHistory([])


def _picked(dialog: QFileDialog, code: int) -> tuple[Path, ...]:
    if code != dialog.DialogCode.Accepted.value:
        return ()
    return tuple(Path(name) for name in dialog.selectedFiles())
