"""The words of a text that a dictionary can be asked for, and what tells two spellings apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.crossrefs import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?(?:-[^\W_]+(?:['’][^\W_]+)*)*", re.UNICODE)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")
_AMERICAN = (
    (re.compile(r"iz(?=e|i|a)"), "is"),
    (re.compile(r"yz(?=e|i)"), "ys"),
    (re.compile(r"or(?=$|s|e|i|a|l|h)"), "our"),
    (re.compile(r"er(?=$|s|ed)"), "re"),
    (re.compile(r"ense(?=$|s)"), "ence"),
    (re.compile(r"og(?=$|s)"), "ogue"),
    (re.compile(r"(?<=[aeiou])l(?=ed|ing|er|or)"), "ll"),
    (re.compile(r"ll(?=$|s|ment)"), "l"),
    (re.compile(r"(?<=dg)m(?=ent)"), "em"),
    (re.compile(r"e(?=d|n|c|s)"), "ae"),
    (re.compile(r"am(?=$|s)"), "amme"),
    (re.compile(r"ck"), "que"),
)
"""What an American spelling has, and what the British one has in its place."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, from ``start`` to ``end`` in characters."""

    start: int
    end: int
    word: str


def tokens(text: str) -> Iterator[Token]:
    """Return the words of a text that are to be looked up.

    Left out are cross-references, addresses, words with figures in them, abbreviations in
    capitals and words with a capital inside: no dictionary knows those.
    """
    closed = [hit.span() for hit in MARK.finditer(text)] if "[¶" in text else []
    if "@" in text or "://" in text or "www." in text:
        closed += [hit.span() for hit in _ADDRESS.finditer(text)]
    for hit in _WORD.finditer(text):
        word = hit.group().rstrip("'’")
        if any(start < hit.end() and hit.start() < end for start, end in closed):
            continue
        if len(word) > 1 and _is_plain(word):
            yield Token(hit.start(), hit.start() + len(word), word)


def _is_plain(word: str) -> bool:
    return not any(
        any(one.isdigit() for one in part)
        or (len(_stem(part)) > 1 and any(one.isupper() for one in part[1:]))
        for part in word.split("-")
    )


def _stem(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def parts(word: str) -> tuple[str, ...]:
    """Return the words that a hyphen joins."""
    return tuple(_LETTERS.findall(word)) if "-" in word else (word,)


def plain(word: str) -> str:
    """Return a word as dictionaries write it."""
    return word.replace("’", "'")


def is_american(word: str, british: str) -> bool:
    """Return whether a word is the American spelling of a British one."""
    word, british = word.casefold(), british.casefold()
    if word == british:
        return False
    return any(
        word[: hit.start()] + put + word[hit.end() :] == british
        for pattern, put in _AMERICAN
        for hit in pattern.finditer(word)
    )
