"""The pages beside the text: they keep their place and size, and know where paragraphs are."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ilacs_desktop.publish import model
from ilacs_desktop.publish.pdf import render
from ilacs_desktop.ui.pages.report.paper import PreviewPane

WORDS = "Social workers know children well and visit them often enough. " * 8


def drawn(words: dict[int, str] | None = None, count: int = 40):
    """Return a document of paragraphs p0 to p39; some may have words of their own."""
    given = words or {}
    blocks = tuple(
        model.Paragraph(model.plain(given.get(number, WORDS)), number + 1, f"p{number}")
        for number in range(count)
    )
    return render(model.Publication(model.Kind.REPORT, "Title", blocks, date(2026, 7, 1)))


@pytest.fixture
def pane(qtbot):
    made = PreviewPane()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_rendered(drawn())
    return made


def seen_at(paper, block: str) -> int:
    """Return how far down the view a block begins."""
    return paper._boxes(block)[0].top() - paper.verticalScrollBar().value()


def test_what_is_written_in_stays_where_it_is_when_words_come_before_it(pane):
    paper = pane.paper
    paper.scroll_to("p20")
    at = seen_at(paper, "p20")
    pane.show_rendered(drawn({3: WORDS * 3, 20: WORDS * 2}))
    assert seen_at(paper, "p20") == pytest.approx(at, abs=1)


def test_without_a_mark_the_first_in_view_stays(pane):
    paper = pane.paper
    paper.verticalScrollBar().setValue(paper._boxes("p12")[0].top())
    pane.show_rendered(drawn({0: WORDS * 4}))
    assert seen_at(paper, "p12") == pytest.approx(0, abs=1)


def test_a_paragraph_that_went_away_does_no_harm(pane):
    pane.paper.scroll_to("p39")
    pane.show_rendered(drawn(count=2))
    assert pane.paper.page == 1


def test_the_size_is_kept_when_it_is_drawn_again_and_when_the_window_changes(pane):
    paper = pane.paper
    paper.scroll_to("p20")
    at, width = seen_at(paper, "p20"), paper._pages()[0].width()
    pane.larger.click()
    pane.larger.click()
    assert paper._pages()[0].width() == pytest.approx(width * 1.25**2, rel=0.01)
    assert seen_at(paper, "p20") == pytest.approx(at, abs=1)
    pane.show_rendered(drawn({3: WORDS * 3}))
    assert paper._pages()[0].width() == pytest.approx(width * 1.25**2, rel=0.01)
    assert seen_at(paper, "p20") == pytest.approx(at, abs=1)
    pane.resize(520, 600)
    assert paper._pages()[0].width() > width * 1.25**2
    pane.smaller.click()
    pane.smaller.click()
    pane.smaller.click()
    assert paper.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("times", [0, 3])
def test_the_boxes_are_those_of_the_view_itself(pane, times):
    """The scroll bars are the view's own sums: they must come to the same as ours."""
    paper = pane.paper
    for _ in range(times):
        pane.larger.click()
    pages, margins = paper._pages(), paper.documentMargins()
    whole = pages[-1].bottom() + 1 + margins.bottom()
    assert paper.verticalScrollBar().maximum() == pytest.approx(
        whole - paper.viewport().height(), abs=len(pages) + paper.pageSpacing()
    )
    wide = pages[0].width() + margins.left() + margins.right()
    spare = max(0, wide - paper.viewport().width())
    assert paper.horizontalScrollBar().maximum() == pytest.approx(spare, abs=1)


def test_a_click_finds_its_paragraph_at_any_size(pane, qtbot):
    paper = pane.paper
    pane.larger.click()
    paper.scroll_to("p7")
    box = paper._boxes("p7")[0]
    point = box.center() - QPoint(
        paper.horizontalScrollBar().value(), paper.verticalScrollBar().value()
    )
    with qtbot.waitSignal(pane.block_clicked) as told:
        QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.args == ["p7"]


def test_keys_and_wheel_change_the_size(pane):
    paper = pane.paper
    width = paper._pages()[0].width()
    QTest.keyClicks(paper, "+")
    assert paper._pages()[0].width() > width
    QTest.keyClicks(paper, "0")
    assert paper._pages()[0].width() == width
    middle = QPointF(paper.viewport().rect().center())
    turn = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(paper.viewport(), turn)
    assert paper._pages()[0].width() > width
