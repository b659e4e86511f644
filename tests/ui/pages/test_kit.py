"""The KIT page: meetings, an agenda that is taken line by line, requests, actions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.domain.records import Finding, KitItem, KitMeeting, Request
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.ui.pages.kit.page import KitPage


@pytest.fixture
def meeting(work):
    return kit.plan(work, "2026-07-08", start="16:00", place="County Hall").made


@pytest.fixture
def drift(work):
    note = evidence.add(work, "x", stance="concern", source="record").made
    return findings.make(work, [note], "area-for-improvement", text="Plans drift").made


@pytest.fixture
def page(desk, meeting, drift, put_up):
    return put_up(KitPage(desk))


def points(page):
    return list(page.meeting.points.rows.values())


def test_an_empty_page_plans_the_timetable_in_one_step(desk, put_up, settled):
    page = put_up(KitPage(desk))
    assert page.meetings._stack.currentWidget() is page.meetings._first
    page.meetings._first.acted.emit()
    settled()
    assert len(desk.snapshot.all(KitMeeting)) == len(kit.meetings(desk.work)) > 1
    assert page.meetings.current()


def test_the_agenda_line_becomes_a_point_and_is_marked_taken(page, desk, settled, drift):
    listed = page.agenda.lists["concerns"]
    assert [row.text for row in listed.rows] == ["Plans drift"]
    listed.record_opened.emit(listed.rows[0].key)
    settled()
    (row,) = points(page)
    assert row.text.text() == "Plans drift"
    assert listed.rows[0].chip.kind == "done"
    listed.record_opened.emit(listed.rows[0].key)
    settled()
    assert len(points(page)) == 1
    assert row._about.text() == "Open the finding"


def test_take_chosen_takes_the_line_that_had_the_focus(page, desk, settled):
    page.agenda._on_take()
    settled()
    assert points(page) == []
    page.agenda.lists["concerns"].entered.emit()
    page.agenda.take.click()
    settled()
    assert len(points(page)) == 1


def test_take_all(page, desk, settled):
    requests.make(desk.work, "Audits")
    page.refresh(None)
    page.agenda.take_all.click()
    settled()
    assert [one.kind for one in kit.items_of(desk.work, page.meetings.current())] == [
        "concern",
        "request",
    ]
    assert not page.agenda.take_all.isEnabled()


def test_an_answer_puts_the_finding_to_the_la(page, desk, settled, drift):
    page.agenda.take_all.click()
    settled()
    (row,) = points(page)
    assert not row._answers.isVisibleTo(page)
    row.kind.key_chosen.emit("none_offered")
    settled()
    assert not row._answers.isVisibleTo(page)
    assert desk.snapshot.get(Finding, drift).state == "put_to_la"


def test_points_are_typed_and_kept_apart(page, desk, qtbot, settled):
    page.meeting.points.add_kind.set_key("practical")
    page.meeting.points._add.click()
    settled()
    (row,) = points(page)
    assert row.text.hasFocus()
    qtbot.keyClicks(row.text, "Room 4")
    page.meeting.points.add_kind.set_key("action")
    page.meeting.points._add.click()
    settled()
    first, second = points(page)
    assert first is row
    qtbot.keyClicks(second.owner, "DCS")
    page.flush()
    settled()
    held = {one.kind: one for one in desk.snapshot.all(KitItem)}
    assert held["practical"].text == "Room 4"
    assert held["action"].owner == "DCS"
    row._remove.click()
    settled()
    assert list(page.meeting.points.rows) == [held["action"].id]


def test_a_note_is_held_given_locked_and_withdrawn(page, desk, prompts, qtbot, settled, meeting):
    view = page.meeting
    assert not view.give.isVisibleTo(page)
    view.clock.click()
    settled()
    assert view.clock.text() == "End no&w"
    qtbot.keyClicks(view.minutes, "Candid")
    view.give.click()
    settled()
    assert len(prompts.asked) == 1
    assert desk.snapshot.get(KitMeeting, meeting).minutes == "Candid"
    assert view.minutes.isReadOnly()
    assert not view.private.isReadOnly()
    assert not view._facts.isEnabled()
    assert view.note.correction.isVisibleTo(page)
    qtbot.keyClicks(view.note.correction, "Two, not three")
    view.flush()
    settled()
    assert desk.snapshot.get(KitMeeting, meeting).la_correction == "Two, not three"
    view.withdraw.click()
    qtbot.keyClicks(view.reason, "Wrong figure")
    qtbot.keyClick(view.reason, Qt.Key.Key_Return)
    settled()
    assert desk.snapshot.get(KitMeeting, meeting).given_at == ""
    assert not view.minutes.isReadOnly()


def test_who_attended_is_a_list_of_roles(page, desk, qtbot, settled, meeting):
    attended = page.meeting.attended
    attended.ticks.focusProxy().setFocus()
    qtbot.keyClick(attended.ticks.focusProxy(), Qt.Key.Key_Space)
    settled()
    assert desk.snapshot.get(KitMeeting, meeting).attended == ("DCS",)
    attended.others.setFocus()
    qtbot.keyClicks(attended.others, "Nurse, , clerk ")
    qtbot.keyClick(attended.others, Qt.Key.Key_Return)
    settled()
    assert desk.snapshot.get(KitMeeting, meeting).attended == ("DCS", "Nurse", "clerk")


def test_a_request_is_logged_with_a_warning_of_what_is_held(page, desk, qtbot, settled):
    page._set_view("requests")
    page.run_command("new-record")
    form = page.requests.form
    assert form.fields.what.hasFocus()
    qtbot.keyClicks(form.fields.what, "Latest child protection plans")
    assert "Annex A, list 7" in form.fields.alike.text()
    form.fields.annex.set_key("partly")
    qtbot.keyClick(form.fields.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    (made,) = desk.snapshot.all(Request)
    assert (made.number, made.in_annex_a, made.due) == ("A1", "partly", "2026-07-09")
    assert page.requests.card._title.text() == "Request A1"
    page.requests.card.receive.click()
    settled()
    assert page.requests.model.rows[0].is_unread
    page.requests.card.read.click()
    settled()
    assert desk.snapshot.get(Request, made.id).read_by == (desk.work.me.person,)
    assert page.requests.card.read.isChecked()


def test_a_request_without_words_is_not_logged(page, desk, qtbot, settled):
    page._set_view("requests")
    page.requests.begin()
    page.requests.form.make()
    settled()
    assert desk.snapshot.all(Request) == ()
    qtbot.keyClick(page.requests.form.fields.what, Qt.Key.Key_Escape)
    assert page.requests._middle.key == "first"


def test_a_request_is_withdrawn_with_a_reason(page, desk, qtbot, settled):
    made = requests.make(desk.work, "Audits").made
    assert page.show_record("request", made)
    card = page.requests.card
    card.withdraw.click()
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    settled()
    assert desk.snapshot.get(Request, made).state == "open"
    qtbot.keyClicks(card.reason, "Annex A has it")
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    settled()
    assert desk.snapshot.get(Request, made).state == "withdrawn"
    card.reopen.click()
    settled()
    assert desk.snapshot.get(Request, made).state == "open"


def test_actions_are_closed_and_shown_on_their_meeting(page, desk, settled, meeting):
    action = kit.add_item(desk.work, meeting, "action", "Send the list", owner="DCS").made
    page.refresh(None)
    page._set_view("actions")
    view = page.actions_view
    assert view.table.current_key() == action
    view._close.click()
    settled()
    assert desk.snapshot.get(KitItem, action).state == "closed"
    assert view._close.text() == "Open again"
    view._open.click()
    assert page.switch.current == "meetings"
    assert page.meeting.points.rows[action].text.hasFocus()


def test_figures_and_neighbours(page, desk, settled, qtbot):
    counts = []
    page.count_changed.connect(counts.append)
    made = requests.make(desk.work, "Audits")
    page.refresh(made)
    assert counts[-1].number == 1
    page.plan()
    settled()
    assert len(desk.snapshot.all(KitMeeting)) == 2
    assert not page.show_record("finding", "x")
    page.run_command("next-record")
    page.run_command("last-record")


def test_every_field_has_a_name_and_nothing_is_cut(page, settled, accessible_audit, cut_audit):
    page.agenda.take_all.click()
    settled()
    for view in ("meetings", "requests", "actions", "mid_point", "feedback"):
        page._set_view(view)
        if view == "mid_point":
            page.spoken(view).begin()
            settled()
        accessible_audit(page)
        cut_audit(page)
    page._set_view("requests")
    page.requests.begin()
    accessible_audit(page)
    cut_audit(page)
