"""What the tests of the evidence record share: the training inspections, opened for reading."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from ilacs_desktop.services.laptop.laptop import unlock

_path = Path(__file__).parents[2] / "training_made.py"
_spec = importlib.util.spec_from_file_location("training_made", _path)
_made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_made)
made_training, training_copy = _made.made_training, _made.training_copy


def pytest_collection_modifyitems(items):
    _made.give_time(items)


@pytest.fixture(scope="module")
def training(made_training, tmp_path_factory):
    """The training inspections' laptop on a copy that the tests of a module share."""
    import shutil

    folder = shutil.copytree(
        made_training.data_dir,
        tmp_path_factory.mktemp("training") / "data",
        ignore=shutil.ignore_patterns("*.lock"),
    )
    laptop = unlock(folder, made_training.passphrase)
    yield laptop
    laptop.close()


@pytest.fixture(scope="module")
def opened(training, made_training):
    """Return a function that opens a training inspection by the name of its content."""
    held = {}

    def one(name):
        if name not in held:
            held[name] = training.open_inspection(made_training.files[name]).work
        return held[name]

    yield one
    for work in held.values():
        work.close()
