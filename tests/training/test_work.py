"""The worked training inspections: whole, provable, in the team's names and in their hours."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from ilacs_desktop.domain.records import (
    Case,
    CaseAnswer,
    Evidence,
    Finding,
    Judgement,
    KitItem,
    KitMeeting,
    LineOfEnquiry,
    Paragraph,
    ReferralBack,
    Request,
    SampleDraw,
    SeenDocument,
)
from ilacs_desktop.services.checks import document as checking
from ilacs_desktop.services.data import sampling
from ilacs_desktop.services.findings import claims
from ilacs_desktop.services.judgements import judgements
from ilacs_desktop.services.kit import kit
from ilacs_desktop.services.laptop.laptop import TRAINING_NOW, first_run, unlock
from ilacs_desktop.services.record import history
from ilacs_desktop.services.report import resting
from ilacs_desktop.services.report.outline import outline
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.training import acting, drafting, work
from ilacs_desktop.training.acting import Story, StoryClock, local
from ilacs_desktop.training.content import NAMES, load_content


def count(works, name, kind):
    return len(works[name].snapshot.all(kind))


def document(held):
    return outline(held.snapshot, held.edition, held.now().date())


# -- all of them -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_file_proves_itself(works, name):
    verdict = history.verify(works[name])
    assert verdict.is_good, verdict.faults
    assert verdict.entries > 400


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_training_inspection_led_by_this_laptop(works, name):
    held, content = works[name], load_content(name)
    assert held.inspection.training
    assert held.is_lead
    lead = next(one for one in content.members if one.role == "lead")
    assert held.my_member.name == lead.name
    people = [member.person for member in held.members]
    assert all(people)
    assert len(set(people)) == len(content.members)


@pytest.mark.parametrize("name", NAMES)
def test_it_stands_at_its_moment_and_nothing_in_it_is_later(works, name):
    held, content = works[name], load_content(name)
    now = datetime.fromisoformat(held.file.marked(TRAINING_NOW))
    assert timedelta(0) < now - local(content.inspection.worked_to) < timedelta(minutes=5)
    walls = [
        row[0]
        for row in held.reading.connection.execute("SELECT wall FROM journal ORDER BY ms, counter")
    ]
    assert walls == sorted(walls)
    assert datetime.fromisoformat(walls[0]) == local(content.inspection.called_at)
    assert datetime.fromisoformat(walls[-1]) <= now
    assert all(wall.endswith("+01:00") for wall in walls)


@pytest.mark.parametrize("name", NAMES)
def test_notes_are_in_the_name_of_who_took_them_and_of_that_day(works, name):
    held = works[name]
    letters = {member.person: member.letter for member in held.members}
    wanted = {
        (local(note.seen_at).isoformat(timespec="seconds"), note.inspector, note.area)
        for note in load_content(name).evidence
    }
    found = set()
    for record in held.snapshot.records(Evidence).values():
        note, made = record.value, datetime.fromisoformat(record.meta.made_at)
        found.add((note.seen_at, letters[record.meta.made_by], note.area))
        late = made - datetime.fromisoformat(note.seen_at)
        assert timedelta(0) < late <= timedelta(minutes=10), note.text
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_open_between_braces(works, name):
    for kind in (Evidence, Case, CaseAnswer, Finding, KitItem, ReferralBack, Request, Paragraph):
        for one in works[name].snapshot.all(kind):
            texts = [getattr(one, field) for field in kind.SEARCHED]
            assert not any("{" in text for text in texts), one


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_ends_as_the_story_tells(works, name):
    held = works[name]
    told = {one.text: one for one in load_content(name).findings}
    letters = {member.person: member.letter for member in held.members}
    merged = {one.text for one in load_content(name).merged}
    everything = held.snapshot.all(Finding)
    assert all(one.state == "withdrawn" for one in everything if one.text in merged)
    findings = [one for one in everything if one.text not in merged]
    assert {one.text for one in everything} == set(told) | merged
    for one in findings:
        want = told[one.text]
        links = held.snapshot.links_to("evidence_finding", one.id)
        sides = Counter(link.stance for link in links)
        assert one.state == want.state, one.text
        assert (one.kind, one.area, one.scale_word) == (want.kind, want.area, want.scale_word)
        assert one.support == want.support
        assert letters.get(one.support_by, "") == want.support_by
        assert one.la_response_kind == want.la_response_kind
        assert sides["for"] == len(set(want.evidence_for)), one.text
        assert sides["against"] == len(set(want.evidence_against)), one.text
        assert bool(one.put_at) == (want.put_at is not None)
        assert bool(one.figures) == (one.state in ("agreed", "in_document"))


@pytest.mark.parametrize("name", NAMES)
def test_samples_can_be_drawn_again_and_cards_say_which_they_came_from(works, name):
    held, content = works[name], load_content(name)
    draws = held.snapshot.all(SampleDraw)
    assert len(draws) == len(content.samples)
    for one in draws:
        again = sampling.preview(held, one.cohort, one.size, one.seed, one.stratify)
        assert [child.child_id for child in again.children] == list(one.drawn)
    cards = Counter(case.draw for case in held.snapshot.all(Case))
    assert sum(cards[one.id] for one in draws) == sum(bool(case.sample) for case in content.cases)
    drawn_from = {one.id: one.drawn for one in draws}
    for case in held.snapshot.all(Case):
        assert case.child_id
        assert not case.draw or case.child_id in drawn_from[case.draw]


@pytest.mark.parametrize("name", NAMES)
def test_the_checks_stop_nothing(works, name):
    held = works[name]
    assert checking.of_document(held, document(held)).stops == ()


@pytest.mark.parametrize("name", NAMES)
def test_lines_documents_requests_and_meetings_are_all_there(works, name):
    content = load_content(name)
    assert count(works, name, LineOfEnquiry) == len(content.enquiries)
    assert count(works, name, SeenDocument) == len(content.documents)
    assert count(works, name, Request) == len(content.requests)
    assert count(works, name, KitMeeting) == len(content.kits)
    assert count(works, name, KitItem) == sum(len(one.items) for one in content.kits)
    assert count(works, name, ReferralBack) == len(content.referrals)
    states = Counter(one.state for one in works[name].snapshot.all(Request))
    assert states == Counter(one.state for one in content.requests)


def test_what_the_la_says_of_itself_stands_beside_the_findings_it_speaks_of(works):
    for name, wanted in (("short", 7), ("report", 7), ("focused", 2)):
        shown = [use for row in claims.rows(works[name]) for use in row.uses]
        assert len(shown) == wanted
        assert {use.stance for use in shown} == {"for", "against"}


# -- day four --------------------------------------------------------------------------------------


def test_day_four_holds_what_it_should(works):
    held = works["short"]
    assert count(works, "short", Evidence) == 160
    depths = Counter(case.depth for case in held.snapshot.all(Case))
    assert depths["track"] == 6
    assert depths["sample"] + depths["dip"] == 40
    assert count(works, "short", KitMeeting) == 3
    assert count(works, "short", Request) == 12
    assert count(works, "short", ReferralBack) == 2
    findings = held.snapshot.all(Finding)
    assert len(findings) == 25
    states = {"emerging", "put_to_la", "agreed", "in_document", "withdrawn"}
    assert {one.state for one in findings} == states
    assert held.inspection.stage == "fieldwork"


def test_day_four_has_no_grade(works):
    held = works["short"]
    assert not judgements.is_open(held.snapshot)
    assert not held.snapshot.all(Judgement)
    assert judgements.grades(held.snapshot, held.edition) == {}


def test_day_four_is_in_july(works):
    held = works["short"]
    assert held.now().date() == date(2026, 7, 9)
    days = {one.seen_at[:10] for one in held.snapshot.all(Evidence)}
    assert days == {f"2026-07-0{day}" for day in range(6, 10)}


def test_the_third_note_is_still_with_the_lead_who_can_give_it(training_copy, made_training):
    laptop = unlock(training_copy(), made_training.passphrase)
    held = laptop.open_inspection(made_training.day_four).work
    waiting = [one for one in kit.meetings(held) if not one.given_at]
    assert [one.day for one in waiting] == ["2026-07-08"]
    kit.give(held, waiting[0].id)
    given = held.snapshot.one(KitMeeting, waiting[0].id).given_at
    assert given.startswith("2026-07-09T17:4")
    assert history.verify(held).is_good
    laptop.close_inspection(held)
    laptop.close()


def test_a_document_is_begun_and_rests_on_findings(works):
    held = works["short"]
    begun = held.snapshot.all(Paragraph)
    assert len(begun) == 10
    for one in begun:
        assert resting.finding_ids(held, one.id) or one.section == "improvement"


# -- finished --------------------------------------------------------------------------------------


def test_the_report_has_sixty_numbered_paragraphs(works):
    items = [item for item in document(works["report"]).items() if item.number]
    assert [item.number for item in items] == list(range(1, 61))


def test_the_report_is_as_long_as_it_should_be_and_rests_on_findings(works):
    held = works["report"]
    written = held.snapshot.all(Paragraph)
    words = sum(len(one.text.split()) for one in written)
    assert words == pytest.approx(4800, rel=0.05)
    assert all(resting.finding_ids(held, one.id) for one in written)
    rests = resting.rests(held, document(held))
    assert {rest.state for rest in rests.values()} <= {
        "sound",
        "contradicted",
        "one_source",
        "exempt",
    }


def test_the_report_is_graded_by_people_after_the_meeting_was_opened(works):
    held = works["report"]
    told = {one.area: one.grade for one in load_content("report").judgements}
    assert judgements.grades(held.snapshot, held.edition) == told
    assert judgements.not_final(held.snapshot, held.edition) == ()
    assert all(one.reasons for one in held.snapshot.all(Judgement))
    assert held.inspection.stage == "published"


def test_the_report_was_written_by_several(works):
    held = works["report"]
    made = {
        record.value.section: held.person_name(record.meta.made_by)
        for record in held.snapshot.records(Paragraph).values()
        if not record.meta.deleted
    }
    assert len(set(made.values())) == 4
    assert made["help-and-protection"] == "Desmond Wexlegarth"


def test_nothing_is_left_open_when_it_is_finished(works):
    snapshot = works["report"].snapshot
    assert all(case.signed_off for case in snapshot.all(Case))
    assert all(item.state == "closed" for item in snapshot.all(KitItem))
    assert all(back.state == "closed" for back in snapshot.all(ReferralBack))
    assert not any(note.to_write_up for note in snapshot.all(Evidence))
    assert all(line.state == "closed" for line in snapshot.all(LineOfEnquiry))


# -- focused ---------------------------------------------------------------------------------------


def test_the_focused_visit_has_one_area_for_priority_action(works):
    held = works["focused"]
    urgent = [one for one in held.snapshot.all(Finding) if one.kind == "area-for-priority-action"]
    assert len(urgent) == 1
    assert (urgent[0].state, urgent[0].la_response_kind) == ("in_document", "accepted")
    place = document(held).section("priority-action")
    assert [resting.finding_ids(held, item.id) for item in place.items] == [(urgent[0].id,)]
    assert held.event.key == "focused-visit"


# -- making ----------------------------------------------------------------------------------------


def test_one_that_cannot_be_finished_leaves_nothing_behind(tmp_path, monkeypatch):
    laptop, _ = first_run(tmp_path / "data", "Ann Example", "correct horse battery", cost=Cost())

    def fail(_story):
        raise KeyboardInterrupt

    monkeypatch.setattr(drafting, "write_after", fail)
    with pytest.raises(KeyboardInterrupt):
        work.make_focused(laptop)
    assert laptop.files() == ()
    assert list((tmp_path / "data" / "inspections").iterdir()) == []
    laptop.close()


def test_the_clock_of_a_story_never_goes_back():
    clock = StoryClock(datetime(2026, 7, 6, 9))
    clock.go_on(datetime(2026, 7, 6, 10))
    before = clock.now()
    clock.go_on(datetime(2026, 7, 6, 9, 30))
    assert clock.now() == before + timedelta(seconds=1)
    assert clock.now().tzname() == "BST"


def test_what_happens_is_played_by_the_clock_and_at_one_moment_in_the_order_told(works):
    class Held:
        def __init__(self):
            self.file = self
            self.writer = works["short"].file.writer
            self.me = None

    content = load_content("short")
    story = Story(Held(), StoryClock(content.inspection.called_at), content)
    story.cast(works["short"].me)
    done = []
    noon = datetime(2026, 7, 6, 12)
    story.add(noon, "B", lambda: done.append(("B", story.work.me.name, story.clock.now().hour)))
    story.add(noon, "C", lambda: done.append(("C", story.work.me.name, story.clock.now().hour)))
    story.add(
        noon - timedelta(hours=1),
        "A",
        lambda: done.append(("A", story.work.me.name, story.clock.now().hour)),
    )
    story.play()
    assert done == [
        ("A", "Rosalind Harrowfold", 11),
        ("B", "Desmond Wexlegarth", 12),
        ("C", "Anjali Pennockshaw", 12),
    ]
    assert story.work.me.person == works["short"].me.person


def test_an_inspector_is_the_same_person_in_every_training_inspection():
    short, focused = load_content("short"), load_content("focused")
    first = next(one for one in short.members if one.name == "Anjali Pennockshaw")
    second = next(one for one in focused.members if one.name == "Anjali Pennockshaw")
    assert acting.person_of(first) == acting.person_of(second)
    assert len({acting.person_of(one) for one in short.members}) == len(short.members)


def test_what_follows_the_week_is_there_to_be_seen(works):
    from ilacs_desktop.services.findings import merging
    from ilacs_desktop.services.judgements import boards
    from ilacs_desktop.services.stages import la_comments, stages

    held = works["report"]
    merged = [one for one in held.snapshot.all(Finding) if merging.ancestry(held, one.id)]
    assert sorted(one.state for one in merged) == ["in_document", "withdrawn"]
    assert boards.counts(boards.rows(held, "in-care"), "good") == (2, 3)
    assert stages.running(held) == "Published"
    assert {one.state for one in stages.lines(held)} <= {"done", "ahead", "unneeded"}
    factual = la_comments.rows(held, "accuracy")
    assert [one.decision for one in factual] == ["accepted", "not_accepted", "in_part"]
    assert all(one.place.startswith("paragraph ") for one in factual)
    assert la_comments.answered(held) == (4, 4)
