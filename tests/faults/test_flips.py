"""Bits flip, files are cut, logs are torn: never opened as good, always explained, recoverable.

Each turn damages a copy of one data folder, as a failing disk does, and then does what a person
would: unlock, look, open, save what can be saved, or restore a backup on a bare laptop.
"""

from __future__ import annotations

import functools
import math
import random
import shutil
import traceback
from datetime import date

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import KnownError
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import backups, restoring, salvaging
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import checking, editing, striking
from ilacs_desktop.store.backup import backup_sets
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

PASSPHRASE = "correct horse battery"
FULL, SHARE = 2000, 40
PAGE = 4096
STRUCK = "Zebedee"
KINDS = ("database", "log", "backup", "vault.json", "vault.db", "vault log")

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


class Original:
    """A data folder as a day left it, and the same as a crash left it.

    Attributes:
        closed, crashed: the two folders.
        file: id of the inspection's file.
        notes: what every note says at the end, by id.
        backed_up: what they said in the newest backup.
        crashed_notes: what they said when the app was ended.
    """

    def __init__(self, folder):
        self.closed, self.crashed = folder / "closed", folder / "crashed"
        held, _ = laptop.first_run(folder / "made", "Ann Example", PASSPHRASE, cost=Cost())
        editions = load_editions(edition_folders()[:1])
        work = held.new_inspection(
            NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions
        )
        self.file = work.file_id
        named = editing.create(work, Evidence, "Add note", text=f"{STRUCK} was seen").made
        place = next(one for one in striking.places(work, STRUCK) if one.record == named)
        striking.strike_out(work, place, STRUCK, "The child", "a name")
        for number in range(14):
            self._note(work, number)
        self.backed_up = said(work)
        backups.back_up(work)
        for number in range(14, 24):
            self._note(work, number)
        held.close_inspection(work)
        held.close()
        shutil.copytree(folder / "made", self.closed)
        held = laptop.unlock(folder / "made", PASSPHRASE)
        work = held.open_inspection(self.file).work
        self.notes = said(work)
        for number in range(24, 30):
            self._note(work, number)
        note = sorted(said(work))[0]
        editing.type_text(work, Evidence, note, "text", "typed when the lights went out")
        self.crashed_notes = said(work)
        shutil.copytree(folder / "made", self.crashed)
        held.close_inspection(work)
        held.close()

    def _note(self, work, number):
        editing.create(work, Evidence, "Add note", text=f"note {number} " * (3 + number % 4 * 150))


def said(work):
    return {one.id: one.text for one in work.snapshot.all(Evidence)}


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        # Argon2id takes its time and has nothing to do with the disk: once for each salt.
        patch.setattr(slots, "_stretch", functools.cache(slots._stretch))
        yield Original(tmp_path_factory.mktemp("original"))


# -- what a disk does --------------------------------------------------------------------------


