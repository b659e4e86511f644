"""The options of the command export that an evidence record alone has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ilacs_desktop.errors import BadInputError

if TYPE_CHECKING:
    from pathlib import Path

    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.services.report.export import ExportOutcome

Scope = Annotated[
    str,
    typer.Option(help="Of an evidence record: whole, or document for what rests under it."),
]
PrivateNotes = Annotated[
    str,
    typer.Option(metavar="REASON", help="Put private notes into an evidence record, and why."),
]
Names = Annotated[
    str,
    typer.Option(metavar="REASON", help="Leave practitioners' names and postcodes in, and why."),
]


def is_record(document: str, file_format: str) -> bool:
    """Say whether a document is written as an evidence record, not as a paper."""
    from ilacs_desktop.services.papers.evidence_record import DOCUMENT
    from ilacs_desktop.services.record_folder import folder

    return document == DOCUMENT and file_format in folder.FORMATS


def refuse(scope: str, private_notes: str, names: str) -> None:
    """Refuse options that only an evidence record as PDF, folder or zip has.

    Raises:
        BadInputError: one of them was given.
    """
    if scope or private_notes or names:
        raise BadInputError(
            "--scope, --private-notes and --names are for an evidence record (pdf, folder or zip).",
            kept="Nothing was written.",
            todo="Leave them out.",
        )


def write(
    work: Work, file_format: str, out: Path, scope: str, private_notes: str, names: str
) -> ExportOutcome:
    """Write an evidence record; what is restricted in it is put on the record first."""
    from ilacs_desktop.services.papers.evidence_record_scope import WHOLE, Asked
    from ilacs_desktop.services.record_folder import folder

    asked = Asked(scope or WHOLE, private_notes, names)
    folder.note_restricted(work, asked)
    work.file.seal()
    return folder.write(work, file_format, out, asked)
