"""Practitioners' names and postcodes in what people typed: left out of exports, unless asked for.

What is known of them is what Annex A says; the data set that named them may be destroyed, and
then nothing can be told from any other word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ilacs_desktop.domain.records import DataSet, LaProfile
from ilacs_desktop.publish.model import Run
from ilacs_desktop.services.data.annex_rules import spec_of
from ilacs_desktop.services.record.work import LA_PROFILE
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.connection import Connection

T = TypeVar("T")

NAME_GAP = "[name left out]"
POSTCODE_GAP = "[postcode left out]"

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_GAP = re.compile(r"[\s.,]*")
_SHORTEST = 2


class Restricted:
    """Knows the names and postcodes of the data sets held, and leaves them out of texts."""

    def __init__(
        self, names: Iterable[str], postcodes: Iterable[str], known: Iterable[str]
    ) -> None:
        """Take what is restricted.

        Args:
            names: of practitioners, "First Last" or "Last, First".
            postcodes: in any spacing.
            known: names that stand on the record by right: the team's, the LA's chief officers'.
        """
        mine = {_folded(one) for one in known}
        self._names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for one in names:
            for words in _orders(one):
                if words not in mine:
                    self._names[words[0]].add(words)
        self._postcodes = {_squashed(one) for one in postcodes if one}

    def __bool__(self) -> bool:
        return bool(self._names or self._postcodes)

    def clean(self, text: str) -> str:
        """Return a text with gaps in place of what is restricted, in time linear in its length."""
        if self._postcodes:
            text = _POSTCODE.sub(self._postcode, text)
        return self._without_names(text) if self._names else text

    def _postcode(self, found: re.Match[str]) -> str:
        held = _squashed(found.group())
        return POSTCODE_GAP if held in self._postcodes else found.group()

    def _without_names(self, text: str) -> str:
        words = list(_WORD.finditer(text))
        kept, end, at = [], 0, 0
        while at < len(words):
            count = self._name_at(text, words, at)
            if count:
                kept += [text[end : words[at].start()], NAME_GAP]
                end = words[at + count - 1].end()
            at += count or 1
        return "".join((*kept, text[end:])) if kept else text

    def _name_at(self, text: str, words: list[re.Match[str]], at: int) -> int:
        """Return how many words of a name begin here; the longest of several; 0 for none."""
        best = 0
        for name in self._names.get(_plain(words[at].group()), ()):
            part = words[at : at + len(name)]
            same = tuple(_plain(one.group()) for one in part) == name
            if same and len(name) > best and _joined(text, part):
                best = len(name)
        return best

    def cleaned(self, value: T) -> T:
        """Return blocks, tuples or plain JSON with every text in them cleaned."""
        return cast("T", self._cleaned(value))

    def _cleaned(self, value: Any) -> Any:
        if type(value) is str:  # a word of a closed list is a str too, and stays what it is
            return self.clean(value)
        if isinstance(value, tuple):
            return tuple(self._cleaned(one) for one in value)
        if isinstance(value, list):
            return [self._cleaned(one) for one in value]
        if isinstance(value, dict):
            return {key: self._cleaned(one) for key, one in value.items()}
        if isinstance(value, Run):
            return replace(value, text=self.clean(value.text))
        if is_dataclass(value) and not isinstance(value, type):
            said = {
                one.name: self._cleaned(getattr(value, one.name))
                for one in fields(value)
                if one.name != "id"
            }
            return replace(value, **said)
        return value


def of_work(work: Work, connection: Connection) -> Restricted:
    """Return what the data sets held by this inspection restrict; for a thread that may read.

    Args:
        work: the open inspection.
        connection: to its file.
    """
    profile = work.snapshot.one(LaProfile, LA_PROFILE)
    known = [one.name for one in work.members]
    known += [profile.dcs_name, profile.chief_executive_name]
    names: set[str] = set()
    postcodes: set[str] = set()
    for data_set in work.snapshot.all(DataSet):
        for number in map(int, data_set.lists):
            held = annex_rows.restricted(connection, data_set.id, number)
            for column, values in _official(work, number, held):
                (postcodes if column == "postcode" else names).update(
                    str(one) for one in values if one
                )
    return Restricted(names, postcodes, known)


def _official(
    work: Work, number: int, held: Mapping[str, tuple[Any, ...]]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the columns that hold names or postcodes; a spare column may hold anything."""
    spec = spec_of(work).list_spec(number)
    for key, values in held.items():
        column = spec.column(key)
        if column is not None and column.restricted:
            yield ("postcode" if column.check == "postcode" else "name"), values


def _orders(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a name's words as they may be written: as it stands, and first name first."""
    last, comma, first = name.partition(",")
    found = [_folded(f"{first} {last}")] if comma else []
    found.append(_folded(name))
    return tuple(one for one in found if len(one) >= _SHORTEST)


def _folded(name: str) -> tuple[str, ...]:
    return tuple(_plain(one.group()) for one in _WORD.finditer(name))


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def _joined(text: str, part: list[re.Match[str]]) -> bool:
    """Say whether nothing but blanks, a full stop or a comma parts the words of a name."""
    pairs = pairwise(part)
    return all(_GAP.fullmatch(text, one.end(), other.start()) for one, other in pairs)


def _squashed(postcode: str) -> str:
    return "".join(postcode.split()).upper()
