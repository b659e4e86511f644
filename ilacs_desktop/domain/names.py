"""Likely names of people in typed text: where they stand, so that a role can stand there instead.

A rule of thumb over capitals, titles and neighbours, never a register of names: it cannot know
every name, and what it marks is an offer, not a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.name_words import (
    FAMILY,
    PARTICLES,
    PLACE_NOUNS,
    RULES,
    SAYS,
    SURNAMES,
    TITLES,
    WHERE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS = "[A-Za-z\u00c0-\u024f\u0300-\u036f\u0370-\u052f\u1e00-\u1eff]+"
_WORD = re.compile(f"{_LETTERS}(?:[-'’]{_LETTERS})*")
_STOP = re.compile("[.!?\n]\\s+|\n")
_TITLE_LENGTH = 12
_LONGEST = 5
"""Words of one name; a longer row of capitals is a heading."""

_ENDINGS = (
    "ed", "ing", "ly", "tion", "sion", "ment", "ments", "ness", "ance", "ence", "ity", "able",
    "ible", "ive", "ous", "ful", "less", "ship", "ings", "tions", "ances", "ences", "ities", "ally",
    "ism", "ists", "ers", "ological", "ised", "ises", "ising",
)  # fmt: skip
"""How ordinary words often end, names seldom; asked only of what nobody knows as a name."""

_OPENERS = '.!?:•–—*“‘"…\n\t'


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words, all in lower case with straight apostrophes.

    Attributes:
        first: first names that are seldom anything else.
        double: first names that are words as well.
        ordinary: words that may carry a capital without being a name.
        proper: places, languages, products and whatever else is nobody.
        dismissed: whole phrases of which a person has said that they are no names.
    """

    first: frozenset[str] = frozenset()
    double: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    dismissed: frozenset[str] = frozenset()

    def is_ordinary(self, word: str) -> bool:
        """Say whether a folded word is no name by itself."""
        if word in self.ordinary or word in self.proper:
            return True
        if word.endswith("s") and word[:-1] in self.proper:
            return True
        return any(
            word.endswith(end) and word[: -len(end)] in self.ordinary
            for end in ("s", "es", "ed", "d", "ing", "ly", "er", "ers")
        )


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A likely name in a text.

    Attributes:
        start: where it begins, in characters.
        end: where it ends; a possessive ending stays outside.
        text: the name.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    folded: str
    possessive: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper() and self.text != "I"

    @property
    def shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


