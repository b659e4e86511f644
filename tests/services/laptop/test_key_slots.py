"""What opens this laptop, and a new master key after a leak."""

from __future__ import annotations

import pyrage
import pytest

from ilacs_desktop.errors import BadInputError, WrongPassphraseError
from ilacs_desktop.services.laptop import key_slots, laptop
from ilacs_desktop.services.laptop.policy import Policy
from ilacs_desktop.store.vault.slots import Cost

WORDS, NEW = "correct horse battery", "quite other words now"
RECIPIENT = str(pyrage.x25519.Identity.generate().to_public())


@pytest.fixture
def own(tmp_path):
    asked = Policy(RECIPIENT, passphrase_length=14, faults=("policy.toml, line 2: wrong.",))
    made, key = laptop.first_run(tmp_path / "d", "Ann", WORDS, cost=Cost(), policy=asked)
    made.close()
    opened = laptop.unlock(tmp_path / "d", WORDS, policy=asked)
    yield opened, key
    opened.close()


def test_the_ways_in_are_told_with_how_hard_the_passphrase_is_stretched(own):
    ways = key_slots.ways_in(own[0])
    assert ways.organisation_key == RECIPIENT
    assert ways.policy_faults == ("policy.toml, line 2: wrong.",)
    assert ways.stretching.startswith("Stretching: ")
    assert ways.stretching.endswith(" s, 64 MiB, 3 passes")


def test_after_a_leak_the_old_passphrase_opens_nothing_and_the_paper_still_does(own):
    opened, key = own
    with pytest.raises(BadInputError, match="too weak"):
        key_slots.change_passphrase(opened, WORDS, "thirteen char", cost=Cost())
    key_slots.change_passphrase(opened, WORDS, NEW, cost=Cost())
    rotated = key_slots.rotate_master(opened)
    assert rotated.backups == 0
    assert "taken before" in rotated.words or "took before" in rotated.words
    opened.close()
    with pytest.raises(WrongPassphraseError):
        laptop.unlock(opened.folder, WORDS)
    laptop.unlock(opened.folder, NEW).close()
    laptop.unlock(opened.folder, key, by="recovery").close()
