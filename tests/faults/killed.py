"""Parts that a child plays until it is killed, and what must hold of what it leaves behind."""

from __future__ import annotations

import os
import random
import shutil
import time
from types import SimpleNamespace

from killed_restoring import Restoring, Salvaging
from part import Part
from stage import PASSPHRASE, Child, failures_said, faults_of, opened

from ilacs_desktop.domain.records import Case, DataSet, Evidence
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import annex, data_sets
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing, striking, undoing
from ilacs_desktop.services.report import export
from ilacs_desktop.store import blobs, journal, migrations
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.store.connection import connect, schema_version
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.proof.verify import verify

LETTERS = "etaoin shrdlu cmfwyp vbgkqjxz, ÉéŁó.\n"
TURNS_A_LIFE = 20
"""How often one laptop is killed and started again before the next one is made."""


class Typing(Part):
    """Notes are typed: what a call has returned for is there, to the letter."""

    row, share, span = "typing", 40, 0.12

    def act(self, held, work, say, chance):
        text = "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 9)))
        note = evidence.add(work, text).made
        say("typed", note=note, text=text)
        for _ in range(chance.randint(0, 25)):
            text += "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 12)))
            evidence.type_text(work, note, text)
            say("typed", note=note, text=text)

    def look(self, work, said):
        due = {one["note"]: one["text"] for one in said if one["say"] == "typed"}
        found = []
        for note, text in due.items():
            held = work.snapshot.get(Evidence, note)
            if held is None or not held.text.startswith(text):
                found.append(f"typed {text!r}, there is {held and held.text!r}")
        return found


class Importing(Part):
    """Annex A is received: all of it or nothing, and no half of it stays."""

    row, share, span = "importing Annex A", 8, 0.5

    def prepare(self, folder):
        assert self.stage.annex_a

    def act(self, held, work, say, chance):
        say("received", data_set=annex.import_annex_a(work, [self.stage.annex_a]).data_set)

    def look(self, work, said):
        sets = work.snapshot.records(DataSet)
        due = [one["data_set"] for one in said if one["say"] == "received"]
        found = [f"data set {one} is gone" for one in due if one not in sets]
        annex.tidy(work)
        for one in work.snapshot.all(DataSet):
            stored = annex_rows.lists(work.file.connection, one.id)
            for summary in data_sets.list_summaries(work, one):
                if stored.get(summary.number, (0,))[0] != summary.rows:
                    found.append(f"List {summary.number} has {stored.get(summary.number)} rows")
            for digest in one.files.values():
                blobs.get(work.file.connection, work.data_dir, work.file_id, digest)
        waiting = annex_rows.unfinished(work.file.connection, set(sets))
        return found + [f"{one} stayed unfinished" for one in waiting]


class BackingUp(Part):
    """Backups are made beside typing: each that has its name opens and is proved."""

    row, share, span = "backing up", 12, 0.12

    def act(self, held, work, say, chance):
        note = evidence.add(work, f"before the backup {chance.random()}").made
        backups.back_up(work)
        say("backed up", note=note)

    def check(self, folder, said):
        found = super().check(folder, said)
        last = next((one["note"] for one in reversed(said) if one["say"] == "backed up"), "")
        kept = sorted((folder / "backups").rglob("inspection.db"))
        if last and not kept:
            found.append("a backup was made, and there is none")
        held = laptop.unlock(folder, PASSPHRASE)
        key, writer = held.entry(self.stage.file).key, held._writer()
        held.close()
        notes = []
        for path in kept[-2:]:
            copy = self.stage.folder / "looked-at.db"
            copy.write_bytes(path.read_bytes())
            file = InspectionFile.open(copy, key, writer)
            found += [f"backup: {one}" for one in verify(file.connection).faults]
            notes += [state.id for state in file.states()]
            file.close()
        if last and last not in notes:
            found.append("the backup does not hold what was typed before it")
        return found


class Exporting(Part):
    """A report is exported over an older one: the one or the other, whole."""

    row, share, span = "exporting", 8, 0.5

    def act(self, held, work, say, chance):
        out = held.folder.parent / f"out-{held.folder.name}"
        out.mkdir(exist_ok=True)
        export.export(work, export.document_key(work), "pdf", out / "letter.pdf")
        say("exported")

    def check(self, folder, said):
        found = super().check(folder, said)
        out = folder.parent / f"out-{folder.name}"
        path = out / "letter.pdf"
        if path.exists():
            data = path.read_bytes()
            if not (data.startswith(b"%PDF") and b"%%EOF" in data[-64:]):
                found.append("the exported file is not whole")
        elif any(one["say"] == "exported" for one in said):
            found.append("the exported file is gone")
        if out.exists():
            with opened(folder, self.stage.file) as (_, work):
                export.export(work, export.document_key(work), "pdf", path)
            left = [one.name for one in out.iterdir() if one != path]
            found += [f"beside the next export: {one}" for one in left]
        return found


