"""Where resources and data are."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ilacs_desktop import paths
from ilacs_desktop.errors import StorageError


def test_resources_are_found():
    assert paths.resource("frameworks", "ilacs-2026.toml").is_file()


def test_the_data_folder_is_the_one_chosen_else_the_environments(monkeypatch, tmp_path):
    monkeypatch.setenv("ILACS_DATA_DIR", str(tmp_path / "env"))
    assert paths.data_dir(tmp_path / "chosen") == tmp_path / "chosen"
    assert paths.data_dir() == tmp_path / "env"
    monkeypatch.delenv("ILACS_DATA_DIR")
    assert paths.data_dir().name == paths.APP_NAME


def test_a_private_folder_lets_its_owner_in_alone(tmp_path):
    folder = paths.private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="cannot be made"):
        paths.private_folder(Path(tmp_path / "file" / "inside"))
