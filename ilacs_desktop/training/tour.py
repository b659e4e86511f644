"""The training inspection of the tour: one a laptop, made when wanted, thrown away at will."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from ilacs_desktop.services.laptop.laptop import Laptop, Opened
from ilacs_desktop.training.work import make_day_four

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.vault.vault import FileEntry
    from ilacs_desktop.training.acting import Tell

TOUR: Final = hashlib.sha256(b"training/tour").hexdigest()[:16]
"""The inspection id that the tour's inspection has on every laptop."""

_STEP: Final = "tour_step"


def held(laptop: Laptop) -> FileEntry | None:
    """Return the tour's inspection on this laptop; None where there is none."""
    return next((one for one in laptop.files() if one.inspection == TOUR), None)


def open_tour(laptop: Laptop, tell: Tell | None = None) -> Opened:
    """Open the tour's inspection, making it where it is not there yet.

    Args:
        laptop: its person leads the training inspection.
        tell: told how far the making has come; what it raises ends it, and nothing is left behind.

    Raises:
        KnownError: it is damaged, or the disk refused.
    """
    entry = held(laptop)
    if entry is not None:
        return laptop.open_inspection(entry.file)
    return Opened(make_day_four(laptop, TOUR, tell))


def step_of(work: Work) -> int:
    """Return the step at which the tour was left, from 0."""
    told = work.file.marked(_STEP)
    return int(told) if told.isdecimal() else 0


def keep_step(work: Work, step: int) -> None:
    """Remember the step that the tour has come to, on this laptop alone."""
    work.file.mark(_STEP, str(step))
