"""Builds the publication of a working paper, such as the note of a KIT meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish import model

if TYPE_CHECKING:
    from ilacs_desktop.publish.inputs import PaperInput

TITLE_ID = "title"


def build_paper(given: PaperInput) -> model.Publication:
    """Return a working paper as a publication: its title, then what it says.

    Its footer and "page n of m" stand on every page, the first too.
    """
    title = model.Title(model.plain(given.title), model.plain(given.subtitle), id=TITLE_ID)
    return model.Publication(
        kind=model.Kind.WORKING_PAPER,
        title=f"{given.title}, {given.la_name}" if given.la_name else given.title,
        blocks=(title, *given.blocks),
        created=given.created,
        author=given.author,
        subject=given.la_name,
        marking=given.marking,
        running_footer=given.footer_lines,
        landscape=given.landscape,
        compact=given.compact,
    )
