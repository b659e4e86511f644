"""An import of Annex A that was cut short by a lock, a quit or a crash, and goes on afterwards."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work

_MARK = "annex_pending"
_MOST_GOES = 3
"""An import that never ends is not begun for ever: it may be what ends the app."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An import that has not come to its end.

    Attributes:
        data_set: id of the data set whose rows are being stored.
        paths: the files and folders that were chosen.
        files: SHA-256 of each file, by name; empty until they were read.
        reader: version of the rules that read them.
        goes: how often it was gone on with.
    """

    data_set: str
    paths: tuple[str, ...]
    files: dict[str, str] = field(default_factory=dict)
    reader: str = ""
    goes: int = 0

    @property
    def chosen(self) -> tuple[Path, ...]:
        """The files and folders that were chosen."""
        return tuple(Path(one) for one in self.paths)


def note(work: Work, pending: Pending) -> None:
    """Note what is being received; for the writer thread."""
    work.file.mark(_MARK, json.dumps(asdict(pending), ensure_ascii=False))


def forget(work: Work) -> None:
    """Note that nothing is being received any more; for the writer thread."""
    if work.file.marked(_MARK):
        work.file.mark(_MARK, "")


def found(work: Work) -> Pending | None:
    """Return the import that was cut short; None where there is none. For the writer thread."""
    try:
        body = json.loads(work.file.marked(_MARK) or "null")
        return None if body is None else replace(Pending(**body), paths=tuple(body["paths"]))
    except (ValueError, TypeError, KeyError):
        return None


def to_go_on(work: Work) -> Pending | None:
    """Return the import to go on with now, counting the attempt; for the writer thread.

    One whose files are gone, or that has been cut short again and again, is given up.
    """
    pending = found(work)
    if pending is None:
        return None
    if pending.goes >= _MOST_GOES or not all(path.exists() for path in pending.chosen):
        forget(work)
        return replace(pending, paths=())
    pending = replace(pending, goes=pending.goes + 1)
    note(work, pending)
    return pending
