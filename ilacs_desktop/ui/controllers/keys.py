"""What opens the laptop: a new passphrase, and a new master key where somebody knew the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from ilacs_desktop.ui.prompts import Question

if TYPE_CHECKING:
    from ilacs_desktop.services.laptop.key_slots import Rotated
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.fields.secret_values import PassphraseChange

_LEAKED = Question(
    "The passphrase is changed. Does somebody know the old one?",
    "The recovery key on your paper stays as it is. Where nobody knows the old passphrase, nothing "
    "more is needed. Where somebody may, take a new master key now: what the old passphrase opens "
    "of this laptop and of the backups within reach is replaced. It takes a moment and can be done "
    "later at the settings, too.",
    yes="I think somebody knows it",
    no="Nobody knows it",
)

_LEAKED_BEFORE = Question(
    "Take a new master key?",
    "Change the passphrase first, where that is not done: the new key opens with the passphrase of "
    "now. What an older one opens of this laptop and of the backups within reach is replaced. The "
    "recovery key on your paper stays as it is.",
    yes="Take a new master key",
    no="Leave it",
)


class KeysController(QObject):
    """Changes the passphrase and the master key of the open laptop."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner

    @Slot()
    def ask_passphrase_change(self) -> None:
        """Ask for a new passphrase."""
        from ilacs_desktop.services.laptop import key_slots
        from ilacs_desktop.ui.dialogs.secrets import ChangePassphraseDialog

        dialog = ChangePassphraseDialog(
            judge=key_slots.fault,
            suggest=key_slots.suggested_passphrase,
            parent=self._owner.window,
        )
        dialog.submitted.connect(self._on_passphrase_change)
        dialog.open()

    @Slot(object)
    def _on_passphrase_change(self, wish: PassphraseChange) -> None:
        from ilacs_desktop.services.laptop import key_slots

        dialog: Any = self.sender()
        laptop = self._owner.laptop
        if laptop is None:
            return

        def done(_: None) -> None:
            dialog.accept()
            self._owner.prompts.ask(_LEAKED, self._on_leak_answered)

        self._owner.runner.write(
            lambda: key_slots.change_passphrase(laptop, wish.current, wish.new),
            done,
            failed=dialog.show_error,
        )

    def ask_rotation(self) -> None:
        """Ask whether to take a new master key, where the passphrase was changed before."""
        self._owner.prompts.ask(_LEAKED_BEFORE, self._on_leak_answered)

    def _on_leak_answered(self, yes: bool) -> None:  # noqa: FBT001 - a callback's one argument
        if yes:
            self.rotate()

    @Slot()
    def rotate(self) -> None:
        """Take a new master key, and say which copies still open with what was known before."""
        from ilacs_desktop.services.laptop import key_slots

        laptop = self._owner.laptop
        if laptop is None:
            return

        def done(rotated: Rotated) -> None:
            self._owner.prompts.notice("There is a new master key.", rotated.words)

        self._owner.runner.job(lambda job: key_slots.rotate_master(laptop, job.write), done)
