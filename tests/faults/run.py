"""Run one row of the proof at any number, and print what came of it.

Run as: python3 tests/faults/run.py ROW --count N [--seed S] [--json]
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

ROWS = {
    "killed": "a child is killed at random moments while it works",
    "denied": "the disk refuses at each write in turn",
    "canary": "words typed into every field are searched in every byte on the disk",
    "migrated": "every released version migrated, killed in the middle of each step",
    "two": "two copies of the app on one vault",
    "disposing": "a disposal is killed at each of its writes",
    "conditions": "full disk, permission, another holder, clock, sleep, network share",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "row", choices=("serve", *ROWS), help="; ".join(f"{k}: {v}" for k, v in ROWS.items())
    )
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    asked = parser.parse_args()
    from stage import Stage

    stage = Stage()
    try:
        if asked.row == "serve":
            return serve(stage)
        body = play(stage, asked.row, asked.count, asked.seed)
    finally:
        stage.close()
    if asked.json:
        print(json.dumps(body))
    else:
        for row, (done, failed, *more) in body["figures"].items():
            print(f"{row:<50} {done:>7} done {failed:>5} failed", *more)
        print(f"{body['seconds']:.0f} s")
    return 1 if body["told"] else 0


def serve(stage) -> int:
    """Play what each line asks for, "row count seed", and answer in a line of JSON."""
    for line in sys.stdin:
        row, count, seed = line.split()
        print(json.dumps(play(stage, row, int(count), int(seed))), flush=True)
    return 0


def play(stage, row, count, seed):
    told = []

    def tell(where, found):
        told.append((where, found))
        print(f"FAILED {where}", *found, sep="\n    ", file=sys.stderr, flush=True)

    started = time.monotonic()
    figures = importlib.import_module(row).run(stage, count, seed, tell)
    return {"figures": figures, "told": told, "seconds": round(time.monotonic() - started, 1)}


if __name__ == "__main__":
    sys.exit(main())
