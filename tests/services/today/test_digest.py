"""The digest: what the day brought by area, what is disputed, what comes tomorrow."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ilacs_desktop.domain.records import Activity, Case, KitMeeting
from ilacs_desktop.services.cases import cases, referrals
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import finding_states, findings
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.papers import catalogue, day_digest
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.today.digest import day_after, digest


@pytest.fixture
def today(work):
    return work.now().date()


@pytest.fixture
def area(work):
    return work.edition.areas_in_body_order()[0]


def test_an_empty_day_is_empty(work, today):
    told = digest(work)
    assert told.day == today
    assert told.is_empty
    assert told.figures == "0 notes"


def test_what_is_new_stands_under_its_area_findings_first(work, area):
    child = cases.add_by_hand(work, child_id="LA-771", depth="track", reason="x").made
    editing.edit(work, Case, child, "x", area=area.key)
    evidence.add(work, "Seen weekly", case=child, stance="strength", source="record")
    evidence.add(work, "Never seen alone", case=child, stance="concern", source="child")
    evidence.add(work, "Nowhere yet")
    findings.make(work, [], "strength", text="Plans are clear", area=area.key)
    [first, last] = digest(work).areas
    assert first.key == area.key
    assert [one.text for one in first.new] == [
        "Plans are clear",
        "Never seen alone",
        "Seen weekly",
    ]
    assert first.new[1].detail.startswith("child LA-771 · ")
    assert [one.text for one in last.new] == ["Nowhere yet"]
    assert last.key == ""
    assert digest(work).figures == "3 notes on 1 child"


def test_an_earlier_finding_that_moves_is_changed(work, area, today, monkeypatch):
    made = findings.make(work, [], "strength", text="Plans are clear", area=area.key).made
    later = work.now() + timedelta(days=1)
    monkeypatch.setattr(type(work.file.writer.clock), "now", lambda _self: later)
    assert digest(work).areas == ()
    note = evidence.add(work, "Seen", stance="concern", source="record").made
    findings.attach(work, made, [note], "against")
    finding_states.put_to_la(work, made)
    finding_states.respond(work, made, "disputed", "Not so")
    [only] = [one for one in digest(work, later.date()).areas if one.key == area.key]
    assert only.new == ()
    assert "put to the LA" in only.changed[0].detail
    assert only.disputed[0].detail.startswith("the LA disputes it: Not so")
    assert digest(work, today).areas[0].new[0].text == "Plans are clear"


def test_lines_of_enquiry_closed_today_and_what_was_noted_in_the_evening(work, today):
    open_line = enquiries.add_line(work, "Is it so?").made
    enquiries.add_line(work, "Is it not?")
    enquiries.close_line(work, open_line, "Yes")
    for kind, note in (("team_meeting", "We look at leave next"), ("kit", "Not ours")):
        editing.create(work, Activity, "x", day=today.isoformat(), kind=kind, title="T", note=note)
    told = digest(work)
    assert [(one.question, one.answer) for one in told.closed] == [("Is it so?", "Yes")]
    assert [(one.by, one.text) for one in told.noted] == [("Ann Example", "We look at leave next")]
    assert digest(work, today + timedelta(days=1)).closed == ()


def test_referrals_back_head_it_and_tomorrow_ends_it(work, today):
    referrals.raise_concern(work, referrals.Raise("Later"))
    referrals.raise_concern(work, referrals.Raise("Now", level="immediate"))
    tomorrow = (today + timedelta(days=1)).isoformat()
    editing.create(work, Activity, "x", day=tomorrow, kind="observation", title="Duty desk")
    editing.create(work, Activity, "x", day=tomorrow, title="Gone", state="cancelled")
    requests.make(work, "The rota", due=tomorrow)
    told = digest(work)
    assert [one.sign for one in told.referrals] == ["risk", "concern"]
    assert day_after(work, today).isoformat() == tomorrow
    assert [one.title for one in told.plan] == ["Duty desk"]
    assert any("The rota" in one.text for one in told.due)


def test_it_keeps_to_two_pages_and_says_what_is_left_out(work):
    for at, area in enumerate(work.edition.areas_in_body_order()):
        for number in range(30):
            evidence.add(work, f"{at}.{number} " + "long words of it " * 40, area=area.key)
            findings.make(work, [], "strength", text=f"F{number} " + "y" * 300, area=area.key)
    for number in range(30):
        enquiries.close_line(work, enquiries.add_line(work, f"Q{number}").made, "z" * 900)
    drawn = catalogue.draw(work, "digest", "", work.now())
    assert drawn.rendered.pages <= 2
    texts = str([paper.blocks for paper in day_digest.make(work, "")][-1])
    assert "59 more in the app" in texts


@pytest.mark.parametrize("item", ["0", "6", "tomorrow", "2026-13-01"])
def test_a_day_that_is_none_is_refused_in_words(work, item):
    with pytest.raises(day_digest.BadInputError, match="There is no day") as caught:
        day_digest.which(work, item)
    assert "from 1 to 5" in caught.value.todo


def test_days_are_meant_by_number_or_date(work, today):
    assert day_digest.which(work, "2").isoformat() == "2026-07-07"
    assert day_digest.which(work, "2026-07-09").isoformat() == "2026-07-09"
    assert day_digest.which(work, "") == today


def test_a_referral_back_says_its_state_now(work):
    one = referrals.raise_concern(work, referrals.Raise("Later")).made
    assert digest(work).referrals[0].detail.startswith("raised on the day, nobody told yet")
    referrals.record_told(work, one, "Head of service")
    assert "told, waiting for an answer" in digest(work).referrals[0].detail
    referrals.record_answer(work, one, "Visited today")
    assert digest(work).referrals[0].detail.startswith("raised on the day, answered · ")
    referrals.set_satisfied(work, one, "yes")
    assert "answered, enough" in digest(work).referrals[0].detail


def test_the_meeting_held_and_the_card_signed_off_are_listed(work, today):
    made = kit.plan(work, today.isoformat()).made
    child = cases.add_by_hand(work, child_id="LA-771", depth="track", reason="x").made
    assert digest(work).happened == ()
    editing.edit(work, KitMeeting, made, "x", state="held")
    cases.sign_off(work, child)
    told = digest(work)
    assert [one.text for one in told.happened] == [
        "KIT meeting 1 held",
        "Card of child LA-771 signed off",
    ]
    assert told.happened[1].detail == "by Ann Example, tracked"
    assert digest(work, today + timedelta(days=1)).happened == ()
    assert "Held and signed off" in str(next(p.blocks for p in day_digest.make(work, "")))


def test_quotes_of_several_notes_stay_apart_on_one_line(work, area):
    findings.make(work, [], "strength", text="“Seen”\n\n  “Not  heard”\n", area=area.key)
    assert digest(work).areas[0].new[0].text == "“Seen” / “Not heard”"
