from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.records import LaClaim
from ilacs_desktop.services.record import editing, ordering


def _make(work, ranks):
    for at, rank in enumerate(ranks):
        editing.create(work, LaClaim, "Add", text=str(at), rank=rank)
    return ordering.in_order(work.snapshot.all(LaClaim))


def _texts(work):
    return [one.text for one in ordering.in_order(work.snapshot.all(LaClaim))]


@pytest.mark.parametrize(
    "ranks", [("B", "D", "F"), ("", "", ""), ("C", "C", "C"), ("0", "00", "01"), ("", "A", "B")]
)
@pytest.mark.parametrize("at", [0, 1, 2, 99])
@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_record_stands_where_it_was_put_whatever_the_ranks(work, ranks, at, moved):
    listed = _make(work, ranks)
    expected = [one.text for one in listed]
    expected.insert(min(at, 2), expected.pop(moved))
    ordering.put_at(work, LaClaim, listed, listed[moved].id, at, "Reorder")
    assert _texts(work) == expected


def test_moving_changes_one_record_where_there_is_room(work):
    listed = _make(work, ("B", "D", "F"))
    changes = ordering.put_at(work, LaClaim, listed, listed[2].id, 0, "Reorder")
    assert changes.ids == {listed[2].id}


def test_a_stranger_and_the_same_place_change_nothing(work):
    listed = _make(work, ("B", "D"))
    assert not ordering.put_at(work, LaClaim, listed, "nobody", 0, "Reorder").ids
    assert not ordering.put_at(work, LaClaim, listed, listed[1].id, 1, "Reorder").ids


@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_any_run_of_moves_is_what_a_list_would_do(new_work, moves):
    work = new_work()
    _make(work, ("B", "", "B", "zz", "C"))
    expected = _texts(work)
    for moved, at in moves:
        listed = ordering.in_order(work.snapshot.all(LaClaim))
        ordering.put_at(work, LaClaim, listed, listed[moved].id, at, "Reorder")
        expected.insert(at, expected.pop(moved))
        assert _texts(work) == expected
