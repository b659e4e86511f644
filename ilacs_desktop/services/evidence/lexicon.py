"""What an inspection knows of words: names people have, and capitals that are nobody."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ilacs_desktop.domain.names import Lexicon, folded
from ilacs_desktop.domain.records import Activity, LaProfile, Member, SeenDocument
from ilacs_desktop.paths import resource
from ilacs_desktop.services.record.work import LA_PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.work import Work

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARK = "not-names"
"""A local note of the file: who looks over whose shoulder is nobody else's business."""


def _words(name: str) -> frozenset[str]:
    text = resource("language", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(folded(word) for line in lines for word in line.split())


@cache
def shipped() -> Lexicon:
    """Return what the app knows of words by itself."""
    return Lexicon(
        first=_words("first-names"),
        double=_words("names-and-words"),
        ordinary=_words("ordinary-words"),
        proper=_words("proper-words"),
    )


def lexicon(work: Work) -> Lexicon:
    """Return what is known of words in an inspection.

    The edition's words, the LA and its officers in public office, the places on the plan and the
    titles of documents are no names of people; neither are the inspectors' own full names.
    """
    base = shipped()
    edition, snapshot = work.edition, work.snapshot
    profile = snapshot.one(LaProfile, LA_PROFILE)
    places = [
        work.inspection.la_name,
        profile.address,
        profile.delivered_by,
        profile.front_door_name,
        profile.service_names,
        profile.term_care_leavers,
        profile.term_unaccompanied,
        *(one.place for one in snapshot.all(Activity)),
    ]
    official = [
        profile.dcs_name,
        profile.chief_executive_name,
        *(member.name for member in snapshot.all(Member)),
    ]
    labels = [
        *(area.label for area in edition.areas),
        *(topic.label for area in edition.areas for topic in area.topics),
        *(kind.label for kind in edition.source_kinds),
        *(kind.label for kind in edition.kinds),
        *(one.title for one in snapshot.all(SeenDocument)),
    ]
    known = _folded_words(places) | (_folded_words(labels) - base.first - base.double)
    return replace(
        base,
        proper=base.proper | known,
        dismissed=frozenset(folded(one) for one in (*official, *dismissed(work)) if one),
    )


def _folded_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(word) for text in texts for word in _WORD.findall(text))


def dismissed(work: Work) -> tuple[str, ...]:
    """Return the phrases of which this laptop's person has said that they are no names."""
    kept = work.file.marked(_MARK)
    return tuple(json.loads(kept)) if kept else ()


def dismiss(work: Work, phrase: str) -> None:
    """Remember on this laptop that a phrase is nobody's name in this inspection."""
    kept = dismissed(work)
    if folded(phrase) not in kept:
        work.file.mark(_MARK, json.dumps([*kept, folded(phrase)], ensure_ascii=False))
