from __future__ import annotations

import datetime as dt

from ilacs_desktop.annex_a.cohorts import NOT_RECORDED, cohorts, members

D = dt.date


def cohort(spec, key: str):
    return next(c for c in cohorts(spec) if c.key == key)


def test_every_list_of_children_has_its_cohorts(spec) -> None:
    keys = [c.key for c in cohorts(spec)]
    assert [k for k in keys if k.endswith("-all")] == [f"list-{n}-all" for n in range(1, 11)]
    assert [k for k in keys if k.endswith("-open")] == [
        f"list-{n}-open" for n in (2, 4, 5, 6, 7, 8, 10)
    ]
    assert cohort(spec, "list-6-open").title == "List 6: Children in need, open"


def test_open_children_in_need(books) -> None:
    rows = books.sheet(
        6,
        {"child_id": "10"},
        {"child_id": "9", "cin_end": D(2026, 2, 1), "closure_reason": "RC7"},
        {"child_id": "8", "case_status": "Closed"},
        {"child_id": ""},
    )
    blocks = books.read_sheets({"List 6": rows}).blocks()
    assert [c.child_id for c in members(cohort(books.spec, "list-6-all"), blocks, books.spec)] == [
        "8",
        "9",
        "10",
    ]
    assert [c.child_id for c in members(cohort(books.spec, "list-6-open"), blocks, books.spec)] == [
        "10"
    ]


def test_a_child_stands_once_described_by_its_latest_row(books) -> None:
    rows = books.sheet(
        1,
        {"contact_source": "q) 6: Police"},
        {"contact_date": D(2026, 2, 1), "contact_source": "e) 2A: Schools"},
        {"contact_date": "unknown", "contact_source": "m) 4: Housing"},
    )
    blocks = books.read_sheets({"List 1": rows}).blocks()
    (child,) = members(cohort(books.spec, "list-1-all"), blocks, books.spec)
    assert (child.row, child.rows) == (1, 3)
    assert child.facts["contact_source"] == "Schools"


def test_an_open_row_describes_a_child_better_than_a_later_closed_one(books) -> None:
    rows = books.sheet(
        4,
        {"assessment_start": D(2025, 12, 1), "assessment_end": "", "team": "Open Team"},
        {"assessment_start": D(2026, 1, 1)},
    )
    blocks = books.read_sheets({"List 4": rows}).blocks()
    (child,) = members(cohort(books.spec, "list-4-all"), blocks, books.spec)
    assert child.team == "Open Team"


def test_details_left_blank_are_filled_from_the_other_lists(books) -> None:
    sheets = {
        "List 1": books.sheet(1, {"gender": "", "dob": "", "age": ""}),
        "List 6": books.sheet(6, {"case_status": "b) Child Protection plan", "disability": "AUT"}),
        "List 7": books.sheet(7, {"category_latest": "NNNY"}),
        "List 8": books.sheet(8, {"child_id": "77"}),
    }
    blocks = books.read_sheets(sheets).blocks()
    (child,) = members(cohort(books.spec, "list-1-all"), blocks, books.spec)
    assert child.gender == "Female"
    assert child.dob == "2014-05-20"
    assert child.age == 11
    assert child.facts["disability"] == "Yes"
    assert child.status == "Child Protection plan"
    assert child.category == "Emotional abuse"
    assert child.legal_status == ""
    assert child.facts["legal_status"] == NOT_RECORDED
    assert child.facts["ethnic_group"] == "White"
    assert child.facts["age_band"] == "10 to 15"


def test_a_closed_plan_gives_no_category_to_other_cohorts(books) -> None:
    sheets = {"List 6": books.sheet(6), "List 7": books.sheet(7, {"plan_end": D(2026, 2, 28)})}
    blocks = books.read_sheets(sheets).blocks()
    (child,) = members(cohort(books.spec, "list-6-all"), blocks, books.spec)
    assert child.category == ""
    (on_list,) = members(cohort(books.spec, "list-7-all"), blocks, books.spec)
    assert on_list.category == "Emotional abuse"


def test_ages_as_sent_become_whole_years(books) -> None:
    cells = {"1": 6.9, "2": "18 months", "3": -1, "4": "", "5": 17}
    rows = books.sheet(1, *({"child_id": k, "age": v} for k, v in cells.items()))
    blocks = books.read_sheets({"List 1": rows}).blocks()
    found = members(cohort(books.spec, "list-1-all"), blocks, books.spec, as_of="2026-03-02")
    assert [c.age for c in found] == [6, 1, -1, 11, 17]
    assert [c.facts["age_band"] for c in found] == [
        "5 to 9", "1 to 4", "Unborn", "10 to 15", "16 and 17",
    ]  # fmt: skip


def test_columns_that_are_kept_back_are_simply_not_there(books) -> None:
    blocks = {6: dict(books.read_sheets({"List 6": books.sheet(6)}).blocks()[6])}
    del blocks[6]["worker"]
    (child,) = members(cohort(books.spec, "list-6-all"), blocks, books.spec)
    assert "worker" not in child.facts
    assert members(cohort(books.spec, "list-8-open"), blocks, books.spec) == ()


def test_unknown_codes_stand_as_sent_and_decisions_are_followed(books) -> None:
    blocks = books.read_sheets({"List 6": books.sheet(6, {"ethnicity": "Martian"})}).blocks()
    which = cohort(books.spec, "list-6-all")
    assert members(which, blocks, books.spec)[0].ethnicity == "Martian"
    decided = books.spec.deciding({"ethnicity": {"Martian": "r) OOTH"}})
    assert members(which, blocks, decided)[0].facts["ethnic_group"] == "Other"
