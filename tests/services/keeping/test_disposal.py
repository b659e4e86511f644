"""Disposal: refused under a hold, no key left anywhere, certified without content, finished."""

from __future__ import annotations

import functools
import shutil
from datetime import date

import pytest

from ilacs_desktop.domain.records import Case, Evidence, Member
from ilacs_desktop.errors import BadInputError, DamagedFileError, NotAllowedError, StorageError
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import backups, destruction, disposal, retention, second_folder
from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.services.record import editing
from ilacs_desktop.store import blobs
from ilacs_desktop.store.backup import backup_sets
from ilacs_desktop.store.connection import connect
from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.store.vault.vault import Vault

WORDS = "correct horse battery"
REASON = "Kept for its time and no longer needed; agreed with records."
CHILD = "998877"


STRETCHED = functools.cache(slots._stretch)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A laptop of this test's own; what was opened again in its place is closed too."""
    monkeypatch.setattr(slots, "_stretch", STRETCHED)
    held = [laptop.first_run(tmp_path / "data", "Ann Example", WORDS, cost=Cost())[0]]
    yield held
    held[-1].close()


def _again(own):
    own[-1].close()
    own.append(laptop.unlock(own[-1].folder, WORDS))
    return own[-1]


def _made(opened, editions, la="Exampleshire", **more):
    new = NewInspection(la, "short", date(2020, 7, 6), **more)
    work = opened.new_inspection(new, editions)
    editing.create(work, Evidence, "Add note", text="Seen with Zebedee Quagmire")
    cases.add_by_hand(work, child_id=CHILD, reason="Chosen")
    blobs.put(work.file.connection, work.data_dir, work.file_id, "list.csv", b"a,b\n1,2\n")
    backups.back_up(work)
    file = work.file_id
    opened.close_inspection(work)
    return file


def _key(opened, file):
    return next(one.key for one in opened.files() if one.file == file)


def _everything(*folders):
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_what_is_disposed_of_leaves_no_file_no_backup_and_no_key(own, editions, tmp_path):
    opened = own[-1]
    stick = tmp_path / "stick"
    stick.mkdir()
    second_folder.choose(opened.vault, stick)
    file = _made(opened, editions)
    other = _made(opened, editions, la="Sampleton")
    key, kept_key = _key(opened, file), _key(opened, other)
    before = tmp_path / "before"
    shutil.copytree(opened.folder, before)
    made = disposal.dispose(opened, file, REASON)
    left = _everything(opened.folder, stick)
    assert [path for path in left if file in str(path)] == []
    assert [one.file for one in opened.files()] == [other]
    needles = (key, key.hex().encode(), bytes(made.file, "ascii"))
    for path in left:
        held = path.read_bytes()
        assert not any(needle in held for needle in needles), path
    # The other inspection opens as before, here and from its backup.
    assert _key(opened, other) == kept_key
    again = _again(own)
    again.close_inspection(again.open_inspection(other).work)
    # And whoever took a copy of the file alone cannot open it with anything that is here.
    copy = before / "inspections" / f"{file}.db"
    for candidate in {one.key for one in again.files()}:
        with pytest.raises(DamagedFileError):
            connect(copy, candidate).execute("SELECT 1")


def test_what_opens_with_the_passphrase_afterwards_holds_no_key_of_it(own, editions, tmp_path):
    opened = own[-1]
    file = _made(opened, editions)
    _made(opened, editions, la="Sampleton")
    key = _key(opened, file)
    disposal.dispose(opened, file, REASON)
    opened.vault._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    pairs = [
        (path, path.with_suffix(".db"))
        for path in sorted(opened.folder.rglob("*.json"))
        if path.with_suffix(".db").exists()
    ]
    # The vault, its copy beside it, and the small vault of the other inspection's backup.
    assert len(pairs) == 3
    for at, pair in enumerate(pairs):
        copy = tmp_path / f"looked-at-{at}"
        copy.mkdir()
        for path, name in zip(pair, ("vault.json", "vault.db"), strict=True):
            shutil.copy2(path, copy / name)
        vault = Vault.unlock(copy, WORDS)
        assert key not in {one.key for one in vault.files()}
        assert file not in {one.file for one in vault.files()}
        rows = vault._connection.execute("SELECT key, value FROM meta").fetchall()
        assert not any(key.hex() in str(row) for row in rows)
        vault.close()


def test_the_old_master_key_opens_nothing_any_more(own, editions, tmp_path):
    opened = own[-1]
    file = _made(opened, editions)
    master = opened.vault._master
    disposal.dispose(opened, file, REASON)
    assert opened.vault._master != master
    copy = tmp_path / "vault.db"
    shutil.copy2(opened.folder / "vault.db", copy)
    with pytest.raises(DamagedFileError):
        connect(copy, master).execute("SELECT count(*) FROM meta").fetchone()


def test_the_certificate_counts_and_names_nothing_that_was_in_it(own, editions):
    opened = own[-1]
    file = _made(opened, editions)
    digest = backup_sets.digest_of(opened.folder / "inspections" / f"{file}.db")
    made = disposal.dispose(opened, file, REASON)
    assert (made.la, made.by, made.as_lead) == ("Exampleshire", "Ann Example", True)
    assert dict(made.counts)["Child's card"] == 1
    assert (made.attachments, made.backups) == (1, 1)
    assert made.digest == digest
    assert len(made.heads) == 1
    assert made.done
    told = str(disposal.as_json(made))
    for word in (CHILD, "Zebedee", "Quagmire", REASON):
        assert word not in told
    assert disposal.disposals(_again(own)) == (made,)
    assert made.reason == REASON


