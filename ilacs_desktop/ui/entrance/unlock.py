"""The locked laptop: passphrase, or the recovery key with a new passphrase.

The passphrase's part is written by hand, not in Designer: a generated form names every class of
Qt that a form could need, and the window would be up a good deal later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from ilacs_desktop.ui.entrance.full_view import FullView
from ilacs_desktop.ui.fields.secret_values import RecoveryUnlock, Unlock
from ilacs_desktop.ui.looks import dress
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.form_rows import name_field
from ilacs_desktop.ui.widgets.panel import Words
from ilacs_desktop.ui.widgets.secret import NewSecret, SecretField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent

    from ilacs_desktop.ui.generated.recover_ui import Ui_Recover


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
        self._judge, self._suggest = judge, suggest
        self._seconds = 0
        self._busy = False
        self._recover: Ui_Recover | None = None
        self._new: NewSecret | None = None
        self._passphrase = SecretField()
        self._unlock = Button("Unlock", "primary")
        self._use_recovery = Button("Use the recovery key", "link")
        self._wait = Words("", "soft", wrap=True)
        self._by_passphrase = self._make_passphrase_part()
        self._by_recovery = QWidget()
        self._column = QVBoxLayout(self.content)
        dress.set_space(self._column, 6, 3)
        self._column.addWidget(Words("ILACS Desktop", "title", wrap=True))
        self._column.addWidget(Words("This laptop is locked.", "soft", wrap=True))
        for part in (self._by_passphrase, self._by_recovery, self._wait):
            self._column.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)
        self._unlock.clicked.connect(self._on_unlock)
        self._passphrase.returnPressed.connect(self._on_unlock)
        self._use_recovery.clicked.connect(self._on_use_recovery)
        self._show_part(recovery=False)

    @override
    def first_focus(self) -> QWidget:
        if self._recover is not None and not self._by_recovery.isHidden():
            field: QWidget = self._recover.recovery_key
            return field
        return self._passphrase

    @override
    def show_error(self, error: BaseException) -> None:
        """Say why it did not open; the passphrase has to be typed again."""
        self.show_busy("")
        super().show_error(error)
        self._passphrase.forget()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, words: str) -> None:
        """Say that it is being opened; empty words end it."""
        self._busy = bool(words)
        self._wait.setText(words)
        self._allow()

    def show_wait(self, seconds: int) -> None:
        """Take no further passphrase for so many seconds, and count them down."""
        self._seconds = seconds
        self._busy = False
        self._tell_wait()
        if seconds > 0:
            self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self._passphrase.forget()
        if self._recover is not None:
            self._recover.new_passphrase.forget()
            self._recover.again.forget()
            self._recover.recovery_key.clear()
        super().hideEvent(event)

    def _make_passphrase_part(self) -> QWidget:
        part = QWidget()
        label = QLabel("&Passphrase")
        label.setProperty("role", "heading")
        label.setBuddy(self._passphrase)
        name_field(self._passphrase, label.text())
        field = QVBoxLayout()
        dress.set_space(field, 0, 1)
        field.addWidget(label)
        field.addWidget(self._passphrase)
        buttons = QHBoxLayout()
        dress.set_space(buttons, 0, 2)
        buttons.addWidget(self._use_recovery)
        buttons.addStretch(1)
        buttons.addWidget(self._unlock)
        rows = QVBoxLayout(part)
        dress.set_space(rows, 0, 3)
        rows.addLayout(field)
        rows.addLayout(buttons)
        return part

    def _make_recovery_part(self) -> Ui_Recover:
        # Only now: hardly anyone needs it, and everyone waits for what is loaded at the start.
        from ilacs_desktop.ui.fields.form import fill
        from ilacs_desktop.ui.generated.recover_ui import Ui_Recover

        form = Ui_Recover()
        fill(form, self._by_recovery)
        self._new = NewSecret(form.new_passphrase, form, judge=self._judge, suggest=self._suggest)
        form.recover.clicked.connect(self._on_recover)
        form.again.returnPressed.connect(self._on_recover)
        form.use_passphrase.clicked.connect(self._on_use_passphrase)
        return form

    def _allow(self) -> None:
        self._unlock.setEnabled(self._seconds <= 0 and not self._busy)
        # The recovery key is drawn at random: nobody guesses it, and nobody waits for it.
        self._use_recovery.setEnabled(not self._busy)
        if self._recover is not None:
            self._recover.recover.setEnabled(not self._busy)
        self._wait.setVisible(bool(self._wait.text()))

    def _tell_wait(self) -> None:
        unit = "second" if self._seconds == 1 else "seconds"
        said = f"Wait {self._seconds} {unit} before the next attempt." if self._seconds else ""
        self._wait.setText(said)
        self._allow()

    @Slot()
    def _on_second(self) -> None:
        self._seconds = max(0, self._seconds - 1)
        if not self._seconds:
            self._timer.stop()
        self._tell_wait()

    @Slot()
    def _on_unlock(self) -> None:
        if not self._unlock.isEnabled() or not self._passphrase.text():
            return
        self.banner.dismiss()
        self.submitted.emit(Unlock(self._passphrase.text()))

    @Slot()
    def _on_recover(self) -> None:
        form, new = self._recover, self._new
        if form is None or new is None or not form.recover.isEnabled():
            return
        fault = new.fault() if form.recovery_key.text().strip() else "Type the recovery key."
        if fault:
            self.banner.show_message(fault)
            return
        self.banner.dismiss()
        self.submitted.emit(RecoveryUnlock(form.recovery_key.text(), new.secret))

    @Slot()
    def _on_use_recovery(self) -> None:
        if self._recover is None:
            self._recover = self._make_recovery_part()
        self._show_part(recovery=True)

    @Slot()
    def _on_use_passphrase(self) -> None:
        self._show_part(recovery=False)

    def _show_part(self, *, recovery: bool) -> None:
        self._by_passphrase.setHidden(recovery)
        self._by_recovery.setVisible(recovery)
        self.banner.dismiss()
        self._allow()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
