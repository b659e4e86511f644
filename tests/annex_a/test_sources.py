"""Files that must be refused, each with its name, the reason and the next step."""

from __future__ import annotations

import io
import os
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.annex_a.archives import Limits
from ilacs_desktop.annex_a.reader import read
from ilacs_desktop.annex_a.sources import open_source
from ilacs_desktop.annex_a.spec import load_spec
from ilacs_desktop.errors import BadInputError

SPEC = load_spec()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(books, data: bytes, name: str = "annex a.xlsx", **limits: int) -> BadInputError:
    path = books.folder / name
    path.write_bytes(data)
    with pytest.raises(BadInputError) as refused:
        books.read(path, limits=Limits(**limits) if limits else None)
    assert refused.value.what.startswith(name)
    assert refused.value.todo
    return refused.value


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\0" * 900, "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"<html><table>", "is a web page"),
        (b'<?xml version="1.0"?><Workbook>', "is a web page"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "is not a workbook"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "is damaged"),
        (b"PK\x03\x04 and nothing else", "is damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\1\2\3" * 30, "is not a workbook"),
        (zipped({"word/document.xml": b"<w/>"}), "is not a workbook"),
        (zipped({"xl/workbook.bin": b""}), "binary workbook"),
        (zipped({"List 1.csv": b"a,b"}), "is a zip archive"),
        (zipped({"xl/workbook.xml": b"<nothing/>"}), "is damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(books, data: bytes, reason: str) -> None:
    assert reason in refusal(books, data).what


def test_a_workbook_cut_short_is_damaged(books) -> None:
    whole = books.xlsx(books.clean()).read_bytes()
    for share in (0.2, 0.5, 0.9, 0.999):
        assert "is damaged" in refusal(books, whole[: int(len(whole) * share)]).what


def test_an_encrypted_opendocument_is_password_protected(books) -> None:
    data = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            "content.xml": os.urandom(400),
        }
    )
    assert "password" in refusal(books, data, "annex a.ods").what


def test_a_zip_bomb_is_refused_before_it_is_opened(books) -> None:
    bomb = zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 30_000_000})
    assert len(bomb) < 100_000
    found = refusal(books, bomb, unzipped_bytes=20_000_000)
    assert "would unpack to more than 20 MB" in found.what


def test_a_zip_bomb_that_lies_about_its_size_is_refused(books) -> None:
    honest = zipped({"xl/workbook.xml": b"<x/>", "xl/media/a.png": b"0" * 30_000_000})
    size = (30_000_000).to_bytes(4, "little")
    lying = honest.replace(size, (1000).to_bytes(4, "little"))
    assert lying != honest
    found = refusal(books, lying, unzipped_bytes=20_000_000)
    assert "would unpack" in found.what or "is damaged" in found.what


def test_too_large_a_file_is_refused(books) -> None:
    assert "more than the 0 MB" in refusal(books, b"a,b\n" * 300, "x.csv", file_bytes=1000).what


def test_too_many_rows_are_refused(books) -> None:
    rows = books.sheet(1, *({"child_id": str(i)} for i in range(30)))
    for path in (books.xlsx({"List 1": rows}), books.csv(rows, "List 1.csv")):
        assert "rows" in refusal(books, path.read_bytes(), path.name, rows=20).what


