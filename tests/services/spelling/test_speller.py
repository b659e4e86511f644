"""British English with the field's words; what was looked up is known at once."""

from __future__ import annotations

import pytest

from ilacs_desktop.services.spelling import speller
from ilacs_desktop.services.spelling.speller import Speller

GOOD = (
    "Ofsted’s inspectors looked at pre-birth assessments, multi-agency safeguarding and the "
    "Cafcass practitioners’ timeliness. Judgements were organised; behaviour and wellbeing "
    "improved for care-experienced young people in Oxfordshire. Fulfil the programme’s licence."
)


@pytest.fixture(scope="module")
def known():
    made = Speller()
    made.look_up(made.wanting(GOOD))
    return made


def test_a_text_of_the_field_in_british_english_has_nothing_wrong(known):
    assert known.wrong(GOOD) == ()


def test_what_was_not_looked_up_is_not_wrong_yet(known):
    assert known.known("recieved") is None
    assert known.wrong("It was recieved.") == ()
    assert known.wanting("It was recieved.") == ("recieved",) or "recieved" in known.wanting(
        "It was recieved."
    )
    known.look_up(known.wanting("It was recieved."))
    assert [one.word for one in known.wrong("It was recieved.")] == ["recieved"]


def test_own_words_are_right_with_their_possessive(known):
    text = "Zorbles and a Zorble’s plan."
    known.look_up(known.wanting(text))
    assert [one.word for one in known.wrong(text)] == ["Zorbles", "Zorble’s"]
    assert [one.word for one in known.wrong(text, {"zorble", "zorbles"})] == []


def test_the_british_spelling_comes_first_and_is_told():
    found = speller.advice("behavior")
    assert found.words[0] == "behaviour"
    assert found.american
    assert not speller.advice("recieve").american
    assert speller.advice("recieve").words[0] == "receive"


def test_no_name_is_offered():
    assert "Emma" not in speller.advice("emna").words
    assert "safety" in speller.advice("saftey").words
    assert "safety" not in speller.advice("saftey", never={"safety"}).words


@pytest.mark.parametrize(
    ("written", "meant"),
    [("oversite", "oversight"), ("relevent", "relevant"), ("independant", "independent")],
)
def test_what_sounds_alike_is_offered_first(written, meant):
    found = speller.advice(written).words
    assert found[0] == meant
