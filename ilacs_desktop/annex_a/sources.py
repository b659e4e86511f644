"""Take a file from outside only when it is safe and is what it says it is."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ilacs_desktop.annex_a.archives import Limits, check_zip
from ilacs_desktop.annex_a.oldbooks import check_old_book
from ilacs_desktop.annex_a.refusals import ASK, damaged, password_protected, refused
from ilacs_desktop.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Form = Literal["xlsx", "xls", "ods", "csv"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be read.

    Attributes:
        formula_errors: cells of a workbook that hold a formula error such as #N/A.
    """

    name: str
    stem: str
    form: Form
    data: bytes
    sha256: str
    formula_errors: int = 0


def gather(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files to read, with folders opened one level down.

    Raises:
        BadInputError: nothing was chosen, a path does not exist, or a folder holds no data file.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p
                for p in path.iterdir()
                if p.suffix.lower() in _SUFFIXES and not p.name.startswith((".", "~$"))
            )
            if not inside:
                raise BadInputError(
                    f"The folder {path.name} holds no workbook and no CSV file.",
                    todo="Choose the folder that holds the lists, or the files themselves.",
                )
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise BadInputError(
                f"There is no file {path}.", todo="Check the name, or choose the file again."
            )
    if not found:
        raise BadInputError("No file was chosen.", todo="Choose the Annex A to read.")
    return tuple(dict.fromkeys(found))


def open_source(path: Path, limits: Limits) -> Source:
    """Read a file's bytes, after checking its size, and tell what it is by its content.

    Raises:
        BadInputError: empty, enormous, damaged, password-protected or no workbook; the message
            names the file, the reason and the next step.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise refused(
                name,
                f"is {size // 1_000_000} MB, more than the {limits.file_bytes // 1_000_000} MB "
                "that an Annex A can have",
                "Ask the local authority for a file with the lists alone, without pictures.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadInputError(
            f"{name} cannot be read: {error.strerror}.",
            todo="Close it in other programs, copy it to this laptop and try again.",
        ) from error
    digest = hashlib.sha256(data).hexdigest()
    form = _form(name, data)
    if form == "xls":
        check_old_book(name, data, limits)
    errors = check_zip(name, data, limits, ods=form == "ods") if form in {"xlsx", "ods"} else 0
    return Source(name, path.stem, form, data, digest, errors)


def _form(name: str, data: bytes) -> Form:
    if not data.strip(b"\0 \t\r\n"):
        raise refused(name, "is empty", ASK)
    if data.startswith(_OLE):
        return _ole_form(name, data)
    if data.startswith(b"PK"):
        return _zip_form(name, data)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        raise refused(name, "is a PDF, not a workbook", ASK)
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        raise refused(
            name,
            "is a web page with a workbook's name",
            "Open it in Excel, save it as .xlsx, and choose that file.",
        )
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(data[:4096])
    if b"\0" in data[:4096] and not wide:
        raise refused(name, "is not a workbook or CSV file", ASK)
    return "csv"


def _is_wide(sample: bytes) -> bool:
    """Say whether bytes look like text of two bytes a letter: every other one is zero."""
    zeros = sorted((sample[::2].count(0), sample[1::2].count(0)))
    return zeros[1] > len(sample) * 0.4 and zeros[0] < len(sample) * 0.05


def _ole_form(name: str, data: bytes) -> Form:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise password_protected(name)
    if any(word.encode("utf-16-le") in data for word in ("Workbook", "Book\0")):
        return "xls"
    raise refused(name, "is not a workbook", ASK)


def _zip_form(name: str, data: bytes) -> Form:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and b"spreadsheet" in archive.read("mimetype")[:100]:
                manifest = "META-INF/manifest.xml"
                if manifest in names and b"encryption-data" in archive.read(manifest)[:100_000]:
                    raise password_protected(name)
                return "ods"
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise damaged(name) from error
    except (RuntimeError, NotImplementedError) as error:
        raise password_protected(name) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise refused(
            name,
            "is a binary workbook (.xlsb)",
            "Open it in Excel, save it as .xlsx, and choose that file.",
        )
    if any(n.lower().endswith((".csv", ".xlsx", ".xls", ".ods")) for n in names):
        raise refused(name, "is a zip archive", "Unpack it and choose the files inside.")
    raise refused(name, "is not a workbook", ASK)
