"""Settings of the inspection: a default until someone sets it, and only the lead does."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Member
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.record import editing, undoing


def test_a_default_holds_until_it_is_changed(work):
    for one in settings.SPECS:
        assert settings.value(work.snapshot, one.key) == one.default
    settings.change(work, "marking", "OFFICIAL")
    assert settings.value(work.snapshot, "marking") == "OFFICIAL"
    assert undoing.offer(work).undo == "Change classification marking"


def test_an_emptied_setting_is_empty_and_not_the_default(work):
    settings.change(work, "lead_title", "")
    assert settings.value(work.snapshot, "lead_title") == ""


def test_two_makers_of_a_setting_make_one_record(work):
    settings.change(work, "marking", "OFFICIAL")
    settings.change(work, "marking", "SECRET")
    assert len(work.snapshot.all(settings.Setting)) == 1


def test_only_the_lead_changes_one(work):
    member = work.my_member
    editing.edit(work, Member, member.id, "Change role", role="inspector")
    with pytest.raises(NotAllowedError):
        settings.change(work, "marking", "OFFICIAL")
    assert settings.value(work.snapshot, "marking") == "OFFICIAL-SENSITIVE"


def test_every_setting_says_what_it_is_for_and_keys_are_not_shared():
    assert all(one.label and one.hint for one in settings.SPECS)
    assert len({one.key for one in settings.SPECS}) == len(settings.SPECS)
    with pytest.raises(StopIteration):
        settings.spec("no such setting")
