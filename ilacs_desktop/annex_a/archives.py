"""Look inside a zipped workbook before anything opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from ilacs_desktop.annex_a.refusals import damaged, password_protected, refused

if TYPE_CHECKING:
    from ilacs_desktop.errors import BadInputError

_CHUNK = 1 << 22
_OVERLAP = 256
# The one way to write an attribute that the patterns below know.
_PLAIN = bytes.maketrans(b"\t\n\r'", b'   "')
_SPACED = re.compile(rb" *= *")
# The place of a row or a cell far to the right (DA on) or far down (row 100,000 on): anything
# nearer spans less than the reader can hold.
_FAR = re.compile(rb""" r="[A-Za-z]*+(?:[0-9]{6}|(?<=[A-Za-z]{3})|(?<="[D-Zd-z][A-Za-z]))""")
# The place of a row or a cell; a cell that only has a format ends in "/>" and takes no room.
_PLACE = re.compile(rb""" r="([A-Za-z]*)([0-9]*)"[^>]*?(/?)>""")
# A cell that does not say where it is: it stands beside the one before, whatever that is.
_LOOSE = re.compile(rb"<(?:\w+:)?c(?: (?!r=)[^>]*)?>")
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
                if unpacked.rows * unpacked.columns > limits.cells:
                    raise _too_far(name, unpacked.rows, unpacked.columns)
                if ods and member.filename == "content.xml":
                    content = archive.read(member)
                    _check_form(name, content)
                    _check_repeats(name, content, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise damaged(name) from error
    except (RuntimeError, NotImplementedError) as error:
        raise password_protected(name) from error
    return errors


class _Unpacked:
    """What one pass over a member tells: its size, its formula errors and how far its cells reach.

    The workbook library allocates every cell between A1 and the furthest one, so a single stray
    cell can ask for more memory than there is, and that would end the app. What the sheet states
    of its reach is not believed.
    """

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> None:
        is_sheet = member.filename.startswith("xl/worksheets/") and not member.is_dir()
        self.size = 0
        self.errors = 0
        self.rows = self.columns = 1
        self._beside = 0
        tail = b""
        with archive.open(member) as stream:
            while self.size <= most and (chunk := stream.read(_CHUNK)):
                self.size += len(chunk)
                if is_sheet:
                    self.errors += chunk.count(b' t="e"')
                    window = _plain(tail + chunk)
                    self._look(window)
                    tail = window[-_OVERLAP:]

    def _look(self, window: bytes) -> None:
        if not self._beside and _FAR.search(window) is None:
            return
        for letters, digits, is_format in _PLACE.findall(window):
            column = _column_number(letters.upper())
            if is_format and letters:
                self._beside = max(self._beside, column)
            else:
                self.columns = max(self.columns, column)
                self.rows = max(self.rows, int(digits[:12] or 1))
        if self._beside and _LOOSE.search(window):
            self.columns = max(self.columns, self._beside)


def _plain(text: bytes) -> bytes:
    """Write attributes in the one way: a space before, double quotes, nothing around the sign."""
    text = text.translate(_PLAIN)
    return _SPACED.sub(b"=", text) if b" =" in text or b"= " in text else text


def _too_far(name: str, rows: int, columns: int) -> BadInputError:
    return refused(
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


def _check_form(name: str, content: bytes) -> None:
    """Refuse XML that breaks off or does not nest: the workbook library would never come back."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place alone
    except expat.ExpatError as error:
        raise damaged(name) from error


def _check_repeats(name: str, content: bytes, limits: Limits) -> None:
    """Refuse an OpenDocument sheet whose filled cells span more than the reader can hold.

    It writes a million equal rows as one row said to repeat, so its size tells nothing.
    """
    for table in _plain(content).split(b"</table:table>"):
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
