from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.ids import derived, link_id


def test_two_makers_make_one_id():
    assert derived("judgement", "overall") == derived("judgement", "overall")
    assert link_id("supports", "a", "b") == link_id("supports", "a", "b")


def test_an_id_reads_as_a_uuid():
    made = uuid.UUID(derived("setting", "marking"))
    assert (made.version, made.variant) == (8, uuid.RFC_4122)


def test_the_ends_of_a_link_are_not_the_same_turned_round():
    assert link_id("supports", "a", "b") != link_id("supports", "b", "a")


@given(st.lists(st.text(st.characters(exclude_characters="\x1f")), max_size=3), st.data())
def test_other_parts_make_another_id(parts, data):
    others = data.draw(st.lists(st.text(st.characters(exclude_characters="\x1f")), max_size=3))
    assert (derived("link", *parts) == derived("link", *others)) == (parts == others)


def test_the_kind_is_part_of_the_id():
    assert derived("setting", "x") != derived("pinned", "x")
