"""Referrals back as they are shown: due in neutral words, gravest first, and how each ended."""

from __future__ import annotations

from datetime import datetime

import pytest

from ilacs_desktop.services.cases import referral_rows, referrals

NOW = datetime.fromisoformat("2026-07-08T14:00:00+01:00")


@pytest.mark.parametrize(
    ("due", "words", "late"),
    [
        ("", "", False),
        ("2026-07-08", "due today", False),
        ("2026-07-08T15:00:00+01:00", "due today 15:00", False),
        ("2026-07-08T11:00:00+01:00", "was due 11:00", True),
        ("2026-07-07", "1 day late", True),
        ("2026-07-06", "2 days late", True),
        ("2026-07-09", "due tomorrow", False),
        ("2026-07-13", "due 13 Jul", False),
        ("soon", "soon", False),
    ],
)
def test_due_in_words(due, words, late):
    assert referral_rows.due_words(due, NOW) == (words, late)


def test_how_one_ended_is_said_in_full(work):
    made = referrals.raise_concern(work, referrals.Raise("No visit since 12 June")).made
    assert referral_rows.ended_words(work, referral_rows.line(work, made)) == ""
    referrals.withdraw(work, made, "Another child was meant.")
    words = referral_rows.ended_words(work, referral_rows.line(work, made))
    assert words.startswith("Withdrawn by Ann Example, ")
    assert words.endswith(": Another child was meant.")


def test_one_that_is_not_there_has_no_line(work):
    assert referral_rows.line(work, "nothing") is None
