"""What the tests of controllers share: a laptop that is set up, and someone before it."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.frameworks.loader import edition_folders, load_editions
from ilacs_desktop.services import laptop
from ilacs_desktop.services.setup import NewInspection
from ilacs_desktop.store.slots import Cost


@pytest.fixture(scope="session")
def editions():
    """The editions that ship with the app."""
    return load_editions(edition_folders()[:1])


@pytest.fixture
def unlocked(run_app, tmp_path):
    """Someone at the start page of a laptop with no inspection on it."""
    made, _ = laptop.first_run(
        tmp_path / "data", "Ann Example", "correct horse battery", cost=Cost()
    )
    made.close()
    person = run_app().begin()
    person.type(person.passphrase).press("Return").settled()
    return person.ready()


@pytest.fixture
def at_work(run_app, tmp_path, editions):
    """Someone with a short inspection open, fieldwork from 6 July 2026; on the page Today."""
    made, _ = laptop.first_run(
        tmp_path / "data", "Ann Example", "correct horse battery", cost=Cost()
    )
    work = made.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    file_id = work.file_id
    made.close_inspection(work)
    made.close()
    person = run_app()
    person.controller.begin_with(person.passphrase, file_id)
    person.until(lambda: person.controller.inspection is not None)
    return person.ready()
