"""First run, unlock, new, open, close, delete."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from ilacs_desktop.domain.records import Activity, Evidence, LineOfEnquiry, PreviousInspection
from ilacs_desktop.errors import (
    BadInputError,
    LockedElsewhereError,
    NotAllowedError,
    StorageError,
    WrongPassphraseError,
)
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import key_slots, laptop
from ilacs_desktop.services.record import editing
from ilacs_desktop.store.vault.slots import Cost

WORDS = "correct horse battery"


@pytest.fixture
def own(tmp_path):
    made, recovery = laptop.first_run(tmp_path / "data", "Ann Example", WORDS, cost=Cost())
    yield made, recovery
    made.close()


def test_a_weak_passphrase_or_no_name_makes_no_vault(tmp_path):
    for name, words in (("", WORDS), ("Ann", "short"), ("Ann", "aaaaaaaaaaaaaaaa")):
        with pytest.raises(BadInputError):
            laptop.first_run(tmp_path / "data", name, words, cost=Cost())
    assert not laptop.has_vault(tmp_path / "data")


def test_a_suggested_passphrase_has_four_words_and_is_strong_enough():
    words = {key_slots.suggested_passphrase() for _ in range(5)}
    assert len(words) == 5
    assert all(len(one.split(" ")) == 4 and not key_slots.fault(one) for one in words)


def test_the_passphrase_and_the_recovery_key_open_it_and_nothing_else(own):
    opened, recovery = own
    opened.close()
    folder = opened.folder
    with pytest.raises(WrongPassphraseError):
        laptop.unlock(folder, "wrong words here")
    again = laptop.unlock(folder, recovery.lower().replace("-", " "), by="recovery")
    key_slots.set_passphrase(again, "quite other words")
    again.close()
    with pytest.raises(WrongPassphraseError):
        laptop.unlock(folder, WORDS)
    laptop.unlock(folder, "quite other words").close()


def test_changing_the_passphrase_needs_the_old_one(own):
    opened, _ = own
    with pytest.raises(WrongPassphraseError):
        key_slots.change_passphrase(opened, "not the old one", "quite other words", cost=Cost())
    key_slots.change_passphrase(opened, WORDS, "quite other words", cost=Cost())
    assert opened.vault.holds_passphrase("quite other words")


def test_a_second_copy_of_the_app_is_told_who_has_it(own):
    opened, _ = own
    with pytest.raises(LockedElsewhereError, match="Another running copy"):
        laptop.unlock(opened.folder, WORDS)


def test_a_new_inspection_has_its_lead_its_week_and_its_questions(own, editions):
    opened, _ = own
    previous = PreviousInspection(
        "", grades={"leaders": "good"}, bullets=("The timeliness of visits.", "Supervision.")
    )
    new = NewInspection("Exampleshire", "short", date(2026, 7, 6), previous=previous)
    work = opened.new_inspection(new, editions)
    assert work.is_lead
    assert work.my_member.letter == "A"
    assert work.inspection.fieldwork_end == "2026-07-10"
    assert any(one.kind == "kit" for one in work.snapshot.all(Activity))
    questions = [one.question for one in work.snapshot.all(LineOfEnquiry)]
    assert len(questions) == 2
    assert "The timeliness of visits." in questions[0]
    opened.close_inspection(work)


def test_an_opened_file_has_no_notice_and_all_its_words(own, editions):
    opened, _ = own
    work = opened.new_inspection(NewInspection("A", "short", date(2026, 7, 6)), editions)
    editing.create(work, Evidence, "Add note", text="Seen")
    opened.close_inspection(work)
    again = opened.open_inspection(opened.files()[0].file)
    assert again.notices == ()
    assert [one.text for one in again.work.snapshot.all(Evidence)] == ["Seen"]
    opened.close_inspection(again.work)


def test_a_file_put_back_from_an_older_copy_is_told_and_gets_its_own_replica(own, editions):
    opened, _ = own
    work = opened.new_inspection(NewInspection("A", "short", date(2026, 7, 6)), editions)
    path, replica = work.file.path, work.file.replica
    opened.close_inspection(work)
    shutil.copy2(path, path.with_suffix(".old"))
    work = opened.open_inspection(opened.files()[0].file).work
    editing.create(work, Evidence, "Add note", text="Later")
    opened.close_inspection(work)
    path.with_suffix(".old").replace(path)
    back = opened.open_inspection(opened.files()[0].file)
    assert "older than this laptop remembers" in back.notices[0]
    assert back.work.file.replica != replica
    opened.close_inspection(back.work)


def test_deleting_takes_the_key_and_the_file(own, editions):
    opened, _ = own
    work = opened.new_inspection(NewInspection("A", "short", date(2026, 7, 6)), editions)
    path = work.file.path
    opened.close_inspection(work)
    opened.delete_inspection(opened.files()[0].file)
    assert opened.files() == ()
    assert not path.exists()
    with pytest.raises(BadInputError, match="no inspection"):
        opened.entry("nope")


def test_how_far_each_has_come_is_told_beside_it_and_forgotten_with_it(own, editions):
    made, _ = own
    works = [
        made.new_inspection(NewInspection("Exampleshire", "short", day), editions)
        for day in (date(2026, 7, 6), date(2030, 7, 8))
    ]
    for work in works:
        made.close_inspection(work)
    early, late = (made.stages()[work.file_id] for work in works)
    assert early.endswith("fieldwork")
    assert late.endswith("before fieldwork")
    assert early != late
    made.delete_inspection(works[0].file_id)
    assert list(made.stages().values()) == [late]


def test_only_a_training_inspection_is_thrown_away(own, editions):
    opened, _ = own
    for la, training in (("Mine", False), ("Made up", True)):
        new = NewInspection(la, "short", date(2026, 7, 6), training=training)
        opened.close_inspection(opened.new_inspection(new, editions))
    files = {one.la_name: one.file for one in opened.files()}
    with pytest.raises(NotAllowedError, match="not a training inspection"):
        opened.throw_away_training(files["Mine"])
    opened.throw_away_training(files["Made up"])
    assert [one.la_name for one in opened.files()] == ["Mine"]


def test_a_new_inspection_that_cannot_be_made_leaves_nothing(own, editions):
    opened, _ = own
    for wrong in (
        NewInspection(" ", "short", date(2026, 7, 6)),
        NewInspection("A", "party", date(2026, 7, 6)),
        NewInspection("A", "short", date(1999, 7, 6)),
    ):
        with pytest.raises(BadInputError):
            opened.new_inspection(wrong, editions)
    assert opened.files() == ()


def test_a_data_folder_in_a_synchronised_folder_is_refused(tmp_path):
    folder = tmp_path / "OneDrive - Example" / "data"
    with pytest.raises(StorageError, match="synchronised"):
        laptop.first_run(folder, "Ann", WORDS, cost=Cost())
    assert not folder.exists()
