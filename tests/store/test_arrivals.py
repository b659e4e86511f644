from __future__ import annotations

import random
from dataclasses import replace

import pytest
import uuid6
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.domain.clock import AHEAD_LIMIT_MS
from ilacs_desktop.domain.entry import DELETED, chain_hash, change
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.store import arrivals

RECORDS = ("r0", "r1")

acts = st.tuples(
    st.sampled_from(["edit", "edit", "type", "delete", "restore", "settle", "strike", "undo"]),
    st.sampled_from(RECORDS),
    st.sampled_from(["text", "effect"]),
    st.sampled_from(["one", "two", "three"]),
)
gifts = st.tuples(st.just("give"), st.integers(0, 3), st.integers(0, 9))
days = st.lists(st.tuples(st.integers(0, 3), acts | gifts), min_size=3, max_size=16)


def act(one, what, record, field, value):
    state = one.state(record)
    if not state.fields:
        one.make(record=record, **{field: value})
    elif what == "edit" and not state.is_deleted:
        one.edit(record, **{field: value})
    elif what == "type" and not state.is_deleted:
        one.type(record, value * 3, field=field)
    elif what == "delete" and not state.is_deleted:
        one.delete(record)
    elif what == "restore" and state.is_deleted:
        one.restore(record)
    elif what == "settle" and field in state.conflicts:
        one.settle(record, **{field: value})
    elif what == "strike" and value in str(state.values.get(field)):
        one.strike(record, value, "[x]", field=field)
    elif what == "undo":
        one.undo()


