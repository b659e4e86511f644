"""The recovery drill: restore the newest backup into a scratch place, replay it and compare."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ilacs_desktop.errors import BadInputError, DamagedFileError, KnownError
from ilacs_desktop.services.keeping.backups import at_once, attachment_words
from ilacs_desktop.services.record.time_words import day_words, moment_words
from ilacs_desktop.store.backup import backup_sets, backup_vault, restored
from ilacs_desktop.store.backup import backups as stored
from ilacs_desktop.store.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.services.keeping.backups import Run
    from ilacs_desktop.services.keeping.restoring import Secret
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.backup.backup_sets import Manifest
    from ilacs_desktop.store.backup.restored import Unpacked

_MARK = "drill"
STEPS = 6


class Tell(Protocol):
    """Hears how far the drill has come; may raise to stop it."""

    def __call__(self, done: int, total: int, words: str, /) -> object:
        """Hear it."""
        ...


@dataclass(frozen=True, slots=True)
class Drilled:
    """What a drill found.

    Attributes:
        at: ISO moment of the drill.
        backup_at: ISO moment of the backup that was restored.
        entries: journal entries that were replayed.
        records: records they came to.
        attachments: attachments that were opened.
        faults: what is wrong, a sentence each; empty where all is well.
        opens: how it opens: ``passphrase``, ``recovery`` or ``organisation`` where that was
            tried, ``today`` where today's secrets fit, ``then`` where only those of its day do.
    """

    at: str
    backup_at: str
    entries: int
    records: int
    attachments: int
    faults: tuple[str, ...]
    opens: str

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def words(self) -> str:
        """The result in a sentence."""
        day = day_words_of(self.at)
        if self.faults:
            return f"Last drill {day}: the backup cannot be relied on. {self.faults[0]}"
        return f"Last drill {day}: {self.entries:,} entries, all well."

    @property
    def details(self) -> str:
        """What was done, in sentences."""
        ways = {
            "passphrase": "It opened with the passphrase.",
            "recovery": "It opened with the recovery key.",
            "organisation": "It opened with the organisation's key.",
            "today": "Today’s passphrase and recovery key fit it.",
            "then": "It opens with the passphrase of its day, not with today’s.",
        }
        attached = attachment_words(self.attachments)
        return (
            f"The backup of {moment_words(self.backup_at)} was restored into a scratch place and "
            f"replayed: {self.records:,} records{attached}. {ways[self.opens]}"
        )


def day_words_of(moment: str) -> str:
    """Return the day of an ISO moment: ``6 July``."""
    return day_words(datetime.fromisoformat(moment).date()).split(" ", 1)[1]


def last(work: Work) -> Drilled | None:
    """Return what the last drill on this laptop found; None where there was none."""
    text = work.file.marked(_MARK)
    if not text:
        return None
    body = json.loads(text)
    return Drilled(**{**body, "faults": tuple(body["faults"])})


def _told(_done: int, _total: int, _words: str, /) -> None:
    """Tell nobody."""


def drill(
    work: Work, run: Run | None = None, tell: Tell = _told, secret: Secret | None = None
) -> Drilled:
    """Restore the newest backup of an open inspection into a scratch place, and compare.

    Nothing of the inspection is changed; the scratch place is gone afterwards.

    Args:
        work: the open inspection.
        run: runs a short piece on the writer thread; left out where this is that thread.
        tell: hears how far it has come, and may raise to stop.
        secret: opens the backup as after a loss; left out, its slots are compared with today's.

    Raises:
        BadInputError: there is no backup yet.
        WrongPassphraseError: the secret does not open it; nothing is recorded then.
    """
    newest = stored.newest(work.data_dir, work.file_id)
    if newest is None:
        raise BadInputError(
            "There is no backup of this inspection yet.", todo="Back up now, then drill again."
        )
    found = _drilled(work, newest.path, tell, secret)
    text = json.dumps(asdict(found), ensure_ascii=False)
    (run or at_once)(lambda: work.file.mark(_MARK, text))
    return found


def _drilled(work: Work, path: Path, tell: Tell, secret: Secret | None) -> Drilled:
    at = work.wall.now().isoformat(timespec="seconds")
    try:
        manifest = backup_sets.read_manifest(path)
    except DamagedFileError as error:
        return Drilled(at, at, 0, 0, 0, (error.what,), "then")
    try:
        with restored.scratch(work.data_dir) as folder:
            return _compared(work, path, folder, tell, secret, at)
    except DamagedFileError as error:
        return Drilled(at, manifest.made_at, 0, 0, 0, (error.what,), "then")


def _compared(
    work: Work, path: Path, folder: Path, tell: Tell, secret: Secret | None, at: str
) -> Drilled:
    tell(0, STEPS, "Checking the files of the backup")
    found = restored.unpack(path, folder, lambda: tell(0, STEPS, "Checking the files"))
    tell(1, STEPS, "Opening it")
    key, opens = _way_in(work, found, secret)
    tell(2, STEPS, "Proving every page")
    restored.prove(found, key)
    copy, own = folder / "copy.db", secrets.token_bytes(32)
    restored.copy_database(found.database, key, copy, own)
    tell(3, STEPS, "Replaying every entry")
    reading = Reading(copy, own)
    try:
        verdict = reading.verify(_stopped(tell))
    finally:
        reading.close()
    tell(4, STEPS, "Opening every attachment")
    faults = restored.attachments_readable(
        copy, own, found, lambda: tell(4, STEPS, "Opening every attachment")
    )
    tell(5, STEPS, "Comparing it with the inspection")
    live = _live_faults(work, found.manifest)
    tell(STEPS, STEPS, "Done")
    return Drilled(
        at,
        found.manifest.made_at,
        verdict.entries,
        verdict.records,
        len(found.manifest.blobs),
        (*verdict.faults, *faults, *live),
        opens,
    )


def _way_in(work: Work, found: Unpacked, secret: Secret | None) -> tuple[bytes, str]:
    if secret is not None:
        return restored.open_vault(found, secret.text, secret.by).entry.key, secret.by
    fits = backup_vault.ways_in(found.vault) == backup_vault.ways_in(work.data_dir)
    return work.file.key, "today" if fits else "then"


def _stopped(tell: Tell) -> Callable[[], bool]:
    def asked() -> bool:
        tell(3, STEPS, "Replaying every entry")
        return False

    return asked


def _live_faults(work: Work, manifest: Manifest) -> tuple[str, ...]:
    """Name what the inspection does not hold, up to the moment of the backup."""
    try:
        reading = Reading(work.file.path, work.file.key)
        try:
            missing = [head for head in manifest.heads if not reading.holds(*head)]
        finally:
            reading.close()
    except KnownError as error:
        return (f"The inspection itself could not be read. {error.what}",)
    return tuple(
        f"The inspection does not hold entry {seq} of laptop {replica} as the backup does."
        for replica, seq, _ in missing
    )
