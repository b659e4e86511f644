"""One fictitious local authority's Annex A, made whole from a size and a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from ilacs_desktop.training import adoption, care, dirt, front_door, leaving_care, need
from ilacs_desktop.training.children import Child, Scene
from ilacs_desktop.training.codes import STATUS_CLOSED
from ilacs_desktop.training.headings import HEADINGS, TITLES
from ilacs_desktop.training.rows import Cell, Row, all_lists
from ilacs_desktop.training.words import LA_NAME
from ilacs_desktop.training.workbook import write_workbook
from ilacs_desktop.training.workforce import Service, Workforce

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["AS_AT", "Cell", "LaData", "Profile", "Row", "Size", "make_annex_a", "write_workbook"]

Size = Literal["tiny", "small", "medium", "large", "very-large"]
Profile = Literal["clean", "usual", "poor"]

AS_AT: Final = date(2026, 7, 1)

POPULATION: Final[Mapping[str, int]] = MappingProxyType(
    {"tiny": 8_000, "small": 35_000, "medium": 60_000, "large": 150_000, "very-large": 320_000}
)
# Rows for each 10,000 children aged 0 to 17, from national statistics (DfE children in need and
# looked-after children releases, ADCS safeguarding pressures), good to a fifth.
ROWS_PER_10K: Final[Mapping[int, float]] = MappingProxyType(
    {1: 1250, 2: 130, 3: 270, 4: 310, 5: 100, 6: 500, 7: 68, 8: 84, 9: 56, 10: 6, 11: 6}
)
OPEN_CARE, OPEN_PLANS, NEW_PLANS = 0.84, 0.64, 0.42
NO_ACTION_SHARE, REPEAT_SHARE = 0.07, 0.06


@dataclass(frozen=True, slots=True)
class LaData:
    """What the local authority sends, and what was done to spoil it.

    Attributes:
        name: of the local authority.
        as_at: the day the lists were drawn.
        lists: for each list number, its headings and its rows.
        sheets: for each list number, the name of its sheet.
        titles: for each list number, the lines above its headings.
        comments: the local authority's remarks on lists, as the Guidance sheet carries them.
        truth: what was injected, to score a reader by; empty for clean data.
    """

    name: str
    size: str
    seed: int
    profile: str
    as_at: date
    lists: Mapping[int, tuple[tuple[str, ...], tuple[Row, ...]]]
    sheets: Mapping[int, str]
    titles: Mapping[int, tuple[str, ...]]
    comments: Mapping[int, str] = field(default_factory=dict)
    truth: tuple[dirt.Fault, ...] = ()


def make_annex_a(
    size: Size, seed: int, *, as_at: date = AS_AT, profile: Profile = "clean"
) -> LaData:
    """Return the Annex A of a fictitious local authority, always the same for the same arguments.

    Args:
        size: how many children live there; "very-large" gives about 89,000 rows.
        seed: another number gives another local authority of that size.
        as_at: the day the lists are drawn, a few days before fieldwork.
        profile: "clean" holds no fault; "usual" and "poor" hold those that real files have, and
            the truth about each of them.
    """
    # Dice for made-up data, not for secrets.
    rng = random.Random(f"annex-a/{size}/{seed}/{as_at.isoformat()}")  # noqa: S311
    population = POPULATION[size]
    wanted = {
        number: max(4, round(rate * population / 10_000)) for number, rate in ROWS_PER_10K.items()
    }
    scene = Scene(rng, as_at, Workforce(rng, population))
    adults = _people(scene, wanted)
    rows = all_lists(scene.children, adults, as_at)
    data = LaData(
        name=LA_NAME,
        size=size,
        seed=seed,
        profile=profile,
        as_at=as_at,
        lists=MappingProxyType({number: (HEADINGS[number], rows[number]) for number in HEADINGS}),
        sheets=MappingProxyType({number: f"List {number}" for number in HEADINGS}),
        titles=MappingProxyType({number: (title,) for number, title in TITLES.items()}),
    )
    return data if profile == "clean" else _spoiled(data, profile)


def _spoiled(data: LaData, profile: Profile) -> LaData:
    rng = random.Random(f"dirt/{data.size}/{data.seed}/{profile}")  # noqa: S311
    spoiled = dirt.spoil(rng, data.lists, dirt.PROFILES[profile], data.as_at)
    sheets = {number: name for number, name in spoiled.sheets.items() if number in spoiled.lists}
    return LaData(
        name=data.name,
        size=data.size,
        seed=data.seed,
        profile=profile,
        as_at=data.as_at,
        lists=MappingProxyType(spoiled.lists),
        sheets=MappingProxyType(sheets),
        titles=MappingProxyType({number: spoiled.titles[number] for number in spoiled.lists}),
        comments=MappingProxyType(spoiled.comments),
        truth=spoiled.truth,
    )


def _people(scene: Scene, wanted: Mapping[int, int]) -> list[adoption.Adopter]:
    """Make every child and journey, from the rarest list to the longest."""
    adopting = adoption.adopted_or_planned(scene, wanted[10])
    _care(scene, wanted[8])
    leaving_care.care_leavers(scene, wanted[9], [child for child in scene.children if child.care])
    _protection(scene, wanted[7])
    while _count(scene, "enquiries") < wanted[5]:
        need.enquiry_family(scene)
    _arrivals(scene, wanted)
    while sum(child.need is not None for child in scene.children) < wanted[6] - 1:
        need.known_family(scene, still_open=scene.rng.random() < 0.45)
    _early_help(scene, wanted[2])
    _contacts(scene, wanted[1])
    return adoption.adopters(scene, adopting, wanted[11])


def _count(scene: Scene, kind: str) -> int:
    return sum(len(getattr(child, kind)) for child in scene.children)


def _care(scene: Scene, wanted: int) -> None:
    now = [child.care for child in scene.children if child.care is not None]
    still = sum(care_.ended is None for care_ in now)
    missing = {False: round(wanted * OPEN_CARE) - still}
    missing[True] = wanted - len(now) - missing[False]
    for ended, count in missing.items():
        left = count
        while left > 0:
            left -= len(care.in_care(scene, ended=ended, most=min(4, left)))


def _protection(scene: Scene, wanted: int) -> None:
    rng = scene.rng
    still = round(wanted * OPEN_PLANS)
    for ended, count in ((False, still), (True, wanted - still)):
        left = count
        while left > 0:
            new = rng.random() < (NEW_PLANS * 1.2 if not ended else NEW_PLANS * 0.4)
            left -= len(need.protected_family(scene, new=new, ended=ended, most=min(4, left)))


def _arrivals(scene: Scene, wanted: Mapping[int, int]) -> None:
    """Fill Lists 3 and 4: families new in the six months, known from before, and turned away."""
    rng, days = scene.rng, scene.days
    turned = ceil(wanted[3] * NO_ACTION_SHARE)
    returning: list[list[Child]] = []
    referrals, assessments = _count(scene, "referrals"), _count(scene, "assessments")
    while referrals < wanted[3] - turned - wanted[3] * 0.08 and assessments < wanted[4] * 0.93:
        family = need.new_family(scene, scene.opens, scene.as_at - timedelta(days=2))
        referrals += sum(len(child.referrals) for child in family)
        assessments += sum(len(child.assessments) for child in family)
        if rng.random() < REPEAT_SHARE and all(child.need is None for child in family):
            returning.append(family)
    before = scene.opens - timedelta(days=75)
    while assessments < wanted[4] * 0.93:
        family = need.new_family(scene, before, scene.opens - timedelta(days=3))
        assessments += sum(len(child.assessments) for child in family)
        referrals += sum(len(child.referrals) for child in family)
    for family in returning:
        referrals += _again(scene, family, wanted[3] - turned - referrals)
    until = min(wanted[3], referrals + turned)
    while referrals < until:
        day = days.draw(rng, scene.opens, scene.as_at)
        family = scene.family(rng.randint(0, 17), scene.staff.desk(rng, Service.FRONT_DOOR), most=2)
        front_door.turned_away(scene, family, day)
        referrals += sum(len(child.referrals) for child in family)
    _known_again(scene, wanted[3] - referrals, wanted[4] - _count(scene, "assessments"))


def _again(scene: Scene, family: list[Child], room: int) -> int:
    """Bring a family back that was assessed and not helped; return the rows that made."""
    ends = [one.authorised for child in family for one in child.assessments if one.authorised]
    if room < len(family) or not ends or (scene.as_at - max(ends)).days < 14:
        return 0
    first = max(ends) + timedelta(days=7)
    day = scene.days.draw(scene.rng, first, scene.as_at - timedelta(days=3))
    arrival = front_door.arrive(scene, family, day, supported=True)
    need.settle(scene, family, arrival, supported=True)
    return len(family)


def _known_again(scene: Scene, referrals: int, assessments: int) -> None:
    """Add what happens to children who are helped already: new referrals and assessments."""
    rng = scene.rng
    helped = [child for child in scene.children if _long_helped(scene, child)]
    rng.shuffle(helped)
    for child in helped[: max(0, referrals)]:
        day = scene.days.draw(rng, scene.opens, scene.as_at)
        front_door.re_referral(scene, [child], day)
    latest = scene.as_at - timedelta(days=80)
    while assessments > 0 and helped:
        child = helped.pop()
        front_door.reassess(scene, [child], scene.days.draw(rng, scene.opens, latest))
        assessments -= len(child.assessments)


def _long_helped(scene: Scene, child: Child) -> bool:
    """Say whether a child has been helped, and alive, since before the six months."""
    helped = child.need is not None and child.need.status != STATUS_CLOSED
    early = child.need is not None and child.need.started < scene.opens
    return helped and early and child.born < scene.opens and not child.assessments


def _early_help(scene: Scene, wanted: int) -> None:
    rng = scene.rng
    made = 0
    while made < wanted:
        day = scene.days.draw(rng, scene.opens - timedelta(days=60), scene.as_at)
        family = scene.family(
            rng.randint(0, 17), scene.staff.desk(rng, Service.FRONT_DOOR), born_by=day, most=3
        )
        if rng.random() < 0.35:
            front_door.contact(scene, family, day - timedelta(days=rng.randint(2, 15)))
        front_door.early_help(scene, family, day)
        made += sum(bool(child.early_help) for child in family)


def _contacts(scene: Scene, wanted: int) -> None:
    """Fill List 1: further contacts about children being helped, and families with nothing else."""
    rng, days = scene.rng, scene.days
    made = _count(scene, "contacts")
    helped = [child for child in scene.children if child.need is not None and child.contacts]
    for child in _drawn(rng, helped, round(wanted * 0.16)):
        first = max(scene.opens, child.contacts[0].day)
        made -= len(child.contacts)
        front_door.contact(scene, [child], days.draw(rng, first, scene.as_at))
        made += len(child.contacts)
    while made < wanted:
        desk = scene.staff.desk(rng, Service.FRONT_DOOR)
        family = scene.family(
            rng.randint(-1, 17) if rng.random() < 0.2 else rng.randint(0, 17), desk
        )
        for _ in range(rng.choices((1, 2, 3), weights=(78, 17, 5))[0]):
            front_door.contact(scene, family, days.draw(rng, scene.opens, scene.as_at))
        made += sum(len(child.contacts) for child in family)


def _drawn(rng: random.Random, children: list[Child], count: int) -> Iterable[Child]:
    return rng.choices(children, k=count) if children else ()
