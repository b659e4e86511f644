"""Running text as it is published: no hard stop, and few warnings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from ilacs_desktop.services.checks.document import check

TEXTS = sorted((Path(__file__).parent / "running").glob("*.txt"))
MOST = {"small-number": 4, "name": 4, "birth-elsewhere": 2, "grade-words": 2, "abbreviation": 1}
"""How many false alarms of a check are let pass in all of it; none of any other."""


def paragraphs():
    return [
        (path.stem, one)
        for path in TEXTS
        for one in path.read_text(encoding="utf-8").split("\n\n")
        if one.strip()
    ]


def told(received):
    facts = replace(received.facts, graded=False, terms=(), unused=(), rests={})
    document = received.document(*(text.strip() for _, text in paragraphs()))
    return check(document, facts).open


def test_there_are_five_thousand_words():
    assert sum(len(text.split()) for _, text in paragraphs()) >= 5_000


def test_nothing_is_stopped_and_little_is_warned_of(received):
    found = told(received)
    assert [one.words for one in found if one.level == "stop"] == []
    counts = Counter(one.check for one in found if one.level == "warning")
    over = {key: count for key, count in counts.items() if count > MOST.get(key, 0)}
    assert over == {}, [one.words for one in found if one.check in over]