@pytest.mark.parametrize("dimension", ["kept", "left out", "false"])
def test_a_stray_cell_far_away_is_refused_instead_of_eating_the_memory(books, dimension) -> None:
    sheets = {"List 1": [*books.sheet(1)]}
    path = books.xlsx(sheets)
    members = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    sheet = members["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = sheet.replace(b"</sheetData>", far)
    start, end = sheet.index(b"<dimension"), sheet.index(b"<sheetViews")
    told = {
        "kept": b'<dimension ref="A1:XFD1048576"/>',
        "left out": b"",
        "false": b'<dimension ref="A1:G2"/>',
    }
    members["xl/worksheets/sheet1.xml"] = sheet[:start] + told[dimension] + sheet[end:]
    assert "far from the rest" in refusal(books, zipped(members)).what


def test_formats_far_away_are_harmless(books) -> None:
    path = books.xlsx({"List 1": books.sheet(1)})
    members = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    sheet = members["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    sheet = sheet.replace(b"</sheetData>", far).replace(b'ref="A1:G2"', b'ref="A1:XFD1048576"')
    members["xl/worksheets/sheet1.xml"] = sheet
    path.write_bytes(zipped(members))
    assert books.read(path).lists[0].rows == 1


REPEATS = {
    "rows": (b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">'),
    "cells": (
        b"<table:table-cell ",
        b'<table:table-cell table:number-columns-repeated="16000000" ',
    ),
    "a gap": (
        b"<table:table-row>",
        (
            b'<table:table-row table:number-rows-repeated="900000"><table:table-cell/>'
            b"</table:table-row><table:table-row>"
        ),
    ),
}


@pytest.mark.parametrize("what", REPEATS)
def test_an_opendocument_sheet_that_repeats_without_end_is_refused(books, what: str) -> None:
    path = books.ods({"List 1": books.sheet(1)})
    members = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    old, new = REPEATS[what]
    assert old in members["content.xml"]
    members["content.xml"] = members["content.xml"].replace(old, new, 2)
    assert "far apart or repeated" in refusal(books, zipped(members), "annex a.ods").what


def test_an_opendocument_sheet_with_a_million_empty_rows_is_read(books) -> None:
    path = books.ods({"List 1": books.sheet(1)})
    members = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    empty = (
        b'<table:table-row table:number-rows-repeated="1048574">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    members["content.xml"] = members["content.xml"].replace(b"</table:table>", empty)
    path.write_bytes(zipped(members))
    assert books.read(path).lists[0].rows == 1


@settings(max_examples=40)
@given(data=st.data())
def test_a_damaged_workbook_is_refused_or_read_and_never_breaks(data, tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    head = SPEC.list_spec(1).columns
    text = ",".join(c.title for c in head) + "\n" + ",".join(["1"] * len(head))
    whole = (
        zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"<worksheet/>"})
        if data.draw(st.booleans())
        else text.encode()
    )
    spot = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=40))
    path = folder / "annex.xlsx"
    path.write_bytes(whole[:spot] + damage + whole[spot + len(damage) :])
    try:
        read([path], SPEC)
    except BadInputError as refused:
        said = refused.what
    else:
        said = "annex.xlsx was read"
    assert "annex.xlsx" in said


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="D2147483648" s="1"><v>1</v></c></row><row r="2"><c r="A2"/></row>',
        '<row r="2147483648"/><row><c><v>1</v></c></row>',
        "<row r = '2147483648' ><c><v>1</v></c></row>",
        '<row r="1"><c r="d2147483648"><v>1</v></c></row>',
        '<row r="300000"/><row><c r="XFD3000" s="1"/><c><v>1</v></c></row>',
        '<row r="300000"><c\nr="XFD3000" x="a/b"\n><v>1</v></c></row>',
    ],
)
def test_a_stray_cell_anywhere_in_a_sheet_is_refused_however_it_is_written(tmp_path, sheet):
    path = tmp_path / "far.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet><dimension ref="A1:B2"/><sheetData>{sheet}</sheetData></worksheet>',
        )
    with pytest.raises(BadInputError, match="far from the rest"):
        open_source(path, Limits())


@pytest.mark.parametrize(
    "content",
    [
        "<office:document-content><table:table>",
        "<a><b></a></b>",
        '<a x="1" x="2"/>',
        "<a>&lol;</a>",
    ],
)
def test_an_opendocument_sheet_that_does_not_nest_is_refused(tmp_path, content):
    # The workbook library would look for its end for ever.
    path = tmp_path / "broken.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    with pytest.raises(BadInputError, match="damaged"):
        open_source(path, Limits())
