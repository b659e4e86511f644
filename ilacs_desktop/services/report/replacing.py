"""Find and replace through the whole document: hit by hit, or all of them in one step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain import crossrefs
from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.domain.records import Paragraph
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report.paragraph_drafts import document_now, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.outline import Outline

_NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        words: as typed; a space finds any run of spaces or line ends.
        whole: whole words alone.
        case: capitals as typed.
    """

    words: str
    whole: bool = False
    case: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand.

    Attributes:
        start, end: its characters in the paragraph.
        text: the words as they stand there.
        can_change: whether the paragraph is anybody's own yet: default words and the small
            print are found but not changed.
    """

    paragraph: str
    section: str
    start: int
    end: int
    text: str
    can_change: bool = True


def hits(document: Outline, wanted: Wanted) -> tuple[Hit, ...]:
    """Return every place in the order printed; cross-references are never part of one."""
    pattern = _pattern(wanted)
    if pattern is None:
        return ()
    return tuple(
        Hit(
            item.id,
            section.key,
            start,
            end,
            item.text[start:end],
            not item.is_default and not section.from_settings,
        )
        for section in document.sections
        for item in section.items
        for start, end in _places(pattern, item.text)
    )


def replace_one(work: Work, hit: Hit, put: str) -> Changes:
    """Replace the words at one place.

    Raises:
        NotAllowedError: they no longer stand there.
    """
    one = work.snapshot.get(Paragraph, hit.paragraph)
    if one is None or one.text[hit.start : hit.end] != hit.text:
        raise NotAllowedError(
            "The words no longer stand there.", kept=_NOTHING, todo="Find them again."
        )
    text = one.text[: hit.start] + put + one.text[hit.end :]
    return editing.edit(work, Paragraph, one.id, f"Replace “{_short(hit.text)}”", text=text)


def replace_all(work: Work, wanted: Wanted, put: str) -> Changes:
    """Replace the words wherever they can be changed, in one step that one undo takes back."""
    pattern = _pattern(wanted)
    if pattern is None:
        return Changes()
    document = document_now(work)
    changed = dict.fromkeys(hit.paragraph for hit in hits(document, wanted) if hit.can_change)
    drafts = []
    for key in changed:
        text = work.snapshot.one(Paragraph, key).text
        for start, end in reversed(list(_places(pattern, text))):
            text = text[:start] + put + text[end:]
        drafts.append(editing.changing(work, Paragraph, key, {"text": text}))
    return run(work, f"Replace all “{_short(wanted.words)}”", drafts)


def _pattern(wanted: Wanted) -> re.Pattern[str] | None:
    parts = [re.escape(part).replace("'", "['’]") for part in
             wanted.words.replace("’", "'").split()]  # fmt: skip
    if not parts:
        return None
    plain = r"\s+".join(parts)
    if wanted.whole:
        plain = rf"(?<![^\W_]){plain}(?![^\W_])"
    return re.compile(plain, re.NOFLAG if wanted.case else re.IGNORECASE)


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    marks = [(one.start, one.end) for one in crossrefs.found_in(text)]
    for hit in pattern.finditer(text):
        if not any(hit.start() < end and start < hit.end() for start, end in marks):
            yield hit.span()


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
