"""Every released version of a file is migrated and killed: between statements, and at each write.

``tests/data`` holds a file of each released version. What follows the newest release is not
written yet, so a step that no release has stands for it (``killed.SECOND``).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from types import SimpleNamespace

import tracer
from killed import SECOND
from stage import Child, failures_said, litter

from ilacs_desktop.errors import KnownError
from ilacs_desktop.store import migrations
from ilacs_desktop.store.connection import connect, schema_version
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.proof.verify import verify

DATA = Path(__file__).resolve().parents[1] / "data"
KEY = bytes(range(32))


def run(stage, count, seed, tell):
    """Kill at every place; ``count`` is the most places of each file."""
    steps = migrations.STEPS
    figures = {}
    try:
        writer = _writer(stage)
        for fixture in sorted(DATA.glob("inspection-*.db")):
            coming = (*steps, SECOND)
            places = [("statement", number) for number in range(len(SECOND.STATEMENTS) + 1)]
            if not tracer.why_not():
                places += [
                    ("write", number) for number in range(1, _writes(stage, fixture, coming))
                ]
            done = figures.setdefault(f"{fixture.stem} to a next version", [0, 0, "every place"])
            for place in places[:: max(1, len(places) // max(1, count))]:
                found = _kill(stage, fixture, coming, place, writer)
                done[0] += 1
                if found:
                    done[1] += 1
                    tell(f"{fixture.name}, killed at {place[0]} {place[1]}", found)
    finally:
        migrations.STEPS = steps
    return figures


def _writer(stage):
    from stage import PASSPHRASE

    from ilacs_desktop.services.laptop import laptop

    held = laptop.unlock(stage.made, PASSPHRASE)
    writer = held._writer()
    held.close()
    return writer


class _Ending:
    """The statements of a step, ended by SIGKILL after some of them."""

    def __init__(self, statements, number) -> None:
        self._statements, self._number = statements, number

    def __iter__(self):
        for number, statement in enumerate(self._statements):
            if number == self._number:
                os.kill(os.getpid(), signal.SIGKILL)
            yield statement
        if self._number == len(self._statements):
            os.kill(os.getpid(), signal.SIGKILL)


def _copied(stage, fixture):
    folder = stage.folder / "migrated"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copy(fixture, folder / "one.db"))


def _open(path, steps, say):
    migrations.STEPS = steps
    tracer.mark()
    connection = connect(path, KEY)
    from ilacs_desktop.store.migrations.run import migrate

    migrate(connection, path, KEY, steps)
    connection.close()
    tracer.mark()
    say("migrated")


def _writes(stage, fixture, steps):
    path = _copied(stage, fixture)
    child = Child(lambda say: _open(path, steps, say), traced=True)
    traced = tracer.Tracer(child.pid, child.told_by)
    child.status = traced.run()
    said = child.finish()
    assert not failures_said(said), said
    return len(traced.calls) + 1


def _kill(stage, fixture, steps, place, writer):
    path = _copied(stage, fixture)
    kind, number = place
    if kind == "statement":
        ending = SimpleNamespace(
            VERSION=SECOND.VERSION, STATEMENTS=_Ending(SECOND.STATEMENTS, number)
        )
        child = Child(lambda say: _open(path, (*steps[:-1], ending), say))
        said = child.finish()
    else:
        child = Child(lambda say: _open(path, steps, say), traced=True)
        child.status = tracer.Tracer(child.pid, child.told_by, number=number).run()
        said = child.finish()
    return failures_said(said) + _faults(path, fixture, steps, writer)


def _faults(path, fixture, steps, writer):
    """The old file is usable, or the new file is right; then it is migrated after all."""
    connection = connect(path, KEY)
    version = schema_version(connection)
    new_parts = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name LIKE 'hologram_%'"
    ).fetchone()[0]
    connection.close()
    old = tuple(int(part) for part in fixture.stem.split("-")[1].split("."))
    found = []
    if (version, new_parts) not in ((old, 0), (SECOND.VERSION, 2)):
        found.append(f"version {version} with {new_parts} of 2 new parts")
    for coming in (steps[:-1], steps):
        migrations.STEPS = coming
        try:
            file = InspectionFile.open(path, KEY, writer)
            found += verify(file.connection).faults
            found += _said_otherwise(file, fixture)
            file.close()
        except KnownError as error:
            found.append(f"does not open: {error}")
    return found + [f"left over: {one}" for one in litter(path.parent)]


def _said_otherwise(file, fixture):
    expected = json.loads(fixture.with_suffix(".json").read_text())["records"]
    states = {state.id: state for state in file.states()}
    return [
        f"{record} says something else"
        for record, want in expected.items()
        if record not in states
        or {name: states[record].values.get(name) for name in want["values"]} != want["values"]
    ]
