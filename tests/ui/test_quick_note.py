"""The quick note: covers everything, safe as typed, closes in two keys, never loses a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QWidget

from ilacs_desktop.domain.records import Activity, Case, Evidence
from ilacs_desktop.errors import StorageError
from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services import editing, evidence
from ilacs_desktop.services.laptop import first_run
from ilacs_desktop.services.setup import NewInspection
from ilacs_desktop.store.slots import Cost
from ilacs_desktop.ui.bus import Bus
from ilacs_desktop.ui.desk import Desk
from ilacs_desktop.ui.quick_note import QuickNote
from ilacs_desktop.ui.shell import MainWindow
from ilacs_desktop.ui.tasks import TaskRunner


class _Clock:
    def now(self):
        return datetime(2026, 7, 8, 14, 2, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    made, _ = first_run(
        tmp_path_factory.mktemp("laptop"), "Ann", "correct horse battery", cost=Cost()
    )
    yield made
    made.close()


@pytest.fixture
def work(laptop):
    new = NewInspection("Exampleshire", "short", date(2026, 7, 6))
    work = laptop.new_inspection(new, load_editions(edition_folders()[:1]))
    work.file.writer = replace(work.file.writer, clock=_Clock())
    for child in ("4471", "4472", "5000"):
        editing.create(work, Case, "Add", child_id=child, area="in-care")
    yield work
    work.close()


@pytest.fixture
def desk(qtbot, dressed, prompts, work):
    runner = TaskRunner()
    made = Desk(work, runner, Bus(), prompts)
    made.troubles = []
    made.trouble.connect(made.troubles.append)
    yield made
    qtbot.waitUntil(lambda: runner.idle)
    runner.shutdown()


@pytest.fixture
def note(desk, qtbot):
    return show(desk, qtbot)


def show(desk, qtbot, case=""):
    made = QuickNote(desk, case)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.first_focus().setFocus()
    made.gone = []
    made.closed.connect(made.gone.append)
    return made


def read(surface):
    """Return every word that can be read on a surface."""
    return [
        text
        for widget in (surface, *surface.findChildren(QWidget))
        if widget.isVisible()
        for text in words_of(widget)
        if text.strip()
    ]


def words_of(widget):
    for name in ("text", "toPlainText", "currentText", "title", "placeholderText"):
        said = getattr(widget, name, None)
        found = said() if callable(said) else ""
        yield found if isinstance(found, str) else ""
    yield widget.accessibleName()
    yield widget.toolTip()
    if isinstance(widget, QListWidget):
        yield from (widget.item(at).text() for at in range(widget.count()))


def notes(desk):
    return desk.snapshot.all(Evidence)


def idle(desk, qtbot):
    qtbot.waitUntil(lambda: desk.runner.idle)


def control(key):
    return key, Qt.KeyboardModifier.ControlModifier


def test_the_first_words_make_the_note_and_the_rest_grows_in_it(note, desk, qtbot):
    qtbot.keyClicks(note.text, "Seen")
    qtbot.waitUntil(lambda: len(notes(desk)) == 1, timeout=2000)
    qtbot.keyClicks(note.text, " at home")
    qtbot.keyClick(note.text, Qt.Key.Key_Return)
    qtbot.keyClicks(note.text, "alone")
    note.flush()
    idle(desk, qtbot)
    assert [one.text for one in notes(desk)] == ["Seen at home\nalone"]
    assert note.saved_words().startswith("✓ Saved 14:02")


@pytest.mark.parametrize("how", ["ctrl_enter", "escape", "button", "from_a_field"])
def test_every_way_out_keeps_the_note(note, desk, qtbot, how):
    qtbot.keyClicks(note.text, "Kept")
    if how == "ctrl_enter":
        qtbot.keyClick(note.text, *control(Qt.Key.Key_Return))
    elif how == "escape":
        qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    elif how == "button":
        note.close_button.click()
    else:
        note.fields.role.setFocus()
        qtbot.keyClicks(note.fields.role, "team manager")
        qtbot.keyClick(note.fields.role, Qt.Key.Key_Escape)
    idle(desk, qtbot)
    (kept,) = notes(desk)
    assert kept.text == "Kept"
    assert note.gone == [kept.id]
    assert kept.role == ("team manager" if how == "from_a_field" else "")


def test_nothing_typed_keeps_nothing(note, desk, qtbot):
    note.fields.source.key_chosen.emit("record")
    qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    idle(desk, qtbot)
    assert notes(desk) == ()
    assert note.gone == [""]


def test_words_all_taken_back_are_not_kept(note, desk, qtbot):
    qtbot.keyClicks(note.text, "x")
    note.flush()
    qtbot.keyClick(note.text, Qt.Key.Key_Backspace)
    note.close_note()
    idle(desk, qtbot)
    assert notes(desk) == ()
    assert len(note.gone) == 1


def test_a_full_disk_keeps_the_words_on_the_screen_and_the_note_open(
    note, desk, qtbot, monkeypatch
):
    def refuse(*_args, **_more):
        raise StorageError("The disk is full.", kept="Your words are on the screen.")

    with monkeypatch.context() as patched:
        patched.setattr(evidence, "add", refuse)
        qtbot.keyClicks(note.text, "Important")
        note.close_note()
        idle(desk, qtbot)
        assert note.gone == []
        assert "The disk is full." in note.banner.text()
        assert note.text.text() == "Important"
    note.close_note()
    idle(desk, qtbot)
    assert [one.text for one in notes(desk)] == ["Important"]
    assert len(note.gone) == 1


def test_fields_said_before_and_after_the_first_word(note, desk, qtbot):
    note.fields.source.key_chosen.emit("childrens-group")
    qtbot.keyClicks(note.text, "x")
    note.flush()
    note.fields.ticks["ask_at_kit"].click()
    note.fields.stance.key_chosen.emit("concern")
    note.close_note()
    idle(desk, qtbot)
    (kept,) = notes(desk)
    assert (kept.source, kept.method, kept.stance, kept.ask_at_kit) == (
        "childrens-group",
        "focus_group",
        "concern",
        True,
    )


def test_the_activity_that_is_on_is_assumed_and_said_to_be(desk, qtbot, work):
    editing.create(
        work,
        Activity,
        "Add",
        day="2026-07-08",
        start="13:00",
        end="15:00",
        kind="case-sampling",
        place="Hill Street",
        who=[work.my_member.id],
    )
    note = show(desk, qtbot)
    assert note.fields.place.text() == "Hill Street"
    assert "source, place" in note.fields._told.text()
    qtbot.keyClicks(note.text, "x")
    note.fields.source.key_chosen.emit("manager")
    note.close_note()
    idle(desk, qtbot)
    (kept,) = notes(desk)
    assert (kept.place, kept.source) == ("Hill Street", "manager")
    assert "place" in kept.assumed
    assert "source" not in kept.assumed


def test_at_and_tab_name_the_child_only_once_no_other_fits(note, desk, qtbot):
    qtbot.keyClicks(note.text, "Knows her well @447")
    assert [one.label for one in note.offers.meanings()] == ["Child · …71", "Child · …72"]
    assert "447" not in " ".join(read(note)).replace("Knows her well @447", "")
    qtbot.keyClicks(note.text, "1")
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    assert note.text.text() == "Knows her well"
    assert note.text.hasFocus()
    note.close_note()
    idle(desk, qtbot)
    (kept,) = notes(desk)
    assert desk.snapshot.get(Case, kept.case).child_id == "4471"


def test_hash_and_tab_tag_a_topic(note, desk, qtbot):
    qtbot.keyClicks(note.text, "Plan is clear #pre-pro")
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    qtbot.keyClicks(note.text, " #superv")
    note.flush()
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    note.close_note()
    idle(desk, qtbot)
    (kept,) = notes(desk)
    assert kept.text == "Plan is clear"
    assert {link.detail for link in desk.snapshot.links_from(evidence.TOPIC, kept.id)} == {
        "hp-pre-proceedings",
        "ld-supervision",
    }
    assert kept.area == "help-and-protection"


def test_tab_without_a_mark_leaves_the_text(note, qtbot):
    qtbot.keyClicks(note.text, "Seen")
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    assert not note.text.hasFocus()


def test_a_child_is_named_by_its_whole_id(note, desk, qtbot):
    qtbot.keyClicks(note.text, "x")
    note.fields.child.setFocus()
    qtbot.keyClicks(note.fields.child, "5000")
    note.fields.child.flush()
    note.close_note()
    idle(desk, qtbot)
    assert desk.snapshot.get(Case, notes(desk)[0].case).child_id == "5000"


def test_an_unknown_child_is_said_to_be(note, desk, qtbot):
    qtbot.keyClicks(note.fields.child, "9")
    note.fields.child.flush()
    assert "No child's card" in note.fields._told.text()


def test_the_child_on_the_screen_is_carried_over(desk, qtbot, work):
    case = work.snapshot.all(Case)[0]
    note = show(desk, qtbot, case.id)
    assert note.fields.child.text() == "4471"
    assert "child" in note.fields._told.text()


def test_nothing_of_the_window_can_be_read_behind_it(desk, qtbot, work):
    window = MainWindow()
    qtbot.addWidget(window)
    behind = QWidget()
    secret = QLabel("Child 5000", behind)
    window.show_state(behind)
    window.show()
    note = QuickNote(desk)
    window.show_over(note)
    assert not secret.isVisible()
    words = " ".join(one.text() for one in note.findChildren(QLabel))
    assert "5000" not in words
    window.end_over(note)
    assert secret.isVisible()
    note.deleteLater()


def test_immediate_risk_says_what_to_do(note):
    assert not note.risk.isVisibleTo(note)
    note.fields.ticks["immediate"].click()
    assert note.risk.state == "confirmed"
    assert note.risk.isVisibleTo(note)


def test_every_field_has_a_name_and_fits(note, accessible_audit, cut_audit, dressed):
    accessible_audit(note)
    cut_audit(note)
    dressed("dark", 2.0)
    note.resize(1366, 700)
    cut_audit(note)
