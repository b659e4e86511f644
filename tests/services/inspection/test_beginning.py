"""What the form of a new inspection asks: the rules of a day, the grades of the last one."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import PreviousInspection
from ilacs_desktop.services.inspection import beginning
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.record.work import PREVIOUS

NOTHING = PreviousInspection(PREVIOUS)


def test_the_edition_follows_from_the_first_day_of_fieldwork(tmp_path):
    for day, title in (
        (date(2019, 5, 13), "2018"),
        (date(2024, 6, 3), "2023"),
        (date(2026, 7, 6), "2026"),
    ):
        rules = beginning.rules_on(tmp_path, day, NOTHING)
        assert title in rules.edition
        assert [one.title for one in rules.events]
        assert rules.suggested == ""


def test_a_day_before_every_edition_says_so_and_offers_nothing(tmp_path):
    rules = beginning.rules_on(tmp_path, date(1990, 1, 1), NOTHING)
    assert rules.events == ()
    assert rules.why


@pytest.mark.parametrize(
    ("overall", "event"), [("good", "short"), ("inadequate", "monitoring-visit")]
)
def test_the_last_outcome_suggests_the_next_event_with_a_reason(tmp_path, overall, event):
    previous = PreviousInspection(PREVIOUS, start="2023-06-05", overall=overall)
    rules = beginning.rules_on(tmp_path, date(2026, 7, 6), previous)
    assert rules.suggested == f"ilacs-2026/{event}"
    assert rules.why
    assert rules.suggested in [one.key for one in rules.events]


def test_a_visit_asks_for_its_scope_and_a_numbered_one_for_its_number(tmp_path):
    rules = beginning.rules_on(tmp_path, date(2026, 7, 6), NOTHING)
    events = {one.key.partition("/")[2]: one for one in rules.events}
    assert not events["short"].asks_scope
    assert events["focused-visit"].asks_scope
    assert events["focused-visit"].topics
    assert events["monitoring-visit"].asks_number
    assert not events["focused-visit"].asks_number
    assert "days on site" in events["short"].note


def test_the_grades_are_those_of_the_edition_that_held_then(tmp_path):
    before, now = (
        beginning.grades_on(tmp_path, day) for day in (date(2022, 5, 2), date(2026, 7, 6))
    )
    assert before.has_overall
    assert before.areas != now.areas
    assert beginning.grades_on(tmp_path, None) == now
    assert beginning.grades_on(tmp_path, date(1990, 1, 1)) == before


def test_an_inspection_is_made_from_what_was_asked_for(laptop):
    opened = beginning.begin(laptop, NewInspection("Exampleshire", "short", date(2026, 7, 6)))
    assert opened.work.inspection.la_name == "Exampleshire"
    assert opened.notices == ()
    assert opened.work.is_lead
    opened.work.close()


def test_event_titles_name_their_edition(tmp_path):
    titles = beginning.event_titles(tmp_path)
    assert titles["ilacs-2026/short"].endswith("ILACS 2026")
    assert len(set(titles.values())) == len(titles)


def test_a_persons_own_edition_file_with_a_fault_stops_nothing(tmp_path):
    folder = tmp_path / "frameworks"
    folder.mkdir()
    (folder / "mine.toml").write_text("this is [no toml", encoding="utf-8")
    assert beginning.rules_on(tmp_path, date(2026, 7, 6), NOTHING).events
