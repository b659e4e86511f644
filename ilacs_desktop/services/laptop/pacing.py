"""Wrong passphrases are paced wherever one is asked for, in the window and by command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ilacs_desktop.errors import KnownError, TooSoonError, WrongPassphraseError
from ilacs_desktop.store.vault import attempts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ilacs_desktop.domain.clock import Clock

wait_after = attempts.wait_after


def seconds_left(folder: Path, clock: Clock) -> int:
    """Return how many seconds the next passphrase has to wait."""
    return attempts.seconds_left(folder, clock.now())


@contextmanager
def paced(folder: Path, clock: Clock) -> Iterator[None]:
    """Take one passphrase: refused while it has to wait, counted as wrong until it was right.

    Args:
        folder: the data folder.
        clock: the wall clock.

    Raises:
        TooSoonError: several wrong ones were given a moment ago.
    """
    left = seconds_left(folder, clock)
    if left:
        raise TooSoonError(left)
    before = attempts.read(folder)
    attempts.note(folder, clock.now())
    try:
        yield
    except WrongPassphraseError:
        raise
    except KnownError:
        # It was never tried: another copy of the app, a damaged file, a full disk.
        attempts.put(folder, before)
        raise
    attempts.forget(folder)
