import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ilacs_desktop.domain.records import Case, CaseAnswer, Evidence, ReferralBack
from ilacs_desktop.services.cases import case_lists, cases, referrals
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.today import today
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
    QTest.keyClicks(detail.answer, "Visited today")
    detail._save_answer.click()
    settled()
    assert work.snapshot.get(ReferralBack, one).state == "answered"
    detail._close.click()
    settled()
    assert work.snapshot.get(ReferralBack, one).state == "answered"
    QTest.keyClicks(detail.reason, "Seen and safe")
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
    page.progress.give.member.set_key(work.my_member.id)
    page.progress.give.give.click()
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


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier


def focus():
    return QApplication.focusWidget()


def test_the_next_card_is_answered_and_signed_off_in_five_keys(
    page, settled, work, children, prompts, qtbot
):
    page.card.first_field().setFocus()
    page.run_command("next-record")
    assert page.cases.current() == children[1]
    for words in ("Seen and acted on", "At once", "Asked, alone"):
        edit = focus()
        QTest.keyClicks(edit, words)
        press(edit, Qt.Key.Key_Return, CTRL)
    prompts.answer = True
    page.run_command("sign-off")
    settled()
    assert work.snapshot.get(Case, children[1]).signed_off
    answers = [one.text for one in work.snapshot.all(CaseAnswer) if one.case == children[1]]
    assert sorted(answers) == ["Asked, alone", "At once", "Seen and acted on"]
    # What was typed last is counted as answered, and every open prompt is named.
    assert "Plan" in prompts.asked[-1].words
    assert "Risk" not in prompts.asked[-1].words


def test_browsing_the_list_leaves_the_keys_in_the_list(page, children, qtbot):
    page.cases.list.setFocus()
    page.run_command("next-record")
    assert focus() is page.cases.list
    press(page.cases.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.card.first_field().hasFocus)


def test_immediate_risk_is_raised_in_three_keys_beyond_the_words(page, settled, work, children):
    page.run_command("refer-back")
    assert focus() is page.refer.concern
    QTest.keyClicks(page.refer.concern, "!Locked in all day")
    assert page.refer.level.key() == "immediate-risk"
    press(page.refer.concern, Qt.Key.Key_Return, CTRL)
    settled()
    (made,) = work.snapshot.all(ReferralBack)
    assert (made.concern, made.level) == ("Locked in all day", "immediate-risk")
    assert made.answer_due
    assert today.needs(work)[0].id == made.id
    assert page.card.isAncestorOf(focus()), "the keys go on in the card"


def test_a_referral_from_a_note_keeps_the_note(page, desk, settled, work, children):
    values = {"text": "Locked in", "case": children[0], "immediate": True}
    note = editing.create(work, Evidence, "Note", **values).made
    page.refer.begin(children[0], "4471", evidence=note, immediate=True)
    settled()
    assert page.refer.concern.text() == "Locked in"
    page.refer._on_raise()
    settled()
    (made,) = work.snapshot.all(ReferralBack)
    assert (made.evidence, made.level) == (note, "immediate-risk")


def test_a_home_is_referred_back_and_the_keys_go_to_who_was_told(page, settled, work):
    page._set_view("referrals")
    page.run_command("refer-back")
    QTest.keyClicks(page.referrals.form.concern, "No night staff")
    press(page.referrals.form.concern, Qt.Key.Key_Return, CTRL)
    settled()
    detail = page.referrals._detail
    assert focus() is detail.whom
    QTest.keyClicks(detail.whom, "Registered manager")
    press(detail.whom, Qt.Key.Key_Return)
    settled()
    (made,) = work.snapshot.all(ReferralBack)
    assert (made.about, made.told_whom) == ("home", "Registered manager")
    assert made.told_at
    QTest.keyClicks(detail.answer, "Staff sent")
    press(detail.answer, Qt.Key.Key_Return, CTRL)
    settled()
    assert focus() is detail.satisfied
    detail.satisfied.key_chosen.emit("yes")
    assert focus() is detail.reason
    QTest.keyClicks(detail.reason, "Seen on the rota")
    press(detail.reason, Qt.Key.Key_Return, CTRL)
    settled()
    (made,) = work.snapshot.all(ReferralBack)
    assert (made.state, made.satisfied, made.close_reason) == ("closed", "yes", "Seen on the rota")


def test_an_answer_is_shared_by_key_and_says_where_it_is_read(page, settled, work, children):
    told = []
    page.message_told.connect(told.append)
    edit = field(page, "Risk identified")
    edit.setFocus()
    page.run_command("share-answer")
    assert "No brothers and sisters" in told[-1]
    cases.join_family(work, children)
    page.refresh(None)
    QTest.keyClicks(edit, "One home, one risk")
    edit.flush()
    settled()
    page.run_command("share-answer")
    settled()
    (answer,) = work.snapshot.all(CaseAnswer)
    assert answer.shared_with == (children[1],)
    below = next(one for one in page.card.answers.fields if one.edit is edit)._below
    assert below.text() == "Also read on the card of child 4472."
    page.run_command("share-answer")
    settled()
    assert work.snapshot.all(CaseAnswer)[0].shared_with == ()


