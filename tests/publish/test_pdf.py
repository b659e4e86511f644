from __future__ import annotations

import io
import string
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.publish import model
from ilacs_desktop.publish.letter import build_letter
from ilacs_desktop.publish.pdf import render
from ilacs_desktop.publish.report import build_report

BOTTOM = 841.89


def paper(*blocks: model.Block, **more) -> model.Publication:
    return model.Publication(
        kind=model.Kind.REPORT, title="Title", blocks=blocks, created=date(2026, 7, 1), **more
    )


def paragraph(text: str, name: str = "p", number: int | None = None) -> model.Paragraph:
    return model.Paragraph(model.plain(text), number, name)


def in_order(text: str, *phrases: str) -> bool:
    places = [text.find(phrase) for phrase in phrases]
    return -1 not in places and places == sorted(places)


def test_a_report_reads_in_the_order_of_published_reports(report_input, read_pages):
    text = " ".join(read_pages(render(build_report(report_input)).pdf))
    assert in_order(
        text,
        "Inspection of Exampleshire local authority children’s services",
        "Inspection dates: 6 to 10 July 2026",
        "Lead inspector: Rhiannon Łukaszewicz, His Majesty’s Inspector",
        "Judgement Grade",
        "Requires improvement to be good",
        "What needs to improve?1",
        "(outcome 1, national framework)",
        "The experiences and progress of children who need help and protection: good",
        "1. ",
        "The experiences and progress of children in care: good",
        "The impact of leaders on social work practice with children and families: good",
        "60. ",
        "© Crown copyright 2026",
    )


def test_a_report_of_usual_length_has_the_usual_number_of_pages(report_input):
    rendered = render(build_report(report_input))
    assert rendered.pages in (12, 13)
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        assert len(document.pages) == rendered.pages
        assert [float(edge) for edge in document.pages[0].mediabox] == [0, 0, 595.28, 841.89]


def test_the_note_stands_at_the_foot_of_the_page_of_its_mark(report_input, read_pages):
    pages = read_pages(render(build_report(report_input)).pdf)
    marked = [page for page in pages if "What needs to improve?1" in page]
    assert len(marked) == 1
    assert "cross-referenced with the outcomes" in marked[0]
    assert sum("cross-referenced with the outcomes" in page for page in pages) == 1


def test_a_letter_reads_in_order(letter_input, read_pages):
    text = " ".join(read_pages(render(build_letter(letter_input)).pdf))
    assert in_order(
        text,
        "1 Example Street",
        "24 March 2026",
        "Zoë Ní Bhriain",
        "Dear Ms Ní Bhriain",
        "Focused visit to Exampleshire children’s services",
        "This letter summarises",
        "Headline findings",
        "What needs to improve in this area of social work practice?",
        "Main findings",
        "taken into account",
        "Yours sincerely",
    )
    assert text.count("His Majesty’s Inspector") == 2
    assert "Areas for priority action" not in text


def test_a_draft_says_so_and_bears_its_marking_on_every_page(report_input, read_pages):
    given_input = replace(report_input, draft=True, marking="Official-Sensitive")
    pages = read_pages(render(build_report(given_input)).pdf)
    assert all(page.count("OFFICIAL-SENSITIVE") == 2 and "DRAFT" in page for page in pages)


def test_a_published_version_bears_neither(report_input, read_pages):
    text = " ".join(read_pages(render(build_report(report_input)).pdf))
    assert "DRAFT" not in text
    assert "OFFICIAL" not in text


def test_the_running_footer_stands_on_every_page_but_the_first(report_input, read_pages):
    footer = "local authority children’s services 6 to 10 July 2026"
    pages = read_pages(render(build_report(report_input)).pdf)
    assert [footer in page for page in pages] == [False] + [True] * (len(pages) - 1)


def test_each_paragraph_has_its_place(report_input):
    rendered = render(build_report(report_input))
    placed = {place.block_id for place in rendered.places}
    wanted = {item.id for section in report_input.sections for item in section.items}
    wanted |= {section.key for section in report_input.sections if section.heading}
    assert wanted <= placed
    for place in rendered.places:
        assert 0 <= place.page < rendered.pages
        assert place.x == 71.0
        assert place.x + place.width < 595.28
        assert place.y >= 0
        assert place.height > 0
        assert place.y + place.height < BOTTOM


def test_the_place_of_a_paragraph_is_where_its_words_are_drawn():
    rendered = render(paper(paragraph("First.", "a"), paragraph("Second " * 60, "b")))
    first, second = rendered.places
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        heights = [
            BOTTOM - float(command.operands[5])
            for command in pikepdf.parse_content_stream(document.pages[0])
            if str(command.operator) == "Tm"
        ]
    assert first.y < heights[0] < first.y + first.height
    assert all(second.y < height < second.y + second.height for height in heights[1:])
    assert second.y >= first.y + first.height


def test_a_paragraph_longer_than_a_page_has_a_place_on_each_page(read_pages):
    words = [f"word{index}" for index in range(3000)]
    rendered = render(paper(paragraph(" ".join(words), "long", 7)))
    assert [place.page for place in rendered.places] == list(range(rendered.pages))
    assert rendered.pages > 4
    drawn = [word for page in read_pages(rendered.pdf) for word in page.split()]
    assert [word for word in drawn if word.startswith("word")] == words


