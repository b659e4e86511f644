from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ilacs_desktop.domain.records import Activity, Evidence
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.cases.referrals import Raise
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.plan import enquiries, plan
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.today import evening
from ilacs_desktop.ui.pages.team.page import TeamPage


@pytest.fixture
def page(desk, put_up, clock):
    clock.at = clock.at.replace(hour=18)
    return put_up(TeamPage(desk))


def _rows(panel):
    return [panel.model.sentence(row) for row in range(panel.model.rowCount())]


@pytest.mark.parametrize(("hour", "view"), [(14, "changes"), (18, "digest")])
def test_the_evening_begins_with_the_digest(desk, put_up, clock, hour, view):
    clock.at = clock.at.replace(hour=hour)
    assert put_up(TeamPage(desk)).view == view


def test_the_day_writes_itself_by_area(page, desk, work, settled):
    made = {}
    desk.do(
        lambda: findings.make(work, [], "strength", area="in-care", text="Visits are regular"),
        lambda changes: made.update(finding=changes.made),
    )
    desk.do(lambda: referrals.raise_concern(work, Raise("Not seen", level="immediate-risk")))
    desk.do(
        lambda: enquiries.add_line(work, "Are reviews held?"),
        lambda changes: made.update(line=changes.made),
    )
    settled()
    desk.do(lambda: enquiries.close_line(work, made["line"], "Yes, within their time."))
    settled()
    view = page.digest
    assert view._title.text() == "Wednesday 8 July 2026"
    (row,) = _rows(view.areas["in-care"])
    assert row == "New, What: Visits are regular, nothing for it yet, strength"
    assert "immediate risk" in _rows(view.referrals)[0]
    assert "Yes, within their time." in _rows(view.closed)[0]
    assert "Thursday 9 July" in view.plan.accessibleName()
    assert not view.areas["care-leavers"].isVisible()


def test_a_line_opens_with_enter(page, desk, work, settled, qtbot):
    made = []
    desk.do(
        lambda: findings.make(work, [], "strength", area="in-care", text="Visits are regular"),
        lambda changes: made.append(changes.made),
    )
    settled()
    table = page.digest.areas["in-care"].table
    table.setFocus()
    table.setCurrentIndex(page.digest.areas["in-care"].model.index(0, 0))
    with qtbot.waitSignal(desk.asked_for) as asked:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == ["finding", made[0]]


def test_the_lead_notes_the_evening_meeting(page, work, settled):
    field = page.digest.evening.note
    assert page.first_focus() is field
    field.setFocus()
    QTest.keyClicks(field, "Two children to see again")
    field.flush()
    settled()
    held = evening.meeting(work, page.digest.day)
    assert held.note == "Two children to see again"
    assert field.text() == "Two children to see again"


def test_others_read_the_note_and_do_not_write_it(page, work, settled):
    work.me = replace(work.me, person="somebody else")
    page.refresh(None)
    settled()
    view = page.digest.evening
    assert not view.note.isVisible()
    assert not view.begin.isVisible()
    assert "noted nothing yet" in view.read.text()


def test_a_day_without_a_meeting_gets_one_by_one_key(page, work, settled):
    for one in work.snapshot.all(Activity):
        if one.kind in ("team_meeting", "team-meeting"):
            plan.remove_activity(work, one.id)
    page.refresh(None)
    settled()
    view = page.digest.evening
    assert not view.note.isVisible()
    view.begin.setFocus()
    QTest.keyClick(view.begin, Qt.Key.Key_Space)
    settled()
    assert QApplication.focusWidget() is view.note


def test_other_days_are_a_step_away_and_an_empty_one_says_so(page, desk, work, settled):
    desk.do(lambda: editing.create(work, Evidence, "Add", text="Panel late"))
    settled()
    assert not page.digest._none.isVisible()
    QTest.mouseClick(page.digest.before, Qt.MouseButton.LeftButton)
    settled()
    assert page.digest._title.text() == "Tuesday 7 July 2026"
    assert page.digest._none.isVisible()
    QTest.mouseClick(page.digest.after, Qt.MouseButton.LeftButton)
    settled()
    assert page.digest._title.text() == "Wednesday 8 July 2026"


def test_the_digest_is_exported_from_its_page(page, prompts, settled, tmp_path):
    prompts.save_path = tmp_path / "digest.pdf"
    QTest.mouseClick(page.digest.export, Qt.MouseButton.LeftButton)
    settled()
    settled()
    assert prompts.save_path.read_bytes().startswith(b"%PDF")


def test_it_reads_well_and_nothing_is_cut(
    page, desk, work, settled, dressed, accessible_audit, cut_audit
):
    for at in range(14):
        desk.do(lambda at=at: editing.create(work, Evidence, "Add", text=f"{at} word " * 20))
    settled()
    assert page.digest.areas[""].model.rowCount() == 10
    accessible_audit(page)
    cut_audit(page)
    dressed("dark", 2.0)
    page.resize(1000, 700)
    cut_audit(page)
