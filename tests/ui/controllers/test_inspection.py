"""An open inspection at the real window: keys, undo, search, what is safe, what went wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.domain.records import Case, Evidence, LineOfEnquiry, ReferralBack, Request
from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.cases import cases, referrals
from ilacs_desktop.services.evidence import evidence as notes
from ilacs_desktop.services.inspection import setup
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.record import editing
from ilacs_desktop.ui.controllers.inspection import _day_of
from ilacs_desktop.ui.widgets.record_table import MasterList

SECRET = "Quillfeather"


def noted(person):
    return [one.text for one in person.work.snapshot.all(Evidence)]


def write_note(person, text=SECRET):
    return_to = person.press("Ctrl+N").type(text).press("Ctrl+Return")
    person.settled()
    return return_to


def do(person, command):
    person.controller.inspection.desk.do(command)
    person.settled()


def test_a_note_is_one_key_away_and_covers_everything(at_work):
    at_work.press("Ctrl+N")
    said = at_work.shown()
    for word in ("Exampleshire", "Today", "Findings", "Short inspection"):
        assert word not in said
    at_work.type(SECRET)
    at_work.press("Ctrl+N")
    at_work.press("Ctrl+Return").settled()
    assert noted(at_work) == [SECRET]
    assert at_work.window.in_work


def test_a_note_begun_at_a_childs_card_is_about_that_child(at_work):
    work = at_work.work
    do(at_work, lambda: cases.add_by_hand(work, child_id="C-4471", reason="Asked for"))
    [case] = (one.id for one in work.snapshot.all(Case))
    at_work.controller.inspection.show_record("case", case)
    at_work.settled()
    write_note(at_work)
    assert [one.case for one in at_work.work.snapshot.all(Evidence)] == [case]


def test_undo_and_redo_say_what_they_would_do(at_work):
    window, work = at_work.window, at_work.work
    do(at_work, lambda: editing.create(work, LineOfEnquiry, "Add line of enquiry", question="Q?"))
    assert window.action("undo").text() == "Undo: Add line of enquiry"
    assert not window.action("redo").isEnabled()
    at_work.press("Ctrl+Z").settled()
    assert work.snapshot.all(LineOfEnquiry) == ()
    assert window.action("redo").text() == "Redo: Add line of enquiry"
    at_work.press("Ctrl+Y").settled()
    assert len(work.snapshot.all(LineOfEnquiry)) == 1


def test_undo_and_redo_tell_what_and_where(at_work):
    work = at_work.work
    do(at_work, lambda: editing.create(work, LineOfEnquiry, "Add line of enquiry", question="Q?"))
    assert at_work.area.page.key == "today"
    at_work.press("Ctrl+Z").settled()
    assert "Undone: Add line of enquiry · Plan. Ctrl+Y brings it back." in at_work.shown()
    at_work.press("Ctrl+Y").settled()
    assert "Brought back: Add line of enquiry · Plan." in at_work.shown()


def test_a_referral_back_is_not_undone_and_nothing_older_by_accident(at_work):
    work = at_work.work
    do(at_work, lambda: editing.create(work, LineOfEnquiry, "Add line of enquiry", question="Q?"))
    do(at_work, lambda: referrals.raise_concern(work, referrals.Raise("Locked in")))
    at_work.press("Ctrl+Z").settled()
    assert len(work.snapshot.all(ReferralBack)) == 1
    assert len(work.snapshot.all(LineOfEnquiry)) == 1
    assert "never undone: withdraw" in at_work.shown()
    at_work.press("Ctrl+Z").settled()
    assert len(work.snapshot.all(ReferralBack)) == 1
    assert not work.snapshot.all(LineOfEnquiry)


def test_undoing_what_is_being_typed_shows_in_the_field(at_work):
    write_note(at_work)
    at_work.press("Alt+5").settled()
    at_work.press("Ctrl+Z").settled()
    assert noted(at_work) == []
    assert SECRET not in at_work.shown()


def test_search_jumps_to_the_record_on_its_page(at_work):
    write_note(at_work)
    at_work.press("Ctrl+K").type("quill")
    at_work.settled()
    drop = at_work.window.findChildren(MasterList)[-1]
    at_work.until(drop.isVisible)
    assert SECRET in at_work.shown()
    at_work.press("Down", "Return").settled()
    assert at_work.area.page.key == "evidence"
    assert SECRET in at_work.shown()


def test_search_goes_to_pages_and_says_when_nothing_is_found(at_work):
    at_work.press("Ctrl+K").type("zzzz").settled()
    assert "Nothing found" in at_work.shown()
    at_work.press("Escape")
    at_work.press("Ctrl+K").type("pla").settled()
    at_work.press("Return").settled()
    assert at_work.area.page.key == "plan"


def test_the_status_line_says_when_it_was_saved(at_work):
    at_work.area.status._saved.setText("")
    write_note(at_work)
    assert any(one.startswith("✓ Saved") for one in at_work.area.status.texts())


@pytest.fixture
def full_disk():
    """Let the disk refuse what is typed, until the value's ``undo``."""
    patch = pytest.MonkeyPatch()

    def start():
        def full(*_args, **_more):
            raise StorageError("The disk is full.", kept="It is on the screen.")

        patch.setattr(editing, "type_text", full)
        patch.setattr(notes, "type_text", full)
        return patch

    yield start
    patch.undo()


