from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.order import between, spread


@given(st.lists(st.integers(0, 10**6), max_size=80))
def test_inserting_anywhere_keeps_the_order(places):
    keys: list[str] = []
    for place in places:
        index = place % (len(keys) + 1)
        before = keys[index - 1] if index else ""
        after = keys[index] if index < len(keys) else ""
        key = between(before, after)
        assert before < key
        assert not after or key < after
        keys.insert(index, key)
    assert keys == sorted(set(keys))


@given(st.integers(0, 5_000))
def test_keys_made_together_ascend_and_leave_room(count):
    keys = spread(count)
    assert list(keys) == sorted(set(keys))
    assert len(keys) == count
    for before, after in zip(("", *keys), (*keys, ""), strict=True):
        key = between(before, after)
        assert before < key
        assert not after or key < after


def test_keys_stay_short_when_a_list_grows_at_its_end():
    key = ""
    for _ in range(200):
        key = between(key, "")
    assert len(key) < 50


def test_between_two_equal_keys_the_new_one_stands_just_above():
    key = between("V", "V")
    assert "V" < key < between("V", "")


def test_keys_in_the_wrong_order_are_taken_as_no_upper_bound():
    assert between("k", "b") > "k"


@given(st.text(max_size=6), st.text(max_size=6))
def test_keys_from_elsewhere_never_stop_an_insert(before, after):
    key = between(before, after)
    assert key
    assert not key.endswith("0")
