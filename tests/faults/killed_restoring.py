"""Parts that a child plays until it is killed: backups are restored, damaged files put together."""

from __future__ import annotations

import shutil

from part import Part
from stage import PASSPHRASE, faults_of, litter, opened

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.keeping import backups, restoring, salvaging
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.store.backup import backup_sets
from ilacs_desktop.store.vault.slots import Cost

NOTES = 5
SECRET = restoring.Secret(PASSPHRASE)


class Restoring(Part):
    """A backup is restored as a copy beside: a whole one or none, and what was there stays.

    One turn in four the copy goes to a bare laptop, whose vault is made on the way.
    """

    row, share, span = "restoring", 8, 0.15

    def prepare(self, folder):
        with opened(folder, self.stage.file) as (_, work):
            for number in range(NOTES):
                evidence.add(work, f"Note {number} " + "with some words " * 20)
            backups.back_up(work)

    def play(self, folder, say, chance):
        made = backup_sets.sets(backup_sets.folder_of(folder, self.stage.file))[-1].path
        # The first number drawn is also the moment of the kill.
        _, where = chance.random(), chance.random()
        if where < 0.25:
            self._anew(folder, made, say, at_once=chance.random() < 0.3)
            return
        held = laptop.unlock(folder, PASSPHRASE)
        say("ready")
        while True:
            # By the key that the vault has, and by the passphrase of that day.
            secret = SECRET if chance.random() < 0.5 else None
            say("restored", file=restoring.restore(held, made, secret).file)

    def _anew(self, folder, made, say, *, at_once):
        bare = _bare(folder)

        def make(name):
            held = laptop.first_run(bare, name, PASSPHRASE, cost=Cost())
            # Stretching the passphrase takes longest, and writes nothing.
            say("ready")
            return held

        if at_once:
            say("ready")
        held, _, done = restoring.restore_anew(bare, made, SECRET, make)
        say("restored anew", file=done.file)
        while True:
            evidence.add(held.open_inspection(done.file).work, "and on")

    def check(self, folder, said):
        found = faults_of(folder, self.stage.file, self._whole)
        done = {one["file"] for one in said if one["say"] == "restored"}
        found += self._copies(folder, done, {self.stage.file})
        if _bare(folder).exists():
            found += self._bare_faults(folder, said)
        return found

    def _bare_faults(self, folder, said):
        """Whatever state it was left in, the same command works now."""
        bare, found = _bare(folder), []
        done = {one["file"] for one in said if one["say"] == "restored anew"}
        if not laptop.has_vault(bare):
            if done:
                found.append("restored on a bare laptop, and there is no vault")
            return found
        try:
            found += self._copies(bare, done, set())
            held = laptop.unlock(bare, PASSPHRASE)
            made = backup_sets.sets(backup_sets.folder_of(folder, self.stage.file))[-1].path
            again = restoring.restore(held, made, SECRET).file
            held.close()
            found += faults_of(bare, again, self._whole)
        finally:
            shutil.rmtree(bare)
        return found

    def _copies(self, folder, done, others):
        """Every copy has its key, is whole and holds every note; then it is taken away again."""
        held = laptop.unlock(folder, PASSPHRASE)
        files = {one.file for one in held.files()}
        held.close()
        on_disk = {path.stem for path in (folder / "inspections").glob("*.db")}
        found = [f"a file without a key stays: {one}" for one in on_disk - files]
        found += [f"a key without its file: {one}" for one in files - on_disk]
        found += [f"restored, and it is gone: {one}" for one in done - files]
        found += [f"left over: {one}" for one in litter(folder)]
        if (folder / "restoring").exists():
            found.append("the scratch folder stays")
        for file in sorted((files & on_disk) - others):
            found += faults_of(folder, file, self._whole)
            held = laptop.unlock(folder, PASSPHRASE)
            held.delete_inspection(file)
            held.close()
        return found

    def _whole(self, work):
        texts = [one.text for one in work.snapshot.all(Evidence)]
        notes = [one for one in texts if one.startswith("Note ")]
        return [] if len(notes) == NOTES else [f"{len(notes)} of {NOTES} notes"]


class Salvaging(Restoring):
    """What can be saved is put together anew: a whole file or none, never half of one."""

    row, share, span = "saving what can be saved", 4, 0.3

    def play(self, folder, say, chance):
        held = laptop.unlock(folder, PASSPHRASE)
        say("ready")
        while True:
            say("restored", file=salvaging.salvage_file(held, self.stage.file).file)


def _bare(folder):
    return folder.with_name(f"{folder.name}-bare")
