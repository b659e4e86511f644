from __future__ import annotations

import datetime as dt

D = dt.date


def by_list(reading, rules):
    return {one.number: rules(one) for one in reading.lists if rules(one)}


def test_an_open_plan_outside_list_6(books, rules) -> None:
    reading = books.read_sheets(
        {
            "List 6": books.sheet(6, {"case_status": "b) Child Protection plan"}),
            "List 7": books.sheet(
                7, {}, {"child_id": "9"}, {"child_id": "10", "plan_end": D(2026, 2, 27)}
            ),
        }
    )
    assert by_list(reading, rules) == {7: {"X03": {"child_id": 1}}}
    assert reading.lists[1].defects[0].first_rows == (3,)


def test_a_child_in_care_with_another_status_in_list_6(books, rules) -> None:
    reading = books.read_sheets(
        {
            "List 6": books.sheet(
                6, {"case_status": "CIN"}, {"child_id": "2", "case_status": "LAC"}
            ),
            "List 8": books.sheet(8, {}, {"child_id": "3"}),
        }
    )
    found = by_list(reading, rules)
    assert found[8] == {"X04": {"child_id": 1}, "X04b": {"child_id": 1}}
    assert found[6] == {"X12": {"case_status": 1}}


def test_details_that_differ_between_lists(books, rules) -> None:
    reading = books.read_sheets(
        {
            "List 1": books.sheet(1, {"gender": "F"}),
            "List 3": books.sheet(3, {"dob": "", "ethnicity": "WBRI - White British"}),
            "List 6": books.sheet(
                6, {"dob": D(2014, 5, 2), "gender": "a) Male", "ethnicity": "o) BAFR"}
            ),
        }
    )
    found = by_list(reading, rules)
    assert found[3] == {"C15": {"dob": 1}}
    assert found[6]["X01"] == {"dob": 1}
    assert found[6]["X01b"] == {"gender": 1}
    assert found[6]["X01c"] == {"ethnicity": 1}


def test_zeros_lost_in_one_list(books, rules) -> None:
    reading = books.read_sheets(
        {"List 1": books.sheet(1, {"child_id": "0042"}), "List 3": books.sheet(3, {"child_id": 42})}
    )
    assert by_list(reading, rules) == {3: {"X02": {"child_id": 1}}}


def test_dates_later_than_the_lists_and_contacts_before_their_window(books, rules) -> None:
    rows = books.sheet(
        1,
        *({"child_id": str(i), "contact_date": D(2026, 1, 1) + dt.timedelta(i)} for i in range(60)),
        {"child_id": "91", "contact_date": D(2062, 2, 20)},
        {"child_id": "92", "contact_date": D(2025, 2, 20)},
    )
    reading = books.read_sheets({"List 1": rows})
    assert reading.as_of == "2026-03-01"
    assert by_list(reading, rules) == {1: {"C08": {"contact_date": 1}, "L1-1": {"contact_date": 1}}}


def test_the_date_of_the_lists_in_a_large_return_ignores_stray_dates(books) -> None:
    rows = books.sheet(
        1,
        *(
            {"child_id": str(i), "contact_date": D(2025, 9, 1) + dt.timedelta(i % 180)}
            for i in range(900)
        ),
        {"child_id": "91", "contact_date": D(2026, 5, 20)},
    )
    assert books.read_sheets({"List 1": rows}).as_of == "2026-02-27"


def test_no_dates_no_date_of_the_lists(books) -> None:
    reading = books.read_sheets({"List 1": [books.headings(1)]})
    assert reading.as_of == ""
    assert reading.lists[0].rows == 0
    assert any("headings but no rows" in note for note in reading.notes)


def test_a_family_of_list_10_that_list_11_lacks(books, rules) -> None:
    reading = books.read_sheets(
        {
            "List 10": books.sheet(10, {}, {"child_id": "5", "family_id": "F1"}),
            "List 11": books.sheet(11),
        }
    )
    assert by_list(reading, rules)[10] == {"X09": {"family_id": 1}}


def test_nothing_is_asked_of_lists_that_are_not_there(books, rules) -> None:
    for number in (5, 7, 8, 10):
        assert "X" not in {rule[0] for rule in rules(books.read_list(number, books.sheet(number)))}
