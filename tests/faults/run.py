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
    parser.add_argument("row", choices=ROWS, help="; ".join(f"{k}: {v}" for k, v in ROWS.items()))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    asked = parser.parse_args()
    told = []

    def tell(where, found):
        told.append((where, found))
        print(f"FAILED {where}", *found, sep="\n    ", file=sys.stderr, flush=True)

    started = time.monotonic()
    figures = importlib.import_module(asked.row).run(asked.count, asked.seed, tell)
    taken = time.monotonic() - started
    if asked.json:
        print(json.dumps({"figures": figures, "told": told, "seconds": round(taken, 1)}))
    else:
        for row, (done, failed, *more) in figures.items():
            print(f"{row:<50} {done:>7} done {failed:>5} failed", *more)
        print(f"{taken:.0f} s")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
