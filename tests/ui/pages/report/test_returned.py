"""The view of what came back: brought in, taken and refused by one key, undone; at doubled text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ilacs_desktop.domain.records import ReturnedChange
from ilacs_desktop.services.record import undoing
from ilacs_desktop.services.report import export, exported, writing
from ilacs_desktop.services.report.paragraph_drafts import document_now
from ilacs_desktop.ui.pages.report.page import RETURNED, ReportPage
from ilacs_desktop.ui.widgets.scrolled import inner_of

AREA = "help-and-protection"
FIRST = "Most children are seen quickly. Social workers know them well."
NOW = datetime(2026, 7, 20, 10, tzinfo=UTC)
BEA = 'w:author="Bea Moderator" w:date="2026-07-30T10:05:00Z"'
CAL = 'w:author="Cal Reader" w:date="2026-07-31T16:40:00Z"'


@pytest.fixture
def view(desk, put_up):
    page = put_up(ReportPage(desk))
    page.set_view(RETURNED)
    return inner_of(page._views.view(RETURNED))


@pytest.fixture
def file(work, tmp_path):
    """A file that two people have edited."""
    import zipfile

    writing.add_paragraph(work, AREA, text=FIRST)
    sent, back = tmp_path / "sent.docx", tmp_path / "back.docx"
    exported.keep(work, "report", export.export(work, "report", "docx", sent, now=NOW))
    old = f'<w:r><w:t xml:space="preserve">{FIRST}</w:t></w:r>'
    new = (
        f'<w:del w:id="1" {BEA}><w:r><w:delText>Most</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" {BEA}><w:r><w:t>All</w:t></w:r></w:ins>'
        f'<w:r><w:t xml:space="preserve">{FIRST[4:]}</w:t></w:r>'
        f'<w:ins w:id="3" {CAL}><w:r><w:t xml:space="preserve"> Good.</w:t></w:r></w:ins>'
    )
    with zipfile.ZipFile(sent) as given, zipfile.ZipFile(back, "w") as made:
        for name in given.namelist():
            data = given.read(name).decode()
            assert name != "word/document.xml" or old in data
            made.writestr(name, data.replace(old, new))
    return back


@pytest.fixture
def came_back(qtbot, view, file, desk, prompts):
    said = []
    view.told.connect(said.append)
    view.bring_back(file)
    qtbot.waitUntil(lambda: bool(said) and desk.runner.idle and view.list.model().rowCount() == 2)
    return said


def shown(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def text(work):
    return document_now(work).section(AREA).items[0].text


def refresh(view, desk, qtbot):
    view.show_changes(None)
    qtbot.waitUntil(lambda: desk.runner.idle)


def test_nothing_yet_says_what_to_do_first(view, desk, qtbot):
    refresh(view, desk, qtbot)
    assert "Export the document as Word" in shown(view)
    assert not view.list.isVisible()


def test_each_change_is_shown_in_its_paragraph_with_who_and_when(view, came_back):
    assert came_back == [
        "back.docx came back with 2 changes by Bea Moderator and Cal Reader; the file is kept"
    ]
    assert "Bea Moderator · 30 Jul 10:05 · Paragraph 1 · Help and protection" in shown(view.detail)
    words = view.detail.text.toPlainText()
    assert words.startswith("[−Most−][+All+] children")


def test_one_key_takes_and_one_refuses(view, came_back, desk, qtbot, work):
    qtbot.keyClick(view.list, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: desk.runner.idle)
    refresh(view, desk, qtbot)
    assert text(work) == FIRST.replace("Most", "All")
    assert view.list.model().rowCount() == 1
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: desk.runner.idle)
    refresh(view, desk, qtbot)
    assert text(work) == FIRST.replace("Most", "All")
    assert "Every change is decided." in shown(view)
    assert {one.state for one in work.snapshot.all(ReturnedChange)} == {"taken", "refused"}


def test_all_of_one_person_in_one_step(view, came_back, desk, qtbot, work, prompts):
    view.person.set_key("Cal Reader")
    view._show()
    view.take_all.click()
    qtbot.waitUntil(lambda: desk.runner.idle)
    assert prompts.asked[-1].title == "Take the one change of Cal Reader?"
    assert text(work) == f"{FIRST} Good."
    desk.do(lambda: undoing.undo(work))
    qtbot.waitUntil(lambda: desk.runner.idle)
    assert text(work) == FIRST


def test_a_file_that_is_none_is_told(view, desk, qtbot, tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(b"Dear colleague")
    view.bring_back(path)
    qtbot.waitUntil(lambda: bool(desk.troubles))
    assert "not a Word document" in str(desk.troubles.pop())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_named_and_nothing_is_cut(
    view, came_back, dressed, scheme, accessible_audit, cut_audit
):
    dressed(scheme, 2.0)
    accessible_audit(view)
    cut_audit(view)