def damage(path, draw):
    """Change a file as a failing disk does; return how, in a word."""
    data = bytearray(path.read_bytes())
    how = draw.choice(("flip", "flip", "flip", "cut", "zero", "swap", "garbage", "gone"))
    if not data:
        how = "garbage"
    if how == "flip":
        for _ in range(draw.choice((1, 1, 2, 5))):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    elif how == "cut":
        del data[draw.randrange(len(data)) :]
    elif how in ("zero", "garbage"):
        start = draw.randrange(max(len(data), 1)) // 512 * 512
        count = draw.choice((512, PAGE, 5 * PAGE))
        data[start : start + count] = bytes(count) if how == "zero" else draw.randbytes(count)
    elif how == "swap" and len(data) > 2 * PAGE:
        one, two = (draw.randrange(len(data) // PAGE) * PAGE for _ in range(2))
        held = data[one : one + PAGE]
        data[one : one + PAGE] = data[two : two + PAGE]
        data[two : two + PAGE] = held
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(data)
    return how


def target(folder, kind, file, draw):
    if kind == "database":
        return folder / "inspections" / f"{file}.db"
    if kind == "log":
        return folder / "inspections" / f"{file}.db-wal"
    if kind == "vault log":
        return folder / "vault.db-wal"
    if kind == "backup":
        parts = sorted(one for one in (folder / "backups" / file).glob("*/*") if one.is_file())
        return draw.choice(parts)
    return folder / kind


# -- what a person does ------------------------------------------------------------------------


class WrongError(AssertionError):
    """What may not happen happened."""


def right(found, *expected):
    """Refuse a note that says what nobody wrote, and the name that was struck out."""
    texts = {name: {one[name] for one in expected if name in one} for name in found}
    for name, text in found.items():
        if text not in texts[name]:
            raise WrongError(f"changed: {text[:60]!r}")
        if STRUCK in text:
            raise WrongError("what was struck out is back")


def at_least(found, wanted):
    missing = wanted.keys() - found.keys()
    if missing:
        raise WrongError(f"{len(missing)} notes of the newest good state are gone")


def turn(original, folder, seed, kind):
    """Play one turn; return what came of it, in a word."""
    draw = random.Random(seed)
    source = original.crashed if "log" in kind or draw.random() < 0.25 else original.closed
    expected = original.crashed_notes if source is original.crashed else original.notes
    shutil.copytree(source, folder)
    path = target(folder, kind, original.file, draw)
    before = path.read_bytes()
    how = damage(path, draw)
    is_same = path.exists() and path.read_bytes() == before
    if kind.startswith("vault") and draw.random() < 0.4:
        # The copy that stands beside it is on the same disk.
        for name in ("vault-copy.json", "vault-copy.db"):
            damage(folder / name, draw)
    try:
        held = laptop.unlock(folder, PASSPHRASE)
    except KnownError as error:
        explained(error)
        if kind not in ("vault.json", "vault.db", "vault log"):
            raise WrongError(f"the vault does not open: {error}") from error
        restore_elsewhere(original, folder)
        return f"{kind} {how}: refused, restored"
    try:
        return f"{kind} {how}: {with_vault(original, held, kind, expected, is_same)}"
    finally:
        held.close()


def explained(error):
    if not error.what or type(error).__name__ in error.what:
        raise WrongError(f"not explained: {error!r}")


def with_vault(original, held, kind, expected, is_same):
    file = original.file
    if not any(one.file == file for one in held.files()):
        if not held.notices:
            raise WrongError("the inspection is not listed and nobody is told")
        restore_here(original, held)
        return "told, restored beside"
    found = salvaging.look(held, file)
    told = not found.is_good
    try:
        opened = held.open_inspection(file)
    except KnownError as error:
        explained(error)
        if not told:
            raise WrongError(f"does not open and nothing is found wrong: {error}") from error
        return recover(original, held, expected)
    try:
        # Every turn works on a copy of the folder: that this is told says nothing of the damage.
        told = told or any("was copied" not in notice for notice in opened.notices)
        shown = said(opened.work)
        later = checking.look(opened.work)
    finally:
        held.close_inspection(opened.work)
    right(shown, expected, original.notes, original.backed_up)
    if later.is_good and not told and shown != expected:
        raise WrongError("opened as good, and not everything is there")
    if kind == "backup":
        if told or not later.is_good:
            raise WrongError(
                f"the inspection suffers from its backup: {found.faults} {later.faults}"
            )
        return "everything right" + damaged_backup(original, held, expected)
    if later.is_good:
        if shown == expected:
            return "everything right"
        at_least(shown, original.backed_up)
        return "told, opened with what is left"
    return recover(original, held, expected)


def recover(original, held, expected):
    made = salvaging.salvage_file(held, original.file)
    opened = held.open_inspection(made.file)
    try:
        shown = said(opened.work)
        verdict = checking.look(opened.work)
    finally:
        held.close_inspection(opened.work)
    right(shown, expected, original.notes, original.backed_up)
    at_least(shown, original.backed_up)
    if not verdict.is_good:
        raise WrongError(f"what was saved is not whole: {verdict.faults}")
    if not made.lost and shown.keys() != expected.keys():
        raise WrongError("notes are missing and none is told as lost")
    return "told, saved " + ("whole" if shown == expected else "in part")


def damaged_backup(original, held, expected):
    """Restore the damaged set: refused in words, or exactly what was backed up."""
    one = backup_sets.sets(backup_sets.folder_of(held.folder, original.file))
    if not one:
        return ", its set is not taken for one"
    try:
        made = restoring.restore(held, one[-1].path)
    except KnownError as error:
        explained(error)
        return ", restoring refused"
    opened = held.open_inspection(made.file)
    try:
        shown = said(opened.work)
    finally:
        held.close_inspection(opened.work)
    if shown not in (original.backed_up, expected, original.notes):
        raise WrongError("a damaged backup was restored as good")
    return ", restored"


def restore_here(original, held):
    """Restore the newest backup beside a file whose key is gone."""
    one = backup_sets.sets(backup_sets.folder_of(held.folder, original.file))[-1]
    made = restoring.restore(held, one.path, restoring.Secret(PASSPHRASE))
    opened = held.open_inspection(made.file)
    shown = said(opened.work)
    held.close_inspection(opened.work)
    right(shown, original.backed_up)
    at_least(shown, original.backed_up)


def restore_elsewhere(original, folder):
    """Restore the newest backup on a bare laptop, with the passphrase of its day."""
    one = backup_sets.sets(backup_sets.folder_of(folder, original.file))[-1]
    bare, _ = laptop.first_run(folder / "bare", "Ann Example", PASSPHRASE, cost=Cost())
    try:
        made = restoring.restore(bare, one.path, restoring.Secret(PASSPHRASE))
        opened = bare.open_inspection(made.file)
        shown = said(opened.work)
        bare.close_inspection(opened.work)
    finally:
        bare.close()
    right(shown, original.backed_up)
    at_least(shown, original.backed_up)


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_told_and_the_newest_good_state_comes_back(original, proof, tmp_path, kind):
    turns = math.ceil(proof.turns(full=FULL, share=SHARE) / len(KINDS))
    failed, came = [], {}
    for number in range(turns):
        folder = tmp_path / str(number)
        seed = f"{proof.seed} {kind} {number}"
        try:
            told = turn(original, folder, seed, kind)
        except Exception:
            failed.append(f"{seed}\n{traceback.format_exc(limit=-4)}")
            told = "FAILED"
        came[told] = came.get(told, 0) + 1
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(f"{count:>5}  {told}" for told, count in sorted(came.items())))
    proof.ran(
        "Torn log, cut or flipped database, backup, vault", turns, full=FULL, failures=len(failed)
    )
    assert not failed, "\n".join(failed[:4])
