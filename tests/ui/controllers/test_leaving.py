"""Leaving: the keys are forgotten whatever happens, and what went wrong is said in words.

What a person sees of it at the window is held in ``test_window.py``.
"""

from __future__ import annotations

import pytest

from ilacs_desktop.errors import StorageError
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.ui.controllers import leaving


class Laptop:
    """A laptop that notes what is asked of it, and fails where it is told to."""

    def __init__(self, failing=False):
        self.asked, self.failing = [], failing

    def close_inspection(self, work):
        self.asked.append(f"close {work}")
        if self.failing:
            raise StorageError("The disk is gone.")

    def close(self):
        self.asked.append("forget the keys")


@pytest.fixture
def backed_up(monkeypatch):
    made = []
    monkeypatch.setattr(backups, "back_up", made.append)
    return made


def test_locking_backs_up_closes_and_forgets_the_keys(backed_up):
    laptop = Laptop()
    assert leaving._lock(laptop, "work") == ""
    assert backed_up == ["work"]
    assert laptop.asked == ["close work", "forget the keys"]


def test_locking_without_an_inspection_forgets_the_keys(backed_up):
    laptop = Laptop()
    assert leaving._lock(laptop, None) == ""
    assert (backed_up, laptop.asked) == ([], ["forget the keys"])


def test_the_keys_are_forgotten_also_where_closing_fails(backed_up):
    laptop = Laptop(failing=True)
    with pytest.raises(StorageError):
        leaving._lock(laptop, "work")
    assert laptop.asked[-1] == "forget the keys"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StorageError("The disk is full."), "The disk is full."),
        (ValueError("Quillfeather"), "The app failed (ValueError)"),
    ],
)
def test_a_backup_that_fails_stops_no_closing_and_is_told_without_words_of_a_record(
    monkeypatch, log_warnings, error, words
):
    def broken(_work):
        raise error

    monkeypatch.setattr(backups, "back_up", broken)
    laptop = Laptop()
    told = leaving._close(laptop, "work")
    assert told.startswith("The backup at closing failed.")
    assert words in told
    assert "Quillfeather" not in told + "".join(log_warnings.caught)
    assert laptop.asked == ["close work"]
    log_warnings.caught.clear()
