"""Comments of a reader: on a paragraph or its words, answered and closed, evidence untouched."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Comment, Paragraph
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.comments import comments
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.report import writing
from ilacs_desktop.services.report.paragraph_drafts import document_now

AREA = "help-and-protection"


@pytest.fixture
def paragraph(work):
    return writing.add_paragraph(work, AREA, text="Most children are seen quickly.").made


def rows(work):
    return comments.rows(work, document_now(work))


def test_a_comment_stands_on_words_and_names_whoever_made_it(work, paragraph):
    comments.add(work, paragraph, "How many?", quote="Most children", by="Q. A. Reader")
    (row,) = rows(work)
    assert (row.by, row.quote, row.start, row.end) == ("Q. A. Reader", "Most children", 0, 13)
    assert row.place == "Paragraph 1 · Help and protection"
    assert row.is_open
    assert comments.open_by_paragraph(work) == {paragraph: 1}
    assert comments.readers(work)[0] == "Q. A. Reader"


def test_it_is_answered_closed_and_opened_again(work, paragraph):
    made = comments.add(work, paragraph, "How many?").made
    comments.answer(work, made, "17 of 20.")
    assert (rows(work)[0].state, rows(work)[0].answer) == ("answered", "17 of 20.")
    assert rows(work)[0].by == work.me.name
    comments.close(work, made)
    assert comments.open_count(work) == 0
    comments.open_again(work, made)
    assert (rows(work)[0].state, rows(work)[0].answer) == ("", "17 of 20.")
    undoing.undo(work)
    assert rows(work)[0].state == "closed"


def test_words_that_are_gone_are_told_and_the_comment_stays(work, paragraph):
    comments.add(work, paragraph, "How many?", quote="Most children")
    writing.write_text(work, paragraph, "Nearly all are seen quickly.")
    assert rows(work)[0].words_gone
    writing.delete_paragraph(work, paragraph)
    assert rows(work)[0].place == "A paragraph that is gone"


def test_nothing_but_the_comment_is_written(work, paragraph):
    before = work.snapshot.record(Paragraph, paragraph)
    made = comments.add(work, paragraph, "How many?", quote="quickly")
    assert made.kinds == {Comment.KIND}
    assert work.snapshot.record(Paragraph, paragraph) == before


def test_empty_comments_answers_and_words_that_are_not_there_are_refused(work, paragraph):
    with pytest.raises(BadInputError):
        comments.add(work, paragraph, "  ")
    with pytest.raises(BadInputError, match="not in the paragraph"):
        comments.add(work, paragraph, "Why?", quote="Leaders")
    made = comments.add(work, paragraph, "Why?").made
    with pytest.raises(BadInputError):
        comments.answer(work, made, " ")
