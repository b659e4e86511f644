"""Evidence, and the links that carry it to topics, findings and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Evidence:
    """One dated, attributed observation."""

    KIND: ClassVar[str] = "evidence"
    SEARCHED: ClassVar[tuple[str, ...]] = ("text", "effect", "role", "place")

    id: str
    text: str = ""
    method: str = ""
    """``interview``, ``observation``, ``document``, ``data``, ``focus_group``, ``survey`` or
    ``record``."""
    source: str = ""
    """Key of the edition's source kind, such as ``practitioner``; its origin follows from it."""
    role: str = ""
    """The source's role in words, never a name."""
    place: str = ""
    case: str = ""
    activity: str = ""
    area: str = ""
    stance: str = ""
    """``strength``, ``concern``, ``neutral`` or empty."""
    effect: str = ""
    """What difference it made for the child."""
    voice: str = ""
    """``quote``, ``paraphrase``, ``observation`` or empty."""
    seen_at: str = ""
    written_at: str = ""
    zone: str = ""
    paper: str = ""
    """What became of the paper notes it was written up from."""
    assumed: tuple[str, ...] = ()
    """Fields that were suggested and not yet confirmed."""
    to_write_up: bool = False
    ask_at_kit: bool = False
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One tie between two records; its id follows from the relation and both ends."""

    KIND: ClassVar[str] = "link"
    SEARCHED: ClassVar[tuple[str, ...]] = ()

    id: str
    relation: str = ""
    source: str = ""
    target: str = ""
    stance: str = ""
    """``for``, ``against`` or ``neutral``, where the relation has a side."""
    detail: str = ""
    """What the relation adds, such as the page of a cited document."""
