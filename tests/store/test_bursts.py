"""A burst of typing that is open when a file is copied: it never meets itself under one number."""

from __future__ import annotations

import shutil

from ilacs_desktop.store import arrivals, journal
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.store.opening import open_file

TAILS = ("", "-wal")


def copied_while_typing(laptop, tmp_path):
    """Return a laptop, its record, and a copy of the live file made in the middle of a burst."""
    one = laptop()
    record = one.make(text="")
    one.type(record, "She said")
    copy = tmp_path / "copy.db"
    for tail in TAILS:
        shutil.copyfile(f"{one.path}{tail}", f"{copy}{tail}")
    return one, record, copy


def meet(giver, taker):
    giver.seal()
    entries = list(journal.entries(giver.connection))
    replicas = {
        row[0]: (row[1], row[2])
        for row in giver.connection.execute("SELECT id, machine, public_key FROM replica")
    }
    heads = {name: journal.signed_head(giver.connection, name) for name in replicas}
    arrivals.absorb(taker, entries, replicas, {k: v for k, v in heads.items() if v})


def test_half_a_burst_goes_over_to_the_copys_own_replica(laptop, tmp_path):
    one, record, copy = copied_while_typing(laptop, tmp_path)
    one.type(record, "She said that she was not asked.")
    file = InspectionFile.open(copy, one.key, one.writer)
    file.new_replica("copied")
    assert file.open_entry is None
    meet(one.file, file)
    meet(file, one.file)
    for each in (one.file, file):
        assert each.connection.execute("SELECT count(*) FROM forked").fetchone()[0] == 0
        said = {version.value for version in each.state("evidence", record).field("text").versions}
        assert said == {"She said", "She said that she was not asked."}
    assert one.verdict().is_good
    file.close()


def test_the_same_burst_twice_is_no_conflict(laptop, tmp_path):
    one, record, copy = copied_while_typing(laptop, tmp_path)
    file = InspectionFile.open(copy, one.key, one.writer)
    file.new_replica("copied")
    meet(one.file, file)
    assert not file.state("evidence", record).conflicts
    assert file.state("evidence", record).values["text"] == "She said"
    file.close()


def test_what_went_over_is_found_undone_and_opened_again(laptop, tmp_path):
    one, record, copy = copied_while_typing(laptop, tmp_path)
    one.file.close()
    one.path = copy
    one.file = InspectionFile.open(copy, one.key, one.writer)
    one.file.new_replica("copied")
    assert one.file.head[1] == 1
    assert one.undo()
    assert one.value(record) == ""
    assert one.redo()
    one.reopen()
    assert one.value(record) == "She said"
    assert one.verdict().is_good


def test_a_file_that_is_where_it_was_left_goes_on_in_its_burst(laptop):
    one = laptop()
    record = one.make(text="")
    one.type(record, "She said")
    one.file.connection.close()
    one.file, told = open_file(one.path, one.key, one.writer)
    assert told == ()
    one.type(record, "She said no")
    one.file.seal()
    assert one.value(record) == "She said no"
    assert len(one.entries()) == 2
    assert one.verdict().is_good


def test_a_burst_that_was_read_as_it_was_sealed_is_taken_so(laptop, tmp_path):
    one, record, copy = copied_while_typing(laptop, tmp_path)
    one.type(record, "She said that she was not asked.")
    one.file.seal()
    one.edit(record, place="Office")
    whole = one.entries()
    file = InspectionFile.open(copy, one.key, one.writer)
    file.complete(whole)
    assert file.open_entry is None
    assert file.state("evidence", record).values["text"] == "She said that she was not asked."
    file.new_replica("restored")
    meet(one.file, file)
    assert file.connection.execute("SELECT count(*) FROM forked").fetchone()[0] == 0
    assert not file.state("evidence", record).conflicts
    file.close()
