"""What the tests of pages share: a real inspection on a real file, and a desk over it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.ui.bus import Bus
from ilacs_desktop.ui.desk import Desk
from ilacs_desktop.ui.tasks import TaskRunner


class Clock:
    """A wall clock that a test sets; it stands still in between."""

    def __init__(self):
        self.at = datetime(2026, 7, 8, 14, 2, tzinfo=timezone(timedelta(hours=1)))

    def now(self):
        return self.at


@pytest.fixture(scope="session")
def laptop(tmp_path_factory):
    """One laptop for all tests: its passphrase takes time, and each test makes its own files."""
    folder = tmp_path_factory.mktemp("laptop")
    made, _ = first_run(folder, "Ann Example", "correct horse battery", cost=Cost())
    yield made
    made.close()


@pytest.fixture
def clock():
    """Wednesday 8 July 2026, 14:02, until the test says otherwise."""
    return Clock()


@pytest.fixture
def work(laptop, editions, clock):
    """A short inspection under ILACS 2026, fieldwork from 6 July 2026."""
    new = NewInspection("Exampleshire", "short", date(2026, 7, 6))
    laptop.clock = clock
    work = laptop.new_inspection(new, editions)
    yield work
    work.close()


@pytest.fixture
def desk(qtbot, dressed, prompts, work):
    """A desk over the inspection; failures that nobody expects fail the test."""
    runner = TaskRunner()
    desk = Desk(work, runner, Bus(), prompts)
    desk.troubles = []
    desk.trouble.connect(desk.troubles.append)
    runner.failed.connect(desk.troubles.append)
    yield desk
    qtbot.waitUntil(lambda: runner.idle)
    runner.shutdown()


@pytest.fixture
def settled(qtbot, desk):
    """Wait until every command and read has come back."""

    def wait():
        qtbot.waitUntil(lambda: desk.runner.idle)

    return wait


@pytest.fixture
def put_up(qtbot, desk):
    """Show a page as the work area does: refreshed, told of every change, wide as a laptop."""

    def put(page, width=1130, height=680):
        qtbot.addWidget(page)
        desk.bus.changed.connect(page.refresh)
        page.resize(width, height)
        page.refresh(None)
        page.show()
        qtbot.waitUntil(lambda: desk.runner.idle)
        return page

    return put
