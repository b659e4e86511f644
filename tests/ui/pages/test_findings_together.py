"""Findings merged, split and walked through in a team meeting, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ilacs_desktop.domain.records import Finding
from ilacs_desktop.services.evidence import evidence
from ilacs_desktop.services.findings import finding_states, findings, merging
from ilacs_desktop.ui.pages.findings.meeting import TeamMeeting
from ilacs_desktop.ui.pages.findings.page import FindingsPage
from ilacs_desktop.ui.widgets.panel import Words

KIND = "area-for-improvement"


@pytest.fixture
def notes(work):
    return [
        evidence.add(work, text, stance="concern", source="record").made for text in ("One", "Two")
    ]


@pytest.fixture
def pair(work, notes):
    one, two = notes
    first = findings.make(work, [one], KIND, text="Reviews drift", area="in-care").made
    second = findings.make(work, [one, two], KIND, text="IROs are quiet", area="in-care").made
    return first, second


@pytest.fixture
def page(desk, pair, put_up):
    made = put_up(FindingsPage(desk))
    assert made.show_record("finding", pair[0])
    return made


def sides(work, finding):
    return {link.source: link.stance for link in work.snapshot.links_to(evidence.FINDING, finding)}


def test_two_chosen_findings_are_merged_by_keys(page, pair, notes, desk, settled):
    told = []
    page.message_told.connect(told.append)
    listed = page.listed.findings.list
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_M)
    assert "two findings" in str(desk.troubles.pop())
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(listed, Qt.Key.Key_M)
    sheet = page.listed.merge
    assert sheet.isVisible()
    assert sheet.text.text() == "Reviews drift"
    sheet.text.setPlainText("Reviews drift and nobody says so")
    QTest.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    first, second = pair
    assert desk.snapshot.one(Finding, first).text == "Reviews drift and nobody says so"
    assert desk.snapshot.one(Finding, second).state == "withdrawn"
    assert sides(desk.work, first) == dict.fromkeys(notes, "for")
    assert page.listed.findings.current() == first
    assert listed.hasFocus()
    assert told == ["Findings merged. Ctrl+Z takes it back"]


def test_where_a_finding_came_from_is_read_to_its_end_however_narrow_the_card_is(
    page, pair, desk, settled
):
    long = "Independent reviewing officers raise drift late, and nobody hears of it at all, ever"
    findings.change(desk.work, pair[1], text=long)
    merging.merge(desk.work, pair, "Both", kind=KIND, area="in-care", scale_word="", sides={})
    page.refresh(None)
    page.show_record("finding", pair[0])
    card = page.listed.card
    assert any(one.text() == f"Merged in: {long}" for one in card.findChildren(Words))
    assert card.minimumSizeHint().width() <= card.parentWidget().width()


def test_a_refused_merge_names_the_finding_that_stands_in_the_way(page, pair, desk):
    finding_states.withdraw(desk.work, pair[1], "Not borne out")
    page.refresh(None)
    assert "“IROs are quiet…” is withdrawn" in merging.why_not_merge(desk.work, pair)
    listed = page.listed.findings
    listed.state.set_key("withdrawn")
    listed._narrow()
    assert listed._count.text() == "1 of 2"


def test_a_note_on_two_sides_is_asked_for(page, pair, notes, desk, settled):
    findings.set_side(desk.work, pair[1], notes[0], "against")
    page.refresh(None)
    page.listed.findings.list.selectAll()
    page.listed.begin_merge()
    sheet = page.listed.merge
    sheet.send()
    assert "Choose the side" in sheet._wrong.text()
    sheet._choices[notes[0]].set_key("neutral")
    sheet.send()
    settled()
    assert sides(desk.work, pair[0])[notes[0]] == "neutral"


def test_a_finding_is_split_by_keys(page, pair, notes, desk, settled):
    page.show_record("finding", pair[1])
    listed = page.listed.findings.list
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_S)
    sheet = page.listed.split
    assert sheet.isVisible()
    sheet.text.setPlainText("Escalation is rare")
    sheet.send()
    assert "at least one note" in sheet._wrong.text()
    first = sheet._choices[notes[0]]
    assert first.hasFocus()
    assert sheet._rows.indexOf(sheet._wrong) == sheet._rows.indexOf(first.parentWidget()) - 1
    sheet._choices[notes[1]].set_key(merging.GOES)
    sheet.send()
    settled()
    made = page.listed.findings.current()
    assert desk.snapshot.one(Finding, made).text == "Escalation is rare"
    assert sides(desk.work, made) == {notes[1]: "for"}
    assert [one.how for one in merging.ancestry(desk.work, made)] == ["split from"]


@pytest.fixture
def meeting(desk, pair, put_up):
    view = put_up(TeamMeeting(desk, pair, pair[0]))
    view.setFocus()
    return view


def test_the_team_walks_the_findings_by_single_keys(meeting, pair, desk, settled):
    first, second = pair
    assert meeting.progress.text() == "1 of 2"
    assert meeting.rest.text().startswith("2 left to agree or withdraw, 2 of them not yet put")
    QTest.keyClick(meeting, Qt.Key.Key_P)
    settled()
    assert desk.snapshot.one(Finding, first).state == "put_to_la"
    QTest.keyClick(meeting, Qt.Key.Key_Right)
    assert meeting.progress.text() == "2 of 2"
    assert meeting.text.text() == "IROs are quiet"
    QTest.keyClick(meeting, Qt.Key.Key_W)
    assert meeting.reason.hasFocus()
    QTest.keyClicks(meeting.reason, "Not borne out")
    QTest.keyClick(meeting.reason, Qt.Key.Key_Return)
    settled()
    held = desk.snapshot.one(Finding, second)
    assert (held.state, held.state_reason) == ("withdrawn", "Not borne out")
    assert held.state_present == tuple(one.id for one in desk.work.members)
    QTest.keyClick(meeting, Qt.Key.Key_Left)
    finding_states.respond(desk.work, first, "accepted")
    meeting.show_finding()
    QTest.keyClick(meeting, Qt.Key.Key_A)
    settled()
    assert desk.snapshot.one(Finding, first).state == "agreed"
    assert meeting.rest.text() == "nothing left to decide"
    QTest.keyClick(meeting, Qt.Key.Key_U)
    settled()
    assert desk.snapshot.one(Finding, first).state == "put_to_la"


def test_a_word_on_support_wants_a_reason_and_escape_leaves(meeting, pair, desk, qtbot, settled):
    QTest.keyClick(meeting, Qt.Key.Key_D)
    QTest.keyClick(meeting.reason, Qt.Key.Key_Return)
    assert not desk.snapshot.one(Finding, pair[0]).support
    QTest.keyClicks(meeting.reason, "Parents say otherwise")
    meeting.go.click()
    settled()
    held = desk.snapshot.one(Finding, pair[0])
    assert (held.support, held.support_reason) == ("disputed", "Parents say otherwise")
    QTest.keyClick(meeting, Qt.Key.Key_S)
    QTest.keyClick(meeting.reason, Qt.Key.Key_Escape)
    assert not meeting.reason.isVisible()
    with qtbot.waitSignal(meeting.closed):
        QTest.keyClick(meeting, Qt.Key.Key_Escape)


def test_the_page_asks_for_the_full_window(page, pair, desk, qtbot):
    listed = page.listed.findings.list
    listed.setFocus()
    with qtbot.waitSignal(desk.over_asked) as asked:
        QTest.keyClick(listed, Qt.Key.Key_T)
    view = asked.args[0]
    assert view.finding == pair[0]
    view.deleteLater()
