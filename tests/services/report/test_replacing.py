"""Find and replace through the document: whole words, capitals, one or all, one undo."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Paragraph
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.report import crossing, replacing, writing
from ilacs_desktop.services.report.paragraph_drafts import document_now
from ilacs_desktop.services.report.replacing import Wanted

AREA = "help-and-protection"


def put(work, *texts):
    return [writing.add_paragraph(work, AREA, text=one).made for one in texts]


def found(work, words, **how):
    return [
        one.text
        for one in replacing.hits(document_now(work), Wanted(words, **how))
        if one.can_change
    ]


def test_words_are_found_with_and_without_capitals_and_whole(work):
    put(work, "Care leavers and care-leavers; careful Care.", "Children’s\nplans")
    assert found(work, "care") == ["Care", "care", "care", "Care"]
    assert found(work, "care", whole=True) == ["Care", "care", "Care"]
    assert found(work, "Care", case=True) == ["Care", "Care"]
    assert found(work, "children's plans") == ["Children’s\nplans"]
    assert found(work, "   ") == []


def test_all_are_replaced_in_one_step_that_one_undo_takes_back(work):
    a, b = put(work, "Late. Late again.", "Never late.")
    replacing.replace_all(work, Wanted("late", whole=True), "slow")
    assert work.snapshot.one(Paragraph, a).text == "slow. slow again."
    assert work.snapshot.one(Paragraph, b).text == "Never slow."
    undoing.undo(work)
    assert work.snapshot.one(Paragraph, a).text == "Late. Late again."
    assert work.snapshot.one(Paragraph, b).text == "Never late."


def test_one_is_replaced_where_it_still_stands(work):
    (a,) = put(work, "Late and late.")
    hit = [one for one in replacing.hits(document_now(work), Wanted("late")) if one.can_change][1]
    replacing.replace_one(work, hit, "slow")
    assert work.snapshot.one(Paragraph, a).text == "Late and slow."
    with pytest.raises(NotAllowedError, match="no longer stand"):
        replacing.replace_one(work, hit, "slow")


def test_default_words_are_found_and_not_changed(work):
    every = replacing.hits(document_now(work), Wanted("Ofsted"))
    assert all(not one.can_change for one in every)


def test_a_cross_reference_is_never_cut(work):
    (a,) = put(work, "Children wait.")
    mark = crossing.mark_for(document_now(work), a)
    put(work, f"As paragraph {mark} says.")
    assert found(work, mark[2:5]) == []
