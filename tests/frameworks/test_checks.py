from __future__ import annotations

import pytest

from ilacs_desktop.frameworks.loader import load_editions
from ilacs_desktop.paths import resource

HEAD = 'extends = "ilacs-2026"\nkey = "own"\ntitle = "Own"\n'
SHORT = "[[events]]\nkey = 'short'\n"


def faults(own_file, body, base="ilacs-2026"):
    """Return what is wrong with an edition of one's own whose body starts on line 4."""
    file = own_file(HEAD.replace("ilacs-2026", base) + body)
    loaded = load_editions([resource("frameworks"), file.parent])
    return [(fault.line, fault.reason) for fault in loaded.faults]


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("to_date = 2026-01-01\n", 4, "comes before from_date"),
        ("has_overall = true\n", None, "there is an overall grade"),
        ("references = []\n", None, "references are wanted"),
        ("table_order = ['leaders', 'in-care', 'care-leavers']\n", 4, "'help-and-protection'"),
        (
            "body_order = ['help-and-protection', 'in-care',\n 'care-leavers', 'leader']\n",
            5,
            "'leader' is not one of",
        ),
        (
            (
                "[[areas]]\nkey = 'in-care'\n[[areas.topics]]\nkey = 'ld-audit'\n"
                "label = 'x'\ntag = 'M'\n"
            ),
            7,
            "'ld-audit' is a topic of more than one area",
        ),
        ("[[source_kinds]]\nkey = 'child'\norigin = 'chld'\n", 6, "'chld' is not one of"),
        ("[[next_events]]\nkey = 'pathway-1'\nevent = 'brief'\n", 6, "'brief' is not one of"),
        ("[[next_events]]\nkey = 'pathway-1'\npractice_count = 4\n", 6, "only 3 practice areas"),
        ("[[next_events]]\nkey = 'pathway-2'\npractice_count = 1\n", 4, "go together"),
        (SHORT + "lists = [1, 12]\n", 6, "12 is not one of"),
        (SHORT + "documents = ['diary']\n", 6, "'diary' is not one of"),
        (SHORT + "finding_kinds = ['strength', 'worry']\n", 6, "'worry' is not one of"),
        (
            (
                "[[events]]\nkey = 'focused-visit'\n[[events.scope_topics]]\n"
                "key = 'front-door'\ntopics = [\n 'hp-front-door',\n 'hp-back-door']\n"
            ),
            10,
            "'hp-back-door' is not one of",
        ),
        (
            SHORT + "[events.document]\ntitle = 'Inspection of {council}'\n",
            7,
            "{council} is not a placeholder",
        ),
        (SHORT + "[events.document]\nopening = 'Dear {'\n", 7, "has a brace out of place"),
        (
            SHORT + "[[events.document.sections]]\nkey = 'leaders'\n"
            "words = { median = 5, low = 9 }\n",
            8,
            "low, median and high are not in order",
        ),
        (
            SHORT + "[[events.document.sections]]\nkey = 'extra'\nheading = ''\n"
            "role = 'area'\narea = 'in-care'\ntag = 'M'\n",
            None,
            "the areas do not follow body_order",
        ),
    ],
)
def test_what_does_not_agree_names_line_and_reason(own_file, body, line, reason):
    found = [entry for entry in faults(own_file, body) if reason in entry[1]]
    assert found
    assert line is None or line in [at for at, _ in found]


def test_everything_that_disagrees_is_told_at_once(own_file):
    body = "to_date = 2026-01-01\n" + SHORT + "lists = [99]\ndocuments = ['diary']\n"
    assert [line for line, _ in faults(own_file, body)] == [4, 7, 8]


def test_limiting_rules_need_an_overall_grade(own_file):
    found = faults(own_file, "has_overall = false\n", base="ilacs-2023")
    assert "no overall grade to limit" in found[0][1]


def test_a_list_number_or_citation_given_twice_is_found(own_file):
    lists = "lists = [\n {number=1,label='a',period='b',tag='M'},\n"
    lists += " {number=1,label='c',period='d',tag='M'},\n]\n"
    assert (6, "lists 2, number: 1 is there twice") in faults(own_file, lists)
