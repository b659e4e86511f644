"""What reads like a grade, and what does not."""

from __future__ import annotations

import pytest

from ilacs_desktop.services.kit import grade_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Practice is outstanding in the east", ["outstanding"]),
        ("This requires improvement to be good.", ["requires improvement to be good"]),
        ("It was judged inadequate", ["judged inadequate"]),
        ("We are heading for good", ["heading for good"]),
        ("A good grade, then", ["A good grade"]),
        ("Good plans, good visits, and a good life story", []),
        ("looking for good placements", []),
        ("", []),
    ],
)
def test_grades_are_found_and_plain_words_left(text, found):
    assert [one.text for one in grade_words.in_note(text)] == found
    assert all(text[one.start : one.end] == one.text for one in grade_words.in_note(text))
    assert bool(grade_words.remark(text)) == bool(found)


def test_a_letter_is_read_more_narrowly_than_a_note():
    assert grade_words.in_text("We are heading for good") == ()


def test_many_words_are_counted():
    said = grade_words.remark("inadequate, outstanding, good or better, overall effectiveness")
    assert "and 1 more read like a grade" in said
