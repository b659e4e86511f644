"""The mid-point summary and the final feedback on the KIT page; and what a request led to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ilacs_desktop.domain.records import KitMeeting, Request, SeenDocument
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.kit import kit, requests, spoken
from ilacs_desktop.ui.pages.kit.page import KitPage


@pytest.fixture
def area(work):
    return work.edition.areas_in_body_order()[0].key


@pytest.fixture
def page(desk, work, area, put_up):
    findings.make(work, [], "strength", text="Plans are clear", area=area)
    findings.make(work, [], "strength", text="Visits are kept", area=area)
    findings.make(work, [], "area-for-improvement", text="Audits are thin", area=area)
    page = put_up(KitPage(desk))
    page._set_view("mid_point")
    return page


@pytest.fixture
def view(page, settled):
    page.run_command("new-record")
    settled()
    return page.spoken("mid_point")


def in_order(desk):
    found = spoken.spoken(desk.work, "mid_point")
    return [one.text for one in found.points]


def test_it_is_read_before_it_is_begun(page, desk):
    view = page.spoken("mid_point")
    assert view._stack.currentWidget() is view.text
    read = view.text.toPlainText()
    assert read.index("Plans are clear") < read.index("Audits are thin")
    assert "without a grade" in view._told.text()
    assert desk.snapshot.all(KitMeeting) == ()


def test_the_new_key_begins_it_with_the_cursor_in_its_first_words(view, desk, qtbot, settled):
    assert view.opening.hasFocus()
    view.opening.selectAll()
    qtbot.keyClicks(view.opening, "Good morning")
    view._bindings.flush()
    settled()
    assert spoken.spoken(desk.work, "mid_point").opening == "Good morning"


def test_points_are_moved_left_out_and_brought_in(page, view, desk, qtbot, settled):
    rows = list(view._rows.values())
    rows[0].text.setFocus()
    page.run_command("next-record")
    settled()
    assert in_order(desk) == ["Visits are kept", "Plans are clear", "Audits are thin"]
    assert QApplication.focusWidget() is rows[0].text
    qtbot.keyClick(view.leave, Qt.Key.Key_Space)
    settled()
    assert rows[2].text.hasFocus()
    assert in_order(desk) == ["Visits are kept", "Audits are thin"]
    assert view.left_out.isVisibleTo(page)
    view.left_out.setFocus()
    view.left_out.choose(view.left_out.rows[0].key)
    qtbot.keyClick(view.left_out, Qt.Key.Key_Return)
    settled()
    assert in_order(desk) == ["Visits are kept", "Plans are clear", "Audits are thin"]


def test_a_long_script_is_made_bit_by_bit_and_whole(page, desk, area, qtbot, settled):
    for at in range(30):
        findings.make(desk.work, [], "strength", text=f"Strength {at}", area=area)
    page.run_command("new-record")
    settled()
    view = page.spoken("mid_point")
    qtbot.waitUntil(lambda: not view._waiting)
    assert [view._rows[one.record].text.text() for one in view._spoken.points] == in_order(desk)
    assert len(in_order(desk)) == 33
    assert all(row.text.isVisibleTo(view) for row in view._rows.values())


def test_a_grade_word_is_flagged_and_reading_aloud_shows_what_was_typed(view, qtbot, settled):
    row = next(iter(view._rows.values()))
    row.text.selectAll()
    qtbot.keyClicks(row.text, "This is outstanding")
    assert "reads like a grade" in row.text.accessibleDescription()
    row.text.flush()
    settled()
    view.read.click()
    settled()
    assert "This is outstanding" in view.text.toPlainText()
    assert view.text.hasFocus()
    qtbot.keyClick(view.text, Qt.Key.Key_Space)
    view._on_escape()
    assert view._stack.currentWidget() is view._edit


def test_grades_are_said_at_the_feedback_only_where_the_lead_ticks_it(
    page, desk, area, qtbot, settled
):
    page._set_view("feedback")
    view = page.spoken("feedback")
    assert not view.grades.isVisibleTo(page)
    judgements.open_meeting(desk.work, "2026-07-10T09:00", [desk.work.me.person])
    judgements.choose_grade(desk.work, area, "good")
    page.run_command("new-record")
    settled()
    page.refresh(None)
    assert view.grades.isVisibleTo(page)
    row = next(iter(view._rows.values()))
    qtbot.keyClicks(row.text, "Inadequate ")
    row.text.flush()
    settled()
    assert row.text.accessibleDescription()
    view.grades.setFocus()
    qtbot.keyClick(view.grades, Qt.Key.Key_Space)
    settled()
    assert spoken.says_grades(desk.work)
    assert row.text.accessibleDescription() == ""
    assert "Provisionally: Good" in view.text.toPlainText()


def test_what_was_said_is_closed_and_withdrawn_with_a_reason(
    page, view, desk, prompts, qtbot, settled
):
    view.give.click()
    settled()
    assert len(prompts.asked) == 1
    assert view.opening.isReadOnly()
    assert all(row.text.isReadOnly() for row in view._rows.values())
    view.withdraw.click()
    qtbot.keyClicks(view.reason, "A wrong figure")
    qtbot.keyClick(view.reason, Qt.Key.Key_Return)
    settled()
    assert not view.opening.isReadOnly()
    assert page.switch.current == "mid_point"
    assert kit.meetings(desk.work) == ()


def test_a_search_hit_leads_to_the_summary_and_the_papers_are_asked_for(page, view, desk):
    record = spoken.record_of(desk.work, "mid_point").id
    page._set_view("meetings")
    assert page.show_record("kit_meeting", record)
    assert page.switch.current == "mid_point"
    asked = []
    page.papers.ask = lambda document, item: asked.append((document, item))
    view.export.click()
    page._set_view("feedback")
    page.spoken("feedback").export.click()
    page._set_view("requests")
    page.requests.export_asked.emit("requests")
    assert asked == [("mid-point", ""), ("feedback", ""), ("requests", "")]


# -- requests --------------------------------------------------------------------------------------


def test_after_logging_the_new_row_has_the_focus(page, desk, qtbot, settled):
    page._set_view("requests")
    page.run_command("new-record")
    what = page.requests.form.fields.what
    assert what.hasFocus()
    qtbot.keyClicks(what, "Audits")
    qtbot.keyClick(what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page.requests.list.hasFocus()
    (made,) = desk.snapshot.all(Request)
    assert page.requests.list.current_key() == made.id


def test_what_came_is_registered_read_and_followed(page, desk, qtbot, settled):
    made = requests.make(desk.work, "Audits").made
    page.show_record("request", made)
    card = page.requests.card
    assert not card._used.isVisibleTo(page)
    card.register.setFocus()
    qtbot.keyClick(card.register, Qt.Key.Key_Space)
    settled()
    (document,) = desk.snapshot.all(SeenDocument)
    assert document.request == made
    assert [one.text for one in card.uses.rows] == ["Document A1: Audits"]
    card.read.setFocus()
    qtbot.keyClick(card.read, Qt.Key.Key_Space)
    settled()
    assert desk.snapshot.get(Request, made).read_by == (desk.work.me.person,)
    qtbot.keyClick(card.read, Qt.Key.Key_Space)
    settled()
    assert desk.snapshot.get(Request, made).read_by == ()
    shown = []
    desk.asked_for.connect(lambda kind, record: shown.append((kind, record)))
    card.uses.row_opened.emit(document.id)
    assert shown == [("seen_document", document.id)]


def test_how_much_was_asked_is_said_while_asking_and_forbids_nothing(page, desk, qtbot, settled):
    requests.make(desk.work, "Audits", due="2026-07-06")
    page._set_view("requests")
    page.run_command("new-record")
    form = page.requests.form
    assert "late already" in form._burden.text()
    assert "late already" in page.requests._asked.text()
    assert form._make.isEnabled()
