"""The last parts of an evidence record: what was taken out, day by day, and the chains' heads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ilacs_desktop.domain.records import KINDS, Finding
from ilacs_desktop.domain.support import counted
from ilacs_desktop.publish.model import Table, row
from ilacs_desktop.services.papers import sheet
from ilacs_desktop.services.papers.evidence_record_told import gist, moment
from ilacs_desktop.services.record import history
from ilacs_desktop.services.record.time_words import printed_day, read_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ilacs_desktop.domain.values import Record
    from ilacs_desktop.publish.model import PlainBlock, Text
    from ilacs_desktop.services.papers.evidence_record_told import Told

_ACTIONS = {
    "delete": "deletions",
    "restore": "restored",
    "undo": "undone",
    "settle": "settled",
    "strike": "struck out",
    "final": "signed off, sent or given",
    "load": "loaded",
}
_LINK = "link"
_SAID = ("text", "question", "what", "concern", "point", "title", "child_id")
"""Fields that hold what a record says, whole."""
_HASHES = 32


def taken_out(told: Told) -> Iterator[PlainBlock]:
    """Yield what was deleted, with what it said, and every strike-out as a gap."""
    gone: list[Record[Any]] = [
        record
        for name, kind in KINDS.items()
        if name != _LINK
        for record in _records(told, kind)
        if record.meta.deleted
    ]
    gone.sort(key=lambda one: (one.meta.changed_at, one.state.id))
    if gone:
        yield sheet.heading("Deleted", 3)
        yield Table(
            ("What", "What it said", "Made by, when", "Last changed by, when"),
            tuple(_gone(told, record) for record in gone),
            widths=(18, 42, 20, 20),
        )
    if told.trail.strikes:
        yield sheet.heading("Struck out", 3)
        yield Table(
            ("When", "By", "Where", "Why", "Values"),
            tuple(
                row(
                    moment(one.at),
                    one.by,
                    sheet.listed(
                        (
                            history.KIND_WORDS.get(one.kind, one.kind),
                            _name(told, one.record),
                            history.field_words(one.field),
                        ),
                        ", ",
                    ),
                    one.why,
                    str(one.values),
                )
                for one in told.trail.strikes
            ),
            widths=(16, 18, 34, 22, 10),
        )
        yield sheet.note(
            f"{counted(sum(told.trail.gaps.values()), 'value')} of the history can no longer be "
            "read; their places in the chains stand."
        )
    if not gone and not told.trail.strikes:
        yield sheet.note("Nothing was deleted and nothing was struck out.")


def _records(told: Told, kind: type[Any]) -> Iterable[Record[Any]]:
    return told.work.snapshot.records(kind).values()


def _gone(told: Told, record: Record[Any]) -> tuple[Text, ...]:
    meta = record.meta
    said = next(
        (text for name in _SAID if (text := str(getattr(record.value, name, "") or "").strip())),
        history.title_of(record.value),
    )
    kind = history.KIND_WORDS.get(record.state.kind, record.state.kind)
    return row(
        sheet.listed((kind, told.note_numbers.get(record.state.id, "")), " "),
        " ".join(said.split()),
        f"{told.person(meta.made_by)}, {moment(meta.made_at)}",
        f"{told.person(meta.changed_by)}, {moment(meta.changed_at)}",
    )


def _name(told: Told, record: str) -> str:
    if record in told.note_numbers:
        return told.note_numbers[record]
    if record in told.finding_numbers:
        return told.finding_numbers[record]
    found = told.work.snapshot.find(record)
    return (
        gist(history.title_of(found.value))
        if found and not isinstance(found.value, Finding)
        else ""
    )


def day_by_day(told: Told) -> Iterator[PlainBlock]:
    """Yield how much each person wrote on each day, in entries of the journal."""
    trail = told.trail
    if not trail.days:
        yield sheet.note("The journal is empty.")
        return
    yield Table(
        ("Day", "Who", "Commands", "Entries", "Of these"),
        tuple(
            row(
                printed_day(day) if (day := read_day(one.day)) else one.day,
                one.by,
                str(one.commands),
                str(one.entries),
                _actions(one.actions),
            )
            for one in trail.days
        ),
        widths=(20, 24, 13, 13, 30),
    )
    if trail.open_entries:
        yield sheet.note(
            f"{counted(trail.open_entries, 'entry', 'entries')} was still being typed, and no "
            "chain covers it yet."
        )


def _actions(actions: Any) -> str:
    counts = Counter(actions)
    return ", ".join(f"{_ACTIONS.get(one, one)} {counts[one]}" for one in sorted(counts))


def chains(told: Told) -> Iterator[PlainBlock]:
    """Yield each laptop's chain with its newest hash, so that the record can be checked."""
    yield from sheet.text(
        f"The journal holds {counted(told.trail.entries, 'entry', 'entries')} in "
        f"{counted(len(told.trail.chains), 'chain')}. Each chain is one laptop’s; each entry "
        "carries the hash of the one before, so that the newest hash stands for all of them."
    )
    for at, one in enumerate(told.trail.chains, 1):
        who = ", ".join(map(told.person, one.authors)) or "nobody yet"
        yield sheet.heading(f"Chain {at}: {who}", 3)
        yield sheet.facts(
            (
                ("Chain", one.replica),
                ("Begun", moment(one.made_at)),
                ("Entries", str(one.entries)),
                ("Newest entry", str(one.seq)),
                ("Its hash", _grouped(one.hash)),
                ("Signed up to", str(one.signed_seq) if one.signature else "Not signed here"),
                ("Signature", _grouped(one.signature)),
                ("Public key", _grouped(one.public_key)),
            )
        )


def _grouped(digits: str) -> str:
    """Return hexadecimal digits on lines that can be compared by eye."""
    return "\n".join(digits[at : at + _HASHES] for at in range(0, len(digits), _HASHES))
