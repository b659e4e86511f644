"""What the tests of services share: a laptop with a cheap vault, and open inspections on it."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.store.vault.slots import Cost


@pytest.fixture(scope="session")
def laptop(tmp_path_factory):
    """One laptop for all tests: its passphrase takes time, and each test makes its own files."""
    folder = tmp_path_factory.mktemp("laptop")
    made, _ = first_run(folder, "Ann Example", "correct horse battery", cost=Cost())
    yield made
    made.close()


@pytest.fixture
def new_work(laptop, editions):
    """Make an inspection; it is closed after the test.

    Args of the function: event type, first day of fieldwork, and whatever ``NewInspection`` takes.
    """
    opened = []

    def make(event="short", start=date(2026, 7, 6), la="Exampleshire", **more):
        new = NewInspection(la_name=la, event=event, fieldwork_start=start, **more)
        opened.append(laptop.new_inspection(new, editions))
        return opened[-1]

    yield make
    for work in opened:
        work.close()


@pytest.fixture
def work(new_work):
    """A short inspection under ILACS 2026, fieldwork from 6 July 2026."""
    return new_work()