class StrikingOut(Part):
    """A name is struck out: it is nowhere, or everywhere where it was."""

    row, share, span = "striking out", 10, 0.25
    name = "Zebedee Quagmire"

    def act(self, held, work, say, chance):
        note = evidence.add(work, "She was seen by").made
        evidence.type_text(work, note, f"She was seen by {self.name} on Monday.")
        evidence.type_text(work, note, f"She was seen by {self.name} on Monday and Tuesday.")
        if chance.random() < 0.3:
            backups.back_up(work)
        say("written", note=note)
        for place in striking.places(work, self.name):
            striking.strike_out(work, place, self.name, "[name]", "typed by mistake")
        say("struck", note=note)

    def look(self, work, said):
        struck = {one["note"] for one in said if one["say"] == "struck"}
        written = {one["note"] for one in said if one["say"] == "written"}
        found = []
        for note in written:
            text = work.snapshot.one(Evidence, note).text
            entries = journal.of_record(work.file.connection, note)
            told = [one for entry in entries for one in map(str, entry.changes.values())]
            holds = any(self.name in one for one in told)
            if note in struck and (holds or self.name in text):
                found.append(f"struck out, and still there: {text!r}")
            if self.name not in text and holds:
                found.append("gone from the text, and still in its history")
            if not text.startswith("She was seen by") or "Monday" not in text:
                found.append(f"the rest of the text is gone: {text!r}")
        if work.file.marked("cleaning_due"):
            found.append("what was struck out is not yet cleaned away")
        return found


class Undoing(Part):
    """Edits are undone and redone: a whole step or none of it."""

    row, share, span = "undo and redo", 10, 0.1

    def act(self, held, work, say, chance):
        note = evidence.add(work, "first", topics=[_topic(work)]).made
        case = cases.add_by_hand(work, code=f"C{chance.randint(1, 10**9)}", reason="Chosen").made
        say("made", note=note, case=case)
        editing.edit(work, Evidence, note, "Change", text="second", place="Office")
        say("edited", note=note)
        undoing.undo(work)
        say("undone", note=note)
        if chance.random() < 0.7:
            undoing.redo(work)
            say("redone", note=note)

    def look(self, work, said):
        found = []
        before, after = ("first", ""), ("second", "Office")
        whole = {"made": before, "edited": after, "undone": before, "redone": after}
        last = {one["note"]: one["say"] for one in said if "note" in one}
        newest = next((one["note"] for one in reversed(said) if "note" in one), "")
        for note, word in last.items():
            held = work.snapshot.get(Evidence, note)
            now = (held.text, held.place) if held else None
            # Of the last one the next step may be done already, and nobody has said so.
            if now != whole[word] and not (note == newest and now in (before, after)):
                found.append(f"{word}, and it says {now}")
        for one in said:
            if one["say"] == "made" and work.snapshot.get(Case, one["case"]) is None:
                found.append("a child is gone")
        return found


def _topic(work):
    return work.edition.areas[0].topics[0].key


class Opening(Part):
    """The laptop is unlocked, an inspection opened and closed, over and over."""

    row, share, span = "opening, closing, locking", 6, 0.1

    def play(self, folder, say, chance):
        say("ready")
        while True:
            with opened(folder, self.stage.file) as (_, work):
                evidence.type_text(work, evidence.add(work, "a").made, "ab")


class Deleting(Part):
    """An inspection is made and destroyed with its key: the others keep theirs."""

    row, share, span = "making and destroying an inspection", 6, 0.25

    def play(self, folder, say, chance):
        from datetime import date

        from ilacs_desktop.frameworks.loader import edition_folders, load_editions
        from ilacs_desktop.services.inspection.setup import NewInspection

        editions = load_editions(edition_folders()[:1])
        held = laptop.unlock(folder, PASSPHRASE)
        say("ready")
        while True:
            new = NewInspection("Sampleton", "short", date(2026, 9, 7))
            work = held.new_inspection(new, editions)
            held.close_inspection(work)
            say("made", file=work.file_id)
            held.delete_inspection(work.file_id)
            say("deleted", file=work.file_id)

    def check(self, folder, said):
        found = super().check(folder, said)
        gone = {one["file"] for one in said if one["say"] == "deleted"}
        made = {one["file"] for one in said if one["say"] == "made"}
        held = laptop.unlock(folder, PASSPHRASE)
        files = {one.file for one in held.files()}
        held.close()
        found += [f"deleted, and its key is there: {one}" for one in gone & files]
        on_disk = {path.stem for path in (folder / "inspections").glob("*.db")}
        found += [f"a file without a key stays: {one}" for one in on_disk - files]
        for file in sorted((files & made) - gone):
            found += faults_of(folder, file) if file in on_disk else ["a key without its file"]
        return found


