"""Look inside a zipped workbook before anything opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilacs_desktop.annex_a.refusals import damaged, password_protected, refused

if TYPE_CHECKING:
    from ilacs_desktop.errors import BadInputError

_CHUNK = 1 << 22
_OVERLAP = 256
_DIMENSION = re.compile(rb"""<dimension ref=["'][A-Z]+[0-9]+:([A-Z]+)([0-9]+)["']""")
# A cell with something in it: a cell that only has a format ends in "/>".
_REFERENCE = re.compile(rb"""r=["']([A-Z]+)([0-9]+)["'][^>/]*>""")
# One far to the right (DA on) or far down (row 100,000 on).
_FAR = re.compile(rb"""r=["'](?:(?:[A-Z]{3,}|[D-Z][A-Z])[0-9]+|[A-Z]+[0-9]{6,})["'][^>/]*>""")
_ODS_ROWS = re.compile(rb'<table:table-row[^>]*number-rows-repeated="(\d+)"')
_ODS_CELLS = re.compile(rb'<table:[a-z-]*cell[^>]*number-columns-repeated="(\d+)"')
_ODS_VALUE = b"office:value-type"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from one file before it is refused.

    Attributes:
        file_bytes: of the file itself.
        unzipped_bytes: of everything inside a zipped workbook.
        rows: of one sheet or CSV file.
        cells: of the rectangle from A1 to the furthest filled cell of one sheet.
        members: files inside a zipped workbook.
    """

    file_bytes: int = 200_000_000
    unzipped_bytes: int = 600_000_000
    rows: int = 400_000
    cells: int = 20_000_000
    members: int = 5_000


def check_zip(name: str, data: bytes, limits: Limits, *, ods: bool) -> int:
    """Refuse what would swamp the laptop, before anything opens it.

    Every member is unpacked once and counted, because the sizes stated inside may lie.

    Args:
        name: of the file, for the message.
        data: its bytes.
        limits: how much is taken.
        ods: it is an OpenDocument spreadsheet.

    Returns:
        How many cells hold a formula error.

    Raises:
        BadInputError: a zip bomb, a stray cell that spans more than memory, damaged or locked.
    """
    errors = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            stated = sum(member.file_size for member in members)
            if len(members) > limits.members or stated > limits.unzipped_bytes:
                raise _too_big(name, limits)
            if any(member.flag_bits & 1 for member in members):
                raise password_protected(name)
            left = limits.unzipped_bytes
            for member in members:
                unpacked = _Unpacked(archive, member, left)
                left -= unpacked.size
                if left < 0:
                    raise _too_big(name, limits)
                errors += unpacked.errors
                if unpacked.is_sheet and not unpacked.near(limits.cells):
                    _check_reach(name, archive, member, limits)
                elif ods and member.filename == "content.xml":
                    _check_repeats(name, archive.read(member), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise damaged(name) from error
    except (RuntimeError, NotImplementedError) as error:
        raise password_protected(name) from error
    return errors


class _Unpacked:
    """What one pass over a member tells: its size, formula errors and both ends."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> None:
        self.is_sheet = member.filename.startswith("xl/worksheets/") and not member.is_dir()
        self.size = 0
        self.errors = 0
        self._head = b""
        self._tail = b""
        with archive.open(member) as stream:
            while self.size <= most and (chunk := stream.read(_CHUNK)):
                self.size += len(chunk)
                if self.is_sheet:
                    self.errors += chunk.count(b' t="e"')
                    self._head = self._head or chunk[:4096]
                    self._tail = (self._tail + chunk)[-4096:]

    def near(self, cells: int) -> bool:
        """Say whether the sheet states its reach, believably, and the reach is small.

        The statement is believed when it reaches as far down as the last cell does.
        """
        stated = _DIMENSION.search(self._head)
        last = _REFERENCE.findall(self._tail)
        if stated is None or not last:
            return False
        rows, columns = int(stated.group(2)[:9]), _column_number(stated.group(1))
        return int(last[-1][1][:9]) <= rows and rows * columns <= cells


def _check_reach(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits
) -> None:
    """Refuse a sheet whose filled cells span more than the reader can hold.

    The reader allocates every cell between A1 and the furthest one, so a single stray cell can
    ask for more memory than there is, and that would end the app.
    """
    tail = b""
    rows = columns = 1
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            tail = window[-_OVERLAP:]
            looked_at = window if _FAR.search(window) else window[-4096:]
            for letters, digits in _REFERENCE.findall(looked_at):
                rows = max(rows, int(digits[:9]))
                columns = max(columns, _column_number(letters))
    if rows * columns > limits.cells:
        raise refused(
            name,
            f"has a filled cell far from the rest (within row {rows:,} and column {columns:,})",
            "Delete the stray cell (Ctrl+End finds it), save the workbook and choose it again.",
        )


def _too_big(name: str, limits: Limits) -> BadInputError:
    return refused(
        name,
        f"would unpack to more than {limits.unzipped_bytes // 1_000_000} MB",
        "Check where it came from. If it is genuine, ask for it without pictures.",
    )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - 64
    return number


def _check_repeats(name: str, content: bytes, limits: Limits) -> None:
    """Refuse an OpenDocument sheet whose filled cells span more than the reader can hold.

    It writes a million equal rows as one row said to repeat, so its size tells nothing.
    """
    for table in content.split(b"</table:table>"):
        last = table.rfind(_ODS_VALUE)
        if last < 0:
            continue
        filled = table[: table.find(b">", last)]
        rows = filled.count(b"<table:table-row") + _sum(_ODS_ROWS, filled)
        columns = max(map(_ods_width, filled.split(b"</table:table-row>")))
        if rows > limits.rows or rows * columns > limits.cells:
            raise refused(
                name,
                f"has filled cells far apart or repeated ({rows:,} rows by {columns:,} columns)",
                "Delete the stray cells, save the file as .xlsx and choose it again.",
            )


def _ods_width(row: bytes) -> int:
    """Return how many columns a row reaches to its last filled cell."""
    last = row.rfind(_ODS_VALUE)
    if last < 0:
        return 0
    filled = row[: row.find(b">", last) + 1 or len(row)]
    return filled.count(b"cell ") + filled.count(b"cell>") + _sum(_ODS_CELLS, filled)


def _sum(pattern: re.Pattern[bytes], text: bytes) -> int:
    return sum(int(digits[:9]) for digits in pattern.findall(text))
