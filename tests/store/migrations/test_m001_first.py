"""A file of version 1.0, checked in, is opened, read and proved by every later version.

Until 1.0 is released its schema may still change; then this file is written anew with
``ILACS_REWRITE_FIXTURES=1``. After the release it never is.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from ilacs_desktop.domain.draft import Draft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.domain.values import field_names, field_type
from ilacs_desktop.errors import NewerFileError
from ilacs_desktop.store import blobs, migrations
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.store.connection import connect, schema_version
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.migrations.m001_first import JOURNAL_TABLES, LOCAL_TABLES
from ilacs_desktop.store.searching import search

DATA = Path(__file__).parents[2] / "data"
FILE, EXPECTED = DATA / "inspection-1.0.db", DATA / "inspection-1.0.json"
KEY = bytes(range(32))
REWRITE = os.environ.get("ILACS_REWRITE_FIXTURES") == "1"


def filled(kind, name):
    return {
        str: f"{kind} {name}: é “x”",
        int: 42,
        bool: True,
        tuple: [f"{name} 1", f"{name} 2"],
        dict: {"key": [1, "two", None], "other": {"deep": True}},
    }[field_type(kind, name)]


class Annex:
    """One list of Annex A and the rules that it needs."""

    number, rows, person_key = 3, 2, "child"

    class Block:
        def __init__(self, key, *values):
            self.key, self.values = key, values

    columns = (Block("child", "C1", "C2"), Block("age", 4, None), Block("postcode", "AB1", "CD2"))

    def list_spec(self, _number):
        return self

    def restricted(self, _number, key):
        return key == "postcode"


def write_fixture(laptop) -> None:
    """Write the file and what it says: every kind, and every trouble a record can have."""
    ann, ben = laptop("ann", key=KEY), laptop("ben")
    for kind in KINDS:
        values = {name: filled(kind, name) for name in field_names(kind)}
        ann.step(Draft(kind, f"{kind}-1", {DELETED: False, **values}))
        ann.step(Draft(kind, f"{kind}-2", {DELETED: False}))
    ann.type("evidence-2", "Typed in one burst.")
    ann.give(ben)
    ann.edit("evidence-1", text="Ann’s version")
    ben.clock.go(seconds=1)
    ben.edit("evidence-1", text="Ben’s version")
    ben.edit("finding-1", kind="finding", text="Edited by Ben")
    ann.delete("finding-1", kind="finding")
    ben.give(ann)
    ann.edit("case-1", kind="case", reason="Before undo")
    ann.undo()
    ann.edit("paragraph-1", kind="paragraph", text="Zebedee was seen.")
    ann.strike("paragraph-1", "Zebedee", kind="paragraph")
    ann.edit("request-1", kind="request", outcome=None)
    ann.step(Draft("hologram", "hologram-1", {DELETED: False, "shape": "cube"}))
    connection = ann.file.connection
    annex_rows.begin(connection, "data_set-1")
    for batch in annex_rows.batches(Annex(), Annex()):
        annex_rows.write(connection, "data_set-1", batch)
    annex_rows.finish(connection, "data_set-1")
    connection.execute("VACUUM")
    ann.file.close()
    shutil.copyfile(ann.path, FILE)
    ann.file = InspectionFile.open(ann.path, KEY, ann.writer)
    expected = {
        "head": list(ann.file.head),
        "entries": len(ann.entries()),
        "records": {
            state.id: {
                "kind": state.kind,
                "values": dict(sorted(state.values.items())),
                "conflicts": list(state.conflicts),
                "crossed": state.is_crossed,
                "made_by": state.made.author,
                "changed_by": state.changed.author,
            }
            for state in sorted(ann.file.states(), key=lambda one: one.id)
        },
    }
    EXPECTED.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


@pytest.fixture
def old(laptop, tmp_path):
    """Return a laptop that opens a copy of the checked-in file."""
    shutil.copyfile(FILE, tmp_path / "ann.db")
    return laptop("ann", key=KEY)


@pytest.mark.skipif(not REWRITE, reason="the file is written anew only when asked for")
def test_the_file_is_written_anew(laptop):
    write_fixture(laptop)


def test_the_file_says_what_it_said(old):
    expected = json.loads(EXPECTED.read_text())
    assert list(old.file.head) == expected["head"]
    assert len(old.entries()) == expected["entries"]
    states = old.states()
    assert set(states) == set(expected["records"])
    for record, want in expected["records"].items():
        state = states[record]
        said = {name: state.values.get(name) for name in want["values"]}
        assert (state.kind, said) == (want["kind"], want["values"])
        assert list(state.conflicts) == want["conflicts"]
        assert state.is_crossed == want["crossed"]
        assert (state.made.author, state.changed.author) == (want["made_by"], want["changed_by"])


def test_the_file_holds_every_kind_and_every_trouble():
    records = json.loads(EXPECTED.read_text())["records"]
    assert {one["kind"] for one in records.values()} >= set(KINDS), (
        "a kind is new: before the release of 1.0 write the file anew, after it leave it"
    )
    assert records["evidence-1"]["conflicts"] == ["text"]
    assert records["finding-1"]["crossed"]
    assert "[name] was seen." in records["paragraph-1"]["values"]["text"]


def test_the_file_is_proved(old):
    verdict = old.verdict()
    assert verdict.faults == ()
    assert verdict.gaps == 1


def test_the_file_shows_as_records_and_takes_edits(old):
    snapshot = Snapshot.of_states(old.file.states())
    for kind, record in KINDS.items():
        assert snapshot.record(record, f"{kind}-1").value.id == f"{kind}-1"
    old.settle("evidence-1", text="Agreed")
    old.edit("case-2", kind="case", reason="Written by a later version")
    old.reopen()
    assert old.state("evidence-1").conflicts == ()
    assert old.verdict().is_good


def test_the_files_search_and_rows_of_annex_a_are_there(old):
    connection = old.file.connection
    assert ("evidence", "evidence-2") in search(connection, "burst", 5)
    assert annex_rows.child_rows(connection, "data_set-1", "C2") == {
        3: {"child": ("C2",), "age": (None,)}
    }
    assert annex_rows.restricted(connection, "data_set-1", 3) == {"postcode": ("AB1", "CD2")}
    assert blobs.held(connection) == ()


def schema(connection):
    return {
        name: " ".join(statement.split())
        for name, statement in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        )
    }


def test_a_fresh_file_has_the_schema_that_migrations_give_the_old_one(old, laptop):
    fresh = laptop("fresh").file.connection
    assert schema(old.file.connection) == schema(fresh), (
        "before the release of 1.0: write tests/data/inspection-1.0.db anew; after it: the "
        "change belongs in a new migration"
    )
    assert schema_version(fresh) == schema_version(old.file.connection) == migrations.HEAD


def test_every_table_is_journal_projection_or_local(laptop):
    names = {
        name
        for (name,) in laptop().file.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'search_%'"
        )
    }
    assert names == LOCAL_TABLES | JOURNAL_TABLES | {"record", *KINDS}
    assert not LOCAL_TABLES & JOURNAL_TABLES


def test_a_file_of_a_newer_major_version_is_refused_untouched(old):
    path = old.path
    connection = connect(path, KEY)
    connection.execute("PRAGMA user_version = 2000")
    connection.close()
    old.file.close()
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match="newer version"):
        InspectionFile.open(path, KEY, old.writer)
    assert path.read_bytes() == before
    connection = connect(path, KEY)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()
    old.file = InspectionFile.open(path, KEY, old.writer)


def test_a_file_of_a_newer_minor_version_is_read_written_and_proved(old):
    connection = old.file.connection
    connection.execute("ALTER TABLE evidence ADD COLUMN mood TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE TABLE hologram(id TEXT PRIMARY KEY NOT NULL)")
    connection.execute("PRAGMA user_version = 1001")
    old.reopen()
    old.edit("evidence-2", text="by the older app")
    old.reopen()
    assert old.value("evidence-2") == "by the older app"
    assert old.verdict().is_good
