"""Says what the main thread was doing in a stretch of time: its stack is looked at every few ms.

By a signal, whose handler Python runs on that thread itself: looked at from another thread, frames
that come and go under Qt's calls ended the process.
"""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from types import FrameType

_EVERY = 0.004
_KEPT = 2000
_DEEP = 60
_OURS = "ilacs_desktop"


class Stacks:
    """Keeps the newest stacks of the main thread, which makes it."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, tuple[str, ...]]] = deque(maxlen=_KEPT)
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        self._seen.append((time.perf_counter(), _names(frame)))

    def between(self, start: float, end: float) -> str:
        """Return the calls of ours that were met most often, outermost first."""
        looked = [names for at, names in tuple(self._seen) if start <= at <= end and names]
        met = Counter(name for names in looked for name in set(names))
        often = [name for name, count in met.items() if count * 3 >= len(looked)]
        order = {name: at for names in looked for at, name in enumerate(names)}
        return " > ".join(sorted(often, key=lambda name: order[name])[-7:])


def _names(frame: FrameType | None) -> tuple[str, ...]:
    found: list[str] = []
    for _ in range(_DEEP):
        if frame is None:
            break
        code = frame.f_code
        if _OURS in code.co_filename:
            place = code.co_filename.rpartition(f"{_OURS}/")[2]
            found.append(f"{place}:{code.co_name}")
        frame = frame.f_back
    return tuple(reversed(found))
