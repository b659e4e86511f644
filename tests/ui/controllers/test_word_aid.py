"""The aid of an open inspection: what a key does to the text, to its history and elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from ilacs_desktop.domain.records import Activity, Evidence
from ilacs_desktop.services.evidence import abbreviations, evidence, lexicon
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.services.record import editing, history, striking
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.ui.bus import Bus
from ilacs_desktop.ui.controllers.word_aid import InspectionAid, words_of
from ilacs_desktop.ui.desk import Desk
from ilacs_desktop.ui.pages.evidence.page import EvidencePage
from ilacs_desktop.ui.tasks import TaskRunner


@pytest.fixture
def desk(qtbot, dressed, prompts, tmp_path, editions):
    laptop, _ = first_run(tmp_path, "Ann Example", "correct horse battery", cost=Cost())
    new = NewInspection("Exampleshire", "short", date(2026, 7, 6))
    work = laptop.new_inspection(new, editions)
    runner = TaskRunner()
    desk = Desk(work, runner, Bus(), prompts)
    desk.troubles = []
    desk.trouble.connect(desk.troubles.append)
    yield desk
    qtbot.waitUntil(lambda: runner.idle)
    assert desk.troubles == []
    runner.shutdown()
    work.close()
    laptop.close()


@pytest.fixture
def settled(qtbot, desk):
    return lambda: qtbot.waitUntil(lambda: desk.runner.idle)


@pytest.fixture
def page(desk, qtbot, settled):
    evidence.add(desk.work, "Seen alone")
    page = EvidencePage(desk)
    qtbot.addWidget(page)
    page.aid = InspectionAid(desk, page)
    desk.bus.changed.connect(page.refresh)
    page.resize(1130, 680)
    page.refresh(None)
    page.show()
    settled()
    page.activateWindow()
    page.card.text.setFocus()
    return page


def held(desk):
    return desk.snapshot.all(Evidence)[0]


def test_a_name_that_was_saved_leaves_text_and_history_in_one_go(page, desk, qtbot, settled):
    edit = page.card.text
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(edit, " by Zofia")
    edit.flush()
    desk.do(lambda: editing.seal(desk.work))
    settled()
    assert "Zofia" in held(desk).text
    struck = []
    page.aid.struck.connect(lambda: struck.append(1))
    qtbot.keyClick(edit, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(edit._menu.menu, Qt.Key.Key_S)
    settled()
    assert held(desk).text == edit.text() == "Seen alone by the social worker"
    assert striking.places(desk.work, "Zofia") == ()
    assert history.verify(desk.work).is_good
    assert struck == [1]
    # Typing goes on as if nothing had been.
    qtbot.keyClicks(edit, " today")
    edit.flush()
    settled()
    assert held(desk).text == "Seen alone by the social worker today"
    assert len(desk.snapshot.record(Evidence, held(desk).id).state.field("text").heads) == 1


def test_the_same_name_elsewhere_is_offered_and_goes_too(page, desk, qtbot, settled):
    other = editing.create(desk.work, Activity, "Add", kind="interview", place="With Zofia").made
    edit = page.card.text
    qtbot.keyClicks(edit, "Zofia said. ")
    edit.flush()
    settled()
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    qtbot.keyClick(edit, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    first = edit._menu.menu
    qtbot.keyClick(first, Qt.Key.Key_C)
    settled()
    qtbot.waitUntil(lambda: edit._menu.menu is not first)
    assert "1 other field" in edit._menu.menu.actions()[0].text()
    qtbot.keyClick(edit._menu.menu, Qt.Key.Key_T)
    settled()
    assert desk.snapshot.get(Activity, other).place == "With the child"
    assert striking.places(desk.work, "Zofia") == ()


def test_what_is_dismissed_is_marked_no_more(page, desk, qtbot, settled):
    edit = page.card.text
    edit.set_text("We asked Oakwood about it")
    assert [one.text for one in edit.marks.names()] == ["Oakwood"]
    page.aid.dismiss("Oakwood")
    settled()
    assert edit.marks.names() == ()
    assert lexicon.dismissed(desk.work) == ("oakwood",)


def test_a_new_place_on_the_plan_is_no_name_from_then_on(page, desk, settled):
    edit = page.card.text
    edit.set_text("We asked Quillhaven about it")
    assert edit.marks.names()
    desk.do(lambda: editing.create(desk.work, Activity, "Add", place="Quillhaven"))
    settled()
    assert edit.marks.names() == ()


def test_an_explanation_is_known_at_once(page, desk, settled):
    page.aid.explain("QXT", "quick exit team")
    settled()
    assert page.aid.meanings()["QXT"] == "quick exit team"
    assert abbreviations.unexplained(desk.work, "QXT") == ()


def test_what_was_done_is_said_without_the_name():
    from ilacs_desktop.domain.changes import Changes

    assert "nothing of the name" in words_of(striking.Struck(Changes(), 0, (), 0))
    assert "here" in words_of(striking.Struck(Changes(), 1, (), 0))
    assert "3 fields" in words_of(striking.Struck(Changes(), 3, (), 0))
    assert "someone else" in words_of(striking.Struck(Changes(), 1, (), 1))
    assert words_of(striking.Struck(Changes(), 0, (), 2)).startswith("2 fields")
