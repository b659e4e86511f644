"""How a change of a returned file reads: in a list, and within its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from ilacs_desktop.services.record.time_words import moment_words
from ilacs_desktop.services.returned.returning_units import PARA

if TYPE_CHECKING:
    from ilacs_desktop.services.returned.returned import OfferRow

Part = Literal["same", "out", "in"]

SORTS: dict[str, str] = {
    "inserted": "inserted",
    "deleted": "deleted",
    "replaced": "replaced",
    "moved": "moved",
    "split": "split",
    "joined": "joined to the next",
    "new": "new paragraph",
    "removed": "paragraph deleted",
    "elsewhere": "outside paragraphs",
}
"""Each sort of change in words."""

_LONGEST = 120


class Piece(NamedTuple):
    """Some words of a paragraph: as they were, taken out or put in."""

    part: Part
    text: str


def pieces(row: OfferRow) -> list[Piece]:
    """Return the paragraph as it was sent with the change marked in it."""
    if row.start >= 0:
        end = row.start + len(row.before)
        found = [
            Piece("same", row.sent[: row.start]),
            Piece("out", row.before),
            Piece("in", row.after),
            Piece("same", row.sent[end:]),
        ]
    elif row.sort in ("moved", "joined"):
        found = [Piece("same", row.sent)]
    else:
        found = [Piece("out", row.before), Piece("in", row.after)]
    return [Piece(one.part, _shown(one.text)) for one in found if one.text]


def line(row: OfferRow) -> str:
    """Return a change as one line of a list."""
    if row.sort in ("moved", "joined"):
        return _short(row.sent)
    if row.sort == "split":
        return _short(row.sent[max(0, row.start - 40) : row.start] + _shown(row.after))
    if row.before and row.after:
        return f"{_short(row.before, _LONGEST // 2)} → {_short(row.after, _LONGEST // 2)}"
    return _short(row.after or row.before)


def about(row: OfferRow) -> str:
    """Return who made a change, when and where."""
    said = (row.author, moment_words(row.at.removesuffix("Z")), row.place)
    return " · ".join(part for part in said if part)


def _shown(text: str) -> str:
    return text.replace(PARA, "¶\n")


def _short(text: str, longest: int = _LONGEST) -> str:
    words = " ".join(text.replace(PARA, " ¶ ").split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
