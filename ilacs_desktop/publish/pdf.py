"""Renders a publication as a PDF and says where each block stands."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import TYPE_CHECKING

from ilacs_desktop.publish import model, style
from ilacs_desktop.publish.draw import draw
from ilacs_desktop.publish.finish import Bookmark, Spot, finish
from ilacs_desktop.publish.fonts import FontSet
from ilacs_desktop.publish.layout import notes_of, slabs_of
from ilacs_desktop.publish.model import Place, Publication, Rendered
from ilacs_desktop.publish.paginate import Page, Placed, paginate
from ilacs_desktop.publish.structure import Structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.publish.style import PageShape


_ABOVE = 6.0
"""Points left above what is gone to."""


def preload() -> None:
    """Import the libraries that drawing needs, so that the first rendering does not wait."""
    importlib.import_module("reportlab.pdfbase.ttfonts")


def render(publication: Publication) -> Rendered:
    """Return a publication as a PDF; the same publication gives the same bytes.

    Safe on any thread: nothing is shared between two renderings.
    """
    shape = _shape(publication)
    fonts = FontSet()
    pages = paginate(
        slabs_of(publication, shape, fonts), notes_of(publication, shape, fonts), shape
    )
    structure = Structure(publication)
    drawn = draw(publication, pages, shape, fonts, structure)
    bookmarks = _bookmarks(pages, shape, structure)
    notes = _notes(publication, pages, shape)
    return Rendered(
        pdf=finish(publication, drawn, shape, fonts, structure, bookmarks, notes),
        pages=len(pages),
        places=_places(pages, shape),
        missing_characters=tuple(sorted(fonts.missing)),
    )


def places(publication: Publication) -> tuple[Place, ...]:
    """Return where each block will stand, without drawing it: for a list of contents."""
    shape = _shape(publication)
    fonts = FontSet()
    pages = paginate(
        slabs_of(publication, shape, fonts), notes_of(publication, shape, fonts), shape
    )
    return _places(pages, shape)


def _shape(publication: Publication) -> PageShape:
    if publication.landscape:
        return style.LANDSCAPE
    working = publication.kind is model.Kind.WORKING_PAPER
    return style.WORKING_PORTRAIT if working else style.PORTRAIT


def _places(pages: Sequence[Page], shape: PageShape) -> tuple[Place, ...]:
    places: list[Place] = []
    for number, page in enumerate(pages):
        extents: dict[str, tuple[float, float]] = {}
        for placed in (*page.body, *page.notes):
            if placed.again:
                continue
            end = placed.top + placed.slab.height
            for block_id in placed.slab.ids:
                top, _ = extents.get(block_id, (placed.top, 0.0))
                extents[block_id] = (top, end)
        places.extend(
            Place(block_id, number, shape.left, top, shape.text_width, end - top)
            for block_id, (top, end) in extents.items()
        )
    return tuple(places)


def _bookmarks(pages: Sequence[Page], shape: PageShape, structure: Structure) -> list[Bookmark]:
    """Return each heading below the title with the place of its first line."""
    found: list[Bookmark] = []
    waiting = dict(structure.headings)
    words = structure.heading_words
    for number, placed in _body(pages):
        for part in placed.slab.parts:
            depth = waiting.pop(part.leaf, 0)
            if depth:
                spot = Spot(number, shape.height - placed.top + _ABOVE)
                found.append(Bookmark(words[part.leaf], depth, spot))
    below = [one for one in found if one.depth > 1]
    return [replace(one, depth=one.depth - 1) for one in below] or found


def _notes(publication: Publication, pages: Sequence[Page], shape: PageShape) -> dict[str, Spot]:
    """Return where each note that is printed begins."""
    spots: dict[str, Spot] = {}
    for number, page in enumerate(pages):
        for placed in page.notes:
            for part in placed.slab.parts:
                note_id = publication.notes[part.leaf[1]].id
                spots.setdefault(note_id, Spot(number, shape.height - placed.top + _ABOVE))
    return spots


def _body(pages: Sequence[Page]) -> Iterator[tuple[int, Placed]]:
    for number, page in enumerate(pages):
        for placed in page.body:
            yield number, placed
