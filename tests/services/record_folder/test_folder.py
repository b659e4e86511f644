"""The evidence record as a folder: whole, checkable without the app, and nothing restricted."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import UTC, datetime

import pytest
from PySide6.QtPdf import QPdfDocument

from ilacs_desktop.domain.records import DataSet, Evidence, Finding, KitMeeting
from ilacs_desktop.errors import BadInputError, NotAllowedError, StorageError
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.interchange import interchange_checks
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.papers import restricted
from ilacs_desktop.services.papers.evidence_record_scope import UNDER_DOCUMENT, WHOLE, Asked
from ilacs_desktop.services.record import editing, history, striking
from ilacs_desktop.services.record_folder import folder, included, tables
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.training import make_annex_a, write_workbook

NOW = datetime(2026, 7, 10, 17, 0, tzinfo=UTC)
WHY = "Asked for by the court"


def squashed(text):
    """Return a text without blanks, which pages break anywhere."""
    return "".join(text.split())


def words(pdf):
    """Return the words of a PDF without blanks and without what runs along every page."""
    document = QPdfDocument()
    document.load(str(pdf))
    pages = [squashed(document.getAllText(at).text()) for at in range(document.pageCount())]
    document.close()
    kept = []
    for page in pages:
        for running in ("OFFICIAL-SENSITIVE",):
            page = page.replace(running, "")
        head = page.find("Exampleshire·")
        foot = page.find("of" + str(len(pages)), head)
        kept.append(page[:head] + page[foot + 2 + len(str(len(pages))) :] if head >= 0 else page)
    return "".join(kept)


def rows(path):
    """Return a table with nothing but the standard library, as its reader would."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def checked(root):
    """Check a folder as its README says, with the standard library alone; return the manifest."""
    there = {one.relative_to(root).as_posix() for one in root.rglob("*") if one.is_file()}
    listed = {}
    for line in (root / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, path = line.partition("  ")
        listed[path] = digest
    assert there == {*listed, "SHA256SUMS"}
    for path, digest in listed.items():
        assert hashlib.sha256((root / path).read_bytes()).hexdigest() == digest
    manifest = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    named = {one["path"]: one for one in manifest["files"]}
    assert {*named} == there - {"SHA256SUMS", "manifest.json"}
    for path, one in named.items():
        assert one["sha256"] == listed[path]
        assert one["bytes"] == (root / path).stat().st_size
    return manifest


@pytest.fixture(scope="module")
def whole(qapp, opened, tmp_path_factory):
    """The finished training inspection as a folder."""
    assert qapp
    out = tmp_path_factory.mktemp("whole") / "record"
    folder.write(opened("report"), "folder", out, Asked(), now=NOW)
    return out


@pytest.fixture(scope="module")
def under(qapp, opened, tmp_path_factory):
    """What rests under its report."""
    assert qapp
    out = tmp_path_factory.mktemp("under") / "record"
    folder.write(opened("report"), "folder", out, Asked(UNDER_DOCUMENT), now=NOW)
    return out


def test_every_note_and_finding_is_in_the_pdf_and_in_the_tables(whole, opened):
    work = opened("report")
    printed = words(whole / "documents" / "evidence-record.pdf")
    notes, held = work.snapshot.all(Evidence), work.snapshot.all(Finding)
    assert len(notes) > 100
    assert len(held) > 15
    for name, texts in (("notes", notes), ("findings", held)):
        table = {row["id"]: row for row in rows(whole / "tables" / f"{name}.csv")}
        assert {*table} >= {one.id for one in texts}
        for one in texts:
            assert table[one.id]["text"].lstrip("'") == one.text.lstrip("'")
            assert squashed(one.text) in printed
            assert table[one.id]["number"]
            assert squashed(table[one.id]["number"]) in printed


def test_the_folder_is_checked_with_nothing_but_the_standard_library(whole, opened):
    work = opened("report")
    manifest = checked(whole)
    assert manifest["inspection"] == work.inspection_id
    replica, seq, chain = work.file.head
    heads = {one["chain"]: one for one in manifest["chains"]}
    verdict = history.verify(work)
    assert verdict.is_good
    assert manifest["entries"] <= verdict.entries
    assert all(len(one["hash"]) == 64 for one in heads.values() if one["entries"])
    if heads[replica]["newest"] == seq:
        assert heads[replica]["hash"] == chain
    body = json.loads((whole / "records" / "inspection.json").read_text(encoding="utf-8"))
    interchange_checks.refuse_faults(body)
    assert "sha256sum -c SHA256SUMS" in (whole / "README.txt").read_text(encoding="utf-8")


def test_a_changed_file_is_found(whole, tmp_path):
    import shutil

    copy = shutil.copytree(whole, tmp_path / "copy")
    table = copy / "tables" / "notes.csv"
    table.write_bytes(table.read_bytes().replace(b"A1", b"A2", 1))
    with pytest.raises(AssertionError):
        checked(copy)


def _closure(whole):
    """Return what rests under the document, followed by hand through the whole record's tables."""
    links = rows(whole / "tables" / "links.csv")
    written = {row["id"] for row in rows(whole / "tables" / "paragraphs.csv") if not row["deleted"]}

    def ends(relation, targets):
        return {
            row["from_id"]
            for row in links
            if row["relation"] == relation and row["to_id"] in targets
        }

    found = ends("finding_paragraph", written)
    notes = ends("evidence_finding", found)
    table = {row["id"]: row for row in rows(whole / "tables" / "notes.csv") if not row["deleted"]}
    notes &= {*table}
    cases = {table[one]["case"] for one in notes} - {""}
    return found, notes, cases


def test_under_the_document_holds_exactly_what_rests_under_it(whole, under, opened):
    checked(under)
    found, notes, cases = _closure(whole)
    every = {one.id: one for one in opened("report").snapshot.all(Evidence)}
    assert 0 < len(notes) < len(every)
    for name, wanted in (("findings", found), ("notes", notes), ("children", cases)):
        assert {row["id"] for row in rows(under / "tables" / f"{name}.csv")} == wanted
    printed = words(under / "documents" / "evidence-record.pdf")
    for key, one in every.items():
        assert (squashed(one.text) in printed) == (key in notes), one.text
    body = json.loads((under / "records" / "inspection.json").read_text(encoding="utf-8"))
    kinds = {}
    for one in body["records"]:
        kinds.setdefault(one["kind"], set()).add(one["id"])
    assert kinds["evidence"] == notes
    assert kinds["finding"] == found
    assert kinds["case"] == cases
    assert "case_answer" not in kinds
    assert "data_set" not in kinds


def test_every_printed_sentence_is_traced_to_its_evidence_and_back(whole):
    printed = words(whole / "documents" / "evidence-record.pdf")
    links = rows(whole / "tables" / "links.csv")
    on = [row for row in links if row["relation"] == "finding_paragraph"]
    assert on
    for row in on:
        assert row["from"].startswith("Finding ")
    assert squashed("on which paragraph 1") in printed
    assert squashed("Printed in: paragraph 1") in printed


def test_the_contents_name_the_pages(whole):
    document = QPdfDocument()
    document.load(str(whole / "documents" / "evidence-record.pdf"))
    pages = [squashed(document.getAllText(at).text()) for at in range(document.pageCount())]
    document.close()
    for part, title in ((10, "Notes"), (11, "Findings"), (12, "Meetings with the LA")):
        head = squashed(f"{part}. {title}")
        page = next(number for number, text in enumerate(pages, 1) if head in text)
        listed = re.search(re.escape(squashed(f"{part}{title}")) + r"(\d+)", pages[0])
        assert listed.group(1).removesuffix(str(part + 1)).endswith(str(page))


@pytest.mark.parametrize("name", ["day-four", "report", "focused"])
def test_each_training_inspection_makes_a_record(qapp, opened, made_training, tmp_path, name):
    key = name if name in made_training.files else sorted(made_training.files)[0]
    outcome = folder.write(opened(key), "pdf", tmp_path / "record.pdf", Asked(), now=NOW)
    assert outcome.pages > 10
    assert outcome.missing_characters == ()


# -- restricted items ----------------------------------------------------------------------------


@pytest.fixture
def planted(work, tmp_path):
    """A note that names a practitioner and a postcode of Annex A, and a private note."""
    write_workbook(make_annex_a("tiny", 3), tmp_path / "Annex A.xlsx")
    annex.import_annex_a(work, [tmp_path / "Annex A.xlsx"])
    data_set = work.snapshot.all(DataSet)[0]
    found = annex_rows.restricted(work.file.connection, data_set.id, 8)
    by_kind = {
        kind: str(next(one for one in values if one))
        for kind, values in restricted._official(work, 8, found)
    }
    name, postcode = by_kind["name"], by_kind["postcode"]
    text = f"{name} told us of the home at {postcode.lower()}; {name.upper()} will ask."
    note = evidence.add(work, text).made
    made = findings.make(work, [note], "strength", text=f"{name} knows the child").made
    assert made
    meeting = kit.plan(work, "2026-07-07").made
    editing.edit(work, KitMeeting, meeting, "Write", private_note="The DCS doubts their head")
    return name, postcode


def _readable(root):
    """Yield everything in a folder as text without blanks, in lower case."""
    for one in sorted(root.rglob("*")):
        if one.suffix == ".pdf":
            yield one.name, words(one).casefold()
        elif one.is_file():
            yield one.name, squashed(one.read_text(encoding="utf-8")).casefold()


def test_nothing_restricted_is_in_it(qapp, work, planted, tmp_path):
    name, postcode = planted
    folder.write(work, "folder", tmp_path / "record", Asked(), now=NOW)
    held = dict(_readable(tmp_path / "record"))
    for text in held.values():
        for phrase in (name, postcode, "The DCS doubts their head"):
            assert squashed(phrase).casefold() not in text
    for file in ("evidence-record.pdf", "notes.csv", "inspection.json"):
        assert squashed(restricted.NAME_GAP) in held[file]
        assert squashed(restricted.POSTCODE_GAP) in held[file]


def test_what_the_lead_asks_for_with_a_reason_is_in_it_and_said(qapp, work, planted, tmp_path):
    asked = Asked(WHOLE, WHY, "The names are in dispute")
    folder.note_restricted(work, asked)
    folder.write(work, "folder", tmp_path / "record", asked, now=NOW)
    held = dict(_readable(tmp_path / "record"))
    for phrase in (*planted, "The DCS doubts their head", WHY):
        assert squashed(phrase).casefold() in held["evidence-record.pdf"]
    assert checked(tmp_path / "record")["restricted_items"] == dict(asked.reasons)
    assert squashed(WHY).casefold() in held["README.txt"]
    assert any(WHY in line.new for entry in history.newest(work) for line in entry.fields)


def test_restricted_items_are_for_the_lead(work, planted, tmp_path):
    editing.edit(work, type(work.members[0]), work.members[0].id, "x", role="inspector")
    for step in (
        lambda: folder.note_restricted(work, Asked(private_why=WHY)),
        lambda: folder.write(work, "zip", tmp_path / "r.zip", Asked(names_why=WHY)),
    ):
        with pytest.raises(NotAllowedError, match="for the lead"):
            step()
    assert not (tmp_path / "r.zip").exists()


# -- tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 20", "-5", "@x", "\t=1", "\r=1", "  =HYPERLINK(1)", "\u00a0=1", "＝1", "\n=1"],
)
def test_no_cell_is_a_formula(text):
    data = tables.sheet_bytes(("a",), [(text,)]).decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(data, newline="")))[1][0]
    assert cell == f"'{text}"
    assert tables.safe("Seen = alone") == "Seen = alone"


