"""The Evidence page: find, read, say, choose several, make one finding from them."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import (
    Case,
    Evidence,
    Finding,
    LineOfEnquiry,
    Member,
    SeenDocument,
)
from ilacs_desktop.services.evidence import abbreviations, evidence
from ilacs_desktop.services.evidence.evidence import Assumed
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.ui.pages.evidence.page import EvidencePage
from ilacs_desktop.ui.widgets.buttons import Button


@pytest.fixture
def child(work):
    return editing.create(work, Case, "Add", child_id="4471", area="in-care").made


@pytest.fixture
def two(work, child):
    """An older strength about a child, and a newer concern."""
    old = evidence.add(
        work,
        "Seen at home twice",
        seen_at="2026-07-07T09:00:00+01:00",
        stance="strength",
        source="record",
        case=child,
        area="in-care",
        topics=["cc-visits"],
    ).made
    new = evidence.add(
        work, "Plan drifts", seen_at="2026-07-08T09:00:00+01:00", stance="concern"
    ).made
    return new, old


@pytest.fixture
def page(desk, two, put_up):
    return put_up(EvidencePage(desk))


def shown(page):
    return [row.id for row in page.notes.model.rows]


def select(page, *notes):
    page.notes.choose(notes[0])
    for note in notes[1:]:
        at = page.notes.model.index(page.notes.model.row_of(note), 0)
        flags = QItemSelectionModel.SelectionFlag
        page.notes.list.selectionModel().select(at, flags.Select | flags.Rows)


def middle(page):
    return page._middle.currentWidget().widget()


def test_the_newest_note_is_open_first(page, two):
    assert shown(page) == list(two)
    assert page.card.text.text() == "Plan drifts"
    assert middle(page) is page.card


def test_an_empty_page_teaches_the_key(desk, put_up):
    page = put_up(EvidencePage(desk))
    assert page.notes._stack.currentWidget() is page.notes._first
    assert page._middle.key == "none"


def test_typing_is_safe_and_the_list_follows(page, desk, qtbot, settled, two):
    page.card.text.setFocus()
    qtbot.keyClicks(page.card.text, "New: ")
    page.flush()
    settled()
    assert desk.snapshot.get(Evidence, two[0]).text == "New: Plan drifts"
    assert page.notes.model.rows[0].first_line == "New: Plan drifts"


def test_words_narrow_the_list_and_a_search_result_widens_it_again(page, qtbot, two):
    page.notes.finder.setFocus()
    qtbot.keyClicks(page.notes.finder, "home 4471")
    assert shown(page) == [two[1]]
    assert page.card.text.text() == "Seen at home twice"
    assert page.show_record("evidence", two[0])
    assert shown(page) == list(two)
    assert page.card.text.text() == "Plan drifts"
    assert not page.show_record("evidence", "gone")


def test_nothing_fits_offers_everything_again(page, qtbot, two):
    qtbot.keyClicks(page.notes.finder, "nowhere")
    assert page.notes._stack.currentWidget() is page.notes._none
    page.notes._none.acted.emit()
    assert shown(page) == list(two)


def test_choices_are_saved_at_once(page, desk, settled, two):
    page.card.choices["source"].key_chosen.emit("practitioner")
    page.card.choices["area"].key_chosen.emit("leaders")
    settled()
    note = desk.snapshot.get(Evidence, two[0])
    assert (note.source, note.method, note.area) == ("practitioner", "interview", "leaders")
    page.card.ticks["immediate"].click()
    settled()
    assert desk.snapshot.get(Evidence, two[0]).immediate
    assert page.card._urgent.isVisibleTo(page)


def test_what_is_assumed_can_be_confirmed_or_overtyped(page, desk, qtbot, settled):
    made = evidence.add(
        desk.work, "x", assumed=Assumed(place="Hill Street", source="record"),
        seen_at="2026-07-08T13:00:00+01:00",
    )  # fmt: skip
    page.refresh(made)
    page.show_record("evidence", made.made)
    assert "source, place" in page.card._assumed.text()
    page.card.place.setFocus()
    qtbot.keyClicks(page.card.place, "X")
    page.flush()
    settled()
    assert desk.snapshot.get(Evidence, made.made).assumed == ("source",)
    page.card._confirm.click()
    settled()
    assert desk.snapshot.get(Evidence, made.made).assumed == ()
    assert not page.card._told.isVisibleTo(page)


def test_a_topic_is_found_by_a_part_of_its_name(page, desk, qtbot, settled, two):
    picker = page.aside.topics
    qtbot.keyClicks(picker.finder, "pre-proc")
    qtbot.keyClick(picker.finder, Qt.Key.Key_Return)
    settled()
    assert [link.detail for link in desk.snapshot.links_from(evidence.TOPIC, two[0])] == [
        "hp-pre-proceedings"
    ]
    assert picker.topics == ("hp-pre-proceedings",)
    picker._chips.layout().itemAt(0).widget().click()
    settled()
    assert desk.snapshot.links_from(evidence.TOPIC, two[0]) == ()


def test_lines_and_documents_are_tied(page, desk, settled, two):
    line = editing.create(desk.work, LineOfEnquiry, "Add", question="Why?").made
    document = editing.create(desk.work, SeenDocument, "Add", title="Strategy").made
    page.refresh(None)
    page.aside.line.key_chosen.emit(line)
    page.aside.document.set_key(document)
    page.aside.page.setText("12")
    page.aside._cite.click()
    settled()
    assert [row.key for row in page.aside.lines.rows] == [line]
    assert page.aside.documents.rows[0].second == "page 12"
    page.aside._line_off.click()
    page.aside._uncite.click()
    settled()
    assert page.aside.lines.rows == page.aside.documents.rows == ()


def test_several_notes_become_one_finding_with_their_sides(page, desk, qtbot, settled, two):
    select(page, *two)
    assert middle(page) is page.several
    qtbot.keyClick(
        page.notes.list,
        Qt.Key.Key_F,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    page.begin_finding()
    sheet = page.finding
    assert middle(page) is sheet
    assert sheet.area.key() == "in-care"
    sheet.kind.set_key("area-for-improvement")
    sheet.kind.key_chosen.emit("area-for-improvement")
    assert {one: field.key() for one, field in sheet._sides.items()} == {
        two[0]: "for",
        two[1]: "against",
    }
    sheet.make()
    assert desk.snapshot.all(Finding) == ()
    qtbot.keyClicks(sheet.text, "Plans drift")
    asked = []
    desk.asked_for.connect(lambda *what: asked.append(what))
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    (made,) = desk.snapshot.all(Finding)
    assert (made.text, made.kind) == ("Plans drift", "area-for-improvement")
    assert asked == [("finding", made.id)]
    assert len(desk.snapshot.links_to(evidence.FINDING, made.id)) == 2


def test_a_finding_can_be_left_and_the_notes_stay_chosen(page, qtbot, two):
    select(page, *two)
    page.begin_finding()
    qtbot.keyClick(page.finding.text, Qt.Key.Key_Escape)
    assert middle(page) is page.several
    assert set(page.notes.chosen_notes()) == set(two)


def test_the_same_is_said_of_several_in_one_step(page, desk, settled, two):
    select(page, *two)
    page.several.stance.key_chosen.emit("neutral")
    page.several.topic.topics_changed.emit(("hp-plans",))
    settled()
    assert {desk.snapshot.get(Evidence, one).stance for one in two} == {"neutral"}
    assert len(desk.snapshot.links_to(evidence.TOPIC, evidence.topic_id("hp-plans"))) == 2
    desk.do(lambda: undoing.undo(desk.work))
    desk.do(lambda: undoing.undo(desk.work))
    settled()
    assert desk.snapshot.get(Evidence, two[0]).stance == "concern"


def test_a_note_is_deleted_after_a_question(page, desk, settled, prompts, two):
    page.run_command("delete-record")
    settled()
    assert len(prompts.asked) == 1
    assert shown(page) == [two[1]]


def test_a_new_note_is_made_and_ready_to_type_in(page, settled):
    page.run_command("new-record")
    settled()
    assert page.card.text.hasFocus()
    assert len(shown(page)) == 3
    page.run_command("delete-record")
    settled()
    assert len(shown(page)) == 2


def test_a_refused_choice_is_shown_as_it_was(page, desk, settled, two):
    page.card.choices["area"].key_chosen.emit("nowhere")
    settled()
    assert len(desk.troubles) == 1
    desk.troubles.clear()
    assert page.card.choices["area"].key() == ""


def test_neighbours_and_other_pages(page, desk, two):
    page.run_command("next-record")
    assert page.card.text.text() == "Seen at home twice"
    page.run_command("last-record")
    assert page.card.text.text() == "Plan drifts"
    page.run_command("find-here")
    assert page.notes.finder.hasFocus()
    assert page.show_record("topic", "cc-visits")
    assert shown(page) == [two[1]]
    assert not page.show_record("finding", "x")


def test_the_qa_reader_reads_and_rewrites_nothing(desk, two, put_up, work):
    editing.edit(work, Member, work.my_member.id, "Change", role="qa")
    page = put_up(EvidencePage(desk))
    assert page.card.text.isReadOnly()
    assert not page.card.choices["source"].isEnabled()
    assert not page.card._delete.isVisibleTo(page)


def test_two_presses_make_one_finding(page, desk, settled, two):
    page.begin_finding()
    page.finding.text.set_text("Once")
    page.finding.make()
    page.finding.make()
    settled()
    assert len(desk.snapshot.all(Finding)) == 1


def test_every_field_has_a_name_and_nothing_is_cut(page, accessible_audit, cut_audit, dressed):
    accessible_audit(page)
    cut_audit(page)
    dressed("dark", 2.0)
    page.resize(1300, 700)
    accessible_audit(page)


@pytest.mark.long
def test_two_thousand_notes_follow_a_change_without_a_stall(desk, put_up):
    drafts = tuple(
        editing.making(
            Evidence,
            f"n{at}",
            {"text": f"Note {at}", "seen_at": f"2026-07-0{6 + at % 3}T10:{at % 60:02d}:00+01:00"},
        )
        for at in range(2000)
    )
    desk.work.run(StepDraft("Load", drafts))
    page = put_up(EvidencePage(desk))
    assert len(shown(page)) == 2000
    changes = evidence.change(desk.work, "n7", stance="concern")
    began = time.perf_counter()
    page.refresh(changes)
    # Not a measurement: a refresh that reads everything anew takes ten times as long.
    assert time.perf_counter() - began < 1.0
    assert page.notes.notes.row("n7").stance == "concern"


def margin(page):
    return page.card.margin


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    page.activateWindow()
    qtbot.keyClick(page.focusWidget() or page, key, modifier)


def test_the_margin_says_what_is_missing_until_it_is_said(page, desk, qtbot, settled, two):
    assert margin(page).lines == ("no effect on the child", "no source", "no role")
    page.card.text.setFocus()
    press(qtbot, page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert page.card.effect.hasFocus()
    qtbot.keyClicks(page.card.effect, "They wait")
    press(qtbot, page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert desk.snapshot.get(Evidence, two[0]).effect == "They wait"
    assert margin(page).lines == ("no source", "no role")
    page.card.choices["source"].key_chosen.emit("record")
    settled()
    assert margin(page).lines == ()
    assert not margin(page).isVisibleTo(page)


def test_a_line_of_the_margin_leads_to_its_field(page, qtbot):
    buttons = [one for one in margin(page).findChildren(Button) if one.property("line") == 1]
    assert buttons[0].accessibleName() == "no source: go to it"
    buttons[0].click()
    assert page.card.choices["source"].hasFocus()


def test_the_list_says_in_words_what_its_mark_means(page, two):
    model = page.notes.model
    index = model.index(model.row_of(two[0]), 0)
    assert "○" in model.face(index.row(), 0).second
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "no effect on the child, no source, no role" in spoken
    page.notes.only.set_key("lacks")
    page.notes._narrow()
    assert two[0] in shown(page)


def test_unknown_abbreviations_are_listed_and_known_ones_explained(page, desk, qtbot, settled, two):
    page.card.text.setFocus()
    qtbot.keyClicks(page.card.text, "The QXT and the IRO. ")
    page.flush()
    settled()
    assert "not explained: QXT" in margin(page).lines
    assert "IRO: independent reviewing officer" in margin(page)._meanings.text()
    desk.do(lambda: abbreviations.explain(desk.work, "QXT", "quick exit team"))
    settled()
    assert not any("QXT" in line for line in margin(page).lines)
    assert "QXT: quick exit team" in margin(page)._meanings.text()


def test_one_key_confirms_what_is_assumed_at_its_field(page, desk, qtbot, settled):
    made = evidence.add(
        desk.work, "x", assumed=Assumed(place="Hill Street", source="record"),
        seen_at="2026-07-08T13:00:00+01:00",
    )  # fmt: skip
    page.refresh(made)
    page.show_record("evidence", made.made)
    labels = {label.text() for label in page.card.findChildren(QLabel) if label.isVisible()}
    assert {"&Source · assumed", "&Place · assumed", "R&ole"} <= labels
    assert page.card.place.accessibleDescription() == "assumed."
    page.card.text.setFocus()
    press(qtbot, page, Qt.Key.Key_F7)
    settled()
    assert desk.snapshot.get(Evidence, made.made).assumed == ()
    labels = {label.text() for label in page.card.findChildren(QLabel)}
    assert "&Source" in labels
    assert "&Source · assumed" not in labels


def test_a_note_from_paper_says_when_and_what_became_of_the_paper(page, desk, qtbot, settled):
    made = evidence.add(
        desk.work, "From paper",
        seen_at="2026-07-08T10:40:00+01:00", written_at="2026-07-08T14:05:00+01:00",
    )  # fmt: skip
    page.refresh(made)
    page.show_record("evidence", made.made)
    assert page.card._by.text() == "Seen 10:40, written 14:05. By Ann Example."
    page.card.paper.setFocus()
    qtbot.keyClicks(page.card.paper, "shredded at the office")
    page.flush()
    settled()
    assert page.card._by.text() == (
        "Seen 10:40, written 14:05 from paper notes; paper: shredded at the office. By Ann Example."
    )
    page.notes.only.set_key("late")
    page.notes._narrow()
    assert made.made in shown(page)


def test_a_note_changes_its_side_in_a_finding_where_it_is_read(page, desk, settled, two):
    finding = findings.make(desk.work, [two[0]], "strength", text="Plans drift", area="help").made
    page.refresh(None)
    ties = page.aside.findings
    ties.sides[finding].key_chosen.emit("against")
    settled()
    [link] = desk.snapshot.links_from(evidence.FINDING, two[0])
    assert link.stance == "against"
    assert ties.sides[finding].key() == "against"
    next(one for one in ties.findChildren(Button) if one.text() == "Take off").click()
    settled()
    assert desk.snapshot.links_from(evidence.FINDING, two[0]) == ()
    assert page.aside._no_findings.isVisibleTo(page)


def test_a_note_is_referred_back_from_its_page(page, desk, two):
    asked = []
    desk.asked_for.connect(lambda kind, record: asked.append((kind, record)))
    select(page, two[0])
    page.run_command("refer-back")
    assert asked == [("referral_back", two[0])]
