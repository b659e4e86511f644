"""Finding what was written, as it is typed."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Case, Evidence
from ilacs_desktop.services import cases, editing, requests, search, striking


@pytest.fixture
def noted(work):
    return editing.create(
        work, Evidence, "Add note", text="The duty worker said that supervision had lapsed."
    ).made


def found(work, text):
    return [(hit.kind, hit.record) for hit in search.find(work, text)]


def test_words_find_their_record_with_what_stands_around_them(work, noted):
    [hit] = search.find(work, "supervision laps")
    assert (hit.kind, hit.record) == ("evidence", noted)
    assert "supervision had lapsed" in hit.where
    assert hit.words == "Evidence"
    assert hit.text


def test_nothing_typed_finds_nothing(work, noted):
    assert found(work, "") == found(work, "   ") == []
    assert found(work, "zebra") == []


def test_what_is_still_being_typed_is_found(work, noted):
    editing.type_text(work, Evidence, noted, "text", "The kingfisher rota")
    assert found(work, "kingf") == [("evidence", noted)]


def test_a_child_and_a_request_are_found_by_what_they_are_called(work):
    case = cases.add_by_hand(work, child_id="C-4471", reason="Asked for").made
    request = requests.make(work, "The rota of the front door").made
    assert found(work, "4471")[0] == ("case", case)
    number = work.snapshot.one(requests.Request, request).number
    assert found(work, number)[0] == ("request", request)
    assert work.snapshot.one(Case, case)


def test_what_was_deleted_or_struck_out_is_not_found(work, noted):
    other = editing.create(work, Evidence, "Add note", text="Quillfeather said so").made
    assert found(work, "quillf") == [("evidence", other)]
    place = striking.places(work, "Quillfeather")[0]
    striking.strike_out(work, place, "Quillfeather", "the manager", "a name")
    assert found(work, "quillf") == []
    editing.delete(work, Evidence, noted, "Delete note")
    assert found(work, "lapsed") == []


def test_signs_that_mean_something_to_the_index_mean_nothing_here(work, noted):
    for typed in ('"', "supervision OR", "NEAR(", "*", "text:", "-", "(("):
        search.find(work, typed)


def test_there_are_never_more_than_fit_under_the_box(work):
    for number in range(30):
        editing.create(work, Evidence, "Add note", text=f"kingfisher {number}")
    assert len(search.find(work, "king")) == 12
