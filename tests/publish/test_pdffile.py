from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.publish.pdffile import PdfFile, text_string


def made(objects: list[bytes]) -> bytes:
    file = PdfFile()
    root, pages = file.reserve(), file.reserve()
    numbers = [file.stream(data, packed=bool(index % 2)) for index, data in enumerate(objects)]
    held = " ".join(f"{number} 0 R" for number in numbers)
    file.put("<</Type/Pages/Count 0/Kids[]>>", pages)
    file.put(f"<</Type/Catalog/Pages {pages} 0 R/Held[{held}]>>", root)
    return file.finished(root, file.put("<<>>"))


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_every_stream_comes_back_as_it_was_put(objects):
    whole = made(objects)
    assert whole == made(objects)
    with pikepdf.open(io.BytesIO(whole)) as document:
        assert not document.check_pdf_syntax()
        assert [bytes(one.read_bytes()) for one in document.Root.Held] == objects


def test_more_objects_than_one_pack_holds_are_all_found():
    file = PdfFile()
    root, pages = file.reserve(), file.reserve()
    numbers = [file.put(f"<</N {index}>>") for index in range(1500)]
    file.put("<</Type/Pages/Count 0/Kids[]>>", pages)
    held = " ".join(f"{number} 0 R" for number in numbers)
    file.put(f"<</Type/Catalog/Pages {pages} 0 R/Held[{held}]>>", root)
    with pikepdf.open(io.BytesIO(file.finished(root, file.put("<<>>")))) as document:
        assert [int(one.N) for one in document.Root.Held] == list(range(1500))


def test_data_that_ends_like_a_line_keeps_its_length():
    for ending in (b"\r", b"\n", b"\r\n"):
        whole = made([b"data" + ending])
        assert b"/Length %d>>" % (4 + len(ending)) in whole


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_string_says_what_it_was_given(text):
    source = text_string(text).encode("ascii")
    assert str(pikepdf.Object.parse(source)) == text


def test_half_a_pair_is_replaced():
    assert str(pikepdf.Object.parse(text_string("a\ud83d").encode("ascii"))) == "a?"
