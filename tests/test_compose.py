"""What stands together before anything is opened: the folder, the editions, the log."""

from __future__ import annotations

import stat

from ilacs_desktop import compose


def test_composing_makes_nothing_on_disk(tmp_path):
    folder = tmp_path / "data"
    setting = compose.compose(folder)
    assert setting.folder == folder
    assert not folder.exists()
    assert setting.editions.edition("ilacs-2026").key == "ilacs-2026"


def test_an_edition_of_ones_own_is_loaded_and_a_broken_one_named(tmp_path):
    own = tmp_path / "frameworks"
    own.mkdir()
    (own / "own.toml").write_text(
        'extends = "ilacs-2026"\nkey = "own"\ntitle = "Own"\n', encoding="utf-8"
    )
    (own / "broken.toml").write_text("key = ", encoding="utf-8")
    editions = compose.compose(tmp_path).editions
    assert editions.edition("own").title == "Own"
    assert any("broken.toml" in str(fault) for fault in editions.faults)


def test_the_log_is_private(tmp_path):
    path = compose.start_logs(tmp_path / "data")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
