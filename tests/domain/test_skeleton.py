from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.skeleton import PLACEHOLDERS, filled, placeholders


def test_names_come_once_and_in_order():
    assert placeholders("{la_name}, {scope} and {la_name}") == ("la_name", "scope")


@pytest.mark.parametrize("text", ["{", "}", "{}", "{0}", "{a.b}", "{a!r}", "{a:>9}", "{a[0]}"])
def test_anything_but_a_bare_name_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        placeholders(text)


def test_a_gap_is_seen():
    assert (
        filled("Visit to {la_name}", {"la_name": "  "}) == "Visit to [name of the local authority]"
    )
    assert filled("Visit to {la_name}", {"la_name": "Exham"}) == "Visit to Exham"


@given(st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text()))
def test_what_a_value_holds_is_never_filled_again(values):
    text = "|".join(f"{{{name}}}" for name in PLACEHOLDERS)
    expected = "|".join(
        values.get(name, "").strip() or f"[{words}]" for name, words in PLACEHOLDERS.items()
    )
    assert filled(text, values) == expected
