from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.cases import referrals
from ilacs_desktop.services.cases.referrals import Raise
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.plan import plan
from ilacs_desktop.services.record import editing
from ilacs_desktop.ui.pages.cases.page import CasesPage
from ilacs_desktop.ui.pages.evidence.page import EvidencePage
from ilacs_desktop.ui.pages.kit.page import KitPage
from ilacs_desktop.ui.pages.today.page import TodayPage


@pytest.fixture
def page(desk, put_up):
    return put_up(TodayPage(desk))


def _rows(table):
    model = table.model()
    return [model.sentence(row) for row in range(model.rowCount())]


def test_a_new_inspection_says_where_to_begin(page, desk, qtbot):
    assert page.start.isVisible()
    assert page.needs._none.isVisible()
    button = page.start.findChild(object, "start_previous_inspection")
    with qtbot.waitSignal(desk.asked_for) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["previous_inspection", ""]


def test_what_is_needed_comes_first_and_opens_with_enter(page, desk, work, settled, qtbot):
    desk.do(lambda: editing.create(work, Evidence, "Add", text="Panel late", to_write_up=True))
    made = []
    desk.do(
        lambda: referrals.raise_concern(work, Raise("Not seen", level="immediate-risk")),
        lambda changes: made.append(changes.made),
    )
    settled()
    assert [row.split(",")[0] for row in _rows(page.needs.table)] == [
        "immediate risk",
        "To write up",
    ]
    assert page.first_focus() is page.needs.table
    page.needs.table.setFocus()
    page.needs.table.setCurrentIndex(page.needs.model.index(0, 0))
    with qtbot.waitSignal(desk.asked_for) as asked:
        qtbot.keyClick(page.needs.table, Qt.Key.Key_Return)
    assert asked.args == ["referral_back", made[0]]


def test_the_figure_in_the_sidebar_is_red_for_immediate_risk_alone(
    page, desk, work, settled, qtbot
):
    with qtbot.waitSignal(page.count_changed) as told:
        desk.do(lambda: editing.create(work, Evidence, "Add", text="x", to_write_up=True))
    assert (told.args[0].number, told.args[0].needs_person) == (1, False)
    settled()
    with qtbot.waitSignal(page.count_changed) as told:
        desk.do(lambda: referrals.raise_concern(work, Raise("x", level="immediate-risk")))
    assert (told.args[0].number, told.args[0].needs_person) == (2, True)
    settled()


def test_many_needs_keep_the_rest_one_button_away(page, desk, work, settled, qtbot):
    for at in range(12):
        desk.do(lambda at=at: referrals.raise_concern(work, Raise(f"{at}", level="needs-review")))
    settled()
    assert page.needs.model.rowCount() == 8
    more = page.needs._more
    assert more.text() == "Show 4 more"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert page.needs.model.rowCount() == 12
    assert page.needs.table.height() >= 12 * page.needs.table.rowHeight(0)


def test_the_day_goes_on_by_the_minute(page, desk, work, clock, settled):
    lead = work.members[0].id
    desk.do(lambda: plan.add_activity(work, "2026-07-08", title="Panel", start="16:00", who=[lead]))
    settled()
    assert "at 16:00, in 1 h 58 min" in _rows(page.needs.table)[-1]
    clock.at += timedelta(minutes=3)
    page._minute.timeout.emit()
    assert "at 16:00, in 1 h 55 min" in _rows(page.needs.table)[-1]


def test_a_hidden_page_counts_nothing_until_it_is_shown(page, desk, work, settled):
    page.hide()
    assert not page._minute.isActive()
    lead = work.members[0].id
    desk.do(
        lambda: plan.add_activity(work, "2026-07-08", title="Night team", start="20:00", who=[lead])
    )
    settled()
    assert not any("Night team" in row for row in _rows(page.agenda.table))
    page.show()
    settled()
    assert any("Night team" in row for row in _rows(page.agenda.table))


def test_it_shows_what_waits_and_nothing_to_know(page, desk, work, settled):
    desk.do(lambda: findings.make(work, [], "strength", text="Visits are regular"))
    desk.do(lambda: editing.create(work, Evidence, "Add", text="x", stance="concern"))
    settled()
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert not any("topic" in words or "Visits" in words for words in said)


def test_with_nothing_waiting_it_says_what_will_come_here(page, desk, work, settled):
    assert page.needs._none.isVisible()
    assert "immediate risk and referrals back first" in page.needs._teaches.text()
    desk.do(lambda: editing.create(work, Evidence, "Add", text="x", to_write_up=True))
    settled()
    assert not page.needs._none.isVisible()
    assert not page.needs._teaches.isVisible()


def test_it_reads_well_and_nothing_is_cut(page, desk, work, settled, accessible_audit, cut_audit):
    desk.do(lambda: referrals.raise_concern(work, Raise("Not seen " * 20, level="immediate-risk")))
    desk.do(lambda: findings.make(work, [], "strength", text="good " * 30))
    settled()
    accessible_audit(page)
    cut_audit(page)


def test_twice_the_text_in_one_column(page, dressed, cut_audit):
    dressed("dark", 2.0)
    page.resize(1000, 700)
    cut_audit(page)


# -- each is opened at the place to act --------------------------------------------------------


def _open(desk, page, change, kind, settled):
    made = []
    desk.do(change, lambda changes: made.append(changes.made))
    settled()
    page.refresh(None)
    settled()
    assert page.show_record(kind, made[0])
    return QApplication.focusWidget()


def test_a_note_to_write_up_opens_in_its_text(desk, work, put_up, settled):
    page = put_up(EvidencePage(desk))
    focus = _open(
        desk,
        page,
        lambda: editing.create(work, Evidence, "Add", text="x", to_write_up=True),
        "evidence",
        settled,
    )
    assert focus is page.card.text


def test_a_referral_back_opens_in_the_field_of_its_next_step(desk, work, put_up, settled):
    page = put_up(CasesPage(desk))
    focus = _open(
        desk,
        page,
        lambda: referrals.raise_concern(work, Raise("Not seen", level="immediate-risk")),
        "referral_back",
        settled,
    )
    assert focus is page.referrals._detail.next_field()


def test_a_request_opens_where_it_is_received(desk, work, put_up, settled):
    page = put_up(KitPage(desk))
    focus = _open(desk, page, lambda: requests.make(work, "Rota"), "request", settled)
    assert focus is page.requests.card.receive
