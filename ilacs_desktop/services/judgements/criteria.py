"""The inspectorate's own criteria, loaded from its files and kept with the inspection.

The app writes none and ships none: the short meanings of grades are its own, and stand apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Setting
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

KINDS: tuple[tuple[str, str], ...] = (("Text or Markdown", "*.txt *.md"),)
_MOST_BYTES = 1_000_000
_FROM = "criteria-from"
_NOTHING = "The criteria are as they were."
_MARK = re.compile(r"^\s{0,3}#{1,6}\s*|[\s:#*_]+$|^\s*[*_]{1,2}")

Place = tuple[str, str]
"""Area and grade; an empty grade is what holds for the whole area."""


def text(snapshot: Snapshot, area: str, grade: str = "") -> str:
    """Return the loaded criteria of an area, or of one grade of it; empty where there are none."""
    found = snapshot.get(Setting, settings.setting_id(_key((area, grade))))
    return "" if found is None else found.value


def loaded_from(snapshot: Snapshot) -> str:
    """Return which files the criteria came from and when, in words; empty where there are none."""
    found = snapshot.get(Setting, settings.setting_id(_FROM))
    return "" if found is None else found.value


def parse(words: str, names: Mapping[str, Place], start: Place) -> dict[Place, str]:
    """Return the criteria in a text by area and grade.

    A line that is nothing but the name of an area, of a grade or of both ("Care leavers: good")
    is a heading, with or without Markdown's marks; what stands under it is its text.

    Args:
        words: the file's text.
        names: place by every name it may have, in small letters; one part may be empty.
        start: the place of what stands above the first heading.
    """
    area, grade = start
    found: dict[Place, list[str]] = {}
    for line in words.splitlines():
        heading = _heading(line, names)
        if heading is None:
            found.setdefault((area, grade), []).append(line.rstrip())
            continue
        area, grade = heading[0] or area, heading[1]
    joined = {place: "\n".join(lines).strip() for place, lines in found.items()}
    return {place: body for place, body in joined.items() if body}


def _heading(line: str, names: Mapping[str, Place]) -> Place | None:
    plain = line
    for _ in range(3):
        plain = _MARK.sub("", plain)
    plain = " ".join(plain.casefold().split())
    if plain in names:
        return names[plain]
    for sign in (":", " - ", " – ", ", "):
        first, found, second = plain.partition(sign)
        area, grade = names.get(first.strip()), names.get(second.strip())
        if found and area and grade and area[0] and grade[1]:
            return area[0], grade[1]
    return None


def names(work: Work) -> dict[str, Place]:
    """Return every name that an area or a grade may have in a heading."""
    found: dict[str, Place] = {}
    for area in judgements.judged_areas(work.edition, work.event):
        for name in (area.key, area.label, area.short, area.key.replace("-", " ")):
            found[" ".join(name.casefold().split())] = (area.key, "")
    for grade in work.edition.scale:
        for name in (grade.key, grade.label, grade.key.replace("-", " ")):
            found[" ".join(name.casefold().split())] = ("", grade.key)
    return found


def load(work: Work, files: Sequence[Path], area: str = "") -> Changes:
    """Load criteria from text files, in one step; what they do not name stays. For the lead.

    Where a file's name is that of an area or grade ("care-leavers.good.md"), that is where it
    begins; else it begins with the area given.

    Args:
        work: the open inspection.
        files: plain text or Markdown.
        area: the area shown when they were chosen.

    Raises:
        NotAllowedError: this person is not the lead.
        BadInputError: a file cannot be read as text, or names no area or grade.
    """
    work.require_lead("Loading the criteria")
    known = names(work)
    found: dict[Place, str] = {}
    for path in files:
        found |= parse(_read(path), known, _start(path, known, area))
    found = {place: body for place, body in found.items() if place[0]}
    if not found:
        raise BadInputError(
            "These files name no judgement area and no grade.",
            kept=_NOTHING,
            todo="Put the area's name on a line of its own above its text, and each grade's below.",
        )
    day = work.now().date()
    sources = f"{', '.join(path.name for path in files)}, loaded {day.day} {day:%B %Y}"
    values = {_key(place): body for place, body in found.items()} | {_FROM: sources}
    drafts = [
        editing.changing(
            work, Setting, settings.setting_id(key), {"key": key, "value": body}, make=True
        )
        for key, body in values.items()
    ]
    return editing.run(work, "Load the criteria", drafts)


def clear(work: Work) -> Changes:
    """Take all loaded criteria away; for the lead."""
    work.require_lead("Taking the criteria away")
    drafts = [
        editing.changing(work, Setting, one.id, {"value": ""})
        for one in work.snapshot.all(Setting)
        if one.key == _FROM or one.key.startswith("criteria:")
    ]
    return editing.run(work, "Take the criteria away", drafts)


def _start(path: Path, known: Mapping[str, Place], area: str) -> Place:
    place = (area, "")
    for part in re.split(r"[.,_]|\s-\s", path.stem):
        named = known.get(" ".join(part.casefold().replace("-", " ").split()))
        if named is not None:
            place = (named[0] or place[0], named[1] or place[1])
    return place


def _read(path: Path) -> str:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise BadInputError(f"{path.name} cannot be read.", kept=_NOTHING) from error
    if len(body) > _MOST_BYTES or b"\0" in body:
        raise BadInputError(
            f"{path.name} is no text.",
            kept=_NOTHING,
            todo="Save it as plain text or Markdown first.",
        )
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _key(place: Place) -> str:
    return f"criteria:{place[0]}:{place[1]}"
