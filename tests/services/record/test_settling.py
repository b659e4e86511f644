from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from ilacs_desktop.domain.records import Evidence, LineOfEnquiry, Member
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.plan import enquiries
from ilacs_desktop.services.record import editing, history, settling, undoing
from ilacs_desktop.services.record.work import Work
from ilacs_desktop.store import arrivals, journal
from ilacs_desktop.store.inspection_file import InspectionFile


class Colleague:
    """A second laptop with a copy of the inspection, and a wire between the two."""

    def __init__(self, work, folder):
        work.file.seal()
        work.file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        path = folder / "copy.db"
        shutil.copy(work.file.path, path)
        writer = replace(work.file.writer, author="bo-s-person")
        file = InspectionFile.open(path, work.file.key, writer)
        file.new_replica("joined")
        self.here = work
        self.work = Work(file, replace(work.me, person="bo-s-person"), folder, "copy")

    def send(self):
        """Bring what they wrote to the first laptop."""
        file = self.work.file
        file.seal()
        sent = list(journal.entries(file.connection, "j.replica = ?", (file.replica,)))
        replicas = {file.replica: ("machine", self.work.me.public_key)}
        self.here.took(arrivals.absorb(self.here.file, sent, replicas))


@pytest.fixture
def line(work):
    bo = editing.create(work, Member, "Add", name="Bo Brown", letter="B", person="bo-s-person")
    assert bo.made
    return enquiries.add_line(work, "Are visits regular?").made


@pytest.fixture
def bo(work, line, tmp_path):
    colleague = Colleague(work, tmp_path)
    yield colleague
    colleague.work.close()


@pytest.fixture
def disputed(work, line, bo):
    editing.edit(work, LineOfEnquiry, line, "Answer", answer="Yes.")
    editing.edit(bo.work, LineOfEnquiry, line, "Answer", answer="For most.")
    bo.send()
    return line


def test_nothing_waits_while_there_is_one_version(work, line):
    assert settling.disputes(work) == ()
    with pytest.raises(BadInputError, match="nothing to choose"):
        settling.settle(work, "line_of_enquiry", line, "answer", "Yes.", "because")


def test_two_answers_wait_for_a_choice_with_their_authors(work, disputed):
    (dispute,) = settling.disputes(work)
    assert (dispute.kind, dispute.record, dispute.field) == ("line_of_enquiry", disputed, "answer")
    assert (dispute.kind_words, dispute.title) == ("Line of enquiry", "Are visits regular?")
    found = settling.versions(work, disputed, "answer")
    assert {(one.words, one.author, one.is_mine) for one in found} == {
        ("Yes.", "Ann Example", True),
        ("For most.", "Bo Brown", False),
    }
    assert [one.is_shown for one in found] == [True, False]


def test_a_choice_closes_it_and_names_every_version(work, disputed):
    settling.settle(work, "line_of_enquiry", disputed, "answer", "For most.", "Bo read more")
    assert settling.disputes(work) == ()
    assert work.snapshot.one(LineOfEnquiry, disputed).answer == "For most."
    last = history.of_record(work, disputed)[-1]
    assert "Ann Example" in last.step
    assert "Bo Brown" in last.step
    assert "Bo read more" in last.step
    assert {old.strip() for old in last.fields[0].old.split("/")} == {"Yes.", "For most."}
    assert history.verify(work).is_good


def test_a_choice_is_not_undone(work, disputed):
    settling.settle(work, "line_of_enquiry", disputed, "answer", "For most.", "agreed")
    assert "Choose" not in undoing.offer(work).undo


def test_a_third_text_may_join_both(work, disputed):
    settling.settle(work, "line_of_enquiry", disputed, "answer", "Yes, for most.", "both right")
    assert work.snapshot.one(LineOfEnquiry, disputed).answer == "Yes, for most."
    assert settling.disputes(work) == ()


@pytest.mark.parametrize(
    ("value", "why", "said"), [("Yes.", " ", "reason is missing"), (7, "because", "must be text")]
)
def test_a_choice_needs_a_reason_and_a_value_that_fits(work, disputed, value, why, said):
    with pytest.raises(BadInputError, match=said):
        settling.settle(work, "line_of_enquiry", disputed, "answer", value, why)
    assert len(settling.disputes(work)) == 1


def test_an_edit_alone_does_not_close_it(work, disputed):
    editing.edit(work, LineOfEnquiry, disputed, "Answer", answer="Something else.")
    assert len(settling.disputes(work)) == 1


def test_deleted_here_and_written_there_waits_too(work, line, bo):
    enquiries.remove_line(work, line)
    editing.edit(bo.work, LineOfEnquiry, line, "Answer", answer="For most.")
    bo.send()
    (dispute,) = settling.disputes(work)
    assert (dispute.record, dispute.field) == (line, "deleted")
    ways = settling.versions(work, line, "deleted")
    assert [(one.value, one.author) for one in ways] == [(True, "Ann Example"), (False, "Bo Brown")]
    settling.settle(work, "line_of_enquiry", line, "deleted", False, "it was answered")
    assert settling.disputes(work) == ()
    assert work.snapshot.one(LineOfEnquiry, line).answer == "For most."


def test_deleted_may_stay_deleted(work, line, bo):
    enquiries.remove_line(work, line)
    editing.edit(bo.work, LineOfEnquiry, line, "Answer", answer="For most.")
    bo.send()
    settling.settle(work, "line_of_enquiry", line, "deleted", True, "asked elsewhere")
    assert settling.disputes(work) == ()
    assert work.snapshot.get(LineOfEnquiry, line) is None
    assert history.verify(work).is_good


def test_some_choices_are_the_leads(work, bo):
    member = work.members[0].id
    editing.edit(work, Member, member, "Rename", name="Ann E.")
    state = bo.work.snapshot.record(Member, member)
    bo.work.me = replace(bo.work.me, person=work.me.person)
    editing.edit(
        bo.work, Member, member, "Rename", name="A. Example", seen={"name": state.seen("name")}
    )
    bo.send()
    assert [one.field for one in settling.disputes(work)] == ["name"]
    work.me = replace(work.me, person="someone-else")
    with pytest.raises(NotAllowedError, match="for the lead"):
        settling.settle(work, "member", member, "name", "Ann E.", "mine")


def test_a_long_text_is_shown_whole(work, line, bo):
    note = editing.create(work, Evidence, "Add", text="x").made
    assert settling.versions(work, note, "text")[0].words == "x"
    assert settling.versions(work, "nobody", "text") == ()
