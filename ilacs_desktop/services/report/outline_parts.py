"""The values that the document's outline is made of: items, sections, the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids

if TYPE_CHECKING:
    from ilacs_desktop.domain.event_type import Words

OPENING = "opening"
"""Section of a letter's addresses, date and greeting."""
CLOSING = "closing"
"""Section of a letter's signature."""
SMALL_PRINT = "about"
"""Section of the issuing body's fixed text, which comes from the settings."""
LOST = "without-section"
"""Where paragraphs are shown whose section this event's document does not have."""

MOST_PARTS = 12
"""Default words of a section have at most so many parts."""

UNSUPPORTED_ROLES = frozenset({"introduction", "areas_covered", "next_steps", "about"})
"""Roles of sections that say what was done, not what was found: they rest on no findings."""


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph or point as the document has it.

    Attributes:
        id: of its record; default words have the id that their record will get.
        text: as it stands; default words with their places filled in.
        reference: key of a National Framework reference, or words as typed.
        number: as printed; 0 where it has none.
        is_default: default words that nobody has made their own yet; there is no record.
        two_versions: someone has to choose between two versions of it.
        shown: the text with its cross-references as numbers; empty where it has none.
    """

    id: str
    section: str
    text: str
    bullet: bool = False
    reference: str = ""
    rank: str = ""
    number: int = 0
    is_default: bool = False
    two_versions: bool = False
    shown: str = ""

    @property
    def printed(self) -> str:
        """The text as it is printed: each cross-reference as the number it stands for."""
        return self.shown or self.text

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the document.

    Attributes:
        title: what the outline calls it.
        heading: as printed, with the grade; empty for none.
        role: as the edition names it; ``opening``, ``closing`` and ``lost`` besides.
        area: key of its judgement area, or empty.
        kinds: keys of the kinds of finding that belong here.
        bullets: whether it is a list of points.
        has_default: whether there are default words to go back to.
        from_settings: its text is a setting of the inspection, not paragraphs.
        leave_out: left out of the document when nothing stands in it.
        usual: how long published ones are.
        note: its footnote, empty for none.
    """

    key: str
    title: str
    heading: str
    role: str
    items: tuple[Item, ...]
    area: str = ""
    kinds: tuple[str, ...] = ()
    bullets: bool = False
    numbered: bool = False
    has_default: bool = False
    from_settings: bool = False
    leave_out: bool = False
    boilerplate: bool = False
    usual: Words | None = None
    note: str = ""

    @property
    def note_id(self) -> str:
        """What its footnote is known by: not the section's own key, which is its heading's."""
        return f"note:{self.key}"

    @property
    def words(self) -> int:
        """How many words its paragraphs have."""
        return sum(item.words for item in self.items)

    @property
    def rests_on_findings(self) -> bool:
        """Whether what it says has to be borne out by findings."""
        return (
            not self.boilerplate
            and self.role not in UNSUPPORTED_ROLES
            and self.role not in (OPENING, CLOSING)
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole document.

    Attributes:
        kind: ``report`` or ``letter``.
        title: as printed.
        usual: how long published ones are.
    """

    kind: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    usual: Words | None = None

    @property
    def words(self) -> int:
        """How many words the sections have, small print and addresses aside."""
        return sum(one.words for one in self.sections if one.role not in _NOT_COUNTED)

    def section(self, key: str) -> Section | None:
        """Return the section with this key."""
        return next((one for one in self.sections if one.key == key), None)

    def item(self, paragraph: str) -> Item | None:
        """Return the paragraph with this id."""
        for section in self.sections:
            for item in section.items:
                if item.id == paragraph:
                    return item
        return None

    def items(self) -> tuple[Item, ...]:
        """Return every paragraph in the order printed."""
        return tuple(item for section in self.sections for item in section.items)


_NOT_COUNTED = frozenset({OPENING, CLOSING, SMALL_PRINT, LOST})


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())


def default_id(section: str, part: int) -> str:
    """Return the id of a paragraph made from default words: the same on every laptop."""
    return ids.derived("paragraph", section, str(part))


def is_default_id(paragraph: str, section: str) -> bool:
    """Return whether a paragraph began as default words of its section."""
    return any(paragraph == default_id(section, part) for part in range(MOST_PARTS))
