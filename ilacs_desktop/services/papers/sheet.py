"""What all papers of the on-site day have in common: head, footer, marking and small parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.publish.inputs import PaperInput
from ilacs_desktop.publish.model import (
    Bullet,
    BulletList,
    Heading,
    KeyValueTable,
    Paragraph,
    Run,
    plain,
)
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record.time_words import printed_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.record.work import Work

_LONGEST = 36
_LABELS = 0.24
_NAMED = 2
_LINE_ENDS = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, ready to be set.

    Attributes:
        title: what it is, such as "Note of KIT meeting 3".
        subtitle: of what day, or for whom.
        blocks: what it says.
        written: the words that people wrote in it, for the check of grade words.
        most_pages: it is to keep to so many pages; 0 for any number.
        landscape: turn the page, for wide tables.
        compact: set in small type.
    """

    title: str
    blocks: tuple[PlainBlock, ...]
    subtitle: str = ""
    written: tuple[str, ...] = ()
    most_pages: int = 0
    landscape: bool = False
    compact: bool = False


def paper_input(work: Work, paper: Paper, made: datetime) -> PaperInput:
    """Return a paper as it is printed: with what it is, whose, when and by whom on every page."""
    la, event = work.inspection.la_name, work.event.title
    body = settings.value(work.snapshot, "issuing_body")
    by = f"{line(work.me.name, _LONGEST)}, {line(body, _LONGEST)}"
    training = ("Training inspection: everything in it is made up",)
    return PaperInput(
        title=paper.title,
        subtitle=paper.subtitle,
        blocks=paper.blocks,
        created=made.date(),
        la_name=la,
        footer_lines=(
            f"{line(la, _LONGEST)} · {line(event, _LONGEST)} · {paper.title}",
            f"Made {printed_day(made.date())} at {made:%H:%M} by {by}",
            *(training if work.inspection.training else ()),
        ),
        marking=settings.value(work.snapshot, "marking"),
        author=work.me.name,
        landscape=paper.landscape,
        compact=paper.compact,
    )


# -- parts ---------------------------------------------------------------------------------------


def whose(work: Work, *more: tuple[str, str]) -> KeyValueTable:
    """Return the table at the head of a paper: LA and event, then what else is said."""
    head = (("Local authority", work.inspection.la_name), ("Inspection", work.event.title))
    return facts((*head, *more))


def facts(rows: Iterable[tuple[str, str]]) -> KeyValueTable:
    """Return labels with their values; a value not said is left out."""
    said = tuple((label, plain(value)) for label, value in rows if value.strip())
    return KeyValueTable(said, share=_LABELS)


def said(label: str, words: str) -> str:
    """Return a label and what was said, the label once: "Accepted: from May on"."""
    flat = words.strip()
    if flat.casefold().startswith(label.casefold()):
        flat = flat[len(label) :].lstrip(" :.;,–-")
    return ": ".join(part for part in (label, flat) if part)


def heading(words: str, level: int = 2) -> Heading:
    """Return a heading."""
    return Heading(plain(words), level)


def text(words: str) -> tuple[Paragraph, ...]:
    """Return what a person wrote as paragraphs, its own line ends kept."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", words.strip()))
    return tuple(Paragraph(plain(part)) for part in parts if part)


def note(words: str) -> Paragraph:
    """Return a line of the paper's own, such as "No requests so far.", told apart by its slope."""
    return Paragraph((Run(words, italic=True),))


def bullets(items: Iterable[Text]) -> tuple[BulletList, ...]:
    """Return texts as a list; none for no text."""
    made = tuple(Bullet(item) for item in items)
    return (BulletList(made),) if made else ()


def strong(first: str, rest: str = "") -> Text:
    """Return words in bold, and what follows them."""
    return (Run(first, bold=True), *plain(rest)) if first else plain(rest)


def people(work: Work, who: Iterable[str]) -> str:
    """Return who goes by name; "everyone" where all inspectors do."""
    going = tuple(who)
    everyone = {one.id for one in work.members if one.role not in ("qa", "analyst")}
    if len(everyone) > _NAMED and everyone <= set(going):
        return "Everyone"
    return ", ".join(team.names(work.snapshot, going))


def line(words: str, most: int = 0) -> str:
    """Return words on one line, shortened to so many characters at a word's end."""
    flat = _SPACES.sub(" ", words).strip()
    if not most or len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    head, gap, _ = cut.rpartition(" ")
    return f"{head if gap and len(head) > most // 2 else cut}…"


def listed(parts: Iterable[str], link: str = " · ") -> str:
    """Return what is said of several parts, joined; empty parts are left out."""
    return link.join(part for part in parts if part)
