"""A file is copied, restored or rolled back behind the app's back: told, kept apart, never lost.

Each turn is a history of one inspection on two laptops: people work, quit, are ended, meet, and
somebody copies files about in between. Whatever the vault can know is told at opening, with a new
replica. A snapshot of the whole folder cannot be known; it is named where the laptops meet.
"""

from __future__ import annotations

import functools
import random
import shutil
import traceback
from contextlib import contextmanager
from datetime import date

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import laptop, whereabouts
from ilacs_desktop.services.record import editing
from ilacs_desktop.store import arrivals, journal
from ilacs_desktop.store.connection import connect
from ilacs_desktop.store.proof.verify import verify
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

PASSPHRASE = "correct horse battery"
FULL, SHARE = 500, 8
FORK = "two different histories"
TAILS = ("", "-wal", "-shm")

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder with one inspection in it, closed; the folder and the file's id."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "_stretch", functools.cache(slots._stretch))
        folder = tmp_path_factory.mktemp("made") / "data"
        held, _ = laptop.first_run(folder, "Ann Example", PASSPHRASE, cost=Cost())
        editions = load_editions(edition_folders()[:1])
        new = NewInspection("Exampleshire", "short", date(2026, 7, 6))
        work = held.new_inspection(new, editions)
        held.close_inspection(work)
        held.close()
        yield folder, work.file_id


class WrongError(AssertionError):
    """What may not happen happened."""


class Machine:
    """One laptop: a data folder on a machine, and the copies somebody made of it.

    Attributes:
        is_forked: whether something was done to it that nothing on it can tell.
    """

    def __init__(self, folder, file, machine, patch):
        self.folder, self.file, self.machine = folder, file, machine
        self.copies = []
        self.is_forked = False
        self._patch = patch

    @property
    def path(self):
        return self.folder / "inspections" / f"{self.file}.db"

    def _differs(self, held):
        """Compare what the vault remembers with the disk, by means of this test's own."""
        entry = held.entry(self.file)
        stat = self.path.stat()
        scratch = self.folder.with_name(f"{self.folder.name}-look")
        scratch.mkdir()
        for tail in TAILS:
            source = self.path.with_name(self.path.name + tail)
            if source.exists():
                shutil.copyfile(source, scratch / f"look.db{tail}")
        connection = connect(scratch / "look.db", entry.key)
        replica = connection.execute(
            "SELECT value FROM local_mark WHERE key = 'replica'"
        ).fetchone()[0]
        machine = connection.execute(
            "SELECT machine FROM replica WHERE id = ?", (replica,)
        ).fetchone()[0]
        found = connection.execute(
            "SELECT hash FROM journal WHERE replica = ? AND seq = ?", (entry.replica, entry.seq)
        ).fetchone()
        connection.close()
        shutil.rmtree(scratch)
        return (
            machine != self.machine
            or (entry.device, entry.inode) != (stat.st_dev, stat.st_ino)
            or replica != entry.replica
            or (entry.seq > 0 and (found is None or found[0].hex() != entry.hash))
        )

    @contextmanager
    def opened(self):
        """Open it, and hold what is told to what differs."""
        for module in (whereabouts, laptop):
            self._patch.setattr(module, "machine_digest", lambda: self.machine)
        held = laptop.unlock(self.folder, PASSPHRASE)
        try:
            before = held.entry(self.file).replica
            differs = self._differs(held)
            found = held.open_inspection(self.file)
            has_own = found.work.file.replica != before
            if differs != bool(found.notices) or differs != has_own:
                raise WrongError(f"differs {differs}, told {found.notices}, own replica {has_own}")
            yield held, found.work
            held.close_inspection(found.work)
        finally:
            held.close()

    def work(self, draw):
        """Write some notes and quit."""
        with self.opened() as (_, work):
            self._write(work, draw)

    def be_ended(self, draw):
        """Write some notes and be ended: the file, its log and the log's index stay as they are."""
        ended = self.folder.with_name(f"{self.folder.name}-ended")
        with self.opened() as (_, work):
            self._write(work, draw)
            self._type(work, draw)
            shutil.copytree(self.folder, ended)
        _put_over(ended, self.folder)
        shutil.rmtree(ended)

    def _type(self, work, draw):
        """Begin to type, and leave it at that."""
        notes = sorted(one.id for one in work.snapshot.all(Evidence))
        if notes and draw.random() < 0.7:
            text = f"{self.machine} half a sen{draw.random()}"
            editing.type_text(work, Evidence, draw.choice(notes), "text", text)

    def copy_while_typing(self, draw):
        """Copy the folder in the middle of a burst, which then goes on here."""
        with self.opened() as (_, work):
            self._write(work, draw)
            note = max(one.id for one in work.snapshot.all(Evidence))
            editing.type_text(work, Evidence, note, "text", f"{self.machine} half")
            self.set_aside(draw)
            editing.type_text(work, Evidence, note, "text", f"{self.machine} half a sentence")
        return self.copies[-1]

    def _write(self, work, draw):
        for _ in range(draw.randrange(1, 4)):
            text = f"{self.machine} {draw.random()}"
            editing.create(work, Evidence, "Add note", text=text)

    # -- what somebody does behind the app's back ----------------------------------------------

    def set_aside(self, _):
        """Copy the folder somewhere else."""
        copy = self.folder.with_name(f"{self.folder.name}-copy-{len(self.copies)}")
        shutil.copytree(self.folder, copy)
        self.copies.append(copy)

    def put_back_file(self, draw):
        """Put an earlier copy of the file alone in its place: over it, or instead of it."""
        if self.copies:
            source = draw.choice(self.copies) / "inspections" / self.path.name
            self.take(source, is_over=draw.random() < 0.5)

    def take(self, source, *, is_over):
        """Take a file from elsewhere, with its log."""
        if not is_over:
            self.path.rename(self.path.with_suffix(".aside"))
        for tail in TAILS:
            goal, given = (one.with_name(one.name + tail) for one in (self.path, source))
            if given.exists():
                _overwrite(given, goal)
            else:
                goal.unlink(missing_ok=True)
        self.path.with_suffix(".aside").unlink(missing_ok=True)
        # Back to a moment after what was last remembered: nothing here can tell.
        self.is_forked = True

    def put_back_folder(self, draw):
        """Put an earlier copy of the whole folder over it, as a snapshot of a disk does."""
        if self.copies:
            _put_over(draw.choice(self.copies), self.folder)
            self.is_forked = True


