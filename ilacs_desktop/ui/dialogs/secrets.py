"""Changing the passphrase, and setting the PIN that lifts the cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ilacs_desktop.ui.fields.form import fill
from ilacs_desktop.ui.fields.secret_values import NewPin, PassphraseChange
from ilacs_desktop.ui.generated.change_passphrase_ui import Ui_ChangePassphrase
from ilacs_desktop.ui.generated.set_pin_ui import Ui_SetPin
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.notices import Banner
from ilacs_desktop.ui.widgets.secret import NewSecret

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.ui.fields.form import Form

LEAST_PIN = 6


class _SecretDialog(QDialog):
    """A small window with a message above its form; it is gone, with all it held, when closed."""

    def __init__(self, title: str, form: Form, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner()
        content = QWidget()
        fill(form, content)
        column = QVBoxLayout(self)
        dress.set_space(column, 5, 3)
        column.addWidget(self.banner)
        column.addWidget(content)
        self.resize(dress.px(400), self.sizeHint().height())

    def show_error(self, error: BaseException) -> None:
        """Say why it was not taken."""
        self.banner.show_error(error)


class ChangePassphraseDialog(_SecretDialog):
    """Asks for the passphrase until now and the one from now on; open it with ``open()``.

    Signals:
        submitted: a ``PassphraseChange``; close the dialog when it has been taken.
    """

    submitted = Signal(object)

    def __init__(
        self,
        *,
        judge: Callable[[str], str],
        suggest: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            judge: returns why a passphrase is too weak; empty where it will do.
            suggest: returns four words drawn at random.
            parent: the window it opens over.
        """
        self._ui = Ui_ChangePassphrase()
        super().__init__("Change the passphrase", self._ui, parent)
        self._new = NewSecret(self._ui.passphrase, self._ui, judge=judge, suggest=suggest)
        self._ui.change.setDefault(True)
        # A default button would else have the focus, and what is typed would go nowhere.
        self._ui.current.setFocus()
        self._ui.change.clicked.connect(self._on_change)
        self._ui.leave.clicked.connect(self.reject)

    @Slot()
    def _on_change(self) -> None:
        fault = self._new.fault() if self._ui.current.text() else "Type the passphrase until now."
        if fault:
            self.banner.show_message(fault)
            return
        self.submitted.emit(PassphraseChange(self._ui.current.text(), self._new.secret))


class SetPinDialog(_SecretDialog):
    """Asks twice for a PIN of six or more digits; open it with ``open()``.

    Signals:
        submitted: a ``NewPin``; the dialog closes by itself.
    """

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ui = Ui_SetPin()
        super().__init__("Set the PIN", self._ui, parent)
        self._ui.set_pin.setDefault(True)
        self._ui.pin.setFocus()
        self._ui.set_pin.clicked.connect(self._on_set)
        self._ui.leave.clicked.connect(self.reject)

    @Slot()
    def _on_set(self) -> None:
        pin = self._ui.pin.text()
        if not (pin.isascii() and pin.isdigit()) or len(pin) < LEAST_PIN:
            self.banner.show_message(f"A PIN has {LEAST_PIN} digits or more, and nothing else.")
        elif len(set(pin)) < 3:
            self.banner.show_message("This PIN is too easy to guess.", todo="Mix its digits.")
        elif pin != self._ui.again.text():
            self.banner.show_message("The two PINs differ.")
        else:
            self.submitted.emit(NewPin(pin))
            self.accept()
