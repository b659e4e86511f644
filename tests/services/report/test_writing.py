"""Writing: paragraphs keep their order, their words and what they rest on, whatever is done."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Finding, Paragraph
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.services.report import outline, resting, writing

ON = date(2026, 7, 20)
AREA = "help-and-protection"


def document(work):
    return outline.outline(work.snapshot, work.edition, ON)


def texts(work, section=AREA):
    return [item.text for item in document(work).section(section).items]


def add(work, *words, section=AREA):
    return [writing.add_paragraph(work, section, text=text).made for text in words]


def finding(work, text="Children are seen quickly.", kind="strength", area=AREA):
    return findings.make(work, (), kind, text=text, area=area).made


def test_paragraphs_stand_in_the_order_they_are_put_in(work):
    a, b, c = add(work, "A", "B", "C")
    writing.add_paragraph(work, AREA, after=a, text="A2")
    assert texts(work) == ["A", "A2", "B", "C"]
    writing.move_paragraph(work, c, -1)
    assert texts(work) == ["A", "A2", "C", "B"]
    writing.move_paragraph(work, a, 1)
    assert texts(work) == ["A2", "A", "C", "B"]
    writing.move_paragraph(work, b, 5)
    assert texts(work) == ["A2", "A", "C", "B"]


def test_equal_ranks_of_two_laptops_still_take_a_paragraph_between_them(work):
    a, b = add(work, "A", "B")
    for one in (a, b):
        editing.edit(work, Paragraph, one, "Merge", rank="V")
    first, second = [item.id for item in document(work).section(AREA).items]
    writing.add_paragraph(work, AREA, after=first, text="between")
    assert texts(work)[1] == "between"
    writing.move_paragraph(work, second, -2)
    assert document(work).section(AREA).items[0].id == second


def test_a_paragraph_moves_to_another_section_and_becomes_a_point_of_a_list(work):
    (a,) = add(work, "Return interviews are late.")
    writing.place_paragraph(work, a, "improvement")
    assert texts(work) == []
    (point,) = document(work).section("improvement").items
    assert point.bullet
    assert point.text == "Return interviews are late."


def test_splitting_cuts_the_text_and_both_parts_rest_on_the_same_findings(work):
    (a,) = add(work, "One sentence. Another sentence.")
    key = finding(work)
    writing.link_finding(work, a, key)
    made = writing.split_paragraph(work, a, len("One sentence. "))
    assert texts(work) == ["One sentence.", "Another sentence."]
    assert resting.finding_ids(work, made.made) == (key,)
    undoing.undo(work)
    assert texts(work) == ["One sentence. Another sentence."]


def test_splitting_at_the_end_begins_an_empty_paragraph_that_rests_on_nothing(work):
    (a,) = add(work, "One.")
    writing.link_finding(work, a, finding(work))
    made = writing.split_paragraph(work, a, 4).made
    assert texts(work) == ["One.", ""]
    assert resting.finding_ids(work, made) == ()


def test_joining_keeps_the_words_and_the_findings_of_both(work):
    a, b, c = add(work, "One.", "Two.", "Three.")
    first, second = finding(work), finding(work, "Plans are clear.")
    writing.link_finding(work, a, first)
    writing.link_finding(work, b, second)
    assert writing.merge_with_previous(work, b).made == a
    assert texts(work) == ["One. Two.", "Three."]
    assert set(resting.finding_ids(work, a)) == {first, second}
    writing.merge_with_previous(work, c)
    assert texts(work) == ["One. Two. Three."]
    undoing.undo(work)
    undoing.undo(work)
    assert texts(work) == ["One.", "Two.", "Three."]
    assert resting.finding_ids(work, b) == (second,)
    assert c in {item.id for item in document(work).section(AREA).items}


def test_joining_where_there_is_nothing_to_join_changes_nothing(work):
    (a,) = add(work, "One.")
    assert not writing.merge_with_previous(work, a).ids


def test_deleting_takes_the_links_along_and_undo_brings_both_back(work):
    a, _ = add(work, "One.", "Two.")
    key = finding(work)
    writing.link_finding(work, a, key)
    writing.delete_paragraph(work, a)
    assert texts(work) == ["Two."]
    assert work.snapshot.links_from(resting.RELATION, key) == ()
    undoing.undo(work)
    assert texts(work) == ["One.", "Two."]
    assert resting.finding_ids(work, a) == (key,)


def test_default_words_stay_live_until_somebody_takes_them_over(new_work):
    work = new_work("focused-visit", scope=("front-door",))
    first = document(work).section("introduction").items[0]
    assert first.is_default
    assert "Exampleshire children's services" in first.text
    made = writing.take_default(work, "introduction").made
    assert made == first.id
    assert not document(work).section("introduction").items[0].is_default
    writing.write_text(work, made, "We visited.")
    assert texts(work, "introduction")[0] == "We visited."
    writing.drop_to_default(work, "introduction")
    assert document(work).section("introduction").items[0] == first
    assert writing.take_default(work, "introduction").made == made


def test_adding_to_a_section_keeps_its_default_words(new_work):
    work = new_work("focused-visit", scope=("front-door",))
    before = texts(work, "introduction")
    writing.add_paragraph(work, "introduction", text="One thing more.")
    assert texts(work, "introduction") == [*before, "One thing more."]


def test_the_last_paragraph_of_a_section_with_default_words_is_emptied_not_replaced(new_work):
    work = new_work("focused-visit", scope=("front-door",))
    made = writing.take_default(work, "next-steps").made
    writing.delete_paragraph(work, made)
    assert texts(work, "next-steps") == [""]


def test_a_draft_from_findings_says_what_they_say_and_rests_on_them(work):
    one, two = finding(work), finding(work, "Plans are clear")
    made = writing.draft_from_findings(work, AREA, [one, two, one]).made
    assert texts(work) == ["Children are seen quickly. Plans are clear."]
    assert set(resting.finding_ids(work, made)) == {one, two}


def test_in_a_list_each_finding_becomes_a_point_with_its_reference(work):
    one = finding(work, "The timeliness of return interviews", "area-for-improvement")
    two = finding(work, "The quality of plans", "area-for-improvement")
    findings.change(work, two, framework_ref="outcome-1")
    writing.add_paragraph(work, "improvement", text="First.")
    writing.draft_from_findings(work, "improvement", [one, two])
    items = document(work).section("improvement").items
    assert [item.text for item in items] == [
        "First.",
        "The timeliness of return interviews.",
        "The quality of plans.",
    ]
    assert [item.reference for item in items] == ["", "", "outcome-1"]
    assert all(item.bullet for item in items)


def test_a_withdrawn_finding_is_not_drafted_from(work):
    key = finding(work)
    editing.edit(work, Finding, key, "Withdraw", state="withdrawn")
    with pytest.raises(NotAllowedError, match="withdrawn"):
        writing.draft_from_findings(work, AREA, [key])
    with pytest.raises(BadInputError, match="No finding"):
        writing.draft_from_findings(work, AREA, [])


def test_an_agreed_finding_is_in_the_document_as_long_as_a_paragraph_rests_on_it(work):
    key = finding(work)
    editing.edit(work, Finding, key, "Agree", state="agreed")
    a, b = add(work, "One.", "Two.")
    writing.link_finding(work, a, key)
    writing.link_finding(work, b, key)
    state = lambda: work.snapshot.one(Finding, key).state  # noqa: E731
    assert state() == "in_document"
    writing.unlink_finding(work, a, key)
    assert state() == "in_document"
    writing.delete_paragraph(work, b)
    assert state() == "agreed"


def test_linking_again_after_unlinking_works(work):
    (a,) = add(work, "One.")
    key = finding(work)
    for _ in range(2):
        writing.link_finding(work, a, key)
        assert resting.finding_ids(work, a) == (key,)
        writing.unlink_finding(work, a, key)
        assert resting.finding_ids(work, a) == ()


def test_unknown_sections_and_small_print_are_refused_by_name(work):
    with pytest.raises(BadInputError, match="nowhere"):
        writing.add_paragraph(work, "nowhere")
    with pytest.raises(BadInputError, match="setting"):
        writing.add_paragraph(work, "about")


def test_default_words_are_no_paragraph_yet(new_work):
    work = new_work("focused-visit", scope=("front-door",))
    first = document(work).section("introduction").items[0]
    with pytest.raises(NotAllowedError, match="default words"):
        writing.split_paragraph(work, first.id, 3)