@given(st.integers(2, 4), days)
@settings(max_examples=settings.default.max_examples // 3)
def test_laptops_that_exchanged_everything_say_the_same(laptop, count, day):
    team = [laptop(f"{name}-{uuid6.uuid7()}") for name in "abcd"[:count]]
    for who, (what, *rest) in day:
        one = team[who % count]
        if what == "give":
            target, part = rest
            # Packs lack what is newest, and whole replicas: a part of each chain from its start.
            chosen = random.Random(part)
            one.file.seal()
            until = {entry.ref.replica: chosen.randint(0, 9) for entry in one.entries()}
            one.give(team[target % count], lambda e, until=until: e.ref.seq <= until[e.ref.replica])
        else:
            act(one, what, *rest)
    for _ in range(2):
        for one in team:
            for other in team:
                one.give(other)
    first = team[0].states()
    for one in team:
        assert one.states() == first
        assert one.verdict().faults == ()
    team[-1].reopen()
    assert team[-1].states() == first
    crossed = {record.value.id for record in Snapshot.of_states(first.values()).crossed()}
    assert crossed <= set(RECORDS)


@given(st.integers(0, 2**32))
@settings(max_examples=settings.default.max_examples // 6)
def test_chains_may_arrive_in_any_order(laptop, seed):
    chosen = random.Random(seed)
    key = uuid6.uuid7()
    ann, ben, late = (laptop(f"{name}-{key}") for name in ("ann", "ben", "late"))
    act(ann, "edit", "r0", "text", "one")
    ann.give(ben)
    act(ben, "edit", "r0", "text", "two")
    ann.edit("r0", text="three")
    ben.give(ann)
    ann.settle("r0", text="agreed")
    ann.delete("r0")
    ann.give(ben)
    by_replica = {}
    for entry in ann.entries():
        by_replica.setdefault(entry.ref.replica, []).append(entry)
    # Each chain in order, the chains mixed in any way, in any number of packs.
    mixed = []
    waiting = list(by_replica.values())
    while any(waiting):
        mixed.append(chosen.choice([chain for chain in waiting if chain]).pop(0))
    while mixed:
        size = chosen.randint(1, len(mixed))
        pack, mixed = mixed[:size], mixed[size:]
        arrivals.absorb(late.file, pack, ann.replicas())
    assert late.states() == ann.states() == ben.states()
    assert late.verdict().is_good


def test_taking_a_pack_twice_changes_nothing(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    ann.make(text="x")
    assert len(ann.give(ben)) == 1
    before = ben.states(), len(ben.entries())
    assert ann.give(ben) == ()
    assert (ben.states(), len(ben.entries())) == before


def test_an_open_burst_never_leaves_its_file(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="")
    ann.type(record, "half a sent")
    arrivals.absorb(ben.file, ann.entries(), ann.replicas())
    assert ben.value(record) == ""


def test_a_burst_is_sealed_before_anything_arrives(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    ann.give(ben)
    ben.type(record, "ben's")
    ann.edit(record, text="ann's")
    ann.give(ben)
    assert ben.file.open_entry is None
    assert ben.state(record).conflicts == ("text",)


def test_our_clock_goes_on_from_what_arrived(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    ann.clock.go(minutes=5)
    record = ann.make(text="x")
    ann.give(ben)
    ben.edit(record, text="y")
    assert ben.value(record) == "y"
    assert ben.entries()[-1].time > ann.entries()[-1].time or ben.state(record).conflicts == ()


def test_an_entry_from_a_clock_gone_wrong_is_kept_and_does_not_move_ours(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    ann.clock.go(days=400)
    record = ann.make(text="x")
    ann.give(ben)
    mine = ben.make(text="y")
    wall = int(ben.clock.now().timestamp() * 1000)
    assert ben.value(record) == "x"
    assert arrivals.ahead(ben.file.connection) == {ann.entries()[0].ref}
    assert ben.state(mine).made.time.ms <= wall + AHEAD_LIMIT_MS
    ben.reopen()
    again = ben.make(text="z")
    assert ben.state(again).made.time.ms <= wall + AHEAD_LIMIT_MS


def test_a_late_pack_does_not_bring_a_struck_value_back(laptop):
    ann, ben, cat = laptop("ann"), laptop("ben"), laptop("cat")
    record = ann.make(text="Zebedee was seen")
    old, replicas = ann.entries(), ann.replicas()
    ann.give(ben)
    ben.strike(record, "Zebedee")
    arrivals.absorb(cat.file, [entry for entry in ben.entries() if entry.struck], ben.replicas())
    arrivals.absorb(cat.file, old, replicas)
    assert cat.value(record) == "[name] was seen"
    assert cat.verdict().is_good
    assert cat.verdict().gaps == 1
    assert all("Zebedee" not in str(one) for one in cat.entries())


def test_a_strike_out_reaches_rows_and_search_of_other_laptops(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="Zebedee was seen")
    ann.give(ben)
    ann.strike(record, "Zebedee")
    ann.give(ben)
    assert ben.value(record) == "[name] was seen"
    connection = ben.file.connection
    assert connection.execute("SELECT text FROM evidence").fetchall() == [("[name] was seen",)]
    found = connection.execute("SELECT count(*) FROM search WHERE search MATCH 'zebedee'")
    assert found.fetchone() == (0,)


def test_a_strike_out_meets_an_edit_its_author_did_not_have(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="Zebedee was seen")
    ann.give(ben)
    ben.edit(record, text="Zebedee was seen again")
    ann.strike(record, "Zebedee")
    ann.give(ben)
    ben.give(ann)
    assert ann.state(record).conflicts == ("text",)
    ann.strike(record, "Zebedee")
    ann.give(ben)
    for one in (ann, ben):
        assert one.state(record).conflicts == ()
        assert all("Zebedee" not in str(entry.changes) for entry in one.entries())


# -- one replica, two histories ----------------------------------------------------------------


def forked(ann, laptop):
    """Return a laptop that went on under ann's replica from a snapshot of her whole disk."""
    ann.file.close()
    twin_path = ann.path.with_name("twin.db")
    twin_path.write_bytes(ann.path.read_bytes())
    ann.file = type(ann.file).open(ann.path, ann.key, ann.writer)
    return laptop("twin", key=ann.key, person="ann")


def test_two_entries_under_one_name_are_told_and_both_kept(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    twin = forked(ann, laptop)
    ann.edit(record, text="on this disk")
    twin.edit(record, text="on the other disk")
    twin.edit(record, effect="and more")
    ann.give(ben)
    before = ben.states()
    twin.give(ben)
    assert ben.states() == before
    verdict = ben.verdict()
    assert len(verdict.faults) == 1
    assert "two different histories" in verdict.faults[0]
    kept = ben.file.connection.execute("SELECT seq, body FROM forked ORDER BY seq").fetchall()
    assert [seq for seq, _ in kept] == [2, 3]
    assert "on the other disk" in kept[0][1]
    assert "and more" in kept[1][1]


def test_a_strike_out_reaches_what_is_kept_of_a_second_history(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    twin = forked(ann, laptop)
    ann.edit(record, text="Zebedee here")
    twin.edit(record, text="Zebedee there")
    ann.give(ben)
    twin.give(ben)
    ben.strike(record, "Zebedee")
    bodies = ben.file.connection.execute("SELECT body FROM forked").fetchall()
    assert bodies
    assert all("Zebedee" not in body for (body,) in bodies)


def test_an_older_copy_that_meets_its_own_later_entries_becomes_a_new_replica(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    twin = forked(ann, laptop)
    ann.edit(record, text="later")
    ann.give(ben)
    old = twin.file.replica
    ben.give(twin)
    assert twin.file.replica != old
    twin.edit(record, text="mine")
    assert twin.value(record) == "mine"
    assert twin.verdict().is_good


# -- undoing a merge ---------------------------------------------------------------------------


def refs_of(one):
    return [entry.ref for entry in one.entries() if entry.ref.replica == one.file.replica]


def test_a_merge_set_aside_is_as_if_it_had_not_come_and_comes_back_with_its_pack(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    ann.give(ben)
    ben.edit(record, text="ben's")
    ben.make(record="r9", text="new")
    before = ann.states()
    ben.give(ann)
    merged = ann.states()
    arrivals.set_aside(ann.file, refs_of(ben))
    assert ann.states() == before
    assert ann.verdict().is_good
    ann.reopen()
    assert ann.states() == before
    found = ann.file.connection.execute("SELECT count(*) FROM search WHERE search MATCH 'new'")
    assert found.fetchone() == (0,)
    ben.give(ann)
    assert ann.states() == merged
    assert ann.verdict().is_good
    found = ann.file.connection.execute("SELECT count(*) FROM search WHERE search MATCH 'new'")
    assert found.fetchone() == (1,)


def test_a_set_aside_entry_stays_out_when_more_of_its_record_arrives(laptop):
    ann, ben, cat = laptop("ann"), laptop("ben"), laptop("cat")
    record = ann.make(text="start")
    ann.give(ben)
    ann.give(cat)
    ben.edit(record, text="ben's")
    cat.edit(record, effect="cat's")
    ben.give(ann)
    arrivals.set_aside(ann.file, refs_of(ben))
    cat.give(ann)
    assert (ann.value(record), ann.value(record, "effect")) == ("start", "cat's")
    assert ann.verdict().is_good


def test_a_merge_is_built_on_once_this_laptop_replaced_a_part_of_it(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    ann.give(ben)
    ben.edit(record, text="ben's")
    ben.give(ann)
    assert not arrivals.is_built_on(ann.file, refs_of(ben))
    ann.edit(record, effect="another field")
    assert not arrivals.is_built_on(ann.file, refs_of(ben))
    ann.edit(record, text="mine now")
    assert arrivals.is_built_on(ann.file, refs_of(ben))


def test_a_deletion_builds_on_what_it_covers(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="start")
    ann.give(ben)
    ben.edit(record, effect="ben's")
    ben.give(ann)
    ann.delete(record)
    assert arrivals.is_built_on(ann.file, refs_of(ben))


# -- what others may send ----------------------------------------------------------------------


@pytest.mark.parametrize("value", [["a", "list"], {"an": "object"}, True, 2**70, 1.5])
def test_a_value_of_an_unexpected_form_is_kept_and_breaks_nothing(laptop, value):
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(text="x", to_write_up=False)
    entry = ann.entries()[0]
    changes = {
        "deleted": entry.changes[DELETED],
        "text": change(value, "11" * 16),
        "to_write_up": change("yes", "22" * 16),
    }
    odd = replace(entry, changes=changes)
    odd = replace(odd, hash=chain_hash(odd))
    arrivals.absorb(ben.file, [odd], ann.replicas())
    ben.reopen()
    assert ben.value(record) == value
    assert ben.verdict().is_good
    ben.edit(record, text="put right")
    assert ben.value(record) == "put right"


def test_a_kind_only_a_newer_version_knows_is_kept(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    ann.make(kind="hologram", record="h1", shape="cube")
    ann.give(ben)
    ben.reopen()
    assert ben.value("h1", "shape", "hologram") == "cube"
    assert ben.verdict().is_good