def test_an_addendum_is_one_key_away_and_stands_under_its_prompt(page, settled, work, children):
    cases.answer(work, children[0], "risk", "Seen")
    cases.sign_off(work, children[0])
    page.refresh(None)
    edit = field(page, "Risk identified")
    edit.setFocus()
    page.run_command("addendum")
    assert focus() is page.card.addendum.edit
    QTest.keyClicks(focus(), "Since seen alone")
    press(focus(), Qt.Key.Key_Return, CTRL)
    settled()
    shown = next(one for one in page.card.answers.fields if one.edit is edit)
    assert "Since seen alone" in shown._addenda.text()
    assert shown._addenda.isVisible()


def test_no_prompt_is_cut_short(desk, dressed, put_up, children):
    dressed(scale=2.0)
    page = put_up(CasesPage(desk), width=1180, height=560)
    page.show_case(children[0])
    for one in page.card.answers.fields:
        assert one.edit.placeholderText() == one.line.hint
        assert one.edit.height() >= one.edit._placeholder_lines() * one.edit.fontMetrics().height()


def test_a_dip_sample_is_typed_down_the_column(desk, put_up, settled, work):
    made = [
        cases.add_by_hand(work, child_id=str(n), depth="dip", reason="h", question="Given?").made
        for n in (1, 2, 3)
    ]
    page = put_up(CasesPage(desk))
    page._set_view("dip")
    dip = page.dip
    dip.table.setFocus()
    QTest.keyClicks(dip.table, "Y")
    assert focus() is dip.answer
    QTest.keyClicks(dip.answer, "es")
    press(dip.answer, Qt.Key.Key_Return)
    QTest.keyClicks(dip.answer, "No")
    press(dip.answer, Qt.Key.Key_Down)
    assert dip.current() == made[2]
    press(dip.answer, Qt.Key.Key_Up)
    assert dip.current() == made[1]
    settled()
    assert [row.answer for row in case_lists.dip_rows(work)] == ["Yes", "No", ""]
    states = [row.state for row in case_lists.dip_rows(work)]
    assert states == ["done", "in_progress", "to_do"]


def test_a_row_of_progress_opens_its_cards(page, settled, work, children, qtbot):
    cases.change(work, children[0], la_team="Team Ash")
    page.refresh(None)
    page._set_view("progress")
    page.progress.teams.table.setFocus()
    press(page.progress.teams.table, Qt.Key.Key_Return)
    assert page.cases.model.rowCount() == 1
    assert page.cases.current() == children[0]
    assert page.cases._whole.isVisible()
    page.cases._whole.click()
    assert page.cases.model.rowCount() == 2


def test_the_card_says_what_it_was_opened_for(page, settled, work, children):
    line = enquiries.add_line(work, "Are children seen alone?").made
    cases.change(work, children[0], line_of_enquiry=line)
    page.refresh(None)
    assert page.card._head._line.text() == "Opened for: Are children seen alone?"
    assert page.card._about.line.key() == line


def test_the_note_to_the_la_is_asked_for_from_the_referral(page, settled, work, children, prompts):
    one = referrals.raise_concern(work, referrals.Raise("No visit", case=children[0])).made
    page.refresh(None)
    assert page.show_record("referral_back", one)
    page.referrals._detail._paper.click()
    settled()
    assert prompts.wishes[-1].name.endswith(".pdf")


def test_a_full_card_is_not_wider_than_its_pane_at_twice_the_size(desk, dressed, put_up, work):
    dressed(scale=2.0)
    facts = {"ethnicity": "Any other Asian background", "inspector": work.my_member.id}
    one = cases.add_by_hand(work, child_id="4471", depth="track", reason="neglect", **facts).made
    cases.answer(work, one, "voice", "Asked, alone")
    page = put_up(CasesPage(desk), width=1130, height=530)
    page.show_case(one)
    # What is left of a window 1366 px wide, beside the list of children.
    assert page.card.minimumSizeHint().width() <= 590
    ticks = page.card._sources._ticks
    ticks.resize(400, ticks.height())
    assert any("\n" in box.text() for box in ticks._boxes.values())
    assert all("\n" not in box.accessibleName() for box in ticks._boxes.values())


def test_choosing_a_view_puts_the_keys_into_it(desk, put_up, settled, work):
    cases.add_by_hand(work, child_id="1", depth="dip", reason="h", question="Given?")
    page = put_up(CasesPage(desk))
    page.switch.step(1)
    assert focus() is page.dip.answer
    page.switch.step(2)
    assert focus() is page.progress.people.table


def test_history_of_an_answer_is_that_of_its_card(page, children):
    assert field(page, "Risk identified").about.record == children[0]


def test_a_note_is_referred_back_once_and_then_shown(page, settled, work, children):
    values = {"text": "Locked in", "case": children[1], "immediate": True}
    note = editing.create(work, Evidence, "Note", **values).made
    assert page.show_record("referral_back", note)
    settled()
    assert page.cases.current() == children[1]
    assert page.refer.concern.text() == "Locked in"
    press(page.refer.concern, Qt.Key.Key_Return, CTRL)
    settled()
    (made,) = work.snapshot.all(ReferralBack)
    assert (made.case, made.evidence, made.level) == (children[1], note, "immediate-risk")
    assert page.show_record("referral_back", note)
    assert page.referrals.list.current_key() == made.id


def test_an_answer_found_by_searching_opens_its_card(page, work, children):
    cases.answer(work, children[1], "risk", "Seen")
    assert page.show_record("case_answer", cases.answer_id(children[1], "risk"))
    assert page.cases.current() == children[1]
