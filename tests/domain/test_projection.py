from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import DELETED, Entry, Origin, Ref, change
from ilacs_desktop.domain.projection import (
    FieldState,
    Head,
    RecordState,
    apply,
    project,
    uncovered,
)

SALT = "00" * 16
RECORDS = ("r0", "r1")
FIELDS = ("text", "effect")


@dataclass
class Laptop:
    """A replica without a disk: it writes as the store does, and holds what it was given."""

    name: str
    held: dict[Ref, Entry] = field(default_factory=dict)
    seq: int = 0
    ms: int = 1_000

    def entries(self, record: str) -> list[Entry]:
        return [entry for entry in self.held.values() if entry.record == record]

    def state(self, record: str) -> RecordState:
        return project("evidence", record, self.entries(record))

    def write(self, record: str, action: str, values, *, struck=(), covers=()) -> Entry:
        before = self.state(record)
        every = action in ("settle", "strike")
        self.seq += 1
        self.ms += 10
        if values.get(DELETED) is True:
            covers = tuple(sorted(before.head_refs | set(covers)))
        elif before.values.get(DELETED) and DELETED not in values:
            covers = before.field(DELETED).refs
        entry = Entry(
            ref=Ref(self.name, self.seq),
            time=LogicalTime(self.ms),
            wall="2026-03-02T12:00:00+00:00",
            author=self.name,
            schema=1,
            step=f"{self.name}{self.seq}",
            step_name="Edit",
            action=action,
            kind="evidence",
            record=record,
            changes={
                name: change(
                    value, SALT, before.field(name).refs if every else before.field(name).seen
                )
                for name, value in values.items()
            },
            struck=tuple(struck),
            covers=covers,
        )
        self.held[entry.ref] = entry
        self._strike()
        return entry

    def receive(self, entries) -> None:
        for entry in entries:
            self.held.setdefault(entry.ref, entry)
            self.ms = max(self.ms, entry.time.ms)
        self._strike()

    def _strike(self) -> None:
        """Lose what every strike-out held names, as the store does on disk."""
        struck = {
            (ref, name)
            for entry in self.held.values()
            if entry.struck
            for name in entry.changes
            for ref in entry.struck
        }
        for ref, name in struck:
            entry = self.held.get(ref)
            if entry is not None and not entry.changes[name].is_struck:
                gap = replace(entry.changes[name], value=None, salt=None)
                self.held[ref] = replace(entry, changes={**entry.changes, name: gap})

    def act(self, record: str, action: str, name: str, value: str) -> None:
        """Do what a person at this laptop could do now, if they can."""
        state = self.state(record)
        if not state.fields:
            self.write(record, "edit", {DELETED: False, name: value})
        elif action == "delete" and not state.is_deleted:
            self.write(record, "delete", {DELETED: True})
        elif action == "restore" and state.is_deleted:
            self.write(record, "restore", {DELETED: False})
        elif action == "settle" and name in state.conflicts:
            self.write(record, "settle", {name: state.field(name).versions[-1].value})
        elif action == "strike" and state.field(name).heads:
            holding = [
                entry.ref
                for entry in self.entries(record)
                if name in entry.changes and entry.changes[name].value == value
            ]
            if holding:
                self.write(record, "strike", {name: "struck"}, struck=holding)
        elif action == "edit" and not state.is_deleted and state.values.get(DELETED) is False:
            self.write(record, "edit", {name: value})


def unreplaced(entries, name: str) -> set[Ref]:
    """Say the rule the slow way: entries of a field that no entry replaces."""
    said = {entry.ref for entry in entries if name in entry.changes}
    gone = {
        ref for entry in entries if name in entry.changes for ref in entry.changes[name].replaces
    }
    return said - gone


