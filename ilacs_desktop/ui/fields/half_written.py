"""Forms that are not sent yet: their words are kept as they are typed, and are there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ilacs_desktop.services.record import unsent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.ui.desk import Desk
    from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit


class HalfWritten(QObject):
    """Keeps what stands in a form's fields until it is sent, for each record it can be about.

    When a field comes to the screen, the words kept for its record are put into it; a page that
    shows another record in a form that stays calls ``offer``.
    """

    def __init__(
        self,
        desk: Desk,
        form: str,
        fields: Mapping[str, ProseEdit | LineField],
        about: Callable[[], str] = str,
    ) -> None:
        """Keep the words of some fields.

        Args:
            desk: the open inspection in the window.
            form: which form, such as ``new-request``.
            fields: its fields by name; the first one owns this object.
            about: returns the record that the form is about now; empty where there is but one.
        """
        super().__init__(next(iter(fields.values())))
        self._desk, self._form, self._fields, self._about = desk, form, dict(fields), about
        self._for = ""
        for field in self._fields.values():
            field.text_committed.connect(self._keep)
            field.installEventFilter(self)

    @Slot()
    def offer(self) -> None:
        """Put the words that are kept for the record into the fields."""
        self._for = self._about()
        wanted, work, form = self._for, self._desk.work, self._key()
        shown = {name: field.text() for name, field in self._fields.items()}

        def fill(kept: dict[str, str]) -> None:
            for name, text in kept.items():
                field = self._fields.get(name)
                # Typed meanwhile, or another record: what is on the screen holds.
                is_same = field is not None and field.text() == shown[name] and not field.unsaved
                if field is not None and is_same and self._for == wanted == self._about():
                    field.set_text(text)
                    _go_to_end(field)

        self._desk.runner.write(lambda: unsent.kept(work, form), fill)

    def do(
        self,
        command: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Send the form: run its command, and forget its words once that has worked."""
        for field in self._fields.values():
            field.flush()
        work, form = self._desk.work, self._key()

        def send() -> Changes:
            changes = command()
            unsent.keep(work, form, {})
            return changes

        self._desk.do(send, done, failed=failed)

    def forget(self) -> None:
        """Forget the words: the person has left the form for good."""
        work, form = self._desk.work, self._key()
        self._desk.do(lambda: unsent.keep(work, form, {}))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self.parent():
            # After whoever shows it has emptied it.
            QTimer.singleShot(0, self, self.offer)
        return False

    def _key(self) -> str:
        return f"{self._form}:{self._for}" if self._for else self._form

    @Slot()
    def _keep(self) -> None:
        words = {name: field.text() for name, field in self._fields.items()}
        work, form = self._desk.work, self._key()
        self._desk.do(lambda: unsent.keep(work, form, words))


def _go_to_end(field: ProseEdit | LineField) -> None:
    if isinstance(field, QLineEdit):
        field.end(False)  # noqa: FBT003 - Qt's own: no selection
    else:
        field.moveCursor(QTextCursor.MoveOperation.End)
