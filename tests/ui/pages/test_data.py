import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest

from ilacs_desktop.domain.records import Case, DataSet, SampleDraw, SeenDocument
from ilacs_desktop.services.data import annex, annex_rules, annex_values, cohorts, data_sets
from ilacs_desktop.training.annex_a import make_annex_a, write_workbook
from ilacs_desktop.ui.pages.data.page import DataPage
from ilacs_desktop.ui.pages.data.receive import dropped_paths

VIEWS = ("lists", "quality", "samples", "child", "documents", "received")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("annex") / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 7, profile="poor"), path)
    return path


@pytest.fixture
def page(desk, put_up, work, book):
    annex.import_annex_a(work, [book])
    return put_up(DataPage(desk))


def test_an_empty_page_offers_to_receive(desk, put_up, prompts, settled, work, book):
    page = put_up(DataPage(desk))
    assert page.first_focus().text() == "Receive Annex A…"
    prompts.open_paths = (book,)
    page.first_focus().click()
    settled()
    assert data_sets.current(work) is not None
    assert "Received:" in page.receive.banner.text()
    assert page.lists.isVisible()
    assert page.lists.list.model().rowCount() == len(data_sets.list_summaries(work))


def test_a_refused_file_is_told_and_changes_nothing(desk, put_up, settled, work, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"%PDF-1.7")
    page = put_up(DataPage(desk))
    page.receive.receive((path,))
    settled()
    assert "letter.xlsx is a PDF" in page.receive.banner.text()
    assert not work.snapshot.all(DataSet)
    assert desk.troubles == []


def test_stopping_leaves_nothing(desk, put_up, settled, work, book):
    page = put_up(DataPage(desk))
    desk.runner.hold_jobs()
    page.receive.receive((book,))
    assert page.receive.is_running
    page.receive.stop.click()
    desk.runner.release_jobs()
    settled()
    assert "stopped" in page.receive.banner.text()
    assert not work.snapshot.all(DataSet)
    assert not page.receive.is_running


def test_dropped_files_are_taken(tmp_path):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.xlsx")), QUrl("https://example.org/b")])
    assert dropped_paths(dropped) == (tmp_path / "a.xlsx",)


def test_everything_has_a_name_and_fits(page, accessible_audit, cut_audit, settled):
    for view in VIEWS:
        page.show_view(view)
        settled()
        accessible_audit(page)
        cut_audit(page)


def test_everything_fits_at_twice_the_size(desk, dressed, put_up, work, book, cut_audit, settled):
    annex.import_annex_a(work, [book])
    dressed(scale=2.0)
    page = put_up(DataPage(desk), width=1180, height=560)
    for view in VIEWS:
        page.show_view(view)
        settled()
        cut_audit(page)


def test_rows_arrive_as_they_are_looked_at(page, settled, work):
    page.show_list(8)
    settled()
    model = page.lists.rows.model()
    summary = next(one for one in data_sets.list_summaries(work) if one.number == 8)
    assert model.rowCount() == summary.rows
    model.face(0, 0)
    settled()
    assert model.face(0, 0).text not in ("", "…")
    titles = [column.title for column in model.columns]
    assert "Allocated Worker" not in titles
    assert not any("ostcode" in title for title in titles)


def test_quality_narrows_and_opens_the_list(page, settled):
    page.show_view("quality")
    whole = page.quality.table.model().rowCount()
    page.quality.by_list.set_key(6)
    page.quality.by_list.key_chosen.emit(6)
    assert 0 < page.quality.table.model().rowCount() < whole
    page.quality.table.record_opened.emit(page.quality.table.current_key())
    settled()
    assert page.lists.list.current_key() == 6


