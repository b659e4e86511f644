"""Where children in care live: the placement columns of List 8."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ilacs_desktop.training.codes import (
    A5,
    A6,
    FCO,
    H5,
    ICO,
    INSIDE,
    K1,
    K2,
    OUTSIDE,
    OWN,
    P1,
    PARENTS,
    PLAN_ADOPTION,
    PLAN_FOSTERING,
    PLAN_RESIDENTIAL,
    PRIVATE,
    R3,
    R5,
    REMAND,
    S1,
    U1,
    U3,
    U4,
    U5,
    U6,
    VOLUNTARY,
    WITH_URN,
)
from ilacs_desktop.training.words import LA_NAME, NEIGHBOURS
from ilacs_desktop.training.working_days import age_on, weekday

if TYPE_CHECKING:
    import random

    from ilacs_desktop.training.children import Care, Child, Scene

HOMES: Final = 60


@dataclass(frozen=True, slots=True)
class _Home:
    postcode: str
    urn: str
    authority: str


def place(scene: Scene, child: Child, until: date) -> None:
    """Set the latest placement of a child in care: kind, provider, place and how long."""
    care = child.care
    if care is None:
        return
    rng = scene.rng
    care.placement = _kind(rng, child, care, until)
    care.provider = _provider(rng, care.placement)
    outside = rng.random() < _outside(care.placement, care.provider)
    home = _home(rng, outside=outside)
    care.postcode, care.authority = home.postcode, home.authority
    care.urn = home.urn if care.placement in WITH_URN else ""
    care.location = OUTSIDE if outside else INSIDE
    _moves(rng, care, until)


def _kind(rng: random.Random, child: Child, care: Care, until: date) -> str:
    age = age_on(child.born, until)
    if care.plan == PLAN_ADOPTION:
        return care.placement or rng.choices((U6, U5, U3), weights=(72, 20, 8))[0]
    if care.legal == REMAND:
        return rng.choices((R5, K1, K2), weights=(60, 10, 30))[0]
    if care.uasc or age >= 16:
        return rng.choices((H5, U4, U6, K2, U1, P1), weights=(46, 22, 12, 13, 4, 3))[0]
    if care.plan == PLAN_RESIDENTIAL:
        return rng.choices((K2, S1, K1), weights=(90, 8, 2))[0]
    if age == 0:
        return rng.choices((U6, U5, U3, R3, P1), weights=(58, 10, 18, 8, 6))[0]
    if care.plan == PLAN_FOSTERING:
        return rng.choices((U4, U6, U1, U3), weights=(66, 15, 14, 5))[0]
    homes = 16 if age >= 10 else 3
    at_home = 12 if care.legal in {FCO, ICO} else 0
    return rng.choices((U6, U3, K2, P1, U4), weights=(48, 22, homes, at_home, 6))[0]


def _provider(rng: random.Random, kind: str) -> str:
    if kind == P1:
        return PARENTS
    if kind in {U1, U3, A5, A6}:
        return OWN
    if kind in {U4, U5, U6}:
        return rng.choices((OWN, PRIVATE, VOLUNTARY), weights=(56, 38, 6))[0]
    if kind == R5:
        return PRIVATE
    return rng.choices((OWN, PRIVATE, VOLUNTARY), weights=(16, 76, 8))[0]


def _outside(kind: str, provider: str) -> float:
    """Return how often a home is in another local authority: about two in five over all."""
    if kind in {A5, A6, R5, S1, K1}:
        return 0.9
    if provider == OWN:
        return 0.0
    return 0.2 if kind == P1 else 0.82


def _home(rng: random.Random, *, outside: bool) -> _Home:
    """Return a home at a postcode of an area that does not exist."""
    district = rng.randint(20, 49) if outside else rng.randint(1, 19)
    letters = "".join(rng.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    authority = NEIGHBOURS[district % len(NEIGHBOURS)] if outside else LA_NAME
    return _Home(
        postcode=f"ZZ{district} {rng.randint(1, 9)}{letters}",
        urn=f"SC99{rng.randint(0, HOMES * 30):04d}",
        authority=authority,
    )


def _moves(rng: random.Random, care: Care, until: date) -> None:
    """Set the number of placements in the last year and when the latest began."""
    length = (until - care.started).days
    if care.placed != date.min:
        care.placements = 2 if (until - care.placed).days <= 365 else 1
        return
    care.placements = rng.choices((1, 2, 3, 4, 5), weights=(68, 22, 6, 3, 1))[0]
    if length < 20:
        care.placements = 1
    if care.placements == 1:
        since = length if length <= 365 else rng.randint(365, length)
        care.placed = weekday(until - timedelta(days=since)) if since < length else care.started
        care.placed = max(care.placed, care.started)
        return
    latest = min(length - 1, 360)
    care.placed = max(weekday(until - timedelta(days=rng.randint(0, latest))), care.started)
