"""Teams and made-up practitioners."""

from __future__ import annotations

import random

from ilacs_desktop.training.workforce import Service, Workforce


def staff(population: int, seed: int = 1) -> Workforce:
    return Workforce(random.Random(seed), population)


def test_a_larger_local_authority_has_more_teams() -> None:
    assert len(staff(320_000).teams()) > len(staff(60_000).teams()) > len(staff(8_000).teams())


def test_nobody_shares_a_name_even_in_the_largest() -> None:
    big, rng = staff(320_000), random.Random(2)
    seats = {big.desk(rng, service) for service in Service for _ in range(4000)}
    names = [seat.worker for seat in seats]
    assert len(names) == len(set(names))


def test_families_are_shared_out_evenly() -> None:
    office, rng = staff(60_000), random.Random(2)
    held: dict[str, int] = {}
    for _ in range(600):
        worker = office.desk(rng, Service.SUPPORT).worker
        held[worker] = held.get(worker, 0) + 1
    assert max(held.values()) <= min(held.values()) + 6
