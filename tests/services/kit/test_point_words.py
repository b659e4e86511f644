"""Words of a point: no signs of a note, and the child said once."""

from __future__ import annotations

import pytest

from ilacs_desktop.services.kit.point_words import on_child, unmarked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("? Who covers leave?", "Who covers leave?"),
        ("!Alone", "Alone"),
        ("One\n? Two?\n!Three!", "One\nTwo?\nThree!"),
        ("?", ""),
        ("", ""),
    ],
)
def test_signs_go_from_the_beginning_of_lines_alone(text, left):
    assert unmarked(text) == left


@pytest.mark.parametrize(
    ("words", "said", "numbered"),
    [
        ("Not seen", "Child 44: Not seen", "Referral A1, Child 44: Not seen"),
        ("Child 44 is alone", "Child 44 is alone", "Referral A1: Child 44 is alone"),
        ("44 is alone", "Child 44 is alone", "Referral A1: Child 44 is alone"),
        ("child 44: alone", "Child 44: alone", "Referral A1, Child 44: alone"),
        ("Child 4471 too", "Child 44: Child 4471 too", "Referral A1, Child 44: Child 4471 too"),
        ("", "Child 44", "Referral A1, Child 44"),
    ],
)
def test_the_child_is_said_once(words, said, numbered):
    assert on_child("44", words) == said
    assert on_child("44", words, "Referral A1") == numbered


def test_what_is_about_no_child_is_left_alone():
    assert on_child("", "Unsafe yard") == "Unsafe yard"