def test_the_same_input_gives_the_same_bytes(report_input, monkeypatch):
    publication = build_report(report_input)
    first = render(publication)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert render(publication) == first


def test_renderings_on_several_threads_do_not_disturb_one_another(report_input, letter_input):
    publications = [build_report(report_input), build_letter(letter_input)] * 4
    alone = [render(publication).pdf for publication in publications[:2]] * 4
    with ThreadPoolExecutor(4) as threads:
        together = [rendered.pdf for rendered in threads.map(render, publications)]
    assert together == alone


def test_markup_prints_as_itself(read_pages):
    typed = "<b>A & B</b> \\ (c) </para> &amp; %d {x} <img src='x'/> \\n ]]>"
    rendered = render(paper(paragraph(typed)))
    assert read_pages(rendered.pdf) == [typed]
    assert rendered.missing_characters == ()


def test_names_in_many_alphabets_print(read_pages):
    typed = "Siân Ŵyn Łukasz Ğülşen İnan Țăranu Nguyễn Thị Hường Đỗ Čeněk Kőrös Þór"
    assert read_pages(render(paper(paragraph(typed))).pdf) == [typed]


def test_more_characters_than_one_font_holds_still_print(read_pages):
    typed = " ".join(
        chr(code) for code in (*range(0xC0, 0x180), *range(0x391, 0x3A2), *range(0x400, 0x460))
    )
    assert read_pages(render(paper(paragraph(typed))).pdf) == [typed]


def test_a_character_without_a_glyph_is_marked_and_reported(read_pages):
    rendered = render(paper(paragraph("from 日 to 🙂")))
    assert rendered.missing_characters == ("日", "🙂")
    assert read_pages(rendered.pdf) == ["from \ufffd to \ufffd"]


def test_empty_sections_and_blank_titles_print(report_input):
    bare = replace(
        report_input,
        title="",
        table_rows=(),
        sections=tuple(replace(section, items=()) for section in report_input.sections),
        footer_lines=(),
        boilerplate=(),
    )
    assert render(build_report(bare)).pages == 1
    assert render(paper()).pages == 1
    assert render(paper(paragraph(""))).pages == 1


def test_very_long_names_stay_inside_the_margins(report_input):
    name = "Bournemouth, Christchurch and Poole with " + "Llanfairpwllgwyngyll" * 12
    given_input = replace(
        report_input,
        title=f"Inspection of {name}",
        footer_lines=(f"Inspection of {name}", "dates"),
        marking="Official-Sensitive " * 12,
        draft=True,
        table_rows=((name, name),),
    )
    rendered = render(build_report(given_input))
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        for page in document.pages:
            for command in pikepdf.parse_content_stream(page):
                if str(command.operator) == "Tm":
                    assert 70.9 <= float(command.operands[4]) < 529.3
                    assert 10 < float(command.operands[5]) < BOTTOM


def test_only_subsets_of_the_fonts_are_embedded(report_input):
    rendered = render(build_report(report_input))
    assert len(rendered.pdf) < 120_000
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        fonts = document.pages[0].Resources.Font
        assert {str(font.BaseFont).split("+")[1] for font in fonts.values()} == {
            "NotoSans-Regular",
            "NotoSans-Bold",
        }
        below = [font.DescendantFonts[0] for font in fonts.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in below)


def test_numbers_hang_and_headings_stay_with_their_text(report_input):
    rendered = render(build_report(report_input))
    first_page = {}
    for place in rendered.places:
        first_page.setdefault(place.block_id, place.page)
    for section in report_input.sections:
        if section.heading:
            assert first_page[section.key] == first_page[section.items[0].id]


def test_a_box_frames_its_blocks_and_a_wide_table_turns_the_page(read_pages):
    box = model.Box((model.Heading(model.plain("Study"), 3), paragraph("Inside", "in")), id="box")
    table = model.Table(("No.", "What"), (model.row("A1", "Minutes"),), (1, 4), ("r1",), "table")
    rendered = render(paper(box, table, landscape=True))
    places = {place.block_id: place for place in rendered.places}
    assert places["box"].y < places["in"].y
    assert places["table"].y < places["r1"].y
    assert read_pages(rendered.pdf) == ["Study Inside No. What A1 Minutes"]
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        width, height = (float(edge) for edge in document.pages[0].mediabox[2:])
    assert width > height


def test_the_package_does_not_load_its_libraries_before_it_draws():
    program = (
        "import sys; import ilacs_desktop.publish.pdf, ilacs_desktop.publish.report; "
        "sys.exit(any(name.split('.')[0] in ('reportlab', 'pikepdf') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(max_size=300),
    marking=st.text(string.printable, max_size=40),
    number=st.none() | st.integers(0, 10_000),
)
def test_whatever_is_typed_can_be_drawn(text, marking, number):
    blocks = (
        model.Title(model.plain(text)),
        model.Heading(model.plain(text)),
        paragraph(text, number=number),
        model.Signature(text, (text,)),
    )
    rendered = render(paper(*blocks, marking=marking, running_footer=(text,)))
    with pikepdf.open(io.BytesIO(rendered.pdf)) as document:
        assert len(document.pages) == rendered.pages


def test_a_row_without_a_cell_for_each_column_is_refused():
    with pytest.raises(ValueError, match="cell for each column"):
        render(paper(model.Table(("a", "b"), (model.row("only one"),))))
