"""Who writes into an inspection file: a person, on a machine, with a key and a clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ilacs_desktop.domain.clock import Clock


class Signer(Protocol):
    """The signing key of whoever writes."""

    @property
    def public_key(self) -> bytes:
        """The public half of the key."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the Ed25519 signature of ``data``."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, where and by which clock.

    Attributes:
        author: person id.
        machine: digest that stands for this machine.
        signer: the person's signing key.
        clock: the wall clock.
    """

    author: str
    machine: str
    signer: Signer
    clock: Clock
