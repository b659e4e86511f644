"""A disposal killed at each of its writes, by children that the kernel stops (``disposing.py``)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(300),
    pytest.mark.skipif(os.name != "posix", reason="the children are forked"),
]


def test_everything_is_there_or_the_next_start_finishes_it(proof):
    turns = proof.turns(full=1_000, share=4)
    run = Path(__file__).with_name("run.py")
    command = [sys.executable, str(run), "disposing", "--count", str(turns)]
    ended = subprocess.run(
        [*command, "--seed", str(proof.seed), "--json"], capture_output=True, text=True
    )
    assert ended.stdout.strip(), ended.stderr
    body = json.loads(ended.stdout.strip().splitlines()[-1])
    for name, (done, failed, note) in body["figures"].items():
        proof.ran(name, done, full="each", failures=failed, note=note)
    assert not body["told"], json.dumps(body["told"], indent=1)
