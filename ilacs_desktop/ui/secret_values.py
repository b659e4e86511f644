"""What a person types to open, cover and uncover; none of it shows in a log.

Apart from ``values`` because the unlock window needs these and nothing else of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first start needs: a name, and the passphrase of this laptop."""

    name: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unlock:
    """A passphrase, to open what this laptop holds."""

    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryUnlock:
    """A recovery key in place of the passphrase, with the passphrase from now on."""

    recovery_key: str = field(repr=False)
    new_passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Uncover:
    """What lifts the cover.

    Attributes:
        secret: as typed.
        is_pin: whether the PIN was asked for; otherwise it is the passphrase.
    """

    secret: str = field(repr=False)
    is_pin: bool = True


@dataclass(frozen=True, slots=True)
class NewPin:
    """The PIN that lifts the cover from now on, of six or more digits."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PassphraseChange:
    """The passphrase until now and the one from now on."""

    current: str = field(repr=False)
    new: str = field(repr=False)
