from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ilacs_desktop.domain.records import (
    Activity,
    LaClaim,
    LaProfile,
    LineOfEnquiry,
    Member,
    PreviousInspection,
)
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import claims, findings
from ilacs_desktop.services.plan import enquiries, plan, team
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import LA_PROFILE, PREVIOUS
from ilacs_desktop.ui.pages.plan.page import PlanPage


@pytest.fixture
def page(desk, put_up):
    return put_up(PlanPage(desk))


@pytest.fixture
def panel(work):
    return plan.add_activity(work, "2026-07-08", title="Panel", start="10:00", end="12:00").made


@pytest.fixture
def board(panel, page):
    page.refresh(None)
    page.timetable.board.focus(panel)
    return page.timetable.board


def _key(widget, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, held)


def _day(work, activity):
    return work.snapshot.one(Activity, activity).day


def _activities(work, title):
    return [one for one in work.snapshot.all(Activity) if one.title == title]


def _laid_out():
    # A layout that changes asks its parent to lay out again, one level a round.
    for _ in range(8):
        QApplication.sendPostedEvents()


def _drag(card, to):
    """Press on a card, move in two steps, as a hand does; the point is on the screen."""
    start = card.rect().center()
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(30, 30), card.mapFromGlobal(to)):
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(card.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(card, moved)


def _drop(card, to):
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=card.mapFromGlobal(to))


# -- who has looked at what --------------------------------------------------------------------


def _looked(page, thing):
    page.show_view("looked")
    page.looked.choose_thing(thing)


@pytest.fixture
def noted(work):
    """One note of the lead on a topic, about a child."""
    case = cases.add_by_hand(work, child_id="4471", reason="sampled").made
    note = evidence.add(work, text="Seen", source="record", case=case).made
    topic = work.edition.areas[0].topics[0]
    evidence.set_topics(work, note, [topic.key])
    return topic


def test_who_has_looked_is_counted_by_inspector(noted, page, work, settled):
    _looked(page, "topics")
    settled()
    view = page.looked
    row = view.model.row_of(noted.key)
    assert view.model.sentence(row).endswith("A: 1")
    assert "A Ann Example" in view._legend.text()
    view.who.set_key("-")
    view.who.key_chosen.emit("-")
    assert view.model.row_of(noted.key) < 0
    assert all("nobody yet" in view.model.sentence(at) for at in range(view.model.rowCount()))


def test_what_was_looked_at_opens_with_enter(noted, page, desk, settled, qtbot):
    _looked(page, "topics")
    settled()
    page.looked.table.choose(noted.key)
    with qtbot.waitSignal(desk.asked_for) as asked:
        _key(page.looked.table, Qt.Key.Key_Return)
    assert asked.args == ["topic", noted.key]
    _looked(page, "children")
    with qtbot.waitSignal(desk.asked_for) as asked:
        _key(page.looked.table, Qt.Key.Key_Return)
    assert asked.args[0] == "case"
    _looked(page, "areas")
    page.looked.table.choose(page.looked.model.key_at(0))
    _key(page.looked.table, Qt.Key.Key_Return)
    assert page.looked.thing.key() == "topics"
    assert page.looked.model.rowCount() < 30


def test_the_timetable_is_exported_from_its_page(page, prompts, settled, tmp_path):
    prompts.save_path = tmp_path / "timetable.pdf"
    QTest.mouseClick(page.timetable.export, Qt.MouseButton.LeftButton)
    settled()
    settled()
    assert prompts.save_path.read_bytes().startswith(b"%PDF")


# -- the timetable -----------------------------------------------------------------------------


