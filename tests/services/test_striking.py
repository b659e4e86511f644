"""Strike-out: gone from the text and from all its history, while the chain still holds."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Evidence, Finding
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services import editing, history, striking


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
