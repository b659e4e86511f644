from __future__ import annotations

import pytest

from ilacs_desktop.domain.draft import Draft
from ilacs_desktop.domain.entry import DELETED
from ilacs_desktop.errors import StorageError
from ilacs_desktop.store import journal
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.searching import search
from ilacs_desktop.store.unindexed import MOST, since


def indexed(one):
    return one.file.connection.execute("SELECT count(*) FROM search").fetchone()[0]


def test_a_few_edits_wait_and_are_found_all_the_same(laptop):
    one = laptop()
    first, second = one.make(text="giraffe"), one.make(text="elephant")
    assert indexed(one) == 0
    assert since(one.file.connection) == [("evidence", second), ("evidence", first)]
    assert search(one.file.connection, "gir", 5) == [("evidence", first)]


def test_every_so_many_entries_all_that_wait_are_indexed(laptop):
    one = laptop()
    for number in range(MOST - 1):
        one.make(text=f"note {number}")
    assert indexed(one) == 0
    one.make(text="the last of them")
    assert indexed(one) == MOST
    assert since(one.file.connection) == []
    one.make(text="the first of the next")
    assert len(since(one.file.connection)) == 1


def test_a_step_of_many_records_is_indexed_at_once(laptop):
    one = laptop()
    one.step(*(Draft("evidence", f"r{n}", {DELETED: False, "text": "x"}) for n in range(MOST)))
    assert indexed(one) == MOST


def test_closing_indexes_what_waits(laptop):
    one = laptop()
    one.make(text="giraffe")
    one.reopen()
    assert indexed(one) == 1
    assert since(one.file.connection) == []


def test_what_waited_when_the_app_was_ended_waits_again(laptop):
    one = laptop()
    kept = one.make(text="giraffe")
    one.reopen()
    one.edit(kept, text="elephant")
    one.file.connection.close()
    one.file = InspectionFile.open(one.path, one.key, one.writer)
    assert since(one.file.connection) == [("evidence", kept)]
    assert search(one.file.connection, "giraffe", 5) == []
    assert search(one.file.connection, "elephant", 5) == [("evidence", kept)]
    one.reopen()
    assert since(one.file.connection) == []
    assert search(one.file.connection, "elephant", 5) == [("evidence", kept)]


def test_a_record_indexed_before_and_changed_since_is_found_as_it_is_now(laptop):
    one = laptop()
    record = one.make(text="giraffe")
    one.reopen()
    one.edit(record, text="elephant")
    assert search(one.file.connection, "giraffe", 5) == []
    one.delete(record)
    assert search(one.file.connection, "elephant", 5) == []


def test_what_arrives_is_indexed_at_once_and_what_waits_goes_on_waiting(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="giraffe")
    ben.make(text="elephant")
    ann.give(ben)
    assert indexed(ben) == 1
    assert len(since(ben.file.connection)) == 1
    assert search(ben.file.connection, "giraffe", 5) == [("evidence", record)]


def test_a_new_replica_leaves_nothing_waiting_in_the_old_one(laptop):
    one = laptop()
    old = one.make(text="giraffe")
    one.file.new_replica("copied")
    assert since(one.file.connection) == []
    new = one.make(text="elephant")
    assert since(one.file.connection) == [("evidence", new)]
    assert search(one.file.connection, "gir", 5) == [("evidence", old)]


def test_a_write_that_was_refused_leaves_the_account_as_it_was(laptop, monkeypatch):
    one = laptop()
    records = [one.make(text=f"note {number}") for number in range(MOST - 1)]

    def full(*_args):
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "sign_head", full)
        with pytest.raises(StorageError):
            one.make(text="refused")
    assert indexed(one) == 0
    assert len(since(one.file.connection)) == MOST - 1
    one.make(text="taken")
    assert indexed(one) == MOST
    assert len(search(one.file.connection, "note", 99)) == len(records)
