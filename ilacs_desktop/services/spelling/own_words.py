"""Words that a dictionary does not have and this inspection uses: shared with the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import LaProfile, Member, Setting
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import LA_PROFILE

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.snapshot import Snapshot
    from ilacs_desktop.services.record.work import Work

_KEY = "word:"


def own(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the words that this inspection has added, in the order of the alphabet."""
    held = [one for one in snapshot.all(Setting) if one.key.startswith(_KEY) and one.value]
    return tuple(sorted((one.value for one in held), key=str.casefold))


def add(work: Work, word: str) -> Changes:
    """Let a word stand in this inspection; it is never offered in place of another.

    Raises:
        BadInputError: it is no word.
    """
    word = word.strip()
    if not word or len(word.split()) > 1:
        raise BadInputError("One word at a time can be added.", kept="Nothing was changed.")
    return _put(work, word, word, f"Add “{word}” to this inspection’s words")


def take_out(work: Work, word: str) -> Changes:
    """Mark a word again that was added."""
    return _put(work, word, "", f"Take “{word}” out of this inspection’s words")


def _put(work: Work, word: str, value: str, step: str) -> Changes:
    key = f"{_KEY}{word.casefold()}"
    return editing.put(work, Setting, ids.derived("setting", key), step, key=key, value=value)


def names(snapshot: Snapshot) -> frozenset[str]:
    """Return the parts of names that the record knows, case folded: they are offered to nobody."""
    profile = snapshot.one(LaProfile, LA_PROFILE)
    said = [profile.dcs_name, profile.chief_executive_name]
    said += [one.name for one in snapshot.all(Member)]
    return frozenset(part.casefold() for name in said for part in name.split() if len(part) > 1)