def _put_over(source, goal):
    """Write a folder over another, so that each file keeps its place on the disk."""
    for path in source.rglob("*"):
        if path.is_file():
            _overwrite(path, goal / path.relative_to(source))
    for path in list(goal.rglob("*")):
        if path.is_file() and not (source / path.relative_to(goal)).exists():
            path.unlink()


def _overwrite(source, goal):
    goal.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as given, goal.open("wb") as out:
        shutil.copyfileobj(given, out)


# -- where laptops meet ------------------------------------------------------------------------


def meet(giver, taker):
    """Take all that one laptop has into the other, and hold the outcome to what both had."""
    with giver.opened() as (_, work):
        work.file.seal()
        connection = work.file.connection
        given = [one for one in journal.entries(connection) if not one.is_open]
        replicas = {
            row[0]: (row[1], row[2])
            for row in connection.execute("SELECT id, machine, public_key FROM replica")
        }
        heads = {one: journal.signed_head(connection, one) for one in replicas}
    with taker.opened() as (_, work):
        had = {one.ref: one.hash for one in journal.entries(work.file.connection)}
        heads = {name: head for name, head in heads.items() if head is not None}
        work.took(arrivals.absorb(work.file, given, replicas, heads))
        return _outcome(work, given, had, may_fork=giver.is_forked or taker.is_forked)


def _outcome(work, given, had, *, may_fork):
    connection = work.file.connection
    held = {one.ref: one.hash for one in journal.entries(connection)}
    beside = {
        (row[0], row[1], row[2]): row[3] for row in connection.execute("SELECT * FROM forked")
    }
    if had.items() - held.items():
        raise WrongError("an entry of the taking laptop has changed or gone")
    for one in given:
        name = (one.ref.replica, one.ref.seq, one.hash)
        if held.get(one.ref) != one.hash and name not in beside:
            raise WrongError(f"entry {one.ref} of the giving laptop is nowhere")
        text = one.changes["text"].value if "text" in one.changes else ""
        if name in beside and str(text) not in beside[name]:
            raise WrongError("what was kept beside lost its words")
    faults = verify(connection).faults
    doubled = any(one.ref in had and had[one.ref] != one.hash for one in given)
    named = any(FORK in fault for fault in faults)
    if (doubled or beside) and not named:
        raise WrongError(f"two entries under one number, and nobody is told: {faults}")
    if beside and not may_fork:
        raise WrongError("a fork where everything could be known")
    if not beside and faults:
        raise WrongError(f"faults without a fork: {faults}")
    texts = {
        version.value
        for state in work.file.states()
        if "text" in state.fields
        for version in state.field("text").versions
    }
    written_on = {
        ref
        for one in journal.entries(connection)
        if "text" in one.changes
        for ref in one.changes["text"].replaces
    }
    for one in given:
        is_held = held.get(one.ref) == one.hash and one.ref not in written_on
        if is_held and "text" in one.changes and one.changes["text"].value not in texts:
            raise WrongError("an entry arrived and is not shown")
    return "named" if named else "joined"