def test_a_hold_refuses_and_says_who_set_it_when_and_why(own, editions):
    opened = own[-1]
    file = _made(opened, editions)
    work = opened.open_inspection(file).work
    retention.set_hold(work, "A complaint is with the Ombudsman")
    opened.close_inspection(work)
    with pytest.raises(NotAllowedError) as told:
        disposal.dispose(opened, file, REASON)
    for word in ("Ann Example", "20", "A complaint is with the Ombudsman", "Nothing was destroyed"):
        assert word in str(told.value)
    assert [one.file for one in opened.files()] == [file]
    work = opened.open_inspection(file).work
    retention.lift_hold(work, "The complaint was closed")
    opened.close_inspection(work)
    assert disposal.look(opened, file).hold is None
    disposal.dispose(opened, file, REASON)


def test_a_reason_is_needed_and_the_leads_word_from_whoever_is_not_the_lead(own, editions):
    opened = own[-1]
    file = _made(opened, editions)
    with pytest.raises(BadInputError, match="reason is missing"):
        disposal.dispose(opened, file, "  ")
    work = opened.open_inspection(file).work
    editing.edit(work, Member, work.my_member.id, "Change role", role="inspector")
    opened.close_inspection(work)
    with pytest.raises(NotAllowedError, match="lead inspector"):
        disposal.dispose(opened, file, REASON)
    made = disposal.dispose(opened, file, REASON, by_leads_word=True)
    assert made.as_lead is False


def test_training_is_thrown_away_and_never_listed(own, editions):
    opened = own[-1]
    file = _made(opened, editions, training=True)
    with pytest.raises(NotAllowedError, match="training"):
        disposal.dispose(opened, file, REASON)
    opened.throw_away_training(file)
    assert disposal.disposals(opened) == ()
    assert [path for path in _everything(opened.folder) if file in str(path)] == []


def test_before_its_time_it_is_said_and_not_refused(own, editions):
    opened = own[-1]
    file = _made(opened, editions)
    work = opened.open_inspection(file).work
    retention.set_retention(work, "90 years")
    opened.close_inspection(work)
    standing = disposal.look(opened, file)
    assert standing.early
    assert "10 July 2110" in standing.caution
    work = opened.open_inspection(file).work
    retention.set_retention(work, "1 year")
    opened.close_inspection(work)
    standing = disposal.look(opened, file)
    assert (standing.early, standing.caution) == (False, "")
    assert disposal.is_named(standing, "  exampleSHIRE ")
    assert disposal.is_named(standing, standing.inspection)
    assert not disposal.is_named(standing, "Example")
    assert not disposal.is_named(standing, "")


def test_a_copy_out_of_reach_is_named_and_goes_when_it_comes_back(own, editions, tmp_path):
    opened = own[-1]
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    second_folder.choose(opened.vault, stick)
    file = _made(opened, editions)
    work = opened.open_inspection(file).work
    backups.write_file(work, tmp_path / "one.backup")
    opened.close_inspection(work)
    stick.rename(away)
    (tmp_path / "one.backup").rename(tmp_path / "moved.backup")
    made = disposal.dispose(opened, file, REASON)
    assert {one.path for one in made.unreached} == {str(stick), str(tmp_path / "one.backup")}
    away.rename(stick)
    again = _again(own)
    assert [path for path in _everything(stick) if file in str(path)] == []
    [now] = disposal.disposals(again)
    assert {one.path for one in now.unreached} == {str(tmp_path / "one.backup")}
    assert next(one for one in now.places if one.path == str(stick)).later


@pytest.mark.parametrize("cut", ["destroy_file_key", "remove_all", "_write"])
def test_ended_in_the_middle_it_is_finished_at_the_next_start(own, editions, monkeypatch, cut):
    opened = own[-1]
    file = _made(opened, editions)
    writes = []

    def ended(*_args, **_kwargs):
        raise KeyboardInterrupt

    def second_write(*args):
        writes.append(args)
        if len(writes) > 1:
            raise KeyboardInterrupt
        return real(*args)

    real = destruction._write
    owner, name, stand_in = {
        "destroy_file_key": (Vault, "destroy_file_key", ended),
        "remove_all": (backups, "remove_all", ended),
        "_write": (destruction, "_write", second_write),
    }[cut]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, stand_in)
        with pytest.raises(KeyboardInterrupt):
            disposal.dispose(opened, file, REASON)
    again = _again(own)
    assert again.finished == ("Exampleshire",)
    assert again.files() == ()
    assert [path for path in _everything(again.folder) if file in str(path)] == []
    [made] = disposal.disposals(again)
    assert (made.la, made.reason, bool(made.done)) == ("Exampleshire", REASON, True)
    assert dict(made.counts)["Child's card"] == 1


def test_a_damaged_file_is_not_disposed_of_since_a_hold_cannot_be_read(own, editions):
    opened = own[-1]
    file = _made(opened, editions)
    path = opened.folder / "inspections" / f"{file}.db"
    path.write_bytes(b"\0" * 8192)
    with pytest.raises((DamagedFileError, StorageError)):
        disposal.dispose(opened, file, REASON)
    assert [one.file for one in opened.files()] == [file]


def test_another_file_of_the_same_inspection_is_named(own, editions):
    opened = own[-1]
    file = _made(opened, editions)
    entry = opened.entry(file)
    opened.vault.put_file(
        type(entry)(file="feedfacefeedface", inspection=entry.inspection, key=b"k" * 32)
    )
    assert disposal.look(opened, file).others == ("feedfacefeedface",)
    assert Case.KIND == "case"
