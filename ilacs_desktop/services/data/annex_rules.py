"""The reading rules of Annex A as an inspection uses them, with its own decisions on values."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.spec import Spec, load_spec
from ilacs_desktop.domain import ids
from ilacs_desktop.domain.records import Pinned
from ilacs_desktop.services.record import editing

if TYPE_CHECKING:
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.services.record.work import Work

READER = "1"
"""Version of the reader; it stands in every data set beside the digest of the rules."""

DECISIONS = ids.derived("pinned", "annex-a-values")


@cache
def _shipped() -> Spec:
    return load_spec()


def preload() -> None:
    """Read the shipped rules ahead of their first use."""
    _shipped()


def spec_of(work: Work) -> Spec:
    """Return the reading rules with what this inspection has decided on values."""
    spec = _shipped()
    decided = decisions(work)
    return replace(spec, values=spec.values.deciding(decided)) if decided else spec


def reader_version() -> str:
    """Return what a data set names as its reader."""
    return f"{READER}/{_shipped().digest[:12]}"


def decisions(work: Work) -> dict[str, dict[str, str]]:
    """Return what people decided: by column, the official code that a value stands for."""
    pinned = work.snapshot.get(Pinned, DECISIONS)
    return dict(json.loads(pinned.content)) if pinned is not None and pinned.content else {}


def decide(work: Work, column: str, raw: str, code: str) -> Changes:
    """Decide once which official code a value of this local authority stands for.

    Args:
        work: the open inspection.
        column: key of the column.
        raw: the value as sent.
        code: the official code; empty takes the decision back.
    """
    decided = {key: dict(pairs) for key, pairs in decisions(work).items()}
    pairs = decided.setdefault(column, {})
    if code:
        pairs[raw] = code
    else:
        pairs.pop(raw, None)
    content = json.dumps(decided, ensure_ascii=False, sort_keys=True)
    return editing.put(
        work, Pinned, DECISIONS, "Decide what a value means", key="annex-a-values", content=content
    )
