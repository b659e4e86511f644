from __future__ import annotations

import shutil

import pytest

from ilacs_desktop.annex_a.spec import FILES, load_spec, spare_key
from ilacs_desktop.errors import DamagedFileError
from ilacs_desktop.paths import resource


def test_the_lists_have_the_official_widths(spec) -> None:
    assert [len(one.layout("2019")) for one in spec.lists] == [
        7,
        8,
        11,
        12,
        14,
        14,
        17,
        34,
        13,
        16,
        19,
    ]
    assert [len(one.layout("2024")) for one in spec.lists] == [
        7,
        8,
        11,
        12,
        14,
        14,
        17,
        34,
        17,
        16,
        19,
    ]


def test_no_heading_of_a_list_means_two_of_its_columns(spec) -> None:
    for one in spec.lists:
        titles = {c.title: c.key for c in one.columns}
        for title, key in titles.items():
            form = title.casefold()
            found = spec.lookup[one.number][
                "".join(ch for ch in form if ch.isascii() and ch.isalnum())
            ]
            assert found == (key, True)


def test_names_of_practitioners_and_postcodes_are_restricted(spec) -> None:
    restricted = {
        (one.number, c.key)
        for one in spec.lists
        for c in one.columns
        if spec.restricted(one.number, c.key)
    }
    assert {key for _, key in restricted} == {"worker", "personal_adviser", "placement_postcode"}
    assert (9, "personal_adviser") in restricted
    assert spec.restricted(1, spare_key(9))
    assert not spec.restricted(1, "child_id")


def test_rules_name_columns_and_codes_that_exist(spec) -> None:
    for rule in spec.rules:
        for number in rule.lists:
            keys = {c.key for c in spec.list_spec(number).columns}
            if rule.kind in {"rows", "repeat", "varies", "window", "status", "missing_from"}:
                assert rule.when.columns <= keys, rule.id
                assert set(rule.columns) <= keys, rule.id
                assert not rule.column or rule.column in keys, rule.id
            for wanted in (rule.when.codes, rule.when.not_codes):
                for key, codes in wanted.items():
                    assert set(codes) <= set(spec.values.set_for(key).labels), rule.id
        if rule.kind == "status":
            labels = spec.values.set_for(rule.other_column).labels
            assert set(rule.codes) <= set(labels), rule.id


def test_events_name_columns_that_exist(spec) -> None:
    for event in spec.events:
        keys = {c.key for c in spec.list_spec(event.list_number).columns} | {""}
        assert {event.date, event.since, *event.detail} <= keys, event.title


def test_a_pinned_copy_is_the_same_and_has_the_same_digest(tmp_path, spec) -> None:
    for name in FILES:
        shutil.copy(resource("annex_a", name), tmp_path / name)
    assert load_spec(tmp_path).digest == spec.digest
    lists = tmp_path / "lists.toml"
    lists.write_text(lists.read_text("utf-8").replace("Contacts", "Contacts made", 1), "utf-8")
    assert load_spec(tmp_path).digest != spec.digest


@pytest.mark.parametrize("name", FILES)
def test_a_malformed_or_missing_resource_is_named(tmp_path, name: str) -> None:
    for other in FILES:
        shutil.copy(resource("annex_a", other), tmp_path / other)
    (tmp_path / name).write_text("{ not = this", "utf-8")
    with pytest.raises(DamagedFileError, match="malformed"):
        load_spec(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(DamagedFileError, match=name):
        load_spec(tmp_path)


def test_the_resources_stay_compact() -> None:
    assert sum(resource("annex_a", name).stat().st_size for name in FILES) < 600_000
