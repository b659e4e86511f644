"""What the organisation asks, and what holds where its file cannot be read."""

from __future__ import annotations

from datetime import date

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.laptop import key_slots, laptop, policy
from ilacs_desktop.store.vault.slots import Cost

WORDS = "correct horse battery"
IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())


def written(folder, text):
    folder.mkdir(exist_ok=True)
    (folder / policy.FILE_NAME).write_text(text)
    return policy.read(folder)


def test_no_file_asks_for_nothing(tmp_path):
    assert policy.read(tmp_path) == policy.Policy()
    assert policy.Policy().allowed_idle(30) == 30


def test_every_key_is_taken(tmp_path):
    asked = written(
        tmp_path,
        f'organisation_key = "{RECIPIENT}"\nrequire_organisation_key = true\n'
        "passphrase_length = 20\nidle_minutes = 3\nretention_days = 180\n",
    )
    assert asked == policy.Policy(RECIPIENT, True, 20, 3, 180)
    assert (asked.allowed_idle(10), asked.allowed_idle(2)) == (3, 2)


@pytest.mark.parametrize(
    ("line", "said", "holds"),
    [
        ("passphrase_length = 4", "from 12 to 64; 16 holds", ("passphrase_length", 16)),
        ('passphrase_length = "long"', "from 12 to 64", ("passphrase_length", 16)),
        ("idle_minutes = true", "from 1 to 60; 5 holds", ("idle_minutes", 5)),
        ("retention_days = 0", "90 holds", ("retention_days", 90)),
        ('organisation_key = "age1nonsense"', "not an age recipient", ("requires_key", True)),
        ("require_organisation_key = 1", "taken as true", ("requires_key", True)),
        ("idle_minuets = 5", "there is no key of this name", ("idle_minutes", 0)),
    ],
)
def test_a_fault_is_told_with_file_line_and_reason_and_the_stricter_holds(
    tmp_path, line, said, holds
):
    asked = written(tmp_path, f"# ours\n\n{line}\n")
    told = " ".join(asked.faults)
    assert str(tmp_path / "policy.toml") in told
    assert "line 3" in told
    assert said in told
    assert getattr(asked, holds[0]) == holds[1]


def test_one_fault_costs_its_own_key_alone(tmp_path):
    asked = written(tmp_path, "idle_minutes = 3\nretention_days = -1\n")
    assert asked.idle_minutes == 3
    assert len(asked.faults) == 1


@pytest.mark.parametrize(
    ("text", "where"),
    [("idle_minutes = = 3", "line 1"), ('a = "\n', "line"), ("x" * 70_000, "too large")],
)
def test_a_file_that_cannot_be_read_asks_for_everything(tmp_path, text, where):
    asked = written(tmp_path, text)
    assert where in asked.faults[0]
    assert asked.requires_key
    assert (asked.passphrase_length, asked.idle_minutes, asked.retention_days) == (16, 5, 90)


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / policy.FILE_NAME).write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in policy.read(tmp_path).faults[0]


@given(st.text(max_size=200))
def test_whatever_the_file_says_it_never_fails_and_never_loosens(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("policy")
    (folder / policy.FILE_NAME).write_text(text, encoding="utf-8", errors="ignore")
    asked = policy.read(folder)
    assert asked.passphrase_length >= policy.LEAST_LENGTH
    assert asked.allowed_idle(10) <= 10


def test_it_stands_where_only_an_administrator_writes():
    assert policy.machine_folder().name == "ilacs-desktop"


def test_a_passphrase_has_the_length_that_is_asked(tmp_path):
    asked = written(tmp_path, "passphrase_length = 30")
    assert "30 characters; your organisation asks" in policy.passphrase_fault(asked, WORDS)
    with pytest.raises(BadInputError):
        laptop.first_run(tmp_path / "d", "Ann", WORDS, cost=Cost(), policy=asked)


def test_the_organisation_opens_what_it_asked_for_with_its_private_key(tmp_path):
    asked = policy.Policy(RECIPIENT, requires_key=True)
    made, _ = laptop.first_run(tmp_path / "d", "Ann", WORDS, cost=Cost(), policy=asked)
    assert made.vault.organisation_key == RECIPIENT
    made.close()
    file = f"# created: today\n# public key: {RECIPIENT}\n{IDENTITY}\n"
    opened = laptop.unlock(tmp_path / "d", file, by="organisation", policy=asked)
    key_slots.set_passphrase(opened, "quite other words", cost=Cost())
    opened.close()
    laptop.unlock(tmp_path / "d", "quite other words", policy=asked).close()


def test_a_policy_that_comes_later_reaches_a_vault_that_is_there_by_the_next_unlocking(tmp_path):
    made, _ = laptop.first_run(tmp_path / "d", "Ann", WORDS, cost=Cost(), policy=policy.Policy())
    assert made.vault.organisation_key == ""
    made.close()
    asked = policy.Policy(RECIPIENT, requires_key=True)
    laptop.unlock(tmp_path / "d", WORDS, policy=asked).close()
    laptop.unlock(tmp_path / "d", str(IDENTITY), by="organisation", policy=asked).close()


def test_without_the_key_that_is_required_only_training_is_made(tmp_path, editions):
    asked = policy.Policy(requires_key=True, faults=("policy.toml, line 1: wrong.",))
    made, _ = laptop.first_run(tmp_path / "d", "Ann", WORDS, cost=Cost(), policy=asked)
    with pytest.raises(NotAllowedError, match=r"line 1"):
        made.new_inspection(NewInspection("Exampleshire", "short", date(2026, 7, 6)), editions)
    assert made.files() == ()
    work = made.new_inspection(
        NewInspection("Exampleshire", "short", date(2026, 7, 6), training=True), editions
    )
    made.close_inspection(work)
    made.close()
