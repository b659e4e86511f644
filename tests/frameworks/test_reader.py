from __future__ import annotations

import pytest

from ilacs_desktop.frameworks.loader import load_editions
from ilacs_desktop.paths import resource

HEAD = 'extends = "ilacs-2026"\nkey = "own"\ntitle = "Own"\n'


def fault(own_file, body):
    """Return what is wrong with an edition of one's own whose body starts on line 4."""
    file = own_file(HEAD + body)
    loaded = load_editions([resource("frameworks"), file.parent])
    assert [edition.key for edition in loaded.editions] == [
        "ilacs-2018",
        "ilacs-2023",
        "ilacs-2026",
    ]
    (found,) = loaded.faults
    assert found.file == file
    return found


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("has_overal = true\n", 4, "has_overal: is not known here; is has_overall meant?"),
        ("\nhas_overall = 1\n", 5, "has_overall: true or false is wanted, not 1"),
        ("from_date = 2026-04-01T09:00:00\n", 4, "from_date: a date is wanted"),
        ("from_date = 'spring'\n", 4, "from_date: a date is wanted, not 'spring'"),
        ("areas = 4\n", 4, "areas: a list is wanted, not 4"),
        ("areas = ['leaders']\n", 4, "areas 1: a table is wanted, not 'leaders'"),
        ("[[areas]]\nkey = 'new'\n", 4, "areas 1: label is missing"),
        ("[[scale]]\nkey = 'good'\n\nlabel = '  '\n", 7, "scale 1, label: is empty"),
        ("[[scale]]\nkey = 'good'\ntag = 'X'\n", 6, "'X' is not one of D, P, S0"),
        ("[[scale]]\nkey = 'good'\ntag = []\n", 6, "a list is not one of"),
        (
            "[[areas]]\nkey = 'leaders'\ntopics = [\n { key = 'ld-audit', share_seen = 101 },\n]\n",
            7,
            "101 is too large; at most 100 is wanted",
        ),
        ("[[events]]\nkey = 'short'\ndays_on_site = 0\n", 6, "at least 1 is wanted"),
        ("[[events]]\nkey = 'short'\ndays_on_site = true\n", 6, "a whole number is wanted"),
        (
            "[[events]]\nkey = 'short'\n[[events.timetable]]\nkey = 'call'\nstart = '9:30'\n",
            8,
            "'9:30' is not in the form wanted",
        ),
        (
            "[[hold_reasons]]\nkey = 'Not This'\nlabel = 'x'\ntag = 'M'\n",
            5,
            "small letters, figures and single hyphens",
        ),
        (
            (
                "[[hold_reasons]]\nkey = 'new'\nlabel = 'x'\ntag = 'M'\n"
                "[[hold_reasons]]\nkey = 'new'\nlabel = 'y'\ntag = 'M'\n"
            ),
            9,
            "'new' is there twice",
        ),
    ],
)
def test_faults_of_shape_name_line_and_reason(own_file, body, line, reason):
    found = fault(own_file, body)
    assert reason in found.reason
    assert found.line == line
