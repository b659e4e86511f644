"""How widely something is supported, counted; whether it is supported is a person's word.

What counts is where evidence comes from. One child's record, practitioner and manager are one
source; the child, the family or carer, another agency, an observation and data are each another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOR = "for"
AGAINST = "against"
NEUTRAL = "neutral"
SIDES = (FOR, AGAINST, NEUTRAL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence as it is counted.

    Attributes:
        record: the evidence's id.
        origin: key of the edition's origin; empty where nobody said where it comes from.
        child: whatever stands for the child it is about; empty where it is about none.
        inspector: who wrote it.
        side: ``for``, ``against`` or ``neutral``.
        per_child: whether two children's evidence of this origin are two sources.
    """

    record: str
    origin: str = ""
    child: str = ""
    inspector: str = ""
    side: str = NEUTRAL
    per_child: bool = False

    @property
    def source(self) -> tuple[str, str]:
        """What this piece counts as: its origin and, where it matters, the child."""
        return (self.origin, self.child if self.per_child else "")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for one finding or topic.

    Attributes:
        children: different children in the evidence for it.
        of: different children looked at on the same topics.
        inspectors: different inspectors who wrote the evidence for it.
        sources: different sources in the evidence for it.
        origins: how many sources of each origin, in the order first met.
        pieces_for, pieces_against, pieces_neutral: pieces of evidence.
        unsaid: pieces for it whose source nobody has named; they are no source.
    """

    children: int = 0
    of: int = 0
    inspectors: int = 0
    sources: int = 0
    origins: tuple[tuple[str, int], ...] = ()
    pieces_for: int = 0
    pieces_against: int = 0
    pieces_neutral: int = 0
    unsaid: int = 0

    @property
    def is_one_source(self) -> bool:
        """Whether everything for it comes from one place."""
        return self.pieces_for > 0 and self.sources <= 1

    def as_json(self) -> dict[str, Any]:
        """Return the figures as they are frozen with an agreed finding."""
        return {
            "children": self.children,
            "of": self.of,
            "inspectors": self.inspectors,
            "sources": self.sources,
            "origins": dict(self.origins),
            "for": self.pieces_for,
            "against": self.pieces_against,
            "neutral": self.pieces_neutral,
            "unsaid": self.unsaid,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Figures:
        """Return figures that were frozen; a count that is not there is none."""

        def number(name: str) -> int:
            value = body.get(name, 0)
            return value if isinstance(value, int) else 0

        origins = body.get("origins")
        pairs = origins.items() if isinstance(origins, dict) else ()
        return cls(
            children=number("children"),
            of=number("of"),
            inspectors=number("inspectors"),
            sources=number("sources"),
            origins=tuple((str(key), int(count)) for key, count in pairs),
            pieces_for=number("for"),
            pieces_against=number("against"),
            pieces_neutral=number("neutral"),
            unsaid=number("unsaid"),
        )


def figures(pieces: Iterable[Piece], looked_at: Iterable[str] = ()) -> Figures:
    """Count pieces of evidence.

    Args:
        pieces: each with its side.
        looked_at: the children looked at on the same topics, whatever was found.
    """
    held = {piece.record: piece for piece in pieces}.values()
    by_side = {side: [piece for piece in held if piece.side == side] for side in SIDES}
    backing = by_side[FOR]
    children = {piece.child for piece in backing if piece.child}
    everyone = {child for child in looked_at if child}
    everyone |= {piece.child for piece in held if piece.child}
    sources = {piece.source: None for piece in backing if piece.origin}
    origins: dict[str, int] = {}
    for origin, _ in sources:
        origins[origin] = origins.get(origin, 0) + 1
    return Figures(
        children=len(children),
        of=len(everyone),
        inspectors=len({piece.inspector for piece in backing if piece.inspector}),
        sources=len(sources),
        origins=tuple(origins.items()),
        pieces_for=len(backing),
        pieces_against=len(by_side[AGAINST]),
        pieces_neutral=len(by_side[NEUTRAL]),
        unsaid=sum(not piece.origin for piece in backing),
    )


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun: "1 child", "3 children"."""
    return f"{number} {one if number == 1 else more or one + 's'}"
