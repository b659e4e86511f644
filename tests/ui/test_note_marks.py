"""Marks in a note: where they begin, what they may mean, and the text without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.ui.note_marks import Mark, mark_before, without


@pytest.mark.parametrize(
    ("text", "sign", "typed"),
    [
        ("@", "@", ""),
        ("Seen @44", "@", "44"),
        ("one\n#ass", "#", "ass"),
        ("#pre-birth", "#", "pre-birth"),
    ],
)
def test_a_mark_ends_at_the_cursor(text, sign, typed):
    mark = mark_before(text, len(text))
    assert (mark.sign, mark.typed) == (sign, typed)
    assert text[mark.start] == sign


@pytest.mark.parametrize("text", ["", "a@b", "no 3#", "@44 ", "#ass essments", "mail@example"])
def test_other_signs_are_no_marks(text):
    assert mark_before(text, len(text)) is None


def test_the_mark_before_the_cursor_counts_not_the_one_after_it():
    assert mark_before("@44 #ass", 3) == Mark("@", 0, "44")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("well @44", "well"),
        ("@44", ""),
        ("well @44 then", "well then"),
        ("(@", "(@"),
    ],
)
def test_a_mark_goes_with_the_space_before_it(text, left):
    end = text.find(" then") if " then" in text else len(text)
    mark = mark_before(text, end)
    assert (without(text, mark) if mark else text) == left


@given(st.text(max_size=30), st.integers(0, 30))
def test_taking_a_mark_out_never_takes_more(text, at):
    mark = mark_before(text, at)
    if mark is not None:
        left = without(text, mark)
        assert len(text) - len(left) in (1 + len(mark.typed), 2 + len(mark.typed))
