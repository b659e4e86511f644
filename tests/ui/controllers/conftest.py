"""What the tests of controllers share: a laptop that is set up, and someone before it."""

from __future__ import annotations

import pytest

from ilacs_desktop.services.laptop import laptop
from ilacs_desktop.store.vault.slots import Cost


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
