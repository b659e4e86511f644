"""Abbreviations: those that are known, those nobody has explained, and how one is explained."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from ilacs_desktop.domain import abbreviations, ids
from ilacs_desktop.domain.records import Setting
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.paths import resource
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.work import Work

_KEY = "abbreviation:"


@cache
def _shipped() -> Mapping[str, str]:
    return tomllib.loads(resource("language", "abbreviations.toml").read_text(encoding="utf-8"))


def known(work: Work) -> Mapping[str, str]:
    """Return every abbreviation that is explained, with its meaning: the usual and our own."""
    return {**_shipped(), **own(work)}


def own(work: Work) -> Mapping[str, str]:
    """Return the abbreviations that this inspection has explained for itself."""
    return {
        one.key.removeprefix(_KEY): one.value
        for one in work.snapshot.all(Setting)
        if one.key.startswith(_KEY) and one.value
    }


def unexplained(work: Work, text: str) -> tuple[str, ...]:
    """Return the abbreviations of a text that nobody has explained, each once, as they come.

    One that the text itself explains, as in "multi-agency safeguarding hub (MASH)", counts as
    explained.
    """
    return abbreviations.unexplained(text, known(work))


def explain(work: Work, short: str, meaning: str) -> Changes:
    """Say what an abbreviation stands for in this inspection; an empty meaning takes it back.

    Raises:
        BadInputError: it is no abbreviation, or the meaning only repeats it.
    """
    short, meaning = short.strip(), " ".join(meaning.split())
    if not short or " " in short:
        raise BadInputError("An abbreviation is one word.", kept="Nothing was changed.")
    if meaning.casefold() == short.casefold():
        raise BadInputError(
            f"“{meaning}” does not explain {short}.",
            kept="Nothing was changed.",
            todo="Write the words it stands for.",
        )
    key = f"{_KEY}{short}"
    step = f"Explain {short}" if meaning else f"Take explanation of {short} back"
    return editing.put(work, Setting, ids.derived("setting", key), step, key=key, value=meaning)
