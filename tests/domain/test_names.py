"""Likely names: found where a person is meant, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.names import (
    Lexicon,
    begins_sentence,
    folded,
    initials,
    likely_names,
    name_at,
    sentences,
)
from ilacs_desktop.services.evidence.lexicon import shipped

LEXICON = shipped()


def found(text, lexicon=LEXICON):
    return [span.text for span in likely_names(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I spoke to Jade about it.", ["Jade"]),
        ("Jade's plan is late.", ["Jade"]),
        ("James’ plan and Jade’s.", ["James", "Jade"]),
        ("Zofia said she felt safe. Visited Zofia at home.", ["Zofia", "Zofia"]),
        ("Kwabena Owusu had no plan", ["Kwabena Owusu"]),
        ("Mr Khan and Mrs. O'Brien met", ["Mr Khan", "Mrs. O'Brien"]),
        ("seen by Dr Łukasz Nowak-Smith", ["Dr Łukasz Nowak-Smith"]),
        ("Ms Wood agreed", ["Ms Wood"]),
        ("We asked Will. Will the plan change?", ["Will"]),
        ("Social worker Sarah knows", ["Sarah"]),
        ("Grace said so", ["Grace"]),
        ("JADE was seen", ["JADE"]),
        ("with Maria de Souza and Ahmed bin Ali", ["Maria de Souza", "Ahmed bin Ali"]),
        ("to J. Smith", ["J. Smith"]),
        ("“Zoë” and Anne-Marie's", ["Zoë", "Anne-Marie"]),
        ("with Zoe\u0308 and D’Souza", ["Zoe\u0308", "D’Souza"]),
        ("Jade Brown, Emma Hill", ["Jade Brown", "Emma Hill"]),
        ("stays with Uncle Tom", ["Uncle Tom"]),
        ("mum (Kelly-Ann) told", ["Kelly-Ann"]),
        ("Siobhán McCarthy and Nguyễn Thị Hoa", ["Siobhán McCarthy", "Nguyễn Thị Hoa"]),
        ("Told by the aunt, Ngozi, last week", ["Ngozi"]),
        ("Олена said so, then Олена left", ["Олена", "Олена"]),
    ],
)
def test_names_are_found(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "In May the plan drifted. Will the plan change?",
        "Annex A, List 3, Section 47 and Regulation 44",
        "The Team Manager and the Independent Reviewing Officer agreed at Hill Street",
        "He lives in Hexham with Nan. Mum and Dad agree; Polish interpreter on Monday",
        "The Child Protection Plan. Working Together. Staff said that. Leaders told us.",
        "IROs, CiN plan, SENco, LADO and the DCS",
        "Rowan House, Victoria Road, Beech Ward, Nelson Mandela School, St Mary's School",
        "Martha's Rule, Signs of Safety, Family Hub, Barnardo’s and Cafcass",
        "Practitioners know children well. Managers’ oversight is weak.",
        "Re-referral rates. Co-production. London-based. Post-16.",
        "I'm sure. I’ve seen it. It's so. She’s safe. He went home",
        "Today's visit. Children's views. Yesterday's record.",
        "Chronology: Poor.\n- Seen alone\n• Records updated",
        "Somali, Kurdish and Pashto are spoken; she is Roma, and Muslim",
        "The initial J was used",
        "",
    ],
)
def test_nothing_is_cried_wolf_over(text):
    assert found(text) == []


def test_what_was_dismissed_is_left_in_peace():
    lexicon = Lexicon(first=frozenset({"rowan"}), dismissed=frozenset({"rowan"}))
    assert found("At home Rowan spoke", lexicon) == []
    assert found("At home Rowan Ash spoke", lexicon) == ["Rowan Ash"]


def test_a_name_is_met_on_it_and_just_behind_it():
    spans = likely_names("I saw Jade today", LEXICON)
    assert name_at(spans, 6) == name_at(spans, 10) == name_at(spans, 11) == spans[0]
    assert name_at(spans, 5) is None
    assert name_at(spans, 16) is None


def test_initials_leave_titles_and_particles_out():
    assert initials("Mrs Maria de Souza") == "MS"
    assert initials("Jade") == "J"
    assert initials("Anne-Marie O’Brien") == "AO"


def test_a_sentence_begins_after_a_stop_but_not_after_a_title():
    assert begins_sentence("So. Jade", 4)
    assert begins_sentence("Jade", 0)
    assert not begins_sentence("Mr. Khan", 4)
    assert not begins_sentence("with Jade", 5)


PIECES = st.sampled_from(
    [
        "Jade",
        "Zofia",
        "Mr",
        "Khan",
        "Will",
        "May",
        "the",
        "said",
        "at",
        ".",
        ",",
        "’s",
        "'s",
        "-",
        "\n",
        "J",
        "Annex",
        "A",
        "🙂",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_spans_are_in_order_apart_and_say_what_stands_there(text):
    spans = likely_names(text, LEXICON)
    assert all(text[one.start : one.end] == one.text for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(one.text[0].isupper() and not one.text.endswith(("'s", "’s")) for one in spans)
    assert not any("\n" in one.text for one in spans)


@given(st.text(max_size=80))
def test_text_without_capitals_holds_no_names(text):
    assert found(text.lower()) == [] or any(letter.isupper() for letter in text.lower())


@given(st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map(" ".join))
def test_each_line_is_read_by_itself(one, other):
    whole = likely_names(f"{one}\n{other}", LEXICON)
    later = [span.text for span in whole if span.start > len(one)]
    assert later == found(other)


@given(st.sampled_from(sorted(LEXICON.first - LEXICON.proper)))
def test_every_first_name_we_know_is_found_where_it_is_typed(name):
    assert found(f"We spoke to {name.title()} about the plan") == [name.title()]
    assert found(f"{name.title()} said so") == [name.title()]


@given(st.sampled_from(sorted(LEXICON.ordinary)))
def test_no_ordinary_word_is_a_name_where_a_sentence_begins(word):
    assert found(f"{word.capitalize()} it is.") == []


def test_folding_makes_apostrophes_straight():
    assert folded("O’Brien") == "o'brien"


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_the_names_of_a_text_are_those_of_its_sentences(text):
    apart = [
        (start + one.start, one.text)
        for start, end in sentences(text)
        for one in likely_names(text[start:end], LEXICON)
    ]
    assert apart == [(one.start, one.text) for one in likely_names(text, LEXICON)]


def test_sentences_are_the_whole_text_and_no_title_ends_one():
    text = "We met Mr. Khan. He left! St. Mary's School? J. Smith.\nSo"
    parts = [text[start:end] for start, end in sentences(text)]
    assert "".join(parts) == text
    assert parts == ["We met Mr. Khan. ", "He left! ", "St. Mary's School? ", "J. Smith.\n", "So"]
