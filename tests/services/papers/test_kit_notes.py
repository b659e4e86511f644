"""The note for the DCS: all that belongs in it, and nothing of what does not."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Activity, KitMeeting, Request
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.cases import cases, referrals
from ilacs_desktop.services.cases.referrals import Raise
from ilacs_desktop.services.findings import findings
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.kit import kit, requests
from ilacs_desktop.services.papers import catalogue
from ilacs_desktop.services.record import editing


@pytest.fixture
def meeting(work):
    made = kit.plan(work, "2026-07-07", start="16:00", place="County Hall").made
    kit.hold(work, made)
    editing.edit(
        work,
        KitMeeting,
        made,
        "Write",
        end="16:40",
        handed_over="Two audit reports",
        minutes="Drift was discussed.",
        private_note="B thinks the tracker is wrong. Heading for inadequate.",
        la_correction="The tracker was corrected on 6 July.",
    )
    kit.set_attended(work, made, ["Lead inspector", "DCS"])
    return made


def add(work, meeting, kind, text, **values):
    return kit.add_item(work, meeting, kind, text, **values).made


def test_it_says_what_the_meeting_was_and_what_the_la_answered(work, meeting, printed, in_order):
    add(work, meeting, "practical", "Parking is full")
    good = add(work, meeting, "strength", "Plans are clear")
    bad = add(work, meeting, "concern", "Visits are late")
    add(work, meeting, "question", "Who covers leave?")
    kit.respond(work, good, "accepted", "accepted: thank you")
    kit.respond(work, bad, "none_offered")
    add(work, meeting, "action", "Send the rota", owner="Head of service", due="2026-07-08")
    text = " ".join(printed("kit-notes"))
    in_order(
        text,
        *("For the director", "authority Exampleshire", "Tuesday 7 July 2026", "16:00 to 16:40"),
        *("In person", "County Hall", "Lead inspector; DCS", "Two audit reports"),
        *("Our note", "Drift was discussed.", "The tracker was corrected on 6 July."),
        *("Parking is full", "Plans are clear", "Accepted: thank you"),
        *("Visits are late", "None offered", "Who covers leave?", "No response recorded"),
        "Send the rota Head of service 8 Jul open",
    )


def test_it_never_holds_our_own_note_or_a_grade_that_we_hold(work, meeting, printed):
    judgements.open_meeting(work, "2026-07-10", [work.members[0].id])
    for area in judgements.judged_areas(work.edition, work.event):
        judgements.choose_grade(work, area.key, "inadequate", final=True)
    text = " ".join(printed("kit-notes"))
    assert "B thinks" not in text
    assert "nadequate" not in text
    assert "B thinks the tracker is wrong." in " ".join(printed("kit-private"))


def test_what_was_put_to_others_than_the_la_is_not_for_the_dcs(work, meeting, printed):
    child = cases.add_by_hand(work, child_id="LA-771", depth="track", reason="asked").made
    values = {"case": child, "told_whom": "Pat Quill", "told_at": "2026-07-07T10:00:00+01:00"}
    told = [
        referrals.raise_concern(work, Raise("Left alone at night", **values)).made,
        referrals.raise_concern(
            work, Raise("A worker shouted", destination="lado", about="professional")
        ).made,
    ]
    for one in told:
        editing.edit(work, referrals.ReferralBack, one, "x", raised_at="2026-07-07T10:00:00+01:00")
    text = " ".join(printed("kit-notes"))
    assert "Child LA-771" in text
    assert "Left alone at night" in text
    assert "shouted" not in text
    assert "Quill" not in text


def test_requests_are_new_due_received_or_withdrawn(work, meeting, printed, in_order):
    made = [requests.make(work, f"Thing {at}", owner_role="Link officer").made for at in range(4)]
    for at, one in enumerate(made):
        asked = "2026-07-07T09:00:00+01:00" if at < 3 else "2026-07-09T09:00:00+01:00"
        editing.edit(work, Request, one, "x", asked_at=asked, due="2026-07-08")
    requests.receive(work, made[1], "2026-07-07")
    requests.withdraw(work, made[2], "Not needed")
    text = " ".join(printed("kit-notes"))
    in_order(text, "Thing 0", "New, due Wed 8 Jul", "Thing 1", "Received 7 Jul", "Thing 2")
    assert "Withdrawn: Not needed" in text
    assert "Thing 3" not in text


def test_every_answer_is_printed_and_no_sign_of_a_note(work, meeting, printed, in_order):
    logged = requests.make(work, "Audits").made
    child = cases.add_by_hand(work, child_id="LA-771", depth="track", reason="asked").made
    told = referrals.raise_concern(work, Raise("! Left alone", case=child)).made
    for kind, text, about in (
        ("request", "Request A1: Audits", logged),
        ("request", "? The rota", ""),
        ("referral", "Left alone", told),
        ("practical", "Parking is full", ""),
        ("question", "? Who covers leave?", ""),
    ):
        made = add(work, meeting, kind, text, about=about)
        kit.respond(work, made, "accepted", f"yes to {kind} {text[:3]}")
    text = " ".join(printed("kit-notes"))
    assert text.count("Accepted: yes to request") == 2
    for kind in ("referral", "practical", "question"):
        assert f"Accepted: yes to {kind}" in text
    assert "? Who" not in text.replace("question ? W", "")
    assert "! Left" not in text


def test_the_plan_for_tomorrow_leaves_out_what_is_the_teams_own(work, meeting, printed):
    for kind, title in (("observation", "Duty desk"), ("team_meeting", "Evening of the team")):
        editing.create(work, Activity, "x", day="2026-07-08", start="10:00", kind=kind, title=title)
    text = " ".join(printed("kit-notes"))
    assert "Plan for Wednesday 8 July" in text
    assert "Duty desk" in text
    assert "Evening of the team" not in text


def test_the_last_held_is_meant_and_others_by_number(work, meeting, printed):
    later = kit.plan(work, "2026-07-08", start="16:00").made
    assert "Note of KIT meeting 1" in printed("kit-notes")[0]
    assert "Note of KIT meeting 2" in printed("kit-notes", "2")[0]
    assert "planned, not held yet" in printed("kit-notes", later)[0]
    for wrong in ("3", "0", "x", "-1"):
        with pytest.raises(BadInputError, match="There is no KIT meeting"):
            printed("kit-notes", wrong)


@pytest.mark.parametrize("document", ["kit-notes", "kit-private"])
def test_without_a_meeting_it_says_what_to_do(work, document):
    with pytest.raises(NotAllowedError, match="no KIT meeting yet"):
        catalogue.draw(work, document, "", work.now())
    assert catalogue.why_not(work, document)
    assert catalogue.name(work, document)


def test_the_private_note_flags_what_to_look_at_again(work, meeting, printed, in_order):
    bad = add(work, meeting, "concern", "Visits are late")
    add(work, meeting, "concern", "Plans drift")
    kit.respond(work, bad, "disputed", "Two were on leave")
    add(work, meeting, "action", "Send the rota", due="2026-07-08")
    in_order(
        " ".join(printed("kit-private")),
        *("Not given yet", "B thinks the tracker", "The tracker was corrected on 6 July."),
        *("Flagged", "Grade word in our own note: “inadequate”"),
        *("Disputed: Visits are late – Two were on leave", "No response recorded: Plans drift"),
        "Action with no owner: Send the rota",
    )


def test_grade_words_are_told_not_stopped(work, meeting):
    assert catalogue.draw(work, "kit-notes", "", work.now()).warnings == ()
    add(work, meeting, "strength", "Practice is outstanding here")
    [told] = catalogue.draw(work, "kit-notes", "", work.now()).warnings
    assert told == "Reads like a grade: “outstanding”"
    [told] = catalogue.draw(work, "kit-private", "", work.now()).warnings
    assert "“inadequate”" in told


def test_what_was_said_aloud_is_no_kit_meeting(work, meeting, printed):
    findings.make(work, [], "strength", text="Plans are clear", area="x")
    assert "Plans are clear" in " ".join(printed("mid-point"))
    assert len(catalogue.choices(work, "kit-notes")) == 1
