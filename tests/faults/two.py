"""Two copies of the app on one vault, two processes on one inspection: one works, one is told.

Real processes, forked from one stage; one turn in fifty is the installed command itself.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from conditions import _Pause
from stage import PASSPHRASE, Child, failures_said, faults_of, opened

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import LockedElsewhereError
from ilacs_desktop.services.evidence import evidence

ROOT = Path(__file__).resolve().parents[2]
A_COMMAND = 50


def run(stage, count, seed, tell):
    done = bad = 0
    folder = stage.copied()
    link = stage.folder / "another-name"
    link.symlink_to(folder)
    for turn in range(count):
        chance = random.Random(f"{seed}/two/{turn}")
        kind = (_at_once, _one_after, _after_a_kill)[turn % 3]
        if turn % A_COMMAND == A_COMMAND - 1:
            kind = _by_command
        found = kind(stage, folder, link, chance)
        found += faults_of(folder, stage.file)
        done += 1
        if found:
            bad += 1
            tell(f"two copies, {kind.__name__}, turn {turn}, seed {seed}", found)
        if turn % 40 == 39:
            shutil.rmtree(folder)
            shutil.copytree(stage.made, folder, ignore=shutil.ignore_patterns("*.lock"))
    link.unlink()
    return {"two copies on one vault, two processes on one inspection": [done, bad, "real"]}


def _works(stage, folder, words, pause):
    """Return a part: open the inspection, write a note, wait, write it on, close."""

    def part(say):
        try:
            with opened(folder, stage.file) as (_, work):
                note = evidence.add(work, words).made
                say("works", process=os.getpid())
                if pause is not None:
                    pause.wait()
                evidence.type_text(work, note, f"{words}, to the end")
            say("closed")
        except LockedElsewhereError as error:
            say("told", words=str(error))

    return part


def _refusal(said, holder):
    told = [one["words"] for one in said if one["say"] == "told"]
    if not told:
        return [f"it was told nothing: {said}"]
    wanted = ("Another running copy", f"process {holder}", "since ")
    return [f"does not say who holds it: {told[0]}" for one in wanted if one not in told[0]][:1]


def _kept(stage, folder, words):
    with opened(folder, stage.file) as (_, work):
        texts = [one.text for one in work.snapshot.all(Evidence)]
    return [] if f"{words}, to the end" in texts else [f"lost: {words}"]


def _at_once(stage, folder, link, chance):
    """Several start in the same moment: exactly one works."""
    words = f"at once {chance.random()}"
    pause = _Pause()
    parts = [_works(stage, chance.choice((folder, link)), words, pause) for _ in range(3)]
    children = [Child(part) for part in parts]
    first = next(one for one in children if _first_word(one) == "works")
    found = []
    for other in children:
        if other is not first:
            other.finish()
            said = [one["say"] for one in other.said]
            if said != ["told"]:
                found.append(f"beside the one that works: {said}")
    pause.go()
    first.finish()
    pause.close()
    for child in children:
        found += failures_said(child.said)
    return found + _kept(stage, folder, words)


def _first_word(child):
    while not child.said:
        if not child.read_more():
            return ""
    return child.said[0]["say"]


def _one_after(stage, folder, link, chance):
    """The second starts while the first is at work: it says who that is."""
    words = f"one after {chance.random()}"
    pause = _Pause()
    first = Child(_works(stage, folder, words, pause))
    first.wait_for("works")
    second = Child(_works(stage, link, "the second", None))
    found = _refusal(second.finish(), first.pid)
    pause.go()
    first.finish()
    pause.close()
    third = Child(_works(stage, link, f"{words} 3", None))
    third.finish()
    if not any(one["say"] == "closed" for one in third.said):
        found.append(f"when the first had closed, the next could not work: {third.said}")
    found += failures_said(first.said) + failures_said(second.said)
    return found + _kept(stage, folder, words) + _kept(stage, folder, f"{words} 3")


def _after_a_kill(stage, folder, link, chance):
    """The first is killed: the second works at once, and holds what the first had written."""
    words = f"after a kill {chance.random()}"
    pause = _Pause()
    first = Child(_works(stage, folder, words, pause))
    first.wait_for("works")
    second = Child(_works(stage, link, "the second", None))
    found = _refusal(second.finish(), first.pid)
    first.signal(signal.SIGKILL)
    first.finish()
    pause.close()
    third = Child(_works(stage, folder, f"{words} 3", None))
    third.finish()
    if not any(one["say"] == "closed" for one in third.said):
        found.append(f"after the kill nobody could work: {third.said}")
    return found + _kept(stage, folder, f"{words} 3")


def _by_command(stage, folder, link, chance):
    """The command line is given while a window is open: one line, exit code 1."""
    words = f"beside a command {chance.random()}"
    pause = _Pause()
    first = Child(_works(stage, folder, words, pause))
    first.wait_for("works")
    command = [sys.executable, "-m", "ilacs_desktop", "--data-dir", str(link), "list"]
    ended = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "ILACS_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(ROOT)},
    )
    pause.go()
    first.finish()
    pause.close()
    found = _refusal([{"say": "told", "words": ended.stderr}], first.pid)
    if ended.returncode != 1 or len(ended.stderr.strip().splitlines()) != 1:
        found.append(f"exit {ended.returncode}: {ended.stderr}")
    return found + _kept(stage, folder, words)
