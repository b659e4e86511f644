"""The training inspections for tests: made once a session, copied for each test that opens them.

Any room can have these fixtures. With import-mode importlib a conftest takes them like this::

    _path = Path(__file__).parents[1] / "training_made.py"
    _spec = importlib.util.spec_from_file_location("training_made", _path)
    _made = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(_made)
    made_training, training_copy = _made.made_training, _made.training_copy

``made_training`` is a ``training.demo.Made``, which nobody may write into; ``training_copy()``
gives a data folder of the test's own in a few milliseconds, opened with
``services.laptop.unlock(folder, made_training.passphrase)``. A copied file starts a new replica
when it is opened, as every copied file does, and says so in its notices.
"""

from __future__ import annotations

import os
import pickle
import shutil

import pytest
from filelock import FileLock

from ilacs_desktop.store.vault import slots
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.training import demo


def give_time(items):
    """Let tests that may be the first to need the inspections wait for them on a busy machine.

    Call it from a conftest's ``pytest_collection_modifyitems``.
    """
    for item in items:
        if "made_training" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def made_training(tmp_path_factory):
    """The three training inspections, the letter and the report; made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    out = base / "training-made"
    noted = base / "training-made.pickle"
    with FileLock(f"{noted}.lock"):
        if not noted.exists():
            with pytest.MonkeyPatch.context() as patch:
                # A passphrase of a test needs no second of this machine's time.
                patch.setattr(slots, "calibrated", Cost)
                made = demo.make(out, lambda _: None)
            noted.write_bytes(pickle.dumps(made))
    return pickle.loads(noted.read_bytes())


@pytest.fixture
def training_copy(made_training, tmp_path):
    """Return a function that copies the data folder for this test alone."""

    def copy(name="copied"):
        return shutil.copytree(
            made_training.data_dir,
            tmp_path / name,
            ignore=shutil.ignore_patterns("*.lock"),
        )

    return copy
