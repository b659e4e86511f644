"""Marks in a note: where they begin, what they may mean, and the text without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.ui.noting.note_marks import Mark, glues, mark_before, replaced, without


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


@pytest.mark.parametrize(
    ("text", "earlier", "left"),
    [
        ("Chronology on @44", "", "Chronology on 4471"),
        ("@44", "", ""),
        ("? @44", "", "?"),
        ("@44", "Mother was seen\n", "4471"),
    ],
)
def test_an_id_stays_as_a_word_of_the_sentence(text, earlier, left):
    assert replaced(text, mark_before(text, len(text)), "4471", earlier).rstrip() == left


def test_a_tag_only_goes():
    assert replaced("Plan #sup", Mark("#", 5, "sup"), "") == "Plan"


def test_two_words_glue_and_a_stop_does_not():
    assert glues("on", "is")
    assert not glues("on ", "is")
    assert not glues("on", ".")
    assert not glues("", "is")
