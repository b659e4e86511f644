"""A disposal is killed at each of its writes: all of it is there, or the next start finishes it.

Nothing in between counts: where the inspection is still listed it opens and nothing of it is gone;
where it is not, the next unlock has removed every file of it and no key of it is left that opens
with anything on the laptop.
"""

from __future__ import annotations

import random

import tracer
from stage import PASSPHRASE, Child, Stage, failures_said, faults_of, opened

from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.keeping import backups, destruction, disposal
from ilacs_desktop.services.laptop import laptop

ROW = "disposing, killed at each write"


def _stage() -> Stage:
    """Return a laptop with a backed-up inspection and one that shall go."""
    stage = Stage()
    stage.keep = stage.file
    with opened(stage.made, stage.keep) as (held, work):
        evidence.add(work, "This one stays")
        backups.back_up(work)
        from datetime import date

        from ilacs_desktop.services.inspection.setup import NewInspection

        going = held.new_inspection(
            NewInspection("Sampleton", "short", date(2026, 7, 6)), stage.editions
        )
        evidence.add(going, "This one goes")
        backups.back_up(going)
        held.close_inspection(going)
        stage.goes = going.file_id
        stage.key = held.entry(stage.goes).key
    return stage


def _play(folder, file):
    def play(say):
        held = laptop.unlock(folder, PASSPHRASE)
        tracer.mark()
        disposal.dispose(held, file, "Its time has passed")
        tracer.mark()
        say("done")
        held.close()

    return play


def _killed(stage, number):
    folder = stage.copied()
    child = Child(_play(folder, stage.goes), traced=True)
    traced = tracer.Tracer(child.pid, child.told_by, number=number)
    child.status = traced.run()
    return folder, traced.calls, child.finish()


def _faults(stage, folder, said):
    found = failures_said(said)
    # The first start after it: looks no further than unlocking.
    held = laptop.unlock(folder, PASSPHRASE)
    listed = {one.file for one in held.files()}
    bodies = {one["file"]: one["state"] for one in destruction.listed(held.vault)}
    held.close()
    left = [path for path in folder.rglob("*") if stage.goes in str(path.relative_to(folder))]
    if stage.goes in listed:
        if bodies:
            found.append(f"it is listed, and its disposal is {bodies}")
        found += faults_of(folder, stage.goes)
    else:
        if bodies != {stage.goes: destruction.DONE}:
            found.append(f"it is gone, and the list of disposals says {bodies}")
        found += [f"left: {path.relative_to(folder)}" for path in left]
        holding = [path for path in folder.rglob("*") if path.is_file()]
        found += [
            f"its key stands in {path.name}" for path in holding if stage.key in path.read_bytes()
        ]
    if any(one["say"] == "done" for one in said) and stage.goes in listed:
        found.append("said to be done, and it is still there")
    return found + faults_of(folder, stage.keep)


def run(_stage_of_others, count, seed, tell):
    """Kill at ``count`` writes drawn from all of them, or at each where there are fewer."""
    reason = tracer.why_not()
    if reason:
        return {ROW: [0, 0, f"not run: {reason}"]}
    stage = _stage()
    try:
        _, calls, said = _killed(stage, 0)
        assert any(one["say"] == "done" for one in said), said
        every = list(range(1, len(calls) + 1))
        chosen = every if count >= len(every) else random.Random(seed).sample(every, count)
        failed = 0
        for number in sorted(chosen):
            folder, _, said = _killed(stage, number)
            found = _faults(stage, folder, said)
            failed += bool(found)
            if found:
                tell(f"{ROW}, write {number} of {len(every)}", found)
        return {ROW: [len(chosen), failed, f"of {len(every)} writes"]}
    finally:
        stage.close()
