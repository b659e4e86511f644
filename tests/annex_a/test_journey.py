from __future__ import annotations

import datetime as dt

from ilacs_desktop.annex_a.journey import journey

D = dt.date


def test_a_story_from_contact_to_plan(books) -> None:
    blocks = books.read(books.xlsx(books.clean())).blocks()
    story = journey(blocks, "4001", books.spec)
    assert story.short == "EH -> C -> R -> CIN -> A -> S47 -> CP"
    assert story.notes == ()
    assert story.about["gender"] == "Female"
    assert story.about["age"] == "11"
    dates = [event.date for event in story.events]
    assert dates == sorted(dates)
    days = {event.kind: event.days for event in story.events}
    assert days["assessment-end"] == 34
    assert days["icpc"] == 14
    assert days["contact"] is None
    contact = next(e for e in story.events if e.kind == "contact")
    assert (contact.title, contact.detail, contact.list_number) == ("Contact", "source: Police", 1)


def test_a_care_leaver_has_an_event_without_a_date_at_the_end(books) -> None:
    blocks = books.read(books.xlsx(books.clean())).blocks()
    story = journey(blocks, "4003", books.spec)
    assert [e.kind for e in story.events] == ["review", "visit", "care-leaver"]
    assert story.events[-1].date is None
    assert "eligibility: Former relevant" in story.events[-1].detail
    assert story.short == ""


def test_care_and_adoption(books) -> None:
    blocks = books.read(books.xlsx(books.clean())).blocks()
    story = journey(blocks, "4002", books.spec)
    assert story.short == "CLA -> AD -> C -> R -> CIN"
    decision = next(e for e in story.events if e.kind == "adoption-decision")
    assert decision.days == 92


def test_what_does_not_fit_together_is_said(books) -> None:
    sheets = {
        "List 1": books.sheet(1, {"contact_date": "soon"}),
        "List 4": books.sheet(4, {"dob": D(2014, 5, 2), "assessment_end": D(2026, 1, 1)}),
        "List 6": books.sheet(6, {"child_id": "1"}),
        "List 7": books.sheet(7, {}, {}),
    }
    story = journey(books.read_sheets(sheets).blocks(), "4001", books.spec)
    text = " ".join(story.notes)
    assert (
        "Date of birth differs between lists: 2014-05-20 (List 1, 7); 2014-05-02 (List 4)." in text
    )
    assert "the date of “Contact” cannot be read: soon" in text
    assert "“Assessment authorised” is 6 days too early" in text
    assert "The child is in List 7 2 times" in text
    assert "Open in List 7, but the child is not in List 6" in text
    assert story.events[-1].kind == "contact"


def test_a_placeholder_is_no_date_of_the_story(books) -> None:
    sheets = {"List 10": books.sheet(10, {"matched_date": D(1900, 1, 1)})}
    story = journey(books.read_sheets(sheets).blocks(), "4001", books.spec)
    assert all(e.date is None or e.date > "2000" for e in story.events)


def test_a_child_that_no_list_has(books) -> None:
    story = journey(books.read(books.xlsx(books.clean())).blocks(), "nobody", books.spec)
    assert story.events == ()
    assert story.notes == ("No list has a child with this ID.",)


def test_blocks_with_columns_left_out_still_tell(books) -> None:
    story = journey({1: {"child_id": ("5",)}, 7: {"child_id": ("5",)}}, "5", books.spec)
    assert [e.kind for e in story.events] == ["contact", "plan"]
    assert story.short == ""
