"""The desk: a command reaches the disk, then every screen; failures reach whoever asked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from ilacs_desktop.domain.changes import Changes
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.ui.bus import Bus
from ilacs_desktop.ui.desk import Desk
from ilacs_desktop.ui.tasks import TaskRunner

DONE = Changes(kinds=frozenset({"evidence"}), ids=frozenset({"e"}), made="e")


@pytest.fixture
def desk(qtbot, prompts):
    runner = TaskRunner()
    made = Desk(None, runner, Bus(), prompts)
    made.heard = []
    made.saved.connect(lambda: made.heard.append("saved"))
    made.trouble.connect(lambda error: made.heard.append(error))
    made.bus.changed.connect(lambda changes: made.heard.append(changes))
    yield made
    qtbot.waitUntil(lambda: runner.idle)
    runner.shutdown()


@pytest.fixture
def settled(qtbot, desk):
    return lambda: qtbot.waitUntil(lambda: desk.runner.idle)


def test_a_command_is_saved_told_and_then_answered(desk, settled):
    desk.do(lambda: DONE, lambda changes: desk.heard.append(f"done {changes.made}"))
    settled()
    assert desk.heard == ["saved", DONE, "done e"]


def test_a_command_that_changed_nothing_refreshes_no_screen(desk, settled):
    desk.do(Changes)
    settled()
    assert desk.heard == ["saved"]


def test_whoever_has_shown_a_change_can_skip_it(desk, settled):
    desk.do(lambda: DONE, initiator="evidence")
    settled()
    assert desk.heard[1].initiator == "evidence"


def refused():
    raise NotAllowedError("Not now.")


def test_what_fails_is_trouble_unless_someone_takes_it(desk, settled):
    desk.do(refused)
    settled()
    assert [str(one) for one in desk.heard] == ["Not now."]
    desk.heard.clear()
    taken = []
    desk.do(refused, failed=taken.append)
    settled()
    assert desk.heard == []
    assert [str(one) for one in taken] == ["Not now."]


class Asker(QObject):
    def __init__(self):
        super().__init__()
        self.told = []

    def take(self, what):
        self.told.append(what)


def delete(thing):
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete.value)


def test_whoever_has_gone_is_not_told_and_a_failure_is_not_lost(desk, settled):
    asker = Asker()
    desk.do(lambda: DONE, asker.take)
    desk.do(refused, failed=asker.take)
    delete(asker)
    settled()
    assert asker.told == []
    assert [str(one) for one in desk.heard if isinstance(one, NotAllowedError)] == ["Not now."]


def test_a_desk_that_was_locked_away_tells_nobody(desk, settled, qtbot):
    done, runner, heard = [], desk.runner, desk.heard
    desk.do(lambda: done.append("saved") or DONE, lambda _: heard.append("told"))
    desk.do(refused)
    delete(desk)
    qtbot.waitUntil(lambda: runner.idle)
    assert done == ["saved"]
    assert heard == []
