from __future__ import annotations

from dataclasses import replace

import pytest
import uuid6
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED, Origin, Ref, chain_hash, change
from ilacs_desktop.errors import DamagedFileError, NotAllowedError, StorageError
from ilacs_desktop.store import arrivals, journal
from ilacs_desktop.store.inspection_file import BURST_MS, InspectionFile
from ilacs_desktop.store.searching import search


def test_a_new_file_holds_nothing_and_is_proved(laptop):
    one = laptop()
    assert one.states() == {}
    assert one.file.head == (one.file.replica, 0, "")
    assert one.verdict().is_good


def test_only_its_owner_can_read_the_file(laptop):
    one = laptop()
    one.make(text="x")
    for path in one.path.parent.glob("ann.db*"):
        assert path.stat().st_mode & 0o777 == 0o600, path.name


def test_a_file_is_never_made_over_another(laptop):
    one = laptop()
    with pytest.raises(StorageError, match="is there already"):
        InspectionFile.create(one.path, one.key, one.writer)


def test_what_was_written_is_there_after_reopening(laptop):
    one = laptop()
    record = one.make(
        text="Seen at home.", assumed=["method"], to_write_up=True, method="interview"
    )
    draw = one.make(kind="sample_draw", size=6, strata={"b": [1, 2], "a": "x"})
    one.edit(record, effect="safer")
    before = one.states()
    one.reopen()
    assert one.states() == before
    assert one.value(draw, "strata", "sample_draw") == {"a": "x", "b": [1, 2]}
    assert one.value(record, "to_write_up") is True
    assert one.verdict().is_good


def test_a_step_of_several_records_is_written_whole_or_not_at_all(laptop):
    one = laptop()
    gone = one.make(text="x")
    one.delete(gone)
    before, count = one.shown(), len(one.entries())
    with pytest.raises(NotAllowedError):
        one.step(
            Draft("evidence", "new", {DELETED: False, "text": "y"}),
            Draft("evidence", gone, {"text": "z"}),
        )
    assert one.shown() == before
    assert len(one.entries()) == count
    one.reopen()
    assert one.shown() == before


def test_a_step_without_drafts_writes_nothing(laptop):
    one = laptop()
    assert one.step() == ()
    assert one.entries() == []


