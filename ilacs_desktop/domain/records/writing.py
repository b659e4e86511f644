"""The letter or report: paragraphs resting on findings by links, comments, versions, checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or bullet; its number is computed, never stored."""

    KIND: ClassVar[str] = "paragraph"
    SEARCHED: ClassVar[tuple[str, ...]] = ("text",)

    id: str
    section: str = ""
    """Key of the output section of the edition."""
    text: str = ""
    bullet: bool = False
    """A point of a list in a section that also holds paragraphs."""
    reference: str = ""
    """National Framework reference of an improvement bullet, as a key of the edition."""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader of the draft says of a place in it; it never changes evidence."""

    KIND: ClassVar[str] = "comment"
    SEARCHED: ClassVar[tuple[str, ...]] = ("text", "answer")

    id: str
    about: str = ""
    """Id of the paragraph it stands at; empty where it is about a section or the whole."""
    section: str = ""
    quote: str = ""
    """The words it stands on, as they were."""
    text: str = ""
    by: str = ""
    """Name of who wrote it: a reader need not be on the team."""
    at: str = ""
    reply_to: str = ""
    state: str = ""
    """Empty (open), ``answered`` or ``closed``."""
    answer: str = ""
    state_by: str = ""
    state_at: str = ""
    version: str = ""
    """Id of the returned version it came with; empty where it was written here."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """The document as it stood at a moment that someone may want to come back to."""

    KIND: ClassVar[str] = "document_version"
    SEARCHED: ClassVar[tuple[str, ...]] = ("name", "note")

    id: str
    name: str = ""
    sort: str = ""
    """``kept``, ``exported``, ``final`` or ``returned``."""
    at: str = ""
    by: str = ""
    note: str = ""
    file: str = ""
    """Digest of the file that was written or came back, kept with the inspection; or empty."""
    content: Mapping[str, Any] = field(default_factory=dict)
    """Its paragraphs as they stood, by section."""


@dataclass(frozen=True, slots=True)
class ReturnedChange:
    """One change of a returned file, offered to be taken or refused."""

    KIND: ClassVar[str] = "returned_change"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    version: str = ""
    paragraph: str = ""
    section: str = ""
    sort: str = ""
    """``inserted``, ``deleted``, ``replaced``, ``moved``, ``split``, ``joined``, ``new``,
    ``removed``, or ``elsewhere`` for words that are no paragraph's."""
    author: str = ""
    """Who made it; empty where it was made without being tracked."""
    at: str = ""
    start: int = 0
    """Where it stands in the paragraph as it was sent, in characters."""
    before: str = ""
    after: str = ""
    beside: str = ""
    """Id of the paragraph that it follows, or is joined with; empty where it comes first."""
    note: str = ""
    """What else is to be known of it, in words."""
    state: str = ""
    """Empty (open), ``taken`` or ``refused``."""
    state_by: str = ""
    state_at: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class CheckAcceptance:
    """A remark of the checks that a named person lets stand, with the reason.

    Its id follows from rule, place and words, so that it ends when the words change.
    """

    KIND: ClassVar[str] = "check_acceptance"
    SEARCHED: ClassVar[tuple[str, ...]] = ("reason",)

    id: str
    rule: str = ""
    place: str = ""
    words: str = ""
    reason: str = ""
    by: str = ""
    at: str = ""
