"""An open inspection: who leads, who is who, what changed."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.draft import StepDraft
from ilacs_desktop.domain.records import Evidence, Member, Pinned
from ilacs_desktop.errors import DamagedFileError, NotAllowedError
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import EDITION


def test_a_command_says_what_it_touched_and_the_snapshot_follows(work):
    before = work.snapshot
    changes = editing.create(work, Evidence, "Add note", text="Seen")
    assert changes.kinds == frozenset({"evidence"})
    assert changes.ids == frozenset({changes.made})
    assert work.snapshot.one(Evidence, changes.made).text == "Seen"
    assert before.get(Evidence, changes.made) is None


def test_a_step_without_drafts_writes_nothing(work):
    head = work.file.head
    assert work.run(StepDraft("Nothing", ()), "x").made == "x"
    assert work.file.head == head


def test_people_are_named_by_the_team_list_then_by_who_they_are(work):
    me = work.me.person
    assert work.person_name(me) == "Ann Example"
    editing.edit(work, Member, work.my_member.id, "Change name", name="Ann Other")
    assert work.person_name(me) == "Ann Other"
    assert work.person_name("0123456789abcdef") == "0123456789abcdef"


def test_a_loaded_inspection_knows_its_authors_who_are_on_no_team_list(laptop):
    work = laptop.make_file("loaded", (), people={"p2": "Ben Example"})
    assert work.person_name("p2") == "Ben Example"
    assert work.people(["p2", work.me.person, "unknown"]) == {
        "p2": "Ben Example",
        work.me.person: "Ann Example",
    }
    assert work.is_lead
    work.close()


def test_who_is_on_the_team_without_leading_is_refused_by_name_of_the_command(work):
    editing.edit(work, Member, work.my_member.id, "Change role", role="inspector")
    with pytest.raises(NotAllowedError, match="Opening the grading meeting"):
        work.require_lead("Opening the grading meeting")


def test_an_inspection_without_its_rules_says_so(work):
    editing.delete(work, Pinned, EDITION, "Lose the rules")
    with pytest.raises(DamagedFileError, match="framework edition"):
        _ = work.edition


def test_the_rules_are_read_once_as_long_as_they_stay_the_same(work):
    assert work.edition is work.edition


def test_closing_ends_the_reading_too(new_work):
    work = new_work()
    assert work.reading is work.reading
    work.close()
    with pytest.raises(Exception, match="closed"):
        work.file.connection.execute("SELECT 1")
