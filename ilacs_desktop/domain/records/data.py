"""What the local authority sent and says: data sets, samples drawn, documents, claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class DataSet:
    """Annex A as received once; its rows are kept beside the journal, not in it."""

    KIND: ClassVar[str] = "data_set"
    SEARCHED: ClassVar[tuple[str, ...]] = ("comment",)

    id: str
    received: str = ""
    files: Mapping[str, Any] = field(default_factory=dict)
    """SHA-256 by file name."""
    reader: str = ""
    """Version of the reader that made the rows."""
    layout: str = ""
    as_of: str = ""
    """ISO date of the lists, estimated from their latest events."""
    lists: Mapping[str, Any] = field(default_factory=dict)
    """Per list number: sheet, rows, matched, missing, spare and defects, as counts and names."""
    comment: str = ""
    state: str = "current"


@dataclass(frozen=True, slots=True)
class SampleDraw:
    """One draw of children from a cohort, so recorded that anyone can draw it again."""

    KIND: ClassVar[str] = "sample_draw"
    SEARCHED: ClassVar[tuple[str, ...]] = ("reason",)

    id: str
    data_set: str = ""
    cohort: str = ""
    size: int = 0
    seed: int = 0
    stratify: tuple[str, ...] = ()
    method: str = ""
    reason: str = ""
    frame: int = 0
    """How many children the cohort held when the sample was drawn."""
    drawn: tuple[str, ...] = ()
    """LA child IDs in the order drawn."""
    strata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A document of the local authority that was read; cited from here, not copied."""

    KIND: ClassVar[str] = "seen_document"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "note")

    id: str
    number: str = ""
    title: str = ""
    dated: str = ""
    received: str = ""
    request: str = ""
    read_by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class LaClaim:
    """Something the local authority says of itself, usable for or against a finding."""

    KIND: ClassVar[str] = "la_claim"
    SEARCHED: ClassVar[tuple[str, ...]] = ("text",)

    id: str
    area: str = ""
    text: str = ""
    document: str = ""
    page: str = ""
    rank: str = ""
