"""Go to anything by name: pages, their views, and every command with its keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ilacs_desktop.ui.fields.values import SearchHit
from ilacs_desktop.ui.frame import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PAGE, VIEW, COMMAND = "page:", "view:", "command:"
"""What the key of a hit begins with."""

_WORDS = re.compile(r"[^\W_]+")
_COMMANDS_FROM = 2
"""Letters from which on commands and views are looked through."""
_MOST_VIEWS = 4
_MOST_COMMANDS = 5

VIEWS: tuple[tuple[str, str, str], ...] = (
    ("plan", "timetable", "Timetable"),
    ("plan", "where", "Who goes where"),
    ("plan", "looked", "Who has looked at what"),
    ("plan", "lines", "Lines of enquiry"),
    ("plan", "claims", "LA’s own claims"),
    ("plan", "la", "Local authority"),
    ("plan", "team", "Team and their areas"),
    ("data", "lists", "Annex A lists"),
    ("data", "quality", "Quality of Annex A"),
    ("data", "samples", "Cohorts and samples"),
    ("data", "child", "A child’s journey"),
    ("data", "documents", "Documents seen"),
    ("data", "received", "Annex A received"),
    ("cases", "cards", "Children’s cards"),
    ("cases", "dip", "Dip samples"),
    ("cases", "referrals", "Referrals back"),
    ("cases", "progress", "Progress of cards"),
    ("kit", "meetings", "KIT meetings"),
    ("kit", "requests", "Requests"),
    ("kit", "actions", "Actions from KIT"),
    ("kit", "mid_point", "Mid-point summary"),
    ("kit", "feedback", "Final feedback script"),
    ("findings", "coverage", "Coverage"),
    ("findings", "findings", "Findings list"),
    ("findings", "heard", "Children heard"),
    ("findings", "disagreement", "Disagreement: evidence that disagrees"),
    ("report", "write", "Writing the report"),
    ("report", "checks", "Checks of the report"),
    ("report", "returned", "Files that came back from Word"),
    ("report", "stages", "Stages after fieldwork"),
    ("report", "la-comments", "LA’s comments on the draft"),
    ("report", "versions", "Versions of the report"),
    ("report", "past", "As it stood: evidence and draft at a moment"),
    ("team", "digest", "Digest of the day"),
    ("team", "changes", "Changes and record"),
    ("team", "evidence-record", "Evidence record to export"),
    ("settings", "settings", "Settings of laptop and inspection"),
    ("settings", "backups", "Backups"),
    ("settings", "keeping", "Keeping, legal hold and disposal"),
)
"""Page, view and name of each view that can be gone to; a test holds them to the pages."""


def go_to_hits(text: str, can_run: Callable[[str], bool] = bool) -> tuple[SearchHit, ...]:
    """Return the pages, views and commands that a text names.

    Args:
        text: as typed; every word has to begin a word of the name.
        can_run: says whether a command can be run now, by its name.
    """
    wanted = _words(text)
    if not wanted:
        return ()
    hits = list(_pages(wanted))
    if len("".join(wanted)) >= _COMMANDS_FROM:
        hits += list(_views(wanted))[:_MOST_VIEWS]
        hits += list(_commands(wanted, can_run))[:_MOST_COMMANDS]
    return tuple(hits)


def _pages(wanted: list[str]) -> Iterable[SearchHit]:
    for key, title, _ in (*keys.PAGES, keys.SETTINGS):
        if _names(wanted, title):
            yield SearchHit(
                f"{PAGE}{key}",
                title,
                _told("Page", keys.shown_keys(f"go-{key}")),
                marks=_marks(wanted, title),
            )


def _views(wanted: list[str]) -> Iterable[SearchHit]:
    titles = {key: title for key, title, _ in (*keys.PAGES, keys.SETTINGS)}
    for page, view, name in VIEWS:
        if _names(wanted, name):
            yield SearchHit(
                f"{VIEW}{page}/{view}",
                name,
                f"View of the page {titles[page]}",
                marks=_marks(wanted, name),
            )


def _commands(wanted: list[str], can_run: Callable[[str], bool]) -> Iterable[SearchHit]:
    for command in keys.COMMANDS:
        if command.name.startswith("go-") or command.name == "search":
            continue
        if _names(wanted, command.words):
            can = can_run(command.name)
            told = _told("Command", keys.shown_keys(command.name))
            yield SearchHit(
                f"{COMMAND}{command.name}",
                command.words,
                told if can else f"{told} · not possible here",
                marks=_marks(wanted, command.words),
            )


def _told(what: str, shown: str) -> str:
    return f"{what} · {shown}" if shown else what


def _words(text: str) -> list[str]:
    # Nobody types the apostrophe of "LA’s comments".
    return _WORDS.findall(text.casefold().replace("’", "").replace("'", ""))


def _names(wanted: list[str], name: str) -> bool:
    words = _words(name)
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _marks(wanted: list[str], name: str) -> tuple[tuple[int, int], ...]:
    found = []
    for word in _WORDS.finditer(name.casefold()):
        longest = max((len(part) for part in wanted if word[0].startswith(part)), default=0)
        if longest:
            found.append((word.start(), word.start() + longest))
    return tuple(found)
