from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.store.connection import connect


@dataclass(frozen=True)
class Block:
    key: str
    values: tuple


@dataclass(frozen=True)
class List:
    number: int
    rows: int
    columns: tuple


@dataclass(frozen=True)
class Rule:
    person_key: str


class Rules:
    """Reading rules as far as the store asks for them."""

    def list_spec(self, number):
        return Rule("child" if number != 11 else "")

    def restricted(self, _number, key):
        return key in ("practitioner", "postcode")


def a_list(number=3, rows=1_300, **columns):
    blocks = {
        "child": tuple(f"C{row % 100}" for row in range(rows)),
        "age": tuple(row % 18 if row % 7 else None for row in range(rows)),
        "practitioner": tuple(f"Prac Titioner{row % 9}" for row in range(rows)),
        **columns,
    }
    return List(number, rows, tuple(Block(key, values) for key, values in blocks.items()))


def received(connection, *lists, data_set="d1", finish=True):
    annex_rows.begin(connection, data_set)
    for one in lists:
        for batch in annex_rows.batches(one, Rules()):
            annex_rows.write(connection, data_set, batch)
    if finish:
        annex_rows.finish(connection, data_set)


@pytest.fixture
def connection(laptop):
    return laptop().file.connection


def test_a_data_set_is_not_seen_before_all_of_it_is_there(connection):
    received(connection, a_list(), finish=False)
    assert annex_rows.lists(connection, "d1") == {}
    assert annex_rows.columns(connection, "d1", 3) == {}
    assert annex_rows.child_rows(connection, "d1", "C1") == {}
    assert annex_rows.row_slice(connection, "d1", 3, 0, 10) == ()
    assert annex_rows.restricted(connection, "d1", 3) == {}
    annex_rows.finish(connection, "d1")
    assert annex_rows.lists(connection, "d1") == {3: (1_300, ("child", "age"))}


def test_whole_columns_come_back_as_they_were(connection):
    one = a_list(text=tuple(f"é\n{row}" for row in range(1_300)))
    received(connection, one)
    found = annex_rows.columns(connection, "d1", 3)
    assert found == {
        block.key: block.values for block in one.columns if block.key != "practitioner"
    }


def test_only_the_columns_wanted_are_given(connection):
    received(connection, a_list())
    found = annex_rows.columns(connection, "d1", 3, ("age", "practitioner", "unknown"))
    assert set(found) == {"age"}


def test_a_child_is_found_in_every_list(connection):
    one, other, none = a_list(3), a_list(6, 40), a_list(11, 40)
    received(connection, one, other, none)
    found = annex_rows.child_rows(connection, "d1", "C37")
    assert set(found) == {3, 6}
    assert found[3]["child"] == ("C37",) * 13
    ages = one.columns[1].values
    assert found[3]["age"] == tuple(ages[row] for row in range(37, 1_300, 100))
    assert "practitioner" not in found[3]
    assert annex_rows.child_rows(connection, "d1", "nobody") == {}


