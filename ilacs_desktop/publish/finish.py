"""Adds to a drawn PDF what says what it is: properties, language and bookmarks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ilacs_desktop.publish.draw import DRAFT_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ilacs_desktop.publish.model import Publication

_APP = "ILACS Desktop"


def finish(
    pdf: bytes, publication: Publication, bookmarks: Sequence[tuple[str, int, float]]
) -> bytes:
    """Return a PDF with its properties, language and bookmarks; the same input, the same bytes.

    Args:
        pdf: as drawn.
        publication: what it shows.
        bookmarks: each heading's words, its page counted from 0, and its height on the page in
            points from the bottom edge.
    """
    # Local, because start-up reads this package before it needs the library.
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        # The writer's own id holds the time of drawing; a new one is made from the content.
        del document.trailer.ID
        document.trailer.Info = document.make_indirect(
            pikepdf.Dictionary(
                {f"/{key}": value for key, value in _properties(publication).items()}
            )
        )
        document.Root.Lang = pikepdf.String(publication.language)
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        if bookmarks:
            with document.open_outline() as outline:
                for words, page, height in bookmarks:
                    outline.root.append(pikepdf.OutlineItem(words, page, "XYZ", top=height))
        target = io.BytesIO()
        document.save(target, deterministic_id=True, preserve_pdfa=False)
    return target.getvalue()


def _properties(publication: Publication) -> dict[str, str]:
    day = f"D:{publication.created:%Y%m%d}000000Z"
    draft = DRAFT_WORD if publication.draft else ""
    keywords = ", ".join(word for word in (publication.marking.strip().upper(), draft) if word)
    properties = {
        "Title": publication.title,
        "Author": publication.author,
        "Subject": publication.subject,
        "Keywords": keywords,
        "Creator": _APP,
        "Producer": _APP,
        "CreationDate": day,
        "ModDate": day,
    }
    return {key: _encodable(value) for key, value in properties.items() if value}


def _encodable(text: str) -> str:
    """Return text without halves of split character pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
