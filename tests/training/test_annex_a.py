"""The made-up Annex A: the same every time, as large as asked, and true to itself."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from ilacs_desktop.training.annex_a import POPULATION, ROWS_PER_10K, LaData, make_annex_a
from ilacs_desktop.training.headings import HEADINGS
from ilacs_desktop.training.words import GIVEN_NAMES, SURNAME_ENDS, SURNAME_STARTS
from ilacs_desktop.training.working_days import age_on

CHILD_LISTS = range(1, 11)
COMMON_SURNAMES = {"Smith", "Jones", "Taylor", "Brown", "Williams", "Patel", "Khan", "Ali"}


@cache
def made(size: str = "small", seed: int = 7) -> LaData:
    return make_annex_a(size, seed)  # type: ignore[arg-type]


def rows(data: LaData, number: int) -> list[dict[str, object]]:
    headings, found = data.lists[number]
    return [dict(zip(headings, row, strict=True)) for row in found]


def by_child(data: LaData, number: int) -> dict[str, dict[str, object]]:
    return {str(row["Child Unique ID"]): row for row in rows(data, number)}


def test_the_same_arguments_give_the_same_lists() -> None:
    assert make_annex_a("tiny", 3) == make_annex_a("tiny", 3)


def test_another_seed_gives_another_local_authority() -> None:
    assert make_annex_a("tiny", 3).lists[1] != make_annex_a("tiny", 4).lists[1]


@pytest.mark.parametrize("size", ["tiny", "small", "medium"])
def test_row_counts_follow_the_rates(size: str) -> None:
    data = made(size, 11)
    for number, rate in ROWS_PER_10K.items():
        wanted = rate * POPULATION[size] / 10_000
        assert len(data.lists[number][1]) == pytest.approx(wanted, rel=0.06, abs=3), number


@pytest.mark.long
def test_the_largest_has_about_89_000_rows() -> None:
    lists = make_annex_a("very-large", 1).lists.values()
    assert sum(len(rows) for _, rows in lists) == pytest.approx(89_000, rel=0.02)


def test_every_row_has_a_cell_for_every_heading() -> None:
    data = made()
    for number, headings in HEADINGS.items():
        assert data.lists[number][0] == headings
        assert {len(row) for row in data.lists[number][1]} == {len(headings)}


def test_list_9_has_the_columns_of_2024() -> None:
    assert len(HEADINGS[9]) == 17
    assert HEADINGS[9][9] == "Allocated Personal Advisor"


def test_child_ids_are_text_of_six_or_seven_digits() -> None:
    data = made()
    for number in CHILD_LISTS:
        assert all(re.fullmatch(r"\d{6,7}", str(row[0])) for row in data.lists[number][1])
        assert all(isinstance(row[0], str) for row in data.lists[number][1])


def test_a_child_is_the_same_person_in_every_list() -> None:
    data = made()
    known: dict[object, set[tuple[object, ...]]] = {}
    for number in CHILD_LISTS:
        for row in rows(data, number):
            person = (row["Gender"], row["Ethnicity"], row["Date of Birth"])
            known.setdefault(row["Child Unique ID"], set()).add(person)
    assert all(len(people) == 1 for people in known.values())


def test_ages_agree_with_dates_of_birth() -> None:
    data = made()
    for number in CHILD_LISTS:
        for row in rows(data, number):
            born = row["Date of Birth"]
            assert isinstance(born, date)
            assert row["Age of Child (Years)"] == age_on(born, data.as_at)


def test_an_unborn_child_has_no_stated_gender() -> None:
    unborn = [row for row in rows(made("medium", 11), 1) if row["Age of Child (Years)"] == -1]
    assert unborn
    assert all(str(row["Gender"]).startswith("c)") for row in unborn)


@pytest.mark.parametrize("number", [6, 7, 8, 9, 10])
def test_one_row_a_child_where_the_list_says_so(number: int) -> None:
    counted = Counter(row["Child Unique ID"] for row in rows(made(), number))
    assert max(counted.values()) == 1


def test_open_plans_and_open_care_stand_in_list_6() -> None:
    data = made("medium", 11)
    need = by_child(data, 6)
    for child, row in by_child(data, 8).items():
        if row["Date Ceased to be Looked After"] is None:
            assert need[child]["Case status"] == "a) Looked after child"
    for child, row in by_child(data, 7).items():
        if row["Child Protection Plan End Date"] is None:
            assert str(need[child]["Case status"])[:1] in {"a", "b"}


def test_open_assessments_stand_in_list_6() -> None:
    data = made()
    need = by_child(data, 6)
    for row in rows(data, 4):
        if row["Continuous Assessment Date of Authorisation"] is None:
            assert need[str(row["Child Unique ID"])]["CIN Closure Date"] is None


def test_the_status_in_list_6_has_its_reason_in_another_list() -> None:
    data = made("medium", 11)
    care, plans = by_child(data, 8), by_child(data, 7)
    assessed = {row["Child Unique ID"] for row in rows(data, 4)}
    for child, row in by_child(data, 6).items():
        status = str(row["Case status"])[:1]
        assert (status == "e") == (row["CIN Closure Date"] is not None)
        assert (row["Reason for Closure"] is None) == (row["CIN Closure Date"] is None)
        if status == "a":
            assert care[child]["Date Ceased to be Looked After"] is None
        if status == "b":
            assert plans[child]["Child Protection Plan End Date"] is None
        if status == "d":
            assert child in assessed


def test_a_conference_that_led_to_a_plan_is_the_day_the_plan_began() -> None:
    data = made("medium", 11)
    plans = by_child(data, 7)
    led = [
        row
        for row in rows(data, 5)
        if row["Did the Initial Child Protection Conference Result in a Child Protection Plan"]
        == "a) Yes"
    ]
    assert led
    for row in led:
        plan = plans[str(row["Child Unique ID"])]
        assert (
            plan["Child Protection Plan Start Date"]
            == row["Date of Initial Child Protection Conference"]
        )


def test_plans_for_adoption_agree_between_lists_8_and_10() -> None:
    data = made("medium", 11)
    adoption = by_child(data, 10)
    for child, row in by_child(data, 8).items():
        planned = str(row["What is the permanence plan for this child?"]).startswith("b)")
        ordered = str(row["Child's Legal Status"]).startswith("E1")
        assert not (planned or ordered) or child in adoption


def test_families_of_list_10_are_in_list_11() -> None:
    data = made("medium", 11)
    adopters = {row["Family identifier"] for row in rows(data, 11)}
    named = {row["Family identifier"] for row in rows(data, 10)} - {None}
    assert named
    assert named <= adopters


ORDERED = {
    2: [("Date of Birth", "Assessment start date", "Assessment completion date")],
    4: [("Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation")],
    5: [
        (
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "Date of Initial Child Protection Conference",
        )
    ],
    6: [
        ("CIN Start Date", "Date Child Was Last Seen", "CIN Closure Date"),
        ("Date of Birth", "Date Child Was Last Seen"),
    ],
    7: [
        (
            "Child Protection Plan Start Date",
            "Date of latest review conference",
            "Child Protection Plan End Date",
        ),
        ("Child Protection Plan Start Date", "Date of the Last Statutory Visit"),
    ],
    8: [
        ("Date of Birth", "Date Started to be Looked After", "Start date of current legal status"),
        (
            "Date Started to be Looked After",
            "Start Date of Most Recent Placement",
            "Date Ceased to be Looked After",
        ),
        (
            "Date Started to be Looked After",
            "Date of Last Social Work Visit",
            "Date Ceased to be Looked After",
        ),
        ("Date Started to be Looked After", "Date of Latest Statutory Review"),
        ("Date of Latest Statutory Review", "Date of Last IRO Visit / Contact to the Child"),
        ("Date Started to be Looked After", "Date of Last Health Assessment"),
        ("Start date of current legal status", "Date Ceased to be Looked After"),
    ],
    10: [
        (
            "Date of Birth",
            "Date the Child Entered Care",
            "Date of Decision that Child Should be Placed for Adoption",
            "Date of Placement Order",
            "Date of Matching Child and Prospective Adopters",
            "Date Placed for Adoption",
            "Date of Adoption Order",
        ),
        (
            "Date of Decision that Child Should be Placed for Adoption",
            "Date of Decision that Child Should No Longer be Placed for Adoption",
        ),
    ],
    11: [
        (
            "Date enquiry received",
            "Date Stage 1 started",
            "Date Stage 1 ended",
            "Date Stage 2 started",
            "Date Stage 2 ended",
            "Date adopter matched with child(ren)",
            "Date child/children placed with adopter(s)",
            "Date of Adoption Order",
        )
    ],
}


@pytest.mark.parametrize("number", sorted(ORDERED))
@pytest.mark.parametrize("seed", [11, 12])
def test_dates_are_in_order(number: int, seed: int) -> None:
    for row in rows(made("medium", seed), number):
        for columns in ORDERED[number]:
            known = [row[column] for column in columns if row[column] is not None]
            assert known == sorted(known), (row["Child Unique ID"] if number < 11 else row, columns)


def test_no_date_but_an_expected_birth_is_in_the_future() -> None:
    data = made("medium", 11)
    for number, (headings, found) in data.lists.items():
        for row in found:
            for heading, cell in zip(headings, row, strict=True):
                if isinstance(cell, date) and heading != "Date of Birth":
                    assert cell <= data.as_at, (number, heading)


@pytest.mark.parametrize(
    ("number", "column"),
    [(1, "Date of Contact"), (3, "Date of referral"), (7, "Child Protection Plan End Date")],
)
def test_what_happened_lies_within_the_six_months(number: int, column: str) -> None:
    data = made()
    for row in rows(data, number):
        day = row[column]
        assert day is None or date(2026, 1, 1) <= day <= data.as_at  # type: ignore[operator]


def test_nobody_is_in_care_beyond_their_eighteenth_birthday() -> None:
    for row in rows(made("medium", 11), 8):
        if row["Date Ceased to be Looked After"] is None:
            assert isinstance(row["Age of Child (Years)"], int)
            assert row["Age of Child (Years)"] < 18


def test_care_leavers_are_of_an_age() -> None:
    for row in rows(made("medium", 11), 9):
        age = row["Age of Child (Years)"]
        assert isinstance(age, int)
        low, high = (16, 17) if str(row["Eligibility Category"]).startswith("a)") else (18, 25)
        assert low <= age <= high


def test_a_return_home_interview_follows_only_a_missing_episode() -> None:
    missing = next(name for name in HEADINGS[8] if "‘Missing’" in name)
    for row in rows(made("medium", 11), 8):
        offered = row[HEADINGS[8][30]]
        assert (offered is None) == (row[missing] == 0)
        assert row[HEADINGS[8][31]] is None or offered == "a) Yes"


def test_brothers_and_sisters_share_dates_and_worker() -> None:
    shared = Counter(
        (row["Child Protection Plan Start Date"], row["Allocated Worker"])
        for row in rows(made("medium", 11), 7)
    )
    assert sum(count for count in shared.values() if count > 1) > 100


def test_shares_look_like_a_local_authority() -> None:
    data = made("medium", 11)
    care = rows(data, 8)
    orders = sum(str(row["Child's Legal Status"]).startswith("C2") for row in care) / len(care)
    assert 0.5 < orders < 0.7
    closed = [row for row in rows(data, 4) if row["Continuous Assessment Date of Authorisation"]]
    days = [
        (
            row["Continuous Assessment Date of Authorisation"]
            - row["Continuous Assessment Start Date"]  # type: ignore[operator]
        ).days
        for row in closed
    ]
    assert 0.75 < sum(length <= 64 for length in days) / len(days) < 0.92


def test_names_are_made_up_and_places_do_not_exist() -> None:
    data = made("medium", 11)
    surnames = {start + end for start in SURNAME_STARTS for end in SURNAME_ENDS}
    assert not surnames & COMMON_SURNAMES
    for number in range(3, 10):
        for row in rows(data, number):
            for column in ("Allocated Worker", "Allocated Personal Advisor"):
                if column in row:
                    given, *_, surname = str(row[column]).split(" ")
                    assert given in GIVEN_NAMES
                    assert surname in surnames
    assert all(str(row["Placement postcode"]).startswith("ZZ") for row in rows(data, 8))


def test_a_practitioner_works_in_one_team() -> None:
    teams: dict[object, set[object]] = {}
    for number in (6, 7, 8):
        for row in rows(made(), number):
            teams.setdefault(row["Allocated Worker"], set()).add(row["Allocated Team"])
    assert all(len(names) == 1 for names in teams.values())


def test_another_day_moves_the_whole_data_set() -> None:
    later = date(2026, 9, 9)
    data = make_annex_a("tiny", 3, as_at=later)
    days = [row["Date of Contact"] for row in rows(data, 1)]
    assert max(days) <= later  # type: ignore[type-var]
    assert min(days) >= later - timedelta(days=185)  # type: ignore[type-var]
