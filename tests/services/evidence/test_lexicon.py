"""What an inspection knows of words: its places, its officers, and what a person dismissed."""

from __future__ import annotations

from ilacs_desktop.domain.names import likely_names
from ilacs_desktop.domain.records import Activity, LaProfile
from ilacs_desktop.services.evidence import lexicon
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import LA_PROFILE


def names(work, text):
    return [one.text for one in likely_names(text, lexicon.lexicon(work))]


def test_places_of_the_inspection_are_nobody(work):
    text = "We went to Quillhaven and to Exampleshire"
    assert names(work, text) == ["Quillhaven"]
    editing.create(work, Activity, "Add", place="Quillhaven office")
    assert names(work, text) == []


def test_officers_in_public_office_are_named_freely(work):
    text = "We met Anjali Pennockshaw"
    assert names(work, text) == ["Anjali Pennockshaw"]
    editing.put(work, LaProfile, LA_PROFILE, "Say DCS", dcs_name="Anjali Pennockshaw")
    assert names(work, text) == []


def test_what_is_no_name_is_remembered_on_this_laptop_alone(work):
    before = len(work.snapshot.records(Activity))
    lexicon.dismiss(work, "Oakwood")
    lexicon.dismiss(work, "Oakwood")
    assert lexicon.dismissed(work) == ("oakwood",)
    assert names(work, "We asked Oakwood about it") == []
    assert len(work.snapshot.records(Activity)) == before
