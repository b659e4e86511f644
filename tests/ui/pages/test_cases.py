import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ilacs_desktop.domain.records import Case, CaseAnswer, ReferralBack
from ilacs_desktop.services import case_lists, cases, referrals
from ilacs_desktop.ui.pages.cases.page import CasesPage


@pytest.fixture
def children(work):
    one = cases.add_by_hand(
        work, child_id="4471", depth="track", reason="neglect", age="5", plan="CP plan, neglect"
    ).made
    two = cases.add_by_hand(work, child_id="4472", depth="sample", reason="brother").made
    return one, two


@pytest.fixture
def page(desk, put_up, children):
    page = put_up(CasesPage(desk))
    page.show_case(children[0])
    return page


def field(page, label):
    return next(one.edit for one in page.card.answers.fields if one.edit.accessibleName() == label)


def test_an_empty_page_says_what_to_do_first(desk, put_up, accessible_audit):
    page = put_up(CasesPage(desk))
    accessible_audit(page)
    page.run_command("new-record")
    assert page.add.isVisible()


def test_everything_has_a_name_and_fits(page, accessible_audit, cut_audit, qtbot, settled):
    settled()
    accessible_audit(page)
    cut_audit(page)
    for view in ("dip", "referrals", "progress"):
        page._set_view(view)
        accessible_audit(page)
        cut_audit(page)


def test_everything_fits_at_twice_the_size(desk, dressed, put_up, children, cut_audit):
    dressed(scale=2.0)
    page = put_up(CasesPage(desk), width=1180, height=560)
    for view in ("cards", "dip", "referrals", "progress"):
        page._set_view(view)
        cut_audit(page)


def test_typing_under_a_prompt_is_saved_by_itself(page, settled, work, children, qtbot):
    edit = field(page, "Risk identified")
    edit.setFocus()
    QTest.keyClicks(edit, "Seen and acted on")
    edit.flush()
    settled()
    assert [one.text for one in work.snapshot.all(CaseAnswer)] == ["Seen and acted on"]
    QTest.keyClicks(edit, ", twice")
    edit.flush()
    settled()
    assert [one.text for one in work.snapshot.all(CaseAnswer)] == ["Seen and acted on, twice"]
    assert edit.text() == "Seen and acted on, twice"
    assert work.snapshot.get(Case, children[0]).state == "in_progress"


def test_text_goes_to_the_child_it_was_typed_for(page, settled, work, children):
    edit = field(page, "Risk identified")
    QTest.keyClicks(edit, "About 4471")
    page.show_case(children[1])
    settled()
    (answer,) = work.snapshot.all(CaseAnswer)
    assert answer.case == children[0]
    assert field(page, "Risk identified").text() == ""