def test_every_kind_of_record_has_a_table_or_says_nothing_of_the_evidence():
    from ilacs_desktop.domain.records import KINDS

    aside = {
        *("inspection", "la_profile", "previous_inspection", "setting", "pinned", "data_set"),
        *("link", "document_version", "returned_change"),
    }
    assert {*tables.NAMES} | aside >= {*KINDS} - {"criteria", "criterion"}
    assert included.PRIVATE["kit_meeting"] == {"private_note"}


# -- whole or not at all -------------------------------------------------------------------------


class StopError(Exception):
    pass


@pytest.mark.parametrize("at", [1, 5, 20, 30])
def test_stopped_anywhere_nothing_is_left(qapp, work, tmp_path, at):
    count = 0

    def tell(_done, _total, _words):
        nonlocal count
        count += 1
        if count >= at:
            raise StopError

    with pytest.raises(StopError):
        folder.write(work, "zip", tmp_path / "r.zip", Asked(), tell, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(qapp, work, tmp_path, monkeypatch):
    def full(_data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder.manifest, "digest_of", full)
    with pytest.raises(StorageError, match="no space left"):
        folder.write(work, "folder", tmp_path / "r", Asked(), now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(work, tmp_path):
    kept = tmp_path / "r" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    with pytest.raises(BadInputError, match="holds something already"):
        folder.write(work, "folder", kept.parent, Asked())
    with pytest.raises(BadInputError, match="no scope 'half'"):
        folder.write(work, "folder", tmp_path / "s", Asked("half"))
    assert kept.read_text() == "mine"


def test_an_empty_inspection_and_the_same_bytes_twice(qapp, work, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        folder.write(work, "zip", tmp_path / name / "r.zip", Asked(), now=NOW)
    assert (tmp_path / "a" / "r.zip").read_bytes() == (tmp_path / "b" / "r.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a" / "r.zip") as archive:
        archive.extractall(tmp_path / "out")
    checked(tmp_path / "out" / "r")


def test_corrections_and_strike_outs_are_told(qapp, work, tmp_path, monkeypatch):
    note = evidence.add(work, "Seen with Xandra Quillfeather at home").made
    editing.edit(work, Evidence, note, "Change note", place="East office")
    editing.edit(work, Evidence, note, "Change note", place="West office")
    place = next(one for one in striking.places(work, "Xandra Quillfeather"))
    striking.strike_out(work, place, "Xandra Quillfeather", "the mother", "a name")
    folder.write(work, "folder", tmp_path / "r", Asked(), now=NOW)
    held = dict(_readable(tmp_path / "r"))
    assert not any("quillfeather" in text for text in held.values())
    printed = held["evidence-record.pdf"]
    assert squashed("place was “East office”, became “West office”").casefold() in printed
    assert squashed("struck out in part; it now reads “Seen with the mother").casefold() in printed
    assert rows(tmp_path / "r" / "tables" / "struck-out.csv")[0]["why"] == "a name"
