"""Sentences on findings: tied, found again after edits, told when their words are gone."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Link
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.report import resting, ties, writing

AREA = "help-and-protection"
FIRST, SECOND = "Children are seen quickly.", "Their plans drift too long."


@pytest.fixture
def paragraph(work):
    return writing.add_paragraph(work, AREA, text=f"{FIRST} {SECOND}").made


def finding(work, text="Children are seen quickly."):
    return findings.make(work, (), "strength", text=text, area=AREA).made


def numbers(work, paragraph):
    return [
        [line.id for line in one.findings] for one in ties.of_paragraph(work, paragraph).sentences
    ]


def test_a_finding_rests_under_the_whole_until_a_sentence_is_tied(work, paragraph):
    a, b = finding(work), finding(work, "Plans drift.")
    writing.link_finding(work, paragraph, a)
    assert numbers(work, paragraph) == [[a], [a]]
    ties.tie_sentence(work, paragraph, a, FIRST)
    assert numbers(work, paragraph) == [[a], []]
    assert resting.rest(work, paragraph).bare == 1
    ties.tie_sentence(work, paragraph, b, SECOND)
    assert numbers(work, paragraph) == [[a], [b]]
    assert resting.rest(work, paragraph).bare == 0
    undoing.undo(work)
    assert numbers(work, paragraph) == [[a], []]


def test_a_tie_survives_rewriting_and_says_when_its_words_are_gone(work, paragraph):
    a = finding(work)
    ties.tie_sentence(work, paragraph, a, FIRST)
    writing.write_text(work, paragraph, f"{SECOND} Most children are seen very quickly.")
    assert numbers(work, paragraph) == [[], [a]]
    writing.write_text(work, paragraph, SECOND)
    found = ties.of_paragraph(work, paragraph)
    assert [one.quote for one in found.lost] == [FIRST]
    assert resting.rest(work, paragraph).lost == 1
    # The finding stays under the paragraph: a person decides what becomes of it.
    assert resting.finding_ids(work, paragraph) == (a,)


def test_untying_the_last_sentence_leaves_the_finding_under_the_whole(work, paragraph):
    a = finding(work)
    ties.tie_sentence(work, paragraph, a, FIRST)
    ties.tie_sentence(work, paragraph, a, SECOND)
    assert numbers(work, paragraph) == [[a], [a]]
    ties.untie_sentence(work, paragraph, a, FIRST)
    assert numbers(work, paragraph) == [[], [a]]
    ties.untie_sentence(work, paragraph, a, SECOND)
    assert numbers(work, paragraph) == [[a], [a]]
    (link,) = work.snapshot.all(Link)
    assert link.detail == ""


def test_linking_again_keeps_the_sentences(work, paragraph):
    a = finding(work)
    ties.tie_sentence(work, paragraph, a, FIRST)
    writing.link_finding(work, paragraph, a)
    assert numbers(work, paragraph) == [[a], []]


def test_splitting_and_joining_take_the_ties_with_their_sentences(work, paragraph):
    a, b = finding(work), finding(work, "Plans drift.")
    ties.tie_sentence(work, paragraph, a, FIRST)
    ties.tie_sentence(work, paragraph, b, SECOND)
    second = writing.split_paragraph(work, paragraph, len(FIRST) + 1).made
    assert resting.finding_ids(work, paragraph) == (a,)
    assert resting.finding_ids(work, second) == (b,)
    writing.merge_with_previous(work, second)
    assert numbers(work, paragraph) == [[a], [b]]


def test_joining_a_whole_to_a_tied_paragraph_keeps_what_each_sentence_rested_on(work, paragraph):
    a, b = finding(work), finding(work, "Plans drift.")
    ties.tie_sentence(work, paragraph, a, FIRST)
    ties.tie_sentence(work, paragraph, a, SECOND)
    third = writing.add_paragraph(work, AREA, after=paragraph, text="Leaders know this.").made
    writing.link_finding(work, third, b)
    writing.merge_with_previous(work, third)
    assert numbers(work, paragraph) == [[a], [a], [b]]


def test_only_a_sentence_that_stands_can_be_tied(work, paragraph):
    with pytest.raises(BadInputError, match="not in the paragraph"):
        ties.tie_sentence(work, paragraph, finding(work), "Something else.")
