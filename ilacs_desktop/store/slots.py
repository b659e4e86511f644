"""Key slots: how a passphrase or recovery key opens the master key.

Each slot turns its secret into an X25519 key pair and wraps the master key to the public half
(HPKE, RFC 9180). So the master key can be changed without the paper: wrapping needs no secret.
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

from ilacs_desktop.errors import DamagedFileError, WrongPassphraseError

FLOOR_KIB = 64 * 1024
FLOOR_PASSES = 3
LANES = 4
_CEILING_KIB = 1024 * 1024
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
        kind: ``passphrase`` or ``recovery``.
        public_key: what the master key is wrapped to.
        wrapped: the wrapped master key.
        salt: Argon2id salt; empty for the recovery key, which is random already.
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
            return cls(
                str(body["kind"]),
                base64.b64decode(body["public_key"], validate=True),
                base64.b64decode(body["wrapped"], validate=True),
                base64.b64decode(body["salt"], validate=True),
                Cost(int(body["memory_kib"]), int(body["passes"])),
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


def _slot(kind: str, private: X25519PrivateKey, master: bytes, salt: bytes, cost: Cost) -> Slot:
    public = private.public_key()
    wrapped = _suite().encrypt(master, public, info=kind.encode())
    return Slot(kind, public.public_bytes_raw(), wrapped, salt, cost)


def rewrapped(slot: Slot, master: bytes) -> Slot:
    """Return the slot with a new master key wrapped to the same secret, which is not needed."""
    public = X25519PublicKey.from_public_bytes(slot.public_key)
    wrapped = _suite().encrypt(master, public, info=slot.kind.encode())
    return Slot(slot.kind, slot.public_key, wrapped, slot.salt, slot.cost)


def open_slot(slot: Slot, secret: str) -> bytes:
    """Return the master key.

    Args:
        slot: the slot to open.
        secret: the passphrase or the recovery key as typed.

    Raises:
        WrongPassphraseError: the secret does not open it.
    """
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
