"""Covers the window at one key, and lifts it by PIN or passphrase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ilacs_desktop.errors import TooSoonError, WrongPassphraseError

if TYPE_CHECKING:
    from ilacs_desktop.services.laptop.cover import Covered
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.entrance.cover import CoverView
    from ilacs_desktop.ui.fields.values import NewPin, Uncover

_LOOK_MS = 2_000


class CoverController(QObject):
    """Keeps what may be seen under the cover: nothing. The keys stay; locking forgets them.

    Attributes:
        has_pin: whether a PIN is set on the open laptop.
    """

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self.has_pin = False
        self._view: CoverView | None = None
        self._covered: Covered | None = None
        self._why = ""
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)

    @property
    def is_down(self) -> bool:
        """Whether the window is covered."""
        return self._view is not None

    def cover(self) -> None:
        """Cover the window, and save what is typed."""
        from ilacs_desktop.services.laptop.cover import Covered
        from ilacs_desktop.ui.entrance.cover import CoverView

        if self._view is not None or self._owner.laptop is None:
            return
        if self._owner.inspection is not None:
            self._owner.inspection.keep_place()
        view = CoverView()
        view.submitted.connect(self._on_submitted)
        view.lock_asked.connect(self._owner.leaving.lock)
        self._view = view
        self._covered = Covered(self._owner.idle.moments.passed())
        self._watch.start()
        self._ask(self._reason())
        self._owner.window.show_over(view)
        # A note may lie between the pages and the cover: the window does not know its fields.
        if self._owner.inspection is not None:
            self._owner.inspection.flush()

    def tell(self, words: str) -> None:
        """Say something on the cover."""
        if self._view is not None:
            self._view.banner.show_message(words)

    def drop(self) -> None:
        """Forget the cover, because something else takes its place in the window."""
        view = self._forget()
        if view is not None:
            self._owner.window.drop_over(view)
            view.deleteLater()

    @property
    def is_guarding(self) -> bool:
        """Whether the PIN is still asked for, so that an idle window need not lock."""
        return self.is_down and self.has_pin and not self._reason()

    def note_sleep(self) -> None:
        """Take the PIN no more: the laptop has slept under the cover."""
        if self._covered is not None:
            self._covered = replace(self._covered, slept=True)
            self._ask(self._reason())

    def _reason(self) -> str:
        """Return why the PIN will not do now; empty where it will."""
        from ilacs_desktop.services.laptop import cover

        if self._covered is None:
            return ""
        now = self._owner.idle.moments.passed()
        return cover.why_no_pin(self._covered, now, has_pin=self.has_pin)

    def _ask(self, why: str) -> None:
        self._why = why
        if self._view is None or self._covered is None:
            return
        if why:
            self._view.ask_passphrase(why)
        else:
            self._view.ask_pin(self._covered.tries_left)

    @Slot()
    def _look(self) -> None:
        """Notice an hour gone by: from then on only the passphrase will do, so the keys go."""
        if self._covered is None:
            return
        self._owner.idle.look()
        if self._covered is None:
            return
        why = self._reason()
        if why and self.has_pin and not self._covered.slept and self._covered.tries_left:
            self._owner.leaving.lock_unasked()
            return
        if why != self._why:
            self._ask(why)

    @Slot(object)
    def _on_submitted(self, wish: Uncover) -> None:
        from ilacs_desktop.services.laptop import cover

        laptop = self._owner.laptop
        self._look()
        if laptop is None or self._covered is None or (wish.is_pin and self._why):
            return
        self._owner.runner.write(
            lambda: cover.check(laptop, wish.secret, is_pin=wish.is_pin),
            lambda _: self._lift(),
            failed=lambda error: self._refuse(error, is_pin=wish.is_pin),
        )

    def _refuse(self, error: BaseException, *, is_pin: bool) -> None:
        if self._view is None or self._covered is None:
            return
        if is_pin:
            self._covered = replace(self._covered, wrong=self._covered.wrong + 1)
        elif isinstance(error, WrongPassphraseError | TooSoonError) and self._has_to_wait():
            # From here on each attempt waits, and the unlock window is where waiting is done.
            self._owner.leaving.lock()
            return
        self._ask(self._reason())
        self._view.show_error(error)

    def _has_to_wait(self) -> bool:
        from ilacs_desktop.services.laptop import pacing

        return pacing.seconds_left(self._owner.folder, self._owner.clock) > 0

    def _lift(self) -> None:
        view = self._forget()
        if view is not None:
            self._owner.window.end_over(view)
            view.deleteLater()

    def _forget(self) -> CoverView | None:
        view, self._view, self._covered = self._view, None, None
        self._watch.stop()
        return view

    def ask_new_pin(self) -> None:
        """Ask for a new PIN."""
        from ilacs_desktop.ui.dialogs.secrets import SetPinDialog

        dialog = SetPinDialog(self._owner.window)
        dialog.submitted.connect(self._on_new_pin)
        dialog.open()

    @Slot(object)
    def _on_new_pin(self, wish: NewPin) -> None:
        from ilacs_desktop.services.laptop import cover

        laptop = self._owner.laptop
        if laptop is None:
            return

        def done(_: None) -> None:
            self.has_pin = True
            self._owner.prompts.notice("The PIN is set.")

        self._owner.runner.write(lambda: cover.set_pin(laptop, wish.pin), done)
