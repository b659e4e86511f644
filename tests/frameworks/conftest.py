from __future__ import annotations

import pytest

from ilacs_desktop.frameworks.loader import Loaded, load_editions
from ilacs_desktop.paths import resource


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return load_editions([resource("frameworks")])


@pytest.fixture
def own_file(tmp_path):
    """Write an edition of one's own that builds on the shipped one of 2026."""

    def write(text, name="own"):
        file = tmp_path / "own" / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write
