"""Whatever is altered in a file by someone who holds its key is named."""

from __future__ import annotations

import pytest

from ilacs_desktop.store.proof.verify import verify

BODY_COLUMNS = {
    "ms": "ms + 1",
    "counter": "counter + 1",
    "wall": "wall || 'x'",
    "author": "'somebody else'",
    "schema": "schema + 1",
    "step": "step || 'x'",
    "step_name": "'Another command'",
    "action": "'settle'",
    "undoes": "'x'",
    "kind": "'finding'",
    "record": "record || 'x'",
    "extra": """'{"origin":["p","2020-01-01"]}'""",
    "previous": "zeroblob(32)",
    "hash": "zeroblob(32)",
}


@pytest.fixture
def desk(laptop):
    """Return a file with two replicas' chains, a typed text, a deletion and a strike-out."""
    ann, ben = laptop("ann"), laptop("ben")
    record = ann.make(record="r1", text="Zebedee was seen", assumed=["method"])
    ann.give(ben)
    ben.edit(record, text="ben's", effect="safer")
    ben.give(ann)
    ann.make(record="r2", text="another")
    ann.type("r2", "typed on")
    ann.delete("r2")
    ann.strike(record, "Zebedee")
    assert ann.verdict().is_good
    return ann


def loosen(connection):
    """Do away with the triggers, as anybody can who holds the key."""
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys = OFF")


def altered(desk, statement, *arguments):
    connection = desk.file.connection
    loosen(connection)
    assert connection.execute(statement, arguments).rowcount == 1
    return verify(connection).faults


def test_a_whole_file_is_proved_and_counted(desk):
    verdict = desk.verdict()
    assert verdict.is_good
    assert (verdict.entries, verdict.records, verdict.gaps) == (6, 2, 1)


@pytest.mark.parametrize("column", BODY_COLUMNS)
@pytest.mark.parametrize("seq", [1, 2, 5])
def test_an_altered_part_of_an_entry_is_named(desk, column, seq):
    replica = desk.file.replica
    faults = altered(
        desk,
        f"UPDATE journal SET {column} = {BODY_COLUMNS[column]} WHERE replica = ? AND seq = ?",
        replica,
        seq,
    )
    assert any(f"Entry {seq} of laptop {replica}" in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value", '"altered"'),
        ("value", "not json"),
        ("value", None),
        ("salt", b"0" * 16),
        ("salt", "text"),
        ("commitment", b"0" * 32),
        ("commitment", 7),
        ("replaces", '[["somebody",1]]'),
        ("replaces", "{"),
        ("field", "effect"),
    ],
)
def test_an_altered_part_of_a_value_is_named(desk, column, value):
    replica = desk.file.replica
    faults = altered(
        desk,
        f"UPDATE journal_value SET {column} = ? WHERE replica = ? AND seq = 2 AND field = 'text'",
        value,
        replica,
    )
    assert any(f"Entry 2 of laptop {replica}" in fault for fault in faults), faults


@pytest.mark.parametrize("extra", ["{", "[]", '{"covers":[1]}', '{"origin":[]}', '{"struck":"x"}'])
def test_an_entry_that_cannot_be_read_is_named(desk, extra):
    faults = altered(
        desk, "UPDATE journal SET extra = ? WHERE replica = ? AND seq = 2", extra, desk.file.replica
    )
    assert any("Entry 2 of laptop" in fault for fault in faults)


@pytest.mark.parametrize("seq", [1, 2, 5])
def test_a_missing_entry_is_named(desk, seq):
    connection, replica = desk.file.connection, desk.file.replica
    loosen(connection)
    connection.execute("DELETE FROM journal WHERE replica = ? AND seq = ?", (replica, seq))
    faults = verify(connection).faults
    last = "newest entry is not the one it signed" if seq == 5 else "missing before it"
    assert any(last in fault for fault in faults), faults


def test_a_chain_cut_short_at_its_end_is_named_for_other_laptops_too(desk):
    connection, replica = desk.file.connection, desk.file.replica
    loosen(connection)
    (other,) = set(desk.replicas()) - {replica}
    connection.execute("DELETE FROM journal_value WHERE replica = ?", (other,))
    connection.execute("DELETE FROM journal WHERE replica = ?", (other,))
    faults = verify(connection).faults
    assert any(f"Laptop {other}" in fault for fault in faults), faults


def test_a_missing_value_is_named(desk):
    faults = altered(
        desk,
        "DELETE FROM journal_value WHERE replica = ? AND seq = 2 AND field = 'text'",
        desk.file.replica,
    )
    assert any("Entry 2" in fault for fault in faults)


def test_two_entries_that_changed_places_are_named(desk):
    connection, replica = desk.file.connection, desk.file.replica
    loosen(connection)
    for table in ("journal", "journal_value"):
        for old, new in ((2, 99), (3, 2), (99, 3)):
            connection.execute(
                f"UPDATE {table} SET seq = ? WHERE replica = ? AND seq = ?", (new, replica, old)
            )
    faults = verify(connection).faults
    assert any("Entry 2" in fault for fault in faults)


