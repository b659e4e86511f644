"""Bad workbooks, CSV files, interchange files and editions: read or refused in words, in time.

A bounded share here; 20,000 by ``python3 -m pytest tests/fuzz --proof full``, or
``python3 tests/fuzz/fuzz.py --count N``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).with_name("fuzz.py")
FULL, SHARE = 20_000, 100

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(300),
    pytest.mark.skipif(os.name != "posix", reason="the readers are forked"),
]


def test_no_bad_file_ends_or_stalls_the_app(proof):
    turns = proof.turns(FULL, SHARE)
    command = [sys.executable, str(FUZZ), "--count", str(turns), "--seed", str(proof.seed)]
    ended = subprocess.run([*command, "--json"], capture_output=True, text=True)
    assert ended.stdout.strip(), ended.stderr
    body = json.loads(ended.stdout.strip().splitlines()[-1])
    for kind, (done, failed, longest) in body["figures"].items():
        full = round(FULL * done / turns)
        note = f"longest {longest} s"
        proof.ran(f"bad files: {kind}", done, full=full, failures=failed, note=note)
    assert not body["told"], json.dumps(body["told"], indent=1)
