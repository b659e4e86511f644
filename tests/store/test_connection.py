from __future__ import annotations

import os
import secrets
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.errors import DamagedFileError, NewerFileError, StorageError
from ilacs_desktop.store.connection import (
    connect,
    known_errors,
    path_of,
    refuse_newer,
    schema_version,
    set_schema_version,
    transaction,
)

KEY = secrets.token_bytes(32)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "one.db"


@pytest.fixture
def made(path):
    connection = connect(path, KEY)
    connection.execute("CREATE TABLE note(text TEXT)")
    connection.execute("INSERT INTO note VALUES ('kept')")
    yield connection
    connection.close()


def pragma(connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_connection_keeps_the_house_rules(made, path):
    assert pragma(made, "journal_mode") == "wal"
    assert pragma(made, "synchronous") == 2
    assert pragma(made, "secure_delete") == 1
    assert pragma(made, "foreign_keys") == 1
    assert pragma(made, "busy_timeout") == 5_000
    assert pragma(made, "temp_store") == 2
    assert path_of(made) == path


def test_files_are_its_owners_alone(made, path):
    for one in path.parent.iterdir():
        assert one.stat().st_mode & 0o777 == 0o600, one.name


def test_nothing_on_disk_can_be_read(made, path):
    made.execute("INSERT INTO note VALUES ('Zebediah was seen')")
    for one in path.parent.iterdir():
        data = one.read_bytes()
        assert b"Zebediah" not in data
        assert b"SQLite format" not in data


def test_a_wrong_key_opens_nothing_and_says_nothing_on_stderr(made, path, capfd):
    made.close()
    with pytest.raises(DamagedFileError, match="key does not fit"):
        connect(path, secrets.token_bytes(32))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("size", [1, 100, 4_096, 6_000])
def test_a_file_cut_short_is_damaged(made, path, size):
    made.execute("CREATE TABLE more(text TEXT)")
    made.execute("INSERT INTO more VALUES (?)", ("x" * 30_000,))
    made.close()
    path.write_bytes(path.read_bytes()[:size])

    def read_all():
        connection = connect(path, KEY)
        try:
            with known_errors(path):
                connection.execute("SELECT * FROM more").fetchall()
        finally:
            connection.close()

    with pytest.raises(DamagedFileError):
        read_all()


def test_a_file_that_is_no_database_is_damaged(path):
    path.write_bytes(b"hello " * 2_000)
    with pytest.raises(DamagedFileError):
        connect(path, KEY)


def test_a_reader_cannot_write_and_makes_no_file(made, path):
    reader = connect(path, KEY, read_only=True)
    assert reader.execute("SELECT text FROM note").fetchall() == [("kept",)]

    def write():
        with known_errors(path):
            reader.execute("INSERT INTO note VALUES ('x')")

    with pytest.raises(StorageError, match="read-only"):
        write()
    reader.close()
    with pytest.raises(StorageError, match="cannot be opened"):
        connect(path.with_name("other.db"), KEY, read_only=True)
    assert not path.with_name("other.db").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StorageError, match="cannot be opened"):
        connect(tmp_path / "missing" / "one.db", KEY)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_told(made, path):
    made.close()
    path.chmod(0o400)
    with pytest.raises(StorageError, match="read-only"):
        connect(path, KEY)


def test_a_full_disk_is_told_with_what_was_kept(made, path):
    made.execute(f"PRAGMA max_page_count = {pragma(made, 'page_count')}")

    def write():
        with known_errors(path), transaction(made):
            made.execute("INSERT INTO note VALUES (?)", ("x" * 100_000,))

    with pytest.raises(StorageError, match="disk is full") as caught:
        write()
    assert caught.value.kept
    assert caught.value.todo
    assert made.execute("SELECT text FROM note").fetchall() == [("kept",)]


@pytest.mark.parametrize(
    "error", [sql.OperationalError("disk I/O error"), OSError(5, "Input/output error")]
)
def test_a_disk_that_fails_is_told_with_what_was_kept(path, error):
    with (
        pytest.raises(StorageError, match="full, is read-only, or is failing") as caught,
        known_errors(path),
    ):
        raise error
    assert caught.value.kept
    assert "back up" in caught.value.todo


def test_a_file_held_by_another_program_is_told(made, path):
    other = connect(path, KEY)
    other.execute("PRAGMA busy_timeout = 10")
    made.execute("BEGIN IMMEDIATE")

    def write():
        with known_errors(path), transaction(other):
            other.execute("INSERT INTO note VALUES ('x')")

    with pytest.raises(StorageError, match="held by another program"):
        write()
    made.execute("ROLLBACK")
    other.close()


def test_a_transaction_is_whole_or_nothing(made):
    def half():
        with transaction(made):
            made.execute("INSERT INTO note VALUES ('half')")
            raise RuntimeError("the app ended here")

    with pytest.raises(RuntimeError):
        half()
    assert made.execute("SELECT text FROM note").fetchall() == [("kept",)]
    with transaction(made):
        made.execute("INSERT INTO note VALUES ('whole')")
    assert len(made.execute("SELECT text FROM note").fetchall()) == 2


def test_what_was_committed_survives_the_end_of_the_process(path):
    script = (
        "import os, sys; from pathlib import Path;"
        "from ilacs_desktop.store.connection import connect, transaction;"
        "c = connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]));"
        "c.execute('CREATE TABLE note(text TEXT)');"
        "c.execute(\"INSERT INTO note VALUES ('kept')\");"
        "c.execute('BEGIN IMMEDIATE');"
        "c.execute(\"INSERT INTO note VALUES ('half')\");"
        "os._exit(9)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(path), KEY.hex()], check=False)
    assert ended.returncode == 9
    connection = connect(path, KEY)
    assert connection.execute("SELECT text FROM note").fetchall() == [("kept",)]
    connection.close()


def test_the_schema_version_has_two_parts(made):
    assert schema_version(made) == (0, 0)
    set_schema_version(made, (3, 14))
    assert schema_version(made) == (3, 14)


def test_only_a_newer_major_version_is_refused(path):
    refuse_newer(path, (1, 9), (1, 0))
    refuse_newer(path, (0, 0), (1, 0))
    with pytest.raises(NewerFileError, match=r"one\.db was written by a newer version") as caught:
        refuse_newer(path, (2, 0), (1, 9))
    assert "Nothing" in caught.value.kept


def test_an_unexpected_complaint_becomes_words_too(path):
    def complain():
        with known_errors(path):
            raise OSError("something odd")

    with pytest.raises(StorageError, match="could not be read or written"):
        complain()


def test_our_own_errors_pass_through(path):
    def complain():
        with known_errors(path):
            raise NewerFileError("as it is")

    with pytest.raises(NewerFileError, match="as it is"):
        complain()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_file_gets_no_log_that_stays_read_only(made, path):
    made.close()
    path.chmod(0o400)
    with pytest.raises(StorageError, match="read-only"):
        connect(path, KEY)
    path.chmod(0o600)
    connection = connect(path, KEY)
    connection.execute("INSERT INTO note VALUES ('again')")
    connection.close()
