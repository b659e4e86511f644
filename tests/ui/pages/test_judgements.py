"""The Judgements page: nothing to grade before the meeting, and every grade by a person."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Finding, Judgement, Member
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.judgements import judgement_cards, judgements
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record import editing
from ilacs_desktop.ui.pages.judgements.page import JudgementsPage


@pytest.fixture
def work(request, laptop, editions):
    """A short inspection, or the event and day that a test asks for."""
    event, start = getattr(request, "param", ("short", date(2026, 7, 6)))
    made = laptop.new_inspection(NewInspection("Exampleshire", event, start), editions)
    yield made
    made.close()


@pytest.fixture
def page(desk, put_up):
    return put_up(JudgementsPage(desk))


def meet(desk, settled):
    work = desk.work
    desk.do(lambda: judgements.open_meeting(work, "2026-07-10", [work.members[0].id]))
    settled()


def shown(page):
    """Every word that the page shows now."""
    from PySide6.QtWidgets import QLabel

    labels = page.findChildren(QLabel)
    return " | ".join(one.text() for one in labels if one.isVisibleTo(page))


def held(desk, area="leaders"):
    return desk.snapshot.one(Judgement, judgements.judgement_id(area))


@pytest.mark.parametrize("work", [("focused-visit", date(2026, 7, 6))], indirect=True)
def test_an_ungraded_event_says_so_and_shows_nothing_to_grade(page):
    assert "nothing is graded" in shown(page)
    assert not page.card.provisional.isVisibleTo(page)
    assert not page.areas.isVisibleTo(page)


def test_before_the_meeting_no_grade_and_no_field_for_one_shows(page, desk, settled):
    record = judgements.judgement_id("leaders")
    work = desk.work
    desk.do(
        lambda: editing.put(work, Judgement, record, "Load", area="leaders", final="outstanding")
    )
    settled()
    assert "to be decided" in shown(page)
    assert "Outstanding" not in shown(page)
    assert not page.card.provisional.isVisibleTo(page)
    assert not page.card.reasons.isVisibleTo(page)
    assert {card.shown for card in page._model.rows} == {"to be decided"}


def test_who_joins_the_team_later_is_offered_and_whoever_was_cleared_stays_so(page, desk, settled):
    meeting, work = page.card.meeting, desk.work
    lead = work.members[0].id
    meeting.present.set_ticked(())
    desk.do(lambda: team.add_member(work, "Bela Example"))
    settled()
    (added,) = [one.id for one in desk.work.members if one.id != lead]
    assert meeting.present.ticked() == (added,)


def test_the_lead_opens_the_meeting_with_the_last_day_and_everyone_suggested(
    page, desk, settled, qtbot
):
    meeting = page.card.meeting
    assert meeting.day.value() == date(2026, 7, 10)
    assert meeting.present.ticked() == (desk.work.members[0].id,)
    qtbot.mouseClick(meeting.open, Qt.MouseButton.LeftButton)
    settled()
    assert judgements.meeting(desk.snapshot).opened_at == "2026-07-10"
    assert page.card.provisional.isVisibleTo(page)
    assert "Friday 10 July 2026" in shown(page)
    assert desk.troubles == []


def test_whoever_does_not_lead_can_neither_open_nor_decide(page, desk, settled):
    work = desk.work
    draft = editing.changing(work, Member, work.members[0].id, {"role": "inspector"})
    desk.do(lambda: work.run(StepDraft("Change role", (draft,))))
    settled()
    assert not page.card.meeting.open.isVisibleTo(page)
    assert "The lead inspector opens it." in shown(page)


def choose(field, key):
    """Choose as a person does."""
    field.set_key(key)
    field.key_chosen.emit(key)


def test_a_grade_is_chosen_by_a_person_and_shows_at_once(page, desk, settled):
    meet(desk, settled)
    choose(page.card.provisional, "good")
    settled()
    assert held(desk).provisional == "good"
    assert page._model.rows[0].shown == "Good"
    choose(page.card.final, "outstanding")
    settled()
    assert held(desk).final == "outstanding"
    assert "Outstanding · final" in shown(page)
    assert "Decided by Ann Example" in shown(page)


def test_reasons_are_saved_as_they_are_typed(page, desk, settled, qtbot):
    meet(desk, settled)
    qtbot.keyClicks(page.card.reasons, "Weight of evidence.")
    qtbot.waitUntil(lambda: held(desk).reasons == "Weight of evidence.")
    page.areas.choose("in-care")
    assert page.card.reasons.text() == ""
    page.areas.choose("leaders")
    assert page.card.reasons.text() == "Weight of evidence."


@pytest.mark.parametrize("work", [("standard", date(2025, 1, 20))], indirect=True)
def test_warnings_stand_beside_the_overall_grade_and_none_is_proposed(page, desk, settled):
    meet(desk, settled)
    work = desk.work
    for area in ("leaders", "help-and-protection", "in-care"):
        desk.do(lambda area=area: judgements.choose_grade(work, area, "good"))
    desk.do(lambda: judgements.choose_grade(work, "care-leavers", "inadequate"))
    settled()
    page.show_area("overall")
    assert page.card.provisional.key() == ""
    assert "△" not in shown(page)
    choose(page.card.provisional, "good")
    settled()
    assert "△ Care leavers: where a practice area is inadequate" in shown(page)
    page.show_area("leaders")
    assert "have not gone together" in shown(page)


def test_findings_of_the_area_are_counted_for_and_against(page, desk, settled):
    work = desk.work
    made = desk.work.run
    draft = editing.making(
        Finding,
        "f1",
        {"kind": "strength", "area": "leaders", "text": "Leaders know their services."},
    )
    desk.do(lambda: made(StepDraft("Make finding", (draft,))))
    settled()
    assert page.context.findings.rows == ("f1",)
    assert "1 strength · notes: 0 for, 0 against" in shown(page)
    asked = []
    desk.asked_for.connect(lambda kind, record: asked.append((kind, record)))
    page.context.findings.opened.emit("f1")
    assert asked == [("finding", "f1")]
    desk.do(lambda: editing.edit(work, Finding, "f1", "Withdraw", state="withdrawn"))
    settled()
    assert page.context.findings.rows == ()


def test_meanings_are_marked_as_defaults_and_changes_are_listed(page, desk, settled):
    meet(desk, settled)
    choose(page.card.provisional, "good")
    settled()
    assert "default, check" in shown(page)
    assert "Provisional grade: Good" in page.context._log.text()


def test_a_judgement_is_found_by_its_record_and_keys_step_through(page, desk, settled):
    assert page.show_record("judgement", judgements.judgement_id("care-leavers"))
    assert page.areas.current_key() == "care-leavers"
    page.run_command("last-record")
    assert page.areas.current_key() == "in-care"
    page.run_command("next-record")
    page.run_command("next-record")
    assert page.areas.current_key() == "care-leavers"
    assert not page.show_record("finding", "x")
    assert len(judgement_cards.cards(desk.work)) == 4


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_and_nothing_is_cut_off(
    desk, put_up, settled, dressed, accessible_audit, cut_audit, scale
):
    dressed("dark", scale)
    meet(desk, settled)
    page = put_up(JudgementsPage(desk))
    accessible_audit(page)
    cut_audit(page)


def test_the_board_is_walked_and_filled_by_keys(page, desk, settled):
    from PySide6.QtTest import QTest

    from ilacs_desktop.services.findings import findings
    from ilacs_desktop.services.judgements import boards

    work = desk.work
    made = findings.make(work, [], "strength", text="Leaders know", area="leaders").made
    assert not page.card.board.isVisible()
    meet(desk, settled)
    assert page.show_area("leaders")
    table = page.card.board.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert page.card.board.grade.key() == "good"
    QTest.keyClick(table, Qt.Key.Key_F)
    settled()
    QTest.keyClick(table, Qt.Key.Key_Left)
    QTest.keyClick(table, Qt.Key.Key_A)
    settled()
    (row,) = boards.rows(work, "leaders")
    assert row.id == made
    assert row.stances == {"good": "for", "outstanding": "against"}
    assert "Good: 1 for, 0 against" in shown(page)
    assert page.card.board.model.face(0, 0).second.startswith("for: Good · against: Outstanding")
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settled()
    assert boards.rows(work, "leaders")[0].stances == {"good": "for"}
    assert not held(desk).provisional


def test_criteria_are_loaded_from_a_file(page, desk, prompts, settled, tmp_path):
    path = tmp_path / "criteria.md"
    path.write_text("# Leaders\nWhat holds.\n## Good\nThey know.", encoding="utf-8")
    panel = page.context.criteria
    page.show_area("leaders")
    assert "writes no criteria" in panel.text.text()
    panel._on_files((path,))
    settled()
    assert panel.text.text() == "What holds."
    panel.grade.set_key("good")
    panel.show_area("leaders")
    assert panel.text.text() == "They know."
    panel.clear.click()
    settled()
    assert "writes no criteria" in panel.text.text()


def test_who_dissents_is_named(page, desk, settled):
    meet(desk, settled)
    page.show_area("leaders")
    member = desk.work.members[0].id
    page.card.dissent_by.set_ticked([member])
    page.card.dissent_by.ticks_changed.emit((member,))
    settled()
    assert held(desk).dissent_by == (member,)
