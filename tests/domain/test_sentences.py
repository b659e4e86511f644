"""A tie to a sentence survives edits as far as its words do, and says when they are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.sentences import anchored, sentence_at, sentences

TEXT = "Children are seen quickly. Their views are recorded well! Is this so for all? Not yet"


def test_a_text_falls_into_its_sentences_with_their_places():
    assert [one.text for one in sentences(TEXT)] == [
        "Children are seen quickly.",
        "Their views are recorded well!",
        "Is this so for all?",
        "Not yet",
    ]
    for one in sentences(TEXT):
        assert TEXT[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "text",
    [
        "Seen by Dr. Example today.",
        "In time, e.g. Monday.",
        "One said ‘It works.’",
        "At 4.5 of 10.",
    ],
)
def test_what_only_looks_like_an_end_does_not_end_a_sentence(text):
    assert [one.text for one in sentences(text)] == [text]


def test_the_cursor_belongs_to_the_sentence_it_stands_in_or_behind():
    assert [sentence_at(TEXT, at) for at in (0, 5, 26, 27, len(TEXT))] == [0, 0, 0, 1, 3]
    assert sentence_at("", 0) == -1


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (TEXT, 0),
        (f"Before all that. {TEXT}", 1),
        ("Most children are seen very quickly. Their views are recorded.", 0),
        ("Their views are recorded. Nearly all children are seen quickly now.", 1),
        ("Their views are recorded. Leaders know their services.", -1),
        ("", -1),
    ],
)
def test_a_tie_is_found_again_as_far_as_its_words_survive(now, number):
    (found,) = anchored(["Children are seen quickly."], now)
    assert found.sentence == number
    assert found.is_lost == (number < 0)


@given(st.lists(st.sampled_from(["A b c d.", "E f g h.", "I j k l."]), max_size=4))
def test_every_sentence_that_stands_is_found_whole(parts):
    text = " ".join(parts)
    for one in anchored(parts, text):
        assert one.as_tied
        assert sentences(text)[one.sentence].text == one.quote
