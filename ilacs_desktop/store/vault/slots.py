"""Key slots: how a passphrase, recovery key or organisation key opens the master key.

Passphrase and recovery key are turned into an X25519 key pair, and the master key is wrapped to
the public half (HPKE, RFC 9180). The organisation's key is an age recipient (X25519 too, the
format of age-encryption.org/v1), whose private half never comes near this laptop. So the master
key can be changed without paper or passphrase: wrapping needs no secret.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from ilacs_desktop.errors import BadInputError, DamagedFileError, WrongPassphraseError

FLOOR_KIB = 64 * 1024
FLOOR_PASSES = 3
LANES = 4
_CEILING_KIB = 1024 * 1024
_MOST_KIB = 4 * 1024 * 1024
_MOST_PASSES = 64
"""What a key file may ask for: a hostile one must not take the laptop's memory or its morning."""

_ESCROW = b"ilacs-desktop organisation slot\n"
_TARGET_SECONDS = 1.0
_RECOVERY_BYTES = 20
_CHECK_BYTES = 2
_GROUP = 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, so that a hand-copied key is read the same."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id cost: memory in KiB and passes; never below the floors of this module."""

    memory_kib: int = FLOOR_KIB
    passes: int = FLOOR_PASSES


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the vault, as kept in ``vault.json``.

    Attributes:
        kind: ``passphrase``, ``recovery`` or ``organisation``.
        public_key: what the master key is wrapped to; of the organisation, its age recipient.
        wrapped: the wrapped master key.
        salt: Argon2id salt; empty for the other two, which are random already.
        cost: Argon2id cost.
    """

    kind: str
    public_key: bytes
    wrapped: bytes
    salt: bytes = b""
    cost: Cost = Cost()

    def to_json(self) -> dict[str, Any]:
        """Return the slot as plain JSON."""
        return {
            "kind": self.kind,
            "public_key": _b64(self.public_key),
            "wrapped": _b64(self.wrapped),
            "salt": _b64(self.salt),
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
        }

    @classmethod
    def from_json(cls, body: Any) -> Slot:
        """Return the slot that ``to_json`` gave.

        Raises:
            DamagedFileError: a part is missing or not of its form.
        """
        try:
            cost = Cost(int(body["memory_kib"]), int(body["passes"]))
            if not FLOOR_KIB <= cost.memory_kib <= _MOST_KIB:
                raise ValueError("memory out of bounds")
            if not FLOOR_PASSES <= cost.passes <= _MOST_PASSES:
                raise ValueError("passes out of bounds")
            return cls(
                str(body["kind"]),
                base64.b64decode(body["public_key"], validate=True),
                base64.b64decode(body["wrapped"], validate=True),
                base64.b64decode(body["salt"], validate=True),
                cost,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedFileError(
                "The key file vault.json is damaged: a key slot cannot be read.",
                todo="Restore vault.json from the newest backup.",
            ) from error


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def calibrated() -> Cost:
    """Return the cost that takes about a second on this laptop, never below the floors."""
    cost = Cost()
    started = time.perf_counter()
    _stretch(b"calibration", secrets.token_bytes(16), cost)
    taken = max(time.perf_counter() - started, 0.001)
    factor = max(1.0, _TARGET_SECONDS / taken)
    memory = min(int(FLOOR_KIB * min(factor, 8)), _CEILING_KIB)
    passes = max(FLOOR_PASSES, round(FLOOR_PASSES * factor * FLOOR_KIB / memory))
    return Cost(memory, passes)


def _stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=LANES,
        hash_len=32,
        type=Type.ID,
    )


def _passphrase_bytes(passphrase: str) -> bytes:
    # The same words typed on another keyboard or pasted must give the same bytes.
    return unicodedata.normalize("NFKC", passphrase).encode()


def passphrase_slot(passphrase: str, master: bytes, cost: Cost) -> Slot:
    """Make the slot that a passphrase opens."""
    salt = secrets.token_bytes(16)
    private = X25519PrivateKey.from_private_bytes(
        _stretch(_passphrase_bytes(passphrase), salt, cost)
    )
    return _slot("passphrase", private, master, salt, cost)


def recovery_slot(recovery_key: str, master: bytes) -> Slot:
    """Make the slot that the recovery key opens."""
    return _slot("recovery", _recovery_private(recovery_key), master, b"", Cost())


def organisation_slot(recipient: str, master: bytes) -> Slot:
    """Make the slot that the organisation's private key opens.

    Args:
        recipient: its public half, as ``age-keygen`` prints it (``age1...``).
        master: the master key.

    Raises:
        BadInputError: it is not an age recipient.
    """
    sealed = _age_sealed(recipient, master)
    return Slot("organisation", recipient.strip().encode(), sealed)


def is_recipient(text: str) -> bool:
    """Return whether a text is an age recipient of an X25519 key."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        return False
    return True


