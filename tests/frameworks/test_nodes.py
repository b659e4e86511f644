from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_desktop.frameworks import nodes
from ilacs_desktop.frameworks.nodes import FaultError, Source, merged, read_toml, tree


def plain(node):
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def together(base, own):
    return plain(merged(tree(base, Source(Path("base.toml"))), tree(own, Source(Path("own.toml")))))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b"a = 1\nb = \n", 2, "not valid TOML"),
        (b"a = 1\n\n[t]\na = 1\na = 2\n", 5, "not valid TOML"),
        (b"a = 1\nb = '''open\n", 2, "not valid TOML"),
        (b"a = 1\r\nb = ?\r\n", 2, "not valid TOML"),
        (b"a = 1\n# caf\xe9\nb = 2\n", 2, "not UTF-8"),
    ],
)
def test_what_is_not_toml_is_named_with_its_line(tmp_path, text, line, words):
    file = tmp_path / "bad.toml"
    file.write_bytes(text)
    with pytest.raises(FaultError) as caught:
        read_toml(file)
    assert caught.value.fault.line == line
    assert words in caught.value.fault.reason
    assert str(caught.value.fault).startswith(f"{file}, line {line}: ")


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path):
    with pytest.raises(FaultError, match="cannot be read"):
        read_toml(tmp_path / "absent.toml")
    with pytest.raises(FaultError, match="cannot be read"):
        read_toml(tmp_path)


def test_a_huge_or_deep_file_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "deep.toml"
    file.write_text("a = " + "[" * 50_000, encoding="utf-8")
    with pytest.raises(FaultError, match="nested too deeply"):
        read_toml(file)
    monkeypatch.setattr(nodes, "MAX_BYTES", 10)
    with pytest.raises(FaultError, match="too large"):
        read_toml(file)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    file = tmp_path / "bom.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert plain(read_toml(file)) == {"a": 1}


def test_tables_merge_key_by_key_and_plain_lists_are_replaced():
    base = {"a": {"x": 1, "y": 2}, "order": ["one", "two"], "rest": True}
    assert together(base, {"a": {"y": 3}, "order": ["two"]}) == {
        "a": {"x": 1, "y": 3},
        "order": ["two"],
        "rest": True,
    }


def test_keyed_lists_merge_item_by_item_and_keep_their_order():
    base = {"rows": [{"key": "one", "n": 1, "m": 1}, {"key": "two", "n": 2}]}
    own = {"rows": [{"key": "three"}, {"key": "one", "n": 9}]}
    assert together(base, own) == {
        "rows": [{"key": "one", "n": 9, "m": 1}, {"key": "two", "n": 2}, {"key": "three"}]
    }


def test_a_key_twice_in_one_file_stays_twice_to_be_found():
    base = {"rows": [{"key": "one"}]}
    own = {"rows": [{"key": "one", "n": 1}, {"key": "one", "n": 2}]}
    assert together(base, own) == {"rows": [{"key": "one", "n": 1}, {"key": "one", "n": 2}]}


def test_a_merged_value_remembers_the_file_it_was_written_in():
    base = tree({"t": {"a": 1, "b": 2}}, Source(Path("base.toml")))
    own = tree({"t": {"b": 3}}, Source(Path("own.toml")))
    node = merged(base, own)
    assert node.at("t", "a").source.file.name == "base.toml"
    assert node.at("t", "b").source.file.name == "own.toml"
    assert node.at("t", "absent").path == ("t",)
