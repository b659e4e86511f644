"""The Backups view of the settings: what there is, the second folder, restoring and the drill."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.keeping import backups, drill, second_folder
from ilacs_desktop.services.laptop.laptop import Laptop
from ilacs_desktop.services.record import editing
from ilacs_desktop.ui.pages.settings.backups import BackupsView


class Side:
    def __init__(self, desk):
        self._desk = desk
        self.laptop = Laptop(desk.work.vault, desk.work.wall)
        self.asked = 0

    def back_up(self):
        self.asked += 1
        work, desk = self._desk.work, self._desk
        desk.runner.job(
            lambda job: backups.back_up(work, job.write), lambda _done: desk.backed_up.emit()
        )


@pytest.fixture
def view(qtbot, desk, settled):
    made = BackupsView(desk, Side(desk))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_backups()
    settled()
    yield made
    second_folder.forget(desk.work.vault)


@pytest.fixture
def backed_up(view, desk, settled):
    editing.create(desk.work, Evidence, "Add note", text="Seen at home")
    view.now.click()
    settled()
    settled()
    return view


def sentences(view):
    return [view._model.sentence(row) for row in range(view._model.rowCount())]


def test_without_a_backup_it_offers_the_first(view, settled):
    assert view._stack.current is view._empty
    assert not view.drill.go.isEnabled()
    assert not view.restore.isEnabled()
    view._empty.button.click()
    settled()
    settled()
    assert view._stack.current is view.list
    assert view.drill.go.isEnabled()


def test_each_is_listed_with_when_how_large_and_that_it_was_verified(backed_up):
    [line] = sentences(backed_up)
    assert "entries" in line
    assert "MB" in line
    assert "verified" in line


def test_a_damaged_one_is_told(backed_up, desk, settled):
    [row] = backups.rows(desk.work)
    (row.path / "inspection.db").write_bytes(b"cut short")
    backed_up.show_backups()
    settled()
    settled()
    assert "damaged" in sentences(backed_up)[0]


def test_one_is_restored_as_a_copy_beside(backed_up, desk, prompts, settled):
    before = len(desk.work.vault.files())
    backed_up.restore.click()
    settled()
    settled()
    assert "Nothing is overwritten" in prompts.asked[-1].words
    assert "nothing was overwritten" in backed_up.restoring.banner.text()
    assert len(desk.work.vault.files()) == before + 1
    assert not backed_up.restoring.is_running


def test_a_backup_in_one_file_is_written_and_restored_with_its_passphrase(
    backed_up, desk, prompts, settled, tmp_path, monkeypatch
):
    prompts.save_path = tmp_path / "one.ilacs-backup"
    backed_up.write.click()
    settled()
    settled()
    assert "Written: one.ilacs-backup" in backed_up.banner.text()
    prompts.open_paths = (prompts.save_path,)
    # As on a laptop whose vault has no key for it.
    from ilacs_desktop.services.keeping import restoring

    monkeypatch.setattr(restoring, "needs_secret", lambda *_: True)
    backed_up.from_file.click()
    settled()
    panel = backed_up.restoring
    assert panel.secret.isVisible()
    panel.secret.setText("not the right one")
    panel.go.click()
    settled()
    assert "does not open the backup" in panel.banner.text()
    assert panel.secret.isVisible()
    assert panel.secret.text() == ""
    panel.secret.setText("correct horse battery")
    panel.go.click()
    settled()
    assert "Restored" in panel.banner.text()


def test_the_second_folder_is_chosen_and_shown_and_left(
    backed_up, desk, prompts, settled, tmp_path
):
    prompts.folder = tmp_path
    backed_up.second.choose.click()
    for _ in range(4):
        settled()
    assert "Connected" in backed_up.second.words.text()
    assert "also in the second folder" in sentences(backed_up)[0]
    (tmp_path / "ILACS backups").rename(tmp_path / "gone")
    backed_up.show_backups()
    settled()
    settled()
    assert "Not connected" in backed_up.second.words.text()
    backed_up.second.stop.click()
    for _ in range(4):
        settled()
    assert backed_up.second.stop.isHidden()


def test_a_folder_that_will_not_do_is_said_there(backed_up, desk, prompts, settled):
    prompts.folder = desk.work.data_dir
    backed_up.second.choose.click()
    settled()
    assert "inside the data folder" in backed_up.second.banner.text()


def test_the_drill_is_run_and_its_result_stays(backed_up, desk, settled):
    backed_up.drill.go.click()
    settled()
    settled()
    assert "all well" in backed_up.drill.result.text()
    assert drill.last(desk.work).is_good
    assert backed_up.drill.progress.isHidden()


def test_a_wrong_passphrase_at_the_drill_is_said_and_forgotten(backed_up, settled):
    backed_up.drill.secret.setText("not the right one")
    backed_up.drill.go.click()
    settled()
    settled()
    assert "does not open the backup" in backed_up.drill.banner.text()
    assert backed_up.drill.secret.text() == ""
    assert "No drill" in backed_up.drill.result.text()


def test_it_reads_well_and_nothing_is_cut(
    backed_up, dressed, accessible_audit, cut_audit, prompts, settled, tmp_path
):
    prompts.folder = tmp_path
    backed_up.second.choose.click()
    backed_up.drill.go.click()
    for _ in range(4):
        settled()
    accessible_audit(backed_up)
    cut_audit(backed_up)
    dressed("dark", 2.0)
    backed_up.resize(1000, 1400)
    cut_audit(backed_up)