def test_trouble_is_a_banner_and_the_status_line_no_longer_says_saved(at_work, full_disk):
    write_note(at_work)
    at_work.press("Alt+5").settled()
    record = at_work.work.snapshot.all(Evidence)[0].id
    at_work.controller.inspection.show_record("evidence", record)
    at_work.settled()
    editor = editor_of(at_work, SECRET)
    editor.setFocus()
    mend = full_disk()
    at_work.press("Ctrl+End").type(" more")
    at_work.press("Ctrl+S").settled()
    assert "The disk is full." in at_work.area.banner.text()
    assert any("Not saved yet" in one for one in at_work.area.status.texts())
    assert editor.text() == f"{SECRET} more"
    mend.undo()
    at_work.controller.inspection._retry.timeout.emit()
    at_work.settled()
    assert any(one.startswith("✓ Saved") for one in at_work.area.status.texts())
    assert noted(at_work) == [f"{SECRET} more"]
    at_work.controller.inspection._retry.stop()


def editor_of(person, text):
    from ilacs_desktop.ui.widgets.prose import ProseEdit

    return next(
        one
        for one in person.area.page.findChildren(ProseEdit)
        if one.text() == text and one.isVisible()
    )


def test_a_fault_of_ours_is_a_banner_and_a_line_in_the_log_without_words(at_work, log_warnings):
    def broken():
        raise ValueError(SECRET)

    do(at_work, broken)
    assert "Something went wrong in the app (ValueError)" in at_work.area.banner.text()
    assert len(log_warnings.caught) == 1
    assert SECRET not in log_warnings.caught[0]
    log_warnings.caught.clear()


def test_the_header_follows_the_inspection(at_work):
    work = at_work.work
    do(at_work, lambda: setup.change_inspection(work, la_name="Northshire"))
    assert "Northshire" in at_work.shown()
    assert "Exampleshire" not in at_work.shown()


def test_a_clock_that_went_back_is_told_and_typing_goes_on(at_work):
    file = at_work.work.file

    class Back:
        def now(self):
            return datetime(2020, 1, 1, tzinfo=UTC)

    file.writer = replace(file.writer, clock=Back())
    write_note(at_work)
    assert "clock has gone back" in at_work.shown()
    assert noted(at_work) == [SECRET]


def test_every_page_opens_by_its_key_and_takes_the_focus(at_work):
    for at, key in enumerate(
        ("today", "plan", "data", "cases", "evidence", "kit", "findings", "judgements", "report"), 1
    ):
        at_work.press(f"Alt+{at}").settled()
        assert at_work.area.page.key == key
        focus = at_work.focus()
        assert at_work.area.page.isAncestorOf(focus) or focus is at_work.area.page
    at_work.press("Alt+0").settled()
    assert at_work.area.page.key == "team"
    at_work.press("Ctrl+,").settled()
    assert at_work.area.page.key == "settings"


def test_the_commands_of_other_pages_go_there(at_work, monkeypatch):
    ran = []
    monkeypatch.setattr(
        type(at_work.area.made("data")), "run_command", lambda _page, name: ran.append(name)
    )
    at_work.window.run("import-annex-a")
    assert at_work.area.page.key == "data"
    assert ran == ["import-annex-a"]


def test_records_are_shown_on_the_page_of_their_kind(at_work):
    work = at_work.work
    do(at_work, lambda: requests.make(work, "The rota of the front door"))
    request = work.snapshot.all(Request)[0].id
    at_work.controller.inspection.desk.show("request", request)
    at_work.settled()
    assert at_work.area.page.key == "kit"
    at_work.controller.inspection.show_record("no such kind", request)
    assert at_work.area.page.key == "kit"


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (date(2026, 7, 5), (0, 5)),
        (date(2026, 7, 6), (1, 5)),
        (date(2026, 7, 9), (4, 5)),
        (date(2026, 7, 11), (0, 5)),
    ],
)
def test_the_day_of_fieldwork_counts_weekdays(now, told):
    assert _day_of(now, "2026-07-06", "2026-07-10") == told
    assert _day_of(now, "", "2026-07-10") == (0, 0)


def test_leaving_the_note_by_escape_keeps_what_was_written(at_work):
    at_work.press("Ctrl+N").type(SECRET)
    at_work.qtbot.keyClick(at_work.focus(), Qt.Key.Key_Escape)
    at_work.settled()
    assert at_work.window.in_work
    assert noted(at_work) == [SECRET]
