"""What the journal adds to an evidence record: corrections, states, strike-outs, days, chains."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ilacs_desktop.services.record import history
from ilacs_desktop.services.record.time_words import read_moment
from ilacs_desktop.store import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ilacs_desktop.domain.entry import Entry, Ref
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.store.reading import Chain, Reading

_FOLLOWED: Mapping[str, tuple[str, ...]] = {
    "evidence": (
        *("text", "effect", "role", "place", "source", "method", "voice", "stance", "seen_at"),
        *("area", "case"),
    ),
    "case": (
        *("child_id", "depth", "reason", "strengths", "weaknesses", "difference", "la_audit"),
        *("audit_view", "audit_why", "dip_answer", "signed_off"),
    ),
    "case_answer": ("text",),
    "finding": (
        *("kind", "area", "text", "scale_word", "state", "support", "support_reason"),
        *("la_response", "la_response_kind"),
    ),
    "judgement": ("provisional", "final", "reasons", "dissent"),
    "referral_back": ("level", "concern", "told_what", "answer", "state", "satisfied"),
}
"""Fields whose changes are told, by kind of record; the rest says nothing of the evidence."""
_ALWAYS = frozenset({("finding", "state"), ("judgement", "provisional"), ("judgement", "final")})
"""Fields whose first value is told too."""
_CHECKED = 500
_STILL_WRITING = 30 * 60
"""Seconds within which going on with one's own text is writing, not correcting."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of a field after it was first said.

    Attributes:
        before, after: values as they are kept; ``before`` is None where nothing stood there.
        struck: neither is there any more: it was struck out.
    """

    field: str
    at: str
    by: str
    before: Any
    after: Any
    struck: bool = False


@dataclass(frozen=True, slots=True)
class StrikeOut:
    """One strike-out: who, when, why and where; never what."""

    kind: str
    record: str
    field: str
    at: str
    by: str
    why: str
    values: int


@dataclass(frozen=True, slots=True)
class Day:
    """What one person wrote on one day: entries, commands, and those of more than plain edits."""

    day: str
    by: str
    entries: int
    commands: int
    actions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Trail:
    """What the journal adds.

    Attributes:
        corrections: by record, oldest first.
        gaps: values that were struck out, by record and field.
        open_entries: entries still being typed, which no chain covers yet.
    """

    corrections: Mapping[str, tuple[Correction, ...]]
    strikes: tuple[StrikeOut, ...]
    gaps: Mapping[tuple[str, str], int]
    days: tuple[Day, ...]
    chains: tuple[Chain, ...]
    entries: int
    open_entries: int

    def of(self, record: str) -> tuple[Correction, ...]:
        """Return a record's corrections, oldest first."""
        return self.corrections.get(record, ())


def follow(work: Work, reading: Reading, check: Callable[[], object] = lambda: None) -> Trail:
    """Walk the journal once, in time linear in its entries.

    Args:
        work: the open inspection.
        reading: a read-only connection to it.
        check: asked now and then; may raise to end the walk.
    """
    walk = _Walk(work)
    aside = journal.aside(reading.connection)
    for at, entry in enumerate(sorted(reading.every_entry(), key=lambda one: one.order)):
        if not at % _CHECKED:
            check()
        if entry.ref not in aside:
            walk.take(entry)
    return walk.done(reading.chains())


class _Walk:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._values: dict[tuple[Ref, str], tuple[Any, Entry]] = {}
        self._told: dict[str, list[Correction]] = defaultdict(list)
        self._strikes: list[StrikeOut] = []
        self._gaps: Counter[tuple[str, str]] = Counter()
        self._days: dict[tuple[str, str], tuple[Counter[str], set[str]]] = {}
        self._count = self._open = 0

    def take(self, entry: Entry) -> None:
        """Take the next entry in logical order."""
        self._count += 1
        self._open += entry.is_open
        author = entry.origin.author if entry.origin else entry.author
        at = entry.origin.at if entry.origin else entry.wall
        actions, steps = self._days.setdefault((entry.wall[:10], entry.author), (Counter(), set()))
        actions[entry.action] += 1
        steps.add(entry.step)
        if entry.action == "strike":
            self._strike(entry, self._work.person_name(author), at)
        followed = _FOLLOWED.get(entry.kind, ())
        for name, one in entry.changes.items():
            if one.is_struck:
                self._gaps[entry.record, name] += 1
            if name in followed:
                self._follow(entry, name, self._work.person_name(author), at)
                self._values[entry.ref, name] = (one.value, entry)

    def _strike(self, entry: Entry, by: str, at: str) -> None:
        why = entry.step_name.removeprefix("Strike out").strip().strip("()")
        for name in entry.changes:
            self._strikes.append(
                StrikeOut(entry.kind, entry.record, name, at, by, why, len(entry.struck))
            )

    def _follow(self, entry: Entry, name: str, by: str, at: str) -> None:
        one = entry.changes[name]
        always = (entry.kind, name) in _ALWAYS
        if not one.replaces:
            if always and one.value:
                self._told[entry.record].append(Correction(name, at, by, None, one.value))
            return
        before = [found for ref in one.replaces if (found := self._values.get((ref, name)))]
        old, older = before[-1] if before else (None, None)
        if one.is_struck or entry.action == "strike":
            self._told[entry.record].append(Correction(name, at, by, None, one.value, struck=True))
            return
        if old in (None, "", [], False) and not always:
            return
        if old == one.value or (older and _is_writing_on(older, entry, old, one.value)):
            return
        self._told[entry.record].append(Correction(name, at, by, old, one.value))

    def done(self, chains: Iterable[Chain]) -> Trail:
        """Return what was gathered."""
        days = [
            Day(
                day,
                self._work.person_name(author),
                sum(actions.values()),
                len(steps),
                {one: count for one, count in actions.items() if one != "edit"},
            )
            for (day, author), (actions, steps) in self._days.items()
        ]
        return Trail(
            {record: tuple(told) for record, told in self._told.items()},
            tuple(self._strikes),
            dict(self._gaps),
            tuple(sorted(days, key=lambda one: (one.day, one.by))),
            tuple(chains),
            self._count,
            self._open,
        )


def _is_writing_on(older: Entry, entry: Entry, old: Any, new: Any) -> bool:
    """Say whether somebody is still writing what they began a short while before."""
    if not isinstance(old, str) or not isinstance(new, str) or older.author != entry.author:
        return False
    return (
        new.startswith(old.rstrip()) and abs(entry.time.ms - older.time.ms) <= _STILL_WRITING * 1000
    )


def shown(work: Work, one: Correction) -> tuple[str, str]:
    """Return what stood before and after, as people read it; a struck value is a gap."""
    if one.struck:
        return history.STRUCK, _words(work, one, one.after)
    return _words(work, one, one.before), _words(work, one, one.after)


def _words(work: Work, one: Correction, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, str) and read_moment(value) is None and " " in value:
        return " ".join(value.split())
    return history.shown_words(work, one.field, value)
