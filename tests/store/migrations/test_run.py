from __future__ import annotations

import secrets
import subprocess
import sys
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.errors import NewerFileError
from ilacs_desktop.store.connection import connect, schema_version
from ilacs_desktop.store.migrations.run import migrate

KEY = secrets.token_bytes(32)
FIRST = SimpleNamespace(
    VERSION=(1, 0),
    STATEMENTS=("CREATE TABLE note(text TEXT)", "INSERT INTO note VALUES ('kept')"),
)
SECOND = SimpleNamespace(VERSION=(1, 1), STATEMENTS=("ALTER TABLE note ADD COLUMN place TEXT",))
THIRD = SimpleNamespace(VERSION=(2, 0), STATEMENTS=("ALTER TABLE note RENAME TO remark",))
BROKEN = SimpleNamespace(
    VERSION=(2, 0), STATEMENTS=("DELETE FROM note", "ALTER TABLE nowhere ADD COLUMN x TEXT")
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "one.db"


@pytest.fixture
def old(path):
    connection = connect(path, KEY)
    migrate(connection, path, KEY, (FIRST,))
    yield connection
    connection.close()


def names(path):
    return sorted(one.name for one in path.parent.iterdir())


def test_a_fresh_file_gets_every_step_and_no_copy(path):
    connection = connect(path, KEY)
    assert migrate(connection, path, KEY, (FIRST, SECOND, THIRD)) == (0, 0)
    assert schema_version(connection) == (2, 0)
    assert connection.execute("SELECT text, place FROM remark").fetchall() == [("kept", None)]
    connection.close()
    assert names(path) == ["one.db"]


def test_only_the_steps_above_the_files_version_run(old, path):
    assert migrate(old, path, KEY, (FIRST, SECOND, THIRD)) == (1, 0)
    assert old.execute("SELECT text, place FROM remark").fetchall() == [("kept", None)]
    assert migrate(old, path, KEY, (FIRST, SECOND, THIRD)) == (2, 0)


def test_a_file_that_is_up_to_date_is_left_alone(old, path):
    before = names(path)
    assert migrate(old, path, KEY, (FIRST,)) == (1, 0)
    assert names(path) == before


def test_a_copy_stands_beside_while_steps_run_and_goes_after(old, path):
    seen = []

    class Looking:
        """Statements that look around before they run."""

        def __iter__(self):
            seen.extend(names(path))
            copy = connect(path.with_name("one.db.before-1.0"), KEY, read_only=True)
            seen.append(copy.execute("SELECT text FROM note").fetchall())
            copy.close()
            return iter(("ALTER TABLE note ADD COLUMN place TEXT",))

    migrate(old, path, KEY, (FIRST, SimpleNamespace(VERSION=(1, 1), STATEMENTS=Looking())))
    assert "one.db.before-1.0" in seen
    assert seen[-1] == [("kept",)]
    assert not any("before" in name for name in names(path))


def test_a_step_that_fails_leaves_the_file_as_it_was(old, path):
    with pytest.raises(sql.Error):
        migrate(old, path, KEY, (FIRST, BROKEN))
    assert schema_version(old) == (1, 0)
    assert old.execute("SELECT text FROM note").fetchall() == [("kept",)]
    assert not any("before" in name for name in names(path))


def test_steps_before_the_one_that_failed_stay(old, path):
    with pytest.raises(sql.Error):
        migrate(old, path, KEY, (FIRST, SECOND, BROKEN))
    assert schema_version(old) == (1, 1)
    assert old.execute("SELECT text, place FROM note").fetchall() == [("kept", None)]


def test_an_end_in_the_middle_leaves_the_old_file_usable_and_its_copy_goes_later(path):
    script = """
import os, sys
from pathlib import Path
from types import SimpleNamespace
from ilacs_desktop.store.connection import connect
from ilacs_desktop.store.migrations.run import migrate

class Ending:
    def __iter__(self):
        yield "DELETE FROM note"
        yield "ALTER TABLE note ADD COLUMN place TEXT"
        os._exit(9)

path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
first = SimpleNamespace(VERSION=(1, 0), STATEMENTS=(
    "CREATE TABLE note(text TEXT)", "INSERT INTO note VALUES ('kept')"))
connection = connect(path, key)
migrate(connection, path, key, (first,))
migrate(connection, path, key, (first, SimpleNamespace(VERSION=(1, 1), STATEMENTS=Ending())))
"""
    ended = subprocess.run([sys.executable, "-c", script, str(path), KEY.hex()], check=False)
    assert ended.returncode == 9
    assert "one.db.before-1.0" in names(path)
    connection = connect(path, KEY)
    assert schema_version(connection) == (1, 0)
    assert connection.execute("SELECT * FROM note").fetchall() == [("kept",)]
    migrate(connection, path, KEY, (FIRST, SECOND))
    assert connection.execute("SELECT text, place FROM note").fetchall() == [("kept", None)]
    connection.close()
    assert names(path) == ["one.db"]


def test_a_newer_major_version_is_refused_and_nothing_is_changed(old, path):
    migrate(old, path, KEY, (FIRST, THIRD))
    with pytest.raises(NewerFileError, match=r"one\.db"):
        migrate(old, path, KEY, (FIRST, SECOND))
    assert old.execute("SELECT text FROM remark").fetchall() == [("kept",)]


def test_a_newer_minor_version_is_taken_as_it_is(old, path):
    migrate(old, path, KEY, (FIRST, SECOND))
    assert migrate(old, path, KEY, (FIRST,)) == (1, 1)
    assert old.execute("SELECT text, place FROM note").fetchall() == [("kept", None)]
