"""Receive Annex A: read it, keep the files as they came, write the rows, record what it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ilacs_desktop.annex_a import reader
from ilacs_desktop.annex_a.openness import open_rows
from ilacs_desktop.annex_a.sources import gather
from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import DataSet
from ilacs_desktop.services.data import annex_pending
from ilacs_desktop.services.data.annex_pending import Pending
from ilacs_desktop.services.data.annex_rules import reader_version, spec_of
from ilacs_desktop.services.data.data_sets import CURRENT, DESTROYED, REPLACED, list_summaries
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.record import editing
from ilacs_desktop.store import blobs
from ilacs_desktop.store.annex import annex_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ilacs_desktop.annex_a.reading import ListReading, Reading
    from ilacs_desktop.annex_a.spec import Spec
    from ilacs_desktop.domain.changes import Changes
    from ilacs_desktop.domain.entry import JsonValue
    from ilacs_desktop.services.record.work import Work

T = TypeVar("T")


class LongWork(Protocol):
    """What a long job needs of whoever runs it: the window's job, or nothing but this thread."""

    @property
    def stopped(self) -> bool:
        """Say whether a person asked for it to stop."""
        ...

    def report(self, done: int, total: int = 0, words: str = "") -> None:
        """Tell how far it has come; may raise to end it."""
        ...

    def write(self, batch: Callable[[], T]) -> T:
        """Run one batch where writes are allowed, and return its result."""
        ...


class Straight:
    """Run a long job on this thread, without telling anyone: command line and tests."""

    stopped = False

    def report(self, done: int, total: int = 0, words: str = "") -> None:
        """Tell nobody."""

    def write(self, batch: Callable[[], T]) -> T:
        """Run the batch at once."""
        return batch()


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of receiving Annex A.

    Attributes:
        data_set: id of the data set.
        rows: rows in all lists.
        lists: how many lists were read.
        absent: numbers of the lists that were not there.
        notes: what a person should know, in words.
        replaced: ids of data sets that are no longer in use.
        changes: for the bus.
    """

    data_set: str
    rows: int
    lists: int
    absent: tuple[int, ...]
    notes: tuple[str, ...]
    replaced: tuple[str, ...]
    changes: Changes


def import_annex_a(
    work: Work,
    paths: Sequence[Path],
    job: LongWork | None = None,
    *,
    before: Pending | None = None,
) -> ImportOutcome:
    """Receive Annex A; nothing of it is seen before all of it is there.

    Where the app is locked, left or ended meanwhile, what is stored stays, unseen, and the next
    call with ``before`` goes on from there if the files are the same.

    Args:
        work: the open inspection.
        paths: workbooks, CSV files, or folders of them.
        job: tells progress, stops, and runs each write; this thread where left out.
        before: the import that was cut short and is gone on with.

    Raises:
        BadInputError: a file cannot be taken, or nothing in it is Annex A; nothing was changed.
        StoppedError: a person stopped it; nothing was changed.
    """
    run = job or Straight()
    run.report(0, 0, "Looking at the files")
    spec = spec_of(work)

    def tell(what: str, done: int, total: int) -> None:
        run.report(done, total, "Checking" if what == "checks" else f"Reading {what}")

    reading = reader.read(paths, spec, on_progress=tell, is_cancelled=lambda: run.stopped)
    pending = _pending(reading, paths, before)
    data_set = pending.data_set
    run.write(lambda: _begin(work, pending))
    try:
        _keep_files(work, paths, run)
        _write_rows(work, data_set, reading, spec, run)
        changes = run.write(lambda: _record(work, data_set, reading, spec))
    except BaseException:
        # A job stopped by locking may write no more: what it left is unseen, and is gone on with.
        with suppress(Exception):
            run.write(lambda: tidy(work))
        raise
    return ImportOutcome(
        data_set=data_set,
        rows=sum(one.rows for one in reading.lists),
        lists=len(reading.lists),
        absent=reading.absent,
        notes=reading.notes,
        replaced=tuple(sorted(changes.ids - {data_set})),
        changes=changes,
    )


def _pending(reading: Reading, paths: Sequence[Path], before: Pending | None) -> Pending:
    """Return what is to be received: the same data set as before where the files are the same."""
    files = {one.name: one.sha256 for one in reading.files}
    made = Pending(
        editing.new_id(), tuple(str(path.absolute()) for path in paths), files, reader_version()
    )
    if before is None:
        return made
    if (before.files, before.reader) == (made.files, made.reader):
        return before
    return replace(made, goes=before.goes)


def _begin(work: Work, pending: Pending) -> None:
    """Note what is received from now on, and throw away what any other import left."""
    connection = work.file.connection
    _throw_away(work, pending.data_set)
    annex_pending.note(work, pending)
    if not annex_rows.written(connection, pending.data_set):
        annex_rows.begin(connection, pending.data_set)


def tidy(work: Work) -> None:
    """Throw away what imports that never finished left behind; for the writer thread."""
    annex_pending.forget(work)
    _throw_away(work)


def _throw_away(work: Work, but: str = "") -> None:
    known = {*work.snapshot.records(DataSet)}
    blobs.tidy(work.file.connection, work.data_dir, work.file_id)
    for left in annex_rows.unfinished(work.file.connection, known):
        if left != but:
            annex_rows.discard(work.file.connection, left)


def _keep_files(work: Work, paths: Sequence[Path], run: LongWork) -> None:
    chosen = gather(paths)
    for done, path in enumerate(chosen):
        run.report(done, len(chosen), f"Keeping {path.name}")
        sealed = blobs.seal(work.data_dir, work.file_id, path.name, path.read_bytes())
        run.write(lambda sealed=sealed: blobs.remember(work.file.connection, sealed))  # type: ignore[misc]


def _write_rows(work: Work, data_set: str, reading: Reading, spec: Spec, run: LongWork) -> None:
    connection = work.file.connection
    total = sum(one.rows for one in reading.lists)
    held = run.write(lambda: annex_rows.written(connection, data_set))
    done = 0
    packed = _ahead(part for one in reading.lists for part in annex_rows.batches(one, spec))
    for number, batch in enumerate(packed):
        run.report(done, total, f"Storing List {batch.number}")
        if number >= held:
            run.write(lambda batch=batch: annex_rows.write(connection, data_set, batch))  # type: ignore[misc]
        done += len(batch.chunks) * annex_rows.CHUNK_ROWS


def _ahead(batches: Iterator[annex_rows.Batch]) -> Iterator[annex_rows.Batch]:
    """Yield batches while the next one is packed on another thread."""
    with ThreadPoolExecutor(1, thread_name_prefix="annex-a") as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def _record(work: Work, data_set: str, reading: Reading, spec: Spec) -> Changes:
    annex_rows.finish(work.file.connection, data_set)
    annex_pending.forget(work)
    older = [one for one in work.snapshot.all(DataSet) if one.state == CURRENT]
    values: dict[str, JsonValue] = {
        "received": work.now_text(),
        "files": {one.name: one.sha256 for one in reading.files},
        "reader": reader_version(),
        "layout": reading.layout,
        "as_of": reading.as_of,
        "lists": {str(one.number): summary(one, spec) for one in reading.lists},
        "comment": "\n".join(" ".join(note.split()) for note in reading.notes),
        "state": CURRENT,
    }
    drafts = [editing.making(DataSet, data_set, values)]
    drafts += [editing.changing(work, DataSet, one.id, {"state": REPLACED}) for one in older]
    return work.run(StepDraft("Receive Annex A", tuple(drafts), action="final"), data_set)


def summary(one: ListReading, spec: Spec) -> dict[str, Any]:
    """Return what a data set's record says of a list: counts and names, never a child."""
    listed = spec.list_spec(one.number)
    titles = {column.key: column.title for column in listed.columns}
    blocks = one.blocks()
    # The column that names the child may be missing altogether.
    people = blocks.get(listed.person_key, (None,) * one.rows)
    state = open_rows(listed.open_rule, blocks, one.rows, spec.values.classify)
    held = {person for person in people if person is not None}
    opened = {
        person
        for person, is_open in zip(people, state, strict=True)
        if is_open and person is not None
    }
    return {
        "title": one.title,
        "file": one.file,
        "sheet": one.sheet,
        "rows": one.rows,
        "matched": [titles.get(match.key, match.key) for match in one.matched],
        "by_position": [
            titles.get(match.key, match.key) for match in one.matched if match.how == "position"
        ],
        "missing": list(one.missing),
        "spare": [spare.heading or f"column {spare.position}" for spare in one.spare],
        "defects": [
            {
                "rule": found.rule,
                "title": found.title,
                "column": titles.get(found.column, found.column),
                "count": found.count,
                "level": found.level,
                "first_rows": list(found.first_rows),
            }
            for found in one.defects
        ],
        "unmatched": len(one.unmatched),
        "children": len(held),
        "open_children": len(opened),
    }


