"""The letter or report: paragraphs in sections, each resting on findings by links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


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
