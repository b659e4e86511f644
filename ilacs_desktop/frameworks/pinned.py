"""The text form of an edition that an inspection carries with it, and its digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilacs_desktop.errors import DamagedFileError, NewerFileError
from ilacs_desktop.frameworks.nodes import FaultError, Source, tree
from ilacs_desktop.frameworks.reader import read_edition

if TYPE_CHECKING:
    from ilacs_desktop.domain.edition import Edition

FORMAT = 1
"""Raised only when an older version of the app could misread the text."""

_WHAT_NEXT = "Open the inspection from a backup or a colleague's team update."


def canonical_text(edition: Edition) -> str:
    """Return an edition as JSON that is the same, byte for byte, for equal editions."""
    return json.dumps(
        {"format": FORMAT, "edition": asdict(edition)},
        default=_date_text,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _date_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an edition")


def edition_digest(text: str) -> str:
    """Return the SHA-256 of an edition's text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def edition_from_text(text: str) -> Edition:
    """Return the edition that ``canonical_text`` wrote, whole or by a newer minor version.

    Raises:
        NewerFileError: a newer version of the app wrote it in a form this one cannot read.
        DamagedFileError: it is not an edition's text.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedFileError(
            f"The inspection's framework edition cannot be read: {error}.", todo=_WHAT_NEXT
        ) from error
    written = data.get("format") if isinstance(data, dict) else None
    if not isinstance(written, int) or "edition" not in data:
        raise DamagedFileError("The inspection's framework edition is not one.", todo=_WHAT_NEXT)
    if written > FORMAT:
        raise NewerFileError(
            "The inspection's framework edition was written by a newer version of the app.",
            todo="Update the app on this laptop.",
        )
    source = Source(Path("the inspection's framework edition"))
    try:
        return read_edition(tree(data["edition"], source), exact=False)
    except FaultError as error:
        raise DamagedFileError(f"{error.fault}.", todo=_WHAT_NEXT) from error
