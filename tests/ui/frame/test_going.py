"""Anything is gone to by its name: pages, their views, and every command with its keys."""

from __future__ import annotations

import pytest

from ilacs_desktop.ui.frame import going, keys


def named(text, **more):
    return [(hit.key, hit.text) for hit in going.go_to_hits(text, **more)]


def test_pages_are_found_by_their_beginning():
    assert named(" ca")[0] == ("page:cases", "Cases")
    assert [key for key, _ in named("T")] == ["page:today", "page:team"]
    assert going.go_to_hits("  ") == ()


def test_views_are_found_by_any_of_their_words():
    assert ("view:findings/coverage", "Coverage") in named("cover")
    assert ("view:cases/referrals", "Referrals back") in named("back ref")


def test_commands_are_found_with_their_keys_and_say_where_they_cannot_be_run():
    [note] = [hit for hit in going.go_to_hits("quick") if hit.key == "command:quick-note"]
    assert keys.shown_keys("quick-note") in note.second
    [lock] = [hit for hit in going.go_to_hits("lock", lambda _: False) if "lock" in hit.key]
    assert "not possible here" in lock.second


def test_one_letter_finds_no_commands():
    assert {key.split(":")[0] for key, _ in named("r")} == {"page"}


@pytest.mark.parametrize("text", ["quick n", "larger te", "local auth"])
def test_the_letters_typed_are_marked(text):
    hit = going.go_to_hits(text)[0]
    marked = sorted(hit.text[start:end].casefold() for start, end in hit.marks)
    assert marked == sorted(text.split())


@pytest.mark.parametrize("text", ["las comm", "LA's comments", "LA’s comments"])
def test_an_apostrophe_need_not_be_typed(text):
    assert "view:report/la-comments" in [key for key, _ in named(text)]
