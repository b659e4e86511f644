"""The checks: they find what may not stand, explain themselves, and do not cry wolf."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Case, Finding, SampleDraw
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.checks import acceptance
from ilacs_desktop.services.checks import document as checking
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline, writing

AREA = "help-and-protection"


def told(work, check=""):
    document = outline.outline(work.snapshot, work.edition, date(2026, 7, 20))
    found = checking.of_document(work, document).open
    return [one for one in found if not check or one.check == check]


def say(work, text, section=AREA):
    return writing.add_paragraph(work, section, text=text).made


def known(work, *child_ids):
    for one in child_ids:
        editing.create(work, Case, "Add child", child_id=one)


def test_a_whole_child_id_stops_the_published_version_wherever_it_stands(work):
    known(work, "9000412", "SN/00 41 77")
    say(work, "The plan of 9000412 is clear, and so is that of sn/00 41 77.")
    first, second = told(work, "child-id")
    assert first.level == second.level == "stop"
    assert "9000412" in first.words


def test_ids_of_drawn_samples_count_too(work):
    editing.create(work, SampleDraw, "Draw", drawn=["AB-12345"])
    say(work, "AB-12345 was seen.")
    assert told(work, "child-id")[0].level == "stop"


def test_a_short_id_stops_only_beside_a_word_for_it(work):
    known(work, "4390")
    say(work, "Child 4390 was not spoken to.")
    assert told(work, "child-id")[0].level == "stop"


def test_a_short_id_elsewhere_only_warns_and_years_do_not(work):
    known(work, "4390", "2022")
    say(work, "In 2022 there were 4390 contacts.")
    (remark,) = told(work, "short-id")
    assert (remark.level, remark.found) == ("warning", "4390")


def test_part_of_a_longer_number_is_no_id(work):
    known(work, "900041")
    say(work, "There were 9000412 contacts and 1900041 calls.")
    assert told(work, "child-id") == []


def test_a_remark_points_at_its_words(work):
    known(work, "9000412")
    text = "Żółć 9000412."
    say(work, text)
    (remark,) = told(work, "child-id")
    assert text[remark.start : remark.end] == "9000412"


def test_grade_words_warn_in_an_ungraded_letter_only(new_work, work):
    visit = new_work("focused-visit", scope=("front-door",))
    words = "Practice is outstanding. It is judged to be good. Relationships are good."
    say(visit, words, "headline")
    assert [one.words.split("”")[0] for one in told(visit, "grade-words")] == [
        "“outstanding",
        "“judged to be good",
    ]
    say(work, words)
    assert told(work, "grade-words") == []


def test_a_paragraph_on_nothing_and_one_on_something_withdrawn_are_named(work):
    key = findings.make(work, (), "strength", text="Seen.", area=AREA).made
    bare = say(work, "Bare.")
    rests = say(work, "Rests.")
    writing.link_finding(work, rests, key)
    assert [one.paragraph for one in told(work, "rests-on-nothing")] == [bare]
    editing.edit(work, Finding, key, "Withdraw", state="withdrawn")
    assert [one.paragraph for one in told(work, "withdrawn")] == [rests]


def test_an_empty_paragraph_is_not_remarked_on(work):
    say(work, "  ")
    assert told(work, "rests-on-nothing") == []


def test_points_need_their_reference_where_the_edition_wants_one(new_work):
    for start, count in ((date(2026, 7, 6), 1), (date(2025, 1, 20), 1), (date(2024, 3, 4), 0)):
        work = new_work("standard", start)
        writing.add_paragraph(work, "improvement", text="Plans.", reference="outcome-1")
        writing.add_paragraph(work, "improvement", text="Visits.")
        assert len(told(work, "reference")) == count


def test_a_place_that_is_not_filled_in_is_named(new_work):
    work = new_work("jtai")
    gaps = [one.words for one in told(work, "gap")]
    assert any("names, roles and bodies of those written to" in words for words in gaps)


def test_a_stop_is_cleared_with_a_reason_and_comes_back_when_the_words_change(work):
    known(work, "9000412", "9000413")
    made = say(work, "9000412 in words.")
    (remark,) = told(work, "child-id")
    with pytest.raises(BadInputError, match="reason"):
        acceptance.accept(work, remark, " ")
    acceptance.accept(work, remark, "It is the number of a bus.")
    assert told(work, "child-id") == []
    assert "9000412" not in remark.key + remark.digest
    writing.write_text(work, made, "9000413 in words.")
    assert len(told(work, "child-id")) == 1
