"""The commands that look at a file's wholeness: verify, and salvage where it is damaged."""

from __future__ import annotations

import sys

from ilacs_desktop.cli.console import DONE, PROBLEM, Id, Json, app, composed, laptop_of, tell


@app.command()
def verify(inspection: Id, *, as_json: Json = False) -> int:
    """Prove an inspection's file: pages, chains, signatures, and rows against a replay."""
    from ilacs_desktop.services.keeping import salvaging

    notices: tuple[str, ...] = ()
    with laptop_of(composed()) as laptop:
        found = salvaging.look(laptop, inspection)
        if found.is_good:
            # Whether it is the file that this laptop left is told where it is opened.
            opened = laptop.open_inspection(inspection)
            notices = opened.notices
            laptop.close_inspection(opened.work)
    body = {
        "good": found.is_good,
        "entries": found.entries,
        "records": found.records,
        "struck_out": found.gaps,
        "faults": list(found.faults),
        "lost": list(found.lost),
        "notices": list(notices),
        "can_be_saved": found.offer,
    }
    lines = [
        f"{found.entries} entries, {found.records} records, {found.gaps} struck-out values",
        *(found.faults or ("Record checked: nothing is wrong.",)),
        *(f"Lost when a damaged file was salvaged: {one}." for one in found.lost),
    ]
    if found.offer:
        lines.append(f"{found.offer} The command: salvage {inspection}")
    for notice in notices:
        print(f"ilacs-desktop: {notice}", file=sys.stderr)
    tell(body, as_json=as_json, lines=lines)
    return DONE if found.is_good else PROBLEM


@app.command()
def salvage(inspection: Id, *, as_json: Json = False) -> None:
    """Make a new file of a damaged inspection: its newest good backup and all that can be read."""
    from ilacs_desktop.services.keeping import salvaging

    with laptop_of(composed()) as laptop:
        made = salvaging.salvage_file(laptop, inspection)
    body = {
        "file": made.file,
        "backup": made.backup.isoformat(timespec="seconds") if made.backup else None,
        "held": made.held,
        "recovered": made.recovered,
        "not_provable": made.unproved,
        "lost": made.lost,
        "lost_entries": list(made.lost_words),
        "annex_a_lost": made.data_sets_lost,
    }
    tell(body, as_json=as_json, lines=[made.file, made.words])