acts = st.tuples(
    st.sampled_from(["edit", "edit", "edit", "delete", "restore", "settle", "strike"]),
    st.sampled_from(RECORDS),
    st.sampled_from(FIELDS),
    st.sampled_from(["one", "two", "three"]),
)
gifts = st.tuples(st.just("give"), st.integers(0, 3), st.randoms(use_true_random=False))
days = st.lists(st.tuples(st.integers(0, 3), acts | gifts), min_size=1, max_size=30)


def lived(count: int, day) -> list[Laptop]:
    laptops = [Laptop(name) for name in "abcd"[:count]]
    for who, (action, *rest) in day:
        laptop = laptops[who % count]
        if action == "give":
            target, random = rest
            # Any part of what one holds, in any order: packs are lost, late and out of order.
            given_now = [one for one in laptop.held.values() if random.random() < 0.6]
            random.shuffle(given_now)
            laptops[target % count].receive(given_now)
        else:
            record, name, value = rest
            laptop.act(record, action, name, value)
    return laptops


def meet(laptops: list[Laptop], random) -> None:
    everything = [one for laptop in laptops for one in laptop.held.values()]
    for laptop in laptops:
        random.shuffle(everything)
        laptop.receive(everything)


@given(st.integers(2, 4), days, st.randoms(use_true_random=False))
def test_laptops_that_hold_the_same_entries_say_the_same(count, day, random):
    laptops = lived(count, day)
    meet(laptops, random)
    for record in RECORDS:
        states = [laptop.state(record) for laptop in laptops]
        assert all(state == states[0] for state in states)


@given(st.integers(2, 4), days, st.randoms(use_true_random=False))
def test_the_fold_does_not_depend_on_the_order_of_arrival(count, day, random):
    laptops = lived(count, day)
    meet(laptops, random)
    for record in RECORDS:
        entries = laptops[0].entries(record)
        want = project("evidence", record, entries)
        for _ in range(3):
            random.shuffle(entries)
            assert project("evidence", record, entries) == want


@given(st.integers(2, 4), days, st.randoms(use_true_random=False))
def test_heads_are_exactly_the_entries_that_none_replaces(count, day, random):
    laptops = lived(count, day)
    for laptop in laptops:
        for record in RECORDS:
            state, entries = laptop.state(record), laptop.entries(record)
            for name in (*FIELDS, DELETED):
                assert set(state.field(name).refs) == unreplaced(entries, name)


@given(st.integers(2, 4), days, st.randoms(use_true_random=False))
def test_a_field_is_marked_exactly_while_different_values_stand(count, day, random):
    laptops = lived(count, day)
    meet(laptops, random)
    for record in RECORDS:
        state = laptops[0].state(record)
        for name in (*FIELDS, DELETED):
            heads = [head for head in state.field(name).heads if not head.struck]
            values = {str(head.value) for head in heads}
            assert (name in state.conflicts) == (len(values) > 1)
            if heads:
                assert state.values[name] == max(heads, key=lambda head: head.order).value


@given(st.integers(2, 4), days, st.randoms(use_true_random=False))
def test_only_settling_closes_a_conflict(count, day, random):
    laptops = lived(count, day)
    meet(laptops, random)
    laptop = laptops[0]
    for record in RECORDS:
        for name in set(FIELDS) & set(laptop.state(record).conflicts):
            if not laptop.state(record).is_deleted:
                laptop.write(record, "edit", {name: "typed over it"})
                assert name in laptop.state(record).conflicts
            laptop.write(record, "settle", {name: "agreed"})
            assert name not in laptop.state(record).conflicts
            assert laptop.state(record).values[name] == "agreed"


@given(st.integers(2, 4), days, st.randoms(use_true_random=False))
def test_one_more_entry_gives_what_all_of_them_give(count, day, random):
    laptops = lived(count, day)
    meet(laptops, random)
    laptop = laptops[0]
    for record in RECORDS:
        before = laptop.state(record)
        if before.is_deleted:
            continue
        entry = laptop.write(record, "edit", {"text": "more"})
        assert apply(before, entry, ()) == laptop.state(record)


