"""Runs the checks off the GUI thread, a moment after the last key; goes from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ilacs_desktop.services.checks import document as checking
from ilacs_desktop.services.checks.document import Checked
from ilacs_desktop.ui.widgets.word_aid import aid_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ilacs_desktop.services.checks.remark import Place, Remark
    from ilacs_desktop.services.report.outline import Outline
    from ilacs_desktop.services.report.resting import Rest
    from ilacs_desktop.ui.desk import Desk

_PAUSE_MS = 250
"""After the last change; the commit of typing comes before it, the reading after."""


class Checker(QObject):
    """The checks of the document on the screen.

    Signals:
        told: what the checks say has been read anew.
    """

    told = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.document: Outline | None = None
        self.checked = Checked()
        self._rests: Mapping[str, Rest] = {}
        self._last: tuple[str, Place] | None = None
        self._at = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)

    @property
    def is_waiting(self) -> bool:
        """Say whether the checks are still to run."""
        return self._pause.isActive()

    def look(self, document: Outline, rests: Mapping[str, Rest]) -> None:
        """Check a document soon; a newer one takes its place."""
        is_first = self.document is None
        self.document, self._rests = document, rests
        if is_first:
            self._read()
        else:
            self._pause.start()

    def _read(self) -> None:
        document, rests, work = self.document, dict(self._rests), self._desk.work
        if document is None:
            return
        aid = aid_of(self._page)
        lexicon = aid.lexicon() if aid is not None else None
        self._desk.runner.read(
            lambda: checking.of_document(work, document, rests, lexicon=lexicon),
            self._take,
            key="report-checks",
            failed=self._desk.trouble.emit,
        )

    def _take(self, checked: Checked) -> None:
        self.checked = checked
        self.told.emit()

    # ---- going about ---------------------------------------------------------------------------

    def at(self, remark: Remark, place: Place) -> None:
        """Remember where one has gone to, so that the next key goes on from there."""
        self._last = (remark.key, place)
        self._at = next(
            (at for at, one in enumerate(self._places()) if self._is_last(*one)), self._at
        )

    def next_place(self, by: int, check: str = "") -> tuple[Remark, Place] | None:
        """Return the next place that a check speaks of, round and round.

        Args:
            by: 1 for the next one, -1 for the one before.
            check: only this check; all but information where left out.
        """
        places = self._places(check)
        if not places:
            return None
        here = [at for at, one in enumerate(places) if self._is_last(*one)]
        if here:
            at = here[0] + by
        elif check or self._last is None:
            at = 0 if by > 0 else -1
        else:
            # What one was at is mended: what came after it stands in its place.
            at = self._at if by > 0 else self._at - 1
        found = places[at % len(places)]
        self.at(*found)
        return found

    def _is_last(self, remark: Remark, place: Place) -> bool:
        return self._last is not None and self._last == (remark.key, place)

    def _places(self, check: str = "") -> list[tuple[Remark, Place]]:
        return [
            (one, place)
            for one in self.checked.open
            if (one.check == check if check else one.level != "info")
            for place in one.places
        ]
