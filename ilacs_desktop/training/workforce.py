"""Teams and made-up practitioners of the fictitious local authority."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING, Final

from ilacs_desktop.training.words import (
    GIVEN_NAMES,
    SURNAME_ENDS,
    SURNAME_STARTS,
    TEAM_WORDS,
)

if TYPE_CHECKING:
    import random

CASELOAD: Final = 16
TEAM_SIZE: Final = 7


class Service(Enum):
    """A part of the service, with the name its teams carry."""

    FRONT_DOOR = "Family Front Door"
    ASSESSMENT = "Assessment Team"
    SUPPORT = "Safeguarding and Family Support Team"
    DISABLED = "Disabled Children’s Team"
    IN_CARE = "Children in Care Team"
    LEAVING = "Leaving Care Team"


# Share of the child population that each service works with on one day, per 10,000 children:
# half of open need outside care, open assessments, open care, care leavers.
_OPEN_PER_10K: Final = {
    Service.FRONT_DOOR: 60,
    Service.ASSESSMENT: 110,
    Service.SUPPORT: 170,
    Service.DISABLED: 30,
    Service.IN_CARE: 70,
    Service.LEAVING: 56,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """One practitioner in one team, as Annex A's two last columns name them."""

    team: str
    worker: str


class Workforce:
    """The practitioners of every service; some of the assessment desks have since been left."""

    def __init__(self, rng: random.Random, population: int) -> None:
        names = _names(rng)
        self._desks = {
            service: _desks(service, ceil(rate * population / 10_000 / CASELOAD), names)
            for service, rate in _OPEN_PER_10K.items()
        }
        assessing = self._desks[Service.ASSESSMENT]
        self._former = [Desk(desk.team, next(names)) for desk in assessing[::5]]
        self._families: Counter[Desk] = Counter()

    def desk(self, rng: random.Random, service: Service) -> Desk:
        """Return a practitioner of a service: of three, the one with the fewest families."""
        desks = self._desks[service]
        chosen = min((rng.choice(desks) for _ in range(3)), key=self._families.__getitem__)
        self._families[chosen] += 1
        return chosen

    def assessor(self, rng: random.Random) -> Desk:
        """Return who assessed: sometimes an agency worker who has since left."""
        if rng.random() < 0.12:  # about the turnover of agency staff in six months
            return rng.choice(self._former)
        return self.desk(rng, Service.ASSESSMENT)

    def teams(self) -> tuple[str, ...]:
        """Return every team's name."""
        return tuple(dict.fromkeys(desk.team for all_ in self._desks.values() for desk in all_))


def _names(rng: random.Random) -> _Names:
    surnames = [start + end for start in SURNAME_STARTS for end in SURNAME_ENDS]
    rng.shuffle(surnames)
    return _Names([f"{rng.choice(GIVEN_NAMES)} {surname}" for surname in surnames])


class _Names:
    """Names handed out one after another; when they run out, a second initial is put in."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._at = 0

    def __next__(self) -> str:
        round_, at = divmod(self._at, len(self._names))
        self._at += 1
        given, surname = self._names[at].split(" ")
        return f"{given} {'ABCDEFGHJK'[round_ - 1]} {surname}" if round_ else f"{given} {surname}"


def _desks(service: Service, count: int, names: _Names) -> list[Desk]:
    teams = max(1, round(count / TEAM_SIZE))
    if service is Service.FRONT_DOOR or teams == 1:
        titles = [service.value]
    else:
        titles = [f"{service.value} {TEAM_WORDS[i % len(TEAM_WORDS)]}" for i in range(teams)]
    return [Desk(titles[i % len(titles)], next(names)) for i in range(max(2, count))]