@given(st.integers(2, 4), days, st.randoms(use_true_random=False))
def test_a_struck_out_value_is_shown_nowhere(count, day, random):
    laptops = lived(count, day)
    meet(laptops, random)
    struck = {
        (ref, name)
        for entry in laptops[0].held.values()
        if entry.struck
        for name in entry.changes
        for ref in entry.struck
    }
    for laptop in laptops:
        for record in RECORDS:
            for name, one in laptop.state(record).fields.items():
                for head in one.heads:
                    assert head.struck == ((head.ref, name) in struck)
                    assert not head.struck or head.value is None


def shared() -> tuple[Laptop, Laptop]:
    """Two laptops that hold one note."""
    a, b = Laptop("a"), Laptop("b")
    a.write("r0", "edit", {DELETED: False, "text": "seen", "effect": "safer"})
    b.receive(a.held.values())
    return a, b


def swap(a: Laptop, b: Laptop) -> None:
    a.receive(list(b.held.values()))
    b.receive(list(a.held.values()))


def test_equal_values_count_as_one_and_the_next_edit_replaces_both():
    a, b = shared()
    a.write("r0", "edit", {"text": "seen at home"})
    b.write("r0", "edit", {"text": "seen at home"})
    swap(a, b)
    state = a.state("r0")
    assert state.conflicts == ()
    assert len(state.field("text").heads) == 2
    assert state.field("text").seen == state.field("text").refs
    a.write("r0", "edit", {"text": "seen at school"})
    assert [head.value for head in a.state("r0").field("text").heads] == ["seen at school"]


def test_edits_of_two_fields_do_not_meet():
    a, b = shared()
    a.write("r0", "edit", {"text": "one"})
    b.write("r0", "edit", {"effect": "two"})
    swap(a, b)
    assert a.state("r0").conflicts == ()
    assert (a.state("r0").values["text"], a.state("r0").values["effect"]) == ("one", "two")


def test_two_versions_are_both_kept_and_the_later_is_shown():
    a, b = shared()
    a.write("r0", "edit", {"text": "one"})
    b.ms += 500
    b.write("r0", "edit", {"text": "two"})
    swap(a, b)
    assert a.state("r0").conflicts == ("text",)
    assert [head.value for head in a.state("r0").field("text").versions] == ["two", "one"]
    assert a.state("r0").field("text").seen == (Ref("b", 1),)


def test_an_edit_of_what_is_shown_leaves_the_other_version_standing():
    a, b = shared()
    a.write("r0", "edit", {"text": "one"})
    b.ms += 500
    b.write("r0", "edit", {"text": "two"})
    swap(a, b)
    a.write("r0", "edit", {"text": "three"})
    assert [head.value for head in a.state("r0").field("text").versions] == ["three", "one"]


def test_a_record_that_was_never_made_is_shown_as_deleted_and_not_as_crossed():
    state = RecordState("evidence", "r9", {})
    assert state.is_deleted
    assert not state.is_crossed


def test_an_edit_that_came_before_its_record_waits_for_it():
    a, b = shared()
    late = b.write("r0", "edit", {"text": "late"})
    c = Laptop("c")
    c.receive([late])
    assert c.state("r0").is_deleted
    c.receive(list(a.held.values()))
    assert not c.state("r0").is_deleted
    assert c.state("r0").values["text"] == "late"


def test_a_deletion_that_had_everything_is_not_crossed():
    a, b = shared()
    a.write("r0", "delete", {DELETED: True})
    swap(a, b)
    assert b.state("r0").is_deleted
    assert not b.state("r0").is_crossed


def test_an_edit_the_deleter_did_not_have_crosses_until_it_is_settled():
    a, b = shared()
    a.write("r0", "delete", {DELETED: True})
    b.write("r0", "edit", {"text": "more was said"})
    swap(a, b)
    for laptop in (a, b):
        assert laptop.state("r0").is_crossed
        assert uncovered(laptop.state("r0"), ()) == {Ref("b", 1)}
    b.write("r0", "settle", {DELETED: True})
    swap(a, b)
    assert a.state("r0").is_deleted
    assert not a.state("r0").is_crossed


