"""The disk refuses at each write in turn: known words, nothing lost, and work goes on after.

Every deed is done once while its writes are counted. Then it is done again and again, each time
with the next of its writes refused: once, or from there on until the cause is gone; full
(ENOSPC, EDQUOT), read-only (EROFS), without permission (EACCES) and broken (EIO). The refusals
are simulated: the kernel's answer is replaced on its way back (see ``tracer``). The same writes
are also where the child is killed.
"""

from __future__ import annotations

import errno
import random
import re
import shutil
from collections import Counter

import tracer
from stage import PASSPHRASE, Child, Stage, failures_said, faults_of, opened

from ilacs_desktop.domain.records import KINDS, Evidence
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing, striking, undoing
from ilacs_desktop.services.report import export
from ilacs_desktop.store.vault.slots import Cost

WAYS = (
    ("disk full", errno.ENOSPC, False),
    ("disk full", errno.ENOSPC, True),
    ("disk full", errno.EDQUOT, True),
    ("read-only", errno.EROFS, True),
    ("permission lost", errno.EACCES, True),
    ("disk broken", errno.EIO, False),
    ("disk broken", errno.EIO, True),
    ("killed at each write", 0, False),
)
"""Name of the row, the error, and whether it lasts."""

WORDS = {
    errno.ENOSPC: r"full|space|room",
    errno.EDQUOT: r"full|space|room|quota",
    errno.EROFS: r"read-only|cannot be (written|opened|made)|permission|writable",
    errno.EACCES: r"read-only|cannot be (written|opened|made)|permission|let you in|writable",
    errno.EIO: r"could not be|cannot be|did not read back",
}


class Deed:
    """Something that writes.

    Attributes:
        row: its name.
    """

    row = ""

    def __init__(self, stage: Stage, folder) -> None:
        self.stage, self.folder = stage, folder

    def play(self, say):
        """Do it within an open inspection, and again when the cause is gone."""
        with opened(self.folder, self.stage.file) as (_, work):
            self.ready(work)
            self.attempt(say, lambda: self.act(work))
            self.act(work)
            say("went on")
            if _shown(Snapshot.of_states(work.file.states())) != _shown(work.snapshot):
                say("failed", words="the screen shows something else than the file holds")

    def attempt(self, say, act):
        tracer.mark()
        try:
            act()
            say("done")
        except KnownError as error:
            say("refused", words=str(error))
        tracer.mark()

    def ready(self, work):
        self.note = evidence.add(work, "Before").made

    def act(self, work):
        raise NotImplementedError

    def look(self, work, said):
        return []

    def check(self, said, *, killed):
        found = faults_of(self.folder, self.stage.file, lambda work: self.look(work, said))
        if not killed and not any(one["say"] == "went on" for one in said):
            found.append("work did not go on when the cause was gone")
        return found


class Typing(Deed):
    row = "typing"
    whole = "Before they came, she waited."

    def act(self, work):
        for end in (7, 12, 20, len(self.whole)):
            evidence.type_text(work, self.note, self.whole[:end])

    def look(self, work, said):
        # What is in memory is saved again: after the cause is gone all of it is there.
        texts = [one.text for one in work.snapshot.all(Evidence)]
        if any(one["say"] == "went on" for one in said) and self.whole not in texts:
            return [f"typed and lost: {texts}"]
        return [] if any(self.whole.startswith(one) for one in texts) else [f"garbled: {texts}"]


class Noting(Deed):
    row = "a note, its topics, an edit"

    def act(self, work):
        topic = work.edition.areas[0].topics[0].key
        note = evidence.add(work, "Seen", topics=[topic]).made
        editing.edit(work, Evidence, note, "Change", place="Office")


class Undoing(Deed):
    row = "undo"

    def ready(self, work):
        super().ready(work)
        for place in "abcd":
            editing.edit(work, Evidence, self.note, "Change", place=place)

    def act(self, work):
        undoing.undo(work)
        undoing.undo(work)
        undoing.redo(work)


class StrikingOut(Deed):
    row = "striking out"
    name = "Zebedee"

    def ready(self, work):
        self.note = evidence.add(work, f"Seen by {self.name}.").made
        backups.back_up(work)

    def act(self, work):
        for place in striking.places(work, self.name):
            striking.strike_out(work, place, self.name, "[name]", "by mistake")

    def look(self, work, said):
        left = striking.places(work, self.name)
        went_on = any(one["say"] == "went on" for one in said)
        return [f"struck out and still there: {left}"] if left and went_on else []


