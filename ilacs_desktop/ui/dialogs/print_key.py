"""Prints the recovery key on paper; it never becomes a file of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def print_recovery_key(parent: QWidget, key: str) -> None:
    """Ask for a printer and print the key on one page.

    Args:
        parent: the window to ask over.
        key: the recovery key.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the recovery key")

    def print_it() -> None:
        page = QTextDocument()
        page.setPlainText(
            "ILACS Desktop: recovery key\n\n"
            f"{key}\n\n"
            "It opens this laptop's inspections when the passphrase is forgotten. Keep it apart "
            "from the laptop, where only you can find it."
        )
        page.print_(printer)

    dialog.accepted.connect(print_it)
    dialog.finished.connect(dialog.deleteLater)
    # QPrintDialog hides this one behind an older form that wants a receiver.
    QDialog.open(dialog)
