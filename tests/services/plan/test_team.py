from __future__ import annotations

from dataclasses import replace

import pytest

from ilacs_desktop.domain.records import Activity, Member, Request
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.plan import plan, team
from ilacs_desktop.services.record import editing, undoing


def _lead(work):
    return next(one for one in work.members if one.role == "lead")


def _no_longer_lead(work):
    """Sit at the laptop of someone who is on no team list."""
    work.me = replace(work.me, person="someone-else")


def test_the_team_begins_with_its_lead(work):
    (row,) = team.rows(work)
    assert (row.name, row.role_words, row.letter, row.is_me) == (
        "Ann Example",
        "Lead inspector",
        "A",
        True,
    )


def test_a_member_gets_the_next_free_letter(work):
    team.add_member(work, "  Bo   Brown ")
    team.add_member(work, "Cy Clay", "education", "d")
    assert [(row.name, row.letter) for row in team.rows(work)] == [
        ("Ann Example", "A"),
        ("Bo Brown", "B"),
        ("Cy Clay", "D"),
    ]
    assert team.free_letter(work.snapshot) == "C"


@pytest.mark.parametrize(
    ("name", "role", "letter", "said"),
    [
        ("  ", "inspector", "", "name is missing"),
        ("Bo", "boss", "", "no role"),
        ("Bo", "lead", "", "one lead"),
        ("Bo", "inspector", "a", "Ann Example's letter"),
        ("Bo", "inspector", "7", "A to Z"),
    ],
)
def test_what_cannot_be_added_is_said(work, name, role, letter, said):
    with pytest.raises(BadInputError, match=said):
        team.add_member(work, name, role, letter)
    assert len(work.members) == 1


def test_only_the_lead_changes_the_list(work):
    bo = team.add_member(work, "Bo Brown").made
    _no_longer_lead(work)
    for command in (
        lambda: team.add_member(work, "Cy Clay"),
        lambda: team.change_member(work, bo, name="Bob"),
        lambda: team.remove_member(work, bo),
        lambda: team.hand_over(work, bo),
    ):
        with pytest.raises(NotAllowedError, match="for the lead"):
            command()
    assert [one.name for one in work.members] == ["Ann Example", "Bo Brown"]


def test_letters_that_stand_on_issued_numbers_stay(work):
    bo = team.add_member(work, "Bo Brown").made
    editing.create(work, Request, "Add request", number="B3", what="Logs")
    with pytest.raises(BadInputError, match="never change"):
        team.change_member(work, bo, letter="Q")
    team.remove_member(work, bo)
    with pytest.raises(BadInputError, match="before leaving"):
        team.add_member(work, "Cy Clay", letter="B")
    assert team.free_letter(work.snapshot) == "C"


def test_whoever_leaves_goes_nowhere_any_more_but_did_what_they_did(work):
    bo = team.add_member(work, "Bo Brown").made
    done = plan.add_activity(work, "2026-07-06", title="Front door", who=[bo]).made
    plan.set_state(work, done, "done")
    ahead = plan.add_activity(work, "2026-07-07", title="Panel", who=[bo, _lead(work).id]).made
    team.remove_member(work, bo)
    assert work.snapshot.one(Activity, ahead).who == (_lead(work).id,)
    assert work.snapshot.one(Activity, done).who == (bo,)
    assert team.names(work.snapshot, (bo,)) == ("Bo Brown",)
    undoing.undo(work)
    assert work.snapshot.one(Activity, ahead).who == (bo, _lead(work).id)


def test_there_is_always_a_lead(work):
    lead = _lead(work).id
    with pytest.raises(NotAllowedError, match="always has a lead"):
        team.change_member(work, lead, role="inspector")
    with pytest.raises(NotAllowedError, match="cannot be taken off"):
        team.remove_member(work, lead)


def test_the_lead_is_handed_over_only_to_a_laptop_that_has_joined(work):
    bo = team.add_member(work, "Bo Brown").made
    with pytest.raises(NotAllowedError, match="cannot lead yet"):
        team.change_member(work, bo, role="lead")
    editing.edit(work, Member, bo, "Join", person="bo-s-person")
    team.change_member(work, bo, role="lead")
    roles = {one.name: one.role for one in work.members}
    assert roles == {"Ann Example": "inspector", "Bo Brown": "lead"}
    assert not work.is_lead
