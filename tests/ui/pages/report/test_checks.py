"""The checks on the Report page: told soon after typing, gone to by key, accepted by name."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ilacs_desktop.domain.records import Case, CheckAcceptance
from ilacs_desktop.errors import KnownError
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import writing
from ilacs_desktop.ui.pages.report.page import CHECKS, WRITE, ReportPage

AREA = "help-and-protection"


@pytest.fixture
def work(laptop, editions):
    """A short inspection in which one paragraph has a child's ID and one a percentage."""
    made = laptop.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    editing.create(made, Case, "Add child", child_id="9000412")
    for text in ("About 12% of plans are late.", "The plan of 9000412 is clear."):
        writing.add_paragraph(made, AREA, text=text)
    yield made
    made.close()


@pytest.fixture
def page(desk, put_up):
    made = put_up(ReportPage(desk))
    made.outline.choose(AREA)
    return made


@pytest.fixture
def calm(qtbot, page, desk):
    def wait():
        for block in page.writer.blocks.blocks:
            block.flush()
        qtbot.waitUntil(lambda: desk.runner.idle)
        qtbot.waitUntil(
            lambda: not page._pause.isActive() and not page.checker.is_waiting and desk.runner.idle
        )

    wait()
    return wait


def view(page):
    page.set_view(CHECKS)
    return page._views.view(CHECKS)


def shown(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def selected(page):
    block = page.writer.blocks.block(page.writer.current)
    return block.edit.textCursor().selectedText()


def test_f8_goes_to_each_remark_and_selects_its_words(page, calm, qtbot):
    def press(held=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(page.outline.sections, Qt.Key.Key_F8, held)
        block = page.writer.blocks.block(page.writer.current)
        return "" if block.item.is_default else block.edit.textCursor().selectedText()

    page.outline.sections.setFocus()
    count = sum(one.level != "info" for one in page.checker.checked.open)
    turns = [press() for _ in range(count)]
    assert turns[0] == "9000412"
    assert "12%" in turns
    assert press() == "9000412"
    assert press(Qt.KeyboardModifier.ShiftModifier) == turns[-1]


def test_a_remark_explains_itself_and_is_accepted_by_name(page, desk, calm, qtbot):
    checks = view(page)
    assert "1 hard stop bars the published version" in shown(checks)
    assert "Why it matters" in shown(checks.detail)
    assert "What to do" in shown(checks.detail)
    qtbot.mouseClick(checks.detail.accept, Qt.MouseButton.LeftButton)
    calm()
    assert isinstance(desk.troubles.pop(), KnownError)
    checks.detail.reason.setText("The number of a bus.")
    qtbot.mouseClick(checks.detail.accept, Qt.MouseButton.LeftButton)
    calm()
    (held,) = desk.snapshot.all(CheckAcceptance)
    assert (held.reason, held.by) == ("The number of a bus.", "Ann Example")
    assert "9000412" not in f"{held.words}{held.place}{held.rule}"
    assert "No hard stop" in shown(checks)
    assert checks.list.hasFocus()
    checks.switch.choose("accepted")
    assert "Accepted by Ann Example" in shown(checks.detail)
    qtbot.mouseClick(checks.detail.back, Qt.MouseButton.LeftButton)
    calm()
    assert page.checker.checked.count("stop") == 1


def test_enter_goes_from_the_list_to_the_words(page, calm, qtbot):
    checks = view(page)
    qtbot.keyClick(checks.list, Qt.Key.Key_Return)
    assert page.switch.current == WRITE
    assert selected(page) == "9000412"


def test_the_lead_turns_a_check_off_and_on_again(page, desk, calm, qtbot):
    checks = view(page)
    checks.list.choose(next(one.key for one in checks._model.rows if one.check == "percentage"))
    qtbot.mouseClick(checks.detail.off, Qt.MouseButton.LeftButton)
    calm()
    assert "percentage" not in {one.check for one in page.checker.checked.open}
    checks.switch.choose("off")
    assert "turned off for this inspection" in shown(checks.detail)
    qtbot.mouseClick(checks.detail.on, Qt.MouseButton.LeftButton)
    calm()
    assert "percentage" in {one.check for one in page.checker.checked.open}


def test_what_is_typed_is_checked_a_moment_later(page, calm, qtbot):
    edit = page.writer.blocks.blocks[0].edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Most plans are on time.")
    calm()
    assert "percentage" not in {one.check for one in page.checker.checked.open}
