"""Recorded draws as they are shown: newest first, in the order drawn, and how to check them."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import SampleDraw
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import sample_rows
from ilacs_desktop.services.record import editing


def draw(work, *drawn, **more):
    values = {
        "cohort": "list-6-open",
        "size": len(drawn),
        "seed": 2026,
        "method": "sha256-order/1",
        "frame": 9,
        "reason": "Plans of over a year",
        "drawn": list(drawn),
        **more,
    }
    return editing.create(work, SampleDraw, "Draw sample", **values).made


def test_children_come_in_the_order_drawn_with_their_cards(work):
    made = draw(work, "72", "5", "31")
    card = cases.add_by_hand(work, child_id="5", depth="track", reason="earlier").made
    found = sample_rows.drawn_children(work, made)
    assert [(one.place, one.child, one.case, one.depth) for one in found] == [
        (1, "72", "", ""),
        (2, "5", card, "track"),
        (3, "31", "", ""),
    ]


def test_a_draw_is_explained_so_that_anyone_can_repeat_it(work):
    strata = {"under 5": {"frame": 6, "drawn": 2}, "5 to 9": {"frame": 3, "drawn": 1}}
    said = " ".join(
        sample_rows.why_these(work, draw(work, "1", "2", stratify=["age_band"], strata=strata))
    )
    for words in ("2 of 9 children", "Plans of over a year", "Seed 2026", "under 5: 2 of 6"):
        assert words in said


@pytest.mark.parametrize("of", [sample_rows.drawn_children, sample_rows.why_these])
def test_a_draw_that_is_not_there_says_nothing(work, of):
    assert of(work, "nothing") == ()


def test_removed_draws_are_not_listed(work):
    kept, gone = draw(work, "1"), draw(work, "2")
    editing.delete(work, SampleDraw, gone, "Delete")
    assert [row.id for row in sample_rows.draw_rows(work)] == [kept]
