"""Each check finds its fault, in the right rows, and says nothing of clean rows."""

from __future__ import annotations

import datetime as dt

import pytest

D = dt.date

CLOSED = {"closure_reason": "RC7", "case_status": "e) Closed episode"}
LEFT = {"ceased_reason": "E8"}
LATER = D(2025, 8, 1)

FAULTS = [
    ("C01", 1, {"contact_date": ""}, "contact_date"),
    ("C03", 1, {"child_id": ""}, "child_id"),
    ("C07", 3, {"referrals_12m": "two"}, "referrals_12m"),
    ("C09", 10, {"matched_date": D(1901, 1, 1)}, "matched_date"),
    ("C10", 6, {"need": "PSRMEM - Support with memory"}, "need"),
    ("C11", 6, {"team": "NULL"}, "team"),
    ("C12", 1, {"age": "11 years"}, "age"),
    ("C13", 1, {"age": 7}, "age"),
    ("C15", 1, {"dob": ""}, "dob"),
    ("C19", 8, {"placement_postcode": "nope"}, "placement_postcode"),
    ("L2-1", 2, {"help_end": D(2025, 11, 1)}, "help_end"),
    ("L4-1", 4, {"assessment_end": D(2026, 1, 6)}, "assessment_end"),
    ("L4-3", 4, {"support_needed": ""}, "support_needed"),
    ("L4-3b", 4, {"assessment_end": ""}, "support_needed"),
    ("L5-1", 5, {"icpc_date": D(2026, 1, 11)}, "icpc_date"),
    ("L5-3", 5, {"icpc_unnecessary": "Yes", "icpc_plan": ""}, "icpc_unnecessary"),
    ("L5-4", 5, {"icpc_date": ""}, "icpc_plan"),
    ("L6-1", 6, {"cin_end": D(2026, 1, 5), **CLOSED}, "cin_end"),
    ("L6-2", 6, {"cin_end": D(2026, 2, 5), "case_status": "e) Closed episode"}, "closure_reason"),
    ("L6-2b", 6, {"closure_reason": "RC7"}, "cin_end"),
    ("L6-4", 6, {"case_status": "Closed"}, "case_status"),
    ("L6-4b", 6, {"cin_end": D(2026, 2, 5), "closure_reason": "RC7"}, "case_status"),
    ("L6-5", 6, {"last_seen": ""}, "last_seen"),
    ("L6-6", 6, {"age": 18, "dob": D(2008, 1, 1)}, "age"),
    ("L6-7", 6, {"cin_end": D(2026, 2, 5), **CLOSED, "closure_reason": "RC8"}, "closure_reason"),
    ("L7-1", 7, {"plan_end": D(2026, 1, 26)}, "plan_end"),
    ("L7-7", 7, {"last_review": D(2026, 1, 26)}, "last_review"),
    ("L8-1", 8, {"care_end": D(2025, 5, 31), "placement_start": D(2025, 5, 1), **LEFT}, "care_end"),
    ("L8-1b", 8, {"care_end": D(2026, 2, 1)}, "ceased_reason"),
    ("L8-1c", 8, {"ceased_reason": "E8"}, "care_end"),
    ("L8-2", 8, {"legal_start": D(2025, 5, 1)}, "legal_start"),
    ("L8-2b", 8, {"care_end": D(2025, 7, 1), "placement_start": LATER, **LEFT}, "placement_start"),
    ("L8-3", 8, {"age": 19, "dob": D(2006, 9, 9)}, "age"),
    ("L8-5", 8, {"legal_status": "V4"}, "legal_status"),
    ("L8-12", 8, {"placements_12m": 0}, "placements_12m"),
    ("L8-13", 8, {"missing_12m": 2}, "interview_offered"),
    ("L8-13b", 8, {"interview_offered": "No", "interview_accepted": "Yes"}, "interview_accepted"),
    ("L9-1", 9, {"age": 26, "dob": D(1999, 9, 9)}, "age"),
    ("L9-2", 9, {"accommodation": "", "suitability": ""}, "accommodation"),
    ("L9-2b", 9, {"activity": ""}, "activity"),
    ("L9-5", 9, {"age": 17, "dob": D(2008, 9, 9)}, "eligibility"),
    ("L9-5b", 9, {"eligibility": "d) Eligible child"}, "eligibility"),
    ("L10-1a", 10, {"care_start": D(2025, 10, 1)}, "decision_date"),
    ("L10-1c", 10, {"matched_date": D(2026, 1, 2), "placed_date": D(2026, 1, 1)}, "placed_date"),
    ("L10-2", 10, {"reversal_date": D(2026, 1, 2)}, "reversal_reason"),
    ("L10-2b", 10, {"reversal_reason": "RD1"}, "reversal_date"),
    ("L11-2a", 11, {"stage1_start": D(2026, 1, 2), "stage1_end": D(2026, 1, 1)}, "stage1_end"),
    ("L11-3", 11, {"leaving_date": D(2026, 1, 2)}, "leaving_reason"),
]  # fmt: skip
LAYOUT_START = {9: {"age": 19, "dob": D(2006, 8, 9)}}


