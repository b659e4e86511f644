"""Words found are shown whole, however little room there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.ui.widgets.search_rows import Run, fitted, tokens_of

LONG = "one two three four five supervision seven eight nine ten lapsed twelve thirteen"
MARKS = tuple(
    (LONG.index(word), LONG.index(word) + len(word)) for word in ("supervision", "lapsed")
)


def width(run):
    return len(run.text)


def words(tokens):
    return " ".join("".join(run.text for run in token) for token in tokens)


def test_a_line_that_fits_is_left_as_it_is():
    assert words(fitted(tokens_of(LONG, MARKS), 500, width)) == LONG


def test_what_is_left_out_is_around_the_words_found_and_never_they():
    shown = fitted(tokens_of(LONG, MARKS), 40, width)
    marked = [run.text for token in shown for run in token if run.marked]
    assert marked == ["supervision", "lapsed"]
    assert words(shown).startswith("… ")
    assert len(words(shown)) <= 40


def test_part_of_a_word_can_be_marked():
    assert tokens_of("(supervision)", ((1, 12),)) == [
        (Run("("), Run("supervision", marked=True), Run(")"))
    ]


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=30), st.data())
def test_the_line_keeps_its_order_and_its_room(parts, data):
    text = " ".join(parts)
    at = data.draw(st.integers(0, len(parts) - 1))
    start = len(" ".join(parts[:at])) + (1 if at else 0)
    room = data.draw(st.integers(24, 120))
    shown = fitted(tokens_of(text, ((start, start + len(parts[at])),)), room, width)
    assert [run.text for token in shown for run in token if run.marked] == [parts[at]]
    assert len(words(shown)) <= room
    rest = iter(parts)
    assert all(word in rest for word in words(shown).split() if word != "…")