def turn(made, folder, seed, patch):
    """Play one history; return what it came to."""
    draw = random.Random(seed)
    source, file = made
    one = Machine(folder / "one", file, "machine one", patch)
    shutil.copytree(source, one.folder)
    one.work(draw)
    # The other begins as a copy of the folder: on a machine of its own, or beside the first.
    other = Machine(folder / "two", file, draw.choice(("machine two", "machine one")), patch)
    shutil.copytree(one.folder, other.folder)
    came = []
    for _ in range(draw.randrange(3, 7)):
        laptop_of, another = draw.choice(((one, other), (other, one)))
        what = draw.choice(
            ("work", "ended", "aside", "file", "folder", "carry", "meet", "meet", "snapshot")
        )
        if what == "meet":
            came.append(meet(laptop_of, another))
        elif what == "snapshot":
            # What was written after the snapshot is known to the other laptop alone.
            laptop_of.set_aside(draw)
            laptop_of.work(draw)
            came.append(meet(laptop_of, another))
            _put_over(laptop_of.copies[-1], laptop_of.folder)
            laptop_of.is_forked = True
            laptop_of.work(draw)
        elif what == "carry":
            another.take(laptop_of.path, is_over=draw.random() < 0.5)
        else:
            {
                "work": laptop_of.work,
                "ended": laptop_of.be_ended,
                "aside": laptop_of.set_aside,
                "file": laptop_of.put_back_file,
                "folder": laptop_of.put_back_folder,
            }[what](draw)
    came.append(meet(one, other))
    came.append(meet(other, one))
    return "named" if "named" in came else "joined"


def test_what_was_copied_restored_or_rolled_back_is_told_or_named(made, proof, tmp_path):
    turns = proof.turns(full=FULL, share=SHARE)
    failed, came = [], {}
    for number in range(turns):
        folder = tmp_path / str(number)
        seed = f"{proof.seed} rolled back {number}"
        try:
            with pytest.MonkeyPatch.context() as patch:
                told = turn(made, folder, seed, patch)
        except Exception:
            failed.append(f"{seed}\n{traceback.format_exc(limit=-5)}")
            told = "FAILED"
        came[told] = came.get(told, 0) + 1
        shutil.rmtree(folder, ignore_errors=True)
    note = f"{came.get('named', 0)} with a fork that was named"
    proof.ran(
        "A file copied, restored or rolled back", turns, full=FULL, failures=len(failed), note=note
    )
    assert not failed, "\n".join(failed[:3])


def test_half_a_burst_in_a_copy_is_told_and_kept_apart(made, tmp_path, monkeypatch):
    draw = random.Random(2)
    source, file = made
    one = Machine(tmp_path / "one", file, "machine one", monkeypatch)
    shutil.copytree(source, one.folder)
    one.work(draw)
    copy = one.copy_while_typing(draw)
    other = Machine(tmp_path / "two", file, "machine two", monkeypatch)
    shutil.copytree(copy, other.folder)
    other.work(draw)
    assert meet(other, one) == "joined"
    assert meet(one, other) == "joined"
    for each in (one, other):
        with each.opened() as (_, work):
            disputed = [s for s in work.file.states() if "text" in s.conflicts]
            said = {str(one.value) for s in disputed for one in s.field("text").versions}
            assert said == {"machine one half", "machine one half a sentence"}


def test_each_difference_by_itself_is_told(made, tmp_path, monkeypatch):
    """Machine, inode, an older state, another replica: one at a time, each in its own words."""
    draw = random.Random(1)
    source, file = made

    def fresh(name, machine="machine one"):
        one = Machine(tmp_path / name, file, machine, monkeypatch)
        shutil.copytree(source, one.folder)
        with one.opened() as (_, work):
            assert work.file.replica
        return one

    def told(one):
        monkeypatch.setattr(whereabouts, "machine_digest", lambda: one.machine)
        held = laptop.unlock(one.folder, PASSPHRASE)
        found = held.open_inspection(file)
        held.close_inspection(found.work)
        held.close()
        return " ".join(found.notices)

    one = fresh("nothing")
    one.work(draw)
    assert told(one) == ""
    one.machine = "machine two"
    assert "another machine" in told(one)
    assert told(one) == ""
    one.set_aside(draw)
    one.take(one.copies[0] / "inspections" / one.path.name, is_over=False)
    assert "copied or restored" in told(one)
    one = fresh("older")
    one.set_aside(draw)
    one.work(draw)
    one.take(one.copies[0] / "inspections" / one.path.name, is_over=True)
    assert "older than this laptop remembers" in told(one)
    one, other = fresh("here"), Machine(tmp_path / "there", file, "machine two", monkeypatch)
    shutil.copytree(one.folder, other.folder)
    other.work(draw)
    one.take(other.path, is_over=True)
    assert "another machine" in told(one)
    one, other = fresh("here again"), Machine(tmp_path / "beside", file, "machine one", monkeypatch)
    shutil.copytree(one.folder, other.folder)
    other.work(draw)
    one.take(other.path, is_over=True)
    assert "Another copy of this file was worked on" in told(one)
