"""Strike-out: gone from the text and from all its history, while the chain still holds."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Evidence, Finding
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.record import editing, history, striking
from ilacs_desktop.store.backup import backup_sets
from ilacs_desktop.store.connection import connect


def test_the_words_are_gone_from_text_and_history_and_verify_shows_the_gap(work):
    made = editing.create(work, Evidence, "Add note", text="Seen with Zebediah").made
    editing.type_text(work, Evidence, made, "text", "Seen with Zebediah at school")
    [place] = striking.places(work, "zebediah")
    striking.strike_out(work, place, "zebediah", "Z", "a child's name")
    assert work.snapshot.get(Evidence, made).text == "Seen with Z at school"
    assert striking.places(work, "zebediah") == ()
    lines = history.of_record(work, made)
    assert not any("Zebediah" in field.new + field.old for line in lines for field in line.fields)
    assert any(field.struck for line in lines for field in line.fields)
    verdict = history.verify(work)
    assert verdict.is_good
    assert verdict.gaps == 2


def test_other_fields_that_hold_the_words_are_listed_and_left(work):
    note = editing.create(work, Evidence, "Add note", text="Zebediah was seen").made
    editing.create(work, Finding, "Add finding", text="Zebediah's plan drifted")
    places = striking.places(work, "Zebediah")
    assert {place.kind for place in places} == {"evidence", "finding"}
    place = next(one for one in places if one.record == note)
    striking.strike_out(work, place, "Zebediah", "the child", "a name")
    assert [one.kind for one in striking.places(work, "Zebediah")] == ["finding"]


@pytest.mark.parametrize(
    ("phrase", "replacement", "why", "said"),
    [
        ("", "Z", "a name", "missing"),
        ("Zebediah", "Z", " ", "reason"),
        ("Zebediah", "Zebediah B", "a name", "replacement"),
        ("Zebediah", "Z", "wrote Zebediah", "reason"),
    ],
)
def test_words_that_would_stay_on_the_record_are_refused(work, phrase, replacement, why, said):
    made = editing.create(work, Evidence, "Add note", text="Seen with Zebediah").made
    place = striking.Place("evidence", made, "text", "")
    with pytest.raises(BadInputError, match=said):
        striking.strike_out(work, place, phrase, replacement, why)
    assert work.snapshot.get(Evidence, made).text == "Seen with Zebediah"


def test_backups_that_hold_the_words_are_replaced(work):
    made = editing.create(work, Evidence, "Add note", text="Seen with Zebediah").made
    older = backups.back_up(work).made
    editing.edit(work, Evidence, made, "Edit", place="Office")
    newer = backups.back_up(work).made
    assert older is not None
    assert newer is not None
    [place] = striking.places(work, "Zebediah")
    striking.strike_out(work, place, "Zebediah", "Z", "a name")
    [held] = backup_sets.sets(backup_sets.folder_of(work.data_dir, work.file_id))
    assert held not in (older, newer)
    connection = connect(held.database, work.file.key, read_only=True)
    try:
        texts = connection.execute("SELECT coalesce(value, '') FROM journal_value").fetchall()
    finally:
        connection.close()
    assert not any("Zebediah" in text for (text,) in texts)
    assert backups.back_up(work).made is None, "nothing is owed any more"


def test_a_name_goes_as_a_whole_word_and_verbs_stay(work):
    note = editing.create(work, Evidence, "Add note", text="Will said he will. Willow. WILL").made
    place = striking.places(work, "Will", as_name=True)[0]
    striking.strike_out(work, place, "Will", "the child", "a name", as_name=True)
    assert work.snapshot.get(Evidence, note).text == ("the child said he will. Willow. the child")


def test_a_name_that_is_no_word_goes_however_it_is_written(work):
    note = editing.create(work, Evidence, "Add note", text="ZOFIA, zofia’s and Zofias").made
    struck = striking.strike_name(work, "Zofia", "Z")
    assert work.snapshot.get(Evidence, note).text == "Z, Z’s and Zofias"
    assert (struck.fields, struck.others, struck.refused) == (1, (), 0)


def test_a_name_goes_from_the_field_it_was_typed_in_and_the_others_are_offered(work):
    note = editing.create(work, Evidence, "Add note", text="Zofia was seen").made
    other = editing.create(work, Evidence, "Add note", text="Zofia again").made
    editing.type_text(work, Evidence, note, "text", "the child was seen")
    struck = striking.strike_name(work, "Zofia", "the child", text="the child was seen")
    assert struck.fields == 1
    assert [place.record for place in struck.others] == [other]
    assert not any(
        "Zofia" in field.new + field.old
        for line in history.of_record(work, note)
        for field in line.fields
    )
    assert striking.strike_name(work, "Zofia", "Z").fields == 1
    assert striking.places(work, "Zofia") == ()
    assert history.verify(work).is_good


def test_a_name_that_was_never_saved_needs_no_strike_out(work):
    struck = striking.strike_name(work, "Zofia", "Z", text="the child")
    assert struck == striking.Struck(struck.changes, 0, (), 0)