def test_ctrl_enter_goes_to_the_next_prompt(page, qtbot):
    fields = page.card.answers.fields
    fields[0].edit.setFocus()
    QTest.keyClick(fields[0].edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(fields[1].edit.hasFocus)


def test_signing_off_asks_and_locks(page, settled, work, children, prompts):
    prompts.answer = False
    page.run_command("sign-off")
    settled()
    assert not work.snapshot.get(Case, children[0]).signed_off
    prompts.answer = True
    page.run_command("sign-off")
    settled()
    assert "Without an answer" in prompts.asked[-1].words
    assert prompts.asked[-1].grave
    assert work.snapshot.get(Case, children[0]).signed_off
    assert all(one.edit.isReadOnly() for one in page.card.answers.fields)


def test_ctrl_r_refers_the_child_back(page, settled, work, children):
    page.run_command("refer-back")
    QTest.keyClicks(page.refer.concern, "No visit since 12 June")
    QTest.keyClick(page.refer.concern, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    (made,) = work.snapshot.all(ReferralBack)
    assert (made.case, made.concern, made.number) == (children[0], "No visit since 12 June", "A1")
    assert page.card.isVisible()


def test_a_concern_being_written_outlives_the_form(page, settled, children):
    page.run_command("refer-back")
    QTest.keyClicks(page.refer.concern, "No visit")
    page.refer.concern.flush()
    settled()
    page.show_case(children[0])
    page.run_command("refer-back")
    settled()
    assert page.refer.concern.text() == "No visit"


def test_an_empty_concern_raises_nothing(page, settled, work):
    page.run_command("refer-back")
    QTest.keyClick(page.refer.concern, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not work.snapshot.all(ReferralBack)
    assert page.refer.isVisible()


def test_immediate_risk_counts_in_the_sidebar(desk, put_up, work, children, qtbot):
    page = CasesPage(desk)
    counts = []
    page.count_changed.connect(counts.append)
    put_up(page)
    assert (counts[-1].number, counts[-1].needs_person) == (2, False)
    new = referrals.Raise("Child at risk now", case=children[0], level="immediate-risk")
    desk.do(lambda: referrals.raise_concern(work, new))
    qtbot.waitUntil(lambda: counts[-1].needs_person)
    assert counts[-1].number == 1


def test_filters_narrow_and_asking_for_a_child_widens_them(page, children):
    page.cases.by_depth.set_key("dip")
    page.cases.by_depth.key_chosen.emit("dip")
    assert page.cases.model.rowCount() == 0
    assert page.show_record("case", children[1])
    assert page.cases.current() == children[1]


def test_adding_by_hand_opens_the_card(page, settled, work):
    page.run_command("new-record")
    page.add.child.setText("9001")
    QTest.keyClicks(page.add.reason, "Seen at the front door")
    page.add._on_add()
    settled()
    held = cases.known_child(work, "9001")
    assert held.reason == "Seen at the front door"
    assert page.cases.current() == held.id


def test_a_referral_back_is_followed_to_its_end(page, settled, work, children):
    one = referrals.raise_concern(work, referrals.Raise("No visit", case=children[0])).made
    page.refresh(None)
    assert page.show_record("referral_back", one)
    detail = page.referrals._detail
    QTest.keyClicks(detail._answer, "Visited today")
    detail._save_answer.click()
    settled()
    assert work.snapshot.get(ReferralBack, one).state == "answered"
    detail._close.click()
    settled()
    assert work.snapshot.get(ReferralBack, one).state == "answered"
    QTest.keyClicks(detail._reason, "Seen and safe")
    detail._close.click()
    settled()
    value = work.snapshot.get(ReferralBack, one)
    assert (value.state, value.close_reason) == ("closed", "Seen and safe")
    assert not detail._form.isEnabled()


def test_a_brother_is_named_and_his_card_is_one_key_away(page, desk, settled, children):
    sibling = page.context.sibling
    assert sibling.isVisibleTo(page)
    sibling.set_key(children[1])
    sibling.key_chosen.emit(children[1])
    settled()
    one, other = (desk.snapshot.get(Case, case) for case in children)
    assert one.family
    assert one.family == other.family
    assert not sibling.isVisibleTo(page), "there is nobody else to name"
    page.context._siblings[0].click()
    assert page.cases.current() == children[1]


def test_the_question_of_a_dip_sample_is_changed_for_all_its_children(desk, put_up, settled, work):
    for n in (1, 2):
        cases.add_by_hand(work, child_id=str(n), depth="dip", reason="h", question="Given?")
    other = cases.add_by_hand(work, child_id="3", depth="dip", reason="h", question="Seen?").made
    page = put_up(CasesPage(desk))
    page._set_view("dip")
    dip = page.dip
    assert dip.words.text() == "Given?"
    dip.words.clear()
    QTest.keyClicks(dip.words, "Given in time?")
    QTest.keyClick(dip.words, Qt.Key.Key_Return)
    settled()
    assert case_lists.dip_questions(work) == ("Given in time?", "Seen?")
    assert dip.question.key() == "Given in time?"
    assert dip.table.model().rowCount() == 2
    assert desk.snapshot.get(Case, other).question == "Seen?"
    cases.sign_off(work, other)
    dip.question.set_key("Seen?")
    dip.question.key_chosen.emit("Seen?")
    assert dip.words.isReadOnly()


def test_dip_answers_from_the_keyboard(desk, put_up, settled, work):
    made = [
        cases.add_by_hand(work, child_id=str(n), depth="dip", reason="h", question="Given?").made
        for n in (1, 2)
    ]
    page = put_up(CasesPage(desk))
    page._set_view("dip")
    dip = page.dip
    assert dip.table.current_key() == made[0]
    dip.answer.setFocus()
    QTest.keyClicks(dip.answer, "Yes")
    QTest.keyClick(dip.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dip.table.current_key() == made[1]
    QTest.keyClicks(dip.answer, "No")
    dip.answer.flush()
    settled()
    assert [row.answer for row in case_lists.dip_rows(work)] == ["Yes", "No"]


def test_chosen_cards_are_given_out_together(page, settled, work, children):
    page._set_view("progress")
    page.progress.table.selectAll()
    page.progress.member.set_key(work.my_member.id)
    page.progress.give.click()
    settled()
    assert {one.inspector for one in work.snapshot.all(Case)} == {work.my_member.id}


def test_a_change_from_elsewhere_keeps_what_is_being_typed(page, settled, work, desk, children):
    edit = field(page, "Risk identified")
    edit.setFocus()
    QTest.keyClicks(edit, "Still typing")
    desk.do(lambda: cases.change(work, children[0], plan="in care"))
    settled()
    assert edit.text() == "Still typing"
    assert desk.troubles == []
