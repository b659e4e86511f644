"""What is said aloud, on paper: the mid-point summary and the final feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.publish.model import Table, plain
from ilacs_desktop.services.kit import spoken
from ilacs_desktop.services.papers import meeting_parts, sheet
from ilacs_desktop.services.record.time_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.publish.model import PlainBlock
    from ilacs_desktop.services.kit.spoken import Spoken, SpokenArea, SpokenPoint
    from ilacs_desktop.services.papers.sheet import Paper
    from ilacs_desktop.services.record.work import Work


def make(work: Work, purpose: str) -> Iterator[Paper]:
    """Yield a summary or script as it stands; composed from the findings until it is begun.

    Args:
        work: the open inspection.
        purpose: ``mid_point`` or ``feedback``.
    """
    said = spoken.spoken(work, purpose)
    yield sheet.Paper(
        title=said.title,
        subtitle="As said to the director of children’s services (DCS)",
        blocks=tuple(_blocks(work, said)),
        written=tuple(_written(said)),
    )


def _blocks(work: Work, said: Spoken) -> Iterator[PlainBlock]:
    given = moment_words(said.spoken_at)
    told = f"Given to the local authority {given}" if given else "Not given yet"
    state = "" if said.is_begun else "Composed from the findings as they stand"
    yield sheet.whose(work, ("State", told), ("Words", state), ("Overall", said.overall))
    yield from sheet.text(said.opening)
    for area in said.areas:
        yield from _area(area)
    if not said.areas:
        yield sheet.note("No strength or concern has been found yet.")
    yield sheet.heading("To end with")
    yield from sheet.text(said.closing)


def _area(area: SpokenArea) -> Iterator[PlainBlock]:
    yield sheet.heading(sheet.listed((area.label, area.grade), ": "))
    for words, points in (("Strengths", area.strengths), ("Concerns", area.concerns)):
        if points and not any(one.response for one in points) and words == "Strengths":
            yield sheet.heading(words, 3)
            yield from sheet.bullets(plain(one.text.strip()) for one in points)
        elif points:
            yield Table(
                (words, "The LA’s response"),
                tuple((plain(_point(one)), plain(_response(one))) for one in points),
                widths=(58, 42),
            )


def _point(one: SpokenPoint) -> str:
    return one.text.strip()


def _response(one: SpokenPoint) -> str:
    label, _, words = one.response.partition(": ")
    label = {"No response offered": meeting_parts.NONE_OFFERED}.get(label, label)
    return sheet.said(label, words) or meeting_parts.NOT_RECORDED


def _written(said: Spoken) -> Iterator[str]:
    yield said.opening
    for one in said.points:
        yield one.text
        yield one.response
    yield said.closing
