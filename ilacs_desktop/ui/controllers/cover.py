"""Covers the window at one key, and lifts it by PIN or passphrase."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from ilacs_desktop.services.cover import Covered
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.cover import CoverView
    from ilacs_desktop.ui.values import NewPin, Uncover

_LOOK_MS = 2_000
_SLEEP_SECONDS = 10


class CoverController(QObject):
    """Keeps what may be seen under the cover: nothing. The keys stay; locking forgets them."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self._view: CoverView | None = None
        self._covered: Covered | None = None
        self._seen = time.monotonic()
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)

    @property
    def is_down(self) -> bool:
        """Whether the window is covered."""
        return self._view is not None

    def cover(self) -> None:
        """Cover the window."""
        from ilacs_desktop.services.cover import Covered
        from ilacs_desktop.ui.cover import CoverView

        if self._view is not None or self._owner.laptop is None:
            return
        view = CoverView()
        view.submitted.connect(self._on_submitted)
        view.lock_asked.connect(self._on_lock_asked)
        self._view = view
        self._covered = Covered(_now())
        self._seen = time.time()
        self._watch.start()
        self._ask()
        self._owner.window.show_over(view)

    def _ask(self) -> None:
        from ilacs_desktop.services import cover

        laptop, view, covered = self._owner.laptop, self._view, self._covered
        if laptop is None or view is None or covered is None:
            return
        why = cover.why_no_pin(covered, _now(), has_pin=cover.has_pin(laptop))
        if why:
            view.ask_passphrase(why)
        else:
            view.ask_pin(covered.tries_left)

    @Slot()
    def _look(self) -> None:
        """Notice sleep: the wall clock has gone on while this timer could not."""
        now = time.time()
        if now - self._seen > _SLEEP_SECONDS and self._covered is not None:
            self._covered = replace(self._covered, slept=True)
            self._ask()
        self._seen = now

    @Slot(object)
    def _on_submitted(self, wish: Uncover) -> None:
        from ilacs_desktop.services import cover

        laptop, covered = self._owner.laptop, self._covered
        if laptop is None or covered is None:
            return
        self._look()
        covered = self._covered or covered
        if wish.is_pin and cover.why_no_pin(covered, _now(), has_pin=True):
            self._ask()
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
        self._ask()
        self._view.show_error(error)

    def _lift(self) -> None:
        view = self._drop()
        if view is not None:
            self._owner.window.end_over(view)
            view.deleteLater()

    def _drop(self) -> CoverView | None:
        view, self._view, self._covered = self._view, None, None
        self._watch.stop()
        return view

    @Slot()
    def _on_lock_asked(self) -> None:
        view = self._drop()
        self._owner.lock()
        if view is not None:
            view.deleteLater()

    def ask_new_pin(self) -> None:
        """Ask for a new PIN."""
        from ilacs_desktop.ui.dialogs.secrets import SetPinDialog

        dialog = SetPinDialog(self._owner.window)
        dialog.submitted.connect(self._on_new_pin)
        dialog.open()

    @Slot(object)
    def _on_new_pin(self, wish: NewPin) -> None:
        from ilacs_desktop.services import cover

        laptop = self._owner.laptop
        if laptop is not None:
            self._owner.runner.write(
                lambda: cover.set_pin(laptop, wish.pin),
                lambda _: self._owner.prompts.notice("The PIN is set."),
            )


def _now() -> float:
    return time.monotonic()
