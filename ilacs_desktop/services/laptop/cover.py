"""The cover: a PIN lifts it for a while; after that, or after sleep, only the passphrase does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from ilacs_desktop.errors import BadInputError, WrongPassphraseError
from ilacs_desktop.services.laptop.pacing import paced

if TYPE_CHECKING:
    from ilacs_desktop.services.laptop.laptop import Laptop

LEAST_DIGITS = 6
TRIES = 3
MOST_SECONDS = 60 * 60
_META = "pin"


@dataclass(frozen=True, slots=True)
class Covered:
    """How a cover stands.

    Attributes:
        since: when it came down, in seconds that go on while the laptop sleeps.
        wrong: how often a wrong PIN was given.
        slept: whether the laptop has slept under it.
    """

    since: float
    wrong: int = 0
    slept: bool = False

    @property
    def tries_left(self) -> int:
        """How often the PIN may still be wrong."""
        return max(0, TRIES - self.wrong)


def why_no_pin(covered: Covered, now: float, *, has_pin: bool) -> str:
    """Return why the PIN will not lift the cover; empty where it will.

    Args:
        covered: how the cover stands.
        now: now, in the same seconds.
        has_pin: whether a PIN has been set.
    """
    if not has_pin:
        return "No PIN is set on this laptop."
    if covered.slept:
        return "The laptop has slept: the passphrase is needed."
    if covered.tries_left == 0:
        return "Three wrong PINs: the passphrase is needed."
    if now - covered.since > MOST_SECONDS:
        return "Covered for over an hour: the passphrase is needed."
    return ""


def has_pin(laptop: Laptop) -> bool:
    """Return whether a PIN has been set."""
    return bool(laptop.vault.meta(_META))


def set_pin(laptop: Laptop, pin: str) -> None:
    """Set the PIN that lifts the cover.

    Raises:
        BadInputError: it is not six or more digits, or of fewer than three different ones.
    """
    if not (pin.isascii() and pin.isdigit() and len(pin) >= LEAST_DIGITS):
        raise BadInputError(
            f"A PIN has {LEAST_DIGITS} digits or more, and nothing else.", todo="Type another."
        )
    if len(set(pin)) < 3:
        raise BadInputError("This PIN is too easy to guess.", todo="Mix its digits.")
    laptop.vault.set_meta(_META, PasswordHasher().hash(pin))


def check(laptop: Laptop, secret: str, *, is_pin: bool) -> None:
    """Check what is to lift the cover.

    Raises:
        WrongPassphraseError: it is not the PIN, or not the passphrase.
        TooSoonError: several wrong passphrases were given a moment ago.
    """
    if is_pin:
        try:
            PasswordHasher().verify(laptop.vault.meta(_META), secret)
        except (VerifyMismatchError, InvalidHashError) as error:
            raise WrongPassphraseError("This is not the PIN.") from error
        return
    with paced(laptop.folder, laptop.clock):
        if not laptop.vault.holds_passphrase(secret):
            raise WrongPassphraseError("This passphrase is not right.", todo="Try again.")
