"""A chip says its kind by word and shape, not by colour alone."""

from __future__ import annotations

import pytest

from ilacs_desktop.ui.widgets.chip import SHAPES, Chip, chip_spoken


@pytest.mark.parametrize("kind", SHAPES)
def test_every_kind_shows_its_shape_and_has_a_name(qtbot, dressed, kind):
    chip = Chip(kind, "visits lapsed")
    qtbot.addWidget(chip)
    assert chip.text().startswith(SHAPES[kind])
    assert "visits lapsed" in chip.accessibleName()


def test_meanings_differ_without_colour():
    meanings = ["strength", "concern", "risk", "one", "ask", "done"]
    assert len({SHAPES[kind] for kind in meanings}) == len(meanings)


def test_nothing_is_said_twice():
    assert chip_spoken("concern", "Concern") == "concern"
    assert chip_spoken("risk", "") == "immediate risk"
    assert chip_spoken("neutral", "tracked") == "tracked"


def test_a_chip_can_change(qtbot, dressed):
    chip = Chip("neutral", "open")
    qtbot.addWidget(chip)
    chip.show_chip("done", "done")
    assert chip.kind == "done"
    assert chip.text() == "✓ done"
    assert chip.property("chip") == "done"