def test_a_chain_of_another_file_put_in_its_place_is_named(desk, laptop):
    """Every hash in the other chain fits; the signature of this one's head does not."""
    connection, replica = desk.file.connection, desk.file.replica
    loosen(connection)
    copy = laptop("copy")
    copy.make(record="r1", text="made up")
    connection.execute("DELETE FROM journal_value WHERE replica = ?", (replica,))
    connection.execute("DELETE FROM journal WHERE replica = ?", (replica,))
    for table in ("journal", "journal_value"):
        for row in copy.file.connection.execute(f"SELECT * FROM {table}").fetchall():
            marks = ",".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", (replica, *row[1:]))
    faults = verify(connection).faults
    assert any("hash does not fit" in fault for fault in faults)
    assert any("not the one it signed" in fault for fault in faults)


@pytest.mark.parametrize("column", ["head_seq", "head_hash", "head_signature", "public_key"])
@pytest.mark.parametrize("is_own", [True, False])
def test_an_altered_signed_head_is_named(desk, column, is_own):
    (other,) = set(desk.replicas()) - {desk.file.replica}
    replica = desk.file.replica if is_own else other
    value = {"head_seq": "head_seq + 1", "head_hash": "'00'"}.get(column, "zeroblob(32)")
    faults = altered(desk, f"UPDATE replica SET {column} = {value} WHERE id = ?", replica)
    assert any(f"Laptop {replica}" in fault for fault in faults)


def test_a_head_without_its_signature_is_named(desk):
    faults = altered(
        desk, "UPDATE replica SET head_signature = NULL WHERE id = ?", desk.file.replica
    )
    assert faults == (f"Laptop {desk.file.replica}: its newest entry is not signed",)


@pytest.mark.parametrize("column", ["text", "assumed", "to_write_up"])
def test_a_row_that_is_not_what_the_journal_says_is_named(desk, column):
    faults = altered(desk, f"UPDATE evidence SET {column} = '[]' WHERE id = 'r1'")
    assert faults == ("Record r1 (evidence): its row is not what the journal says",)


@pytest.mark.parametrize("state", ["{}", "not json"])
def test_a_state_that_is_not_what_the_journal_says_is_named(desk, state):
    faults = altered(desk, "UPDATE record SET state = ? WHERE id = 'r1'", state)
    assert faults == ("Record r1 (record): its row is not what the journal says",)


def test_a_row_without_a_record_and_a_record_without_a_row_are_named(desk):
    faults = altered(desk, "DELETE FROM evidence WHERE id = 'r1'")
    assert faults == ("Record r1 (evidence): its row is not what the journal says",)
    faults = altered(desk, "INSERT INTO evidence(id, text) VALUES ('r7', 'made up')")
    assert any("r7" in fault for fault in faults)


def test_a_value_taken_out_by_no_strike_out_is_named(desk):
    faults = altered(
        desk,
        "UPDATE journal_value SET value = NULL, salt = NULL"
        " WHERE replica = ? AND seq = 2 AND field = 'text'",
        desk.file.replica,
    )
    assert any("taken out by no strike-out" in fault for fault in faults)


def test_a_struck_value_put_back_is_named(desk):
    faults = altered(
        desk,
        "UPDATE journal_value SET value = '\"Zebedee\"', salt = zeroblob(16)"
        " WHERE replica = ? AND seq = 1 AND field = 'text'",
        desk.file.replica,
    )
    assert any("was struck out and is still there" in fault for fault in faults)


def test_an_altered_list_of_what_was_struck_out_is_named(desk):
    faults = altered(desk, "DELETE FROM struck")
    assert faults == ("The list of struck-out values is not what the journal says",)


def test_triggers_forbid_changing_what_is_sealed(desk):
    connection = desk.file.connection
    for statement in (
        "UPDATE journal SET author = 'x'",
        "DELETE FROM journal",
        "UPDATE journal_value SET value = '\"x\"'",
        "UPDATE journal_value SET value = NULL, salt = NULL",
        "DELETE FROM journal_value",
    ):
        with pytest.raises(Exception, match=r"only ever|never changed"):
            connection.execute(statement)
    assert desk.verdict().is_good


def test_a_check_that_was_cancelled_proves_nothing_and_accuses_nobody(desk):
    asked = iter([False, False, True])
    verdict = verify(desk.file.connection, lambda: next(asked))
    assert (verdict.is_whole, verdict.is_good, verdict.faults) == (False, False, ())
    assert verdict.entries == 2


def test_a_file_is_checked_as_it_stood_though_it_is_written_meanwhile(desk):
    from ilacs_desktop.store.reading import Reading

    reading = Reading(desk.path, desk.key)

    def write_once(done=[]):  # noqa: B006
        if not done:
            done.append(True)
            desk.edit("r1", effect="written during the check")
        return False

    assert reading.verify(write_once).is_good
    reading.close()


def test_only_so_many_faults_are_listed(desk):
    for number in range(30):
        desk.make(record=f"n{number}", text="x")
    connection = desk.file.connection
    loosen(connection)
    connection.execute("UPDATE evidence SET text = 'altered'")
    assert len(verify(connection).faults) == 20
