"""The sampling record and the note on data quality: what they say, and that they name no child."""

from __future__ import annotations

import pytest

from ilacs_desktop.domain.records import Case, SampleDraw
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.data import annex, data_sets, sampling
from ilacs_desktop.services.kit import requests
from ilacs_desktop.services.record import editing
from ilacs_desktop.training import make_annex_a, write_workbook


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    path = tmp_path_factory.mktemp("annex") / "Annex A.xlsx"
    write_workbook(make_annex_a("tiny", 3), path)
    return path


def test_empty_ones_say_so(printed):
    assert "No sample has been drawn yet." in printed("sampling-record")[0]
    assert "No Annex A is held now." in printed("data-quality")[0]


def test_every_draw_can_be_repeated_from_the_record(work, workbook, printed, in_order):
    annex.import_annex_a(work, [workbook])
    made = sampling.draw(work, "list-6-open", 4, 77, ("age_band",), "To see plans").made
    drawn = work.snapshot.one(SampleDraw, made).drawn
    sampling.add_cases(work, made, drawn[:2], "track", work.members[0].id)
    cases.add_by_hand(work, child_id="998877", reason=f"In place of {drawn[2]}: record sealed")
    text = " ".join(printed("sampling-record"))
    in_order(text, "Sample 1", "4 children of", "Seed 77", "age band", "To see plans")
    in_order(text[text.index("To see plans") :], *drawn, "Children in no sample", "998877")
    assert f"In place of {drawn[2]}: record sealed" in text
    assert text.count("Not looked at: no card was made") == 2
    assert text.count("Tracked, not begun") == 2


def test_a_draw_taken_back_stays_on_the_record(work, workbook, printed):
    annex.import_annex_a(work, [workbook])
    made = sampling.draw(work, "list-8-open", 2, 5, (), "Too early").made
    editing.delete(work, SampleDraw, made, "Take the sample back")
    text = " ".join(printed("sampling-record"))
    assert "Samples taken back" in text
    assert "seed 5" in text


def test_data_quality_says_what_came_what_is_wrong_and_what_was_told(
    work, workbook, printed, in_order
):
    annex.import_annex_a(work, [workbook])
    requests.make(work, "List 8 without its column of visits", why="Annex A lacks it")
    requests.make(work, "Minutes of the board")
    text = " ".join(printed("data-quality"))
    for one in data_sets.list_summaries(work):
        assert f"{one.number} {one.title}"[:20] in text
    for one in data_sets.defects(work):
        assert f"{one.count:,}" in text
    in_order(text, "Lists and columns", "What the checks found", "Everything received")
    in_order(text, "What the LA was told", "Request A1", "List 8 without its column of visits")
    assert "Minutes of the board" not in text
    children = {one.child_id for one in work.snapshot.all(Case)}
    assert not any(child in text for child in children if child)
