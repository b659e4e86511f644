"""What every page is given: the open inspection, the threads, the bus and the way about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ilacs_desktop.ui.tasks import alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.edition import Edition
    from ilacs_desktop.domain.entry import Ref
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.bus import Bus
    from ilacs_desktop.ui.prompts import Prompts
    from ilacs_desktop.ui.tasks import TaskRunner


class Desk(QObject):
    """One open inspection in the window.

    Signals:
        saved: a command or a burst of typing is safe on disk.
        trouble: a command failed; its exception.
        asked_for: someone wants to see a record on its page: (kind, id).
        backed_up: a backup was made, or there was no need.
        over_asked: a page wants the full window for a view that has a ``closed`` signal.
        salvage_asked: the file is damaged, and what can be saved of it is to be saved.
    """

    saved = Signal()
    trouble = Signal(object)
    asked_for = Signal(str, str)
    backed_up = Signal()
    salvage_asked = Signal()
    over_asked = Signal(object)

    def __init__(
        self,
        work: Work,
        runner: TaskRunner,
        bus: Bus,
        prompts: Prompts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.work = work
        self.runner = runner
        self.bus = bus
        self.prompts = prompts

    @property
    def snapshot(self) -> Snapshot:
        """Everything the records say now."""
        return self.work.snapshot

    @property
    def edition(self) -> Edition:
        """The inspection's framework edition."""
        return self.work.edition

    def show(self, kind: str, record: str) -> None:
        """Show a record on the page of its kind."""
        self.asked_for.emit(kind, record)

    def do(
        self,
        command: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
        *,
        initiator: str = "",
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run a command on the writer thread, then tell every screen what changed.

        Args:
            command: calls a service; touches no widget.
            done: receives the changes on the GUI thread, after the screens were told.
            initiator: name of whoever has already shown the change and may skip it.
            failed: receives the exception instead of the ``trouble`` signal.
        """

        def told(changes: Changes) -> None:
            if not isValid(self):
                # Locked or closed meanwhile: it is on the disk, and there is no screen to tell.
                return
            if initiator:
                changes = replace(changes, initiator=initiator)
            self.saved.emit()
            if changes.ids:
                self.bus.changed.emit(changes)
            if done is not None and alive(done):
                done(changes)

        def not_done(error: BaseException) -> None:
            if not isValid(self):
                return
            if failed is not None and alive(failed):
                failed(error)
            else:
                self.trouble.emit(error)

        self.runner.write(command, told, failed=not_done)

    def type_text(
        self,
        kind: type[Any],
        record: str,
        field: str,
        text: str,
        *,
        seen: tuple[Ref, ...] | None = None,
        step: str = "Type",
        initiator: str = "",
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Save a text as it stands while it is being typed.

        Args:
            kind: the record's class.
            record: its id.
            field: the field typed in.
            text: the whole text.
            seen: the entries behind the text the burst began from.
            step: the step's name for undo.
            initiator: name of the page that shows the text.
            failed: told when it could not be saved; the text stays in the field.
        """
        from ilacs_desktop.services.record import editing

        work = self.work

        def command() -> Changes:
            return editing.type_text(work, kind, record, field, text, seen=seen, step=step)

        def not_saved(error: BaseException) -> None:
            if failed is not None:
                failed(error)
            self.trouble.emit(error)

        self.do(command, initiator=initiator, failed=not_saved)
