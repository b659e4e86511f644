from __future__ import annotations

import pytest

from ilacs_desktop.domain.clock import LogicalTime
from ilacs_desktop.domain.draft import Draft, StepDraft
from ilacs_desktop.domain.entry import DELETED, Ref, faults
from ilacs_desktop.domain.projection import FieldState, Head, RecordState, apply
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.store.drafting import Stamp, entry_of, refuse

BLANK = RecordState("evidence", "r1", {})


def stamp(seq, replica="a"):
    return Stamp(Ref(replica, seq), LogicalTime(seq), "", "p1", f"s{seq}", "")


def written(before, action="edit", seq=2, replaces=None, covers=(), history=(), **values):
    draft = Draft("evidence", "r1", values, replaces or {}, covers=covers)
    step = StepDraft("Step", (draft,), action=action)
    return entry_of(step, draft, before, stamp(seq), lambda _record: history)


def made(**values):
    entry = written(BLANK, seq=1, **{DELETED: False, **values})
    return apply(BLANK, entry, ())


def conflicted():
    """Return a note with two versions of its text, Ben's shown."""
    heads = (Head(Ref("a", 1), LogicalTime(1), "ann's"), Head(Ref("b", 1), LogicalTime(2), "ben's"))
    state = made()
    fields = {**state.fields, "text": FieldState(heads)}
    return RecordState("evidence", "r1", fields, {**state.values, "text": "ben's"}, ("text",))


def test_an_entry_is_sealed_and_proves_itself():
    entry = written(made(text="x"), text="y")
    assert not entry.is_open
    assert faults(entry) == ()


def test_an_edit_replaces_what_is_shown():
    assert written(made(text="x"), text="y").changes["text"].replaces == (Ref("a", 1),)
    assert written(conflicted(), text="y").changes["text"].replaces == (Ref("b", 1),)


def test_an_edit_replaces_what_its_author_saw():
    entry = written(conflicted(), replaces={"text": (Ref("a", 1),)}, text="y")
    assert entry.changes["text"].replaces == (Ref("a", 1),)


@pytest.mark.parametrize("action", ["settle", "strike"])
def test_settling_and_striking_out_replace_every_version(action):
    entry = written(conflicted(), action=action, text="y")
    assert set(entry.changes["text"].replaces) == {Ref("a", 1), Ref("b", 1)}


def test_a_field_said_for_the_first_time_replaces_nothing():
    assert written(made(), text="y").changes["text"].replaces == ()


def test_a_deletion_covers_all_its_author_had_unless_it_says_so_itself():
    state = made(text="x", effect="y")
    assert set(written(state, "delete", **{DELETED: True}).covers) == state.head_refs
    named = (Ref("c", 9),)
    assert written(state, "delete", covers=named, **{DELETED: True}).covers == named
    assert written(state, text="z").covers == ()


def test_what_is_written_on_a_deleted_record_says_that_its_author_knew():
    state = made(text="x")
    deleted = apply(state, written(state, "delete", **{DELETED: True}), ())
    assert written(deleted, "strike", seq=3, text="[name]").covers == (Ref("a", 2),)
    assert written(deleted, "restore", seq=3, **{DELETED: False}).covers == ()


def test_an_undo_replaces_the_undo_that_stands_for_its_step():
    state = made(text="one")
    history = [written(BLANK, seq=1, **{DELETED: False, "text": "one"})]
    for seq, text in ((2, "two"), (3, "three")):
        entry = written(state, seq=seq, text=text)
        history.append(entry)
        state = apply(state, entry, ())
    draft = Draft("evidence", "r1", {"text": "two"}, {"text": (Ref("a", 3),)})
    step = StepDraft("Undo", (draft,), action="undo", undoes="s3")
    entry = entry_of(step, draft, state, stamp(4), lambda _record: history)
    history.append(entry)
    state = apply(state, entry, ())
    draft = Draft("evidence", "r1", {"text": "one"}, {"text": (Ref("a", 2),)})
    step = StepDraft("Undo", (draft,), action="undo", undoes="s2")
    entry = entry_of(step, draft, state, stamp(5), lambda _record: history)
    assert entry.changes["text"].replaces == (Ref("a", 4),)


def step_of(action, **values):
    draft = Draft("evidence", "r1", values)
    return StepDraft("Step", (draft,), action=action), draft


def test_what_a_record_does_not_allow_is_refused():
    state = made(text="x")
    deleted = apply(state, written(state, "delete", **{DELETED: True}), ())
    refuse(*step_of("edit", text="y"), state)
    refuse(*step_of("edit", **{DELETED: False}), BLANK)
    for action in ("restore", "undo", "settle", "delete", "strike", "load"):
        refuse(*step_of(action, text="y"), deleted)
    for action in ("edit", "final"):
        with pytest.raises(NotAllowedError, match="deleted"):
            refuse(*step_of(action, text="y"), deleted)
    with pytest.raises(NotAllowedError, match="deleted"):
        refuse(*step_of("edit", text="y"), BLANK)
