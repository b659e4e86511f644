"""A warm process without Qt that makes laptops, forks children which use them, and ends them.

Everything is imported and one laptop is made before the first child: a child is forked in a few
milliseconds and runs the same services as the window and the command line. Only Argon2id is
remembered between children, so that ten thousand starts do not take ten thousand seconds.
"""

from __future__ import annotations

import functools
import gc
import importlib
import json
import os
import pkgutil
import shutil
import signal
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import ilacs_desktop
from ilacs_desktop.errors import KnownError
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import history
from ilacs_desktop.services.report import export
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost

PASSPHRASE = "correct horse battery"

for _room in ("services", "store", "annex_a", "publish", "training"):
    _package = importlib.import_module(f"ilacs_desktop.{_room}")
    for _found in pkgutil.walk_packages(_package.__path__, f"{_package.__name__}."):
        # A child must not be in the middle of an import when it is ended or denied the disk.
        importlib.import_module(_found.name)
time.strptime("2026", "%Y")  # it imports a module when it is first called
slots._stretch = functools.cache(slots._stretch)
assert ilacs_desktop


class Stage:
    """Laptops to break: one is made, and each play gets a copy.

    Attributes:
        folder: where all of it stands; ``close`` removes it.
        annex_a: a small Annex A of a fictitious local authority, as a folder of CSV files' parent.
    """

    def __init__(self) -> None:
        place = _memory()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_NAME}{os.getpid()}-", dir=place))
        self.folder.chmod(0o755)
        self.made = self.folder / "made"
        self.editions = load_editions(edition_folders()[:1])
        opened, self.recovery = laptop.first_run(self.made, "Ann Example", PASSPHRASE, cost=Cost())
        new = NewInspection("Exampleshire", "short", date(2026, 7, 6))
        work = opened.new_inspection(new, self.editions)
        self.file = work.file_id
        # Drawing a page imports what it needs; a child that may read nothing could not.
        export.export(work, export.document_key(work), "pdf", self.folder / "warm.pdf")
        opened.close_inspection(work)
        opened.close()
        self._count = 0
        # What is imported stays as it is: no child copies its pages to count references.
        gc.collect()
        gc.freeze()

    @functools.cached_property
    def annex_a(self) -> Path:
        from ilacs_desktop.training import make_annex_a, write_workbook

        path = self.folder / "annex-a.xlsx"
        write_workbook(make_annex_a("tiny", 1), path)
        return path

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def copied(self, under: Path | None = None) -> Path:
        """Return a new data folder: the laptop as it was made, opened and closed once since."""
        self._count += 1
        folder = (under or self.folder) / f"laptop-{self._count}"
        shutil.copytree(self.made, folder, ignore=shutil.ignore_patterns("*.lock"))
        return folder


_NAME = "ilacs-faults-"


def _memory() -> str | None:
    """Return a folder in memory with room: what a killed process wrote is in no disk's cache.

    What a stage left there that was ended itself goes first.
    """
    place = Path("/dev/shm")
    if not os.access(place, os.W_OK):
        return None
    for left in place.glob(f"{_NAME}*-*"):
        process = left.name.removeprefix(_NAME).split("-")[0]
        if process.isdigit() and not Path("/proc", process).exists():
            shutil.rmtree(left, ignore_errors=True)
    return str(place) if shutil.disk_usage(place).free > 300_000_000 else None


class Child:
    """A forked process that plays one part; what it says can be read after its end.

    Args:
        part: called with a function that says something: a kind and further values, each
            a line that is in the pipe when the call returns.
        user: the user it becomes before it begins, where that is not ours.
    """

    def __init__(self, part, *, user: int | None = None, traced: bool = False) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            _play(part, writing, user, traced=traced)
        os.close(writing)
        self.told_by = writing
        self._pipe = os.fdopen(reading, "rb", buffering=0)
        self._rest = b""
        self.said: list[dict] = []
        self.status: int | None = None

    def wait_for(self, kind: str) -> bool:
        """Read until it has said so; false where it ended before."""
        while not any(one["say"] == kind for one in self.said):
            if not self.read_more():
                return False
        return True

    def read_more(self) -> bool:
        """Wait for what it says next; false where it has ended."""
        part = self._pipe.read(65536)
        self._take(part)
        return bool(part)

    def _take(self, part: bytes) -> None:
        *lines, self._rest = (self._rest + part).split(b"\n")
        self.said += [json.loads(line) for line in lines]

    def signal(self, number: int) -> None:
        if self.status is None:
            os.kill(self.pid, number)

    def kill(self) -> list[dict]:
        """End it at once and return everything it said."""
        self.signal(signal.SIGKILL)
        return self.finish()

    def finish(self, timeout: float = 120.0) -> list[dict]:
        """Wait for its end and return everything it said."""
        import select

        until = time.monotonic() + timeout
        while True:
            ready, _, _ = select.select([self._pipe], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                self.signal(signal.SIGKILL)
                self.said.append({"say": "hung", "seconds": timeout})
                break
            part = self._pipe.read(65536)
            if not part:
                break
            self._take(part)
        self._pipe.close()
        if self.status is None:
            _, self.status = os.waitpid(self.pid, 0)
        return self.said


def _play(part, pipe: int, user: int | None, *, traced: bool) -> None:
    def say(kind, **values):
        os.write(pipe, json.dumps({"say": kind, **values}).encode() + b"\n")

    code = 0
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        if traced:
            import tracer

            tracer.trace_me()
        part(say)
    except BaseException:
        code = 1
        say("failed", words=traceback.format_exc())
    finally:
        os._exit(code)


@contextmanager
def opened(folder: Path, file: str, clock=None):
    """Open an inspection as the window does; close it as the window does."""
    held = laptop.unlock(folder, PASSPHRASE, clock=clock)
    work = None
    try:
        work = held.open_inspection(file).work
        yield held, work
        held.close_inspection(work)
        work = None
    finally:
        if work is not None:
            work.close()
        held.close()


def faults_of(folder: Path, file: str, look=None) -> list[str]:
    """Open what a child left behind and return what is wrong with it; ``look(work)`` adds to it."""
    found: list[str] = []
    try:
        with opened(folder, file) as (_, work):
            verdict = history.verify(work)
            found += [f"verify: {one}" for one in verdict.faults]
            if look is not None:
                found += look(work)
    except KnownError as error:
        found.append(f"does not open: {error}")
    except Exception:
        found.append(traceback.format_exc())
    return found + [f"left over after the next start: {one}" for one in litter(folder)]


def litter(folder: Path) -> list[str]:
    """Return files that no part of the app will ever look at again."""
    signs = (".new", ".part", ".tmp", "-journal", ".before-")
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(sign in path.name for sign in signs)
    )


def failures_said(said: list[dict]) -> list[str]:
    """Return what a child said that it should never have to say."""
    found = [one["words"] for one in said if one["say"] == "failed"]
    return found + ["it hung" for one in said if one["say"] == "hung"]
