"""The children of the fictitious local authority and all that is known of each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ilacs_desktop.training.codes import (
    DISABILITY,
    ETHNICITY,
    GENDER,
    NO,
    NOT_OBTAINED,
    NOT_STATED,
    Weighted,
)
from ilacs_desktop.training.working_days import WorkingDays, six_months_before, years_before

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from ilacs_desktop.training.workforce import Desk, Workforce

SIBLINGS: Final = (0.50, 0.29, 0.13, 0.08)  # one to four children; 1.8 a family
MOST_PRE_BIRTH_DAYS: Final = 120


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact: List 1."""

    day: date
    source: str


@dataclass(frozen=True, slots=True)
class EarlyHelp:
    """An early help assessment: List 2."""

    started: date
    completed: date | None
    organisation: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral: List 3."""

    day: date
    source: str
    no_action: bool
    desk: Desk


@dataclass(frozen=True, slots=True)
class Assessment:
    """A continuous assessment: List 4."""

    started: date
    authorised: date | None
    seen: str
    needs_support: bool | None
    desk: Desk


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A section 47 enquiry and its conference: List 5."""

    strategy: date
    unnecessary: bool | None
    conference: date | None
    plan: bool | None
    desk: Desk


@dataclass(slots=True)
class Need:
    """The latest episode of need: List 6."""

    started: date
    code: str
    seen: date | None
    closed: date | None
    reason: str
    status: str


@dataclass(slots=True)
class Protection:
    """The latest child protection plan: List 7."""

    started: date
    first_category: str
    category: str
    visit: date | None
    alone: str
    review: date | None
    ended: date | None
    emergency: bool
    earlier: int


@dataclass(slots=True)
class Care:
    """The latest period of care: List 8."""

    started: date
    need: str
    uasc: bool = False
    again: bool = False
    legal: str = ""
    legal_since: date = date.min
    plan: str = ""
    review: date | None = None
    visit: date | None = None
    contact: date | None = None
    health: date | None = None
    dental: date | None = None
    placements: int = 1
    ended: date | None = None
    reason: str = ""
    placed: date = date.min
    placement: str = ""
    provider: str = ""
    postcode: str = ""
    urn: str = ""
    location: str = ""
    authority: str = ""
    missing: int = 0
    absent: int = 0
    offered: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a care leaver is entitled to and how they are: List 9."""

    uasc: bool
    desk: Desk
    adviser: str
    eligibility: str
    pathway: date | None
    in_touch: str
    contact: date | None
    accommodation: str
    suitable: str
    activity: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """Dates of a plan for adoption: List 10."""

    entered: date
    decided: date
    ordered: date | None = None
    matched: date | None = None
    placed: date | None = None
    adopted: date | None = None
    reversed: date | None = None
    reason: str = ""
    fostered_first: date | None = None
    family: str = ""


@dataclass(slots=True)
class Child:
    """One child and their journey, filled in as the generator goes along."""

    id: str
    gender: str
    ethnicity: str
    born: date
    disability: str
    desk: Desk
    contacts: list[Contact] = field(default_factory=list)
    early_help: list[EarlyHelp] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    earlier_referrals: int = 0
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    earlier_enquiries: int = 0
    earlier_conferences: int = 0
    need: Need | None = None
    protection: Protection | None = None
    care: Care | None = None
    leaving: Leaving | None = None
    adoption: Adoption | None = None


class Scene:
    """Everything the steps of the generator share: the dice, the dates, the staff, the children."""

    def __init__(self, rng: random.Random, as_at: date, staff: Workforce) -> None:
        self.rng = rng
        self.as_at = as_at
        self.opens = six_months_before(as_at)
        self.days = WorkingDays(as_at)
        self.staff = staff
        self.children: list[Child] = []
        self._last_id = rng.randint(104_000, 131_000)

    def new_child(
        self, born: date, ethnicity: str, desk: Desk, *, gender: Weighted = GENDER
    ) -> Child:
        """Add a child to the scene and return them."""
        unborn = born > self.as_at
        self._last_id += self.rng.randint(1, 37)
        child = Child(
            id=str(self._last_id),
            gender=NOT_STATED if unborn else gender.draw(self.rng),
            ethnicity=NOT_OBTAINED if unborn else ethnicity,
            born=born,
            disability=NO if unborn else DISABILITY.draw(self.rng),
            desk=desk,
        )
        self.children.append(child)
        return child

    def birthday(self, age: int) -> date:
        """Return a date of birth of someone of an age; -1 gives an expected date of birth."""
        if age < 0:
            return self.as_at + timedelta(days=self.rng.randint(3, MOST_PRE_BIRTH_DAYS))
        youngest = years_before(self.as_at, age)
        oldest = years_before(self.as_at, age + 1) + timedelta(days=1)
        return oldest + timedelta(days=self.rng.randint(0, (youngest - oldest).days))

    def family(
        self,
        age: int,
        desk: Desk,
        *,
        born_by: date | None = None,
        most: int = 4,
        gender: Weighted = GENDER,
    ) -> list[Child]:
        """Add a family: one child of an age and, often, brothers and sisters.

        Args:
            age: of the first child in whole years, -1 before birth.
            desk: who works with them.
            born_by: the last day any of them may be born, so that what happened to them can have.
            most: the most children wanted.
            gender: how gender is drawn.
        """
        rng = self.rng
        ethnicity = ETHNICITY.draw(rng)
        count = min(most, 1 + rng.choices(range(4), weights=SIBLINGS)[0])
        birthdays = [self.birthday(age)]
        for _ in range(count - 1):
            other = age + rng.choice((-6, -4, -3, -2, -2, -1, 1, 2, 2, 3, 4, 6))
            birthdays.append(
                self.birthday(other if 0 <= other <= 17 else min(17, abs(age - other)))
            )
        limit = born_by or self.as_at + timedelta(days=MOST_PRE_BIRTH_DAYS)
        return [
            self.new_child(
                born if born <= limit else limit - timedelta(days=rng.randint(0, 300)),
                ethnicity,
                desk,
                gender=gender,
            )
            for born in birthdays
        ]

    def ages(self, bands: Sequence[tuple[int, int, float]]) -> int:
        """Return an age drawn from weighted bands of (lowest, highest, weight)."""
        low, high, _ = self.rng.choices(bands, weights=[band[2] for band in bands])[0]
        return self.rng.randint(low, high)