def test_alt_with_arrows_moves_an_activity_by_days_and_quarters(board, panel, page, work, settled):
    card = board.card(panel)
    _key(card, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settled()
    assert _day(work, panel) == "2026-07-09"
    assert board.card(panel) is card
    assert board.current == panel
    _key(card, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled()
    assert work.snapshot.one(Activity, panel).start == "09:45"
    assert card.parentWidget() is board._columns["2026-07-09"]


def test_arrows_go_to_the_neighbours(board, panel, page):
    _key(board.card(panel), Qt.Key.Key_Down)
    below = board.current
    assert board.card(below).card.day == "2026-07-08"
    assert below != panel
    _key(board.card(below), Qt.Key.Key_Right)
    assert board.card(board.current).card.day == "2026-07-09"
    _key(board.card(board.current), Qt.Key.Key_Left)
    assert board.card(board.current).card.day == "2026-07-08"


def test_an_activity_is_typed_in_one_line(board, panel, page, work, settled):
    line = page.timetable.line
    page.run_command("new-record")
    QTest.keyClicks(line.field, "Thu 10:30 visit Oak House @ East office A")
    assert "Thu 9 Jul, 10:30" in line.said.text()
    _key(line.field, Qt.Key.Key_Return)
    settled()
    (made,) = _activities(work, "Visit Oak House")
    assert (made.day, made.start, made.end) == ("2026-07-09", "10:30", "12:30")
    assert (made.place, made.who) == ("East office", (work.members[0].id,))
    assert line.field.text() == ""
    assert QApplication.focusWidget() is line.field
    _key(line.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is board.card(made.id)


def test_a_letter_sends_a_member(board, panel, page, work, settled):
    QTest.keyClicks(board.card(panel), "a")
    settled()
    assert work.snapshot.one(Activity, panel).who == (work.members[0].id,)
    assert "A you" in page.timetable._letters.text()
    QTest.keyClicks(board.card(panel), "a")
    settled()
    assert work.snapshot.one(Activity, panel).who == ()


def test_a_letter_of_nobody_is_explained(board, panel, desk, work, settled):
    QTest.keyClicks(board.card(panel), "q")
    settled()
    assert "letter Q" in str(desk.troubles.pop())
    assert work.snapshot.one(Activity, panel).who == ()


def test_dragging_to_another_day_moves_it_there(board, panel, work, settled):
    card, column = board.card(panel), board._columns["2026-07-09"]
    last = column.cards()[-1]
    to = last.mapToGlobal(last.rect().bottomLeft() + QPoint(20, -2))
    _drag(card, to)
    assert board.mark.isVisible()
    shown = board.mark.hours
    _drop(card, to)
    settled()
    held = work.snapshot.one(Activity, panel)
    assert held.day == "2026-07-09"
    assert shown == f"{held.start} to {held.end}"
    assert not board.mark.isVisible()
    assert board.current == panel


def test_dragging_within_a_day_changes_its_hours(board, panel, work, settled):
    late = plan.add_activity(work, "2026-07-08", title="Late", start="19:00", end="20:00").made
    board.parent().show_work()
    _laid_out()
    below = board.card(late)
    to = below.mapToGlobal(below.rect().bottomLeft() + QPoint(20, -2))
    card = board.card(panel)
    _drag(card, to)
    _drop(card, to)
    settled()
    held = work.snapshot.one(Activity, panel)
    assert (held.day, held.start, held.end) == ("2026-07-08", "20:00", "22:00")


def test_escape_leaves_a_drag_and_a_drag_is_no_click(board, panel, page, work, settled):
    card = board.card(panel)
    to = board._columns["2026-07-09"].mapToGlobal(QPoint(20, 20))
    _drag(card, to)
    _key(card, Qt.Key.Key_Escape)
    assert not board.mark.isVisible()
    _drop(card, card.mapToGlobal(card.rect().center()))
    settled()
    assert _day(work, panel) == "2026-07-08"
    assert page.timetable.form.isHidden()


def test_whole_days_only_and_the_others_are_turned_to(board, page, dressed, work):
    view = page.timetable
    page.resize(1130, 680)
    assert len(board.days_shown) == 5
    dressed("light", 2.0)
    page.resize(1100, 680)
    _laid_out()
    assert 1 <= len(board.days_shown) <= 2
    assert not board.area.horizontalScrollBar().isVisible()
    shown = board.days_shown[0].day
    before = board.hidden_days[0]
    QTest.mouseClick(view.later, Qt.MouseButton.LeftButton)
    assert board.days_shown[0].day > shown
    QTest.mouseClick(view.earlier, Qt.MouseButton.LeftButton)
    assert board.hidden_days[0] == before
    for day in board.days_shown:
        column = board._columns[day.day]
        assert column.isVisible()
        assert column.x() >= 0
        assert column.x() + column.width() <= board.area.viewport().width()


def test_arrows_bring_in_a_day_that_is_not_on_the_screen(board, panel, page, dressed):
    page.resize(420, 680)
    _laid_out()
    board.focus(panel)
    assert "2026-07-09" not in {day.day for day in board.days_shown}
    _key(board.card(panel), Qt.Key.Key_Right)
    assert board.days_shown[-1].day == "2026-07-09"
    assert board.card(board.current).isVisible()


def test_adding_the_last_inspection_leads_to_its_first_field(page):
    assert page.show_record("previous_inspection", "")
    assert page.view == "la"
    assert QApplication.focusWidget() is page.la.previous.was


def test_an_activity_that_is_opened_from_elsewhere_is_on_the_screen(board, page, work, qtbot):
    late = plan.add_activity(work, "2026-07-10", title="Late", start="19:00").made
    page.refresh(None)
    page.resize(1000, 680)
    assert page.show_record("activity", late)
    _laid_out()
    qtbot.waitUntil(lambda: "2026-07-10" in {day.day for day in board.days_shown})
    assert board.card(late).isVisible()


def test_tab_stops_at_one_card_alone(board, panel):
    stops = [one for one in board._cards.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [one.card.id for one in stops] == [panel]


def test_enter_opens_the_form_and_escape_leads_back(board, panel, page):
    _key(board.card(panel), Qt.Key.Key_Return)
    form = page.timetable.form
    assert form.isVisible()
    assert form.title.text() == "Panel"
    _key(form, Qt.Key.Key_Escape)
    assert form.isHidden()
    assert board.current == panel


def test_the_form_saves_what_is_changed(board, panel, page, work, settled):
    page.show_record("activity", panel)
    form = page.timetable.form
    form.start._time = None
    form.start.setText("14:00")
    form.start.flush()
    settled()
    held = work.snapshot.one(Activity, panel)
    assert (held.start, held.end) == ("14:00", "16:00")
    form.day.line.setText("10 Jul 2026")
    form.day.flush()
    settled()
    assert _day(work, panel) == "2026-07-10"
    form.done.click()
    settled()
    assert work.snapshot.one(Activity, panel).state == "done"
    form.done.click()
    settled()
    assert work.snapshot.one(Activity, panel).state == "planned"


def test_who_goes_is_ticked(board, panel, page, work, settled):
    page.show_record("activity", panel)
    lead = work.members[0].id
    box = page.timetable.form.who._boxes[lead]
    box.click()
    settled()
    assert work.snapshot.one(Activity, panel).who == (lead,)
    assert "you" in board.card(panel).accessibleName()


def test_hours_that_make_no_sense_come_back(board, panel, page, desk, work, settled):
    page.show_record("activity", panel)
    form = page.timetable.form
    form.end.setText("09:00")
    form.end.flush()
    settled()
    assert "end before it begins" in str(desk.troubles[0])
    assert form.end.text() == "12:00"


def test_a_new_activity_opens_on_the_day_of_the_current_one(board, panel, page, work, settled):
    page.run_command("new-record")
    assert QApplication.focusWidget() is page.timetable.line.field
    _key(page.timetable.line.field, Qt.Key.Key_Return)
    settled()
    made = page.timetable.form.activity
    assert made != panel
    assert _day(work, made) == "2026-07-08"
    page.run_command("delete-record")
    settled()
    assert work.snapshot.get(Activity, made) is None
    assert page.timetable.form.isHidden()


def test_a_deleted_activity_leaves_the_board(board, panel, page, desk, work, settled):
    desk.do(lambda: plan.remove_activity(work, panel))
    settled()
    assert board.card(panel) is None
    assert board.current in board._cards


def test_a_narrow_window_shows_the_form_in_place_of_the_board(board, panel, page):
    page.resize(500, 600)
    page.show_record("activity", panel)
    assert page.timetable.form.isVisible()
    assert not board.isVisible()
    page.timetable.close_form()
    assert board.isVisible()


# -- who goes where ----------------------------------------------------------------------------


def test_who_goes_where_begins_with_the_next_day(page, work, settled, desk):
    lead = work.members[0].id
    desk.do(
        lambda: plan.add_activity(work, "2026-07-09", title="Night team", start="20:00", who=[lead])
    )
    settled()
    page.show_view("where")
    rows = [page.where.model.sentence(row) for row in range(page.where.model.rowCount())]
    assert rows == ["Ann Example (you), Time: 20:00, Activity: Night team"]
    page.where._after.click()
    assert page.where._title.text() == "Friday 10 July"
    assert "Nothing planned" in page.where.model.sentence(0)


# -- lines of enquiry --------------------------------------------------------------------------


def test_an_empty_list_says_what_a_line_is_and_begins_one(page, work, settled):
    page.show_view("lines")
    assert page.lines._empty.isVisible()
    page.run_command("new-record")
    settled()
    (line,) = work.snapshot.all(LineOfEnquiry)
    assert page.lines.form.isVisible()
    page.lines.form.question.setPlainText("Are visits regular?")
    page.flush()
    settled()
    assert work.snapshot.one(LineOfEnquiry, line.id).question == "Are visits regular?"
    assert page.lines.model.rows[0].question == "Are visits regular?"


def test_a_line_is_closed_with_its_answer_and_moved_by_keys(page, work, desk, settled):
    for at in (1, 2):
        desk.do(lambda at=at: enquiries.add_line(work, f"Question {at}"))
    settled()
    page.show_view("lines")
    form = page.lines.form
    form.close_button.click()
    assert "before it is closed" in form._form._wrongs[id(form.answer)].text()
    form.answer.setPlainText("Yes, for most.")
    form.close_button.click()
    settled()
    row = page.lines.model.rows[0]
    assert (row.is_open, row.answer) == (False, "Yes, for most.")
    assert form.close_button.text() == "Open again"
    _key(page.lines.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled()
    assert [one.question for one in page.lines.model.rows] == ["Question 2", "Question 1"]
    assert page.lines.current == row.id


def test_a_claim_is_moved_within_its_area(page, work, desk, settled):
    first = claims.add_claim(work, "First.", area="leaders").made
    claims.add_claim(work, "Second.", area="leaders")
    page.refresh(None)
    page.show_record("la_claim", first)
    _key(page.claims.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled()
    assert [one.text for one in page.claims.model.rows] == ["Second.", "First."]
    page.claims.form.up.click()
    settled()
    assert [one.text for one in page.claims.model.rows] == ["First.", "Second."]
    assert page.claims.current == first


def test_evidence_of_a_line_opens_its_note(page, work, desk, settled, qtbot):
    line = enquiries.add_line(work, "Are visits regular?").made
    note = evidence.add(work, text="Seen monthly", stance="strength", lines=[line]).made
    page.refresh(None)
    page.show_record("line_of_enquiry", line)
    assert page.lines.context.model.rowCount() == 1
    with qtbot.waitSignal(desk.asked_for) as asked:
        page.lines.context.table.record_opened.emit(note)
    assert asked.args == ["evidence", note]


# -- claims ------------------------------------------------------------------------------------


def test_a_claim_gets_its_document_and_stands_against_a_finding(page, work, desk, settled):
    claim = claims.add_claim(work, "Supervision is reflective.", area="leaders").made
    finding = findings.make(work, [], "strength", area="leaders", text="Supervision helps").made
    page.refresh(None)
    page.show_record("la_claim", claim)
    page.claims.form.title.setText("Self-evaluation 2026")
    page.claims.form._on_name()
    settled()
    assert claims.rows(work)[0].document_title == "Self-evaluation 2026"
    page.claims.context.finding.set_key(finding)
    page.claims.context.use_against.click()
    settled()
    assert page.claims.model.rows[0].uses[0].stance == "against"
    page.claims.context.stop.click()
    settled()
    assert page.claims.model.rows[0].uses == ()
    page.run_command("delete-record")
    settled()
    assert work.snapshot.get(LaClaim, claim) is None
    assert page.claims._empty.isVisible()


# -- the local authority -----------------------------------------------------------------------


def test_points_of_the_last_inspection_become_lines_of_enquiry(page, work, settled):
    page.show_view("la")
    settled()
    bullets = page.la.previous.bullets
    bullets.line.setText("The pace of permanence planning.")
    bullets._on_add()
    settled()
    assert work.snapshot.one(PreviousInspection, PREVIOUS).bullets == (
        "The pace of permanence planning.",
    )
    (line,) = work.snapshot.all(LineOfEnquiry)
    assert "permanence planning" in line.question


def test_the_last_grades_are_those_of_the_edition_then(page, work, settled):
    page.show_view("la")
    settled()
    assert "overall" not in page.la.previous._grades
    page.la.previous.start.line.setText("13 Jun 2022")
    page.la.previous.start.flush()
    settled()
    field = page.la.previous._grades["in-care-and-care-leavers"]
    field.set_key("good")
    field.key_chosen.emit("good")
    settled()
    held = work.snapshot.one(PreviousInspection, PREVIOUS)
    assert dict(held.grades) == {"in-care-and-care-leavers": "good"}
    assert "overall" in page.la.previous._grades


def test_the_profile_is_saved_as_it_is_typed(page, work, settled):
    page.show_view("la")
    field = page.la.profile.findChild(object, "dcs_name")
    field.setText("Eleanor Quill")
    field.textEdited.emit("Eleanor Quill")
    page.flush()
    settled()
    assert work.snapshot.one(LaProfile, LA_PROFILE).dcs_name == "Eleanor Quill"


def test_a_date_that_cannot_be_comes_back(page, work, desk, settled):
    page.show_view("la")
    page.la.visit.end.line.setText("1 Jul 2026")
    page.la.visit.end.flush()
    settled()
    assert "end before it begins" in str(desk.troubles[0])
    assert page.la.visit.end.line.text() == "Fri 10 Jul 2026"


# -- the team ----------------------------------------------------------------------------------


def test_the_lead_adds_names_and_takes_off(page, work, settled, prompts):
    page.show_view("team")
    page.run_command("new-record")
    settled()
    assert page.team.form.name.text() == "New member"
    form = page.team.form
    form.name.setText("Bo Brown")
    form.name.textEdited.emit("Bo Brown")
    page.flush()
    settled()
    assert [one.name for one in work.members] == ["Ann Example", "Bo Brown"]
    form.letter.setText("a")
    form.letter.flush()
    settled()
    assert "Ann Example's letter" in form._form._wrongs[id(form.letter)].text()
    form.letter.setText("d")
    form.letter.flush()
    settled()
    assert work.members[1].letter == "D"
    form.gone.click()
    settled()
    assert prompts.asked[-1].yes == "Take off the team"
    assert [one.name for one in work.members] == ["Ann Example"]


def test_everyone_else_reads_the_team_list(page, work, settled):
    team.add_member(work, "Bo Brown")
    work.me = replace(work.me, person="someone-else")
    page.refresh(None)
    page.show_view("team")
    assert not page.team.form.isEnabled()
    assert not page.add.isVisible()
    assert "Ann Example" in page.team._who.text()


def test_the_lead_is_handed_over_after_a_question(page, work, settled, prompts):
    bo = editing.create(work, Member, "Add", name="Bo", role="inspector", letter="B", person="bo")
    page.refresh(None)
    page.show_record("member", bo.made)
    page.team.form.lead.click()
    settled()
    assert prompts.asked[-1].grave
    assert {one.name: one.role for one in work.members} == {
        "Ann Example": "inspector",
        "Bo": "lead",
    }


# -- all of it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["timetable", "where", "lines", "claims", "la", "team"])
def test_every_view_reads_well_and_nothing_is_cut(
    page, board, panel, work, view, settled, dressed, accessible_audit, cut_audit
):
    enquiries.add_line(work, "Are visits regular? " * 6)
    claims.add_claim(work, "We know ourselves. " * 6, area="leaders")
    page.refresh(None)
    page.show_view(view)
    if view == "timetable":
        page.show_record("activity", panel)
    settled()
    QApplication.sendPostedEvents()
    accessible_audit(page)
    cut_audit(page)
    dressed("dark", 2.0)
    page.resize(1080, 2600)  # the window scrolls what is higher than itself
    cut_audit(page)


def test_only_the_view_on_the_screen_is_kept_fresh(page, desk, work, settled):
    desk.do(lambda: enquiries.add_line(work, "Later"))
    settled()
    assert page.lines.model.rowCount() == 0
    page.show_view("lines")
    assert page.lines.model.rowCount() == 1


def test_history_knows_what_the_focus_is_in(page, board, panel):
    assert board.card(panel).property("record") == panel
    page.show_record("activity", panel)
    assert page.timetable.form.property("record") == panel


def test_the_view_and_its_list_are_come_back_to(page, desk, put_up, work, settled):
    page.show_view("team")
    kept = page.state()
    again = PlanPage(desk)
    again.restore_state(kept)
    put_up(again)
    assert again.view == "team"
    assert again.first_focus() is again.team.table
    again.restore_state({"view": "nonsense"})
    assert again.view == "team"
