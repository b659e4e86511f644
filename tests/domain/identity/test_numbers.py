"""Numbers of one person: check digits, splits, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.identity.folding import fold
from ilacs_desktop.domain.identity.numbers import KnownIds, is_nhs_number, is_upn, numbers_in

KNOWN = KnownIds.of(["9000412", "SN/00 41 77", "202526", "20252026", "2025120", "4390", "Unknown"])


def found(text, known=KNOWN):
    return [(one.kind, text[one.start : one.end]) for one in numbers_in(fold(text), known)]


@pytest.mark.parametrize("text", ["9434765919", "4010232137"])
def test_the_check_digit_of_an_nhs_number_fits(text):
    assert is_nhs_number(text)
    assert not is_nhs_number(text[:-1] + str((int(text[-1]) + 1) % 10))


@pytest.mark.parametrize("text", ["a123456789012"])
def test_the_check_letter_of_a_upn_fits(text):
    assert is_upn(text)
    assert not is_upn("b" + text[1:])


@pytest.mark.parametrize(
    "text",
    [
        "In 2025-26 the budget rose.",
        "In 2025/2026 it fell.",
        "In 2025 120 children were seen.",
        "There were 90004123 calls and 19000412 letters.",
        "It is unknown who wrote it.",
        "Call 0300 123 1234 or 020 7946 0958.",
        "On 20/25/2026 nothing happened.",
    ],
)
def test_years_counts_and_telephones_are_nobody(text):
    assert found(text) == []


def test_an_id_with_signs_inside_is_found_without_them():
    assert found("sn004177, SN-00-41-77 and SN 00/41/77") == [
        ("id", "sn004177"),
        ("id", "SN-00-41-77"),
        ("id", "SN 00/41/77"),
    ]


def test_short_ids_are_words_of_their_own():
    assert found("4390 or 14390 or 43901") == [("short-id", "4390")]


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text):
    for one in numbers_in(fold(text), KNOWN):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text("abc .,-\u200b\u00a0", max_size=20), st.text("abc .,-\u200b\u00a0", max_size=20))
def test_an_id_between_any_words_is_found(before, after):
    text = f"{before}9000412{after}"
    (only,) = found(text)
    assert "9000412" in only[1]
