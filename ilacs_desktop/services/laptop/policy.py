"""What the organisation asks of every laptop: ``policy.toml`` in the machine-wide folder.

The file is the administrator's, not the inspector's: it stands where only an administrator
writes. It can only ever make the app stricter. One that cannot be read, or says something that
cannot be meant, is told with file, line and reason, and the strictest value holds in its place
until it is mended.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilacs_desktop.errors import NotAllowedError, StorageError
from ilacs_desktop.paths import APP_NAME
from ilacs_desktop.store.vault import slots

if TYPE_CHECKING:
    from collections.abc import Callable

    from ilacs_desktop.store.vault.vault import Vault

FILE_NAME = "policy.toml"
_LARGEST_FILE = 64 * 1024
_LINE = re.compile(r"\(at line (\d+), column \d+\)")

LEAST_LENGTH, MOST_LENGTH = 12, 64
LEAST_IDLE, MOST_IDLE = 1, 60
LEAST_DAYS, MOST_DAYS = 1, 3650
STRICT_LENGTH = 16
STRICT_IDLE = 5
STRICT_DAYS = 90
"""What holds where the policy asks for something that cannot be read."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked.

    Attributes:
        organisation_key: age recipient that has to open every vault too; empty for none.
        requires_key: no inspection but a training one may be made in a vault without it.
        passphrase_length: least number of characters of a new passphrase.
        idle_minutes: the longest time until an idle window locks; 0 where the person decides.
        retention_days: the longest time an inspection is kept; 0 where the lead decides.
        faults: what is wrong with the file, with its name and line; empty where nothing is.
    """

    organisation_key: str = ""
    requires_key: bool = False
    passphrase_length: int = LEAST_LENGTH
    idle_minutes: int = 0
    retention_days: int = 0
    faults: tuple[str, ...] = ()

    def allowed_idle(self, wished: int) -> int:
        """Return the minutes until an idle window locks, for what the person wishes."""
        return min(wished, self.idle_minutes) if self.idle_minutes else wished


_STRICT = Policy("", True, STRICT_LENGTH, STRICT_IDLE, STRICT_DAYS)  # noqa: FBT003 - a value


def machine_folder() -> Path:
    """Return the machine-wide configuration folder, where only an administrator writes."""
    import platformdirs

    return Path(platformdirs.site_config_dir(APP_NAME, appauthor=False))


def read(folder: Path | None = None) -> Policy:
    """Return what is asked of this laptop; nothing where there is no file.

    Args:
        folder: where ``policy.toml`` is looked for; the machine-wide folder where left out.
    """
    path = (folder or machine_folder()) / FILE_NAME
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return _strict(f"{path}: is far too large for a policy.")
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError as error:
        return _strict(f"{path}: cannot be read ({error.strerror}).")
    except UnicodeDecodeError:
        return _strict(f"{path}: is not text in UTF-8.")
    try:
        body = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _LINE.search(str(error))
        line = f"line {found[1]}" if found else "last line"
        why = _LINE.sub("", str(error)).strip().rstrip(".")
        return _strict(f"{path}, {line}: {why or 'cannot be read'}.")
    return _Reader(path, text, body).policy()


def _strict(fault: str) -> Policy:
    return replace(_STRICT, faults=(fault,))


class _Reader:
    """Takes a file key by key; each fault costs its own key alone."""

    def __init__(self, path: Path, text: str, body: dict[str, Any]) -> None:
        self._path, self._lines, self._body = path, text.splitlines(), body
        self._faults: list[str] = []

    def policy(self) -> Policy:
        known: dict[str, Callable[[str], Any]] = {
            "organisation_key": self._recipient,
            "require_organisation_key": self._yes_or_no,
            "passphrase_length": lambda key: self._number(
                key, LEAST_LENGTH, MOST_LENGTH, STRICT_LENGTH
            ),
            "idle_minutes": lambda key: self._number(key, LEAST_IDLE, MOST_IDLE, STRICT_IDLE),
            "retention_days": lambda key: self._number(key, LEAST_DAYS, MOST_DAYS, STRICT_DAYS),
        }
        for key in self._body:
            if key not in known:
                self._fault(key, f"there is no key of this name; known are {', '.join(known)}")
        taken = {key: take(key) for key, take in known.items() if key in self._body}
        recipient = taken.get("organisation_key", "")
        requires = taken.get("require_organisation_key", bool(recipient))
        if recipient is None or (requires and not recipient and recipient is not None):
            requires = True
        if requires and "organisation_key" not in self._body:
            self._fault(
                "require_organisation_key", "the key itself is missing: set organisation_key"
            )
        return Policy(
            organisation_key=recipient or "",
            requires_key=requires,
            passphrase_length=taken.get("passphrase_length", LEAST_LENGTH),
            idle_minutes=taken.get("idle_minutes", 0),
            retention_days=taken.get("retention_days", 0),
            faults=tuple(self._faults),
        )

    def _recipient(self, key: str) -> str | None:
        value = self._body[key]
        if isinstance(value, str) and slots.is_recipient(value):
            return value.strip()
        self._fault(key, "is not an age recipient, which begins with age1")
        return None

    def _yes_or_no(self, key: str) -> bool:
        value = self._body[key]
        if isinstance(value, bool):
            return value
        self._fault(key, "is neither true nor false; taken as true")
        return True

    def _number(self, key: str, least: int, most: int, strict: int) -> int:
        value = self._body[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._fault(key, f"is not a whole number from {least} to {most}; {strict} holds instead")
        return strict

    def _fault(self, key: str, why: str) -> None:
        named = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
        at = next((no for no, line in enumerate(self._lines, 1) if named.match(line)), 0)
        where = f", line {at}" if at else ""
        self._faults.append(f"{self._path}{where}: {key} {why}.")


def passphrase_fault(policy: Policy, passphrase: str) -> str:
    """Return why a passphrase is too weak to be taken; empty where it will do.

    Length over composition, after the NCSC's advice: no rules about signs, none about expiry.
    """
    least = max(LEAST_LENGTH, policy.passphrase_length)
    if len(passphrase) < least:
        asked = " your organisation asks for it;" if least > LEAST_LENGTH else ""
        return f"Use at least {least} characters;{asked} four words are easy to remember."
    if len(set(passphrase.casefold())) < 5:
        return "Use more than a few different letters; four words are easy to remember."
    return ""


def take_policy(vault: Vault, policy: Policy) -> None:
    """Put the organisation's key into the vault's slots where it is asked for and not there.

    It needs no secret: the master key is wrapped to a public key. A disk that refuses stops
    nobody from opening what is theirs; making anything new is refused until it is there.
    """
    if policy.organisation_key and policy.organisation_key != vault.organisation_key:
        with suppress(StorageError):
            vault.set_organisation_key(policy.organisation_key)


def require_key(policy: Policy, held: str, *, training: bool) -> None:
    """Refuse an inspection that the organisation could not open, where it has to.

    Args:
        policy: what is asked.
        held: the organisation's key in this vault's slots.
        training: a training inspection, which is free of it.

    Raises:
        NotAllowedError: the organisation's key is required and not in this vault.
    """
    if training or not policy.requires_key:
        return
    if held and held == policy.organisation_key:
        return
    raise NotAllowedError(
        "Your organisation requires its own key on this laptop, and it is not there: "
        + (policy.faults[0] if policy.faults else "lock and unlock once to take it."),
        kept="Inspections that are here can be opened as before; training inspections can be made.",
        todo="Ask whoever looks after the laptop to mend policy.toml.",
    )
