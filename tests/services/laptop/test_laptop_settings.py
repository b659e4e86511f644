from __future__ import annotations

import stat

import pytest

from ilacs_desktop.services.laptop import laptop_settings as kept
from ilacs_desktop.services.laptop.laptop_settings import LaptopSettings


def test_without_a_file_the_defaults_hold_and_nothing_is_said(tmp_path):
    assert kept.read(tmp_path) == kept.Read(LaptopSettings("system", 100))


def test_what_was_written_is_read_again_and_only_for_its_owner(tmp_path):
    kept.write(tmp_path, LaptopSettings("dark", 150))
    path = kept.settings_file(tmp_path)
    assert kept.read(tmp_path) == kept.Read(LaptopSettings("dark", 150))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_values_out_of_bounds_are_brought_within(tmp_path):
    assert kept.write(tmp_path, LaptopSettings("pink", 900)) == LaptopSettings("system", 200)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"theme = ", "is damaged"),
        (b"\xff\xfe\x00", "is damaged"),
        (b"version = 99\n", "newer version"),
        (b"#" * 70_000, "too large"),
    ],
)
def test_a_damaged_file_leaves_the_defaults_and_says_so(tmp_path, text, said):
    kept.settings_file(tmp_path).write_bytes(text)
    found = kept.read(tmp_path)
    assert found.settings == LaptopSettings()
    assert said in found.notice
    assert "settings.toml" in found.notice


def test_a_folder_in_its_place_leaves_the_defaults(tmp_path):
    kept.settings_file(tmp_path).mkdir()
    assert "cannot be read" in kept.read(tmp_path).notice


@pytest.mark.parametrize(
    "line", ['theme = 3\ntext_size = "big"', "text_size = true", 'theme = "light"\ntext_size = 20']
)
def test_a_value_of_the_wrong_sort_falls_back_alone(tmp_path, line):
    kept.settings_file(tmp_path).write_text(f"version = 1\n{line}\n")
    found = kept.read(tmp_path)
    assert found.notice == ""
    assert found.settings.text_size == 100
