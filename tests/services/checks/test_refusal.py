"""Before an export: what stops it and where, and what the LA was never asked about."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Case, Finding
from ilacs_desktop.errors import NotAllowedError
from ilacs_desktop.services.checks import acceptance, refusal
from ilacs_desktop.services.checks import document as checking
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import outline, writing

AREA = "help-and-protection"


def written(work):
    return outline.outline(work.snapshot, work.edition, date(2026, 7, 20))


def told(work, check):
    return [one for one in checking.of_document(work, written(work)).open if one.check == check]


def test_a_refusal_says_where_and_repeats_nothing(work):
    editing.create(work, Case, "Add child", child_id="9000412")
    writing.add_paragraph(work, AREA, text="Plain.")
    writing.add_paragraph(work, AREA, text="Of 900-0412.")
    writing.add_paragraph(work, "improvement", text="Plans, as for 9000412.")
    with pytest.raises(NotAllowedError, match="2 hard stops stand") as caught:
        refusal.refuse_stopped(work, written(work))
    assert "(What needs to improve, point 1; Help and protection, paragraph 2)" in caught.value.what
    assert "0412" not in f"{caught.value.what}{caught.value.todo}"


def test_a_refusal_names_every_place(work):
    editing.create(work, Case, "Add child", child_id="9000412")
    for number in range(1, 12):
        writing.add_paragraph(work, AREA, text=f"Of 9000412 in {number}.")
    writing.add_paragraph(work, AREA, text="Born 3 May 2014.")
    with pytest.raises(NotAllowedError, match="12 hard stops stand") as caught:
        refusal.refuse_stopped(work, written(work))
    numbers = ", ".join(map(str, range(1, 12)))
    assert (
        f"Child’s ID in the text (Help and protection, paragraphs {numbers})" in caught.value.what
    )
    assert "Date of birth (Help and protection, paragraph 12)" in caught.value.what


def test_a_check_that_is_turned_off_stops_nothing_and_is_on_the_record(work):
    editing.create(work, Case, "Add child", child_id="9000412")
    writing.add_paragraph(work, AREA, text="Of 9000412.")
    acceptance.turn(work, "child-id", on=False)
    refusal.refuse_stopped(work, written(work))
    assert checking.of_document(work, written(work)).off == ("child-id",)
    acceptance.turn(work, "child-id", on=True)
    with pytest.raises(NotAllowedError):
        refusal.refuse_stopped(work, written(work))


def test_every_point_the_la_was_not_asked_about_is_listed(work):
    make = findings.make
    never = make(work, (), "area-for-improvement", text="Plans drift.", area=AREA).made
    asked = make(work, (), "area-for-improvement", text="Visits lapse.", area=AREA).made
    make(work, (), "strength", text="Children are seen.", area=AREA)
    editing.edit(work, Finding, asked, "Put", put_at="2026-07-08T10:00:00+01:00")
    made = writing.add_paragraph(work, AREA, text="Plans drift for some children.").made
    writing.link_finding(work, made, never)
    first, second = refusal.never_put_now(work, "report")
    assert "Plans drift." in first
    assert first.endswith("never put to the LA")
    assert second.endswith("no response recorded")
    assert refusal.never_put_now(work, "kit-notes") == ()
    (remark,) = told(work, "never-put")
    assert (remark.paragraph, remark.finding) == (made, never)
    assert [one.finding for one in told(work, "no-response")] == [asked]
    editing.edit(work, Finding, asked, "Answer", la_response_kind="none_offered")
    assert told(work, "no-response") == []
    assert len(refusal.never_put_now(work, "report")) == 1
