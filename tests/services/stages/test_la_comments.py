"""The LA's comments: taken in from a table, decided, answered; process and conduct apart."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import LaComment
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.papers import catalogue
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.services.report import writing
from ilacs_desktop.services.stages import la_comments

TABLE = "No.\tParagraph\tPoint\tEvidence\n1\t1\tIt is weekly.\tMinutes\n2\tpage 9\tIt is 14.\t"


@pytest.fixture
def paragraphs(work):
    return [
        writing.add_paragraph(work, "help-and-protection", text=text).made
        for text in ("One", "Two")
    ]


def points(work, sort=la_comments.ACCURACY):
    return [(one.number, one.place, one.point) for one in la_comments.rows(work, sort)]


def test_a_table_comes_in_as_one_step(work, paragraphs):
    la_comments.take_table(work, "accuracy", TABLE)
    assert points(work) == [
        ("1", "paragraph 1", "It is weekly."),
        ("2", "page 9", "It is 14."),
    ]
    assert work.snapshot.all(LaComment)[0].paragraph == paragraphs[0]
    undoing.undo(work)
    assert points(work) == []
    with pytest.raises(BadInputError, match="no comment"):
        la_comments.take_table(work, "accuracy", "\n")


def test_the_number_follows_the_paragraph(work, paragraphs):
    la_comments.take_table(work, "accuracy", TABLE)
    writing.add_paragraph(work, "help-and-protection", after="", text="Three")
    writing.delete_paragraph(work, paragraphs[0])
    assert points(work)[0][1] in ("1", "paragraph 1")
    la_comments.set_place(work, work.snapshot.all(LaComment)[0].id, "1")
    assert work.snapshot.all(LaComment)[0].paragraph == paragraphs[1]


def test_conduct_stands_apart_with_numbers_of_its_own(work):
    la_comments.add(work, "accuracy", "A point")
    la_comments.add(work, "conduct", "The interview was long")
    second = la_comments.add(work, "accuracy", "Not of fact").made
    assert points(work, "conduct") == [("P1", "", "The interview was long")]
    la_comments.set_sort(work, second, "conduct")
    assert [one[0] for one in points(work, "conduct")] == ["P1", "P2"]
    la_comments.delete(work, second)
    assert la_comments.add(work, "conduct", "x").made
    assert [one[0] for one in points(work, "conduct")] == ["P1", "P3"]


def test_what_is_still_to_be_said(work):
    one = la_comments.add(work, "accuracy", "It is weekly").made
    assert la_comments.answered(work) == (0, 1)
    assert la_comments.rows(work)[0].lacks == "Not decided yet"
    la_comments.decide(work, one, "in_part")
    assert la_comments.rows(work)[0].lacks == "Say what was changed"
    editing.edit(work, LaComment, one, "x", change="“weekly” for “monthly”")
    assert la_comments.rows(work)[0].lacks == "Write the answer"
    editing.edit(work, LaComment, one, "x", answer="Thank you; corrected.")
    assert la_comments.answered(work) == (1, 1)
    assert la_comments.rows(work)[0].decided.startswith("Ann Example")
    la_comments.decide(work, one, "")
    assert la_comments.answered(work) == (0, 1)
    with pytest.raises(BadInputError):
        la_comments.decide(work, one, "maybe")


def test_the_paper_answers_every_point(work):
    assert "no comments" in catalogue.why_not(work, "la-comments")
    one = la_comments.add(work, "accuracy", "It is weekly", evidence="Minutes").made
    la_comments.decide(work, one, "not_accepted")
    editing.edit(work, LaComment, one, "x", answer="The minutes say monthly.")
    la_comments.add(work, "conduct", "The room was cold")
    assert catalogue.why_not(work, "la-comments") == ""
    drawn = catalogue.draw(work, "la-comments", "", work.now())
    assert drawn.rendered.pages >= 1
    paper = next(iter(catalogue.papers(work, "la-comments", "")))
    said = repr(paper.blocks)
    for words in ("It is weekly", "Minutes", "Not accepted", "The minutes say monthly", "cold"):
        assert words in said