def test_a_value_nobody_knows_is_decided(page, settled, work):
    page.show_view("quality")
    settled()
    panel = page.quality.values
    assert panel.isVisibleTo(page.quality)
    one = panel._chosen()
    code = annex_values.code_options(work, one.column)[0][0]
    panel.code.set_key(code)
    panel.decide.click()
    settled()
    assert annex_rules.decisions(work) == {one.column: {one.raw: code}}
    panel.table.choose((one.column, one.raw))
    panel.undecide.click()
    settled()
    assert annex_rules.decisions(work) == {one.column: {}}


def test_a_sample_is_drawn_with_its_seed_and_recorded(page, settled, work):
    page.show_view("samples")
    page.samples.cohorts.choose("list-7-open")
    form = page.samples.form
    form.seed.setValue(2026)
    form.size_field.setValue(4)
    form.button.click()
    settled()
    assert not work.snapshot.all(SampleDraw)
    QTest.keyClicks(form.reason, "Has life at home changed?")
    form.button.click()
    settled()
    (draw,) = work.snapshot.all(SampleDraw)
    assert (draw.seed, len(draw.drawn), draw.cohort) == (2026, 4, "list-7-open")
    assert page.samples.drawn.isVisible()
    page.samples.drawn.add.click()
    settled()
    assert [one.child_id for one in work.snapshot.all(Case)] == list(draw.drawn)


def test_ctrl_enter_draws_from_every_field_of_the_form(page, settled, work, qtbot):
    page.show_view("samples")
    page.samples.cohorts.choose("list-7-open")
    form = page.samples.form
    QTest.keyClicks(form.reason, "Has life at home changed?")
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    form.seed.setFocus()
    QTest.keyClick(form.seed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert len(work.snapshot.all(SampleDraw)) == 1
    assert page.samples.drawn.isVisible()


def test_a_dip_sample_wants_its_question(page, settled, work):
    page.show_view("samples")
    page.samples.cohorts.choose("list-9-all")
    QTest.keyClicks(page.samples.form.reason, "Health")
    page.samples.form.button.click()
    settled()
    drawn = page.samples.drawn
    drawn.by_depth.set_key("dip")
    drawn.by_depth.key_chosen.emit("dip")
    drawn.add.click()
    settled()
    assert not work.snapshot.all(Case)
    QTest.keyClicks(drawn.question, "Was it given?")
    drawn.add.click()
    settled()
    assert {one.question for one in work.snapshot.all(Case)} == {"Was it given?"}


def test_a_childs_journey_by_id_and_a_card_by_hand(page, settled, work, desk):
    child = cohorts.members(work, "list-8-all", work.file.connection)[0].child_id
    shown = []
    desk.asked_for.connect(lambda kind, record: shown.append((kind, record)))
    page.run_command("find-here")
    QTest.keyClicks(page.child.finder, child)
    page.child.finder.returnPressed.emit()
    settled()
    assert page.child._panel.list.model().rowCount() > 0
    QTest.keyClicks(page.child.reason, "Asked for by the LA")
    page.child._add_button.click()
    settled()
    (case,) = work.snapshot.all(Case)
    assert (case.child_id, case.draw, case.reason) == (child, "", "Asked for by the LA")
    assert shown == [("case", case.id)]


def test_a_child_nobody_has_is_said(page, settled):
    page.show_child("no such child")
    settled()
    assert "No list has a child with this ID." in page.child._panel._notes.text()


def test_documents_are_added_and_named_as_typed(page, settled, work):
    page.run_command("new-record")
    settled()
    page.documents.title.selectAll()
    QTest.keyClicks(page.documents.title, "Sufficiency strategy")
    page.documents.title.flush()
    settled()
    (document,) = work.snapshot.all(SeenDocument)
    assert (document.number, document.title) == ("A1", "Sufficiency strategy")


def test_destroying_asks_gravely(page, settled, work, prompts):
    page.show_view("received")
    prompts.answer = False
    page.received.destroy_button.click()
    settled()
    assert prompts.asked[-1].grave
    assert data_sets.current(work) is not None
    prompts.answer = True
    page.received.destroy_button.click()
    settled()
    assert data_sets.current(work) is None
