"""Full names of known people in running text: in either order, by initial, in any writing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ilacs_desktop.domain.identity.folding import Folded, folded_key
from ilacs_desktop.domain.name_words import PARTICLES, TITLES, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ilacs_desktop.domain.names import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_GAP = re.compile(r"\s{0,2}[,.\-_/:;'\x1f]?\s{0,2}")
_WIDE_GAP = re.compile(r"[^\w!?¿]{0,5}")
"""What may stand between two whole words of a name; beside an initial only the narrow gap may."""
_BORN_AS = word_set("nee")
_SPELLED = 6
"""So many single letters in a row are a word that is spelled out."""
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\s[-–|/].*$|\d.*$")
_NO_PERSON = word_set(
    "team teams duty service services worker workers hub front door social care unallocated "
    "allocated pending agency assessment assessments support unit child children childrens family "
    "families vacant vacancy unknown none locality court referral referrals mash safeguarding "
    "generic manager admin closed transfer intake adviser advisor personal early help north south "
    "east west central leaving looked after disabled disability assigned not to be"
)
_MOST = 5
_SOLID = 8


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Names by the forms that they are written in.

    Attributes:
        forms: forms of two to five words by their first word; each says whether it is found only
            with capitals, because its words are words as well.
        solid: first name and surname run together.
        mailboxes: initial and surname run together, as the part of an address before its @.
    """

    forms: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    solid: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Name:
    first: str
    middle: tuple[str, ...]
    last: tuple[str, ...]


def known_people(
    names: Iterable[str], lexicon: Lexicon, officials: Iterable[str] = ()
) -> KnownPeople:
    """Return the forms of names; a team in the place of a name is nobody.

    Args:
        names: as they were sent, such as "Smith, Jane (agency)".
        lexicon: what is known of words.
        officials: full names that may be published: inspectors and officers in public office.
    """
    allowed = {form for one in officials for form in _forms_of(one)}
    forms: dict[str, dict[str, bool]] = defaultdict(dict)
    solid: set[str] = set()
    mailboxes: set[str] = set()
    for name in set(names):
        parsed = _parsed(name)
        if parsed is None or _is_words(parsed, lexicon):
            continue
        for form in _forms(parsed):
            if form not in allowed:
                words = form.split()
                strict = all(len(one) == 1 or _is_word(one, lexicon) for one in words)
                forms[words[0]][form] = strict
        last = "".join(parsed.last)
        if f"{parsed.first} {' '.join(parsed.last)}" in allowed:
            continue
        if len(parsed.first + last) >= _SOLID:
            solid |= {parsed.first + last, last + parsed.first}
        mailboxes |= {parsed.first + last, parsed.first[0] + last, last + parsed.first[0]}
    made = {key: dict(value) for key, value in forms.items()}
    return KnownPeople(made, frozenset(solid), frozenset(mailboxes))


