"""Word files: real styles and numbering, marked headers, the same bytes, words as on paper."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from ilacs_desktop.publish import model
from ilacs_desktop.publish.letter import build_letter
from ilacs_desktop.publish.report import build_report
from ilacs_desktop.publish.word.trace import Trace, bookmark_name, para_id
from ilacs_desktop.publish.word.write import write

TRACE = Trace("inspection", "version")


def ids(publication):
    found = set()
    for block in publication.blocks:
        if isinstance(block, model.Paragraph):
            found.add(block.id)
        elif isinstance(block, model.BulletList):
            found.update(item.id for item in block.items)
    return frozenset(found)


def read(data):
    return docx.Document(io.BytesIO(data))


@pytest.fixture
def report(report_input):
    return build_report(replace(report_input, draft=True, marking="Official sensitive"))


def test_headings_lists_and_title_are_words_own_styles(report):
    document = read(write(report).docx)
    styles = [one.style.name for one in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 5
    assert styles.count("List Bullet") == 4
    assert styles.count("List Number") == 60
    numbering = document.part.numbering_part.element
    forms = {one.get(qn("w:val")) for one in numbering.iter(qn("w:numFmt"))}
    assert forms == {"bullet", "decimal"}


def test_numbers_are_counted_by_word_and_never_typed(report):
    document = read(write(report).docx)
    numbered = [one for one in document.paragraphs if one.style.name == "List Number"]
    assert not any(re.match(r"\d", one.text) for one in numbered)
    style = document.styles["List Number"].element
    assert style.find(f".//{qn('w:numId')}").get(qn("w:val")) == "2"


def test_a_run_of_numbers_that_begins_elsewhere_has_a_numbering_of_its_own():
    blocks = tuple(
        model.Paragraph(model.plain("Words."), number, f"p{number}") for number in (7, 8)
    )
    made = model.Publication(model.Kind.REPORT, "T", blocks, date(2026, 7, 6))
    document = read(write(made).docx)
    starts = [one.get(qn("w:val")) for one in document.part.numbering_part.element.iter(
        qn("w:startOverride")
    )]  # fmt: skip
    assert starts == ["7"]
    used = {
        one._p.pPr.numPr.numId.val for one in document.paragraphs if one._p.pPr.numPr is not None
    }
    assert used == {3}


def test_header_rows_are_marked_and_repeated(report):
    table = read(write(report).docx).tables[0]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    assert [cell.text for cell in table.rows[0].cells] == ["Judgement", "Grade"]


def test_marking_draft_running_lines_and_page_fields_stand_outside_the_text(report):
    document = read(write(report).docx)
    section = document.sections[0]
    assert section.different_first_page_header_footer
    for header in (section.header, section.first_page_header):
        assert "OFFICIAL SENSITIVE" in header.paragraphs[0].text
        assert "DRAFT" in header.paragraphs[0].text
    assert "Inspection of Exampleshire" in section.footer.paragraphs[0].text
    assert not any("Inspection of" in one.text for one in section.first_page_footer.paragraphs)
    assert b"PAGE" in etree.tostring(section.footer._element)
    body = " ".join(one.text for one in document.paragraphs)
    assert "DRAFT" not in body


def test_properties_and_language(report):
    document = read(write(report).docx)
    core = document.core_properties
    assert core.title == report.title
    assert core.author == "The inspectorate"
    assert core.language == "en-GB"
    assert core.keywords == "OFFICIAL SENSITIVE, DRAFT"
    assert b'w:lang w:val="en-GB"' in etree.tostring(document.styles.element)


def test_notes_are_words_own(report):
    with zipfile.ZipFile(io.BytesIO(write(report).docx)) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    assert "cross-referenced" in notes
    assert body.count("<w:footnoteReference ") == 1


def test_the_same_publication_gives_the_same_bytes(report, letter_input):
    for made in (report, build_letter(letter_input)):
        assert write(made, TRACE, ids(made)) == write(made, TRACE, ids(made))


def test_every_paragraph_carries_its_identity_and_drafts_track_changes(report):
    made = write(report, TRACE, ids(report))
    with zipfile.ZipFile(io.BytesIO(made.docx)) as archive:
        body = archive.read("word/document.xml").decode()
        trace = archive.read("customXml/item1.xml").decode()
        settings = archive.read("word/settings.xml").decode()
    for key in ids(report):
        assert body.count(f'w:name="{bookmark_name(key)}"') == 1
        assert body.count(f'w14:paraId="{para_id(key)}"') == 1
        assert f'key="{key}"' in trace
    assert "<w:trackRevisions/>" in settings
    paras = re.findall(r'w14:paraId="(\w+)"', body)
    assert len(paras) == len(set(paras))
    assert all(0 < int(one, 16) < 0x80000000 for one in paras)
    headings = [one for one in made.lines if one.block]
    assert [one.block for one in headings] == ["improve", "help", "care", "leavers", "leaders"]


def test_a_paper_that_nobody_brings_back_has_no_marks(report):
    made = write(report)
    with zipfile.ZipFile(io.BytesIO(made.docx)) as archive:
        assert "customXml/item1.xml" not in archive.namelist()
        assert b"bookmark" not in archive.read("word/document.xml")


def test_what_people_type_prints_as_itself():
    odd = "<b>&amp; “x” \x07 \ud800\n\tnext"
    blocks = (
        model.Title(model.plain(odd)),
        model.Paragraph(model.plain(odd), None, odd),
        model.Box((model.Paragraph(model.plain("In the box.")),)),
        model.KeyValueTable((("Label", model.plain("Value")),)),
    )
    made = model.Publication(model.Kind.WORKING_PAPER, odd, blocks, date(2026, 7, 6), marking="A&B")
    document = read(write(made, TRACE, frozenset({odd})).docx)
    assert document.paragraphs[0].text == "<b>&amp; “x” \ufffd \ufffd\n\tnext"


@pytest.mark.parametrize("kind", ["report", "letter"])
def test_the_words_are_those_of_the_publication(kind, report, letter_input):
    made = report if kind == "report" else build_letter(letter_input)
    document = read(write(made).docx)
    words = " ".join(
        Paragraph(one, document).text for one in document.element.body.iter(qn("w:p"))
    ).split()
    told = " ".join(_told(made)).split()
    assert words == told


def _told(made):
    for block in made.blocks:
        match block:
            case model.Title() | model.Paragraph() | model.Heading():
                yield model.characters(block.text)
                if isinstance(block, model.Title):
                    yield model.characters(block.subtitle)
            case model.KeyLine():
                yield f"{block.label} {model.characters(block.text)}"
            case model.GradeTable():
                yield from block.header
                for row in block.rows:
                    yield from (row.label, row.grade)
            case model.BulletList():
                yield from (model.characters(item.text) for item in block.items)
            case model.AddressBlock():
                yield from block.lines
            case model.LetterDate() | model.Salutation():
                yield block.text
            case model.Signature():
                yield from (block.closing, *block.lines)
            case model.Boilerplate():
                yield from (model.characters(text) for text in block.paragraphs)
