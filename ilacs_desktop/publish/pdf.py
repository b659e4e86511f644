"""Renders a publication as a PDF and says where each block stands."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from ilacs_desktop.publish import model, style
from ilacs_desktop.publish.draw import draw
from ilacs_desktop.publish.finish import finish
from ilacs_desktop.publish.fonts import FontSet
from ilacs_desktop.publish.layout import notes_of, slabs_of
from ilacs_desktop.publish.model import Place, Publication, Rendered
from ilacs_desktop.publish.paginate import Page, Placed, paginate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.publish.style import PageShape


def preload() -> None:
    """Import the libraries that drawing needs, so that the first rendering does not wait."""
    for name in ("reportlab.pdfbase.pdfdoc", "reportlab.pdfbase.ttfonts", "pikepdf"):
        importlib.import_module(name)


def render(publication: Publication) -> Rendered:
    """Return a publication as a PDF; the same publication gives the same bytes.

    Safe on any thread: nothing is shared between two renderings.
    """
    shape = _shape(publication)
    fonts = FontSet()
    pages = paginate(
        slabs_of(publication, shape, fonts), notes_of(publication, shape, fonts), shape
    )
    drawn = draw(publication, pages, shape, fonts)
    return Rendered(
        pdf=finish(drawn, publication, _bookmarks(publication, pages, shape)),
        pages=len(pages),
        places=_places(pages, shape),
        missing_characters=tuple(sorted(fonts.missing)),
    )


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


def _bookmarks(
    publication: Publication, pages: Sequence[Page], shape: PageShape
) -> list[tuple[str, int, float]]:
    """Return each section heading with the place of its first line."""
    headings: dict[tuple[int, ...], str] = {
        (index,): model.characters(block.text)
        for index, block in enumerate(publication.blocks)
        if isinstance(block, model.Heading)
    }
    bookmarks: list[tuple[str, int, float]] = []
    for number, placed in _body(pages):
        for part in placed.slab.parts:
            words = headings.pop(part.leaf, "")
            if words:
                bookmarks.append((words, number, shape.height - placed.top + 6.0))
    return bookmarks


def _body(pages: Sequence[Page]) -> Iterator[tuple[int, Placed]]:
    for number, page in enumerate(pages):
        for placed in page.body:
            yield number, placed
