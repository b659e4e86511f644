"""Why a published version cannot go out yet, in words that say where and repeat nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.checks import document as checked
from ilacs_desktop.services.checks.catalogue import BY_KEY
from ilacs_desktop.services.checks.facts import unanswered
from ilacs_desktop.services.checks.wording import GAP
from ilacs_desktop.services.report.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ilacs_desktop.services.checks.remark import Place, Remark
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Outline


def where_words(document: Outline, place: Place) -> str:
    """Return where a place stands, such as "Help and protection, paragraph 12"."""
    section = document.section(place.section)
    if section is None:
        return "in no paragraph yet"
    for at, item in enumerate(section.items, 1):
        if item.id == place.paragraph:
            name = "point" if item.bullet else "paragraph"
            return f"{section.title}, {name} {item.number or at}"
    return f"{section.title}, heading"


def refuse_stopped(work: Work, document: Outline) -> None:
    """Refuse a published version while a hard stop stands.

    Raises:
        NotAllowedError: one stands; it says where each is, and holds none of the words.
    """
    stops = checked.of_document(work, document).stops
    if not stops:
        return
    told = "; ".join(_lines(document, stops))
    count = "1 hard stop stands" if len(stops) == 1 else f"{len(stops)} hard stops stand"
    raise NotAllowedError(
        f"The checks stop the published version. {count}: {told}.",
        kept="Nothing was written.",
        todo="Go to each on the Report page with F8 and rewrite it, or let the lead accept it with "
        "a reason. A draft can be exported as it is.",
    )


def unfilled(document: Outline) -> tuple[str, ...]:
    """Return a sentence on what the document still asks for in brackets; none where nothing.

    Args:
        document: as it stands; addresses and small print count too.
    """
    gaps = dict.fromkeys(
        hit.group() for item in document.items() for hit in GAP.finditer(item.printed)
    )
    return (f"Not filled in: {', '.join(gaps)}.",) if gaps else ()


def _lines(document: Outline, stops: Sequence[Remark]) -> Iterator[str]:
    """Return each hard stop with all places where it stands, those of one section together."""
    kinds: dict[str, dict[str, None]] = {}
    for one in stops:
        kinds.setdefault(one.check, {})[where_words(document, one.place)] = None
    for check, places in kinds.items():
        sections: dict[str, list[str]] = {}
        for place in places:
            name, _, number = place.rpartition(" ")
            sections.setdefault(name if number.isdigit() else place, []).append(
                number if number.isdigit() else ""
            )
        words = (
            f"{name}{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}".rstrip()
            for name, numbers in sections.items()
        )
        yield f"{BY_KEY[check].title} ({'; '.join(words)})"


def never_put_now(work: Work, document: str) -> tuple[str, ...]:
    """Return what ``never_put`` says before an export; nothing before any other paper.

    Args:
        work: the open inspection.
        document: key of what is exported; only the letter and the report publish findings.
    """
    if document not in ("letter", "report"):
        return ()
    return never_put(work, outline(work.snapshot, work.edition, work.now().date()))


def never_put(work: Work, document: Outline) -> tuple[str, ...]:
    """Return every area for improvement or priority action that the LA was never asked about.

    Args:
        work: the open inspection.
        document: as it stands; findings outside it count too.

    Returns:
        A sentence each, those without a recorded response last.
    """
    found = sorted(unanswered(work, document), key=lambda one: one.was_put)
    return tuple(
        f"{one.kind_label}{f' ({one.area})' if one.area else ''}: {' '.join(one.text.split())} "
        f"– {'no response recorded' if one.was_put else 'never put to the LA'}"
        for one in found
    )
