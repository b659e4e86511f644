"""How the data is protected: the same five things in the app and in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_desktop.services.laptop import help_text

README = Path(__file__).parents[3] / "README.md"
THREATS = ("laptop", "colleague", "hostile file", "failing disk", "tampered evidence")


@pytest.mark.parametrize("threat", THREATS)
def test_each_threat_says_what_is_covered_and_what_is_not(threat):
    sections = help_text.protection().split("\n## ")[1:]
    found = [one for one in sections if threat in one.splitlines()[0].casefold()]
    assert len(found) == 1
    assert found[0].index("**Covered.**") < found[0].index("**Not covered.**")
    row = next(
        line
        for line in README.read_text(encoding="utf-8").splitlines()
        if line.startswith("| **") and threat in line.split("|")[1].casefold()
    )
    assert len(row.split("|")) == 5
