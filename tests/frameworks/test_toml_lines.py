from __future__ import annotations

import tomllib

import pytest

from ilacs_desktop.frameworks.toml_lines import key_lines, nearest_line
from ilacs_desktop.paths import resource

FILES = sorted(resource("frameworks").rglob("*.toml"))

AWKWARD = '''# [not.a.table]
top = "a # b"
"quoted key".x = 1  # comment
'single' = """
first = 2
[second]
\\""" still inside
end"""
raw = \'\'\'
x = ]\'\'\'
dotted.a.b = [1, [2, 3], # first
  { c = "}", d = [
    "]" ] },
]

[table]
day = 2026-04-01
[[rows]]
key = "one"
[rows.below]
n = 1
[[rows]]
key = "two"
[[rows.items]]
k = true
[[rows.items]]
k = false
'''


def paths_of(value, path=()):
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths_of(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths_of(item, (*path, index))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("quoted key", "x"), 3),
        (("single",), 4),
        (("raw",), 9),
        (("dotted", "a", "b"), 11),
        (("dotted", "a", "b", 1, 1), 11),
        (("dotted", "a", "b", 2), 12),
        (("dotted", "a", "b", 2, "d"), 12),
        (("dotted", "a", "b", 2, "d", 0), 13),
        (("table",), 16),
        (("table", "day"), 17),
        (("rows",), 18),
        (("rows", 0, "key"), 19),
        (("rows", 0, "below", "n"), 21),
        (("rows", 1), 22),
        (("rows", 1, "key"), 23),
        (("rows", 1, "items", 0, "k"), 25),
        (("rows", 1, "items", 1, "k"), 27),
    ],
)
def test_lines_of_an_awkward_file(path, line):
    assert key_lines(AWKWARD)[path] == line


def test_every_path_of_an_awkward_file_is_found_and_no_other():
    assert set(key_lines(AWKWARD)) == set(paths_of(tomllib.loads(AWKWARD)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_key_of_a_shipped_file_stands_on_its_line(file):
    text = file.read_text(encoding="utf-8")
    rows = text.split("\n")
    lines = key_lines(text)
    assert set(lines) == set(paths_of(tomllib.loads(text)))
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert path[-1] in rows[line - 1]


def test_what_is_not_written_has_the_line_of_what_is_around_it():
    lines = key_lines(AWKWARD)
    assert nearest_line(lines, ("rows", 1, "absent")) == 22
    assert nearest_line(lines, ("absent",)) == 1