def test_entries_of_a_step_share_its_id_and_follow_one_another(laptop):
    one = laptop()
    one.step(
        Draft("evidence", "r1", {DELETED: False, "text": "a"}),
        Draft("evidence", "r2", {DELETED: False, "text": "b"}),
        Draft("evidence", "r1", {"text": "c"}),
        name="Add both",
    )
    entries = one.entries()
    assert len({entry.step for entry in entries}) == 1
    assert [entry.ref.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == ["", entries[0].hash, entries[1].hash]
    assert one.value("r1") == "c"


def test_a_deleted_record_takes_no_edit_before_it_is_restored(laptop):
    one = laptop()
    record = one.make(text="x")
    one.delete(record)
    with pytest.raises(NotAllowedError, match="deleted"):
        one.edit(record, text="y")
    with pytest.raises(NotAllowedError, match="deleted"):
        one.type(record, "y")
    one.restore(record)
    one.edit(record, text="y")
    assert one.value(record) == "y"


def test_a_record_that_was_never_made_takes_no_edit(laptop):
    with pytest.raises(NotAllowedError):
        laptop().edit("nowhere", text="x")


def test_a_deletion_says_what_its_author_had(laptop):
    one = laptop()
    record = one.make(text="x")
    one.edit(record, effect="y")
    had = one.state(record).head_refs
    one.delete(record)
    assert set(one.entries()[-1].covers) == had


def test_the_clock_going_back_is_told_and_stops_nothing(laptop):
    one = laptop()
    record = one.make(text="x")
    one.clock.go(hours=-5)
    one.edit(record, text="y")
    assert one.file.clock_went_back
    first, second = one.entries()
    assert first.time < second.time
    assert second.wall < first.wall
    assert one.value(record) == "y"


def test_time_goes_on_from_the_last_entry_after_reopening(laptop):
    one = laptop()
    record = one.make(text="x")
    one.clock.go(days=-1)
    one.reopen()
    one.edit(record, text="y")
    assert one.entries()[0].time < one.entries()[1].time


# -- typing ------------------------------------------------------------------------------------


def test_one_burst_of_typing_is_one_entry(laptop):
    one = laptop()
    record = one.make(text="")
    for text in ("S", "Se", "Seen"):
        one.type(record, text)
        assert one.value(record) == text
    assert one.file.open_entry is not None
    assert len(one.entries()) == 1
    one.file.seal()
    assert one.file.open_entry is None
    assert [entry.changes["text"].value for entry in one.entries()] == ["", "Seen"]
    assert one.verdict().is_good


def test_a_burst_is_sealed_two_minutes_after_its_first_key(laptop):
    one = laptop()
    record = one.make(text="")
    one.type(record, "a")
    one.clock.go(milliseconds=BURST_MS - 300)
    one.type(record, "ab")
    assert len(one.entries()) == 1
    one.clock.go(milliseconds=1)
    one.type(record, "abc")
    assert [entry.changes["text"].value for entry in one.entries()] == ["", "ab"]
    assert one.value(record) == "abc"
    assert one.state(record).conflicts == ()


def test_a_long_text_stays_one_version_though_the_screen_names_what_it_began_from(laptop):
    one = laptop()
    record = one.make(text="start")
    seen = one.state(record).field("text").seen
    for number in range(4):
        one.type(record, f"start {number}", seen=seen)
        one.clock.go(minutes=3)
    assert one.state(record).conflicts == ()
    assert one.value(record) == "start 3"


def test_typing_over_what_came_in_meanwhile_keeps_both(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    ann.give(ben)
    seen = ann.state(record).field("text").seen
    ben.edit(record, text="ben's")
    ben.give(ann)
    ann.type(record, "ann's", seen=seen)
    ann.file.seal()
    assert {head.value for head in ann.state(record).field("text").versions} == {"ben's", "ann's"}
    ann.clock.go(minutes=3)
    ann.type(record, "ann's more", seen=seen)
    assert {head.value for head in ann.state(record).field("text").versions} == {
        "ben's",
        "ann's more",
    }


def test_another_field_or_record_or_command_seals_the_burst(laptop):
    one = laptop()
    record, other = one.make(text=""), one.make(text="")
    one.type(record, "a")
    one.type(record, "b", field="effect")
    assert len(one.entries()) == 3
    one.type(other, "c")
    assert len(one.entries()) == 4
    one.edit(record, method="interview")
    assert one.file.open_entry is None
    assert len(one.entries()) == 6
    assert one.verdict().is_good


def test_what_was_typed_when_the_app_was_ended_is_kept_and_sealed(laptop):
    one = laptop()
    record = one.make(text="before")
    one.type(record, "Zanzibar typed")
    one.file.connection.close()
    one.file = InspectionFile.open(one.path, one.key, one.writer)
    assert one.value(record) == "Zanzibar typed"
    one.file.seal()
    assert one.file.open_entry is None
    assert one.verdict().is_good
    assert search(one.file.connection, "zanzibar", 5) == [("evidence", record)]
    assert search(one.file.connection, "before", 5) == []


def test_an_open_entry_is_proved_with_the_rest(laptop):
    one = laptop()
    record = one.make(text="")
    one.type(record, "half a sen")
    assert one.verdict().is_good


def test_a_text_from_the_clipboard_with_half_a_character_is_taken(laptop):
    one = laptop()
    record = one.make(text="a\ud800b")
    one.type(record, "c\udc00\x00d")
    one.reopen()
    assert one.value(record) == "c\ufffd\x00d"
    assert one.verdict().is_good


# -- undo --------------------------------------------------------------------------------------


def test_undo_survives_a_restart(laptop):
    one = laptop()
    record = one.make(text="one")
    one.edit(record, text="two")
    one.reopen()
    assert [step.name for step in one.file.steps()] == ["Add", "Edit"]
    one.undo()
    assert one.value(record) == "one"
    one.reopen()
    one.redo()
    assert one.value(record) == "two"


def test_undo_takes_a_step_of_several_records_whole(laptop):
    one = laptop()
    first, second = one.make(text="a"), one.make(text="b")
    one.step(Draft("evidence", first, {"text": "c"}), Draft("evidence", second, {"text": "d"}))
    one.undo()
    assert (one.value(first), one.value(second)) == ("a", "b")


def test_undo_of_what_somebody_built_on_shows_both(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="one")
    ann.edit(record, text="two")
    ann.give(ben)
    ben.edit(record, text="three")
    ben.give(ann)
    ann.undo()
    assert {head.value for head in ann.state(record).field("text").versions} == {"one", "three"}


def test_steps_are_this_persons_own(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    ann.make(text="one")
    assert len(ann.file.steps()) == 1
    ben.make(text="two")
    ben.give(ann)
    assert len(ann.file.steps()) == 1


acts = st.lists(
    st.tuples(
        st.sampled_from(["make", "edit", "type", "delete", "restore", "undo", "redo"]),
        st.integers(0, 2),
        st.sampled_from(["text", "effect"]),
        st.sampled_from(["", "one", "two"]),
    ),
    max_size=14,
)


def do(one, act, records, place, field, value):
    if act == "make" or not records:
        records.append(one.make(**{field: value}))
        return
    record = records[place % len(records)]
    deleted = one.state(record).is_deleted
    if act == "edit" and not deleted:
        one.edit(record, **{field: value})
    elif act == "type" and not deleted:
        one.type(record, value, field=field)
    elif act == "delete" and not deleted:
        one.delete(record)
    elif act == "restore" and deleted:
        one.restore(record)
    elif act == "undo":
        one.undo()
    elif act == "redo":
        one.redo()


def visible(one):
    """Return what a person sees: a deleted record and a blank field are not there."""
    return {
        record: {name: value for name, value in values.items() if value not in ("", None)}
        for record, values in one.shown().items()
        if not values.get(DELETED, True)
    }


@given(acts)
@settings(max_examples=settings.default.max_examples // 4)
def test_undo_of_every_step_gives_the_start_and_redo_the_end(laptop, acts):
    one = laptop(f"ann-{uuid6.uuid7()}")
    records: list[str] = []
    written: list[str] = []

    def journal_only_grew():
        one.file.seal()
        hashes = [entry.hash for entry in one.entries()]
        assert hashes[: len(written)] == written
        written[:] = hashes

    for act in acts:
        do(one, act[0], records, *act[1:])
    journal_only_grew()
    end, done = visible(one), 0
    while one.undo():
        done += 1
        journal_only_grew()
    assert visible(one) == {}
    for _ in range(done):
        assert one.redo()
    journal_only_grew()
    assert visible(one) == end
    assert all(not state.conflicts for state in one.file.states())
    assert one.verdict().is_good


# -- replicas ----------------------------------------------------------------------------------


def test_a_new_replica_begins_its_own_chain(laptop):
    one = laptop()
    record = one.make(text="x")
    old = one.file.replica
    new = one.file.new_replica("copied")
    one.edit(record, text="y")
    assert old != new
    assert one.file.head[:2] == (new, 1)
    assert {entry.ref for entry in one.entries()} == {Ref(old, 1), Ref(new, 1)}
    one.reopen()
    assert one.file.replica == new
    assert one.verdict().is_good


def test_another_identity_writes_as_a_replica_of_its_own(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="x")
    old = ann.file.replica
    ann.file.close()
    ann.file = InspectionFile.open(ann.path, ann.key, ben.writer)
    assert ann.file.replica != old
    ann.edit(record, text="y")
    assert ann.value(record) == "y"
    assert ann.verdict().is_good


def test_a_file_tells_whether_it_holds_an_entry(laptop):
    one = laptop()
    one.make(text="x")
    replica, seq, chain = one.file.head
    assert one.file.holds(replica, seq, chain)
    assert one.file.holds("unknown", 0, "")
    assert not one.file.holds(replica, seq, "00" * 32)
    assert not one.file.holds(replica, seq + 1, chain)


def test_a_record_of_a_newer_version_is_kept_and_not_edited(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="x")
    entry = ann.entries()[0]
    changes = {**entry.changes, "mood": change("calm", "11" * 16)}
    newer = replace(entry, schema=9, changes=changes)
    newer = replace(newer, hash=chain_hash(newer))
    arrivals.absorb(ben.file, [newer], ann.replicas())
    with pytest.raises(NotAllowedError, match="newer version"):
        ben.edit(record, text="y")
    ben.reopen()
    assert ben.value(record, "mood") == "calm"
    assert ben.verdict().is_good


# -- trouble -----------------------------------------------------------------------------------


def test_a_full_disk_keeps_what_was_saved_and_goes_on_when_there_is_room(laptop):
    one = laptop()
    record = one.make(text="kept")
    connection = one.file.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    def write_on():
        for number in range(200):
            one.edit(record, text=f"{number} " * 2_000)

    with pytest.raises(StorageError, match="disk is full") as caught:
        write_on()
    assert "safe" in caught.value.kept
    last = one.value(record)
    count = len(one.entries())
    with pytest.raises(StorageError, match="disk is full"):
        one.type(record, "long " * 50_000)
    assert one.value(record) == last
    connection.execute("PRAGMA max_page_count = 1000000")
    one.type(record, "there is room again")
    one.file.seal()
    assert len(one.entries()) == count + 1
    one.reopen()
    assert one.value(record) == "there is room again"
    assert one.verdict().is_good


def test_a_damaged_state_is_told_and_left_as_it_is(laptop):
    one = laptop()
    one.make(text="x")
    one.file.connection.execute("UPDATE record SET state = '{'")
    one.file.close()
    with pytest.raises(DamagedFileError, match="cannot be read"):
        InspectionFile.open(one.path, one.key, one.writer)
    one.file = InspectionFile.__new__(InspectionFile)
    one.file.close = lambda: None


def test_closing_when_the_disk_refuses_loses_nothing(laptop, monkeypatch):
    one = laptop()
    record = one.make(text="")
    one.type(record, "typed")

    def full(*_args):
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "seal", full)
        one.file.close()
    one.file = InspectionFile.open(one.path, one.key, one.writer)
    assert one.value(record) == "typed"
    assert one.verdict().is_good


def test_a_draft_is_written_by_whoever_loads_in_its_authors_name(laptop):
    one = laptop()
    origin = Origin("p9", "2019-05-01T09:00:00+01:00")
    draft = Draft("evidence", "r1", {DELETED: False, "text": "x"}, origin=origin)
    one.file.commit(StepDraft("Load", (draft,), action="load"))
    assert one.state("r1").made.author == "p9"
    one.reopen()
    assert one.state("r1").made.at == origin.at
    assert one.entries()[0].author == "ann"
