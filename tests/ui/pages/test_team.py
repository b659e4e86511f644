from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from ilacs_desktop.domain.records import Evidence, LineOfEnquiry, Member
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.record.work import Work
from ilacs_desktop.store import arrivals, journal
from ilacs_desktop.store.inspection_file import InspectionFile
from ilacs_desktop.ui.pages.team.page import TeamPage
from ilacs_desktop.ui.pages.today.page import TodayPage


@pytest.fixture
def page(desk, put_up):
    return put_up(TeamPage(desk))


@pytest.fixture
def disputed(work, tmp_path):
    """A line of enquiry that two laptops answered without knowing of each other."""
    editing.create(work, Member, "Add", name="Bo Brown", letter="B", person="bo")
    line = enquiries.add_line(work, "Are visits regular?").made
    work.file.seal()
    work.file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    path = tmp_path / "copy.db"
    shutil.copy(work.file.path, path)
    file = InspectionFile.open(path, work.file.key, replace(work.file.writer, author="bo"))
    file.new_replica("joined")
    other = Work(file, replace(work.me, person="bo"), tmp_path, "copy")
    editing.edit(work, LineOfEnquiry, line, "Answer", answer="Yes, mostly.")
    editing.edit(other, LineOfEnquiry, line, "Answer", answer="For most children.")
    file.seal()
    sent = list(journal.entries(file.connection, "j.replica = ?", (file.replica,)))
    work.took(arrivals.absorb(work.file, sent, {file.replica: ("machine", work.me.public_key)}))
    other.close()
    return line


def _keep(versions, words):
    for at, version in enumerate(versions._versions):
        if version.words == words:
            versions.findChild(QPushButton, f"keep_{at}").click()


def test_the_newest_changes_are_listed_with_their_author(page, desk, work, settled):
    desk.do(lambda: editing.create(work, Evidence, "Add note", text="Seen alone"))
    settled()
    first = page.log.model.sentence(0)
    assert "today 14:02" in first
    assert "Ann Example" in first
    assert "Add note, Evidence · Seen alone" in first


def test_filters_narrow_and_stay(page, desk, work, settled):
    desk.do(lambda: editing.create(work, Evidence, "Add note", text="x"))
    settled()
    page.log.kind.set_key("Evidence")
    page.log.kind.key_chosen.emit("Evidence")
    assert page.log.model.rowCount() == 1
    desk.do(lambda: editing.create(work, Evidence, "Add note", text="y"))
    settled()
    assert page.log.kind.key() == "Evidence"
    assert page.log.model.rowCount() == 2


def test_a_change_shows_the_history_of_its_record(page, desk, work, settled, qtbot):
    note = editing.create(work, Evidence, "Add note", text="Seen").made
    editing.edit(work, Evidence, note, "Change note", text="Seen alone")
    page.refresh(None)
    settled()
    page.log.table.choose(page.log.model.key_at(0))
    settled()
    rows = [page.record.model.sentence(at) for at in range(page.record.model.rowCount())]
    assert "“Seen” became “Seen alone”" in rows[0]
    assert len(rows) == 2
    with qtbot.waitSignal(desk.asked_for) as asked:
        page.record._open.click()
    assert asked.args == ["evidence", note]


def test_what_undo_would_take_back_is_named_and_taken_back(page, desk, work, settled):
    desk.do(lambda: editing.create(work, Evidence, "Add note", text="x"))
    settled()
    assert page.log.undo.text() == "Undo: Add note"
    page.log.undo.click()
    settled()
    assert work.snapshot.all(Evidence) == ()


def test_the_record_is_checked_while_work_goes_on(page, desk, work, settled):
    page.check.button.click()
    assert page.check.button.text() == "Stop checking"
    settled()
    assert page.check.verdict().startswith("✓ Record checked")
    assert page.check.button.text() == "&Check the record"


def test_a_check_can_be_stopped(page, settled):
    page.check.button.click()
    page.check.button.click()
    settled()
    assert "✓" not in page.check.verdict()
    assert page.check.button.text() == "&Check the record"


def test_what_is_wrong_is_said_and_not_in_red(page, work, settled):
    note = editing.create(work, Evidence, "Add", text="as written").made
    work.file.connection.execute("UPDATE evidence SET text = 'altered' WHERE id = ?", (note,))
    page.check.button.click()
    settled()
    assert "1 thing is wrong" in page.check.verdict()
    assert page.check._verdict.property("role") == "caution"
    assert note in page.check._faults.text()


def test_two_versions_are_chosen_with_a_reason(disputed, page, desk, work, settled):
    assert page.disputes.isVisible()
    page.disputes.table.record_opened.emit(("line_of_enquiry", disputed, "answer"))
    settled()
    assert page.versions.isVisible()
    words = {one.words for one in page.versions._versions}
    assert words == {"Yes, mostly.", "For most children."}
    _keep(page.versions, "For most children.")
    assert "why" in page.versions._form._wrongs[id(page.versions.why)].text()
    page.versions.why.setText("Bo read more records")
    _keep(page.versions, "For most children.")
    settled()
    assert work.snapshot.one(LineOfEnquiry, disputed).answer == "For most children."
    assert page.versions.isHidden()
    assert page.disputes.isHidden()


def test_two_versions_may_become_a_third(disputed, page, work, settled):
    page.disputes.table.record_opened.emit(("line_of_enquiry", disputed, "answer"))
    settled()
    page.versions.why.setText("both are right")
    page.versions.joined.setPlainText("Yes, for most children.")
    page.versions._join.click()
    settled()
    assert work.snapshot.one(LineOfEnquiry, disputed).answer == "Yes, for most children."


def test_today_opens_two_versions_where_it_is_needed(disputed, desk, put_up, settled):
    page = put_up(TodayPage(desk))
    key = page.needs.model.key_at(0)
    assert key[2] == "answer"
    page.needs.table.record_opened.emit(key)
    settled()
    assert page.versions.isVisible()
    page.versions.left.emit()
    assert page.versions.isHidden()


def test_a_choice_made_elsewhere_closes_the_panel(disputed, page, desk, work, settled):
    from ilacs_desktop.services.record import settling

    page.disputes.table.record_opened.emit(("line_of_enquiry", disputed, "answer"))
    settled()
    desk.do(
        lambda: settling.settle(
            work, "line_of_enquiry", disputed, "answer", "Yes, mostly.", "agreed by telephone"
        )
    )
    settled()
    assert page.versions.isHidden()


def test_it_reads_well_and_nothing_is_cut(
    disputed, page, settled, dressed, accessible_audit, cut_audit
):
    page.disputes.table.record_opened.emit(("line_of_enquiry", disputed, "answer"))
    settled()
    page.resize(1130, 1400)
    accessible_audit(page)
    cut_audit(page)
    dressed("dark", 2.0)
    page.resize(1080, 3600)
    cut_audit(page)
