"""The window: pages made when looked at, commands, and nothing readable behind a state."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from ilacs_desktop.ui.fields.values import HeaderFacts, SearchHit
from ilacs_desktop.ui.frame import going, keys
from ilacs_desktop.ui.frame.shell import TITLE, MainWindow
from ilacs_desktop.ui.page import Count, Page, PageSpec
from ilacs_desktop.ui.widgets.prose import ProseEdit
from ilacs_desktop.ui.widgets.record_table import MasterList
from ilacs_desktop.ui.widgets.sidebar import PageButton
from ilacs_desktop.ui.widgets.three_pane import ThreePane
from ilacs_desktop.ui.widgets.view_switch import ViewSwitch

FACTS = HeaderFacts("Exampleshire", "Short inspection", "ILACS 2026", 3, 5, "Official-Sensitive")


class CasesPage(Page):
    key = "cases"
    title = "Cases"
    commands = ("refer-back",)

    def __init__(self):
        super().__init__()
        self.ran, self.refreshed, self.committed = [], [], []
        self.edit = ProseEdit()
        self.edit.setAccessibleName("Note")
        self.edit.text_committed.connect(self.committed.append)
        left, right = QWidget(), QWidget()
        for pane, words in ((left, "Cases"), (right, "Journey")):
            field = ProseEdit(pane)
            field.setAccessibleName(words)
        work = QWidget()
        QVBoxLayout(work).addWidget(self.edit)
        QVBoxLayout(self).addWidget(ThreePane(left, work, right, list_title="Cases"))

    def first_focus(self):
        return self.edit

    def run_command(self, name):
        self.ran.append(name)

    def refresh(self, changes):
        self.refreshed.append(changes)


class PlainPage(Page):
    def __init__(self, key):
        super().__init__()
        self.key = key
        field = ProseEdit(self)
        field.setAccessibleName(key)


@pytest.fixture
def made():
    return []


@pytest.fixture
def window(qtbot, dressed, made):
    def maker(key):
        def make():
            made.append(key)
            return CasesPage() if key == "cases" else PlainPage(key)

        return make

    shell = MainWindow()
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    qtbot.waitExposed(shell)
    specs = [
        PageSpec(key, title, icon, maker(key)) for key, title, icon in (*keys.PAGES, keys.SETTINGS)
    ]
    shell.open_work(specs, "cases").header.show_facts(FACTS)
    shell.activateWindow()
    return shell


def view():
    made = QWidget()
    label = QLabel("Locked", made)
    label.setObjectName("only")
    return made


def test_the_keys_go_round_the_views_of_a_page(qtbot):
    class Views(PlainPage):
        def __init__(self):
            super().__init__("cases")
            self.switch = ViewSwitch("Views", (("one", "One"), ("two", "Two")))
            QVBoxLayout(self).addWidget(self.switch)

    window = MainWindow()
    qtbot.addWidget(window)
    work = window.open_work([PageSpec("cases", "Cases", "folder-open", Views)], "cases")
    window.show()
    chosen = []
    work.page.switch.view_chosen.connect(chosen.append)
    for name in ("next-view", "next-view", "last-view"):
        window.run(name)
    assert chosen == ["two", "one", "two"]


def test_pages_are_made_when_they_are_looked_at(window, made):
    assert made == ["cases"]
    window.run("go-plan")
    window.run("go-cases")
    assert made == ["cases", "plan"]
    assert window.work.page.key == "cases"


def test_page_keys_change_the_page(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.work.page.key == "plan"
    assert window.work.sidebar.button("plan").isChecked()


def test_leaving_a_page_commits_what_was_typed(window, qtbot):
    page = window.work.page
    qtbot.keyClicks(page.edit, "seen")
    window.run("go-plan")
    assert page.committed == ["seen"]


def test_commands_reach_whoever_runs_them(window, qtbot):
    heard = []
    window.commanded.connect(heard.append)
    page = window.work.page
    qtbot.keyClick(page.edit, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.run("refer-back")
    assert heard == ["quick-note"]
    assert page.ran == ["refer-back"]
    window.run("go-plan")
    window.run("refer-back")
    assert page.ran == ["refer-back"]
    assert not window.action("refer-back").isEnabled()


def test_undo_reaches_the_inspection_when_the_field_has_nothing_to_undo(window, qtbot):
    heard = []
    window.commanded.connect(heard.append)
    edit = window.work.page.edit
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["undo"]
    qtbot.keyClicks(edit, "x")
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["undo"]
    assert edit.text() == ""


def test_a_command_can_be_renamed_and_forbidden(window):
    window.set_command("undo", enabled=False, words="Undo: type in case 4471")
    assert window.action("undo").text() == "Undo: type in case 4471"
    assert not window.action("undo").isEnabled()
    window.set_command("undo")
    assert window.action("undo").isEnabled()


def test_f6_goes_round_all_panes_and_back(window, qtbot):
    seen = []
    for _ in range(5):
        window.run("next-pane")
        seen.append(QApplication.focusWidget())
    assert len(set(map(id, seen))) == 5
    assert any(isinstance(widget, PageButton) for widget in seen)
    window.run("last-pane")
    assert QApplication.focusWidget() is seen[3]


def test_nothing_shows_behind_a_state(window):
    lock = view()
    window.show_state(lock)
    assert not window.in_work
    assert not window.menuBar().isVisible()
    assert not window.work.isVisible()
    shown = [label for label in window.findChildren(QLabel) if label.isVisible()]
    assert [label.objectName() for label in shown] == ["only"]
    assert [c.name for c in keys.COMMANDS if window.action(c.name).isEnabled()] == ["quit"]
    window.run("go-plan")
    assert not window.work.isVisible()
    window.show_work()
    assert window.work.isVisible()


def test_a_cover_comes_and_goes_with_the_focus(window, qtbot):
    edit = window.work.page.edit
    qtbot.keyClicks(edit, "kept")
    cover, note = view(), view()
    window.show_over(note)
    window.show_over(cover)
    window.show_over(cover)
    assert window.work.page.committed == ["kept"]
    window.end_over(cover)
    assert note.isVisible()
    window.end_over(note)
    assert window.in_work
    assert QApplication.focusWidget() is edit
    window.show_over(cover)
    window.show_state(view())
    assert not cover.isVisible()
    window.end_over(cover)
    cover.deleteLater()
    note.deleteLater()


def test_the_title_names_no_one(window):
    assert window.windowTitle() == TITLE


def test_search_lists_goes_and_tells(window, qtbot):
    told, chosen = [], []
    window.searched.connect(told.append)
    window.hit_chosen.connect(chosen.append)
    window.run("search")
    box = window.work.header.search
    qtbot.keyClicks(box, "pl")
    assert told == ["", "p", "pl"]
    page = next(hit for hit in going.go_to_hits("pl") if hit.key == "page:plan")
    hits = (page, SearchHit(7, "Placement", "Evidence · Child 4471"))
    box.show_hits("pl", hits, "2 found")
    drop = window.findChildren(MasterList)[-1]
    assert drop.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [hit.key for hit in chosen] == [7]
    window.run("search")
    qtbot.keyClicks(box, "pl")
    box.show_hits("pl", hits)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.work.page.key == "plan"


def test_a_command_is_run_by_its_name_where_the_person_was(window, qtbot):
    edit = window.work.page.edit
    edit.setFocus()
    window.run("search")
    box = window.work.header.search
    told = []
    window.commanded.connect(told.append)
    qtbot.keyClicks(box, "quick")
    box.show_hits("quick", going.go_to_hits("quick", window.can_run))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == ["quick-note"]
    assert edit.hasFocus()


def test_nothing_found_can_be_read_over_a_note_or_comes_late(window, qtbot):
    window.run("search")
    box = window.work.header.search
    qtbot.keyClicks(box, "pl")
    hits = (SearchHit(7, "Placement", "Evidence · Child 4471"),)
    box.show_hits("pl", hits)
    drop = box.drop
    note = view()
    window.show_over(note)
    assert not drop.isVisible()
    assert drop.hits.model().rows == ()
    assert box.text() == ""
    box.show_hits("pl", hits)
    assert not drop.isVisible()
    window.end_over(note)
    note.deleteLater()


def test_escape_leaves_the_search(window, qtbot):
    window.run("search")
    box = window.work.header.search
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert window.work.page.edit.hasFocus()


def test_counts_are_said(window):
    window.work.set_count("today", Count(4, needs_person=True))
    assert window.work.sidebar.button("today").accessibleName() == "Today, 4 need you"
    window.work.page.count_changed.emit(Count(23))
    assert window.work.sidebar.button("cases").accessibleName() == "Cases, 23"


def test_the_status_line_says_when_it_was_safe(window):
    status = window.work.status
    status.show_saved(datetime(2026, 7, 8, 14, 2, 7))
    status.show_fact("backup", "Backed up 14:00")
    assert status.texts() == ("✓ Saved 14:02:07", "Backed up 14:00")
    status.show_message("Copied")
    assert "Copied" in status.texts()
    status._timer.timeout.emit()
    status._timer.stop()
    assert "Copied" not in status.texts()


def test_f1_lists_every_command(window, qtbot, accessible_audit):
    window.show_keys()
    dialog = window._keys_help
    table = dialog.findChild(MasterList.__mro__[1])
    assert table.model().rowCount() == len(keys.COMMANDS) + len(keys.FIELD_KEYS)
    accessible_audit(dialog)
    dialog._find.setText("quick")
    assert table.model().rowCount() == 1
    window.show_state(view())
    assert not dialog.isVisible()


def test_layout_is_remembered_for_pages_not_made_yet(window):
    work = window.work
    work.restore_state({"plan": {"x": 1}, "cases": {"panes": {"list": 300}}, "bad": 3})
    assert work.state()["plan"] == {"x": 1}
    assert work.state()["cases"] == {"panes": {"list": 300}}


def test_everything_has_a_name(window, accessible_audit):
    accessible_audit(window)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_on_a_small_screen(window, dressed, cut_audit, scale):
    dressed("light", scale)
    window.resize(1366, 768)
    QApplication.sendPostedEvents()
    assert window.width() == 1366
    assert window.height() == 768
    cut_audit(window.work.header)
    cut_audit(window.work.status)
    cut_audit(window.work)


def test_closing_flushes_and_tells(window, qtbot):
    page = window.work.page
    qtbot.keyClicks(page.edit, "last words")
    with qtbot.waitSignal(window.closing):
        window.close()
    assert page.committed == ["last words"]


def test_another_inspection_takes_the_place_of_the_first(window):
    first = window.work
    window.open_work([PageSpec("today", "Today", "sun", lambda: PlainPage("today"))])
    assert window.work is not first
    window.close_work()
    assert window.work is None
    assert not window.in_work
