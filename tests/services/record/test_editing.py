"""The commands that every record shares."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Evidence, Finding, LineOfEnquiry, Link, Paragraph
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.record import editing


def test_a_made_record_is_read_back_as_it_was_said(work):
    made = editing.create(work, Evidence, "Add note", text="Seen at home", method="interview").made
    assert work.snapshot.get(Evidence, made).text == "Seen at home"
    assert work.snapshot.record(Evidence, made).meta.made_by == work.me.person


def test_only_what_differs_is_written(work):
    made = editing.create(work, Evidence, "Add note", text="Seen", place="Office").made
    head = work.file.head
    changes = editing.edit(work, Evidence, made, "Edit", text="Seen", place="Office")
    assert not changes.ids
    assert work.file.head == head


def test_a_field_that_does_not_exist_is_refused_and_nothing_is_written(work):
    head = work.file.head
    with pytest.raises(BadInputError, match="has no field colour"):
        editing.create(work, Evidence, "Add note", colour="red")
    with pytest.raises(BadInputError, match="must be text"):
        editing.create(work, Evidence, "Add note", text=3)
    assert work.file.head == head


def test_typing_is_one_entry_until_another_command(work):
    made = editing.create(work, Evidence, "Add note").made
    for text in ("S", "Se", "See", "Seen"):
        editing.type_text(work, Evidence, made, "text", text)
    assert work.file.open_entry is not None
    before = work.file.head[1]
    editing.edit(work, Evidence, made, "Edit", place="Office")
    assert work.file.head[1] == before + 2, "one burst, one edit"
    assert work.snapshot.get(Evidence, made).text == "Seen"


def test_typing_on_after_a_seal_makes_no_second_version(work):
    made = editing.create(work, Evidence, "Add note").made
    seen = work.snapshot.record(Evidence, made).seen("text")
    editing.type_text(work, Evidence, made, "text", "One", seen=seen)
    editing.seal(work)
    editing.type_text(work, Evidence, made, "text", "One two", seen=seen)
    editing.seal(work)
    record = work.snapshot.record(Evidence, made)
    assert record.value.text == "One two"
    assert record.meta.conflicts == ()


def test_a_deleted_record_takes_no_edit_and_can_be_restored(work):
    made = editing.create(work, Evidence, "Add note", text="Seen").made
    editing.delete(work, Evidence, made, "Delete note")
    assert work.snapshot.get(Evidence, made) is None
    with pytest.raises(NotAllowedError, match="deleted"):
        editing.edit(work, Evidence, made, "Edit", text="Other")
    with pytest.raises(NotAllowedError, match="deleted"):
        editing.type_text(work, Evidence, made, "text", "Other")
    editing.restore(work, Evidence, made, "Restore note")
    assert work.snapshot.get(Evidence, made).text == "Seen"


def test_deleting_a_record_takes_its_links_along(work):
    note = editing.create(work, Evidence, "Add note", text="Seen").made
    finding = editing.create(work, Finding, "Add finding", text="Prompt").made
    editing.link(work, "evidence_finding", note, finding, "Link", stance="for")
    assert [one.stance for one in work.snapshot.links_to("evidence_finding", finding)] == ["for"]
    editing.delete(work, Evidence, note, "Delete note")
    assert work.snapshot.links_to("evidence_finding", finding) == ()


def test_linking_twice_makes_one_link_and_changes_its_stance(work):
    note = editing.create(work, Evidence, "Add note", text="Seen").made
    finding = editing.create(work, Finding, "Add finding", text="Prompt").made
    editing.link(work, "evidence_finding", note, finding, "Link", stance="for")
    editing.link(work, "evidence_finding", note, finding, "Link", stance="against")
    assert len(work.snapshot.all(Link)) == 1
    assert work.snapshot.all(Link)[0].stance == "against"
    editing.unlink(work, "evidence_finding", note, finding, "Unlink")
    editing.link(work, "evidence_finding", note, finding, "Link again", stance="for")
    assert [one.stance for one in work.snapshot.links_from("evidence_finding", note)] == ["for"]


def test_moving_a_record_changes_that_record_alone(work):
    made = []
    for text in ("a", "b", "c"):
        rank = editing.last_rank(work, Paragraph)
        made.append(editing.create(work, Paragraph, "Add", text=text, rank=rank).made)
    ranks = {one.text: one.rank for one in work.snapshot.all(Paragraph)}
    changes = editing.move(work, Paragraph, made[2], "Move up", before=ranks["a"], after=ranks["b"])
    assert changes.ids == {made[2]}
    order = sorted(work.snapshot.all(Paragraph), key=lambda one: one.rank)
    assert [one.text for one in order] == ["a", "c", "b"]


def test_editing_what_is_not_there_is_refused(work):
    with pytest.raises(NotAllowedError, match="no longer there"):
        editing.edit(work, LineOfEnquiry, "nowhere", "Edit", question="?")


def test_choosing_twice_before_the_screen_was_refreshed_makes_no_second_version(work):
    made = editing.create(work, Evidence, "Add note", method="interview").made
    seen = {"method": work.snapshot.record(Evidence, made).seen("method")}
    editing.edit(work, Evidence, made, "Choose", seen=seen, method="observation")
    editing.edit(work, Evidence, made, "Choose", seen=seen, method="record")
    record = work.snapshot.record(Evidence, made)
    assert (record.value.method, record.meta.conflicts) == ("record", ())
