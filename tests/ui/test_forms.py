"""The generated forms are what pyside6-uic makes of forms/ today.

To bring one up to date after a change in Designer:
pyside6-uic -a --absolute-imports forms/NAME.ui -o ilacs_desktop/ui/generated/NAME_ui.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import ilacs_desktop.ui.generated

GENERATED = Path(ilacs_desktop.ui.generated.__file__).parent
FORMS = GENERATED.parents[2] / "forms"
NAMES = sorted(path.stem for path in FORMS.glob("*.ui"))


def test_every_generated_module_has_its_form():
    made = {path.name for path in GENERATED.glob("*_ui.py")}
    assert made == {f"{name}_ui.py" for name in NAMES}
    assert NAMES


@pytest.mark.parametrize("name", NAMES)
def test_generated_forms_have_not_drifted(name):
    fresh = subprocess.run(
        [
            Path(sys.executable).with_name("pyside6-uic"),
            "-a",
            "--absolute-imports",
            FORMS / f"{name}.ui",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert fresh.stderr == ""
    assert fresh.stdout == (GENERATED / f"{name}_ui.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_label_with_a_letter_leads_to_a_field(name):
    tree = ET.parse(FORMS / f"{name}.ui")
    names = {widget.get("name") for widget in tree.iter("widget")}
    letters = []
    for label in tree.iter("widget"):
        if label.get("class") != "QLabel":
            continue
        properties = {each.get("name"): each[0].text or "" for each in label.findall("property")}
        text = properties["text"]
        if "&" in text:
            letters.append(text[text.index("&") + 1].lower())
        if "buddy" in properties:
            assert properties["buddy"] in names
    assert letters
    if name != "first_run":  # its steps are never shown together
        assert len(letters) == len(set(letters))


@pytest.mark.parametrize("name", NAMES)
def test_tab_order_is_reading_order(name):
    tree = ET.parse(FORMS / f"{name}.ui")
    stops = [stop.text for stop in tree.iter("tabstop")]
    names = {widget.get("name") for widget in tree.iter("widget")}
    assert set(stops) <= names
    assert len(stops) == len(set(stops))
