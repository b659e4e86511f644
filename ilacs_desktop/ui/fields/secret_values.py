"""What a person types to open, cover and uncover; none of it shows in a log.

Apart from ``values``, and named tuples rather than data classes, because the unlock window waits
for this module: six data classes take as long to make as the window takes to build.
"""

from __future__ import annotations

from typing import NamedTuple

from typing_extensions import override


class FirstRun(NamedTuple):
    """What the first start needs: a name, and the passphrase of this laptop."""

    name: str
    passphrase: str

    @override
    def __repr__(self) -> str:
        return f"FirstRun(name={self.name!r})"


class Unlock(NamedTuple):
    """A passphrase, to open what this laptop holds."""

    passphrase: str

    @override
    def __repr__(self) -> str:
        return "Unlock()"


class RecoveryUnlock(NamedTuple):
    """A recovery key in place of the passphrase, with the passphrase from now on."""

    recovery_key: str
    new_passphrase: str

    @override
    def __repr__(self) -> str:
        return "RecoveryUnlock()"


class Uncover(NamedTuple):
    """What lifts the cover.

    Attributes:
        secret: as typed.
        is_pin: whether the PIN was asked for; otherwise it is the passphrase.
    """

    secret: str
    is_pin: bool = True

    @override
    def __repr__(self) -> str:
        return f"Uncover(is_pin={self.is_pin})"


class NewPin(NamedTuple):
    """The PIN that lifts the cover from now on, of six or more digits."""

    pin: str

    @override
    def __repr__(self) -> str:
        return "NewPin()"


class PassphraseChange(NamedTuple):
    """The passphrase until now and the one from now on."""

    current: str
    new: str

    @override
    def __repr__(self) -> str:
        return "PassphraseChange()"
