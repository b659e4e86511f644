import pytest

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.cases import case_cards, case_lists, cases
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing, history, undoing


@pytest.fixture
def case(work):
    return cases.add_by_hand(work, child_id="4471", depth="track", reason="neglect, two plans").made


def test_a_child_by_hand_needs_an_id_or_code_and_a_reason(work):
    with pytest.raises(BadInputError, match="neither an ID nor a code"):
        cases.add_by_hand(work, reason="because")
    with pytest.raises(BadInputError, match="reason"):
        cases.add_by_hand(work, child_id="1", reason="  ")
    made = cases.add_by_hand(work, code="K1", reason="seen at the front door").made
    assert case_cards.card(work, made).child == "K1"


def test_a_child_has_one_card(work, case):
    with pytest.raises(BadInputError, match="has a card already"):
        cases.add_by_hand(work, child_id=" 4471 ", reason="again")


def test_the_first_words_make_the_answer_and_begin_the_card(work, case):
    cases.answer(work, case, "risk", "See")
    cases.answer(work, case, "risk", "Seen and acted on")
    answers = work.snapshot.all(CaseAnswer)
    assert [one.text for one in answers] == ["Seen and acted on"]
    assert answers[0].id == cases.answer_id(case, "risk")
    assert work.snapshot.get(Case, case).state == "in_progress"


def test_an_undone_answer_comes_back_when_typed_again(work, case):
    cases.answer(work, case, "risk", "Seen")
    undoing.undo(work)
    assert not work.snapshot.all(CaseAnswer)
    cases.answer(work, case, "risk", "Seen again")
    assert [one.text for one in work.snapshot.all(CaseAnswer)] == ["Seen again"]


def test_prompts_follow_the_depth_and_written_answers_stay(work, case):
    assert len(case_cards.card(work, case).prompts) == 11
    cases.answer(work, case, "visits", "Weekly")
    cases.change(work, case, depth="sample")
    labels = [one.key for one in case_cards.card(work, case).prompts]
    assert labels[-1] == "visits"
    assert len(labels) == 8
    cases.change(work, case, depth="dip")
    assert [one.key for one in case_cards.card(work, case).prompts] == ["visits"]


def test_signing_off_locks_for_good_and_addenda_follow(work, case):
    cases.answer(work, case, "risk", "Seen")
    with pytest.raises(NotAllowedError, match="belongs to a card that is signed off"):
        cases.add_addendum(work, case, "risk", "later")
    cases.sign_off(work, case)
    with pytest.raises(NotAllowedError, match="signed off"):
        cases.answer(work, case, "risk", "Seen, changed")
    with pytest.raises(NotAllowedError, match="signed off"):
        cases.answer(work, case, "plan", "new")
    with pytest.raises(NotAllowedError, match="signed off"):
        cases.change(work, case, strengths="x")
    assert "Sign off" not in undoing.offer(work).undo
    cases.add_addendum(work, case, "risk", "The LA has since seen the child.")
    card = case_cards.card(work, case)
    assert card.signed.startswith("Signed off by Ann Example")
    (line,) = (one for one in card.prompts if one.key == "risk")
    assert [one.text for one in line.addenda] == ["The LA has since seen the child."]
    assert line.text == "Seen"


def test_brothers_and_sisters_read_a_shared_answer(work, case):
    other = cases.add_by_hand(work, child_id="4472", reason="brother of 4471").made
    cases.join_family(work, (case, other))
    cases.answer(work, case, "voice", "Both want to stay together.")
    cases.share_answer(work, cases.answer_id(case, "voice"), (other,))
    card = case_cards.card(work, other)
    assert card.siblings == ((case, "4471"),)
    (voice,) = (one for one in card.prompts if one.key == "voice")
    assert voice.shared == (("4471", "Both want to stay together."),)
    assert voice.label not in card.unanswered


def test_two_families_that_are_one_are_joined_whole(work, case):
    others = [cases.add_by_hand(work, child_id=str(n), reason="sibling").made for n in (1, 2, 3)]
    cases.join_family(work, (case, others[0]))
    cases.join_family(work, others[1:])
    cases.join_family(work, (others[0], others[2]))
    assert len({work.snapshot.get(Case, one).family for one in (case, *others)}) == 1
    assert len(case_cards.card(work, case).siblings) == 3
    assert case_cards.card(work, case).strangers == ()


def test_what_counts_as_seen_is_origins(work, case):
    cases.change(work, case, sources=["record", "manager"])
    card = case_cards.card(work, case)
    assert "Child's record, practitioner or manager" not in card.seen.missing
    assert "Child" in card.seen.missing
    editing.create(work, Evidence, "Add note", text="‘I like her’", source="child", case=case)
    card = case_cards.card(work, case)
    assert "Child" not in card.seen.missing
    assert [one.text for one in card.evidence] == ["‘I like her’"]


def test_the_list_filters_and_counts(work, case):
    mine = work.my_member.id
    dip = cases.add_by_hand(work, child_id="9", depth="dip", reason="health", question="Was it?")
    cases.assign(work, (case,), mine)
    assert [row.child for row in case_lists.case_rows(work)] == ["9", "4471"]
    assert [row.id for row in case_lists.case_rows(work, depth="dip")] == [dip.made]
    assert [row.id for row in case_lists.case_rows(work, inspector=mine)] == [case]
    assert [row.id for row in case_lists.case_rows(work, inspector="-")] == [dip.made]
    cases.sign_off(work, case)
    assert [row.id for row in case_lists.case_rows(work, state="signed_off")] == [case]
    by = case_lists.progress_by_inspector(work)
    assert [(one.label, one.cards, one.signed) for one in by] == [
        ("Ann Example", 1, 1),
        ("given to nobody", 1, 0),
    ]
    assert case_lists.progress_by_cohort(work)[0].cards == 2


