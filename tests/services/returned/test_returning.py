"""A Word file that comes back: what two people did in it, and what no file may do."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilacs_desktop.domain.records import Comment, DocumentVersion, ReturnedChange
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.report import export, exported, writing
from ilacs_desktop.services.returned import returned, returning
from ilacs_desktop.services.returned.returning_units import PARA, SILENT

NOW = datetime(2026, 7, 20, 10, tzinfo=UTC)
AREA = "help-and-protection"
FIRST = "Most children are seen quickly. Social workers know them well."
SECOND = "Plans are clear. A small number drift for too long."
THIRD = "Managers listen to ‘what works’, and act on it."
BEA = 'w:author="Bea Moderator" w:date="2026-07-30T10:05:00Z"'
CAL = 'w:author="Cal Reader" w:date="2026-07-31T16:40:00Z"'
MAIN = "word/document.xml"


def run(text):
    return f'<w:r w:rsidR="00A1"><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text, by, number=900):
    return f'<w:ins w:id="{number}" {by}>{run(text)}</w:ins>'


def gone(text, by, number=901):
    words = f'<w:r w:rsidDel="00B2"><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="{number}" {by}>{words}</w:del>'


@pytest.fixture
def sent(work, tmp_path):
    """Export a report with three paragraphs, and return the file."""
    for text in (FIRST, SECOND, THIRD):
        writing.add_paragraph(work, AREA, text=text)
    out = tmp_path / "sent.docx"
    exported.keep(work, "report", export.export(work, "report", "docx", out, now=NOW))
    return out.read_bytes()


class File:
    """An exported file that is edited by its markup."""

    def __init__(self, data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = self.parts[MAIN].decode()

    def paragraph(self, text):
        return next(
            one for one in re.findall(r"<w:p [^>]*>.*?</w:p>", self.body) if f">{text}<" in one
        )

    def edit(self, text, *inside):
        """Replace the runs of a paragraph, keeping its bookmark."""
        old = self.paragraph(text)
        words = old[old.index("<w:r>") : old.index("<w:bookmarkEnd")]
        self.body = self.body.replace(old, old.replace(words, "".join(inside)))

    def put(self, old, new):
        assert old in self.body
        self.body = self.body.replace(old, new, 1)

    def comments(self, comments, extended=""):
        head = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
        w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
        self.parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{head}" xmlns:w14="{w14}">{comments}</w:comments>'.encode()
        )
        self.parts["word/commentsExtended.xml"] = (
            f'<w15:commentsEx xmlns:w15="{w15}">{extended}</w15:commentsEx>'.encode()
        )
        ties = "".join(
            f'<Relationship Id="rIdC{at}" Type="http://x/{name}" Target="{name}.xml"/>'
            for at, name in enumerate(("comments", "commentsExtended"))
        )
        rels = "word/_rels/document.xml.rels"
        self.parts[rels] = self.parts[rels].replace(b"</Rel", f"{ties}</Rel".encode())

    def bytes(self):
        self.parts[MAIN] = self.body.encode()
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return target.getvalue()


@pytest.fixture
def file(sent):
    return File(sent)


@pytest.fixture
def back(work, file):
    """Bring the edited file back; return its offers."""

    def bring():
        found = returning.read(work, file.bytes(), "back.docx")
        version = returning.keep(work, found).made
        return version, returned.offers(work, version)

    return bring


def texts(work):
    from ilacs_desktop.services.report.paragraph_drafts import document_now

    return [one.text for one in document_now(work).section(AREA).items]


def told(rows):
    return [(one.sort, one.author, one.before, one.after) for one in rows]


def test_a_file_that_nobody_edited_changes_nothing(back):
    assert back()[1] == ()


def test_two_people_in_one_sentence(work, file, back):
    file.edit(
        FIRST,
        gone("Most", BEA),
        ins("Nearly all", BEA),
        run(" children are seen quickly."),
        ins(" This matters.", CAL),
        run(" Social workers know them "),
        gone("well", CAL),
        run("."),
    )
    version, rows = back()
    assert told(rows) == [
        ("replaced", "Bea Moderator", "Most", "Nearly all"),
        ("inserted", "Cal Reader", "", " This matters."),
        ("deleted", "Cal Reader", "well", ""),
    ]
    assert rows[0].at == "2026-07-30T10:05:00Z"
    returned.take(work, rows[1].id)
    returned.refuse(work, rows[2].id)
    returned.take(work, rows[0].id)
    assert texts(work)[0] == FIRST.replace("Most", "Nearly all").replace(
        "quickly.", "quickly. This matters."
    )
    held = returned.files(work)[0]
    assert (held.open, held.taken, held.refused) == (0, 2, 1)
    undoing.undo(work)
    assert texts(work)[0] == FIRST.replace("quickly.", "quickly. This matters.")
    assert returned.files(work)[0].open == 1
    assert returned.file_of(work, version) == file.bytes()


def test_runs_cut_by_rsid_are_one_change(file, back):
    file.edit(
        FIRST, gone("Mo", BEA), gone("st", BEA), ins("Al", BEA), ins("l", BEA), run(FIRST[4:])
    )
    assert told(back()[1]) == [("replaced", "Bea Moderator", "Most", "All")]


def test_words_taken_out_of_another_persons_insertion(work, file, back):
    nested = f'<w:ins w:id="1" {BEA}>{run("This is ")}{gone("very ", CAL)}{run("good. ")}</w:ins>'
    file.edit(
        FIRST,
        run("Most children are seen quickly. "),
        nested,
        run("Social workers know them well."),
    )
    _, rows = back()
    assert told(rows) == [
        ("inserted", "Bea Moderator", "", "This is very good. "),
        ("deleted", "Cal Reader", "very ", ""),
    ]
    returned.take(work, rows[1].id)
    assert "This is good. Social" in texts(work)[0]
    assert returned.files(work)[0].open == 0
    undoing.undo(work)
    returned.refuse(work, rows[0].id)
    assert returned.files(work)[0].open == 0
    assert texts(work)[0] == FIRST


def test_what_one_person_wrote_and_took_out_again_is_nothing(file, back):
    file.edit(FIRST, f'<w:ins w:id="1" {BEA}>{gone("Oh. ", BEA)}</w:ins>', run(FIRST))
    assert back()[1] == ()


def mark(old, by, sort="ins"):
    return old.replace("</w:pPr>", f'<w:rPr><w:{sort} w:id="70" {by}/></w:rPr></w:pPr>', 1)


def test_a_tracked_split_keeps_what_the_paragraph_rests_on(work, file, back):
    from ilacs_desktop.services.findings import findings
    from ilacs_desktop.services.report import resting
    from ilacs_desktop.services.report.paragraph_drafts import document_now

    finding = findings.make(work, (), "strength", text="Drift", area=AREA).made
    record = document_now(work).section(AREA).items[1].id
    writing.link_finding(work, record, finding)
    old = file.paragraph(SECOND)
    start = old.index("<w:r>")
    first = mark(old[:start], BEA) + run("Plans are clear.") + "</w:p>"
    second = (
        "<w:p><w:pPr/>"
        + run(" A small number drift for too long.")
        + old[old.index("<w:bookmarkEnd") :]
    )
    file.put(old, first + second)
    rows = back()[1]
    assert told(rows) == [("split", "Bea Moderator", "", PARA)]
    returned.take(work, rows[0].id)
    assert texts(work)[1:3] == ["Plans are clear.", "A small number drift for too long."]
    items = document_now(work).section(AREA).items
    assert (
        resting.finding_ids(work, items[1].id)
        == resting.finding_ids(work, items[2].id)
        == (finding,)
    )
    undoing.undo(work)
    assert texts(work) == [FIRST, SECOND, THIRD]


def test_a_split_that_nobody_tracked_is_known_by_its_bookmark(work, file, back):
    old = file.paragraph(SECOND)
    start = old.index("<w:r>")
    second = (
        "<w:p><w:pPr/>"
        + run("A small number drift for too long.")
        + old[old.index("<w:bookmarkEnd") :]
    )
    file.put(old, old[:start] + run("Plans are clear.") + "</w:p>" + second)
    version, rows = back()
    assert [(one.sort, one.author) for one in rows] == [("split", returned.UNTRACKED)]
    returned.take_all(work, version)
    assert texts(work) == [FIRST, "Plans are clear.", "A small number drift for too long.", THIRD]


def test_changes_in_both_parts_of_a_split_find_their_part(work, file, back):
    old = file.paragraph(SECOND)
    start = old.index("<w:r>")
    first = (
        mark(old[:start], BEA)
        + gone("Plans", CAL)
        + ins("All plans", CAL)
        + run(" are clear.")
        + "</w:p>"
    )
    second = "<w:p><w:pPr/>" + run(" A small number drift") + gone(" for too long", CAL) + run(".")
    file.put(old, first + second + old[old.index("<w:bookmarkEnd") :])
    version, rows = back()
    split = next(one for one in rows if one.sort == "split")
    returned.take(work, split.id)
    returned.take_all(work, version, "Cal Reader")
    assert texts(work)[1:3] == ["All plans are clear.", "A small number drift."]


def test_paragraphs_joined_with_tracking_and_without(work, file, back):
    second, third = file.paragraph(SECOND), file.paragraph(THIRD)
    file.put(second, mark(second, BEA, "del"))
    version, rows = back()
    assert [(one.sort, one.author) for one in rows] == [("joined", "Bea Moderator")]
    returned.take_all(work, version)
    assert texts(work) == [FIRST, f"{SECOND} {THIRD}"]
    undoing.undo(work)
    file.put(
        mark(second, BEA, "del") + third,
        second[: -len("</w:p>")] + third[third.index("<w:bookmarkStart") :],
    )
    version, rows = back()
    assert [(one.sort, one.author) for one in rows] == [("joined", returned.UNTRACKED)]


def test_new_and_removed_paragraphs(work, file, back):
    first, second = file.paragraph(FIRST), file.paragraph(SECOND)
    file.put(first, mark(first, CAL) + "<w:p><w:pPr/>" + ins("Quite new.", CAL) + "</w:p>")
    words = second[second.index("<w:r>") : second.index("<w:bookmarkEnd")]
    file.put(second, mark(second.replace(words, gone(SECOND, BEA)), BEA, "del"))
    version, rows = back()
    assert told(rows) == [
        ("new", "Cal Reader", "", "Quite new."),
        ("removed", "Bea Moderator", SECOND, ""),
    ]
    returned.take_all(work, version)
    assert texts(work) == [FIRST, "Quite new.", THIRD]
    undoing.undo(work)
    assert texts(work) == [FIRST, SECOND, THIRD]


def test_a_moved_paragraph_tracked_as_word_does_it(work, file, back):
    first, third = file.paragraph(FIRST), file.paragraph(THIRD)
    words = first[first.index("<w:r>") : first.index("<w:bookmarkEnd")]
    away = (
        f'<w:moveFromRangeStart w:id="5" w:name="move1" {BEA}/><w:moveFrom w:id="6" {BEA}>{words}'
        '</w:moveFrom><w:moveFromRangeEnd w:id="5"/>'
    )
    here = (
        f'<w:p><w:pPr><w:rPr><w:moveTo w:id="7" {BEA}/></w:rPr></w:pPr>'
        f'<w:moveToRangeStart w:id="8" w:name="move1" {BEA}/><w:moveTo w:id="9" {BEA}>{words}'
        '</w:moveTo><w:moveToRangeEnd w:id="8"/></w:p>'
    )
    file.put(first, mark(first.replace(words, away), BEA, "moveFrom"))
    file.put(third, here + third)
    version, rows = back()
    assert [(one.sort, one.author) for one in rows] == [("moved", "Bea Moderator")]
    returned.take_all(work, version)
    assert texts(work) == [SECOND, FIRST, THIRD]


def test_a_moved_paragraph_that_nobody_tracked_is_known_again(work, file, back):
    first, third = file.paragraph(FIRST), file.paragraph(THIRD)
    file.put(first, "")
    file.put(third, third + first.replace("seen quickly", "seen soon"))
    version, rows = back()
    assert sorted(one.sort for one in rows) == ["moved", "replaced"]
    returned.take_all(work, version)
    assert texts(work) == [SECOND, THIRD, FIRST.replace("quickly", "soon")]


@pytest.mark.parametrize("lost", ["bookmarks", "ids", "both"])
def test_identity_survives_what_an_editor_drops(file, back, lost):
    if lost in ("bookmarks", "both"):
        file.body = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", file.body)
    if lost in ("ids", "both"):
        file.body = re.sub(r' w14:paraId="\w+"', "", file.body)
        del file.parts["customXml/item1.xml"]
        del file.parts["docProps/custom.xml"]
    file.put("are seen quickly", "are seen soon")
    assert told(back()[1]) == [("replaced", returned.UNTRACKED, "quickly", "soon")]


def test_smart_quotes_and_odd_characters_come_back(file, back):
    file.put("listen to ‘what works’", "listen to 'what works'")
    rows = back()[1]
    assert [one.author for one in rows] == [returned.UNTRACKED] * len(rows)
    assert "".join(one.after for one in rows) == "''"


def test_headings_and_tables_are_told_of_and_never_taken(work, file, back):
    file.put(">Lead inspector: <", ">Team leader: <")
    version, rows = back()
    assert [one.sort for one in rows] == ["elsewhere"]
    assert rows[0].conflict
    returned.take_all(work, version)
    assert returned.files(work)[0].open == 1
    returned.done_by_hand(work, rows[0].id)
    assert returned.files(work)[0].open == 0


def test_comments_with_replies_and_done(work, file, back):
    file.edit(
        FIRST,
        run("Most "),
        '<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>',
        run("children"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
        run(FIRST[13:]),
    )
    said = "".join(
        f'<w:comment w:id="{at}" {by}><w:p w14:paraId="0000000{at}">{run(text)}</w:p></w:comment>'
        for at, by, text in ((0, CAL, "How many?"), (1, BEA, "Nine of eleven."))
    )
    file.comments(
        said,
        '<w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" w15:done="0"/>',
    )
    _, rows = back()
    assert rows == ()
    found = sorted(work.snapshot.all(Comment), key=lambda one: bool(one.reply_to))
    assert [(one.by, one.text, one.quote, one.state) for one in found] == [
        ("Cal Reader", "How many?", "children", "closed"),
        ("Bea Moderator", "Nine of eleven.", "children", ""),
    ]
    assert found[1].reply_to == found[0].id
    assert found[0].at == "2026-07-31T16:40:00Z"
    file.put("seen quickly", "seen soon")
    back()
    assert len(work.snapshot.all(Comment)) == 2


def test_a_comment_on_a_whole_paragraph_stands_on_the_paragraph(work, file, back):
    file.edit(
        FIRST,
        '<w:commentRangeStart w:id="0"/>',
        run(FIRST),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    file.comments(f'<w:comment w:id="0" {CAL}><w:p>{run("Is this all?")}</w:p></w:comment>')
    back()
    [found] = work.snapshot.all(Comment)
    assert found.about
    assert found.quote == ""


def test_what_changed_here_meanwhile_is_respected_and_named(work, file, back):
    from ilacs_desktop.services.report.paragraph_drafts import document_now

    file.edit(
        FIRST,
        gone("Most", BEA),
        ins("All", BEA),
        run(" children are seen "),
        gone("quickly", CAL),
        ins("soon", CAL),
        run(FIRST[31 - 1 :]),
    )
    record = document_now(work).section(AREA).items[0].id
    writing.write_text(
        work,
        record,
        "Most children and their families are visited at once. Social workers know them well.",
    )
    version, rows = back()
    assert [bool(one.conflict) for one in rows] == [False, True]
    returned.take_all(work, version)
    assert texts(work)[0].startswith("All children and their families are visited at once.")
    assert returned.files(work)[0].open == 1
    writing.delete_paragraph(work, record)
    assert "deleted here" in returned.offers(work, version)[1].conflict


def test_what_is_so_already_is_not_made_twice(work, file, back):
    file.edit(FIRST, run(FIRST), ins(" This matters.", BEA))
    version, _ = back()
    returned.take_all(work, version)
    file.put("Managers listen", "Managers hear")
    version, rows = back()
    assert [one.note for one in rows] == ["It is so here already.", ""]
    returned.take_all(work, version)
    assert texts(work)[0].count("This matters.") == 1
    assert returned.files(work)[0].open == 0


def test_one_persons_changes_at_once_and_undone_at_once(work, file, back):
    file.edit(FIRST, gone("Most", BEA), ins("All", BEA), run(FIRST[4:]), ins(" Good.", CAL))
    file.edit(SECOND, ins("Now: ", BEA), run(SECOND))
    version, _ = back()
    returned.take_all(work, version, "Bea Moderator")
    assert texts(work)[:2] == [FIRST.replace("Most", "All"), f"Now: {SECOND}"]
    undoing.undo(work)
    assert texts(work)[:2] == [FIRST, SECOND]
    returned.refuse_all(work, version)
    assert returned.files(work)[0].refused == 3


def test_default_words_that_were_changed_become_paragraphs(new_work, tmp_path):
    work = new_work("focused-visit", scope_text="the front door")
    out = tmp_path / "letter.docx"
    exported.keep(work, "letter", export.export(work, "letter", "docx", out, now=NOW))
    file = File(out.read_bytes())
    assert "next inspection or visit" in file.body
    file.put("next inspection or visit", "inspection that follows")
    found = returning.read(work, file.bytes(), "letter.docx")
    version = returning.keep(work, found).made
    assert returned.offers(work, version)
    returned.take_all(work, version)
    again = documents_text(work)
    assert "inspection that follows" in again


def documents_text(work):
    from ilacs_desktop.services.report.paragraph_drafts import document_now

    return " ".join(one.text for one in document_now(work).items())


def test_the_same_export_is_one_version_and_the_same_bytes(work, sent, tmp_path):
    out = tmp_path / "again.docx"
    exported.keep(work, "report", export.export(work, "report", "docx", out, now=NOW))
    assert out.read_bytes() == sent
    assert len(work.snapshot.all(DocumentVersion)) == 1


def test_the_same_file_twice_is_brought_back_once(work, file, back):
    file.put("seen quickly", "seen soon")
    assert back()[0] == back()[0]
    assert len(work.snapshot.all(ReturnedChange)) == 1


# -- files that are not what they say ------------------------------------------------------------


def refused(work, data, match):
    before = work.snapshot
    with pytest.raises(BadInputError, match=match):
        returning.read(work, data, "x.docx")
    assert work.snapshot is before


def zipped(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_another_inspections_file_is_refused(new_work, file):
    refused(new_work(), file.bytes(), "exported from another inspection")


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"", "not a Word document"),
        (b"Dear colleague", "not a Word document"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (b"PK\x03\x04 cut short", "damaged"),
        (zipped({"a.txt": b"x"}), "not a Word document"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    ],
)
def test_what_is_no_word_file_is_told(work, data, match):
    refused(work, data, match)


def test_bombs_and_entities_are_refused(work, file):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    whole = dict(file.parts)
    refused(
        work, zipped({**whole, MAIN: bomb.encode() + whole[MAIN].split(b"?>", 1)[1]}), "damaged"
    )
    refused(work, zipped({**whole, MAIN: b" " * (65 * 1024 * 1024)}), "larger than any letter")
    refused(work, zipped({f"{at}.xml": b"" for at in range(4100)}), "larger than any letter")
    deep = b"<w:p>" * 5000
    refused(
        work,
        zipped({**whole, MAIN: whole[MAIN].replace(b"<w:body>", b"<w:body>" + deep)}),
        "damaged",
    )


def test_a_large_file_is_not_read_whole(tmp_path):
    path = Path(tmp_path / "big.docx")
    with path.open("wb") as out:
        out.truncate(60 * 1024 * 1024)
    with pytest.raises(BadInputError, match="larger"):
        returning.read_file(path)


def test_a_file_of_another_kind_without_marks_is_foreign(work, sent, file):
    del file.parts["customXml/item1.xml"]
    del file.parts["docProps/custom.xml"]
    start, end = file.body.index("<w:body>") + 8, file.body.index("<w:sectPr")
    file.body = file.body[:start] + "<w:p>" + run("Something else.") + "</w:p>" + file.body[end:]
    refused(work, file.bytes(), "not exported from this inspection")
    assert SILENT.author == ""
