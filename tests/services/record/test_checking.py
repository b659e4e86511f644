from __future__ import annotations

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.record import checking, editing, striking


def test_a_sound_record_is_said_to_be_so(work):
    note = editing.create(work, Evidence, "Add", text="").made
    editing.type_text(work, Evidence, note, "text", "still being typed")
    found = checking.check_record(work, work.file.seal)
    assert found.is_good
    assert found.words.startswith("Record checked: ")
    assert "nothing is missing" in found.words
    assert found.at


def test_what_was_struck_out_is_told(work):
    note = editing.create(work, Evidence, "Add", text="Jay said so").made
    place = next(one for one in striking.places(work, "Jay") if one.record == note)
    striking.strike_out(work, place, "Jay", "The child", "a name")
    assert "1 value was struck out" in checking.check_record(work, work.file.seal).words


def test_tampering_is_found(work):
    note = editing.create(work, Evidence, "Add", text="as written").made
    work.file.connection.execute("UPDATE evidence SET text = 'as altered' WHERE id = ?", (note,))
    found = checking.check_record(work, work.file.seal)
    assert not found.is_good
    assert found.words == "1 thing is wrong in this record."
    assert note in found.faults[0]


def test_it_ends_early_when_told(work):
    found = checking.check_record(work, work.file.seal, lambda: True)
    assert isinstance(found.words, str)


def test_a_laptop_is_named_by_whose_it_is(work):
    note = editing.create(work, Evidence, "Add note", text="as written").made
    editing.type_text(work, Evidence, note, "text", "as written, and more")
    work.file.seal()
    connection = work.file.connection
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE journal SET wall = wall || 'x' WHERE record = ?", (note,))
    found = checking.check_record(work, work.file.seal)
    assert f"of laptop {work.file.replica[:4]} of Ann Example: its hash does not fit" in " ".join(
        found.faults
    )
