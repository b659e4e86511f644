"""How much of the proof a run does, and the table of what came of it.

``--proof full`` does every row at its full number; without it a bounded share of some seconds;
``--proof 10%`` a part of the full number. ``--proof-seed N`` draws other moments, bytes and files.
A test asks the fixture ``proof`` how many turns to do and tells it what they came to::

    def test_flips(proof):
        turns = proof.turns(full=2000, share=40)
        bad = [turn for turn in range(turns) if not holds(proof.seed, turn)]
        proof.ran("Bit flips of database, backup and vault", turns, full=2000, failures=len(bad))
        assert not bad

The table is printed at the end of the run, also of one spread over several processes.
"""

from __future__ import annotations

from datetime import datetime

import pytest

_MARK = "proof"


def add_options(parser):
    group = parser.getgroup("proof", "faults and fuzz")
    group.addoption(
        "--proof", default="share", help="full, a percentage of it such as 10%%, or share"
    )
    group.addoption("--proof-seed", type=int, default=0, help="draws other moments and bytes")


class Proof:
    """What a test of the proof asks and tells.

    Attributes:
        seed: what every random choice starts from.
        is_full: whether more than the bounded share was asked for.
    """

    def __init__(self, item):
        asked = item.config.getoption("--proof").strip()
        if asked not in ("share", "full") and not asked.rstrip("%").replace(".", "", 1).isdigit():
            raise pytest.UsageError(f"--proof is full, share or a percentage, not {asked!r}")
        self._item = item
        self.is_full = asked != "share"
        self._part = 1.0 if asked in ("share", "full") else float(asked.rstrip("%")) / 100
        self.seed = item.config.getoption("--proof-seed")

    def turns(self, full, share):
        """Return how many turns to do: the full number, a part of it, or the bounded share."""
        return max(1, round(full * self._part)) if self.is_full else share

    def ran(self, row, turns, *, full, failures=0, note=""):
        """Tell what came of it: one line of the table; the same row told twice is added up."""
        self._item.user_properties.append((_MARK, (row, turns, full, failures, note)))


@pytest.fixture
def proof(request):
    return Proof(request.node)


def give_time(config, items):
    """Lift the limit of time where the full number was asked for."""
    if config.getoption("--proof") != "share":
        for item in items:
            if "proof" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.timeout(0), append=False)


def print_table(reporter):
    """Print what the turns came to, a line a row."""
    rows = {}
    for report in (one for held in reporter.stats.values() for one in held):
        if getattr(report, "when", "") != "call":
            continue
        for name, told in getattr(report, "user_properties", ()):
            if name == _MARK:
                row, turns, full, failures, note = told
                held = rows.setdefault(row, [0, full, 0, []])
                held[0] += turns
                held[2] += failures
                if note and note not in held[3]:
                    held[3].append(note)
    if not rows:
        return
    reporter.section(f"proof, {datetime.now():%d %B %Y %H:%M}")
    width = max(map(len, rows))
    reporter.write_line(f"{'fault':<{width}}  {'done':>6}  {'full':>6}  {'failed':>6}")
    for row, (turns, full, failures, notes) in sorted(rows.items()):
        line = f"{row:<{width}}  {turns:>6}  {full:>6}  {failures:>6}  {'; '.join(notes)}"
        reporter.write_line(line.rstrip(), red=bool(failures))
