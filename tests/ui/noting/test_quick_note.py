"""The quick note: covers everything, safe as typed, closes in two keys, never loses a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QWidget

from ilacs_desktop.domain.records import Activity, Case, Evidence, ReferralBack
from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.ui.bus import Bus
from ilacs_desktop.ui.desk import Desk
from ilacs_desktop.ui.frame.shell import MainWindow
from ilacs_desktop.ui.noting.quick_note import QuickNote
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
def work(laptop, editions):
    new = NewInspection("Exampleshire", "short", date(2026, 7, 6))
    work = laptop.new_inspection(new, editions)
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


@pytest.fixture
def quiet_note(desk, qtbot):
    return show(desk, qtbot, quiet_mode=True)


def show(desk, qtbot, case="", **more):
    made = QuickNote(desk, case, **more)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
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
    assert note.text.text() == "Knows her well 4471"
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


# ---- signs that begin a line --------------------------------------------------------------------


def test_an_exclamation_mark_that_begins_a_line_asks_and_one_key_confirms(note, desk, qtbot):
    qtbot.keyClicks(note.text, "Plan is old")
    qtbot.keyClick(note.text, Qt.Key.Key_Return)
    qtbot.keyClicks(note.text, "! Alone")
    assert note.risk.isVisible()
    assert note.risk.state == "asked"
    note.text.flush()
    idle(desk, qtbot)
    assert not notes(desk)[0].immediate
    qtbot.keyClick(note.text, Qt.Key.Key_F8)
    assert note.risk.state == "confirmed"
    assert note.text.hasFocus()
    idle(desk, qtbot)
    assert notes(desk)[0].immediate
    assert notes(desk)[0].text == "Plan is old\n! Alone"


def test_one_key_declines_and_the_sign_stays_a_letter(note, desk, qtbot):
    qtbot.keyClicks(note.text, "!Alone")
    qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    assert note.risk.state == ""
    assert note.gone == []
    qtbot.keyClicks(note.text, " again")
    assert note.risk.state == ""
    qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    idle(desk, qtbot)
    assert [(one.text, one.immediate) for one in notes(desk)] == [("!Alone again", False)]


def test_a_note_does_not_close_over_an_open_question_of_risk(note, desk, qtbot):
    qtbot.keyClicks(note.text, "!Alone")
    qtbot.keyClick(note.text, *control(Qt.Key.Key_Return))
    qtbot.keyClick(note.text, *control(Qt.Key.Key_N))
    assert note.gone == []
    assert "Before the note closes" in " ".join(read(note))
    qtbot.keyClick(note.text, Qt.Key.Key_F8)
    qtbot.keyClick(note.text, *control(Qt.Key.Key_Return))
    idle(desk, qtbot)
    assert [one.immediate for one in notes(desk)] == [True]
    assert len(note.gone) == 1


@pytest.mark.parametrize(
    "text", ["Help!", "Why? He said so", " ! not first", "“!” he said", '"? no', "a\n b ?"]
)
def test_elsewhere_and_within_quotation_marks_signs_are_letters(note, desk, qtbot, text):
    note.text.insertPlainText(text)
    assert (note.risk.state, note.asked.isVisible()) == ("", False)
    note.close_note()
    idle(desk, qtbot)
    [kept] = notes(desk)
    assert (kept.text, kept.immediate, kept.ask_at_kit, kept.voice) == (text, False, False, "")


@pytest.mark.parametrize("how", ["backspace", "undo"])
def test_a_question_mark_asks_at_kit_and_is_taken_back(note, desk, qtbot, how):
    qtbot.keyClicks(note.text, "?")
    assert note.asked.isVisible()
    assert note.fields.ticks["ask_at_kit"].isChecked()
    if how == "backspace":
        qtbot.keyClick(note.text, Qt.Key.Key_Backspace)
    else:
        qtbot.keyClick(note.text, *control(Qt.Key.Key_Z))
    assert not note.asked.isVisible()
    qtbot.keyClicks(note.text, "Seen")
    note.close_note()
    idle(desk, qtbot)
    assert [one.ask_at_kit for one in notes(desk)] == [False]


def test_removing_the_sign_takes_immediate_risk_back(note, desk, qtbot):
    qtbot.keyClicks(note.text, "!")
    qtbot.keyClick(note.text, Qt.Key.Key_F8)
    qtbot.keyClick(note.text, Qt.Key.Key_Backspace)
    assert note.risk.state == ""
    qtbot.keyClicks(note.text, "Seen")
    note.close_note()
    idle(desk, qtbot)
    assert [one.immediate for one in notes(desk)] == [False]


def test_a_referral_back_says_what_was_written_since(note, desk, qtbot):
    qtbot.keyClicks(note.text, "!Alone")
    qtbot.keyClick(note.text, Qt.Key.Key_F8)
    qtbot.keyClick(note.text, *control(Qt.Key.Key_R))
    qtbot.keyClick(note.text, *control(Qt.Key.Key_R))
    idle(desk, qtbot)
    assert note.risk.state == "referred"
    qtbot.keyClicks(note.text, " with him @4471")
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    note.close_note()
    idle(desk, qtbot)
    [raised] = desk.snapshot.all(ReferralBack)
    [kept] = notes(desk)
    assert (raised.concern, raised.case) == ("Alone with him 4471", kept.case)
    assert raised.evidence == kept.id


def test_a_plain_note_is_referred_back_below_immediate_risk(note, desk, qtbot):
    qtbot.keyClicks(note.text, "No plan since May")
    qtbot.keyClick(note.text, *control(Qt.Key.Key_R))
    note.close_note()
    idle(desk, qtbot)
    [raised] = desk.snapshot.all(ReferralBack)
    assert (raised.concern, raised.level) == ("No plan since May", "needs-review")


# ---- completion ---------------------------------------------------------------------------------


def test_escape_closes_the_list_before_the_note(note, qtbot):
    qtbot.keyClicks(note.text, "Plan #superv")
    assert note.offers.isVisible()
    qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    assert not note.offers.isVisible()
    assert note.gone == []
    qtbot.keyClick(note.text, Qt.Key.Key_Return)
    assert note.text.text() == "Plan #superv\n"
    qtbot.keyClicks(note.text, "#superv")
    assert note.offers.isVisible(), "a new mark opens a new list"


def test_a_bare_sign_leaves_enter_a_new_line(note, qtbot):
    qtbot.keyClicks(note.text, "He is no #")
    qtbot.keyClick(note.text, Qt.Key.Key_Return)
    assert note.text.text() == "He is no #\n"


def test_arrows_choose_and_enter_takes_an_area(note, desk, qtbot):
    qtbot.keyClicks(note.text, "Seen #help and")
    qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    qtbot.keyClicks(note.text, " #help")
    labels = [(one.kind, one.label) for one in note.offers.meanings()]
    at = labels.index(("area", "Help and protection"))
    for _ in range(at):
        qtbot.keyClick(note.text, Qt.Key.Key_Down)
    qtbot.keyClick(note.text, Qt.Key.Key_Return)
    note.close_note()
    idle(desk, qtbot)
    assert notes(desk)[0].area == "help-and-protection"


def test_the_next_word_takes_a_whole_id(note, desk, qtbot):
    qtbot.keyClicks(note.text, "@4471 is seen")
    note.close_note()
    idle(desk, qtbot)
    [kept] = notes(desk)
    assert kept.text == "is seen"
    assert desk.snapshot.get(Case, kept.case).child_id == "4471"


def test_an_id_inside_a_sentence_stays_a_word_of_it(note, desk, qtbot):
    qtbot.keyClicks(note.text, "Chronology on @4471 is thin")
    assert note.text.text() == "Chronology on 4471 is thin"
    assert len(note.offers.meanings()) == 0
    note.close_note()
    idle(desk, qtbot)
    [kept] = notes(desk)
    assert desk.snapshot.get(Case, kept.case).child_id == "4471"


@pytest.mark.parametrize(
    ("typed", "then", "left"),
    [
        ("Chronology on @4471", "is thin", "Chronology on 4471 is thin"),
        ("Chronology on @4471", " is thin", "Chronology on 4471 is thin"),
        ("Chronology on @4471", ".", "Chronology on 4471."),
        ("Chronology #superv", "is thin", "Chronology is thin"),
        ("Card for @998877", "", "Card for 998877"),
    ],
)
def test_words_never_run_into_what_was_taken(note, qtbot, typed, then, left):
    qtbot.keyClicks(note.text, typed)
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    qtbot.keyClicks(note.text, then)
    assert note.text.text() == left


def test_a_name_after_the_sign_makes_no_card(note, qtbot):
    qtbot.keyClicks(note.text, "@Sarah")
    assert note.offers.meanings() == ()
    assert note.offers.hint() == "No child's card has this ID"


def test_a_new_card_needs_a_reason_and_can_be_left(note, desk, qtbot):
    qtbot.keyClicks(note.text, "@998877")
    assert [one.kind for one in note.offers.meanings()] == ["new"]
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    focus = note.window().focusWidget()
    assert focus.accessibleName() == "Depth: Sample"
    qtbot.keyClick(focus, Qt.Key.Key_D)
    assert note.new_child.reason.hasFocus()
    qtbot.keyClick(note.new_child.reason, Qt.Key.Key_Return)
    assert note.new_child.isVisible()
    assert "why this child" in " ".join(read(note))
    qtbot.keyClick(note.new_child.reason, Qt.Key.Key_Escape)
    assert not note.new_child.isVisible()
    assert note.text.hasFocus()
    idle(desk, qtbot)
    assert len(desk.snapshot.all(Case)) == 3


# ---- assumed, seen earlier, quiet ---------------------------------------------------------------


def test_one_key_says_that_all_that_is_assumed_is_right(desk, qtbot, work):
    case = work.snapshot.all(Case)[0]
    note = show(desk, qtbot, case.id)
    assert "Child · assumed" in [one.replace("&", "") for one in read(note)]
    assert note.fields.child.accessibleDescription() == "assumed."
    assert note.fields.child.property("assumed") == "true"
    qtbot.keyClicks(note.text, "x")
    qtbot.keyClick(note.text, Qt.Key.Key_F7)
    assert note.fields.child.accessibleDescription() == ""
    assert note.fields.assumed == frozenset()
    note.close_note()
    idle(desk, qtbot)
    assert (notes(desk)[0].assumed, notes(desk)[0].case) == ((), case.id)


@pytest.mark.parametrize("begun", [True, False])
def test_seen_earlier_is_one_key_and_a_time(note, desk, qtbot, begun):
    if begun:
        qtbot.keyClicks(note.text, "Seen")
        note.flush()
    qtbot.keyClick(note.text, *control(Qt.Key.Key_T))
    assert note.seen.when.hasFocus()
    qtbot.keyClicks(note.seen.when, "15:00")
    qtbot.keyClick(note.seen.when, Qt.Key.Key_Return)
    assert "later than now" in " ".join(read(note))
    note.seen.when.selectAll()
    qtbot.keyClicks(note.seen.when, "10:40")
    note.seen.paper.setText("handed to the lead inspector")
    qtbot.keyClick(note.seen.when, Qt.Key.Key_Return)
    assert note.text.hasFocus()
    assert note.stamp() == "Seen 10:40, written 14:02 · from paper"
    qtbot.keyClicks(note.text, " x")
    note.close_note()
    idle(desk, qtbot)
    [kept] = notes(desk)
    assert (kept.seen_at[:16], kept.written_at[:16]) == ("2026-07-08T10:40", "2026-07-08T14:02")
    assert kept.paper == "handed to the lead inspector"


def test_the_stamp_says_when_in_which_zone_by_whom(note):
    assert note.stamp() == "14:02 UTC+01:00 · Ann · this laptop"


def test_every_mark_is_in_the_menu_as_well(note, desk, qtbot):
    actions = note.mark_button.menu_actions()
    qtbot.keyClicks(note.text, "Alone")
    actions["risk"].trigger()
    assert note.text.text() == "! Alone"
    qtbot.keyClick(note.text, Qt.Key.Key_F8)
    actions["ask"].trigger()
    assert note.text.text() == "? ! Alone"
    actions["topic"].trigger()
    assert note.offers.isVisible()
    qtbot.keyClick(note.text, Qt.Key.Key_Escape)
    actions["to_write_up"].trigger()
    assert note.fields.ticks["to_write_up"].isChecked()
    actions["seen"].trigger()
    assert note.seen.isVisible()
    qtbot.keyClick(note.seen.when, Qt.Key.Key_Escape)
    actions["quiet"].trigger()
    assert note.is_quiet
    actions["quiet"].trigger()
    assert not note.is_quiet


@pytest.mark.parametrize(
    ("key", "words", "voice"),
    [
        (Qt.Key.Key_F2, "Quote", "quote"),
        (Qt.Key.Key_F3, "Paraphrase", "paraphrase"),
        (Qt.Key.Key_F4, "Observation", "observation"),
    ],
)
def test_in_quiet_mode_one_key_begins_a_line_of_its_kind(
    quiet_note, desk, qtbot, key, words, voice
):
    note = quiet_note
    qtbot.keyClick(note.text, key)
    qtbot.keyClicks(note.text, "One")
    qtbot.keyClick(note.text, Qt.Key.Key_Home)
    qtbot.keyClick(note.text, key)
    qtbot.keyClicks(note.text, "Two")
    note.close_note()
    idle(desk, qtbot)
    [kept] = notes(desk)
    assert kept.text == f"14:02 {words}: One\n14:02 {words}: Two"
    assert kept.voice == voice


def test_another_key_changes_the_kind_of_a_line_that_is_still_empty(quiet_note, desk, qtbot):
    note = quiet_note
    qtbot.keyClick(note.text, Qt.Key.Key_F2)
    qtbot.keyClick(note.text, Qt.Key.Key_F4)
    qtbot.keyClicks(note.text, "Waits")
    qtbot.keyClick(note.text, Qt.Key.Key_F2)
    qtbot.keyClicks(note.text, "No")
    note.close_note()
    idle(desk, qtbot)
    assert notes(desk)[0].text == "14:02 Observation: Waits\n14:02 Quote: No"
    assert notes(desk)[0].voice == ""


def test_marks_work_in_quiet_mode_and_nothing_else_is_on_it(quiet_note, desk, qtbot):
    note = quiet_note
    qtbot.keyClicks(note.quiet_head.role, "care leaver")
    qtbot.keyClicks(note.text, "? Who decides @4471")
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    words = " ".join(read(note))
    assert note.quiet_head.running() == "0 min"
    assert "447" not in words.replace("Who decides 4471", "")
    assert not note.fields.isVisible()
    assert not note.mark_button.isVisible()
    qtbot.keyClick(note.text, Qt.Key.Key_F11)
    idle(desk, qtbot)
    [kept] = notes(desk)
    assert (kept.role, kept.ask_at_kit) == ("care leaver", True)
    assert desk.snapshot.get(Case, kept.case).child_id == "4471"
    assert note.gone == [kept.id]


def test_quiet_mode_fits_at_every_size(quiet_note, accessible_audit, cut_audit, dressed, qtbot):
    accessible_audit(quiet_note)
    cut_audit(quiet_note)
    dressed("dark", 2.0)
    quiet_note.resize(1366, 700)
    cut_audit(quiet_note)


def test_rows_that_open_have_names_and_fit(note, accessible_audit, cut_audit, dressed, qtbot):
    qtbot.keyClicks(note.text, "!Alone @998877")
    qtbot.keyClick(note.text, Qt.Key.Key_Tab)
    qtbot.keyClick(note.window().focusWidget(), Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier)
    note.run("seen")
    accessible_audit(note)
    cut_audit(note)
    dressed("light", 2.0)
    note.resize(1366, 700)
    cut_audit(note)
    assert note.horizontalScrollBar().maximum() == 0
