from __future__ import annotations

import pytest

from ilacs_desktop.domain.projection import RecordState
from ilacs_desktop.store import rows


class Watching:
    """A connection that counts what is written through it."""

    def __init__(self, connection) -> None:
        self.connection = connection
        self.written: list[str] = []

    def execute(self, statement, *arguments):
        self.written.append(statement)
        return self.connection.execute(statement, *arguments)


@pytest.fixture
def one(laptop):
    return laptop()


def test_every_record_is_read_back_as_it_stands_in_memory(one):
    record = one.make(text="x", assumed=["a"], to_write_up=True)
    one.edit(record, effect="y")
    one.make(kind="finding", record="f1", figures={"of": 3})
    one.make(kind="hologram", record="h1", shape="cube")
    read = {state.id: state for state in rows.read_all(one.file.connection)}
    assert read == one.states()
    for state in one.states().values():
        assert rows.read_one(one.file.connection, state.kind, state.id) == state
    assert rows.read_one(one.file.connection, "evidence", "nowhere") is None


def test_only_the_columns_that_changed_are_written(one):
    record = one.make(text="x", effect="y")
    before = one.state(record)
    one.edit(record, effect="z")
    watching = Watching(one.file.connection)
    rows.write(watching, one.state(record), before)
    (first, second) = watching.written
    assert first == "UPDATE evidence SET effect=? WHERE evidence.id = ?"
    assert second.startswith("UPDATE record SET state")


def test_typing_on_writes_one_column_and_nothing_else(one):
    record = one.make(text="x")
    one.type(record, "xy")
    before = one.state(record)
    one.type(record, "xyz")
    watching = Watching(one.file.connection)
    rows.grow(watching, one.state(record), "text", before)
    assert watching.written == ["UPDATE evidence SET text=? WHERE evidence.id = ?"]


def test_typing_over_a_conflict_writes_its_state_too(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    ann.give(ben)
    ann.edit(record, text="ann's")
    ben.edit(record, text="ben's")
    ben.give(ann)
    for text in ("a", "ab"):
        ann.type(record, text)
    assert len(ann.state(record).field("text").heads) == 2
    ann.reopen()
    assert ann.value(record) == "ab"
    assert len(ann.state(record).field("text").versions) == 2
    assert ann.verdict().is_good


def test_a_record_without_entries_has_neither_row_nor_state_nor_place_in_the_search(one):
    record = one.make(text="giraffe")
    one.reopen()
    rows.write(one.file.connection, RecordState("evidence", record, {}), one.state(record))
    for table in ("evidence", "record", "search"):
        assert one.file.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    one.file._states.clear()


def test_the_searched_text_holds_every_version_and_nothing_of_a_deleted_record(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start", role="manager", method="interview")
    ann.give(ben)
    ann.edit(record, text="ann's")
    ben.edit(record, text="ben's")
    ben.give(ann)
    assert set(rows.body(ann.state(record)).split("\n")) == {"ann's", "ben's", "manager"}
    ann.delete(record)
    assert rows.body(ann.state(record)) == ""
    assert rows.body(RecordState("link", "l1", {})) == ""


def test_indexing_what_is_indexed_writes_nothing(one):
    record = one.make(text="giraffe")
    rows.index(one.file.connection, one.state(record))
    watching = Watching(one.file.connection)
    rows.index(watching, one.state(record))
    assert all(statement.lstrip().startswith("SELECT") for statement in watching.written)
    rows.index(watching, RecordState("evidence", "nowhere", {}))
