"""Counting sources: what is one, what is another, and that counts are counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.support import SIDES, Figures, Piece, counted, figures

PIECES = st.lists(
    st.builds(
        Piece,
        record=st.sampled_from("abcdefghij"),
        origin=st.sampled_from(["", "record", "child", "data"]),
        child=st.sampled_from(["", "c1", "c2"]),
        inspector=st.sampled_from(["", "p1", "p2"]),
        side=st.sampled_from(SIDES),
        per_child=st.booleans(),
    ),
    max_size=12,
)


def about(record, origin, child="", inspector="p1", side="for", per_child=True):
    return Piece(record, origin, child, inspector, side, per_child)


def test_record_practitioner_and_manager_of_one_child_are_one_source():
    found = figures([about("a", "record", "c1"), about("b", "record", "c1", "p2")])
    assert (found.sources, found.inspectors, found.children) == (1, 2, 1)
    assert found.is_one_source


def test_child_family_agency_observation_and_data_are_each_another():
    found = figures(
        [
            about(str(at), origin, "c1")
            for at, origin in enumerate(["record", "child", "family", "agency", "observation"])
        ]
        + [about("d", "data", per_child=False)]
    )
    assert found.sources == 6
    assert not found.is_one_source


def test_two_children_are_two_sources_but_data_stays_one():
    found = figures(
        [
            about("a", "record", "c1"),
            about("b", "record", "c2"),
            about("c", "data", "c1", per_child=False),
            about("d", "data", "c2", per_child=False),
        ]
    )
    assert found.origins == (("record", 2), ("data", 1))


def test_what_is_against_is_counted_apart_and_children_looked_at_are_the_whole():
    found = figures(
        [about("a", "record", "c1"), about("b", "record", "c2", side="against")],
        ["c1", "c2", "c3", ""],
    )
    assert (found.children, found.of) == (1, 3)
    assert (found.pieces_for, found.pieces_against) == (1, 1)


def test_a_note_whose_source_nobody_named_is_no_source():
    found = figures([about("a", "")])
    assert (found.sources, found.unsaid, found.is_one_source) == (0, 1, True)


@given(PIECES, st.lists(st.sampled_from(["c1", "c3"])))
def test_counts_never_exceed_their_whole(pieces, looked_at):
    found = figures(pieces, looked_at)
    held = len({piece.record for piece in pieces})
    assert found.children <= found.of
    assert found.pieces_for + found.pieces_against + found.pieces_neutral == held
    assert found.sources == sum(count for _, count in found.origins) <= found.pieces_for
    assert figures([*pieces, *pieces], looked_at) == found


@given(PIECES)
def test_frozen_figures_come_back_as_they_were(pieces):
    found = figures(pieces)
    assert Figures.from_json(found.as_json()) == found


def test_frozen_figures_of_another_shape_count_as_none():
    assert Figures.from_json({"children": "x", "origins": ["a"], "for": None}) == Figures()


def test_one_is_singular():
    assert [counted(1, "note"), counted(2, "note"), counted(0, "child", "children")] == [
        "1 note",
        "2 notes",
        "0 children",
    ]