class BackingUp(Deed):
    row = "backing up"

    def act(self, work):
        evidence.add(work, "before the backup")
        backups.back_up(work)

    def check(self, said, *, killed):
        found = super().check(said, killed=killed)
        if not killed and not list((self.folder / "backups").rglob("inspection.db")):
            found.append("there is no backup")
        return found


class Importing(Deed):
    row = "importing Annex A"

    def act(self, work):
        annex.import_annex_a(work, [self.stage.annex_a])


class Exporting(Deed):
    row = "exporting"

    def act(self, work):
        out = self.folder.parent / f"out-{self.folder.name}.pdf"
        export.export(work, export.document_key(work), "pdf", out)


class _Outside(Deed):
    def play(self, say):
        self.attempt(say, self.act)
        self.act()
        say("went on")


class Opening(_Outside):
    row = "unlocking, opening, closing"

    def act(self):
        with opened(self.folder, self.stage.file) as (_, work):
            evidence.add(work, "seen")


class Making(_Outside):
    row = "making and destroying an inspection"

    def act(self):
        from datetime import date

        from ilacs_desktop.services.inspection.setup import NewInspection

        held = laptop.unlock(self.folder, PASSPHRASE)
        try:
            new = NewInspection("Sampleton", "short", date(2026, 9, 7))
            work = held.new_inspection(new, self.stage.editions)
            held.close_inspection(work)
            held.delete_inspection(work.file_id)
        finally:
            held.close()


class Passphrase(_Outside):
    row = "changing the passphrase"

    def act(self):
        held = laptop.unlock(self.folder, PASSPHRASE)
        try:
            held.vault.change_passphrase(PASSPHRASE, PASSPHRASE, cost=Cost())
        finally:
            held.close()


DEEDS = (
    Typing,
    Noting,
    Undoing,
    StrikingOut,
    BackingUp,
    Importing,
    Exporting,
    Opening,
    Making,
    Passphrase,
)


def run(stage, count, seed, tell):
    """Refuse ``count`` writes drawn from all of them, or each where there are fewer."""
    reason = tracer.why_not()
    if reason:
        return {"disk full, read-only, permission lost, broken": [0, 0, f"not run: {reason}"]}
    figures = {}
    assert stage.annex_a  # made here, so that no child makes it
    counted = {kind: _count(stage, kind) for kind in DEEDS}
    steps = [
        (kind, row, error, lasting, number)
        for kind in DEEDS
        for row, error, lasting in WAYS
        for number in range(1, 1 + sum(map(tracer.refused_by(error), counted[kind])))
    ]
    whole = Counter(row for _, row, *_ in steps)
    if count < len(steps):
        steps = random.Random(seed).sample(steps, count)
    for kind, row, error, lasting, number in steps:
        found = _refuse(stage, kind, error, number, lasting=lasting)
        done = figures.setdefault(row, [0, 0, f"of {whole[row]} places; simulated"])
        done[0] += 1
        if found:
            done[1] += 1
            tell(f"{row}: {kind.row}, write {number}{' and all after' * lasting}", found)
    return figures


def _shown(snapshot):
    return {kind: snapshot.records(one) for kind, one in KINDS.items()}


def _count(stage, kind):
    """Return the writes of a deed, by the kernel's names."""
    deed = kind(stage, stage.copied())
    said, calls = _played(deed, 0, 0, lasting=False)
    assert not failures_said(said), said
    return calls


def _played(deed, error, number, *, lasting):
    child = Child(deed.play, traced=True)
    traced = tracer.Tracer(child.pid, child.told_by, number=number, error=error, lasting=lasting)
    child.status = traced.run()
    return child.finish(), traced.calls


def _refuse(stage, kind, error, number, *, lasting):
    deed = kind(stage, stage.copied())
    said, _ = _played(deed, error, number, lasting=lasting)
    found = failures_said(said) + deed.check(said, killed=error == 0)
    for one in said:
        if one["say"] == "refused" and not re.search(WORDS[error], one["words"], re.IGNORECASE):
            found.append(f"unclear words: {one['words']}")
    shutil.rmtree(deed.folder, ignore_errors=True)
    return found
