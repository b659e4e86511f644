"""Conditions as they are in the world, each met at every step of a working hour.

Real: a full disk (a small tmpfs, where this process may mount one), a folder taken away from a
child under another user, a database held by another process, a child stopped and continued.
Simulated: the clock (by the clock protocol) and the mount table.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from datetime import timedelta
from pathlib import Path

from denied import DEEDS, WORDS, Importing, Making, Passphrase
from stage import PASSPHRASE, Child, failures_said, faults_of, opened

from ilacs_desktop.domain.clock import SystemClock
from ilacs_desktop.errors import KnownError, StorageError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import history, undoing
from ilacs_desktop.store import connection, places

NOBODY = 65534
PAGE = 4096


def run(stage, count, seed, tell):
    """Meet each condition at up to ``count`` steps; return the figures."""
    assert stage.annex_a
    return {
        row: condition(stage, count, random.Random(f"{seed}/{row}"), tell)
        for row, condition in CONDITIONS.items()
    }


def _drawn(chance, steps, count):
    steps = list(steps)
    return steps if count >= len(steps) else chance.sample(steps, count)


def _words_fault(said, pattern):
    import re

    return [
        f"unclear words: {one['words']}"
        for one in said
        if one["say"] == "refused" and not re.search(pattern, one["words"], re.IGNORECASE)
    ]


class _Pause:
    """Lets a child wait until its parent has changed the world."""

    def __init__(self) -> None:
        self._told, self._tell = os.pipe()

    def wait(self) -> None:
        os.read(self._told, 1)

    def go(self) -> None:
        os.write(self._tell, b".")

    def close(self) -> None:
        os.close(self._told)
        os.close(self._tell)


# -- a full disk ----------------------------------------------------------------------------------


def full_disk(stage, count, chance, tell):
    """Do each deed with 0, 1, 2, … pages of room left on a small tmpfs, then make room."""
    mount = stage.folder / "small"
    mount.mkdir()
    size = 24 * 1024 * 1024
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(mount)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        return [0, 0, "not run: this user may not mount a tmpfs"]
    done = bad = 0
    try:
        steps = [(kind, pages) for kind in DEEDS for pages in (*range(24), 32, 48, 64, 96, 128)]
        for kind, pages in _drawn(chance, steps, count):
            folder = stage.copied(mount)
            deed, filler, pause = kind(stage, folder), mount / "filler", _Pause()
            child = Child(lambda say, deed=deed, pause=pause: _on_full(deed, say, pause))
            child.wait_for("ready")
            _fill(mount, filler, pages)
            pause.go()
            child.wait_for("met")
            filler.unlink()
            pause.go()
            said = child.finish()
            pause.close()
            found = failures_said(said) + _words_fault(said, "full|space|room")
            found += deed.check(said, killed=False)
            done += 1
            if found:
                bad += 1
                tell(f"disk full (tmpfs): {kind.row}, {pages} pages left", found)
            shutil.rmtree(folder, ignore_errors=True)
            for left in mount.iterdir():
                left.unlink()
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=False)
    return [done, bad, "real: a tmpfs"]


def _on_full(deed, say, pause):
    def attempt(say, act):
        say("ready")
        pause.wait()
        try:
            act()
        except KnownError as error:
            say("refused", words=str(error))
        say("met")
        pause.wait()

    deed.attempt = attempt
    deed.play(say)


def _fill(mount: Path, filler: Path, pages: int) -> None:
    with filler.open("wb") as out:
        stat = os.statvfs(mount)
        room = stat.f_bavail * stat.f_frsize - pages * PAGE
        while room > 0:
            out.write(bytes(min(room, 1 << 20)))
            room -= 1 << 20


# -- read-only, permission lost -------------------------------------------------------------------


def no_permission(stage, count, chance, tell):
    """Take the folder from a child that is another user, in the middle of each deed."""
    if os.geteuid() != 0:
        return [0, 0, "not run: only root can start a child as another user"]
    # A child under another user may not be able to read what Python imports late.
    Importing(stage, stage.copied()).play(lambda *_, **__: None)
    done = bad = 0
    steps = [(kind, mode) for kind in DEEDS for mode in (0o500, 0o000, "files")]
    for kind, mode in _drawn(chance, steps, count):
        holder = stage.folder / f"nobody-{done}"
        holder.mkdir()
        folder = stage.copied(holder)
        _give(holder, NOBODY)
        deed, pause = kind(stage, folder), _Pause()
        child = Child(lambda say, deed=deed, pause=pause: _on_full(deed, say, pause), user=NOBODY)
        child.wait_for("ready")
        before = _take(holder, mode)
        pause.go()
        child.wait_for("met")
        for path, was in before:
            if path.exists():
                path.chmod(was)
        pause.go()
        said = child.finish()
        pause.close()
        _give(holder, 0)
        found = failures_said(said) + deed.check(said, killed=False)
        found += _words_fault(said, WORDS[13])
        done += 1
        if found:
            bad += 1
            tell(f"permission lost ({mode}): {kind.row}", found)
        shutil.rmtree(holder, ignore_errors=True)
    return [done, bad, "real: a child under another user"]


def _give(folder, user):
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user)


def _take(holder, mode):
    paths = [path for path in (holder, *holder.rglob("*")) if not path.is_symlink()]
    paths = [path for path in paths if path.is_file() == (mode == "files")]
    before = [(path, path.stat().st_mode & 0o777) for path in paths]
    for path in paths:
        path.chmod(0o400 if mode == "files" else mode)
    return before


# -- held by another process ----------------------------------------------------------------------


def held_elsewhere(stage, count, chance, tell):
    """Hold the database in another process while each deed is done; then let go."""
    done = bad = 0
    kinds = [kind for kind in DEEDS if kind not in (Making, Passphrase)]
    steps = [(kind, turn) for turn in range(max(1, count // len(kinds) + 1)) for kind in kinds]
    for kind, _ in _drawn(chance, steps, count):
        folder = stage.copied()
        deed, pause = kind(stage, folder), _Pause()
        held = laptop.unlock(folder, PASSPHRASE)
        key = held.entry(stage.file).key
        held.close()
        path = folder / "inspections" / f"{stage.file}.db"
        child = Child(lambda say, deed=deed, pause=pause: _impatient(deed, say, pause))
        child.wait_for("ready")
        let_go = _Pause()
        other = Child(lambda say, path=path, key=key, go=let_go: _hold(path, key, say, go))
        other.wait_for("held")
        pause.go()
        child.wait_for("met")
        let_go.go()
        other.finish()
        pause.go()
        said = child.finish()
        found = failures_said(said) + failures_said(other.said) + deed.check(said, killed=False)
        found += _words_fault(said, "held by another program|another running copy")
        done += 1
        if found:
            bad += 1
            tell(f"held by another process: {kind.row}", found)
        for one in (pause, let_go):
            one.close()
        shutil.rmtree(folder, ignore_errors=True)
    return [done, bad, "real: another process"]


def _impatient(deed, say, pause):
    connection.BUSY_MS = 30
    _on_full(deed, say, pause)


def _hold(path, key, say, let_go):
    held = connection.connect(path, key)
    held.execute("BEGIN IMMEDIATE")
    say("held")
    let_go.wait()
    held.execute("ROLLBACK")
    held.close()


# -- the clock set back ---------------------------------------------------------------------------


class Clock:
    """The laptop's clock, which can be set."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def now(self):
        return SystemClock().now() + self.shift


