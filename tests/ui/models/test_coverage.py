"""The coverage table: an honest item model whose cells read as sentences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.services.findings.coverage import AreaCoverage, Cell, TopicRow
from ilacs_desktop.ui.models.coverage import (
    CoverageModel,
    findings_words,
    marks_of,
    signs,
    summary_lines,
)

COLUMNS = (("record", "Child's record"), ("own-kind", "Own kind"))


WHOLE = Cell(2, 1, 1, ("x", "y", "z", "w"), children=1, inspectors=2, sources=2)


def topic(key="t", **more):
    values = {
        "key": key, "label": key.upper(), "area": "a",
        "cells": (Cell(2, 1, 0, ("x", "y", "z")), Cell(0, 0, 1, ("w",))),
        "whole": WHOLE, **more,
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
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Topic", "Record", "Own", "Comes to"]


def test_the_same_topics_again_keep_the_place(model):
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show_area(AreaCoverage("a", "Area", (topic("t", findings=("f",)), topic("u"))), COLUMNS)
    assert resets == []
    model.show_area(AreaCoverage("b", "Other", (topic("v"),)), COLUMNS)
    assert resets == [1]
    model.show_area(None, COLUMNS)
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("more", "marks"),
    [
        ({}, []),
        ({"whole": Cell(1, notes=("x",), sources=1)}, [("one", "one source")]),
        ({"is_disputed": True}, [("concern", "disputed")]),
        ({"set_aside": True, "whole": Cell()}, [("neutral", "set aside")]),
        ({"whole": Cell()}, [("neutral", "nobody yet")]),
    ],
)
def test_marks_beside_a_topic_are_never_red_and_never_a_score(more, marks):
    assert [(one.kind, one.text) for one in marks_of(topic(**more))] == marks


def test_a_row_comes_to_sides_sources_children_inspectors_and_findings():
    lines = summary_lines(topic(findings=("f", "g")))
    assert lines == ("+ 2 △ 1 · 1   2 sources", "1 child, 2 inspectors")
    assert findings_words(topic(findings=("f", "g"))) == "2 findings"
    assert findings_words(topic(whole=Cell())) == ""
    assert summary_lines(topic(whole=Cell())) == ()


def test_each_cell_reads_as_a_sentence_and_its_description_says_by_whom(model):
    spoken, more = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole
    assert model.index(0, 1).data(spoken) == "T, Child's record: 2 strengths, 1 concern"
    assert model.index(0, 2).data(spoken) == "T, Own kind: 1 neither"
    assert model.index(0, 0).data(spoken) == "T: 2 strengths, 1 concern, 1 neither"
    assert model.index(0, 3).data(spoken) == (
        "T, all sources: 2 strengths, 1 concern, 1 neither, 2 sources, 1 child, 2 inspectors, "
        "no finding yet"
    )
    assert model.index(0, 0).data(more) == "2 sources, 1 child, 2 inspectors"


def test_the_shortest_headings_are_read_in_full(model):
    model.set_heads(folded=True, brief=True)
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert heads == ["", "Rec.", "Own."]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.headerData(1, Qt.Orientation.Horizontal, spoken) == "Child's record"
    assert model.headerData(0, Qt.Orientation.Horizontal, spoken) == "Topic"
    assert model.brief_words() == "Rec. Child's record · Own. Own kind"


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


def test_notes_without_a_source_are_not_called_one_source():
    bare = topic("t", whole=Cell(1, 0, 0, ("x",), inspectors=1))
    assert [one.text for one in marks_of(bare)] == ["no source said"]
    assert summary_lines(bare)[0].endswith("no source said")
    assert not bare.is_one_source
