from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.publish import style
from ilacs_desktop.publish.breaking import break_lines
from ilacs_desktop.publish.fonts import MISSING_MARK, Face, FontSet
from ilacs_desktop.publish.model import NoteMark, Run, plain

LETTERS = st.text(st.characters(codec="utf-8", max_codepoint=0x24F, exclude_categories=["Cc"]))


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet()


def texts(lines) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def set_lines(text, width, fonts):
    return break_lines(text, width, style.BODY, fonts)


def test_words_wrap_without_leading_or_trailing_spaces(fonts):
    lines = texts(set_lines(plain("one  two   three four five"), 70, fonts))
    assert len(lines) > 1
    assert all(line == line.strip() and "  " not in line for line in lines)
    assert " ".join(lines) == "one two three four five"


def test_a_word_may_begin_with_a_hyphen_and_any_width_of_space_parts_words(fonts):
    assert texts(set_lines(plain("-5 to - x\u2003y\tz"), 400, fonts)) == ["-5 to - x y z"]


def test_a_line_feed_forces_a_new_line(fonts):
    assert texts(set_lines(plain("a\nb\n\nc"), 400, fonts)) == ["a", "b", "", "c"]


def test_empty_text_is_one_empty_line(fonts):
    assert set_lines((), 400, fonts) == ((),)


def test_a_no_break_space_holds_its_words_together(fonts):
    lines = texts(set_lines(plain("aaaa bbbb\u00a0cccc"), 70, fonts))
    assert lines == ["aaaa", "bbbb\u00a0cccc"]


def test_a_compound_divides_after_its_hyphen_and_a_range_of_numbers_does_not(fonts):
    assert texts(set_lines(plain("xx multi-agency"), 60, fonts)) == ["xx multi-", "agency"]
    assert texts(set_lines(plain("xxxxx 16-17"), 60, fonts)) == ["xxxxx", "16-17"]


def test_a_word_longer_than_the_line_is_divided_and_nothing_is_lost(fonts):
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 20
    lines = set_lines(plain("a " + word + " z"), 90, fonts)
    assert "".join(texts(lines)).replace(" ", "") == "a" + word + "z"
    assert all(line[-1].x + line[-1].width <= 90.01 for line in lines)


def test_a_note_mark_stays_with_its_word_and_is_raised(fonts):
    lines = set_lines((Run("improve?"), NoteMark("n", "1")), 400, fonts)
    word, mark = lines[0]
    assert (word.text, mark.text, mark.note_id) == ("improve?", "1", "n")
    assert mark.rise > 0
    assert mark.size < word.size
    assert mark.x == pytest.approx(word.width)


def test_styles_within_a_word_do_not_part_it(fonts):
    lines = set_lines((Run("aaaaaa bb"), Run("bb", bold=True)), 70, fonts)
    assert texts(lines) == ["aaaaaa", "bbbb"]


@settings(max_examples=60, deadline=None)
@given(text=LETTERS, width=st.floats(15, 500))
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text, width):
    fonts = FontSet()
    lines = set_lines(plain(text), width, fonts)
    for line in lines:
        end = line[-1].x + line[-1].width if line else 0.0
        assert end <= width + 0.01 or len("".join(span.text for span in line)) == 1
    expected = "".join(fonts.clean(text, Face.REGULAR).split())
    assert "".join("".join(texts(lines)).split()) == expected
    assert MISSING_MARK not in expected or fonts.missing
