"""Cross-references in the document: they follow the numbers and are told when broken."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.report import crossing, documents, outline, writing

ON = date(2026, 7, 20)
AREA = "help-and-protection"


def document(work):
    return outline.outline(work.snapshot, work.edition, ON)


def printed(work, paragraph):
    return document(work).item(paragraph).printed


@pytest.fixture
def two(work):
    first = writing.add_paragraph(work, AREA, text="Children wait.").made
    mark = crossing.mark_for(document(work), first)
    second = writing.add_paragraph(work, AREA, text=f"As paragraph {mark} says.").made
    return first, second


def test_it_prints_the_number_and_follows_what_is_put_before(work, two):
    first, second = two
    number = document(work).item(first).number
    assert printed(work, second) == f"As paragraph {number} says."
    writing.move_paragraph(work, first, 1)
    assert document(work).item(first).number == number + 1
    assert printed(work, second) == f"As paragraph {number + 1} says."


def test_the_publication_has_the_number_and_never_the_mark(work, two):
    made = repr(documents.report_input(work.snapshot, work.edition, ON))
    assert "[¶" not in made
    assert "As paragraph 1 says." in made


def test_what_is_deleted_is_told_where_it_is_referred_to(work, two):
    first, second = two
    assert [one.id for one in crossing.referring_to(document(work), first)] == [second]
    writing.delete_paragraph(work, first)
    (broken,) = crossing.broken(document(work))
    assert broken.paragraph == second
    assert document(work).item(second).text[broken.start : broken.end].startswith("[¶")
    assert "no longer there" in broken.words
    assert printed(work, second) == "As paragraph ? says."


def test_a_paragraph_without_a_number_is_no_target_and_is_told_apart(work, two):
    first, _ = two
    writing.place_paragraph(work, first, "improvement")
    (broken,) = crossing.broken(document(work))
    assert "has no number" in broken.words
    with pytest.raises(BadInputError):
        crossing.mark_for(document(work), first)


def test_every_numbered_paragraph_but_its_own_is_offered(work, two):
    first, second = two
    assert [one.id for one in crossing.targets(document(work), second)] == [first]
