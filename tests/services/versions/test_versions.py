"""Versions: kept as they stand, compared by paragraph, and taken back from."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain import wording
from ilacs_desktop.domain.records import Paragraph
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.report import crossing, writing
from ilacs_desktop.services.report.paragraph_drafts import document_now
from ilacs_desktop.services.versions import versions

AREA = "help-and-protection"


@pytest.fixture
def paragraphs(work):
    return [
        writing.add_paragraph(work, AREA, text=text).made
        for text in ("Most children wait.", "Leaders know.", "Plans are clear.")
    ]


def fates(work, before, after=versions.NOW):
    found = versions.compare(work, before, after)
    return {one.line.paragraph: one.line.fate for one in found if one.line.section == AREA}


def test_a_version_holds_the_document_as_it_stood(work, paragraphs):
    made = versions.keep(work, "Draft 1", note="before quality assurance").made
    writing.write_text(work, paragraphs[0], "Some children wait.")
    (row,) = versions.rows(work)
    assert (row.name, row.sort_words, row.by) == ("Draft 1", "kept by name", work.me.name)
    held = {one.id: one.printed for one in versions.paragraphs(work, made)}
    assert held[paragraphs[0]] == "Most children wait."


def test_two_versions_are_compared_by_paragraph_word_by_word(work, paragraphs):
    a, b, c = paragraphs
    first = versions.keep(work, "Draft 1").made
    writing.write_text(work, a, "Some children wait.")
    writing.delete_paragraph(work, b)
    new = writing.add_paragraph(work, AREA, text="Children speak.").made
    second = versions.keep(work, "Draft 2").made
    expected = {a: "changed", b: "gone", c: "same", new: "new"}
    assert fates(work, first, second) == expected
    assert fates(work, first) == expected
    line = next(one.line for one in versions.compare(work, first) if one.line.paragraph == a)
    assert wording.marked(line.stretches) == "[−Most−][+Some+] children wait."


def test_a_renumbered_cross_reference_is_no_change(work, paragraphs):
    mark = crossing.mark_for(document_now(work), paragraphs[1])
    writing.write_text(work, paragraphs[2], f"See paragraph {mark}.")
    first = versions.keep(work, "Draft 1").made
    writing.add_paragraph(work, AREA, after=paragraphs[0], text="New.")
    assert fates(work, first)[paragraphs[2]] == "same"


def test_a_wording_is_taken_back_and_so_is_a_paragraph_that_is_gone(work, paragraphs):
    a, b, _ = paragraphs
    first = versions.keep(work, "Draft 1").made
    writing.write_text(work, a, "Some children wait.")
    writing.delete_paragraph(work, b)
    versions.restore_wording(work, first, a)
    assert work.snapshot.one(Paragraph, a).text == "Most children wait."
    versions.restore_wording(work, first, b)
    assert work.snapshot.get(Paragraph, b).text == "Leaders know."
    undoing.undo(work)
    assert work.snapshot.get(Paragraph, b) is None


def test_an_export_keeps_a_version_once_for_what_it_said(work, paragraphs):
    made = versions.keep_exported(work, "Draft as PDF", final=False).made
    assert versions.keep_exported(work, "Draft as PDF", final=False).made == made
    writing.write_text(work, paragraphs[0], "Some children wait.")
    assert versions.keep_exported(work, "Draft as PDF", final=False).made != made
    assert [one.sort for one in versions.rows(work)] == ["exported", "exported"]


def test_a_version_has_a_name_and_must_be_there(work):
    with pytest.raises(BadInputError):
        versions.keep(work, " ")
    with pytest.raises(NotAllowedError):
        versions.paragraphs(work, "nothing")
