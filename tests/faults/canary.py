"""Unusual words in every field of every kind of record; then every byte that was left is searched.

The child runs the real services: it makes and types every field, receives a file, backs up,
strikes out, covers, searches, makes mistakes that are logged. It is searched for while it runs,
after SIGKILL, after the next start and after that has closed; as UTF-8 and UTF-16, in any case,
and inside whatever can be unpacked.
"""

from __future__ import annotations

import bz2
import logging
import os
import re
import tempfile
import zlib

import zstandard
from stage import PASSPHRASE, Child, failures_said, faults_of, opened

from ilacs_desktop import logs
from ilacs_desktop.domain.records import KINDS, Evidence
from ilacs_desktop.domain.values import field_names, field_type
from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.data import annex
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.laptop import cover, laptop
from ilacs_desktop.services.record import editing, striking, undoing
from ilacs_desktop.services.search import search

STEM = "Zyxomma"
PIN = "418290"
_STREAMS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|\x28\xb5\x2f\xfd|BZh[1-9]")
_MOST = 8 * 1024 * 1024


def run(stage, count, seed, tell):
    """Search once; ``count`` says nothing here, because every field is typed."""
    found = []
    temp = stage.folder / "temp"
    temp.mkdir()
    try:
        folder = stage.copied()
        os.environ["TMPDIR"] = tempfile.tempdir = str(temp)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(temp / name.lower())
        received = stage.folder / f"{STEM} Annex A.csv"
        received.write_text(_annex())
        child = Child(lambda say: _play(stage, folder, received, say))
        child.wait_for("waiting")
        places = (folder, temp)
        signs = _signs(stage.recovery)
        found += [f"while it runs: {one}" for one in readable(places, signs)]
        said = child.kill()
        found += [f"after SIGKILL: {one}" for one in readable(places, signs)]
        found += failures_said(said)
        found += faults_of(folder, stage.file, _is_there)
        found += [f"after the next start: {one}" for one in readable(places, signs)]
        fields = sum(one.get("fields", 0) for one in said)
        if fields < 200:
            found.append(f"only {fields} fields were typed into")
    finally:
        tempfile.tempdir = None
        os.environ.pop("TMPDIR", None)
    if found:
        tell("canary words", found)
    row = "canary words in every field of every kind"
    return {row: [fields, len(found), "fields; searched running, killed, started again"]}


def _play(stage, folder, received, say):
    logs.start(folder)
    with opened(folder, stage.file) as (held, work):
        cover.set_pin(held, PIN)
        say("made", fields=_make_all(work) + _type_all(work))
        annex.import_annex_a(work, [received])
        search.find(work, STEM.lower()) if hasattr(search, "find") else None
        note = evidence.add(work, f"{STEM} struck").made
        backups.back_up(work)
        for place in striking.places(work, f"{STEM} struck"):
            striking.strike_out(work, place, f"{STEM} struck", "[name]", f"{STEM} by mistake")
        evidence.add(work, f"{STEM} undone")
        undoing.undo(work)
        backups.back_up(work)
        _go_wrong(folder, work)
        evidence.type_text(work, note, f"{STEM} half a sen")
        say("waiting")
        while True:
            os.read(os.pipe()[0], 1)


def _make_all(work):
    """Make a record of every kind with a word in every field that takes one."""
    count = 0
    for name, kind in KINDS.items():
        values = {}
        for field in field_names(name):
            word = f"{STEM} {name} {field}"
            made = {str: word, tuple: [word], dict: {word: [word]}}.get(field_type(name, field))
            if made is not None:
                values[field] = made
                count += 1
        if name not in ("inspection", "pinned"):
            editing.create(work, kind, f"Add {STEM}", **values)
    return count


def _type_all(work):
    """Type into every text of every kind, as the editors do; every other burst stays open."""
    count = 0
    for name, kind in KINDS.items():
        if name in ("inspection", "pinned", "link", "setting"):
            continue
        for field in field_names(name):
            if field_type(name, field) is not str:
                continue
            record = editing.create(work, kind, "Add").made
            try:
                editing.type_text(work, kind, record, field, f"{STEM} typed {field}", step="Type")
            except KnownError:
                continue  # a field that only a command of its own may change
            count += 1
    return count


def _annex():
    head = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Date of Contact,"
    head += "Contact Source,Allocated Team,Worker\n"
    row = f"{STEM}1,a) Male,a) WBRI,03/02/2020,6,05/01/2026,q) 6: Police,{STEM} Team,{STEM} Ashby\n"
    return f"List 1: Contacts\n{head}{row * 40}"


def _go_wrong(folder, work):
    """Let mistakes be logged that hold words."""
    logger = logging.getLogger("ilacs_desktop.test")
    try:
        raise ValueError(f"{STEM} in an error")
    except ValueError:
        logger.exception("failed")
    for wrong in (
        lambda: editing.edit(work, Evidence, f"{STEM} nowhere", "Change", text=STEM),
        lambda: laptop.unlock(folder, f"{STEM} {PASSPHRASE}"),
    ):
        try:
            wrong()
        except KnownError as error:
            logger.warning("refused: %s", type(error).__name__)


def _is_there(work):
    texts = [one.text for one in work.snapshot.all(Evidence)]
    return [] if any("half a sen" in text for text in texts) else ["what was typed is gone"]


def _signs(recovery):
    words = (STEM, "Exampleshire", PASSPHRASE, recovery, recovery.replace("-", ""))
    found = {
        one.encode(code)
        for word in words
        for one in (word, word.lower(), word.upper())
        for code in ("utf-8", "utf-16-le", "utf-16-be")
    }
    return tuple(found | {STEM.encode("utf-8").hex().encode(), STEM[::-1].encode()})


def readable(folders, signs):
    """Return every place where one of the signs can be read, also in names and packed parts."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            if STEM.casefold() in name.casefold():
                found.append(f"the name {name}")
            if not path.is_file():
                continue
            data = path.read_bytes()
            found += [name for sign in signs if sign in data][:1]
            found += [f"{name}, packed" for part in _unpacked(data) if _holds(part, signs)][:1]
    return found


def _holds(data, signs):
    return any(sign in data for sign in signs)


def _unpacked(data):
    for start in _STREAMS.finditer(data):
        at = start.start()
        try:
            if data[at] == 0x78:
                yield zlib.decompressobj().decompress(data[at:], _MOST)
            elif data[at] == 0x1F:
                yield zlib.decompressobj(31).decompress(data[at:], _MOST)
            elif data[at] == 0x42:
                yield bz2.BZ2Decompressor().decompress(data[at:], _MOST)
            else:
                yield zstandard.ZstdDecompressor().decompressobj().decompress(data[at : at + _MOST])
        except (zlib.error, OSError, zstandard.ZstdError):
            continue