class _Words:
    """The words of a text, looked into only where they are asked for: a text may be long."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = list(_WORD.finditer(text))
        self._made: dict[int, _Word] = {}

    @property
    def capitals(self) -> list[int]:
        """The words that begin with a capital."""
        text = self._text
        return [at for at, found in enumerate(self._found) if text[found.start()].isupper()]

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, at: int) -> _Word:
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = _word(self._found[at], self._text)
        return made


def folded(text: str) -> str:
    """Return a word or phrase as lexicons hold it."""
    return text.replace("’", "'").casefold()


def likely_names(text: str, lexicon: Lexicon) -> tuple[NameSpan, ...]:
    """Return the likely names of people in a text, in order and apart from each other.

    Args:
        text: what was typed; a line break begins a new sentence.
        lexicon: what is known of words.
    """
    words = _Words(text)
    found: list[NameSpan] = []
    at = 0
    for capital in words.capitals:
        if capital < at:
            continue
        at = capital
        end = _name_end(text, words, at, lexicon)
        if end:
            first, last = words[at], words[end - 1]
            span = NameSpan(first.start, last.end, text[first.start : last.end])
            if folded(span.text) not in lexicon.dismissed:
                found.append(span)
        at = max(end, at + 1)
    return tuple(found)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a line begin and end; no name goes from one into the next.

    The names of a text are those of its sentences, so that a key in a long paragraph asks for
    one sentence to be read again and not for all.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        if _after_title(text[max(start, stop.start() - _TITLE_LENGTH) : stop.start() + 1]):
            continue
        found.append((start, end))
        start = end
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)


def name_at(spans: Iterable[NameSpan], position: int) -> NameSpan | None:
    """Return the name that a position stands in or just behind; None where there is none.

    A possessive ending, a stop or a space that was typed after the name still counts as behind.
    """
    best = None
    for span in spans:
        if span.start <= position <= span.end + 3:
            best = span
    return best


def pattern_of(name: str, lexicon: Lexicon) -> re.Pattern[str]:
    """Return what finds a name in a text: as whole words, with either apostrophe.

    A name that is a word as well, such as Will, is found only as names are written: the sentence
    is not to lose its verb.
    """
    words = re.sub("['’]", "['’]", re.escape(name))
    spoken = folded(name)
    if spoken in lexicon.double or lexicon.is_ordinary(spoken):
        shouted = re.sub("['’]", "['’]", re.escape(name.upper()))
        return re.compile(rf"(?<!\w)(?:{words}|{shouted})(?!\w)")
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def initials(name: str) -> str:
    """Return the initials of a name, without its title."""
    words = [one for one in _WORD.findall(name) if folded(one) not in TITLES]
    return "".join(word[0].upper() for word in words if folded(word) not in PARTICLES)


def begins_sentence(text: str, position: int) -> bool:
    """Say whether what stands at a position begins a sentence, a line or a quotation."""
    before = text[:position].rstrip(" \u00a0-")
    if not before or before[-1] in _OPENERS:
        return not _after_title(before)
    return False


def _after_title(before: str) -> bool:
    if not before.endswith("."):
        return False
    word = _last_word(before[:-1])
    is_initial = len(word) == 1 and word.isupper()
    return is_initial or folded(word) in TITLES or folded(word) in ("st", "saint")


def _last_word(before: str) -> str:
    at = len(before)
    while at and (before[at - 1].isalpha() or before[at - 1] in "'’"):
        at -= 1
    return before[at:]


def _word(found: re.Match[str], text: str) -> _Word:
    start, end, word = found.start(), found.end(), found.group()
    possessive = word[-2:] in ("'s", "’s", "'S", "’S")
    if possessive:
        end, word = end - 2, word[:-2]
    elif text[end : end + 1] in ("'", "’") and word[-1] in "sS":
        # "James’ plan"; at the end of a quotation the mark means nothing, and does no harm.
        possessive = text[end + 1 : end + 2] == " "
    return _Word(start, end, word, folded(word), possessive)


def _joined(text: str, one: _Word, other: _Word) -> bool:
    """Say whether two words stand side by side, as the words of a name do."""
    if one.possessive:
        return False
    between = text[one.end : other.start]
    if between in (" ", "\u00a0"):
        return True
    return between in (". ", ".\u00a0", ".") and (one.initial or one.folded in TITLES)


def _next(text: str, words: _Words, at: int) -> _Word | None:
    if at + 1 >= len(words) or not _joined(text, words[at], words[at + 1]):
        return None
    return words[at + 1]


def _name_end(text: str, words: _Words, at: int, lexicon: Lexicon) -> int:
    """Return the index after the last word of a name that begins at a word; 0 for none."""
    word = words[at]
    if word.folded in TITLES or word.folded in FAMILY:
        return _titled_end(text, words, at, lexicon)
    if word.initial:
        after = _next(text, words, at)
        whole = after is not None and _may_begin(after, lexicon) and not after.shouted
        return _run_end(text, words, at + 1, lexicon) if whole else 0
    if not _may_begin(word, lexicon):
        return 0
    end = _run_end(text, words, at, lexicon)
    if _is_place(text, words, at, end, lexicon):
        return 0
    return end if _is_likely(text, words, at, end, lexicon) else 0


def _titled_end(text: str, words: _Words, at: int, lexicon: Lexicon) -> int:
    after = _next(text, words, at)
    if after is None or not after.capital or (after.shouted and not words[at].shouted):
        return 0
    if words[at].folded in FAMILY and not _may_begin(after, lexicon):
        return 0
    if after.folded in lexicon.ordinary and after.folded not in SURNAMES:
        return 0
    return _run_end(text, words, at + 1, lexicon)


def _may_begin(word: _Word, lexicon: Lexicon) -> bool:
    """Say whether a capitalised word can be the first of a name."""
    if not word.capital or word.initial or word.text in ("I", "I'm", "I’m"):
        return False
    if word.folded in PLACE_NOUNS:
        return False
    if word.shouted:
        return len(word.text) > 3 and word.folded in lexicon.first
    if word.folded in lexicon.first or word.folded in lexicon.double:
        return True
    if word.possessive and f"{word.folded}'s" in lexicon.proper:
        return False
    if _is_mixed(word.text):
        return False
    parts = re.split("-", word.folded)
    if len(parts) > 1:
        # "Re-referral", "London-based": what follows the hyphen is no name.
        halves = re.split("-", word.text)
        if not all(half[:1].isupper() for half in halves):
            return False
        return not any(lexicon.is_ordinary(part) for part in parts)
    return not lexicon.is_ordinary(word.folded) and word.folded not in FAMILY


def _is_mixed(word: str) -> bool:
    """Say whether capitals inside a word make it an abbreviation, such as CiN or IROs."""
    inner = re.sub("^(?:Mc|Mac|O['’]|D['’])", "", word)
    return any(letter.isupper() for half in re.split("[-'’]", inner) for letter in half[1:])


def _run_end(text: str, words: _Words, at: int, lexicon: Lexicon) -> int:
    """Return the index after the last word that goes with the name begun at a word."""
    end = at + 1
    while end < len(words) and end - at < _LONGEST and _joined(text, words[end - 1], words[end]):
        word = words[end]
        if word.folded in PARTICLES and not word.capital:
            after = _next(text, words, end)
            if after is None or not after.capital or not _goes_on(after, lexicon):
                break
        elif not word.capital or not _goes_on(word, lexicon):
            break
        end += 1
    return end


def _goes_on(word: _Word, lexicon: Lexicon) -> bool:
    if word.initial or word.folded in SURNAMES:
        return True
    return _may_begin(word, lexicon) and word.folded not in lexicon.proper


def _is_place(text: str, words: _Words, at: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a row of capitals names a street, a school, a rule or a day."""
    if at and words[at - 1].folded in ("st", "saint") and words[at - 1].capital:
        return True
    last = words[end - 1]
    if end - at > 1 and last.folded in PLACE_NOUNS:
        return last.folded not in SURNAMES or words[at].folded not in lexicon.first
    if end >= len(words):
        return False
    after = words[end]
    beside = text[last.end : after.start] in (" ", "\u00a0", "'s ", "’s ")
    if not beside or not after.capital:
        return False
    return after.folded in PLACE_NOUNS or (last.possessive and after.folded in RULES)


def _is_likely(text: str, words: _Words, at: int, end: int, lexicon: Lexicon) -> bool:
    word = words[at]
    parts = word.folded.split("-")
    known = any(part in lexicon.first for part in parts)
    if known and word.folded not in lexicon.proper:
        return True
    starts = begins_sentence(text, word.start)
    pair = end - at > 1
    speaks = _speaks(text, words, end)
    if word.folded in lexicon.double or word.folded in lexicon.first:
        if pair or (speaks and word.folded not in lexicon.proper):
            return True
        return not starts and word.folded not in lexicon.proper
    if starts:
        if word.folded.endswith(_ENDINGS) and not words[end - 1].possessive:
            return False
        return pair or words[end - 1].possessive or (speaks and not word.folded.endswith("s"))
    if pair or words[end - 1].possessive:
        return True
    before = words[at - 1] if at else None
    return before is None or before.folded not in WHERE


def _speaks(text: str, words: _Words, end: int) -> bool:
    after = _next(text, words, end - 1)
    return after is not None and after.folded in SAYS
