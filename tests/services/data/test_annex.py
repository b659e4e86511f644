import pytest

from ilacs_desktop.domain.records import DataSet, Pinned
from ilacs_desktop.errors import BadInputError, NotAllowedError
from ilacs_desktop.services.data import (
    annex,
    annex_pending,
    annex_rules,
    annex_values,
    cohorts,
    data_sets,
    journeys,
)
from ilacs_desktop.services.record import editing, undoing
from ilacs_desktop.store import blobs
from ilacs_desktop.store.annex import annex_rows
from ilacs_desktop.training.annex_a import make_annex_a, write_workbook


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("annex") / "annex-a.xlsx"
    write_workbook(make_annex_a("tiny", 7, profile="poor"), path)
    return path


@pytest.fixture
def held(work, book):
    return annex.import_annex_a(work, [book])


class Watched(annex.Straight):
    """Runs at once, notes what it was told, and stops when asked."""

    def __init__(self, stop_at=""):
        self.told, self.stop_at, self.batches = [], stop_at, 0

    def report(self, done, total=0, words=""):
        self.told.append(words)
        if self.stop_at and self.stop_at in words:
            raise StopHereError

    def write(self, batch):
        self.batches += 1
        return batch()


class StopHereError(Exception):
    pass


def test_one_record_names_the_file_by_its_digest(work, book, held):
    import hashlib

    (data_set,) = work.snapshot.all(DataSet)
    assert held.data_set == data_set.id
    assert data_set.files == {book.name: hashlib.sha256(book.read_bytes()).hexdigest()}
    assert data_set.reader == annex_rules.reader_version()
    assert data_set.as_of == "2026-07-01"
    assert data_set.state == "current"
    assert held.rows == sum(one.rows for one in data_sets.list_summaries(work))


def test_the_record_holds_no_child(work, held):
    from ilacs_desktop.domain.entry import plain

    child = annex_rows.columns(work.file.connection, held.data_set, 6, ["child_id"])["child_id"][0]
    record = work.snapshot.get(DataSet, held.data_set)
    assert child not in str({name: plain(getattr(record, name)) for name in ("lists", "comment")})


def test_the_received_file_is_kept_as_it_came(work, book, held):
    digest = work.snapshot.get(DataSet, held.data_set).files[book.name]
    kept = blobs.get(work.file.connection, work.data_dir, work.file_id, digest)
    assert kept == book.read_bytes()


def test_a_newer_one_replaces_the_older(work, book, held):
    again = annex.import_annex_a(work, [book])
    assert again.replaced == (held.data_set,)
    assert data_sets.current(work).id == again.data_set
    states = {one.id: one.state for one in work.snapshot.all(DataSet)}
    assert states == {held.data_set: "replaced", again.data_set: "current"}
    assert [row.state for row in data_sets.history(work)].count("current") == 1


def test_receiving_is_not_undone(work, held):
    undoing.undo(work)
    assert data_sets.current(work).id == held.data_set


def test_a_refused_file_changes_nothing(work, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"%PDF-1.7 not a workbook")
    with pytest.raises(BadInputError, match="PDF"):
        annex.import_annex_a(work, [path])
    assert not work.snapshot.all(DataSet)
    assert blobs.held(work.file.connection) == ()


def test_stopped_while_storing_leaves_nothing(work, book):
    job = Watched(stop_at="Storing List 6")
    with pytest.raises(StopHereError):
        annex.import_annex_a(work, [book], job)
    assert not work.snapshot.all(DataSet)
    assert annex_rows.unfinished(work.file.connection, ()) == ()


def test_what_a_broken_off_import_left_goes_with_the_next(work, book):
    annex_rows.begin(work.file.connection, "left-over")
    annex.import_annex_a(work, [book])
    rows = work.file.connection.execute("SELECT data_set FROM annex_set").fetchall()
    assert ("left-over",) not in rows


def test_progress_is_told_and_writes_go_through_the_job(work, book):
    job = Watched()
    annex.import_annex_a(work, [book], job)
    assert job.told[0] == "Looking at the files"
    assert any(words.startswith("Reading") for words in job.told)
    assert any(words.startswith("Storing List") for words in job.told)
    assert job.batches > 11


def test_restricted_columns_are_never_shown(work, held):
    connection = work.file.connection
    for summary in data_sets.list_summaries(work):
        shown = dict(data_sets.shown_columns(work, connection, summary.number))
        assert "worker" not in shown
        assert "placement_postcode" not in shown
    closed = annex_rows.restricted(connection, held.data_set, 6)
    assert "worker" in closed


def test_rows_come_in_slices_as_people_read_them(work, held):
    connection = work.file.connection
    keys = tuple(key for key, _ in data_sets.shown_columns(work, connection, 1))
    rows = data_sets.rows_slice(work, connection, 1, 5, 3, keys=keys)
    assert len(rows) == 3
    assert len(rows[0]) == len(keys)
    day = rows[0][keys.index("contact_date")]
    assert day == "" or day[2] == day[5] == "/"


def test_defects_come_gravest_first_and_by_list(work, held):
    found = data_sets.defects(work)
    assert found
    assert [one.level for one in found] == sorted((one.level for one in found), key="error".__ne__)
    assert all(one.list_number == 6 for one in data_sets.defects(work, list_number=6))


def test_cohort_sizes_are_those_of_their_members(work, held):
    connection = work.file.connection
    for row in cohorts.cohort_rows(work):
        assert row.size == len(cohorts.members(work, row.key, connection)), row.key


def test_an_unknown_cohort_is_refused_with_those_there_are(work, held):
    with pytest.raises(BadInputError) as caught:
        cohorts.members(work, "list-99-all", work.file.connection)
    assert "list-6-open" in caught.value.todo


