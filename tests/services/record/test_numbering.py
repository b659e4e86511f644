"""Numbers that several people issue without asking each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.records import Request
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.numbering import next_number, number_order


def test_numbers_go_on_from_the_highest_of_ones_own_letter(work):
    letter = work.my_member.letter
    assert next_number(work, Request) == f"{letter}1"
    for number in (f"{letter}9", f"{letter}10", "Z99", "by hand"):
        made = editing.create(work, Request, "Add", number=number).made
    assert next_number(work, Request) == f"{letter}11"
    editing.delete(work, Request, made, "Delete")
    assert next_number(work, Request) == f"{letter}11"


def test_a_number_is_never_issued_again(work):
    first = next_number(work, Request)
    made = editing.create(work, Request, "Add", number=first).made
    editing.delete(work, Request, made, "Delete")
    assert next_number(work, Request) != first


@given(st.lists(st.integers(1, 500), unique=True))
def test_counts_are_sorted_as_numbers(counts):
    numbers = [f"A{count}" for count in counts]
    assert sorted(numbers, key=number_order) == [f"A{count}" for count in sorted(counts)]


def test_what_is_no_number_comes_first():
    assert sorted(["B1", "A2", "later", "A10"], key=number_order) == ["later", "A2", "A10", "B1"]
