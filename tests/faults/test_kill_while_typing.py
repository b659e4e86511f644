"""The app is killed while someone types: nothing older than a second is missing."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services import history, laptop

TYPIST = Path(__file__).with_name("typist.py")
PASSPHRASE = "correct horse battery"
OLDER_THAN = 1.0
TURNS = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 5

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]


def typist():
    spec = importlib.util.spec_from_file_location("typist", TYPIST)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def type_and_be_killed(folder, file_id, seed, *, backups):
    """Return the keys that were taken, as (when, note, how many), and when the end came."""
    environment = {**os.environ, "PYTHONPATH": str(TYPIST.parents[2])}
    child = subprocess.Popen(
        [
            sys.executable,
            str(TYPIST),
            str(folder),
            PASSPHRASE,
            file_id,
            str(seed),
            str(int(backups)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
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


@pytest.mark.parametrize("seed", range(TURNS))
def test_nothing_older_than_a_second_is_missing(held, seed):
    folder, file_id = held
    keys, ended = type_and_be_killed(folder, file_id, seed, backups=seed % 2 == 1)
    due = {}
    for when, note, count in keys:
        if when <= ended - OLDER_THAN:
            due[note] = count
    opened = laptop.unlock(folder, PASSPHRASE)
    work = opened.open_inspection(file_id).work
    texts = [one.text for one in work.snapshot.all(Evidence)]
    verdict = history.verify(work)
    work.close()
    opened.close()
    assert verdict.is_good, verdict.faults
    note_text = typist().note_text
    missing = []
    for note, count in due.items():
        wanted = note_text(seed, note, 200)[:count]
        if not any(text.startswith(wanted) for text in texts):
            missing.append(wanted)
    assert not missing, (missing, texts)
    whole = {note_text(seed, note, 200) for note in {key[1] for key in keys}}
    for text in texts:
        assert any(one.startswith(text) for one in whole), f"never typed: {text!r}"
