"""Before the laptop is open: the first start, the passphrase, the recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from ilacs_desktop.errors import KnownError, TooSoonError, WrongPassphraseError
from ilacs_desktop.ui.fields.secret_values import RecoveryUnlock

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.domain.clock import Clock
    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.entrance.unlock import UnlockView
    from ilacs_desktop.ui.fields.secret_values import FirstRun, Unlock


def _judge(passphrase: str) -> str:
    from ilacs_desktop.services.laptop import key_slots

    return key_slots.fault(passphrase)


def _suggest() -> str:
    from ilacs_desktop.services.laptop import key_slots

    return key_slots.suggested_passphrase()


class EntranceController(QObject):
    """Sets the laptop up, or opens it, and hands it to the owner."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self._view: UnlockView | None = None

    def show(self) -> None:
        """Show the first state: set up where there is no vault, unlock where there is one."""
        folder = self._owner.folder
        # One that is lost comes back from its copy when the passphrase is taken.
        if any((folder / name).exists() for name in ("vault.json", "vault-copy.json")):
            self.ask_passphrase()
        else:
            self._ask_first_run()

    # -- the first start -----------------------------------------------------------------------

    def _ask_first_run(self) -> None:
        from ilacs_desktop.ui.entrance.first_run import FirstRunView

        view = FirstRunView(judge=_judge, suggest=_suggest)
        view.submitted.connect(self._on_first_run)
        view.finished.connect(self._on_key_kept)
        view.print_asked.connect(self._on_print_key)
        self._owner.window.show_state(view)

    @Slot(object)
    def _on_first_run(self, wish: FirstRun) -> None:
        view: Any = self.sender()
        view.show_busy("Setting up…")
        folder, clock = self._owner.folder, self._owner.clock

        def work() -> tuple[Laptop, str]:
            from ilacs_desktop.services.laptop import key_slots, laptop

            made, key = laptop.first_run(folder, wish.name, wish.passphrase, clock=clock)
            key_slots.owe_recovery_key(made)
            return made, key

        def done(made: tuple[Laptop, str]) -> None:
            self._owner.laptop, key = made
            view.show_recovery_key(key)

        self._owner.runner.write(work, done, failed=view.show_error)

    def show_new_recovery_key(self) -> None:
        """Make a recovery key and have it typed back, because the one before never was."""
        from ilacs_desktop.services.laptop import key_slots
        from ilacs_desktop.ui.entrance.first_run import FirstRunView

        laptop = self._owner.laptop
        if laptop is None:
            return

        def done(key: str) -> None:
            view = FirstRunView(judge=_judge, suggest=_suggest)
            view.finished.connect(self._on_key_kept)
            view.print_asked.connect(self._on_print_key)
            self._owner.window.show_state(view)
            view.show_recovery_key(key)
            view.banner.show_message(
                "The recovery key was not typed back when this laptop was set up.",
                todo="This is a new one; the one before no longer opens anything.",
            )

        self._owner.runner.write(lambda: key_slots.new_recovery_key(laptop), done)

    @Slot()
    def _on_key_kept(self) -> None:
        from ilacs_desktop.services.laptop import key_slots

        laptop = self._owner.laptop
        if laptop is not None:
            self._owner.runner.write(
                lambda: key_slots.recovery_key_kept(laptop), lambda _: self._owner.show_start()
            )

    @Slot(str)
    def _on_print_key(self, key: str) -> None:
        from ilacs_desktop.ui.dialogs.print_key import print_recovery_key

        print_recovery_key(self._owner.window, key)

    # -- unlocking -----------------------------------------------------------------------------

    def ask_passphrase(self, busy: str = "") -> None:
        """Show the unlock window.

        Args:
            busy: what is being done before the passphrase is taken; ``ready`` ends it.
        """
        from ilacs_desktop.ui.entrance.unlock import UnlockView

        view = UnlockView(judge=_judge, suggest=_suggest)
        view.submitted.connect(self._on_unlock)
        self._view = view
        self._owner.window.show_state(view)
        if busy:
            view.show_busy(busy)

    def ready(self) -> None:
        """Take the passphrase from now on."""
        if self._view is not None and isValid(self._view):
            self._view.show_busy("")
        self.pace()

    def pace(self) -> None:
        """Show how long the next passphrase has to wait, also after a restart."""
        from ilacs_desktop.services.laptop import pacing

        if self._view is not None and isValid(self._view):
            self._view.show_wait(pacing.seconds_left(self._owner.folder, self._owner.clock))

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong, on the unlock window."""
        if self._view is not None and isValid(self._view):
            self._view.show_error(error)

    @Slot(object)
    def _on_unlock(self, wish: Unlock | RecoveryUnlock) -> None:
        if isinstance(wish, RecoveryUnlock):
            self.unlock(wish.recovery_key, "recovery", wish.new_passphrase)
        else:
            self.unlock(wish.passphrase)

    def unlock(self, secret: str, by: str = "passphrase", new: str = "") -> None:
        """Open the laptop and hand it to the owner.

        Args:
            secret: as typed.
            by: ``passphrase`` or ``recovery``.
            new: the passphrase from now on, after the recovery key.
        """
        view, folder, clock = self._view, self._owner.folder, self._owner.clock
        if view is None:
            return
        view.show_busy("Opening…")

        def done(opened: Laptop) -> None:
            # Before anything else: that the vault was damaged, or that it is older than the files.
            told = (*opened.notices, self._owner.notice)
            self._owner.notice = " ".join(one for one in told if one)
            self._owner.enter(opened)

        def failed(error: BaseException) -> None:
            view.show_error(error)
            if isinstance(error, WrongPassphraseError | TooSoonError):
                self.pace()

        self._owner.runner.write(
            lambda: _opened(folder, secret, by, new, clock), done, failed=failed
        )


def _opened(folder: Path, secret: str, by: str, new: str, clock: Clock) -> Laptop:
    from ilacs_desktop.services.laptop import key_slots, laptop

    weak = key_slots.fault(new) if new else ""
    if weak:
        raise KnownError("The new passphrase is too weak.", todo=weak)
    opened = laptop.unlock(folder, secret, by=by, clock=clock)
    if new:
        try:
            key_slots.set_passphrase(opened, new)
        except BaseException:
            # Left open it would keep us out ourselves, as a second copy of the app would be.
            opened.close()
            raise
    return opened