def _is_word(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.double or lexicon.is_ordinary(word)


def _is_words(name: _Name, lexicon: Lexicon) -> bool:
    """Say whether all of it are ordinary words, none of them a first name: a team or a note."""
    words = (name.first, *name.middle, *name.last)
    if any(one in _NO_PERSON for one in words):
        return True
    return not any(one in lexicon.first or one in lexicon.double for one in words) and all(
        len(one) > 1 and lexicon.is_ordinary(one) for one in words
    )


def _words(text: str) -> list[str]:
    return [one.replace("'", "") for one in _WORD.findall(folded_key(text))]


def _parsed(name: str) -> _Name | None:
    name = _ASIDE.sub(" ", name).strip()
    if "," in name:
        last, _, first = name.partition(",")
        firsts, lasts = _plain(first), _plain(last)
    else:
        tokens = name.split()
        while len(tokens) > 1 and folded_key(tokens[0]).strip(".") in TITLES:
            tokens = tokens[1:]
        at = len(tokens) - 1
        while at > 1 and folded_key(tokens[at - 1]) in PARTICLES:
            at -= 1
        firsts, lasts = _plain(" ".join(tokens[:at])), _plain(" ".join(tokens[at:]))
    if not firsts or not lasts or len(firsts) + len(lasts) > _MOST + 1:
        return None
    if len(firsts[0]) < 2 and len(lasts[-1]) < 2:
        return None
    return _Name(firsts[0], tuple(firsts[1:]), tuple(lasts))


def _plain(text: str) -> list[str]:
    return [one for one in _words(text) if one not in TITLES]


def _forms_of(name: str) -> tuple[str, ...]:
    parsed = _parsed(name)
    return tuple(_forms(parsed)) if parsed else ()


def _forms(name: _Name) -> Iterator[str]:
    last = " ".join(name.last)
    if len(last) < 2:
        return
    firsts = {name.first, name.first[0]}
    firsts |= {f"{one} {' '.join(name.middle)}" for one in set(firsts) if name.middle}
    if name.middle:
        inner = " ".join(one[0] for one in name.middle)
        firsts |= {f"{one} {inner}" for one in (name.first, name.first[0])}
    for first in firsts:
        yield f"{first} {last}"
        yield f"{last} {first}"


def people_in(folded: Folded, known: KnownPeople) -> tuple[tuple[int, int], ...]:
    """Return where known people are named in full, or by initial and surname, in the original."""
    if not known.forms:
        return ()
    text, found = folded.text, list[tuple[int, int]]()
    words = list(_WORD.finditer(text))
    plain = [_bare(one) if "'" in (one := hit.group()) else one for hit in words]
    at = 0
    while at < len(words):
        end = _match(folded, words, plain, at, known)
        if end:
            start, stop = words[at].start(), _end(words[end - 1])
            found.append(folded.span(start, stop))
        elif len(plain[at]) >= _SOLID and plain[at] in known.solid:
            found.append(folded.span(words[at].start(), _end(words[at])))
        elif text[words[at].end() : words[at].end() + 1] == "@" and plain[at] in known.mailboxes:
            found.append(folded.span(*words[at].span()))
        elif (end := _spelled(text, words, at)) and "".join(plain[at:end]) in known.solid:
            found.append(folded.span(words[at].start(), words[end - 1].end()))
        at = max(end, at + 1)
    return tuple(found)


def _spelled(text: str, words: list[re.Match[str]], at: int) -> int:
    """Return the index after the last of single letters in a row; 0 where there are few."""
    end = at
    while (
        end < len(words)
        and len(words[end].group()) == 1
        and (end == at or _joins(text, words, end))
    ):
        end += 1
    return end if end - at >= _SPELLED else 0


def _bare(word: str) -> str:
    return word.removesuffix("'s").replace("'", "")


def _end(word: re.Match[str]) -> int:
    return word.end() - (2 if word.group().endswith("'s") else 0)


def _match(
    folded: Folded, words: list[re.Match[str]], plain: list[str], at: int, known: KnownPeople
) -> int:
    """Return the index after the last word of a known name that begins at a word; 0 for none."""
    starts = _starts(plain, at)
    for head, used in starts:
        forms = known.forms.get(head)
        if forms is None:
            continue
        said, end, best = head, at + used, 0
        while end < len(words) and end - at < _MOST and _joins(folded.text, words, end):
            for word, more in _starts(plain, end):
                strict = forms.get(f"{said} {word}")
                if strict is not None and _is_written(folded, words, at, end + more, strict=strict):
                    best = end + more
            said, end = f"{said} {plain[end]}", end + 1
        best = best or _match_apart(folded, words, plain, at + used, forms, head)
        if best:
            return best
    return 0


def _match_apart(
    folded: Folded,
    words: list[re.Match[str]],
    plain: list[str],
    at: int,
    forms: Mapping[str, bool],
    head: str,
) -> int:
    """Return the index after a surname that a title, a middle or a second name parts from a name.

    Args:
        folded: the text.
        words: its words.
        plain: the words as they are looked up.
        at: the word after the first of the name.
        forms: the known forms that begin with that first.
        head: that first word; an initial has other initials after it, nothing else.
    """
    for end in range(at, min(at + 2, len(words) - 1)):
        if not _joins(folded.text, words, end):
            return 0
        between = words[end].group()
        titled = between in TITLES or between in _BORN_AS
        if not titled and not _is_capital(folded, words[end]):
            return 0
        if len(head) == 1 and len(between) > 1:
            return 0
        last = end + 1
        strict = forms.get(f"{head} {plain[last]}")
        if strict is None or not _joins(folded.text, words, last):
            continue
        if strict and not titled and len(between) > 1:
            # "Grace Road Park": its words are words as well.
            continue
        if titled or all(_is_capital(folded, words[one]) for one in (at - 1, last)):
            return last + 1
    return 0


def _is_capital(folded: Folded, word: re.Match[str]) -> bool:
    return folded.original[folded.span(word.start(), word.start() + 1)[0]].isupper()


def _starts(plain: list[str], at: int) -> tuple[tuple[str, int], ...]:
    """Return a word by itself, and joined to the next where one letter was split off: O Brien."""
    if len(plain[at]) == 1 and at + 1 < len(plain):
        return (plain[at], 1), (plain[at] + plain[at + 1], 2)
    return ((plain[at], 1),)


def _joins(text: str, words: list[re.Match[str]], at: int) -> bool:
    gap = text[words[at - 1].end() : words[at].start()]
    if _GAP.fullmatch(gap):
        return True
    whole = len(words[at - 1].group()) > 1 and len(words[at].group()) > 1
    return whole and _WIDE_GAP.fullmatch(gap) is not None


def _is_written(
    folded: Folded, words: list[re.Match[str]], at: int, end: int, *, strict: bool
) -> bool:
    """Say whether the words are written as a name is."""
    signs = [folded.original[folded.span(one.start(), one.start() + 1)[0]] for one in words[at:end]]
    capitals = all(sign.isupper() or not sign.isalpha() for sign in signs)
    initials = [one for one in words[at:end] if len(one.group()) == 1]
    titled = at > 0 and words[at - 1].group().rstrip(".") in TITLES
    if strict:
        return capitals and (titled or not any(one.group() in ("a", "i") for one in initials))
    if not initials or titled:
        return True
    return capitals or not any(one.group() in ("a", "i", "s", "t", "d") for one in initials)


__all__ = ["KnownPeople", "known_people", "people_in"]
