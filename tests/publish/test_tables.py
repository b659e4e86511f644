from __future__ import annotations

from ilacs_desktop.publish import style
from ilacs_desktop.publish.fonts import FontSet
from ilacs_desktop.publish.model import plain, row
from ilacs_desktop.publish.slabs import Role
from ilacs_desktop.publish.tables import Grid, set_grid


def grid(rows, **more) -> list:
    values = {"header": ("A", "B"), "widths": (100.0, 200.0), "look": style.SMALL} | more
    return set_grid(Grid(rows=rows, **values), ("t",), (3,), 0.0, FontSet())


def test_the_header_stays_with_the_first_row_and_is_repeated():
    header, body = grid((row("a", "b"),))
    assert header.keep
    assert header.tint is not None
    assert body.repeat == (header,)
    assert {part.role for part in header.parts} == {Role.HEADER_CELL}
    assert [part.leaf for part in body.parts] == [(3, 1, 0), (3, 1, 1)]


def test_a_short_row_is_whole_and_a_long_one_may_break():
    short = grid((row("a\nb\nc", "x"),), header=())
    assert [slab.keep for slab in short] == [True, True, False]
    long = grid((row("\n".join("abcdefghijkl"), "x"),), header=())
    assert [slab.keep for slab in long] == [True] + [False] * 9 + [True, False]


def test_only_the_last_line_of_a_row_is_ruled():
    slabs = grid((row("a\nb", "x"), row("c", "d")))
    assert [len(slab.rules) for slab in slabs] == [1, 0, 1, 1]


def test_a_table_without_a_header_is_ruled_above_and_headed_at_the_side():
    slabs = grid(((plain("Label"), plain("Value")),), header=(), labelled=True)
    assert len(slabs[0].rules) == 2
    assert [part.role for part in slabs[0].parts] == [Role.HEADER_CELL, Role.CELL]


def test_a_whole_table_never_parts():
    slabs = grid((row("a", "b"), row("c", "d")), whole=True)
    assert [slab.keep for slab in slabs] == [True, True, False]
