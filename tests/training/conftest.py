"""What the tests of the training room share: its inspections, made once."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from ilacs_desktop.services.laptop.laptop import unlock

_path = Path(__file__).parents[1] / "training_made.py"
_spec = importlib.util.spec_from_file_location("training_made", _path)
_made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_made)
made_training, training_copy = _made.made_training, _made.training_copy


def pytest_collection_modifyitems(items):
    """Give the first test of the inspections the time to make them."""
    _made.give_time(items)


@pytest.fixture(scope="session")
def works(made_training, tmp_path_factory):
    """The three inspections, open for reading, by the name of their content."""
    folder = tmp_path_factory.mktemp("read") / "data"
    _made.shutil.copytree(made_training.data_dir, folder)
    laptop = unlock(folder, made_training.passphrase)
    opened = {name: laptop.open_inspection(file).work for name, file in made_training.files.items()}
    yield opened
    for work in opened.values():
        laptop.close_inspection(work)
    laptop.close()
