"""The Report page: nothing typed is lost, every sentence on findings, the exact pages beside it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel

from ilacs_desktop.domain.records import Case, Finding, Paragraph
from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline, resting, writing
from ilacs_desktop.ui.pages.report.page import VERSIONS, ReportPage

AREA = "help-and-protection"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def work(request, laptop, editions):
    """A short inspection with two paragraphs, or the event and day that a test asks for."""
    event, start = getattr(request, "param", ("short", date(2026, 7, 6)))
    new = NewInspection("Exampleshire", event, start, scope_text="the front door")
    made = laptop.new_inspection(new, editions)
    if event == "short":
        for text in ("First words.", "Second words."):
            writing.add_paragraph(made, AREA, text=text)
    yield made
    made.close()


@pytest.fixture
def page(desk, put_up):
    made = put_up(ReportPage(desk))
    made.outline.choose(AREA if made.outline.sections.model().row_of(AREA) >= 0 else "headline")
    return made


@pytest.fixture
def calm(qtbot, page, desk):
    """Wait until typing is saved, commands are through and the preview is drawn."""

    def wait():
        for block in page.writer.blocks.blocks:
            block.flush()
        qtbot.waitUntil(lambda: desk.runner.idle)
        qtbot.waitUntil(
            lambda: not page._pause.isActive() and not page.checker.is_waiting and desk.runner.idle
        )

    return wait


def texts(desk, section=AREA):
    written = outline.outline(desk.snapshot, desk.edition, date(2026, 7, 20))
    return [item.text for item in written.section(section).items]


def block(page, at):
    return page.writer.blocks.blocks[at]


def edit(page, at):
    return block(page, at).edit


def shown(widget):
    labels = widget.findChildren(QLabel)
    return " | ".join(one.text() for one in labels if one.isVisibleTo(widget))


def finding(desk, text="Children are seen quickly.", kind="strength", area=AREA):
    work = desk.work
    made = []
    desk.do(
        lambda: findings.make(work, (), kind, text=text, area=area),
        lambda changes: made.append(changes.made),
    )
    return made


# -- writing -------------------------------------------------------------------------------------


def test_what_is_typed_is_saved_and_printed(page, desk, calm, qtbot):
    edit(page, 0).setFocus()
    edit(page, 0).put_cursor(at_end=True)
    qtbot.keyClicks(edit(page, 0), " More, ")
    edit(page, 0).insertPlainText("Żółć.")
    qtbot.waitUntil(lambda: texts(desk)[0] == "First words. More, Żółć.")
    calm()
    assert page.preview.paper.page_count >= 1
    assert edit(page, 0).text() == "First words. More, Żółć."
    assert desk.troubles == []


def test_numbers_stand_beside_the_paragraphs(page):
    assert [block(page, at).item.number for at in (0, 1)] == [1, 2]
    assert "1." in shown(page.writer.blocks)


def test_ctrl_enter_makes_the_next_paragraph_and_puts_the_cursor_there(page, desk, calm, qtbot):
    edit(page, 0).setFocus()
    qtbot.keyClick(edit(page, 0), Qt.Key.Key_Return, CTRL)
    calm()
    assert texts(desk) == ["First words.", "", "Second words."]
    assert edit(page, 1).hasFocus()
    qtbot.keyClicks(edit(page, 1), "Between.")
    calm()
    assert texts(desk) == ["First words.", "Between.", "Second words."]


def test_what_was_typed_last_is_not_lost_by_a_command(page, desk, calm, qtbot):
    edit(page, 0).setFocus()
    edit(page, 0).put_cursor(at_end=True)
    qtbot.keyClicks(edit(page, 0), " Unsaved")
    qtbot.keyClick(edit(page, 0), Qt.Key.Key_Return, CTRL | SHIFT)
    calm()
    assert texts(desk) == ["First words. Unsaved", "", "Second words."]


def test_splitting_counts_characters_not_units(page, desk, calm, qtbot):
    field = edit(page, 0)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "a")
    field.insertPlainText("\U0001f600 here. There.")
    field.select(8, 8)
    assert field.characters_before_cursor() == 8
    qtbot.keyClick(field, Qt.Key.Key_Return, CTRL | SHIFT)
    calm()
    assert texts(desk)[:2] == ["a\U0001f600 here.", "There."]


def test_backspace_at_the_beginning_joins_and_leaves_the_cursor_at_the_seam(
    page, desk, calm, qtbot
):
    edit(page, 1).setFocus()
    edit(page, 1).put_cursor(at_end=False)
    qtbot.keyClick(edit(page, 1), Qt.Key.Key_Backspace)
    calm()
    assert texts(desk) == ["First words. Second words."]
    assert edit(page, 0).hasFocus()
    assert edit(page, 0).characters_before_cursor() == len("First words.")


def test_alt_and_an_arrow_moves_the_paragraph_and_keeps_the_cursor(page, desk, calm, qtbot):
    edit(page, 0).setFocus()
    edit(page, 0).select(3, 3)
    qtbot.keyClick(edit(page, 0), Qt.Key.Key_Down, ALT)
    calm()
    assert texts(desk) == ["Second words.", "First words."]
    assert edit(page, 1).hasFocus()
    assert edit(page, 1).characters_before_cursor() == 3
    qtbot.keyClick(edit(page, 1), Qt.Key.Key_Up, ALT)
    calm()
    assert texts(desk) == ["First words.", "Second words."]


def test_arrows_go_on_to_the_neighbour(page, qtbot):
    edit(page, 0).setFocus()
    edit(page, 0).put_cursor(at_end=True)
    qtbot.keyClick(edit(page, 0), Qt.Key.Key_Down)
    assert edit(page, 1).hasFocus()
    qtbot.keyClick(edit(page, 1), Qt.Key.Key_Up)
    assert edit(page, 0).hasFocus()


def test_deleting_words_is_asked_about_and_an_empty_paragraph_is_not(page, desk, prompts, calm):
    page.writer.choose(block(page, 0).item.id)
    prompts.answer = False
    page.run_command("delete-record")
    assert "Delete paragraph 1" in prompts.asked[0].title
    assert len(texts(desk)) == 2
    prompts.answer = True
    page.run_command("delete-record")
    calm()
    assert texts(desk) == ["Second words."]
    page.run_command("new-record")
    calm()
    page.run_command("delete-record")
    calm()
    assert texts(desk) == ["Second words."]
    assert len(prompts.asked) == 2


def test_a_change_from_elsewhere_shows_without_moving_the_cursor(page, desk, calm):
    edit(page, 0).setFocus()
    edit(page, 0).select(5, 5)
    work, record = desk.work, block(page, 1).item.id
    desk.do(lambda: writing.write_text(work, record, "From elsewhere."))
    calm()
    assert edit(page, 1).text() == "From elsewhere."
    assert edit(page, 0).characters_before_cursor() == 5
    assert edit(page, 0).hasFocus()


def test_going_to_another_section_saves_what_was_typed(page, desk, calm, qtbot):
    edit(page, 0).setFocus()
    edit(page, 0).put_cursor(at_end=True)
    qtbot.keyClicks(edit(page, 0), " Kept.")
    page.outline.choose("in-care")
    calm()
    assert texts(desk)[0] == "First words. Kept."
    assert page.writer.section.key == "in-care"


@pytest.mark.parametrize("work", [("focused-visit", date(2026, 7, 6))], indirect=True)
def test_default_words_are_shown_and_taken_over_by_a_button(page, desk, calm, qtbot):
    page.outline.choose("introduction")
    assert "Exampleshire children's services" in shown(page.writer.blocks)
    assert not edit(page, 0).isVisibleTo(page)
    qtbot.mouseClick(page.writer.blocks._take, Qt.MouseButton.LeftButton)
    calm()
    assert edit(page, 0).isVisibleTo(page)
    assert "Exampleshire" in edit(page, 0).text()
    qtbot.mouseClick(page.writer.default, Qt.MouseButton.LeftButton)
    calm()
    assert not edit(page, 0).isVisibleTo(page)


def test_the_small_print_leads_to_the_settings(page, desk, qtbot):
    asked = []
    desk.asked_for.connect(lambda kind, record: asked.append(kind))
    page.outline.choose("about")
    assert not page.writer.add.isVisibleTo(page)
    qtbot.mouseClick(page.writer.settings, Qt.MouseButton.LeftButton)
    assert asked == ["setting"]


def test_tab_goes_through_the_paragraphs_as_they_are_read(page, desk, calm, qtbot):
    edit(page, 0).setFocus()
    qtbot.keyClick(edit(page, 0), Qt.Key.Key_Return, CTRL)
    calm()
    edit(page, 0).setFocus()
    for at in (1, 2):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert edit(page, at).hasFocus()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.writer.add.hasFocus()
    stops = page.panes()
    assert stops[0] is page.outline
    assert stops[1].isAncestorOf(edit(page, 0))
    assert stops[2].isAncestorOf(page.writer.under)


# -- findings ------------------------------------------------------------------------------------


def test_a_finding_is_added_by_keyboard(page, desk, calm, qtbot):
    finding(desk, "Something else.")
    made = finding(desk)
    calm()
    edit(page, 0).setFocus()
    page.doing.add_finding()
    assert page.writer.is_picking
    qtbot.keyClicks(page.writer.picker.words, "seen quickly")
    qtbot.keyClick(page.writer.picker.words, Qt.Key.Key_Return)
    calm()
    assert resting.finding_ids(desk.work, block(page, 0).item.id) == tuple(made)
    assert not page.writer.is_picking
    assert edit(page, 0).hasFocus()
    assert "Children are seen quickly." in shown(page.writer.under)


def test_down_goes_to_the_second_finding_and_ctrl_enter_drafts_it_alone(page, desk, calm, qtbot):
    for words in ("Children are seen quickly.", "Plans are clear."):
        finding(desk, words)
    calm()
    edit(page, 0).setFocus()
    before, held = texts(desk), resting.finding_ids(desk.work, block(page, 0).item.id)
    page.doing.add_finding()
    picker = page.writer.picker
    second = picker._model.key_at(1)
    qtbot.keyClick(picker.words, Qt.Key.Key_Down)
    assert picker.list.hasFocus()
    assert picker.chosen() == (second,)
    qtbot.keyClick(picker.list, Qt.Key.Key_Return, CTRL)
    calm()
    assert len(texts(desk)) == len(before) + 1
    assert resting.finding_ids(desk.work, block(page, 0).item.id) == held


def test_a_draft_takes_the_place_of_the_empty_paragraph_begun_for_it(page, desk, calm, qtbot):
    finding(desk)
    calm()
    edit(page, 0).setFocus()
    before = texts(desk)
    page.run_command("new-record")
    calm()
    page.doing.add_finding()
    qtbot.keyClick(page.writer.picker.words, Qt.Key.Key_Return, CTRL)
    calm()
    assert texts(desk) == [*before, "Children are seen quickly."]
    assert page.writer.item().text == "Children are seen quickly."


def test_new_in_another_view_is_never_written_where_nobody_sees_it(page, desk, calm):
    before = texts(desk)
    page.set_view(VERSIONS)
    page.run_command("delete-record")
    calm()
    assert texts(desk) == before
    page.outline.choose(AREA)
    page.run_command("new-record")
    calm()
    assert page.writer.isVisible()
    assert len(texts(desk)) == len(before) + 1


def test_escape_leaves_the_picker(page, desk, calm, qtbot):
    finding(desk)
    calm()
    page.writer.choose(block(page, 0).item.id)
    page.doing.add_finding()
    qtbot.keyClick(page.writer.picker.words, Qt.Key.Key_Escape)
    assert not page.writer.is_picking


def test_a_paragraph_is_drafted_from_a_finding_not_used(page, desk, calm, qtbot):
    made = finding(desk)
    calm()
    page.outline.check_opened.emit("unused")
    assert page.writer.picker.only.isChecked()
    qtbot.keyClick(page.writer.picker.words, Qt.Key.Key_Return, CTRL)
    calm()
    assert "Children are seen quickly." in texts(desk)
    at = texts(desk).index("Children are seen quickly.")
    assert resting.finding_ids(desk.work, block(page, at).item.id) == tuple(made)
    assert page._unused == ()


def test_a_finding_is_taken_away_again(page, desk, calm):
    made = finding(desk)
    calm()
    work, record = desk.work, block(page, 0).item.id
    desk.do(lambda: writing.link_finding(work, record, made[0]))
    page.writer.choose(record)
    calm()
    assert page.writer.under.findings.rows == tuple(made)
    page.writer.under.findings.taken.emit(made[0])
    calm()
    assert page.writer.under.findings.rows == ()


def test_chips_say_what_a_paragraph_rests_on(page, desk, calm):
    assert "△ rests on nothing" in shown(block(page, 0))
    made = finding(desk)
    calm()
    work, record = desk.work, block(page, 0).item.id
    desk.do(lambda: writing.link_finding(work, record, made[0]))
    calm()
    assert "△ no notes yet" in shown(block(page, 0))
    desk.do(lambda: editing.edit(work, Finding, made[0], "Withdraw", state="withdrawn"))
    calm()
    assert "△ withdrawn" in shown(block(page, 0))


# -- checks --------------------------------------------------------------------------------------


def test_a_childs_id_is_found_selected_and_accepted_with_a_reason(page, desk, calm, qtbot):
    work = desk.work
    desk.do(lambda: editing.create(work, Case, "Add child", child_id="9000412"))
    desk.do(lambda: writing.write_text(work, block(page, 1).item.id, "About 9000412 here."))
    calm()
    assert "△ child’s ID" in shown(block(page, 1))
    page.outline.check_opened.emit("child-id")
    assert edit(page, 1).textCursor().selectedText() == "9000412"
    under = page.writer.under
    assert under.clear.isVisibleTo(page)
    qtbot.mouseClick(under.clear, Qt.MouseButton.LeftButton)
    calm()
    assert isinstance(desk.troubles.pop(), KnownError)
    under.reason.setText("The number of a form.")
    qtbot.mouseClick(under.clear, Qt.MouseButton.LeftButton)
    calm()
    assert "child’s ID" not in shown(page.writer)


def test_a_check_goes_round_its_paragraphs(page, calm):
    first, second = (block(page, at).item.id for at in (0, 1))
    page.outline.check_opened.emit("rests-on-nothing")
    assert page.writer.current == first
    page.outline.check_opened.emit("rests-on-nothing")
    assert page.writer.current == second
    page.outline.check_opened.emit("rests-on-nothing")
    assert page.writer.current == first


def test_a_paragraph_is_moved_to_another_section_and_stays_at_hand(page, desk, calm):
    desk.asked_for.connect(page.show_record)
    page.writer.choose(block(page, 0).item.id)
    edit(page, 0).insertPlainText("Now. ")
    under = page.writer.under
    assert under.place.isVisibleTo(page)
    assert under.place.key() == AREA
    under.place.set_key("improvement")
    under.place.key_chosen.emit("improvement")
    calm()
    assert texts(desk) == ["Second words."]
    assert texts(desk, "improvement") == ["First words.Now. "]
    assert page.writer.section.key == "improvement"
    assert block(page, 0).item.id == page.writer.current


def test_points_take_their_reference_from_the_national_framework(page, desk, calm):
    page.outline.choose("improvement")
    page.run_command("new-record")
    calm()
    page.writer.choose(block(page, 0).item.id)
    edit(page, 0).insertPlainText("The timeliness of plans.")
    calm()
    under = page.writer.under
    assert under.reference.isVisibleTo(page)
    under.reference.set_key("outcome-3")
    under.reference.key_chosen.emit("outcome-3")
    calm()
    assert desk.snapshot.get(Paragraph, block(page, 0).item.id).reference == "outcome-3"
    assert "no framework reference" not in shown(block(page, 0))


# -- pages ---------------------------------------------------------------------------------------


def test_choosing_a_paragraph_marks_it_on_the_page_and_a_click_goes_back(page, desk, calm):
    calm()
    paper = page.preview.paper
    record = block(page, 1).item.id
    page.writer.choose(record)
    (box,) = paper._boxes(record)
    bar = paper.verticalScrollBar().value()
    assert 0 <= box.top() - bar <= paper.viewport().height()
    page.writer.choose(block(page, 0).item.id)
    point = QPointF(box.center().x(), box.center().y() - paper.verticalScrollBar().value())
    assert paper.block_at(point) == record
    page.preview.block_clicked.emit(record)
    assert page.writer.current == record
    assert edit(page, 1).hasFocus()


def test_the_preview_keeps_its_place_when_it_is_drawn_again(page, desk, calm):
    work = desk.work
    for _ in range(30):
        desk.do(lambda: writing.add_paragraph(work, AREA, text="Many words stand here. " * 20))
    calm()
    bar = page.preview.paper.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    assert at > 0
    desk.do(lambda: writing.add_paragraph(work, "leaders", text="One more."))
    calm()
    assert bar.value() == at
    assert page.preview.paper.page > 1


def test_a_grade_shows_only_after_the_meeting(page, desk, calm):
    assert "to be decided" in shown(page.writer)
    work = desk.work
    desk.do(lambda: judgements.open_meeting(work, "2026-07-10", [work.members[0].id]))
    desk.do(lambda: judgements.choose_grade(work, AREA, "good"))
    calm()
    assert "Good" in shown(page.writer)


def test_a_paragraph_is_found_by_its_record(page):
    record = block(page, 1).item.id
    page.outline.choose("leaders")
    assert page.show_record("paragraph", record)
    assert page.writer.current == record
    assert not page.show_record("paragraph", "nowhere")
    assert not page.show_record("finding", record)


# -- export --------------------------------------------------------------------------------------


def test_export_asks_where_and_writes_what_was_typed_last(
    page, desk, prompts, calm, tmp_path, qtbot
):
    prompts.save_path = tmp_path / "draft.pdf"
    told = []
    page.message_told.connect(told.append)
    edit(page, 0).setFocus()
    qtbot.keyClicks(edit(page, 0), "Last ")
    page.run_command("export")
    qtbot.waitUntil(lambda: bool(told))
    assert prompts.wishes[0].name == "Exampleshire report draft.pdf"
    assert told[0].startswith("Exported draft.pdf, ")
    assert prompts.save_path.read_bytes().startswith(b"%PDF")
    assert desk.snapshot.get(Paragraph, block(page, 0).item.id).text.startswith("Last ")


def test_a_refused_export_is_told_as_trouble(page, desk, prompts, qtbot, tmp_path):
    prompts.save_path = tmp_path / "missing" / "draft.pdf"
    page.run_command("export")
    qtbot.waitUntil(lambda: bool(desk.troubles))
    assert "cannot be written" in str(desk.troubles.pop())
    prompts.save_path = tmp_path / "final.pdf"
    page.exporter.ask(final=True)
    qtbot.waitUntil(lambda: bool(desk.troubles))
    assert "No final grade yet" in str(desk.troubles.pop())
    prompts.save_path = None
    page.run_command("export")
    assert desk.troubles == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "work", [("short", date(2026, 7, 6)), ("jtai", date(2026, 7, 6))], indirect=True
)
def test_everything_has_a_name_and_nothing_is_cut_off(
    desk, put_up, dressed, accessible_audit, cut_audit, scale, qtbot
):
    dressed("dark", scale)
    page = put_up(ReportPage(desk))
    page.outline.choose("improvement")
    accessible_audit(page)
    cut_audit(page)
    page.doing.add_finding()
    accessible_audit(page)
    qtbot.waitUntil(
        lambda: not page._pause.isActive() and not page.checker.is_waiting and desk.runner.idle
    )
