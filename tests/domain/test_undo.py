from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.entry import DELETED, Change, Entry, Ref, change
from ilacs_desktop.domain.projection import project
from ilacs_desktop.domain.undo import Restored, Step, restored, stacks, stand_ins

SALT = "00" * 16


class Desk:
    """One person's steps on one record, and what others wrote in between."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.steps: list[Step] = []

    @property
    def state(self):
        return project("evidence", "r", self.entries)

    def write(self, values, *, by="a", action="edit", undoes="", replaces=None) -> Entry:
        seq = sum(entry.ref.replica == by for entry in self.entries) + 1
        step = Step(f"{by}{seq}", f"step {seq}", action, undoes)
        entry = Entry(
            ref=Ref(by, seq),
            time=LogicalTime(len(self.entries) + 1),
            wall="",
            author=by,
            schema=1,
            step=step.id,
            step_name=step.name,
            action=action,
            kind="evidence",
            record="r",
            changes={
                name: change(
                    value,
                    SALT,
                    self.state.field(name).seen if replaces is None else replaces[name],
                )
                for name, value in values.items()
            },
            undoes=undoes,
        )
        self.entries.append(entry)
        if by == "a":
            self.steps.append(step)
        return entry

    def value_of(self, ref, name):
        one = next(entry for entry in self.entries if entry.ref == ref).changes[name]
        return not one.is_struck, one.value

    def reverse(self, step: Step) -> None:
        taken = [entry for entry in self.entries if entry.step == step.id]
        values, replaces = {}, {}
        for one in restored(taken, self.value_of):
            values[one.field] = one.value
            replaces[one.field] = stand_ins(
                self.entries, one.field, one.replaces, self.state.field(one.field).refs
            )
        self.write(values, action="undo", undoes=step.id, replaces=replaces)

    def undo(self) -> None:
        self.reverse(stacks(self.steps).undo[-1])

    def redo(self) -> None:
        self.reverse(stacks(self.steps).redo[-1])

    @property
    def shown(self):
        return {name: one.value for name, one in self.state.fields.items() if one.value is not None}


def made() -> Desk:
    desk = Desk()
    desk.write({DELETED: False, "text": "seen"})
    return desk


def test_undo_brings_back_what_the_step_replaced():
    desk = made()
    desk.write({"text": "seen at home"})
    desk.undo()
    assert desk.shown == {DELETED: False, "text": "seen"}
    assert desk.state.conflicts == ()


def test_redo_brings_the_step_back():
    desk = made()
    desk.write({"text": "seen at home"})
    desk.undo()
    desk.redo()
    assert desk.shown["text"] == "seen at home"
    assert stacks(desk.steps).redo == ()
    assert [step.name for step in stacks(desk.steps).undo] == ["step 1", "step 2"]


def test_redo_is_offered_until_the_next_step():
    desk = made()
    desk.write({"text": "two"})
    desk.undo()
    assert [step.name for step in stacks(desk.steps).redo] == ["step 2"]
    desk.write({"effect": "safer"})
    assert stacks(desk.steps).redo == ()


def test_undoing_the_making_deletes_the_record_and_nothing_else():
    desk = made()
    desk.undo()
    assert desk.shown == {DELETED: True, "text": "seen"}


def test_a_field_that_was_said_for_the_first_time_is_unsaid():
    desk = made()
    desk.write({"effect": "safer"})
    desk.undo()
    assert desk.state.values["effect"] is None


def test_two_undos_in_a_row_leave_one_version():
    desk = made()
    desk.write({"text": "two"})
    desk.write({"text": "three"})
    desk.undo()
    desk.undo()
    assert desk.shown["text"] == "seen"
    assert desk.state.conflicts == ()


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["text", "effect"]), st.sampled_from("xyz")),
            st.sampled_from(["undo", "redo", "delete"]),
        ),
        max_size=25,
    )
)
def test_undo_of_every_step_gives_the_start_and_redo_the_end(acts):
    desk = made()
    for act in acts:
        offered = stacks(desk.steps)
        if act == "undo" and len(offered.undo) > 1:
            desk.undo()
        elif act == "redo" and offered.redo:
            desk.redo()
        elif act == "delete" and not desk.state.is_deleted:
            desk.write({DELETED: True}, action="delete")
        elif isinstance(act, tuple) and not desk.state.is_deleted:
            desk.write({act[0]: act[1]})
    end = desk.shown
    count = len(stacks(desk.steps).undo) - 1
    for _ in range(count):
        desk.undo()
        assert desk.state.conflicts == ()
    assert desk.shown == {DELETED: False, "text": "seen"}
    for _ in range(count):
        desk.redo()
    assert desk.shown == end
    assert desk.state.conflicts == ()


def test_where_somebody_wrote_since_both_are_shown():
    desk = made()
    desk.write({"text": "mine"})
    desk.write({"text": "theirs"}, by="b")
    desk.undo()
    assert desk.state.conflicts == ("text",)
    assert {head.value for head in desk.state.field("text").versions} == {"seen", "theirs"}


def test_an_undo_that_also_stands_for_somebody_elses_equal_entry_is_left():
    desk = made()
    start = desk.state.field("text").refs
    desk.write({"text": "same"}, replaces={"text": start})
    desk.write({"text": "same"}, by="b", replaces={"text": start})
    desk.write({"text": "mine alone"})
    desk.undo()
    assert desk.shown["text"] == "same"
    desk.undo()
    assert {head.value for head in desk.state.field("text").versions} == {"seen", "same"}


def test_a_struck_out_value_is_not_brought_back():
    desk = made()
    first = desk.entries[0]
    desk.write({"text": "two"})
    gap = Change(None, None, first.changes["text"].commitment)
    desk.entries[0] = Entry(
        **{
            **{name: getattr(first, name) for name in Entry.__slots__},
            "changes": {**first.changes, "text": gap},
        }
    )
    assert restored([desk.entries[1]], desk.value_of) == ()


def test_a_value_beside_a_struck_out_gap_is_brought_back():
    def value_of(ref, _name):
        return (True, "kept") if ref.replica == "a" else (False, None)

    entry = made().write({"text": "x"}, replaces={"text": (Ref("a", 1), Ref("b", 1))})
    assert restored([entry], value_of) == (Restored("evidence", "r", "text", "kept", entry.ref),)


def test_settled_struck_out_final_and_loaded_steps_are_never_undone():
    steps = [
        Step("1", "Add note", "edit"),
        Step("2", "Choose", "settle"),
        Step("3", "Strike out", "strike"),
        Step("4", "Sign off", "final"),
        Step("5", "Load", "load"),
    ]
    assert stacks(steps).undo == (steps[0],)


def test_deleting_and_restoring_can_be_undone():
    steps = [Step("1", "Delete", "delete"), Step("2", "Restore", "restore")]
    assert stacks(steps).undo == tuple(steps)


def test_stand_ins_of_an_entry_that_still_stands_are_itself():
    desk = made()
    assert stand_ins(desk.entries, "text", Ref("a", 1), [Ref("a", 1)]) == (Ref("a", 1),)


def test_entries_that_undo_one_another_in_a_ring_end():
    desk = made()
    ring = desk.write({"text": "x"}, action="undo", undoes="a2", replaces={"text": (Ref("a", 2),)})
    assert ring.step == "a2"
    assert stand_ins([ring], "text", Ref("b", 1), [ring.ref]) == (Ref("b", 1),)