def test_dip_samples_ask_one_question(work):
    made = [
        cases.add_by_hand(work, child_id=str(n), depth="dip", reason="health").made for n in (10, 9)
    ]
    cases.set_question(work, made, "Was a health history given?")
    cases.change(work, made[0], dip_answer="Yes")
    rows = case_lists.dip_rows(work, "Was a health history given?")
    assert [(row.child, row.answer) for row in rows] == [("9", ""), ("10", "Yes")]
    assert case_lists.dip_questions(work) == ("Was a health history given?",)
    assert case_cards.card(work, made[1]).unanswered
    assert not case_cards.card(work, made[0]).unanswered


def test_the_same_child_twice_is_shown(work, case):
    editing.create(work, Case, "Add child", child_id="4471", reason="from another laptop")
    assert all(row.twice for row in case_lists.case_rows(work))
    assert case_cards.card(work, case).twins


def test_a_removed_child_leaves_the_list(work, case):
    cases.remove(work, case)
    assert case_cards.card(work, case) is None
    assert case_lists.case_rows(work) == ()


def test_an_answer_on_the_childs_voice_counts_as_having_heard_the_child(work, case):
    assert "Child" in case_cards.card(work, case).seen.missing
    cases.answer(work, case, "voice", "Calls it ‘my home’ now")
    seen = case_cards.card(work, case).seen
    assert "Child" not in seen.missing
    assert any(one.startswith("Child (answered under") for one in seen.told)


def test_a_note_tells_of_its_source_until_the_source_is_ticked(work, case):
    editing.create(work, Evidence, "Add note", text="Seen weekly", source="manager", case=case)
    assert case_cards.card(work, case).seen.told == ("Practitioner's manager (1 note)",)
    cases.change(work, case, sources=["manager"])
    assert case_cards.card(work, case).seen.told == ()


def test_a_shared_answer_is_refused_on_a_signed_card_and_locked_by_one(work, case):
    brother = cases.add_by_hand(work, child_id="4472", reason="brother").made
    cases.join_family(work, (case, brother))
    cases.answer(work, case, "risk", "The same home, the same risk")
    answer = cases.answer_id(case, "risk")
    cases.share_answer(work, answer, [brother])
    line = next(one for one in case_cards.card(work, case).prompts if one.key == "risk")
    assert line.read_on == ("4472",)
    assert "Risk identified" not in case_cards.card(work, brother).unanswered
    cases.sign_off(work, brother)
    with pytest.raises(NotAllowedError, match="card of child 4472, which is signed off"):
        cases.answer(work, case, "risk", "Otherwise")
    cases.add_addendum(work, case, "risk", "Since then: seen alone.")
    sister = cases.add_by_hand(work, child_id="4473", reason="sister").made
    cases.answer(work, case, "plan", "Clear")
    cases.sign_off(work, sister)
    with pytest.raises(NotAllowedError, match="child 4473 is signed off"):
        cases.share_answer(work, cases.answer_id(case, "plan"), [sister])


def test_a_card_names_its_line_of_enquiry_and_who_has_it(work, case):
    line = enquiries.add_line(work, "Are children seen alone?").made
    cases.change(work, case, line_of_enquiry=line)
    card = case_cards.card(work, case)
    assert card.line == "Are children seen alone?"
    enquiries.close_line(work, line, "Yes")
    assert case_cards.card(work, case).line == "Are children seen alone? (closed)"


def test_the_history_of_a_card_tells_of_its_answers(work, case):
    cases.answer(work, case, "risk", "Seen")
    work.file.seal()
    steps = [one.step for one in history.of_record(work, case)]
    assert "Answer “Risk identified”" in steps


def test_progress_by_team_and_who_has_looked(work, case):
    cases.change(work, case, la_team="Team Ash")
    cases.answer(work, case, "risk", "Seen")
    cases.add_by_hand(work, child_id="2", reason="r", depth="dip", dip_answer="Yes")
    assert [(one.label, one.begun) for one in case_lists.progress_by_team(work)] == [
        ("Team Ash", 1),
        ("team not known", 1),
    ]
    assert [one.looked for one in case_lists.case_rows(work)] == ["Ann Example", "Ann Example"]


def test_what_is_locked_empty_is_told_and_a_note_gives_the_card_its_area(work, case):
    card = case_cards.card(work, case)
    assert card.unsaid == ("Judgement area", "Inspector")
    assert card.open_words.startswith(" Not said: Judgement area; Inspector. Without an answer: ")
    first, second = (area.key for area in work.edition.areas_in_body_order()[:2])
    evidence.add(work, "Seen", case=case, area=first)
    assert work.snapshot.get(Case, case).area == first
    evidence.add(work, "Seen", case=case, area=second)
    assert work.snapshot.get(Case, case).area == first
    assert case_cards.card(work, case).unsaid == ("Inspector",)


def test_a_card_made_from_a_note_takes_over_its_area(work):
    area, other = (one.key for one in work.edition.areas_in_body_order()[:2])
    note = evidence.add(work, "Met on the way", area=area).made
    made = cases.add_by_hand(work, child_id="9001", reason="met").made
    evidence.change(work, note, case=made)
    assert work.snapshot.get(Case, made).area == area
    evidence.change(work, note, area=other)
    assert work.snapshot.get(Case, made).area == area


def test_a_signed_card_takes_no_area_from_a_note(work, case):
    cases.sign_off(work, case)
    evidence.add(work, "Later", case=case, area=work.edition.areas_in_body_order()[0].key)
    assert work.snapshot.get(Case, case).area == ""
