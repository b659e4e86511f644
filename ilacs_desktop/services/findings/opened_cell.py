"""One cell of the coverage matrix opened: its notes, and who and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services.cases.cases import child_name
from ilacs_desktop.services.evidence.evidence import METHODS
from ilacs_desktop.services.findings.counting import Counting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ilacs_desktop.services.record.work import Work


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note behind a cell.

    Attributes:
        source: where it comes from, in words; empty where nobody said.
        child: the child's reference; empty where it is about none.
        inspector: the name of who wrote it.
        seen_at: ISO moment.
    """

    id: str
    text: str
    stance: str
    source: str
    child: str
    inspector: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands behind some notes.

    Attributes:
        kinds: label of each kind of source with its notes, in the order of the edition.
        children: the children's references, each once.
        inspectors: names, each once.
    """

    notes: tuple[NoteLine, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    children: tuple[str, ...] = ()
    inspectors: tuple[str, ...] = ()


def opened(work: Work, notes: Iterable[str], counting: Counting | None = None) -> Opened:
    """Return what stands behind notes; those that are gone are left out.

    Args:
        work: the open inspection.
        notes: their ids.
        counting: how notes are counted now, where many cells are opened at once.
    """
    snapshot, counting = work.snapshot, counting or Counting(work)
    labels = {one.key: one.label for one in work.edition.source_kinds}
    methods = dict(METHODS)
    people: dict[str, str] = {}
    lines: list[NoteLine] = []
    kinds: dict[str, int] = {}
    children: dict[str, str] = {}
    for one in notes:
        record = snapshot.record(Evidence, one)
        if record is None or record.meta.deleted:
            continue
        note = record.value
        source = labels.get(note.source) or methods.get(note.method, "")
        kinds[source] = kinds.get(source, 0) + 1
        case = snapshot.get(Case, note.case) if note.case else None
        child = child_name(case) if case else ""
        if child:
            children.setdefault(counting.child(note), child)
        author = record.meta.made_by
        if author not in people:
            people[author] = work.person_name(author)
        lines.append(
            NoteLine(
                note.id,
                " ".join(note.text.split()),
                note.stance,
                source,
                child,
                people[author],
                note.seen_at or note.written_at or record.meta.made_at,
            )
        )
    places = {label: at for at, label in enumerate((*labels.values(), *methods.values()))}
    return Opened(
        tuple(lines),
        tuple(sorted(kinds.items(), key=lambda pair: places.get(pair[0], len(places)))),
        tuple(children.values()),
        tuple(dict.fromkeys(line.inspector for line in lines if line.inspector)),
    )
