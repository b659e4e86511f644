from __future__ import annotations

import pytest

from ilacs_desktop.annex_a.matching import number_in_name


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("List_1", 1),
        ("List 1", 1),
        ("LIST 01", 1),
        ("Annex A List 10 Adoption", 10),
        ("list_11", 11),
        ("List 12", -12),
        ("List1", 1),
        ("AA_5_s47_enquiries", 5),
        ("6 - Children in Need", 6),
        ("Contacts", 1),
        ("Early Help", 2),
        ("Early help assessments 2026", 2),
        ("Referrals", 3),
        ("Assessments", 4),
        ("Sec47 and ICPC", 5),
        ("Children in Need", 6),
        ("Child Protection", 7),
        ("Children in Care", 8),
        ("Care leavers", 9),
        ("Adoption", 10),
        ("Adopters", 11),
        ("01-02-2026 extract", 0),
        ("Budget", 0),
    ],
)
def test_the_list_in_a_sheet_name(spec, name: str, number: int) -> None:
    assert number_in_name(name, spec) == number


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("ChildUniqueID", "child_id"),
        (" Child\u00a0Unique ID ", "child_id"),
        ("Age", "age"),
        ("DOB", "dob"),
        ("Date of Contact ", "contact_date"),
        ("DateOfContact", "contact_date"),
        ("Max of Date of Contact", "contact_date"),
        ("SEX", "gender"),
    ],
)
def test_headings_as_they_are_really_sent(books, heading: str, key: str) -> None:
    rows = books.sheet(1)
    at = [c.key for c in books.spec.list_spec(1).columns].index(key)
    rows[0][at] = heading
    one = books.read_list(1, rows)
    assert one.missing == ()
    match = next(m for m in one.matched if m.key == key)
    assert match.how in {"heading", "alias"}
    assert match.heading == " ".join(heading.split())


def test_curly_quotes_and_broken_apostrophes_match(books) -> None:
    for apostrophe in ("’", "'", "â€™"):
        rows = books.sheet(4)
        rows[0][9] = (
            f"Was the child assessed as requiring LA children{apostrophe}s social care support"
        )
        one = books.read_list(4, rows)
        assert one.missing == ()
        assert one.matched[9].how == "heading"


def test_a_pivot_prefix_is_set_aside(books) -> None:
    rows = books.sheet(7)
    rows[0][14] = "Sum of Number of Previous Child Protection Plans"
    assert books.read_list(7, rows).matched[14].key == "previous_plans"


def test_the_headings_of_the_standard_dataset_script_match(books) -> None:
    rows = books.sheet(3)
    rows[0] = [
        "ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "ReferralDate",
        "ReferralSource", "ReferralNFA", "ReferralsLast12Months", "AllocatedTeam",
        "AllocatedWorker",
    ]  # fmt: skip
    one = books.read_list(3, rows)
    assert (one.missing, one.spare) == ((), ())


def test_columns_in_any_order(books) -> None:
    rows = [list(reversed(row)) for row in books.sheet(6)]
    one = books.read_list(6, rows)
    assert one.missing == ()
    assert [b.key for b in one.columns] == [c.key for c in books.spec.list_spec(6).columns]


def test_title_rows_above_the_headings(books) -> None:
    rows = [
        ["Fernshire"],
        ["List 6: Children in need"],
        [],
        ["Run on", "2 March 2026"],
        *books.sheet(6),
    ]
    one = books.read_list(6, rows)
    assert one.heading_row == 5
    assert one.rows == 1
    assert list(one.sheet_rows) == [6]


def test_an_unknown_heading_in_its_place_is_taken_by_position(books) -> None:
    rows = books.sheet(3)
    rows[0][5] = "Ref Dt"
    rows[0][9] = ""
    one = books.read_list(3, rows)
    how = {m.key: m.how for m in one.matched}
    assert how["referral_date"] == "position"
    assert how["team"] == "position"
    assert one.missing == ()


def test_a_column_in_the_place_but_of_another_kind_is_left_spare(books) -> None:
    rows = books.sheet(3, {}, {})
    rows[0][5] = "Ward"
    for row in rows[1:]:
        row[5] = "Elm"
    one = books.read_list(3, rows)
    assert one.missing == ("Date of referral",)
    assert [s.heading for s in one.spare] == ["Ward"]


def test_position_is_not_used_when_most_headings_are_unknown(books) -> None:
    rows = books.sheet(3)
    rows[0] = ["Child ID", "Gender", "Ethnicity", *(f"Column {i}" for i in range(8))]
    one = books.read_list(3, rows)
    assert {m.key for m in one.matched} == {"child_id", "gender", "ethnicity"}
    assert len(one.spare) == 8


def test_a_column_left_out_shifts_nothing_into_the_wrong_place(books) -> None:
    rows = [row[:5] + row[6:] for row in books.sheet(3)]
    one = books.read_list(3, rows)
    assert one.missing == ("Date of referral",)
    assert one.spare == ()


def test_the_reversed_conference_column_is_never_taken_by_position(books) -> None:
    rows = books.sheet(5)
    rows[0][7] = "CP_CONF_NEEDED"
    one = books.read_list(5, rows)
    assert one.missing == ("Was an Initial Child Protection Conference deemed unnecessary?",)
    assert [s.heading for s in one.spare] == ["CP_CONF_NEEDED"]


def test_a_list_without_any_heading_row_is_read_by_position(books) -> None:
    rows = books.sheet(1, {}, {"child_id": "4002"})[1:]
    one = books.read_list(1, rows)
    assert one.heading_row == 0
    assert {m.how for m in one.matched} == {"position"}
    assert one.blocks()["child_id"] == ("4001", "4002")
    assert list(one.sheet_rows) == [1, 2]


def test_a_sheet_named_like_a_list_with_strange_headings_is_set_aside(books) -> None:
    sheets = {"List 6": books.sheet(6), "List 1": [["a", "b", "c", "d"], ["w", "x", "y", "z"]]}
    reading = books.read_sheets(sheets)
    assert [one.number for one in reading.lists] == [6]
    assert "headings are not that list's" in reading.others[0].reason


@pytest.mark.parametrize("number", range(1, 12))
def test_each_list_is_told_by_its_headings_alone(books, number: int) -> None:
    reading = books.read_sheets({"Sheet1": books.sheet(number)})
    assert [one.number for one in reading.lists] == [number]
