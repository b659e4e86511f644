"""The app is killed while someone types: nothing older than a second is missing."""

from __future__ import annotations

import importlib.util
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
FULL, SHARE = 300, 2

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


def test_nothing_older_than_a_second_is_missing(held, proof, tmp_path):
    folder, file_id = held
    turns, bad = proof.turns(FULL, SHARE), {}
    for turn in range(turns):
        seed = proof.seed * FULL + turn
        here = tmp_path / f"turn-{turn}"
        shutil.copytree(folder, here)
        keys, ended = type_and_be_killed(here, file_id, seed, backups=turn % 2 == 1)
        found = faults_of(here, file_id, seed, keys, ended)
        if found:
            bad[seed] = found
        shutil.rmtree(here)
    proof.ran("window killed while typing", turns, full=FULL, failures=len(bad), note="SIGKILL")
    assert not bad


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
