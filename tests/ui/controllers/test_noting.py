"""A note from anywhere, at the real window with real keys: what it covers, does and leaves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QToolTip

from ilacs_desktop.domain.records import Case, Evidence, Finding, ReferralBack
from ilacs_desktop.services.cases import cases, referrals
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.today import today
from ilacs_desktop.ui.frame import keys
from ilacs_desktop.ui.noting.quick_note import QuickNote
from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.prose import LineField

SECRETS = ("447101", "Zyxomma", "Quillfeather", "Exampleshire", "Short inspection", "ILACS 2026")


def notes(person):
    return person.work.snapshot.all(Evidence)


def do(person, command):
    person.controller.inspection.desk.do(command)
    person.settled()


def fill(person):
    """Make a child, a finding, a note and a referral back that must not be read over a note."""
    work = person.work
    do(person, lambda: cases.add_by_hand(work, child_id="447101", reason="Zyxomma"))
    do(person, lambda: editing.create(work, Finding, "Add", text="Zyxomma finding"))
    do(person, lambda: evidence.add(work, "Zyxomma note"))
    raised = referrals.Raise(concern="Quillfeather", level="immediate")
    do(person, lambda: referrals.raise_concern(work, raised))


def surface(person):
    assert isinstance(person.state, QuickNote)
    return person.state


def pages():
    return [key for key, _, _ in (*keys.PAGES, keys.SETTINGS)]


@pytest.mark.parametrize("key", ["Ctrl+N", "F11"])
@pytest.mark.timeout(180)
def test_from_every_page_one_key_covers_everything_and_takes_the_words(at_work, key):
    fill(at_work)
    for page in pages():
        at_work.window.run(f"go-{page}")
        at_work.settled()
        at_work.press(key)
        assert isinstance(at_work.state, QuickNote), page
        said = at_work.shown()
        own = surface(at_work).fields.child.text()  # the child whose card was open
        assert own in ("", "447101" if page == "cases" else ""), page
        assert not [word for word in SECRETS if word in said and word != own], page
        assert not {title for _, title, _ in keys.PAGES} & set(said.split(" | ")), page
        at_work.type("x")
        assert surface(at_work).text.text() == "x", page
        at_work.press("Backspace", "Escape").settled()
        assert at_work.window.in_work, page
    assert len(notes(at_work)) == 1


def test_nothing_hangs_over_the_note(at_work):
    fill(at_work)
    QToolTip.showText(QPoint(50, 50), "Child 447101", at_work.window)
    at_work.press("F1")
    at_work.press("Ctrl+N")
    at_work.until(lambda: not QToolTip.isVisible())
    assert at_work.dialogs() == []
    assert not at_work.window.menuBar().isVisible()
    assert at_work.window.windowTitle() == "ILACS Desktop"


def test_from_a_field_a_list_a_choice_and_a_dialog(at_work):
    fill(at_work)
    at_work.press("Alt+5").settled()
    for field in (LineField, QComboBox):
        target = next(one for one in at_work.area.page.findChildren(field) if one.isVisible())
        target.setFocus()
        at_work.press("Ctrl+N")
        assert isinstance(at_work.state, QuickNote)
        at_work.press("Escape").settled()
        assert target.hasFocus()
    at_work.press("Ctrl+Shift+X").settled()
    [dialog] = at_work.dialogs()
    dialog.activateWindow()
    dialog.why.setFocus()
    at_work.until(dialog.why.hasFocus)
    at_work.press("Ctrl+N")
    at_work.until(surface(at_work).text.hasFocus)
    assert at_work.dialogs() == []
    at_work.type("Seen").press("Escape").settled()
    assert at_work.dialogs(), "the dialog comes back with what was typed"


def test_from_an_open_list_of_a_choice(at_work):
    fill(at_work)
    at_work.press("Alt+5").settled()
    choice = next(one for one in at_work.area.page.findChildren(QComboBox) if one.isVisible())
    choice.setFocus()
    at_work.press("Down")
    assert QApplication.activePopupWidget() is not None
    at_work.qtbot.keyClick(choice.view(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    at_work.until(lambda: isinstance(at_work.state, QuickNote))
    assert QApplication.activePopupWidget() is None
    at_work.press("Escape").settled()


def test_another_note_is_there_at_once_and_takes_the_next_key(at_work):
    at_work.press("Ctrl+N").type("First").press("Ctrl+N").type("Second").press("Ctrl+N")
    at_work.type("Third").press("Ctrl+Return").settled()
    assert at_work.window.in_work
    assert [one.text for one in notes(at_work)] == ["First", "Second", "Third"]


def test_who_types_faster_than_the_disk_loses_no_word(at_work):
    for text in ("First", "Second", "Third"):
        # No look at the screen in between: the note before is still being saved.
        at_work.press("Ctrl+N").type(text).press("Ctrl+Return")
    at_work.settled()
    assert at_work.window.in_work
    assert [one.text for one in notes(at_work)] == ["First", "Second", "Third"]
    at_work.press("Ctrl+N").type("Fourth").press("Ctrl+Return", "Ctrl+J").type(" goes on")
    at_work.press("Ctrl+Return").settled()
    assert notes(at_work)[-1].text == "Fourth goes on"


def test_a_note_that_could_not_be_saved_comes_up_again(at_work, monkeypatch):
    from ilacs_desktop.errors import StorageError

    def full(*_args, **_more):
        raise StorageError("The disk is full.", kept="It is on the screen.")

    at_work.press("Ctrl+N").type("First")
    with monkeypatch.context() as patched:
        patched.setattr(evidence, "add", full)
        at_work.press("Ctrl+N").settled()
    at_work.type("Second").press("Escape").settled()
    assert surface(at_work).text.text() == "First"
    assert "The disk is full." in surface(at_work).banner.text()
    at_work.press("Escape").settled()
    assert sorted(one.text for one in notes(at_work)) == ["First", "Second"]


def test_the_last_note_opens_again_and_grows(at_work):
    at_work.press("Ctrl+N").type("First").press("Escape").settled()
    at_work.press("Ctrl+N").type("Second").press("Escape").settled()
    at_work.press("Ctrl+J")
    assert surface(at_work).text.text() == "Second"
    at_work.type(" more").press("Ctrl+J")
    assert surface(at_work).text.text() == "First"
    at_work.type("!").press("Escape").settled()
    assert sorted(one.text for one in notes(at_work)) == ["First!", "Second more"]


def test_the_pages_behind_are_shown_anew_only_once_the_note_has_gone(at_work, monkeypatch):
    shown = []
    area = at_work.area
    monkeypatch.setattr(area, "refresh", lambda changes: shown.append(changes))
    at_work.press("Ctrl+N").type("First")
    surface(at_work).flush()
    at_work.settled()
    assert shown == []
    at_work.press("Escape").settled()
    assert [one.kinds for one in shown] == [frozenset({"evidence"})]


def test_keys_and_text_size_are_at_hand_over_a_note_and_undo_is_the_notes_own(at_work):
    at_work.press("Ctrl+N").type("abc")
    at_work.press("Ctrl+Z")
    assert surface(at_work).text.text() == ""
    assert at_work.window.action("keys").isEnabled()
    assert at_work.window.action("text-larger").isEnabled()
    assert not at_work.window.action("search").isEnabled()
    assert not at_work.window.action("go-cases").isEnabled()
    at_work.press("Escape").settled()


def test_the_day_in_few_keys(at_work):
    """What a plain note, a note about a child, and an immediate risk cost beyond the words."""
    work = at_work.work
    do(at_work, lambda: cases.add_by_hand(work, child_id="447101", reason="Sampled"))
    at_work.press("Ctrl+N").type("Seen at home").press("Escape").settled()  # 2
    at_work.press("Ctrl+N").type("Knows her well @447101 #visits and d")  # 1 + @ #
    at_work.press("Escape").settled()
    at_work.press("Ctrl+N").type("!Alone with him").press("F8", "Ctrl+R", "Escape")
    at_work.settled()
    assert at_work.window.in_work
    by_text = {one.text: one for one in notes(at_work)}
    assert set(by_text) >= {"Seen at home", "!Alone with him"}
    [raised] = work.snapshot.all(ReferralBack)
    assert raised.concern == "Alone with him"
    assert referrals.is_immediate(work, raised.level)
    assert raised.evidence == by_text["!Alone with him"].id
    [need] = [one for one in today.needs(work) if one.sign == "risk"]
    assert need.kind == ReferralBack.KIND
    assert at_work.window.in_work


def test_a_note_left_to_write_up_shows_its_age_on_today(at_work):
    at_work.press("Ctrl+N").type("Half").press("Alt+W", "Escape").settled()
    assert [one.to_write_up for one in notes(at_work)] == [True]
    assert "To write up" in at_work.shown()


def test_quiet_mode_from_anywhere_and_back(at_work):
    fill(at_work)
    at_work.press("F11")
    said = at_work.shown()
    assert not [word for word in SECRETS if word in said]
    at_work.press("F2").type("I know").press("F2").type("Always").press("F11").settled()
    assert at_work.window.in_work
    [note] = [one for one in notes(at_work) if "I know" in one.text]
    assert note.voice == "quote"
    assert note.text.count("Quote: ") == 2
    at_work.press("Ctrl+J", "F11")
    assert surface(at_work).is_quiet
    at_work.press("F11")
    assert not surface(at_work).is_quiet
    at_work.press("Escape").settled()


def test_a_card_made_in_a_note_is_about_the_child(at_work):
    at_work.press("Ctrl+N").type("Meets her brother @558812").press("Tab").type("t")
    at_work.type("Brother of a child tracked").press("Return").settled()
    at_work.type(" twice").press("Escape").settled()
    [case] = at_work.work.snapshot.all(Case)
    assert (case.child_id, case.depth, case.draw) == ("558812", "track", "")
    assert case.reason == "Brother of a child tracked"
    assert case.inspector == at_work.work.my_member.id
    [note] = notes(at_work)
    assert (note.text, note.case) == ("Meets her brother 558812 twice", case.id)


def test_the_keys_go_back_to_where_they_were_before_the_note(at_work):
    fill(at_work)
    at_work.press("Alt+1").settled()
    before = at_work.focus()
    assert at_work.area.page.isAncestorOf(before)
    at_work.press("Ctrl+N").type("Seen").press("Ctrl+Return").settled()
    assert at_work.focus() is before


def test_the_keys_stay_on_the_page_where_the_note_has_taken_away_what_had_them(at_work):
    page = at_work.area.page
    button = page.start.findChild(Button, "start_activity")
    button.setFocus()
    at_work.press("Ctrl+N").type("The first one").press("Ctrl+Return").settled()
    assert not button.isVisible()
    assert at_work.focus() is page or page.isAncestorOf(at_work.focus())
