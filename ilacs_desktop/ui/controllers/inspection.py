"""An open inspection in the window: its pages, its commands, what is safe and what is found."""

from __future__ import annotations

import logging
import time
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ilacs_desktop import logs
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.data import annex_pending
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.laptop import places
from ilacs_desktop.services.papers import evidence_record
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.today import today
from ilacs_desktop.ui.bus import Bus
from ilacs_desktop.ui.controllers.exporting import Exporting
from ilacs_desktop.ui.controllers.finding import FindingController
from ilacs_desktop.ui.controllers.noting import NotingController
from ilacs_desktop.ui.controllers.over import OverController
from ilacs_desktop.ui.controllers.page_list import page_of, specs, titles_of
from ilacs_desktop.ui.controllers.record_tools import RecordTools
from ilacs_desktop.ui.desk import Desk
from ilacs_desktop.ui.fields.values import HeaderFacts
from ilacs_desktop.ui.frame.place import PlaceKeeper
from ilacs_desktop.ui.page import Count
from ilacs_desktop.ui.widgets.prose import LineField, ProseEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ilacs_desktop.services.data.annex_pending import Pending
    from ilacs_desktop.services.record.undoing import Offer
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.ui.frame.shell import MainWindow
    from ilacs_desktop.ui.frame.work_area import WorkArea
    from ilacs_desktop.ui.pages.settings.page import LaptopSide
    from ilacs_desktop.ui.prompts import Prompts
    from ilacs_desktop.ui.tasks import TaskRunner

_log = logging.getLogger(__name__)

_RETRY_MS = 15_000
_QUIET_SECONDS = 1.0


