"""The commands for a Word file that comes back: brought in, listed, taken or refused."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ilacs_desktop.cli.console import Id, Json, app, opened, tell
from ilacs_desktop.errors import BadInputError

if TYPE_CHECKING:
    from ilacs_desktop.services.record.work import Work


@app.command("return-docx")
def return_docx(
    inspection: Id,
    file: Annotated[Path, typer.Argument(help="The Word file that came back.")],
    *,
    as_json: Json = False,
) -> None:
    """Bring back a Word file: its changes are offered, its comments kept, and it stays."""
    from ilacs_desktop.services.returned import returning

    with opened(inspection) as work:
        found = returning.read(work, returning.read_file(file), file.name)
        made = returning.keep(work, found).made
        body = _told(work, made)
    lines = [f"{body['name']}: {body['open']} changes to decide, {body['comments']} comments"]
    lines += [_line(one) for one in body["changes"]]
    tell(body, as_json=as_json, lines=lines)


@app.command("returned")
def returned_changes(
    inspection: Id,
    version: Annotated[
        str, typer.Option(help="The returned file's id; the newest if left out.")
    ] = "",
    by: Annotated[str, typer.Option(help="Only changes of this person.")] = "",
    take: Annotated[str, typer.Option(help="Take this change, or 'all'.")] = "",
    refuse: Annotated[str, typer.Option(help="Refuse this change, or 'all'.")] = "",
    *,
    as_json: Json = False,
) -> None:
    """List what came back in a Word file; take or refuse it."""
    from ilacs_desktop.services.returned import returned

    with opened(inspection) as work:
        held = returned.files(work)
        which = version or (held[0].id if held else "")
        if not any(one.id == which for one in held):
            raise BadInputError(
                "No such file came back." if version else "No Word file came back yet.",
                kept="Nothing was changed.",
                todo="Bring one back by return-docx.",
            )
        author = (by if by != returned.UNTRACKED else "") if by else None
        if take:
            _ = (
                returned.take_all(work, which, author)
                if take == "all"
                else returned.take(work, take)
            )
        if refuse:
            _ = (
                returned.refuse_all(work, which, author)
                if refuse == "all"
                else returned.refuse(work, refuse)
            )
        body = _told(work, which)
    tell(body, as_json=as_json, lines=[_line(one) for one in body["changes"]])


def _told(work: Work, version: str) -> dict[str, Any]:
    from ilacs_desktop.domain.records import Comment
    from ilacs_desktop.services.returned import returned

    file = next(one for one in returned.files(work) if one.id == version)
    comments = [one for one in work.snapshot.all(Comment) if one.version == version]
    return {
        "version": version,
        "name": file.name,
        "open": file.open,
        "taken": file.taken,
        "refused": file.refused,
        "people": [{"author": name, "open": count} for name, count in file.people],
        "comments": len(comments),
        "changes": [asdict(one) for one in returned.offers(work, version)],
    }


def _line(one: dict[str, Any]) -> str:
    words = " -> ".join(part for part in (one["before"], one["after"]) if part)
    state = one["state"] or ("cannot be taken: " + one["conflict"] if one["conflict"] else "open")
    return f"  {one['id']}  {one['author']}  {one['sort']}  {one['place']}: {words}  [{state}]"
