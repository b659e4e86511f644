"""The demonstration: a data folder with the training inspections, and their documents."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ilacs_desktop.errors import BadInputError, DamagedFileError, StorageError
from ilacs_desktop.services.laptop import key_slots
from ilacs_desktop.services.laptop import laptop as laptops
from ilacs_desktop.services.papers import evidence_record
from ilacs_desktop.services.report import export
from ilacs_desktop.training.acting import LEAD
from ilacs_desktop.training.content import NAMES, load_content
from ilacs_desktop.training.work import MAKERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ilacs_desktop.services.laptop.laptop import Laptop
    from ilacs_desktop.services.record.work import Work
    from ilacs_desktop.training.content import Name

    Tell = Callable[[str], None]

READ_ME: Final = "READ-ME.txt"
DATA: Final = "data"
PAPERS: Final = "papers"

_TITLES: Final[dict[Name, str]] = {
    "short": "Short inspection on the evening of its fourth day",
    "report": "The same inspection finished, graded and published",
    "focused": "Focused visit to the front door, its letter drafted",
}
_FOLDERS: Final[dict[Name, str]] = {
    "short": "short inspection, fourth day",
    "report": "short inspection, finished",
    "focused": "focused visit",
}
_FINAL: Final[frozenset[Name]] = frozenset({"report"})
_PASSPHRASE: Final = re.compile(r"^Passphrase: (.+)$", re.MULTILINE)
_WORDS: Final = """\
Training data of ILACS Desktop
==============================

Everything here is made up: the local authority, its children, its staff and the inspectors.
Nothing of a real inspection belongs in this folder, because its passphrase stands below.

Open it: ilacs-desktop --data-dir "{data}"
Passphrase: {passphrase}
Recovery key: {recovery}

What is in it:
{titles}

Delete the whole folder when you no longer need it. The command demo with this folder makes what
is missing again and leaves the rest as it is.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What the demonstration holds.

    Attributes:
        data_dir: the data folder.
        passphrase: opens it.
        day_four: file id of the short inspection on its fourth day.
        files: file id of each training inspection, by the name of its content.
        letter: the focused visit's letter, a draft.
        report: the finished inspection's report, as published.
        papers: a folder for each training inspection with the papers of its on-site days.
        recovery_key: of a vault made now; empty where it was there already.
    """

    data_dir: Path
    passphrase: str
    day_four: str
    files: dict[Name, str]
    letter: Path
    report: Path
    papers: Path
    recovery_key: str = ""


def make(out: Path, tell: Tell) -> Made:
    """Make the demonstration in a folder; where one is there, make only what is missing.

    Args:
        out: the folder; made where it does not exist.
        tell: told in plain words what is being done and where things are.

    Raises:
        BadInputError: the folder holds a vault whose passphrase is not known here.
        StorageError: the disk refused, or the folder is shared or synchronised.
    """
    _folder(out)
    laptop, passphrase, recovery = _laptop(out, tell)
    try:
        files, printed = {}, {}
        for name in NAMES:
            work = _inspection(laptop, name, tell)
            try:
                files[name] = work.file_id
                if name != "short":
                    printed[name] = _printed(work, name, out, tell)
                _papers(work, out / PAPERS / _FOLDERS[name])
            finally:
                laptop.close_inspection(work)
    finally:
        laptop.close()
    data = out / DATA
    tell(f"KIT notes, scripts, requests, digests and timetables: {out / PAPERS}")
    tell(f"Data folder: {data}")
    tell(f"Passphrase (training data only, also in {READ_ME}): {passphrase}")
    return Made(
        data_dir=data,
        passphrase=passphrase,
        day_four=files["short"],
        files=files,
        letter=printed["focused"],
        report=printed["report"],
        papers=out / PAPERS,
        recovery_key=recovery,
    )


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StorageError(
            f"The folder {out} cannot be made: {reason}.",
            kept="Nothing was written.",
            todo="Choose another folder with --out.",
        ) from error


# -- the vault -----------------------------------------------------------------------------------


def _laptop(out: Path, tell: Tell) -> tuple[Laptop, str, str]:
    """Return the laptop of the demonstration, its passphrase, and the recovery key if it is new."""
    data, note = out / DATA, out / READ_ME
    if laptops.has_vault(data):
        passphrase = _known_passphrase(note)
        tell(f"There is training data in {out} already; only what is missing is made.")
        return laptops.unlock(data, passphrase), passphrase, ""
    tell(f"Making training data in {out}.")
    passphrase = key_slots.suggested_passphrase()
    lead = next(one for one in load_content("short").members if one.letter == LEAD)
    laptop, recovery = laptops.first_run(data, lead.name, passphrase)
    titles = "\n".join(f"- {title}" for title in _TITLES.values())
    words = _WORDS.format(data=data, passphrase=passphrase, recovery=recovery, titles=titles)
    try:
        export.write_file(note, words.encode())
    except BaseException:
        laptop.close()
        raise
    return laptop, passphrase, recovery


def _known_passphrase(note: Path) -> str:
    try:
        found = _PASSPHRASE.search(note.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        found = None
    if found is None:
        raise BadInputError(
            f"The passphrase of the training data in {note.parent} is not known: "
            f"{READ_ME} is missing or was changed.",
            kept="Nothing was changed.",
            todo="Choose another folder with --out, or delete this one.",
        )
    return found[1].strip()


# -- what is in it -------------------------------------------------------------------------------


def _inspection(laptop: Laptop, name: Name, tell: Tell) -> Work:
    """Return a training inspection, open: the one that is there, or a new one."""
    known = inspection_id(name)
    for entry in laptop.files():
        if entry.inspection == known:
            work = _whole(laptop, entry.file)
            if work is not None:
                tell(f"There already, left as it is: {_TITLES[name]}.")
                return work
            tell(f"Not whole, so it is made again: {_TITLES[name]}.")
            laptop.delete_inspection(entry.file)
    tell(f"Making: {_TITLES[name]} …")
    return MAKERS[name](laptop, known)


def inspection_id(name: Name) -> str:
    """Return the inspection id that a training inspection has in every demonstration."""
    return hashlib.sha256(f"training/{name}".encode()).hexdigest()[:16]


def _whole(laptop: Laptop, file: str) -> Work | None:
    try:
        work = laptop.open_inspection(file).work
    except DamagedFileError:
        return None
    # The mark is the last thing that is written when one is made.
    if work.file.marked(laptops.TRAINING_NOW):
        return work
    laptop.close_inspection(work)
    return None


def _printed(work: Work, name: Name, out: Path, tell: Tell) -> Path:
    final = name in _FINAL
    path = out / export.suggested_name(work, final=final)
    document = export.document_key(work)
    if not path.exists():
        export.export(work, document, "pdf", path, final=final)
    tell(f"{document.capitalize()}: {path}")
    return path


def _papers(work: Work, folder: Path) -> None:
    """Export what is missing of the papers: of every KIT meeting, referral back and day."""
    _folder(folder)
    for offer in export.offers(work):
        if offer.key in (export.document_key(work), evidence_record.DOCUMENT):
            continue
        for choice in offer.choices:
            path = folder / export.suggested_name(work, offer.key, choice.item)
            if not path.exists():
                export.export(work, offer.key, "pdf", path, item=choice.item)
