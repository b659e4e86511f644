"""The tour's inspection is one a laptop, told while it is made, and stopped without a trace."""

from __future__ import annotations

import pytest

from ilacs_desktop.services.laptop.laptop import first_run
from ilacs_desktop.store.vault.slots import Cost
from ilacs_desktop.training import tour


@pytest.fixture
def laptop(tmp_path):
    made, _ = first_run(tmp_path / "data", "Ann Example", "correct horse battery", cost=Cost())
    yield made
    made.close()


@pytest.mark.timeout(300)
def test_it_is_made_once_and_opened_again_where_it_was_left(laptop):
    told = []
    work = tour.open_tour(laptop, lambda done, total: told.append((done, total))).work
    assert work.inspection.training
    assert tour.step_of(work) == 0
    assert [done for done, _ in told] == list(range(told[0][1]))
    tour.keep_step(work, 4)
    file = work.file_id
    laptop.close_inspection(work)
    again = tour.open_tour(laptop).work
    assert again.file_id == file
    assert tour.step_of(again) == 4
    laptop.close_inspection(again)
    entry = tour.held(laptop)
    assert entry is not None
    laptop.throw_away_training(entry.file)
    assert tour.held(laptop) is None


def test_stopping_leaves_nothing_behind(laptop):
    class EnoughError(Exception):
        pass

    def tell(done, _total):
        if done == 5:
            raise EnoughError

    with pytest.raises(EnoughError):
        tour.open_tour(laptop, tell)
    assert laptop.files() == ()
    assert list((laptop.folder / "inspections").iterdir()) == []
