from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Integer
from sqlcipher3 import dbapi2 as sql

from ilacs_desktop.domain.records import KINDS
from ilacs_desktop.domain.values import field_names, field_type
from ilacs_desktop.store import migrations, tables

FILLED = {str: "x", int: 3, bool: True, tuple: ["x", "y"], dict: {"k": [1, "v"]}}


@pytest.fixture
def fresh():
    connection = sql.connect(":memory:", isolation_level=None)
    for step in migrations.STEPS:
        for statement in step.STATEMENTS:
            connection.execute(statement)
    yield connection
    connection.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_of_a_table_are_exactly_the_fields_of_its_value(kind):
    columns = tables.table(kind).columns
    assert [one.name for one in columns] == ["id", *field_names(kind)]
    for one in columns:
        if one.name != "id":
            wanted = field_type(kind, one.name)
            assert isinstance(one.type, Integer) == (wanted is int), one.name
            assert isinstance(one.type, Boolean) == (wanted is bool), one.name


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_on_disk_are_exactly_those_of_the_table(kind, fresh):
    held = fresh.execute(f'PRAGMA table_info("{kind}")').fetchall()
    assert [row[1] for row in held] == ["id", *field_names(kind)]
    for _, name, form, not_null, _, _ in held:
        assert not_null, name
        if name != "id":
            wanted = "INTEGER" if field_type(kind, name) in (int, bool) else "TEXT"
            assert form == wanted, name


def test_there_is_a_table_for_every_kind_and_no_other():
    assert set(tables.SQLModel.metadata.tables) >= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_comes_back_as_it_was_written(kind, fresh):
    names = field_names(kind)
    values = {name: FILLED[field_type(kind, name)] for name in names}
    cells = [tables.encode(kind, name, values[name]) for name in names]
    fresh.execute(tables.upsert(kind), ["r1", *cells])
    (row,) = fresh.execute(tables.select_all(kind)).fetchall()
    held = tables.decoder(kind)(row)
    assert row[0] == "r1"
    assert held == values
    assert all(type(held[name]) is type(values[name]) for name in names)


@pytest.mark.parametrize("kind", KINDS)
def test_any_fields_of_a_row_can_be_written_alone(kind, fresh):
    names = field_names(kind)
    blank = [tables.encode(kind, name, None) for name in names]
    fresh.execute(tables.upsert(kind), ["r1", *blank])
    fresh.execute(tables.upsert(kind), ["r2", *blank])
    chosen = names[::-2]
    cells = [tables.encode(kind, name, FILLED[field_type(kind, name)]) for name in chosen]
    fresh.execute(tables.update(kind, chosen), [*cells, "r1"])
    rows = {row[0]: tables.decoder(kind)(row) for row in fresh.execute(tables.select_all(kind))}
    for name in names:
        wanted = FILLED[field_type(kind, name)] if name in chosen else None
        assert tables.encode(kind, name, rows["r1"][name]) == tables.encode(kind, name, wanted)
        assert tables.encode(kind, name, rows["r2"][name]) == tables.encode(kind, name, None)
    fresh.execute(tables.remove(kind), ["r1"])
    assert [row[0] for row in fresh.execute(tables.select_all(kind))] == ["r2"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("text", 3), ("text", ["x"]), ("to_write_up", "yes"), ("to_write_up", 1), ("assumed", "x")],
)
def test_a_misfit_stands_as_blank(name, value):
    assert not tables.fits("evidence", name, value)
    assert tables.encode("evidence", name, value) == tables.encode("evidence", name, None)


def test_a_number_too_great_for_a_column_is_a_misfit():
    assert tables.fits("sample_draw", "size", 2**62)
    assert not tables.fits("sample_draw", "size", 2**63)
    assert not tables.fits("sample_draw", "size", True)


@given(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3), max_size=3))
def test_objects_are_kept_as_json(value):
    assert json.loads(tables.encode("sample_draw", "strata", value)) == value
