"""The Findings page: coverage walked by keys, findings decided by people, children heard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ilacs_desktop.domain.records import (
    Case,
    Finding,
    Inspection,
    LaClaim,
    LineOfEnquiry,
    TopicNote,
)
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import claims, coverage, finding_states, findings
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import INSPECTION
from ilacs_desktop.ui.pages.findings.page import FindingsPage


@pytest.fixture
def child(work):
    return editing.create(work, Case, "Add", child_id="4471").made


@pytest.fixture
def notes(work, child):
    return [
        evidence.add(
            work,
            text,
            stance=stance,
            source=source,
            case=child,
            area="help-and-protection",
            topics=["hp-plans"],
        ).made
        for text, stance, source in (
            ("Plan drifts", "concern", "record"),
            ("Plan is clear", "strength", "parent"),
        )
    ]


@pytest.fixture
def drift(work, notes):
    return findings.make(work, notes, "area-for-improvement", text="Plans drift").made


@pytest.fixture
def page(desk, drift, put_up):
    return put_up(FindingsPage(desk))


def go_to(page, topic):
    assert page.coverage.matrix.choose(topic)
    page.coverage.matrix.setFocus()


def test_the_matrix_is_walked_with_the_arrows(page, qtbot, notes):
    go_to(page, "hp-plans")
    assert page.coverage.topic._name.text() == "Child in need and child protection plans"
    assert [row.key for row in page.coverage.topic.notes.rows] == notes
    qtbot.keyClick(page.coverage.matrix, Qt.Key.Key_Right)
    assert [row.key for row in page.coverage.topic.notes.rows] == notes[:1]
    qtbot.keyClick(page.coverage.matrix, Qt.Key.Key_Down)
    assert page.coverage.topic.notes.rows == ()


def test_cells_say_what_they_hold_in_words(page):
    table = page.coverage.matrix.table
    row = table.row_of("hp-plans")
    cell = table.index(row, 1)
    assert cell.data() == "△ 1"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole).endswith(
        "Child's record, practitioner or manager: 1 concern"
    )
    assert table.index(row, table.columnCount() - 1).data().splitlines() == [
        "+ 1 △ 1   2 sources", "1 child, 1 inspector"
    ]  # fmt: skip
    empty = table.index(table.row_of("hp-consent"), 0)
    assert empty.data(Qt.ItemDataRole.AccessibleTextRole).endswith(": nobody yet")


def test_a_cell_is_opened_by_enter_and_esc_leads_back_to_it(page, qtbot, notes):
    matrix, topic = page.coverage.matrix, page.coverage.topic
    go_to(page, "hp-plans")
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    here = matrix.currentIndex()
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert topic.notes.hasFocus()
    assert topic._counts.text().splitlines() == [
        "1 source: Child's record", "1 child: 4471", "1 inspector: Ann Example"
    ]  # fmt: skip
    assert [(row.key, row.text) for row in topic.notes.rows] == [(notes[0], "Plan drifts")]
    qtbot.keyClick(topic.notes, Qt.Key.Key_Escape)
    assert matrix.hasFocus()
    assert matrix.currentIndex() == here


def test_home_and_end_walk_a_row(page, qtbot):
    matrix = page.coverage.matrix
    go_to(page, "hp-plans")
    row = matrix.currentIndex().row()
    qtbot.keyClick(matrix, Qt.Key.Key_End)
    place = matrix.currentIndex()
    assert (place.row(), matrix.table.origin(place.column())) == (row, None)
    qtbot.keyClick(matrix, Qt.Key.Key_Home)
    assert (matrix.currentIndex().row(), matrix.currentIndex().column()) == (row, 0)


@pytest.mark.parametrize("width", [1130, 620])
def test_no_topic_is_cut_short_and_nothing_lies_sideways(page, qtbot, width, dressed):
    dressed("light", 2.0 if width > 1000 else 1.0)
    page.resize(width, 680)
    matrix = page.coverage.matrix
    qtbot.waitUntil(lambda: matrix.table.is_folded)
    shown = [at for at in range(matrix.table.columnCount()) if not matrix.isColumnHidden(at)]
    assert sum(matrix.columnWidth(at) for at in shown) <= matrix.viewport().width()
    assert not page.coverage.side.isVisible()
    go_to(page, "hp-plans")
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert page.coverage.topic.isVisible()
    assert not matrix.isVisible()
    qtbot.keyClick(page.coverage.topic.notes, Qt.Key.Key_Escape)
    assert matrix.isVisible()
    assert matrix.hasFocus()
    assert matrix.current_topic().key == "hp-plans"


def test_a_topic_is_set_aside_with_a_reason_and_taken_up_again(page, desk, qtbot, settled):
    go_to(page, "hp-consent")
    topic = page.coverage.topic
    topic.aside.click()
    qtbot.keyClick(topic.reason, Qt.Key.Key_Return)
    settled()
    assert desk.snapshot.all(TopicNote) == ()
    qtbot.keyClicks(topic.reason, "Seen in March")
    qtbot.keyClick(topic.reason, Qt.Key.Key_Return)
    assert not topic._back.hasFocus()
    assert page.coverage.matrix.hasFocus()
    settled()
    assert topic._counts.text() == "Set aside: Seen in March"
    topic._back.click()
    settled()
    assert "Nobody has looked" in topic._counts.text()


def test_a_finding_is_made_from_the_notes_of_a_cell(page, desk, qtbot, settled):
    go_to(page, "hp-plans")
    page._on_shortcut()
    assert page.listed.is_making
    qtbot.keyClicks(page.listed.make.text, "Plans are mixed")
    page.listed.make.make()
    settled()
    assert {one.text for one in desk.snapshot.all(Finding)} == {"Plans drift", "Plans are mixed"}
    assert page.listed.card.text.text() == "Plans are mixed"


def test_a_finding_stands_beside_the_matrix(page, drift, notes, desk):
    go_to(page, "hp-plans")
    page.coverage.topic.findings.row_opened.emit(drift)
    assert page.coverage.card.text.text() == "Plans drift"
    asked = []
    desk.asked_for.connect(lambda *what: asked.append(what))
    page.coverage.card.rests.opened.emit(notes[0])
    assert asked == [("evidence", notes[0])]
    go_to(page, "hp-consent")
    assert page.coverage._side.currentIndex() == 0


def test_the_card_counts_and_shows_both_sides(page, drift):
    assert page.show_record("finding", drift)
    assert page.listed.card._figures.text() == (
        "Seen in 1 of 1 child looked at on this topic, by 1 inspector · 1 source"
    )
    assert ("one", "one source") in page.listed.card._shown_chips


def test_a_note_changes_side_and_is_taken_off(page, desk, settled, drift, notes):
    page.show_record("finding", drift)
    page.listed.card.rests.side_chosen.emit(notes[1], "for", False)
    settled()
    assert page.listed.card._figures.text().endswith("2 sources")
    page.listed.card.rests.taken_off.emit(notes[1], False)
    settled()
    assert page.listed.card._figures.text().endswith("1 source")


def test_the_way_from_emerging_to_agreed(page, desk, qtbot, settled, drift):
    page.show_record("finding", drift)
    state = page.listed.card.state
    assert not state.agree.isEnabled()
    assert "put to the LA" in state._why_not.text()
    assert not page.listed.card.response.isVisibleTo(page)
    state.put.click()
    settled()
    assert "response" in state._why_not.text()
    page.listed.card.response.kind.key_chosen.emit("disputed")
    settled()
    state.agree.click()
    settled()
    assert desk.snapshot.get(Finding, drift).state == "agreed"
    assert ", as agreed" in page.listed.card._figures.text()
    assert not page.listed.card.kind.isEnabled()
    state.reopen.click()
    qtbot.keyClicks(state.reason, "New figures")
    qtbot.keyClick(state.reason, Qt.Key.Key_Return)
    settled()
    assert desk.snapshot.get(Finding, drift).state == "put_to_la"


def test_the_keys_go_on_to_what_comes_next_and_never_to_the_button_beside(
    page, desk, qtbot, settled, drift
):
    page.coverage.matrix.setFocus()
    page.show_record("finding", drift)
    listed, card = page.listed.findings.list, page.listed.card
    assert listed.hasFocus()
    card.state.put.setFocus()
    qtbot.keyClick(card.state.put, Qt.Key.Key_Space)
    settled()
    assert card.response.kind.hasFocus()
    card.response.kind.key_chosen.emit("accepted")
    settled()
    card.state.agree.setFocus()
    qtbot.keyClick(card.state.agree, Qt.Key.Key_Space)
    settled()
    assert desk.snapshot.get(Finding, drift).state == "agreed"
    assert listed.hasFocus()


def test_support_needs_a_reason(page, desk, qtbot, settled, drift):
    page.show_record("finding", drift)
    part = page.listed.card.support
    part.word.set_key("disputed")
    part.say()
    settled()
    assert desk.snapshot.get(Finding, drift).support == ""
    qtbot.keyClicks(part.reason, "Manager says otherwise")
    qtbot.keyClick(part.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert desk.snapshot.get(Finding, drift).support == "disputed"
    assert part._said.text() == "The word of Ann Example."
    page._set_view("coverage")
    assert coverage.matrix(desk.work).row("hp-plans").is_disputed


def test_statement_and_choices_are_saved_at_once(page, desk, qtbot, settled, drift):
    page.show_record("finding", drift)
    page.listed.card.text.setFocus()
    qtbot.keyClicks(page.listed.card.text, "Some ")
    page.listed.card.extent.key_chosen.emit("some")
    page.listed.card.kind.key_chosen.emit("strength")
    page.flush()
    settled()
    kept = desk.snapshot.get(Finding, drift)
    assert (kept.text, kept.scale_word, kept.kind) == ("Some Plans drift", "some", "strength")


def test_topics_claims_and_meetings_beside_the_finding(page, desk, settled, drift):
    claim = editing.create(desk.work, LaClaim, "Add", text="All plans are good").made
    meeting = kit.plan(desk.work, "2026-07-08").made
    page.show_record("finding", drift)
    page.listed.aside.topics.topics_changed.emit(("hp-visits",))
    page.listed.aside.claim.key_chosen.emit(claim)
    page.listed.aside.meeting.key_chosen.emit(meeting)
    settled()
    assert [link.detail for link in desk.snapshot.links_from(findings.TOPIC, drift)] == [
        "hp-visits"
    ]
    assert desk.snapshot.links_to(findings.CLAIM, drift)[0].stance == "against"
    (item,) = kit.items_of(desk.work, meeting)
    assert (item.kind, item.about) == ("concern", drift)


def test_findings_are_narrowed_and_a_search_widens_again(page, desk, settled, drift):
    page._set_view("findings")
    page.listed.findings.state.set_key("agreed")
    page.listed.findings._on_narrowed()
    assert page.listed.findings.model.rows == ()
    assert page.show_record("finding", drift)
    assert page.listed.findings.current() == drift
    page.listed.findings.state.set_key("one_source")
    page.listed.findings._on_narrowed()
    assert [row.id for row in page.listed.findings.model.rows] == [drift]


def test_a_topic_of_another_area_is_found(page):
    assert page.show_record("topic", "ld-strategy")
    assert page.coverage.areas.current == "leaders"
    assert page.coverage.matrix.current_topic().key == "ld-strategy"
    assert not page.show_record("topic", "nothing")
    assert not page.show_record("case", "x")


def test_a_topic_note_leads_to_its_topic(page, desk):
    coverage.set_aside(desk.work, "cl-finance", "Not here")
    page.refresh(None)
    assert page.show_record("topic_note", coverage.note_id("cl-finance"))
    assert page.coverage.matrix.current_topic().key == "cl-finance"


def test_who_was_heard_and_who_was_not(page, desk, child):
    page._set_view("heard")
    assert page.heard._total.text() == (
        "No child with a card has told us anything themselves yet; "
        "1 child’s view is known in some way, of 1 with a card."
    )
    evidence.add(
        desk.work, "x", source="child", method="interview", area="in-care", case=child
    )  # fmt: skip
    page.refresh(None)
    rows = {row.key: row for row in page.heard._ways.rows}
    assert rows["in-care"].ways == (1, 0, 0, 0)
    assert page.heard._methods.rows[0].children == 1
    sentence = page.heard.table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Children in care" in sentence
    assert "Told us themselves: 1" in sentence
    assert "Care leavers" in page.heard._missing.text()
    assert "Children in care" not in page.heard._missing.text()


def test_leaving_a_new_finding_makes_none(page, desk, qtbot, settled, drift):
    page.run_command("new-record")
    qtbot.keyClick(page.listed.make.text, Qt.Key.Key_Escape)
    settled()
    assert len(desk.snapshot.all(Finding)) == 1
    page.run_command("next-record")
    page.run_command("last-record")


def test_an_undone_put_is_not_offered_and_nothing_scores(page, desk, settled, drift):
    finding_states.put_to_la(desk.work, drift)
    page.refresh(None)
    from PySide6.QtWidgets import QLabel

    words = " ".join(one.text() for one in page.findChildren(QLabel))
    assert "%" not in words
    assert "score" not in words.lower()


def test_every_field_has_a_name_and_nothing_is_cut(page, accessible_audit, cut_audit, drift):
    for view in ("coverage", "heard", "disagreement"):
        page._set_view(view)
        accessible_audit(page)
        cut_audit(page)
    page.show_record("finding", drift)
    accessible_audit(page)
    cut_audit(page)


@pytest.fixture
def claim(work, drift):
    made = claims.add_claim(work, "Plans move on.", area="help-and-protection").made
    claims.use_for_finding(work, made, drift, "against")
    return made


def test_what_disagrees_is_walked_and_a_reason_is_one_key_away(page, desk, qtbot, settled, claim):
    page._set_view("disagreement")
    view = page.disagreement
    assert [row.kind for row in view.model.rows] == ["claim", "finding", "topic"]
    view.list.setFocus()
    assert [row.text for row in view.matter.sides[0].rows] == ["Plan is clear"]
    assert [row.text for row in view.matter.sides[1].rows] == ["Plan drifts"]
    qtbot.keyClick(view.list, Qt.Key.Key_R)
    assert view.matter.reason.hasFocus()
    qtbot.keyClicks(view.matter.reason, "Records show drift")
    qtbot.keyClick(view.matter.reason, Qt.Key.Key_Return)
    settled()
    assert view.list.hasFocus()
    assert view.model.rows[0].reason == "Records show drift"
    assert "Said by Ann Example: Records show drift" in view.matter._done.text()


def test_it_is_asked_at_kit_and_becomes_a_line_of_enquiry_by_one_key(
    page, desk, qtbot, settled, claim
):
    kit.plan(desk.work, "2026-07-08")
    page.refresh(None)
    page._set_view("disagreement")
    view = page.disagreement
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_K, Qt.Key.Key_L):
        qtbot.keyClick(view.list, key)
        settled()
    row = view.model.rows[1]
    assert (row.kind, row.asked) == ("finding", "KIT meeting 1")
    assert desk.snapshot.all(LineOfEnquiry)[0].id == row.line
    assert not view.matter.ask.isEnabled()
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    qtbot.keyClick(view.matter.sides[0], Qt.Key.Key_Escape)
    assert view.list.hasFocus()


def test_nothing_that_disagrees_teaches_what_would_stand_there(desk, put_up):
    page = put_up(FindingsPage(desk))
    page._set_view("disagreement")
    assert page.disagreement.matter.isHidden()
    assert page.disagreement._stack.currentWidget() is page.disagreement._none


def test_a_focused_visit_offers_only_the_areas_of_its_scope(desk, qtbot, put_up):
    editing.edit(
        desk.work, Inspection, INSPECTION, "Change", event="focused-visit", scope=["front-door"]
    )
    page = put_up(FindingsPage(desk))
    shown = [
        one.objectName()
        for one in page.coverage.areas.findChildren(QAbstractButton)
        if one.isVisible()
    ]
    assert shown == ["view_help-and-protection", "view_leaders"]
    page.coverage.areas.step(1)
    assert page.coverage.areas.current == "leaders"
    keys = {page.coverage.matrix.table.topic(at).key for at in range(3)}
    assert keys <= {topic for one in desk.work.event.scope_topics for topic in one.topics}
