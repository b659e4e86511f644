"""Say why a file is refused, in one shape."""

from __future__ import annotations

from ilacs_desktop.errors import BadInputError

ASK = "Ask the local authority for the file again, saved as .xlsx."


def refused(name: str, reason: str, todo: str) -> BadInputError:
    """Return a refusal: the file, the reason, what was kept and the next step."""
    return BadInputError(f"{name} {reason}.", kept="Nothing was imported from it.", todo=todo)


def damaged(name: str) -> BadInputError:
    """Return the refusal of a file that breaks while it is read."""
    return refused(name, "is damaged: it breaks off or does not fit together", ASK)


def password_protected(name: str) -> BadInputError:
    """Return the refusal of a file that is locked."""
    return refused(
        name,
        "is protected with a password",
        "Open it with the password, save a copy without one, and choose the copy.",
    )


def too_many_rows(name: str, sheet: str, rows: int) -> BadInputError:
    """Return the refusal of a sheet that is too long."""
    where = f" (sheet {sheet})" if sheet else ""
    return refused(
        name,
        f"has {rows:,} rows{where}, far more than an Annex A can have",
        "Check that this is the right file; delete empty rows at the end and save it again.",
    )
