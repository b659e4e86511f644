from __future__ import annotations

import io
from datetime import date

import pikepdf

from ilacs_desktop.publish import model
from ilacs_desktop.publish.pdf import render


def paper(*blocks: model.Block, **more) -> model.Publication:
    given = {"kind": model.Kind.REPORT, "title": "Title", "created": date(2026, 7, 1)}
    return model.Publication(blocks=blocks, **(given | more))


def text(words: str) -> model.Text:
    return model.plain(words)


def kids(element) -> list:
    held = element.get("/K", pikepdf.Array())
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def shape_of(element):
    """Return an element as its tag and what is in it."""
    parts = []
    for kid in kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            parts.append("words")
        elif "/S" in kid:
            parts.append(shape_of(kid))
        else:
            parts.append({"/MCR": "words on", "/OBJR": "link"}[str(kid.Type)])
    return (str(element.S)[1:], *parts)


def tree(publication: model.Publication):
    with pikepdf.open(io.BytesIO(render(publication).pdf)) as document:
        return shape_of(kids(document.Root.StructTreeRoot)[0])


def test_numbered_paragraphs_are_one_list_until_something_else_comes():
    made = tree(
        paper(
            model.Paragraph(text("One"), 1),
            model.Paragraph(text("Two"), 2),
            model.Heading(text("Then"), 2),
            model.Paragraph(text("Three"), 3),
        )
    )
    item = ("LI", ("Lbl", "words"), ("LBody", "words"))
    assert made == ("Document", ("L", item, item), ("H1", "words"), ("L", item))


def test_a_paragraph_over_two_pages_is_one_element_with_words_on_both():
    long = model.Paragraph(text("word " * 900))
    assert tree(paper(long)) == ("Document", ("P", "words", "words on"))


def test_headings_never_skip_a_level():
    blocks = [model.Heading(text(f"H{level}"), level) for level in (3, 6, 2, 6, 5)]
    assert [one[0] for one in tree(paper(*blocks))[1:]] == ["H1", "H2", "H2", "H3", "H4"]


def test_every_row_has_a_cell_for_every_column_and_headers_have_a_scope():
    publication = paper(
        model.Table(("A", ""), (model.row("", "b"),)),
        model.KeyValueTable((("Label", ()),)),
    )
    table, pairs = tree(publication)[1:]
    head = ("THead", ("TR", ("TH", "words"), ("TH",)))
    assert table == ("Table", head, ("TBody", ("TR", ("TD",), ("TD", "words"))))
    assert pairs == ("Table", ("TR", ("TH", "words"), ("TD",)))
    with pikepdf.open(io.BytesIO(render(publication).pdf)) as document:
        scopes = [
            str(one.A.Scope)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"
        ]
    assert sorted(scopes) == ["/Column", "/Column", "/Row"]


def test_a_note_is_read_once_after_the_paragraph_of_its_first_mark():
    mark = model.NoteMark("n", "1")
    publication = paper(
        model.Paragraph((*text("Seen"), mark, *text(" often."))),
        model.Paragraph((*text("Again"), mark)),
        notes=(model.Note("n", "1", text("By inspectors.")),),
    )
    reference = ("Reference", ("Link", "words", "link"))
    note = ("Note", ("Lbl", "words"), ("P", "words"))
    words = ("Span", "words")
    assert tree(publication) == (
        "Document",
        ("P", words, reference, words, note),
        ("P", words, reference),
    )
    with pikepdf.open(io.BytesIO(render(publication).pdf)) as document:
        (name, held) = document.Root.StructTreeRoot.IDTree.Names
        assert str(held.ID) == str(name) == "note-1"


def test_the_mark_of_a_heading_leaves_its_note_outside_the_heading():
    heading = model.Heading((*text("What next?"), model.NoteMark("n", "1")))
    made = tree(paper(heading, notes=(model.Note("n", "1", text("Said.")),)))
    assert [one[0] for one in made[1:]] == ["H1", "Note"]


def test_a_mark_without_its_note_is_words():
    assert tree(paper(model.Paragraph((model.NoteMark("gone", "1"),)))) == (
        "Document",
        ("P", "words"),
    )


def test_an_address_is_a_link_that_says_where_it_leads():
    publication = paper(model.Paragraph(text("Write to ann@example.org.")))
    assert tree(publication)[1] == (
        "P",
        ("Span", "words"),
        ("Link", "words", "link"),
        ("Span", "words"),
    )
    with pikepdf.open(io.BytesIO(render(publication).pdf)) as document:
        (link,) = document.pages[0].Annots
        assert str(link.A.URI) == "mailto:ann@example.org"
        assert str(link.Contents) == "ann@example.org"
        assert link.F == 4
        owner = document.Root.StructTreeRoot.ParentTree.Nums[3]
        assert link.StructParent == document.Root.StructTreeRoot.ParentTree.Nums[2]
        assert str(owner.S) == "/Link"


def test_a_table_header_is_read_once_and_a_wordy_one_again_where_it_goes_on():
    rows = tuple(model.row(str(number), "x") for number in range(50))
    short = tree(paper(model.Table(("No.", "What"), rows)))[1]
    assert len(short[2]) == 51
    wordy = ("Number of it", "What was asked for and why it was asked")
    twice = tree(paper(model.Table(wordy, rows)))[1]
    assert [row[1][0] for row in twice[2][1:]].count("TH") == 1


def test_the_footer_of_a_working_paper_is_read_once():
    more = {"kind": model.Kind.WORKING_PAPER, "running_footer": ("Made by Ann",)}
    long = model.Paragraph(text("word " * 2000))
    made = tree(paper(long, **more))
    assert made[-1] == ("P", "words")
    assert len(made) == 3


def test_bookmarks_lie_below_one_another_as_the_headings_do():
    blocks = (
        model.Title(text("All")),
        *(model.Heading(text(name), level) for name, level in (("A", 2), ("a", 3), ("B", 2))),
    )
    made = io.BytesIO(render(paper(*blocks)).pdf)
    with pikepdf.open(made) as document, document.open_outline() as outline:
        found = [(one.title, [below.title for below in one.children]) for one in outline.root]
    assert found == [("A", ["a"]), ("B", [])]
