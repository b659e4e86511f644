"""Writing tools of the Report page: evidence and comments beside the text, finding, references."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRect, Qt

from ilacs_desktop.domain.records import Comment, Link, Paragraph
from ilacs_desktop.services.comments import comments
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.report import outline, writing
from ilacs_desktop.services.versions import versions
from ilacs_desktop.ui.pages.report.page import PAST, VERSIONS, ReportPage

AREA = "help-and-protection"
FIRST, SECOND = "Children are seen quickly. Plans drift.", "Leaders know their services."


@pytest.fixture
def work(laptop, editions, clock):
    """A short inspection with two paragraphs, the first on a finding with a note."""
    laptop.clock = clock
    made = laptop.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    ids = [writing.add_paragraph(made, AREA, text=text).made for text in (FIRST, SECOND)]
    note = evidence.add(made, text="Seen the same day.", area=AREA).made
    finding = findings.make(made, [note], "strength", text="Children are seen.", area=AREA).made
    writing.link_finding(made, ids[0], finding)
    yield made
    made.close()


@pytest.fixture
def page(desk, put_up):
    made = put_up(ReportPage(desk))
    made.outline.choose(AREA)
    made.writer.focus_first()
    return made


@pytest.fixture
def calm(qtbot, page, desk):
    def wait():
        for block in page.writer.blocks.blocks:
            block.flush()
        qtbot.waitUntil(lambda: desk.runner.idle)
        qtbot.waitUntil(lambda: not page._pause.isActive() and desk.runner.idle)

    return wait


def ids(desk):
    return [one.id for one in desk.snapshot.all(Paragraph)]


def texts(desk):
    written = outline.outline(desk.snapshot, desk.edition, date(2026, 7, 20))
    return [item.text for item in written.section(AREA).items]


def press(qtbot, widget, key, held=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, held)


def test_one_key_goes_from_paragraph_to_finding_to_note_and_one_key_back(page, calm, qtbot):
    calm()
    edit = page.writer.blocks.blocks[0].edit
    beside = page.tools.beside
    beside.go_down()
    assert beside.pane.key == "evidence"
    assert beside.evidence.list.current_key().startswith("finding:")
    beside.go_down()
    assert beside.evidence.list.current_key().startswith("note:")
    beside.go_up()
    assert beside.evidence.list.current_key().startswith("finding:")
    beside.go_up()
    qtbot.waitUntil(edit.hasFocus)


def test_the_sentence_at_the_cursor_is_tied_and_the_other_rests_on_nothing(page, desk, calm):
    calm()
    page.writer.select(page.writer.current, 2, 2)
    page.tools.beside.tie()
    calm()
    (link,) = [one for one in desk.snapshot.all(Link) if one.relation == "finding_paragraph"]
    assert link.detail == "Children are seen quickly."
    told = [words for _, words in page.writer.blocks.blocks[0]._told]
    assert "1 sentence on nothing" in told
    page.tools.beside.evidence.tie_sentence()
    calm()
    assert desk.snapshot.get(Link, link.id).detail == ""


def test_a_comment_on_selected_words_names_its_reader_and_is_answered(page, desk, calm):
    calm()
    page.writer.select(page.writer.current, 0, 8)
    page.tools.beside.begin_comment()
    panel = page.tools.beside.comments
    panel.by.set_text("Q. Reader")
    panel.new.insertPlainText("How many?")
    panel.add_it.click()
    calm()
    (one,) = desk.snapshot.all(Comment)
    assert (one.quote, one.by, one.text) == ("Children", "Q. Reader", "How many?")
    assert page.tools.beside.pane.switch.findChild(object, "view_comments").text() == "Comments 1"
    panel.answer.insertPlainText("All of them.")
    panel.send.click()
    calm()
    assert desk.snapshot.get(Comment, one.id).state == "answered"
    panel.only_open.click()
    assert panel.list.current_key() is None


def test_find_goes_to_each_place_and_replaces_all_in_one_step(page, desk, calm):
    calm()
    page.run_command("find-here")
    bar = page.tools.find
    bar.words.setText("are")
    bar.whole.setChecked(True)
    bar._look()
    bar.go_next()
    assert page.writer.blocks.block(ids(desk)[0]).edit.textCursor().selectedText() == "are"
    bar.put.setText("were")
    bar.all.click()
    calm()
    assert texts(desk)[0] == "Children were seen quickly. Plans drift."


def test_leaving_the_bar_gives_the_keys_back_to_the_paragraph_that_was_found(
    page, desk, calm, qtbot
):
    calm()
    page.run_command("find-here")
    page.tools.find.words.setText("Leaders")
    page.tools.find._look()
    page.tools.find.go_next()
    press(qtbot, page.tools.find.words, Qt.Key.Key_Escape)
    assert page.writer.current == ids(desk)[1]
    assert page.writer.blocks.blocks[1].edit.hasFocus()


def test_a_cross_reference_goes_in_by_number_and_out_with_one_key(page, desk, calm, qtbot):
    calm()
    edit = page.writer.blocks.blocks[0].edit
    edit.put_cursor(at_end=True)
    page.tools.refer()
    asked = page.tools.asked
    asked.field.setText("2")
    asked._narrow()
    asked._on_return()
    calm()
    assert texts(desk)[0].startswith(f"{FIRST} paragraph [¶")
    written = outline.outline(desk.snapshot, desk.edition, date(2026, 7, 20))
    assert written.item(ids(desk)[0]).printed == f"{FIRST} paragraph 2"
    page.tools.beside.pane.put("evidence")
    page.tools.beside._show_evidence()
    said = page.tools.beside.evidence._sentence.text()
    assert "paragraph 2" in said
    assert "[¶" not in said
    press(qtbot, edit, Qt.Key.Key_Backspace)
    calm()
    assert texts(desk)[0] == f"{FIRST} paragraph "


def test_the_list_of_paragraphs_stays_on_the_screen(page, calm):
    calm()
    page.tools.refer()
    asked, ground = page.tools.asked, page.screen().availableGeometry()
    at = QRect(ground.right() - 5, ground.bottom() - 30, 1, 20)
    asked.show_at(at)
    assert ground.contains(asked.geometry())
    assert not asked.geometry().intersects(at)
    asked.close()


def test_versions_are_kept_compared_and_taken_back_in_their_view(page, desk, calm):
    calm()
    page.set_view(VERSIONS)
    view = page._views.view(VERSIONS)
    view.name.set_text("Draft 1")
    view.keep.click()
    calm()
    first = ids(desk)[0]
    desk.do(lambda: writing.write_text(desk.work, first, "Children are seen late. Plans drift."))
    calm()
    assert view.paragraphs.current_key() == first
    shown = view.words.toPlainText()
    assert "[−quickly−]" in shown
    assert "[+late+]" in shown
    view.restore.click()
    calm()
    assert texts(desk)[0] == FIRST


def test_a_moment_is_read_and_nothing_in_it_can_be_edited(page, desk, calm, qtbot, clock):
    clock.at += timedelta(hours=1)
    desk.do(lambda: writing.write_text(desk.work, ids(desk)[1], "Written an hour later."))
    calm()
    page.set_view(PAST)
    view = page._views.view(PAST)
    qtbot.waitUntil(lambda: FIRST in view.draft.toPlainText())
    assert view.draft.isReadOnly()
    assert "to read, not to edit" in view._told.text()
    assert len(view._findings.rows) == 1
    assert "Written an hour later." in view.draft.toPlainText()
    view.earlier.click()
    calm()
    assert view._at < view._moments[0].at
    qtbot.waitUntil(lambda: "Written an hour later." not in view.draft.toPlainText())


def test_yesterday_is_the_inspections_and_the_hour_is_the_writers(page, desk, calm, clock, qtbot):
    begun = clock.at
    clock.at = begun + timedelta(days=1)
    desk.do(lambda: writing.write_text(desk.work, ids(desk)[1], "Written a day later."))
    calm()
    page.set_view(PAST)
    view = page._views.view(PAST)
    qtbot.waitUntil(lambda: "Written a day later." in view.draft.toPlainText())
    view.moment.date._line.setFocus()
    view.moment.date._line.selectAll()
    qtbot.keyClicks(view.moment.date._line, "yesterday")
    qtbot.keyClick(view.moment.date._line, Qt.Key.Key_Return)
    calm()
    qtbot.waitUntil(lambda: "Written a day later." not in view.draft.toPlainText())
    assert view._at == begun.replace(second=59)
    assert view._told.text().startswith("△ As it stood on Wednesday 8 July 2026, 14:02:")


def test_a_comment_is_gone_to_from_elsewhere(page, desk, calm):
    calm()
    second = ids(desk)[1]
    made = []
    desk.do(
        lambda: comments.add(desk.work, second, "Who?"), lambda changes: made.append(changes.made)
    )
    calm()
    assert page.show_record("comment", made[0])
    assert page.writer.current == second
    assert versions.rows(desk.work) == ()
