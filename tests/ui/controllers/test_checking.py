"""The record is checked beside the work; where it is damaged, what can be saved is offered."""

from __future__ import annotations

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.record import editing
from ilacs_desktop.ui.entrance.start import StartView

PAGE = 4096


def check_now(person):
    checking = person.controller.checking
    checking._timer.stop()
    checking._begin()
    return person.settled()


def status(person):
    return " | ".join(person.area.status.texts())


def press(person, words):
    person.tab_to(words).press("Space")
    return person.settled()


def test_a_sound_record_is_told_in_the_status_line(at_work):
    assert at_work.controller.checking._timer.isActive()
    check_now(at_work)
    assert "entries checked" in status(at_work)
    assert at_work.area.banner.text() == ""


def test_leaving_stops_the_check_and_nobody_is_told_of_an_import(at_work):
    checking = at_work.controller.checking
    checking._timer.stop()
    checking._begin()
    at_work.controller.leaving.close_inspection(at_work.controller.show_start)
    at_work.settled()
    assert isinstance(at_work.state, StartView)
    assert at_work.state.banner.text() == ""
    assert checking.job.stopped


def test_a_changed_row_is_told_and_saved_into_a_new_file(at_work):
    work = at_work.work
    note = editing.create(work, Evidence, "Add", text="as written").made
    work.file.connection.execute("UPDATE evidence SET text = 'as altered' WHERE id = ?", (note,))
    check_now(at_work)
    assert "1 thing is wrong" in status(at_work)
    assert "its row is not what the journal says" in at_work.area.banner.text()
    press(at_work, "Show what is wrong")
    assert at_work.area.page.key == "team"
    assert note in at_work.shown()
    press(at_work, "Close it and save what can be saved")
    at_work.until(lambda: isinstance(at_work.state, StartView))
    at_work.settled()
    assert "stands beside the damaged one" in at_work.state.banner.text()
    files = at_work.controller.laptop.files()
    assert len(files) == 2
    fresh = next(one.file for one in files if one.file != work.file_id)
    at_work.controller.open_inspection(fresh)
    at_work.until(lambda: at_work.controller.inspection is not None)
    at_work.settled()
    assert [one.text for one in at_work.work.snapshot.all(Evidence)] == ["as written"]


def test_a_file_that_does_not_open_is_looked_at_and_saved_by_keys(run_app, held):
    folder, file = held
    path = folder / "inspections" / f"{file}.db"
    data = bytearray(path.read_bytes())
    data[PAGE // 2] ^= 1
    path.write_bytes(data)
    person = run_app(folder)
    person.controller.begin_with(person.passphrase, file)
    person.until(lambda: isinstance(person.state, StartView) and person.state.banner.text())
    person.ready()
    assert "is damaged" in person.state.banner.text()
    press(person, "See what can be saved")
    assert "Page 1 of" in person.state.banner.text()
    assert "can still be read" in person.state.banner.text()
    press(person, "Save what can be saved")
    assert "No entry is known to be lost." in person.state.banner.text()
    assert len(person.controller.laptop.files()) == 2
