"""How long an inspection is kept, and the hold that keeps it beyond that."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilacs_desktop.domain.projection import apply
from ilacs_desktop.domain.records import Member, Setting
from ilacs_desktop.domain.snapshot import Snapshot
from ilacs_desktop.errors import BadInputError, KnownError, NotAllowedError
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.keeping import retention
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.store import journal


def test_the_default_is_marked_and_follows_from_the_last_day(work):
    kept = retention.retention(work.snapshot)
    assert (kept.until, kept.is_default) == (date(2032, 7, 10), True)
    assert "default, check" in kept.words
    assert kept.is_early(date(2032, 7, 10))
    assert not kept.is_early(date(2032, 7, 11))


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("31 July 2029", date(2029, 7, 31)),
        ("31.7.2029", date(2029, 7, 31)),
        ("31 Jul, 2029", date(2029, 7, 31)),
        ("2029-07-31", date(2029, 7, 31)),
        ("7 years", date(2033, 7, 10)),
        ("1 year", date(2027, 7, 10)),
        ("25", date(2051, 7, 10)),
        ("", date(2032, 7, 10)),
    ],
)
def test_a_day_or_years_are_taken(work, typed, until):
    retention.set_retention(work, typed)
    assert retention.retention(work.snapshot).until == until


@given(st.text(max_size=30))
def test_anything_else_is_refused_in_words(typed):
    with suppress(KnownError):
        kept = retention.read_typed(typed)
        assert not kept or kept.endswith(("year", "years")) or date.fromisoformat(kept)


@pytest.mark.parametrize(
    "typed", ["0 years", "101 years", "31 February 2029", "soon", "13/13/2030"]
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(BadInputError):
        retention.read_typed(typed)


def test_the_organisation_may_allow_less_and_never_more(work):
    assert retention.retention(work.snapshot, 30).until == date(2026, 8, 9)
    retention.set_retention(work, "2026-07-20")
    kept = retention.retention(work.snapshot, 30)
    assert (kept.until, kept.is_default) == (date(2026, 7, 20), False)


def test_what_another_version_wrote_is_shown_as_it_is(work):
    settings.change(work, retention.KEY, "as the schedule says")
    kept = retention.retention(work.snapshot)
    assert kept.until is None
    assert "as the schedule says" in kept.words
    assert kept.is_early(date(2999, 1, 1))


def test_a_hold_says_who_when_and_why_and_is_lifted_with_a_reason(work):
    with pytest.raises(BadInputError):
        retention.set_hold(work, " ")
    retention.set_hold(work, "  A complaint\n is open ")
    held = retention.hold_of(work)
    assert (held.why, held.who) == ("A complaint is open", "Ann Example")
    assert "Legal hold set by Ann Example on" in held.words
    with pytest.raises(NotAllowedError, match="already"):
        retention.set_hold(work, "Again")
    with pytest.raises(BadInputError):
        retention.lift_hold(work, "")
    retention.lift_hold(work, "The complaint was closed")
    assert retention.hold_of(work) is None
    with pytest.raises(NotAllowedError, match="no legal hold"):
        retention.lift_hold(work, "Again")


def test_a_hold_is_never_undone(work):
    settings.change(work, "marking", "OFFICIAL")
    retention.set_hold(work, "A complaint is open")
    offer = undoing.offer(work)
    assert "lift it with a reason" in offer.why_not
    undoing.undo(work)
    assert retention.hold_of(work) is not None


def test_only_the_lead_sets_and_lifts_it(work):
    retention.set_hold(work, "A complaint is open")
    editing.edit(work, Member, work.my_member.id, "Change role", role="inspector")
    for command in (retention.set_hold, retention.lift_hold):
        with pytest.raises(NotAllowedError, match="lead"):
            command(work, "Why")


def test_it_is_a_journal_entry_that_travels_and_a_doubt_keeps_it(work, new_work):
    retention.set_hold(work, "A complaint is open")
    record = settings.setting_id(retention.HOLD)
    [entry] = journal.of_record(work.file.connection, record)
    assert entry.hash
    # Another laptop that knew of no hold, and one that had lifted another: both keep it.
    other = new_work()
    retention.set_hold(other, "Something else")
    retention.lift_hold(other, "Done")
    state = apply(other.file.state(Setting.KIND, record), entry, ())
    joined = other.snapshot.after([state])
    assert state.conflicts
    assert retention.hold(joined, {}) is not None
    assert retention.hold(Snapshot(), {}) is None
