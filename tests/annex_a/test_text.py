from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.annex_a.text import fold, heading_forms, squash


@pytest.mark.parametrize(
    "heading",
    ["Children’s social care?", "children's SOCIAL care", " Childrenâ€™s\u00a0social care "],
)
def test_one_heading_however_typed(heading: str) -> None:
    assert squash(heading) == "childrenssocialcare"


def test_brackets_and_pivot_words_are_set_aside_one_after_the_other() -> None:
    forms = heading_forms("Sum of Seen alone (Y/N)", ("sumof",))
    assert forms == ("sumofseenaloneyn", "sumofseenalone", "seenaloneyn", "seenalone")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squash(squash(text)) == squash(text)
