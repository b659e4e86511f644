"""Which pages there are, and where each kind of record is shown."""

from __future__ import annotations

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.ui.controllers.page_list import page_of, specs
from ilacs_desktop.ui.frame import keys

NOWHERE = {"inspection", "link", "pinned"}


def test_every_page_of_the_sidebar_has_a_maker_and_none_is_made_before_it_is_looked_at():
    found = specs(None, None)
    assert [(one.key, one.title, one.icon) for one in found] == [*keys.PAGES, keys.SETTINGS]


def test_every_kind_of_record_has_its_page():
    assert {kind for kind in KINDS if not page_of(kind)} <= NOWHERE
    known = {key for key, _, _ in (*keys.PAGES, keys.SETTINGS)}
    assert {page_of(kind) for kind in KINDS} - {""} <= known


def test_an_unknown_kind_has_none():
    assert page_of("no such kind") == ""


def test_each_maker_makes_the_page_of_its_key(at_work):
    for key in at_work.area.page_keys:
        assert at_work.area.made(key).key == key
    at_work.settled()
