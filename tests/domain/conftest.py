from __future__ import annotations

import pytest

from ilacs_desktop.frameworks.loader import Loaded, load_editions
from ilacs_desktop.paths import resource


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return load_editions([resource("frameworks")])
