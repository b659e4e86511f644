"""Fields for what nobody else may read, and the pair that sets a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ilacs_desktop.ui.looks import dress, icons
from ilacs_desktop.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel, QPushButton


class SecretField(QLineEdit):
    """A line shown as dots, with an eye to read it back; pasting is allowed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        # Not an action of the field: that takes no focus and does not grow with the text.
        self._eye = IconButton("eye", "Show what is typed", parent=self)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.clicked.connect(self._on_eye_clicked)
        self.set_shown(shown=False)

    def set_shown(self, *, shown: bool) -> None:
        """Show what is typed, or dots in its place."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        icons.set_icon(self._eye, "eye-off" if shown else "eye", "soft")
        self._eye.setAccessibleName("Hide what is typed" if shown else "Show what is typed")
        self._eye.setToolTip(self._eye.accessibleName())

    def forget(self) -> None:
        """Empty the field and its own undo."""
        self.clear()
        if self.echoMode() != QLineEdit.EchoMode.Password:
            self.set_shown(shown=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._eye.sizeHint()
        height = min(size.height(), self.height() - 4)
        left = self.width() - size.width() - 3
        self._eye.setGeometry(left, (self.height() - height) // 2, size.width(), height)
        self.setTextMargins(0, 0, size.width(), 0)

    @Slot()
    def _on_eye_clicked(self) -> None:
        self.set_shown(shown=self.echoMode() != QLineEdit.EchoMode.Normal)


class PairForm(Protocol):
    """The parts of a form that sets a new passphrase."""

    strength: QLabel
    suggest: QPushButton
    again: SecretField


class NewSecret(QObject):
    """A new passphrase: typed twice, judged as it is typed, or drawn as four words.

    Signals:
        changed: something was typed; ``fault`` may say something else now.
    """

    changed = Signal()

    def __init__(
        self,
        first: SecretField,
        form: PairForm,
        *,
        judge: Callable[[str], str],
        suggest: Callable[[], str],
    ) -> None:
        """Tie the fields together.

        Args:
            first: where it is typed first.
            form: the rest of the form.
            judge: returns why a passphrase is too weak; empty where it will do.
            suggest: returns four words drawn at random.
        """
        super().__init__(first)
        self._first, self._again = first, form.again
        self._strength = form.strength
        self._judge, self._suggest = judge, suggest
        form.suggest.clicked.connect(self._on_suggest_clicked)
        first.textChanged.connect(self._on_changed)
        form.again.textChanged.connect(self._on_changed)
        self._on_changed()

    @property
    def secret(self) -> str:
        """Return what is typed."""
        return self._first.text()

    def fault(self) -> str:
        """Return why this cannot be taken yet; empty where it can."""
        if not self._first.text():
            return "Choose a passphrase."
        weak = self._judge(self._first.text())
        if weak:
            return weak
        if self._again.text() != self._first.text():
            return "The two passphrases differ."
        return ""

    @Slot()
    def _on_changed(self) -> None:
        voice, words = self._said()
        dress.set_role(self._strength, voice)
        self._strength.setText(words)
        self.changed.emit()

    def _said(self) -> tuple[str, str]:
        text = self._first.text()
        if not text:
            return (
                "soft",
                "Four ordinary words are easy to remember and hard to guess.",
            )
        weak = self._judge(text)
        if weak:
            return "caution", f"△ {weak}"
        if self._again.text() and self._again.text() != text:
            return "caution", "△ The two passphrases differ."
        return "good", "✓ Strong." if len(text) >= 20 else "✓ Good. Longer is stronger."

    @Slot()
    def _on_suggest_clicked(self) -> None:
        words = self._suggest()
        self._first.set_shown(shown=True)
        self._first.setText(words)
        self._again.clear()
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)
