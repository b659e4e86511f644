"""Requests, timetable, what is said aloud: truthful when empty, whole when there is much."""

from __future__ import annotations

import re

import pytest

from ilacs_desktop.domain.records import Activity
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.data import seen_documents
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.papers import catalogue
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing


def test_an_empty_inspection_says_so(printed):
    assert "No requests so far." in printed("requests")[0]
    assert "No strength or concern has been found yet." in " ".join(printed("mid-point"))
    assert "No strength or concern has been found yet." in " ".join(printed("feedback"))


def test_forty_requests_are_all_there_with_what_has_been_asked(work, printed, in_order):
    line = enquiries.add_line(work, "Are visits on time?").made
    for at in range(40):
        requests.make(
            work,
            f"Thing {at} " + "and more of it " * at,
            why="To see " + "x" * 200,
            line_of_enquiry=line,
            in_annex_a="partly",
            owner_role="Łódź officer",
        )
    first = next(one.id for one in requests.rows(work) if one.number == "A1")
    requests.receive(work, first, "2026-07-07")
    requests.mark_read(work, first)
    seen_documents.add(work, "Rota", request=first)
    pages = printed("requests")
    text = " ".join(pages)
    in_order(text, "40 requests: 39 open", "1 received", "Thing 0 ", "Thing 39 ")
    for words in ("Line of enquiry: Are visits on time?", "Partly", "Łódź officer", "7 Jul"):
        assert words in text
    assert "document A1" in text
    assert "Ann Example" in text
    assert all("No. What, and why" in page for page in pages)


def test_every_page_says_what_it_is(work, printed):
    for at in range(40):
        requests.make(work, f"Thing {at}")
    pages = printed("requests")
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "Exampleshire · Short inspection · Requests for information" in page
        assert re.search(r"Made \d+ \w+ \d{4} at \d\d:\d\d by Ann Example, The inspectorate", page)
        assert "fsted" not in page


def test_the_timetable_goes_day_by_day(work, printed, in_order):
    me = work.members[0].id
    for day, title in (("2026-07-07", "Duty desk"), ("2026-07-06", "Arrival")):
        editing.create(
            work,
            Activity,
            "x",
            day=day,
            start="09:00",
            kind="observation",
            title=title,
            place="East office",
            who=[me],
        )
    text = " ".join(printed("timetable"))
    text = text[text.index("Monday 6 July") :]
    in_order(text, "Monday 6 July", "Arrival", "East office", "Ann Example", "Tuesday 7 July")
    in_order(text, "Tuesday 7 July", "Duty desk", "Friday 10 July")


def test_what_is_said_aloud_carries_the_las_response_and_no_figures(work, printed, in_order):
    area = work.edition.areas_in_body_order()[0].key
    made = findings.make(work, [], "area-for-improvement", text="Visits are late", area=area).made
    findings.make(work, [], "strength", text="Plans are clear", area=area)
    finding_states.put_to_la(work, made)
    finding_states.respond(work, made, "none_offered")
    text = " ".join(printed("feedback"))
    in_order(text, "Final feedback", "Composed from the findings", "Plans are clear")
    in_order(text, "Plans are clear", "Visits are late", "None offered", "To end with")
    assert "nothing for it yet" not in text


@pytest.mark.parametrize("document", ["requests", "timetable", "mid-point", "feedback"])
def test_papers_of_which_there_is_one_take_no_item(work, document):
    with pytest.raises(BadInputError, match="no item '2'"):
        catalogue.draw(work, document, "2", work.now())


def test_the_same_paper_gives_the_same_bytes(work):
    for document in ("requests", "timetable", "mid-point", "feedback", "digest"):
        first, second = (
            catalogue.draw(work, document, "", work.now().replace(microsecond=0)).rendered.pdf
            for _ in range(2)
        )
        assert first == second
