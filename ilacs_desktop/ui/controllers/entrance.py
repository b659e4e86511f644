"""Before the laptop is open: the first start, the passphrase, the recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from ilacs_desktop.errors import KnownError, WrongPassphraseError
from ilacs_desktop.ui.secret_values import RecoveryUnlock

if TYPE_CHECKING:
    from ilacs_desktop.services.laptop import Laptop
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.secret_values import FirstRun, Unlock
    from ilacs_desktop.ui.unlock import UnlockView

_FREE_ATTEMPTS = 3
_FIRST_WAIT = 5
_LONGEST_WAIT = 60


def wait_after(failures: int) -> int:
    """Return how many seconds to wait after so many wrong passphrases in a row."""
    if failures < _FREE_ATTEMPTS:
        return 0
    return int(min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (failures - _FREE_ATTEMPTS)))


def _judge(passphrase: str) -> str:
    from ilacs_desktop.services.laptop import passphrase_fault

    return passphrase_fault(passphrase)


def _suggest() -> str:
    from ilacs_desktop.services.laptop import suggested_passphrase

    return suggested_passphrase()


class EntranceController(QObject):
    """Sets the laptop up, or opens it, and hands it to the owner."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self._failures = 0
        self._view: UnlockView | None = None

    def show(self) -> None:
        """Show the first state: set up where there is no vault, unlock where there is one."""
        if (self._owner.folder / "vault.json").exists():
            self.ask_passphrase()
        else:
            self._ask_first_run()

    # -- the first start -----------------------------------------------------------------------

    def _ask_first_run(self) -> None:
        from ilacs_desktop.ui.first_run import FirstRunView

        view = FirstRunView(judge=_judge, suggest=_suggest)
        view.submitted.connect(self._on_first_run)
        view.finished.connect(self._on_key_kept)
        view.print_asked.connect(self._on_print_key)
        self._owner.window.show_state(view)

    @Slot(object)
    def _on_first_run(self, wish: FirstRun) -> None:
        view: Any = self.sender()
        view.show_busy("Setting up…")
        folder = self._owner.folder

        def work() -> tuple[Laptop, str]:
            from ilacs_desktop.services import laptop

            made, key = laptop.first_run(folder, wish.name, wish.passphrase)
            laptop.owe_recovery_key(made)
            return made, key

        def done(made: tuple[Laptop, str]) -> None:
            self._owner.laptop, key = made
            view.show_recovery_key(key)

        self._owner.runner.write(work, done, failed=view.show_error)

    def show_new_recovery_key(self) -> None:
        """Make a recovery key and have it typed back, because the one before never was."""
        from ilacs_desktop.services import laptop as laptops
        from ilacs_desktop.ui.first_run import FirstRunView

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

        self._owner.runner.write(lambda: laptops.new_recovery_key(laptop), done)

    @Slot()
    def _on_key_kept(self) -> None:
        from ilacs_desktop.services import laptop as laptops

        laptop = self._owner.laptop
        if laptop is not None:
            self._owner.runner.write(
                lambda: laptops.recovery_key_kept(laptop), lambda _: self._owner.show_start()
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
        from ilacs_desktop.ui.unlock import UnlockView

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
            self._view.show_wait(wait_after(self._failures))

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong, on the unlock window."""
        if self._view is not None and isValid(self._view):
            self._view.show_error(error)

    def note_wrong(self) -> int:
        """Count a wrong passphrase and return how many seconds to wait for the next attempt."""
        self._failures += 1
        return wait_after(self._failures)

    def note_right(self) -> None:
        """Forget the wrong passphrases: the right one was given."""
        self._failures = 0

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
        view, folder = self._view, self._owner.folder
        if view is None:
            return
        view.show_busy("Opening…")

        def done(opened: Laptop) -> None:
            self.note_right()
            self._owner.enter(opened)

        def failed(error: BaseException) -> None:
            view.show_error(error)
            if isinstance(error, WrongPassphraseError):
                view.show_wait(self.note_wrong())

        self._owner.runner.write(lambda: _opened(folder, secret, by, new), done, failed=failed)


def _opened(folder: Any, secret: str, by: str, new: str) -> Laptop:
    from ilacs_desktop.services import laptop

    weak = laptop.passphrase_fault(new) if new else ""
    if weak:
        raise KnownError("The new passphrase is too weak.", todo=weak)
    opened = laptop.unlock(folder, secret, by=by)
    if new:
        try:
            laptop.set_passphrase(opened, new)
        except BaseException:
            # Left open it would keep us out ourselves, as a second copy of the app would be.
            opened.close()
            raise
    return opened