def clock_set_back(stage, count, chance, tell):
    """Set the clock back a year, and on, before each step of some work."""
    done = bad = 0
    for turn in range(max(1, count // 10)):
        folder = stage.copied()
        clock = Clock()
        found = []
        try:
            with opened(folder, stage.file, clock) as (_, work):
                step = chance.randrange(8)
                note = evidence.add(work, "").made
                for place in range(8):
                    if place == step:
                        clock.shift -= timedelta(days=365)
                    if place == step + 3 and turn % 2:
                        clock.shift += timedelta(days=400)
                    evidence.type_text(work, note, "x" * (place + 1))
                    if place % 3 == 2:
                        note = evidence.add(work, "").made
                    if place == 5:
                        evidence.add(work, "undone at once")
                        undoing.undo(work)
                    told = work.file.clock_went_back
                    if place == step and not (told or work.file.open_entry):
                        evidence.add(work, "next")
                        if not work.file.clock_went_back:
                            found.append("nobody is told that the clock went back")
                times = work.file.time
                if not history.verify(work).is_good:
                    found.append("the file is not good")
            with opened(folder, stage.file, clock) as (_, work):
                if work.file.time < times:
                    found.append("the order of time went back")
        except Exception as error:
            found.append(f"work stopped: {error!r}")
        found += faults_of(folder, stage.file)
        done += 8
        if found:
            bad += 1
            tell(f"clock set back, turn {turn}", found)
        shutil.rmtree(folder, ignore_errors=True)
    return [done, bad, "simulated: by the clock protocol"]


# -- sleep in mid-write ---------------------------------------------------------------------------


def asleep(stage, count, chance, tell):
    """Stop a working child in the middle, look at the files as they are then, and let it go on."""
    done = bad = 0
    kinds = [kind for kind in DEEDS if kind not in (Making, Passphrase)]
    for turn in range(count):
        folder = stage.copied()
        deed = kinds[turn % len(kinds)](stage, folder)
        go_on = _Pause()
        child = Child(lambda say, deed=deed, pause=go_on: _awake(deed, say, pause))
        child.wait_for("ready")
        go_on.go()
        for _ in range(3):
            time.sleep(chance.uniform(0, 0.01))
            try:
                os.kill(child.pid, signal.SIGSTOP)
                time.sleep(0.002)
                # As if the battery went flat meanwhile: what is on the disk is good.
                frozen = stage.folder / "frozen"
                shutil.copytree(folder, frozen, ignore=shutil.ignore_patterns("*.lock"))
                found = [
                    one for one in faults_of(frozen, stage.file) if not one.startswith("left over")
                ]
            finally:
                os.kill(child.pid, signal.SIGCONT)
            shutil.rmtree(frozen, ignore_errors=True)
            if found:
                break
        said = child.finish()
        go_on.close()
        found += failures_said(said) + deed.check(said, killed=False)
        found += [f"refused: {one['words']}" for one in said if one["say"] == "refused"]
        done += 1
        if found:
            bad += 1
            tell(f"asleep in mid-write: {deed.row}, turn {turn}", found)
        shutil.rmtree(folder, ignore_errors=True)
    return [done, bad, "real: SIGSTOP and SIGCONT"]


def _awake(deed, say, pause):
    def attempt(say, act):
        say("ready")
        pause.wait()
        try:
            act()
        except KnownError as error:
            say("refused", words=str(error))

    deed.attempt = attempt
    deed.play(say)


# -- a network share ------------------------------------------------------------------------------


def network_share(stage, count, chance, tell):
    """Put the folder on a share before each door: refused, nothing written; then it is local."""
    done = bad = 0
    real = places.mounts
    kinds = sorted(places._NETWORK_TYPES)
    doors = (_first_run, _unlock, _new, _open)
    steps = [(door, kind) for door in doors for kind in kinds]
    for door, kind in _drawn(chance, steps, count):
        folder = stage.copied()
        before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        found = []
        try:
            places.mounts = real
            with door(stage, folder) as act:
                places.mounts = lambda kind=kind, at=folder.parent: [("/", "ext4"), (str(at), kind)]
                try:
                    act()
                    found.append("it was taken")
                except StorageError as error:
                    if "network share" not in str(error):
                        found.append(f"unclear words: {error}")
                places.mounts = real
                act()
        except Exception as error:
            found.append(f"it did not go on: {error!r}")
        finally:
            places.mounts = real
        if door is _unlock:
            now = {p: p.read_bytes() for p in before if p.exists()}
            found += [f"{p.name} is gone" for p in before if p not in now]
        found += faults_of(folder, stage.file)
        done += 1
        if found:
            bad += 1
            tell(f"network share ({kind}): {door.__name__}", found)
        shutil.rmtree(folder, ignore_errors=True)
    return [done, bad, "simulated: the mount table"]


class _Door:
    def __init__(self, stage, folder):
        self.stage, self.folder, self.held, self.work = stage, folder, None, None

    def __enter__(self):
        return self.act

    def __exit__(self, *_):
        if self.work is not None:
            self.work.close()
        if self.held is not None:
            self.held.close()


class _first_run(_Door):  # noqa: N801
    def act(self):
        from ilacs_desktop.store.vault.slots import Cost

        new = self.folder.parent / f"{self.folder.name}-new"
        self.held, _ = laptop.first_run(new, "Ben Example", PASSPHRASE, cost=Cost())


class _unlock(_Door):  # noqa: N801
    def act(self):
        self.held = laptop.unlock(self.folder, PASSPHRASE)


class _new(_Door):  # noqa: N801
    def __enter__(self):
        self.held = laptop.unlock(self.folder, PASSPHRASE)
        return self.act

    def act(self):
        from datetime import date

        from ilacs_desktop.services.inspection.setup import NewInspection

        new = NewInspection("Sampleton", "short", date(2026, 9, 7))
        self.work = self.held.new_inspection(new, self.stage.editions)


class _open(_Door):  # noqa: N801
    def __enter__(self):
        self.held = laptop.unlock(self.folder, PASSPHRASE)
        return self.act

    def act(self):
        self.work = self.held.open_inspection(self.stage.file).work


CONDITIONS = {
    "disk full (tmpfs)": full_disk,
    "permission lost (another user)": no_permission,
    "held by another process": held_elsewhere,
    "clock set back a year": clock_set_back,
    "asleep in mid-write": asleep,
    "network share": network_share,
}