def destroy(work: Work, data_set: str) -> Changes:
    """Destroy a data set's rows and their keys; counts and sampling records stay. For the lead.

    Raises:
        NotAllowedError: this person is not the lead.
    """
    work.require_lead("Destroying a data set")
    # The backups hold its rows and keys too.
    backups.owe(work)
    annex_rows.destroy(work.file.connection, data_set)
    draft = editing.changing(work, DataSet, data_set, {"state": DESTROYED})
    changes = work.run(StepDraft("Destroy the data set", (draft,), action="final"), data_set)
    backups.pay(work)
    return changes


def as_json(work: Work, data_set: str) -> dict[str, Any]:
    """Return a data set for the command line."""
    held = work.snapshot.one(DataSet, data_set)
    return {
        "data_set": held.id,
        "received": held.received,
        "files": dict(held.files),
        "reader": held.reader,
        "layout": held.layout,
        "as_of": held.as_of,
        "state": held.state,
        "lists": [
            {
                "list": one.number,
                "title": one.title,
                "file": one.file,
                "sheet": one.sheet,
                "rows": one.rows,
                "children": one.children,
                "matched": len(one.matched),
                "matched_columns": list(one.matched),
                "missing": list(one.missing),
                "spare": list(one.spare),
                "unmatched_values": one.unmatched,
                "defects": [
                    {
                        "rule": found.rule,
                        "title": found.title,
                        "column": found.column,
                        "count": found.count,
                        "level": found.level,
                        "first_rows": list(found.first_rows),
                    }
                    for found in one.defects
                ],
            }
            for one in list_summaries(work, held)
        ],
        "notes": [line for line in held.comment.splitlines() if line],
    }
