"""The objects of a PDF file, numbered, packed and found again: the same objects, the same bytes.

Dictionaries are packed into compressed object streams (ISO 32000-1, 7.5.7), because the structure
tree of a tagged document is many small ones.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import Final

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Two characters, so that data that happens to end in the first of them keeps it.
_END: Final = b"\r\nendstream\nendobj\n"
_PACK: Final = 400
"""Objects in one object stream; readers unpack a stream whole to find one of them."""
_UNSAFE: Final = re.compile(r"([\\()])")


def text_string(text: str) -> str:
    """Return a text as a PDF text string; halves of split character pairs are replaced."""
    if text.isascii() and text.isprintable():
        return "(" + _UNSAFE.sub(r"\\\1", text) + ")"
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


class PdfFile:
    """Objects gathered one by one; numbers may be taken before their objects are known."""

    def __init__(self) -> None:
        self._count = 0
        self._plain: list[tuple[int, str]] = []
        self._streams: list[tuple[int, str, bytes]] = []

    def reserve(self) -> int:
        """Take the number of an object that is put later."""
        self._count += 1
        return self._count

    def put(self, source: str, number: int = 0) -> int:
        """Put an object that is no stream; return its number.

        Args:
            source: as it is written in the file.
            number: one that was reserved; a new one where left out.
        """
        number = number or self.reserve()
        self._plain.append((number, source))
        return number

    def stream(self, data: bytes, keys: str = "", *, packed: bool = True) -> int:
        """Put a stream; return its number.

        Args:
            data: its bytes.
            keys: further entries of its dictionary, as they are written in the file.
            packed: compress it.
        """
        number = self.reserve()
        if packed:
            data = zlib.compress(data, 6)
            keys += "/Filter/FlateDecode"
        self._streams.append((number, keys, data))
        return number

    def finished(self, root: int, info: int) -> bytes:
        """Return the whole file.

        Args:
            root: number of the catalogue.
            info: number of the information dictionary.
        """
        places: dict[int, tuple[int, int, int]] = {}
        self._pack(places)
        parts = [_HEAD]
        at = len(_HEAD)
        for number, keys, data in self._streams:
            places[number] = (1, at, 0)
            head = f"{number} 0 obj\n<<{keys}/Length {len(data)}>>\nstream\n".encode("ascii")
            parts += (head, data, _END)
            at += len(head) + len(data) + len(_END)
        parts.append(self._index(places, at, root, info, b"".join(parts)))
        return b"".join(parts)

    def _pack(self, places: dict[int, tuple[int, int, int]]) -> None:
        """Move the plain objects into object streams."""
        for first in range(0, len(self._plain), _PACK):
            held = self._plain[first : first + _PACK]
            heads, bodies, at = [], [], 0
            for _, source in held:
                body = source.encode("ascii")
                bodies.append(body)
            for (number, _), body in zip(held, bodies, strict=True):
                heads.append(f"{number} {at}")
                at += len(body) + 1
            head = (" ".join(heads) + "\n").encode("ascii")
            keys = f"/Type/ObjStm/N {len(held)}/First {len(head)}"
            holder = self.stream(head + b"\n".join(bodies), keys)
            for index, (number, _) in enumerate(held):
                places[number] = (2, holder, index)

    def _index(
        self,
        places: dict[int, tuple[int, int, int]],
        at: int,
        root: int,
        info: int,
        body: bytes,
    ) -> bytes:
        """Return the cross-reference stream and the end of the file."""
        number = self.reserve()
        places[number] = (1, at, 0)
        rows = [b"\0\0\0\0\0\xff\xff"]
        for one in range(1, number + 1):
            kind, where, index = places[one]
            rows.append(bytes((kind,)) + where.to_bytes(4, "big") + index.to_bytes(2, "big"))
        data = zlib.compress(b"".join(rows), 9)
        # Made from the content alone, so that it never depends on when or where it is written.
        mark = hashlib.sha256(body).hexdigest()[:32].upper()
        keys = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{mark}><{mark}>]/Filter/FlateDecode/Length {len(data)}"
        )
        head = f"{number} 0 obj\n<<{keys}>>\nstream\n".encode("ascii")
        return head + data + _END + f"startxref\n{at}\n%%EOF\n".encode("ascii")
