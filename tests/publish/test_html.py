"""The web page: structure by elements, nothing from outside, no scripts, the words as on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from ilacs_desktop.publish import html, model
from ilacs_desktop.publish.letter import build_letter
from ilacs_desktop.publish.report import build_report

VOID = {"meta", "br", "link", "img", "hr"}


class Page(HTMLParser):
    """Keeps elements, their attributes and the text under each."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text: list[tuple[tuple[str, ...], str]] = []
        self.feed(data.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag == "br":
            self.text.append((tuple(self.open), "\n"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append((tuple(self.open), data))

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]

    def inside(self, tag):
        return "".join(text for path, text in self.text if tag in path)


@pytest.fixture
def report(report_input):
    return build_report(replace(report_input, draft=True, marking="Official sensitive"))


def test_structure_is_told_by_elements(report):
    page = Page(html.write(report))
    assert page.all("html") == [{"lang": "en-GB"}]
    assert page.inside("title") == report.title
    assert len(page.all("h1")) == 1
    assert len(page.all("h2")) == 5
    assert page.all("a")[0] == {"class": "skip", "href": "#content"}
    assert page.all("main") == [{"id": "content", "tabindex": "-1"}]
    scopes = [attrs["scope"] for attrs in page.all("th")]
    assert scopes == ["col", "col", *["row"] * 4]


def test_numbers_go_on_through_the_sections(report):
    page = Page(html.write(report))
    assert [attrs["start"] for attrs in page.all("ol") if "start" in attrs] == [
        "1",
        "19",
        "36",
        "48",
    ]


def test_nothing_comes_from_outside_and_nothing_runs(report):
    data = html.write(report).decode()
    assert "<script" not in data
    assert not re.search(r"(src|href)=\"(?!#)", data)
    assert "url(" not in data
    assert "@import" not in data
    assert "default-src 'none'" in data


def test_it_prints_and_has_both_schemes(report):
    data = html.write(report).decode()
    assert "@media print" in data
    assert "prefers-color-scheme: dark" in data


def test_every_reference_has_its_place_and_ids_are_one_each(report):
    page = Page(html.write(report))
    places = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert len(places) == len(set(places))
    links = [attrs["href"] for attrs in page.all("a")]
    assert {one.removeprefix("#") for one in links} <= set(places)


def test_marking_and_draft_are_said_at_both_ends(report):
    data = html.write(report).decode()
    assert data.count("OFFICIAL SENSITIVE</span>") == 2
    assert data.count(">DRAFT<") == 2
    final = html.write(replace(report, marking="", draft=False)).decode()
    assert 'class="marking"' not in final


def test_what_people_type_is_text():
    odd = "<script>alert(1)</script> & “x” \x00\ud800"
    made = model.Publication(
        model.Kind.WORKING_PAPER,
        odd,
        (model.Paragraph(model.plain(odd), None, '"><script>'), model.Heading(model.plain(odd), 9)),
        date(2026, 7, 6),
        marking=odd,
        running_footer=(odd,),
    )
    data = html.write(made).decode()
    assert "<script" not in data
    assert Page(html.write(made)).inside("h6") == "<script>alert(1)</script> & “x” \ufffd\ufffd"


def test_the_same_publication_gives_the_same_bytes(report, letter_input):
    for made in (report, build_letter(letter_input)):
        assert html.write(made) == html.write(made)
