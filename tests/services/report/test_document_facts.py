"""What documents say by themselves: dates, names, the last outcome."""

from __future__ import annotations

from datetime import date

from ilacs_desktop.domain.records import PreviousInspection
from ilacs_desktop.services.record.work import PREVIOUS
from ilacs_desktop.services.report import document_facts
from ilacs_desktop.services.report.document_facts import joined, month_words, ordinal


def test_names_and_ordinals_are_running_text():
    assert joined([]) == ""
    assert joined(["Ann"]) == "Ann"
    assert joined(["Ann", "Bob", "Cy"]) == "Ann, Bob and Cy"
    assert [ordinal(n) for n in (0, 1, 6, 11, 12, 21, 22)] == [
        "",
        "first",
        "sixth",
        "11th",
        "12th",
        "21st",
        "22nd",
    ]


def test_a_month_is_read_from_a_date_and_other_words_stand():
    assert month_words("2022-07-04") == "July 2022"
    assert month_words("May 2022") == "May 2022"
    assert month_words("") == ""


def test_the_last_outcome_names_the_overall_grade_or_the_areas(editions):
    edition = editions.edition("ilacs-2026")
    overall = PreviousInspection(PREVIOUS, published="2022-07-04", overall="requires-improvement")
    assert document_facts.previous_words(overall, edition) == (
        "The last inspection, reported in July 2022, "
        "judged overall effectiveness to be requires improvement to be good."
    )
    areas = PreviousInspection(
        PREVIOUS, end="2022-05-20", grades={"leaders": "good", "in-care": "outstanding"}
    )
    assert document_facts.previous_words(areas, edition) == (
        "The last inspection, held in May 2022, "
        "judged children in care to be outstanding and leaders to be good."
    )
    assert document_facts.previous_words(PreviousInspection(PREVIOUS), edition) == ""


def test_the_scope_is_said_in_the_leads_words_else_by_topic(new_work):
    work = new_work("focused-visit", scope=("front-door",))
    words = document_facts.scope_words(work.inspection, work.edition)
    assert words == "the front door: contacts and referrals"
    own = new_work("focused-visit", scope=("front-door",), scope_text="the front door.")
    assert document_facts.scope_words(own.inspection, own.edition) == "the front door"


def test_what_is_not_known_is_blank_so_that_the_gap_shows(work):
    facts = document_facts.values(work.snapshot, work.edition, date(2026, 8, 18))
    assert facts["lead_name"] == "Ann Example"
    assert facts["fieldwork_dates"] == "6 to 10 July 2026"
    assert facts["letter_date"] == "18 August 2026"
    assert facts["dcs_name"] == ""
    assert facts["addressees" if "addressees" in facts else "la_address"] == ""
