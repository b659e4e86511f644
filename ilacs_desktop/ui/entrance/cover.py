"""The cover: one key puts it over everything, a PIN or the passphrase lifts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from typing_extensions import override

from ilacs_desktop.ui.entrance.full_view import FullView
from ilacs_desktop.ui.fields.form import fill
from ilacs_desktop.ui.fields.secret_values import Uncover
from ilacs_desktop.ui.generated.cover_ui import Ui_Cover
from ilacs_desktop.ui.widgets.form_rows import name_field

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget


class CoverView(FullView):
    """Hides everything until the person is back.

    Signals:
        submitted: an ``Uncover``.
        lock_asked: the keys are to be forgotten instead.
    """

    submitted = Signal(object)
    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Covered", parent, width=360)
        self._ui = Ui_Cover()
        fill(self._ui, self.content, margin=6)
        self._is_pin = True
        self._ui.show_again.clicked.connect(self._on_show_again)
        self._ui.secret.returnPressed.connect(self._on_show_again)
        self._ui.lock.clicked.connect(self._on_lock)
        self.ask_pin()

    @override
    def first_focus(self) -> QWidget:
        field: QWidget = self._ui.secret
        return field

    def ask_pin(self, tries_left: int = 3) -> None:
        """Ask for the PIN.

        Args:
            tries_left: how often it may still be wrong before the passphrase is needed.
        """
        self._is_pin = True
        said = "" if tries_left >= 3 else f"{tries_left} {_tries(tries_left)} left."
        self._ask("&PIN", said)

    def ask_passphrase(self, why: str = "") -> None:
        """Ask for the passphrase.

        Args:
            why: why the PIN will not do, such as an hour gone by.
        """
        self._is_pin = False
        self._ask("&Passphrase", why)

    @override
    def show_error(self, error: BaseException) -> None:
        """Say why it stays covered."""
        super().show_error(error)
        self._ui.show_again.setEnabled(True)
        self._ui.secret.forget()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._ui.secret.forget()
        self.banner.dismiss()
        super().hideEvent(event)

    def _ask(self, label: str, said: str) -> None:
        self._ui.secret.forget()
        self._ui.secret_label.setText(label)
        name_field(self._ui.secret, label)
        self._ui.tries.setText(said)
        self._ui.tries.setVisible(bool(said))
        self._ui.show_again.setEnabled(True)

    @Slot()
    def _on_show_again(self) -> None:
        if self._ui.secret.text() and self._ui.show_again.isEnabled():
            self.submitted.emit(Uncover(self._ui.secret.text(), self._is_pin))

    @Slot()
    def _on_lock(self) -> None:
        self.lock_asked.emit()


def _tries(count: int) -> str:
    return "try" if count == 1 else "tries"
