"""How a note gets to the disk while it is typed: made by its first words, then it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.evidence.assuming import Assumed
    from ilacs_desktop.ui.desk import Desk


class NoteSaver(QObject):
    """Runs the commands of one note, in order.

    Signals:
        saved: a command is safe on disk.
        refused: an exception, and whether it was the text that could not be saved.

    Attributes:
        record: the note's id; empty while nothing is written.
        is_made: whether the note is there, or on its way.
        waiting: how many commands are on their way.
    """

    saved = Signal()
    refused = Signal(object, bool)

    def __init__(self, desk: Desk, record: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.record = record
        self.is_made = bool(record)
        self.waiting = 0

    def do(
        self,
        command: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
        *,
        failed: Callable[[], None] | None = None,
        is_text: bool = False,
    ) -> None:
        """Run a command on the writer thread.

        Args:
            command: calls a service.
            done: receives the changes, unless the note has gone meanwhile.
            failed: called before ``refused`` is told.
            is_text: whether the note's own words are at stake.
        """

        def told(changes: Changes) -> None:
            # Locking takes the surface away at once; what was typed is written all the same.
            if isValid(self):
                self.waiting -= 1
                if done is not None:
                    done(changes)
                self.saved.emit()

        def not_done(error: BaseException) -> None:
            if isValid(self):
                self.waiting -= 1
                if failed is not None:
                    failed()
                self.refused.emit(error, is_text)

        self.waiting += 1
        self._desk.do(command, told, failed=not_done)

    def write(
        self, text: str, assumed: Assumed, topics: tuple[str, ...], values: dict[str, Any]
    ) -> None:
        """Save the text as it stands; the first words make the note with all that is known of it.

        Args:
            text: the whole text.
            assumed: what the note is taken to be.
            topics: keys of its topics.
            values: what the person has said of it.
        """
        work = self._desk.work
        if self.is_made:
            record = self.record
            self.do(lambda: evidence.type_text(work, record, text), is_text=True)
            return
        if not text.strip():
            return
        # The id is given here, so that what is typed while the note is being made goes into it.
        record = self.record = self.record or editing.new_id()
        self.is_made = True
        self.do(
            lambda: evidence.add(
                work, text, record=record, topics=topics, assumed=assumed, **values
            ),
            failed=self._not_made,
            is_text=True,
        )

    def _not_made(self) -> None:
        self.is_made = False

    def change(self, values: dict[str, Any]) -> None:
        """Say something about the note, once it is there."""
        work, record = self._desk.work, self.record
        if self.is_made:
            self.do(lambda: evidence.change(work, record, **values))

    def type_field(self, field: str, text: str) -> None:
        """Save a line that is being typed, once the note is there."""
        work, record = self._desk.work, self.record
        if self.is_made:
            self.do(
                lambda: editing.type_text(work, Evidence, record, field, text, step="Write note")
            )

    def set_topics(self, topics: tuple[str, ...]) -> None:
        """Give the note exactly these topics, once it is there."""
        work, record = self._desk.work, self.record
        if self.is_made:
            self.do(lambda: evidence.set_topics(work, record, topics))

    def confirm(self, fields: tuple[str, ...]) -> None:
        """Say that what was assumed is right, once the note is there."""
        work, record = self._desk.work, self.record
        if self.is_made:
            self.do(lambda: evidence.confirm(work, record, fields))

    def delete(self) -> None:
        """Delete a note whose words were all taken back."""
        work, record = self._desk.work, self.record
        self.do(lambda: evidence.delete(work, record), is_text=True)
