"""The lost-laptop sheet: what was on it, how protected, handed over, whom to tell; no child."""

from __future__ import annotations

from datetime import date

import pytest

from ilacs_desktop.domain.records import Evidence
from ilacs_desktop.errors import BadInputError
from ilacs_desktop.services.cases import cases
from ilacs_desktop.services.inspection import settings
from ilacs_desktop.services.inspection.setup import NewInspection
from ilacs_desktop.services.keeping import backups
from ilacs_desktop.services.laptop import lost_laptop
from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.services.papers import lost_laptop_sheet
from ilacs_desktop.services.plan import team
from ilacs_desktop.services.record import editing
from ilacs_desktop.services.report import export, exported
from ilacs_desktop.store.vault.slots import Cost

CHILD = "998877"


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    """A laptop of these tests alone: its sheet reads every inspection that is on it."""
    made, _ = first_run(tmp_path_factory.mktemp("own"), "Ann Example", "correct horse", cost=Cost())
    yield made
    made.close()


@pytest.fixture
def filled(work):
    cases.add_by_hand(work, child_id=CHILD, reason="Chosen")
    editing.create(work, Evidence, "Add note", text="Seen with Zebedee Quagmire")
    team.add_member(work, "Bea Sample")
    return work


def test_ones_own_sheet_in_advance_knows_exports_and_backups(filled, tmp_path):
    outcome = export.export(filled, "timetable", "pdf", tmp_path / "plan.pdf")
    exported.note(filled, "timetable", outcome)
    exported.note(filled, "timetable", outcome)
    backups.back_up(filled)
    facts = lost_laptop.of_work(filled)
    [one] = facts.holdings
    assert (facts.whose, facts.is_mine) == ("Ann Example", True)
    assert (one.children, one.backups) == (1, 1)
    assert len(one.exports) == 1
    assert one.exports[0].startswith("timetable, last on ")
    assert facts.tell[0] == "The lead inspector, Ann Example"
    assert facts.tell_is_default
    assert any("72 hours" in line for line in facts.tell)
    assert any("64 MiB" in line for line in facts.protection)


def test_anothers_laptop_is_told_as_far_as_it_is_known(filled):
    facts = lost_laptop.of_work(filled, "b")
    [one] = facts.holdings
    assert (facts.whose, facts.is_mine) == ("Bea Sample", False)
    assert (one.role, one.exports, one.backups, one.newest) == ("Inspector", None, None, "")
    with pytest.raises(BadInputError, match="no member"):
        lost_laptop.of_work(filled, "Zoe")


def test_whom_to_tell_is_the_inspections_own_setting(filled):
    settings.change(filled, "lost_laptop", "Duty officer, 0123\n\n  The lead inspector ")
    facts = lost_laptop.of_work(filled)
    assert facts.tell == ("Duty officer, 0123", "The lead inspector, Ann Example")
    assert not facts.tell_is_default


def test_the_whole_laptop_has_every_inspection_with_them_and_no_training(laptop, editions, filled):
    made = NewInspection("Madeup", "short", date(2026, 7, 6), training=True)
    laptop.close_inspection(laptop.new_inspection(made, editions))
    facts = lost_laptop.of_laptop(laptop, "bea sample")
    assert {one.la for one in facts.holdings} == {"Exampleshire"}
    assert all(one.role == "Inspector" for one in facts.holdings)
    mine = lost_laptop.of_laptop(laptop)
    assert len(mine.holdings) >= len(facts.holdings)
    assert "Madeup" not in {one.la for one in mine.holdings}
    assert "Bea Sample" in lost_laptop.people(laptop)
    assert lost_laptop.people(laptop)[0] == "Ann Example"


def test_one_page_and_no_child_however_many_inspections(filled, tmp_path, laptop):
    facts = lost_laptop.of_work(filled)
    many = lost_laptop.Facts(
        facts.whose,
        facts.is_mine,
        facts.by,
        facts.holdings * 14,
        2,
        facts.protection,
        facts.tell,
        facts.marking,
    )
    drawn = lost_laptop_sheet.draw(many, filled.now())
    assert drawn.pages == 1
    assert not drawn.missing_characters
    told = repr(facts)
    for word in (CHILD, "Zebedee", "Quagmire"):
        assert word not in told
    out = tmp_path / "sheet.pdf"
    facts = lost_laptop.of_laptop(laptop, "Bea Sample")
    assert lost_laptop_sheet.write(facts, out, filled.now()) == 1
    assert out.read_bytes().startswith(b"%PDF")