def _age_sealed(recipient: str, master: bytes) -> bytes:
    import pyrage

    try:
        to = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError as error:
        raise BadInputError(
            "The organisation's key is not an age recipient.",
            todo="It begins with age1 and is printed by age-keygen; copy it whole.",
        ) from error
    return bytes(pyrage.encrypt(_ESCROW + master, [to]))


def _age_opened(slot: Slot, secret: str) -> bytes:
    import pyrage

    lines = [line.strip() for line in secret.splitlines()]
    named = [line for line in lines if line.upper().startswith("AGE-SECRET-KEY-1")]
    for line in named:
        try:
            opened = bytes(pyrage.decrypt(slot.wrapped, [pyrage.x25519.Identity.from_str(line)]))
        except (pyrage.DecryptError, pyrage.IdentityError):
            continue
        if opened.startswith(_ESCROW):
            return opened.removeprefix(_ESCROW)
    if named:
        raise WrongPassphraseError(
            "This organisation key does not open the vault.",
            kept="Nothing was changed.",
            todo=f"The vault was made for {slot.public_key.decode('ascii', 'replace')}.",
        )
    raise WrongPassphraseError(
        "There is no private key in what was given.",
        kept="Nothing was changed.",
        todo="Give the file that age-keygen wrote: a line in it begins with AGE-SECRET-KEY-1.",
    )


def _slot(kind: str, private: X25519PrivateKey, master: bytes, salt: bytes, cost: Cost) -> Slot:
    public = private.public_key()
    wrapped = _suite().encrypt(master, public, info=kind.encode())
    return Slot(kind, public.public_bytes_raw(), wrapped, salt, cost)


def rewrapped(slot: Slot, master: bytes) -> Slot:
    """Return the slot with a new master key wrapped to the same secret, which is not needed."""
    if slot.kind == "organisation":
        return organisation_slot(slot.public_key.decode(), master)
    public = X25519PublicKey.from_public_bytes(slot.public_key)
    wrapped = _suite().encrypt(master, public, info=slot.kind.encode())
    return Slot(slot.kind, slot.public_key, wrapped, slot.salt, slot.cost)


def open_slot(slot: Slot, secret: str) -> bytes:
    """Return the master key.

    Args:
        slot: the slot to open.
        secret: the passphrase or the recovery key as typed, or the text of the organisation's
            key file.

    Raises:
        WrongPassphraseError: the secret does not open it.
    """
    if slot.kind == "organisation":
        return _age_opened(slot, secret)
    if slot.kind == "recovery":
        private = _recovery_private(secret)
    else:
        private = X25519PrivateKey.from_private_bytes(
            _stretch(_passphrase_bytes(secret), slot.salt, slot.cost)
        )
    try:
        return bytes(_suite().decrypt(slot.wrapped, private, info=slot.kind.encode()))
    except (InvalidTag, ValueError) as error:
        what = "recovery key" if slot.kind == "recovery" else "passphrase"
        raise WrongPassphraseError(
            f"This {what} does not open the vault.",
            kept="Nothing was changed.",
            todo="Try again; mind capitals and spaces. The recovery key opens it too."
            if what == "passphrase"
            else "Check it against the printed sheet, group by group.",
        ) from error


def new_recovery_key() -> str:
    """Return a new recovery key: 160 random bits and a check, in groups of four to print."""
    secret = secrets.token_bytes(_RECOVERY_BYTES)
    return _grouped(secret + _check(secret))


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"recovery" + secret).digest()[:_CHECK_BYTES]


def _grouped(data: bytes) -> str:
    bits = int.from_bytes(data, "big")
    length = -(-len(data) * 8 // 5)
    text = "".join(_ALPHABET[(bits >> (5 * place)) & 31] for place in reversed(range(length)))
    return "-".join(text[start : start + _GROUP] for start in range(0, length, _GROUP))


def recovery_bytes(typed: str) -> bytes:
    """Return the secret in a recovery key as typed: case, spaces and dashes do not matter.

    Raises:
        WrongPassphraseError: it has the wrong length or a character was misread.
    """
    text = "".join(sign for sign in typed.upper() if sign.isalnum())
    text = text.replace("O", "0").replace("I", "1").replace("L", "1")
    size = _RECOVERY_BYTES + _CHECK_BYTES
    length = -(-size * 8 // 5)
    wrong = WrongPassphraseError(
        "This is not a whole recovery key, or a character was misread.",
        kept="Nothing was changed.",
        todo=f"It has {length} letters and digits; check it against the printed sheet.",
    )
    if len(text) != length or any(sign not in _ALPHABET for sign in text):
        raise wrong
    bits = 0
    for sign in text:
        bits = (bits << 5) | _ALPHABET.index(sign)
    if bits >> (size * 8):
        raise wrong
    data = bits.to_bytes(size, "big")
    secret, check = data[:_RECOVERY_BYTES], data[_RECOVERY_BYTES:]
    if check != _check(secret):
        raise wrong
    return secret


def _recovery_private(typed: str) -> X25519PrivateKey:
    digest = hashlib.sha256(b"ilacs-recovery-key" + recovery_bytes(typed)).digest()
    return X25519PrivateKey.from_private_bytes(digest)
