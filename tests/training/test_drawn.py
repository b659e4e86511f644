"""The children that the training inspections speak of are in the made-up lists and fit."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from ilacs_desktop.errors import BadInputError
from ilacs_desktop.training.content import NAMES, Content, load_content
from ilacs_desktop.training.content_values import Draw
from ilacs_desktop.training.drawn import draw_children, la_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilacs_desktop.training.annex_a import LaData


@cache
def drawn(name: str) -> tuple[Content, LaData, dict[str, Mapping[str, Any]]]:
    content = load_content(name)  # type: ignore[arg-type]
    data = la_data(content)
    return content, data, draw_children(content, data)


@pytest.mark.parametrize("name", NAMES)
def test_every_case_has_a_child_of_its_own(name: str) -> None:
    content, _, children = drawn(name)
    assert list(children) == [case.key for case in content.cases]
    ids = [row["Child Unique ID"] for row in children.values()]
    assert len(ids) == len(set(ids))


def test_the_children_of_the_report_are_those_of_the_short_inspection() -> None:
    _, _, short = drawn("short")
    again = draw_children(load_content("short"), la_data(load_content("short")))
    assert {key: row["Child Unique ID"] for key, row in short.items()} == {
        key: row["Child Unique ID"] for key, row in again.items()
    }
    _, _, report = drawn("report")
    assert {key: row["Child Unique ID"] for key, row in report.items()} == {
        key: row["Child Unique ID"] for key, row in short.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_children_are_of_the_age_told(name: str) -> None:
    content, _, children = drawn(name)
    for case in content.cases:
        low, high = case.draw.ages
        assert low <= children[case.key]["Age of Child (Years)"] <= high


def test_a_child_whose_plan_drifts_has_been_in_care_for_long() -> None:
    _, data, children = drawn("short")
    row = children["t3"]
    assert (data.as_at - row["Date Started to be Looked After"]).days > 700
    assert row["Date Ceased to be Looked After"] is None


def test_a_story_that_fits_nobody_is_refused() -> None:
    content, data, _ = drawn("short")
    case = replace(content.cases[0], draw=Draw(list=8, ages=(40, 50)))
    with pytest.raises(BadInputError, match="fits the story of t1"):
        draw_children(replace(content, cases=(case,)), data)
