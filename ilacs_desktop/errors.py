"""The errors a person can act on, and the shape every one of them has."""

from __future__ import annotations

from typing_extensions import override


class KnownError(Exception):
    """Something in the person's world, not a fault of ours.

    Every known error says what happened, what was kept and what to do next, in that order, so
    that the window and the command line can show the same words.

    Attributes:
        what: one sentence naming the thing and what is wrong with it.
        kept: what is safe; empty where nothing was at stake.
        todo: the next step; empty where there is none.
    """

    def __init__(self, what: str, *, kept: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.todo = todo

    @override
    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.todo) if part)


class BadInputError(KnownError):
    """A file or value from outside that cannot be taken as it is."""


class NotAllowedError(KnownError):
    """A command that the record's state or the person's role does not allow."""


class WrongPassphraseError(KnownError):
    """The passphrase, PIN or recovery key does not open this."""


class TooSoonError(KnownError):
    """The next passphrase has to wait after several wrong ones.

    Attributes:
        seconds: for how long.
    """

    def __init__(self, seconds: int) -> None:
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(
            f"Several wrong passphrases were given: wait {seconds} {unit} before the next attempt.",
            kept="Nothing was changed.",
            todo="The recovery key opens it without waiting.",
        )
        self.seconds = seconds


class LockedElsewhereError(KnownError):
    """Another running copy of the app holds the file."""


class NewerFileError(KnownError):
    """The file was written by a newer version of the app."""


class DamagedFileError(KnownError):
    """The file is not what this app wrote: cut short, altered or broken."""


class StorageError(KnownError):
    """The disk or folder refuses: full, read-only, gone, or in the wrong place."""