class InspectionController(QObject):
    """Runs one open inspection in the window until it is closed.

    Signals:
        asked: a command that is the laptop's, such as lock or cover.
    """

    asked = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        work: Work,
        runner: TaskRunner,
        prompts: Prompts,
        side: LaptopSide,
        parent: QObject | None = None,
        *,
        first: str = "today",
    ) -> None:
        """Show an inspection.

        Args:
            window: the window.
            work: the open inspection.
            runner: the threads.
            prompts: how a person is asked.
            side: what the settings page shows and changes of the laptop.
            parent: the owner.
            first: key of the page to begin with.
        """
        super().__init__(parent)
        self._window, self._runner = window, runner
        self.bus = Bus(self)
        self.desk = Desk(work, runner, self.bus, prompts, self)
        self._tools = RecordTools(window, self.desk, self)
        self._exporting = Exporting(window, self.desk, self)
        self._exporting.record_asked.connect(self._show_evidence_record)
        self._refused = ""
        self._had_trouble = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self.flush)
        self._area = window.open_work(specs(self.desk, side), first)
        self._tools.done.connect(self._area.status.show_message)
        self._noting = NotingController(window, self._area, self.desk, self)
        self._over = OverController(window, self.desk, self)
        self._finding = FindingController(window, self._area, work, runner, self)
        self._places = PlaceKeeper(self._area, self._noting.place, self)
        self._connect()
        self._show_header()
        self._show_counts()
        self._ask_undo()
        # What was opened is what was safe: nothing typed waits.
        self._area.status.show_saved(work.now())
        self._touched = time.monotonic()
        self._area.warm(self._is_quiet)
        self._runner.write(lambda: annex_pending.to_go_on(work), self._go_on_receiving)

    def _go_on_receiving(self, before: Pending | None) -> None:
        """Go on with receiving Annex A, where locking or quitting cut it short."""
        if before is not None:
            page = self._area.made("data")
            page.receive.go_on(before)  # type: ignore[attr-defined]
            self._area.status.show_message("Receiving Annex A goes on: see the page Data.")

    def _is_quiet(self) -> bool:
        """Say whether nobody has typed, saved or changed page for a moment."""
        quiet = time.monotonic() - self._touched > _QUIET_SECONDS
        return quiet and self._window.in_work and not self._area.unsaved

    @Slot()
    def _on_touched(self) -> None:
        self._touched = time.monotonic()

    def _connect(self) -> None:
        window, desk = self._window, self.desk
        window.commanded.connect(self._on_commanded)
        self._finding.record_asked.connect(self.show_record)
        desk.saved.connect(self._on_saved)
        desk.saved.connect(self._on_touched)
        self._area.page_shown.connect(self._on_touched)
        desk.trouble.connect(self._on_trouble)
        desk.asked_for.connect(self.show_record)
        self.bus.changed.connect(self._on_changed)
        self._noting.uncovered.connect(self._on_uncovered)
        self._places.moved.connect(self._keep_place)

    @property
    def work(self) -> Work:
        """The open inspection."""
        return self.desk.work

    @property
    def area(self) -> WorkArea:
        """What is on the screen of it."""
        return self._area

    # -- what changes --------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not self._noting.holds_back(changes):
            self._show_changes(changes)

    @Slot(object)
    def _on_uncovered(self, held: Sequence[Changes]) -> None:
        if held:
            self._show_changes(_together(held))
            self._on_saved()

    def _show_changes(self, changes: Changes) -> None:
        self._area.refresh(changes)
        self._show_counts()
        self._ask_undo()
        if changes.touches("inspection", "setting", "pinned"):
            self._show_header()

    @Slot()
    def _on_saved(self) -> None:
        if self._noting.notes:
            # It says so itself; the status line is told once it can be read again.
            return
        # Looked for only after trouble: going through every field takes longer than the saving.
        if not (self._had_trouble and self._is_unsaved()):
            self._had_trouble = False
            self._area.status.clear_unsaved()
            self._area.status.show_saved(self.work.now())
        if self.work.file.clock_went_back:
            self._area.status.show_message(
                "This laptop's clock has gone back. Work goes on; entries keep their order."
            )

    @Slot(object)
    def _on_trouble(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            _log.error("failed: %s", logs.redacted(type(error).__name__, error.__traceback__))
        self._area.banner.show_error(error)
        self._had_trouble = True
        if self._is_unsaved():
            self._area.status.show_unsaved("Not saved yet: what you typed is still on the screen")
            self._retry.start()

    def _is_unsaved(self) -> bool:
        """Say whether a field holds words whose last saving failed."""
        places = (self._area, *self._noting.notes)
        return any(
            any(field.is_refused for field in place.findChildren(ProseEdit))
            or any(field.is_refused for field in place.findChildren(LineField))
            for place in places
        )

    def show_backup(self, *, changed: bool, notice: str = "") -> None:
        """Say in the status line when the inspection was last backed up.

        Args:
            changed: whether a backup was made.
            notice: what else to say once, such as that the second folder is not connected.
        """
        at = backups.newest(self.work)
        if at is not None:
            self._area.status.show_fact("backup", f"Backed up {at:%H:%M}")
        self.desk.backed_up.emit()
        if notice:
            self._area.banner.show_message(notice)
        elif not changed:
            self._area.status.show_message("Nothing has changed since the last backup.")

    def _show_header(self) -> None:
        work = self.work
        inspection = work.inspection
        day, days = _day_of(work.now().date(), inspection.fieldwork_start, inspection.fieldwork_end)
        self._area.header.show_facts(
            HeaderFacts(
                la=inspection.la_name,
                event=work.event.title,
                edition=work.edition.title,
                day=day,
                days=days,
                marking=settings.value(work.snapshot, "marking"),
                training=inspection.training,
            )
        )

    def _show_counts(self) -> None:
        work = self.work
        self._runner.read(
            lambda: (today.counts(work), today.in_red(work)), self._set_counts, key="counts"
        )

    def _set_counts(self, found: tuple[Mapping[str, int], frozenset[str]]) -> None:
        numbers, red = found
        for key, number in numbers.items():
            self._area.set_count(key, Count(number, needs_person=key in red))

    def _ask_undo(self) -> None:
        work = self.work
        self._runner.write(lambda: undoing.offer(work), self._show_undo)

    def _show_undo(self, offer: Offer) -> None:
        undo = f"Undo: {offer.undo}" if offer.undo else "Undo"
        redo = f"Redo: {offer.redo}" if offer.redo else "Redo"
        # What is never undone says so when it is tried, rather than by a dead key.
        is_told = bool(offer.undo or offer.why_not)
        self._window.set_command("undo", enabled=is_told, words=undo)
        self._window.set_command("redo", enabled=bool(offer.redo), words=redo)

    # -- commands ------------------------------------------------------------------------------

    @Slot(str)
    def _on_commanded(self, name: str) -> None:
        own: Mapping[str, Callable[[], None]] = {
            "quick-note": self._noting.quick_note,
            "quiet-mode": self._noting.quiet_mode,
            "last-note": self._noting.last_note,
            "undo": self._undo,
            "redo": self._redo,
            "history": self._tools.show_history,
            "strike-out": self._tools.ask_strike_out,
            "import-annex-a": lambda: self._page_command("data", "import-annex-a"),
            "export": self._export,
        }
        command = own.get(name)
        if command is not None:
            command()
        else:
            self.asked.emit(name)

    def _export(self) -> None:
        page = self._area.page
        if page is not None:
            self._exporting.ask(page)

    @Slot(str)
    def _show_evidence_record(self, scope: str) -> None:
        self._area.show_page("team")
        self._area.made("team").show_record(evidence_record.DOCUMENT, scope)

    def _page_command(self, key: str, name: str) -> None:
        self._area.show_page(key)
        self._area.made(key).run_command(name)

    def _undo(self) -> None:
        self._area.flush()
        work = self.work
        self._runner.write(lambda: undoing.offer(work), self._undo_or_refuse)

    def _undo_or_refuse(self, offer: Offer) -> None:
        """Undo, but first say so where that would pass over what is newer and never undone."""
        if offer.barred and offer.barred != self._refused:
            self._refused = offer.barred
            older = f" Ctrl+Z again undoes “{offer.undo}”." if offer.undo else ""
            self._area.status.show_message(f"{offer.why_not}{older}")
            return
        work = self.work
        what = f"Undone: {offer.undo}", "Ctrl+Y brings it back"
        self.desk.do(lambda: undoing.undo(work), lambda changes: self._after_undo(changes, *what))

    def _redo(self) -> None:
        self._area.flush()
        work = self.work
        self._runner.write(lambda: undoing.offer(work), self._redo_offered)

    def _redo_offered(self, offer: Offer) -> None:
        work = self.work
        what = f"Brought back: {offer.redo}", "Ctrl+Z takes it away again"
        self.desk.do(lambda: undoing.redo(work), lambda changes: self._after_undo(changes, *what))

    def _after_undo(self, changes: Changes, what: str, next_key: str) -> None:
        """Say what was undone and where: it may be on a page that is not on the screen."""
        if not changes.ids:
            return
        self._ask_undo()
        where = ", ".join(titles_of(changes.kinds))
        said = f"{what} · {where}" if where else what
        self._area.status.show_message(f"{said}. {next_key}.")

    # -- finding -------------------------------------------------------------------------------

    @Slot(str, str)
    def show_record(self, kind: str, record: str) -> None:
        """Show a record on the page of its kind."""
        key = page_of(kind)
        if key:
            self._area.show_page(key)
            self._area.made(key).show_record(kind, record)

    # -- where the person is -------------------------------------------------------------------

    def go(self, place: Mapping[str, Any]) -> None:
        """Go on where the person was: page, record, field, cursor and the note over them."""
        self._places.go(place)
        note = place.get("note")
        if isinstance(note, dict):
            self._noting.go_on(note)

    def keep_place(self) -> None:
        """Keep where the person is now, before something covers or closes it."""
        self._places.look()

    @Slot(object)
    def _keep_place(self, place: Mapping[str, Any]) -> None:
        work = self.work
        self._runner.write(lambda: places.keep(work, place))

    # -- leaving -------------------------------------------------------------------------------

    @Slot()
    def flush(self) -> None:
        """Save now what is typed anywhere."""
        for note in self._noting.notes:
            note.flush()
        self._over.flush()
        self._area.flush()

    def leave(self) -> None:
        """End the note, save what is typed and let go of the window."""
        self.keep_place()
        self._places.stop()
        self.flush()
        self._noting.end()
        self._over.end()
        self._retry.stop()
        window = self._window
        window.commanded.disconnect(self._on_commanded)
        self._finding.leave()
        window.close_work()


def _together(held: Sequence[Changes]) -> Changes:
    """Return several changes as one that nobody has shown yet."""
    return Changes(
        kinds=frozenset().union(*(one.kinds for one in held)),
        ids=frozenset().union(*(one.ids for one in held)),
    )


def _day_of(now: date, start: str, end: str) -> tuple[int, int]:
    """Return (day, days) of fieldwork, counting weekdays; day 0 before and after it."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return 0, 0
    days = [
        day
        for day in range(first.toordinal(), last.toordinal() + 1)
        if date.fromordinal(day).weekday() < 5
    ]
    passed = [day for day in days if day <= now.toordinal()]
    return (len(passed) if first <= now <= last else 0), len(days)
