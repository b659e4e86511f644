"""The ways into this laptop: passphrase, recovery key, organisation key, and the master behind."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.keeping import backup_ways
from ilacs_desktop.services.keeping.backups import at_once
from ilacs_desktop.services.laptop import policy as policies
from ilacs_desktop.services.laptop.pacing import paced
from ilacs_desktop.services.laptop.policy import passphrase_fault

if TYPE_CHECKING:
    from ilacs_desktop.services.keeping.backups import Run
    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.store.vault.slots import Cost

_KEY_OWED = "recovery_key_owed"


def fault(passphrase: str) -> str:
    """Return why a passphrase is too weak for this machine; empty where it will do."""
    return passphrase_fault(policies.read(), passphrase)


def suggested_passphrase() -> str:
    """Return four words drawn at random from a list of 7,776 (about 51 bits)."""
    from xkcdpass import xkcd_password

    words = xkcd_password.generate_wordlist(xkcd_password.locate_wordfile("eff-long"))
    return " ".join(secrets.choice(words) for _ in range(4))


def change_passphrase(laptop: Laptop, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Change the passphrase: only its slot is written anew, and the recovery key stays.

    Raises:
        BadInputError: the new one is too weak.
        TooSoonError: several wrong ones were given a moment ago.
        WrongPassphraseError: the old one is not right.
    """
    weak = passphrase_fault(laptop.policy, new)
    if weak:
        raise BadInputError("The new passphrase is too weak.", todo=weak)
    with paced(laptop.folder, laptop.clock):
        laptop.vault.change_passphrase(old, new, cost=cost)


def set_passphrase(laptop: Laptop, new: str, *, cost: Cost | None = None) -> None:
    """Set a new passphrase after unlocking by the recovery key or the organisation's key.

    Raises:
        BadInputError: it is too weak.
    """
    weak = passphrase_fault(laptop.policy, new)
    if weak:
        raise BadInputError("The new passphrase is too weak.", todo=weak)
    laptop.vault.set_passphrase(new, cost=cost)


def owe_recovery_key(laptop: Laptop) -> None:
    """Note that the recovery key was shown and not typed back yet."""
    laptop.vault.set_meta(_KEY_OWED, "1")


def owes_recovery_key(laptop: Laptop) -> bool:
    """Return whether the recovery key was never typed back, so that nobody may have it."""
    return laptop.vault.meta(_KEY_OWED) == "1"


def recovery_key_kept(laptop: Laptop) -> None:
    """Note that the recovery key was typed back."""
    laptop.vault.set_meta(_KEY_OWED, "")


def new_recovery_key(laptop: Laptop) -> str:
    """Make a new recovery key and return it; the one before opens nothing any more."""
    return laptop.vault.replace_recovery()


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a new master key came to.

    Attributes:
        backups: how many backups were given today's ways in.
        out_of_reach: which copies were not in reach, one sentence each.
    """

    backups: int = 0
    out_of_reach: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What the person should know of it, in sentences."""
        count = f"{self.backups} backups were" if self.backups != 1 else "1 backup was"
        opens = "This laptop opens with the new passphrase and the recovery key on your paper"
        taken = (
            "A copy of this folder that somebody took before can still be opened with the old "
            "passphrase, and holds what was in it then."
        )
        return " ".join((f"{opens}; {count} changed with it.", *self.out_of_reach, taken))


def rotate_master(laptop: Laptop, write: Run | None = None) -> Rotated:
    """Take a new master key after a leak, and give the backups in reach today's ways in.

    The index is written anew, every slot is wrapped to the public key it has (no paper is
    needed), and nothing of the old one stays in the data folder. A backup that is not in reach is
    changed when it is.

    Args:
        laptop: the unlocked laptop.
        write: runs a short piece on the writer thread; left out where this is that thread.

    Raises:
        StorageError: the disk refused; the master key is the one before.
    """
    run = write or at_once

    def renew() -> None:
        laptop.vault.rotate_master()
        backup_ways.owe(laptop.vault)

    run(renew)
    return Rotated(*backup_ways.pay_all(laptop.vault, run))


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What opens this laptop, as the settings show it.

    Attributes:
        stretching: how long and how hard a passphrase is stretched, in a sentence.
        organisation_key: the organisation's public key; empty where it has no way in.
        policy_faults: what is wrong with the organisation's policy, one sentence each.
    """

    stretching: str
    organisation_key: str
    policy_faults: tuple[str, ...]


def ways_in(laptop: Laptop) -> WaysIn:
    """Return what opens this laptop; for the writer thread."""
    vault = laptop.vault
    cost = vault.cost
    took = f"{vault.stretched:.1f} s, " if vault.stretched else ""
    return WaysIn(
        f"Stretching: {took}{round(cost.memory_kib / 1024)} MiB, {cost.passes} passes",
        vault.organisation_key,
        laptop.policy.faults,
    )
