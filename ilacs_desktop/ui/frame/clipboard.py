"""What is copied out of the app: marked, so that no history keeps it, and gone when it is locked.

How systems are told: Windows by formats of its own, KDE by a hint, macOS by a type that clipboard
tools agreed on. A tool that does not ask cannot be told; the README says so.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
MARKS: tuple[tuple[str, bytes], ...] = (
    ("x-kde-passwordManagerHint", b"secret"),
    (_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"), b"\x00\x00\x00\x00"),
    (_WINDOWS.format("CanIncludeInClipboardHistory"), b"\x00\x00\x00\x00"),
    (_WINDOWS.format("CanUploadToCloudClipboard"), b"\x00\x00\x00\x00"),
    ("application/x-nspasteboard-concealed-type", b""),
    ("org.nspasteboard.ConcealedType", b""),
)
_OURS = "application/x-ilacs-desktop"
"""Tells what was copied here from what was copied elsewhere."""


def marked(data: QMimeData) -> QMimeData:
    """Mark what is about to be copied, and return it."""
    for kind, value in MARKS:
        data.setData(kind, value)
    data.setData(_OURS, b"1")
    return data


class ClipboardGuard(QObject):
    """Marks whatever any field or list of this app copies, and takes it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.changed.connect(self._on_changed)

    @Slot(QClipboard.Mode)
    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if not self._owns(mode):
            return
        data = self._clipboard.mimeData(mode)
        if data is None or data.hasFormat(_OURS) or not data.formats():
            return
        self._clipboard.setMimeData(marked(_copy(data)), mode)

    def forget(self) -> None:
        """Empty the clipboard where it still holds what was copied here."""
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if mode == QClipboard.Mode.Selection and not self._clipboard.supportsSelection():
                continue
            data = self._clipboard.mimeData(mode)
            if self._owns(mode) or (data is not None and data.hasFormat(_OURS)):
                self._clipboard.clear(mode)

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if mode == QClipboard.Mode.Clipboard:
            return self._clipboard.ownsClipboard()
        return mode == QClipboard.Mode.Selection and self._clipboard.ownsSelection()


def _copy(data: QMimeData) -> QMimeData:
    made = QMimeData()
    for kind in data.formats():
        made.setData(kind, data.data(kind))
    return made
