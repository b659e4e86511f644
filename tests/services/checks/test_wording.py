"""How it is said: what is warned of, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilacs_desktop.services.checks.document import check
from ilacs_desktop.services.checks.facts import Facts
from ilacs_desktop.services.checks.known import Identifiers

LETTER = Facts(graded=False)
BORN = Facts(
    identifiers=Identifiers(births=frozenset({date(2014, 7, 3), date(2024, 3, 5)})),
    today=date(2026, 7, 20),
)


def told(received, facts, *texts, **how):
    found = check(received.document(*texts, **how), facts).open
    return [(one.check, one.found) for one in found if one.level != "info"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Leadership is outstanding.", ["outstanding"]),
        ("It was judged to be good at the last inspection.", []),
        ("Two outstanding actions remain.", []),
        ("A graded care profile is judged to be helpful.", []),
        ("Good relationships help.", []),
    ],
)
def test_grade_words_warn_in_a_letter_alone(received, text, found):
    assert [words for _, words in told(received, LETTER, text)] == found
    assert told(received, Facts(), text) == []


@pytest.mark.parametrize("text", ["12%", "12 %", "12.5 per cent", "ninety per cent", "12 percent"])
def test_percentages_warn(received, text):
    assert [one for one, _ in told(received, Facts(), f"Of plans {text} are late.")] == [
        "percentage"
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two disabled children wait.", 1),
        ("For one young person, this came late.", 1),
        ("One child told inspectors that it helps.", 0),
        ("Three children’s homes were opened.", 0),
        ("One of the children is 5 children of 12.", 0),
        ("There was 1 child safeguarding practice review.", 0),
    ],
)
def test_small_numbers_warn_where_they_are_children(received, text, count):
    assert len(told(received, Facts(), text)) == count


def test_a_birth_warns_unless_the_day_is_plainly_of_something_else(received):
    assert told(received, BORN, "On 3 July 2014 it began.") == [("birth-elsewhere", "3 July 2014")]
    assert told(received, BORN, "The last inspection was on 5 March 2024.") == []
    known = replace(BORN, dates=frozenset({date(2014, 7, 3)}))
    assert told(received, known, "On 3 July 2014 it began.") == []


def test_an_abbreviation_is_told_once_with_all_its_places(received):
    texts = ("The XQPT is used.", "Each XQPT is read, and the ABCD forum (ABCD) too.")
    found = check(received.document(*texts), Facts()).open
    (one,) = [made for made in found if made.check == "abbreviation" and made.found == "XQPT"]
    assert [place.paragraph for place in one.places] == ["p1", "p2"]


def test_the_las_own_term_is_asked_for_where_it_is_never_used(received):
    facts = Facts(terms=(("care leavers", "care-experienced young people"),))
    one, two = "Care leavers are proud.", "Every care leaver has a plan."
    assert told(received, facts, one, two) == [("la-term", "care leavers")]
    assert told(received, facts, one, "Care experienced young people agree.") == []
    assert told(received, Facts(), one, two) == []


def test_long_sentences_are_counted_and_bar_nothing(received):
    text = " ".join(["Word", *["word"] * 35]) + ". Short one."
    (one,) = check(received.document(text), Facts()).open
    assert (one.level, one.check) == ("info", "long-sentences")
    assert "1 sentence has more than 35 words, of 2" in one.words