def test_restoring_settles_a_crossing_the_other_way():
    a, b = shared()
    a.write("r0", "delete", {DELETED: True})
    b.write("r0", "edit", {"text": "more was said"})
    swap(a, b)
    b.write("r0", "restore", {DELETED: False})
    swap(a, b)
    assert not a.state("r0").is_deleted
    assert not a.state("r0").is_crossed
    assert a.state("r0").values["text"] == "more was said"


def test_what_both_deleters_had_together_is_covered():
    a, b = shared()
    b.write("r0", "edit", {"text": "more"})
    a.write("r0", "delete", {DELETED: True})
    b.write("r0", "delete", {DELETED: True})
    swap(a, b)
    assert a.state("r0").conflicts == ()
    assert not a.state("r0").is_crossed


def test_a_strike_out_on_a_deleted_record_is_no_crossing():
    a, b = shared()
    a.write("r0", "delete", {DELETED: True})
    swap(a, b)
    b.write("r0", "strike", {"text": "[name]"}, struck=(Ref("a", 1),))
    swap(a, b)
    assert a.state("r0").is_deleted
    assert not a.state("r0").is_crossed


def test_the_deleters_own_later_entries_are_no_crossing():
    a, _ = shared()
    a.write("r0", "delete", {DELETED: True})
    a.write("r0", "undo", {"text": "as before"})
    assert not a.state("r0").is_crossed


def test_a_link_the_deleter_did_not_have_crosses_the_record_it_ends_at():
    a, b = shared()
    linked = b.write("r1", "edit", {DELETED: False, "text": "link to r0"})
    a.write("r0", "delete", {DELETED: True})
    swap(a, b)
    state, link = a.state("r0"), a.state("r1")
    assert uncovered(state, ()) == frozenset()
    assert uncovered(state, (link,)) == {linked.ref}


def test_a_deleted_link_answers_for_itself():
    a, b = shared()
    link = b.write("r1", "edit", {DELETED: False, "text": "link to r0"})
    swap(a, b)
    a.write("r0", "delete", {DELETED: True}, covers=(link.ref,))
    a.write("r1", "delete", {DELETED: True})
    swap(a, b)
    assert uncovered(b.state("r0"), (b.state("r1"),)) == frozenset()


def test_a_struck_gap_is_shown_only_where_nothing_else_stands():
    gap = Head(Ref("b", 9), LogicalTime(99), None, struck=True)
    text = Head(Ref("a", 1), LogicalTime(1), "seen")
    both = FieldState((text, gap))
    assert both.value == "seen"
    assert both.versions == (text,)
    assert not both.in_conflict
    assert both.seen == (Ref("a", 1), Ref("b", 9))
    assert FieldState((gap,)).value is None


def test_a_loaded_record_shows_its_original_author_and_time():
    a, _ = shared()
    entry = replace(a.held[Ref("a", 1)], origin=Origin("p7", "2019-05-01T09:00:00+01:00"))
    state = project("evidence", "r0", [entry])
    assert (state.made.author, state.made.at) == ("p7", "2019-05-01T09:00:00+01:00")


def test_who_made_it_and_who_changed_it_last_do_not_depend_on_arrival():
    a, b = shared()
    b.write("r0", "edit", {"text": "two"})
    swap(a, b)
    entries = a.entries("r0")
    for order in (entries, entries[::-1]):
        state = project("evidence", "r0", order)
        assert (state.made.author, state.changed.author) == ("a", "b")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_greatest_schema_counts(order):
    a, b = shared()
    newer = replace(b.write("r0", "edit", {"text": "x"}), schema=7)
    entries = [a.held[Ref("a", 1)], newer]
    assert project("evidence", "r0", [entries[i] for i in order]).newest_schema == 7