SECOND = SimpleNamespace(
    VERSION=(1, 1),
    STATEMENTS=(
        "ALTER TABLE evidence ADD COLUMN mood TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE hologram_shape(id TEXT PRIMARY KEY NOT NULL, shape TEXT NOT NULL)",
        "INSERT INTO hologram_shape SELECT id, 'cube' FROM record",
        *(f"UPDATE record SET state = state WHERE rowid % 20 = {part}" for part in range(20)),
        "UPDATE hologram_shape SET shape = 'ball'",
        "CREATE INDEX hologram_by_shape ON hologram_shape(shape)",
    ),
)
"""A next version that no release has: the shape of a real one, with steps to be killed in."""


class Migrating(Part):
    """A file of an older version is opened: it stays usable, or the new file is right."""

    row, share, span = "migrating", 6, 0.03

    def prepare(self, folder):
        with opened(folder, self.stage.file) as (_, work):
            for place in range(40):
                evidence.add(work, f"Note {place} " + "with some words " * 40)

    def play(self, folder, say, chance):
        migrations.STEPS = (*migrations.STEPS, SECOND)
        say("ready")
        with opened(folder, self.stage.file) as (_, work):
            say("migrated")
            while True:
                evidence.add(work, "after")

    def check(self, folder, said):
        held = laptop.unlock(folder, PASSPHRASE)
        key = held.entry(self.stage.file).key
        held.close()
        path = folder / "inspections" / f"{self.stage.file}.db"
        connection = connect(path, key)
        version = schema_version(connection)
        shapes = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name LIKE 'hologram_%'"
        ).fetchone()[0]
        connection.close()
        found = []
        if (version, shapes) not in (((1, 0), 0), ((1, 1), 2)):
            found.append(f"version {version} with {shapes} of its 2 new parts")
        if any(one["say"] == "migrated" for one in said) and version != (1, 1):
            found.append("migrated, and it is the old file")

        def look(work):
            notes = [one for one in work.snapshot.all(Evidence) if one.text.startswith("Note")]
            return [] if len(notes) == 40 else [f"{len(notes)} of 40 notes"]

        found += faults_of(folder, self.stage.file, look)
        if version == (1, 1):
            # The next turn migrates the old file again.
            self.turn_back(path, key)
        return found

    def turn_back(self, path, key):
        connection = connect(path, key)
        for statement in (
            "ALTER TABLE evidence DROP COLUMN mood",
            "DROP TABLE hologram_shape",
            "PRAGMA user_version = 1000",
        ):
            connection.execute(statement)
        connection.close()


PARTS = (
    Typing,
    Importing,
    BackingUp,
    Restoring,
    Salvaging,
    Exporting,
    StrikingOut,
    Undoing,
    Opening,
    Deleting,
    Migrating,
)


def run(stage, count, seed, tell, only=""):
    """Kill ``count`` children, shared among the parts; tell of each failure; return the figures."""
    figures = {}
    for kind in (one for one in PARTS if only in ("", one.row)):
        whole = kind.share if only else sum(one.share for one in PARTS)
        turns = max(1, round(count * kind.share / whole))
        figures[kind.row] = [turns, _kill(kind(stage), turns, seed, tell)]
    return figures


def _kill(part, turns, seed, tell):
    bad, folder = 0, None
    for turn in range(turns):
        if turn % TURNS_A_LIFE == 0 or folder is None:
            if folder is not None:
                shutil.rmtree(folder)
            folder = part.stage.copied()
            part.prepare(folder)
        chance = random.Random(f"{seed}/{part.row}/{turn}")
        child = Child(lambda say, folder=folder, chance=chance: part.play(folder, say, chance))
        child.wait_for("ready")
        time.sleep(chance.uniform(0, part.span))
        said = child.kill()
        found = failures_said(said) + part.check(folder, said)
        if found:
            bad += 1
            tell(f"{part.row}, turn {turn}, seed {seed}", found)
            folder = None
    return bad


assert os.name == "posix"
