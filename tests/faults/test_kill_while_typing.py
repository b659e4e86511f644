"""The app is killed while someone types: nothing older than a second is missing."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import history

TYPIST = Path(__file__).with_name("typist.py")
PASSPHRASE = "correct horse battery"
OLDER_THAN = 1.0
PLACE_OLDER_THAN = 2.5
"""Seconds: where one is is looked at each second, and each third time in full."""
FULL, SHARE = 300, 2

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]


def typist():
    spec = importlib.util.spec_from_file_location("typist", TYPIST)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def started(folder, file_id, seed, what):
    command = [sys.executable, str(TYPIST), str(folder), PASSPHRASE, file_id, str(seed), what]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(TYPIST.parents[2])},
    )


def type_and_be_killed(folder, file_id, seed, *, backups):
    """Return the keys that were taken, as (when, note, how many), and when the end came."""
    child = started(folder, file_id, seed, "back-up" if backups else "type")
    try:
        first = child.stdout.readline()
        assert first, child.stderr.read().decode()
        # Short lives as well as long ones: the first note has its own way to the disk.
        time.sleep(random.Random(seed).uniform(0.2, 5.0))
        assert child.poll() is None, child.stderr.read().decode()
        ended = time.monotonic()
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read()
    finally:
        child.kill()
        child.wait()
        child.stderr.close()
        child.stdout.close()
    keys = []
    for line in (first + rest).decode().splitlines():
        parts = line.split()
        if len(parts) == 3 and line.count(".") == 1:
            keys.append((float(parts[0]), int(parts[1]), int(parts[2])))
    return keys, ended


def test_nothing_older_than_a_second_is_missing(held, proof, tmp_path):
    folder, file_id = held
    turns, bad, compared = proof.turns(FULL, SHARE), {}, 0
    for turn in range(turns):
        seed = proof.seed * FULL + turn
        here = tmp_path / f"turn-{turn}"
        shutil.copytree(folder, here)
        keys, ended = type_and_be_killed(here, file_id, seed, backups=turn % 2 == 1)
        found = faults_of(here, file_id, seed, keys, ended)
        shown = window_after(here, file_id, seed)
        if is_still_there(keys, ended):
            compared += 1
            found += elsewhere(shown, seed, keys, ended)
        if found:
            bad[seed] = found
        shutil.rmtree(here)
    proof.ran(
        "window killed while typing",
        turns,
        full=FULL,
        failures=len(bad),
        note=f"SIGKILL; in {compared} a note was open for long enough to be there again",
    )
    assert not bad


def window_after(folder, file_id, seed):
    """Start the window again and return what it shows."""
    child = started(folder, file_id, seed, "look")
    told, errors = child.communicate(timeout=120)
    assert told.strip(), errors.decode()
    return json.loads(told.decode().splitlines()[-1])


def is_still_there(keys, ended):
    """Say whether the note of some seconds ago is the one of the end."""
    before = [one for one in keys if one[0] <= ended - PLACE_OLDER_THAN]
    return bool(before) and before[-1][1] == keys[-1][1]


def elsewhere(shown, seed, keys, ended):
    """Return where the window is not as it was: page, note, cursor, keys."""
    before = [one for one in keys if one[0] <= ended - PLACE_OLDER_THAN]
    _, note, count = before[-1]
    whole = typist().note_text(seed, note, 200)
    found = [] if shown["page"] == "today" else [f"another page: {shown['page']}"]
    if shown["note"] is None:
        # It may have been closed in the end.
        if keys[-1][2] < len(typist().whole_note(seed, note)):
            found.append(f"note {note} does not lie over the window")
        return found
    text = shown["note"]
    if not whole.startswith(text) or len(text) < count:
        found.append(f"another note: {text!r}, not {whole[: len(text)]!r}")
    if shown["at"] != len(text) or not shown["has_keys"]:
        found.append(f"the cursor is at {shown['at']} of {len(text)}, keys {shown['has_keys']}")
    return found


def faults_of(folder, file_id, seed, keys, ended):
    """Open what the window left behind; return what is missing, garbled or not proved."""
    due = {}
    for when, note, count in keys:
        if when <= ended - OLDER_THAN:
            due[note] = count
    opened = laptop.unlock(folder, PASSPHRASE)
    work = opened.open_inspection(file_id).work
    texts = [one.text for one in work.snapshot.all(Evidence)]
    found = list(history.verify(work).faults)
    work.close()
    opened.close()
    note_text = typist().note_text
    for note, count in due.items():
        wanted = note_text(seed, note, 200)[:count]
        if not any(text.startswith(wanted) for text in texts):
            found.append(f"missing: {wanted!r} of {texts}")
    whole = {note_text(seed, note, 200) for note in {key[1] for key in keys}}
    return found + [
        f"never typed: {text!r}" for text in texts if not any(one.startswith(text) for one in whole)
    ]
