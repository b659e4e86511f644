"""Who changed what: of one record, of the whole inspection, and the proof of both."""

from __future__ import annotations

from ilacs_desktop.domain.records import Case, Evidence, LineOfEnquiry, Member
from ilacs_desktop.services.record import editing, history, striking


def note(work):
    made = editing.create(work, Evidence, "Add note", text="Seen", place="Hub").made
    editing.edit(work, Evidence, made, "Change place", place="School")
    return made


def test_a_record_tells_its_whole_history_oldest_first(work):
    made = note(work)
    first, second = history.of_record(work, made)
    assert (first.step, first.author, first.kind) == ("Add note", "Ann Example", "Evidence")
    assert {one.field: one.new for one in first.fields} == {"text": "Seen", "place": "Hub"}
    [change] = second.fields
    assert (change.field, change.old, change.new) == ("place", "Hub", "School")


def test_values_are_said_as_people_read_them(work):
    made = editing.create(
        work, Evidence, "Add note", text="Seen", to_write_up=True, area=work.edition.areas[0].key
    ).made
    said = {one.field: one.new for one in history.of_record(work, made)[0].fields}
    assert said["to write up"] == "yes"
    assert said["area"] == work.edition.areas[0].short


def test_a_change_is_told_in_words(work):
    made = note(work)
    editing.delete(work, Evidence, made, "Delete note")
    editing.restore(work, Evidence, made, "Restore note")
    told = [
        [history.change_words(one) for one in line.fields] for line in history.of_record(work, made)
    ]
    assert told[1:] == [["place: “Hub” became “School”"], ["removed"], ["brought back"]]


def test_what_was_struck_out_is_named_and_not_shown(work):
    made = editing.create(work, Evidence, "Add note", text="Quillfeather said so").made
    place = striking.places(work, "Quillfeather")[0]
    striking.strike_out(work, place, "Quillfeather", "the manager", "a name")
    lines = history.of_record(work, made)
    assert lines[0].fields[0].struck
    assert lines[0].fields[0].new == history.STRUCK
    assert "Quillfeather" not in str(lines)
    assert history.verify(work).is_good


def test_the_newest_of_the_inspection_come_first_and_no_more_than_asked_for(work):
    note(work)
    lines = history.newest(work, 2)
    assert [one.step for one in lines] == ["Change place", "Add note"]


def test_what_is_being_typed_is_marked_as_open(work):
    made = note(work)
    editing.type_text(work, Evidence, made, "text", "Seen and heard")
    assert history.of_record(work, made)[-1].is_open
    editing.seal(work)
    assert not history.of_record(work, made)[-1].is_open


def test_the_file_proves_itself(work):
    note(work)
    verdict = history.verify(work)
    assert verdict.is_good
    assert verdict.entries > 2


def test_every_kind_has_words(work):
    from ilacs_desktop.domain.records import KINDS

    assert set(history.KIND_WORDS) >= set(KINDS)
    assert history.title_of(work.snapshot.all(Member)[0]) == "Ann Example"


def test_history_speaks_no_codes(work):
    card = editing.create(work, Case, "Add child", child_id="100200", state="to_do").made
    editing.edit(work, Case, card, "Begin", state="in_progress")
    line = editing.create(work, LineOfEnquiry, "Add line", question="Why?", rank="K").made
    assert [one.new for one in history.of_record(work, card)[-1].fields] == ["in progress"]
    assert "rank" not in {one.field for one in history.of_record(work, line)[0].fields}
