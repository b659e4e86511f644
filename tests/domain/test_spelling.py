"""Which words of a text a dictionary is asked for, and which spellings are American."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.spelling import is_american, tokens


def words(text):
    return [one.word for one in tokens(text)]


def test_words_are_told_with_their_places():
    text = "Children’s care, multi-agency ‘plans’."
    assert words(text) == ["Children’s", "care", "multi-agency", "plans"]
    for one in tokens(text):
        assert text[one.start : one.end] == one.word


def test_abbreviations_figures_addresses_and_cross_references_are_left_alone():
    text = "DCS, LADO’s and CPs met 12th, ab1 at a@b.example and x://wurd; see [¶3f2a9c] McWurd"
    assert words(text) == ["and", "met", "at", "and", "see"]


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("behavior", "behaviour"), ("organized", "organised"), ("center", "centre"),
        ("counselor", "counsellor"), ("enrollment", "enrolment"), ("judgment", "judgement"),
        ("pediatric", "paediatric"), ("defense", "defence"), ("analyze", "analyse"),
    ],
)  # fmt: skip
def test_american_spellings_are_told(american, british):
    assert is_american(american, british)
    assert not is_american(british, american)


def test_a_slip_is_not_called_american():
    assert not is_american("recieve", "receive")
    assert not is_american("same", "same")
