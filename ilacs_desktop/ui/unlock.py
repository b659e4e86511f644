"""The locked laptop: passphrase, or the recovery key with a new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from typing_extensions import override

from ilacs_desktop.ui.form import fill
from ilacs_desktop.ui.full_view import FullView
from ilacs_desktop.ui.generated.unlock_ui import Ui_Unlock
from ilacs_desktop.ui.secret_values import RecoveryUnlock, Unlock
from ilacs_desktop.ui.widgets.secret import NewSecret

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget


class UnlockView(FullView):
    """Asks for what opens this laptop.

    Signals:
        submitted: an ``Unlock`` or a ``RecoveryUnlock``.
    """

    submitted = Signal(object)

    def __init__(
        self,
        *,
        judge: Callable[[str], str],
        suggest: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the view.

        Args:
            judge: returns why a new passphrase is too weak; empty where it will do.
            suggest: returns four words drawn at random.
            parent: the owning widget.
        """
        super().__init__("Unlock", parent)
        self._ui = Ui_Unlock()
        fill(self._ui, self.content, margin=6)
        self._new = NewSecret(self._ui.new_passphrase, self._ui, judge=judge, suggest=suggest)
        self._seconds = 0
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)
        ui = self._ui
        ui.unlock.clicked.connect(self._on_unlock)
        ui.passphrase.returnPressed.connect(self._on_unlock)
        ui.recover.clicked.connect(self._on_recover)
        ui.again.returnPressed.connect(self._on_recover)
        ui.use_recovery.clicked.connect(self._on_use_recovery)
        ui.use_passphrase.clicked.connect(self._on_use_passphrase)
        self._on_use_passphrase()

    @override
    def first_focus(self) -> QWidget:
        by_recovery = not self._ui.by_recovery.isHidden()
        field: QWidget = self._ui.recovery_key if by_recovery else self._ui.passphrase
        return field

    @override
    def show_error(self, error: BaseException) -> None:
        """Say why it did not open; the passphrase has to be typed again."""
        self.show_busy("")
        super().show_error(error)
        self._ui.passphrase.forget()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, words: str) -> None:
        """Say that it is being opened; empty words end it."""
        self._busy = bool(words)
        self._ui.wait.setText(words)
        self._allow()

    def show_wait(self, seconds: int) -> None:
        """Take no further attempt for so many seconds, and count them down."""
        self._seconds = seconds
        self._busy = False
        self._tell_wait()
        if seconds > 0:
            self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        for field in (self._ui.passphrase, self._ui.new_passphrase, self._ui.again):
            field.forget()
        self._ui.recovery_key.clear()
        super().hideEvent(event)

    def _allow(self) -> None:
        open_to_try = self._seconds <= 0 and not self._busy
        for part in (self._ui.unlock, self._ui.recover, self._ui.use_recovery):
            part.setEnabled(open_to_try)
        self._ui.wait.setVisible(bool(self._ui.wait.text()))

    def _tell_wait(self) -> None:
        said = f"Wait {self._seconds} seconds before the next attempt." if self._seconds else ""
        self._ui.wait.setText(said)
        self._allow()

    @Slot()
    def _on_second(self) -> None:
        self._seconds = max(0, self._seconds - 1)
        if not self._seconds:
            self._timer.stop()
        self._tell_wait()

    @Slot()
    def _on_unlock(self) -> None:
        if not self._ui.unlock.isEnabled() or not self._ui.passphrase.text():
            return
        self.banner.dismiss()
        self.submitted.emit(Unlock(self._ui.passphrase.text()))

    @Slot()
    def _on_recover(self) -> None:
        ui = self._ui
        if not ui.recover.isEnabled():
            return
        fault = self._new.fault() if ui.recovery_key.text().strip() else "Type the recovery key."
        if fault:
            self.banner.show_message(fault)
            return
        self.banner.dismiss()
        self.submitted.emit(RecoveryUnlock(ui.recovery_key.text(), self._new.secret))

    @Slot()
    def _on_use_recovery(self) -> None:
        self._show_part(recovery=True)

    @Slot()
    def _on_use_passphrase(self) -> None:
        self._show_part(recovery=False)

    def _show_part(self, *, recovery: bool) -> None:
        self._ui.by_passphrase.setHidden(recovery)
        self._ui.by_recovery.setVisible(recovery)
        self._ui.unlock.setDefault(not recovery)
        self.banner.dismiss()
        self._allow()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
