from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.publish.paginate import paginate
from ilacs_desktop.publish.slabs import Slab, kept
from ilacs_desktop.publish.style import PageShape

SHAPE = PageShape(width=200, height=300, left=20, right=20, top=50, bottom=50)


def line(name: str, **more) -> Slab:
    return Slab(ids=(name,), height=more.pop("height", 20.0), **more)


def names(page) -> list[str]:
    return [placed.slab.ids[0] for placed in page.body]


def test_lines_fill_a_page_and_go_on_to_the_next():
    pages = paginate([line(str(index)) for index in range(25)], {}, SHAPE)
    assert [len(page.body) for page in pages] == [10, 10, 5]
    assert pages[1].body[0].top == 50.0


def test_nothing_is_one_empty_page():
    assert len(paginate([], {}, SHAPE)) == 1


def test_a_heading_goes_with_the_first_lines_below_it():
    slabs = [line(f"p{index}") for index in range(8)]
    slabs += [line("h", keep=True), line("a", keep=True), line("b")]
    pages = paginate(slabs, {}, SHAPE)
    assert names(pages[1]) == ["h", "a", "b"]


def test_what_cannot_fit_on_any_page_is_still_printed():
    slabs = [line(str(index), keep=True) for index in range(35)] + [line("huge", height=900.0)]
    pages = paginate(slabs, {}, SHAPE)
    assert [name for page in pages for name in names(page)] == [*map(str, range(35)), "huge"]


def test_space_before_is_not_printed_at_the_top_of_a_page():
    pages = paginate([line(str(index), space=5.0) for index in range(12)], {}, SHAPE)
    assert pages[0].body[0].top == pages[1].body[0].top == 50.0
    assert pages[0].body[1].top == 75.0


def test_own_page_opens_a_page():
    pages = paginate([line("a"), line("b", own_page=True)], {}, SHAPE)
    assert [names(page) for page in pages] == [["a"], ["b"]]


def test_a_table_header_is_repeated_on_each_page_and_marked_as_read():
    head = line("head", keep=True)
    rows = [line(f"r{index}", repeat=(head,)) for index in range(15)]
    pages = paginate([head, *rows], {}, SHAPE)
    assert names(pages[1])[:2] == ["head", "r9"]
    assert [placed.again for placed in pages[1].body[:2]] == [True, False]


def test_a_note_stands_on_the_page_of_its_mark_and_takes_room_there():
    notes = {"n": (line("n", height=10.0),)}
    slabs = [line(str(index), notes=("n",) if index == 3 else ()) for index in range(12)]
    pages = paginate(slabs, notes, SHAPE)
    assert [placed.slab.ids for placed in pages[0].notes] == [("n",)]
    assert pages[0].notes[0].top + 10.0 == SHAPE.floor
    assert len(pages[0].body) == 8
    assert pages[0].body[-1].top + 20.0 <= pages[0].notes_rule
    assert pages[1].notes == ()


def test_a_note_marked_twice_is_printed_once():
    notes = {"n": (line("n", height=10.0),)}
    pages = paginate([line("a", notes=("n",)), line("b", notes=("n",))], notes, SHAPE)
    assert len(pages[0].notes) == 1


def test_a_note_longer_than_a_page_goes_on_at_the_foot_of_the_next():
    notes = {"n": tuple(line("n", height=10.0) for _ in range(60))}
    pages = paginate([line("a", notes=("n",))], notes, SHAPE)
    assert sum(len(page.notes) for page in pages) == 60
    assert all(page.notes[-1].top + 10.0 <= SHAPE.floor + 0.01 for page in pages)


def test_first_two_and_last_two_lines_of_a_paragraph_stay_together():
    assert [kept(5, index) for index in range(5)] == [True, False, False, True, False]
    assert [kept(3, index) for index in range(3)] == [True, True, False]
    assert kept(1, 0) is False


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(1, 60), st.floats(0, 30), st.booleans(), st.booleans()), max_size=60
    )
)
def test_every_slab_is_placed_once_in_order_inside_the_margins(given_slabs):
    notes = {str(index): (line("note", height=8.0),) for index in range(60)}
    slabs = [
        line(str(index), height=height, space=space, keep=keep, notes=(str(index),) * noted)
        for index, (height, space, keep, noted) in enumerate(given_slabs)
    ]
    pages = paginate(slabs, notes, SHAPE)
    assert [placed.slab for page in pages for placed in page.body] == slabs
    assert sum(len(page.notes) for page in pages) == sum(noted for *_, noted in given_slabs)
    for page in pages:
        end = SHAPE.top
        for placed in page.body:
            assert placed.top >= end - 0.01
            end = placed.top + placed.slab.height
        assert end <= (page.notes_rule or SHAPE.floor) + 0.02
