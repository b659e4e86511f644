"""Read an Annex A as a local authority sends it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.archives import Limits
from ilacs_desktop.annex_a.cells import read_plain
from ilacs_desktop.annex_a.grids import Grid, grids
from ilacs_desktop.annex_a.joins import check_joins, date_of_lists
from ilacs_desktop.annex_a.matching import (
    find_headings,
    identify,
)
from ilacs_desktop.annex_a.reading import (
    FileRead,
    OtherSheet,
    Reading,
    StoppedError,
)
from ilacs_desktop.annex_a.sheets import Draft, comments, list_reading, read_list, rows_of
from ilacs_desktop.annex_a.sources import gather, open_source
from ilacs_desktop.annex_a.text import squash
from ilacs_desktop.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ilacs_desktop.annex_a.spec import Spec


class _Desk:
    """What has been read so far."""

    def __init__(self) -> None:
        self.files: list[FileRead] = []
        self.drafts: dict[int, Draft] = {}
        self.others: list[OtherSheet] = []
        self.notes: list[str] = []
        self.send: list[str] = []

    def forget(self, name: str) -> None:
        """Drop what was read of a file that turned out to be broken further on."""
        self.files = [file for file in self.files if file.name != name]
        self.drafts = {n: draft for n, draft in self.drafts.items() if draft.file != name}
        self.others = [other for other in self.others if other.file != name]


def read(
    paths: Sequence[Path],
    spec: Spec,
    *,
    on_progress: Callable[[str, int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    limits: Limits | None = None,
) -> Reading:
    """Read one workbook, a set of CSV files, a folder of them, or any mix.

    Args:
        paths: files and folders.
        spec: the lists and rules.
        on_progress: told (what, how many done, of how many): each file as it is begun, then
            each of its sheets as it is finished.
        is_cancelled: asked between sheets.
        limits: how much is taken before a file is refused.

    Raises:
        BadInputError: the file cannot be taken, or nothing chosen is Annex A; names the file,
            the reason and the next step. Of several files, those that cannot be taken become
            notes and the others are read.
        StoppedError: the reading was cancelled.
    """
    tell = on_progress or (lambda *_: None)
    stop = is_cancelled or (lambda: False)
    limits = limits or Limits()
    with _collector_paused():
        return _read(gather(paths), spec, limits, tell, stop)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the cycle collector: a million new cells hold no cycles, and it would walk them all.

    Measured: a third of the time of reading 90,000 rows.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    chosen: Sequence[Path],
    spec: Spec,
    limits: Limits,
    tell: Callable[[str, int, int], None],
    stop: Callable[[], bool],
) -> Reading:
    desk = _Desk()
    refusals: list[BadInputError] = []
    for done, path in enumerate(chosen):
        tell(path.name, done, len(chosen))
        _stop_if(stop)
        try:
            _read_file(path, desk, spec, limits, tell, stop)
        except BadInputError as refused:
            if len(chosen) == 1:
                raise
            refusals.append(refused)
            desk.forget(path.name)
            desk.notes.append(str(refused))
    tell("checks", len(chosen), len(chosen))
    _stop_if(stop)
    if refusals and not desk.drafts and not desk.others:
        raise refusals[0]
    _refuse_if_nothing(desk, chosen)
    return _finish(desk, spec)


def _stop_if(stop: Callable[[], bool]) -> None:
    if stop():
        raise StoppedError("Reading was stopped.", kept="Nothing was imported.")


def _read_file(
    path: Path,
    desk: _Desk,
    spec: Spec,
    limits: Limits,
    tell: Callable[[str, int, int], None],
    stop: Callable[[], bool],
) -> None:
    source = open_source(path, limits)
    desk.files.append(FileRead(source.name, source.sha256, len(source.data)))
    if source.formula_errors:
        desk.notes.append(
            f"{source.name}: {source.formula_errors} cells hold a formula error such as #N/A; "
            "they are read as blank."
        )
    for done, grid in enumerate(grids(source, limits)):
        _stop_if(stop)
        _read_grid(grid, desk, spec, csv=source.form == "csv")
        tell(grid.name, done + 1, grid.total)


def _read_grid(grid: Grid, desk: _Desk, spec: Spec, *, csv: bool) -> None:
    where = grid.file if csv else f"{grid.file}, sheet {grid.name}"
    if not any(cell not in ("", None) for column in grid.columns for cell in column):
        desk.notes.append(f"{where} is empty.")
        return
    if squash(grid.name) in spec.template_sheets:
        desk.notes.extend(comments(grid, spec))
        return
    headings = find_headings(grid.row, grid.height, spec)
    verdict = identify(grid.name, headings, spec)
    if verdict.send:
        desk.send.append(where)
    if not verdict.number:
        desk.notes.extend(comments(grid, spec))
        _set_aside(grid, verdict.note, where, desk)
        return
    if verdict.note:
        desk.notes.append(verdict.note)
    draft = read_list(spec.list_spec(verdict.number), grid, headings, spec)
    if draft is None:
        _set_aside(grid, "No column of it could be told.", where, desk)
        return
    desk.notes.extend(draft.notes)
    _keep(draft, desk)


def _set_aside(grid: Grid, reason: str, where: str, desk: _Desk) -> None:
    columns = [read_plain(column) for column in grid.columns]
    rows = tuple(
        row for row in zip(*columns, strict=True) if any(value is not None for value in row)
    )
    desk.others.append(OtherSheet(grid.file, grid.name, reason, rows))
    desk.notes.append(f"{where} was not read as a list. {reason}")


def _keep(draft: Draft, desk: _Desk) -> None:
    """Keep a list; of two for the same one, the one with more rows, and the other as a sheet."""
    number = draft.spec.number
    rival = desk.drafts.get(number)
    if rival is None:
        desk.drafts[number] = draft
        return
    kept, left = draft, rival
    if len(rival.rows.sheet_rows) >= len(draft.rows.sheet_rows):
        kept, left = rival, draft
    desk.drafts[number] = kept
    reason = (
        f"List {number} is there twice; the one with more rows was read "
        f"({kept.file}, sheet {kept.sheet})."
    )
    desk.others.append(OtherSheet(left.file, left.sheet, reason, rows_of(left)))
    desk.notes.append(f"{left.file}, sheet {left.sheet}, was set aside. {reason}")


def _refuse_if_nothing(desk: _Desk, chosen: Sequence[Path]) -> None:
    if desk.drafts:
        return
    names = ", ".join(path.name for path in chosen)
    if desk.send:
        raise BadInputError(
            f"{names} is the Annex A of an area SEND inspection, not of ILACS.",
            kept="Nothing was imported.",
            todo="Ask the local authority for the child-level lists 1 to 11 of ILACS Annex A.",
        )
    if not desk.others:
        raise BadInputError(
            f"{names} is empty: no sheet of it holds anything that could be a list.",
            kept="Nothing was imported.",
            todo="Ask the local authority for the completed lists.",
        )
    sheets = ", ".join(dict.fromkeys(other.sheet for other in desk.others))
    raise BadInputError(
        f"No Annex A list was found in {names}. Looked at: {sheets}.",
        kept="Nothing was imported.",
        todo="Check that the sheets are named List 1 to List 11, or carry the official headings.",
    )


def _finish(desk: _Desk, spec: Spec) -> Reading:
    lists = {number: desk.drafts[number].rows for number in sorted(desk.drafts)}
    as_of = date_of_lists(lists)
    joined = check_joins(lists, as_of, spec)
    absent = tuple(one.number for one in spec.lists if one.number not in desk.drafts)
    notes = list(desk.notes)
    if absent:
        named = ", ".join(f"List {n} ({spec.list_spec(n).title})" for n in absent)
        notes.append(f"Not found: {named}.")
    return Reading(
        files=tuple(desk.files),
        lists=tuple(
            list_reading(desk.drafts[number], joined[number]) for number in sorted(desk.drafts)
        ),
        others=tuple(desk.others),
        notes=tuple(dict.fromkeys(notes)),
        layout=_layout(desk, spec),
        as_of=as_of,
        absent=absent,
    )


def _layout(desk: _Desk, spec: Spec) -> str:
    """Return the layout of the list whose columns differ between layouts; else the newest."""
    for draft in desk.drafts.values():
        one = draft.spec
        if one.layout(spec.layouts[0]) != one.layout(spec.layouts[-1]):
            return draft.columns.layout
    return spec.layouts[-1]
