"""A new inspection: edition by day, scope where it is asked, nothing needed but three things."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.ui.entrance.new_inspection import NewInspectionView
from ilacs_desktop.ui.fields.values import (
    DayRules,
    EventChoice,
    GradeRows,
    InspectionWish,
    PreviousWords,
    ProfileWords,
)

RULES = DayRules(
    "ILACS 2026",
    (
        EventChoice("ilacs-2026/short", "Short inspection", "one week on site"),
        EventChoice(
            "ilacs-2026/focused",
            "Focused visit",
            asks_scope=True,
            topics=(("door", "Front door"), ("birth", "Pre-birth")),
        ),
        EventChoice("ilacs-2026/monitoring", "Monitoring visit", asks_number=True),
    ),
    "ilacs-2026/short",
    "suggested by the last outcome",
)
GRADES = GradeRows((("leaders", "Impact of leaders"),), (("good", "Good"), ("ri", "RI")))
DAY = date(2026, 7, 6)


@pytest.fixture
def view(qtbot, dressed):
    made = NewInspectionView()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.got = []
    made.submitted.connect(made.got.append)
    return made


def fill(view):
    view._ui.la_name.setText(" Exampleshire ")
    view._ui.fieldwork_start.set_date(DAY)
    view.show_rules(RULES)


def test_what_is_missing_is_said_in_turn(view):
    ui = view._ui
    ui.begin.click()
    assert "name" in view.banner.text()
    ui.la_name.setText("Exampleshire")
    ui.fieldwork_start.line.setText("soon")
    ui.begin.click()
    assert "soon is no date" in view.banner.text()
    ui.fieldwork_start.line.clear()
    ui.begin.click()
    assert "first day" in view.banner.text()
    ui.fieldwork_start.set_date(DAY)
    ui.begin.click()
    assert "event type" in view.banner.text()
    assert view.got == []


def test_the_day_is_told_and_brings_the_edition(view, qtbot):
    days = []
    view.day_given.connect(days.append)
    view._ui.fieldwork_start.line.setText("6 jul 2026")
    view._ui.fieldwork_start.flush()
    assert days == [DAY]
    view.show_rules(RULES)
    assert view._ui.event.key() == "ilacs-2026/short"
    assert (
        view._ui.edition.text() == "ILACS 2026 · one week on site · suggested by the last outcome"
    )


def test_a_chosen_event_is_not_taken_back_by_a_suggestion(view):
    fill(view)
    view._ui.event.set_key("ilacs-2026/focused")
    view.show_rules(RULES)
    assert view._ui.event.key() == "ilacs-2026/focused"


def test_the_least_is_enough(view):
    fill(view)
    view._ui.begin.click()
    assert view.got == [InspectionWish("Exampleshire", "ilacs-2026/short", DAY)]


def test_scope_and_number_are_asked_where_they_matter(view):
    fill(view)
    ui = view._ui
    assert not ui.scope_part.isVisible()
    ui.event.set_key("ilacs-2026/focused")
    view._on_event_chosen()
    assert ui.scope_part.isVisible()
    ui.scope_text.setPlainText("the front door")
    ui.topics.set_ticked(["door"])
    ui.begin.click()
    assert view.got[-1].scope == ("door",)
    assert view.got[-1].scope_text == "the front door"
    ui.event.set_key("ilacs-2026/monitoring")
    view._on_event_chosen()
    assert ui.number_part.isVisible()
    ui.visit_number.set_number(3)
    ui.begin.click()
    assert view.got[-1].visit_number == 3
    assert view.got[-1].scope == ()


def test_everything_known_goes_along(view):
    fill(view)
    view.show_grades(GRADES)
    ui = view._ui
    ui.dcs_name.setText("R. Example")
    ui.address.setPlainText("1 Hill Street\nSampleton")
    ui.previous_event.setText("Standard inspection")
    ui.previous_start.set_date(date(2022, 5, 9))
    ui.overall.set_key("good")
    view._grades["leaders"].set_key("ri")
    ui.bullets.setPlainText("• Visits on time\n\n - Plans with children  ")
    told = []
    view.previous_given.connect(told.append)
    view._on_previous_changed()
    ui.begin.click()
    wish = view.got[-1]
    assert wish.profile == ProfileWords(dcs_name="R. Example", address="1 Hill Street\nSampleton")
    assert wish.previous == told[0]
    assert wish.previous == PreviousWords(
        event="Standard inspection",
        start=date(2022, 5, 9),
        overall="good",
        grades=(("leaders", "ri"),),
        bullets=("Visits on time", "Plans with children"),
    )


def test_other_areas_keep_grades_given(view):
    view.show_grades(GRADES)
    view._grades["leaders"].set_key("good")
    view.show_grades(GradeRows((*GRADES.areas, ("care", "In care")), GRADES.grades, False))
    assert view.previous().grades == (("leaders", "good"),)
    assert not view._ui.overall.isVisible()


def test_leaving_is_told(view, qtbot):
    with qtbot.waitSignal(view.left):
        view._ui.leave.click()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_named_and_nothing_is_cut(view, dressed, accessible_audit, cut_audit, scale):
    dressed("light", scale)
    fill(view)
    view.show_grades(GRADES)
    view._ui.event.set_key("ilacs-2026/focused")
    view._on_event_chosen()
    view.resize(1365, 768)
    accessible_audit(view)
    cut_audit(view)


def test_alt_and_a_letter_lead_to_the_field_and_scroll_to_it(view, qtbot):
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert view._ui.fieldwork_start.line.hasFocus()
    view.resize(1366, 300)
    qtbot.keyClick(view, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert view._ui.bullets.hasFocus()
    assert not view._ui.bullets.visibleRegion().isEmpty()


def test_ctrl_enter_begins(view, qtbot):
    fill(view)
    view._ui.la_name.setFocus()
    with qtbot.waitSignal(view.submitted):
        qtbot.keyClick(view._ui.la_name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
