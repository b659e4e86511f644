"""Tables of comments as word processors, workbooks and e-mails hand them over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.services.stages.pasted import Row, read


def test_a_table_with_headings_in_any_order():
    text = (
        "Ref\tParagraph no.\tLA comment\tSupporting evidence\n"
        "1\t12\tThe panel meets weekly.\tMinutes of May\n"
        "2\t\tThe number is 14.\t"
    )
    assert read(text) == (
        Row("1", "12", "", "The panel meets weekly.", "Minutes of May"),
        Row("2", "", "", "The number is 14.", ""),
    )


def test_quoted_cells_of_a_workbook_keep_their_line_ends():
    text = 'No.\tPage\tPoint\n1\t4\t"First line\nsecond ""line"""\n'
    assert read(text) == (Row("1", "4", "", 'First line\nsecond "line"'),)


def test_cells_cut_by_a_word_processor_are_joined():
    text = "No.\tParagraph\tPoint\tEvidence\n1\t7\tFirst\nsecond half\tNone\n2\t8\tNext\tNone"
    assert [one.point for one in read(text)] == ["First\nsecond half", "Next"]


def test_without_headings():
    assert read("1\t14\tIt is monthly\tReport") == (Row("1", "14", "", "It is monthly", "Report"),)
    assert read("14\tIt is monthly") == (Row("", "14", "", "It is monthly", ""),)


def test_a_numbered_list_and_paragraphs():
    assert read("1. First point\ngoes on\n2) Second") == (
        Row("1", point="First point goes on"),
        Row("2", point="Second"),
    )
    assert [one.point for one in read("One\n\nTwo\nthree\n")] == ["One", "Two three"]


def test_a_table_of_a_web_page_comes_first():
    html = (
        "<table><tr><th>No</th><th>Para</th><th>Comment</th></tr>"
        "<tr><td><p>1</p></td><td>3</td><td><p>A &amp; B</p><p>more</p></td></tr></table>"
    )
    assert read("not this", html) == (Row("1", "3", "", "A & B\nmore"),)


def test_nothing_is_nothing():
    assert read("") == ()
    assert read("No.\tParagraph\tPoint") == ()


@given(st.text(max_size=300), st.text(alphabet="<>/trdh \n&;x", max_size=80))
def test_whatever_is_copied_is_read_or_nothing(text, html):
    assert all(row.point.strip() for row in read(text, html))
