"""Counts and plain facts for the start page and the command line."""

from __future__ import annotations

import json

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.inspection import overview
from ilacs_desktop.services.record import editing


def test_the_facts_of_an_inspection_count_what_it_holds_and_name_no_child(work):
    editing.create(work, Evidence, "Add note", text="Quillfeather")
    deleted = editing.create(work, Evidence, "Add note", text="Gone").made
    editing.delete(work, Evidence, deleted, "Delete note")
    facts = overview.facts(work)
    assert facts["la_name"] == "Exampleshire"
    assert facts["lead"] == "Ann Example"
    assert facts["records"]["evidence"] == 1
    assert "inspection" not in facts["records"]
    assert "Quillfeather" not in json.dumps(facts)


def test_an_entry_of_the_laptop_says_no_key(laptop, work):
    entry = next(one for one in laptop.files() if one.file == work.file_id)
    said = overview.entry(entry)
    assert said["file"] == work.file_id
    assert said["event"] == "ilacs-2026/short"
    assert entry.key.hex() not in json.dumps(said)


def test_the_editions_are_told_with_every_key_that_a_file_uses(editions):
    told = overview.editions(editions)
    assert told["faults"] == []
    assert [one["key"] for one in told["editions"]] == [one.key for one in editions.editions]
    newest = told["editions"][-1]
    assert newest["areas"][0]["topics"]
    assert {"short", "standard", "focused-visit"} <= {one["key"] for one in newest["events"]}
    json.dumps(told)
