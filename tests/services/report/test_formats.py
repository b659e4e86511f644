"""PDF, Word and web page: every document says the same words in the same order in all three."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import docx
import pymupdf
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.papers import catalogue
from ilacs_desktop.services.report import export, outline, writing

NOW = datetime(2026, 7, 9, 17, tzinfo=UTC)
PAPERS = [one for one in catalogue.TITLES if one != "evidence-record"]


class Main(HTMLParser):
    """The text of a page's main part; each element ends a word."""

    def __init__(self, text):
        super().__init__()
        self.words, self._on, self._notes = [], False, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._on = self._on or tag == "main"
        self._notes = self._notes or dict(attrs).get("role") == "doc-endnotes"
        if tag in ("br", "p", "td", "th", "li", "sup"):
            self.words.append(" ")

    def handle_endtag(self, tag):
        self._on = self._on and tag != "main"
        self._notes = self._notes and tag != "section"
        self.words.append(" " if tag not in ("em", "strong", "a") else "")

    def handle_data(self, data):
        if self._on and not self._notes:
            self.words.append(data)


def of_word(data):
    document = docx.Document(io.BytesIO(data))
    found = [Paragraph(one, document).text for one in document.element.body.iter(qn("w:p"))]
    return words(" ".join(found))


def of_page(data):
    return words("".join(Main(data.decode()).words))


def of_paper(data):
    with pymupdf.open(stream=data) as opened:
        return words(" ".join(page.get_text() for page in opened))


def words(text):
    # A line may end at a hyphen, and the mark of a note stands without a space in PDF.
    return re.findall(r"[^\W\d_]+|\d+", re.sub(r"-\s*", "", text.replace("\u00ad", "")))


def exports(work, key, folder, item=""):
    made = {}
    for form in export.FORMATS:
        out = folder / f"x.{form}"
        export.export(work, key, form, out, item=item, now=NOW)
        made[form] = out.read_bytes()
    return made


def assert_same(made):
    in_word, on_page = of_word(made["docx"]), of_page(made["html"])
    marks = [one for one in on_page if not one.isdigit()]
    assert [one for one in in_word if not one.isdigit()] == marks
    printed = iter(of_paper(made["pdf"]))
    lost = [one for one in in_word if one not in printed]
    assert lost == []


@pytest.mark.parametrize(
    ("event", "document"),
    [("short", "report"), ("focused-visit", "letter"), ("jtai", "letter")],
)
def test_letters_and_reports(new_work, tmp_path, event, document):
    work = new_work(event, date(2026, 7, 6), la="Żywiec-upon-Łódź", scope_text="the front door")
    for section in outline.outline(work.snapshot, work.edition, NOW.date()).sections:
        for text in ("Most children, ‘in Ŵyn’, are seen: by 9 of 10.", "Plans\nare <b>clear</b>."):
            try:
                writing.add_paragraph(work, section.key, text=text)
            except KnownError:
                break
    assert_same(exports(work, document, tmp_path))


def test_every_paper(work, tmp_path):
    done = []
    for key in PAPERS:
        if not catalogue.why_not(work, key):
            item = catalogue.choices(work, key)[-1].item
            assert_same(exports(work, key, tmp_path, item))
            done.append(key)
    assert {"requests", "timetable", "digest", "lost-laptop"} <= set(done)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_same_inspection_gives_the_same_bytes(work, tmp_path, form):
    for name in ("a", "b"):
        export.export(work, "report", form, tmp_path / name, now=NOW)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
