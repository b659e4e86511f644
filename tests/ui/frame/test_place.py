"""After a lock, a restart or a crash the person is where they were, and types on."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QAbstractScrollArea

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.laptop import places
from ilacs_desktop.ui.entrance.start import StartView
from ilacs_desktop.ui.widgets.prose import ProseEdit


def notes(person, many=12):
    for number in range(many):
        person.press("Ctrl+N").type(f"Note {number} of what was seen").press("Ctrl+Return")
        person.settled()
    person.press("Alt+5").settled()
    return person


def in_a_note(person):
    """Someone in the middle of a note's text, on the page of notes, with the list scrolled."""
    page = notes(person).area.page
    chosen = next(one for one in person.work.snapshot.all(Evidence) if "Note 3 " in one.text)
    assert page.show_record("evidence", chosen.id)
    person.settled()
    text = page.card.text
    text.setFocus()
    person.press("End").press("Left").press("Left").press("Left").press("Left")
    assert person.focus() is text
    return chosen.id


def is_back(person, record):
    person.until(lambda: person.controller.inspection is not None)
    person.until(lambda: isinstance(person.focus(), ProseEdit))
    person.settled()
    assert person.area.page.key == "evidence"
    assert person.focus() is person.area.page.card.text
    assert str(person.focus().property("record")) == record
    person.type("XY")
    person.area.flush()
    person.settled()
    assert person.work.snapshot.one(Evidence, record).text == "Note 3 of what was XYseen"


def put_back(source, folder):
    """Write files over others, each in its place on the disk, as if nothing had come after."""
    for path in [one for one in folder.rglob("*") if one.is_file()]:
        given = source / path.relative_to(folder)
        if given.exists():
            path.write_bytes(given.read_bytes())
        else:
            path.unlink()
    for given in [one for one in source.rglob("*") if one.is_file()]:
        (folder / given.relative_to(source)).write_bytes(given.read_bytes())


def unlock(person):
    person.type(person.passphrase).press("Return")


def test_after_unlocking_typing_goes_on_where_it_was(at_work):
    record = in_a_note(at_work)
    at_work.press("Ctrl+L").settled()
    assert "Note" not in at_work.shown()
    unlock(at_work)
    is_back(at_work, record)


def test_after_quitting_the_next_start_goes_on_where_it_was(at_work, run_app):
    record = in_a_note(at_work)
    at_work.leave()
    again = run_app(at_work.folder).begin()
    unlock(again)
    is_back(again, record)


def test_after_a_crash_too(at_work, run_app, tmp_path):
    record = in_a_note(at_work)
    at_work.controller.inspection._places.look()
    at_work.settled()
    # What stands on the disk now is all that a crash leaves.
    shutil.copytree(at_work.folder, tmp_path / "after", ignore=shutil.ignore_patterns("*.lock"))
    at_work.leave()
    again = run_app(tmp_path / "after").begin()
    unlock(again)
    is_back(again, record)


def test_a_note_over_the_window_is_there_again_with_its_cursor(at_work):
    at_work.press("Ctrl+N").type("Half a tence")
    for _ in range(5):
        at_work.press("Left")
    at_work.press("Ctrl+L").settled()
    assert "Half" not in at_work.shown()
    unlock(at_work)
    at_work.until(lambda: isinstance(at_work.focus(), ProseEdit))
    at_work.type("sen").press("Ctrl+Return").settled()
    assert [one.text for one in at_work.work.snapshot.all(Evidence)] == ["Half a sentence"]


def test_after_a_crash_the_note_that_lay_over_the_window_is_there_too(at_work, run_app, tmp_path):
    at_work.press("Ctrl+N").type("Half a tence").settled()
    for _ in range(5):
        at_work.press("Left")
    at_work.controller.inspection.flush()
    at_work.settled()
    # Nothing covers or closes it: it is kept because somebody looks now and then.
    at_work.until(lambda: places.kept(at_work.work).get("note", {}).get("at") == 7)
    shutil.copytree(at_work.folder, tmp_path / "after", ignore=shutil.ignore_patterns("*.lock"))
    at_work.leave()
    put_back(tmp_path / "after", at_work.folder)
    again = run_app(at_work.folder).begin()
    unlock(again)
    again.until(lambda: again.controller.inspection is not None)
    again.until(lambda: isinstance(again.focus(), ProseEdit))
    again.type("sen").press("Ctrl+Return").settled()
    assert [one.text for one in again.work.snapshot.all(Evidence)] == ["Half a sentence"]


def test_a_note_does_not_lie_over_what_must_be_known_of_the_file(at_work, run_app, tmp_path):
    at_work.press("Ctrl+N").type("Half a tence").settled()
    at_work.controller.inspection.flush()
    at_work.controller.inspection.keep_place()
    at_work.settled()
    shutil.copytree(at_work.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock"))
    at_work.leave()
    again = run_app(tmp_path / "copy").begin()
    unlock(again)
    again.until(lambda: again.controller.inspection is not None)
    again.until(lambda: "was copied or restored" in again.shown())


def test_a_view_and_how_far_it_was_scrolled(at_work):
    at_work.press("Alt+2").settled()
    switch = at_work.area.page.switch
    switch.choose("la")
    at_work.settled()
    scrolled = [
        one
        for one in at_work.area.findChildren(QAbstractScrollArea)
        if one.isVisible() and one.verticalScrollBar().maximum() > 20
    ]
    for one in scrolled:
        one.verticalScrollBar().setValue(20)
    before = {type(one).__name__: one.verticalScrollBar().value() for one in scrolled}
    at_work.press("Ctrl+L").settled()
    unlock(at_work)
    at_work.until(lambda: at_work.controller.inspection is not None)
    at_work.settled()
    assert at_work.area.page.key == "plan"
    assert at_work.area.page.switch.current == "la"
    at_work.until(lambda: not at_work.controller.inspection._places._going.isActive())
    after = {
        type(one).__name__: one.verticalScrollBar().value()
        for one in at_work.area.findChildren(QAbstractScrollArea)
        if one.isVisible() and one.verticalScrollBar().maximum() > 20
    }
    assert after == before


def test_what_was_closed_for_good_does_not_open_by_itself(at_work, run_app):
    at_work.press("Ctrl+O").settled()
    assert isinstance(at_work.state, StartView)
    at_work.leave()
    again = run_app(at_work.folder).begin()
    unlock(again)
    again.settled()
    assert isinstance(again.state, StartView)


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"page": "none"}', '{"page": 3, "views": []}'])
def test_a_place_that_nobody_knows_ends_on_today(at_work, kept):
    at_work.press("Ctrl+L").settled()
    unlock(at_work)
    at_work.until(lambda: at_work.controller.inspection is not None)
    controller = at_work.controller.inspection
    at_work.work.file.mark("place", kept)
    controller.go(places.kept(at_work.work))
    at_work.settled()
    assert at_work.area.page.key == "today"


def test_it_is_kept_in_the_encrypted_file_alone(at_work):
    record = in_a_note(at_work)
    at_work.controller.inspection.keep_place()
    at_work.settled()
    kept = places.kept(at_work.work)
    assert kept["page"] == "evidence"
    assert kept["field"]["record"] == record
    for path in at_work.folder.rglob("*"):
        assert path.is_dir() or record.encode() not in path.read_bytes(), path
