"""A cross-reference names a paragraph and shows its number, whatever is renumbered."""

from __future__ import annotations

from ilacs_desktop.domain import crossrefs

A = "01890a5d-ac96-774b-bcce-b302099a8057"
B = "01890a5d-ac96-774b-bcce-b302099a8058"
TWIN = "11111111-1111-774b-bcce-1302099a8058"


def test_a_mark_prints_the_number_of_its_paragraph_and_follows_renumbering():
    text = f"As paragraph {crossrefs.mark_for(A, [A, B])} says."
    assert crossrefs.printed(text, {A: 14, B: 2}) == "As paragraph 14 says."
    assert crossrefs.printed(text, {A: 15, B: 2}) == "As paragraph 15 says."


def test_what_is_gone_or_has_no_number_prints_a_question_mark():
    text = f"See {crossrefs.mark_for(A, [A])}."
    assert crossrefs.printed(text, {B: 2}) == "See ?."
    assert crossrefs.printed(text, {A: 0}) == "See ?."


def test_a_mark_is_as_long_as_telling_two_ids_apart_takes():
    assert len(crossrefs.mark_for(B, [A, B])) == len("[¶9a8058]")
    mark = crossrefs.mark_for(B, [B, TWIN])
    assert crossrefs.printed(mark, {B: 3, TWIN: 4}) == "3"
    # One too short for both names neither: better a question than the wrong paragraph.
    assert crossrefs.printed("[¶9a8058]", {B: 3, TWIN: 4}) == "?"


def test_masking_keeps_every_place():
    mark = crossrefs.mark_for(A, [A])
    text = f"As {mark} says, 1234567."
    masked = crossrefs.masked(text)
    assert len(masked) == len(text)
    assert mark not in masked
    assert masked.endswith("says, 1234567.")
