"""A flowing row wraps instead of cutting."""

from __future__ import annotations

from ilacs_desktop.ui.widgets.buttons import Button
from ilacs_desktop.ui.widgets.chip import Chip
from ilacs_desktop.ui.widgets.flow import FlowRow


def test_it_wraps_and_keeps_the_end_at_the_end(qtbot, dressed):
    row = FlowRow()
    qtbot.addWidget(row)
    chips = [Chip("neutral", f"chip number {number}") for number in range(4)]
    for chip in chips:
        row.add(chip)
    last = Button("Sign off")
    row.add_end(last)
    row.resize(1000, 40)
    row.show()
    assert {chip.y() for chip in chips} == {chips[0].y()}
    assert last.geometry().right() >= 990
    assert row.heightForWidth(150) > row.heightForWidth(1000)
    row.resize(150, 300)
    assert len({chip.y() for chip in chips}) > 1
    assert all(chip.geometry().right() <= 150 for chip in chips)


def test_it_can_be_emptied(qtbot, dressed):
    row = FlowRow()
    qtbot.addWidget(row)
    row.add(Chip("neutral", "x"))
    row.clear()
    assert row.heightForWidth(100) == 0
    row.add(Chip("done", "y"))
    assert row.heightForWidth(100) > 0
