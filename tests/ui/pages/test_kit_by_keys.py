"""A whole KIT meeting by keyboard alone, counting the keys beyond the words themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ilacs_desktop.domain.records import Finding, KitItem, KitMeeting
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.kit import kit
from ilacs_desktop.ui.pages.kit.page import KitPage

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keys:
    """Presses keys wherever the focus is, as a person does, and counts those that are no words."""

    def __init__(self, page, settled):
        self.page, self.settled, self.count = page, settled, 0

    def press(self, key, modifiers=NONE, times=1):
        for _ in range(times):
            target = QApplication.focusWidget() or self.page
            QTest.keyClick(target, key, modifiers)
            self.settled()
            self.count += 1

    def type(self, words):
        QTest.keyClicks(QApplication.focusWidget(), words)


@pytest.fixture
def page(desk, put_up, qtbot):
    work = desk.work
    first = kit.plan(work, "2026-07-07", start="16:00").made
    kit.set_attended(work, first, ["DCS", "Link officer", "Lead inspector"])
    kit.hold(work, first)
    kit.give(work, first)
    for at in range(6):
        note = evidence.add(work, f"n{at}", stance="concern", source="record").made
        findings.make(work, [note], "area-for-improvement", text=f"Concern {at}")
    kit.plan(work, "2026-07-08", start="16:00", place="County Hall")
    page = put_up(KitPage(desk))
    with qtbot.waitActive(page):
        page.activateWindow()
    page.first_focus().setFocus()
    return page


@pytest.fixture
def keys(page, settled):
    return Keys(page, settled)


def test_a_whole_meeting_takes_few_keys(page, desk, keys, prompts, qtbot, settled, clock):
    keys.press(Qt.Key.Key_B, CTRL)
    assert QApplication.focusWidget() is page.meeting.attended.same
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, times=6)
    items = kit.items_of(desk.work, page.meetings.current())
    assert [one.text for one in items] == [f"Concern {at}" for at in range(6)]
    keys.press(Qt.Key.Key_Down, CTRL)
    keys.press(Qt.Key.Key_2, CTRL)
    keys.type("Two of three")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.press(Qt.Key.Key_4, CTRL, times=5)
    for what, who in (("Send the audit", "DCS"), ("Send the list", "Link officer")):
        keys.press(Qt.Key.Key_K, CTRL | SHIFT)
        keys.type(what)
        keys.press(Qt.Key.Key_Tab)
        keys.type(who)
    clock.at = clock.at.replace(hour=16, minute=30)
    keys.press(Qt.Key.Key_B, CTRL)
    assert QApplication.focusWidget() is page.meeting.give
    keys.press(Qt.Key.Key_Space)
    meeting = desk.snapshot.get(KitMeeting, page.meetings.current())
    assert meeting.attended == ("DCS", "Link officer", "Lead inspector")
    assert (meeting.start, meeting.end) == ("14:02", "16:30")
    assert meeting.given_at
    held = kit.items_of(desk.work, meeting.id)
    answers = [one.response_kind for one in held if one.kind == "concern"]
    assert answers == ["disputed", *["none_offered"] * 5]
    assert held[0].response == "Two of three"
    assert [(one.text, one.owner, one.due) for one in held if one.kind == "action"] == [
        ("Send the audit", "DCS", "2026-07-09"),
        ("Send the list", "Link officer", "2026-07-09"),
    ]
    assert {one.state for one in desk.snapshot.all(Finding)} == {"put_to_la"}
    assert keys.count <= 22


def test_one_key_takes_every_line_and_a_second_says_so(page, desk, keys):
    keys.press(Qt.Key.Key_B, CTRL)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(kit.items_of(desk.work, page.meetings.current())) == 6
    keys.press(Qt.Key.Key_Return, CTRL)
    assert "one already" in page.agenda._told.text()


def test_take_with_nothing_chosen_says_so(page, qtbot):
    page.agenda.take.setFocus()
    qtbot.keyClick(page.agenda.take, Qt.Key.Key_Space)
    assert "Nothing is chosen" in page.agenda._told.text()
    assert page.agenda._told.isVisibleTo(page)


def test_points_are_walked_up_and_down(page, keys):
    page.agenda.take_all.click()
    keys.settled()
    first, second, *_ = page.meeting.points._in_order()
    keys.press(Qt.Key.Key_Down, CTRL)
    assert first.text.hasFocus()
    keys.press(Qt.Key.Key_Down, CTRL)
    assert second.text.hasFocus()
    keys.press(Qt.Key.Key_Up, CTRL)
    assert first.text.hasFocus()


def test_the_time_is_stamped_on_a_line_of_its_own(page, keys):
    page.meeting.minutes.setFocus()
    keys.press(Qt.Key.Key_F5)
    keys.type("DCS opens")
    keys.press(Qt.Key.Key_F5)
    assert page.meeting.minutes.text() == "14:02 DCS opens\n14:02 "


def test_the_keys_of_a_meeting_lead_to_it_from_elsewhere_on_the_page(page, keys):
    page.meeting.points.setFocus()
    keys.press(Qt.Key.Key_F5)
    assert page.meeting.minutes.hasFocus()
    keys.type("One")
    page._set_view("requests")
    page.requests.list.setFocus()
    keys.press(Qt.Key.Key_F5)
    keys.type("Two")
    assert page.meeting.minutes.text() == "14:02 One\n14:02 Two"
    page.meeting.show_part("private")
    page.meeting.private.setFocus()
    keys.press(Qt.Key.Key_F5)
    assert page.meeting.private.text() == ""
    assert page.meeting.part.current == "private"


def test_grade_words_are_flagged_in_the_margin_of_both_notes(page, keys):
    view = page.meeting
    for part, field in (("note", view.minutes), ("private", view.private)):
        view.show_part(part)
        field.setFocus()
        keys.type("This is inadequate")
        assert "reads like a grade" in field.accessibleDescription()
        (mark,) = field.extraSelections()
        assert mark.cursor.selectedText() == "inadequate"
        field.selectAll()
        keys.type("Plans are clear")
        assert field.extraSelections() == []
        assert field.accessibleDescription() == ""


def test_the_private_note_is_never_on_the_screen_with_the_other(page, keys):
    view = page.meeting
    view.show_part("private")
    assert view.private.isVisibleTo(page)
    assert not view.minutes.isVisibleTo(page)
    page.meetings.step(-1)
    assert not view.private.isVisibleTo(page)
    asked = []
    page.papers.ask = lambda document, item: asked.append((document, item))
    view.export.click()
    view.show_part("private")
    view.export.click()
    assert asked == [
        ("kit-notes", page.meetings.current()),
        ("kit-private", page.meetings.current()),
    ]


def test_actions_carried_forward_are_closed_where_they_come_up(page, desk, keys):
    first = kit.meetings(desk.work)[0].id
    kit.withdraw(desk.work, first, "To add an action")
    action = kit.add_item(desk.work, first, "action", "Send the audit").made
    page.refresh(None)
    row = page.meeting.points.rows[action]
    assert row.text.isReadOnly()
    assert "from KIT 1" in row.text.accessibleName()
    row._close.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert desk.snapshot.get(KitItem, action).state == "closed"
    assert action not in page.meeting.points.rows


def test_a_new_action_goes_to_the_meeting_that_goes_on(page, desk, keys):
    page._set_view("actions")
    page.run_command("new-record")
    keys.settled()
    assert page.switch.current == "meetings"
    keys.type("Send the list")
    page.flush()
    keys.settled()
    (action,) = [one for one in desk.snapshot.all(KitItem) if one.kind == "action"]
    assert (action.text, action.meeting) == ("Send the list", page.meetings.current())
