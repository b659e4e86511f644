"""The start page: this laptop's inspections, a new one, a deleted one, the passphrase."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Slot

from ilacs_desktop.domain.records import LaProfile, PreviousInspection
from ilacs_desktop.services.inspection import beginning
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import disposal
from ilacs_desktop.services.record.work import LA_PROFILE, PREVIOUS
from ilacs_desktop.ui.entrance.new_inspection import NewInspectionView
from ilacs_desktop.ui.entrance.restore_panel import RestorePanel
from ilacs_desktop.ui.entrance.start import StartView
from ilacs_desktop.ui.fields.values import (
    DayRules,
    EventChoice,
    GradeRows,
    InspectionRow,
)
from ilacs_desktop.ui.tasks import JobStopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.store.vault.vault import FileEntry
    from ilacs_desktop.training.acting import Tell
    from ilacs_desktop.ui.controllers.window import WindowController
    from ilacs_desktop.ui.fields.values import InspectionWish, PreviousWords
    from ilacs_desktop.ui.tasks import Job


T = TypeVar("T")


class StartController(QObject):
    """Runs the start page of an unlocked laptop."""

    def __init__(self, owner: WindowController) -> None:
        super().__init__(owner)
        self._owner = owner
        self._view: StartView | None = None
        self._new: NewInspectionView | None = None
        self._day: date | None = None
        self._previous: PreviousWords | None = None

    @property
    def _laptop(self) -> Laptop:
        laptop = self._owner.laptop
        if laptop is None:
            raise RuntimeError("the laptop is locked")
        return laptop

    def show(self, notice: str = "") -> None:
        """Show the start page."""
        view = StartView()
        view.open_asked.connect(self._owner.open_inspection)
        view.dispose_asked.connect(self._owner.ending.ask)
        view.disposals_asked.connect(self._owner.ending.show_disposals)
        view.sheet_asked.connect(self._owner.ending.ask_sheet)
        view.protection_asked.connect(self._owner.ending.show_protection)
        view.new_asked.connect(self.ask_new)
        view.training_asked.connect(self._on_training_asked)
        view.tour_asked.connect(self._owner.tour.ask)
        view.passphrase_asked.connect(self._owner.keys.ask_passphrase_change)
        view.pin_asked.connect(self._owner.cover.ask_new_pin)
        view.lock_asked.connect(self._owner.leaving.lock)
        panel = RestorePanel(self._owner.runner, self._owner.prompts, lambda: self._owner.laptop)
        panel.restored.connect(self.refresh)
        view.set_restoring(panel)
        self._view, self._new = view, None
        self._owner.window.show_state(view)
        self._refresh()
        told = notice or self._owner.ending.finished_words()
        if told:
            view.banner.show_message(told)

    def _refresh(self) -> None:
        laptop, view = self._owner.laptop, self._view
        if view is None or laptop is None:
            return

        def done(
            found: tuple[
                str, tuple[FileEntry, ...], dict[str, str], dict[str, str], frozenset[str], int
            ],
        ) -> None:
            if self._view is not view:
                return  # something else has taken its place meanwhile
            name, files, titles, stages, held, disposals = found
            view.show_name(name)
            view.show_disposals(disposals)
            view.show_inspections([_row(one, titles, stages, held) for one in files])
            view.first_focus().setFocus()

        self._owner.runner.write(
            lambda: (
                laptop.name,
                laptop.files(),
                beginning.event_titles(laptop.folder),
                laptop.stages(),
                laptop.on_hold(),
                len(disposal.disposals(laptop)),
            ),
            done,
        )

    @property
    def view(self) -> StartView | None:
        """The start page; None while something else is shown."""
        return self._view

    def refresh(self) -> None:
        """List the inspections anew."""
        self._refresh()

    def show_busy(self, words: str) -> None:
        """Say what is being done, and take no other wish meanwhile."""
        if self._view is not None:
            self._view.banner.show_message(words)
            self._view.content.setEnabled(False)

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong."""
        if self._view is not None:
            self._view.content.setEnabled(True)
            self._view.show_error(error)
            self._view.first_focus().setFocus()

    def forget(self) -> None:
        """Let go of what was on the screen: something else is shown from now on."""
        self._view = self._new = None

    # -- a new inspection ----------------------------------------------------------------------

    @Slot()
    def ask_new(self) -> None:
        """Ask what is known at the call."""
        view = NewInspectionView()
        view.day_given.connect(self._on_day_given)
        view.previous_given.connect(self._on_previous_given)
        view.submitted.connect(self._on_wish)
        view.left.connect(self.show)
        self._view, self._new, self._day, self._previous = None, view, None, None
        self._owner.window.show_state(view)
        self._show_grades(None)

    @Slot(object)
    def _on_day_given(self, day: date | None) -> None:
        self._day = day
        self._show_rules()

    @Slot(object)
    def _on_previous_given(self, previous: PreviousWords) -> None:
        changed = self._previous is None or self._previous.start != previous.start
        self._previous = previous
        if changed:
            self._show_grades(previous.start)
        self._show_rules()

    def _show_rules(self) -> None:
        view, day = self._new, self._day
        if view is None:
            return
        if day is None:
            view.show_rules(DayRules(""))
            return
        folder, previous = self._laptop.folder, self._previous
        rules = beginning.rules_on(folder, day, _previous_of(previous))
        events = tuple(
            EventChoice(one.key, one.title, one.note, one.asks_scope, one.asks_number, one.topics)
            for one in rules.events
        )
        view.show_rules(DayRules(rules.edition, events, rules.suggested, rules.why))

    def _show_grades(self, start: date | None) -> None:
        if self._new is not None:
            found = beginning.grades_on(self._laptop.folder, start)
            self._new.show_grades(GradeRows(found.areas, found.grades, found.has_overall))

    @Slot(object)
    def _on_wish(self, wish: InspectionWish) -> None:
        view, laptop = self._new, self._laptop
        if view is None:
            return
        view.show_busy("Making the inspection…")
        new = NewInspection(
            wish.la_name,
            wish.event_key,
            wish.fieldwork_start,
            scope=wish.scope,
            scope_text=wish.scope_text,
            visit_number=wish.visit_number,
            profile=LaProfile(LA_PROFILE, **asdict(wish.profile)),
            previous=_previous_of(wish.previous),
        )

        def failed(error: BaseException) -> None:
            if self._new is view:
                view.show_error(error)

        self._owner.runner.write(
            lambda: beginning.begin(laptop, new), self._owner.show_inspection, failed=failed
        )

    # -- the rest ------------------------------------------------------------------------------

    @Slot()
    def _on_training_asked(self) -> None:
        from ilacs_desktop.training import work as training_work

        laptop = self._laptop

        def make(tell: Tell) -> None:
            laptop.close_inspection(training_work.make_day_four(laptop, tell=tell))

        self.make_training(make, lambda _: self._refresh())

    def make_training(
        self,
        make: Callable[[Tell], T],
        made: Callable[[T], None],
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Make a training inspection on a thread of its own, where it can be watched and stopped.

        Args:
            make: makes it, telling how far it has come.
            made: called on the GUI thread with what was made.
            stopped: called when the person stopped it; nothing is left behind.
        """
        self.run_long(
            "Making the training inspection: a made-up authority, four days of work…",
            lambda job: make(lambda done, total: job.report(done, total)),
            made,
            stopped,
        )

    def run_long(
        self,
        words: str,
        work: Callable[[Job], T],
        made: Callable[[T], None],
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Do something long that can be watched and stopped, and take no other wish meanwhile.

        Args:
            words: what is being done.
            work: does it, on a thread of its own.
            made: called on the GUI thread with what came of it.
            stopped: called when the person stopped it.
        """
        view, runner = self._view, self._owner.runner
        if view is None:
            return
        view.banner.dismiss()
        view.show_busy(words)

        def done(result: T) -> None:
            self._end_busy()
            made(result)

        def failed(error: BaseException) -> None:
            self._end_busy()
            if not isinstance(error, JobStopped):
                self.show_error(error)
            elif stopped is not None:
                stopped()

        def begin(_: None) -> None:
            if self._view is view:
                job = runner.job(work, done, view.progress.show_progress, failed=failed)
                view.progress.stopped.connect(job.stop)

        # After what the page itself still reads: the index of inspections has one connection.
        runner.write(_nothing, begin)

    def _end_busy(self) -> None:
        if self._view is not None:
            self._view.end_busy()
            self._view.first_focus().setFocus()


def _nothing() -> None:
    """Wait for what was asked of the writer before."""


def _previous_of(words: PreviousWords | None) -> PreviousInspection:
    """Return the last graded inspection as a record."""
    if words is None:
        return PreviousInspection(PREVIOUS)
    return PreviousInspection(
        PREVIOUS,
        event=words.event,
        start=words.start.isoformat() if words.start else "",
        published=words.published.isoformat() if words.published else "",
        overall=words.overall,
        grades=dict(words.grades),
        bullets=words.bullets,
    )


def _row(
    entry: FileEntry, titles: dict[str, str], stages: dict[str, str], held: frozenset[str]
) -> InspectionRow:
    return InspectionRow(
        entry.file,
        entry.la_name,
        titles.get(entry.event, entry.event),
        _date(entry.start),
        _date(entry.end),
        datetime.fromisoformat(entry.opened_at) if entry.opened_at else None,
        # Two of one LA, event and week are told apart by how far each has come.
        note=stages.get(entry.file, ""),
        training=entry.training,
        on_hold=entry.file in held,
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
