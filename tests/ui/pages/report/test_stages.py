"""The stages after fieldwork and the LA's comments, by keys."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ilacs_desktop.domain.records import LaComment
from ilacs_desktop.services.stages import la_comments, stages
from ilacs_desktop.ui.pages.report.stages.comments import LaCommentsView
from ilacs_desktop.ui.pages.report.stages.view import StagesView

TABLE = "No.\tParagraph\tPoint\tEvidence\n1\tpage 2\tIt is weekly.\tMinutes\n2\t\tIt is 14.\t"


def line(work, key):
    return next(one for one in stages.lines(work) if one.key == key)


@pytest.fixture
def shown(put_up, desk):
    """Show a view of the Report page as a page."""

    def show(view):
        view.refresh = view.show_changes
        return put_up(view)

    return show


@pytest.fixture
def view(shown, desk, clock):
    clock.at = datetime(2026, 7, 27, 12, tzinfo=timezone(timedelta(hours=1)))
    return shown(StagesView(desk))


def test_a_stage_is_done_by_one_key(view, desk, settled):
    assert view._now.text() == "Drafting"
    assert "Late: Draft written" in view._told.text()
    assert view.table.current_key() == "draft"
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_D)
    settled()
    assert line(desk.work, "draft").done == date(2026, 7, 27)
    assert view._now.text() == "Quality assurance"
    view.card.back.click()
    settled()
    assert line(desk.work, "draft").done is None


def test_a_day_of_its_own_wants_a_reason(view, desk, settled):
    view.card.due.set_date(date(2026, 8, 3))
    view.card.set_due.click()
    assert line(desk.work, "draft").due == date(2026, 7, 24)
    view.card.reason.setText("The QA reader is away")
    view.card.set_due.click()
    settled()
    assert line(desk.work, "draft").due == date(2026, 8, 3)
    assert "usually" in view.model.face(0, 1).second
    view.card.usual.click()
    settled()
    assert line(desk.work, "draft").due == date(2026, 7, 24)


def test_on_hold_and_on_again(view, desk, clock, settled):
    view.hold.put.click()
    assert not stages.hold(desk.work).is_on
    view.hold.note.setText("A complaint about the visit")
    view.hold.put.click()
    settled()
    assert view._now.text() == "On hold"
    clock.at += timedelta(days=7)
    view.show_changes(None)
    assert view.hold.shift_days.isVisible()
    view.hold.lift.click()
    settled()
    assert line(desk.work, "draft").due == date(2026, 7, 31)


@pytest.fixture
def comments(shown, desk):
    return shown(LaCommentsView(desk))


def test_the_las_table_is_pasted_decided_and_answered(comments, desk, settled, qtbot):
    data = QMimeData()
    data.setText(TABLE)
    QGuiApplication.clipboard().setMimeData(data)
    comments.sort.setFocus()
    comments.paste()
    settled()
    assert [row.number for row in comments.model.rows] == ["1", "2"]
    assert comments._count.text() == "2, 2 to answer"
    comments.list.setFocus()
    QTest.keyClick(comments.list, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settled()
    first = comments.model.rows[0]
    assert (first.decision, first.lacks) == ("in_part", "Say what was changed")
    QTest.keyClicks(comments.form.change, "weekly for monthly")
    QTest.keyClicks(comments.form.answer, "Thank you.")
    comments.form.answer.flush()
    comments.form.change.flush()
    settled()
    assert la_comments.answered(desk.work) == (1, 2)
    with qtbot.waitSignal(comments.export_asked):
        comments._answers.click()


def test_conduct_stands_in_a_table_of_its_own(comments, desk, settled):
    comments.add()
    settled()
    assert comments.form.place.hasFocus()
    comments.form.other_table.click()
    settled()
    assert not comments.model.rows
    (held,) = desk.snapshot.all(LaComment)
    assert held.number == "P1"
    assert comments.choose(held.id)
    assert not comments.form.decision.isVisible()
    comments.delete()
    settled()
    assert not desk.snapshot.all(LaComment)
