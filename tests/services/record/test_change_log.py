from __future__ import annotations

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record import change_log, editing, history


def test_a_command_is_one_row_however_many_records_it_touched(work):
    notes = [evidence.add(work, text=f"note {at}", topics=["hp-neglect"]).made for at in (1, 2)]
    findings.make(work, notes, "strength", text="Help is early")
    row = change_log.newest(work)[0]
    assert row.step == "Make finding from 2 notes"
    assert (row.kind, row.title, row.more) == ("Finding", "Help is early", 0)
    assert row.about == "Finding · Help is early"
    assert row.author == "Ann Example"


def test_newest_first_and_what_is_typed_is_marked(work):
    note = editing.create(work, Evidence, "Add note", text="").made
    editing.type_text(work, Evidence, note, "text", "still typing", step="Write note")
    first, second = change_log.newest(work)[:2]
    assert (first.step, first.is_open) == ("Write note", True)
    assert (second.step, second.is_open) == ("Add note", False)


def test_several_records_are_counted(work):
    bo = team.add_member(work, "Bo").made
    editing.edit(work, team.Member, bo, "Join", person="bo")
    team.hand_over(work, bo)
    row = change_log.newest(work)[0]
    assert row.more == 1
    assert row.about.endswith("and 1 more record")


def test_rows_are_narrowed_by_person_and_kind(work):
    editing.create(work, Evidence, "Add note", text="x")
    log = change_log.newest(work)
    notes = change_log.chosen(log, kind="Evidence")
    assert [row.step for row in notes] == ["Add note"]
    assert change_log.chosen(log, author="Nobody") == ()
    assert change_log.chosen(log, author="Ann Example", kind="Evidence") == notes


def test_values_are_shown_in_words(work):
    lead = work.members[0]
    made = editing.create(
        work, team.Activity, "Add", title="Panel", who=[lead.id], day="2026-07-08"
    ).made
    fields = {one.field: one.new for one in history.of_record(work, made)[0].fields}
    assert fields["who"] == "Ann Example"
    assert fields["day"] == "Wed 8 Jul 2026"
    note = editing.create(
        work,
        Evidence,
        "Add",
        text="x",
        area="in-care",
        source="iro",
        immediate=True,
        seen_at="2026-07-08T09:14:00+01:00",
    ).made
    fields = {one.field: one.new for one in history.of_record(work, note)[0].fields}
    assert fields["area"] == "Children in care"
    assert fields["immediate"] == "yes"
    assert fields["source"] == "Independent reviewing officer or conference chair"
    assert fields["seen at"] == "Wed 8 Jul 2026 09:14"