@pytest.mark.parametrize(("rule", "number", "fault", "column"), FAULTS, ids=[f[0] for f in FAULTS])
def test_a_fault_is_found_once_in_its_row(books, rules, rule, number, fault, column) -> None:
    person = books.spec.list_spec(number).person_key
    usual = {
        **LAYOUT_START.get(number, {}),
        **({"dob": D(2014, 5, 20)} if number in {1, 6} else {}),
    }
    rows = books.sheet(
        number, {**usual, person: "51"}, {**usual, person: "52", **fault}, {**usual, person: "53"}
    )
    one = books.read_list(number, rows)
    assert rules(one).get(rule) == {column: 1}
    found = next(d for d in one.defects if d.rule == rule)
    assert found.first_rows == (3,)
    # The clean rows beside it are not complained of by any rule.
    assert {row for d in one.defects for row in d.first_rows} == {3}


def test_a_child_twice_in_a_list_of_children(books, rules) -> None:
    one = books.read_list(6, books.sheet(6, {}, {}, {"child_id": "7"}))
    assert rules(one) == {"C05": {"child_id": 1}}
    assert one.defects[0].first_rows == (3,)


def test_the_same_event_twice(books, rules) -> None:
    rows = books.sheet(1, {}, {"contact_date": D(2026, 1, 7)}, {})
    assert rules(books.read_list(1, rows)) == {"C06-1": {"child_id": 1}}


def test_a_count_that_should_be_the_same_on_each_row(books, rules) -> None:
    rows = books.sheet(
        3, {}, {"referral_date": D(2026, 2, 2), "referrals_12m": 2}, {"child_id": "8"}
    )
    assert rules(books.read_list(3, rows)) == {"L3-2": {"referrals_12m": 2}}


def test_two_open_assessments(books, rules) -> None:
    still_open = {"assessment_end": "", "support_needed": ""}
    rows = books.sheet(4, still_open, {"assessment_start": D(2026, 2, 1), **still_open})
    assert rules(books.read_list(4, rows))["L4-6"] == {"child_id": 1}


def test_rules_are_silent_where_a_column_is_missing(books, rules) -> None:
    keys = [c.key for c in books.spec.list_spec(6).columns]
    drop = keys.index("cin_end")
    rows = [row[:drop] + row[drop + 1 :] for row in books.sheet(6, {"closure_reason": "RC7"})]
    one = books.read_list(6, rows)
    assert one.missing == ("CIN Closure Date",)
    assert rules(one) == {}


def test_an_unreadable_date_is_not_out_of_order_as_well(books, rules) -> None:
    rows = books.sheet(4, {"assessment_end": "1 January"})
    assert rules(books.read_list(4, rows)) == {"C02": {"assessment_end": 1}}


def test_only_five_rows_are_named(books) -> None:
    rows = books.sheet(1, *({"child_id": str(i), "contact_source": "?!"} for i in range(9)))
    found = books.read_list(1, rows).defects[0]
    assert (found.count, found.first_rows) == (9, (2, 3, 4, 5, 6))
