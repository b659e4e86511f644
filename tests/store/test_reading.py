from __future__ import annotations

import threading

import pytest

from ilacs_desktop.errors import DamagedFileError, StorageError
from ilacs_desktop.store.connection import StoppedReadingError
from ilacs_desktop.store.reading import Reading


@pytest.fixture
def reading_of():
    opened = []

    def make(one):
        opened.append(Reading(one.path, one.key))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def test_a_reader_sees_what_the_writer_committed(laptop, reading_of):
    one = laptop()
    reading = reading_of(one)
    record = one.make(text="seen")
    assert [entry.record for entry in reading.history(record)] == [record]
    assert reading.search("seen", 5) == [("evidence", record)]


def test_a_reader_cannot_write(laptop, reading_of):
    reading = reading_of(laptop())
    with pytest.raises(Exception, match="readonly"):
        reading.connection.execute("DELETE FROM local_mark")


def test_a_records_history_is_told_from_the_first_entry(laptop, reading_of):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="one")
    ann.give(ben)
    ben.edit(record, text="two")
    ben.give(ann)
    ann.edit(record, text="three")
    values = [entry.changes["text"].value for entry in reading_of(ann).history(record)]
    assert values == ["one", "two", "three"]
    assert reading_of(ann).history("nowhere") == []


def test_the_newest_entries_of_all_laptops_come_first(laptop, reading_of):
    ann, ben = laptop("ann"), laptop("ben")
    for number in range(4):
        ann.make(text=f"a{number}")
        ann.give(ben)
        ben.clock.at = ann.clock.at
        ben.make(text=f"b{number}")
        ann.clock.at = ben.clock.at
    ben.give(ann)
    reading = reading_of(ann)
    found = reading.entries()
    assert [entry.changes["text"].value for entry in found] == [
        *("b3", "a3", "b2", "a2", "b1", "a1", "b0", "a0")
    ]
    assert [entry.changes["text"].value for entry in reading.newest(2)] == ["b3", "a3"]
    assert [entry.changes["text"].value for entry in reading.entries(author="ann", limit=2)] == [
        "a3",
        "a2",
    ]
    since = found[2].time.ms
    assert {entry.changes["text"].value for entry in reading.entries(since_ms=since)} >= {
        "b3",
        "a3",
        "b2",
    }
    assert all(entry.time.ms >= since for entry in reading.entries(since_ms=since))


def test_a_file_is_proved_beside_the_writer(laptop, reading_of):
    one = laptop()
    one.make(text="x")
    assert reading_of(one).verify().is_good
    assert not reading_of(one).verify(lambda: True).is_whole


def test_a_newer_search_stops_an_older_one(laptop, reading_of):
    one = laptop()
    reading = reading_of(one)
    begun, told = threading.Event(), []

    def tell():
        begun.set()
        return 1

    reading.connection.create_function("tell", 0, tell)

    def read():
        from ilacs_desktop.store.connection import known_errors

        try:
            with known_errors(reading.path):
                reading.connection.execute(
                    "WITH RECURSIVE n(i) AS (SELECT tell() UNION ALL SELECT i + 1 FROM n)"
                    " SELECT count(*) FROM n"
                ).fetchone()
        except StoppedReadingError as error:
            told.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    assert begun.wait(30)
    reading.interrupt()
    thread.join(30)
    assert len(told) == 1
    assert reading.search("x", 5) == []


def test_a_wrong_key_and_a_missing_file_are_told(laptop):
    one = laptop()
    with pytest.raises(DamagedFileError):
        Reading(one.path, b"0" * 32)
    with pytest.raises(StorageError, match="cannot be opened"):
        Reading(one.path.with_name("missing.db"), one.key)
