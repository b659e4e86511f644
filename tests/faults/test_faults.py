"""The rows of the proof that forked children play: killed, refused, disturbed, two at once.

Each runs in a process of its own without Qt (``run.py``), here with a bounded share; in full by
``python3 -m pytest tests/faults tests/fuzz --proof full``, or one of them by
``python3 tests/faults/run.py ROW --count N``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).with_name("run.py")

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(300),
    pytest.mark.skipif(os.name != "posix", reason="the children are forked"),
]


@pytest.fixture(scope="module")
def players():
    """A process without Qt that plays row after row: it warms up once."""
    process = subprocess.Popen(
        [sys.executable, str(RUN), "serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.stdin.close()
    process.wait(60)
    process.stdout.close()


@pytest.fixture
def ran(players, proof):
    """Play a row and tell what came of it; fail where something did not hold."""

    def play(row, *, full, share, told_full=None):
        turns = proof.turns(full, share)
        players.stdin.write(f"{row} {turns} {proof.seed}\n")
        players.stdin.flush()
        body = json.loads(players.stdout.readline())
        whole = max(turns, sum(done for done, *_ in body["figures"].values()))
        for name, (done, failed, *note) in body["figures"].items():
            wanted = round(full * done / whole) if told_full is None else told_full
            proof.ran(f"{row}: {name}", done, full=wanted, failures=failed, note="".join(note))
        assert not body["told"], json.dumps(body["told"], indent=1)
        return body["figures"]

    return play


def test_killed_at_random_moments(ran):
    ran("killed", full=10_000, share=30)


def test_refused_at_each_write(ran):
    figures = ran("denied", full=1_000_000, share=14, told_full="each")
    assert figures


def test_conditions_of_the_world(ran):
    figures = ran("conditions", full=400, share=2, told_full="each")
    assert len(figures) == 6


def test_two_copies_on_one_vault(ran):
    ran("two", full=500, share=6)


def test_words_of_every_field_can_be_read_nowhere(ran):
    ran("canary", full=1, share=1, told_full="all")


def test_every_released_version_killed_while_it_is_migrated(ran):
    ran("migrated", full=1_000_000, share=16, told_full="all")