@given(st.integers(0, 1_400), st.integers(0, 1_400))
@settings(max_examples=settings.default.max_examples // 2)
def test_a_slice_is_the_rows_asked_for(laptop, first, count):
    one = a_list()
    key = f"slice-{first}-{count}"
    connection = laptop(key).file.connection if not hasattr(laptop, "held") else laptop.held
    laptop.held = connection
    if not annex_rows.lists(connection, "d1"):
        received(connection, one)
    rows = list(zip(one.columns[0].values, one.columns[1].values, strict=True))
    assert (
        list(annex_rows.row_slice(connection, "d1", 3, first, count)) == rows[first : first + count]
    )


def test_a_slice_has_its_columns_in_the_order_asked_for(connection):
    received(connection, a_list())
    found = annex_rows.row_slice(connection, "d1", 3, 511, 2, ("age", "unknown", "child"))
    assert found == ((None, None, "C11"), (512 % 18, None, "C12"))


def test_names_and_postcodes_are_only_given_when_asked_for(connection):
    one = a_list()
    received(connection, one)
    assert annex_rows.column_keys(connection, "d1", 3) == ("child", "age")
    assert annex_rows.restricted(connection, "d1", 3) == {"practitioner": one.columns[2].values}
    rows = connection.execute("SELECT body FROM annex_chunk").fetchall()
    sealed = connection.execute("SELECT sealed FROM annex_restricted").fetchone()[0]
    assert b"Titioner" not in sealed
    import zstandard

    assert all(b"Titioner" not in zstandard.ZstdDecompressor().decompress(row[0]) for row in rows)


def test_a_list_without_restricted_columns_has_none(connection):
    one = List(4, 2, (Block("child", ("a", "b")),))
    received(connection, one)
    assert annex_rows.restricted(connection, "d1", 4) == {}


@pytest.mark.parametrize("other", ["another data set", "another list", "a byte"])
def test_restricted_columns_altered_or_moved_are_refused(connection, other):
    received(connection, a_list(3), a_list(6))
    received(connection, a_list(3), data_set="d2")
    if other == "another data set":
        statement = "UPDATE annex_key SET key = zeroblob(32)"
    elif other == "another list":
        statement = (
            "UPDATE annex_restricted SET sealed = (SELECT sealed FROM annex_restricted"
            " WHERE list = 6) WHERE list = 3"
        )
    else:
        statement = "UPDATE annex_restricted SET sealed = CAST(sealed || x'00' AS BLOB)"
    connection.execute(statement)
    with pytest.raises(DamagedFileError, match="List 3"):
        annex_rows.restricted(connection, "d1", 3)


def test_an_empty_list_is_a_list(connection):
    received(connection, List(7, 0, (Block("child", ()), Block("age", ()))))
    assert annex_rows.lists(connection, "d1") == {7: (0, ("child", "age"))}
    assert annex_rows.columns(connection, "d1", 7) == {"child": (), "age": ()}
    assert annex_rows.row_slice(connection, "d1", 7, 0, 5) == ()


def test_beginning_again_leaves_nothing_of_the_first_try(connection):
    received(connection, a_list(3), a_list(6), finish=False)
    received(connection, a_list(3, 10))
    assert annex_rows.lists(connection, "d1") == {3: (10, ("child", "age"))}


def test_what_was_never_finished_is_told(connection):
    received(connection, a_list(3, 5), data_set="whole")
    received(connection, a_list(3, 5), data_set="no record")
    received(connection, a_list(3, 5), data_set="half", finish=False)
    assert set(annex_rows.unfinished(connection, {"whole", "half"})) == {"no record", "half"}
    annex_rows.discard(connection, "half")
    annex_rows.discard(connection, "never there")
    assert annex_rows.unfinished(connection, {"whole", "no record"}) == ()


def test_a_destroyed_data_set_is_gone_with_its_key(laptop):
    one = laptop()
    connection = one.file.connection
    received(connection, a_list(3), data_set="d1")
    received(connection, a_list(3, 7), data_set="d2")
    annex_rows.destroy(connection, "d1")
    assert annex_rows.lists(connection, "d1") == {}
    assert annex_rows.restricted(connection, "d1", 3) == {}
    assert annex_rows.lists(connection, "d2") == {3: (7, ("child", "age"))}
    for table in ("key", "restricted", "child", "chunk", "list"):
        held = connection.execute(f"SELECT DISTINCT set_no FROM annex_{table}").fetchall()
        assert len(held) == 1, table
    assert one.verdict().is_good


def test_a_reader_sees_rows_beside_the_writer(laptop):
    one = laptop()
    received(one.file.connection, a_list())
    reader = connect(one.path, one.key, read_only=True)
    assert len(annex_rows.columns(reader, "d1", 3)["age"]) == 1_300
    assert annex_rows.child_rows(reader, "d1", "C5")[3]["child"] == ("C5",) * 13
    reader.close()


def test_rows_are_left_out_of_the_proof(laptop):
    one = laptop()
    one.make(text="x")
    received(one.file.connection, a_list())
    assert one.verdict().is_good
