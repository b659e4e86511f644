"""The first start: a name, a passphrase, and a recovery key that is typed back once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from typing_extensions import override

from ilacs_desktop.ui.entrance.full_view import FullView
from ilacs_desktop.ui.fields.form import fill
from ilacs_desktop.ui.fields.secret_values import FirstRun
from ilacs_desktop.ui.generated.first_run_ui import Ui_FirstRun
from ilacs_desktop.ui.widgets.secret import NewSecret

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class FirstRunView(FullView):
    """Sets this laptop up in three steps.

    Signals:
        submitted: a ``FirstRun``; answer with ``show_recovery_key`` or ``show_error``.
        finished: the recovery key was typed back rightly.
        print_asked: the recovery key to print on paper.
    """

    submitted = Signal(object)
    finished = Signal()
    print_asked = Signal(str)

    def __init__(
        self,
        *,
        judge: Callable[[str], str],
        suggest: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the view.

        Args:
            judge: returns why a passphrase is too weak; empty where it will do.
            suggest: returns four words drawn at random.
            parent: the owning widget.
        """
        super().__init__("Set up this laptop", parent, width=460)
        self._ui = Ui_FirstRun()
        fill(self._ui, self.content, margin=6)
        self._new = NewSecret(self._ui.passphrase, self._ui, judge=judge, suggest=suggest)
        self._key = ""
        ui = self._ui
        ui.recovery_key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        ui.go_on.clicked.connect(self._on_go_on)
        ui.again.returnPressed.connect(self._on_go_on)
        ui.print_key.clicked.connect(self._on_print)
        ui.written.clicked.connect(self._on_written)
        ui.see_again.clicked.connect(self._on_see_again)
        ui.finish.clicked.connect(self._on_finish)
        ui.typed_back.returnPressed.connect(self._on_finish)
        self._show_step(ui.you)

    @override
    def first_focus(self) -> QWidget:
        ui = self._ui
        steps = ((ui.you, ui.name), (ui.key_step, ui.written), (ui.back_step, ui.typed_back))
        for step, field in steps:
            if not step.isHidden():
                found: QWidget = field
                return found
        return self

    @override
    def show_error(self, error: BaseException) -> None:
        """Say what went wrong; nothing typed is lost."""
        self.show_busy("")
        super().show_error(error)

    def show_busy(self, words: str) -> None:
        """Say that the laptop is being set up; empty words end it."""
        self._ui.go_on.setEnabled(not words)
        self._ui.go_on.setText(words or "Set up this laptop")

    def show_recovery_key(self, key: str) -> None:
        """Go to the second step: the key, shown once."""
        self._key = key
        self._ui.recovery_key.setText(key)
        self._ui.recovery_key.setAccessibleName(f"Recovery key: {' '.join(key)}")
        self._ui.passphrase.forget()
        self._ui.again.forget()
        self.show_busy("")
        self._show_step(self._ui.key_step)

    def _show_step(self, step: QWidget) -> None:
        for each in (self._ui.you, self._ui.key_step, self._ui.back_step):
            each.setVisible(each is step)
        self.banner.dismiss()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_go_on(self) -> None:
        name = self._ui.name.text().strip()
        fault = self._new.fault() if name else "Type the name your team knows you by."
        if fault:
            self.banner.show_message(fault)
            return
        self.banner.dismiss()
        self.submitted.emit(FirstRun(name, self._new.secret))

    @Slot()
    def _on_print(self) -> None:
        self.print_asked.emit(self._key)

    @Slot()
    def _on_written(self) -> None:
        self._show_step(self._ui.back_step)

    @Slot()
    def _on_see_again(self) -> None:
        self._show_step(self._ui.key_step)

    @Slot()
    def _on_finish(self) -> None:
        if _bare(self._ui.typed_back.text()) != _bare(self._key):
            self.banner.show_message(
                "This is not the recovery key.",
                todo="Compare it with your paper, sign by sign, or see it again.",
            )
            return
        self._key = ""
        self._ui.typed_back.clear()
        self._ui.recovery_key.clear()
        self.finished.emit()


def _bare(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())
