"""The coverage table: an honest item model whose cells read as sentences."""

from __future__ import annotations

import pytest

from ilacs_desktop.services.coverage import AreaCoverage, Cell, TopicRow
from ilacs_desktop.ui.models.coverage import CoverageModel, comes_to, signs

COLUMNS = (("record", "Child's record"), ("own-kind", "Own kind"))


def topic(key="t", **more):
    values = {
        "key": key, "label": key.upper(), "area": "a",
        "cells": (Cell(2, 1, 0, ("x", "y", "z")), Cell(0, 0, 1, ("w",))),
        "notes": 3, "children": 1, "inspectors": 1, "sources": 2, "strengths": 2, "concerns": 1,
        "findings": (), "is_disputed": False, "set_aside": False, "reason": "", **more,
    }  # fmt: skip
    return TopicRow(**values)


@pytest.fixture
def model(qapp):
    made = CoverageModel()
    made.show_area(AreaCoverage("a", "Area", (topic("t"), topic("u"))), COLUMNS)
    return made


def test_it_is_a_sound_model(model, qtmodeltester):
    qtmodeltester.check(model)


def test_headings_are_short_and_an_own_origin_goes_by_its_first_word(model):
    from PySide6.QtCore import Qt

    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Topic", "Record", "Own", "Comes to"]


def test_the_same_topics_again_keep_the_place(model):
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show_area(AreaCoverage("a", "Area", (topic("t", notes=4), topic("u"))), COLUMNS)
    assert resets == []
    model.show_area(AreaCoverage("b", "Other", (topic("v"),)), COLUMNS)
    assert resets == [1]
    model.show_area(None, COLUMNS)
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("more", "kind", "text"),
    [
        ({}, "neutral", "2 sources"),
        ({"sources": 1}, "one", "one source"),
        ({"is_disputed": True}, "concern", "disputed"),
        ({"set_aside": True, "notes": 0}, "neutral", "set aside"),
        ({"notes": 0}, "neutral", "nobody yet"),
    ],
)
def test_what_a_topic_comes_to_is_never_red_and_never_a_score(more, kind, text):
    value = comes_to(topic(**more))
    assert (value.kind, value.text) == (kind, text)


def test_sources_about_a_child_stay_and_other_empty_ones_go(model):
    empty = (topic("t", cells=(Cell(), Cell(), Cell(neither=1, notes=("x",)))),)
    columns = (("child", "Child"), ("staff", "Staff"), ("data", "Data"))
    model.show_area(AreaCoverage("a", "Area", empty), columns)
    assert [model.origin(at) for at in range(1, 3)] == ["child", "data"]
    assert model.cell(0, 2).count == 1
    assert model.columnCount() == 4


def test_signs_leave_out_what_is_not_there():
    assert signs(Cell(1, 0, 2, ("a", "b", "c"))) == (("+", 1), ("·", 2))
    assert signs(Cell()) == ()
