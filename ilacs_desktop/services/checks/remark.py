"""What a check says of one place of the document."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.domain import ids

if TYPE_CHECKING:
    from ilacs_desktop.domain.records import CheckAcceptance

Level = Literal["stop", "warning", "info"]

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'’”)]*\s+(?=[\"'‘“(]?[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the document.

    Attributes:
        section: key of the section.
        paragraph: id of the paragraph; empty for the heading of the section or the whole.
        start, end: characters of the paragraph; equal where all of it is meant.
    """

    section: str = ""
    paragraph: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark of a check.

    Attributes:
        level: ``stop`` bars the published version until the lead accepts it with a reason.
        check: key of the check, as in the catalogue.
        words: what is wrong, in a sentence.
        paragraph: the paragraph it is about; empty where it is about a heading or the whole.
        section: where that stands.
        start, end: the characters it is about; equal where it is about the whole paragraph.
        found: the words it speaks of.
        context: the sentence around them, or what else it hangs on; when that changes, whoever
            has accepted the remark is asked again.
        finding: the finding it is about, where it is about one.
        more: further places of the same remark.
        accepted: who lets it stand, and why.
    """

    level: Level
    check: str
    words: str
    paragraph: str = ""
    section: str = ""
    start: int = 0
    end: int = 0
    found: str = ""
    context: str = ""
    finding: str = ""
    more: tuple[Place, ...] = ()
    accepted: CheckAcceptance | None = None

    @property
    def place(self) -> Place:
        """The first place it is about."""
        return Place(self.section, self.paragraph, self.start, self.end)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places it is about."""
        return (self.place, *self.more)

    @property
    def digest(self) -> str:
        """The words it hangs on, as a digest: an acceptance keeps none of the text."""
        said = "\x1f".join((self.found.casefold(), " ".join(self.context.split())))
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    @property
    def about(self) -> str:
        """What an acceptance names as its place."""
        return self.paragraph or self.finding or self.section

    @property
    def key(self) -> str:
        """Id of the record that accepts it: another one once the words change."""
        return ids.derived("check_acceptance", self.check, self.about, self.digest)


def sentence_at(text: str, start: int, end: int) -> str:
    """Return the sentence, or sentences, that characters of a text stand in."""
    first, last = 0, len(text)
    for stop in _SENTENCE_END.finditer(text):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            last = stop.start()
            break
    return text[first:last]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text begin and end."""
    found, start = [], 0
    for stop in _SENTENCE_END.finditer(text):
        found.append((start, stop.start()))
        start = stop.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
