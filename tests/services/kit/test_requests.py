"""The request log: numbers never reused, duplicates warned of, ageing in working days."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Request, SeenDocument
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.data import seen_documents
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.record import editing, undoing


def request(work, record):
    return work.snapshot.get(Request, record)


def log(work, **values):
    whole = {"number": "A1", "what": "x", "state": "open", **values}
    return editing.create(work, Request, "Add", **whole).made


def test_numbers_carry_the_letter_and_are_never_used_again(work):
    first = requests.make(work, "Supervision records").made
    second = requests.make(work, "Panel minutes").made
    assert [request(work, one).number for one in (first, second)] == ["A1", "A2"]
    undoing.undo(work)
    assert request(work, second) is None
    assert request(work, requests.make(work, "Panel papers").made).number == "A3"


def test_a_request_says_what_and_is_due_on_a_working_day(work):
    with pytest.raises(BadInputError):
        requests.make(work, "  ")
    made = request(work, requests.make(work, " Audits ", why="To see moderation").made)
    assert (made.what, made.state) == ("Audits", "open")
    assert date.fromisoformat(made.due) > work.now().date()


def test_the_usual_due_day_steps_over_weekends_and_bank_holidays():
    assert requests.usual_due(date(2026, 7, 10)) == date(2026, 7, 13)
    assert requests.usual_due(date(2026, 8, 28)) == date(2026, 9, 1)


def test_received_read_withdrawn_and_open_again(work):
    one = requests.make(work, "Audits").made
    requests.receive(work, one, "2026-07-08")
    assert requests.rows(work)[0].is_unread
    requests.mark_read(work, one)
    requests.mark_read(work, one)
    row = requests.rows(work)[0]
    assert (row.is_unread, row.read_by, row.received) == (False, ("Ann Example",), "2026-07-08")
    requests.reopen(work, one)
    assert request(work, one).received == ""
    with pytest.raises(BadInputError):
        requests.withdraw(work, one, " ")
    requests.withdraw(work, one, "Annex A answers it")
    assert (request(work, one).state, request(work, one).outcome) == (
        "withdrawn",
        "Annex A answers it",
    )


def test_age_and_lateness_in_working_days(work, monkeypatch):
    friday = log(work, asked_at="2026-07-03T10:00:00+01:00", due="2026-07-06")
    done = log(
        work,
        asked_at="2026-07-03T10:00:00+01:00",
        due="2026-07-06",
        received="2026-07-06",
        state="received",
    )
    later = work.now().replace(year=2026, month=7, day=8, hour=12)
    monkeypatch.setattr(type(work), "now", lambda _self: later)
    rows = {row.id: row for row in requests.rows(work)}
    assert (rows[friday].age, rows[friday].late) == (3, 2)
    assert rows[friday].due_words == "2 working days late"
    assert (rows[done].age, rows[done].late, rows[done].due_words) == (1, 0, "")


def test_open_ones_come_first_by_due_day_and_then_by_number(work):
    log(work, number="A10", state="received")
    log(work, number="A9", state="withdrawn")
    log(work, number="A2", due="2026-07-09")
    log(work, number="A3", due="2026-07-08")
    assert [row.number for row in requests.rows(work)] == ["A3", "A2", "A9", "A10"]


def test_how_much_has_been_asked(work):
    log(work, due="2020-01-01")
    log(work, number="A2", state="received")
    log(work, number="A3", state="withdrawn")
    found = requests.asked(work)
    assert (found.total, found.open, found.late, found.received, found.unread, found.withdrawn) == (
        3,
        1,
        1,
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    "again",
    [
        "Supervision records of the assessment team",
        "Records: assessment teams' supervision",
    ],
)
def test_a_request_much_like_an_earlier_one_is_named(work, again):
    one = requests.make(work, "Supervision records, assessment team 2").made
    assert [like.record for like in requests.duplicates(work.snapshot, again)] == [one]
    assert requests.duplicates(work.snapshot, again, but=one) == ()
    requests.withdraw(work, one, "Not needed")
    assert requests.duplicates(work.snapshot, again) == ()


@pytest.mark.parametrize("other", ["", "the", "Placement costs", "Team structure"])
def test_a_different_request_is_not(work, other):
    requests.make(work, "Supervision records, assessment team 2")
    assert requests.duplicates(work.snapshot, other) == ()


def test_what_annex_a_or_the_first_documents_hold_already_is_named(work):
    labels = [one.label for one in requests.held_already(work, "Latest child protection plans")]
    assert "Annex A, list 7" in labels
    words = [one.words for one in requests.held_already(work, "the threshold document, please")]
    assert "Threshold document" in words
    assert requests.held_already(work, "Costs of legal advice") == ()


def test_what_came_is_registered_in_one_step_and_its_use_is_followed(work):
    one = requests.make(work, "Supervision records\nof the east team").made
    document = requests.register(work, one).made
    held = work.snapshot.get(SeenDocument, document)
    assert (held.title, held.request) == ("Supervision records of the east team", one)
    assert request(work, one).state == "received"
    assert request(work, one).received == held.received
    note = evidence.add(work, "Two of five are missing", stance="concern").made
    seen_documents.cite(work, note, document, "3")
    finding = findings.make(work, [note], "area-for-improvement", text="Supervision lapses").made
    assert [(use.kind, use.id) for use in requests.uses(work, one)] == [
        ("seen_document", document),
        ("evidence", note),
        ("finding", finding),
    ]
    undoing.undo(work)
    undoing.undo(work)
    undoing.undo(work)
    undoing.undo(work)
    assert request(work, one).state == "open"
    assert requests.uses(work, one) == ()


def test_reading_is_taken_back(work):
    one = requests.make(work, "Audits").made
    requests.receive(work, one)
    requests.mark_read(work, one)
    requests.mark_unread(work, one)
    assert requests.rows(work)[0].is_unread


def test_how_much_was_asked_is_told_by_person_and_day_and_never_forbids(work):
    assert requests.burden_words(work) == ""
    requests.make(work, "Audits")
    late = requests.make(work, "Panel minutes", due="2020-01-06").made
    asked = requests.asked(work)
    assert asked.by_person == (("Ann Example", 2),)
    assert asked.today == 2
    assert requests.burden_words(work).startswith("1 of 2 open requests late already")
    requests.receive(work, late)
    assert requests.burden_words(work).startswith("1 received and read by nobody yet")
