"""Who and what has been seen for one child: ticked on the card, or told by notes and answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence
from ilacs_desktop.domain.support import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.work import Work

VOICE = "voice"
"""The prompt whose answer says how the child was heard."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What has been seen for one child.

    Attributes:
        options: (key, label) of the sources that a card can tick.
        told: sources that nobody ticked but notes or answers tell of, in words.
        missing: labels of the origins that none covers yet; a prompt, not a requirement.
    """

    options: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    missing: tuple[str, ...]


def seen(work: Work, case: Case) -> Seen:
    """Return what has been seen for a child: by tick, by note, or by an answer on the card."""
    edition = work.edition
    per_child = {one.key: one.label for one in edition.origins if one.per_child}
    origin_of = {kind.key: kind.origin for kind in edition.source_kinds}
    noted = Counter(
        one.source for one in work.snapshot.all(Evidence) if one.case == case.id and one.source
    )
    covered = {origin_of.get(key, "") for key in (*case.sources, *noted)}
    told = [
        f"{kind.label} ({counted(noted[kind.key], 'note')})"
        for kind in edition.source_kinds
        if noted[kind.key] and kind.key not in case.sources
    ]
    for origin, words in _answered(work, case):
        if origin not in covered:
            covered.add(origin)
            told.append(f"{per_child.get(origin, origin)} ({words})")
    return Seen(
        options=tuple(
            (kind.key, kind.label)
            for kind in edition.source_kinds
            if kind.origin in per_child or kind.key in case.sources
        ),
        told=tuple(told),
        missing=tuple(label for key, label in per_child.items() if key not in covered),
    )


def _answered(work: Work, case: Case) -> Iterable[tuple[str, str]]:
    """Yield the origins that the card's own answers speak for, and where they do."""
    answered = {
        one.prompt
        for one in work.snapshot.all(CaseAnswer)
        if one.text.strip() and (one.case == case.id or case.id in one.shared_with)
    }
    if answered or case.dip_answer.strip():
        yield "record", "answers on this card"
    if VOICE in answered:
        label = next((one.label for one in work.edition.case_prompts if one.key == VOICE), VOICE)
        for origin in work.edition.origins:
            if origin.child_voice:
                yield origin.key, f"answered under “{label}”"
