"""What was struck out stands on no page of the file, of its WAL or of its free space.

The pages are decrypted here by SQLCipher 4's published layout, not by the library: 4096 bytes,
the last 80 of them the IV and the HMAC, AES-256 in CBC mode, the salt before the first page.
"""

from __future__ import annotations

import random

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.store import local
from ilacs_desktop.store.connection import connect
from ilacs_desktop.store.inspection_file import InspectionFile

PAGE = 4096
RESERVE = 80
IV = 16
WAL_HEADER = 32
FRAME_HEADER = 24

WORDS = ("Zebediahquux", "Wolframovna", "Thistlewickham")
"""Words that no other test data holds; the first and last parts make prefixes of their own."""


def _plain(page: bytes, number: int, key: bytes) -> bytes:
    start = 16 if number == 1 else 0
    iv = page[PAGE - RESERVE : PAGE - RESERVE + IV]
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return cipher.update(page[start : PAGE - RESERVE]) + cipher.finalize()


def all_pages(path, key: bytes) -> list[bytes]:
    """Decrypt every page of the database and every frame of its WAL, old ones too."""
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    found = [_plain(data[at : at + PAGE], at // PAGE + 1, key) for at in range(0, len(data), PAGE)]
    # Byte 16 of a database holds its page size: the first page was decrypted rightly.
    assert found[0][:2] == PAGE.to_bytes(2, "big")
    wal = path.with_name(f"{path.name}-wal")
    frames = wal.read_bytes()[WAL_HEADER:] if wal.exists() else b""
    size = FRAME_HEADER + PAGE
    for at in range(0, len(frames) - size + 1, size):
        number = int.from_bytes(frames[at : at + 4], "big")
        found.append(_plain(frames[at + FRAME_HEADER : at + size], number, key))
    return found


def _forms(word: str) -> list[bytes]:
    # As typed, as the search keeps it, and as either of them in UTF-16.
    texts = {word, word.lower(), word.upper()}
    return [text.encode(form) for text in texts for form in ("utf-8", "utf-16-le", "utf-16-be")]


def frames_holding(path, key: bytes, word: str) -> int:
    """Return how many frames of the WAL hold a word."""
    in_file = path.stat().st_size // PAGE
    return sum(
        any(form in page for form in _forms(word)) for page in all_pages(path, key)[in_file:]
    )


def holding(path, key: bytes, word: str) -> int:
    """Return how many pages hold a word, or all but two of its letters in a row."""
    forms = [*_forms(word), *_forms(word[2:]), *_forms(word[:-2])]
    return sum(any(form in page for form in forms) for page in all_pages(path, key))


def fill(one, count=60) -> list[str]:
    return [
        one.make(text=f"Note {number} about the plan and its review. " * (number % 9 + 1))
        for number in range(count)
    ]


def test_the_control_finds_words_that_were_not_struck_out(laptop):
    one = laptop()
    one.make(text=f"{WORDS[0]} was seen at home.")
    assert frames_holding(one.path, one.key, WORDS[0]) > 0
    one.reopen()
    assert frames_holding(one.path, one.key, WORDS[0]) == 0
    assert holding(one.path, one.key, WORDS[0]) > 0
    assert holding(one.path, one.key, WORDS[1]) == 0


@pytest.mark.parametrize("length", [1, 40, 400])
def test_words_typed_in_bursts_and_committed_are_on_no_page_after_the_strike_out(laptop, length):
    one = laptop()
    fill(one)
    record = one.make(text="")
    text = ""
    for number in range(12):
        text += f"{WORDS[0]} said {WORDS[1]} again {number}. " * length
        one.type(record, text)
        if number % 4 == 3:
            one.clock.go(minutes=3)
    one.file.seal()
    one.edit(record, effect=f"{WORDS[2]} is safer.")
    one.edit(record, text=text + "End.")
    for word in WORDS:
        assert holding(one.path, one.key, word) > 0
    one.strike(record, WORDS[0])
    one.strike(record, WORDS[1])
    one.strike(record, WORDS[2], field="effect")
    for word in WORDS:
        assert holding(one.path, one.key, word) == 0
    assert "[name] said [name] again 3." in one.value(record)
    assert one.verdict().is_good
    assert one.verdict().gaps > 0


def test_words_in_notes_moved_about_by_others_edits_are_gone_too(laptop):
    one = laptop()
    chosen = random.Random(3)
    records = fill(one, 120)
    for round_ in range(150):
        record = chosen.choice(records)
        mark = WORDS[0] if round_ % 5 == 0 else "nobody"
        one.edit(record, text=f"{mark} {round_} " * chosen.randint(1, 300))
    for record in records:
        if any(
            WORDS[0] in str(change.value)
            for entry in one.entries()
            if entry.record == record
            for change in entry.changes.values()
        ):
            one.strike(record, WORDS[0])
    assert holding(one.path, one.key, WORDS[0]) == 0
    assert one.verdict().is_good


def test_a_struck_version_of_a_conflict_is_gone_on_every_laptop(laptop):
    ann, ben = laptop("ann"), laptop("ben")
    fill(ann, 30)
    record = ann.make(text="Seen.")
    ann.give(ben)
    ann.edit(record, text=f"{WORDS[0]} at home.")
    ben.edit(record, text=f"{WORDS[0]} at school.")
    ben.give(ann)
    ann.give(ben)
    assert ann.state(record).conflicts == ("text",)
    assert holding(ben.path, ben.key, WORDS[0]) > 0
    ann.strike(record, WORDS[0])
    ann.give(ben)
    for one in (ann, ben):
        assert holding(one.path, one.key, WORDS[0]) == 0
        assert one.state(record).conflicts == ()
        assert one.verdict().is_good


def test_a_deleted_record_gives_its_words_up_too(laptop):
    one = laptop()
    record = one.make(text=f"{WORDS[0]} at home.")
    one.delete(record)
    one.strike(record, WORDS[0])
    assert holding(one.path, one.key, WORDS[0]) == 0
    assert one.verdict().is_good


def test_a_reader_in_the_way_only_puts_the_cleaning_off(laptop):
    one = laptop()
    record = one.make(text=f"{WORDS[0]} at home.")
    one.file.connection.execute("PRAGMA busy_timeout = 20")
    reader = connect(one.path, one.key, read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM journal").fetchone()
    one.strike(record, WORDS[0])
    assert one.value(record) == "[name] at home."
    assert holding(one.path, one.key, WORDS[0]) > 0
    reader.execute("COMMIT")
    reader.close()
    one.edit(record, effect="safer")
    assert holding(one.path, one.key, WORDS[0]) == 0


def test_cleaning_that_was_cut_short_is_done_at_the_next_opening(laptop):
    one = laptop()
    record = one.make(text=f"{WORDS[0]} at home.")
    one.file.connection.execute("PRAGMA busy_timeout = 20")
    reader = connect(one.path, one.key, read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM journal").fetchone()
    one.strike(record, WORDS[0])
    one.file.connection.close()
    reader.close()
    one.file = InspectionFile.open(one.path, one.key, one.writer)
    assert holding(one.path, one.key, WORDS[0]) == 0


def test_a_small_note_is_kept_for_this_laptop(laptop):
    one = laptop()
    assert one.file.marked("page") == ""
    one.file.mark("page", "evidence")
    one.file.mark("page", "report")
    one.reopen()
    assert one.file.marked("page") == "report"


def test_a_disk_too_full_to_be_cleaned_loses_nothing_and_is_cleaned_later(laptop, monkeypatch):
    one = laptop()
    record = one.make(text=f"{WORDS[0]} at home.")

    def full(_connection):
        raise sql.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(local, "cut_wal", full)
        one.strike(record, WORDS[0])
    assert one.value(record) == "[name] at home."
    assert local.is_cleaning_due(one.file.connection)
    one.edit(record, effect="safer")
    assert not local.is_cleaning_due(one.file.connection)
    assert holding(one.path, one.key, WORDS[0]) == 0
