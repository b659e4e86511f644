"""Full names in running text: accents, apostrophes, particles; teams and officials are nobody."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.identity.folding import fold
from ilacs_desktop.domain.identity.people import known_people, people_in
from ilacs_desktop.domain.names import Lexicon

LEXICON = Lexicon(
    first=frozenset({"anna", "mary", "jane"}),
    double=frozenset({"grace", "mark", "will"}),
    ordinary=frozenset({"young", "down", "front", "door", "duty", "team", "park", "read"}),
)
NAMES = [
    "O'Brien, Mary-Anne",
    "Renée van der Berg",
    "Zoë Smith-Jones (agency)",
    "Anna Young",
    "Grace Park - ASYE",
    "Mark Down",
    "Front Door",
    "Duty Team 2",
    "Jane Example",
]
KNOWN = known_people(NAMES, LEXICON, ["Jane Example"])


def found(text):
    return [text[start:end] for start, end in people_in(fold(text), KNOWN)]


@pytest.mark.parametrize(
    "name",
    [
        "Mary-Anne O’Brien",
        "mary anne obrien",
        "O'BRIEN Mary",
        "M. O Brien",
        "Renee Van Der Berg",
        "van der Berg, R",
        "ZOE SMITH JONES",
        "Z. Smith\u2011Jones",
        "Anna Young",
        "Grace Park",
        "Mark Down",
    ],
)
def test_a_name_is_found_as_people_write_it(name):
    assert found(f"It was {name}.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "A young person read it.",
        "Front Door staff and the Duty Team answer.",
        "Teachers mark down the work in a park, by grace, park or no park.",
        "Jane Example leads.",
        "Children play in Grace Road Park.",
    ],
)
def test_words_teams_and_officials_are_nobody(text):
    assert found(text) == []
