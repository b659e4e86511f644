"""The open dictionary, asked word by word: what it said is kept, so that painting never waits."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, cast

from ilacs_desktop.domain.spelling import Token, is_american, parts, plain, tokens
from ilacs_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_MOST_KEPT = 50_000
_MOST_PIECES = 4_000
_PIECES = re.compile(r".+?(?:[.!?]\s+|$)", re.DOTALL)
_MOST_SUGGESTED = 6
_LOOKED_THROUGH = 15
_PIECE = 2
"""A word cut in two with so short a piece was hardly meant: “col or”."""
_ALIKE = (
    *(
        ("ite", "ight"),
        ("ight", "ite"),
        ("ait", "eight"),
        ("f", "ph"),
        ("sh", "ti"),
        ("sion", "tion"),
    ),
    *(("tion", "sion"), ("able", "ible"), ("ible", "able"), ("ance", "ence"), ("ence", "ance")),
    *(("ant", "ent"), ("ent", "ant"), ("ei", "ie"), ("ie", "ei"), ("c", "sc")),
)
"""What sounds alike in English, as written and as it may be meant."""
_PREFIXES = frozenset({"pre", "re", "non", "co", "ex", "multi", "inter", "anti", "semi", "un"})


class _Dictionary(Protocol):
    def lookup(self, word: str) -> bool: ...

    def suggest(self, word: str) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Advice:
    """What is offered for a word that the dictionary does not have.

    Attributes:
        words: other words, the likeliest first.
        american: whether it is the American spelling of the first of them.
    """

    words: tuple[str, ...]
    american: bool = False


@cache
def field_words() -> frozenset[str]:
    """Return the words of this field that no general dictionary has."""
    text = resource("language", "field-words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def _field_folded() -> frozenset[str]:
    return frozenset(word.casefold() for word in field_words())


@cache
def _dictionary() -> _Dictionary:
    """Return the dictionary, read once in a second or so; never on the window's thread."""
    # Here and not above: reading it is wanted long after the start.
    from spylls.hunspell import Dictionary, readers
    from spylls.hunspell.readers.file_reader import BaseReader

    # Not by its ``from_files``, which leaves both files open.
    with (
        resource("language", "spelling", "en_GB.aff").open(encoding="utf-8") as rules,
        resource("language", "spelling", "en_GB.dic").open(encoding="utf-8") as listed,
    ):
        aff, context = readers.read_aff(_reader(BaseReader(rules)))
        dic = readers.read_dic(_reader(BaseReader(listed)), aff=aff, context=context)
    return cast("_Dictionary", Dictionary(aff, dic))


def _reader(made: Any) -> Any:
    """Return a reader that stays with the encoding its file was opened in: both are UTF-8."""
    made.reset_encoding = lambda _encoding: None
    return made


class Speller:
    """Answers at once for words it was asked before; the rest is looked up off the window's thread.

    ``known`` may be read from any thread; ``look_up`` and ``advise`` take their time.
    """

    def __init__(self) -> None:
        self._said: dict[str, bool] = {}
        self._seen: dict[str, tuple[tuple[Token, ...], tuple[str, ...]]] = {}
        self._one = threading.Lock()

    def known(self, word: str) -> bool | None:
        """Return whether a word is right as far as was looked up; None where it was not yet."""
        return self._said.get(plain(word))

    def wanting(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that nobody has looked up yet."""
        found: set[str] = set()
        for _, piece in _pieces(text):
            found.update(self._read(piece)[1])
        return tuple(found)

    def _read(self, piece: str) -> tuple[tuple[Token, ...], tuple[str, ...]]:
        """Return the wrong and the unknown words of a piece of text; asked again for each key."""
        found = self._seen.get(piece)
        if found is None:
            if len(self._seen) > _MOST_PIECES:
                self._seen.clear()
            every = tuple(tokens(piece))
            wrong = tuple(one for one in every if self._said.get(plain(one.word)) is False)
            words = {plain(one.word) for one in every}
            # Asked one by one: the other thread may be adding words meanwhile.
            unknown = tuple(one for one in words if one not in self._said)
            found = self._seen[piece] = (wrong, unknown)
        return found

    def look_up(self, words: Iterable[str]) -> None:
        """Ask the dictionary for words and keep what it says."""
        with self._one:
            if len(self._said) > _MOST_KEPT:
                self._said.clear()
            for word in words:
                if word not in self._said:
                    self._said[word] = is_right(word)
            # A new one, not cleared: the window's thread may be reading in the old one.
            self._seen = {}

    def wrong(self, text: str, own: Collection[str] = ()) -> tuple[Token, ...]:
        """Return the words of a text known to be wrong, without looking anything up.

        Args:
            text: what was written.
            own: further words that are right, case folded.
        """
        return tuple(
            Token(start + one.start, start + one.end, one.word)
            for start, piece in _pieces(text)
            for one in self._read(piece)[0]
            if not _is_own(plain(one.word), own)
        )

    def advise(self, word: str, never: Collection[str] = ()) -> Advice:
        """Return what may have been meant; takes some tenths of a second.

        Args:
            word: as it was written.
            never: words not to be offered, case folded, such as names in the record.
        """
        with self._one:
            return advice(plain(word), never)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Return a text sentence by sentence, with where each begins: only one differs for a key."""
    return ((hit.start(), hit.group()) for hit in _PIECES.finditer(text))


def _is_own(word: str, own: Collection[str]) -> bool:
    folded = word.casefold()
    return folded in own or folded.removesuffix("'s") in own


def is_right(word: str) -> bool:
    """Return whether dictionary or field know a word, or every part of it that a hyphen joins."""
    if _knows(word):
        return True
    joined = parts(word)
    if len(joined) > 1:
        return all(one.casefold() in _PREFIXES or len(one) < 2 or _knows(one) for one in joined)
    return False


def _knows(word: str) -> bool:
    folded = word.casefold()
    if folded in _field_folded() or folded.removesuffix("'s") in _field_folded():
        return True
    if folded.endswith("s'") and folded[:-1] in _field_folded():
        return True
    return _dictionary().lookup(word)


def advice(word: str, never: Collection[str] = ()) -> Advice:
    """Return what may have been meant by a word; names are never offered for it."""
    found: list[str] = []
    near = [one for one in field_words() if _is_near(one.casefold(), word.casefold())]
    for one in (*near, *_sounding(word), *islice(_dictionary().suggest(word), _LOOKED_THROUGH)):
        pieces = one.split()
        is_cut = len(pieces) > 1 and min(map(len, pieces)) <= _PIECE
        if one.casefold() not in never and one not in found and not is_cut and "-" not in one:
            found.append(one)
    # A capital that nobody typed is a name or a place as a rule, and nobody's name is offered.
    if word[:1].islower():
        found = [one for one in found if one[:1].islower() or one in field_words()]
    british = next((one for one in found if is_american(word, one)), "")
    if british:
        found.remove(british)
        found.insert(0, british)
    return Advice(tuple(found[:_MOST_SUGGESTED]), bool(british))


def _sounding(word: str) -> Iterator[str]:
    """Return right words that are said alike and written otherwise: “oversite”, “oversight”."""
    for written, meant in _ALIKE:
        at = word.find(written)
        while at >= 0:
            other = f"{word[:at]}{meant}{word[at + len(written) :]}"
            if is_right(other):
                yield other
            at = word.find(written, at + 1)


def _is_near(one: str, other: str) -> bool:
    """Return whether two words differ by one letter: put in, left out, swapped or another."""
    if abs(len(one) - len(other)) > 1 or one == other or min(len(one), len(other)) < 4:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