def test_without_annex_a_there_is_nothing_and_no_error(work):
    assert data_sets.list_summaries(work) == ()
    assert cohorts.cohort_rows(work) == ()
    assert data_sets.absent_lists(work) == ()
    assert journeys.journey(work, "1", work.file.connection) is None
    assert cohorts.as_json(work)["cohorts"] == []


def test_a_childs_journey_is_told_in_short_words(work, held):
    connection = work.file.connection
    child = cohorts.members(work, "list-7-all", connection)[0].child_id
    found = journeys.journey(work, child, connection)
    assert "CP" in found.short
    assert any(line.title == "Protection plan" for line in found.lines)
    assert journeys.as_json(work, child)["events"]


def test_nobody_of_that_number(work, held):
    found = journeys.journey(work, "no such child", work.file.connection)
    assert found.lines == ()
    assert found.notes == ("No list has a child with this ID.",)


def test_only_the_lead_destroys_and_counts_stay(work, held):
    before = [(one.number, one.rows) for one in data_sets.list_summaries(work)]
    annex.destroy(work, held.data_set)
    record = work.snapshot.get(DataSet, held.data_set)
    assert record.state == "destroyed"
    assert [(one.number, one.rows) for one in data_sets.list_summaries(work, record)] == before
    assert annex_rows.lists(work.file.connection, held.data_set) == {}
    member = work.my_member
    from ilacs_desktop.domain.records import Member

    editing.edit(work, Member, member.id, "Change role", role="inspector")
    with pytest.raises(NotAllowedError, match="lead inspector"):
        annex.destroy(work, held.data_set)


def test_a_value_is_decided_once_for_the_inspection(work):
    spec = annex_rules.spec_of(work)
    assert spec.values.classify("gender", "kid, m") is None
    annex_rules.decide(work, "gender", "kid, m", "a) Male")
    assert annex_rules.spec_of(work).values.classify("gender", "KID, M") == "a) Male"
    annex_rules.decide(work, "gender", "kid, m", "")
    assert annex_rules.spec_of(work).values.classify("gender", "kid, m") is None
    assert work.snapshot.get(Pinned, annex_rules.DECISIONS).key == "annex-a-values"


def test_values_nobody_knows_are_counted_and_decided(work, held):
    connection = work.file.connection
    first = annex_values.unknown_values(work, connection)[0]
    assert first.rows > 0
    assert not first.meaning
    code, words = annex_values.code_options(work, first.column)[0]
    annex_rules.decide(work, first.column, first.raw, code)
    again = {(one.column, one.raw): one for one in annex_values.unknown_values(work, connection)}
    assert again[first.column, first.raw].meaning == words
    assert again[first.column, first.raw].rows == first.rows


def test_as_json_for_the_command_line(work, held):
    body = annex.as_json(work, held.data_set)
    assert {one["list"] for one in body["lists"]} == {
        one.number for one in data_sets.list_summaries(work)
    }
    first = body["lists"][0]
    assert first["matched"] == len(first["matched_columns"])
    assert isinstance(first["missing"], list)


class Locked(annex.Straight):
    """Is stopped by locking after so many batches of rows: from then on it may write no more."""

    def __init__(self, after):
        self.left, self.ended = after, False

    def report(self, done, total=0, words=""):
        if "Storing" in words:
            self.left -= 1
        if self.left < 0:
            self.ended = True
            raise StopHereError

    def write(self, batch):
        if self.ended:
            raise StopHereError
        return batch()


def chunks(work):
    return work.file.connection.execute("SELECT count(*) FROM annex_chunk").fetchone()[0]


@pytest.mark.parametrize("after", [0, 1, 3])
def test_an_import_cut_short_by_locking_goes_on_from_what_is_stored(work, book, after):
    with pytest.raises(StopHereError):
        annex.import_annex_a(work, [book], Locked(after))
    assert work.snapshot.all(DataSet) == ()
    before = annex_pending.to_go_on(work)
    stored = annex_rows.written(work.file.connection, before.data_set)
    assert stored == after
    watched = Watched()
    outcome = annex.import_annex_a(work, before.chosen, watched, before=before)
    assert outcome.data_set == before.data_set
    assert annex_pending.found(work) is None
    resumed = chunks(work), data_sets.list_summaries(work)
    whole = annex.import_annex_a(work, [book])
    assert (chunks(work), data_sets.list_summaries(work)) == (2 * resumed[0], resumed[1])
    assert whole.rows == outcome.rows


def test_other_files_under_the_same_name_are_received_from_the_beginning(work, book, tmp_path):
    mine = tmp_path / book.name
    mine.write_bytes(book.read_bytes())
    with pytest.raises(StopHereError):
        annex.import_annex_a(work, [mine], Locked(2))
    before = annex_pending.to_go_on(work)
    write_workbook(make_annex_a("tiny", 8), mine)
    outcome = annex.import_annex_a(work, before.chosen, before=before)
    assert outcome.data_set != before.data_set
    assert annex_rows.unfinished(work.file.connection, {outcome.data_set}) == ()


def test_files_that_are_gone_or_never_end_are_given_up(work, book, tmp_path):
    mine = tmp_path / book.name
    mine.write_bytes(book.read_bytes())
    with pytest.raises(StopHereError):
        annex.import_annex_a(work, [mine], Locked(2))
    for goes in (1, 2, 3):
        assert annex_pending.to_go_on(work).goes == goes
    assert annex_pending.to_go_on(work).paths == ()
    assert annex_pending.to_go_on(work) is None
    with pytest.raises(StopHereError):
        annex.import_annex_a(work, [mine], Locked(2))
    mine.unlink()
    assert annex_pending.to_go_on(work).paths == ()
