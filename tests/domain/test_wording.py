"""Two wordings compared: whole words, nothing lost, paragraphs by what became of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain import wording

WORDS = st.lists(
    st.sampled_from(["seen", "late", "most", "children", "are", "’", ",", "  "]), max_size=9
)


def test_words_are_put_in_and_out_whole():
    found = wording.differences("Most children are seen late.", "Some children are seen in time.")
    assert wording.marked(found) == "[−Most−][+Some+] children are seen [−late−][+in time+]."


@given(WORDS, WORDS)
def test_without_what_came_it_is_the_old_wording_and_without_what_went_the_new(old, new):
    before, after = " ".join(old), " ".join(new)
    found = wording.differences(before, after)
    assert "".join(one.text for one in found if one.part != "in") == before
    assert "".join(one.text for one in found if one.part != "out") == after


def test_paragraphs_are_told_by_what_became_of_them():
    before = [("a", "s", "One."), ("b", "s", "Two."), ("c", "s", "Three."), ("d", "s", "Four.")]
    after = [("a", "s", "One."), ("e", "s", "New."), ("c", "s", "Three now."), ("d", "t", "Four.")]
    found = wording.compared(before, after)
    assert [(one.paragraph, one.fate) for one in found] == [
        ("a", "same"),
        ("b", "gone"),
        ("e", "new"),
        ("c", "changed"),
        ("d", "moved"),
    ]
    assert wording.counts(found)["changed"] == 1


def test_a_paragraph_that_only_changed_its_place_is_moved():
    before = [("a", "s", "1"), ("b", "s", "2"), ("c", "s", "3")]
    after = [("c", "s", "3"), ("a", "s", "1"), ("b", "s", "2")]
    fates = {one.paragraph: one.fate for one in wording.compared(before, after)}
    assert fates == {"a": "same", "b": "same", "c": "moved"}
